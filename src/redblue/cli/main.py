"""`redblue`: parses, calls, and turns errors into one line and an exit code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer
import typer.main

from redblue import __version__
from redblue.cli import doctor, exec_, report, setup, suite
from redblue.cli.config import configured
from redblue.core.errors import RedblueError

# rich would cost 60 ms at every start, and nothing of it is needed for --help
app = typer.Typer(
    name="redblue",
    help="Measures how safely a coding agent behaves, and protects it with what the measuring found.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("exec")(exec_.exec_)
app.command("doctor")(doctor.doctor)
app.command("setup")(setup.setup)
app.command("report")(report.report)
app.add_typer(suite.app, name="suite")


@app.callback(invoke_without_command=True)
def root(version: bool = typer.Option(False, "--version", help="Say the version and stop.")) -> None:
    if version:
        typer.echo(f"redblue {__version__}")
        raise typer.Exit


def main() -> None:
    """The entry point. Exit codes: 0 measured or clean, 1 found something, 2 wrong usage, 3 could not measure."""
    try:
        group: Any = typer.main.get_command(app)
        group.main(prog_name="redblue", default_map=configured(group.commands, Path.cwd()))
    except RedblueError as error:
        print(f"redblue: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("redblue: interrupted", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
