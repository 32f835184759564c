from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.command import redblue


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("redblue.toml", '[exec]\nagent = "refuse"\nlimit = 2\njson = true\n'),
        ("pyproject.toml", '[tool.redblue.exec]\nagent = ["refuse"]\nlimit = 2\njson = true\n'),
    ],
)
def test_options_of_a_file_hold_where_the_command_line_says_nothing(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    done = redblue("exec", cwd=tmp_path)
    assert '"agent":"refuse"' in done.stdout
    assert '"rejected":2' in done.stdout
    assert '"agent":"echo"' in redblue("exec", "--agent", "echo", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[exec]\nagnt = 1\n", "[exec] agnt: no such option; there are suite, scenarios"),
        ("[exce]\nagent = 1\n", "[exce] is no command; there are exec, doctor"),
        ("[exec\n", "redblue.toml: "),
    ],
)
def test_wrong_key_is_one_line(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "redblue.toml").write_text(text)
    done = redblue("exec", cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_file_of_another_project_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert redblue("suite", "list", cwd=tmp_path).returncode == 0
