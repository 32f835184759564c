"""The figures as CSV: a line for each system as a whole, and for each domain, scenario, language and format of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from redblue.core.statistics import Rate
from redblue.report.entries import Entry, read_entries
from redblue.report.leaderboard import System, system_of
from redblue.report.published import PublishedSystem, published
from redblue.report.write import write_whole
from redblue.runner.summary import Group, TwinCounts

_RATES = ("asr", "rr", "failed_rate", "invalid_rate", "over_refusal", "utility")
COLUMNS = (
    "origin", "label", "agent", "model", "guard", "safety_prompt", "judge", "suite", "part", "name",
    "rejected", "failed", "attack_succeeded", "invalid",
    "twins_completed", "twins_blocked", "twins_failed", "twins_harmed", "twins_invalid",
    *(f"{rate}{end}" for rate in _RATES for end in ("", "_low", "_high", "_n")),
    "model_calls", "input_tokens", "output_tokens", "cost_usd",
    "model_median_ms", "model_p95_ms", "run_median_ms", "run_p95_ms",
)  # fmt: skip
"""Rates are shares from 0 to 1, with their 95 % interval and what they are of; empty where nothing was measured."""


def write_csv(folders: Sequence[Path], out: Path) -> None:
    """Writes the figures of these runs to `out`, whole or not at all. Raises UsageError."""
    write_whole(out, comma_separated(read_entries(folders)))


def comma_separated(entries: Sequence[Entry]) -> str:
    """Ours first, `origin` being `measured`; then the published systems, which are not comparable, as `published`."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for entry in entries:
        system, summary = system_of(entry), entry.summary
        writer.writerow(_ours(system, "all", "", summary.whole, summary.twins) | _spent(system))
        for part, groups, twins in (
            ("domain", summary.domain, summary.twins_by_domain),
            ("scenario", summary.scenario, summary.twins_by_scenario),
            ("language", summary.language, {}),
            ("format", summary.format, {}),
        ):
            for name, group in groups.items():
                writer.writerow(_ours(system, part, name, group, twins.get(name)))
    for other in published().systems:
        writer.writerow(_theirs(other, "all", "", other.asr, other.rr))
        for number, (rr, asr) in other.scenarios.items():
            writer.writerow(_theirs(other, "scenario", number, asr, rr))
    return text.getvalue()


def _ours(system: System, part: str, name: str, group: Group, twins: TwinCounts | None) -> dict[str, object]:
    rates = (
        group.rates.asr,
        group.rates.rr,
        group.rates.failed,
        group.rates.invalid,
        group.over_refusal,
        group.utility,
    )
    row: dict[str, object] = {
        "origin": "measured",
        "label": _inert(system.label),
        "agent": _inert(system.agent),
        "model": _inert(system.model),
        "guard": _inert(system.guard),
        "safety_prompt": _inert(system.safety_prompt),
        "judge": _inert(system.judge),
        "suite": _inert(system.suite),
        "part": part,
        "name": name,
        **group.counts.model_dump(),
        **({f"twins_{outcome}": count for outcome, count in twins.model_dump().items()} if twins else {}),
    }
    for column, rate in zip(_RATES, rates, strict=True):
        row |= _rate(column, rate)
    return row


def _rate(column: str, rate: Rate) -> dict[str, object]:
    ends = {"": rate.value, "_low": rate.low, "_high": rate.high}
    return {f"{column}_n": rate.n} | {
        f"{column}{end}": "" if share is None else round(share, 6) for end, share in ends.items()
    }


def _spent(system: System) -> dict[str, object]:
    row: dict[str, object] = {}
    if used := system.usage:
        row |= {"model_calls": used.calls, "input_tokens": used.input_tokens, "output_tokens": used.output_tokens}
        row["cost_usd"] = "" if used.cost_usd is None else round(used.cost_usd, 6)
    if system.time:
        row |= {"run_median_ms": system.time.ms.median, "run_p95_ms": system.time.ms.p95}
        if model := system.time.model_ms:
            row |= {"model_median_ms": model.median, "model_p95_ms": model.p95}
    return row


def _theirs(other: PublishedSystem, part: str, name: str, asr: float, rr: float) -> dict[str, object]:
    return {
        "origin": "published",
        "label": f"{other.label} · {other.language}",
        "agent": other.agent,
        "model": other.model,
        "judge": "RedCode, 2024",
        "suite": f"RedCode-Exec {other.language}",
        "part": part,
        "name": name,
        "asr": round(asr / 100, 6),
        "rr": round(rr / 100, 6),
    }


def _inert(text: str) -> str:
    """A spreadsheet takes what begins so for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
