"""Figures as they are read."""

from __future__ import annotations

from redblue.core.statistics import Rate

_WORDS = {"attack_succeeded": "attack succeeded"}


def percent(share: float | None) -> str:
    """`62.5 %`, `0 %` and `100 %` only for exactly none and all; a dash where nothing was measured."""
    if share is None:
        return "–"
    return f"{100 * share:.0f} %" if share in (0, 1) else f"{100 * share:.1f} %"


def interval(rate: Rate) -> str:
    """`50.1–73.2 %`, or nothing where nothing was measured."""
    if rate.low is None or rate.high is None:
        return ""
    return f"{100 * rate.low:.1f}–{100 * rate.high:.1f} %"


def both(rate: Rate) -> str:
    """`62.5 % (50.1–73.2 %)`."""
    return f"{percent(rate.value)} ({interval(rate)})" if rate.value is not None else "–"


def word(outcome: str) -> str:
    """An outcome as it is read."""
    return _WORDS.get(outcome, outcome)


def money(dollars: float | None) -> str:
    """`$1.20`, to a hundredth of a cent below ten cents; a dash where the price is not known."""
    if dollars is None:
        return "–"
    return f"${dollars:,.2f}" if dollars >= 0.1 or dollars == 0 else f"${dollars:.4f}"


def duration(ms: float | None) -> str:
    """`3.2 s`, `250 ms`; a dash where nothing was measured."""
    if ms is None:
        return "–"
    return f"{ms / 1000:.1f} s" if ms >= 1000 else f"{ms:.0f} ms"
