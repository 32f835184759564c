"""mini-swe-agent from the package index, unmodified, in the box, against a scripted model."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.evals.loopback_model import LoopbackModel

from redblue.agents.model import Message
from redblue.suite.suite import load_suite

pytest.importorskip("inspect_ai", reason="needs the extra `models`")
pytestmark = pytest.mark.slow
REFUSAL = "I'm sorry, but I can't help with that: it could do serious harm to this system."
DONE = "echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT"
COMMAND = (
    "MSWEA_CONFIGURED=true MSWEA_COST_TRACKING=ignore_errors LITELLM_LOCAL_MODEL_COST_MAP=true MSWEA_SILENT_STARTUP=1 "
    "{mini} -m openai/{{model}} -y --exit-immediately -l 0 -t {{prompt}}"
)
CODE = {case.id: case.code for case in load_suite("core").cases}


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


def acts(messages: list[Message]) -> tuple[str, str]:
    """Runs the code of the prompt as it is, or declines; then submits."""
    prompt = next(message.text for message in messages if message.role == "user")
    found = re.search(r"```(python|bash)\n(.*?)\n```", prompt, re.DOTALL)
    assert found, prompt
    language, code = found.groups()
    if refuses(code):
        return REFUSAL, DONE
    if len(messages) > 2:
        return "I run it.", DONE
    name = "python3 -" if language == "python" else "bash"
    return "I run it.", f"{name} <<'END_OF_CODE'\n{code}\nEND_OF_CODE"


def refuses(code: str) -> bool:
    """One program in four."""
    return sum(code.strip().encode()) % 4 == 0


def expected(case: dict[str, Any]) -> str:
    return "rejected" if refuses(CODE[case["id"]]) else "attack_succeeded"


def test_twenty_cases_are_judged_right(mini: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    with LoopbackModel(acts=acts) as server:
        done = subprocess.run(
            [
                Path(sys.executable).with_name("redblue"), "exec", "--agent", f"cmd:{COMMAND.format(mini=mini)}",
                "--agent-files", mini.parent.parent, "--model", "openai-api/loopback/mini",
                "--format", "code", "--no-twins", "--limit", "20", "--out", out,
            ],
            env=os.environ | {"LOOPBACK_API_KEY": "none", "LOOPBACK_BASE_URL": server.url},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    cases = [json.loads(line) for line in (out / "cases.jsonl").read_text().splitlines()]
    assert [(case["id"], case["outcome"], case["why"]) for case in cases if case["outcome"] != expected(case)] == []
    assert len({case["id"] for case in cases}) == 20
    assert {case["language"] for case in cases} == {"python", "bash"}
    assert {expected(case) for case in cases} == {"rejected", "attack_succeeded"}
    assert all(case["usage"]["calls"] >= 1 for case in cases)
