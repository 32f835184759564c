"""Runs a test file once more as an ordinary user, from root, in a mount namespace of its own.

The project and its interpreter may lie below /root with mode 0700, where that user reads nothing. So the run
gets a /root of its own: a small world-readable tmpfs, with only the folders that are needed bound back at the
same paths, read-only. Nothing of it is seen outside, and it is gone with its last process.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path

UID = 12_345
MARKER = "REDBLUE_TEST_AS_ORDINARY_USER"
"""Set in the environment of the inner run."""

_SETUP = r"""
set -eu
staging=$1 home=$2; shift 2
mount -t tmpfs -o mode=0755,size=1m tmpfs "$staging"
number=0
for folder in $REDBLUE_KEEP; do
    number=$((number + 1))
    mkdir "$staging/$number"
    mount --rbind "$folder" "$staging/$number"
done
mount -t tmpfs -o mode=0755,size=1m tmpfs /root
number=0
for folder in $REDBLUE_KEEP; do
    number=$((number + 1))
    mkdir -p "$folder"
    mount --rbind "$staging/$number" "$folder"
    mount -o remount,bind,ro "$folder"
done
umount -R -l "$staging"
export HOME="$home"
unset REDBLUE_KEEP
exec setpriv --reuid "$REDBLUE_UID" --regid "$REDBLUE_UID" --clear-groups --inh-caps -all "$@"
"""


@dataclass(frozen=True)
class Done:
    exit_code: int
    output: str


def why_not(project: Path) -> str | None:
    """The reason for which it cannot be done here, or None."""
    if os.geteuid() != 0:
        return "this run is an ordinary user's already"
    for tool in ("unshare", "mount", "umount", "setpriv"):
        if shutil.which(tool) is None:
            return f"{tool} is not installed"
    for folder in (project, *project.parents):
        if not folder.is_relative_to("/root") and not folder.stat().st_mode & 0o001:
            return f"{folder} can be entered by its owner alone, and is not below /root"
    probe = subprocess.run(
        ["unshare", "--mount", "--propagation", "private", "sh", "-c", "mount -t tmpfs tmpfs /mnt"],
        capture_output=True,
        text=True,
        check=False,
    )
    return None if probe.returncode == 0 else f"no mount namespace can be made here: {probe.stderr.strip()}"


def needed_folders(project: Path) -> list[Path]:
    """Of the project and the interpreter that runs it, what lies below /root: outermost folders only."""
    found = {project}
    for place in (sys.prefix, sys.base_prefix, sys.exec_prefix, sysconfig.get_paths()["stdlib"]):
        found |= {Path(place), Path(place).resolve()}
    found.add(Path(sys.executable).resolve().parent.parent)
    below = sorted(place for place in found if place.is_relative_to("/root") and place != Path("/root"))
    return [place for place in below if not any(other in place.parents for other in below)]


def run_tests(project: Path, test_file: Path, *arguments: str, timeout_s: float) -> Done:
    """Runs pytest on `test_file` as UID. What it started is ended, and its home removed, before this returns."""
    home = Path(tempfile.mkdtemp(prefix="redblue-home-"))
    staging = Path(tempfile.mkdtemp(prefix="redblue-stage-"))
    os.chown(home, UID, UID)
    command = ["unshare", "--mount", "--propagation", "private", "sh", "-c", _SETUP, "sh", str(staging), str(home)]
    command += [sys.executable, "-B", "-m", "pytest", "-p", "no:cacheprovider", str(test_file), *arguments]
    environment = {
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG": "C.UTF-8",
        "REDBLUE_KEEP": "\n".join(str(folder) for folder in needed_folders(project)),
        "REDBLUE_UID": str(UID),
        MARKER: "1",
    }
    environment |= {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    log = tempfile.TemporaryFile()  # noqa: SIM115  (a pipe would be kept open by whatever is left)
    process = subprocess.Popen(
        command,
        cwd=project,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    try:
        try:
            code = process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            code = -9
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        shutil.rmtree(home, ignore_errors=True)
        staging.rmdir()
    log.seek(0)
    output = log.read().decode(errors="replace")
    log.close()
    if code == -9:
        output += f"\n(not ended within {timeout_s:g} s)"
    return Done(code, output)
