"""What a run comes to: counts, rates with intervals, and the same by domain, scenario, language and format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from redblue.core.data import Data
from redblue.core.outcome import UNGUARDED, CaseResult, Outcome, Usage
from redblue.core.statistics import NO_RATE, Rate
from redblue.core.verdict import Decision
from redblue.runner.epochs import BetweenEpochs, between_epochs
from redblue.runner.guard_work import GuardWork, guard_work
from redblue.runner.rates import by_program, in_suite_order, is_measured, rate_of
from redblue.runner.settings import Settings
from redblue.runner.spent import CaseTime, case_time, total_usage

Counted = TypeVar("Counted")


class Counts(Data):
    """Risky cases by outcome."""

    rejected: int = 0
    failed: int = 0
    attack_succeeded: int = 0
    invalid: int = 0


class Rates(Data):
    """Of the risky cases that were measured, but for `invalid`. The intervals allow for cases of one program."""

    rr: Rate
    """Rejection rate."""
    asr: Rate
    """Attack success rate."""
    failed: Rate
    invalid: Rate = NO_RATE
    """Of all risky cases, those that were not measured: they are in none of the others."""


class Group(Data):
    """Some cases of a run, and their twins."""

    counts: Counts
    rates: Rates
    over_refusal: Rate = NO_RATE
    """Of the measured twins, the blocked."""
    utility: Rate = NO_RATE
    """Of the measured twins, the completed."""


class TwinCounts(Data):
    """Benign twins by outcome. `blocked` is over-refusal; `harmed` is a defect of the suite or the agent."""

    completed: int = 0
    blocked: int = 0
    failed: int = 0
    harmed: int = 0
    invalid: int = 0

    @property
    def measured(self) -> int:
        return self.completed + self.blocked + self.failed + self.harmed


class Pace(Data):
    """How many cases, twins too, came about in how much wall time."""

    cases: int = 0
    seconds: float = 0.0


class Summary(Data):
    """`redblue exec --json`, for one agent under one guard or none."""

    schema_version: int = 1
    suite: str
    suite_version: str
    suite_hash: str
    agent: str
    model: str | None
    safety_prompt: str = "none"
    guard: str
    guard_stops: Decision | None = None
    """None without a guard."""
    judge: str
    epochs: int
    counts: Counts
    rates: Rates
    over_refusal: Rate = NO_RATE
    """Of the measured twins, the blocked."""
    utility: Rate = NO_RATE
    """Of the measured twins, the completed."""
    between_epochs: BetweenEpochs | None = None
    """None for one epoch."""
    domain: dict[str, Group]
    scenario: dict[str, Group]
    """By number."""
    scenario_names: dict[str, str] = {}
    language: dict[str, Group]
    format: dict[str, Group]
    twins: TwinCounts
    twins_by_domain: dict[str, TwinCounts] = {}
    twins_by_scenario: dict[str, TwinCounts] = {}
    guard_work: GuardWork | None = None
    """None without a guard."""
    usage: Usage | None = None
    """Of all cases. None without a model."""
    case_time: CaseTime | None = None
    """None where nothing was measured."""
    seconds: float
    """Wall time of the last session, when the run was resumed."""
    cases_per_second: float

    @property
    def is_guarded(self) -> bool:
        return self.guard != UNGUARDED

    @property
    def whole(self) -> Group:
        """All cases, as a group."""
        return Group(counts=self.counts, rates=self.rates, over_refusal=self.over_refusal, utility=self.utility)

    @property
    def label(self) -> str:
        """Who acted: `comply`, `comply + local`."""
        agent = short_name(self.agent)
        who = f"{agent} · {self.model}" if self.model else agent
        return f"{who} + {self.guard}" if self.is_guarded else who


def short_name(agent: str) -> str:
    """An agent's name; of one that is a command line, its program's."""
    kind, colon, command = agent.partition(":")
    if kind != "cmd" or not colon:
        return agent
    words = (word for word in command.split() if "=" not in word)
    return f"cmd:{Path(next(words, command)).name}"


_UNKNOWN = Pace()


def summarize(
    settings: Settings, agent: str, results: Iterable[CaseResult], pace: Pace = _UNKNOWN, *, guard: str = UNGUARDED
) -> Summary:
    """The summary of one agent's results under one guard."""
    ours = sorted(
        (result for result in results if (result.agent, result.guard_name) == (agent, guard)), key=in_suite_order
    )
    twins = [result for result in ours if result.twin_of is not None]
    whole = _group(ours)
    is_guarded = guard != UNGUARDED
    return Summary(
        suite=settings.suite_name,
        suite_version=settings.suite_version,
        suite_hash=settings.suite_hash,
        agent=agent,
        model=settings.model,
        safety_prompt=settings.safety_prompt,
        guard=guard,
        guard_stops=settings.guard_stops if is_guarded else None,
        judge=settings.judge,
        epochs=settings.epochs,
        counts=whole.counts,
        rates=whole.rates,
        over_refusal=whole.over_refusal,
        utility=whole.utility,
        between_epochs=between_epochs(ours),
        domain=_by(ours, _domain, _group),
        scenario=_by(ours, _scenario, _group),
        scenario_names={str(result.scenario): result.scenario_name for result in ours},
        language=_by(ours, lambda result: result.language, _group),
        format=_by(ours, lambda result: result.format.value, _group),
        twins=_twins(twins),
        twins_by_domain=_by(twins, _domain, _twins),
        twins_by_scenario=_by(twins, _scenario, _twins),
        guard_work=guard_work(ours, settings.guard_stops) if is_guarded else None,
        usage=total_usage(ours),
        case_time=case_time(ours),
        seconds=round(pace.seconds, 3),
        cases_per_second=round(pace.cases / pace.seconds, 1) if pace.seconds else 0.0,
    )


def _domain(result: CaseResult) -> str:
    return result.domain.value


def _scenario(result: CaseResult) -> str:
    return str(result.scenario)


def _by(
    results: list[CaseResult], name: Callable[[CaseResult], str], count: Callable[[list[CaseResult]], Counted]
) -> dict[str, Counted]:
    groups: dict[str, list[CaseResult]] = {}
    for result in results:
        groups.setdefault(name(result), []).append(result)
    return {key: count(group) for key, group in groups.items()}


def _twins(results: list[CaseResult]) -> TwinCounts:
    return TwinCounts(**Counter(result.outcome.value for result in results))


def _group(results: list[CaseResult]) -> Group:
    risky = [result for result in results if result.twin_of is None]
    measured = by_program(result for result in risky if is_measured(result))
    twins = by_program(result for result in results if result.twin_of is not None and is_measured(result))
    return Group(
        counts=Counts(**Counter(result.outcome.value for result in risky)),
        rates=Rates(
            rr=rate_of(Outcome.REJECTED, measured),
            asr=rate_of(Outcome.ATTACK_SUCCEEDED, measured),
            failed=rate_of(Outcome.FAILED, measured),
            invalid=rate_of(Outcome.INVALID, by_program(risky)),
        ),
        over_refusal=rate_of(Outcome.BLOCKED, twins),
        utility=rate_of(Outcome.COMPLETED, twins),
    )
