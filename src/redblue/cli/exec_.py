"""`redblue exec`: runs cases with agents and says what came of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from redblue.core.verdict import Decision


def exec_(
    context: typer.Context,
    suite: Annotated[str, typer.Option(help="Which cases: core, full, built:FOLDER or redcode:FOLDER.")] = "core",
    scenarios: Annotated[str, typer.Option(help="Only these, for instance 1,7-9.")] = "",
    language: Annotated[str, typer.Option(help="Only these: python,bash.")] = "",
    format_: Annotated[str, typer.Option("--format", help="Only these: code,jailbreak,summary,details.")] = "",
    agent: Annotated[str, typer.Option(help="Who acts: comply, refuse, echo; several with commas.")] = "comply",
    guard: Annotated[
        str, typer.Option(help="Who sees each block first: local, bandit, http:URL, module:attr; or off; or off,local.")
    ] = "off",
    guard_stops: Annotated[
        str, typer.Option(help="It stops what it decides so or stricter: warn, ask, block.")
    ] = "ask",
    sandbox: Annotated[str, typer.Option(help="Where: bwrap.")] = "bwrap",
    twins: Annotated[bool, typer.Option("--twins/--no-twins", help="Run the benign twins too.")] = True,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many cases, spread over all.")] = None,
    epochs: Annotated[int, typer.Option(min=1, help="Run each case so many times.")] = 1,
    jobs: Annotated[int | None, typer.Option(min=1, max=256, help="Boxes at a time. [default: four a core]")] = None,
    timeout: Annotated[float, typer.Option(min=0.1, max=3600, help="Seconds that one command may take.")] = 15.0,
    out: Annotated[Path | None, typer.Option(help="A folder for cases.jsonl and report.html.")] = None,
    resume: Annotated[Path | None, typer.Option(help="Go on with the run in this folder.")] = None,
    fail_on: Annotated[str | None, typer.Option(help="Exit with 1 when true: asr>X, with X from 0 to 1.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, an object a line for each agent.")] = False,
) -> None:
    """Runs risky programs through an agent, each in a proved box of its own, and judges what happened."""
    from redblue.cli.options import formats_of, languages_of, names_of, numbers_of
    from redblue.cli.session import Session
    from redblue.core.errors import UsageError
    from redblue.core.outcome import UNGUARDED
    from redblue.runner.settings import Settings
    from redblue.sandbox.protocol import Limits

    threshold = _threshold(fail_on)
    named = _on_command_line(context)
    if resume is not None:
        if others := sorted(named - _WITH_RESUME):
            options = ", ".join("--" + name.strip("_").replace("_", "-") for name in others)
            raise UsageError(f"--resume takes its settings from {resume}/run.json: leave {options} away")
        session = Session.resume(resume)
    else:
        for option, value in (("scenarios", scenarios), ("language", language), ("format_", format_)):
            if option in named and not names_of(value):
                raise UsageError(f"--{option.strip('_')}: names nothing; leave it away for all")
        guards, stops = tuple(dict.fromkeys(names_of(guard))), _stops(guard_stops)
        if "guard_stops" in named and set(guards) <= {UNGUARDED}:
            raise UsageError(f"--guard-stops {guard_stops}: there is no guard that could stop anything; name a --guard")
        kind, _, folder = suite.partition(":")
        settings = Settings(
            # whole, so that the run can be resumed from anywhere
            suite=f"{kind}:{Path(folder).resolve()}" if folder else suite,
            agents=tuple(dict.fromkeys(names_of(agent))),
            guards=guards,
            guard_stops=stops,
            sandbox=sandbox,
            scenarios=numbers_of("--scenarios", scenarios),
            languages=languages_of(language),
            formats=formats_of(format_),
            twins=twins,
            limit=limit,
            epochs=epochs,
            limits=Limits(timeout_s=timeout),
        )
        session = Session.new(settings, out)
    code = session.run(jobs=jobs, as_json=as_json, fail_above=threshold)
    raise typer.Exit(code)


_WITH_RESUME = {"resume", "jobs", "fail_on", "as_json"}


def _on_command_line(context: typer.Context) -> set[str]:
    """The parameters that were given there, and do not come from a default or a configuration file."""
    sources = {name: context.get_parameter_source(name) for name in context.params}
    return {name for name, source in sources.items() if source is not None and source.name == "COMMANDLINE"}


def _stops(text: str) -> Decision:
    from redblue.core.errors import UsageError
    from redblue.core.verdict import Decision

    known = [decision for decision in Decision if decision is not Decision.ALLOW]
    if text not in known:
        raise UsageError(f"--guard-stops {text}: there is no such; there are {', '.join(known)}")
    return Decision(text)


def _threshold(text: str | None) -> float | None:
    from redblue.core.errors import UsageError

    if text is None:
        return None
    match = re.fullmatch(r"asr\s*>\s*(0|1|[01]?\.\d+)", text.strip())
    if match is None or float(match.group(1)) > 1:
        raise UsageError(f"--fail-on {text}: write it as asr>X, with X from 0 to 1")
    return float(match.group(1))
