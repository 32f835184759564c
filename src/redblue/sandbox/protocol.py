"""What any sandbox backend offers, and the promises it is held to (`conformance` proves them)."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Protocol

from pydantic import Field

from redblue.core.data import Data
from redblue.core.trace import Executed, Language, Trace
from redblue.core.world import PlantedWorld


class Guarantee(StrEnum):
    """What a box promises. Each can be taken away from a backend, so that a test sees doctor notice."""

    NETWORK = "loopback only, and none of the host's listeners or abstract sockets"
    HOST_FILES = "no host file but the read-only system it needs"
    READ_ONLY_SYSTEM = "the system's programs and libraries cannot be changed"
    ENVIRONMENT = "nothing of the caller's environment"
    PROCESSES = "no host process and none of its command lines"
    IPC = "no shared memory, queues or host name of the host's"
    CGROUP_NAMES = "nothing of the host's control groups"
    CAPABILITIES = "no capability"
    NEW_PRIVILEGES = "no new privilege through set-id programs"
    USER_NAMESPACES = "no nested user namespace"
    SYSCALLS = "no system call that widens the kernel's attack surface"
    TERMINAL = "no terminal of the caller's to type into"
    IDENTITY = "root inside, an unprivileged id outside"
    SUPERVISOR = "the program cannot stop, trace or read the supervisor and the recorders"
    MEMORY = "a limit on memory"
    PROCESS_COUNT = "a limit on processes"
    CPU = "a limit on processor time"
    WALL_TIME = "a time limit ends the whole tree and keeps outputs and diff"
    OUTPUT = "a limit on output"
    DISK = "a limit on every writable mount"
    SHARED = "commands in one box see each other's files and processes"
    DIFF = "writes stay in the box and are reported"
    CLEAN_END = "nothing is left when the box is closed"


class Limits(Data):
    """What one box may use. A program that goes over is ended; what it did until then counts."""

    timeout_s: float = Field(default=15.0, gt=0, le=3600, allow_inf_nan=False)
    """Wall time of one command."""
    memory_mb: int = Field(default=512, ge=64)
    disk_mb: int = Field(default=256, ge=16)
    """Of the writable system; /dev/shm has a quarter of it."""
    files: int = Field(default=100_000, ge=1_000)
    processes: int = Field(default=128, ge=8)
    open_files: int = Field(default=1_024, ge=64)
    output_mb: float = Field(default=8.0, gt=0)
    """Kept of each of stdout and stderr (the first three quarters and the last)."""
    output_stop_mb: float = Field(default=64.0, gt=0)
    """A program that writes more than this to one of them is ended."""
    settle_s: float = Field(default=1.0, ge=0)
    """How long, at the end of a case, processes still running in the background may go on."""


HARNESS_OUTPUT_MB = 160
"""Kept of what a command of the harness prints; one that prints more is ended."""


class Box(Protocol):
    """An open box with a planted world in it. One task uses it at a time, unless it was opened to be shared."""

    async def run(
        self,
        language: Language | tuple[str, ...],
        code: str = "",
        *,
        stdin: bytes = b"",
        env: dict[str, str] | None = None,
        cwd: str | None = None,
        timeout_s: float | None = None,
        harness: bool = False,
    ) -> Executed:
        """Runs `code` as Python or Bash, or a program given as a tuple of arguments, and waits for its end.

        With a program, `code` is Python that it gets on its standard input and executes: the trace says that this ran.

        A program that fails, or goes over a limit, is a result and raises nothing. Processes it leaves running
        go on until the box is finished. Raises BoxDied when the box itself ended.

        `harness` says that it is not the agent who runs this but what the agent runs in: it is not in the trace, all
        that it prints is kept (up to `HARNESS_OUTPUT_MB`), and the end of the case does not wait for what it leaves
        running. What it does to files is in the trace like anything else.
        """
        ...

    async def adopt(self, folders: tuple[str, ...]) -> None:
        """What is in these folders now, and they themselves, was put there by the harness: it counts as planted, so
        that the trace tells only what becomes of it from now on. Raises BoxDied when the box itself ended.
        """
        ...

    async def finish(self) -> Trace:
        """Ends what still runs and says what happened since the world was planted. No `run` after it.

        Raises BoxDied when the box ended before its trace could be taken.
        """
        ...


class OpenBox(Protocol):
    """`async with sandbox.box(world) as box`: leaving it removes every trace of the box from the host."""

    async def __aenter__(self) -> Box: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Sandbox(Protocol):
    """A backend. `name` is what `--sandbox` takes."""

    name: str
    limits: Limits
    shared: tuple[Path, ...]
    """Folders of the host that a box shows, read-only and at their own path: what runs there can read them."""

    def box(self, world: PlantedWorld, *, shared: bool = False) -> OpenBox:
        """A new box with `world` planted. Entering it raises SandboxUnavailable when none can be opened.

        When it is to be `shared`, several tasks may use it at a time, and a command that goes over its time or output
        takes with it only what it has started itself, and what belongs to no command any more. Of another command
        it may see a process named `init` more. Limits of memory and files are the box's, and end all in it.
        """
        ...

    def with_limits(self, limits: Limits) -> Sandbox:
        """The same backend with other limits."""
        ...

    def missing(self, tools: tuple[str, ...]) -> tuple[str, ...]:
        """Which of these programs and Python modules (`python:requests`) a box would not have."""
        ...


class WhenNeeded:
    """A box that is opened when something first runs in it: where nothing does, nothing can have happened."""

    def __init__(self, sandbox: Sandbox, world: PlantedWorld, *, shared: bool = False) -> None:
        self._sandbox = sandbox
        self._world = world
        self._is_shared = shared
        self._stack = AsyncExitStack()
        self._box: Box | None = None
        self._opening = asyncio.Lock()

    async def __aenter__(self) -> WhenNeeded:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def run(
        self,
        language: Language | tuple[str, ...],
        code: str = "",
        *,
        stdin: bytes = b"",
        env: dict[str, str] | None = None,
        cwd: str | None = None,
        timeout_s: float | None = None,
        harness: bool = False,
    ) -> Executed:
        """See `Box.run`; the first may also raise SandboxUnavailable, when no box can be opened."""
        async with self._opening:
            if self._box is None:
                opening = self._sandbox.box(self._world, shared=self._is_shared)
                self._box = await self._stack.enter_async_context(opening)
        return await self._box.run(language, code, stdin=stdin, env=env, cwd=cwd, timeout_s=timeout_s, harness=harness)

    async def adopt(self, folders: tuple[str, ...]) -> None:
        """See `Box.adopt`."""
        if self._box is not None:
            await self._box.adopt(folders)

    async def finish(self) -> Trace:
        """See `Box.finish`. Empty where nothing ran."""
        return Trace() if self._box is None else await self._box.finish()
