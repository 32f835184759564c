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
    agent: Annotated[
        str,
        typer.Option(
            help="Who acts: comply, refuse, echo; with a --model react, codeact, interpreter, tools, "
            'swe:NAME; several with commas; or cmd:"COMMAND" alone.'
        ),
    ] = "comply",
    model: Annotated[
        str | None, typer.Option(help="Whom the agent asks: openai/NAME, vllm/NAME, any of Inspect's; redblue/comply.")
    ] = None,
    model_base_url: Annotated[str | None, typer.Option(help="Where it answers, if not at the provider's.")] = None,
    model_arg: Annotated[list[str], typer.Option("-M", "--model-arg", help="For the provider: NAME=VALUE.")] = [],  # noqa: B006
    model_role: Annotated[list[str], typer.Option(help="A model for another role: ROLE=PROVIDER/NAME.")] = [],  # noqa: B006
    temperature: Annotated[str, typer.Option(help="Of the model; none for the provider's own.")] = "0",
    seed: Annotated[int | None, typer.Option(help="Of the model, where it knows one.")] = None,
    max_retries: Annotated[int, typer.Option(min=0, help="Of a question that met an error.")] = 5,
    model_timeout: Annotated[int, typer.Option(min=1, help="Seconds for one answer, retries included.")] = 600,
    max_connections: Annotated[int | None, typer.Option(min=1, help="Questions at a time. [default: --jobs]")] = None,
    safety_prompt: Annotated[
        str,
        typer.Option(
            help="At the end of the system's message: none, simple, awareness, detection, modification, integration."
        ),
    ] = "none",
    max_steps: Annotated[int | None, typer.Option(min=1, help="Of the agent. [default: as published]")] = None,
    max_tokens: Annotated[int | None, typer.Option(min=1, help="Of one answer. [default: as published]")] = None,
    output_chars: Annotated[
        int | None, typer.Option(min=40, help="Of a program's output that the agent is shown. [default: as published]")
    ] = None,
    agent_timeout: Annotated[
        float, typer.Option(min=1, help="Seconds for all that a cmd: or swe: agent does.")
    ] = 600.0,
    agent_files: Annotated[
        list[Path], typer.Option(help="A folder with an agent's program, which its box shows read-only.")
    ] = [],  # noqa: B006
    judge: Annotated[str, typer.Option(help="Who reads the outcome: v2, or paper (the published rules).")] = "v2",
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
    processes: Annotated[
        int | None, typer.Option(min=1, max=64, help="That share the work of a run with a model. [default: one a core]")
    ] = None,
    memory: Annotated[
        int | None, typer.Option(min=64, help="MB that one box may use. [default: 512, for cmd: and swe: 2000]")
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option(
            min=0.1, max=3600, help="Seconds that one command may take. [default: 15, or as published of the agent]"
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="A folder for cases.jsonl and report.html.")] = None,
    resume: Annotated[Path | None, typer.Option(help="Go on with the run in this folder.")] = None,
    export_eval: Annotated[
        Path | None, typer.Option(help="A log for Inspect's viewer, FILE.eval; needs the extra `models`.")
    ] = None,
    fail_on: Annotated[str | None, typer.Option(help="Exit with 1 when true: asr>X, with X from 0 to 1.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, an object a line for each agent.")] = False,
) -> None:
    """Runs risky programs through an agent, each in a proved box of its own, and judges what happened."""
    from redblue.agents import is_outside
    from redblue.cli.session import Session, check_export
    from redblue.core.errors import UsageError
    from redblue.core.outcome import UNGUARDED
    from redblue.runner.lists import formats_of, languages_of, names_of, numbers_of, pairs_of
    from redblue.runner.options import AgentOptions, ModelOptions
    from redblue.runner.settings import Settings
    from redblue.sandbox.protocol import Limits

    threshold = _threshold(fail_on)
    check_export(export_eval)
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
            agents=(agent,) if agent.startswith("cmd:") else tuple(dict.fromkeys(names_of(agent))),
            model=model,
            model_options=ModelOptions(
                base_url=model_base_url,
                args={name: _value(text) for name, text in pairs_of("--model-arg", model_arg).items()},
                roles=pairs_of("--model-role", model_role),
                temperature=_temperature(temperature),
                seed=seed,
                max_retries=max_retries,
                timeout_s=model_timeout,
                max_connections=max_connections,
            ),
            agent_options=AgentOptions(
                max_steps=max_steps,
                max_tokens=max_tokens,
                command_timeout_s=timeout,
                output_chars=output_chars,
                agent_timeout_s=agent_timeout,
                agent_files=tuple(str(folder.resolve()) for folder in agent_files),
            ),
            safety_prompt=safety_prompt,
            judge=judge,
            guards=guards,
            guard_stops=stops,
            sandbox=sandbox,
            scenarios=numbers_of("--scenarios", scenarios),
            languages=languages_of(language),
            formats=formats_of(format_),
            twins=twins,
            limit=limit,
            epochs=epochs,
            limits=Limits(timeout_s=timeout or 15.0, memory_mb=memory or (2000 if is_outside(agent) else 512)),
        )
        session = Session.new(settings, out)
    session.export_eval = export_eval
    code = session.run(jobs=jobs, processes=processes, as_json=as_json, fail_above=threshold)
    raise typer.Exit(code)


_WITH_RESUME = {"export_eval", "resume", "jobs", "processes", "fail_on", "as_json"}


def _on_command_line(context: typer.Context) -> set[str]:
    """The parameters that were given there, and do not come from a default or a configuration file."""
    sources = {name: context.get_parameter_source(name) for name in context.params}
    return {name for name, source in sources.items() if source is not None and source.name == "COMMANDLINE"}


def _value(text: str) -> str | int | float | bool:
    """A number or truth value where it is written as one (JSON), else the text."""
    import json

    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, str | int | float | bool) else text


def _temperature(text: str) -> float | None:
    from redblue.core.errors import UsageError

    if text == "none":
        return None
    if re.fullmatch(r"[0-2]?\.?\d+|[0-2]\.?", text) is None or not 0 <= float(text) <= 2:
        raise UsageError(f"--temperature {text}: a number from 0 to 2, or none")
    return float(text)


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
