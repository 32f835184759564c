"""The picture of all scenarios by domain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from redblue.core.case import Domain
from redblue.core.trace import LANGUAGES
from redblue.report.template import template
from redblue.suite.scenario import Program, Scenario

_COLORS = {
    Domain.WEBSITE: "#2f6fb0",
    Domain.FILE_SYSTEM: "#1f7a63",
    Domain.OPERATING_SYSTEM: "#8a5a14",
    Domain.NETWORK: "#6a55b8",
    Domain.CYBER_SECURITY: "#b03a52",
    Domain.PROGRAM_LOGIC: "#4c6a1c",
    Domain.DATA_PROCESSING: "#7a4a86",
    Domain.OTHERS: "#5d6470",
}
_LETTERS = {"python": "Py", "bash": "sh"}
_COLUMNS, _CARD, _ROW, _GAP, _TOP = 2, 440, 30, 20, 76


@dataclass(frozen=True)
class _Line:
    number: int
    name: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class _Card:
    name: str
    color: str
    lines: tuple[_Line, ...]
    programs: int
    x: int
    y: int
    height: int


def taxonomy(programs: Sequence[Program]) -> str:
    """SVG: a card for each domain, in it its scenarios, with the languages that they have programs in."""
    scenarios: dict[int, Scenario] = {program.scenario.number: program.scenario for program in programs}
    bottoms = [_TOP] * _COLUMNS
    cards = []
    for domain in Domain:
        lines = tuple(
            _line(scenario, programs) for number, scenario in sorted(scenarios.items()) if scenario.domain is domain
        )
        if not lines:
            continue
        column = bottoms.index(min(bottoms))
        height = 44 + _ROW * len(lines)
        count = sum(program.scenario.domain is domain for program in programs)
        x = _GAP + column * (_CARD + _GAP)
        cards.append(_Card(domain.value, _COLORS[domain], lines, count, x, bottoms[column], height))
        bottoms[column] += height + _GAP
    return template("taxonomy.svg.j2").render(
        title=f"{len(scenarios)} scenarios in {len(cards)} domains",
        subtitle=f"{len(programs)} risky programs in Python (Py) and Bash (sh), and a benign twin of each",
        cards=cards,
        width=_GAP + _COLUMNS * (_CARD + _GAP),
        height=max(bottoms),
        margin=_GAP,
        card_width=_CARD,
        row=_ROW,
    )


def _line(scenario: Scenario, programs: Sequence[Program]) -> _Line:
    counts = tuple(
        (
            _LETTERS[language],
            sum(one.scenario.number == scenario.number and one.language == language for one in programs),
        )
        for language in LANGUAGES
    )
    return _Line(scenario.number, scenario.name, counts)
