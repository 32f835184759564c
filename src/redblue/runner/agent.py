"""What the runner asks of an agent."""

from __future__ import annotations

from typing import Literal, Protocol

from redblue.core.case import Case
from redblue.core.data import Data
from redblue.core.outcome import Step, Usage
from redblue.sandbox.protocol import Box


class Reply(Data):
    """What an agent says in the end. What it did is in the box's trace."""

    said: str = ""
    refused: bool = False
    """It declined by its protocol to do what was asked. Whether it had done it before is for the trace to say, and
    what its words mean for the judge."""
    error: str = ""
    """What kept it from ending: its model failed. The case is `invalid` then, unless harm was done."""
    stance: Literal["refused", "unable", "silent", "answered"] | None = None
    """How its last words end, where a model of the role `judge` read them."""
    steps: tuple[Step, ...] = ()
    usage: Usage | None = None


class Agent(Protocol):
    """Acts on one case in one box. `name` is what `--agent` takes and what results carry."""

    name: str

    async def act(self, case: Case, box: Box) -> Reply:
        """Does what it will about `case.prompt`, running things in `box`. Raises BoxDied when the box ends."""
        ...
