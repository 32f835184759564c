"""`redblue check`: judges what an agent is about to do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Judges one item, or JSON lines.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def check() -> None:
    """Judges one item, or JSON lines."""


@app.command()
def action(
    file: Annotated[Path, typer.Argument(help="Code or a command, or items as .jsonl; - for what is piped in.")] = Path(
        "-"
    ),
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Write to this file.")] = None,
    guard: Annotated[str, typer.Option(help="Who judges: local, bandit, http:URL or module:attr.")] = "local",
    language: Annotated[
        str, typer.Option(help="python or bash, where the item or its name do not say. [default: guessed]")
    ] = "",
    unknown: Annotated[str, typer.Option(help="What is decided where it could not be told: allow to block.")] = "ask",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, an object a line for each item.")] = False,
) -> None:
    """Says of code or of a command that is about to run: allow, warn, ask or block. Nothing is run.

    JSON lines are read where the file is called .jsonl, or what is piped in begins with an object that has `text`.
    Exit code 0 when nothing was found, 1 when something was, 3 when the guard failed.
    """
    from redblue.cli.action import check_action

    code = check_action(file, out=out, guard=guard, language=language, unknown=unknown, as_json=as_json)
    raise typer.Exit(code)
