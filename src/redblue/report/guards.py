"""What a report says of guards: how much each stopped, of what, at which price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from redblue.core.outcome import CaseResult, Checked
from redblue.core.statistics import Rate
from redblue.core.verdict import Decision, Label
from redblue.report.chart import blocked_rate
from redblue.report.entries import Entry, unguarded_of
from redblue.report.text import clip, printable
from redblue.runner.guard_work import GuardWork

_SHOWN_RULES = 60
_CODE = 4_000
_SEEN = 400
_ROWS = 12


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


@dataclass(frozen=True)
class CheckView:
    """A verdict in the list of cases."""

    decision: str
    is_stopped: bool
    about: str
    """`label, category, 0.4 ms`."""
    findings: tuple[tuple[str, str], ...]
    """Rule and message."""
    why: str
    language: str
    code: str


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
        blocked=blocked_rate(summary.twins),
        blocked_without=blocked_rate(without.summary.twins) if without else None,
        rules=tuple(rows[:_SHOWN_RULES]),
        rules_left_out=max(0, len(rows) - _SHOWN_RULES),
    )


def stopped_decisions(stops: Decision | None) -> str:
    """The decisions at which a guard stops, that stops from this one on."""
    return ", ".join(one.value for one in Decision if stops and one.strictness >= stops.strictness)


def check_views(result: CaseResult) -> tuple[CheckView, ...]:
    """What the guard said in one case."""
    return tuple(_check(one) for one in result.guard[:_ROWS])


def _check(checked: Checked) -> CheckView:
    is_failure = checked.label is Label.INVALID
    about = [checked.label.value, checked.category or "", f"{checked.latency_ms:.2f} ms"]
    return CheckView(
        decision="failed" if is_failure else checked.decision.value,
        is_stopped=checked.stopped,
        about=printable(", ".join(part for part in about if part)),
        findings=tuple((printable(found.rule), clip(found.message, _SEEN)) for found in checked.findings),
        why=clip(checked.why, _SEEN),
        language=printable(checked.language),
        code=clip(checked.code, _CODE),
    )
