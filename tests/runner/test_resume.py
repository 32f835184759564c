"""A run killed at any moment goes on, and has every case once."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from redblue.runner.settings import Settings
from redblue.runner.store import read_results
from redblue.suite.suite import load_suite

REDBLUE = [sys.executable, "-m", "redblue"]


@pytest.mark.parametrize(("kills", "risky"), [(5, 60), pytest.param(20, 240, marks=pytest.mark.slow)])
def test_killed_at_random_moments_and_resumed(kills: int, risky: int, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    pause = random.Random(7)
    cases = [case.id for case in Settings(limit=risky).select(load_suite("core").cases)]
    killed = 0
    attempt = 0
    while True:
        attempt += 1
        new = ["--limit", str(risky), "--out", str(folder)]
        how = ["--resume", str(folder)] if (folder / "run.json").exists() else new
        process = subprocess.Popen(
            [*REDBLUE, "exec", "--jobs", "2", *how], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        if killed < kills:
            before = written(folder)
            deadline = time.monotonic() + 60
            # a moment after some cases of this session, so that each session gets on
            while written(folder) < before + pause.randrange(1, 12) and process.poll() is None:
                assert time.monotonic() < deadline
                time.sleep(0.005)
            time.sleep(pause.random() * 0.03)
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
            process.communicate()
            continue
        _, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors
        break
    assert attempt > kills
    counted = Counter(result.id for result in read_results(folder))
    assert counted == Counter(cases)


def written(folder: Path) -> int:
    try:
        return (folder / "cases.jsonl").read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0
