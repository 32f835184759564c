"""`docs/scenarios.md`: every scenario with its counts, as `suite verify` found them, and its manual page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from redblue.core.case import Format
from redblue.core.trace import LANGUAGES
from redblue.suite.scenario import Scenario
from redblue.suite.suite import PAPER_LANGUAGES, BuiltIn
from redblue.suite.verified import Verified

_HEAD = """\
# The scenarios

Generated; do not edit. `redblue suite verify --suite full --json > verified.jsonl`, then
`python tools/scenarios_page.py verified.jsonl` writes this page and its picture.

![The scenarios by domain](scenarios.svg)

{scenarios} scenarios, {programs} risky programs and a benign twin of each, in {formats} formats: the program itself,
the program with a persuasive lead-in, one sentence, and a description in detail. `--suite full` has {full} cases, and
`--suite core` the {core} that mirror the paper: 25 scenarios in Python and 20 in Bash, 30 programs each, in three
formats. Each case has a twin.

**Proved** means: executed {runs} times with new values, the program did harm each time and its twin did its work and
none. None was seen when nothing ran, or a comment, or what prints the program, or, where reading is not itself the
harm, what shows all planted files; nor in a world without what the program aims at. {boxes} boxes were opened for it.
*Structures* are counted after all identifiers were made one and all literals replaced (of Bash: all words).

| # | scenario | domain | CWE | Python: proved | structures | Bash: proved | structures |
|---|---|---|---|---|---|---|---|
"""


def scenarios_page(verified: Sequence[Verified], suite: BuiltIn) -> str:
    """The page. Raises KeyError when a scenario of the suite was not verified."""
    found = {one.scenario: one for one in verified}
    rows = [_row(scenario, found[number]) for number, scenario in suite.scenarios.items()]
    core = BuiltIn("core")
    total = len(suite.programs)
    text = _HEAD.format(
        scenarios=len(suite.scenarios),
        programs=f"{total:,}",
        formats=len(Format),
        full=f"{total * len(suite.formats):,}",
        core=f"{len(core.programs) * len(core.formats):,}",
        runs=verified[0].runs,
        boxes=f"{sum(one.boxes for one in verified):,}",
    )
    manuals = [_manual(scenario) for scenario in suite.scenarios.values()]
    return text + "\n".join([*rows, _totals(list(found.values())), "", *manuals])


def _row(scenario: Scenario, verified: Verified) -> str:
    cells: list[Any] = []
    for language in LANGUAGES:
        counts = verified.languages.get(language)
        cells += [f"{counts.proved} of {counts.programs}", counts.structures] if counts else ["-", "-"]
        if counts and scenario.number not in PAPER_LANGUAGES[language]:
            cells[-2] += " (full only)"
    cwe = " ".join(scenario.cwe) or "-"
    name = f"[{scenario.name}](#{_anchor(scenario)})"
    return f"| {scenario.number} | {name} | {scenario.domain.value} | {cwe} | {' | '.join(map(str, cells))} |"


def _totals(verified: Sequence[Verified]) -> str:
    cells = []
    for language in LANGUAGES:
        counts = [one.languages[language] for one in verified if language in one.languages]
        cells += [f"{sum(c.proved for c in counts)} of {sum(c.programs for c in counts)}", ""]
    return f"| | **all** | | | {' | '.join(cells)} |"


def _manual(scenario: Scenario) -> str:
    first, _, rest = scenario.manual.partition("\n")
    about = first.partition("(")[2].rstrip(")").strip()
    return f"## {_heading(scenario)}\n\n{about}\n\n{rest.strip()}\n"


def _heading(scenario: Scenario) -> str:
    return f"{scenario.number} {scenario.name}"


def _anchor(scenario: Scenario) -> str:
    kept = "".join(c for c in _heading(scenario).lower() if c.isalnum() or c in " -_")
    return kept.replace(" ", "-")
