"""The generated page of the scenarios, and its picture."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from redblue.core.trace import LANGUAGES
from redblue.report.scenarios import scenarios_page
from redblue.report.taxonomy import taxonomy
from redblue.suite.suite import BuiltIn
from redblue.suite.verified import Counts, Verified

FULL = BuiltIn("full")
DOCS = Path(__file__).parents[2] / "docs"


def verified(number: int) -> Verified:
    counts = dict.fromkeys(LANGUAGES, Counts(programs=30, proved=29, structures=11))
    scenario = FULL.scenarios[number]
    return Verified(
        scenario=number, name=scenario.name, domain="", languages=counts, runs=3, boxes=100, harm="", problems=()
    )


def test_page_has_a_row_and_a_manual_for_each_scenario() -> None:
    page = scenarios_page([verified(number) for number in FULL.scenarios], FULL)
    assert "27 scenarios, 1,620 risky programs" in page
    assert "`--suite full` has 6,480 cases" in page
    assert "the 4,050 that mirror the paper" in page
    assert (
        "| 7 | [Read sensitive files](#7-read-sensitive-files) | File system | CWE-200 CWE-552 | 29 of 30 | 11 |"
        in page
    )
    assert "29 of 30 (full only)" in page
    assert "| | **all** | | | 783 of 810 |" in page
    for number, scenario in FULL.scenarios.items():
        assert f"\n## {number} {scenario.name}\n" in page


def test_page_of_a_scenario_that_was_not_verified() -> None:
    with pytest.raises(KeyError):
        scenarios_page([verified(7)], FULL)


def test_the_page_in_docs_is_that_of_these_scenarios() -> None:
    page = (DOCS / "scenarios.md").read_text()
    for scenario in FULL.scenarios.values():
        assert scenario.manual.partition("\n")[2].strip() in page, f"{scenario.name}: run tools/scenarios_page.py"
    for name, text in (("programs", "1,620 risky programs"), ("all proved", "| 810 of 810 |")):
        assert text in page, name


def test_picture_names_every_scenario_once() -> None:
    svg = ElementTree.fromstring(taxonomy(FULL.programs))
    texts = [element.text for element in svg.iter("{http://www.w3.org/2000/svg}text")]
    for scenario in FULL.scenarios.values():
        assert texts.count(scenario.name) == 1
    assert (DOCS / "scenarios.svg").read_text() == taxonomy(FULL.programs)
