"""What became of the files of a box, from two listings that its supervisor made."""

from __future__ import annotations

from typing import Literal, NamedTuple

from redblue.core.trace import FileChange

Kind = Literal["file", "folder", "link", "other"]
_KINDS: dict[int, Kind] = {8: "file", 4: "folder", 10: "link"}
# written by the box itself, or by a program's mere start
_LONG = 65536
"""Bytes from which on the supervisor leaves out the middle."""
_UNTOLD = ("/run/supervisor", "/run/processes")


class Entry(NamedTuple):
    kind: Kind
    mode: int
    size: int
    inode: int
    mtime_ns: int
    ctime_ns: int


Listing = dict[str, Entry]


def listing_of(data: bytes) -> Listing:
    """Reads `type mode size inode mtime ctime path`, each ended by a zero byte."""
    listing: Listing = {}
    for record in data.split(b"\0"):
        if not record:
            continue
        kind, mode, size, inode, mtime, ctime, path = record.split(b" ", 6)
        listing[path.decode(errors="surrogateescape")] = Entry(
            _KINDS.get(int(kind), "other"), int(mode), int(size), int(inode), int(mtime), int(ctime)
        )
    return listing


def changes(before: Listing, after: Listing) -> list[FileChange]:
    """Paths added, changed or deleted, in order of path. A folder's own times say nothing and do not count."""
    found: list[FileChange] = []
    for path in sorted(before.keys() | after.keys()):
        old, new = before.get(path), after.get(path)
        if path.startswith(_UNTOLD) or old == new:
            continue
        told = path.encode(errors="surrogateescape").decode(errors="replace")
        if new is None:
            assert old is not None
            found.append(FileChange(path=told, change="deleted", kind=old.kind))
        elif old is None:
            found.append(FileChange(path=told, change="added", kind=new.kind, size=new.size))
        elif new.kind != "folder" or (old.kind, old.mode) != (new.kind, new.mode):
            found.append(FileChange(path=told, change="changed", kind=new.kind, size=new.size))
    return found


def contents_of(paths: list[str], data: bytes) -> dict[str, str]:
    """The texts that the supervisor read: `size:` and the bytes for each path, `-1:` where there is none."""
    texts: dict[str, str] = {}
    at = 0
    for path in paths:
        colon = data.index(b":", at)
        size = int(data[at:colon])
        at = colon + 1
        if size < 0:
            continue
        content, at = data[at : at + size], at + size
        try:
            texts[path] = content.decode()
        except UnicodeDecodeError:
            # a long text may be cut in the middle of a letter
            is_text = b"\0" not in content and size >= _LONG
            texts[path] = content.decode(errors="replace") if is_text else content.decode("latin-1")
    return texts
