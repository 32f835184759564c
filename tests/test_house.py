"""Imports point down, and what is light stays light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import redblue

ROOMS = ["core", "sandbox", "suite", "runner", "agents", "blue", "red", "evals", "report", "connect", "cli"]
"""From the ground up: a room imports only from itself and those before it."""
TOP = Path(redblue.__file__).parent


def test_imports_point_down() -> None:
    wrong = []
    for file in TOP.rglob("*.py"):
        room = file.relative_to(TOP).parts[0]
        if room not in ROOMS:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            for name in names:
                parts = name.split(".")
                if parts[0] == "redblue" and len(parts) > 1 and ROOMS.index(parts[1]) > ROOMS.index(room):
                    wrong.append(f"{file.relative_to(TOP)} imports {name}")
    assert wrong == []


def loaded_by(code: str) -> set[str]:
    program = f"{code}\nimport sys; print('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "command",
    ["", "exec", "doctor", "suite", "suite build", "suite verify", "report", "compare", "check", "bench", "rules"],
)
def test_help_loads_nothing_heavy(command: str) -> None:
    names = loaded_by(
        "import sys, contextlib; from redblue.cli.main import main\n"
        f"sys.argv = ['redblue', *{command.split()}, '--help']\n"
        "with contextlib.suppress(SystemExit): main()"
    )
    assert not names & {"rich", "asyncio", "jinja2", "trustme", "h11", "cryptography"}


def test_no_guard_is_loaded_where_none_is_asked_for() -> None:
    names = loaded_by("from redblue.cli.session import Session; from redblue.runner.settings import Settings")
    assert not {name for name in names if name.startswith("redblue.blue")}


def test_the_core_never_loads_inspect() -> None:
    names = loaded_by("import redblue.cli.session, redblue.agents, redblue.suite.suite, redblue.sandbox.bubblewrap")
    assert not {name for name in names if name.startswith("inspect_ai")}
