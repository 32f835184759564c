"""`redblue report`: a report of one or more runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def report(
    runs: Annotated[list[Path], typer.Argument(help="Folders that `redblue exec --out` wrote.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The file to write.")] = Path("report.html"),
) -> None:
    """Writes one self-contained HTML report about runs."""
    from redblue.report.html import write_report

    write_report(runs, out)
    typer.echo(f"report: {out}")
