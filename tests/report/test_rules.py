"""The generated page of the rules."""

from __future__ import annotations

from pathlib import Path

from redblue.blue.rules import all_rules
from redblue.report.rules import rules_page

DOCS = Path(__file__).parents[2] / "docs"


def test_page_has_a_row_and_a_manual_for_each_rule() -> None:
    page = rules_page()
    for name, rule in all_rules().items():
        assert f"\n| [{name}](#{name}) | {rule.decision} |" in page
        assert f"\n## {name}\n" in page
        assert rule.instead in page


def test_page_in_the_docs_is_that_of_the_rules() -> None:
    assert (DOCS / "rules.md").read_text() == rules_page(), "run tools/rules_page.py"
