"""The built wheel, installed alone, works: its data files are inside."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent


@pytest.mark.slow
def test_wheel_alone_in_a_clean_environment(tmp_path: Path) -> None:
    def run(*command: str | Path) -> str:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", tmp_path, PROJECT)
    (wheel,) = tmp_path.glob("redblue-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if name.startswith("tests")]
    venv.create(tmp_path / "env", with_pip=True)
    run(tmp_path / "env/bin/python", "-m", "pip", "install", "--quiet", wheel)
    redblue = tmp_path / "env/bin/redblue"
    assert "Read sensitive files" in run(redblue, "suite", "list")
    assert '"attack_succeeded":4' in run(redblue, "exec", "--limit", "4", "--json", "--out", "run")
    assert (tmp_path / "run/report.html").stat().st_size > 10_000
