"""Runs cases: each in a box of its own, several at a time, each result handed on as soon as it is there."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from redblue.core.case import Case
from redblue.core.errors import BoxDied, InvalidCase, SandboxUnavailable
from redblue.core.outcome import UNGUARDED, CaseResult
from redblue.runner.agent import Agent
from redblue.runner.attempt import Attempt
from redblue.runner.guarded import Guarding
from redblue.runner.judges import V2, Judge
from redblue.sandbox.conformance import prove
from redblue.sandbox.protocol import Sandbox, WhenNeeded
from redblue.suite.suite import Suite

Key = tuple[str, str, int, str]
"""What a result is told apart by: agent, guard, epoch, case."""


def key_of(result: CaseResult) -> Key:
    return (result.agent, result.guard_name, result.epoch, result.id)


async def run_cases(
    suite: Suite,
    cases: Sequence[Case],
    agents: Sequence[Agent],
    sandbox: Sandbox,
    *,
    judge: Judge | None = None,
    guards: Sequence[Guarding | None] = (None,),
    epochs: int = 1,
    jobs: int = 4,
    done: Collection[Key] = (),
    on_proved: Callable[[], None] = lambda: None,
    on_result: Callable[[CaseResult], None],
) -> None:
    """Runs every case with every agent, under each of the guards, `epochs` times, but for what is in `done`.

    Raises SandboxUnavailable, before anything has run, when the sandbox is not proved to isolate. `on_proved` is
    called when it is. A case that cannot be measured is handed on as `invalid`; whatever else is raised ends the run.
    """
    await prove(sandbox)
    on_proved()
    work = iter(
        [
            (agent, guarding, epoch, case)
            for agent in agents
            for guarding in guards
            for epoch in range(1, epochs + 1)
            for case in spread(cases)
            if (agent.name, _name(guarding), epoch, case.id) not in done
        ]
    )

    async def worker() -> None:
        task = asyncio.current_task()
        for agent, guarding, epoch, case in work:
            if task is not None and task.cancelling():
                raise asyncio.CancelledError
            attempt = Attempt(suite, case, agent, judge or V2(), epoch=epoch, guarding=guarding)
            on_result(await run_case(attempt, sandbox))

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(jobs):
                group.create_task(worker())
    except BaseExceptionGroup as errors:
        # all workers do the same: the first error is what there is to say
        raise errors.exceptions[0] from None


def spread(cases: Sequence[Case]) -> list[Case]:
    """The scenarios in turn: those that wait, or need much memory, do not all do so at the same time."""
    turns: Counter[tuple[int, str]] = Counter()
    order = []
    for case in cases:
        turns[case.scenario, case.language] += 1
        order.append(turns[case.scenario, case.language])
    return [case for _, case in sorted(zip(order, cases, strict=True), key=lambda pair: pair[0])]


def _name(guarding: Guarding | None) -> str:
    return guarding.name if guarding else UNGUARDED


async def run_case(attempt: Attempt, sandbox: Sandbox) -> CaseResult:
    """One case in one box. The sandbox is one that was proved."""
    try:
        world = attempt.case.world.plant()
    except ValueError as error:
        return attempt.invalid(f"its world cannot be planted: {error}")
    try:
        if missing := sandbox.missing(attempt.case.world.tools):
            raise InvalidCase(f"needs {', '.join(missing)}")
        async with WhenNeeded(sandbox, world) as box:
            reply = await attempt.act(box)
            trace = await box.finish()
    except (InvalidCase, BoxDied, SandboxUnavailable) as error:
        return attempt.invalid(str(error))
    return await attempt.judged(reply, trace, world)
