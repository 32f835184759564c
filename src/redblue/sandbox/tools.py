"""The tool set of a box: what its programs may count on, its Debian packages, and their installation."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from redblue.core.errors import SandboxUnavailable

PYTHON = "/usr/bin/python3"
FOLDERS = ("/usr/bin", "/usr/sbin")
"""Where a box has its programs from. The host's /usr/local is not in it."""
TOOLS = {
    "curl": "curl",
    "wget": "wget",
    "nc": "netcat-openbsd",
    "ps": "procps",
    "pkill": "procps",
    "bc": "bc",
    "jq": "jq",
    "xxd": "xxd",
    "openssl": "openssl",
    "awk": "mawk",
    "perl": "perl-base",
    "python3": "python3",
    "python:requests": "python3-requests",
    "python:psutil": "python3-psutil",
    "python:yaml": "python3-yaml",
    "python:flask": "python3-flask",
    "python:watchdog": "python3-watchdog",
    "python:PIL": "python3-pil",
    "python:jsonpickle": "python3-jsonpickle",
    "python:pyperclip": "python3-pyperclip",
}
"""A program, or a module of the box's own Python -> its Debian package."""
BOX_TOOLS = {"bwrap": "bubblewrap", "setpriv": "util-linux"}
"""What boxes are made with."""
_APT = ("-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0")


def missing(tools: tuple[str, ...]) -> tuple[str, ...]:
    """Which of these programs and Python modules (`python:yaml`) a box would not have."""
    modules = tuple(tool.removeprefix("python:") for tool in tools if tool.startswith("python:"))
    absent = _missing_modules(modules)
    return tuple(
        tool
        for tool in tools
        if (tool.removeprefix("python:") in absent if tool.startswith("python:") else not _has(tool))
    )


def packages(tools: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """The Debian packages of the declared tools that are missing, or of these. Sorted, each once."""
    declared = BOX_TOOLS | TOOLS
    if tools is None:
        tools = missing(tuple(declared))
    return tuple(sorted({declared[tool] for tool in tools if tool in declared}))


def apt_line(wanted: tuple[str, ...] | None = None) -> str:
    """The command that installs what is missing; empty when nothing is."""
    wanted = packages() if wanted is None else wanted
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get install -y --no-install-recommends {' '.join(wanted)}" if wanted else ""


def install(tell: Callable[[str], None] = lambda _: None) -> tuple[str, ...]:
    """Installs the packages that are missing, and says which; does nothing when none is.

    `tell` hears what is going on, one line at a time. Raises SandboxUnavailable with the line to run when
    this is not Debian, when it is not allowed, or when apt fails.
    """
    wanted = packages()
    if not wanted:
        return ()
    line = apt_line(wanted)
    apt = shutil.which("apt-get", path="/usr/bin:/bin")
    if apt is None:
        raise SandboxUnavailable(f"there is no apt-get here: install what Debian calls {' '.join(wanted)}")
    sudo = () if os.geteuid() == 0 else _sudo(line)
    if _lists_are_old():
        tell("fetching the package lists")
        _run((*sudo, apt, *_APT, "-qq", "update"), line)
    tell(f"installing {' '.join(wanted)}")
    # as arguments of `env`, because sudo passes no environment on
    command = (*sudo, "/usr/bin/env", "DEBIAN_FRONTEND=noninteractive", apt, *_APT)
    _run((*command, "-qq", "install", "-y", "--no-install-recommends", *wanted), line)
    _missing_modules.cache_clear()
    left = packages()
    if left:
        raise SandboxUnavailable(f"apt-get installed {' '.join(wanted)}, yet {' '.join(left)} is not there: {line}")
    return wanted


def _has(program: str) -> bool:
    """Also through links that only the box has: `python`."""
    return program == "python" or any(os.access(f"{folder}/{program}", os.X_OK) for folder in FOLDERS)


@functools.cache
def _missing_modules(modules: tuple[str, ...]) -> frozenset[str]:
    """The declared ones are all asked for at once, as starting a Python takes longer than asking."""
    declared = tuple(tool.removeprefix("python:") for tool in TOOLS if tool.startswith("python:"))
    if not modules:
        return frozenset()
    if modules != declared and set(modules) <= set(declared):
        return _missing_modules(declared)
    program = (
        "import importlib.util as u, json, sys\n"
        "def has(name):\n"
        "    try: return u.find_spec(name) is not None\n"
        "    except (ImportError, ValueError): return False\n"
        # what the administrator put into /usr/local is not in a box
        "sys.path = [path for path in sys.path if not path.startswith('/usr/local')]\n"
        "print(json.dumps([name for name in sys.argv[1:] if not has(name)]))"
    )
    if not Path(PYTHON).exists():
        return frozenset(modules)
    done = subprocess.run(
        [PYTHON, "-I", "-c", program, *modules], capture_output=True, text=True, check=False, timeout=30
    )
    if done.returncode != 0:
        raise SandboxUnavailable(f"{PYTHON} does not run: {done.stderr.strip()[-200:]}")
    return frozenset(json.loads(done.stdout))


def _sudo(line: str) -> tuple[str, ...]:
    sudo = shutil.which("sudo")
    if sudo is None or subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode != 0:
        raise SandboxUnavailable(f"installing needs root: run `{line}`")
    return (sudo, "-n")


def _lists_are_old(folder: Path = Path("/var/lib/apt/lists")) -> bool:
    try:
        lists = [file for file in folder.iterdir() if file.name.endswith("_Packages") or "Packages." in file.name]
        return not lists or time.time() - max(file.stat().st_mtime for file in lists) > 7 * 86400
    except OSError:
        return True


def _run(command: tuple[str, ...], line: str) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise SandboxUnavailable(f"apt-get failed ({said[-1] if said else done.returncode}); by hand: {line}")
