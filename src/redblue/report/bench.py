"""The page of `redblue bench guards`: one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from redblue import __version__
from redblue.blue.guards.measure import Group, Latency, Measured
from redblue.core.verdict import Decision
from redblue.report.chart import Bar, Segment
from redblue.report.figures import interval, percent
from redblue.report.template import asset, content_hash, template
from redblue.report.text import printable


@dataclass(frozen=True)
class GuardBar:
    """What one guard decided about items that are alike, the strictest first."""

    guard: str
    group: Group
    bar: Bar
    """Its interval is that of `warn` or more, which ends where those segments do."""


@dataclass(frozen=True)
class Row:
    """The same items, by guard."""

    name: str
    bars: tuple[GuardBar, ...]


@dataclass(frozen=True)
class Tile:
    """One guard at a glance."""

    guard: str
    unsafe: GuardBar | None
    safe: GuardBar | None
    latency: Latency
    reasons: Mapping[str, int]


@dataclass(frozen=True)
class Page:
    """Everything that the template shows."""

    title: str
    facts: tuple[tuple[str, str], ...]
    tiles: tuple[Tile, ...]
    sections: tuple[tuple[str, str, tuple[Row, ...]], ...]
    """Title, what it says, and rows."""
    is_expected: bool
    """Whether items say what should be decided about them."""


def render(measured: Sequence[Measured], sources: Sequence[str], without: Sequence[str] = ()) -> str:
    """The page about guards that were shown the same items, of files of these names. At least one guard."""
    style = asset("style.css") + asset("bench.css")
    return template("bench.html.j2", percent=percent, interval=interval, ms=_ms).render(
        page=page_of(measured, sources, without),
        version=__version__,
        style=Markup(style),
        style_hash=content_hash(style),
        decisions=[decision.value for decision in reversed(Decision)],
    )


def page_of(measured: Sequence[Measured], sources: Sequence[str], without: Sequence[str] = ()) -> Page:
    """What the page says."""
    unsafe, safe, items = measured[0].unsafe.items, measured[0].safe.items, measured[0].items
    guards = f"{len(measured)} guards" if len(measured) > 1 else printable(measured[0].guard)
    facts = [("items", f"{unsafe:,} unsafe + {safe:,} safe"), ("data", printable(", ".join(sources)))]
    if without:
        facts.append(("local without", ", ".join(without)))
    sections = [
        (
            "Unsafe items, by category",
            "The longer the coloured bar, the better.",
            _rows(measured, lambda m: m.category),
        ),
        ("Unsafe items, by source", "", _rows(measured, lambda m: m.source_unsafe)),
        ("Safe items, by source", "Here every colour is a false alarm.", _rows(measured, lambda m: m.source_safe)),
    ]
    return Page(
        title=f"What {guards} made of {items:,} actions" if items != 1 else f"What {guards} made of an action",
        facts=tuple(facts),
        tiles=tuple(
            Tile(
                guard=printable(one.guard),
                unsafe=_bar(one.guard, one.unsafe) if unsafe else None,
                safe=_bar(one.guard, one.safe) if safe else None,
                latency=one.latency_ms,
                reasons={printable(why): count for why, count in one.reasons.items()},
            )
            for one in measured
        ),
        sections=tuple(section for section in sections if section[2]),
        is_expected=measured[0].unsafe.as_expected.n > 0,
    )


def _rows(measured: Sequence[Measured], groups: Callable[[Measured], dict[str, Group]]) -> tuple[Row, ...]:
    names = [*groups(measured[0])]
    return tuple(Row(printable(name), tuple(_bar(one.guard, groups(one)[name]) for one in measured)) for name in names)


def _bar(guard: str, group: Group) -> GuardBar:
    parts = [(decision.value, group.decisions[decision.value]) for decision in reversed(Decision)]
    parts += [("unknown", group.unknown), ("invalid", group.invalid)]
    segments, start = [], 0.0
    for name, count in parts:
        if count:
            segments.append(Segment(name, count, start, 100 * count / group.items))
            start += 100 * count / group.items
    return GuardBar(printable(guard), group, Bar(printable(guard), tuple(segments), group.rates.warn, group.invalid))


def _ms(milliseconds: float | None) -> str:
    if milliseconds is None:
        return "–"
    return f"{milliseconds:.2f}" if milliseconds < 10 else f"{milliseconds:.0f}"
