"""The box as a sandbox environment of Inspect's: `--sandbox redblue`.

Each sample has a box of its own, with the world of the case that its metadata names (`suite` and `case`), opened when
something first runs in it. Whatever the agent's tools run is in the trace; what Inspect runs for itself is not.
"""

from __future__ import annotations

import asyncio
import binascii
import functools
import os
import posixpath
from typing import Literal, overload

from inspect_ai.util import (
    ExecResult,
    OutputLimitExceededError,
    SandboxEnvironment,
    SandboxEnvironmentConfigType,
    SandboxEnvironmentLimits,
    SandboxUnavailableError,
    SandboxUserUnsupportedError,
)
from pydantic import BaseModel, ConfigDict

from redblue.core.case import Case
from redblue.core.errors import BoxDied, SandboxUnavailable, UsageError
from redblue.core.trace import Executed, Language, Trace
from redblue.core.world import PlantedWorld, World
from redblue.evals.injected import FOLDERS, STATE, Deed, Requests, is_for_agent, is_of_inspect
from redblue.sandbox.base import WORK_FOLDER
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.conformance import prove
from redblue.sandbox.protocol import Limits, Sandbox, WhenNeeded
from redblue.suite.suite import Suite, load_suite

HARNESS_S = 600.0
"""The time limit of what Inspect runs for itself without one, and of what its tools in the box start."""
FILE_S = 60.0
"""The time limit of reading or writing a file."""
_MOST_READ = 110 * 1024**2
_ERROR = "redblue-errno:"

# Under the system's Python, and with nothing of the agent's to import: it has written to this box.
_FILES = f"""\
import sys
sys.path[:] = [path for path in sys.path if path.startswith("/usr/lib")]
import binascii, os
try:
    {{work}}
except OSError as error:
    sys.stderr.write("{_ERROR}%d" % error.errno)
"""
_READ = """\
left = {most} + 1
    with os.fdopen(os.open({path!r}, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        while left > 0 and (data := file.read(min(left, 3 << 18))):
            left -= len(data)
            sys.stdout.buffer.write(binascii.b2a_base64(data, newline=False) + b"\\n")
"""
_WRITE = """\
os.makedirs(os.path.dirname({path!r}), exist_ok=True)
    with open({path!r}, "wb") as file:
        while data := sys.stdin.buffer.read(1 << 20):
            file.write(data)
"""


class BoxConfig(BaseModel):
    """What `SandboxEnvironmentSpec("redblue", BoxConfig(...))` may say."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limits: Limits = Limits(output_mb=11)
    """Of each sample's box. Of output no less than what Inspect keeps (10 MiB), or the middle is missing."""


class CommandTimeout(TimeoutError):
    """A command's time was up."""

    def __init__(self, timeout_s: float, truncated_output: str) -> None:
        super().__init__(f"Command timed out after {timeout_s:g} seconds")
        self.truncated_output = truncated_output
        """What it had printed by then."""


_proved: Sandbox | None = None
_is_bounded = False
"""Whoever handed the sandbox on sees to it that not too many samples run at a time."""


def use_proved(sandbox: Sandbox) -> None:
    """The samples of this process use this one, which was proved to isolate (by the process that started this one)."""
    global _is_bounded
    _is_bounded = True
    _use(sandbox)


def _use(sandbox: Sandbox) -> None:
    global _proved
    _proved = sandbox


@functools.cache
def suite_named(name: str) -> Suite:
    """The suite of that name, loaded once. Raises UsageError when there is none."""
    return load_suite(name)


@functools.cache
def _cases(suite: str) -> dict[str, Case]:
    return {case.id: case for case in suite_named(suite).cases}


def case_named(suite: str, case: str) -> Case:
    """Raises UsageError when there is no such suite or case."""
    try:
        return _cases(suite)[case]
    except KeyError:
        raise UsageError(f"{case}: no such case in the suite {suite}") from None


