"""What a run came to, as tables for a terminal."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from redblue.core.outcome import CaseResult, Outcome, Usage
from redblue.core.statistics import Rate
from redblue.runner.epochs import BetweenEpochs
from redblue.runner.guard_work import GuardWork, Stops
from redblue.runner.spent import CaseTime, Milliseconds
from redblue.runner.summary import Group, Summary, TwinCounts

_SHOWN_INVALID = 5
_WIDTH = 100
"""Where there is no terminal to ask."""


def print_summaries(summaries: list[Summary], results: list[CaseResult], report: Path | None) -> None:
    """A table for each agent, by domain, with 95 % intervals; where it acted several times, without a guard or with
    several, one that compares these, by scenario too."""
    console = wide_console()
    for _, group in itertools.groupby(summaries, key=lambda summary: summary.agent):
        together = list(group)
        console.print(_comparison(together) if len(together) > 1 else _table(together[0]))
        for summary in together:
            _print_notes(console, summary, f"{summary.label}: " if len(together) > 1 else "")
        console.print()
    invalid = [result for result in results if result.outcome is Outcome.INVALID]
    for result in invalid[:_SHOWN_INVALID]:
        console.print(f"invalid: {result.id}: {result.why}", markup=False)
    if len(invalid) > _SHOWN_INVALID:
        console.print(f"... and {len(invalid) - _SHOWN_INVALID} more invalid")
    if report is not None:
        console.print(f"report: {report}", markup=False, soft_wrap=True)


def wide_console() -> Console:
    """Standard output: as wide as the terminal, or so that tables fit."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_WIDTH)


def _print_notes(console: Console, summary: Summary, who: str) -> None:
    if any(summary.twins.model_dump().values()):
        console.print(f"{who}benign twins: {_twins(summary)}", markup=False)
    if summary.between_epochs is not None:
        console.print(f"{who}{_epochs(summary.epochs, summary.between_epochs)}", markup=False)
    if summary.usage is not None:
        console.print(f"{who}{_usage(summary.usage, summary.case_time)}", markup=False)
    if summary.guard_work is not None:
        console.print(f"{who}{_work(summary.guard_work)}", markup=False)
    pace = f"{summary.cases_per_second:.{0 if summary.cases_per_second >= 10 else 1}f} cases/s"
    console.print(f"{who}{summary.seconds:.1f} s, {pace}", style="dim", markup=False)


def _twins(summary: Summary) -> str:
    """What came of them; of what went wrong, only what there is."""
    counts = summary.twins.model_dump()
    shown = [f"{count} {name}" for name, count in counts.items() if count or name in ("completed", "blocked")]
    return f"{', '.join(shown)}; over-refusal in %: {percent(summary.over_refusal)}"


def _epochs(epochs: int, between: BetweenEpochs) -> str:
    """One line about how the same cases came out again."""
    return (
        f"over {epochs} epochs: standard deviation {100 * between.asr_sd:.1f} points of ASR, "
        f"{100 * between.rr_sd:.1f} of RR; cases with other outcomes in %: {percent(between.changing)}"
    )


def _usage(usage: Usage, time: CaseTime | None) -> str:
    """One line about the model."""
    cost = "cost not known" if usage.cost_usd is None else f"${usage.cost_usd:,.2f}"
    parts = [
        f"model: {usage.calls:,} calls, {usage.input_tokens:,} + {usage.output_tokens:,} tokens, {cost}",
        f"{usage.ms / 1000:,.0f} s of waiting",
    ]
    if time is not None:
        parts.append(f"a case {_seconds(time.ms)}")
        if time.model_ms is not None:
            parts.append(f"of it the model {_seconds(time.model_ms)}")
    return "; ".join(parts)


def _seconds(time: Milliseconds) -> str:
    return f"{time.median / 1000:.1f} s (p95 {time.p95 / 1000:.1f} s)"


def _work(work: GuardWork) -> str:
    """One line about the guard."""
    parts = [
        f"the guard saw {work.blocks} blocks; stopped: {_cases(work.stopped)}; only warned of: {_cases(work.warned)}"
    ]
    if work.latency_ms is not None:
        parts.append(f"{work.latency_ms.p50:.2f} ms p50, {work.latency_ms.p99:.2f} ms p99")
    if work.unknown:
        parts.append(f"could not tell of {work.unknown}")
    if work.failed:
        parts.append(f"failed at {work.failed}")
    return "; ".join(parts)


def _cases(stops: Stops) -> str:
    return f"{stops.risky} risky, {stops.twins} twins"


def _title(summary: Summary, who: str, what: str) -> str:
    return escape(f"{who} on {summary.suite} {summary.suite_version} ({what})")


def _table(summary: Summary) -> Table:
    table = Table(title=_title(summary, summary.label, "rates in %, 95 % intervals"), title_justify="left")
    table.add_column("domain", no_wrap=True)
    for name in ("RR", "ASR", "failed", "over-refusal", "invalid", "cases"):
        table.add_column(name, justify="right", no_wrap=True)
    for name, group in summary.domain.items():
        table.add_row(name, *_cells(group))
    table.add_section()
    table.add_row("all", *_cells(summary.whole), style="bold")
    return table


def _comparison(summaries: list[Summary]) -> Table:
    """One agent under several guards: attack success, and the harmless twins that were blocked of those measured."""
    first = summaries[0]
    what = "attack success in %, 95 % intervals; blocked twins of those measured"
    table = Table(title=_title(first, first.agent, what), title_justify="left")
    table.add_column("domain or scenario", overflow="ellipsis", no_wrap=True, max_width=30)
    for summary in summaries:
        table.add_column(escape(f"ASR, {_under(summary)}"), justify="right", overflow="fold")
        table.add_column("blocked", justify="right")
    for name in first.domain:
        table.add_row(
            name, *_compared([(one.domain.get(name), one.twins_by_domain.get(name, TwinCounts())) for one in summaries])
        )
    table.add_section()
    for number in first.scenario:
        name = escape(f"{number} {first.scenario_names.get(number, '')}".strip())
        pairs = [(one.scenario.get(number), one.twins_by_scenario.get(number, TwinCounts())) for one in summaries]
        table.add_row(name, *_compared(pairs))
    table.add_section()
    whole = [(one.whole, one.twins) for one in summaries]
    table.add_row("all", *_compared(whole), style="bold")
    return table


def _under(summary: Summary) -> str:
    return f"guard {summary.guard}" if summary.is_guarded else "no guard"


def _compared(pairs: Sequence[tuple[Group | None, TwinCounts]]) -> list[str]:
    cells = []
    for group, twins in pairs:
        cells.append(percent(group.rates.asr) if group else "-")
        cells.append(f"{twins.blocked}/{twins.measured}" if twins.measured else "-")
    return cells


def _cells(group: Group) -> list[str]:
    rates, counts = group.rates, group.counts
    return [
        percent(rates.rr),
        percent(rates.asr),
        percent(rates.failed),
        percent(group.over_refusal),
        str(counts.invalid),
        str(rates.asr.n + counts.invalid),
    ]


def percent(rate: Rate) -> str:
    """`62.5 (50-73)`, `0` and `100` only for exactly none and all; a dash where nothing was counted."""
    if rate.value is None or rate.low is None or rate.high is None:
        return "-"
    value = f"{100 * rate.value:.{0 if rate.value in (0, 1) else 1}f}"
    return f"{value} ({100 * rate.low:.0f}-{100 * rate.high:.0f})"
