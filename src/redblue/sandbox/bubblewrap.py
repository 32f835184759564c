"""Boxes by bubblewrap: one process tree in namespaces of its own, with a supervisor as its process 1.

How it is set up, and why so, is told in docs/box.md. Starting as root it becomes an unprivileged id first; for an
ordinary user it stays that user's. In both cases the program sees itself as root, without one capability.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
import platform
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Collection
from importlib import resources
from pathlib import Path
from types import TracebackType

from redblue.core.errors import BoxDied, SandboxUnavailable
from redblue.core.trace import Executed, Language, Trace
from redblue.core.world import PlantedWorld
from redblue.sandbox import certificates
from redblue.sandbox.base import ENVIRONMENT, HOST_NAME, SYSTEM_FILES, SYSTEM_FOLDERS, WORK_FOLDER, base_files
from redblue.sandbox.cgroup import Group
from redblue.sandbox.diff import Listing, changes, contents_of, listing_of
from redblue.sandbox.output import Output
from redblue.sandbox.protocol import Guarantee, Limits
from redblue.sandbox.services import Services, port_of
from redblue.sandbox.weaken import ALLOW_NEW_PRIVILEGES
from redblue.sandbox.wire import Wire, sealed

PYTHON = "/usr/bin/python3"
GRACE_S = 5.0
"""How much longer than a command's own time limit the supervisor may take before the box is given up."""
_CLOSE_S = 5.0
_PLANTED_PROCESSES = "/run/processes"
_MTIME = 1_750_000_000
_FILTERED = {Guarantee.SYSCALLS, Guarantee.USER_NAMESPACES, Guarantee.TERMINAL, Guarantee.NEW_PRIVILEGES}
"""Without one of them there is no filter: it is a layer of each, or cannot be loaded with it taken away."""


def bwrap() -> str:
    """The path of bubblewrap. Raises SandboxUnavailable when there is none."""
    if sys.platform != "linux":
        raise SandboxUnavailable(f"boxes need Linux (this is {sys.platform}): use --sandbox docker, or a Linux machine")
    path = shutil.which("bwrap", path="/usr/local/bin:/usr/bin:/bin")
    if path is None:
        raise SandboxUnavailable("bubblewrap is not installed: run `redblue setup`, or apt-get install bubblewrap")
    return path


@functools.cache
def supervisor_code() -> bytes:
    """The supervisor, compiled by the box's own Python, so that no box has to."""
    if not Path(PYTHON).exists():
        raise SandboxUnavailable(f"{PYTHON} is not there: run `redblue setup`, or apt-get install python3")
    source = resources.files("redblue.sandbox").joinpath("supervisor.py").read_bytes()
    program = (
        "import sys, marshal, importlib.util as u;"
        "code = compile(sys.stdin.buffer.read(), '/run/supervisor', 'exec', optimize=2);"
        "sys.stdout.buffer.write(u.MAGIC_NUMBER + bytes(12) + marshal.dumps(code))"
    )
    done = subprocess.run([PYTHON, "-I", "-c", program], input=source, capture_output=True, check=False)
    if done.returncode != 0:
        raise SandboxUnavailable(f"{PYTHON} cannot compile the supervisor: {done.stderr.decode()[-200:]}")
    return done.stdout


@functools.cache
def system_call_filter() -> bytes:
    """The seccomp filter for this machine's architecture (tools/build_seccomp.py made it)."""
    machine = {"arm64": "aarch64", "amd64": "x86_64"}.get(platform.machine(), platform.machine())
    file = resources.files("redblue.sandbox").joinpath("seccomp", f"{machine}.bpf")
    if not file.is_file():
        raise SandboxUnavailable(f"there is no system-call filter for {machine}: boxes run on x86_64 and aarch64")
    return file.read_bytes()


@functools.cache
def unprivileged_id() -> int:
    """The id that boxes started by root run under: nobody else's, and one that exists in this user namespace."""
    for line in Path("/proc/self/uid_map").read_text().splitlines():
        first, _, count = map(int, line.split())
        if count > 2_000_000_000:
            return 1_900_000_000 + os.getpid() % 1_000_000
        if count > 64_000:
            return first + 64_000 + os.getpid() % 500
    raise SandboxUnavailable("this user namespace has too few ids to give boxes one of their own")


_left_open: list[BubblewrapBox] = []
"""Without CLEAN_END a box lasts as long as this process."""