class OrderedBox:
    """A box that is opened when it is needed, and knows in which order its commands and other deeds ended."""

    def __init__(self, box: WhenNeeded) -> None:
        self._box = box
        self._deeds: list[Deed | None] = []
        """None stands for the box's own next command."""
        self._trace: Trace | None = None
        self._finishing = asyncio.Lock()
        self._has_harness = False

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
        """See `Box.run`. Raises BoxDied also when the case is finished."""
        if self._trace is not None:
            raise BoxDied("the case is finished, and its box with it")
        if harness:
            self._has_harness = True
        else:
            await self.before_deed()
        try:
            return await self._box.run(
                language, code, stdin=stdin, env=env, cwd=cwd, timeout_s=timeout_s, harness=harness
            )
        finally:
            if not harness:
                self._deeds.append(None)

    async def before_deed(self) -> None:
        """What the harness has put into the box is no deed of the agent's, which comes next."""
        if self._has_harness:
            self._has_harness = False
            await self.adopt(FOLDERS)

    def note(self, deed: Deed) -> None:
        """Something that the agent does by way of the harness."""
        self._deeds.append(deed)

    async def adopt(self, folders: tuple[str, ...]) -> None:
        """See `Box.adopt`."""
        await self._box.adopt(folders)

    async def finish(self) -> Trace:
        """See `Box.finish`; as often as you like."""
        async with self._finishing:
            if self._trace is None:
                if self._deeds:
                    await self.adopt(STATE)
                trace = await self._box.finish()
                commands = iter(trace.commands)
                deeds = [next(commands, None) if deed is None else deed.executed for deed in self._deeds]
                told = (*(deed for deed in deeds if deed is not None), *commands)
                # the harness's own folders change while it works
                files = tuple(file for file in trace.files if not file.path.startswith(FOLDERS))
                self._trace = trace.model_copy(update={"commands": told, "files": files})
        return self._trace


