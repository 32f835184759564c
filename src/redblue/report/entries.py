"""What a report is about: for each run and each agent and guard in it, the settings, the results and their summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from redblue.core.errors import UsageError
from redblue.core.outcome import CaseResult
from redblue.report.text import printable
from redblue.runner.settings import Settings
from redblue.runner.store import read_results, read_settings
from redblue.runner.summary import Summary, summarize

_SUMMARIES = TypeAdapter(list[Summary])


@dataclass(frozen=True)
class Entry:
    """One agent in one run, under one guard or none."""

    label: str
    """Unique in the report."""
    settings: Settings
    summary: Summary
    results: tuple[CaseResult, ...]

    @property
    def who(self) -> tuple[str | None, ...]:
        """What did these cases, whatever guarded and judged it: agent, model and safety prompt, on one suite."""
        summary = self.summary
        return (summary.agent, summary.model, summary.safety_prompt, summary.suite_hash)


def read_entries(folders: Sequence[Path]) -> list[Entry]:
    """The agents of all runs, in the order of the folders and of each run's settings. Raises UsageError."""
    places = [folder.resolve() for folder in folders]
    if twice := next((folder for folder, place in zip(folders, places, strict=True) if places.count(place) > 1), None):
        raise UsageError(f"{twice}: named twice; its cases would count twice")
    found = [(folder, entry) for folder in folders for entry in _entries_of(folder)]
    labels = _unique([(entry.label, folder.resolve().name) for folder, entry in found])
    return [
        Entry(printable(label), entry.settings, entry.summary, entry.results)
        for label, (_, entry) in zip(labels, found, strict=True)
    ]


def unguarded_of(entry: Entry, entries: Sequence[Entry]) -> Entry | None:
    """The same agent on the same suite, read by the same judge, without a guard; of the same run if that has one.

    None for one without a guard.
    """
    if not entry.summary.is_guarded:
        return None
    found = [
        other
        for other in entries
        if not other.summary.is_guarded and other.who == entry.who and other.summary.judge == entry.summary.judge
    ]
    return min(found, key=lambda other: other.settings is not entry.settings, default=None)


def _entries_of(folder: Path) -> list[Entry]:
    settings, results = read_settings(folder), read_results(folder)
    times = {(summary.agent, summary.guard): summary for summary in _stored(folder / "summary.json")}
    asked = [(agent, guard) for agent in settings.agents for guard in settings.guards]
    entries = []
    for who in dict.fromkeys([*asked, *((result.agent, result.guard_name) for result in results)]):
        # counted anew from the results; only the time is not in them
        agent, guard = who
        summary = summarize(settings, agent, results, guard=guard)
        if who in times:
            pace = {"seconds": times[who].seconds, "cases_per_second": times[who].cases_per_second}
            summary = summary.model_copy(update=pace)
        ours = tuple(result for result in results if (result.agent, result.guard_name) == who)
        entries.append(Entry(summary.label, settings, summary, ours))
    return entries


def _stored(file: Path) -> list[Summary]:
    try:
        return _SUMMARIES.validate_json(file.read_bytes())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from None
    except ValidationError:
        raise UsageError(f"{file}: not readable as the summary of a run of this redblue") from None


def _unique(names: list[tuple[str, str]]) -> list[str]:
    """The label alone; with the folder's name where two are alike; with a number where that does not help."""
    alike = Counter(label for label, _ in names)
    labels = [f"{label} · {folder}" if alike[label] > 1 else label for label, folder in names]
    seen: Counter[str] = Counter()
    unique = []
    for label in labels:
        seen[label] += 1
        unique.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return unique
