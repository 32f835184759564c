"""A verdict for people: what was decided, what was seen and where, and what would be safe instead."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator

import typer

from redblue.blue.normalise import normalise
from redblue.core.verdict import Decision, Finding, Label, Verdict
from redblue.report.text import printable

_COLOURS = {Decision.ALLOW: "green", Decision.WARN: "blue", Decision.ASK: "yellow", Decision.BLOCK: "red"}
_SHOWN = 20
_BEFORE, _WIDTH = 40, 100
"""Of a long line so much is shown: before what was found, and in all."""


def is_coloured() -> bool:
    """Whether what is printed may be in colour."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def told(verdict: Verdict, text: str, name: str, language: str, *, coloured: bool) -> str:
    """The verdict about `text`, which is called `name`. Nothing in it can steer a terminal."""

    def style(words: str, **more: str | bool) -> str:
        return typer.style(words, **more) if coloured else words  # type: ignore[arg-type]

    colour = "magenta" if verdict.label is Label.INVALID else _COLOURS[verdict.decision]
    word = "INVALID" if verdict.label is Label.INVALID else verdict.decision.upper()
    where = printable(name) if name != "-" else "standard input"
    head = f"{style(word, fg=colour, bold=True)}  {where}  {style(_about(verdict, language), dim=True)}\n"
    lines = normalise(text).split("\n")
    parts = [head]
    for finding in verdict.findings[:_SHOWN]:
        decision = style(finding.decision.value, fg=_COLOURS[finding.decision], bold=True)
        rule = style(" ".join(filter(None, [finding.rule, finding.cwe])), dim=True)
        parts.append(f"\n{decision}  {_one_line(finding.message) or finding.rule}  {rule}\n")
        parts += [f"{margin} {style(line, fg=fg) if fg else line}\n" for margin, line, fg in _excerpt(lines, finding)]
        if finding.steps:
            parts.append(f"     through: {_one_line(' > '.join(finding.steps))}\n")
        if finding.instead:
            parts.append(f"     instead: {_one_line(finding.instead)}\n")
    if len(verdict.findings) > _SHOWN:
        parts.append(f"\nand {len(verdict.findings) - _SHOWN} more, which --json has\n")
    if verdict.why:
        parts.append(
            f"\n{'why' if verdict.label is Label.INVALID else 'not all could be judged'}: {_one_line(verdict.why)}\n"
        )
    return "".join(parts)


def _about(verdict: Verdict, language: str) -> str:
    if verdict.label is Label.INVALID:
        return f"{language}, {verdict.stage} failed after {verdict.latency_ms:.1f} ms"
    found = f"{len(verdict.findings)} found" if verdict.findings else "nothing found"
    return f"{language}, {found} by {verdict.stage} in {verdict.latency_ms:.1f} ms"


def _excerpt(lines: list[str], finding: Finding) -> Iterator[tuple[str, str, str]]:
    """The line where it begins, and carets below what was found; each with its margin and colour."""
    span = finding.span
    if not 1 <= span.line <= len(lines):
        return
    line = lines[span.line - 1]
    start = min(max(span.column - 1, 0), len(line))
    end = len(line.rstrip()) if span.end_line > span.line else min(span.end_column - 1, len(line))
    first = max(0, start - _BEFORE) if len(line) > _WIDTH else 0
    last = first + _WIDTH
    before, found = _visible(line[first:start]), _visible(line[start : min(max(end, start), last)])
    shown = before + found + _visible(line[max(end, start) : last])
    cut = ("… " if first else "", " …" if last < len(line) else "")
    yield f"{span.line:>4} │", f"{cut[0]}{shown}{cut[1]}", ""
    more = f" to line {span.end_line}" if span.end_line > span.line else ""
    carets = " " * (len(cut[0]) + _columns(before)) + "^" * max(_columns(found), 1) + more
    yield "     │", carets, _COLOURS[finding.decision]


def _visible(text: str) -> str:
    return printable(text.replace("\t", "    "))


def _one_line(text: str) -> str:
    return printable(" ".join(text.split()))


def _columns(text: str) -> int:
    """How wide it is on a terminal."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text
    )
