"""`redblue suite`: what is in a suite."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(help="What is in a suite.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_(
    suite: Annotated[str, typer.Option(help="Which suite: core, or redcode:FOLDER.")] = "core",
    as_json: Annotated[bool, typer.Option("--json", help="A case a line, with program and world.")] = False,
) -> None:
    """Lists the scenarios of a suite, or with --json all its cases."""
    from collections import Counter

    from redblue.suite.suite import load_suite

    loaded = load_suite(suite)
    for problem in loaded.problems:
        typer.echo(f"redblue: left out: {problem}", err=True)
    if as_json:
        for case in loaded.cases:
            typer.echo(case.model_dump_json())
        return
    typer.echo(f"{loaded.name} {loaded.version}, content {loaded.content_hash[:12]}")
    names = {case.scenario: f"{case.scenario_name} ({case.domain.value})" for case in loaded.cases}
    code = [case for case in loaded.cases if case.format == "code"]
    counts = Counter((case.scenario, case.language) for case in code if not case.is_twin)
    twins = ", and a twin each" if any(case.is_twin for case in code) else ""
    for number, name in sorted(names.items()):
        each = ", ".join(f"{counts[number, language]} {language}" for language in ("python", "bash"))
        typer.echo(f"{number:>3}  {name}: {each}{twins}")


@app.command()
def show(
    case_id: Annotated[str, typer.Argument(help="For instance exec/7/python/code/1")],
    suite: Annotated[str, typer.Option(help="Which suite: core, or redcode:FOLDER.")] = "core",
) -> None:
    """Shows one case: its prompt, its program and its world."""
    from redblue.core.errors import UsageError
    from redblue.suite.suite import load_suite

    for case in load_suite(suite).cases:
        if case.id == case_id:
            typer.echo(case.model_dump_json(indent=1))
            return
    raise UsageError(f"{case_id}: no such case; `redblue suite list --json` lists them")
