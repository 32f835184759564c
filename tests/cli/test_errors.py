"""Wrong input: one clear line, the right exit code, and nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.command import redblue

CASES = {
    "scenario": (["--scenarios", "99"], "--scenarios 99: no such scenario; this suite has 1, 2, 3"),
    "scenario text": (["--scenarios", "x"], "--scenarios x: not a number"),
    "range": (["--scenarios", "9-7"], "--scenarios 9-7: not a range"),
    "format": (["--format", "poem"], "--format poem: there is no such; there are code"),
    "format without cases": (["--format", "jailbreak"], "no case is left"),
    "language": (["--language", "cobol"], "--language cobol: there is no such; there are python, bash"),
    "agent": (["--agent", "nobody"], "--agent nobody: no such agent; there are: comply, refuse, echo"),
    "no agent": (["--agent", ""], "--agent: name at least one"),
    "suite": (["--suite", "nothing"], "--suite nothing: no such suite"),
    "sandbox": (["--sandbox", "jail"], "--sandbox jail: there is no such"),
    "threshold": (["--fail-on", "asr=1"], "--fail-on asr=1: write it as asr>X"),
    "resume nothing": (["--resume", "/nonexistent"], "/nonexistent: not a folder of a run"),
}


@pytest.mark.parametrize("name", CASES)
def test_wrong_input_is_one_line(name: str, tmp_path: Path) -> None:
    arguments, message = CASES[name]
    out = [] if "--resume" in arguments else ["--out", str(tmp_path / "run")]
    done = redblue("exec", *arguments, *out)
    assert done.returncode == 2
    assert done.stderr.startswith(f"redblue: {message}"), done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert not (tmp_path / "run").exists()


def test_folder_that_is_not_empty(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("keep")
    done = redblue("exec", "--out", str(tmp_path))
    assert done.returncode == 2
    assert "not an empty folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_folder_that_cannot_be_made() -> None:
    done = redblue("exec", "--limit", "1", "--out", "/proc/nothing")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_result_that_is_not_readable(tmp_path: Path) -> None:
    run = tmp_path / "run"
    assert redblue("exec", "--limit", "1", "--out", str(run)).returncode == 0
    (run / "cases.jsonl").write_text("nonsense\n")
    done = redblue("report", str(run), "-o", str(tmp_path / "r.html"))
    assert done.returncode == 2
    assert "cases.jsonl, line 1" in done.stderr
    assert not (tmp_path / "r.html").exists()
