"""Rates with intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

from redblue.core.data import Data

_Z = NormalDist().inv_cdf(0.975)


class Rate(Data):
    """A proportion with its Wilson 95 % interval, all in 0-1; None where there was nothing to count."""

    value: float | None
    low: float | None
    high: float | None
    n: int

    @classmethod
    def of(cls, hits: int, n: int) -> Rate:
        """Wilson's score interval (E. B. Wilson, JASA 22, 1927) for `hits` of `n`."""
        if not 0 <= hits <= n:
            raise ValueError(f"{hits} of {n} is no proportion")
        if n == 0:
            return cls(value=None, low=None, high=None, n=0)
        share = hits / n
        centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z / (1 + _Z**2 / n) * (share * (1 - share) / n + _Z**2 / (4 * n**2)) ** 0.5
        # the ends are exact at 0 and n, where floating point would leave 1e-17
        low = 0.0 if hits == 0 else max(0.0, centre - half)
        high = 1.0 if hits == n else min(1.0, centre + half)
        return cls(value=share, low=low, high=high, n=n)


def nearest_rank(ordered: Sequence[float], percent: int) -> float:
    """The percentile by nearest rank: a value that was measured, the largest one for few. `ordered` is not empty."""
    return ordered[max(0, math.ceil(percent * len(ordered) / 100) - 1)]
