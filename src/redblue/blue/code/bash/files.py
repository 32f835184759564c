"""What a shell and its programs do to files: paths, contents, and the files that stand for a network."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.variables import OWN
from redblue.blue.code.value import HOLE, Origin, Source, Value, concat, join, unknown
from redblue.core.verdict import Span

if TYPE_CHECKING:
    from redblue.blue.code.bash.interpreter import Shell

_NETWORK = re.compile(r"/dev/(tcp|udp)/([^/]*)/([^/]*)")
_PROCESS = re.compile(r"/proc/(\d+|\*|\[0-9\]\*|\ufffc)(/.*)?")
_DESCRIPTOR = re.compile(r"(?:/dev/fd|/proc/(?:self|thread-self|\d+|\ufffc)/fd)/(\d{1,3})")
_NOTHING = frozenset({"/dev/null", "/dev/stdout", "/dev/stderr", "/dev/tty", "-", "/dev/fd/1", "/dev/fd/2"})
_RANDOM = frozenset({"/dev/urandom", "/dev/random", "/dev/hwrng"})
EMPTY = Value("")
_UDP = frozenset({"udp"})


def path_of(shell: Shell, value: Value) -> Value:
    """A path as seen from where the block started; acts do this by themselves."""
    run = shell.run
    if value.payload is not None or not (run.cwd or run.links):
        return value
    if not value.others:
        return run.located(value)
    return join([run.located(one) for one in value.each()])


def address_of(path: str) -> str | None:
    """host:port of /dev/tcp/host/port and its like; None for any other path."""
    match = _NETWORK.fullmatch(path) if path.startswith("/dev/") else None
    return f"{match[2]}:{match[3]}" if match else None


def connected(shell: Shell, path: Value, span: Span, via: str) -> Value | None:
    """The connection that opening a path makes; None if it makes none."""
    address = address_of(path.text)
    if address is None:
        return None
    target = Value(address, path.origins)
    how = _UDP if path.text.startswith("/dev/udp") else NOWHERE_HOW
    shell.run.act(Verb.CONNECT, target, span, via=via, how=how)
    return Value(address, path.origins | {Origin(Source.SOCKET, address)}, kind="socket", payload=how)


NOWHERE_HOW: frozenset[str] = frozenset()


def _opened(shell: Shell, path: Value) -> Value:
    """What stands behind a descriptor's own path."""
    match = _DESCRIPTOR.fullmatch(path.text)
    if match is None:
        return path
    opened = shell.descriptors.get(int(match[1]))
    return path if opened is None or opened.kind != "str" or opened.payload is not None else opened


def written(shell: Shell, path: str) -> Value | None:
    """What the block itself has written there."""
    files = shell.run.files
    return files.get(path) if path in files or not path.startswith("./") else files.get(path[2:])


def on_path(shell: Shell, name: str) -> str | None:
    """The file of the block's own that a name means by the search path that it has set; None where it means none."""
    run = shell.run
    if not run.files or not name or HOLE in name:
        return None
    path = shell.variables.get("PATH")
    if path is None:
        return name if name in run.files else None
    for folder in path.text.split(":")[:20]:
        if not folder or folder.startswith(HOLE):
            continue
        found = path_of(shell, Value(posixpath.normpath(f"{folder}/{name}"))).text
        if found in run.files:
            return found if "/" in found else f"./{found}"
    return name if name in run.files else None


def read_file(shell: Shell, path: Value, span: Span, via: str) -> Value:
    """The content; notes that it is read."""
    if isinstance(path.payload, Value):
        return path.payload
    if not path.others:
        return _read_one(shell, path, span, via)
    return join([_read_one(shell, one, span, via) for one in path.each()])


def _read_one(shell: Shell, path: Value, span: Span, via: str) -> Value:
    path = _opened(shell, path)
    text = path_of(shell, path).text
    if shell.own_text is not None:
        if path.text == OWN:
            return shell.own_text
        if text.endswith("/cmdline") and any(one.detail == "$$" for one in path.origins):
            return concat(Value("bash\0-c\0"), shell.own_text, Value("\0"))
    if text in ("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"):
        return shell.stdin
    if text in _NOTHING:
        return EMPTY
    if text in _RANDOM:
        return Value(origins=frozenset({Origin(Source.SECURE_RANDOM)}))
    if text == "/dev/zero":
        return Value(origins=frozenset({Origin(Source.FILE, text)}), kind="endless")
    if text.startswith("/dev/"):
        connection = connected(shell, path, span, via)
        if connection is not None:
            return unknown(connection)
    shell.run.act(Verb.READ, path, span, via=via)
    origins = path.origins | {Origin(Source.FILE, text)}
    if _PROCESS.fullmatch(text):
        origins |= {Origin(Source.PROCESSES)}
    content = written(shell, text)
    if content is not None:
        return content.tagged(*origins)
    return Value(origins=origins)


def write_file(
    shell: Shell,
    path: Value,
    data: Value,
    span: Span,
    via: str,
    *,
    append: bool = False,
    how: frozenset[str] = NOWHERE_HOW,
) -> None:
    """Notes that a file is written, and remembers what it then holds."""
    if isinstance(path.payload, Value):
        if callable(path.payload.payload) and data.text != HOLE:
            path.payload.payload(data)
        return
    for one in _opened(shell, path).each():
        text = path_of(shell, one).text
        if text in _NOTHING:
            if text == "/dev/null":
                shell.run.act(Verb.APPEND if append else Verb.WRITE, one, span, data=data, via=via, how=how)
            continue
        if text.startswith("/dev/"):
            connection = connected(shell, one, span, via)
            if connection is not None:
                send(shell, connection, data, span, via)
                continue
        shell.run.act(Verb.APPEND if append else Verb.WRITE, one, span, data=data, via=via, how=how)
        if HOLE not in text:
            remember(shell, text, data, append=append)


def remember(shell: Shell, text: str, data: Value, *, append: bool = False) -> None:
    """Keeps what a file holds from now on."""
    key = text.removeprefix("./")
    before = shell.run.files.get(key)
    if append:
        shell.run.files[key] = concat(before, data) if before is not None else concat(Value(HOLE), data)
    elif before is not None and shell.is_branching:
        shell.run.files[key] = join([before, data])
    else:
        shell.run.files[key] = data


def send(shell: Shell, connection: Value, data: Value, span: Span, via: str) -> None:
    """Notes what goes out through a connection: data, or a shell."""
    target = Value(connection.text, connection.origins)
    how = connection.payload if isinstance(connection.payload, frozenset) else NOWHERE_HOW
    if data.kind == "shell":
        shell.run.act(Verb.SHELL, target, span, data=data, via=via, how=how)
    elif data.text or data.others:
        shell.run.act(Verb.SEND, target, span, data=data, via=via, how=how)
