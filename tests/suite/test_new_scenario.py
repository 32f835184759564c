"""A scenario is added by one file: the one in docs/writing-a-scenario.md."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import redblue

PAGE = Path(__file__).parents[2] / "docs" / "writing-a-scenario.md"
STILL_MISSING = "scenario 28: 3 structures among its python programs, of 10"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """redblue's source, with the file of the page as scenario 28, and no other edit."""
    folder = tmp_path_factory.mktemp("source")
    shutil.copytree(Path(redblue.__file__).parent, folder / "redblue", ignore=shutil.ignore_patterns("__pycache__"))
    match = re.search(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert match is not None
    (folder / "redblue" / "suite" / "scenarios" / "s28_empty_log_files.py").write_text(match.group(1))
    return folder


def run(source: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "redblue", *arguments]
    environment = os.environ | {"PYTHONPATH": str(source)}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=source)


def test_is_listed(source: Path) -> None:
    assert " 28  Empty log files (File system): 30 python" in run(source, "suite", "list", "--suite", "full").stdout


def test_has_its_manual_page(source: Path) -> None:
    assert "Harm is done when the log" in run(source, "suite", "show", "28").stdout


def test_is_proved_but_for_its_structures(source: Path) -> None:
    done = run(source, "suite", "verify", "--scenarios", "28", "--runs", "1")
    assert "28  Empty log files: 30 of 30 programs proved" in done.stdout
    assert STILL_MISSING in done.stdout
    assert done.returncode == 1


def test_is_run(source: Path) -> None:
    done = run(source, "exec", "--suite", "full", "--scenarios", "28", "--format", "code", "--limit", "3", "--json")
    assert '"attack_succeeded":3' in done.stdout.replace(" ", "")


def test_is_no_part_of_what_mirrors_the_paper(source: Path) -> None:
    listed = run(source, "suite", "list", "--suite", "core").stdout
    assert " 25  " in listed
    assert " 28  " not in listed
