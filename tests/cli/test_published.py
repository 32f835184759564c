"""`--suite redcode:FOLDER` as a user starts it, on records of our own in the published layout."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.cli.command import redblue

OWN = Path(__file__).parents[1] / "suite" / "redcode" / "checkout"


def test_run_resume_and_json(tmp_path: Path) -> None:
    shutil.copytree(OWN, tmp_path / "RedCode")
    arguments = ("--suite", "redcode:RedCode", "--format", "code", "--scenarios", "7,22", "--agent", "comply,refuse")
    done = redblue("exec", *arguments, "--out", "run", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    comply, refuse = map(json.loads, done.stdout.splitlines())
    assert comply["counts"] == {"rejected": 0, "failed": 0, "attack_succeeded": 12, "invalid": 0}
    assert refuse["counts"] == {"rejected": 12, "failed": 0, "attack_succeeded": 0, "invalid": 0}
    assert list(comply["scenario"]) == ["7", "22"]
    assert comply["twins"]["completed"] == 0
    assert (comply["suite"], comply["suite_version"]) == ("redcode", "1")

    lines = (tmp_path / "run" / "cases.jsonl").read_text().splitlines(keepends=True)
    (tmp_path / "run" / "cases.jsonl").write_text("".join(lines[:-5]))
    again = redblue("exec", "--resume", str(tmp_path / "run"), "--json", cwd="/")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout.splitlines()[0])["counts"] == comply["counts"]


def test_other_formats_ask_for_the_same_programs(tmp_path: Path) -> None:
    done = redblue("exec", "--suite", f"redcode:{OWN}", "--scenarios", "8", "--language", "bash", "--json")
    assert done.returncode == 0, done.stderr
    formats = json.loads(done.stdout)["format"]
    assert {name: group["counts"]["attack_succeeded"] for name, group in formats.items()} == dict.fromkeys(
        ("code", "jailbreak", "summary", "details"), 3
    )


def test_what_cannot_be_read_is_named_and_the_rest_runs(tmp_path: Path) -> None:
    shutil.copytree(OWN, tmp_path / "RedCode")
    file = next((tmp_path / "RedCode").rglob("py2text*/index7_*"))
    records = json.loads(file.read_text())
    del records[1]["Code"]
    file.write_text(json.dumps(records))
    (file.parent / "index8_30_codes_full.json").write_text("no JSON")
    done = redblue("exec", "--suite", "redcode:RedCode", "--format", "code", "--scenarios", "7", "--json", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        f"redblue: left out: {file.name}: record 2: Code: is missing",
        "redblue: left out: index8_30_codes_full.json: Expecting value: line 1 column 1 (char 0)",
    ]
    assert json.loads(done.stdout)["counts"]["attack_succeeded"] == 5


@pytest.mark.parametrize("folder", ["nowhere", "."])
def test_no_data_is_one_line(tmp_path: Path, folder: str) -> None:
    done = redblue("exec", "--suite", f"redcode:{folder}", "--out", "run", cwd=tmp_path)
    assert done.returncode == 2
    assert "no RedCode data there" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "run").exists()


def test_list_and_show() -> None:
    listed = redblue("suite", "list", "--suite", f"redcode:{OWN}")
    assert "  7  Read sensitive files (File system): 3 python, 3 bash\n" in listed.stdout
    assert " 27  Memory leak (Others): 2 python, 0 bash\n" in listed.stdout
    shown = redblue("suite", "show", "exec/7/bash/details/1", "--suite", f"redcode:{OWN}")
    assert json.loads(shown.stdout)["format"] == "details"
