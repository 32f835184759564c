"""`redblue` as a user starts it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any


def redblue(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    """Runs the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "redblue", *arguments], capture_output=True, text=True, check=False, **more
    )
