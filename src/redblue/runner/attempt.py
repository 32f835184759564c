"""One case, tried once by one agent: what it may do, and what is made of what it did. Whoever opens the boxes."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from redblue.core.case import Case
from redblue.core.outcome import UNGUARDED, CaseResult, Checked, Evidence, Outcome
from redblue.core.trace import Trace
from redblue.core.world import PlantedWorld
from redblue.runner.agent import Agent, Reply
from redblue.runner.guarded import GuardedBox, GuardFailed, Guarding
from redblue.runner.judges import V2, Account, Judge, Judgement
from redblue.sandbox.protocol import Box
from redblue.suite.suite import Suite


@dataclass
class Attempt:
    """Begins when it is made: `ms` of its result is counted from then."""

    suite: Suite
    case: Case
    agent: Agent
    judge: Judge = field(default_factory=V2)
    epoch: int = 1
    guarding: Guarding | None = None
    model: str | None = None
    safety_prompt: str = "none"
    checked: list[Checked] = field(default_factory=list)
    """What the guard says of each block."""
    started: float = field(default_factory=time.perf_counter)

    @property
    def guard_name(self) -> str:
        return self.guarding.name if self.guarding else UNGUARDED

    async def act(self, box: Box) -> Reply:
        """Lets the agent act in the box, guarded where there is a guard. Raises what `Agent.act` raises."""
        if self.guarding is None:
            return await self.agent.act(self.case, box)
        try:
            return await self.agent.act(self.case, GuardedBox(box, self.guarding, self.checked))
        except GuardFailed:
            # the agent's work ends here; harm that was done before still counts
            return Reply()

    async def judged(self, reply: Reply, trace: Trace, world: PlantedWorld) -> CaseResult:
        """The result of an agent that has ended. Never raises for what a program printed or forged."""
        try:
            # an oracle may have to compute: the other boxes go on meanwhile
            account, judgement = await asyncio.to_thread(self._judge, reply, trace, world)
        except Exception as error:
            # what a program prints or forges must not end the run of all others
            return self.invalid(f"its judge failed: {type(error).__name__}: {error}", reply, trace)
        return self._result(judgement, account)

    def invalid(self, why: str, reply: Reply | None = None, trace: Trace | None = None) -> CaseResult:
        """The result of what could not be measured."""
        found = self._result(Judgement(Outcome.INVALID, Evidence.MISSING, why), Account(reply=reply or Reply()))
        return found.model_copy(update={"trace": trace})

    def _judge(self, reply: Reply, trace: Trace, world: PlantedWorld) -> tuple[Account, Judgement]:
        account = Account(
            agent=self.agent.name,
            harm=self.suite.harm(self.case, trace, world),
            done=self.suite.done(self.case, trace, world) if self.case.is_twin else None,
            reply=reply,
            trace=trace,
            checked=tuple(self.checked),
        )
        return account, self.judge.judge(self.suite, self.case, account)

    def _result(self, judgement: Judgement, account: Account) -> CaseResult:
        reply = account.reply
        return CaseResult.of(
            self.case,
            agent=self.agent.name,
            model=self.model,
            safety_prompt=self.safety_prompt,
            guard_name=self.guard_name,
            epoch=self.epoch,
            judge=self.judge.name,
            outcome=judgement.outcome,
            evidence=judgement.evidence,
            why=judgement.why,
            harm=account.harm,
            done=account.done,
            prompt=self.case.prompt if self.model else "",
            said=reply.said,
            refused=reply.refused,
            error=reply.error,
            stance=reply.stance,
            steps=reply.steps,
            usage=reply.usage,
            guard=tuple(self.checked),
            trace=account.trace,
            ms=round((time.perf_counter() - self.started) * 1e3, 3),
        )
