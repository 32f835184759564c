"""A box with a supervisor in it, however it was isolated: planted, used, looked at, closed.

What isolates it is the backend's; what happens in it goes over the wire to the supervisor, its output and its services'
sockets come out as descriptors, and all that a program did is seen from here.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

from redblue.core.errors import BoxDied, SandboxUnavailable
from redblue.core.trace import Executed, Language, Trace
from redblue.core.world import PlantedWorld
from redblue.sandbox import certificates, places
from redblue.sandbox.base import ENVIRONMENT, WORK_FOLDER, base_files
from redblue.sandbox.calls import Recording, can_be_recorded
from redblue.sandbox.cgroup import Group
from redblue.sandbox.diff import Listing, changes, contents_of, listing_of
from redblue.sandbox.openings import Openings
from redblue.sandbox.output import Output
from redblue.sandbox.protocol import HARNESS_OUTPUT_MB, Guarantee, Limits
from redblue.sandbox.services import Services, port_of
from redblue.sandbox.wire import Wire, sealed

GRACE_S = 5.0
"""How much longer than a command's own time limit the supervisor may take before the box is given up."""
CHECKS_S = 5.0
"""The time limit of all the world's checks together."""
_CHECK_BYTES = 65_536
_CLOSE_S = 5.0
_PLANTED_PROCESSES = "/run/processes"
_MTIME = 1_750_000_000


class Backend(Protocol):
    """What isolates."""

    limits: Limits

    def keeps(self, guarantee: Guarantee) -> bool:
        """False when a test has taken this guarantee away."""
        ...

    def start(
        self, wire: int, log: int, group: Group, world: PlantedWorld, openings: Openings
    ) -> subprocess.Popen[bytes]:
        """Starts a supervisor in a new box, for a settled world. Raises SandboxUnavailable when it cannot."""
        ...


@dataclass(frozen=True, slots=True)
class _Command:
    """One that ran, and what it still may write to."""

    language: str
    code: str
    out: Output
    err: Output
    recording: Recording | None
    exit_code: int
    stopped_by: str
    memory_kb: int
    ms: float

    def drain(self) -> None:
        self.out.drain()
        self.err.drain()

    def close(self) -> None:
        self.out.close()
        self.err.close()
        if self.recording is not None:
            self.recording.close()

    async def result(self) -> Executed:
        # a full recording takes a while to read, and other boxes have their turn meanwhile
        calls = await asyncio.to_thread(self.recording.calls) if self.recording is not None else ()
        return Executed(
            language=self.language,
            code=self.code,
            exit_code=self.exit_code,
            stdout=self.out.text(),
            stderr=self.err.text(),
            output_bytes=self.out.total + self.err.total,
            stopped_by=self.stopped_by,  # type: ignore[arg-type]
            ms=round(self.ms, 3),
            memory_mb=round(self.memory_kb * 1024 / 1e6, 1),
            calls=calls,
        )


_left_open: list[SupervisedBox] = []
"""Without CLEAN_END a box lasts as long as this process."""


