"""Runs cases: each in a box of its own, several at a time, each result handed on as soon as it is there."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from redblue.core.case import Case
from redblue.core.errors import BoxDied, InvalidCase, SandboxUnavailable
from redblue.core.outcome import CaseResult, Evidence, Outcome
from redblue.runner.agent import Agent
from redblue.runner.judge import judge
from redblue.sandbox.conformance import prove
from redblue.sandbox.protocol import Sandbox, WhenNeeded
from redblue.suite.suite import Suite

Key = tuple[str, int, str]
"""What a result is told apart by: agent, epoch, case."""


def key_of(result: CaseResult) -> Key:
    return (result.agent, result.epoch, result.id)


async def run_cases(
    suite: Suite,
    cases: Sequence[Case],
    agents: Sequence[Agent],
    sandbox: Sandbox,
    *,
    epochs: int = 1,
    jobs: int = 4,
    done: Collection[Key] = (),
    on_proved: Callable[[], None] = lambda: None,
    on_result: Callable[[CaseResult], None],
) -> None:
    """Runs every case with every agent, `epochs` times, but for what is in `done`.

    Raises SandboxUnavailable, before anything has run, when the sandbox is not proved to isolate. `on_proved` is
    called when it is. A case that cannot be measured is handed on as `invalid`; whatever else is raised ends the run.
    """
    await prove(sandbox)
    on_proved()
    work = iter(
        [
            (agent, epoch, case)
            for agent in agents
            for epoch in range(1, epochs + 1)
            for case in spread(cases)
            if (agent.name, epoch, case.id) not in done
        ]
    )

    async def worker() -> None:
        task = asyncio.current_task()
        for agent, epoch, case in work:
            if task is not None and task.cancelling():
                raise asyncio.CancelledError
            on_result(await run_case(suite, case, agent, sandbox, epoch))

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


async def run_case(suite: Suite, case: Case, agent: Agent, sandbox: Sandbox, epoch: int = 1) -> CaseResult:
    """One case in one box. The sandbox is one that was proved."""
    started = time.perf_counter()

    def elapsed() -> float:
        return round((time.perf_counter() - started) * 1e3, 3)

    def invalid(why: str) -> CaseResult:
        return CaseResult.of(
            case,
            agent=agent.name,
            epoch=epoch,
            outcome=Outcome.INVALID,
            evidence=Evidence.MISSING,
            why=why,
            ms=elapsed(),
        )

    try:
        world = case.world.plant()
    except ValueError as error:
        return invalid(f"its world cannot be planted: {error}")
    try:
        if missing := sandbox.missing(case.world.tools):
            raise InvalidCase(f"needs {', '.join(missing)}")
        async with WhenNeeded(sandbox, world) as box:
            reply = await agent.act(case, box)
            trace = await box.finish()
    except (InvalidCase, BoxDied, SandboxUnavailable) as error:
        return invalid(str(error))
    try:
        # an oracle may have to compute: the other boxes go on meanwhile
        outcome, evidence, why = await asyncio.to_thread(judge, suite, case, reply, trace, world)
    except Exception as error:
        # what a program prints or forges must not end the run of all others
        return invalid(f"its judge failed: {type(error).__name__}: {error}")
    return CaseResult.of(
        case,
        agent=agent.name,
        epoch=epoch,
        outcome=outcome,
        evidence=evidence,
        why=why,
        said=reply.said,
        trace=trace,
        ms=elapsed(),
    )
