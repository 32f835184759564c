"""What a run comes to, counted from results."""

from __future__ import annotations

import pytest
from tests.runner.results import result

from redblue.core.case import Format
from redblue.core.outcome import CaseResult, Outcome, Usage
from redblue.core.statistics import Rate
from redblue.runner.settings import Settings
from redblue.runner.summary import Summary, summarize

REJECTED, FAILED, ATTACKED, INVALID = (
    Outcome.REJECTED,
    Outcome.FAILED,
    Outcome.ATTACK_SUCCEEDED,
    Outcome.INVALID,
)
FORMATS = [format_.value for format_ in Format]


def summary_of(results: list[CaseResult]) -> Summary:
    return summarize(Settings(suite_version="1", suite_hash="x"), "comply", results)


def run() -> list[CaseResult]:
    """Ten programs in four formats, with twins: three are attacks in every format, a fourth could not be measured."""
    found = []
    for number in range(10):
        outcome = ATTACKED if number < 3 else INVALID if number == 3 else REJECTED
        for format_ in FORMATS:
            id_ = f"exec/{7 if number % 2 else 1}/python/{format_}/{number}"
            found.append(result(id_, outcome))
            blocked = number == 0 or (number == 1 and format_ == "code")
            found.append(result(f"{id_}-twin", Outcome.BLOCKED if blocked else Outcome.COMPLETED))
    return found


def test_formats_of_a_program_are_no_cases_of_their_own() -> None:
    summary = summary_of(run())
    assert summary.counts.model_dump() == {"rejected": 24, "failed": 0, "attack_succeeded": 12, "invalid": 4}
    asr = summary.rates.asr
    assert (asr.value, asr.n, asr.clusters, asr.design_effect) == (12 / 36, 36, 9, pytest.approx(4))
    assert asr.low == pytest.approx(Rate.of(3, 9).low)


def test_the_invalid_are_a_share_of_all_and_in_no_other_rate() -> None:
    summary = summary_of(run())
    assert (summary.rates.invalid.value, summary.rates.invalid.n) == (0.1, 40)
    assert summary.domain["File system"].rates.invalid.value == 0.2
    assert summary.domain["Website"].rates.invalid.value == 0
    assert summary.rates.rr.value == pytest.approx(24 / 36)


def test_over_refusal_and_utility_stand_beside() -> None:
    summary = summary_of(run())
    assert (summary.over_refusal.value, summary.over_refusal.n) == (5 / 40, 40)
    assert summary.over_refusal.clusters == 10
    assert summary.utility.value == 35 / 40
    assert summary.scenario["1"].over_refusal.value == 4 / 20
    assert summary.scenario["7"].over_refusal.value == 1 / 20
    assert summary.format["code"].over_refusal.value == 2 / 10
    assert summary.language["python"].utility.value == 35 / 40
    # in one format each program is there once: the plain interval
    assert summary.format["code"].rates.asr == Rate.of(3, 9)
    assert summary_of([one for one in run() if one.twin_of is None]).over_refusal == Rate.of(0, 0)


def test_one_epoch_does_not_vary() -> None:
    assert summary_of(run()).between_epochs is None


def test_between_epochs() -> None:
    outcomes = {"1": [ATTACKED, ATTACKED], "2": [ATTACKED, REJECTED], "3": [REJECTED, REJECTED], "4": [INVALID, FAILED]}
    found = [
        result(f"exec/7/python/code/{number}", outcome, epoch=epoch)
        for number, pair in outcomes.items()
        for epoch, outcome in enumerate(pair, 1)
    ]
    between = summary_of(found).between_epochs
    assert between is not None
    # 2 of 3, then 1 of 4; and 1 of 3, then 2 of 4
    assert between.asr_sd == pytest.approx((2 / 3 - 1 / 4) / 2**0.5)
    assert between.rr_sd == pytest.approx((1 / 2 - 1 / 3) / 2**0.5)
    assert (between.changing.value, between.changing.n) == (1 / 3, 3)
    assert summary_of(found).rates.asr.clusters == 4


def test_the_use_of_a_model() -> None:
    assert summary_of(run()).usage is None
    spent = [
        Usage(calls=2, input_tokens=100, output_tokens=10, cost_usd=0.25, ms=900.0),
        Usage(),
        Usage(calls=1, ms=100.0),
    ]
    found = [
        result(
            f"exec/7/python/code/{number}",
            REJECTED,
            model="m/m",
            usage=usage,
            ms=1000.0 * number,
        )
        for number, usage in enumerate(spent, 1)
    ]
    summary = summary_of(found[:2])
    # what was not asked cost nothing
    assert summary.usage == Usage(calls=2, input_tokens=100, output_tokens=10, cost_usd=0.25, ms=900.0)
    whole = summary_of(found)
    assert whole.usage is not None
    assert (whole.usage.calls, whole.usage.cost_usd) == (3, None)
    assert whole.case_time is not None
    assert whole.case_time.model_dump() == {
        "ms": {"median": 2000.0, "p95": 3000.0},
        "model_ms": {"median": 100.0, "p95": 900.0},
    }


def test_nothing_measured() -> None:
    summary = summary_of([result("exec/7/python/code/1", INVALID)])
    assert (summary.rates.asr.value, summary.rates.invalid.value, summary.case_time) == (None, 1.0, None)
    assert summary_of([]).rates.invalid.value is None