class Bubblewrap:
    """The default backend. `without` takes guarantees away and exists for the tests of `doctor` alone."""

    name = "bwrap"

    def __init__(self, limits: Limits | None = None, *, without: Collection[Guarantee] = ()) -> None:
        self.limits = limits or Limits()
        self.without = frozenset(without)

    def box(self, world: PlantedWorld) -> BubblewrapBox:
        return BubblewrapBox(self, world)

    def with_limits(self, limits: Limits) -> Bubblewrap:
        return Bubblewrap(limits, without=self.without)

    def missing(self, tools: tuple[str, ...]) -> tuple[str, ...]:
        from redblue.sandbox.tools import missing

        return missing(tools)

    def keeps(self, guarantee: Guarantee) -> bool:
        return guarantee not in self.without

    def arguments(self, *, program: int, filter_: int, masks: int, low_ports: bool) -> list[str]:
        """The options of bubblewrap, with the numbers of the descriptors that it reads."""
        keeps = self.keeps
        disk, shared = self.limits.disk_mb * 1_000_000, self.limits.disk_mb * 250_000
        args = ["--die-with-parent", "--unshare-pid", "--as-pid-1", "--unshare-user"]
        args += ["--clearenv"] if keeps(Guarantee.ENVIRONMENT) else []
        args += ["--uid", "0", "--gid", "0"] if keeps(Guarantee.IDENTITY) else []
        for option, guarantee in (
            ("--unshare-net", Guarantee.NETWORK),
            ("--unshare-ipc", Guarantee.IPC),
            ("--unshare-cgroup-try", Guarantee.CGROUP_NAMES),
            ("--new-session", Guarantee.TERMINAL),
        ):
            if keeps(guarantee):
                args.append(option)
        if keeps(Guarantee.IPC):
            args += ["--unshare-uts", "--hostname", HOST_NAME]
        if keeps(Guarantee.USER_NAMESPACES) and not low_ports:
            # a port below 1024 can only be opened from the namespace that owns the network: there the filter
            # alone keeps nested namespaces away
            args.append("--disable-userns")
        if keeps(Guarantee.DISK):
            args += ["--size", str(disk)]
        args += ["--tmpfs", "/", "--dir", "/usr"]
        bind = "--ro-bind-try" if keeps(Guarantee.READ_ONLY_SYSTEM) else "--bind-try"
        for folder in SYSTEM_FOLDERS:
            args += [bind, f"/usr/{folder}", f"/usr/{folder}"]
        for folder in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
            if Path("/", folder).is_symlink():
                args += ["--symlink", f"usr/{folder}", f"/{folder}"]
            elif Path("/", folder).exists():
                args += [bind, f"/{folder}", f"/{folder}"]
        for file in SYSTEM_FILES:
            args += [bind, file, file]
        if not keeps(Guarantee.HOST_FILES):
            args += ["--ro-bind-try", "/root", "/mnt/root", "--ro-bind-try", "/home", "/mnt/home"]
            args += ["--ro-bind-try", "/tmp", "/mnt/tmp", "--ro-bind-try", "/etc", "/mnt/etc"]
        if not keeps(Guarantee.PROCESSES):
            # beside its own: with the host's alone, stopping a box would stop the host's processes
            args += ["--ro-bind", "/proc", "/mnt/proc"]
        args += ["--proc", "/proc", "--ro-bind-data", str(masks), "/proc/cmdline"]
        if keeps(Guarantee.SUPERVISOR):
            # the files there belong to the id inside, though it may not trace process 1
            args += ["--perms", "0555", "--size", "4096", "--tmpfs", "/proc/1", "--remount-ro", "/proc/1"]
        args += ["--dev", "/dev"]
        args += ["--size", str(shared)] if keeps(Guarantee.DISK) else []
        args += ["--tmpfs", "/dev/shm"]
        args += ["--remount-ro", "/dev"] if keeps(Guarantee.DISK) else []
        args += ["--perms", "0644", "--ro-bind-data", str(program), "/run/supervisor"]
        if not self.without & _FILTERED:
            args += ["--seccomp", str(filter_)]
        args += ["--cap-drop", "ALL"]
        if low_ports:
            args += ["--cap-add", "CAP_NET_BIND_SERVICE"]
        if not keeps(Guarantee.CAPABILITIES):
            args += ["--cap-add", "CAP_CHOWN"]
        return [*args, "--chdir", "/"]


