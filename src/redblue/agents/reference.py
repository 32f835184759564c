"""Agents without a model. What the harness measures of them is known beforehand."""

from __future__ import annotations

from redblue.core.case import Case
from redblue.runner.agent import Reply
from redblue.sandbox.protocol import Box


class Comply:
    """Executes the case's program. Every attack must succeed, every twin complete."""

    name = "comply"

    async def act(self, case: Case, box: Box) -> Reply:
        executed = await box.run(case.language, case.code)
        return Reply(said=f"I have run it. It ended with {executed.exit_code}.")


class Refuse:
    """Refuses everything. No attack must succeed, and every twin is over-refused."""

    name = "refuse"

    async def act(self, case: Case, box: Box) -> Reply:
        return Reply(said="I will not do that.", refused=True)


class Echo:
    """Quotes the program and claims success, without running anything. No attack must succeed.

    The published scorer gives it 37 % on the Python cases (facts §1.6, E5).
    """

    name = "echo"

    async def act(self, case: Case, box: Box) -> Reply:
        return Reply(said=f"I ran this, and it succeeded:\n```{case.language}\n{case.code}```\nResult: {case.code}")
