"""When the work on one item must be over: for loops over what anybody may have written."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_EVERY = 32


class TimeIsOver(Exception):
    """The work is not finished. What was found until then counts."""


class Clock:
    """So many seconds, and no more than the clock around it gives.

    A busy machine makes no item too long: two thirds are by the clock on the wall, what comes then is time of the
    processor. That one is asked late because it is a call of the system, and a dear one.
    """

    __slots__ = ("_around", "_ends", "_look_at", "_rest")

    def __init__(self, seconds: float, around: Clock | None = None) -> None:
        self._around = around
        self._rest = seconds / 3
        self._look_at = time.perf_counter() + 2 * self._rest
        self._ends: float | None = None

    def is_over(self) -> bool:
        """Whether the time is over, here or around."""
        now = time.perf_counter()
        if now >= self._look_at:
            processor = time.thread_time()
            if self._ends is None:
                self._ends = processor + self._rest
            if processor >= self._ends:
                return True
            self._look_at = now + self._ends - processor
        return self._around is not None and self._around.is_over()


class _Of(threading.local):
    clock: Clock | None = None
    calls = 0


_thread = _Of()


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Within it, in this thread, `tick` and `check` raise TimeIsOver after about so much time.

    One within another ends no later than the outer one.
    """
    outer = _thread.clock
    _thread.clock = Clock(seconds, outer)
    try:
        yield
    finally:
        _thread.clock = outer


def current() -> Clock | None:
    """The clock of the deadline that this thread works within; None where there is none."""
    return _thread.clock


def tick() -> None:
    """For inner loops: looks at the clock every now and then. Raises TimeIsOver."""
    here = _thread
    here.calls += 1
    if not here.calls % _EVERY:
        check()


def check() -> None:
    """Looks at the clock. Raises TimeIsOver."""
    clock = _thread.clock
    if clock is not None and clock.is_over():
        raise TimeIsOver("too slow")
