"""Threads that nobody waits for: what never ends in one keeps neither a run nor the interpreter from ending."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


class Threads:
    """As many as are busy at a time, each used again: what a function keeps for its thread, it finds again."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._idle: list[queue.SimpleQueue[Callable[[], None]]] = []

    async def run(self, function: Callable[[], Result]) -> Result:
        """What `function` returns, which must raise nothing. Cancelled, the thread goes on with it all the same."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Result] = loop.create_future()

        def tell(result: Result) -> None:
            if not done.done():
                done.set_result(result)

        def work() -> None:
            result = function()
            with contextlib.suppress(RuntimeError):  # the run is over, nobody wants to know
                loop.call_soon_threadsafe(tell, result)

        self._take().put(work)
        return await done

    def _take(self) -> queue.SimpleQueue[Callable[[], None]]:
        with contextlib.suppress(IndexError):
            return self._idle.pop()
        jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        threading.Thread(target=self._serve, args=[jobs], name=self._name, daemon=True).start()
        return jobs

    def _serve(self, jobs: queue.SimpleQueue[Callable[[], None]]) -> None:
        while True:
            jobs.get()()
            self._idle.append(jobs)
