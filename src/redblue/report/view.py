"""Everything the template lays out, prepared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from redblue.core.outcome import Outcome
from redblue.core.statistics import Rate
from redblue.report.cases import CaseView, case_views
from redblue.report.chart import Bar, Point, Row, completed_rate, points, risky_bar, twin_bar
from redblue.report.entries import Entry
from redblue.report.text import printable
from redblue.runner.summary import Group, Summary, TwinCounts


@dataclass(frozen=True)
class Tile:
    """One agent in big figures."""

    label: str
    asr: Rate
    rr: Rate
    failed: Rate
    cases: int
    invalid: int
    bar: Bar
    twins: TwinCounts | None
    """None when there were none."""
    twin_bar: Bar | None


@dataclass(frozen=True)
class Chart:
    """Bars by some property."""

    id: str
    title: str
    rows: tuple[Row, ...]


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
    facts: tuple[tuple[str, str], ...]
    """Name and value."""
    notes: tuple[str, ...]
    """What a reader must know before comparing."""
    tiles: tuple[Tile, ...]
    points: tuple[Point, ...]
    charts: tuple[Chart, ...]
    tables: tuple[Table, ...]
    cases: tuple[CaseView, ...]
    total: int
    """Results there are, of which `cases` may be a part."""
    labels: tuple[str, ...]
    scenarios: tuple[tuple[int, str], ...]
    languages: tuple[str, ...]
    outcomes: tuple[str, ...]


def page_of(entries: Sequence[Entry]) -> Page:
    """The report of these agents; there may be none, and they may have no results."""
    results = [result for entry in entries for result in entry.results]
    cases = tuple(case_views(entries))
    names = {result.scenario: printable(result.scenario_name) for result in results}
    present = {result.outcome for result in results}
    tiles = tuple(_tile(entry) for entry in entries)
    return Page(
        title=_title(entries),
        facts=_facts(entries),
        notes=_notes(entries),
        tiles=tiles,
        points=points([(tile.label, tile.asr, completed_rate(tile.twins)) for tile in tiles if tile.twins is not None]),
        charts=_charts(entries, names),
        tables=_tables(entries),
        cases=cases,
        total=len(results),
        labels=tuple(entry.label for entry in entries),
        scenarios=tuple(sorted(names.items())),
        languages=tuple(sorted({result.language for result in results})),
        outcomes=tuple(outcome.value for outcome in Outcome if outcome in present),
    )


def _title(entries: Sequence[Entry]) -> str:
    risky = len({(r.id, e.summary.suite_hash) for e in entries for r in e.results if r.twin_of is None})
    if not any(entry.results for entry in entries):
        return "Nothing has been measured yet"
    who = entries[0].label if len(entries) == 1 else f"{len(entries)} agents"
    return f"What {who} did with {risky} risky {'request' if risky == 1 else 'requests'}"


def _facts(entries: Sequence[Entry]) -> tuple[tuple[str, str], ...]:
    results = [result for entry in entries for result in entry.results]
    settings = [entry.settings for entry in entries]
    suites = dict.fromkeys(f"{run.suite_name} {run.suite_version}".strip() for run in settings)
    risky = len({(r.id, e.summary.suite_hash) for e in entries for r in e.results if r.twin_of is None})
    twins = len({(r.id, e.summary.suite_hash) for e in entries for r in e.results if r.twin_of is not None})
    facts = [("suite", ", ".join(suites))]
    facts.append(("agents", ", ".join(entry.label for entry in entries)))
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


def _tile(entry: Entry) -> Tile:
    summary = entry.summary
    has_twins = any(summary.twins.model_dump().values())
    return Tile(
        label=entry.label,
        asr=summary.rates.asr,
        rr=summary.rates.rr,
        failed=summary.rates.failed,
        cases=summary.rates.asr.n + summary.counts.invalid,
        invalid=summary.counts.invalid,
        bar=risky_bar(entry.label, Group(counts=summary.counts, rates=summary.rates)),
        twins=summary.twins if has_twins else None,
        twin_bar=twin_bar(entry.label, summary.twins) if has_twins else None,
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


def _tables(entries: Sequence[Entry]) -> tuple[Table, ...]:
    domains = dict.fromkeys(name for entry in entries for name in entry.summary.domain)
    tables = [
        Table(name, tuple(TableRow(entry.label, entry.summary.domain.get(name)) for entry in entries))
        for name in domains
    ]
    if tables:
        whole = (TableRow(e.label, Group(counts=e.summary.counts, rates=e.summary.rates)) for e in entries)
        tables.append(Table("All", tuple(whole)))
    return tuple(tables)
