"""Where in a box a file of a world can be planted, and where it cannot.

A path is what a data set says, so it may say anything: whatever it is, it is planted where the kernel would look for
it in the box, or refused. How a box is made so that it can be planted there is told in `openings`.
"""

from __future__ import annotations

import functools
import os
import re
import stat
from pathlib import Path, PurePosixPath
from typing import Literal

from redblue.core.errors import InvalidCase
from redblue.core.world import PlantedFile, PlantedWorld, World
from redblue.sandbox.base import PYTHON, SYSTEM_FILES, SYSTEM_FOLDERS, base_files, surrounded

ORIGINALS = "/run/system"
"""Where an opened folder's original is: to be entered, but not listed, so that no search finds everything twice."""

Kind = Literal["file", "folder", "link"]
_RESERVED = ("/run/supervisor", "/run/processes", ORIGINALS)
MERGED = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")
"""At the root, links into /usr where the host has them so, else system folders like those of /usr."""
_MERGED_PATHS = frozenset(f"/{name}" for name in MERGED)
_PROGRAMS = (PYTHON, "/usr/bin/bash", "/usr/bin/sh", "/usr/bin/sleep", "/usr/bin/dash")
"""What every box is started and used with."""
_CODE = re.compile(r"(/usr)?/lib\w*/(python3[^/]*/.*\.(py|pyc|so)|([^/]*-linux-gnu[^/]*/)?[^/]*\.so(\.[\w.]+)?)")
"""Python's modules, and the libraries of all programs."""
_MOST_BY_BACKEND = 200
"""Each takes a descriptor and several arguments."""
_MOST_LINKS = 40
"""On the way to a file, as for the kernel."""
_DEVICES = {
    "null", "zero", "full", "random", "urandom", "tty", "ptmx", "pts", "fd", "stdin", "stdout", "stderr", "core"
}  # fmt: skip


class _Refused(Exception):
    """Why a path cannot be planted."""


def why_not(path: str, kind: Kind = "file") -> str | None:
    """Why nothing of this kind can be planted at `path`, in one line that names it, or None when it can.

    Looks at this machine's system folders and /proc, and starts nothing.
    """
    try:
        _place(path, kind)
    except _Refused as refused:
        return f"{_shown(path)} cannot be planted: {refused}"
    return None


def settled(world: PlantedWorld) -> PlantedWorld:
    """The world with each path as the box's kernel resolves it, and a folder for each user's home.

    Raises InvalidCase when something cannot be planted where the world says.
    """
    spec = world.world
    homes = [PlantedFile(path=user.home, kind="folder", mode=0o755) for user in spec.users if user.home != "/"]
    if not homes and not spec.files:
        return world
    files: list[PlantedFile] = []
    for file in (*homes, *spec.files):
        try:
            place = _place(file.path, file.kind)
        except _Refused as refused:
            raise InvalidCase(f"{_shown(file.path)} cannot be planted: {refused}") from None
        content = file.content
        if file.kind == "link" and (not content or "\0" in content or len(os.fsencode(content)) > 4095):
            raise InvalidCase(f"{_shown(file.path)} cannot be planted: no link can point at {_shown(content)}")
        if file.surrounds and file.kind == "file" and (text := _original(place)):
            content = surrounded(text, content)
        files.append(file.model_copy(update={"path": place, "content": content}))
    if sum(file.path.startswith(("/proc/", "/dev/")) for file in files) > _MOST_BY_BACKEND:
        raise InvalidCase(f"the world has more than {_MOST_BY_BACKEND} files in /proc and /dev")
    ends = {file.path for file in files if file.kind != "folder"}
    for file in files:
        for folder in PurePosixPath(file.path).parents:
            if str(folder) in ends:
                raise InvalidCase(f"{_shown(file.path)} cannot be planted: the world has a file {_shown(str(folder))}")
    return world.model_copy(update={"world": spec.model_copy(update={"files": tuple(files)})})


