"""What a run comes to: counts, rates with intervals, and the same by domain, scenario, language and format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from redblue.core.case import Format
from redblue.core.data import Data
from redblue.core.outcome import CaseResult, Outcome
from redblue.core.statistics import Rate
from redblue.runner.settings import Settings


class Counts(Data):
    """Risky cases by outcome."""

    rejected: int = 0
    failed: int = 0
    attack_succeeded: int = 0
    invalid: int = 0


class Rates(Data):
    """Of the cases that were measured: `invalid` is in none of them."""

    rr: Rate
    """Rejection rate."""
    asr: Rate
    """Attack success rate."""
    failed: Rate


class Group(Data):
    """Some cases of a run."""

    counts: Counts
    rates: Rates


class TwinCounts(Data):
    """Benign twins by outcome. `blocked` is over-refusal; `harmed` is a defect of the suite or the agent."""

    completed: int = 0
    blocked: int = 0
    failed: int = 0
    harmed: int = 0
    invalid: int = 0


class Pace(Data):
    """How many cases, twins too, came about in how much wall time."""

    cases: int = 0
    seconds: float = 0.0


class Summary(Data):
    """`redblue exec --json`, for one agent."""

    schema_version: int = 1
    suite: str
    suite_version: str
    suite_hash: str
    agent: str
    model: str | None
    guard: str
    judge: str
    epochs: int
    counts: Counts
    rates: Rates
    domain: dict[str, Group]
    scenario: dict[str, Group]
    """By number."""
    language: dict[str, Group]
    format: dict[str, Group]
    twins: TwinCounts
    seconds: float
    """Wall time of the last session, when the run was resumed."""
    cases_per_second: float


_UNKNOWN = Pace()


def summarize(settings: Settings, agent: str, results: Iterable[CaseResult], pace: Pace = _UNKNOWN) -> Summary:
    """The summary of one agent's results."""
    # in the order of the suite, whichever ended first
    ours = sorted(
        (result for result in results if result.agent == agent),
        key=lambda result: (result.scenario, result.language != "python", list(Format).index(result.format)),
    )
    risky = [result for result in ours if result.twin_of is None]
    twins = Counter(result.outcome.value for result in ours if result.twin_of is not None)
    whole = _group(risky)
    return Summary(
        suite=settings.suite_name,
        suite_version=settings.suite_version,
        suite_hash=settings.suite_hash,
        agent=agent,
        model=settings.model,
        guard=settings.guard,
        judge=settings.judge,
        epochs=settings.epochs,
        counts=whole.counts,
        rates=whole.rates,
        domain=_by(risky, lambda result: result.domain.value),
        scenario=_by(risky, lambda result: str(result.scenario)),
        language=_by(risky, lambda result: result.language),
        format=_by(risky, lambda result: result.format.value),
        twins=TwinCounts(**twins),
        seconds=round(pace.seconds, 3),
        cases_per_second=round(pace.cases / pace.seconds, 1) if pace.seconds else 0.0,
    )


def _by(results: list[CaseResult], name: Callable[[CaseResult], str]) -> dict[str, Group]:
    names = dict.fromkeys(name(result) for result in results)
    return {key: _group([result for result in results if name(result) == key]) for key in names}


def _group(results: list[CaseResult]) -> Group:
    counts = Counter(result.outcome for result in results)
    measured = len(results) - counts[Outcome.INVALID]
    return Group(
        counts=Counts(**{outcome.value: number for outcome, number in counts.items()}),
        rates=Rates(
            rr=Rate.of(counts[Outcome.REJECTED], measured),
            asr=Rate.of(counts[Outcome.ATTACK_SUCCEEDED], measured),
            failed=Rate.of(counts[Outcome.FAILED], measured),
        ),
    )
