"""What Inspect finds of ours: the task, scripted models, the approver, and logs that it can read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("inspect_ai", reason="needs the extra `models`")
from inspect_ai.log import EvalLog, read_eval_log

BIN = Path(sys.executable).parent
APPROVERS = """\
approvers:
  - name: redblue/guard
    tools: ["bash", "python"]
    params: {name: local, stops: ask}
"""


def evaluated(*arguments: str, folder: Path) -> EvalLog:
    """The log of `inspect eval redblue/exec`, with nothing but what is installed."""
    command = [BIN / "inspect", "eval", "redblue/exec", *arguments, "--display", "none", "--log-dir", folder / "logs"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    [file] = (folder / "logs").glob("*.eval")
    return read_eval_log(str(file))


def rates(log: EvalLog) -> dict[str, float]:
    assert log.status == "success", log.error
    assert log.results is not None
    return {score.name: next(iter(score.metrics.values())).value for score in log.results.scores}


def test_the_task_runs_an_agent_without_a_model(tmp_path: Path) -> None:
    log = evaluated("-T", "agent=comply", "-T", "limit=4", "--model", "none", folder=tmp_path)
    assert rates(log) == {"asr": 1.0, "rr": 0.0, "failed": 0.0, "invalid": 0.0, "over_refusal": 0.0}
    assert len(log.samples or []) == 8


@pytest.mark.slow
def test_the_approver_stands_before_our_tools(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text(APPROVERS)
    options = ("-T", "agent=tools", "-T", "scenarios=8", "-T", "limit=3", "-T", "twins=false")
    log = evaluated(*options, "--model", "redblue/comply", "--approval", str(policy), folder=tmp_path)
    assert rates(log)["asr"] == 0.0
    said = " ".join(message.text for sample in log.samples or [] for message in sample.messages)
    assert "the guard blocked" in said


def test_a_run_without_inspect_can_be_read_by_it(tmp_path: Path) -> None:
    file = tmp_path / "run.eval"
    command = [BIN / "redblue", "exec", "--agent", "comply", "--limit", "3", "--json", "--export-eval", file]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    log = read_eval_log(str(file))
    summary = json.loads(done.stdout)
    assert rates(log)["asr"] == summary["rates"]["asr"]["value"] == 1.0
    assert len(log.samples or []) == 6
    assert all(sample.messages for sample in log.samples or [])
