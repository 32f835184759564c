"""A worker that does as the name of its model says, where `redblue.evals.worker` would have cases run."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from tests.runner.results import result

from redblue.core.errors import UsageError
from redblue.core.outcome import Outcome
from redblue.runner.workers import Job

LONG = 70_000_000
WHOLE = result("exec/7/python/code/1", Outcome.FAILED).model_dump_json().encode() + b"\n"


def write(job: Job, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(job.results, left) :]


def tells(job: Job) -> int:
    write(job, WHOLE * 100)
    return 0


def tells_much(job: Job) -> int:
    one = result("exec/7/python/code/1", Outcome.FAILED, said="x" * LONG)
    write(job, one.model_dump_json().encode() + b"\n" + WHOLE)
    return 0


def breaks_off(job: Job) -> int:
    """The first of them. The others do their work."""
    if job.share > 0:
        return tells(job)
    write(job, WHOLE + WHOLE[:100])
    print("the last that it said", file=sys.stderr, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def floods(job: Job) -> int:
    for _ in range(20):
        sys.stderr.write("noise\n" * 100_000)
    print("\nthe last that it said\n", file=sys.stderr)
    return tells(job) or 1


def has_no_model(job: Job) -> int:
    print("--model odd: no such model", file=sys.stderr)
    return UsageError.exit_code


if __name__ == "__main__":
    told = Job.model_validate_json(sys.stdin.read())
    do: dict[str, Callable[[Job], int]] = {
        each.__name__: each for each in (tells, tells_much, breaks_off, floods, has_no_model)
    }
    sys.exit(do[told.settings.model or "tells"](told))
