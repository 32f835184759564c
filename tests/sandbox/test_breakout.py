"""Attempts to get out of the box or to misuse it (the table: breakout.py), as root and as an ordinary user.

After every attempt, whatever it was: the host's canaries are untouched and unheard of, the box still answers
and gives its trace, a box beside it worked, and once it is closed none of its processes is left.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import os
import resource
import secrets
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from redblue.core.world import World
from redblue.sandbox import bubblewrap
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.protocol import Guarantee
from redblue.sandbox.supervised import SupervisedBox

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"redblue_tests_{name}", HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


breakout = _load("breakout")
ordinary_user = _load("ordinary_user")
IS_INNER = ordinary_user.MARKER in os.environ
HARD_STOP_S = 30
RUN_LIMIT_S = 240
SETTINGS = (
    "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe", "/proc/sys/kernel/hostname",
    "/proc/sys/kernel/panic", "/proc/sys/kernel/randomize_va_space", "/proc/sys/user/max_user_namespaces",
    "/proc/sys/vm/overcommit_memory",
    "/proc/sys/kernel/sysrq", "/proc/self/mountinfo", "/proc/self/oom_score_adj", "/proc/self/cgroup",
)  # fmt: skip
SYSTEM = ("/usr/bin", "/usr/bin/env", "/usr/bin/python3", "/usr/lib", "/usr/share", "/etc/alternatives",
          "/etc/ld.so.cache", "/etc/ld.so.conf.d", "/usr/lib/os-release", "/dev/null")  # fmt: skip


# ---------------------------------------------------------------------- the host's canaries


class Host:
    """Canaries a box must not reach: files, environment, command lines, listeners, settings."""

    def __init__(self) -> None:
        self.secrets = {
            where: f"{breakout.MARK}-{where}-{secrets.token_hex(12)}"
            for where in ("environment", "command", "home", "tmp", "shm", "var", "other")
        }
        self.hits: list[str] = []
        self.id = secrets.token_hex(6)
        self._stop = threading.Event()

    def __enter__(self) -> Host:
        self.folders = [
            Path(tempfile.mkdtemp(prefix="redblue-canary-", dir=place)) for place in ("/tmp", "/dev/shm", "/var/tmp")
        ]
        self.files = []
        for folder, where in zip(self.folders, ("tmp", "shm", "var"), strict=True):
            folder.chmod(0o777)
            self.files.append(folder / "secret")
            self.files[-1].write_text(self.secrets[where])
            self.files[-1].chmod(0o666)
        self.home = Path(os.environ.get("HOME", "/root"))
        with contextlib.suppress(OSError):
            in_home = self.home / f".redblue-canary-{self.id}"
            in_home.write_text(self.secrets["home"])
            in_home.chmod(0o666)
            self.files.append(in_home)
        os.environ["REDBLUE_CANARY"] = self.secrets["environment"]
        # a process of the very id that boxes run under, so that only the box keeps them apart
        command = [bubblewrap.PYTHON, "-c", "import time; time.sleep(900)"]
        command.append(self.secrets["command"])
        if os.geteuid() == 0:
            unprivileged = str(bubblewrap.unprivileged_id())
            command[:0] = ["setpriv", "--reuid", unprivileged, "--regid", unprivileged, "--clear-groups"]
        self.process = subprocess.Popen(
            command, env={"REDBLUE_CANARY": self.secrets["other"], "PATH": os.environ["PATH"]}, cwd="/"
        )
        self._listen()
        return self

    def _listen(self) -> None:
        self.abstract, self.socket = f"redblue-canary-{self.id}", self.folders[0] / "socket"
        made: list[tuple[str, socket.socket]] = []

        def add(name: str, family: int, kind: int, address: Any) -> socket.socket:
            one = socket.socket(family, kind)
            one.bind(address)
            if kind == socket.SOCK_STREAM:
                one.listen(16)
            one.setblocking(False)
            made.append((name, one))
            return one

        self.tcp = add("tcp", socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)).getsockname()[1]
        with contextlib.suppress(OSError):
            add("tcp6", socket.AF_INET6, socket.SOCK_STREAM, ("::1", self.tcp))
        self.udp = add("udp", socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)).getsockname()[1]
        add("abstract", socket.AF_UNIX, socket.SOCK_STREAM, "\0" + self.abstract)
        add("abstract datagram", socket.AF_UNIX, socket.SOCK_DGRAM, "\0" + self.abstract + "dgram")
        add("socket file", socket.AF_UNIX, socket.SOCK_STREAM, str(self.socket))
        self.socket.chmod(0o777)
        self._thread = threading.Thread(target=self._hear, args=(made,))
        self._thread.start()

    def _hear(self, listeners: list[tuple[str, socket.socket]]) -> None:
        with selectors.DefaultSelector() as selector:
            for name, one in listeners:
                selector.register(one, selectors.EVENT_READ, name)
            while not self._stop.is_set():
                for key, _ in selector.select(0.1):
                    self.hits.append(key.data)
                    one = key.fileobj
                    assert isinstance(one, socket.socket)
                    with contextlib.suppress(OSError):
                        one.recv(100) if one.type == socket.SOCK_DGRAM else one.accept()[0].close()
        for _, one in listeners:
            one.close()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self.process.kill()
        self.process.wait()
        os.environ.pop("REDBLUE_CANARY", None)
        for file in self.files:
            file.unlink(missing_ok=True)
        for folder in self.folders:
            shutil.rmtree(folder)

    def fill(self, program: str) -> str:
        values = {
            "@FILES@": " ".join(map(str, self.files)), "@FILE@": str(self.files[0]), "@TCP@": str(self.tcp),
            "@UDP@": str(self.udp), "@ABSTRACT@": self.abstract, "@SOCKET@": str(self.socket),
            "@PID@": str(self.process.pid), "@PROJECT@": str(PROJECT),
            "@HOME@": str(self.home / ".redblue-canary-") + self.id,
        }  # fmt: skip
        for name, value in values.items():
            program = program.replace(name, value)
        return program

    def fill_world(self, world: World) -> World:
        return World.model_validate_json(self.fill(world.model_dump_json()))

    def state(self) -> dict[str, object]:
        """All that no box may change. Compared before and after."""
        found: dict[str, object] = {path: Path(path).read_text() for path in SETTINGS if Path(path).exists()}
        for path in SYSTEM:
            stat = os.lstat(path)
            found[path] = (stat.st_mode, stat.st_size, stat.st_mtime_ns, stat.st_uid, stat.st_nlink)
        for file in self.files:
            stat = file.stat()
            found[str(file)] = (file.read_text(), stat.st_mode, stat.st_mtime_ns, stat.st_ctime_ns)
        for folder in self.folders:
            found[str(folder)] = sorted(os.listdir(folder))
        found["processes"] = (self.process.poll(), os.getpriority(os.PRIO_PROCESS, self.process.pid))
        found["priority"] = (os.getpriority(os.PRIO_PROCESS, 0), os.sched_getaffinity(0))
        found["clock"] = round((time.time() - time.monotonic()) / 5)
        found["heard"] = list(self.hits)
        return found


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    # so few that a program which makes the runner hold thousands is noticed
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(1024, hard), hard))
    try:
        with Host() as one:
            yield one
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


# ---------------------------------------------------------------------- looking at a box from the host


def _status(pid: int) -> dict[str, str]:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return {}
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _descendants(pid: int) -> dict[int, str]:
    """Processes below `pid`, each with when it started (a number alone may have been given again)."""
    parents: dict[int, list[int]] = {}
    started: dict[int, str] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()
                parents.setdefault(int(fields[1]), []).append(int(name))
                started[int(name)] = fields[19]
    found: dict[int, str] = {}
    pending = [pid]
    while pending:
        for child in parents.get(pending.pop(), ()):
            found[child] = started[child]
            pending.append(child)
    return found


async def _count_descriptors(most: list[int]) -> None:
    while True:
        most[0] = max(most[0], len(os.listdir("/proc/self/fd")))
        await asyncio.sleep(0.02)


def _is_alive(pid: int, started: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19] == started
    except OSError:
        return False


def _supervisor(box: SupervisedBox) -> int:
    """The box's process 1, by its number on the host."""
    inner = [pid for pid in _descendants(box._process.pid) if _status(pid).get("NSpid", "").endswith("\t1")]
    return max(inner, key=lambda pid: len(_status(pid)["NSpid"].split()))


