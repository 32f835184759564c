"""Guards as the runner puts them to work."""

from __future__ import annotations

from redblue.blue.guards import load_guard
from redblue.core.outcome import UNGUARDED
from redblue.core.verdict import Decision
from redblue.runner.guarded import Guarding


def load_guarding(name: str, stops: Decision) -> Guarding | None:
    """The guard of that name, ready to be asked; None for `off`. Raises UsageError as `load_guard` does."""
    if name == UNGUARDED:
        return None
    guard = load_guard(name)
    is_local = name == "local"
    if is_local:
        # what it loads when it is first asked is no time of any case
        for language, text in (("python", "pass"), ("bash", "true")):
            guard.check("action", text, language)
    return Guarding(name, guard, stops, may_wait=not is_local)
