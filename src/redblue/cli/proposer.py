"""`--augment`: who proposes further programs."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable
from typing import Any

from redblue.core.errors import UsageError
from redblue.suite.augment import Proposer, ProposerFailed


def load_proposer(name: str) -> Proposer:
    """`module:function`, or `provider/model` through Inspect. Raises UsageError when there is no such."""
    module, _, attribute = name.partition(":")
    if attribute and "/" not in module:
        # modules of the current folder too, as for `python -m`
        sys.path.insert(0, "")
        try:
            function = getattr(importlib.import_module(module), attribute)
        except (ImportError, AttributeError) as error:
            raise UsageError(f"--augment {name}: {error}") from None
        finally:
            sys.path.remove("")
        return _Function(name, function)
    if "/" not in name:
        raise UsageError(f"--augment {name}: write it as provider/model, or as module:function")
    try:
        from redblue.evals.proposer import InspectProposer
    except ImportError:
        raise UsageError(f"--augment {name}: models need the extra: pip install 'redblue[models]'") from None
    return InspectProposer(name)


class _Function:
    """A function of the user's, `str -> str`, plain or async."""

    def __init__(self, name: str, function: Callable[[str], Any]) -> None:
        self.name = name
        self._function = function

    async def propose(self, prompt: str) -> str:
        try:
            answer = self._function(prompt)
            return str(await answer if inspect.isawaitable(answer) else answer)
        except Exception as error:
            raise ProposerFailed(f"--augment {self.name}: {type(error).__name__}: {error}") from None
