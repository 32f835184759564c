"""`redblue exec --guard` as a user starts it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from tests.cli.command import redblue

GUARDS = """\
import time

def stops(text, language):
    return "block"

def asks(text, language):
    return "ask"

def raises(text, language):
    raise RuntimeError("no line to the model")

def slow(text, language):
    time.sleep(0.05)
    return "allow"
"""
WRONG = {
    "guard": (["--guard", "nobody"], "--guard nobody: no such guard; there are local"),
    "second guard": (["--guard", "off,nobody"], "--guard nobody: no such guard"),
    "no guard": (["--guard", ","], "--guard: name at least one, or leave it away"),
    "module": (["--guard", "nowhere:guard"], "--guard nowhere:guard: No module named 'nowhere'"),
    "attribute": (["--guard", "json:nothing"], "--guard json:nothing: module 'json' has no attribute"),
    "stops": (["--guard", "local", "--guard-stops", "allow"], "--guard-stops allow: there is no such; there are warn,"),
    "nothing to stop": (["--guard-stops", "block"], "--guard-stops block: there is no guard that could stop anything"),
    "resume": (
        ["--resume", "/nonexistent", "--guard", "local"],
        "--resume takes its settings from /nonexistent/run.js",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.py").write_text(GUARDS)
    return tmp_path


@pytest.mark.parametrize("name", WRONG)
def test_wrong_input_is_one_line(name: str, tmp_path: Path) -> None:
    arguments, message = WRONG[name]
    out = [] if "--resume" in arguments else ["--out", "run"]
    done = redblue("exec", *arguments, *out, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"redblue: {message}"), done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert not (tmp_path / "run").exists()


def test_the_same_cases_without_and_with(folder: Path) -> None:
    def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
        done = redblue("exec", *arguments, cwd=folder)
        assert done.returncode == 0, done.stderr
        return done

    guards = ("--guard", "off,mine:stops", "--agent", "comply,refuse")
    lines = ran(*guards, "--limit", "6", "--json", "--out", "run").stdout.splitlines()
    found = {(one["agent"], one["guard"]): one for one in map(json.loads, lines)}
    assert list(found) == [("comply", "off"), ("comply", "mine:stops"), ("refuse", "off"), ("refuse", "mine:stops")]
    assert found["comply", "off"]["rates"]["asr"]["value"] == 1
    assert found["comply", "off"]["guard_work"] is None
    guarded = found["comply", "mine:stops"]
    assert (guarded["counts"]["rejected"], guarded["twins"]["blocked"]) == (6, 6)
    assert guarded["guard_stops"] == "ask"
    assert guarded["guard_work"]["stopped"] == {"risky": 6, "twins": 6}
    # it was never asked
    assert found["refuse", "mine:stops"]["guard_work"]["blocks"] == 0
    settings = json.loads((folder / "run/run.json").read_text())
    assert (settings["guards"], settings["guard_stops"]) == (["off", "mine:stops"], "ask")

    lost = (folder / "run/cases.jsonl").read_text().splitlines(keepends=True)
    kept = [line for line in lost if '"guard_name":"mine:stops"' not in line]
    (folder / "run/cases.jsonl").write_text("".join(kept))
    again = ran("--resume", "run").stdout
    assert len((folder / "run/cases.jsonl").read_text().splitlines()) == len(lost) == 48
    assert (
        "comply + mine:stops: the guard saw 12 blocks; stopped: 6 risky, 6 twins; only warned of: 0 risky, 0 twins"
        in " ".join(again.split())
    )
    page = (folder / "run/report.html").read_text()
    assert "What 2 agents did with 6 risky requests, without and with a guard" in page


def test_what_it_decides_so_or_stricter_is_stopped(folder: Path) -> None:
    arguments = ("exec", "--limit", "2", "--no-twins", "--json", "--guard", "mine:asks")
    for stops, outcome in (("warn", "rejected"), ("ask", "rejected"), ("block", "attack_succeeded")):
        done = redblue(*arguments, "--guard-stops", stops, cwd=folder)
        assert json.loads(done.stdout)["counts"][outcome] == 2


def test_guards_that_fail_or_take_their_time(folder: Path) -> None:
    done = redblue("exec", "--limit", "2", "--no-twins", "--guard", "mine:raises", cwd=folder)
    assert done.returncode == 3
    assert "the guard failed: RuntimeError: no line to the model" in " ".join(done.stdout.split())
    done = redblue("exec", "--limit", "2", "--no-twins", "--guard", "mine:slow", "--json", cwd=folder)
    assert json.loads(done.stdout)["guard_work"]["latency_ms"]["p50"] >= 50


def test_from_a_configuration_file(folder: Path) -> None:
    (folder / "redblue.toml").write_text('[exec]\nguard = ["off", "mine:asks"]\nguard-stops = "block"\n')
    done = redblue("exec", "--limit", "1", "--no-twins", "--json", cwd=folder)
    assert [json.loads(line)["guard_stops"] for line in done.stdout.splitlines()] == [None, "block"]
