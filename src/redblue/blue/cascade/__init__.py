"""From cheap to dear: the stages of the guard, and who decides when."""

from __future__ import annotations

from redblue.blue.cascade.guard import Guard

__all__ = ["Guard"]
