"""What `redblue bench guards` does: reads labelled items, shows them to each guard, and tells what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from redblue.blue.guards import load_guard
from redblue.blue.guards.items import Labelled, read_labelled
from redblue.blue.guards.measure import Group, Measured, measure
from redblue.cli.late import LateProgress
from redblue.cli.output import output
from redblue.core.errors import UsageError
from redblue.core.statistics import Rate
from redblue.runner.lists import names_of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_WIDTH = 120
"""Where there is no terminal to ask."""
_MOST_ROWS = 40
_AT_LEAST = ("warn", "ask", "block")
_ALWAYS = 8
"""Columns where nothing is expected of items."""


def bench_guards(data: Sequence[Path], *, guards: Sequence[str], without: str, out: Path | None, as_json: bool) -> int:
    """0 when measured, 3 when no guard gave any answer."""
    off = names_of(without)
    if off and "local" not in guards:
        raise UsageError("--without: names rules of local, which is not measured; add --guard local")
    judges = [load_guard(name, without=off if name == "local" else ()) for name in dict.fromkeys(guards)]
    items = [item for file in data for item in _read(file)]
    if not items:
        raise UsageError(f"{', '.join(map(str, data))}: no item in it")
    measured = []
    with LateProgress("items", len(items) * len(judges)) as advance:
        for judge in judges:
            measured.append(measure(judge, items, advance))
            if as_json:
                print(measured[-1].model_dump_json(), flush=True)
    if not as_json:
        _print(measured, off)
    if out is not None:
        from redblue.report.bench import render

        page = render(measured, [file.name for file in data], off)
        with output(out) as sink:
            sink.write(page)
        if not as_json:
            print(f"page: {out}")
    return 3 if all(one.unsafe.invalid + one.safe.invalid == one.items for one in measured) else 0


def _read(file: Path) -> list[Labelled]:
    try:
        with file.open("rb") as lines:
            return list(read_labelled(str(file), lines))
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from None


def _print(measured: Sequence[Measured], off: Sequence[str]) -> None:
    """A table about unsafe items, one about safe ones and one about time; in %, with Wilson 95 % intervals."""
    from rich.console import Console

    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDTH)
    if off:
        console.print(f"without {', '.join(off)}", markup=False)
    unsafe, safe = measured[0].unsafe.items, measured[0].safe.items
    if unsafe:
        is_expected = measured[0].unsafe.as_expected.n > 0
        table = _table("Recall: unsafe items, decided at least ..., in % (95 % intervals)", is_expected)
        _rows(table, "all", [(one.guard, one.unsafe) for one in measured])
        _grouped(table, [(one.guard, one.category) for one in measured])
        _grouped(table, [(one.guard, one.source_unsafe) for one in measured])
        console.print(table)
    if safe:
        table = _table("False alarms: safe items, decided at least ..., in % (95 % intervals)", False)
        _rows(table, "all", [(one.guard, one.safe) for one in measured])
        _grouped(table, [(one.guard, one.source_safe) for one in measured])
        console.print(table)
    _print_times(console, measured)


def _table(title: str, is_expected: bool) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    table.add_column("items", overflow="fold")
    table.add_column("guard", overflow="fold")
    for name in (*_AT_LEAST, *(["as expected"] if is_expected else []), "unknown", "invalid", "of"):
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _grouped(table: Table, groups: Sequence[tuple[str, dict[str, Group]]]) -> None:
    names = [*groups[0][1]]
    if names:
        table.add_section()
    for name in names[:_MOST_ROWS]:
        _rows(table, name, [(guard, named[name]) for guard, named in groups])
    if len(names) > _MOST_ROWS:
        table.add_row(f"and {len(names) - _MOST_ROWS} more, which --json has")


def _rows(table: Table, name: str, groups: Sequence[tuple[str, Group]]) -> None:
    from rich.text import Text

    for number, (guard, group) in enumerate(groups):
        rates = [group.rates.warn, group.rates.ask, group.rates.block]
        if len(table.columns) > _ALWAYS:
            rates.append(group.as_expected)
        counts = (f"{group.unknown:,}", f"{group.invalid:,}", f"{group.items:,}")
        table.add_row(Text("" if number else name), Text(guard), *map(_percent, rates), *counts)


def _print_times(console: Console, measured: Sequence[Measured]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(title="Milliseconds for an item", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("guard")
    for name in ("p50", "p95", "p99", "most"):
        table.add_column(name, justify="right")
    for one in measured:
        latency = one.latency_ms
        figures = (latency.p50, latency.p95, latency.p99, latency.most)
        table.add_row(Text(one.guard), *("-" if ms is None else f"{ms:.2f}" for ms in figures))
    console.print(table)
    for one in measured:
        for why, count in one.reasons.items():
            console.print(f"invalid by {one.guard}: {count} times: {why}", markup=False)


def _percent(rate: Rate) -> str:
    if rate.value is None or rate.low is None or rate.high is None:
        return "-"
    return f"{100 * rate.value:.1f} ({100 * rate.low:.0f}-{100 * rate.high:.0f})"