class BoxEnvironment(SandboxEnvironment):
    """One sample's box. Solvers and scorers get at it by `sandbox().as_type(BoxEnvironment)`."""

    def __init__(self, sandbox: Sandbox, case: Case | None, world: PlantedWorld) -> None:
        super().__init__()
        self.case = case
        """The case whose world is planted."""
        self.world = world
        self._lazy = WhenNeeded(sandbox, world, shared=True)
        self.box = OrderedBox(self._lazy)
        """Where an agent of the runner's acts."""
        self._timeout_s = sandbox.limits.timeout_s
        self._requests = Requests(self.box.note)

    async def finish(self) -> Trace:
        """What happened in the box, which ends by it. The second time says the same.

        Raises BoxDied when the box ended before its trace could be taken.
        """
        return await self.box.finish()

    # ------------------------------------------------------------------ what Inspect asks for

    @classmethod
    def config_deserialize(cls, config: dict[str, object]) -> BaseModel:
        return BoxConfig.model_validate(config)

    @classmethod
    def default_concurrency(cls) -> int | None:
        # where it limits boxes, Inspect has each sample wait half a second on average
        return None if _is_bounded else 4 * (os.cpu_count() or 1)

    def default_polling_interval(self) -> float:
        return 0.2

    @classmethod
    async def task_init(cls, task_name: str, config: SandboxEnvironmentConfigType | None) -> None:
        """Raises SandboxUnavailableError when boxes are not proved to isolate: no sample is run then."""
        sandbox = _sandbox(config)
        if _proved is None:
            try:
                await prove(sandbox)
            except SandboxUnavailable as error:
                raise SandboxUnavailableError(str(error)) from None
            _use(sandbox)

    @classmethod
    async def sample_init(
        cls, task_name: str, config: SandboxEnvironmentConfigType | None, metadata: dict[str, str]
    ) -> dict[str, SandboxEnvironment]:
        """Opens nothing yet. Raises UsageError when the metadata names a case that there is not."""
        case = None
        if "case" in metadata:
            case = case_named(metadata["suite"], metadata["case"])
        world = (case.world if case else World()).plant()
        return {"default": cls(_sandbox(config), case, world)}

    @classmethod
    async def sample_cleanup(
        cls,
        task_name: str,
        config: SandboxEnvironmentConfigType | None,
        environments: dict[str, SandboxEnvironment],
        interrupted: bool,
    ) -> None:
        for environment in environments.values():
            # as a task of its own: where this one is cancelled, the box still closes
            closing = asyncio.ensure_future(environment.as_type(BoxEnvironment)._lazy.__aexit__(None, None, None))
            await asyncio.shield(closing)

    # ------------------------------------------------------------------ running

    async def exec(
        self,
        cmd: list[str],
        input: str | bytes | None = None,
        cwd: str | None = None,
        env: dict[str, str] | None = None,
        user: str | None = None,
        timeout: int | None = None,
        timeout_retry: bool = True,
        concurrency: bool = True,
    ) -> ExecResult[str]:
        """Without a `timeout` a command has that of the box. It is never tried again: it may have done something.

        Raises as Inspect says, and TimeoutError with what it printed as `truncated_output`.
        """
        if user is not None:
            raise SandboxUserUnsupportedError("a box has one user, root without its powers: do not name any")
        harness = is_of_inspect(cmd, env)
        limit_s = timeout if timeout is not None else HARNESS_S if harness else self._timeout_s
        stdin = input.encode() if isinstance(input, str) else input or b""
        if harness and is_for_agent(cmd, stdin):
            await self.box.before_deed()
        done = await self._run(tuple(cmd), stdin, env, cwd, limit_s, harness)
        if done.exit_code == 126 and "Permission denied" in done.stderr:
            raise PermissionError(done.stderr.strip())
        if done.stopped_by == "output":
            raise OutputLimitExceededError(SandboxEnvironmentLimits.MAX_EXEC_OUTPUT_SIZE_STR, done.output)
        if harness:
            self._requests.saw(cmd, stdin, done.stdout)
        code = done.exit_code if done.exit_code >= 0 else 128 - done.exit_code
        return ExecResult(code == 0, code, done.stdout, done.stderr)

    async def write_file(self, file: str, contents: str | bytes) -> None:
        data = contents.encode() if isinstance(contents, str) else contents
        await self._at(file, _WRITE, data)

    @overload
    async def read_file(self, file: str, text: Literal[True] = True) -> str: ...

    @overload
    async def read_file(self, file: str, text: Literal[False]) -> bytes: ...

    async def read_file(self, file: str, text: bool = True) -> str | bytes:
        most = min(SandboxEnvironmentLimits.MAX_READ_FILE_SIZE, _MOST_READ)
        done = await self._at(file, _READ)
        data = b"".join(map(binascii.a2b_base64, done.stdout.splitlines()))
        if len(data) > most:
            raise OutputLimitExceededError(SandboxEnvironmentLimits.MAX_READ_FILE_SIZE_STR, None)
        return data.decode() if text else data

    async def _at(self, file: str, work: str, stdin: bytes = b"") -> Executed:
        """Raises what the work on a file raised in the box, with its name."""
        most = min(SandboxEnvironmentLimits.MAX_READ_FILE_SIZE, _MOST_READ)
        path = posixpath.join(WORK_FOLDER, file)
        code = _FILES.replace("{work}", work.format(path=path, most=most).rstrip())
        done = await self._run("python", stdin, None, "/", FILE_S, True, code)
        said, _, number = done.stderr.rpartition(_ERROR)
        if number.isdigit() and not said:
            raise OSError(int(number), os.strerror(int(number)), file)
        if not done.succeeded:
            raise OSError(f"{file}: {done.stderr.strip()[-300:] or done.exit_code}")
        return done

    async def _run(
        self,
        language: Language | tuple[str, ...],
        stdin: bytes,
        env: dict[str, str] | None,
        cwd: str | None,
        timeout_s: float,
        harness: bool,
        code: str = "",
    ) -> Executed:
        try:
            done = await self.box.run(
                language,
                code,
                stdin=stdin,
                env=env,
                cwd=posixpath.join(WORK_FOLDER, cwd) if cwd else None,
                timeout_s=timeout_s,
                harness=harness,
            )
        except (BoxDied, SandboxUnavailable) as error:
            raise SandboxUnavailableError(str(error)) from None
        if done.stopped_by == "time":
            raise CommandTimeout(timeout_s, done.output)
        return done


def _sandbox(config: SandboxEnvironmentConfigType | None) -> Sandbox:
    if isinstance(config, str):
        raise UsageError(f"--sandbox redblue:{config}: takes no file; its limits are a BoxConfig")
    limits = config.limits if isinstance(config, BoxConfig) else None
    if _proved is None:
        return Bubblewrap(limits or BoxConfig().limits)
    return _proved.with_limits(limits) if limits else _proved
