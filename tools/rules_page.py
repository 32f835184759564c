"""Writes docs/rules.md from the rules' own manual pages and examples."""

from __future__ import annotations

from pathlib import Path

from redblue.report.rules import rules_page

if __name__ == "__main__":
    (Path(__file__).parents[1] / "docs" / "rules.md").write_text(rules_page())
