"""redblue measures how safely a coding agent behaves, and protects it with what the measuring found."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redblue.blue.cascade.guard import Guard as Guard

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # the guard is loaded when it is asked for: --help must not wait for it
    if name == "Guard":
        from redblue.blue.cascade.guard import Guard

        return Guard
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
