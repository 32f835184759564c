"""Ctrl-C stops a run at once, and what was measured until then is kept."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from redblue.runner.store import read_results

REDBLUE = [sys.executable, "-m", "redblue", "exec"]


@pytest.fixture(autouse=True)
def heeded() -> Iterator[None]:
    """Tests that a shell started in the background have inherited that Ctrl-C is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("cases", [10, *(pytest.param(cases, marks=pytest.mark.slow) for cases in (1, 30))])
def test_interrupted_and_resumed(cases: int, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    lines = folder / "cases.jsonl"
    process = subprocess.Popen([*REDBLUE, "--limit", "60", "--out", str(folder)], stderr=subprocess.PIPE, text=True)
    while not lines.exists() or lines.read_bytes().count(b"\n") < cases:
        assert process.poll() is None
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors == f"redblue: interrupted; go on with --resume {folder}\n"
    # no more than what was under way
    assert lines.read_bytes().count(b"\n") < 100
    subprocess.run([*REDBLUE, "--resume", str(folder)], check=True, capture_output=True)
    counted = Counter(result.id for result in read_results(folder))
    assert len(counted) == 120
    assert set(counted.values()) == {1}
