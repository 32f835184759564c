"""One row for each system: what the leaderboard, the Markdown and the CSV say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from redblue.core.outcome import Usage
from redblue.core.statistics import Rate
from redblue.report.entries import Entry
from redblue.report.text import printable
from redblue.runner.spent import CaseTime


@dataclass(frozen=True)
class System:
    """An agent, its model and what stood around them, on a suite, under a judge."""

    label: str
    agent: str
    model: str
    """Empty for an agent without one."""
    guard: str
    safety_prompt: str
    judge: str
    suite: str
    """With its version."""
    cases: int
    """Risky ones, also those that could not be measured."""
    asr: Rate
    rr: Rate
    failed: Rate
    over_refusal: Rate
    """Of harmless twins, those that were refused or stopped."""
    utility: Rate
    """Of harmless twins, those that were completed."""
    invalid: Rate
    """Of the risky cases, those that could not be measured."""
    runs: int
    """Cases and twins together."""
    usage: Usage | None
    """None without a model."""
    time: CaseTime | None
    """None where nothing was measured."""

    @property
    def tokens_per_run(self) -> float | None:
        return (self.usage.input_tokens + self.usage.output_tokens) / self.runs if self.usage else None

    @property
    def cost_per_run(self) -> float | None:
        """None also where the price is not known."""
        return None if self.usage is None or self.usage.cost_usd is None else self.usage.cost_usd / self.runs


def system_of(entry: Entry) -> System:
    """What one entry comes to."""
    summary, settings = entry.summary, entry.settings
    return System(
        label=entry.label,
        agent=printable(summary.agent),
        model=printable(summary.model or ""),
        guard=printable(summary.guard),
        safety_prompt=printable(summary.safety_prompt),
        judge=printable(summary.judge),
        suite=printable(f"{settings.suite_name} {settings.suite_version}".strip()),
        cases=summary.rates.asr.n + summary.counts.invalid,
        asr=summary.rates.asr,
        rr=summary.rates.rr,
        failed=summary.rates.failed,
        over_refusal=summary.over_refusal,
        utility=summary.utility,
        invalid=summary.rates.invalid,
        runs=len(entry.results),
        usage=summary.usage,
        time=summary.case_time,
    )


def leaderboard(entries: Sequence[Entry]) -> tuple[System, ...]:
    """All systems, the lowest attack success first, then the lowest over-refusal; those without a rate at the end."""
    return tuple(sorted(map(system_of, entries), key=_rank))


def _rank(system: System) -> tuple[float, float]:
    asr, over_refusal = system.asr.value, system.over_refusal.value
    return (2.0 if asr is None else asr, 2.0 if over_refusal is None else over_refusal)
