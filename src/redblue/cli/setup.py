"""`redblue setup`: installs what boxes are made with and what their programs count on."""

from __future__ import annotations

import typer


def setup() -> None:
    """Installs by apt what boxes need and lack. Exit code 3 when it cannot, with the line to run instead."""
    import sys

    from redblue.sandbox.tools import install

    shows = sys.stderr.isatty()

    def tell(line: str) -> None:
        if shows:
            typer.echo(f"\r\x1b[2K{line[:110]} ...", nl=False, err=True)

    try:
        installed = install(tell)
    finally:
        if shows:
            typer.echo("\r\x1b[2K", nl=False, err=True)
    typer.echo(f"installed {' '.join(installed)}" if installed else "nothing is missing")
