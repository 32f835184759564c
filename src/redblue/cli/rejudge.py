"""`redblue rejudge`: a finished run, judged by another judge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from redblue.runner.rejudge import Rejudged


def rejudge(
    run: Annotated[Path, typer.Argument(help="A folder that `redblue exec --out` wrote. It is not changed.")],
    judge: Annotated[str, typer.Option(help="Who reads the outcome: v2, or paper (the published rules).")],
    out: Annotated[Path | None, typer.Option(help="A new folder for the run as judged anew.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Judges a finished run anew, without running it, and says where the two judges differ and why."""
    from redblue.runner.rejudge import rejudge as judged_anew

    found = judged_anew(run, judge, out)
    if as_json:
        typer.echo(found.model_dump_json())
        return
    _print(found)


def _print(found: Rejudged) -> None:
    from redblue.cli.table import wide_console

    console = wide_console()
    console.print(_rates(found))
    left = f"; {found.not_judged} could not be measured, whoever judges" if found.not_judged else ""
    console.print(f"{found.agreed} of {found.results} outcomes are the same{left}", markup=False)
    if found.changes:
        console.print(_changes(found))
        console.print(_scenarios(found))


def _rates(found: Rejudged) -> Table:
    from rich.markup import escape
    from rich.table import Table

    from redblue.cli.table import percent

    table = Table(title=escape(f"{found.run}: rates in %, 95 % intervals"), title_justify="left")
    table.add_column("", overflow="fold")
    for name in ("judge", "RR", "ASR", "failed", "invalid", "cases"):
        table.add_column(name, justify="right", no_wrap=True)
    for old, new in zip(found.before, found.after, strict=True):
        for summary in (old, new):
            rates, invalid = summary.rates, summary.counts.invalid
            cells = (*map(percent, (rates.rr, rates.asr, rates.failed)), str(invalid), str(rates.asr.n + invalid))
            table.add_row(escape(summary.label) if summary is old else "", summary.judge, *cells)
    return table


def _changes(found: Rejudged) -> Table:
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=f"where {found.judge} differs from {found.judge_before}, and why", title_justify="left")
    for name in (found.judge_before, found.judge):
        table.add_column(name, overflow="fold")
    table.add_column("cases", justify="right")
    table.add_column(f"{found.judge} says", overflow="fold")
    table.add_column("for instance", overflow="fold")
    for change in found.changes:
        table.add_row(
            change.before, change.after, str(change.count), escape(change.why), escape(", ".join(change.examples))
        )
    return table


def _scenarios(found: Rejudged) -> Table:
    from rich.table import Table

    names = {number: name for summary in found.after for number, name in summary.scenario_names.items()}
    kinds = list(dict.fromkeys((change.before, change.after) for change in found.changes))
    table = Table(title="the same by scenario", title_justify="left")
    table.add_column("scenario", overflow="ellipsis", no_wrap=True, max_width=40)
    for before, after in kinds:
        table.add_column(f"{before} -> {after}", justify="right", overflow="fold")
    counts: dict[str, dict[tuple[str, str], int]] = {}
    for change in found.changes:
        for number, count in change.scenarios.items():
            row = counts.setdefault(number, {})
            row[change.before, change.after] = row.get((change.before, change.after), 0) + count
    for number in sorted(counts, key=int):
        table.add_row(f"{number} {names[number]}", *(str(counts[number].get(kind, "")) for kind in kinds))
    return table
