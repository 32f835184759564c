"""Prints docs/published-data.md from a run of `comply` on the published data: tools/published_data.py RUN"""

from __future__ import annotations

import sys
from pathlib import Path

from redblue.core.case import Format
from redblue.runner.store import read_results
from redblue.suite.redcode.page import page

if __name__ == "__main__":
    results = read_results(Path(sys.argv[1]))
    print(page(r for r in results if r.agent == "comply" and r.format is Format.CODE and r.epoch == 1), end="")
