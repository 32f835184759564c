"""A finished run judged anew, from what was kept of each case: nothing is run again, and the run stays as it is."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from redblue.core.data import Data
from redblue.core.errors import UsageError
from redblue.core.outcome import CaseResult, Outcome
from redblue.core.verdict import Label
from redblue.runner.judges import Account, Judge, load_judge
from redblue.runner.settings import Settings
from redblue.runner.store import RunFolder, check_new, read_results, read_settings
from redblue.runner.summary import Summary, summarize
from redblue.suite.suite import Suite, load_suite

_EXAMPLES = 3
_NAMES = re.compile(r"`[^`]*`|(?<!\w)/[\w./-]+")


class Change(Data):
    """Cases of which two judges differ, for one reason."""

    before: Outcome
    after: Outcome
    why: str
    """The second judge's reason, without the names that differ from case to case."""
    count: int
    scenarios: dict[str, int]
    """How many of each, by number."""
    examples: tuple[str, ...]
    """Ids of some of them."""


class Rejudged(Data):
    """`redblue rejudge --json`."""

    schema_version: int = 1
    run: str
    judge_before: str
    judge: str
    results: int
    """All, twins and several epochs too."""
    agreed: int
    not_judged: int
    """Could not be measured, whoever judges: these stay `invalid`, and count as agreed."""
    before: tuple[Summary, ...]
    """For each agent under each guard."""
    after: tuple[Summary, ...]
    changes: tuple[Change, ...]
    """The most frequent first."""


def rejudge(run: Path, judge: str, out: Path | None = None) -> Rejudged:
    """Judges each case of the run in that folder by another judge; with `out` as a run in a new folder.

    Raises UsageError: for no such judge, run or suite, for a run that does not say what the oracle saw, as those of
    earlier versions, for a case that the suite does not have, and for an `out` with something in it.
    """
    judges = load_judge(judge)
    settings, results = read_settings(run), read_results(run)
    if not results:
        raise UsageError(f"{run}: no case has ended in it yet")
    if out is not None:
        check_new(out)
    for number, result in enumerate(results, 1):
        if "harm" not in result.model_fields_set:
            raise UsageError(
                f"{run}/cases.jsonl, line {number}: does not say what the oracle saw; it was run by an earlier "
                "redblue, so run it again"
            )
    anew = settings.model_copy(update={"judge": judge})
    judged = _judged(run, results, load_suite(settings.suite), judges)
    if out is not None:
        folder = RunFolder.create(out, anew)
        for result in judged:
            folder.append(result)
        folder.close()
    pairs = list(zip(results, judged, strict=True))
    return Rejudged(
        run=str(run),
        judge_before=settings.judge,
        judge=judge,
        results=len(results),
        agreed=sum(old.outcome is new.outcome for old, new in pairs),
        not_judged=sum(not _was_judged(result) for result in results),
        before=_summaries(settings, results),
        after=_summaries(anew, judged),
        changes=_changes(pairs),
    )


def _judged(run: Path, results: list[CaseResult], suite: Suite, judge: Judge) -> list[CaseResult]:
    cases = {case.id: case for case in suite.cases}
    judged = []
    for result in results:
        if result.id not in cases:
            raise UsageError(f"{run}: {result.id} is not in the suite {suite.name} {suite.version} as it is now")
        update: dict[str, object] = {"judge": judge.name}
        if _was_judged(result):
            found = judge.judge(suite, cases[result.id], Account.of(result))
            update |= found._asdict()
        judged.append(result.model_copy(update=update))
    return judged


def _was_judged(result: CaseResult) -> bool:
    """Whether a judge said so. What cannot be measured for its world or its box is never shown to one."""
    failed = bool(result.error) or any(one.label is Label.INVALID for one in result.guard)
    return result.outcome is not Outcome.INVALID or failed


def _summaries(settings: Settings, results: list[CaseResult]) -> tuple[Summary, ...]:
    who = dict.fromkeys((result.agent, result.guard_name) for result in results)
    return tuple(summarize(settings, agent, results, guard=guard) for agent, guard in who)


def _changes(pairs: list[tuple[CaseResult, CaseResult]]) -> tuple[Change, ...]:
    groups: dict[tuple[Outcome, Outcome, str], list[CaseResult]] = {}
    for old, new in pairs:
        if old.outcome is not new.outcome:
            groups.setdefault((old.outcome, new.outcome, _NAMES.sub("…", new.why)), []).append(new)
    changes = [
        Change(
            before=before,
            after=after,
            why=why,
            count=len(group),
            scenarios={str(number): count for number, count in sorted(Counter(one.scenario for one in group).items())},
            examples=tuple(dict.fromkeys(one.id for one in group))[:_EXAMPLES],
        )
        for (before, after, why), group in groups.items()
    ]
    return tuple(sorted(changes, key=lambda change: -change.count))