def is_planted_inside(file: PlantedFile) -> bool:
    """Whether the supervisor plants it, rather than the backend; of a settled world or the base system."""
    if file.path.startswith(("/proc/", "/dev/")):
        return file.path.startswith("/dev/shm/")
    return file.kind != "folder" or system_root(file.path) is None or not Path(file.path).is_dir()


def _shown(path: str) -> str:
    return repr(path if len(path) <= 200 else path[:200] + "...")


def _place(path: str, kind: Kind) -> str:
    """The path as the box's kernel resolves it, its last name not followed. Raises _Refused."""
    try:
        encoded = os.fsencode(path)
    except UnicodeEncodeError:
        raise _Refused("it cannot be encoded") from None
    if not path.startswith("/"):
        raise _Refused("it is not absolute")
    if b"\0" in encoded:
        raise _Refused("it holds a zero byte")
    if len(encoded) > 4095 or any(len(name) > 255 for name in encoded.split(b"/")):
        raise _Refused("it is longer than a path may be (255 bytes a name, 4095 in all)")
    place = _resolved(path)
    if place == "/":
        raise _Refused("it is the root")
    for reserved in _RESERVED:
        if place == reserved or place.startswith(reserved + "/"):
            raise _Refused(f"{reserved} is the box's own")
    if place.startswith("/proc/"):
        _check_proc(place, kind)
    elif place.startswith("/dev/") and not place.startswith("/dev/shm/"):
        _check_dev(place, kind)
    else:
        _check_elsewhere(place, kind)
    return place


def _resolved(path: str) -> str:
    at: list[str] = []
    left = _names(path)
    links = 0
    while left:
        name = left.pop()
        if name == "..":
            at = at[:-1]
            continue
        # the last name is not followed
        target = _link_at("/" + "/".join([*at, name])) if left else None
        if target is None:
            at.append(name)
            continue
        links += 1
        if links > _MOST_LINKS:
            raise _Refused("its links go in a circle")
        if target.startswith("/"):
            at = []
        left += _names(target)
    return "/" + "/".join(at)


def _names(path: str) -> list[str]:
    """The last one first."""
    return [name for name in path.split("/") if name not in ("", ".")][::-1]


@functools.cache
def system_roots() -> frozenset[str]:
    """What is the host's in every box."""
    usr = [f"/usr/{name}" for name in SYSTEM_FOLDERS]
    unmerged = [f"/{name}" for name in MERGED if not Path("/", name).is_symlink()]
    return frozenset(path for path in (*usr, *unmerged, *SYSTEM_FILES) if Path(path).exists())


def system_root(path: str) -> str | None:
    """The system folder that `path` is in, or is."""
    names = path.split("/", 3)
    for end in (2, 3):
        root = "/".join(names[:end])
        if root in system_roots():
            return root
    return None


def _link_at(path: str) -> str | None:
    """Where the link that every box has at `path` points."""
    if system_root(path) is None and path not in _MERGED_PATHS:
        return None
    try:
        return os.readlink(path)  # noqa: PTH115  (several times as fast, and asked for each name)
    except OSError:
        return None


@functools.cache
def base_kinds() -> dict[str, Kind]:
    """What every box has of its own."""
    kinds: dict[str, Kind] = {"/dev/shm": "folder", "/usr/local": "folder"}
    for file in base_files(PlantedWorld(world=World(), values={}), ""):
        kinds[file.path] = file.kind
    for path in (*kinds, *system_roots(), "/proc/x", *_RESERVED):
        for folder in PurePosixPath(path).parents:
            kinds[str(folder)] = "folder"
    return kinds | {f"/{name}": "folder" for name in MERGED if Path("/", name).is_dir()}


