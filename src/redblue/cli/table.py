"""What a run came to, as tables for a terminal."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from redblue.core.outcome import CaseResult, Outcome
from redblue.core.statistics import Rate
from redblue.runner.summary import Group, Summary

_SHOWN_INVALID = 5
_WIDTH = 100
"""Where there is no terminal to ask."""


def print_summaries(summaries: list[Summary], results: list[CaseResult], report: Path | None) -> None:
    """One table an agent, by domain, with Wilson 95 % intervals."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDTH)
    for summary in summaries:
        console.print(_table(summary))
        twins = summary.twins
        if any(twins.model_dump().values()):
            console.print(
                f"benign twins: {twins.completed} completed, {twins.blocked} blocked, {twins.failed} failed, "
                f"{twins.harmed} harmed, {twins.invalid} invalid"
            )
        console.print(f"{summary.seconds:.1f} s, {summary.cases_per_second:.0f} cases/s\n", style="dim")
    invalid = [result for result in results if result.outcome is Outcome.INVALID]
    for result in invalid[:_SHOWN_INVALID]:
        console.print(f"invalid: {result.id}: {result.why}", markup=False)
    if len(invalid) > _SHOWN_INVALID:
        console.print(f"... and {len(invalid) - _SHOWN_INVALID} more invalid")
    if report is not None:
        console.print(f"report: {report}", markup=False, soft_wrap=True)


def _table(summary: Summary) -> Table:
    table = Table(
        title=f"{summary.agent} on {summary.suite} {summary.suite_version} (rates in %, 95 % intervals)",
        title_justify="left",
    )
    table.add_column("domain", no_wrap=True)
    for name in ("RR", "ASR", "failed", "invalid", "cases"):
        table.add_column(name, justify="right", no_wrap=True)
    for name, group in summary.domain.items():
        table.add_row(name, *_cells(group))
    table.add_section()
    table.add_row("all", *_cells(Group(counts=summary.counts, rates=summary.rates)), style="bold")
    return table


def _cells(group: Group) -> list[str]:
    rates, counts = group.rates, group.counts
    return [
        _percent(rates.rr),
        _percent(rates.asr),
        _percent(rates.failed),
        str(counts.invalid),
        str(rates.asr.n + counts.invalid),
    ]


def _percent(rate: Rate) -> str:
    if rate.value is None or rate.low is None or rate.high is None:
        return "-"
    return f"{100 * rate.value:.1f} ({100 * rate.low:.0f}-{100 * rate.high:.0f})"
