"""`redblue report`: what is written follows from the file's name."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.command import redblue
from tests.report.test_html import AGENTS, full, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return run(tmp_path / "run", AGENTS, full(1))


@pytest.mark.parametrize(
    ("arguments", "written", "start"),
    [
        ((), "report.html", "<!doctype html>"),
        (("-o", "x.html"), "x.html", "<!doctype html>"),
        (("-o", "x.MD"), "x.MD", "# redblue"),
        (("-o", "x.csv"), "x.csv", "origin,label,"),
        (("--format", "csv"), "report.csv", "origin,label,"),
        (("-o", "x.txt", "--format", "md"), "x.txt", "# redblue"),
    ],
)
def test_the_name_says_the_format(folder: Path, arguments: tuple[str, ...], written: str, start: str) -> None:
    done = redblue("report", "run", *arguments, cwd=folder.parent)
    assert (done.returncode, done.stdout) == (0, f"report: {written}\n"), done.stderr
    assert (folder.parent / written).read_text().startswith(start)


@pytest.mark.parametrize("arguments", [("-o", "x.txt"), ("-o", "x"), ("--format", "pdf"), ("-o", "none/x.md")])
def test_what_cannot_be_written_is_said(folder: Path, arguments: tuple[str, ...]) -> None:
    done = redblue("report", "run", *arguments, cwd=folder.parent)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in folder.parent.iterdir()] == ["run"]
