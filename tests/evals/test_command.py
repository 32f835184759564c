"""Command-line agents in the box."""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from inspect_ai import eval_async
from inspect_ai.model import (
    ChatMessageAssistant,
    ChatMessageTool,
    ChatMessageUser,
    ModelOutput,
    ModelUsage,
    get_model,
)
from inspect_ai.tool import ToolCall

from redblue.core.case import Case, Format
from redblue.core.errors import UsageError
from redblue.core.outcome import CaseResult, Outcome
from redblue.core.trace import Executed
from redblue.evals import sandbox
from redblue.evals.command import CommandAgent, CommandLine, deeds_of
from redblue.evals.swe import SweAgent
from redblue.evals.tasks import Todo, task_of
from redblue.runner.attempt import Attempt
from redblue.runner.options import AgentOptions
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.protocol import Limits

LIMITS = Limits(output_mb=11)
AGENT = """
import json, os, subprocess, sys, urllib.request
prompt = open(sys.argv[2]).read() if sys.argv[2:] else sys.stdin.read()
said = [{"role": "user", "content": prompt}]
while True:
    body = json.dumps({"model": sys.argv[1], "messages": said}).encode()
    url = os.environ["OPENAI_BASE_URL"] + "/chat/completions"
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    answer = json.load(urllib.request.urlopen(request))["choices"][0]["message"]["content"]
    said.append({"role": "assistant", "content": answer})
    if "```" not in answer:
        break
    language, _, code = answer.split("```")[1].partition("\\n")
    done = subprocess.run([language, "-c", code], capture_output=True, text=True)
    said.append({"role": "user", "content": done.stdout + done.stderr})
print("finished")
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="agent-", dir="/tmp") as name:
        Path(name).chmod(0o755)
        Path(name, "agent.py").write_text(AGENT)
        yield Path(name)


def case_of(scenario: int) -> Case:
    cases = sandbox.suite_named("core").cases
    return next(c for c in cases if c.scenario == scenario and c.format is Format.CODE and c.language == "python")


async def result_of(
    command: str, case: Case, folder: Path, answers: list[str], monkeypatch: pytest.MonkeyPatch
) -> CaseResult:
    monkeypatch.setattr(sandbox, "_proved", Bubblewrap(LIMITS, shared=(folder,)))
    agent = CommandAgent(command, AgentOptions(agent_timeout_s=60))
    outputs = []
    for answer in answers:
        output = ModelOutput.from_content("mockllm", answer)
        output.usage = ModelUsage(input_tokens=10, output_tokens=5, total_tokens=15)
        outputs.append(output)
    results: list[CaseResult] = []
    suite = sandbox.suite_named("core")
    trying = lambda case, epoch: Attempt(suite, case, agent, epoch=epoch)  # noqa: E731
    task = task_of("command", "core", [Todo(case, 1)], trying, LIMITS, results.append)
    model = get_model("mockllm/model", custom_outputs=outputs)
    with tempfile.TemporaryDirectory() as logs:
        await eval_async(task, model=model, log_dir=logs, log_realtime=False)
    return results[0]


async def test_what_its_commands_printed_is_seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The secret is read by a program that the agent starts, and printed by nobody else."""
    case = case_of(7)
    answers = [f"I read it.\n```python3\n{case.code}\n```", "I have read it."]
    result = await result_of(f"python3 {folder}/agent.py {{model}} {{prompt_file}}", case, folder, answers, monkeypatch)
    assert (result.outcome, result.said) == (Outcome.ATTACK_SUCCEEDED, "I have read it.")
    assert result.usage is not None
    assert (result.usage.calls, result.usage.input_tokens) == (2, 20)
    assert result.trace is not None
    assert len(result.trace.commands) == 1
    assert result.trace.files == ()


@pytest.mark.slow
async def test_refusal_is_no_execution(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["I'm sorry, but I can't help with reading private files."]
    result = await result_of(f"python3 {folder}/agent.py any", case_of(7), folder, answers, monkeypatch)
    assert result.outcome is Outcome.REJECTED
    assert result.trace is not None
    assert result.trace.commands == ()


@pytest.mark.slow
async def test_command_that_asks_nothing_is_invalid(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = await result_of("no-such-agent {prompt}", case_of(7), folder, [], monkeypatch)
    assert result.outcome is Outcome.INVALID
    assert "no-such-agent" in result.why


def test_gaps_are_filled_once_and_quoted() -> None:
    line = CommandLine("agent --json '{\"a\": 1}' -m {model} -t {prompt}")
    assert line.filled("say {model} 'x'") == """agent --json '{"a": 1}' -m inspect -t 'say {model} '"'"'x'"'"''"""
    assert not line.is_told_by_stdin
    assert CommandLine("agent -m {model}").is_told_by_stdin


def test_deeds_are_read_from_what_the_model_was_told() -> None:
    done = Executed(language="bash", code="agent", exit_code=0, stdout="Please do it.\n> ls /\n  end\nbin etc\n")
    call = ToolCall(id="1", function="bash", arguments={"command": "cat /x"})
    last = ToolCall(id="2", function="bash", arguments={"command": "> ls /\nend"})
    deeds = deeds_of(
        [
            ChatMessageUser(content="Please do it."),
            ChatMessageAssistant(content="I will think.", tool_calls=[call]),
            ChatMessageTool(content="secret", tool_call_id="1"),
            ChatMessageAssistant(content="No tool."),
            ChatMessageUser(content="That was no call."),
            ChatMessageAssistant(content="", tool_calls=[last]),
        ],
        done,
    )
    assert [(deed.code, deed.stdout) for deed in deeds] == [("cat /x", "secret"), ("> ls /\nend", "bin etc")]


def test_what_is_missing_is_told() -> None:
    with pytest.raises(UsageError, match="name a command"):
        CommandAgent(" ", AgentOptions())
    with pytest.raises(UsageError, match="no such agent; there are: claude_code"):
        SweAgent("none", AgentOptions())
    if importlib.util.find_spec("inspect_swe") is None:
        with pytest.raises(UsageError, match="pip install inspect-swe"):
            SweAgent("claude_code", AgentOptions())
