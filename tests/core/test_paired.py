from __future__ import annotations

import random
from itertools import product
from statistics import fmean

import pytest
from benchmarks.intervals import one_by_one, pairs
from hypothesis import given
from hypothesis import strategies as st

from redblue.core.paired import difference, holm, mcnemar, sign_flip


@pytest.mark.parametrize(
    ("gained", "lost", "p"),
    [(0, 0, 1.0), (1, 0, 1.0), (5, 5, 1.0), (6, 0, 0.03125), (1, 7, 0.0703125), (9, 1, 0.021484375)],
)
def test_mcnemar(gained: int, lost: int, p: float) -> None:
    assert mcnemar(gained, lost) == mcnemar(lost, gained) == pytest.approx(p)


def test_mcnemar_of_many() -> None:
    assert mcnemar(0, 900) == pytest.approx(2.0**-899)
    assert mcnemar(2900, 3100) == pytest.approx(0.01019, rel=1e-3)


@given(st.lists(st.integers(-5, 5), max_size=9))
def test_every_choice_of_signs_is_counted(totals: list[int]) -> None:
    sums = [sum(s * t for s, t in zip(signs, totals, strict=True)) for signs in product((1, -1), repeat=len(totals))]
    assert sign_flip(totals) == pytest.approx(fmean(abs(one) >= abs(sum(totals)) for one in sums))


@given(st.integers(0, 60), st.integers(0, 60))
def test_with_a_case_a_cluster_it_is_mcnemar_s_test(gained: int, lost: int) -> None:
    assert sign_flip([1] * gained + [-1] * lost) == pytest.approx(mcnemar(gained, lost))


def test_programs_of_one_mind_are_one_case() -> None:
    assert sign_flip([4] * 6) == mcnemar(6, 0)
    assert mcnemar(24, 0) < 1e-6


def test_bonett_and_price_s_interval() -> None:
    """Of 21 pairs 7 and 1 differ: 8 and 2 of 23, and the interval from these."""
    both = [(True, True)] * 13
    found = difference([[pair] for pair in [(False, True)] * 1 + [(True, False)] * 7 + both])
    assert found.value == pytest.approx(-0.2857, abs=1e-4)
    assert (found.low, found.high) == (pytest.approx(-0.5084, abs=1e-4), pytest.approx(-0.0134, abs=1e-4))


def test_no_pair_differs() -> None:
    found = difference([[(True, True)] * 4] * 30)
    assert found.value == 0
    # as wide as of 30 cases, not of 120
    assert -found.low == found.high == pytest.approx(difference([[(True, True)]] * 30).high)
    assert found.high > 0.05


def test_all_pairs_differ() -> None:
    found = difference([[(False, True)] * 4] * 30)
    assert (found.value, found.high) == (1.0, 1.0)
    assert 0.8 < found.low < 0.95


def test_no_pair_at_all() -> None:
    with pytest.raises(ValueError, match="no pair"):
        difference([])


@given(st.lists(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=6), min_size=1, max_size=20))
def test_the_interval_holds_the_difference_whichever_side_is_first(clusters: list[list[tuple[bool, bool]]]) -> None:
    found = difference(clusters)
    assert -1 <= found.low <= found.value <= found.high <= 1
    turned = difference([[(second, first) for first, second in cluster] for cluster in clusters])
    assert (turned.value, turned.low, turned.high) == pytest.approx((-found.value, -found.high, -found.low))


@pytest.mark.parametrize("likeness", [0.0, 0.3, 0.9])
def test_the_interval_and_the_test_hold_what_they_promise(likeness: float) -> None:
    chance = random.Random(f"redblue {likeness}")
    ours, alone, mistaken = [], [], []
    for rates in ((0.2, 0.2), (0.1, 0.3)):
        for _ in range(600):
            drawn = pairs(chance, 60, rates, likeness)
            for clusters, held in ((drawn, ours), (one_by_one(drawn), alone)):
                found = difference(clusters)
                held.append(found.low <= rates[1] - rates[0] <= found.high)
            if rates[0] == rates[1]:
                mistaken.append(sign_flip([sum(b - a for a, b in cluster) for cluster in drawn]) < 0.05)
    assert 0.92 <= fmean(ours) <= 0.98
    assert (fmean(alone) > 0.92) == (likeness == 0)
    assert fmean(mistaken) <= 0.06


def test_holm() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []
