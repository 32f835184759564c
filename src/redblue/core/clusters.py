"""How many independent observations clustered ones are worth.

A program that is asked for in four formats, three times over, is no twelve programs: its outcomes are alike. What an
interval may rest on is the effective sample size, the number of observations divided by the design effect (Kish,
Survey Sampling, 1965). The variance of the mean is estimated from the totals of the clusters (linearised, the
"sandwich"; Miller, arXiv 2411.00640, recommends it for evaluations), and few clusters are paid for with Student's t as
Korn and Graubard do (Survey Methodology 24, 1998).

That estimate alone is too small where few clusters hold the rarer outcome (Franco, Little, Louis and Slud, Journal of
Survey Statistics and Methodology 7, 2019), and says nothing at 0 and at 100 %. So half a cluster of the lowest value
and half a cluster of the highest are added to it, as halves are to the cells of a table: `benchmarks/intervals.py`
shows what that does.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import NamedTuple

Z = NormalDist().inv_cdf(0.975)
"""For a 95 % interval."""


class Cluster(NamedTuple):
    """Observations that belong together."""

    total: int
    squares: int
    """The sum of the squared observations: for hits and misses the same as `total`."""
    size: int


def effective_size(clusters: Sequence[Cluster], low: int, high: int) -> float:
    """What the observations, each from `low` to `high`, are worth. At least one, no cluster is empty.

    At most their number, and at least the number of clusters (of unequal ones, the number of equal ones that tell as
    much): the worth of clusters that are of one mind.
    """
    n = sum(cluster.size for cluster in clusters)
    # the size of a cluster as an observation meets it
    size = sum(cluster.size**2 for cluster in clusters) / n
    if len(clusters) < 2:
        return n / size
    added, count = n + size, len(clusters) + 1
    mean = (sum(cluster.total for cluster in clusters) + size * (low + high) / 2) / added
    variance = (sum(cluster.squares for cluster in clusters) + size * (low**2 + high**2) / 2) / added - mean**2
    scatter = sum((cluster.total - cluster.size * mean) ** 2 for cluster in clusters)
    scatter += size**2 * ((low - mean) ** 2 + (high - mean) ** 2) / 2
    clustered = count / (count - 1) * scatter / added**2
    independent = variance / (added - 1)
    # clusters that vary less than chance would make them do not count for more than their observations
    estimate = n * independent / clustered if clustered else float(n)
    few = (t_quantile(n - 1) / t_quantile(len(clusters) - 1)) ** 2
    return min(float(n), max(n / size, estimate * few))


def t_quantile(df: int) -> float:
    """The 97.5 % point of Student's t: exact for one and two degrees of freedom, then to three figures or better.

    G. W. Hill, Algorithm 396, Communications of the ACM 13, 1970, without its last refinements.
    """
    if df == 1:
        return math.tan(math.pi * 0.475)
    if df == 2:
        return 0.95 / math.sqrt(2 * 0.975 * 0.025)
    terms = (
        (Z**3 + Z) / 4,
        (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96,
        (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / 384,
        (79 * Z**9 + 776 * Z**7 + 1482 * Z**5 - 1920 * Z**3 - 945 * Z) / 92160,
    )
    return Z + sum(term / math.pow(df, power) for power, term in enumerate(terms, 1))
