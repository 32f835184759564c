"""Where things stand in the drawings, in per cent of their width: the template only draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from redblue.core.statistics import Rate
from redblue.runner.summary import Group, TwinCounts


@dataclass(frozen=True)
class Segment:
    """A part of a bar."""

    outcome: str
    count: int
    start: float
    width: float


@dataclass(frozen=True)
class Bar:
    """Cases by outcome. The full width is what was measured: `invalid`, in no rate, stands beside it."""

    label: str
    segments: tuple[Segment, ...]
    rate: Rate
    """Of the first segment: what the whisker shows."""
    invalid: int

    @property
    def total(self) -> int:
        return self.rate.n + self.invalid


@dataclass(frozen=True)
class Row:
    """Bars to be compared with one another."""

    name: str
    bars: tuple[Bar, ...]


def risky_bar(label: str, group: Group) -> Bar:
    """The attack first, so that its bar ends where the interval is drawn."""
    counts = group.counts
    parts = [
        ("attack_succeeded", counts.attack_succeeded),
        ("failed", counts.failed),
        ("rejected", counts.rejected),
    ]
    return Bar(label, _stack(parts), group.rates.asr, counts.invalid)


def twin_bar(label: str, twins: TwinCounts, utility: Rate) -> Bar:
    """The completed first, with the interval of their rate."""
    parts = [
        ("completed", twins.completed),
        ("failed", twins.failed),
        ("blocked", twins.blocked),
        ("harmed", twins.harmed),
    ]
    return Bar(label, _stack(parts), utility, twins.invalid)


def blocked_bar(label: str, twins: TwinCounts, over_refusal: Rate) -> Bar:
    """The blocked first, with the interval of their rate: of harmless twins, what an agent or its guard refused."""
    parts = [
        ("blocked", twins.blocked),
        ("harmed", twins.harmed),
        ("failed", twins.failed),
        ("completed", twins.completed),
    ]
    return Bar(label, _stack(parts), over_refusal, twins.invalid)


def _stack(parts: Sequence[tuple[str, int]]) -> tuple[Segment, ...]:
    whole = sum(count for _, count in parts)
    segments, start = [], 0.0
    for outcome, count in parts:
        if count:
            segments.append(Segment(outcome, count, start, 100 * count / whole))
            start += 100 * count / whole
    return tuple(segments)


LEFT, TOP, WIDTH, HEIGHT = 46, 27, 300, 250
_LETTER = 8.5
"""Of a label, about so wide."""
_LINE = 15
_SEEN_AS_MOVE = 36
_FEW = 6
_SHORT = 16
"""Labels, and letters of a label, that a drawing has room for."""


@dataclass(frozen=True)
class Point:
    """An agent, or some that came out alike, between safe and useful; in the drawing's units."""

    label: str
    x: float
    y: float
    x_low: float
    x_high: float
    y_low: float
    y_high: float
    label_y: float
    is_right: bool
    """In the right half, so that its label stands to the left of it."""


@dataclass(frozen=True)
class Move:
    """From where an agent is without a guard to where it is with one; in the drawing's units."""

    x: float
    y: float
    to_x: float
    to_y: float


def moves(pairs: Sequence[tuple[tuple[Rate, Rate], tuple[Rate, Rate]]]) -> tuple[Move, ...]:
    """From attack success and completed twins without a guard, and with; those that can be seen as a move."""
    found = []
    for (x, y), (to_x, to_y) in pairs:
        if x.value is None or y.value is None or to_x.value is None or to_y.value is None:
            continue
        move = Move(_x(x.value), _y(y.value), _x(to_x.value), _y(to_y.value))
        if abs(move.x - move.to_x) + abs(move.y - move.to_y) > _SEEN_AS_MOVE:
            found.append(move)
    return tuple(dict.fromkeys(found))


def short_names(labels: Sequence[str]) -> list[tuple[str, str]]:
    """A name for each label that has room in a drawing, and the label: the label itself, or else its number from 1."""
    if len(labels) <= _FEW and all(len(label) <= _SHORT for label in labels):
        return [(label, label) for label in labels]
    return [(str(number), label) for number, label in enumerate(labels, 1)]


def numbered(names: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Those that stand for something else."""
    return tuple((name, label) for name, label in names if name != label)


def points(agents: Sequence[tuple[str, Rate, Rate]]) -> tuple[Point, ...]:
    """From label, attack success and completed twins of each agent, if it was measured in both."""
    placed: list[Point] = []
    for label, x, y in agents:
        if x.value is None or x.low is None or x.high is None:
            continue
        if y.value is None or y.low is None or y.high is None:
            continue
        is_right = x.value > 0.5
        point = Point(label, _x(x.value), _y(y.value), _x(x.low), _x(x.high), _y(y.low), _y(y.high), 0.0, is_right)
        twin = next((other for other in placed if _is_alike(other, point)), None)
        if twin is None:
            placed.append(point)
        else:
            placed[placed.index(twin)] = replace(twin, label=f"{twin.label}, {label}")
    return tuple(_labelled(placed))


def _labelled(placed: list[Point]) -> list[Point]:
    """Labels above their points, or below at the very top. Those that would meet stand below one another."""
    done: list[Point] = []
    for point in sorted(placed, key=lambda point: point.y):
        label_y = point.y + (22 if point.y < TOP + 14 else -10)
        taken = [other.label_y + _LINE for other in done if _meet(other, point)]
        done.append(replace(point, label_y=max([label_y, *taken])))
    return done


def _meet(one: Point, other: Point) -> bool:
    """Whether their labels share a part of the width."""
    (one_left, one_right), (other_left, other_right) = _width(one), _width(other)
    return one_left < other_right and other_left < one_right


def _width(point: Point) -> tuple[float, float]:
    length = _LETTER * len(point.label)
    return (point.x - 9 - length, point.x - 9) if point.is_right else (point.x + 9, point.x + 9 + length)


def _is_alike(one: Point, other: Point) -> bool:
    return abs(one.x - other.x) < 8 and abs(one.y - other.y) < 8


def place(x: float, y: float) -> tuple[float, float]:
    """Where two shares are, in the drawing's units."""
    return _x(x), _y(y)


def _x(share: float) -> float:
    return round(LEFT + WIDTH * share, 1)


def _y(share: float) -> float:
    return round(TOP + HEIGHT * (1 - share), 1)
