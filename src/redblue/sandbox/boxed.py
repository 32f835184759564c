"""Programs of this package that run in a box: compiled once, outside, so that no box has to."""

from __future__ import annotations

import functools
import subprocess
from importlib import resources
from pathlib import Path

from redblue.core.errors import SandboxUnavailable
from redblue.sandbox.base import PYTHON

HEADER = 16
"""Bytes in front of the marshalled code."""


@functools.cache
def compiled(name: str) -> bytes:
    """What a `.pyc` of `redblue.sandbox.<name>` would hold, by the box's own Python.

    Raises SandboxUnavailable when there is no such Python, or it cannot.
    """
    if not Path(PYTHON).exists():
        raise SandboxUnavailable(f"{PYTHON} is not there: run `redblue setup`, or apt-get install python3")
    source = resources.files("redblue.sandbox").joinpath(f"{name}.py").read_bytes()
    program = (
        "import sys, marshal, importlib.util as u;"
        f"code = compile(sys.stdin.buffer.read(), '/run/{name}', 'exec', optimize=2);"
        "sys.stdout.buffer.write(u.MAGIC_NUMBER + bytes(12) + marshal.dumps(code))"
    )
    done = subprocess.run([PYTHON, "-I", "-c", program], input=source, capture_output=True, check=False)
    if done.returncode != 0:
        raise SandboxUnavailable(f"{PYTHON} cannot compile the {name}: {done.stderr.decode()[-200:]}")
    return done.stdout
