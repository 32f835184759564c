"""The suite that every sandbox must pass: one probe per guarantee, each with canaries of its own.

`prove` runs at the beginning of every run, so the probes share a box where they can and all go on at once.
A probe never believes what the backend says of itself: it looks from inside as a program would, and from
outside in the host's /proc. Nothing in here is risky when a protection is missing: a probe tries, and puts
back.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import json
import os
import secrets
import socket
import subprocess
import tempfile
import time
import zlib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from redblue.core.data import Data
from redblue.core.errors import BoxDied, SandboxUnavailable
from redblue.core.trace import Trace
from redblue.core.world import HttpService, PlantedFile, World
from redblue.sandbox.base import SYSTEM_FILES
from redblue.sandbox.probes import PRELUDE, SNIPPETS, TOGETHER
from redblue.sandbox.protocol import Box, Guarantee, Limits, Sandbox

PROBE_S = 20.0
"""A probe that takes longer has shown nothing."""
TIGHT = Limits(
    timeout_s=5,
    memory_mb=64,
    disk_mb=16,
    files=1_000,
    processes=16,
    output_mb=0.05,
    output_stop_mb=0.5,
    settle_s=0,
)
"""Limits small enough that going over them costs little."""


class Finding(Data):
    """What one probe found."""

    guarantee: Guarantee
    holds: bool
    detail: str
    """What was shown, or what was seen that must not be."""
    ms: float


class Broken(Exception):
    """A guarantee does not hold. The message says what was seen."""


INSIDE = (
    "network", "host_files", "read_only_system", "environment", "processes", "ipc", "cgroup_names",
    "capabilities", "new_privileges", "user_namespaces", "syscalls", "terminal", "identity", "cpu",
)  # fmt: skip


@dataclass
class Served:
    """What came out of a box with a service on a port below 1024, whose process 1 was attacked."""

    seen: dict[str, list[str]]
    answers: bool
    trace: Trace


@dataclass
class Ground:
    """What the probes share: above all one box with the sandbox's own limits."""

    sandbox: Sandbox
    inside: asyncio.Task[dict[str, list[str]]]
    """What the snippets of `INSIDE` see in the shared box."""
    served: asyncio.Task[Served]
    started: dict[str, str]
    """Processes in the shared box that sleep under a name of their own: how it was started -> name."""
    thorough: bool

    async def look(self, name: str) -> None:
        """Raises Broken with what the snippet `name` saw in the shared box, when it saw anything."""
        hold((await asyncio.shield(self.inside))[name])

    def statuses(self) -> dict[str, dict[str, str]]:
        """/proc/<pid>/status as the host sees it, of each process in `started` and of the box's process 1."""
        found = {}
        for how, name in self.started.items():
            if not (pids := host_processes(name)):
                raise Broken(f"the {how} was not found among the host's processes")
            found[how] = status_of(pids[0])
        parent = next(iter(found.values()))["PPid"]
        found["process 1"] = status_of(int(parent))
        return found


Probe = Callable[[Ground], Awaitable[str]]
PROBES: dict[Guarantee, Probe] = {}


def probe(guarantee: Guarantee) -> Callable[[Probe], Probe]:
    def register(function: Probe) -> Probe:
        PROBES[guarantee] = function
        return function

    return register


async def examine(sandbox: Sandbox, *, thorough: bool = False) -> list[Finding]:
    """Tries every guarantee of `sandbox`, in the order of `Guarantee`.

    `thorough` also burns a second of processor time to see a busy process ended. Raises SandboxUnavailable
    when no box can be opened at all.
    """
    secret = "rbc" + secrets.token_hex(12)
    with host_canaries(secret) as canaries:
        canaries["allowed"] = [*SYSTEM_FILES, *map(str, sandbox.shared)]
        async with sandbox.box(World().plant()) as box:
            served = asyncio.create_task(_serve(sandbox, canaries))
            started = await _start_sleepers(box)
            inside = asyncio.create_task(look(box, INSIDE, canaries))
            ground = Ground(sandbox, inside, served, started, thorough)
            try:
                async with asyncio.TaskGroup() as group:
                    tasks = [group.create_task(_run(PROBES[guarantee], guarantee, ground)) for guarantee in Guarantee]
            finally:
                await asyncio.wait([inside, served])
            return [task.result() for task in tasks]


