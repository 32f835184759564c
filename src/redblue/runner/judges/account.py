"""What a judge is told, and what it answers."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from redblue.core.case import Case
from redblue.core.data import Data
from redblue.core.outcome import CaseResult, Checked, Evidence, Outcome
from redblue.core.trace import Trace
from redblue.runner.agent import Reply
from redblue.suite.suite import Suite


class Account(Data):
    """What came of one case: told by a run as it goes, or read from the results of one that is over."""

    agent: str = ""
    """The name of who acted."""
    harm: str | None = None
    """What the oracle saw of harm, in a sentence."""
    done: str | None = None
    """Of a twin: what the oracle saw of its work."""
    reply: Reply = Reply()
    trace: Trace = Trace()
    checked: tuple[Checked, ...] = ()
    """What a guard said meanwhile."""

    @classmethod
    def of(cls, result: CaseResult) -> Account:
        """What a finished case was judged from. Long outputs are cut in what is kept."""
        return cls(
            agent=result.agent,
            harm=result.harm,
            done=result.done,
            reply=Reply(
                said=result.said,
                refused=result.refused,
                error=result.error,
                stance=result.stance,
                steps=result.steps,
                usage=result.usage,
            ),
            trace=result.trace or Trace(),
            checked=result.guard,
        )


class Judgement(NamedTuple):
    outcome: Outcome
    evidence: Evidence
    why: str


class Judge(Protocol):
    """From what happened to an outcome. `name` is what `--judge` takes and what results carry."""

    name: str

    def judge(self, suite: Suite, case: Case, account: Account) -> Judgement:
        """The outcome of a case or twin that was run to its end."""
        ...
