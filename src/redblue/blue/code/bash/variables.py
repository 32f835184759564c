"""The variables of a shell: functions, subshells and branches each see those around them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from redblue.blue.code.value import UNKNOWN, Origin, Source, Value, join


class Kind(StrEnum):
    """What a scope belongs to."""

    GLOBAL = "global"
    FUNCTION = "function"
    """What is `local` in it ends with it; all else is set outside."""
    SUBSHELL = "subshell"
    """All that is set in it ends with it."""
    BRANCH = "branch"
    """What is set in it may have been set: it is merged with what was before."""


class Scope:
    """The names set in one place."""

    __slots__ = ("kind", "locals", "names")

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.names: dict[str, Value] = {}
        self.locals: set[str] = set()


OWN = "./own/folder/own-script"
"""Where the block itself stands, if it is a script: somewhere in the project, so `..` of its folder is in it too."""
_STANDARD: dict[str, Value] = {
    "HOME": Value("~"),
    "PWD": Value("."),
    "OLDPWD": Value("."),
    "PATH": Value("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
    "SHELL": Value("/bin/bash"),
    "BASH": Value("/bin/bash"),
    "TMPDIR": Value("/tmp"),
    "IFS": Value(" \t\n"),
    "OSTYPE": Value("linux-gnu"),
    "RANDOM": UNKNOWN.tagged(Origin(Source.RANDOM)),
    "SRANDOM": UNKNOWN.tagged(Origin(Source.SECURE_RANDOM)),
    "SECONDS": UNKNOWN.tagged(Origin(Source.TIME)),
    "EPOCHSECONDS": UNKNOWN.tagged(Origin(Source.TIME)),
    "EPOCHREALTIME": UNKNOWN.tagged(Origin(Source.TIME)),
    "BASH_SOURCE": Value(OWN),
    "BASHPID": UNKNOWN.tagged(Origin(Source.CHILD)),
    "PPID": UNKNOWN.tagged(Origin(Source.PROCESSES)),
    "REPLY": UNKNOWN.tagged(Origin(Source.INPUT)),
}
_PLAIN = frozenset(
    "USER LOGNAME UID EUID HOSTNAME LANG LC_ALL TERM COLUMNS LINES EDITOR PAGER DISPLAY MAIL HOSTTYPE MACHTYPE"
    " BASH_VERSION LINENO SHLVL TZ PIPESTATUS FUNCNAME OPTARG OPTIND".split()
)


class Variables:
    """All scopes, the innermost last."""

    __slots__ = ("references", "scopes")

    def __init__(self) -> None:
        self.scopes = [Scope(Kind.GLOBAL)]
        self.references: dict[str, str] = {}
        """Names that stand for others, as `declare -n` makes them."""

    def get(self, name: str) -> Value | None:
        """What it is worth; None if the block does not set it."""
        if self.references:
            name = self._meant(name)
        for scope in reversed(self.scopes):
            value = scope.names.get(name)
            if value is not None:
                return value
        return None

    def outer(self, name: str) -> Value | None:
        """What it has from the shell's surroundings; None if nothing is known of it."""
        if name in _STANDARD:
            return _STANDARD[name]
        if name in _PLAIN:
            return UNKNOWN
        if name.isupper():
            return Value(origins=frozenset({Origin(Source.ENVIRONMENT, name)}))
        return None

    def set(self, name: str, value: Value) -> None:
        """Sets it where Bash would."""
        if self.references:
            name = self._meant(name)
        for scope in reversed(self.scopes):
            if scope.kind is not Kind.FUNCTION or name in scope.names:
                scope.names[name] = value
                return

    def _meant(self, name: str) -> str:
        for _ in range(4):
            other = self.references.get(name)
            if other is None or other == name:
                break
            name = other
        return name

    def set_local(self, name: str, value: Value) -> None:
        """Sets it until the function ends."""
        scope = self.scopes[-1]
        scope.names[name] = value
        scope.locals.add(name)

    def push(self, kind: Kind) -> Scope:
        """Opens a scope."""
        scope = Scope(kind)
        self.scopes.append(scope)
        return scope

    def pop(self) -> Scope:
        """Closes the innermost."""
        return self.scopes.pop()

    def merge(self, branches: Sequence[Scope], *, exhaustive: bool) -> None:
        """One of the branches has been taken, or, unless they are exhaustive, none."""
        names = {name: None for branch in branches for name in branch.names}
        for name in names:
            before = self.get(name)
            values = [branch.names.get(name) or before for branch in branches]
            if not exhaustive:
                values.append(before)
            value = join([value for value in values if value is not None])
            if any(name in branch.locals for branch in branches):
                self.set_local(name, value)
            else:
                self.set(name, value)
