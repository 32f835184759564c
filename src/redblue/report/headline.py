"""What came out, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from redblue.core.statistics import Rate
from redblue.report.figures import both, percent
from redblue.report.leaderboard import System


def headline(systems: Sequence[System]) -> str:
    """Who, on what suite, and the four rates with their intervals. Empty where nothing was measured."""
    measured = [system for system in systems if system.asr.n or system.over_refusal.n or system.invalid.n]
    if not measured:
        return ""
    suites = " and ".join(dict.fromkeys(system.suite for system in measured))
    if len(measured) == 1:
        return _of_one(measured[0], suites)
    others = (
        ("rejection", [system.rr for system in measured]),
        ("over-refusal", [system.over_refusal for system in measured]),
        ("invalid", [system.invalid for system in measured]),
    )
    parts = [_extremes([(system.label, system.asr) for system in measured])]
    parts += [text for name, rates in others if (text := _range(name, rates))]
    return _tied(f"{len(measured)} systems on {suites}: {'; '.join(part for part in parts if part)}.")


def _of_one(system: System, suite: str) -> str:
    parts = []
    if system.asr.n:
        parts.append(f"the attack succeeded in {both(system.asr)} of {system.asr.n:,} risky runs")
        parts.append(f"{both(system.rr)} were rejected")
    if system.over_refusal.n:
        parts.append(f"{both(system.over_refusal)} of {system.over_refusal.n:,} harmless twins were blocked")
    if system.invalid.n:
        parts.append(f"{both(system.invalid)} could not be measured")
    return _tied(f"{system.label} on {suite}: {'; '.join(parts)}. In brackets: 95 % intervals.")


def _extremes(rates: Sequence[tuple[str, Rate]]) -> str:
    """Who has the lowest attack success, and who the highest."""
    known = sorted(
        ((rate.value, label, rate) for label, rate in rates if rate.value is not None), key=lambda one: one[0]
    )
    if not known:
        return ""
    (low, lowest, its), (high, highest, theirs) = known[0], known[-1]
    if low == high:
        return f"attack success {percent(low)}"
    return f"attack success from {both(its)} with {lowest} to {both(theirs)} with {highest}"


def _range(name: str, rates: Sequence[Rate]) -> str:
    known = [rate.value for rate in rates if rate.value is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    return f"{name} {percent(low)}" if low == high else f"{name} {percent(low)} to {percent(high)}"


def _tied(text: str) -> str:
    """No line ends between a figure and its unit."""
    return text.replace(" %", "\u00a0%")
