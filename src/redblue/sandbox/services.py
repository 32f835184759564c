"""The services of a world, and their records. They run outside the box, on sockets that were opened inside it.

So nothing in the box can stop, trace or read them, and what reached them is known also when the box is gone.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time

import h11

from redblue.core.trace import Received
from redblue.core.world import HttpService, Reply, Service, TcpService, World
from redblue.sandbox import certificates

KEPT_BYTES = 256 * 1024
MOST_RECORDS = 2_000
MOST_KEPT_BYTES = 16 * 1024 * 1024
"""Of all bodies of one box together."""
MOST_CONNECTIONS = 256
"""Open at once, to all services of one box: each takes a descriptor of this process."""
IDLE_S = 10.0
AWAITED_S = 1.0
_NONSENSE_S = 0.2
_DATAGRAMS_A_TURN = 64


def port_of(service: Service) -> tuple[str, int]:
    """What the supervisor has to listen on: `tcp` or `udp`, and the port."""
    return ("udp" if service.kind == "udp" else "tcp", service.port)


class Services:
    """Serves and records for one box. Not kept beyond it: `close` is awaited when the box ends."""

    def __init__(self, world: World, opened: float) -> None:
        self._world = world
        self._opened = opened
        self._records: list[Received] = []
        self._datagrams: dict[str, tuple[int, int, bytes, float]] = {}
        self._servers: list[asyncio.Server] = []
        self._sockets: list[socket.socket] = []
        self._connections: set[asyncio.Task[None]] = set()
        self._open: dict[int, Received] = {}
        self._kept = 0

    async def serve(self, listeners: list[socket.socket]) -> None:
        """Starts one service on each socket, in the order of the world's services."""
        for service, listener in zip(self._world.services, listeners, strict=True):
            listener.setblocking(False)
            self._sockets.append(listener)
            if service.kind == "udp":
                # as much as the kernel grants: what does not fit while this process is busy is lost
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
                asyncio.get_running_loop().add_reader(listener, self._read_datagrams, service.name, listener)
                continue
            tls = None
            if isinstance(service, HttpService) and service.tls:
                names = (*self._world.hosts, "localhost", "127.0.0.1", "::1")
                tls = certificates.server_context(names)
            self._servers.append(
                await asyncio.start_server(
                    self._answering(service), sock=listener, ssl=tls, limit=KEPT_BYTES, backlog=16
                )
            )
            # asyncio takes `backlog` connections a turn; a queue that short makes a client wait a second
            listener.listen(1024)

    def records(self) -> tuple[Received, ...]:
        """What reached the services so far, in order of time; a connection still open counts with what it sent."""
        datagrams = [
            Received(
                service=name, ms=ms, body=_text(body), size=size, datagrams=count
            )
            for name, (count, size, body, ms) in self._datagrams.items()
        ]  # fmt: skip
        return tuple(sorted([*self._records, *self._open.values(), *datagrams], key=lambda record: record.ms))

    async def drain(self) -> None:
        """Gives what is already in the sockets' queues its turn."""
        for service, listener in zip(self._world.services, self._sockets, strict=True):
            if service.kind == "udp":
                while self._read_datagrams(service.name, listener):
                    await asyncio.sleep(0)
        # a connection is accepted in one turn of the loop, read in another
        for _ in range(5):
            await asyncio.sleep(0)

    async def close(self) -> None:
        for server in self._servers:
            server.close()
        for task in self._connections:
            task.cancel()
        if self._connections:
            await asyncio.wait(self._connections, timeout=2)
        for listener in self._sockets:
            # a server has closed its own
            if listener.fileno() >= 0:
                asyncio.get_running_loop().remove_reader(listener)
                listener.close()

    def _now(self) -> float:
        return (time.perf_counter() - self._opened) * 1e3

    def _read_datagrams(self, name: str, listener: socket.socket) -> bool:
        count, size, body, ms = self._datagrams.get(name, (0, 0, b"", self._now()))
        before = count
        with contextlib.suppress(BlockingIOError, OSError):
            for _ in range(_DATAGRAMS_A_TURN):
                data = listener.recv(65536)
                count += 1
                size += len(data)
                if len(body) < KEPT_BYTES:
                    body += data[: KEPT_BYTES - len(body)]
        if count > before:
            self._datagrams[name] = (count, size, body, ms)
        return count - before == _DATAGRAMS_A_TURN

    def _answering(self, service: HttpService | TcpService):  # type: ignore[no-untyped-def]
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            if len(self._connections) >= MOST_CONNECTIONS:
                writer.transport.abort()
                return
            self._connections.add(task)
            task.add_done_callback(self._connections.discard)
            # a client that goes away, or speaks nonsense, is no error of ours: what it sent is recorded
            with contextlib.suppress(OSError, h11.RemoteProtocolError, h11.LocalProtocolError, TimeoutError):
                if isinstance(service, HttpService):
                    await self._answer_http(service, reader, writer)
                else:
                    await self._answer_tcp(service, reader, writer)
            writer.close()
            with contextlib.suppress(OSError, TimeoutError):
                await asyncio.wait_for(writer.wait_closed(), 1)

        return answer

    def _record(self, record: Received) -> None:
        if len(self._records) < MOST_RECORDS:
            room = max(0, MOST_KEPT_BYTES - self._kept)
            self._kept += min(room, len(record.body))
            if len(record.body) > room:
                record = record.model_copy(update={"body": record.body[:room]})
            self._records.append(record)

    async def _answer_tcp(
        self, service: TcpService, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        key, ms, size, body, unanswered = id(writer), self._now(), 0, b"", b""
        loop = asyncio.get_running_loop()
        self._open[key] = Received(service=service.name, ms=ms)
        lines = [line.encode() for line in service.sends]
        awaited = service.awaits.encode()
        try:
            while lines:
                writer.write(lines.pop(0))
                if awaited:
                    break
            await writer.drain()
            deadline = loop.time() + AWAITED_S
            while True:
                try:
                    async with asyncio.timeout_at(deadline if awaited else loop.time() + IDLE_S):
                        data = await reader.read(65536)
                except TimeoutError:
                    if not lines:
                        return
                    writer.write(lines.pop(0))
                    deadline = loop.time() + AWAITED_S
                    continue
                if not data:
                    return
                size += len(data)
                if len(body) < KEPT_BYTES:
                    body += data[: KEPT_BYTES - len(body)]
                self._open[key] = Received(service=service.name, ms=ms, body=_text(body), size=size)
                if lines:
                    # what came before a line was sent does not answer it
                    unanswered = unanswered[-len(awaited) :] + data
                    if awaited in unanswered:
                        writer.write(lines.pop(0))
                        unanswered, deadline = b"", loop.time() + AWAITED_S
        finally:
            self._record(self._open.pop(key))

    async def _answer_http(
        self, service: HttpService, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        key = id(writer)
        try:
            await self._speak_http(service, reader, writer, key)
        finally:
            # what was no whole request: bytes that reached the service all the same
            if (record := self._open.pop(key, None)) is not None:
                self._record(record)

    async def _speak_http(
        self, service: HttpService, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, key: int
    ) -> None:
        connection = h11.Connection(h11.SERVER, max_incomplete_event_size=65536)
        while True:
            request: h11.Request | None = None
            body, size, ms = b"", 0, self._now()
            raw, arrived = connection.trailing_data[0], len(connection.trailing_data[0])
            while True:
                try:
                    event = connection.next_event()
                except h11.RemoteProtocolError:
                    # no HTTP: the rest of it may still be on its way
                    with contextlib.suppress(TimeoutError):
                        while data := await asyncio.wait_for(reader.read(65536), _NONSENSE_S):
                            arrived += len(data)
                            raw += data[: max(0, KEPT_BYTES - len(raw))]
                    self._open[key] = Received(service=service.name, ms=ms, body=_text(raw), size=arrived)
                    raise
                if event is h11.NEED_DATA:
                    if connection.they_are_waiting_for_100_continue:
                        writer.write(_bytes(connection, h11.InformationalResponse(status_code=100, headers=[])))
                    data = await asyncio.wait_for(reader.read(65536), IDLE_S)
                    arrived += len(data)
                    if len(raw) < KEPT_BYTES:
                        raw += data[: KEPT_BYTES - len(raw)]
                    if arrived:
                        self._open[key] = Received(service=service.name, ms=ms, body=_text(raw), size=arrived)
                    connection.receive_data(data)
                elif isinstance(event, h11.Request):
                    request = event
                elif isinstance(event, h11.Data):
                    size += len(event.data)
                    body += bytes(event.data[: max(0, KEPT_BYTES - len(body))])
                else:
                    break
            if request is None:
                return
            headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.headers}
            path = request.target.decode("latin-1")
            self._open.pop(key, None)
            self._record(
                Received(
                    service=service.name,
                    ms=ms,
                    method=request.method.decode("ascii"),
                    host=headers.get("host", ""),
                    path=path,
                    headers=headers,
                    body=_text(body),
                    size=size,
                )
            )
            nothing = Reply() if service.catch_all else Reply(status=404, body="not found\n")
            fallback = service.otherwise or nothing
            reply = service.routes.get(path) or service.routes.get(path.partition("?")[0]) or fallback
            data = reply.body.encode()
            fields = {
                "content-type": reply.content_type,
                "content-length": str(len(data)),
                **reply.headers,
            }
            writer.write(_bytes(connection, h11.Response(status_code=reply.status, headers=list(fields.items()))))
            if request.method != b"HEAD":
                writer.write(_bytes(connection, h11.Data(data=data)))
            writer.write(_bytes(connection, h11.EndOfMessage()))
            await writer.drain()
            if connection.our_state is h11.MUST_CLOSE:
                return
            connection.start_next_cycle()


def _bytes(connection: h11.Connection, event: h11.Event) -> bytes:
    return connection.send(event) or b""


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")
