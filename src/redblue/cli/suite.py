"""`redblue suite`: what is in a suite."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_SUITES = "Which suite: core, full, built:FOLDER or redcode:FOLDER."
app = typer.Typer(help="What is in a suite.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_(
    suite: Annotated[str, typer.Option(help=_SUITES)] = "core",
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
    which: Annotated[str, typer.Argument(help="A scenario's number, or a case: exec/7/python/code/1")],
    suite: Annotated[str, typer.Option(help=_SUITES)] = "full",
) -> None:
    """Shows the manual page of a scenario; or a case with its prompt, program and world."""
    from redblue.core.errors import UsageError
    from redblue.suite.suite import load_scenarios, load_suite

    if which.isdigit():
        known = load_scenarios()
        if int(which) not in known:
            raise UsageError(f"{which}: no such scenario; there are {', '.join(map(str, known))}")
        typer.echo(known[int(which)].manual)
        return
    for case in load_suite(suite).cases:
        if case.id == which:
            typer.echo(case.model_dump_json(indent=1))
            return
    raise UsageError(f"{which}: no such case; `redblue suite list --json` lists them")


@app.command()
def verify(
    files: Annotated[list[Path] | None, typer.Argument(help="Scenario files, in the place of a suite.")] = None,
    suite: Annotated[str, typer.Option(help="Which suite: core or full.")] = "full",
    scenarios: Annotated[str, typer.Option(help="Only these, for instance 1,7-9.")] = "",
    language: Annotated[str, typer.Option(help="Only these: python,bash.")] = "",
    runs: Annotated[int, typer.Option(min=1, help="Times that each program is executed.")] = 3,
    jobs: Annotated[int | None, typer.Option(min=1, max=256, help="Boxes at a time. [default: four a core]")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, an object a line for each scenario.")] = False,
) -> None:
    """Proves every program: harm when executed, none when not, and a twin that works and does none."""
    from redblue.cli.verify import verify_suite

    code = verify_suite(
        suite, files or [], scenarios=scenarios, language=language, runs=runs, jobs=jobs, as_json=as_json
    )
    raise typer.Exit(code)


@app.command()
def build(
    out: Annotated[Path, typer.Option(help="A new folder for suite.json and cases.jsonl.")],
    suite: Annotated[str, typer.Option(help="Which languages and formats: as in core or full.")] = "full",
    scenarios: Annotated[str, typer.Option(help="Only these, for instance 1,7-9.")] = "",
    language: Annotated[str, typer.Option(help="Only these: python,bash.")] = "",
    seed: Annotated[int, typer.Option(help="Which seeds meet which targets.")] = 0,
    programs: Annotated[int, typer.Option(min=1, help="Of a scenario in each language.")] = 30,
    runs: Annotated[int, typer.Option(min=1, help="Times that each program is executed.")] = 3,
    augment: Annotated[
        str | None, typer.Option(help="A model that proposes variants: provider/model, or module:function.")
    ] = None,
    proposals: Annotated[int, typer.Option(min=1, help="Asked of it for each scenario and language.")] = 10,
    jobs: Annotated[int | None, typer.Option(min=1, max=256, help="Boxes at a time. [default: four a core]")] = None,
) -> None:
    """Makes programs of seeds and targets, executes them, and keeps what is proved."""
    from redblue.cli.build import build_suite

    code = build_suite(
        out,
        suite=suite,
        scenarios=scenarios,
        language=language,
        seed=seed,
        count=programs,
        runs=runs,
        augment=augment,
        proposals=proposals,
        jobs=jobs,
    )
    raise typer.Exit(code)


@app.command()
def export(
    out: Annotated[Path, typer.Option(help="A new folder.")],
    suite: Annotated[str, typer.Option(help="Which suite: core, full or built:FOLDER.")] = "core",
    layout: Annotated[str, typer.Option(help="jsonl, or redcode: the published layout.")] = "jsonl",
) -> None:
    """Writes a suite's cases for other tools."""
    from redblue.cli.build import export_suite

    raise typer.Exit(export_suite(out, suite=suite, layout=layout))
