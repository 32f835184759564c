"""The picture of all scenarios by domain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from redblue.core.case import Domain
from redblue.core.trace import LANGUAGES
from redblue.report.template import template
from redblue.suite.scenario import Program, Scenario
from redblue.suite.suite import PAPER_LANGUAGES

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
_COLUMNS, _CARD, _ROW, _GAP, _TOP = 2, 460, 30, 20, 76


@dataclass(frozen=True)
class _Badge:
    letters: str
    count: int
    is_core: bool


@dataclass(frozen=True)
class _Line:
    number: int
    name: str
    badges: tuple[_Badge, ...]


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
        subtitle=f"{len(programs):,} risky programs in Python (Py) and Bash (sh), and a benign twin of each; "
        "filled: also in core, as in the paper",
        cards=cards,
        width=_GAP + _COLUMNS * (_CARD + _GAP),
        height=max(bottoms),
        margin=_GAP,
        card_width=_CARD,
        row=_ROW,
    )


def _line(scenario: Scenario, programs: Sequence[Program]) -> _Line:
    counts = Counter(program.language for program in programs if program.scenario.number == scenario.number)
    badges = tuple(
        _Badge(_LETTERS[language], counts[language], scenario.number in PAPER_LANGUAGES[language])
        for language in LANGUAGES
        if counts[language]
    )
    return _Line(scenario.number, scenario.name, badges)
