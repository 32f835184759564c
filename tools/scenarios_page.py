"""Writes docs/scenarios.md and docs/scenarios.svg from what `redblue suite verify --suite full --json` printed."""

from __future__ import annotations

import sys
from pathlib import Path

from redblue.report.scenarios import scenarios_page
from redblue.report.taxonomy import taxonomy
from redblue.suite.suite import BuiltIn
from redblue.suite.verified import Verified

DOCS = Path(__file__).parents[1] / "docs"

if __name__ == "__main__":
    verified = [Verified.model_validate_json(line) for line in Path(sys.argv[1]).read_text().splitlines()]
    suite = BuiltIn("full")
    (DOCS / "scenarios.md").write_text(scenarios_page(verified, suite))
    (DOCS / "scenarios.svg").write_text(taxonomy(suite.programs))
