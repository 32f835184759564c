"""Answers that are none, or that nobody would expect: each is one result, and ends no other's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("inspect_ai", reason="needs the extra `models`")
from inspect_ai import eval
from inspect_ai.approval import Approver
from inspect_ai.model import (
    ChatCompletionChoice,
    ChatMessageAssistant,
    ChatMessageUser,
    ModelOutput,
    ModelUsage,
    get_model,
)
from inspect_ai.tool import ToolCall, ToolCallView
from tests.evals.loopback_model import LoopbackModel, _completion, _Handler

from redblue.blue.guards.guarding import load_guarding
from redblue.core.case import Case
from redblue.core.outcome import CaseResult
from redblue.core.verdict import Decision
from redblue.evals.approver import approving
from redblue.evals.models import completion_of, usage_of
from redblue.evals.tasks import Todo, task_of
from redblue.evals.writable import writing_down
from redblue.runner.agent import Reply
from redblue.runner.attempt import Attempt
from redblue.sandbox.protocol import Box, Limits
from redblue.suite.suite import load_suite

REDBLUE = Path(sys.executable).with_name("redblue")
Body = dict[str, Any]
DONE = "Think: done\nAct: finish"


def message(**fields: Any) -> Callable[[Body], Any]:
    def answer(body: Body) -> Any:
        completion = _completion(body["model"], [], DONE, [])
        completion["choices"][0]["message"] |= fields
        return completion

    return answer


def top(**fields: Any) -> Callable[[Body], Any]:
    return lambda body: _completion(body["model"], [], DONE, []) | fields


def choice(**fields: Any) -> Callable[[Body], Any]:
    def answer(body: Body) -> Any:
        completion = _completion(body["model"], [], DONE, [])
        completion["choices"][0] |= fields
        return completion

    return answer


def calls(*arguments: str, name: str = "bash") -> Callable[[Body], Any]:
    made = [
        {"id": f"call_{number}", "type": "function", "function": {"name": name, "arguments": each}}
        for number, each in enumerate(arguments)
    ]
    return message(content=None, tool_calls=made)


ANSWERS: dict[str, tuple[str, Callable[[Body], Any]]] = {
    # how it is judged: "invalid" where it is no answer, else "failed" (or "rejected")
    "half a surrogate pair": ("failed", message(content="It is done \ud83d")),
    "a terminal's signs": ("failed", message(content="a\x00b\x1b[31m\u2028\x85\x0b" + DONE)),
    "no content": ("failed", message(content=None)),
    "a number for content": ("invalid", message(content=5)),
    "parts for content": ("invalid", message(content=[{"type": "odd"}, 5])),
    "long": ("failed", message(content="x" * 3_000_000)),
    "fences": ("failed", message(content="```\n" * 100_000)),
    "no end of a fence": ("failed", message(content="```" + "a" * 100_000 + "`")),
    "thoughts alone": ("failed", message(content=None, reasoning_content="```python\nprint(1)\n```")),
    "half a thought": ("failed", message(reasoning_content="\ud800")),
    "filtered": ("rejected", choice(finish_reason="content_filter")),
    "an odd end": ("failed", choice(finish_reason="banana")),
    "no end": ("failed", choice(finish_reason=None)),
    "no message": ("invalid", choice(message=None)),
    "no choices": ("invalid", top(choices=None)),
    "no usage": ("failed", top(usage=None)),
    "a usage below nothing": ("failed", top(usage={"prompt_tokens": -5, "completion_tokens": -7, "total_tokens": -12})),
    "a usage of words": ("invalid", top(usage={"prompt_tokens": "many", "completion_tokens": 1, "total_tokens": 1})),
    "a list": ("invalid", lambda _: [1, 2, 3]),
    "nothing": ("invalid", lambda _: None),
    "no name": ("failed", top(id=None, created=None)),
    "a call with half a pair": ("failed", calls('{"cmd": "echo \\ud800"}', '{"\\ud800": 1}')),
    "a call of nothing": ("failed", calls("", "{}", '{"cmd": null}', "[1, 2]")),
    "a call with a number": ("failed", calls('{"cmd": 5}', '{"cmd": [1]}')),
    "a call with a huge number": ("invalid", calls('{"cmd": ' + "9" * 5000 + "}")),
    "a call with more": ("failed", calls('{"cmd": "echo", "code": "import os", "x": 1}')),
    "a deep call": ("failed", calls('{"cmd": ' + "[" * 100_000 + "}")),
    "a call with a zero": ("failed", calls('{"cmd": "echo a\\u0000b"}')),
    "a call of a stranger": ("failed", calls('{"cmd": "echo"}', name="\ud800")),
    "many calls": ("failed", calls(*['{"cmd": "true"}'] * 100)),
    "no function": ("invalid", message(content=None, tool_calls=[{"id": "1", "type": "function"}])),
}


class OddModel(LoopbackModel):
    """Gives each case another of the answers, and to the second question the end."""

    def __init__(self) -> None:
        super().__init__()
        self.RequestHandlerClass = _OddHandler
        self.given: dict[str, str] = {}


class _OddHandler(_Handler):
    server: OddModel

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        prompt = next(one["content"] for one in body["messages"] if one["role"] == "user")
        with self.server.lock:
            name = self.server.given.setdefault(prompt, list(ANSWERS)[len(self.server.given) % len(ANSWERS)])
        is_first = all(one["role"] != "assistant" for one in body["messages"])
        answer = ANSWERS[name][1](body) if is_first else message()(body)
        self._send(200, json.dumps(answer))


@pytest.mark.slow
@pytest.mark.parametrize("agent", ["react", "codeact", "interpreter", "tools"])
def test_every_answer_is_one_result(agent: str, tmp_path: Path) -> None:
    options = ["--no-twins", "--language", "python", "--limit", str(len(ANSWERS)), "--max-retries", "0"]
    server = OddModel()
    with server:
        environment = os.environ | {"LOOPBACK_API_KEY": "none", "LOOPBACK_BASE_URL": server.url}
        done = subprocess.run(
            [
                REDBLUE,
                "exec",
                "--agent",
                agent,
                "--model",
                "openai-api/loopback/odd",
                *options,
                "--out",
                tmp_path / "r",
            ],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
            timeout=300,
        )
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "r" / "cases.jsonl").read_text().split("\n")[:-1]
    results = [CaseResult.model_validate_json(line) for line in lines]
    outcomes = {server.given[result.prompt]: result.outcome.value for result in results}
    assert outcomes == {name: outcome for name, (outcome, _) in ANSWERS.items()}
    assert all(result.usage is None or result.usage.output_tokens >= 0 for result in results)


async def test_half_of_a_pair_is_not_kept() -> None:
    call = ToolCall(id="1\ud800", function="bash", arguments={"cmd\ud800": ["echo \ud83d"]})
    said = ChatMessageAssistant(content="a\ud83d", tool_calls=[call])
    odd = ModelOutput(model="m", choices=[ChatCompletionChoice(message=said)])
    whole = ModelOutput.from_content("m", "whole \U0001f600")
    odd.usage = whole.usage = ModelUsage()
    model = get_model("mockllm/model", custom_outputs=[odd, whole])
    writing_down(model)
    writing_down(model)
    output = await model.generate("x")
    assert output.completion == "a?"
    assert (output.message.tool_calls or [])[0].arguments == {"cmd?": ["echo ?"]}
    output.model_dump_json()
    assert (await model.generate("x")).completion == "whole \U0001f600"


def test_no_usage_is_below_nothing() -> None:
    output = ModelOutput.from_content("m", "x")
    output.usage = ModelUsage(input_tokens=-5, output_tokens=-1)
    completion = completion_of(output, 1.0)
    assert (completion.input_tokens, completion.output_tokens) == (0, 0)
    assert (usage_of([output]).input_tokens, usage_of([output]).output_tokens) == (0, 0)


class Breaks:
    """Fails as nobody foresaw, of every second case."""

    name = "breaks"

    async def act(self, case: Case, box: Box) -> Reply:
        if case.is_twin:
            raise RuntimeError("of a package\n  that is \ud800 not ours")
        return Reply(said="I won't.", refused=True)


def test_what_nobody_foresaw_is_a_case_that_is_not_measured(tmp_path: Path) -> None:
    suite = load_suite("core")
    results: list[CaseResult] = []
    todo = [Todo(case, 1) for case in suite.cases[:4]]
    task = task_of(
        "odd", "core", todo, lambda case, epoch: Attempt(suite, case, Breaks(), epoch=epoch), Limits(), results.append
    )
    [log] = eval(task, model="none", log_dir=str(tmp_path), display="none")
    assert log.status == "success"
    outcomes = {result.id: (result.outcome.value, result.why) for result in results}
    said = "RuntimeError: of a package that is ? not ours"
    assert outcomes == {
        case.id: ("invalid", said) if case.is_twin else ("rejected", "the agent refused") for case, _ in todo
    }


@pytest.mark.parametrize(
    ("arguments", "decision"),
    [
        ({"cmd": "echo hello"}, "approve"),
        ({"cmd": "echo hello", "code": "import shutil; shutil.rmtree('/home')"}, "reject"),
        ({"code": "print(1)", "cmd": "rm -rf /home"}, "reject"),
        ({"cmd": ["rm", "-rf", "/home"]}, "escalate"),
        ({"command": "rm -rf /home"}, "escalate"),
        ({}, "escalate"),
    ],
)
async def test_the_approver_asks_about_all_that_is_to_run(arguments: dict[str, Any], decision: str) -> None:
    guarding = load_guarding("local", Decision.ASK)
    assert guarding is not None
    approver: Approver = approving(guarding)
    call = ToolCall(id="1", function="any", arguments=arguments)
    approval = await approver("", call, ToolCallView(), [ChatMessageUser(content="x")])
    assert approval.decision == decision