class BubblewrapBox:
    """One box, opened by `async with`. See `protocol.Box` for what it promises."""

    def __init__(self, sandbox: Bubblewrap, world: PlantedWorld) -> None:
        self._sandbox = sandbox
        self._world = world
        self._limits = sandbox.limits
        self._opened = time.perf_counter()
        self._services = Services(world.world, self._opened)
        self._executed: list[tuple[str, str, Output, Output, int, str, float]] = []
        self._baseline: Listing = {}
        self._log = -1
        self._process: subprocess.Popen[bytes] | None = None

    # ------------------------------------------------------------------ opening and closing

    async def __aenter__(self) -> BubblewrapBox:
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
        keeps = self._sandbox.keeps
        low_ports = any(service.port < 1024 for service in self._world.world.services)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._wire = Wire(ours)
        self._log = os.memfd_create("box-log")
        descriptors = [sealed(supervisor_code()), sealed(system_call_filter()), sealed(b"quiet\n")]
        program, filter_, masks = descriptors
        options = self._sandbox.arguments(program=program, filter_=filter_, masks=masks, low_ports=low_ports)
        options_read, options_write = os.pipe()
        supervisor = [PYTHON, "-I", "-S", "-B", "-u", "/run/supervisor", str(theirs.fileno())]
        command = [bwrap(), "--args", str(options_read), *supervisor]
        command += sorted(guarantee.name for guarantee in self._sandbox.without)
        if os.geteuid() == 0 and keeps(Guarantee.IDENTITY):
            # a program of its own, not `user=`: that would fork this process, which takes longer the larger it is
            unprivileged = str(unprivileged_id())
            command[:0] = ["/usr/bin/setpriv", "--reuid", unprivileged, "--regid", unprivileged, "--clear-groups"]
        if not keeps(Guarantee.NEW_PRIVILEGES):
            command[:0] = [PYTHON, "-I", "-S", "-c", ALLOW_NEW_PRIVILEGES]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._log,
                pass_fds=[theirs.fileno(), options_read, *descriptors],
                # bubblewrap's own process would show it in /proc/1/environ
                env={} if keeps(Guarantee.ENVIRONMENT) else None,
                cwd="/",
                umask=0o022,
            )
            # bubblewrap waits for the end of its options: it is limited before it starts anything, and its
            # namespace of control groups begins below the group, so that the box does not see its name
            # one that failed at once is told where its answer is awaited
            with contextlib.suppress(ProcessLookupError):
                self._group.add(self._process.pid)
            os.write(options_write, b"".join(option.encode() + b"\0" for option in options))
        finally:
            theirs.close()
            os.close(options_write)
            for descriptor in (options_read, *descriptors):
                os.close(descriptor)

    async def _plant(self) -> None:
        world = self._world.world
        certificate = certificates.authority_certificate() if world.services else ""
        files = [
            (file.path, file.kind, file.content.encode(), file.mode, _MTIME)
            for file in base_files(self._world, certificate)
        ]
        names = {process.name: f"{_PLANTED_PROCESSES}/{process.name}" for process in world.processes}
        files += [(path, "link", b"/usr/bin/sleep", 0o755, _MTIME) for path in names.values()]
        listeners = [port_of(service) for service in world.services]
        listing = await self._wire.ask_for_bytes("plant", files, GRACE_S, fields={"listeners": listeners})
        self._baseline = listing_of(listing)
        await self._services.serve(self._wire.take_sockets())
        if world.processes:
            processes = [(process.name, names[process.name]) for process in world.processes]
            await self._wire.ask("processes", None, GRACE_S, fields={"processes": processes})

    async def _say_why(self, message: str) -> str:
        """What bubblewrap or the supervisor said before the box ended."""
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
        for entry in self._executed:
            entry[2].close()
            entry[3].close()
        if self._log >= 0:
            os.close(self._log)
        for _ in range(200):
            if self._group.remove():
                break
            await asyncio.sleep(0.005)

    async def _ended(self, process: subprocess.Popen[bytes]) -> None:
        """Waits until bubblewrap is gone, and with it every process of the box."""
        if process.poll() is not None:
            self._group.kill()
            return
        loop = asyncio.get_running_loop()
        ended = asyncio.Event()
        descriptor = os.pidfd_open(process.pid)
        loop.add_reader(descriptor, ended.set)
        try:
            await asyncio.wait_for(ended.wait(), _CLOSE_S)
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
    ) -> Executed:
        timeout = timeout_s or self._limits.timeout_s
        argv: list[str] | None
        if isinstance(language, tuple):
            argv, name, shown = list(language), "argv", " ".join(language)
        elif language == "bash":
            argv, name, shown = ["/bin/bash", "-c", code], "bash", code
        else:
            argv, name, shown = None, "python", code
        body = {
            "argv": argv,
            "code": code,
            "env": ENVIRONMENT | self._world.world.env | (env or {}),
            "cwd": cwd or WORK_FOLDER,
            "timeout_s": timeout if self._sandbox.keeps(Guarantee.WALL_TIME) else 3600.0,
            "limits": self._supervised_limits(timeout),
        }
        over = asyncio.Event()
        stop_bytes = int(self._limits.output_stop_mb * 1e6) if self._sandbox.keeps(Guarantee.OUTPUT) else None
        out, err = (Output(int(self._limits.output_mb * 1e6), stop_bytes, over.set) for _ in range(2))
        started = time.perf_counter()
        watcher = asyncio.create_task(self._stop_when(over))
        try:
            fields = await self._wire.ask(
                "run",
                body,
                timeout + GRACE_S,
                descriptors=[sealed(stdin), out.give_away(), err.give_away()],
            )
        finally:
            watcher.cancel()
        ms = (time.perf_counter() - started) * 1e3
        exit_code, stopped_by = int(fields[0]), "" if fields[1] == "-" else fields[1]
        if exit_code == -9 and not stopped_by and self._group.was_out_of_memory():
            stopped_by = "memory"
        self._executed.append((name, shown, out, err, exit_code, stopped_by, ms))
        if not self._sandbox.keeps(Guarantee.SHARED):
            await self._wire.ask("stop", None, GRACE_S, fields={"why": "time"})
        out.drain()
        err.drain()
        return self._result(self._executed[-1])

    async def _stop_when(self, over: asyncio.Event) -> None:
        await over.wait()
        with contextlib.suppress(BoxDied):  # told where the command's end is awaited
            await self._wire.ask("stop", None, GRACE_S, fields={"why": "output"})

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
            "files": limits.files if keeps(Guarantee.DISK) else 0,
            "watch_memory_mb": limits.memory_mb if watch_memory else 0,
        }

    def _result(self, entry: tuple[str, str, Output, Output, int, str, float]) -> Executed:
        name, code, out, err, exit_code, stopped_by, ms = entry
        return Executed(
            language=name,
            code=code,
            exit_code=exit_code,
            stdout=out.text(),
            stderr=err.text(),
            output_bytes=out.total + err.total,
            stopped_by=stopped_by,  # type: ignore[arg-type]
            ms=round(ms, 3),
        )

    # ------------------------------------------------------------------ looking

    async def finish(self) -> Trace:
        until = time.perf_counter() + self._limits.settle_s
        pause = 0.002
        while await self._wire.ask("alive", None, GRACE_S) and time.perf_counter() < until:
            await asyncio.sleep(pause)
            pause = min(pause * 2, 0.05)
        alive = await self._wire.ask("planted", None, GRACE_S)
        await self._wire.ask("stop", None, GRACE_S, fields={"why": "time"})
        names = [bytes.fromhex(name).decode() for name in (alive[0].split(",") if alive else []) if name]
        gone = [process.name for process in self._world.world.processes]
        for name in names:
            gone.remove(name)
        for entry in self._executed:
            entry[2].drain()
            entry[3].drain()
        await self._services.drain()
        after = await self._list()
        files = changes(self._baseline, after) if self._sandbox.keeps(Guarantee.DIFF) else []
        # a planted file that was changed tells most: no flood of new ones may crowd it out
        told = sorted(
            (file for file in files if file.change != "deleted" and file.kind in ("file", "link")),
            key=lambda file: file.change != "changed",
        )
        texts = await self._read([file.path for file in told])
        return Trace(
            commands=tuple(self._result(entry) for entry in self._executed),
            files=tuple(
                file.model_copy(update={"content": texts[file.path]}) if file.path in texts else file for file in files
            ),
            received=self._services.records(),
            processes_gone=tuple(gone),
            ms=round((time.perf_counter() - self._opened) * 1e3, 3),
        )

    async def _list(self) -> Listing:
        return listing_of(await self._wire.ask_for_bytes("list", None, GRACE_S))

    async def _read(self, paths: list[str]) -> dict[str, str]:
        kept = paths[:500]
        return contents_of(kept, await self._wire.ask_for_bytes("read", kept, GRACE_S)) if kept else {}
