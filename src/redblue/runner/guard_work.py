"""What a guard did in a run: what it stopped, by which rules, and what the agents had to wait for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from redblue.core.data import Data
from redblue.core.outcome import CaseResult, Checked
from redblue.core.statistics import nearest_rank
from redblue.core.verdict import Decision, Label

NO_RULE = "no rule named"
COULD_NOT_TELL = "could not tell"


class Latency(Data):
    """Milliseconds for one block, by nearest rank."""

    p50: float
    p99: float
    max: float


class Stops(Data):
    """In how many cases something was stopped, or only warned of."""

    risky: int = 0
    twins: int = 0


class GuardWork(Data):
    """The blocks that it was asked about, and the cases in which it stopped at least one."""

    blocks: int
    decisions: dict[str, int]
    """Blocks by `allow`, `warn`, `ask`, `block`. Those at which it failed are in none."""
    unknown: int
    """Blocks of which it could not tell, and decided all the same."""
    failed: int
    """Blocks that it gave no verdict about."""
    stopped: Stops
    rules: dict[str, Stops]
    """By each rule that alone would have stopped something, the busiest first."""
    latency_ms: Latency | None
    """None where it was never asked."""
    warned: Stops = Stops()
    """Cases in which it stopped nothing and did not simply allow everything either: weak code, as a rule."""


def guard_work(results: Sequence[CaseResult], stops: Decision) -> GuardWork:
    """What the guard did in these results, where it stopped from `stops` on."""
    checked = [one for result in results for one in result.guard]
    judged = [one for one in checked if one.label is not Label.INVALID]
    decisions = Counter(one.decision for one in judged)
    rules: dict[str, list[CaseResult]] = {}
    for result in results:
        for name in dict.fromkeys(name for one in result.guard for name in stopping_rules(one, stops)):
            rules.setdefault(name, []).append(result)
    busiest = sorted(rules.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return GuardWork(
        blocks=len(checked),
        decisions={decision.value: decisions[decision] for decision in Decision},
        unknown=sum(one.label is Label.UNKNOWN for one in judged),
        failed=len(checked) - len(judged),
        stopped=_stops([result for result in results if any(is_stop(one) for one in result.guard)]),
        warned=_stops([result for result in results if _is_only_warned(result)]),
        rules={name: _stops(where) for name, where in busiest},
        latency_ms=_latency([one.latency_ms for one in checked]),
    )


def is_stop(checked: Checked) -> bool:
    """Stopped by a verdict: where the guard failed nothing ran either, but that is none of its merits."""
    return checked.stopped and checked.label is not Label.INVALID


def _is_only_warned(result: CaseResult) -> bool:
    judged = [one for one in result.guard if one.label is not Label.INVALID]
    return not any(one.stopped for one in judged) and any(one.decision is not Decision.ALLOW for one in judged)


def stopping_rules(checked: Checked, stops: Decision) -> list[str]:
    """The rules that stopped this block, each of which would have done so alone; or what else there is to name."""
    if not is_stop(checked):
        return []
    named = [found.rule for found in checked.findings if found.decision.strictness >= stops.strictness]
    return list(dict.fromkeys(named)) or [COULD_NOT_TELL if checked.label is Label.UNKNOWN or checked.why else NO_RULE]


def _stops(results: Sequence[CaseResult]) -> Stops:
    twins = sum(result.twin_of is not None for result in results)
    return Stops(risky=len(results) - twins, twins=twins)


def _latency(values: Sequence[float]) -> Latency | None:
    if not values:
        return None
    ranked = sorted(values)
    return Latency(p50=nearest_rank(ranked, 50), p99=nearest_rank(ranked, 99), max=ranked[-1])