def _writable(pid: int) -> list[tuple[str, str]]:
    """Also what is mounted again elsewhere: (mount point, file system) of what the box may write to."""
    try:
        text = Path(f"/proc/{pid}/mountinfo").read_text()
    except OSError:
        return []
    rows = [line.split() for line in text.splitlines()]
    return [(row[4], row[row.index("-") + 1]) for row in rows if "rw" in row[5].split(",")]


def _rss_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


@contextlib.contextmanager
def _hard_stop(seconds: int) -> Iterator[None]:
    """Ends also a loop that never awaits, which no asyncio time limit would."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"the runner itself hung for {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


async def _sibling(stop: asyncio.Event) -> float:
    """Opens boxes and computes in them until told to stop: each must be right. The slowest, in seconds."""
    slowest = 0.0
    while True:
        began = time.perf_counter()
        async with Bubblewrap().box(World().plant()) as box:
            done = await box.run("python", "import os; print(sum(range(1000))); open('/tmp/own', 'w').write('own')")
            assert done.stdout == "499500\n", (done.exit_code, done.stopped_by, done.output)
            listed = await box.run("bash", "cat /tmp/own; ls /tmp; ls /proc | grep -c '^[0-9]'")
            assert listed.stdout.startswith("ownown\n"), listed.output
            trace = await box.finish()
            assert [change.path for change in trace.files] == ["/tmp/own"]
        slowest = max(slowest, time.perf_counter() - began)
        if stop.is_set():
            return slowest
        await asyncio.sleep(0.05)


# ---------------------------------------------------------------------- the table


@pytest.mark.parametrize("attempt", breakout.ATTEMPTS, ids=lambda attempt: attempt.name)
async def test_attempt(attempt: Any, host: Host) -> None:
    before = host.state()
    rss = _rss_mb()
    planted = host.fill_world(attempt.world).plant()
    sibling, stop = None, asyncio.Event()
    had = len(os.listdir("/proc/self/fd"))
    most = [had]
    counter = asyncio.create_task(_count_descriptors(most))
    with _hard_stop(HARD_STOP_S):
        async with Bubblewrap(attempt.limits).box(planted) as box:
            top = box._process.pid
            supervisor = _supervisor(box)
            if attempt.beside:
                sibling = asyncio.create_task(_sibling(stop))
            runs = [await box.run(attempt.language, host.fill(attempt.code))]
            runs += [await box.run(language, host.fill(code)) for language, code in attempt.then]
            writable, status = _writable(supervisor), _status(supervisor)
            oom = Path(f"/proc/{supervisor}/oom_score_adj").read_text().strip()
            slowest = None
            if sibling is not None:
                stop.set()
                slowest = await asyncio.wait_for(sibling, 10)
            if attempt.usable:
                for language, code in (("bash", "echo still here"), ("python", "print('still here')")):
                    again = await box.run(language, code)
                    assert (again.exit_code, again.stdout) == (0, "still here\n"), (again, runs[0].output[-500:])
            alive = _descendants(top)
            assert supervisor in alive
            trace = await box.finish()
            alive |= _descendants(top)
    counter.cancel()
    seen = breakout.Seen(
        runs=runs,
        trace=trace,
        planted=planted,
        limits=attempt.limits,
        rss_growth_mb=_rss_mb() - rss,
        slowest_sibling_s=slowest,
        most_descriptors=most[0] - had,
        writable=writable,
        status=status,
        oom_score_adj=oom,
    )
    output = trace.output
    assert "BROKE" not in output, "\n".join(line for line in output.splitlines() if "BROKE" in line)[:2000]
    if attempt.tried:
        assert any("TRIED" in run.output for run in runs), (runs[0].exit_code, runs[0].output[-1500:])
    if attempt.check is not None:
        attempt.check(seen)
    told = output + "".join((file.content or "") + file.path for file in trace.files)
    told += "".join(record.model_dump_json() for record in trace.received)
    for where, secret in host.secrets.items():
        assert secret not in told, f"the host's secret of {where} got out"
    await asyncio.sleep(0)
    assert host.state() == before
    left = [pid for pid, started in alive.items() if _is_alive(pid, started)]
    assert not left, f"still alive after the box was closed: {left}"


# ---------------------------------------------------------------------- the table notices: controls


def _attempt(name: str) -> Any:
    return next(one for one in breakout.ATTEMPTS if one.name == name)


async def test_control_network(host: Host) -> None:
    """Without its own network the same program is heard: the canaries do listen."""
    attempt, before = _attempt("the host's listeners and abstract sockets"), len(host.hits)
    async with Bubblewrap(without=[Guarantee.NETWORK]).box(World().plant()) as box:
        done = await box.run(attempt.language, host.fill(attempt.code))
    await asyncio.sleep(0.2)
    assert "BROKE" in done.stdout, done.output
    assert {"tcp", "udp", "abstract"} <= set(host.hits[before:])
    host.hits.clear()


async def test_control_files(host: Host) -> None:
    """Without that protection a canary is found where the box would show it."""
    async with Bubblewrap(without=[Guarantee.HOST_FILES]).box(World().plant()) as box:
        done = await box.run("bash", f"cat /mnt{host.files[0]}")
    assert done.stdout == host.secrets["tmp"]


async def test_control_processes(host: Host) -> None:
    """The canary's command line and environment can be read by the id that boxes run under."""
    async with Bubblewrap(without=[Guarantee.PROCESSES]).box(World().plant()) as box:
        done = await box.run("bash", f"cat /mnt/proc/{host.process.pid}/{{cmdline,environ}}")
    assert host.secrets["command"] in done.stdout, done.output