class SupervisedBox:
    """One box, opened by `async with`. See `protocol.Box` for what it promises."""

    def __init__(self, sandbox: Backend, world: PlantedWorld, *, shared: bool = False) -> None:
        self._sandbox = sandbox
        self._is_shared = shared
        self._runs = itertools.count(1)
        self._world = world
        self._limits = sandbox.limits
        self._opened = time.perf_counter()
        self._services = Services(world.world, self._opened)
        self._executed: list[_Command] = []
        self._baseline: Listing = {}
        self._system_files = 0
        self._check_path = "/usr/bin:/bin"
        self._log = -1
        self._process: subprocess.Popen[bytes] | None = None

    # ------------------------------------------------------------------ opening and closing

    async def __aenter__(self) -> SupervisedBox:
        self._group = Group(
            self._limits,
            memory=self._sandbox.keeps(Guarantee.MEMORY),
            processes=self._sandbox.keeps(Guarantee.PROCESS_COUNT),
        )
        try:
            self._start()
            await self._plant()
        except BoxDied as error:
            message = await self._say_why(str(error))
            await self._close()
            raise SandboxUnavailable(message) from None
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._close()

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._wire = Wire(ours)
        self._log = os.memfd_create("box-log")
        with theirs:
            self._settled = places.settled(self._world)
            self._openings = Openings(self._settled)
            self._process = self._sandbox.start(theirs.fileno(), self._log, self._group, self._settled, self._openings)

    async def _plant(self) -> None:
        world = self._world.world
        certificate = certificates.authority_certificate() if world.services else ""
        files = [
            (file.path, file.kind, file.content.encode(), file.mode, _MTIME)
            for file in base_files(self._settled, certificate)
            if places.is_planted_inside(file)
        ]
        late_links = self._openings.late_links()
        files += [(path, "link", os.fsencode(target), 0o777, _MTIME) for path, target in late_links]
        self._system_files = self._openings.count
        if "/usr/bin" in self._openings.roots:
            self._check_path = f"{places.ORIGINALS}/usr/bin:{self._check_path}"
        names = {process.name: f"{_PLANTED_PROCESSES}/{process.name}" for process in world.processes}
        files += [(path, "link", b"/usr/bin/sleep", 0o755, _MTIME) for path in names.values()]
        listeners = [port_of(service) for service in world.services]
        fields: dict[str, object] = {"listeners": listeners, "records": world.record_calls}
        listing = await self._wire.ask_for_bytes("plant", files, GRACE_S, fields=fields)
        self._baseline = listing_of(listing)
        await self._services.serve(self._wire.take_sockets())
        if world.processes:
            processes = [(process.name, names[process.name]) for process in world.processes]
            await self._wire.ask("processes", None, GRACE_S, fields={"processes": processes})

    async def _say_why(self, message: str) -> str:
        """What the backend or the supervisor said before the box ended."""
        for _ in range(100):
            if self._process is None or self._process.poll() is not None:
                break
            await asyncio.sleep(0.01)
        said = os.pread(self._log, 2000, 0).decode(errors="replace").strip()
        return f"no box could be opened: {said or message} (run `redblue doctor`)"

    async def _close(self) -> None:
        if not self._sandbox.keeps(Guarantee.CLEAN_END):
            _left_open.append(self)
            return
        await self._services.close()
        if hasattr(self, "_wire"):
            self._wire.close()
        if self._process is not None:
            await self._ended(self._process)
        for command in self._executed:
            command.close()
        if self._log >= 0:
            os.close(self._log)
        for _ in range(200):
            if self._group.remove():
                break
            await asyncio.sleep(0.005)

    async def _ended(self, process: subprocess.Popen[bytes]) -> None:
        """Waits until the backend's process is gone, and with it every process of the box."""
        if process.poll() is not None:
            self._group.kill()
            return
        loop = asyncio.get_running_loop()
        ended = asyncio.Event()
        descriptor = os.pidfd_open(process.pid)
        loop.add_reader(descriptor, ended.set)
        try:
            async with asyncio.timeout(_CLOSE_S):
                await ended.wait()
        except TimeoutError:
            process.kill()
            await ended.wait()
        finally:
            loop.remove_reader(descriptor)
            os.close(descriptor)
            process.wait()
            self._group.kill()

    # ------------------------------------------------------------------ running

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
        timeout = timeout_s or self._limits.timeout_s
        argv: list[str] | None
        if isinstance(language, tuple):
            argv, name, shown = list(language), "argv", " ".join(language)
            if code:
                name, shown, stdin = "python", code, code.encode("utf-8", "surrogatepass")
        elif language == "bash":
            argv, name, shown = ["/bin/bash", "-c", code], "bash", code
        else:
            argv, name, shown = None, "python", code
        environment = ENVIRONMENT | self._world.world.env | (env or {})
        over = asyncio.Event()
        keep_mb, stop_mb = self._limits.output_mb, self._limits.output_stop_mb
        if harness:  # three quarters of what is kept are the beginning, and it shall be whole
            keep_mb, stop_mb = HARNESS_OUTPUT_MB * 4 / 3, HARNESS_OUTPUT_MB
        stop_bytes = int(stop_mb * 1e6) if self._sandbox.keeps(Guarantee.OUTPUT) else None
        out, err = (Output(int(keep_mb * 1e6), stop_bytes, over.set) for _ in range(2))
        recording, recorder, records = None, b"", list[int]()
        is_recorded = self._world.world.record_calls and not harness
        if is_recorded and not isinstance(language, tuple) and can_be_recorded(language, code):
            recording = Recording(language, code)
            environment, recorder, records = recording.prepare(environment)
        body: dict[str, object] = {
            "argv": argv,
            "code": code,
            "recorder": recorder,
            "env": environment,
            "cwd": cwd or WORK_FOLDER,
        }
        started = time.perf_counter()
        run = next(self._runs)
        watcher = asyncio.create_task(self._stop_when(over, run))

        def ended(exit_code: int, stopped_by: str, memory_kb: int) -> _Command:
            ms = (time.perf_counter() - started) * 1e3
            command = _Command(name, shown, out, err, recording, exit_code, stopped_by, memory_kb, ms)
            if not harness:
                self._executed.append(command)
            return command

        try:
            exit_code, stopped_by, memory_kb = await self._ended_as(
                body,
                timeout,
                self._supervised_limits(timeout),
                [sealed(stdin), out.give_away(), err.give_away(), *records],
                run=run,
                harness=harness,
            )
        except asyncio.CancelledError:
            # nobody waits for it any more: it ends, and what it did until now still counts
            self._wire.tell("stop", {"why": "time", "run": run})
            ended(-signal.SIGKILL, "time", 0)
            if harness:
                out.close()
                err.close()
            raise
        except BaseException:
            for written in (out, err, recording):
                if written is not None:
                    written.close()
            raise
        finally:
            watcher.cancel()
        if exit_code == -9 and not stopped_by and self._group.was_out_of_memory():
            stopped_by = "memory"
        command = ended(exit_code, stopped_by, memory_kb)
        if not self._sandbox.keeps(Guarantee.SHARED):
            await self._wire.ask("stop", None, GRACE_S, fields={"why": "time", "run": 0})
        command.drain()
        if harness:
            command.close()
        return await command.result()

    async def _ended_as(
        self,
        body: dict[str, object],
        timeout_s: float,
        limits: dict[str, object],
        descriptors: list[int],
        *,
        run: int,
        harness: bool = False,
    ) -> tuple[int, str, int]:
        """The exit code, what stopped it, and its memory in KiB beyond the supervisor's."""
        fields: dict[str, object] = {
            "timeout_s": timeout_s if self._sandbox.keeps(Guarantee.WALL_TIME) else 3600.0,
            "limits": limits,
            "run": run,
            "harness": harness,
            "apart": self._is_shared,
        }
        code, stopped_by, memory_kb = await self._wire.ask(
            "run", body, timeout_s + GRACE_S, fields=fields, descriptors=descriptors
        )
        return int(code), "" if stopped_by == "-" else stopped_by, int(memory_kb)

    async def _stop_when(self, over: asyncio.Event, run: int) -> None:
        await over.wait()
        which = run if self._is_shared else 0
        with contextlib.suppress(BoxDied):  # told where the command's end is awaited
            await self._wire.ask("stop", None, GRACE_S, fields={"why": "output", "run": which})

    def _supervised_limits(self, timeout_s: float) -> dict[str, object]:
        keeps, limits = self._sandbox.keeps, self._limits
        megabyte = 1_000_000
        resources_ = {"CORE": 0, "NOFILE": limits.open_files, "MEMLOCK": 64 * 1024, "MSGQUEUE": 819_200}
        if keeps(Guarantee.DISK):
            resources_["FSIZE"] = limits.disk_mb * megabyte
        if keeps(Guarantee.MEMORY):
            resources_["DATA"] = limits.memory_mb * megabyte
        if keeps(Guarantee.PROCESS_COUNT):
            resources_["NPROC"] = limits.processes
        if keeps(Guarantee.CPU):
            resources_["CPU"] = int(timeout_s) + 1
        watch_memory = keeps(Guarantee.MEMORY) and not self._group.limits_memory
        return {
            "resources": resources_,
            "files": limits.files + self._system_files if keeps(Guarantee.DISK) else 0,
            "watch_memory_mb": limits.memory_mb if watch_memory else 0,
        }

    # ------------------------------------------------------------------ looking

    async def adopt(self, folders: tuple[str, ...]) -> None:
        def is_inside(path: str) -> bool:
            return any(path == folder or path.startswith(folder + "/") for folder in folders)

        now = await self._list()
        self._baseline = {path: entry for path, entry in self._baseline.items() if not is_inside(path)}
        self._baseline |= {path: entry for path, entry in now.items() if is_inside(path)}

    async def finish(self) -> Trace:
        until = time.perf_counter() + self._limits.settle_s
        pause = 0.002
        while await self._wire.ask("alive", None, GRACE_S) and time.perf_counter() < until:
            await asyncio.sleep(pause)
            pause = min(pause * 2, 0.05)
        alive = await self._wire.ask("planted", None, GRACE_S)
        await self._wire.ask("stop", None, GRACE_S, fields={"why": "time", "run": 0})
        names = [bytes.fromhex(name).decode() for name in (alive[0].split(",") if alive else []) if name]
        gone = [process.name for process in self._world.world.processes]
        for name in names:
            gone.remove(name)
        for command in self._executed:
            command.drain()
        await self._services.drain()
        after = await self._list()
        files = changes(self._baseline, after) if self._sandbox.keeps(Guarantee.DIFF) else []
        # a planted file that was changed tells most: no flood of new ones may crowd it out
        told = sorted(
            (file for file in files if file.change != "deleted" and file.kind in ("file", "link")),
            key=lambda file: file.change != "changed",
        )
        texts = await self._read([file.path for file in told])
        trace = Trace(
            commands=tuple([await command.result() for command in self._executed]),
            files=tuple(
                file.model_copy(update={"content": texts[file.path]}) if file.path in texts else file for file in files
            ),
            received=self._services.records(),
            processes_gone=tuple(gone),
            ms=round((time.perf_counter() - self._opened) * 1e3, 3),
        )
        return trace.model_copy(update={"checks": await self._check_all()})

    async def _check_all(self) -> dict[str, str]:
        """What each check printed; none of those that a box which ended did not come to."""
        checks: dict[str, str] = {}
        until = time.perf_counter() + CHECKS_S
        with contextlib.suppress(BoxDied):  # the trace is taken, and holds without them
            for name, argv in self._world.world.checks.items():
                # half of what is left, so that one which hangs leaves time for those after it
                checks[name] = await self._check(argv, max(0.01, (until - time.perf_counter()) / 2))
        return checks

    async def _check(self, argv: tuple[str, ...], timeout_s: float) -> str:
        """What a program of the system's prints, however it ends."""
        out = Output(_CHECK_BYTES, None, lambda: None)
        body: dict[str, object] = {
            "argv": list(argv),
            "code": "",
            "recorder": b"",
            "env": ENVIRONMENT | self._world.world.env | {"PATH": self._check_path, "PWD": "/"},
            "cwd": "/",
        }
        # a program that left the box full shall not keep it from being looked at
        limits = self._supervised_limits(timeout_s) | {"files": 0}
        try:
            null = os.open("/dev/null", os.O_WRONLY)
            await self._ended_as(body, timeout_s, limits, [sealed(b""), out.give_away(), null], run=next(self._runs))
            await self._wire.ask("stop", None, GRACE_S, fields={"why": "time", "run": 0})
            out.drain()
            return out.text()
        finally:
            out.close()

    async def _list(self) -> Listing:
        return listing_of(await self._wire.ask_for_bytes("list", None, GRACE_S))

    async def _read(self, paths: list[str]) -> dict[str, str]:
        kept = paths[:500]
        return contents_of(kept, await self._wire.ask_for_bytes("read", kept, GRACE_S)) if kept else {}
