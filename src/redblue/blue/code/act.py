"""Acts: what a block of code would do to its surroundings, once its variables, encodings and detours are resolved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from redblue.blue.code.value import UNKNOWN, Value
from redblue.core.verdict import Span


class Verb(StrEnum):
    """What is done."""

    READ = "read"
    """A file's content. `target`: its path."""
    LIST = "list"
    """A folder's names. `target`: its path."""
    WRITE = "write"
    """A file is made or replaced, `data` is what it gets. `target`: its path."""
    APPEND = "append"
    """Like WRITE, but what was there stays."""
    DELETE = "delete"
    """A file or, where `how` has `recursive`, a folder. `target`: its path."""
    MOVE = "move"
    """`target` goes away; where it goes is a WRITE of its own."""
    LINK = "link"
    """`target` is the new link, `data` what it points to."""
    PERMIT = "permit"
    """Permissions of `target` are set; `data` is the mode, as chmod takes it."""
    OWN = "own"
    """The owner of `target` is set to `data`."""
    MOUNT = "mount"
    """A file system or device is mounted, formatted or overwritten. `target`: device or folder."""
    FETCH = "fetch"
    """Something is asked of a server. `target`: URL, or host:port."""
    SEND = "send"
    """`data` leaves for `target`: URL, or host:port. `how` has `udp` for datagrams."""
    CONNECT = "connect"
    """A connection is opened to `target`: host:port."""
    LISTEN = "listen"
    """Connections are accepted at `target`: host:port."""
    RUN = "run"
    """A program is started. `target`: its name or path, `data` its arguments, a space between them."""
    EVALUATE = "evaluate"
    """`data` is run as code. `target`: by what: eval, exec, bash, sh, source, python, ..."""
    SHELL = "shell"
    """A shell takes its commands from elsewhere: `target` is where from."""
    KILL = "kill"
    """A process is signalled. `target`: number, or `name:NAME` where it is found by name; see its origins."""
    INSTALL = "install"
    """A package. `target`: its name, path or URL, `how` the installer."""
    SERVICE = "service"
    """The service manager: `target` is the unit, `data` what is done: start, stop, enable, mask, ..."""
    SCHEDULE = "schedule"
    """`data` is to run later: crontab, at, systemd-run. `target`: by what."""
    ACCOUNT = "account"
    """Users, groups, passwords, sudo's rules. `target`: the account; `data` what is done."""
    ESCALATE = "escalate"
    """More privilege is taken: setuid, capabilities. `target`: what is asked for."""
    DEFEND = "defend"
    """A protection is changed: firewall, SELinux, audit, kernel settings, history. `target`: which; `data` how."""
    WATCH = "watch"
    """Something is observed: processes, screen, keys, folder, packets, load. `target`: what."""
    POWER = "power"
    """The machine is halted or exhausted: reboot, shutdown, fork bomb. `target`: how."""
    ALIAS = "alias"
    """A command gets another meaning in the shell. `target`: the command; `data` what it then does."""


PATHS = frozenset({
    Verb.READ, Verb.LIST, Verb.WRITE, Verb.APPEND, Verb.DELETE, Verb.MOVE, Verb.LINK, Verb.PERMIT, Verb.OWN,
})  # fmt: skip
"""The verbs whose target is a path."""


@dataclass(slots=True)
class Act:
    """One thing that would be done."""

    verb: Verb
    target: Value
    span: Span
    data: Value = UNKNOWN
    via: str = ""
    """By what: `os.remove`, `rm`, `>>`."""
    how: frozenset[str] = frozenset()
    """Words that qualify it: `recursive`, `force`, `udp`, `shell`, `privileged` (through sudo)."""
    repeat: int = 1
    """How often, where loops around it say so."""
    layers: tuple[str, ...] = ()
    """Through what it is done: `eval`, `bash -c`, `base64`, `python -c`, a function's name."""
    uncalled: bool = False
    """It stands in a function that nothing here calls."""
