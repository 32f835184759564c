"""What a command writes, read outside the box: bounded in memory, however much it is."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable

_CHUNK = 1 << 16
_PIPE = 1 << 20


class Output:
    """One stream of one command. Keeps the beginning and the end, counts everything."""

    def __init__(self, keep: int, stop_after: int | None, on_too_much: Callable[[], None]) -> None:
        """Keeps `keep` bytes, three quarters of them from the beginning; calls back after `stop_after` bytes."""
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        self._head, self._tail = bytearray(), bytearray()
        self._keep_head, self._keep_tail = keep * 3 // 4, keep // 4
        self._stop_after, self._on_too_much = stop_after, on_too_much
        self.total = 0
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._read, self._receive)

    def give_away(self) -> int:
        """The writing end. Whoever takes it closes it."""
        return self._write

    def text(self) -> str:
        """What is kept, with a line in the place of what is not."""
        tail = self._tail[-self._keep_tail :]
        lost = self.total - len(self._head) - len(tail)
        middle = f"\n[{lost} bytes not kept]\n".encode() if lost else b""
        return (bytes(self._head) + middle + bytes(tail)).decode(errors="replace")

    def drain(self) -> None:
        """Reads what is in the pipe now."""
        # as much as a pipe can hold, and no more: what is still writing would never let it end
        for _ in range(2 * _PIPE // _CHUNK):
            if self._read < 0 or not self._receive():
                break

    def close(self) -> None:
        if self._read >= 0:
            self._loop.remove_reader(self._read)
            os.close(self._read)
            self._read = -1

    def _receive(self) -> bool:
        with contextlib.suppress(BlockingIOError):
            data = os.read(self._read, _CHUNK)
            if not data:
                self.close()
                return False
            self._take(data)
            return True
        return False

    def _take(self, data: bytes) -> None:
        self.total += len(data)
        room = self._keep_head - len(self._head)
        if room > 0:
            self._head += data[:room]
            data = data[room:]
        self._tail += data
        if len(self._tail) > 2 * self._keep_tail:
            del self._tail[: -self._keep_tail]
        if self._stop_after is not None and self.total > self._stop_after:
            self._stop_after = None
            self._on_too_much()
