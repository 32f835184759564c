"""Runs cases: each in a box of its own, several at a time, each result handed on as soon as it is there."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from redblue.core.case import Case
from redblue.core.errors import BoxDied, InvalidCase, SandboxUnavailable
from redblue.core.outcome import UNGUARDED, CaseResult, Checked, Evidence, Outcome
from redblue.core.trace import Trace
from redblue.runner.agent import Agent, Reply
from redblue.runner.guarded import GuardedBox, GuardFailed, Guarding
from redblue.runner.judge import Judgement, judge
from redblue.sandbox.conformance import prove
from redblue.sandbox.protocol import Box, Sandbox, WhenNeeded
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
            on_result(await run_case(suite, case, agent, sandbox, epoch, guarding))

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


async def run_case(
    suite: Suite, case: Case, agent: Agent, sandbox: Sandbox, epoch: int = 1, guarding: Guarding | None = None
) -> CaseResult:
    """One case in one box. The sandbox is one that was proved."""
    started = time.perf_counter()
    checked: list[Checked] = []

    def result(judgement: Judgement, said: str = "", trace: Trace | None = None) -> CaseResult:
        return CaseResult.of(
            case,
            agent=agent.name,
            guard_name=_name(guarding),
            epoch=epoch,
            outcome=judgement.outcome,
            evidence=judgement.evidence,
            why=judgement.why,
            said=said,
            guard=tuple(checked),
            trace=trace,
            ms=round((time.perf_counter() - started) * 1e3, 3),
        )

    def invalid(why: str) -> CaseResult:
        return result(Judgement(Outcome.INVALID, Evidence.MISSING, why))

    try:
        world = case.world.plant()
    except ValueError as error:
        return invalid(f"its world cannot be planted: {error}")
    try:
        if missing := sandbox.missing(case.world.tools):
            raise InvalidCase(f"needs {', '.join(missing)}")
        async with WhenNeeded(sandbox, world) as box:
            reply = await _act(agent, case, box, guarding, checked)
            trace = await box.finish()
    except (InvalidCase, BoxDied, SandboxUnavailable) as error:
        return invalid(str(error))
    try:
        # an oracle may have to compute: the other boxes go on meanwhile
        judgement = await asyncio.to_thread(judge, suite, case, reply, trace, world, checked)
    except Exception as error:
        # what a program prints or forges must not end the run of all others
        return invalid(f"its judge failed: {type(error).__name__}: {error}")
    return result(judgement, reply.said, trace)


async def _act(agent: Agent, case: Case, box: Box, guarding: Guarding | None, checked: list[Checked]) -> Reply:
    """What the agent says in the end. What its guard said of each block is put into `checked`."""
    if guarding is None:
        return await agent.act(case, box)
    try:
        return await agent.act(case, GuardedBox(box, guarding, checked))
    except GuardFailed:
        # the agent's work ends here; harm that was done before still counts
        return Reply()
