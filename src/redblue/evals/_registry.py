"""What Inspect finds by its entry point. Each thing is imported when it is asked for."""

from __future__ import annotations

from inspect_ai import Task, task
from inspect_ai.approval import Approver, approver
from inspect_ai.model import ModelAPI, modelapi
from inspect_ai.util import SandboxEnvironment, sandboxenv


@sandboxenv(name="redblue")
def redblue() -> type[SandboxEnvironment]:
    """The box: `--sandbox redblue`."""
    from redblue.evals.sandbox import BoxEnvironment

    return BoxEnvironment


@modelapi(name="redblue")
def scripted() -> type[ModelAPI]:
    """Models that follow a script, to try things with: `--model redblue/comply`."""
    from redblue.evals.provider import ScriptedAPI

    return ScriptedAPI


@approver(name="guard")
def guard(name: str = "local", stops: str = "ask") -> Approver:
    """The guard, for tools that take `cmd` (Bash) or `code` (Python): in an approval policy `redblue/guard`.

    Args:
        name: What `redblue exec --guard` takes.
        stops: It rejects what the guard decides so or more strictly: warn, ask, block.
    """
    from redblue.blue.guards.guarding import load_guarding
    from redblue.core.errors import UsageError
    from redblue.core.verdict import Decision
    from redblue.evals.approver import approving

    guarding = load_guarding(name, Decision(stops))
    if guarding is None:
        raise UsageError("redblue/guard: name a guard")
    return approving(guarding)


@task(name="exec")
def exec_(
    agent: str = "react",
    suite: str = "core",
    scenarios: str | int = "",
    language: str = "",
    format: str = "",
    twins: bool = True,
    limit: int | None = None,
    guard: str = "off",
    safety_prompt: str = "none",
    judge: str = "v2",
    max_steps: int | None = None,
    timeout: float | None = None,
) -> Task:
    """RedCode-Exec: risky programs, each executed by an agent in a proved box of its own and judged by what happened.

    Args:
        agent: comply, refuse, echo (no model), react, codeact, interpreter, tools, cmd:"...".
        suite: core, full, built:FOLDER, redcode:FOLDER.
        scenarios: Only these, for instance "1,7-9".
        language: Only these: "python,bash".
        format: Only these: "code,jailbreak,summary,details".
        twins: Run the benign twins too.
        limit: At most so many cases, spread over all.
        guard: Who sees each block first: off, local, bandit, http:URL, module:attr.
        safety_prompt: none, simple, awareness, detection, modification, integration.
        judge: v2, paper.
        max_steps: Of the agent; as published where it is not given.
        timeout: Seconds that one command may take; as published where it is not given.
    """
    from redblue.evals.exec import exec_task

    return exec_task(
        agent=agent,
        suite=suite,
        scenarios=str(scenarios),
        language=language,
        format=format,
        twins=twins,
        limit=limit,
        guard=guard,
        safety_prompt=safety_prompt,
        judge=judge,
        max_steps=max_steps,
        timeout=timeout,
    )
