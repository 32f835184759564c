"""`redblue bench`: how well and how fast guards are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="How well and how fast guards are.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def bench() -> None:
    """How well and how fast guards are."""


@app.command()
def guards(
    data: Annotated[list[Path], typer.Argument(help="Labelled items as JSON lines.")],
    guard: Annotated[
        list[str] | None, typer.Option(help="local, bandit, http:URL or module:attr; may be given again. [local]")
    ] = None,
    without: Annotated[str, typer.Option(help="Rules of local that are switched off, with commas.")] = "",
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Write an HTML page to this file too.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, an object a line for each guard.")] = False,
) -> None:
    """Shows labelled actions to guards, one after the other: recall, false alarms, latency. Nothing is run.

    Exit code 0 when measured, 3 when no guard gave any answer.
    """
    from redblue.cli.guards import bench_guards

    raise typer.Exit(bench_guards(data, guards=guard or ["local"], without=without, out=out, as_json=as_json))
