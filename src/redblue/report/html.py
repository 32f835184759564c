"""`redblue report`: one HTML file that needs nothing else, to look at, to print and to send.

All text of programs and agents is untrusted. It reaches the page only through the template's escaping, or as JSON that
the page's script shows as text; should that ever fail, the page's content policy runs only the one script whose hash it
names, and loads nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from redblue import __version__
from redblue.report import caselist, chart
from redblue.report.entries import read_entries
from redblue.report.figures import duration, interval, money, percent, word
from redblue.report.published import NOT_COMPARABLE
from redblue.report.template import asset, content_hash, template
from redblue.report.text import printable
from redblue.report.view import Page, page_of
from redblue.report.write import write_with_pages

_SCRIPTS = ("page/list.js", "page/player.js", "page/sort.js")


def write_report(folders: Sequence[Path], out: Path) -> None:
    """Writes the report of these runs' folders to `out`, whole or not at all. Raises UsageError.

    The trajectories that it has no room for stand in `<name>-cases/` beside it.
    """
    runs = [folder.resolve() for folder in folders]
    is_beside = runs == [out.resolve().parent]
    sources = ["cases.jsonl beside this file"] if is_beside else [printable(f"{run.name}/cases.jsonl") for run in runs]
    folder = f"{out.stem}-cases"
    page = page_of(read_entries(folders), folder)
    text = render(page, sources, folder)
    write_with_pages(out, text, folder, {one.name: render_cases(one, out.name) for one in page.cases.pages})


def render(page: Page, sources: Sequence[str], folder: str) -> str:
    """The page as HTML. `sources` says where all cases are, `folder` where those are that it has no room for."""
    return _template("page/report.html.j2").render(
        **_frame(),
        title=page.title,
        page=page,
        sources=sources,
        folder=folder,
        area=chart,
        data=page.cases.data,
        has_models=any(system.usage for system in page.systems),
        not_comparable=NOT_COMPARABLE,
    )


def render_cases(page: caselist.Page, report: str) -> str:
    """A page of cases beside the report of this name."""
    title = f"Cases {page.first}–{page.last} beside the report"
    return _template("page/more.html.j2").render(**_frame(), title=title, data=page.data, report=report)


def _template(name: str) -> Template:
    return template(name, percent=percent, interval=interval, word=word, money=money, duration=duration)


def _frame() -> dict[str, object]:
    """What every page needs."""
    style = asset("style.css") + asset("page/report.css")
    script = "".join(asset(name) for name in _SCRIPTS)
    return {
        "version": __version__,
        "style": Markup(style),
        "script": Markup(script),
        "style_hash": content_hash(style),
        "script_hash": content_hash(script),
    }