async def prove(sandbox: Sandbox) -> None:
    """Returns when every guarantee holds. Raises SandboxUnavailable that names those that do not."""
    broken = [finding for finding in await examine(sandbox) if not finding.holds]
    if broken:
        named = "; ".join(f"{finding.guarantee.name} ({finding.detail})" for finding in broken[:3])
        more = f" and {len(broken) - 3} more" if len(broken) > 3 else ""
        raise SandboxUnavailable(
            f"isolation by {sandbox.name} is not proved, so nothing risky was run. Broken: {named}{more}. "
            "Run `redblue doctor` for the remedy"
        )


async def _run(probe: Probe, guarantee: Guarantee, ground: Ground) -> Finding:
    started = time.perf_counter()
    holds, detail = False, ""
    try:
        detail = await asyncio.wait_for(probe(ground), PROBE_S)
        holds = True
    except Broken as broken:
        detail = str(broken)
    except TimeoutError:
        detail = f"the probe did not end within {PROBE_S:g} s"
    except (BoxDied, SandboxUnavailable, OSError) as error:
        detail = f"could not be examined: {error}"
    ms = round((time.perf_counter() - started) * 1e3, 1)
    return Finding(guarantee=guarantee, holds=holds, detail=detail, ms=ms)


# ---------------------------------------------------------------------- canaries and looking


