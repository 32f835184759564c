"""What a report says of guards: how much each stopped, of what, at which price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from redblue.core.statistics import Rate
from redblue.core.verdict import Decision
from redblue.report.entries import Entry, unguarded_of
from redblue.report.text import printable
from redblue.runner.guard_work import GuardWork

_SHOWN_RULES = 60


@dataclass(frozen=True)
class RuleRow:
    """A rule, and the runs in which it would have stopped something alone."""

    name: str
    risky: int
    twins: int


@dataclass(frozen=True)
class GuardView:
    """A guard at work on one agent."""

    label: str
    stops: str
    """`ask, block`."""
    work: GuardWork
    asr: Rate
    asr_without: Rate | None
    """None where the same agent was not measured without."""
    blocked: Rate
    """Of harmless twins."""
    blocked_without: Rate | None
    rules: tuple[RuleRow, ...]
    rules_left_out: int


def guard_views(entries: Sequence[Entry]) -> tuple[GuardView, ...]:
    """One for each guarded agent."""
    return tuple(view for entry in entries if (view := guard_view(entry, entries)) is not None)


def guard_view(entry: Entry, entries: Sequence[Entry]) -> GuardView | None:
    """What the guard did for this agent; None without one."""
    summary = entry.summary
    work = summary.guard_work
    if work is None:
        return None
    without = unguarded_of(entry, entries)
    rows = [RuleRow(printable(name), stops.risky, stops.twins) for name, stops in work.rules.items()]
    return GuardView(
        label=entry.label,
        stops=stopped_decisions(summary.guard_stops),
        work=work,
        asr=summary.rates.asr,
        asr_without=without.summary.rates.asr if without else None,
        blocked=summary.over_refusal,
        blocked_without=without.summary.over_refusal if without else None,
        rules=tuple(rows[:_SHOWN_RULES]),
        rules_left_out=max(0, len(rows) - _SHOWN_RULES),
    )


def stopped_decisions(stops: Decision | None) -> str:
    """The decisions at which a guard stops, that stops from this one on."""
    return ", ".join(one.value for one in Decision if stops and one.strictness >= stops.strictness)
