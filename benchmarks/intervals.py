"""Do the intervals hold what they promise? Coverage, by simulation, where cases are alike within a program.

.venv/bin/python benchmarks/intervals.py [--samples 2000] [--seed 1]

Each sample draws programs with a rate of their own (beta-distributed, with the given mean and intraclass correlation)
and four cases of each. A 95 % interval should hold the mean in 95 of 100 samples; a test on two sides that are alike
should find a difference (p < 0.05) in 5 of 100 or fewer.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from statistics import fmean

from redblue.core.paired import Pair, difference, mcnemar, sign_flip
from redblue.core.statistics import Rate

LIKENESS = (0.0, 0.3, 0.9)
PROGRAMS = (10, 30, 60, 300)
RATES = (0.02, 0.1, 0.3, 0.5)
CASES = 4

Sample = list[tuple[int, int]]
"""Hits and cases of each program."""


def hits(chance: random.Random, rate: float, likeness: float) -> list[bool]:
    """The cases of one program."""
    own = rate
    if likeness:
        spread = 1 / likeness - 1
        own = chance.betavariate(rate * spread, (1 - rate) * spread)
    return [chance.random() < own for _ in range(CASES)]


def samples(chance: random.Random, count: int, programs: int, rate: float, likeness: float) -> Iterator[Sample]:
    for _ in range(count):
        yield [(sum(hits(chance, rate, likeness)), CASES) for _ in range(programs)]


def plain(sample: Sample) -> Rate:
    return Rate.of(sum(one for one, _ in sample), sum(size for _, size in sample))


def coverage(interval: Callable[[Sample], Rate], drawn: Sequence[Sample], rate: float) -> tuple[float, float]:
    """How often the interval holds the rate, and how wide it is on average."""
    found = [interval(sample) for sample in drawn]
    held = fmean(one.low is not None and one.high is not None and one.low <= rate <= one.high for one in found)
    return held, fmean((one.high or 0.0) - (one.low or 0.0) for one in found)


def pairs(chance: random.Random, programs: int, rates: tuple[float, float], likeness: float) -> list[list[Pair]]:
    first, second = rates
    return [
        list(zip(hits(chance, first, likeness), hits(chance, second, likeness), strict=True)) for _ in range(programs)
    ]


def one_by_one(drawn: list[list[Pair]]) -> list[list[Pair]]:
    """Every pair a cluster of its own."""
    return [[pair] for cluster in drawn for pair in cluster]


def _rates(count: int, seed: int) -> None:
    print("| cases alike (ICC) | programs | coverage, plain Wilson | coverage, ours | lowest, ours | width to plain |")
    print("|---|---|---|---|---|---|")
    for likeness in LIKENESS:
        for programs in PROGRAMS:
            chance = random.Random(f"{seed} {likeness} {programs}")
            rows = []
            for rate in RATES:
                drawn = list(samples(chance, count, programs, rate, likeness))
                rows.append((*coverage(plain, drawn, rate), *coverage(Rate.clustered, drawn, rate)))
            simple, simple_width, ours, width = (fmean(column) for column in zip(*rows, strict=True))
            least = min(row[2] for row in rows)
            print(f"| {likeness} | {programs} | {simple:.3f} | {ours:.3f} | {least:.3f} | {width / simple_width:.2f} |")


def _differences(count: int, seed: int) -> None:
    print(
        "| cases alike (ICC) | programs | coverage, pairs alone | coverage, ours | p < 0.05, McNemar | p < 0.05, ours |"
    )
    print("|---|---|---|---|---|---|")
    for likeness in LIKENESS:
        for programs in PROGRAMS:
            chance = random.Random(f"{seed} {likeness} {programs} pairs")
            alone, ours, mistaken, ours_mistaken = [], [], [], []
            for rates in ((0.05, 0.05), (0.3, 0.3), (0.1, 0.3), (0.5, 0.7)):
                for _ in range(count):
                    drawn = pairs(chance, programs, rates, likeness)
                    true = rates[1] - rates[0]
                    for clusters, held in ((one_by_one(drawn), alone), (drawn, ours)):
                        found = difference(clusters)
                        held.append(found.low <= true <= found.high)
                    if true == 0:
                        signs = [[second - first for first, second in cluster] for cluster in drawn]
                        gained, lost = (sum(cluster.count(sign) for cluster in signs) for sign in (1, -1))
                        mistaken.append(mcnemar(gained, lost) < 0.05)
                        ours_mistaken.append(sign_flip([sum(cluster) for cluster in signs]) < 0.05)
            cells = " | ".join(f"{fmean(column):.3f}" for column in (alone, ours, mistaken, ours_mistaken))
            print(f"| {likeness} | {programs} | {cells} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"Rates of {', '.join(f'{100 * rate:g} %' for rate in RATES)}, {CASES} cases a program:\n")
    _rates(given.samples, given.seed)
    print("\nDifferences of paired rates:\n")
    _differences(given.samples, given.seed)


if __name__ == "__main__":
    main()
