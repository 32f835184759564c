"""What cases took: the use of a model, and time."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from redblue.core.data import Data
from redblue.core.outcome import CaseResult, Usage
from redblue.core.statistics import nearest_rank
from redblue.runner.rates import is_measured


class Milliseconds(Data):
    """Of a case; `p95` by nearest rank."""

    median: float
    p95: float


class CaseTime(Data):
    """Of the cases and twins that were measured."""

    ms: Milliseconds
    """From its start to its verdict."""
    model_ms: Milliseconds | None
    """Spent waiting for the model. None without one."""


def total_usage(results: Sequence[CaseResult]) -> Usage | None:
    """The sum, of the invalid too: they were paid for. None without a model; no cost where that of any is unknown."""
    used = [result.usage for result in results if result.usage is not None]
    if not used:
        return None
    costs = [one.cost_usd for one in used if one.calls]
    known = [cost for cost in costs if cost is not None]
    return Usage(
        calls=sum(one.calls for one in used),
        input_tokens=sum(one.input_tokens for one in used),
        output_tokens=sum(one.output_tokens for one in used),
        cost_usd=sum(known) if known and len(known) == len(costs) else None,
        ms=round(sum(one.ms for one in used), 3),
    )


def case_time(results: Sequence[CaseResult]) -> CaseTime | None:
    """None where nothing was measured."""
    measured = [result for result in results if is_measured(result)]
    took = _milliseconds([result.ms for result in measured])
    waited = _milliseconds([result.usage.ms for result in measured if result.usage is not None])
    return CaseTime(ms=took, model_ms=waited) if took else None


def _milliseconds(values: Sequence[float]) -> Milliseconds | None:
    if not values:
        return None
    return Milliseconds(median=round(median(values), 3), p95=nearest_rank(sorted(values), 95))
