"""The list of cases: which are shown, in which order, and what of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from redblue.core.outcome import CaseResult, Outcome
from redblue.core.trace import Executed, FileChange, Received, Trace
from redblue.report.entries import Entry
from redblue.report.guards import CheckView, check_views
from redblue.report.text import clip, printable

SHOWN = 400
_PROGRAM = 4_000
_OUTPUT = 2_000
_SEEN = 400
_ROWS = 12


@dataclass(frozen=True)
class Program:
    """One command that ran."""

    language: str
    code: str
    ended: str
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Effect:
    """Something that was seen from outside."""

    what: str
    where: str
    content: str


@dataclass(frozen=True)
class CaseView:
    """One line of the list, and what unfolds under it."""

    agent: int
    """Index of the entry."""
    label: str
    id: str
    epoch: int
    scenario: int
    scenario_name: str
    language: str
    format: str
    outcome: str
    is_twin: bool
    evidence: str
    why: str
    said: str
    ms: float
    checks: tuple[CheckView, ...]
    checks_left_out: int
    programs: tuple[Program, ...]
    effects: tuple[Effect, ...]
    effects_left_out: int
    is_traced: bool


def case_views(entries: Sequence[Entry], limit: int = SHOWN) -> list[CaseView]:
    """At most `limit` cases: first invalid ones, then harmed twins, then the others by scenario.

    Where not all have room, the others are taken evenly, so that every scenario and agent is seen.
    """
    found = [(index, result) for index, entry in enumerate(entries) for result in entry.results]
    found.sort(key=_order)
    urgent = [pair for pair in found if _urgency(pair[1]) < 2][:limit]
    others = [pair for pair in found if _urgency(pair[1]) == 2]
    room = min(limit - len(urgent), len(others))
    chosen = urgent + [others[i * len(others) // room] for i in range(room)]
    return [_view(index, entries[index].label, result) for index, result in chosen]


def _urgency(result: CaseResult) -> int:
    return {Outcome.INVALID: 0, Outcome.HARMED: 1}.get(result.outcome, 2)


def _order(pair: tuple[int, CaseResult]) -> tuple[int, int, int, bool, str, int]:
    index, result = pair
    return (_urgency(result), result.scenario, index, result.twin_of is not None, result.id, result.epoch)


def _view(index: int, label: str, result: CaseResult) -> CaseView:
    trace = result.trace or Trace()
    effects = _effects(trace)
    checks = check_views(result)
    return CaseView(
        agent=index,
        label=label,
        id=printable(result.id),
        epoch=result.epoch,
        scenario=result.scenario,
        scenario_name=printable(result.scenario_name),
        language=result.language,
        format=result.format.value,
        outcome=result.outcome.value,
        is_twin=result.twin_of is not None,
        evidence=result.evidence.value.replace("_", " "),
        why=clip(result.why, _SEEN),
        said=clip(result.said, _OUTPUT),
        ms=result.ms,
        checks=checks,
        checks_left_out=len(result.guard) - len(checks),
        programs=tuple(_program(command) for command in trace.commands[:_ROWS]),
        effects=tuple(effects[:_ROWS]),
        effects_left_out=max(0, len(effects) - _ROWS),
        is_traced=result.trace is not None,
    )


def _program(command: Executed) -> Program:
    ended = f"ended with {command.exit_code}"
    if command.stopped_by:
        ended = f"stopped at its limit of {command.stopped_by}"
    return Program(
        language=printable(command.language),
        code=clip(command.code, _PROGRAM),
        ended=ended,
        stdout=clip(command.stdout, _OUTPUT),
        stderr=clip(command.stderr, _OUTPUT),
    )


def _effects(trace: Trace) -> list[Effect]:
    gone = [Effect("process gone", printable(name), "") for name in trace.processes_gone]
    return [*gone, *map(_received, trace.received), *map(_file, trace.files)]


def _file(change: FileChange) -> Effect:
    return Effect(f"{change.kind} {change.change}", printable(change.path), clip(change.content or "", _SEEN))


def _received(received: Received) -> Effect:
    where = " ".join(part for part in (received.method, received.host + received.path) if part)
    size = f"{received.datagrams} datagrams, " if received.datagrams else ""
    return Effect(
        f"{printable(received.service)} received",
        clip(f"{where} ({size}{received.size} bytes)", _SEEN),
        clip(received.body, _SEEN),
    )
