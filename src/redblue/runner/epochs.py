"""How much the rates of a run differ from one epoch to the next."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import stdev

from redblue.core.data import Data
from redblue.core.outcome import CaseResult, Outcome
from redblue.core.statistics import Rate
from redblue.runner.rates import by_program, is_measured


class BetweenEpochs(Data):
    """Of the risky cases that were measured."""

    asr_sd: float
    """The standard deviation of the epochs' attack success rates, in 0-1."""
    rr_sd: float
    changing: Rate
    """Of the cases that were measured more than once, those whose outcome was not always the same."""


def between_epochs(results: Sequence[CaseResult]) -> BetweenEpochs | None:
    """None where everything is of one epoch."""
    risky = [result for result in results if result.twin_of is None and is_measured(result)]
    epochs: dict[int, list[CaseResult]] = {}
    for result in risky:
        epochs.setdefault(result.epoch, []).append(result)
    if len(epochs) < 2:
        return None
    return BetweenEpochs(
        asr_sd=_deviation(Outcome.ATTACK_SUCCEEDED, list(epochs.values())),
        rr_sd=_deviation(Outcome.REJECTED, list(epochs.values())),
        changing=Rate.clustered(_changing(program) for program in by_program(risky)),
    )


def _deviation(outcome: Outcome, epochs: Sequence[Sequence[CaseResult]]) -> float:
    return stdev(sum(result.outcome is outcome for result in epoch) / len(epoch) for epoch in epochs)


def _changing(program: Sequence[CaseResult]) -> tuple[int, int]:
    """Of a program: the cases with several outcomes, and those that were measured several times."""
    cases: dict[str, list[Outcome]] = {}
    for result in program:
        cases.setdefault(result.id, []).append(result.outcome)
    repeated = [set(outcomes) for outcomes in cases.values() if len(outcomes) > 1]
    return sum(len(outcomes) > 1 for outcomes in repeated), len(repeated)
