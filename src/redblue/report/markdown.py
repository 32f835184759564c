"""The figures as Markdown, to be pasted into a pull request or a paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from redblue import __version__
from redblue.core.case import Domain
from redblue.core.statistics import NO_RATE, Rate
from redblue.report.entries import Entry, read_entries
from redblue.report.figures import both, duration, money, percent
from redblue.report.headline import headline
from redblue.report.leaderboard import System, leaderboard
from redblue.report.published import NOT_COMPARABLE, published
from redblue.report.text import printable
from redblue.report.write import write_whole
from redblue.runner.summary import Group, Summary

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~@$&])")


def write_markdown(folders: Sequence[Path], out: Path) -> None:
    """Writes the figures of these runs to `out`, whole or not at all. Raises UsageError."""
    write_whole(out, markdown(read_entries(folders)))


def markdown(entries: Sequence[Entry]) -> str:
    """All summary figures, and the published systems folded beneath."""
    systems = leaderboard(entries)
    parts = ["# redblue", _plain(headline(systems)) or "Nothing has been measured yet."]
    if len({entry.summary.suite_hash for entry in entries}) > 1:
        parts.append("**These runs used different versions of the suite: their rates are not comparable.**")
    parts += [_systems(systems), *_models(systems)]
    for title, groups in (
        ("domain", lambda summary: summary.domain),
        ("scenario", lambda summary: summary.scenario),
        ("language", lambda summary: summary.language),
        ("format", lambda summary: summary.format),
    ):
        parts += _groups(entries, title, groups)
    parts += [_published(), f"Made by redblue {__version__}. In brackets: 95 % intervals."]
    return "\n\n".join(parts) + "\n"


def _systems(systems: Sequence[System]) -> str:
    heads = [
        "system",
        "guard",
        "safety prompt",
        "judge",
        "suite",
        "cases",
        "ASR",
        "RR",
        "failed",
        "invalid",
        "over-refusal",
    ]
    rows = [
        [
            _plain(one.label),
            _plain(one.guard),
            _plain(one.safety_prompt),
            _plain(one.judge),
            _plain(one.suite),
            str(one.cases),
            *map(both, (one.asr, one.rr, one.failed, one.invalid, one.over_refusal, one.utility)),
        ]
        for one in systems
    ]
    return _table([*heads, "twins completed"], rows, left=5)


def _models(systems: Sequence[System]) -> list[str]:
    """Nothing where no model was used."""
    rows = []
    for one in systems:
        if one.usage is None:
            continue
        model = one.time.model_ms if one.time else None
        rows.append(
            [
                _plain(one.label),
                *(f"{count:,}" for count in (one.usage.calls, one.usage.input_tokens, one.usage.output_tokens)),
                money(one.usage.cost_usd),
                money(one.cost_per_run),
                *(duration(ms) for ms in ((model.median, model.p95) if model else (None, None))),
            ]
        )
    heads = ["system", "calls", "tokens in", "tokens out", "cost", "cost a run", "model time, median", "p95"]
    return ["## Cost and time of models", _table(heads, rows)] if rows else []


def _groups(entries: Sequence[Entry], title: str, groups: Callable[[Summary], dict[str, Group]]) -> list[str]:
    """A row for each group, in it each system's ASR / RR / over-refusal in per cent."""
    names: dict[str, str] = {}
    keys = list(dict.fromkeys(key for entry in entries for key in groups(entry.summary)))
    if title == "domain":
        keys.sort(key=[domain.value for domain in Domain].index)
    elif title == "scenario":
        keys.sort(key=int)
        for entry in entries:
            names |= {number: f"{number} · {name}" for number, name in entry.summary.scenario_names.items()}
    rows = [
        [_plain(names.get(key, key)), *(_three(groups(entry.summary).get(key)) for entry in entries)] for key in keys
    ]
    heads = [title, *(_plain(entry.label) for entry in entries)]
    return [f"## By {title}", "ASR / RR / over-refusal, with the number of risky runs measured.", _table(heads, rows)]


def _three(group: Group | None) -> str:
    rates = (group.rates.asr, group.rates.rr, group.over_refusal) if group else (NO_RATE, NO_RATE, NO_RATE)
    return f"{' / '.join(map(_short, rates))} ({rates[0].n})"


def _short(rate: Rate) -> str:
    return percent(rate.value).removesuffix(" %")


def _published() -> str:
    found = published()
    rows = [
        [_plain(one.label), one.language, f"{one.asr:.1f} %", f"{one.rr:.1f} %", f"{one.failed:.1f} %"]
        for one in found.systems
    ]
    table = _table(["published system", "language", "ASR", "RR", "failed"], rows, left=2)
    summary = f"<details><summary>{len(rows)} published systems: other data, other judge</summary>"
    return f"{summary}\n\n{NOT_COMPARABLE}\n\n{table}\n\nSource: {_plain(found.source)}.\n\n</details>"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> str:
    """`left` columns of words, the others of figures."""
    rule = ["---"] * left + ["---:"] * (len(heads) - left)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))


def _plain(text: str) -> str:
    """On one line, with nothing in it that Markdown or HTML would read as more than text."""
    return _SPECIAL.sub(r"\\\1", printable(" ".join(text.split())))