async def test_control_system_calls(host: Host) -> None:
    async with Bubblewrap(without=[Guarantee.SYSCALLS]).box(World().plant()) as box:
        done = await box.run("python", breakout.python("must_fail('memfd_create', b'x', 0)"))
    assert "BROKE" in done.stdout


# ---------------------------------------------------------------------- as an ordinary user, and nothing left


@pytest.mark.slow
@pytest.mark.skipif(IS_INNER, reason="this is the ordinary user's run")
def test_table_as_an_ordinary_user() -> None:
    reason = ordinary_user.why_not(PROJECT)
    if reason is not None:
        pytest.skip(reason)
    done = ordinary_user.run_tests(PROJECT, Path(__file__).resolve(), "--tb=short", timeout_s=RUN_LIMIT_S)
    assert done.exit_code == 0, done.output[-20_000:]
    assert " passed" in done.output


@pytest.mark.skipif(not IS_INNER, reason="this is not the run that root started as an ordinary user")
def test_is_an_ordinary_user() -> None:
    assert (os.getuid(), os.geteuid(), os.getgroups()) == (ordinary_user.UID, ordinary_user.UID, [])
    assert int(_status(os.getpid())["CapEff"], 16) == 0
    assert not os.access("/root", os.W_OK)


def _leftovers() -> dict[str, list[str]]:
    mine, groups = str(os.getpid()), []
    for folder in ("/sys/fs/cgroup", "/sys/fs/cgroup/memory", "/sys/fs/cgroup/pids", "/sys/fs/cgroup/cpu"):
        groups += [str(path) for path in Path(folder).glob(f"redblue-{mine}-*")]
    ids = {str(ordinary_user.UID)} if os.geteuid() == 0 else set()
    if os.geteuid() == 0:
        ids.add(str(bubblewrap.unprivileged_id()))
    processes = [f"{pid}" for pid in _descendants(os.getpid())]
    numbers = [int(name) for name in os.listdir("/proc") if name.isdigit()]
    processes += [str(pid) for pid in numbers if set(_status(pid).get("Uid", "").split()) & ids]
    files = [
        str(path)
        for place in ("/tmp", "/var/tmp", "/dev/shm")
        for path in Path(place).glob("redblue-*")
        if path.lstat().st_uid in (os.geteuid(), ordinary_user.UID)
    ]
    return {
        "groups": groups,
        "processes": processes,
        "files": files,
        "mounts": sorted(line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()),
        "descriptors": sorted(os.listdir("/proc/self/fd")),
    }


_AT_START = _leftovers()


@pytest.fixture(scope="module", autouse=True)
def at_start() -> None:
    """What other files of tests have left is none of this one's."""
    _AT_START.update(_leftovers())


@pytest.fixture(scope="module", autouse=True)
def other_threads() -> set[threading.Thread]:
    """Those of tests that ran before this file's: the pool of a guard that may wait stays for the next run."""
    return set(threading.enumerate())


def test_nothing_is_left(host: Host, other_threads: set[threading.Thread]) -> None:
    """The last one: only what was there when this file's first began, and the canaries of the host fixture."""
    after = _leftovers()
    canaries = {str(host.process.pid)}
    assert not after["groups"]
    assert set(after["processes"]) - set(_AT_START["processes"]) <= canaries
    assert set(after["files"]) - set(_AT_START["files"]) <= {str(folder) for folder in host.folders}
    assert after["mounts"] == _AT_START["mounts"]
    assert len(after["descriptors"]) - len(_AT_START["descriptors"]) <= 20, after["descriptors"]
    assert [thread for thread in threading.enumerate() if thread.daemon and thread not in other_threads] == []
