"""A run with a model that is killed again and again, and goes on each time."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from tests.evals.loopback_model import LoopbackModel

from redblue.runner.workers import MODULE

pytest.importorskip("inspect_ai", reason="needs the extra `models`")
REDBLUE = Path(sys.executable).with_name("redblue")


def lines_of(file: Path) -> list[bytes]:
    return file.read_bytes().split(b"\n")[:-1] if file.exists() else []


def workers() -> list[int]:
    """The processes that run the module."""
    done = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True)
    return [int(line.split()[0]) for line in done.stdout.splitlines() if f"-m {MODULE}" in line]


def killed_and_resumed(cases: int, kills: int, out: Path) -> None:
    chance = random.Random(7)
    begin: list[str | Path] = [
        "--agent",
        "react,codeact",
        "--model",
        "openai-api/loopback/comply",
        "--no-twins",
        "--out",
        out,
    ]
    begin += ["--limit", str(cases // 2), "--processes", "2"]
    with LoopbackModel() as server:
        environment = os.environ | {"LOOPBACK_API_KEY": "none", "LOOPBACK_BASE_URL": server.url}
        for turn in range(kills + 1):
            arguments = ["--resume", out] if (out / "run.json").exists() else begin
            process = subprocess.Popen([REDBLUE, "exec", *arguments], env=environment, stdout=subprocess.DEVNULL)
            if turn == kills:
                assert process.wait() == 0
                break
            enough = len(lines_of(out / "cases.jsonl")) + chance.randrange(1, cases // (kills + 1))
            while process.poll() is None and len(lines_of(out / "cases.jsonl")) < enough:
                time.sleep(0.01)
            assert process.poll() is None, "ended before it could be killed"
            time.sleep(chance.random() / 10)
            process.send_signal(signal.SIGKILL)
            process.wait()
            deadline = time.monotonic() + 10
            while workers() and time.monotonic() < deadline:
                time.sleep(0.05)
            assert workers() == []
    results = [json.loads(line) for line in lines_of(out / "cases.jsonl")]
    seen = Counter((result["agent"], result["id"]) for result in results)
    assert len(seen) == cases
    assert set(seen.values()) == {1}
    assert {result["outcome"] for result in results} == {"attack_succeeded"}


@pytest.mark.slow
def test_killed_and_resumed_every_case_is_there_once(tmp_path: Path) -> None:
    killed_and_resumed(16, 1, tmp_path / "run")


@pytest.mark.slow
def test_killed_at_five_moments_a_thousand_cases_are_there_once(tmp_path: Path) -> None:
    killed_and_resumed(1000, 5, tmp_path / "run")
