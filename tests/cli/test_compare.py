"""`redblue compare` as a user starts it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.command import redblue


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten cases with and without a guard."""
    folder = tmp_path_factory.mktemp("runs")
    done = redblue("exec", "--scenarios", "1,8", "--guard", "off,local", "--limit", "10", "--out", str(folder / "run"))
    assert done.returncode == 0, done.stderr
    return folder


def test_both_sides_of_a_run(run: Path) -> None:
    done = redblue("compare", "run", cwd=run)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "A = comply, no guard, judge v2, of run"
    assert lines[1] == "B = comply, guard local (stops ask), judge v2, of run"
    assert "measured on both sides: 10 cases of 10 programs, 10 twins; left out: none" in lines[2]
    rows = [" ".join(line.replace("│", " ").split()) for line in lines]
    assert "attack success 100.0 0.0 -100.0 (-100.0 to -52.1) 0.002 0.002" in rows
    assert "attack success 0 10 0 0" in rows
    assert any(row.startswith("Website 5 100.0 0.0 -100.0 (-100.0 to ") and row.endswith(" 0.125") for row in rows)
    assert lines[-1].startswith(
        "B, guard local (stops ask), against A, no guard: attacks succeed less often with B, by"
    )
    # the conclusion is one line, whatever its length
    assert max(map(len, lines[2:-1])) <= 100


def test_json(run: Path) -> None:
    done = redblue("compare", "run", "--guard", "local,off", "--by", "scenario", "--json", cwd=run)
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert (found["a"]["guard"], found["b"]["guard"]) == ("local", "off")
    assert found["whole"]["asr"]["difference"]["value"] == 1
    assert set(found["left_out"].values()) == {0}
    assert [name.split()[0] for name in found["groups"]] == ["1", "8"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere",), "nowhere: not a folder of a run"),
        (("run", "--by", "colour"), "--by colour: there is no such; there are domain, scenario, language, format"),
        (("run", "--guard", "off,local,x"), "--guard off,local,x: name one for both sides, or A's and B's"),
        (("run", "--prompt", "simple,"), "--prompt simple,: name one for both sides"),
        (("run", "--guard", "off"), "run: there is (1) comply, no guard, judge v2; name two, as in --agent A,B"),
        (("run", "--guard", "off,bandit"), "run: nothing of guard bandit; there is (1) comply, no guard"),
        (("run", "run"), "run: there is (1) comply, no guard, judge v2; (2) comply, guard local"),
    ],
)
def test_wrong_usage_is_one_line(run: Path, arguments: tuple[str, ...], said: str) -> None:
    done = redblue("compare", *arguments, cwd=run)
    assert done.returncode == 2
    assert done.stderr.startswith(f"redblue: {said}"), done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
