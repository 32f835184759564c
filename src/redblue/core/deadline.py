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
    """So many seconds of this thread's processor time, and no more than the clock around it gives.

    A busy machine makes no item too long. The processor's clock is a call of the system, and dear: it is asked only
    when so much time is over at all.
    """

    __slots__ = ("_around", "_by_processor", "_by_wall")

    def __init__(self, seconds: float, around: Clock | None = None) -> None:
        self._around = around
        self._by_wall = time.perf_counter() + seconds
        self._by_processor = time.thread_time() + seconds

    def is_over(self) -> bool:
        """Whether the time is over, here or around."""
        if time.perf_counter() >= self._by_wall:
            left = self._by_processor - time.thread_time()
            if left <= 0:
                return True
            self._by_wall = time.perf_counter() + left
        return self._around is not None and self._around.is_over()


class _Of(threading.local):
    clock: Clock | None = None
    calls = 0


_thread = _Of()


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Within it, in this thread, `tick` and `check` raise TimeIsOver after so much time of the processor.

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
