"""What any guard of actions is: ours, another program's, another machine's."""

from __future__ import annotations

from typing import Protocol

from redblue.core.verdict import Verdict


class ActionGuard(Protocol):
    """Says what should become of an action before it happens."""

    name: str
    """As it is told apart from others in results."""

    def check(self, task: str, text: str, language: str | None = None) -> Verdict:
        """The verdict about one item. Raises nothing for any text.

        A guard that fails, or that answers what is no answer, gives a verdict labelled `invalid` which says why.
        """
        ...
