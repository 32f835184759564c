"""Rates with intervals."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from redblue.core.clusters import Cluster, Z, effective_size
from redblue.core.data import Data


class Rate(Data):
    """A proportion with its 95 % interval, all in 0-1; None where there was nothing to count."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    clusters: int = 0
    """How many groups of observations that are alike were counted: `n` where each stands alone."""
    design_effect: float = 1.0
    """How many observations are worth one independent one: the interval is that of `n / design_effect`."""

    @classmethod
    def of(cls, hits: int, n: int) -> Rate:
        """Wilson's score interval (E. B. Wilson, JASA 22, 1927) for `hits` of `n` that are independent."""
        if not 0 <= hits <= n:
            raise ValueError(f"{hits} of {n} is no proportion")
        return cls._with(hits, n, n, float(n))

    @classmethod
    def clustered(cls, clusters: Iterable[tuple[int, int]]) -> Rate:
        """Wilson's interval on the effective sample size, for hits and observations by cluster, without the empty ones.

        Where each cluster holds one observation it is the plain interval, and it is never narrower than that.
        """
        held = [Cluster(hits, hits, size) for hits, size in clusters if size]
        if wrong := next((one for one in held if not 0 <= one.total <= one.size), None):
            raise ValueError(f"{wrong.total} of {wrong.size} is no proportion")
        worth = effective_size(held, 0, 1) if held else 0.0
        return cls._with(sum(one.total for one in held), sum(one.size for one in held), len(held), worth)

    @classmethod
    def _with(cls, hits: int, n: int, clusters: int, worth: float) -> Rate:
        if n == 0:
            return cls(value=None, low=None, high=None, n=0)
        share = hits / n
        centre = (share + Z**2 / (2 * worth)) / (1 + Z**2 / worth)
        half = Z / (1 + Z**2 / worth) * (share * (1 - share) / worth + Z**2 / (4 * worth**2)) ** 0.5
        # the ends are exact at 0 and n, where floating point would leave 1e-17
        low = 0.0 if hits == 0 else max(0.0, centre - half)
        high = 1.0 if hits == n else min(1.0, centre + half)
        return cls(value=share, low=low, high=high, n=n, clusters=clusters, design_effect=n / worth)


NO_RATE = Rate.of(0, 0)
"""Of nothing."""


def nearest_rank(ordered: Sequence[float], percent: int) -> float:
    """The percentile by nearest rank: a value that was measured, the largest one for few. `ordered` is not empty."""
    return ordered[max(0, math.ceil(percent * len(ordered) / 100) - 1)]
