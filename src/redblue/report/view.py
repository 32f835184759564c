"""Everything the template lays out, prepared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from redblue.core.outcome import Outcome
from redblue.core.statistics import Rate
from redblue.report.caselist import CaseList, case_list
from redblue.report.chart import (
    Bar,
    Move,
    Point,
    Row,
    blocked_bar,
    moves,
    numbered,
    points,
    risky_bar,
    short_names,
    twin_bar,
)
from redblue.report.choice import listed
from redblue.report.entries import Entry, unguarded_of
from redblue.report.guards import GuardView, guard_view, guard_views, stopped_decisions
from redblue.report.headline import headline
from redblue.report.heatmap import HeatMap, heat_map
from redblue.report.leaderboard import System, leaderboard, system_of
from redblue.report.published import Published, published
from redblue.report.scatter import Scatter, scatter
from redblue.report.text import printable
from redblue.runner.summary import Group, Summary, TwinCounts

FEW = 6
"""Agents that can be looked at side by side. More stand in the leaderboard and the heat map only."""


@dataclass(frozen=True)
class Tile:
    """One agent in big figures."""

    system: System
    cases: int
    invalid: int
    bar: Bar
    twins: TwinCounts | None
    """None when there were none."""
    twin_bar: Bar | None
    guard: GuardView | None


@dataclass(frozen=True)
class Chart:
    """Bars by some property."""

    id: str
    title: str
    rows: tuple[Row, ...]
    is_of_twins: bool = False


@dataclass(frozen=True)
class TableRow:
    """One agent in one domain; `group` is None when it had no case there."""

    label: str
    group: Group | None


@dataclass(frozen=True)
class Table:
    """The rows of one domain."""

    name: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class Page:
    """The report."""

    title: str
    headline: str
    """A sentence. Empty where nothing was measured."""
    facts: tuple[tuple[str, str], ...]
    """Name and value."""
    notes: tuple[str, ...]
    """What a reader must know before comparing."""
    tiles: tuple[Tile, ...]
    """None where there are too many agents for one each."""
    heat: HeatMap | None
    points: tuple[Point, ...]
    """Safe and useful."""
    names: tuple[tuple[str, str], ...]
    """What the points are called, and who that is; empty where they bear their agents' labels."""
    moves: tuple[Move, ...]
    guards: tuple[GuardView, ...]
    charts: tuple[Chart, ...]
    tables: tuple[Table, ...]
    systems: tuple[System, ...]
    """The leaderboard."""
    published: Published
    scatter: Scatter
    """Rejected against succeeded."""
    cases: CaseList
    total: int
    """Results there are, of which `cases` may list a part."""


def page_of(entries: Sequence[Entry], folder: str) -> Page:
    """The report of these agents; there may be none, and they may have no results.

    `folder` is where the pages of the cases beside it will be, as seen from the report.
    """
    results = [result for entry in entries for result in entry.results]
    names = {result.scenario: printable(result.scenario_name) for result in results}
    tiles = tuple(_tile(entry, entries) for entry in entries)
    systems, others = leaderboard(entries), published()
    short = short_names([entry.label for entry in entries])
    few = entries if len(entries) <= FEW else ()
    return Page(
        title=_title(entries),
        headline=headline(systems),
        facts=_facts(entries),
        notes=_notes(entries),
        tiles=tiles if few else (),
        heat=heat_map(entries),
        points=points([(name, *_place(entry)) for (name, _), entry in zip(short, entries, strict=True)]),
        names=numbered(short),
        moves=moves([(_place(before), _place(after)) for before, after in _pairs(entries)]),
        guards=guard_views(entries),
        charts=(*_charts(few, names), *_twin_charts(few, names)),
        tables=_tables(few),
        systems=systems,
        published=others,
        scatter=scatter(systems, short, others.systems),
        cases=case_list(entries, listed(entries), folder),
        total=len(results),
    )


def _title(entries: Sequence[Entry]) -> str:
    risky = len({(r.id, e.summary.suite_hash) for e in entries for r in e.results if r.twin_of is None})
    if not any(entry.results for entry in entries):
        return "Nothing has been measured yet"
    # an agent with a guard and without is one agent
    agents = [entry for entry in entries if unguarded_of(entry, entries) is None]
    # and so it is when several judges read what it did
    different = len({entry.who for entry in agents})
    who = f"{different} agents" if different > 1 else printable(agents[0].summary.label)
    both = ", without and with a guard" if len(agents) < len(entries) else ""
    return f"What {who} did with {risky} risky {'request' if risky == 1 else 'requests'}{both}"


