"""Folders of the host that a box shows, read-only and at their own path, as a program that is to run lies there."""

from __future__ import annotations

import functools
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from redblue.core.errors import UsageError

_WHOLE = frozenset(
    "/ /bin /boot /dev /etc /home /lib /lib32 /lib64 /libx32 /media /mnt /opt /proc /root /run /sbin /srv /sys /tmp "
    "/usr /usr/local /usr/share /usr/lib /usr/bin /var /var/tmp /var/lib /var/log /workspace".split()
)
"""Not as a whole."""
_CLOSED = (
    "/boot",
    "/dev",
    "/etc",
    "/proc",
    "/run",
    "/sys",
    "/usr/bin",
    "/usr/lib",
    "/usr/sbin",
    "/usr/share",
    "/workspace",
)
"""Nor anything below."""
_SECRET = frozenset(
    ".aws .azure .config .docker .git-credentials .gnupg .kube .mozilla .netrc .npmrc .password-store "
    ".pgpass .pypirc .ssh".split()
)
_KEYS = frozenset(".aws .gnupg .kube .password-store .ssh".split())
"""Of these, what no package has anywhere in it."""
_DOORS = {stat.S_IFSOCK: "a socket", stat.S_IFIFO: "a pipe", stat.S_IFBLK: "a device", stat.S_IFCHR: "a device"}


def shareable(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The folders, when a box may show them. Raises UsageError that says why one may not be shown."""
    chosen = tuple(folders)
    for folder in chosen:
        if why := _why_not(folder):
            raise UsageError(f"--agent-files {folder}: {why}")
    return chosen


def _why_not(folder: Path) -> str:
    if not folder.is_absolute():
        return "a path from / is needed: the box shows the folder at the same place"
    if not folder.is_dir():
        return "no such folder"
    real = folder.resolve()
    if real != folder:
        return f"is reached by a link or `..`; name {real} instead"
    if str(real) in _WHOLE or any(real.is_relative_to(closed) for closed in _CLOSED):
        return "belongs to the system; name the folder that holds the agent's program alone"
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  (a home need not be there)
    if home.is_relative_to(real) or real.parent == Path("/home"):
        return "is a home folder, with all that is private in it; name the folder that holds the agent's program alone"
    if secret := next((name for name in _SECRET if name in real.parts or os.path.lexists(real / name)), None):
        return f"holds {secret}, which is secret"
    if os.geteuid() == 0:
        # boxes run under an id that owns nothing
        for each in (real, *real.parents):
            if each.stat().st_mode & 0o001 == 0 or (each == real and each.stat().st_mode & 0o004 == 0):
                return f"cannot be read by a box, for which {each} is closed: chmod o+rx {each}, or put it elsewhere"
    elif not os.access(real, os.R_OK | os.X_OK):
        return "cannot be read"
    return _found_in(real)


@functools.cache  # a process asks for each box
def _found_in(folder: Path) -> str:
    for place, folders, files in os.walk(folder):
        if keys := _KEYS.intersection(folders):
            return f"holds {place}/{min(keys)}, which is secret"
        for name in files:
            path = Path(place, name)
            if door := _DOORS.get(stat.S_IFMT(path.lstat().st_mode)):
                return f"holds {path}, {door}, by which a box could reach this machine"
    return ""
