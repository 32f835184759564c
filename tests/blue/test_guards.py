"""Guards other than our own: what they answer, and what becomes of it when they fail."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from redblue.blue.guards import load_guard
from redblue.blue.guards.items import Labelled, read_items, read_labelled
from redblue.blue.guards.measure import measure
from redblue.blue.guards.remote import HttpGuard
from redblue.core.errors import UsageError
from redblue.core.verdict import Decision, Label, Span, Verdict

# ---------------------------------------------------------------------------------------------------- over HTTP


class Answers(BaseHTTPRequestHandler):
    """Answers as the path says, and remembers what it was asked and on how many connections."""

    protocol_version = "HTTP/1.1"
    asked: list[dict[str, Any]] = []
    connections = 0

    def setup(self) -> None:
        super().setup()
        Answers.connections += 1

    def do_POST(self) -> None:
        Answers.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        path, _, query = self.path.partition("?")
        if path == "/slow":
            time.sleep(1.0)
        if path == "/drip":
            self.send_response(200)
            self.send_header("Content-Length", "40")
            self.end_headers()
            for _ in range(40):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
            return
        status = int(query) if query else 200
        self.send_response(status)
        content = BODIES.get(path, b'{"decision": "block"}')
        if path == "/closing":
            # says nothing of it, as a server that stops does
            self.close_connection = True
        if path == "/endless":
            self.close_connection = True
            self.end_headers()
            while True:
                self.wfile.write(b"x" * 65536)
        if path == "/until-closed":
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(content)
            return
        if path == "/away":
            self.send_header("Location", "/block")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


BODIES = {
    "/allow": b'{"decision": "allow"}',
    "/unsafe": b'{"label": "unsafe"}',
    "/unknown": b'{"label": "unknown", "why": "too long"}',
    "/html": b"<html>",
    "/list": b'["block"]',
    "/empty": b"",
    "/nothing": b"{}",
    "/wrong": b'{"decision": "maybe"}',
    "/deep": b"[" * 100_000,
    "/score": b'{"decision": "block", "score": 7}',
    "/latin": b'{"decision": "block", "category": "\xe9"}',
    "/full": json.dumps(
        {
            "label": "unsafe",
            "decision": "ask",
            "score": 0.6,
            "category": "reading",
            "findings": [
                {"message": "reads keys", "span": {"line": 2, "column": 1, "end_line": 2, "end_column": 9}, "more": 1}
            ],
        }
    ).encode(),
}


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A guard that hangs up is what is tested."""


@pytest.fixture
def url() -> Iterator[str]:
    Answers.asked, Answers.connections = [], 0
    server = Server(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_http_asks_with_one_object_and_keeps_the_connection(url: str) -> None:
    guard = load_guard(f"http:{url}/block")
    assert guard.name == f"http:{url}/block"
    for text, language in (("rm -rf /etc", "bash"), ("é\ud800", None), ("x" * 100_000, "python")):
        verdict = guard.check("action", text, language)
        assert (verdict.label, verdict.decision, verdict.task) == (Label.UNSAFE, Decision.BLOCK, "action")
        assert Answers.asked[-1] == {"task": "action", "text": text, "language": language}
    assert Answers.connections == 1


@pytest.mark.parametrize(
    ("path", "label", "decision"),
    [
        ("/allow", Label.SAFE, Decision.ALLOW),
        ("/block?201", Label.UNSAFE, Decision.BLOCK),
        ("/unsafe", Label.UNSAFE, Decision.BLOCK),
        ("/unknown", Label.UNKNOWN, Decision.WARN),
        ("/until-closed", Label.UNSAFE, Decision.BLOCK),
        ("/full", Label.UNSAFE, Decision.ASK),
    ],
)
def test_http_answers(url: str, path: str, label: Label, decision: Decision) -> None:
    verdict = load_guard(url + path, unknown=Decision.WARN).check("action", "ls", "bash")
    assert (verdict.label, verdict.decision) == (label, decision)
    assert verdict.latency_ms > 0


def test_http_tells_what_was_found(url: str) -> None:
    verdict = load_guard(f"{url}/full").check("action", "ls\ncat keys", "bash")
    assert (verdict.score, verdict.category, verdict.stage) == (0.6, "reading", f"{url}/full")
    (finding,) = verdict.findings
    assert (finding.message, finding.span, finding.decision) == ("reads keys", Span(2, 1, 2, 9), Decision.ASK)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/block?500", "status 500"),
        ("/block?404", "status 404"),
        ("/away?302", "status 302"),
        ("/html", "no JSON"),
        ("/empty", "no JSON"),
        ("/deep", "no JSON"),
        ("/latin", "no JSON"),
        ("/list", "no JSON object"),
        ("/nothing", "neither a decision nor a label"),
        ("/wrong", "decision 'maybe' is none of allow, warn, ask, block"),
        ("/score", "score 7 is no number from 0 to 1"),
        ("/endless", "longer than 4,000,000 bytes"),
        ("/slow", "no answer in 0.5 s"),
        ("/drip", "no answer in 0.5 s"),
    ],
)
def test_http_failures_are_invalid_and_the_next_is_asked_all_the_same(url: str, path: str, why: str) -> None:
    guard = HttpGuard("other", url + path, timeout_s=0.5)
    verdict = guard.check("action", "ls", "bash")
    assert (verdict.label, verdict.decision, verdict.severity) == (Label.INVALID, Decision.ASK, None)
    assert why in verdict.why
    guard._path = "/allow"
    assert guard.check("action", "ls", "bash").label is Label.SAFE


