"""What happened in a box, as seen from outside the program that ran there."""

from __future__ import annotations

from typing import Literal

from redblue.core.data import Data

Language = Literal["python", "bash"]
LANGUAGES: tuple[Language, ...] = ("python", "bash")
LANGUAGE_NAMES: dict[Language, str] = {"python": "Python", "bash": "Bash"}


class Call(Data):
    """A call that a program made, seen while it ran (in a world that asks for it with `record_calls`).

    Of Python: calls of the program's own functions, and those that they make. Of Bash: every command, as executed.
    """

    caller: str = ""
    """The program's own function that called; empty at its top."""
    name: str
    """`function` or `Class.method` of the program, `module.function` of others; in Bash the command's first word."""
    arguments: tuple[str, ...] = ()
    """As Python literals, shortened, where they can be seen (not of functions written in C); in Bash the words."""
    result: str | None = None
    """What it returned, as a Python literal. None when it raised, did not end, or cannot be seen."""
    own: bool = False
    """Whether what was called is a function of the program itself."""


class Executed(Data):
    """One command that ran in the box."""

    language: str
    """`python`, `bash`, or `argv` for a program started directly."""
    code: str
    exit_code: int
    """What the program returned; minus the signal's number when a signal ended it."""
    stdout: str = ""
    stderr: str = ""
    output_bytes: int = 0
    """All that was written, also what `stdout` and `stderr` no longer hold."""
    stopped_by: Literal["", "time", "memory", "files", "output"] = ""
    """The limit at which the box ended the program and all it had started."""
    ms: float = 0.0
    memory_mb: float = 0.0
    """Peak of its resident memory, or of the largest program that it waited for or that was killed with it, in 10^6
    bytes and less what the box's idle interpreter holds, from which it was forked, so that a small program shows 0.
    The same is taken off Bash and programs started directly. What a limit refused was not held."""
    calls: tuple[Call, ...] = ()
    """The first thousand, in the order in which they began."""

    @property
    def output(self) -> str:
        return self.stdout + self.stderr

    @property
    def succeeded(self) -> bool:
        return self.exit_code == 0 and not self.stopped_by


class FileChange(Data):
    """A path that is not as it was planted."""

    path: str
    change: Literal["added", "changed", "deleted"]
    kind: Literal["file", "folder", "link", "other"] = "file"
    size: int = 0
    content: str | None = None
    """What is in a file that is there now, as Latin-1 where it is not UTF-8, of more than 64 KiB the start and the end;
    where a link points. None when gone."""


class Received(Data):
    """Something that reached one of the world's services, recorded outside the box."""

    service: str
    ms: float
    """Since the box was opened."""
    method: str = ""
    host: str = ""
    path: str = ""
    headers: dict[str, str] = {}
    body: str = ""
    """What arrived: request body, bytes of the connection, or the first datagrams; up to 256 KiB, as Latin-1
    where it is not UTF-8."""
    size: int = 0
    """Bytes that arrived, also those `body` no longer holds."""
    datagrams: int = 0


class Trace(Data):
    """Complete also after a time limit: the program is stopped, the trace is taken, then the box ends."""

    commands: tuple[Executed, ...] = ()
    files: tuple[FileChange, ...] = ()
    received: tuple[Received, ...] = ()
    processes_gone: tuple[str, ...] = ()
    """Names of planted processes that were alive and no longer are."""
    checks: dict[str, str] = {}
    """What each of the world's checks printed, after everything else."""
    ms: float = 0.0

    @property
    def output(self) -> str:
        """All that the commands printed."""
        return "".join(command.output for command in self.commands)

    def change(self, path: str) -> FileChange | None:
        """What became of `path`, None when it is as it was planted."""
        return next((change for change in self.files if change.path == path), None)