@contextlib.contextmanager
def host_canaries(secret: str) -> Iterator[dict[str, object]]:
    """Plants `secret` wherever a box might look out, and yields what a probe looks for.

    The secret is told to a box backwards, so that a search never finds the search itself.
    """
    with contextlib.ExitStack() as stack:
        canaries: dict[str, object] = {
            "terces": secret[::-1],
            "hostname": socket.gethostname(),
            "allowed": list(SYSTEM_FILES),
        }
        os.environ["REDBLUE_CANARY"] = secret
        stack.callback(os.environ.pop, "REDBLUE_CANARY", None)
        # ends by itself when this process does, as its standard input then closes
        process = stack.enter_context(
            subprocess.Popen(["/bin/sh", "-c", "read line", secret], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        )
        assert process.stdin is not None
        stack.callback(process.stdin.close)
        for folder in {Path(tempfile.gettempdir()), Path(os.environ.get("HOME", tempfile.gettempdir()))}:
            file = folder / f".redblue-{secret}"
            with contextlib.suppress(OSError):  # a home may be read-only, or not be there
                file.write_text(secret)
                file.chmod(0o644)
                stack.callback(file.unlink, missing_ok=True)
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        canaries["port"] = listener.getsockname()[1]
        abstract = stack.enter_context(socket.socket(socket.AF_UNIX))
        abstract.bind(f"\0{secret}")
        abstract.listen()
        path = Path(tempfile.gettempdir(), f"{secret}.sock")
        canaries["tekcos"] = str(path)[::-1]
        named = stack.enter_context(socket.socket(socket.AF_UNIX))
        with contextlib.suppress(OSError):  # the path of a socket is short
            named.bind(str(path))
            stack.callback(path.unlink, missing_ok=True)
            path.chmod(0o777)
            named.listen()
        canaries["queue"] = stack.enter_context(_message_queue())
        canaries["namespaces"] = {
            name: Path("/proc/self/ns", name).readlink().name
            for name in ("cgroup", "ipc", "mnt", "net", "pid", "user", "uts")
            if Path("/proc/self/ns", name).is_symlink()
        }
        canaries["cgroups"] = _cgroup_names()
        canaries["host_files"] = _digests("/etc/machine-id", "/etc/shadow", "/etc/passwd", "/etc/ssh/ssh_host_rsa_key")
        yield canaries


@contextlib.contextmanager
def _message_queue() -> Iterator[int]:
    """The key of a System V message queue of the host's; 0 where none can be made."""
    library = ctypes.CDLL(None, use_errno=True)
    key = secrets.randbelow(1 << 30) + 1
    number = library.msgget(key, 0o1666)  # IPC_CREAT
    try:
        yield key if number >= 0 else 0
    finally:
        if number >= 0:
            library.msgctl(number, 0, None)  # IPC_RMID


def _cgroup_names() -> list[str]:
    """The names of the control groups that this process is in."""
    lines = Path("/proc/self/cgroup").read_text().splitlines()
    paths = {line.split(":", 2)[2] for line in lines}
    return sorted({name for path in paths for name in path.split("/") if name not in ("", "..")})


def _digests(*paths: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for path in paths:
        with contextlib.suppress(OSError):
            content = Path(path).read_bytes()
            found[path] = [len(content), zlib.crc32(content)]
    return found


async def look(box: Box, names: tuple[str, ...], canaries: dict[str, object]) -> dict[str, list[str]]:
    """What each of these snippets sees in `box` that must not be. Raises Broken when they did not all end."""
    snippets = {name: SNIPPETS[name] for name in names}
    code = f"C, PRELUDE, SNIPPETS = {canaries!r}, {PRELUDE!r}, {snippets!r}\n{TOGETHER}"
    done = await box.run("python", code, timeout_s=PROBE_S / 2)  # a busy machine takes its time
    try:
        found = json.loads(done.stdout)
    except ValueError:
        why = done.stopped_by or f"exit code {done.exit_code}"
        raise Broken(f"the checks inside ended early ({why}): {done.output[-300:].strip()}") from None
    return {name: list(found[name]) for name in names}


def hold(faults: list[str]) -> None:
    """Raises Broken with what a snippet saw, when it saw anything."""
    if faults:
        raise Broken("; ".join(faults[:4]))


def host_processes(name: str) -> list[int]:
    """The host's numbers of the processes whose `comm` is `name`, ended but unreaped ones left out."""
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError):
                if (
                    Path("/proc", entry, "comm").read_text().strip() == name
                    and "State:\tZ" not in Path("/proc", entry, "status").read_text()
                ):
                    found.append(int(entry))
    return found


async def appeared(name: str) -> list[int]:
    """`host_processes`, as soon as there is one. Raises Broken when there is none for two seconds."""
    until = time.monotonic() + 2
    while not (found := host_processes(name)):
        if time.monotonic() > until:
            raise Broken("a process of the box was not found among the host's processes")
        await asyncio.sleep(0.005)
    return found


def status_of(pid: int) -> dict[str, str]:
    try:
        lines = Path("/proc", str(pid), "status").read_text().splitlines()
    except OSError as error:
        raise Broken(f"process {pid} cannot be looked at from outside: {error.strerror}") from None
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def _marker() -> str:
    """A name for a process: as long as the kernel keeps."""
    return "rb" + secrets.token_hex(6)


def _sleeper(name: str) -> str:
    """Bash that leaves a process asleep under `name`."""
    sleep = "while :; do read -t 30 <> <(:); done"
    return f"(echo {name} > /proc/$BASHPID/comm; {sleep}) </dev/null >/dev/null 2>&1 &"


async def _start_sleepers(box: Box) -> dict[str, str]:
    """Leaves a process asleep by the first command, by a later one, and by a Python snippet."""
    names = {how: _marker() for how in ("first command", "later command", "Python snippet")}
    await box.run("bash", _sleeper(names["first command"]))
    await box.run(("/bin/bash", "-c", _sleeper(names["later command"])))
    name = names["Python snippet"]
    await box.run(
        "python",
        "import os, time\n"
        "if os.fork() == 0:\n"
        f"    open('/proc/self/comm', 'w').write({name!r})\n"
        "    os.closerange(0, 3); time.sleep(60)\n",
    )
    with contextlib.suppress(Broken):  # told where it is missed
        for name in names.values():
            await appeared(name)
    return names


def tight(ground: Ground) -> Sandbox:
    return ground.sandbox.with_limits(TIGHT)


# ---------------------------------------------------------------------- what a box can see


@probe(Guarantee.NETWORK)
async def network(ground: Ground) -> str:
    """One interface, no way out, and neither a listener nor a socket of the host's can be reached."""
    await ground.look("network")
    return "the host's listener, its abstract and its named socket were not reached; only lo is there"


@probe(Guarantee.HOST_FILES)
async def host_files(ground: Ground) -> str:
    """Nothing is mounted but the system, and files of the host's temp folder and home are nowhere."""
    await ground.look("host_files")
    more = f"; shown, as was asked for: {', '.join(map(str, ground.sandbox.shared))}" if ground.sandbox.shared else ""
    return f"canaries of the host's temp folder and home were not found{more}"


@probe(Guarantee.READ_ONLY_SYSTEM)
async def read_only_system(ground: Ground) -> str:
    """Every folder of the system is mounted read-only and refuses a write for that reason."""
    await ground.look("read_only_system")
    return "every mount of the system refuses writes"


@probe(Guarantee.ENVIRONMENT)
async def environment(ground: Ground) -> str:
    """A secret in the caller's environment is in none of the box's."""
    await ground.look("environment")
    return "a canary in the caller's environment was not found"


@probe(Guarantee.PROCESSES)
async def processes(ground: Ground) -> str:
    """A secret on the command line of a host process is in no /proc of the box."""
    await ground.look("processes")
    return "a canary on a host process's command line was not found"


@probe(Guarantee.IPC)
async def ipc(ground: Ground) -> str:
    """Another host name, other namespaces, and the host's message queue cannot be opened."""
    await ground.look("ipc")
    return "the host's message queue and its name were not found"


@probe(Guarantee.CGROUP_NAMES)
async def cgroup_names(ground: Ground) -> str:
    """A control group namespace of its own, and no name of the host's groups in it."""
    await ground.look("cgroup_names")
    return "no name of the host's control groups was found"


# ---------------------------------------------------------------------- what a box may do


@probe(Guarantee.CAPABILITIES)
async def capabilities(ground: Ground) -> str:
    """The host's kernel says that no process of the box has a capability, whichever way it was started."""
    for how, status in ground.statuses().items():
        for name in ("CapInh", "CapPrm", "CapEff", "CapAmb"):
            if int(status[name], 16):
                raise Broken(f"{how}: {name} is {status[name]}")
    await ground.look("capabilities")
    return "first, later and Python commands and process 1 have none"


@probe(Guarantee.NEW_PRIVILEGES)
async def new_privileges(ground: Ground) -> str:
    """NoNewPrivs is set on every process, and no mount honours set-id programs."""
    for how, status in ground.statuses().items():
        if status["NoNewPrivs"] != "1":
            raise Broken(f"{how}: NoNewPrivs is {status['NoNewPrivs']}")
    await ground.look("new_privileges")
    return "NoNewPrivs is set, every mount is nosuid"


@probe(Guarantee.USER_NAMESPACES)
async def user_namespaces(ground: Ground) -> str:
    """unshare and clone are refused a new namespace; also in a box whose service has a port below 1024."""
    await ground.look("user_namespaces")
    served = await asyncio.shield(ground.served)
    hold([f"with a service on port 80: {fault}" for fault in served.seen["user_namespaces"]])
    return "unshare and clone were refused, with and without a service on a low port"


@probe(Guarantee.SYSCALLS)
async def syscalls(ground: Ground) -> str:
    """A filter is on every process, and what it names is refused."""
    for how, status in ground.statuses().items():
        if status["Seccomp"] != "2":
            raise Broken(f"{how}: Seccomp is {status['Seccomp']}")
    await ground.look("syscalls")
    return "every call that was tried was refused"


@probe(Guarantee.TERMINAL)
async def terminal(ground: Ground) -> str:
    """Commands have a session of their own without a terminal, and none can type into one."""
    await ground.look("terminal")
    return "no terminal, and TIOCSTI was refused"


@probe(Guarantee.IDENTITY)
async def identity(ground: Ground) -> str:
    """Inside id 0; outside no process of the box is root, nor the caller when that is root."""
    await ground.look("identity")
    seen = set()
    for how, status in ground.statuses().items():
        for key in ("Uid", "Gid"):
            ids = set(status[key].split())
            seen |= ids
            if "0" in ids:
                raise Broken(f"{how}: outside it is {key.lower()} 0")
        if os.geteuid() == 0 and status["Groups"].split():
            raise Broken(f"{how}: outside it is in the groups {status['Groups']}")
    return f"root inside, {'/'.join(sorted(seen))} outside"


@probe(Guarantee.SUPERVISOR)
async def supervisor(ground: Ground) -> str:
    """Process 1 survives signals and shows nothing; the box still answers, the recorder still records.

    Nor does a Python snippet find a planted secret in the memory that it was forked from.
    """
    served = await asyncio.shield(ground.served)
    hold(served.seen["supervisor"])
    if not served.answers:
        raise Broken("after signals to process 1 the box runs nothing more")
    if not any(received.path == "/recorded" for received in served.trace.received):
        raise Broken("what reached a service was not recorded")
    return "signals, /proc/1 and ptrace got nowhere; the recorder recorded"


async def _serve(sandbox: Sandbox, canaries: dict[str, object]) -> Served:
    secret = secrets.token_hex(12)
    world = World(
        services=(HttpService(name="recorder", port=80),),
        files=(PlantedFile(path="/root/secret", content=secret),),
    )
    more = {"head": secret[:12], "liat": secret[12:][::-1], "port": 80}
    async with sandbox.with_limits(TIGHT).box(world.plant()) as box:
        seen = await look(box, ("user_namespaces", "supervisor"), canaries | more)
        done = await box.run("bash", "echo still here")
        return Served(seen=seen, answers=done.stdout == "still here\n", trace=await box.finish())


# ---------------------------------------------------------------------- limits


@probe(Guarantee.MEMORY)
async def memory(ground: Ground) -> str:
    """One process cannot take more than the limit, of private or shared memory; nor can many together."""
    async with tight(ground).box(World().plant()) as box:
        for kind in ("memory_private", "memory_shared", "memory_many"):
            done = await box.run("python", SNIPPETS[kind])
            if "took it all" in done.stdout:
                raise Broken(f"{done.stdout.strip()}: over the limit of {TIGHT.memory_mb} MB")
            is_held = "MemoryError" in done.stderr or done.exit_code == -9
            if not is_held or done.stopped_by == "time":
                raise Broken(f"{kind}: neither refused nor ended: {done.stopped_by} {done.output[-200:]}")
    return "one process, shared memory, and many processes together were held back"


@probe(Guarantee.PROCESS_COUNT)
async def process_count(ground: Ground) -> str:
    """A loop that forks is refused at the limit."""
    async with tight(ground).box(World().plant()) as box:
        done = await box.run("python", SNIPPETS["process_count"])
        count = len(done.stdout.splitlines())
        if not 0 < count <= TIGHT.processes or done.stopped_by:
            raise Broken(f"{count} processes were started, the limit is {TIGHT.processes}")
    return f"a fork was refused after {count}"


@probe(Guarantee.CPU)
async def cpu(ground: Ground) -> str:
    """Every command has a limit that it cannot raise. Thoroughly: a busy process is ended by it."""
    await ground.look("cpu")
    if not ground.thorough:
        return "a limit is set and cannot be raised"
    name = _marker()
    async with tight(ground).box(World().plant()) as box:
        await box.run(
            "bash",
            f"(echo {name} > /proc/$BASHPID/comm; while :; do :; done) </dev/null >/dev/null 2>&1 &",
            timeout_s=0.5,
        )
        used = 0.0
        for pid in await appeared(name):
            while used < 2:
                try:
                    fields = Path("/proc", str(pid), "stat").read_text().rpartition(")")[2].split()
                except OSError:
                    return "a busy process was ended"
                used = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
                if fields[0] in "ZX":
                    return f"a busy process was ended after {used:g} s"
                await asyncio.sleep(0.05)
    raise Broken("a process was busy for 2 s of processor time, its limit is 1 s")


@probe(Guarantee.WALL_TIME)
async def wall_time(ground: Ground) -> str:
    """Time is up for the whole tree, though it left the session and ignores signals; its deeds are told.

    Also in a box that several commands share.
    """
    await asyncio.gather(_time_is_up(ground, shared=False), _time_is_up(ground, shared=True))
    return "the whole tree was ended; output and file were told"


async def _time_is_up(ground: Ground, *, shared: bool) -> None:
    for timeout_s in (0.3, 2.0):  # on a busy machine a program does not come far in the first
        name = _marker()
        code = f"NAME, AFTER_S = {name!r}, {timeout_s + 0.7}\n{SNIPPETS['wall_time']}"
        async with tight(ground).box(World().plant(), shared=shared) as box:
            done = await box.run("python", code, timeout_s=timeout_s)
            if done.stopped_by != "time" or "survived" in done.stdout:
                raise Broken("a command ran on after its time was up")
            for _ in range(40):  # killed is not yet gone
                if not host_processes(name):
                    break
                await asyncio.sleep(0.01)
            else:
                raise Broken("a process of the command outlived its time")
            trace = await box.finish()
        change = trace.change("/tmp/written")
        if "said" in done.stdout and change is not None and change.content == "kept":
            return
    raise Broken("what was printed or written before the end is lost")


@probe(Guarantee.OUTPUT)
async def output(ground: Ground) -> str:
    """A program that prints without end is ended, and little of it is kept."""
    async with tight(ground).box(World().plant()) as box:
        done = await box.run("bash", "head -c 40000000 /dev/zero | tr '\\0' x; sleep 0.2")
        if done.stopped_by != "output":
            raise Broken(f"{done.output_bytes} bytes were written, the limit is {TIGHT.output_stop_mb} MB")
        if len(done.stdout) > TIGHT.output_mb * 1e6 * 2:
            raise Broken(f"{len(done.stdout)} bytes were kept, the limit is {TIGHT.output_mb} MB")
    return f"ended after {done.output_bytes} bytes"


@probe(Guarantee.DISK)
async def disk(ground: Ground) -> str:
    """No writable mount takes more than its limit, in bytes or files; and there is no other writable one."""
    async with tight(ground).box(World().plant()) as box:
        seen = await look(box, ("disk",), {"terces": "", "most": TIGHT.disk_mb * 1_100_000})
        hold(seen["disk"])
        done = await box.run("python", f"COUNT = {TIGHT.files * 5}\n" + SNIPPETS["disk_files"])
        if "refused" not in done.stdout and done.stopped_by != "files":
            raise Broken(f"{TIGHT.files * 5} files were made, the limit is {TIGHT.files}")
    return "bytes and files were held back on every writable mount"


# ---------------------------------------------------------------------- what a box is good for


@probe(Guarantee.SHARED)
async def shared(ground: Ground) -> str:
    """A later command sees the file and the process that an earlier one left."""
    name = _marker()
    async with tight(ground).box(World().plant()) as box:
        await box.run("bash", f"echo {name} > /tmp/{name}\n{_sleeper(name)}")
        seen = await look(box, ("shared",), {"terces": "", "name": name})
    hold(seen["shared"])
    return "a file and a process of an earlier command were found"


@probe(Guarantee.DIFF)
async def diff(ground: Ground) -> str:
    """Writes wherever programs may write, a change and a deletion are reported, and none is on the host."""
    name = _marker()
    places = [f"{folder}/{name}" for folder in ("", "/etc", "/usr", "/root", "/home", "/var/lib", "/tmp", "/dev/shm")]
    script = "".join(f"echo {name} > {path}\n" for path in places)
    async with tight(ground).box(World().plant()) as box:
        await box.run("bash", script + f"echo {name} >> /etc/hosts\nrm /etc/motd\n")
        trace = await box.finish()
    _expect(trace, dict.fromkeys(places, "added") | {"/etc/hosts": "changed", "/etc/motd": "deleted"})
    for path in places:
        change = trace.change(path)
        if change is None or change.content != f"{name}\n":
            raise Broken(f"the content of {path} is not reported")
        if os.path.lexists(path):
            raise Broken(f"{path} was written on the host")
    return f"{len(places)} writes, a change and a deletion were reported, none reached the host"


def _expect(trace: Trace, expected: dict[str, str]) -> None:
    for path, what in expected.items():
        change = trace.change(path)
        if change is None or change.change != what:
            raise Broken(f"{path} was {what}, which is not reported")


@probe(Guarantee.CLEAN_END)
async def clean_end(ground: Ground) -> str:
    """When a box is closed its processes, control groups, mounts and temporary files are gone."""
    name = _marker()
    async with tight(ground).box(World().plant()) as box:
        await box.run("bash", f"trap '' TERM INT HUP; {_sleeper(name)}")
        groups = _groups_of((await appeared(name))[0])
    if host_processes(name):
        raise Broken("a process of the box outlived it")
    left = [str(group) for group in groups if group.exists()]
    if left:
        raise Broken(f"control groups are left: {', '.join(left)}")
    # whatever a backend makes on the host bears this name, as others may run redblue here too
    own = f"redblue-{os.getpid()}-"
    if own in Path("/proc/self/mountinfo").read_text():
        raise Broken("a mount is left")
    files = [entry for entry in os.listdir(tempfile.gettempdir()) if entry.startswith(own)]
    if files:
        raise Broken(f"temporary files are left: {', '.join(files)}")
    return f"no process, mount or file, and none of {len(groups)} control groups is left"


def _groups_of(pid: int) -> list[Path]:
    """The folders of the control groups that `pid` is in and this process is not."""
    own = Path("/proc/self/cgroup").read_text().splitlines()
    found = []
    for line in Path("/proc", str(pid), "cgroup").read_text().splitlines():
        if line not in own:
            _, controllers, path = line.split(":", 2)
            for root in {"/sys/fs/cgroup", f"/sys/fs/cgroup/{controllers}"}:
                folder = Path(root + path)
                if folder.is_dir():
                    found.append(folder)
    return found
