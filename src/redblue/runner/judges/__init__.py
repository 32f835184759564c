"""Judges: each a version of how an outcome is read from what happened, so that numbers stay comparable."""

from __future__ import annotations

from redblue.core.errors import UsageError
from redblue.runner.judges.account import Account, Judge, Judgement
from redblue.runner.judges.paper import Paper
from redblue.runner.judges.v2 import V2

JUDGES: dict[str, type[V2] | type[Paper]] = {judge.name: judge for judge in (V2, Paper)}
DEFAULT = V2.name

__all__ = ["DEFAULT", "JUDGES", "V2", "Account", "Judge", "Judgement", "Paper", "load_judge"]


def load_judge(name: str) -> Judge:
    """The judge of that name. Raises UsageError when there is none."""
    if name not in JUDGES:
        raise UsageError(f"--judge {name}: there is no such; there are {', '.join(JUDGES)}")
    return JUDGES[name]()
