"""What gives way in a box to the files of a world, in options for bubblewrap.

Most of a box is its own memory file system, where the supervisor plants. Three places are not, and take more:

- The **system's folders** are the host's, bound read-only. One that has to hold a planted file is *opened*: it
  becomes a folder of the box's own with a symbolic link for each entry, to the original under /run/system. So do
  the folders on the way to it, and no others.
- In **/proc** a file is covered by one with the planted content. A folder of it becomes a small read-only file
  system, with what was planted and stand-ins for what the kernel shows there.
- In **/dev** files are made before it becomes read-only.
"""

from __future__ import annotations

import functools
import itertools
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from redblue.core.world import PlantedFile, PlantedWorld
from redblue.sandbox.base import HOST_NAME
from redblue.sandbox.places import ORIGINALS, base_kinds, is_planted_inside, system_root, system_roots

Give = Callable[[bytes], str]
"""Makes a descriptor from which bubblewrap can read a content, and says its number."""

_AT_START = re.compile(
    r"/python3|/(ba|da)?sh$|/(ld-linux.*|lib(c|m|z|dl|rt|util|pthread|expat|ffi|tinfo|python.*))\.so[^/]*$"
)
"""What has to be there before the supervisor is."""
_NETWORK = "/proc/sys/net"
_BOUND = re.compile(r"python3[.\d]*|.*-linux-gnu")
"""Entries that are bound, not linked: who asks Python or a library where it is, is told the usual place."""
_MOST_LINKS = 2_500
"""Bubblewrap takes 9,000 arguments. The supervisor makes further links, which only a huge folder has."""
_MOST_BINDS = 32
"""Each costs a quarter of a millisecond, and more the more there are."""
_PAGE = 4096


class Entry(NamedTuple):
    name: str
    target: str
    """Where a link points, else nothing."""
    is_folder: bool


@functools.lru_cache(maxsize=64)
def _entries(folder: str, _mtime_ns: int) -> tuple[Entry, ...]:
    with os.scandir(folder) as entries:
        return tuple(
            Entry(
                entry.name,
                str(Path(entry.path).readlink()) if entry.is_symlink() else "",
                entry.is_dir(follow_symlinks=False),
            )
            for entry in sorted(entries, key=lambda entry: entry.name)
        )


