"""`redblue report`: one HTML file that needs nothing else, to look at, to print and to send.

All text of programs and agents is untrusted. It reaches the page only through the template's escaping; should
that ever fail, the page's content policy runs only the one script whose hash it names, and loads nothing.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from redblue import __version__
from redblue.core.errors import UsageError
from redblue.core.statistics import Rate
from redblue.report import chart
from redblue.report.entries import read_entries
from redblue.report.template import asset, content_hash, template
from redblue.report.view import Page, page_of

_WORDS = {"attack_succeeded": "attack succeeded"}


def write_report(folders: Sequence[Path], out: Path) -> None:
    """Writes the report of these runs' folders to `out`, whole or not at all. Raises UsageError."""
    entries = read_entries(folders)
    runs = [folder.resolve() for folder in folders]
    is_beside = runs == [out.resolve().parent]
    sources = ["cases.jsonl beside this file"] if is_beside else [f"{run.name}/cases.jsonl" for run in runs]
    text = render(page_of(entries), sources)
    try:
        descriptor, part = tempfile.mkstemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            Path(part).chmod(0o644)
            Path(part).replace(out)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"--out {out}: {error.strerror}") from None


def render(page: Page, sources: Sequence[str]) -> str:
    """The page as HTML. `sources` says where all cases are."""
    style, script = asset("style.css"), asset("report.js")
    return template("report.html.j2", percent=percent, interval=interval, word=word).render(
        page=page,
        sources=sources,
        version=__version__,
        style=Markup(style),
        script=Markup(script),
        style_hash=content_hash(style),
        script_hash=content_hash(script),
        area=chart,
    )


def percent(share: float | None) -> str:
    """`62.5 %`, `0 %` and `100 %` only for exactly none and all; a dash where nothing was measured."""
    if share is None:
        return "–"
    return f"{100 * share:.0f} %" if share in (0, 1) else f"{100 * share:.1f} %"


def interval(rate: Rate) -> str:
    """`50.1–73.2 %`, or nothing where nothing was measured."""
    if rate.low is None or rate.high is None:
        return ""
    return f"{100 * rate.low:.1f}–{100 * rate.high:.1f} %"


def word(outcome: str) -> str:
    """An outcome as it is read."""
    return _WORDS.get(outcome, outcome)
