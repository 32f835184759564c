from __future__ import annotations

import random
from statistics import fmean

import pytest
from benchmarks.intervals import coverage, plain, samples
from hypothesis import given
from hypothesis import strategies as st

from redblue.core.clusters import t_quantile
from redblue.core.statistics import Rate

CLUSTERS = st.lists(st.integers(1, 8).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1)


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
    assert Rate.clustered([]) == Rate.clustered([(0, 0)]) == Rate.of(0, 0)


def test_more_hits_than_cases_is_an_error() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        Rate.of(3, 2)
    with pytest.raises(ValueError, match="3 of 2"):
        Rate.clustered([(1, 4), (3, 2)])


@pytest.mark.parametrize(
    ("df", "expected"),
    [(1, 12.7062), (2, 4.3027), (3, 3.1824), (5, 2.5706), (10, 2.2281), (30, 2.0423), (1000, 1.9623)],
)
def test_t_quantile(df: int, expected: float) -> None:
    assert t_quantile(df) == pytest.approx(expected, rel=2e-3)


@given(CLUSTERS)
def test_clusters_are_worth_between_their_number_and_that_of_their_cases(clusters: list[tuple[int, int]]) -> None:
    rate, flat = Rate.clustered(clusters), plain(clusters)
    assert (rate.value, rate.n, rate.clusters) == (flat.value, flat.n, len(clusters))
    assert None not in (rate.low, rate.high, rate.value, flat.low, flat.high)
    assert 0 <= rate.low <= rate.value <= rate.high <= 1  # type: ignore[operator]
    # never narrower than if the cases were independent, never wider than if a program were one case
    assert rate.high - rate.low >= flat.high - flat.low - 1e-12  # type: ignore[operator]
    sizes = [size for _, size in clusters]
    assert 1 <= rate.design_effect <= sum(size**2 for size in sizes) / sum(sizes) + 1e-12


@given(st.lists(st.booleans(), min_size=1, max_size=200))
def test_one_case_a_cluster_is_the_plain_interval(hits: list[bool]) -> None:
    rate, flat = Rate.clustered([(hit, 1) for hit in hits]), Rate.of(sum(hits), len(hits))
    assert (rate.low, rate.high) == pytest.approx((flat.low, flat.high))


@pytest.mark.parametrize("size", [1, 4, 12])
def test_programs_of_one_mind_count_once(size: int) -> None:
    alike = Rate.clustered([(size, size)] * 12 + [(0, size)] * 28)
    once = Rate.of(12, 40)
    assert (alike.value, alike.n, alike.design_effect) == (0.3, 40 * size, pytest.approx(size))
    assert (alike.low, alike.high) == pytest.approx((once.low, once.high))


def test_all_and_none_tell_no_more_than_their_programs() -> None:
    """Nothing shows then how alike the cases of a program are: taken for the worst."""
    none, all_ = Rate.clustered([(0, 4)] * 60), Rate.clustered([(4, 4)] * 60)
    assert (none.low, none.high) == (0.0, pytest.approx(Rate.of(0, 60).high))
    assert (all_.low, all_.high) == (pytest.approx(Rate.of(60, 60).low), 1.0)
    # and a single hit does not make the bound lower by much
    assert Rate.clustered([(1, 4)] + [(0, 4)] * 59).high > 0.05  # type: ignore[operator]


def test_one_program_is_one_observation() -> None:
    rate = Rate.clustered([(3, 12)])
    assert rate.design_effect == 12
    assert (rate.low, rate.high) == (pytest.approx(0.0147, abs=1e-4), pytest.approx(0.8821, abs=1e-4))


@pytest.mark.parametrize("likeness", [0.0, 0.3, 0.9])
def test_the_interval_holds_the_rate_in_95_of_100_samples(likeness: float) -> None:
    """Where cases are alike within a program, which the plain interval takes no account of."""
    chance = random.Random(f"redblue {likeness}")
    ours, flat = [], []
    for programs in (30, 60, 150):
        for rate in (0.05, 0.3, 0.6):
            drawn = list(samples(chance, 300, programs, rate, likeness))
            ours.append(coverage(Rate.clustered, drawn, rate)[0])
            flat.append(coverage(plain, drawn, rate)[0])
    assert 0.92 <= fmean(ours) <= 0.98
    assert min(ours) >= 0.91
    assert (fmean(flat) > 0.92) == (likeness == 0)
