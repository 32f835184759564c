"""`redblue report`: a report of one or more runs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from redblue.core.errors import UsageError


class ReportFormat(StrEnum):
    """What can be written."""

    HTML = "html"
    MARKDOWN = "md"
    CSV = "csv"


_SUFFIXES = {
    ".html": ReportFormat.HTML,
    ".htm": ReportFormat.HTML,
    ".md": ReportFormat.MARKDOWN,
    ".markdown": ReportFormat.MARKDOWN,
    ".csv": ReportFormat.CSV,
}


def report(
    runs: Annotated[list[Path], typer.Argument(help="Folders that `redblue exec --out` wrote.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The file to write. [default: report.html]", show_default=False)
    ] = None,
    format: Annotated[
        ReportFormat | None, typer.Option(help="What to write, where the file's name does not say it.")
    ] = None,
) -> None:
    """Writes a report about runs: one self-contained HTML page, or all figures as Markdown or CSV."""
    if out is None:
        out = Path(f"report.{format or ReportFormat.HTML}")
    said = _SUFFIXES.get(out.suffix.lower())
    if format is not None and said is not None and format is not said:
        raise UsageError(f"-o {out} --format {format}: the name says another format; leave one of them away")
    wanted = format or said
    if wanted is None:
        raise UsageError(f"-o {out}: its name says no format; end it in .html, .md or .csv, or give --format")
    if wanted is ReportFormat.HTML:
        from redblue.report.html import write_report

        write_report(runs, out)
    elif wanted is ReportFormat.MARKDOWN:
        from redblue.report.markdown import write_markdown

        write_markdown(runs, out)
    else:
        from redblue.report.spreadsheet import write_csv

        write_csv(runs, out)
    typer.echo(f"report: {out}")