class Openings:
    """What gives way to the files of a settled world."""

    def __init__(self, world: PlantedWorld) -> None:
        self._files = world.world.files
        self._links: list[tuple[str, str]] = []
        self._binds: list[str] = []
        self._folders: set[str] = set()
        """Opened, each with all those on the way to it."""
        self.roots: set[str] = set()
        """System folders (or files) that are not to be bound as a whole."""
        places = {file.path: system_root(file.path) for file in self._files}
        for path, root in places.items():
            if root is None or not is_planted_inside(PlantedFile(path=path, kind="folder")):
                continue
            self.roots.add(root)
            folders = [str(folder) for folder in PurePosixPath(path).parents if folder.is_relative_to(root)]
            self._folders |= {folder for folder in folders if Path(folder).is_dir()}
        for folder in sorted(self._folders):
            self._open(folder, {path for path, root in places.items() if root is not None})

    def _open(self, folder: str, planted: set[str]) -> None:
        for name, target, is_folder in _entries(folder, Path(folder).stat().st_mtime_ns):
            path = f"{folder}/{name}"
            if path in self._folders or (path in planted and not is_folder):
                continue
            if not target and _BOUND.fullmatch(name) and (is_folder or folder.endswith("bin")):
                self._binds.append(path)
            else:
                self._links.append((path, target or ORIGINALS + path))

    def _in_order(self) -> list[tuple[str, str]]:
        if len(self._links) <= _MOST_LINKS:
            return self._links
        return sorted(self._links, key=lambda link: not _AT_START.search(link[0]))

    def late_links(self) -> list[tuple[str, str]]:
        """Links, and where they point, that are left to the supervisor."""
        return self._in_order()[_MOST_LINKS:]

    @property
    def count(self) -> int:
        """How many files of the box's own the opened folders and their entries are."""
        return len(self._links) + len(self._binds) + len(self._folders)

    def system_options(self, bind: str) -> list[str]:
        """For bubblewrap, after what is bound as a whole."""
        if not self._folders:
            return []
        args = ["--perms", "0111", "--size", str(16 * _PAGE), "--tmpfs", ORIGINALS]
        roots = sorted(self.roots & self._folders)
        for root in roots:
            args += [bind, root, ORIGINALS + root]
        # originals have relative links, and programs look beside themselves: there they find the rest
        for folder in ("/usr", "/"):
            for name in ("bin", "etc", "lib", "lib32", "lib64", "libexec", "libx32", "local", "sbin", "share", "var"):
                path = str(PurePosixPath(folder, name))
                is_there = path in base_kinds() or path in system_roots()
                if is_there and not any(root == path or root.startswith(path + "/") for root in roots):
                    args += ["--symlink", path, ORIGINALS + path]
        args += ["--remount-ro", ORIGINALS]
        for folder in sorted(self._folders):
            args += ["--dir", folder]
        for path in self._binds:
            args += [bind, path, path]
        for path, target in self._in_order()[:_MOST_LINKS]:
            args += ["--symlink", target, path]
        return args

    # ------------------------------------------------------------------ /proc and /dev

    def proc_options(self, give: Give) -> list[str]:
        """For bubblewrap, after its /proc: in every box a file covers how the host was started."""
        mask = PlantedFile(path="/proc/cmdline", content="quiet\n")
        files = [file for file in _last_of_each((mask, *self._files)) if file.path.startswith("/proc/")]
        opened: dict[str, list[PlantedFile]] = {}
        covering = []
        for file in files:
            folder = _opened_in_proc(file.path)
            if folder is not None:
                opened.setdefault(folder, []).append(file)
            elif not Path(file.path).is_dir():
                covering.append(file)
        for file in list(covering):
            if (folder := file.path.rpartition("/")[0]) in opened:
                opened[folder].append(file)
                covering.remove(file)
        args: list[str] = []
        for folder, inside in sorted(opened.items()):
            taken = {file.path[len(folder) + 1 :].split("/")[0] for file in inside}
            stand_ins = list(_stand_ins(folder, taken, give))
            # no more than a page for each: what the kernel shows in /proc/sys is a line
            size = sum(len(file.content.encode()) // _PAGE + 2 for file in inside) + len(stand_ins) + 16
            args += ["--perms", "0555", "--size", str(size * _PAGE), "--tmpfs", folder, *itertools.chain(*stand_ins)]
            args += _made(inside, folder, give)
        for file in covering:
            args += [] if file is mask else ["--perms", _mode(file)]
            args += ["--ro-bind-data", give(file.content.encode()), file.path]
        for folder in sorted(opened, reverse=True):
            args += ["--remount-ro", folder]
        return args

    def dev_options(self, give: Give) -> list[str]:
        """For bubblewrap, after its /dev and before that becomes read-only."""
        files = [file for file in _last_of_each(self._files) if file.path.startswith("/dev/")]
        return _made([file for file in files if not file.path.startswith("/dev/shm/")], "/dev", give)


def _last_of_each(files: Iterable[PlantedFile]) -> Iterator[PlantedFile]:
    return iter({file.path: file for file in files}.values())


def _mode(file: PlantedFile) -> str:
    return f"{file.mode & 0o777:04o}"


def _made(files: list[PlantedFile], folder: str, give: Give) -> list[str]:
    """Options that make files, and the folders between them and `folder`."""
    args: list[str] = []
    made = {file.path for file in files if file.kind == "folder"}
    for file in sorted(files, key=lambda file: (file.kind != "folder", file.path)):
        between = [str(each) for each in PurePosixPath(file.path).parents if each.is_relative_to(folder)]
        for each in between[-2::-1]:
            if each not in made:
                made.add(each)
                args += ["--perms", "0755", "--dir", each]
        if file.kind == "folder":
            args += ["--perms", _mode(file), "--dir", file.path]
        elif file.kind == "link":
            args += ["--symlink", file.content, file.path]
        else:
            args += ["--perms", _mode(file), "--file", give(file.content.encode()), file.path]
    return args


def _opened_in_proc(path: str) -> str | None:
    """The folder that becomes a file system of its own, unless what is at `path` can just be covered."""
    if path.startswith(_NETWORK + "/"):
        # what else is there depends on the network: the box's has not all the files of the host's
        name = path[len(_NETWORK) + 1 :].split("/")[0]
        is_common = name in ("core", "ipv4", "ipv6", "unix") and Path(_NETWORK, name).is_dir()
        folder = f"{_NETWORK}/{name}" if is_common else _NETWORK
        return None if path == folder else folder
    pure = PurePosixPath(path)
    if os.path.lexists(pure):
        return None
    return str(next(folder for folder in pure.parents if Path(folder).is_dir()))


def _stand_ins(folder: str, taken: set[str], give: Give) -> Iterator[list[str]]:
    """Options for all that the kernel shows in a folder of /proc, but for the names in `taken`.

    The real ones, where that is cheap, else empty folders, and files with what the kernel's hold now.
    """
    mounts = [
        re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), line.split()[4])
        for line in Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    ]
    is_network = folder.startswith(_NETWORK)
    with os.scandir(folder) as scanned:
        entries = sorted((entry for entry in scanned if entry.name not in taken), key=lambda entry: entry.name)
    files = [entry for entry in entries if entry.is_file(follow_symlinks=False)]
    folders = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
    for entry in entries:
        path = entry.path
        # what is mounted there is the host's alone
        is_plain = not is_network and not any(point == path or point.startswith(path + "/") for point in mounts)
        if entry.is_symlink():
            yield ["--symlink", str(Path(path).readlink()), path]
        elif entry in folders:
            yield ["--ro-bind", path, path] if is_plain and len(folders) <= _MOST_BINDS else ["--dir", path]
        elif entry in files:
            if is_plain and len(files) <= _MOST_BINDS:
                yield ["--ro-bind", path, path]
            else:
                mode = entry.stat(follow_symlinks=False).st_mode & 0o444
                content = _setting(path) if is_plain and mode & 0o004 else b""
                yield ["--perms", f"{mode:04o}", "--file", give(content), path]


def _setting(path: str) -> bytes:
    """What a file of /proc/sys holds for an ordinary user of the box."""
    own = {"/proc/sys/kernel/hostname": HOST_NAME, "/proc/sys/kernel/domainname": "(none)"}
    if path in own:
        return own[path].encode() + b"\n"
    if not path.startswith("/proc/sys/"):
        return b""
    try:
        with Path(path).open("rb") as file:
            return file.read(_PAGE)
    except OSError:
        return b""
