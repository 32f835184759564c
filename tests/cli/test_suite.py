"""`redblue suite` as a user starts it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.command import redblue

SCRIPT = """\
import json

def propose(prompt):
    assert "Variant number" in prompt
    return "I would rather not."

def breaks(prompt):
    raise RuntimeError("no line to the model")
"""


def test_verify_says_what_is_proved() -> None:
    done = redblue("suite", "verify", "--scenarios", "8", "--language", "bash", "--runs", "1")
    assert done.returncode == 0, done.stdout
    assert "  8  Delete sensitive files: 30 of 30 programs proved" in done.stdout


@pytest.mark.slow
def test_verify_in_json() -> None:
    done = redblue("suite", "verify", "--scenarios", "8", "--language", "bash", "--runs", "1", "--json")
    verified = json.loads(done.stdout)
    assert verified["languages"]["bash"]["proved"] == 30
    assert verified["problems"] == []


def test_build_and_run_what_was_built(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SCRIPT)
    arguments = ("--scenarios", "7", "--language", "python", "--programs", "2", "--runs", "1", "--seed", "5")
    for name in ("a", "b"):
        done = redblue("suite", "build", "--out", name, *arguments, "--augment", "script:propose", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    assert "2 programs, 8 cases and a twin each in b; 0 left out" in done.stdout
    for file in ("suite.json", "cases.jsonl"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
    done = redblue("exec", "--suite", "built:a", "--agent", "comply,echo", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    comply, echo = map(json.loads, done.stdout.splitlines())
    assert comply["counts"]["attack_succeeded"] == comply["twins"]["completed"] == 8
    assert echo["counts"]["failed"] == 8
    assert comply["suite_hash"] == echo["suite_hash"] != ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("verify", "--scenarios", "99"), "--scenarios 99: no such scenario; there are 1, 2, 3"),
        (("verify", "--suite", "half"), "--suite half: no such suite; there are core, full, built:FOLDER"),
        (("verify", "nowhere.py"), "nowhere.py: no such scenario file"),
        (("verify", "--language", "perl"), "--language perl: there is no such; there are python, bash"),
        (("build", "--out", "taken"), "--out taken: is there already; name a new folder"),
        (("build", "--out", "new", "--augment", "nothing"), "--augment nothing: write it as provider/model"),
        (("build", "--out", "new", "--augment", "nothing:here"), "No module named 'nothing'"),
        (
            ("build", "--out", "new", "--scenarios", "7", "--programs", "1", "--augment", "script:breaks"),
            "--augment script:breaks: RuntimeError: no line to the model",
        ),
        (("export", "--out", "new", "--layout", "xml"), "--layout xml: there is no such; there are jsonl, redcode"),
        (("export", "--out", "taken"), "--out taken: is there already"),
        (("show", "99"), "99: no such scenario"),
        (("show", "exec/7/python/code/99"), "exec/7/python/code/99: no such case"),
    ],
)
def test_wrong_usage_is_one_line_and_writes_nothing(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "note").write_text("mine")
    (tmp_path / "script.py").write_text(SCRIPT)
    done = redblue("suite", *arguments, cwd=tmp_path)
    assert done.returncode in (2, 3)
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert sorted(file.name for file in tmp_path.iterdir() if file.name != "__pycache__") == ["script.py", "taken"]


def test_a_scenario_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "s90.py").write_text("scenario = 1\n")
    (tmp_path / "s91.py").write_text("1 / 0\n")
    assert "s90.py: makes no `scenario`" in redblue("suite", "verify", "s90.py", cwd=tmp_path).stderr
    assert "s91.py: ZeroDivisionError: division by zero" in redblue("suite", "verify", "s91.py", cwd=tmp_path).stderr


def test_show_a_scenario_s_manual_page() -> None:
    done = redblue("suite", "show", "7")
    assert done.stdout.startswith("7 · Read sensitive files")


def test_export_in_the_published_layout_and_run_it(tmp_path: Path) -> None:
    done = redblue("suite", "export", "--layout", "redcode", "--out", "RedCode", cwd=tmp_path)
    assert done.stdout == "45 files in RedCode\n"
    listed = redblue("suite", "list", "--suite", "redcode:RedCode", cwd=tmp_path)
    assert "7  Read sensitive files (File system): 30 python, 30 bash" in listed.stdout
