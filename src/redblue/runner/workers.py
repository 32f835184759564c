"""Runs cases in processes of their own, which hand their results back line by line.

An evaluation with a model is bound to one process by Inspect and by the interpreter's lock; several share the work.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from redblue.core.data import Data
from redblue.core.errors import NotMeasured, UsageError
from redblue.core.outcome import CaseResult
from redblue.runner.settings import Settings

MODULE = "redblue.evals.worker"
"""By name: this room does not know what it runs."""
Key = tuple[str, str, int, str]
_MOST_SAID = 4_000
_CHUNK = 1 << 20
_END_S = 10.0
_MORE = 8
"""Cases without an answer, beyond those asked at the same time, after which a model is given up."""


class Job(Data):
    """What one worker is told, on its standard input."""

    settings: Settings
    done: tuple[Key, ...] = ()
    """These are left out."""
    share: int = 0
    """Of the rest it takes this one of `shares`."""
    shares: int = 1
    jobs: int = 8
    """Boxes at a time."""
    log_folder: Path
    """For Inspect's own logs."""
    results: int = -1
    """The descriptor to which it writes a line for each result."""
    parent: int = 0
    """The process with which it ends."""


async def run_in_workers(
    settings: Settings,
    *,
    done: Collection[Key],
    processes: int,
    jobs: int,
    log_folder: Path,
    on_result: Callable[[CaseResult], None],
) -> None:
    """Has all cases run that the settings ask for and are not done. Isolation is proved before, by the caller.

    Raises UsageError when there is no such model or agent, and NotMeasured, with what a worker said last, when one ends
    without having come to its end, or when the model has answered nothing of the first that was asked. What was handed
    on until then stands.
    """
    patience = _Patience(on_result, jobs)
    running = [
        _Worker(
            Job(
                settings=settings,
                done=tuple(done),
                share=share,
                shares=processes,
                jobs=-(-jobs // processes),
                log_folder=log_folder,
            )
        )
        for share in range(processes)
    ]
    try:
        async with asyncio.TaskGroup() as group:
            for worker in running:
                group.create_task(worker.read(patience.take))
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
    finally:
        for worker in running:
            worker.end()
            worker.close()
    if failed := [worker for worker in running if worker.process.returncode != 0]:
        if failed[0].process.returncode == UsageError.exit_code:
            raise UsageError(failed[0].said())
        raise NotMeasured(f"a worker ended early: {failed[0].said()}")
    patience.end()


class _Patience:
    """Holds back what a model that never answered has left without an answer, until it answers once or all have ended.

    A server that is not there would else make thousands of cases invalid, one after another, before anybody looks.
    """

    def __init__(self, on_result: Callable[[CaseResult], None], jobs: int) -> None:
        self._on_result = on_result
        self._most = jobs + _MORE
        self._held: list[CaseResult] = []
        self._has_answered = False

    def take(self, result: CaseResult) -> None:
        """Hands the result on, now or later. Raises NotMeasured when there is nothing to wait for any more."""
        if result.error and not result.steps and not self._has_answered:
            self._held.append(result)
            if len(self._held) >= self._most:
                raise NotMeasured(f"{result.error} ({self._most} cases, one after another): nothing was measured")
            return
        self._has_answered = self._has_answered or result.model is not None
        self.end()
        self._on_result(result)

    def end(self) -> None:
        """Hands on what is held back."""
        held, self._held = self._held, []
        for result in held:
            self._on_result(result)


class _Worker:
    """One process. It ends with this one."""

    def __init__(self, job: Job) -> None:
        self._results, theirs = os.pipe()
        self._errors = os.memfd_create("worker-errors")
        self._said = b""
        job = job.model_copy(update={"results": theirs, "parent": os.getpid()})
        # no pipe: it reads when it has come so far, and who starts several need not wait for each
        with tempfile.TemporaryFile() as told:
            told.write(job.model_dump_json().encode())
            told.seek(0)
            self.process = subprocess.Popen(
                [sys.executable, "-m", MODULE],
                stdin=told,
                stdout=self._errors,
                stderr=self._errors,
                pass_fds=(theirs,),
                # Ctrl-C is for the one who started it: that one ends its workers
                start_new_session=True,
            )
        os.close(theirs)

    async def read(self, on_result: Callable[[CaseResult], None]) -> None:
        """Hands on each result, until there are no more and the process has ended."""
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader()
        line = bytearray()
        with open(self._results, "rb", buffering=0) as file:  # noqa: PTH123 - a descriptor
            transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), file)
            try:
                while data := await reader.read(_CHUNK):
                    # a line may be as long as what a model has said
                    *ends, rest = data.split(b"\n")
                    for end in ends:
                        on_result(CaseResult.model_validate_json(line + end))
                        line.clear()
                    line += rest
            finally:
                transport.close()
        await asyncio.to_thread(self.process.wait)

    def end(self) -> None:
        """Ends the process if it still runs; its boxes end with it."""
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(_END_S)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def close(self) -> None:
        """Keeps what it said last."""
        size = os.fstat(self._errors).st_size
        self._said = os.pread(self._errors, _MOST_SAID, max(0, size - _MOST_SAID))
        os.close(self._errors)

    def said(self) -> str:
        """The last line that it wrote."""
        lines = self._said.decode(errors="replace").splitlines()
        return next((line.strip() for line in reversed(lines) if line.strip()), f"exit code {self.process.returncode}")


def models_are_installed() -> bool:
    """Whether there is what models need."""
    from importlib.util import find_spec

    return find_spec("inspect_ai") is not None


def spread_over(settings: Settings, cases: Sequence[object], processes: int | None) -> int:
    """How many processes to share the work between: as asked, else one a core, and no more than there are cases."""
    wanted = processes or os.cpu_count() or 1
    return max(1, min(wanted, len(cases)))
