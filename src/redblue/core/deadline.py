"""When the work on one item must be over: for loops over what anybody may have written."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_EVERY = 32


class TimeIsOver(Exception):
    """The work is not finished. What was found until then counts."""


class _Of(threading.local):
    ends = math.inf
    calls = 0


_thread = _Of()


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Within it, in this thread, `tick` and `check` raise TimeIsOver after so much time of the processor.

    One within another ends no later than the outer one.
    """
    outer = _thread.ends
    _thread.ends = min(outer, time.thread_time() + seconds)
    try:
        yield
    finally:
        _thread.ends = outer


def ends_at() -> float:
    """When it is over, by `time.thread_time`; infinity where nothing says so."""
    return _thread.ends


def tick() -> None:
    """For inner loops: looks at the clock every now and then. Raises TimeIsOver."""
    here = _thread
    here.calls += 1
    if not here.calls % _EVERY and time.thread_time() > here.ends:
        raise TimeIsOver("too slow")


def check() -> None:
    """Looks at the clock. Raises TimeIsOver."""
    if time.thread_time() > _thread.ends:
        raise TimeIsOver("too slow")
