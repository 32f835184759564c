"""`redblue`: parses, calls, and turns errors into one line and an exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import typer
import typer.main

from redblue import __version__
from redblue.cli import bench, check, compare, doctor, exec_, rejudge, report, rules, setup, suite
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
app.command("rejudge")(rejudge.rejudge)
app.command("compare")(compare.compare)
app.command("rules")(rules.rules)
app.add_typer(suite.app, name="suite")
app.add_typer(check.app, name="check")
app.add_typer(bench.app, name="bench")


@app.callback(invoke_without_command=True)
def root(version: bool = typer.Option(False, "--version", help="Say the version and stop.")) -> None:
    if version:
        typer.echo(f"redblue {__version__}")
        raise typer.Exit


def main() -> None:
    """The entry point. Exit codes: 0 measured or clean, 1 found something, 2 wrong usage, 3 could not measure."""
    try:
        group: Any = typer.main.get_command(app)
        defaults = configured(group.commands, Path.cwd())
        # not standalone: what happened is said, and the exit code chosen, here
        code = group.main(prog_name="redblue", default_map=defaults, standalone_mode=False)
        sys.stdout.flush()
    except RedblueError as error:
        code = _say(str(error), error.exit_code)
    except KeyboardInterrupt:
        code = _say("interrupted", 130)
    except BrokenPipeError:
        # the reader has seen enough; nothing may be written to it when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:
        code = _said_by_click(error)
    sys.exit(code if isinstance(code, int) else 0)


def _said_by_click(error: Exception) -> int:
    """Wrong usage, in click's words; anything else is a defect or a full disk, and no finding."""
    if type(error).__name__ == "Abort":
        return _say("interrupted", 130)
    if type(error).__name__ == "NoArgsIsHelpError":
        print(str(error))
        return 2
    if callable(message := getattr(error, "format_message", None)):
        return _say(" ".join(message().split()), 2)
    if "REDBLUE_TRACEBACK" in os.environ:
        raise error
    return _say(f"{type(error).__name__}: {error} (REDBLUE_TRACEBACK=1 shows where)", 3)


def _say(message: str, code: int) -> int:
    print(f"redblue: {message}", file=sys.stderr)
    return code
