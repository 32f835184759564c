"""`http:URL`: a guard that answers over HTTP.

POST of a JSON object `{"task", "text", "language"}`, answered by 2xx with a JSON object that has at least one of
`decision` and `label`. Whatever else happens is an `invalid` verdict: another status, a redirection, no JSON, no
answer in time.
"""

from __future__ import annotations

import functools
import http.client
import io
import json
import socket
import threading
import time
from typing import Any
from urllib.parse import urlsplit

from redblue.blue.guards.answer import WrongAnswer, invalid, verdict_of
from redblue.core.errors import UsageError
from redblue.core.verdict import Decision, Verdict

TIMEOUT_S = 10.0
_MOST_BYTES = 4_000_000


class HttpGuard:
    """Keeps a connection open for each thread that asks."""

    def __init__(
        self, name: str, url: str, *, unknown: Decision = Decision.ASK, timeout_s: float = TIMEOUT_S
    ) -> None:  # fmt: skip
        """Raises UsageError for what is no URL. Nothing is asked yet."""
        self.name = name
        self.unknown = unknown
        self.timeout_s = timeout_s
        try:
            parts = urlsplit(url)
            self._host, self._port = parts.hostname or "", parts.port
        except ValueError as error:
            raise UsageError(f"--guard {name}: {error}") from None
        if parts.scheme not in ("http", "https") or not self._host or not url.isascii() or any(c <= " " for c in url):
            raise UsageError(f"--guard {name}: write it as http:URL, for instance http://127.0.0.1:8000/check")
        if parts.username is not None:
            raise UsageError(f"--guard {name}: leave the name and password away, they would be shown in results")
        self._is_secure = parts.scheme == "https"
        self._path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._kept = threading.local()

    def check(self, task: str, text: str, language: str | None = None) -> Verdict:
        started = time.perf_counter()
        body = json.dumps({"task": task, "text": text, "language": language}).encode()
        try:
            answer = _object(*self._post(body))
            latency_ms = (time.perf_counter() - started) * 1e3
            return verdict_of(answer, task=task, name=self.name, unknown=self.unknown, latency_ms=latency_ms)
        except TimeoutError:
            why = f"no answer in {self.timeout_s:g} s"
        except WrongAnswer as error:
            why = f"its answer is wrong: {error}"
        except (OSError, http.client.HTTPException) as error:
            why = f"{type(error).__name__}: {error}"
        latency_ms = (time.perf_counter() - started) * 1e3
        return invalid(why, task=task, name=self.name, unknown=self.unknown, latency_ms=latency_ms)

    def _post(self, body: bytes) -> tuple[int, bytes]:
        """Status and content of the answer."""
        deadline = time.monotonic() + self.timeout_s
        connection: http.client.HTTPConnection | None = getattr(self._kept, "connection", None)
        if connection is not None:
            try:
                return self._exchange(connection, body, deadline)
            except ConnectionError:
                # closed since the last answer, as any server may: asked again on a new one
                pass
        return self._exchange(self._connection(), body, deadline)

    def _connection(self) -> http.client.HTTPConnection:
        kind = http.client.HTTPSConnection if self._is_secure else http.client.HTTPConnection
        return kind(self._host, self._port)

    def _exchange(self, connection: http.client.HTTPConnection, body: bytes, deadline: float) -> tuple[int, bytes]:
        self._kept.connection = None
        is_reusable = False
        try:
            left_s = max(deadline - time.monotonic(), 0.001)
            connection.timeout = left_s
            if connection.sock is not None:
                connection.sock.settimeout(left_s)
            connection.response_class = functools.partial(_response, deadline)  # type: ignore[assignment]
            headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "redblue"}
            connection.request("POST", self._path, body, headers)
            response = connection.getresponse()
            content = response.read(_MOST_BYTES + 1)
            if len(content) > _MOST_BYTES:
                raise WrongAnswer(f"longer than {_MOST_BYTES:,} bytes")
            is_reusable = response.isclosed() and not response.will_close
            return response.status, content
        finally:
            if is_reusable:
                self._kept.connection = connection
            else:
                connection.close()


def _object(status: int, content: bytes) -> dict[str, Any]:
    if not 200 <= status < 300:
        raise WrongAnswer(f"status {status}")
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        raise WrongAnswer("it is no JSON") from None
    if not isinstance(answer, dict):
        raise WrongAnswer("it is no JSON object")
    return answer


def _response(deadline: float, sock: socket.socket, *arguments: Any, **more: Any) -> http.client.HTTPResponse:
    # what http.client asks of the socket is `makefile`
    return http.client.HTTPResponse(_Bounded(sock, deadline), *arguments, **more)  # type: ignore[arg-type]


class _Bounded(io.RawIOBase):
    """What a socket receives until a point in time: its own timeout begins anew with every byte."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock, self._deadline = sock, deadline
        self._raw = sock.makefile("rb", buffering=0)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left_s = self._deadline - time.monotonic()
        if left_s <= 0:
            raise TimeoutError
        self._sock.settimeout(left_s)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()
