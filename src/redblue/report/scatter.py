"""Rejected against succeeded: where each system stands, and where the published ones did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from redblue.report.chart import Point, numbered, place, points
from redblue.report.leaderboard import System
from redblue.report.published import PublishedSystem


@dataclass(frozen=True)
class Mark:
    """A published system, in the drawing's units."""

    x: float
    y: float
    language: str
    title: str


@dataclass(frozen=True)
class Scatter:
    """The rejection rate to the right, attack success upwards."""

    points: tuple[Point, ...]
    names: tuple[tuple[str, str], ...]
    """What the points are called, and who that is; empty where they bear their systems' labels."""
    marks: tuple[Mark, ...]


def scatter(systems: Sequence[System], names: Sequence[tuple[str, str]], others: Sequence[PublishedSystem]) -> Scatter:
    """Our systems with their intervals, called by these names for their labels, and the others without: theirs were
    not published.
    """
    called = {label: name for name, label in names}
    return Scatter(
        points([(called[system.label], system.rr, system.asr) for system in systems]),
        numbered(names),
        tuple(_mark(other) for other in others),
    )


def _mark(other: PublishedSystem) -> Mark:
    x, y = place(other.rr / 100, other.asr / 100)
    return Mark(x, y, other.language, f"{other.label}, {other.language}: RR {other.rr:.1f} %, ASR {other.asr:.1f} %")
