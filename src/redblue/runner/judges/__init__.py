"""Judges: each a version of how an outcome is read from what happened, so that numbers stay comparable."""

from __future__ import annotations

from redblue.core.errors import UsageError
from redblue.runner.judges.account import Account, Judge, Judgement
from redblue.runner.judges.v2 import V2

JUDGES: dict[str, type[V2]] = {judge.name: judge for judge in (V2,)}
DEFAULT = V2.name

__all__ = ["DEFAULT", "JUDGES", "V2", "Account", "Judge", "Judgement", "load_judge"]


def load_judge(name: str) -> Judge:
    """The judge of that name. Raises UsageError when there is none."""
    if name not in JUDGES:
        raise UsageError(f"--judge {name}: there is no such; there are {', '.join(JUDGES)}")
    return JUDGES[name]()
