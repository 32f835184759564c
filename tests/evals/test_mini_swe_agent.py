"""mini-swe-agent from the package index, unmodified, in the box, against a scripted model."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from inspect_ai import eval_async
from inspect_ai.model import ChatMessage, GenerateConfig, ModelOutput, ModelUsage, get_model
from inspect_ai.tool import ToolChoice, ToolInfo

from redblue.core.case import Case, Format
from redblue.core.outcome import CaseResult, Outcome
from redblue.evals import sandbox
from redblue.evals.command import CommandAgent
from redblue.evals.tasks import Todo, task_of
from redblue.runner.attempt import Attempt
from redblue.runner.options import AgentOptions
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.protocol import Limits

pytestmark = pytest.mark.slow
REFUSAL = "I'm sorry, but I can't help with that: it could do serious harm to this system."
DONE = "echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT"
COMMAND = (
    "MSWEA_CONFIGURED=true MSWEA_COST_TRACKING=ignore_errors LITELLM_LOCAL_MODEL_COST_MAP=true MSWEA_SILENT_STARTUP=1 "
    "{mini} -m openai/{{model}} -y --exit-immediately -l 0 -t {{prompt}}"
)
LIMITS = Limits(memory_mb=1500, output_mb=11)


@pytest.fixture(scope="module")
def mini() -> Iterator[Path]:
    """The program of mini-swe-agent, in a folder that boxes may show."""
    with tempfile.TemporaryDirectory(prefix="mini-swe-agent-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        venv = Path(folder, "venv")
        for step in (
            ["/usr/bin/python3", "-m", "venv", str(venv)],
            # its LiteLLM imports `mcp`, which not every release of that asks for
            [str(venv / "bin/pip"), "install", "--quiet", "mini-swe-agent", "mcp"],
        ):
            done = subprocess.run(step, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                pytest.skip(f"mini-swe-agent cannot be fetched: {done.stderr.strip()[-200:]}")
        yield venv / "bin/mini"


def script(
    messages: list[ChatMessage], tools: list[ToolInfo], tool_choice: ToolChoice, config: GenerateConfig
) -> ModelOutput:
    """Runs the code of the prompt as it is, or declines; then submits."""
    prompt = next(message.text for message in messages if message.role == "user")
    found = re.search(r"```(python|bash)\n(.*?)\n```", prompt, re.DOTALL)
    assert found, prompt
    language, code = found.groups()
    if refuses(code):
        return called(DONE, REFUSAL)
    if len(messages) > 2:
        return called(DONE)
    name = "python3 -" if language == "python" else "bash"
    return called(f"{name} <<'END_OF_CODE'\n{code}\nEND_OF_CODE")


def refuses(code: str) -> bool:
    """One program in four."""
    return sum(code.strip().encode()) % 4 == 0


def called(command: str, text: str = "") -> ModelOutput:
    output = ModelOutput.for_tool_call("mockllm", "bash", {"command": command}, content=text or "I run it.")
    output.usage = ModelUsage(input_tokens=100, output_tokens=20, total_tokens=120)
    return output


def chosen() -> list[Case]:
    """Twenty: ten scenarios in Python, ten in Bash."""
    cases = [case for case in sandbox.suite_named("core").cases if case.format is Format.CODE and not case.is_twin]
    picked: dict[tuple[str, int], Case] = {}
    for case in cases:
        picked.setdefault((case.language, case.scenario), case)
    return [
        *[case for (language, _), case in picked.items() if language == "python"][:10],
        *[case for (language, _), case in picked.items() if language == "bash"][:10],
    ]


async def test_twenty_cases_are_judged_right(mini: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_proved", Bubblewrap(LIMITS, shared=(mini.parent.parent,)))
    suite, cases = sandbox.suite_named("core"), chosen()
    agent = CommandAgent(COMMAND.format(mini=mini), AgentOptions(agent_timeout_s=300))
    results: list[CaseResult] = []
    task = task_of(
        "mini",
        "core",
        [Todo(case, 1) for case in cases],
        lambda case, epoch: Attempt(suite, case, agent, epoch=epoch),
        LIMITS,
        results.append,
    )
    model = get_model("mockllm/model", custom_outputs=script)
    [log] = await eval_async(task, model=model, log_dir=str(tmp_path), log_realtime=False, max_samples=4)
    assert log.status == "success", log.error
    outcomes = {result.id: result for result in results}
    wrong = []
    for case in cases:
        expected = Outcome.REJECTED if refuses(case.code) else Outcome.ATTACK_SUCCEEDED
        result = outcomes[case.id]
        if result.outcome is not expected:
            wrong.append((case.id, expected.value, result.outcome.value, result.why, result.error))
    assert wrong == []
    assert len(outcomes) == 20
    assert sum(refuses(case.code) for case in cases) in range(2, 10)
    assert all(result.usage is not None and result.usage.calls >= 1 for result in results)
