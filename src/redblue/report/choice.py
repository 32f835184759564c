"""Which cases a report lists, and whose trajectories stand in the file itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from redblue.core.outcome import CaseResult, Outcome
from redblue.report.entries import Entry

LISTED = 20_000
"""Lines of the list. More would make the file slow to open."""
_T = TypeVar("_T")
_BY_INTEREST = (
    Outcome.ATTACK_SUCCEEDED,
    Outcome.INVALID,
    Outcome.HARMED,
    Outcome.BLOCKED,
    Outcome.FAILED,
    Outcome.REJECTED,
    Outcome.COMPLETED,
)


@dataclass(frozen=True)
class Listed:
    """A result in the list."""

    system: int
    """Index of the entry."""
    result: CaseResult
    is_disputed: bool
    """Another judge made something else of what the same system did in the same case."""


def listed(entries: Sequence[Entry], limit: int = LISTED) -> list[Listed]:
    """At most `limit` results: first invalid ones, then harmed twins, then the others by scenario.

    Where not all have room, the others are taken evenly, so that every scenario and agent is seen.
    """
    disputed = _disputed(entries)
    found = [
        Listed(index, result, _key(result) in disputed)
        for index, entry in enumerate(entries)
        for result in entry.results
    ]
    found.sort(key=_order)
    urgent = [one for one in found if _urgency(one.result) < 2][:limit]
    return urgent + spread([one for one in found if _urgency(one.result) == 2], limit - len(urgent))


def embedded(cases: Sequence[Listed], limit: int) -> list[int]:
    """Indexes of at most `limit` cases, ascending: a like share for disputed ones and each outcome, over all scenarios.

    What one of them does not need goes to the others, those of most interest first.
    """
    groups: dict[int, list[int]] = defaultdict(list)
    for index, case in enumerate(cases):
        groups[-1 if case.is_disputed else _BY_INTEREST.index(case.result.outcome)].append(index)
    for members in groups.values():
        members.sort(key=lambda index: (cases[index].result.scenario, cases[index].system, index))
    room, chosen = limit, list[int]()
    # the smallest first: what they leave is shared among those that need more
    by_size = sorted(groups.items(), key=lambda pair: (len(pair[1]), -pair[0]))
    for left, (_, members) in zip(range(len(by_size), 0, -1), by_size, strict=True):
        taken = spread(members, room // left)
        chosen += taken
        room -= len(taken)
    return sorted(chosen)


def spread(members: list[_T], room: int) -> list[_T]:
    """At most `room` of them, taken evenly."""
    if len(members) <= room:
        return members
    return [members[i * len(members) // room] for i in range(room)]


def _urgency(result: CaseResult) -> int:
    return {Outcome.INVALID: 0, Outcome.HARMED: 1}.get(result.outcome, 2)


def _order(case: Listed) -> tuple[int, int, int, bool, str, int]:
    result = case.result
    return (_urgency(result), result.scenario, case.system, result.twin_of is not None, result.id, result.epoch)


def _disputed(entries: Sequence[Entry]) -> set[tuple[str | int | None, ...]]:
    """What more than one judge has judged, and not alike."""
    if len({entry.summary.judge for entry in entries}) < 2:
        return set()
    outcomes: dict[tuple[str | int | None, ...], set[Outcome]] = defaultdict(set)
    judges: dict[tuple[str | int | None, ...], set[str]] = defaultdict(set)
    for entry in entries:
        for result in entry.results:
            outcomes[_key(result)].add(result.outcome)
            judges[_key(result)].add(result.judge)
    return {key for key, found in outcomes.items() if len(found) > 1 and len(judges[key]) > 1}


def _key(result: CaseResult) -> tuple[str | int | None, ...]:
    return (result.agent, result.model, result.safety_prompt, result.guard_name, result.id, result.epoch)
