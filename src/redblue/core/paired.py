"""What two sides made of the same cases: how far they differ, and whether chance does as much."""

from __future__ import annotations

import math
from collections.abc import Sequence

from redblue.core.clusters import Cluster, Z, effective_size
from redblue.core.data import Data

Pair = tuple[bool, bool]
"""One case: whether it was a hit of the first side's, and of the second's."""


class Difference(Data):
    """The second side's rate less the first's, with its 95 % interval, in -1 to 1."""

    value: float
    low: float
    high: float


def difference(clusters: Sequence[Sequence[Pair]]) -> Difference:
    """Of pairs by cluster, none empty, at least one.

    The interval of Bonett and Price (Journal of Educational and Behavioral Statistics 37, 2012), which adds a pair of
    each kind that differs, on the effective sample size; Fagerland, Lydersen and Laake (Statistics in Medicine
    33, 2014) recommend it among those in closed form. Raises ValueError for no pair.
    """
    signs = [[second - first for first, second in cluster] for cluster in clusters]
    n = sum(map(len, signs))
    if n == 0:
        raise ValueError("no pair to compare")
    gained, lost = (sum(cluster.count(sign) for cluster in signs) for sign in (1, -1))
    worth = effective_size([Cluster(sum(one), sum(map(abs, one)), len(one)) for one in signs], -1, 1)
    up, down = ((count * worth / n + 1) / (worth + 2) for count in (gained, lost))
    half = Z * math.sqrt((up + down - (up - down) ** 2) / (worth + 2))
    value = (gained - lost) / n
    return Difference(
        value=value, low=max(-1.0, min(value, up - down - half)), high=min(1.0, max(value, up - down + half))
    )


def mcnemar(gained: int, lost: int) -> float:
    """The exact two-sided p of McNemar's test (Psychometrika 12, 1947), from the pairs that differ: binomial, one half.

    It takes every pair for independent: `sign_flip` does not.
    """
    n, tail, ways = gained + lost, 0, 1
    for k in range(min(gained, lost) + 1):
        tail += ways
        # the next of Pascal's row: math.comb would begin anew for each
        ways = ways * (n - k) // (k + 1)
    return min(1.0, 2 * tail / (1 << n))


def sign_flip(totals: Sequence[int]) -> float:
    """The exact two-sided p that a sum is so far from zero, where each of `totals` could as well have the other sign.

    With the totals of clusters it is a test of two sides that allows for any likeness within a cluster; with a cluster
    for each pair it is McNemar's. All signs are counted, none are sampled.
    """
    sizes = [abs(total) for total in totals if total]
    far = abs(sum(totals))
    if far == 0:
        return 1.0
    # chances[x]: that the clusters with a plus sum to x; the sum of all is then 2 x - sum(sizes)
    chances = [1.0]
    for size in sizes:
        nothing = [0.0] * size
        chances = [(stays + moves) / 2 for stays, moves in zip(chances + nothing, nothing + chances, strict=True)]
    return min(1.0, 2 * math.fsum(chances[(sum(sizes) + far) // 2 :]))


def holm(values: Sequence[float]) -> list[float]:
    """p values adjusted for being several (S. Holm, Scandinavian Journal of Statistics 6, 1979), in their order."""
    adjusted = [0.0] * len(values)
    most = 0.0
    for rank, index in enumerate(sorted(range(len(values)), key=lambda index: values[index])):
        most = max(most, min(1.0, (len(values) - rank) * values[index]))
        adjusted[index] = most
    return adjusted
