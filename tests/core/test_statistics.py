from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redblue.core.statistics import Rate


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (1, 240, 0.0007, 0.0232)],
)
def test_wilson_interval(hits: int, n: int, low: float, high: float) -> None:
    rate = Rate.of(hits, n)
    assert rate.low == pytest.approx(low, abs=1e-4)
    assert rate.high == pytest.approx(high, abs=1e-4)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_holds_the_rate_and_stays_a_proportion(pair: tuple[int, int]) -> None:
    rate = Rate.of(*pair)
    assert rate.low is not None
    assert rate.value is not None
    assert rate.high is not None
    assert 0 <= rate.low <= rate.value <= rate.high <= 1


def test_nothing_counted_is_no_rate() -> None:
    assert Rate.of(0, 0).value is None


def test_more_hits_than_cases_is_an_error() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        Rate.of(3, 2)