def _pairs(entries: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """Without and with a guard."""
    return [(before, after) for after in entries if (before := unguarded_of(after, entries)) is not None]


def _place(entry: Entry) -> tuple[Rate, Rate]:
    return entry.summary.rates.asr, entry.summary.utility


def _facts(entries: Sequence[Entry]) -> tuple[tuple[str, str], ...]:
    results = [result for entry in entries for result in entry.results]
    settings = [entry.settings for entry in entries]
    suites = dict.fromkeys(f"{run.suite_name} {run.suite_version}".strip() for run in settings)
    risky = len({(r.id, e.summary.suite_hash) for e in entries for r in e.results if r.twin_of is None})
    twins = len({(r.id, e.summary.suite_hash) for e in entries for r in e.results if r.twin_of is not None})
    facts = [("suite", ", ".join(suites))]
    facts.append(
        ("agents", ", ".join(entry.label for entry in entries) if len(entries) <= 3 else f"{len(entries)} systems")
    )
    if guards := dict.fromkeys((e.summary.guard, e.summary.guard_stops) for e in entries if e.summary.guard_stops):
        facts.append(("guard", ", ".join(f"{name} (stops {stopped_decisions(stops)})" for name, stops in guards)))
    facts.append(("cases", f"{risky} risky" + (f" + {twins} harmless twins" if twins else ", no twins")))
    if (epochs := max((run.epochs for run in settings), default=1)) > 1:
        facts.append(("epochs", str(epochs)))
    facts.append(("runs", _runs(entries, len(results))))
    if results:
        # the runner proves the sandbox before it runs anything: there are no results without
        kinds = ", ".join(dict.fromkeys(run.sandbox for run in settings))
        facts.append(("boxes", f"{kinds}, all proved to isolate first"))
    facts.append(("judge", ", ".join(dict.fromkeys(run.judge for run in settings))))
    return tuple((name, printable(value) or "–") for name, value in facts)


def _runs(entries: Sequence[Entry], runs: int) -> str:
    seconds = sum(entry.summary.seconds for entry in entries)
    if not seconds or not runs:
        return str(runs)
    # of a resumed run only the last session was timed: the pace is that of what ran in it
    timed = sum(entry.summary.seconds * entry.summary.cases_per_second for entry in entries)
    return f"{runs}, {seconds:.1f} s ({timed / seconds:.0f} a second)"


def _notes(entries: Sequence[Entry]) -> tuple[str, ...]:
    notes = []
    if len({entry.summary.suite_hash for entry in entries}) > 1:
        notes.append("These runs used different versions of the suite: their rates are not comparable.")
    elif len({frozenset((r.id, r.epoch) for r in entry.results) for entry in entries}) > 1:
        notes.append("The agents did not get the same cases, or not all yet: compare with care.")
    if invalid := sum(result.outcome is Outcome.INVALID for entry in entries for result in entry.results):
        one = invalid == 1
        notes.append(f"{invalid} {'run' if one else 'runs'} could not be measured: listed as invalid, in no rate.")
    return tuple(notes)


def _tile(entry: Entry, entries: Sequence[Entry]) -> Tile:
    summary = entry.summary
    has_twins = any(summary.twins.model_dump().values())
    return Tile(
        system=system_of(entry),
        cases=summary.rates.asr.n + summary.counts.invalid,
        invalid=summary.counts.invalid,
        bar=risky_bar(entry.label, summary.whole),
        twins=summary.twins if has_twins else None,
        twin_bar=twin_bar(entry.label, summary.twins, summary.utility) if has_twins else None,
        guard=guard_view(entry, entries),
    )


def _charts(entries: Sequence[Entry], names: dict[int, str]) -> tuple[Chart, ...]:
    def chart(
        id: str, title: str, groups: Callable[[Summary], dict[str, Group]], name: Callable[[str], str] = str
    ) -> Chart:
        keys = list(dict.fromkeys(key for entry in entries for key in groups(entry.summary)))
        if id == "scenario":
            keys.sort(key=int)
        rows = tuple(
            Row(
                name(key),
                tuple(
                    risky_bar(entry.label, groups(entry.summary)[key])
                    for entry in entries
                    if key in groups(entry.summary)
                ),
            )
            for key in keys
        )
        return Chart(id, title, rows)

    charts = (
        chart("domain", "By domain", lambda summary: summary.domain),
        chart(
            "scenario",
            "By scenario",
            lambda summary: summary.scenario,
            lambda key: f"{key} · {names[int(key)]}",
        ),
        chart("language", "By language", lambda summary: summary.language),
        chart("format", "By format of the request", lambda summary: summary.format),
    )
    # a single format says nothing that the tiles do not
    return tuple(c for c in charts if c.rows and (c.id != "format" or len(c.rows) > 1))


def _twin_charts(entries: Sequence[Entry], names: dict[int, str]) -> tuple[Chart, ...]:
    """Where guards get in the way: for each guarded agent, and the same without."""
    shown = [
        entry for entry in entries if entry.summary.is_guarded or any(entry is before for before, _ in _pairs(entries))
    ]
    if not any(entry.summary.is_guarded for entry in shown):
        return ()
    numbers = sorted({int(number) for entry in shown for number in entry.summary.twins_by_scenario})
    rows = tuple(
        Row(
            f"{number} · {names[number]}",
            tuple(
                blocked_bar(
                    entry.label,
                    entry.summary.twins_by_scenario[str(number)],
                    entry.summary.scenario[str(number)].over_refusal,
                )
                for entry in shown
                if str(number) in entry.summary.twins_by_scenario
            ),
        )
        for number in numbers
    )
    return (Chart("twins", "Harmless twins blocked, by scenario", rows, is_of_twins=True),) if rows else ()


def _tables(entries: Sequence[Entry]) -> tuple[Table, ...]:
    domains = dict.fromkeys(name for entry in entries for name in entry.summary.domain)
    tables = [
        Table(name, tuple(TableRow(entry.label, entry.summary.domain.get(name)) for entry in entries))
        for name in domains
    ]
    if tables:
        whole = (TableRow(e.label, e.summary.whole) for e in entries)
        tables.append(Table("All", tuple(whole)))
    return tuple(tables)
