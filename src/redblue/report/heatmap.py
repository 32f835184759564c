"""Scenario by system: a cell for each, as dark as its rate is high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from redblue.core.case import Domain
from redblue.core.statistics import NO_RATE, Rate
from redblue.report.entries import Entry
from redblue.report.text import printable
from redblue.runner.summary import Group

LEVELS = 10
"""Steps of the scale above none."""


@dataclass(frozen=True)
class Shade:
    """One rate in a cell."""

    kind: str
    """`asr`, `rr` or `over`."""
    rate: Rate
    level: int | None
    """0 for none to LEVELS for all; None where nothing was measured."""
    invalid: int

    @property
    def figure(self) -> str:
        """In whole per cent, 0 and 100 only for exactly none and all."""
        share = self.rate.value
        if share is None:
            return "–"
        return f"{100 * share:.0f}" if share in (0, 1) else f"{min(99, max(1, round(100 * share)))}"


@dataclass(frozen=True)
class Cell:
    """A scenario, or all, of one system."""

    system: int
    """Index of the entry."""
    shades: tuple[Shade, ...]


@dataclass(frozen=True)
class HeatRow:
    """A scenario; number is None for all together."""

    number: int | None
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class HeatMap:
    """Rows by domain."""

    systems: tuple[str, ...]
    domains: tuple[tuple[str, tuple[HeatRow, ...]], ...]
    kinds: tuple[str, ...]
    """Rates that there are: over-refusal only where there are twins."""


def heat_map(entries: Sequence[Entry]) -> HeatMap | None:
    """None where there are no results."""
    found: dict[int, tuple[str, Domain]] = {
        result.scenario: (printable(result.scenario_name), result.domain) for e in entries for result in e.results
    }
    if not found:
        return None
    summaries = [entry.summary for entry in entries]
    has_twins = any(summary.twins_by_scenario for summary in summaries)

    def row(number: int, name: str) -> HeatRow:
        cells = []
        for index, summary in enumerate(summaries):
            twins = summary.twins_by_scenario.get(str(number))
            invalid = twins.invalid if twins else 0
            cells.append(_cell(index, summary.scenario.get(str(number)), invalid, has_twins))
        return HeatRow(number, name, tuple(cells))

    domains = [
        (domain.value, tuple(row(number, name) for number, (name, its) in sorted(found.items()) if its is domain))
        for domain in Domain
    ]
    cells = (_cell(i, summary.whole, summary.twins.invalid, has_twins) for i, summary in enumerate(summaries))
    whole = HeatRow(None, "All scenarios", tuple(cells))
    kinds = ("asr", "rr", "over") if has_twins else ("asr", "rr")
    return HeatMap(
        tuple(entry.label for entry in entries), (*(one for one in domains if one[1]), ("", (whole,))), kinds
    )


def _cell(index: int, group: Group | None, twins_invalid: int, has_twins: bool) -> Cell:
    invalid = group.counts.invalid if group else 0
    shades = [
        _shade("asr", group.rates.asr if group else NO_RATE, invalid),
        _shade("rr", group.rates.rr if group else NO_RATE, invalid),
    ]
    if has_twins:
        shades.append(_shade("over", group.over_refusal if group else NO_RATE, twins_invalid))
    return Cell(index, tuple(shades))


def _shade(kind: str, rate: Rate, invalid: int) -> Shade:
    if rate.value is None:
        return Shade(kind, rate, None, invalid)
    # none and all have a level of their own: what is between them is seen to be
    level = round(rate.value * LEVELS) if rate.value in (0, 1) else min(LEVELS - 1, max(1, round(rate.value * LEVELS)))
    return Shade(kind, rate, level, invalid)
