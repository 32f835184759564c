"""Hard limits through control groups, where this process may make some (usually: root). Version 1 and 2."""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
import signal
import time
from pathlib import Path

from redblue.sandbox.protocol import Limits

_ROOT = Path("/sys/fs/cgroup")
_PID_NAMESPACE = Path("/proc/self/ns/pid").stat().st_ino if Path("/proc/self/ns/pid").exists() else 0
_PREFIX = f"redblue-{os.getpid()}-{_PID_NAMESPACE}-"
"""Processes of several containers may see one another's groups, and not know one another's numbers."""
_FOREIGN_AGE_S = 60
_numbers = itertools.count()


@functools.cache
def controllers() -> dict[str, Path]:
    """Where a group can be made, for each of `memory`, `pids` and `cpu` that can be limited hard. Empty: nowhere."""
    found: dict[str, Path] = {}
    for name in ("memory", "pids", "cpu"):
        for folder in (_ROOT / name, _ROOT):
            if _can_limit(folder, name):
                found[name] = folder
                break
    _remove_abandoned(found)
    return found


def _can_limit(folder: Path, controller: str) -> bool:
    probe = folder / f"{_PREFIX}probe"
    try:
        if folder == _ROOT:
            control = folder / "cgroup.subtree_control"
            if controller not in control.read_text().split():
                control.write_text(f"+{controller}")
        probe.mkdir()
    except OSError:
        return False
    try:
        return any((probe / file).exists() for file in _FILES[controller])
    finally:
        probe.rmdir()


_FILES = {
    "memory": ("memory.max", "memory.limit_in_bytes"),
    "pids": ("pids.max",),
    "cpu": ("cpu.weight", "cpu.shares"),
}


def _remove_abandoned(found: dict[str, Path]) -> None:
    """Removes the groups of runs that were killed before they could do so."""
    for folder in set(found.values()):
        for group in folder.glob("redblue-*"):
            owner, _, rest = group.name.removeprefix("redblue-").partition("-")
            with contextlib.suppress(OSError):
                if rest.startswith(f"{_PID_NAMESPACE}-"):
                    if not Path("/proc", owner).exists():
                        _kill(group)
                        group.rmdir()
                elif time.time() - group.stat().st_mtime > _FOREIGN_AGE_S:
                    # of another container, whose processes are not ours to judge: succeeds when none is in it
                    group.rmdir()


def _kill(group: Path) -> None:
    with contextlib.suppress(OSError):
        for pid in (group / "cgroup.procs").read_text().split():
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)


class Group:
    """The control groups of one box, one for each controller there is."""

    def __init__(self, limits: Limits, *, memory: bool = True, processes: bool = True) -> None:
        """`memory` or `processes` false leaves that limit out. Raises nothing where there are no control groups."""
        found = controllers()
        name = f"{_PREFIX}{next(_numbers)}"
        self._folders = {folder / name for folder in found.values()}
        self.limits_memory = memory and "memory" in found
        try:
            self._make(limits, name, found, processes)
        except BaseException:
            self.remove()
            raise

    def _make(self, limits: Limits, name: str, found: dict[str, Path], processes: bool) -> None:
        for folder in self._folders:
            folder.mkdir(exist_ok=True)
        if self.limits_memory:
            # the files of a box lie in memory too
            total = str((limits.memory_mb + limits.disk_mb) * 1_000_000)
            folder = found["memory"] / name
            for file in (
                "memory.max",
                "memory.limit_in_bytes",
                "memory.swap.max",
                "memory.memsw.limit_in_bytes",
            ):
                with contextlib.suppress(OSError):
                    if (folder / file).exists():
                        (folder / file).write_text("0" if file == "memory.swap.max" else total)
        if processes and "pids" in found:
            (found["pids"] / name / "pids.max").write_text(str(limits.processes))

    def add(self, pid: int) -> None:
        """Moves a process, and what it will start, into the groups."""
        for folder in self._folders:
            (folder / "cgroup.procs").write_text(str(pid))

    def kill(self) -> None:
        """Ends every process that is still in the groups."""
        for folder in self._folders:
            _kill(folder)

    def was_out_of_memory(self) -> bool:
        """Whether the kernel ended a process of the group for its memory."""
        for folder in self._folders:
            for file in ("memory.events", "memory.oom_control"):
                with contextlib.suppress(OSError):
                    for line in (folder / file).read_text().splitlines():
                        if line.startswith("oom_kill ") and not line.endswith(" 0"):
                            return True
        return False

    def remove(self) -> bool:
        """True when nothing is left. False while a process is still ending: to be asked again."""
        for folder in list(self._folders):
            try:
                folder.rmdir()
            except FileNotFoundError:
                pass
            except OSError:
                continue
            self._folders.discard(folder)
        return not self._folders