def _check_elsewhere(path: str, kind: Kind) -> None:
    *folders, _ = _ways(path)
    for folder in folders:
        if base_kinds().get(folder, "folder") != "folder":
            raise _Refused(f"{_shown(folder)} is a file")
    there = base_kinds().get(path)
    if there is not None and (there == "folder") != (kind == "folder"):
        raise _Refused(f"every box has a {there} there")
    root = system_root(path)
    if root is None:
        return
    for folder in [folder for folder in folders if len(folder) >= len(root)]:
        mode = _mode_at(folder)
        if mode is None:
            return
        if not stat.S_ISDIR(mode):
            raise _Refused(f"{_shown(folder)} is a file")
        if mode & 0o005 != 0o005:
            raise _Refused(f"{_shown(folder)} is closed to ordinary users")
    mode = _mode_at(path)
    if mode is not None and stat.S_ISDIR(mode) != (kind == "folder"):
        raise _Refused(f"the system has a {'folder' if stat.S_ISDIR(mode) else 'file'} there")
    if mode is not None and kind != "folder" and _is_needed(path):
        raise _Refused("the box itself runs on what is there")


def _ways(path: str) -> list[str]:
    """The folders on the way to a path, below the root, and the path."""
    names = path.split("/")
    return ["/".join(names[:end]) for end in range(2, len(names) + 1)]


def _mode_at(path: str) -> int | None:
    try:
        return os.lstat(path).st_mode
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _Refused(f"{_shown(path)}: {error.strerror}") from None


def _is_needed(path: str) -> bool:
    return path in _programs() or _CODE.fullmatch(path) is not None


@functools.cache
def _programs() -> frozenset[str]:
    """The programs and the links on the way to them."""
    found = set()
    for program in _PROGRAMS:
        place = _resolved(program)
        found.add(place)
        while (target := _link_at(place)) is not None:
            place = _resolved(str(Path(place).parent / target))
            found.add(place)
    return frozenset(found)


def _original(path: str) -> str:
    """The system's own text at `path`, or nothing where it has none. Empty where it is no text, or closed."""
    for _ in range(_MOST_LINKS):
        # not the host's kernel, which may be led out of the system's folders
        if (target := _link_at(path)) is None:
            break
        path = _resolved(str(Path(path).parent / target))
    file = Path(path)
    if system_root(path) is None or not file.is_file() or file.is_symlink():
        return ""
    try:
        # what a box may not read, or is no text, gives way to the content
        return file.read_text(encoding="utf-8") if file.stat().st_mode & 0o004 else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _check_dev(path: str, kind: Kind) -> None:
    name = path.split("/")[2]
    if name in _DEVICES:
        raise _Refused(f"/dev/{name} is a device of the box")
    if path == "/dev/shm" and kind != "folder":
        raise _Refused("every box has a folder there")


def _check_proc(path: str, kind: Kind) -> None:
    names = path.split("/")[2:]
    if names[0].isdigit() or names[0] in ("self", "thread-self"):
        raise _Refused(f"in /proc/{names[0]} the kernel shows a process")
    for end in range(1, len(names) + 1):
        at, is_last = "/proc/" + "/".join(names[:end]), end == len(names)
        try:
            seen = os.lstat(at)
        except FileNotFoundError:
            if end == 1:
                raise _Refused(f"the kernel has no {_shown(at)}, and nobody else can make a name in /proc") from None
            return
        except OSError as error:
            raise _Refused(f"{_shown(at)}: {error.strerror}") from None
        mode = seen.st_mode
        if seen.st_dev != os.lstat("/proc").st_dev:
            raise _Refused(f"on this host something is mounted at {_shown(at)}")
        if stat.S_ISLNK(mode):
            raise _Refused(f"{_shown(at)} is a link of the kernel's")
        if stat.S_ISDIR(mode):
            if is_last and kind != "folder":
                raise _Refused("the kernel has a folder there")
            if mode & 0o005 != 0o005:
                raise _Refused(f"{_shown(at)} is closed to ordinary users")
        elif not is_last:
            raise _Refused(f"{_shown(at)} is a file")
        elif not stat.S_ISREG(mode) or kind != "file":
            raise _Refused("only a file can take the place of the kernel's")
