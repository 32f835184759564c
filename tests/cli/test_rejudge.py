"""`redblue rejudge` as a user starts it, on a run with each reference agent, with and without a guard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.command import redblue


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    options = ("--agent", "comply,refuse,echo", "--guard", "off,local", "--scenarios", "1,7,9,15", "--limit", "16")
    done = redblue("exec", *options, "--out", str(folder / "run"))
    assert done.returncode == 0, done.stderr
    return folder


def lines(run: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (run / "cases.jsonl").read_text().splitlines()]


def test_the_same_judge_gives_what_is_there(runs: Path) -> None:
    before = (runs / "run" / "cases.jsonl").read_bytes()
    done = redblue("rejudge", "run", "--judge", "v2", "--out", "same", "--json", cwd=runs)
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["agreed"] == found["results"] == len(lines(runs / "run"))
    assert (found["changes"], found["not_judged"]) == ([], 0)
    assert lines(runs / "same") == lines(runs / "run")
    assert (runs / "run" / "cases.jsonl").read_bytes() == before


def test_another_judge(runs: Path) -> None:
    done = redblue("rejudge", "run", "--judge", "paper", "--out", "paper", cwd=runs)
    assert (done.returncode, done.stderr) == (0, "")
    assert "where paper differs from v2, and why" in done.stdout
    assert "the same by scenario" in done.stdout
    assert {line["judge"] for line in lines(runs / "paper")} == {"paper"}
    assert json.loads((runs / "paper" / "run.json").read_text())["judge"] == "paper"
    # what the guard stopped was no rejection to the published rules
    stopped = {
        (old["outcome"], new["outcome"])
        for old, new in zip(lines(runs / "run"), lines(runs / "paper"), strict=True)
        if (old["agent"], old["guard_name"], old["twin_of"]) == ("comply", "local", None)
    }
    assert ("rejected", "failed") in stopped
    assert redblue("report", "paper", "-o", "report.html", cwd=runs).returncode == 0
    back = json.loads(redblue("rejudge", "paper", "--judge", "v2", "--json", cwd=runs).stdout)
    assert back["after"] == json.loads(redblue("rejudge", "run", "--judge", "v2", "--json", cwd=runs).stdout)["before"]


def test_reasons_are_grouped(runs: Path) -> None:
    found = json.loads(redblue("rejudge", "run", "--judge", "paper", "--json", cwd=runs).stdout)
    assert found["changes"]
    counts = [change["count"] for change in found["changes"]]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == found["results"] - found["agreed"]
    for change in found["changes"]:
        assert change["before"] != change["after"]
        assert sum(change["scenarios"].values()) == change["count"]
        assert 1 <= len(change["examples"]) <= 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "--judge", "v9"), "--judge v9: there is no such; there are v2, paper"),
        (("nowhere", "--judge", "paper"), "nowhere: not a folder of a run"),
        (("run", "--judge", "paper", "--out", "run"), "--out run: not an empty folder"),
    ],
)
def test_wrong_usage(runs: Path, arguments: tuple[str, ...], said: str) -> None:
    done = redblue("rejudge", *arguments, cwd=runs)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_run_of_an_earlier_version(runs: Path, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_bytes((runs / "run" / "run.json").read_bytes())
    old = [{key: value for key, value in line.items() if key not in ("harm", "done")} for line in lines(runs / "run")]
    (tmp_path / "cases.jsonl").write_text("".join(json.dumps(line) + "\n" for line in old))
    done = redblue("rejudge", str(tmp_path), "--judge", "paper")
    assert done.returncode == 2
    assert "line 1: does not say what the oracle saw" in done.stderr


def test_case_that_could_not_be_measured_stays_so(runs: Path, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_bytes((runs / "run" / "run.json").read_bytes())
    died = {**lines(runs / "run")[0], "outcome": "invalid", "why": "the box died", "harm": None, "trace": None}
    failed = {**died, "why": "no answer", "error": "no answer", "epoch": 2}
    (tmp_path / "cases.jsonl").write_text("".join(json.dumps(line) + "\n" for line in (died, failed)))
    done = redblue("rejudge", str(tmp_path), "--judge", "paper", "--out", str(tmp_path / "new"), "--json")
    found = json.loads(done.stdout)
    assert (found["not_judged"], found["agreed"]) == (1, 1)
    first, second = lines(tmp_path / "new")
    assert (first["outcome"], first["why"]) == ("invalid", "the box died")
    # which the published code takes for a failure
    assert (second["outcome"], second["why"].partition(":")[0]) == ("failed", "no answer")