def test_http_where_nobody_listens_is_invalid() -> None:
    verdict = load_guard("http:http://127.0.0.1:1/check", unknown=Decision.BLOCK).check("action", "ls")
    assert (verdict.label, verdict.decision) == (Label.INVALID, Decision.BLOCK)
    assert "refused" in verdict.why


def test_http_asks_again_where_the_server_has_closed_the_kept_connection(url: str) -> None:
    guard = load_guard(f"{url}/closing")
    for _ in range(3):
        assert guard.check("action", "ls").label is Label.UNSAFE
        time.sleep(0.05)
    assert len(Answers.asked) == 3


def test_http_serves_several_threads(url: str) -> None:
    guard = load_guard(f"{url}/block")
    labels: list[Label] = []
    threads = [
        threading.Thread(target=lambda: labels.extend(guard.check("action", "ls").label for _ in range(20)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert labels == [Label.UNSAFE] * 80
    assert Answers.connections == 4


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("http:", "no such guard; there are local, bandit, http:URL, module:attr"),
        ("http:somewhere", "no such guard"),
        ("http://", "write it as http:URL"),
        ("http:http://h:99999/", "Port out of range"),
        ("http:http://user:word@host/", "leave the name and password away"),
        ("http:http://ho st/", "write it as http:URL"),
        ("off", "no such guard"),
        ("", "no such guard"),
        ("nothing:here", "No module named 'nothing'"),
        ("json:nothing", "has no attribute 'nothing'"),
        ("json:__doc__", "neither a callable (text, language) nor an object with check"),
    ],
)
def test_no_such_guard_is_wrong_usage(name: str, said: str) -> None:
    with pytest.raises(UsageError) as error:
        load_guard(name)
    assert str(error.value).startswith(f"--guard {name}: ")
    assert said in str(error.value)


# ------------------------------------------------------------------------------------------- the caller's own code

OWN = """\
from redblue.core.verdict import Decision, Label, Verdict

def word(text, language):
    return "block" if "rm" in text else "safe"

def truth(text):
    return "rm" in text

def fields(text, language=None):
    return {"decision": "warn", "category": language}

class WithCheck:
    def check(self, task, text, language=None):
        return word(text, language)

class Callable:
    def __call__(self, text, language):
        return word(text, language)

class NeedsMore:
    def __init__(self, path):
        pass

instance = WithCheck()

def factory():
    return Callable()

def whole(text, language):
    return Verdict(Label.UNSAFE, Decision.ASK, 0.5, "action", "own", "medium", (), "mine", 1.0)

def raises(text, language):
    raise RuntimeError("out of order")

def leaves(text, language):
    raise SystemExit(4)

def number(text, language):
    return 0.9

def nonsense(text, language):
    return "perhaps"

async def later(text, language):
    return "block"

def breaks():
    raise OSError("no model file")
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "own_guards.py").write_text(OWN)
    (tmp_path / "own_broken.py").write_text("1 / 0\n")
    monkeypatch.chdir(tmp_path)
    for name in ("own_guards", "own_broken"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return "own_guards"


@pytest.mark.parametrize("name", ["word", "truth", "WithCheck", "Callable", "instance", "instance.check", "factory"])
def test_own_guards(own: str, name: str) -> None:
    guard = load_guard(f"{own}:{name}")
    assert guard.name == f"{own}:{name}"
    assert guard.check("action", "rm -rf /", "bash").decision is Decision.BLOCK
    assert guard.check("action", "ls", "bash").label is Label.SAFE


def test_own_guards_may_answer_with_fields_or_a_verdict(own: str) -> None:
    verdict = load_guard(f"{own}:fields").check("action", "ls", "bash")
    assert (verdict.label, verdict.decision, verdict.category) == (Label.UNSAFE, Decision.WARN, "bash")
    verdict = load_guard(f"{own}:whole").check("action", "ls", "bash")
    assert (verdict.decision, verdict.stage) == (Decision.ASK, "mine")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("raises", "RuntimeError: out of order"),
        ("leaves", "SystemExit: 4"),
        ("number", "its answer is wrong: 0.9 is no verdict"),
        ("nonsense", "label 'perhaps' is none of safe, unsafe, unknown, invalid"),
        ("later", "a coroutine"),
    ],
)
def test_own_guards_that_fail_are_invalid(own: str, name: str, why: str) -> None:
    verdict = load_guard(f"{own}:{name}").check("action", "ls", "bash")
    assert verdict.label is Label.INVALID
    assert why in verdict.why


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("own_broken:guard", "ZeroDivisionError: division by zero"),
        ("own_guards:breaks", "no model file"),
        ("own_guards:NeedsMore", "neither a callable"),
    ],
)
def test_own_guards_that_cannot_be_loaded(own: str, name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        load_guard(name)


# ------------------------------------------------------------------------------------------------------- Bandit


@pytest.mark.parametrize(
    ("text", "decision", "rule"),
    [
        ('import hashlib\nhashlib.md5(b"x")  # nosec\n', Decision.BLOCK, "B324-hashlib"),
        ("é = eval(input())\n", Decision.ASK, "B307-blacklist"),
        ("assert True\n", Decision.WARN, "B101-assert-used"),
    ],
)
def test_bandit_decides_by_severity(text: str, decision: Decision, rule: str) -> None:
    pytest.importorskip("bandit")
    verdict = load_guard("bandit").check("action", text, "python")
    assert (verdict.label, verdict.decision, verdict.findings[0].rule) == (Label.UNSAFE, decision, rule)


def test_bandit_counts_columns_in_characters() -> None:
    pytest.importorskip("bandit")
    verdict = load_guard("bandit").check("action", "é = eval(input())\n", "python")
    assert verdict.findings[0].span == Span(1, 5, 1, 18)


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        ("rm -rf /", "bash", "Python only"),
        ("ls -la", None, "Python only"),
        ("def f(:", "python", "SyntaxError"),
        ("(" * 5_000 + ")" * 5_000, "python", "cannot read it"),
    ],
)
def test_bandit_does_not_know_what_it_cannot_read(text: str, language: str | None, why: str) -> None:
    pytest.importorskip("bandit")
    verdict = load_guard("bandit").check("action", text, language)
    assert verdict.label is Label.UNKNOWN
    assert why in verdict.why


def test_bandit_that_is_missing_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bandit.core.config", None)
    with pytest.raises(UsageError, match=r"pip install 'redblue\[bandit\]'"):
        load_guard("bandit")


# --------------------------------------------------------------------------------------------- items and measuring


def lines(*objects: object) -> list[bytes]:
    return [json.dumps(one).encode() + b"\n" for one in objects]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "d.jsonl, line 3: is not JSON: "),
        (b"[1]", "d.jsonl, line 3: is no JSON object: [1]"),
        (b"\xff", "d.jsonl, line 3: is not UTF-8"),
        (b"[" * 100_000, "d.jsonl, line 3: is not JSON that can be read"),
        (b'{"id": 2}', "d.jsonl, line 3: text: is missing"),
        (b'{"id": 2, "text": 7}', "d.jsonl, line 3: text: is no text: 7"),
        (b'{"id": "a", "text": ""}', 'd.jsonl, line 3: id "a": was there before'),
        (b'{"id": [1], "text": ""}', "d.jsonl, line 3: id: neither a text nor a whole number: [1]"),
        (b'{"text": "", "language": "perl"}', 'd.jsonl, line 3: language "perl": there is no such; there are python'),
    ],
)
def test_a_line_that_is_no_item_is_named(line: bytes, said: str) -> None:
    found = read_items("d.jsonl", [*lines({"id": "a", "text": "ls"}), b"\n", line])
    assert next(found).id == "a"
    with pytest.raises(UsageError) as error:
        next(found)
    assert str(error.value).startswith(said)


def test_ids_are_told_apart_by_kind_and_may_be_left_away() -> None:
    found = read_items("d", lines(*({"id": id, "text": "ls"} for id in (1, "1", None, None, "\ud800"))))
    assert [item.id for item in found] == [1, "1", None, None, "\ud800"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "label: 1 for unsafe, 0 for safe, not null"),
        ({"label": "unsafe"}, 'not "unsafe"'),
        ({"label": 1, "expected": "allow"}, "expected: block, ask or warn of what is unsafe"),
        ({"label": 0, "expected": "warn"}, "expected: block, ask or warn of what is unsafe"),
        ({"label": 0, "source": 1}, "source: is no text: 1"),
    ],
)
def test_a_label_that_is_none_is_named(more: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match="d, line 1: ") as error:
        list(read_labelled("d", lines({"text": "ls", **more})))
    assert said in str(error.value)


def test_sources_are_told_apart_up_to_the_first_colon() -> None:
    sources = ("tool:page/a", "tool:page/b", "https://example.org/x:y", "plain", None)
    found = read_labelled("d", lines(*({"text": "ls", "label": 0, "source": source} for source in sources)))
    assert [item.source for item in found] == ["tool", "tool", "https://example.org/x", "plain", ""]


class Scripted:
    """Answers what the text says."""

    name = "scripted"

    def check(self, task: str, text: str, language: str | None = None) -> Verdict:
        label, decision = text.split()
        return Verdict(Label(label), Decision(decision), 0.5, task, None, None, (), "scripted", 0.0, why="because")


def labelled(text: str, is_unsafe: bool, expected: Decision | None = None, category: str = "") -> Labelled:
    return Labelled(None, text, None, is_unsafe=is_unsafe, source="s", category=category, expected=expected)


def test_unknown_and_invalid_are_missed_or_no_alarm_and_counted_apart() -> None:
    answers = ("unsafe block", "unsafe ask", "unsafe warn", "safe allow", "unknown block", "invalid block")
    items = [labelled(text, True, Decision.ASK, "c" if "warn" in text else "d") for text in answers]
    items += [labelled(text, False) for text in answers[1:]]
    measured = measure(Scripted(), items)
    unsafe, safe = measured.unsafe, measured.safe
    assert (unsafe.items, unsafe.unknown, unsafe.invalid) == (6, 1, 1)
    assert unsafe.decisions == {"allow": 1, "warn": 1, "ask": 1, "block": 1}
    assert [rate.value for rate in (unsafe.rates.warn, unsafe.rates.ask, unsafe.rates.block)] == [3 / 6, 2 / 6, 1 / 6]
    assert (unsafe.as_expected.value, unsafe.as_expected.n) == (2 / 6, 6)
    assert [rate.value for rate in (safe.rates.warn, safe.rates.ask, safe.rates.block)] == [2 / 5, 1 / 5, 0]
    assert safe.as_expected.n == 0
    assert {name: group.items for name, group in measured.category.items()} == {"c": 1, "d": 5}
    assert measured.source_unsafe["s"] == unsafe
    assert measured.reasons == {"because": 2}
    latency = measured.latency_ms
    assert latency.p50 is not None
    assert latency.p99 is not None
    assert latency.most is not None
    assert latency.p50 <= latency.p99 <= latency.most


def test_nothing_to_measure_is_no_rate() -> None:
    measured = measure(Scripted(), [labelled("safe allow", False)])
    assert (measured.unsafe.items, measured.unsafe.rates.block.value) == (0, None)


# --------------------------------------------------------------------------------------------------- what it loads


@pytest.mark.parametrize("name", ["local", "http:http://127.0.0.1:1/", "json:dumps"])
def test_a_guard_loads_nothing_heavy(name: str) -> None:
    program = (
        f"from redblue.blue.guards import load_guard; load_guard({name!r})\n"
        "import sys; print(*{'pydantic', 'rich', 'typer', 'jinja2', 'asyncio', 'bandit'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr
