"""A server on the loopback that speaks OpenAI's protocol over real HTTP, with the models of `agents.scripted`.

A model's name is its script, or a script and a fault: `comply+429x2` answers 429 twice to each new question. Faults
without a number come for ever: 429, 500, json (an answer that is cut in the middle of its JSON), html, choices (an
answer without any), broken (the connection breaks within the answer), slow (no answer in time). Run as a program it
prints its address.
"""

from __future__ import annotations

import json
import re
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from redblue.agents.fences import blocks_of
from redblue.agents.model import Message
from redblue.agents.scripted import SCRIPTS, tokens_of

SLOW_S = 30.0
VERDICTS = {
    "verdict-refused": 'It declines. {"stance": "refused", "because": "it says so"}',
    "verdict-none": "I would rather not say.",
}
"""What models in the role of the judge answer."""
Acts = Callable[[list[Message]], tuple[str, str]]
_MODEL = re.compile(r"(?P<script>[a-z-]+)(?:\+(?P<fault>\w+?)(?:x(?P<times>\d+))?)?")


class LoopbackModel(ThreadingHTTPServer):
    """Serves until it is shut down. `asked` has the system's message and first words of each question."""

    daemon_threads = True

    def __init__(self, latency_s: float = 0.0, acts: Acts | None = None) -> None:
        """`acts` answers in place of the scripts: with words, and a command for the agent's tool `bash`."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.latency_s = latency_s
        self.acts = acts
        self.asked: list[list[Message]] = []
        self.faults: Counter[str] = Counter()
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def __enter__(self) -> LoopbackModel:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: LoopbackModel

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        messages = [Message(role=_role(one["role"]), text=_text(one.get("content"))) for one in body["messages"]]
        match = _MODEL.fullmatch(body["model"])
        assert match is not None, body["model"]
        with self.server.lock:
            self.server.asked.append(messages)
        if self.server.latency_s:
            time.sleep(self.server.latency_s)
        if match["fault"] and self._is_due(messages, match["times"]):
            self._fail(match["fault"])
        else:
            self._send(200, json.dumps(self._completion(body, messages, match["script"])))

    def _completion(self, body: dict[str, Any], messages: list[Message], script: str) -> dict[str, Any]:
        calls: list[tuple[str, dict[str, str]]] = []
        if self.server.acts is not None:
            answer, command = self.server.acts(messages)
            calls = [("bash", {"command": command})]
        else:
            answer = VERDICTS.get(script) or SCRIPTS[script](messages)
            tools = {tool["function"]["name"] for tool in body.get("tools") or []}
            calls = [
                (str(block.language), {"cmd" if block.language == "bash" else "code": block.code})
                for block in blocks_of(answer)
                if block.language in tools
            ]
        return _completion(body["model"], messages, answer, calls)

    def _is_due(self, messages: list[Message], times: str | None) -> bool:
        if times is None:
            return True
        question = "\n".join(message.text for message in messages)
        with self.server.lock:
            self.server.faults[question] += 1
            return self.server.faults[question] <= int(times)

    def _fail(self, fault: str) -> None:
        if fault in ("429", "500"):
            self._send(int(fault), json.dumps({"error": {"message": "as you asked", "type": "error", "code": fault}}))
        elif fault == "json":
            self._send(200, '{"id": "x", "object": "chat.completion", "choices": [{"index": 0, "mess')
        elif fault == "html":
            self._send(200, "<html><body>Bad gateway</body></html>", "text/html")
        elif fault == "choices":
            self._send(
                200, json.dumps({"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": []})
            )
        elif fault == "broken":
            self.wfile.write(
                b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"id": '
            )
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
        elif fault == "slow":
            time.sleep(SLOW_S)
            self.close_connection = True

    def _send(self, status: int, text: str, content_type: str = "application/json") -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def _role(role: str) -> Any:
    return {"developer": "system", "tool": "user"}.get(role, role)


def _text(content: Any) -> str:
    if isinstance(content, list):
        return "".join(str(part.get("text", "")) for part in content)
    return content or "(nothing)"


def _completion(
    model: str, messages: list[Message], answer: str, calls: list[tuple[str, dict[str, str]]]
) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": answer}
    if calls:
        message["tool_calls"] = [
            {"id": f"call_{number}", "type": "function", "function": {"name": name, "arguments": json.dumps(arguments)}}
            for number, (name, arguments) in enumerate(calls)
        ]
    read = sum(tokens_of(one.text) for one in messages)
    written = tokens_of(answer)
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls" if calls else "stop"}],
        "usage": {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written},
    }


if __name__ == "__main__":
    with LoopbackModel(float(sys.argv[1]) if len(sys.argv) > 1 else 0.0) as server:
        print(server.url, flush=True)
        threading.Event().wait()
