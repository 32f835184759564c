"""The host's end of the wire to a supervisor (which see for what is spoken on it)."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import itertools
import marshal
import os
import socket
import tempfile
from typing import Any

from redblue.core.errors import BoxDied

_MARSHAL_VERSION = 2
"""One that every Python a box may have can read."""


def sealed(data: bytes) -> int:
    """A descriptor from which `data` can be read, once, from its beginning, and to which nobody can write."""
    try:
        descriptor = os.memfd_create("redblue", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    except OSError:  # inside another sandbox that refuses it
        with tempfile.TemporaryFile(buffering=0) as file:
            _write(file.fileno(), data)
            return os.open(f"/proc/self/fd/{file.fileno()}", os.O_RDONLY)
    _write(descriptor, data)
    # or a program could keep there what counts neither as its memory nor as its files
    seals = fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SEAL
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, seals)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


class Wire:
    """Asks and awaits the answers. Whatever goes wrong on it means the box is gone: BoxDied."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        connection.setblocking(False)
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(connection, self._receive)
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[list[str]]] = {}
        self._sockets: list[int] = []
        self._is_open = True

    def take_sockets(self) -> list[socket.socket]:
        """The sockets that came over the wire since this was asked last."""
        taken, self._sockets = self._sockets, []
        return [socket.socket(fileno=descriptor) for descriptor in taken]

    async def _answer(self, number: int, timeout_s: float) -> list[str]:
        try:
            # not wait_for, which in Python 3.11 may swallow a cancellation
            async with asyncio.timeout(timeout_s):
                return await self._waiting[number]
        except TimeoutError:
            raise BoxDied(f"the box did not answer within {timeout_s:g} s") from None
        finally:
            self._waiting.pop(number, None)

    async def ask(
        self,
        operation: str,
        body: Any,
        timeout_s: float,
        *,
        fields: dict[str, object] | None = None,
        descriptors: list[int] | None = None,
    ) -> list[str]:
        """The answer's fields. Closes `descriptors`, which it gives away.

        Raises BoxDied when the box ends, says an error, or takes longer than `timeout_s`.
        """
        number = next(self._numbers)
        given = [sealed(marshal.dumps(body, _MARSHAL_VERSION)), *(descriptors or [])]
        self._waiting[number] = self._loop.create_future()
        message = marshal.dumps({"op": operation, "id": number, **(fields or {})}, _MARSHAL_VERSION)
        try:
            socket.send_fds(self._connection, [message], given)
        except OSError as error:
            self._waiting.pop(number)
            raise BoxDied(f"the box has ended ({error.strerror})") from None
        finally:
            for descriptor in given:
                os.close(descriptor)
        return await self._answer(number, timeout_s)

    def tell(self, operation: str, fields: dict[str, object]) -> None:
        """Asks without waiting for the answer, nor for whether the box is still there."""
        message = marshal.dumps({"op": operation, "id": next(self._numbers), **fields}, _MARSHAL_VERSION)
        with contextlib.suppress(OSError):
            self._connection.send(message)

    async def ask_for_bytes(
        self, operation: str, body: Any, timeout_s: float, *, fields: dict[str, object] | None = None
    ) -> bytes:
        """What a child of the supervisor writes in answer. Raises BoxDied when it fails."""
        read, write = os.pipe()
        os.set_blocking(read, False)
        data = bytearray()
        done = self._loop.create_future()

        def collect() -> None:
            with contextlib.suppress(BlockingIOError):
                while chunk := os.read(read, 1 << 20):
                    data.extend(chunk)
                self._loop.remove_reader(read)
                if not done.done():
                    done.set_result(None)

        self._loop.add_reader(read, collect)
        try:
            status = await self.ask(operation, body, timeout_s, fields=fields, descriptors=[write])
            if status != ["0"]:
                raise BoxDied(f"the box could not {operation} its files")
            async with asyncio.timeout(timeout_s):
                await done
        except TimeoutError:
            raise BoxDied(f"the box did not {operation} its files within {timeout_s:g} s") from None
        finally:
            self._loop.remove_reader(read)
            os.close(read)
        return bytes(data)

    def close(self) -> None:
        """Hangs up, which ends the box."""
        if self._is_open:
            self._is_open = False
            self._loop.remove_reader(self._connection)
            self._connection.close()
            self._fail("the box was closed")
            for descriptor in self._sockets:
                os.close(descriptor)

    def _receive(self) -> None:
        try:
            message, descriptors, _, _ = socket.recv_fds(self._connection, 65536, 64)
        except BlockingIOError:
            return
        except OSError as error:
            self._fail(f"the box has ended ({error.strerror})")
            return
        if not message:
            self._loop.remove_reader(self._connection)
            self._fail("the box has ended")
            return
        number, word, *fields = message.decode(errors="replace").split(" ")
        if word == "listening":
            self._sockets += descriptors
            return
        future = self._waiting.get(int(number))
        if future is None or future.done():
            return
        if word == "error":
            future.set_exception(BoxDied("in the box: " + " ".join(fields)))
        else:
            future.set_result(fields if fields != [""] else [])

    def _fail(self, message: str) -> None:
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(BoxDied(message))
                # nobody may be waiting for this one any more
                future.exception()
