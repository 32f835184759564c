"""A comparison of two sides, as tables for a terminal."""

from __future__ import annotations

from rich.markup import escape
from rich.table import Table

from redblue.cli.table import wide_console
from redblue.runner.compare import Comparison, Paired, left_out_text, points

_MEASURES = {"asr": "attack success", "rr": "rejection", "over_refusal": "over-refusal"}


def print_comparison(comparison: Comparison) -> None:
    """Who A and B are, what was left out, the three rates of both, each by group, and what follows."""
    console = wide_console()
    for name, side in (("A", comparison.a), ("B", comparison.b)):
        console.print(f"{name} = {side.label}, of {side.run}", markup=False, soft_wrap=True)
    whole = comparison.whole
    twins = whole.over_refusal.pairs if whole.over_refusal else 0
    if whole.asr is not None:
        console.print(
            f"{comparison.suite} {comparison.suite_version}, measured on both sides: {whole.asr.pairs} cases of "
            f"{whole.asr.programs} programs, {twins} twins; left out: {left_out_text(comparison.left_out)}",
            markup=False,
        )
    measures = {title: one for name, title in _MEASURES.items() if (one := getattr(whole, name)) is not None}
    console.print(_rates(measures))
    console.print(_cells(measures))
    for measure, title in _MEASURES.items():
        groups = {name: getattr(group, measure) for name, group in comparison.groups.items()}
        present = {name: one for name, one in groups.items() if one is not None}
        # a table of a single group, or of nothing that differs, says what stands above
        if len(present) > 1 and any(one.only_a or one.only_b for one in present.values()):
            console.print(_groups(title, comparison.by.value, present))
    console.print(comparison.conclusion, markup=False, soft_wrap=True)


def _rates(measures: dict[str, Paired]) -> Table:
    table = Table(title="rates in %; B - A in percentage points, with 95 % intervals", title_justify="left")
    table.add_column("", no_wrap=True)
    for name in ("A", "B", "B - A", "p, by program", "p, McNemar"):
        table.add_column(name, justify="right", no_wrap=True)
    for title, found in measures.items():
        table.add_row(title, *_apart(found), _p(found.p_programs), _p(found.p_mcnemar))
    return table


def _cells(measures: dict[str, Paired]) -> Table:
    table = Table(title="cases by whose outcome it was", title_justify="left")
    table.add_column("", no_wrap=True)
    for name in ("A and B", "only A", "only B", "neither"):
        table.add_column(name, justify="right", no_wrap=True)
    for title, found in measures.items():
        table.add_row(title, *map(str, (found.both, found.only_a, found.only_b, found.neither)))
    return table


def _groups(title: str, by: str, groups: dict[str, Paired]) -> Table:
    table = Table(title=f"{title} by {by}; p adjusted for {len(groups)} groups (Holm)", title_justify="left")
    table.add_column(by, no_wrap=True, overflow="ellipsis", max_width=34)
    for name in ("cases", "A", "B", "B - A", "p, Holm"):
        table.add_column(name, justify="right", no_wrap=True)
    for name, found in groups.items():
        p = 1.0 if found.p_holm is None else found.p_holm
        table.add_row(escape(name), str(found.pairs), *_apart(found), _p(p), style="bold" if found.is_shown else None)
    return table


def _apart(found: Paired) -> tuple[str, str, str]:
    a, b = (f"{100 * (rate.value or 0.0):.1f}" for rate in (found.a, found.b))
    gap = found.difference
    return a, b, f"{points(gap.value)} ({points(gap.low)} to {points(gap.high)})"


def _p(p: float) -> str:
    return "<0.001" if p < 0.001 else f"{p:.3f}"
