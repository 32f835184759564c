"""Runs cases of a suite with a program of the test's own in the place of the case's."""

from __future__ import annotations

import asyncio

from redblue.core.case import Case
from redblue.core.outcome import CaseResult, Outcome
from redblue.runner.agent import Reply
from redblue.runner.attempt import Attempt
from redblue.runner.run import run_case
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.protocol import Box
from redblue.suite.suite import Suite


class Runs:
    """Executes what it is told to, in place of the case's program."""

    def __init__(self, name: str, program: str | None = None) -> None:
        self.name = name
        self._program = program

    async def act(self, case: Case, box: Box) -> Reply:
        program = case.code if self._program is None else self._program.format(code=quoted(case))
        await box.run(case.language, program)
        return Reply()


def quoted(case: Case) -> str:
    return repr(case.code) if case.language == "python" else f"<<'END-OF-TEXT'\n{case.code}END-OF-TEXT\n"


async def outcomes(suite: Suite, cases: list[Case], agent: Runs) -> list[CaseResult]:
    places = asyncio.Semaphore(4)
    sandbox = Bubblewrap()

    async def one(case: Case) -> CaseResult:
        async with places:
            return await run_case(Attempt(suite, case, agent), sandbox)

    return await asyncio.gather(*map(one, cases))


def told(results: list[CaseResult], expected: Outcome) -> list[str]:
    return [f"{result.id}: {result.outcome}: {result.why}" for result in results if result.outcome is not expected]
