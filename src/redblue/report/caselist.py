"""The list of cases as the page's script reads it: a line for each, and the trajectories that stand in the file.

The others stand in pages of their own beside it: a page that was opened as a file may not read other files.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from redblue.core.outcome import Evidence, Outcome
from redblue.report.choice import Listed, embedded
from redblue.report.entries import Entry
from redblue.report.text import clip, printable
from redblue.report.trajectory import frames

EMBEDDED = 300
_EMBEDDED_BYTES = 1_200_000
_PAGE_BYTES = 1_000_000
_WHY = 160


@dataclass(frozen=True)
class Page:
    """Some cases with all their trajectories."""

    name: str
    """Of its file."""
    first: int
    """Its cases by number, from 1, of those in no page before it."""
    last: int
    data: Markup


@dataclass(frozen=True)
class CaseList:
    """What is embedded in the report, and what stands beside it."""

    data: Markup
    listed: int
    embedded: int
    pages: tuple[Page, ...]


def case_list(entries: Sequence[Entry], cases: Sequence[Listed], folder: str, limit: int = EMBEDDED) -> CaseList:
    """The list of these cases; `folder` is where its pages will be, as seen from the report."""
    texts = [_trajectory(case) for case in cases]
    inside = embedded(cases, limit)
    while sum(len(texts[index]) for index in inside) > _EMBEDDED_BYTES and len(inside) > 1:
        inside = embedded(cases, len(inside) // 2)
    is_inside = set(inside)
    chunks = _chunks([index for index in range(len(cases)) if index not in is_inside], texts)
    page_of = {index: number for number, chunk in enumerate(chunks) for index in chunk}
    names = [f"{number:03}.html" for number in range(1, len(chunks) + 1)]
    data = _data(
        entries,
        cases,
        range(len(cases)),
        {index: texts[index] for index in inside},
        {index: f"{folder}/{names[number]}" for index, number in page_of.items()},
    )
    pages, before = [], 0
    for name, chunk in zip(names, chunks, strict=True):
        of_page = {number: texts[index] for number, index in enumerate(chunk)}
        pages.append(Page(name, before + 1, before + len(chunk), _data(entries, cases, chunk, of_page, {})))
        before += len(chunk)
    return CaseList(data, len(cases), len(inside), tuple(pages))


def _chunks(indexes: Sequence[int], texts: Sequence[str]) -> list[list[int]]:
    chunks: list[list[int]] = []
    size = _PAGE_BYTES
    for index in indexes:
        if size + len(texts[index]) > _PAGE_BYTES:
            chunks.append([])
            size = 0
        chunks[-1].append(index)
        size += len(texts[index])
    return chunks


def _data(
    entries: Sequence[Entry],
    cases: Sequence[Listed],
    indexes: Sequence[int],
    trajectories: dict[int, str],
    pages: dict[int, str],
) -> Markup:
    """JSON. What is the same in many lines stands once and is named by its number."""
    whys: dict[str, int] = {}
    places: dict[str, int] = {}
    scenarios: dict[int, tuple[str, str]] = {}
    rows = []
    for index in indexes:
        system, result = cases[index].system, cases[index].result
        scenarios.setdefault(result.scenario, (printable(result.scenario_name), result.domain.value))
        rows.append(
            [
                system,
                printable(result.id),
                result.epoch,
                result.scenario,
                result.language,
                result.format.value,
                list(Outcome).index(result.outcome),
                list(Evidence).index(result.evidence),
                int(result.twin_of is not None),
                int(cases[index].is_disputed),
                whys.setdefault(clip(result.why, _WHY), len(whys)),
                places.setdefault(pages[index], len(places)) if index in pages else -1,
            ]
        )
    head = {
        "systems": [[entry.label, printable(entry.summary.guard)] for entry in entries],
        "outcomes": [outcome.value for outcome in Outcome],
        "evidence": [evidence.value for evidence in Evidence],
        "scenarios": dict(sorted(scenarios.items())),
        "whys": list(whys),
        "pages": list(places),
        "rows": rows,
    }
    # the trajectories are JSON already, and the most of it
    inner = ",".join(f'"{number}":{text}' for number, text in sorted(trajectories.items()))
    return Markup(f'{_json(head)[:-1]},"frames":{{{inner}}}}}')


def _trajectory(case: Listed) -> str:
    return _json(
        [[f.kind, f.title, f.about, [[part.caption, part.text] for part in f.parts]] for f in frames(case.result)]
    )


def _json(value: Any) -> str:
    """JSON that stays within its element, whatever the texts in it are: no `<`, `>` or `&`."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
