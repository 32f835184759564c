"""Process 1 of a box: starts every command, keeps an interpreter warm, plants the world and lists the files.

It runs inside the box under the system's own Python (3.9 or newer), alone: no import of redblue, and only modules
that load in a fraction of a millisecond. Being process 1 it cannot be signalled from inside; not being dumpable it
cannot be traced or read. It never holds a planted secret, nor the text of a command: world and programs arrive through
descriptors that only a forked child reads, so a Python snippet forked from here finds none in its memory.

The wire is a SEQPACKET socket. From the host: a marshalled dict `{"op", "id"}` with descriptors, of which the first
is a file that holds the marshalled body. To the host: text, `<id> <word> <fields...>`. What was asked last is
answered in any order. End of file on the wire ends the box.
"""

from __future__ import annotations

import _ctypes
import _signal  # type: ignore[import-not-found]
import _socket
import marshal
import os
import posix
import resource
import select
import sys
import time

TYPE_CHECKING = False  # as `typing` has it, which takes 8 ms to import
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

WIRE = int(sys.argv[1])
WITHOUT = sys.argv[2:]  # guarantees that are not to be kept, for the tests of doctor
OUT_OF_FILES, OUT_OF_MEMORY, OUT_OF_TIME = "files", "memory", "time"
TICK_S = 0.05
READ_LIMIT = 65536
SHARED_FROM_PAGES = 8192
RECORDS = 977  # the descriptor to which the calls of a program are recorded; the next is a script for Bash


class Snippet(BaseException):
    """Carries a Python program out of the main loop of the forked child, to be run at the top of the stack."""


def _library_function(name: str) -> int:
    # ctypes itself takes 2 ms to import, this private half of it 0.2
    library: Any = None  # the program itself, with the C library in it
    return _ctypes.dlsym(_ctypes.dlopen(library, 2), name)


def prctl(option: int, value: int) -> int:
    status: int = _ctypes.call_function(_library_function("prctl"), (option, value, 0, 0, 0))
    return status


def drop_capabilities() -> None:
    header = (0x20080522).to_bytes(4, sys.byteorder) + bytes(4)
    if _ctypes.call_function(_library_function("capset"), (header, bytes(24))) != 0:
        os._exit(70)


def body_of(descriptor: int) -> Any:
    with os.fdopen(descriptor, "rb") as file:
        return marshal.loads(file.read())


class Supervisor:
    def __init__(self) -> None:
        self.wire = _socket.socket(fileno=WIRE)
        self.planted: dict[int, str] = {}  # pid -> name of a planted process
        self.running: dict[int, list[Any]] = {}  # pid -> [id of the request, deadline, what stopped it, its run]
        self.keepers: dict[int, list[Any]] = {}  # pid -> [from where it tells of the end, whether of the harness]
        self.resident_kb = 0  # the peak of this process, when it forked the last command
        self.peak_kb = 0  # the most that a process which `stop` ended had beyond that
        self.forked: dict[int, int] = {}  # pid -> id of a request answered by a short-lived child
        self.limits: dict[str, Any] = {}  # of the last command, while something of it may still run
        self.held: list[tuple[object, ...]] | None = None  # answers that wait for the end of `stop`
        wake, self.waker = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self.wake = wake
        _signal.signal(_signal.SIGCHLD, lambda *_: None)
        _signal.set_wakeup_fd(self.waker, warn_on_full_buffer=False)
        self.poll = select.poll()
        self.poll.register(WIRE, select.POLLIN)
        self.poll.register(wake, select.POLLIN)

    def serve(self) -> None:
        while True:
            for descriptor, _ in self.poll.poll(TICK_S * 1000 if self.running or self.limits else None):
                if descriptor == WIRE:
                    self.receive()
                elif descriptor == self.wake:
                    os.read(self.wake, 4096)
                else:
                    self.hear(next(pid for pid, kept in self.keepers.items() if kept[0] == descriptor))
            self.reap()
            if self.running or self.limits:
                self.watch()

    def answer(self, request: int, word: str, *fields: object) -> None:
        if self.held is not None:
            self.held.append((request, word, *fields))
            return
        try:
            self.wire.send(" ".join([str(request), word, *map(str, fields)]).encode())
        except OSError:
            os._exit(0)

    def receive(self) -> None:
        message, ancillary, _, _ = self.wire.recvmsg(65536, 1024, _socket.MSG_CMSG_CLOEXEC)
        if not message:
            os._exit(0)
        descriptors: list[int] = []
        for level, kind, data in ancillary:
            if level == _socket.SOL_SOCKET and kind == _socket.SCM_RIGHTS:
                descriptors += [int.from_bytes(data[i : i + 4], sys.byteorder) for i in range(0, len(data), 4)]
        request = marshal.loads(message)
        try:
            getattr(self, "on_" + request["op"])(request, descriptors)
        except Snippet:
            raise
        except OSError as error:
            self.answer(request["id"], "error", error)
        finally:
            for descriptor in descriptors:
                try:
                    os.close(descriptor)
                except OSError:
                    pass

    # ------------------------------------------------------------------ planting

    def on_plant(self, request: dict[str, Any], descriptors: list[int]) -> None:
        """Listeners and processes first (they need no secret), then the files, by a child that alone reads them."""
        listeners = []
        for kind, port in request["listeners"]:
            listener = _socket.socket(_socket.AF_INET6, _socket.SOCK_DGRAM if kind == "udp" else _socket.SOCK_STREAM)
            listener.setsockopt(_socket.IPPROTO_IPV6, _socket.IPV6_V6ONLY, 0)
            if kind != "udp":
                # of a UDP port it would let the program bind the same, more specific one, and hear in our place
                listener.setsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEADDR, 1)
            try:
                listener.bind(("::", port))
            except OSError as error:
                raise OSError(error.errno, "%s port %d" % (error.strerror, port)) from None
            if kind != "udp":
                listener.listen(64)
            listeners.append(listener)
        if "CAPABILITIES" not in WITHOUT:
            drop_capabilities()
        if listeners:
            rights = b"".join(listener.fileno().to_bytes(4, sys.byteorder) for listener in listeners)
            self.wire.sendmsg([b"%d listening" % request["id"]], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, rights)])
            for listener in listeners:
                listener.close()
        planting, waiting = os.pipe()
        self.fork_work(request, plant, [*descriptors, planting, waiting])
        # while the system is as it was: what the world has in its folders, or a program puts there, is not for here
        import site

        site.main()
        if request["records"]:
            import mmap  # noqa: F401  (for the recorder: all else that it imports is here or built in)
        sys.path.insert(0, "")
        os.close(planting)
        os.close(waiting)

    def on_processes(self, request: dict[str, Any], descriptors: list[int]) -> None:
        for name, path in request["processes"]:
            pid = os.fork()
            if pid == 0:
                try:
                    leave_supervisor()
                    null = os.open("/dev/null", os.O_RDWR)
                    for standard in (0, 1, 2):
                        os.dup2(null, standard)
                    os.closerange(3, 1024)
                    os.execve(path, [name, "infinity"], {})
                finally:
                    os._exit(127)
            self.planted[pid] = name
        deadline = time.monotonic() + 1
        # a planted process counts from when it bears its own name
        for pid, name in self.planted.items():
            while time.monotonic() < deadline:
                with open("/proc/%d/comm" % pid) as comm:
                    if comm.read().strip() == name[:15]:
                        break
                time.sleep(0.0005)
        self.answer(request["id"], "done", 0)

    def in_child(self, work: Callable[..., None], *descriptors: int) -> None:
        status = 1
        try:
            self.wire.close()
            work(*descriptors)
            status = 0
        except BaseException as error:  # to the box's own log on descriptor 2, then the host sees the status
            os.write(2, ("%s: %s\n" % (type(error).__name__, error)).encode(errors="replace"))
        finally:
            os._exit(status)

    # ------------------------------------------------------------------ looking

    def on_list(self, request: dict[str, Any], descriptors: list[int]) -> None:
        self.fork_work(request, list_files, descriptors)

    def on_read(self, request: dict[str, Any], descriptors: list[int]) -> None:
        self.fork_work(request, read_files, descriptors)

    def fork_work(self, request: dict[str, Any], work: Callable[..., None], descriptors: list[int]) -> None:
        pid = os.fork()
        if pid == 0:
            self.in_child(work, *descriptors)
        self.forked[pid] = request["id"]

    def on_alive(self, request: dict[str, Any], descriptors: list[int]) -> None:
        self.reap()
        harness = trees_of({pid for pid, (_, is_harness) in self.keepers.items() if is_harness})
        self.answer(request["id"], "done", " ".join(str(pid) for pid in self.others() if pid not in harness))

    def on_planted(self, request: dict[str, Any], descriptors: list[int]) -> None:
        # one that was sent a signal dies when it gets its turn
        deadline = time.monotonic() + 0.5
        self.reap()
        while time.monotonic() < deadline and any(is_dying(pid) for pid in self.planted):
            time.sleep(0.001)
            self.reap()
        names = ",".join(name.encode().hex() for name in self.planted.values())
        self.answer(request["id"], "done", names)

    # ------------------------------------------------------------------ running

    def on_run(self, request: dict[str, Any], descriptors: list[int]) -> None:
        self.resident_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        told, tell = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC) if request["apart"] else (-1, -1)
        pid = os.fork()
        if pid == 0:
            try:
                self.wire.close()
                _signal.set_wakeup_fd(-1)
                if tell >= 0:
                    os.close(told)
                    keep(tell)
                start(body_of(os.dup(descriptors[0])), request["limits"], descriptors[1:4], descriptors[4:])
            except Snippet:
                raise
            except BaseException as error:
                os.write(2, ("%s\n" % error).encode(errors="replace"))
                os._exit(127 if isinstance(error, FileNotFoundError) else 126)
        self.limits = request["limits"]
        self.running[pid] = [request["id"], time.monotonic() + request["timeout_s"], "", request["run"]]
        if tell >= 0:
            os.close(tell)
            self.keepers[pid] = [told, request["harness"]]
            self.poll.register(told, select.POLLIN)

    def hear(self, keeper: int) -> None:
        """The command has ended, or its keeper was killed and can tell no more."""
        told = self.keepers[keeper][0]
        if told < 0:
            return
        try:
            said = os.read(told, 64)
        except BlockingIOError:
            return
        self.keepers[keeper][0] = -1
        self.poll.unregister(told)
        os.close(told)
        code, peak_kb = map(int, said.split()) if said else (-_signal.SIGKILL, 0)
        self.end(keeper, code, peak_kb)

    def end(self, pid: int, code: int, peak_kb: int) -> None:
        request, _, stopped_by, _ = self.running.pop(pid)
        self.answer(request, "exited", code, stopped_by or "-", peak_kb)

    def on_stop(self, request: dict[str, Any], descriptors: list[int]) -> None:
        """Ends one run, or everything but the planted processes, without an exception to hide behind."""
        runs = [pid for pid, entry in self.running.items() if request["run"] in (0, entry[3])]
        if runs or request["run"] == 0:
            self.stop(request["why"], runs, everything=request["run"] == 0)
        self.answer(request["id"], "done", 0)

    def reap(self) -> None:
        while True:
            try:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            code = os.waitstatus_to_exitcode(status)
            # a fork begins as large as what it was forked from
            peak_kb = max(0, usage.ru_maxrss - self.resident_kb)
            self.peak_kb = max(self.peak_kb, peak_kb)
            if pid in self.keepers:
                self.hear(pid)
                del self.keepers[pid]
            elif pid in self.running:
                self.end(pid, code, peak_kb)
            elif pid in self.forked:
                self.answer(self.forked.pop(pid), "done", code)
            else:
                self.planted.pop(pid, None)

    def watch(self) -> None:
        """Ends what runs, in the background too, when it is over time, over its files, or over its memory."""
        others = self.others()
        if not others:
            self.limits = {}
            return
        now = time.monotonic()
        if late := [pid for pid, entry in self.running.items() if now >= entry[1]]:
            self.stop(OUT_OF_TIME, late)
        elif self.limits["files"] and used_files() > self.limits["files"]:
            self.stop(OUT_OF_FILES, everything=True)
        elif self.limits["watch_memory_mb"] and uses_more_than(self.limits["watch_memory_mb"], others):
            self.stop(OUT_OF_MEMORY, everything=True)

    def others(self) -> list[int]:
        return [
            int(name)
            for name in os.listdir("/proc")
            if name.isdigit() and int(name) != 1 and int(name) not in self.planted and int(name) not in self.forked
        ]

    def stop(self, why: str, runs: list[int] | None = None, everything: bool = False) -> None:
        """First stands every process still, so that none forks away, then kills them all.

        Spared, unless it is `everything`, is what a keeper other than those of these `runs` keeps, and so is surely
        not theirs. Nobody is told of a program's end before all that it started has ended too.
        """
        spared = set() if everything else self.keepers.keys() - set(runs or ())
        for pid, entry in self.running.items():
            if pid not in spared:
                entry[2] = entry[2] or why
        self.held, self.peak_kb = [], 0

        def left() -> list[int]:
            others = self.others()  # first: what is forked after that is no one's of these
            # twice, as one whose parent ends between the looks at both is found at neither place
            kept = trees_of(spared) | trees_of(spared)
            return [pid for pid in others if pid not in kept and is_live(pid)]

        for how in (_signal.SIGSTOP, _signal.SIGKILL):
            seen: set[int] = set()
            for _ in range(50):
                fresh = [pid for pid in left() if pid not in seen]
                if not fresh:
                    break
                for pid in fresh:
                    seen.add(pid)
                    try:
                        os.kill(pid, how)
                    except OSError:
                        pass
        deadline = time.monotonic() + 2
        while time.monotonic() < deadline and left():
            self.reap()
            time.sleep(0.001)
        if left():
            os.kill(-1, _signal.SIGKILL)  # the planted and spared ones too: better than one that escapes
        self.reap()
        held, self.held = self.held, None
        for request, word, *fields in held:
            if word == "exited":  # killed before it could wait for what it had started
                fields[-1] = max(int(str(fields[-1])), self.peak_kb)
            self.answer(int(str(request)), str(word), *fields)


# ---------------------------------------------------------------------- in the children


def leave_supervisor() -> None:
    """What process 1 set for itself, or whoever started redblue for it (nohup), and no command may inherit."""
    for signal in range(1, _signal.NSIG):
        if signal not in (_signal.SIGKILL, _signal.SIGSTOP, 32, 33):  # the last two are the C library's own
            _signal.signal(signal, _signal.SIG_DFL)
    if "TERMINAL" not in WITHOUT:
        os.setsid()
    os.nice(5)  # so that however many there are, the supervisor gets its turn
    with open("/proc/self/oom_score_adj", "w") as score:
        score.write("900")


def keep(tell: int) -> None:
    """Stays between process 1 and a command, for as long as anything lives that the command has started.

    What loses its parent becomes this process's child, not process 1's: so its descendants are all that the command
    started, and nothing else. A program may kill it, and is then told from nothing that is to end. Returns in the
    command's own process, as its parent tells the exit code and the peak of memory, in KiB beyond its own.
    """
    prctl(36, 1)  # PR_SET_CHILD_SUBREAPER
    resident_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    command = os.fork()
    if command == 0:
        return
    for signal in range(1, _signal.NSIG):
        if signal not in (_signal.SIGKILL, _signal.SIGSTOP, _signal.SIGCHLD, 32, 33):
            _signal.signal(signal, _signal.SIG_IGN)
    os.closerange(0, tell)
    os.closerange(tell + 1, 1024)
    with open("/proc/self/comm", "w") as comm:  # so that `pkill python3` does not mean it
        comm.write("init")
    while True:
        try:
            pid, status, usage = os.wait4(-1, 0)
        except ChildProcessError:
            os._exit(0)
        if pid == command:
            peak_kb = max(0, usage.ru_maxrss - resident_kb)
            os.write(tell, b"%d %d" % (os.waitstatus_to_exitcode(status), peak_kb))
            os.close(tell)


def start(body: dict[str, Any], limits: dict[str, Any], standard: list[int], records: list[int]) -> None:
    leave_supervisor()
    # high numbers first, or a descriptor that happens to be 0-2 is overwritten before it is moved
    high = [os.dup2(descriptor, 100 + i) for i, descriptor in enumerate(standard)]
    for i, descriptor in enumerate(records):
        os.dup2(descriptor, RECORDS + i, inheritable=body["argv"] is not None)
    for i, descriptor in enumerate(high):
        os.dup2(descriptor, i)
    os.closerange(3, RECORDS)
    os.closerange(RECORDS + len(records), 1024)
    for name, value in limits["resources"].items():
        resource.setrlimit(getattr(resource, "RLIMIT_" + name), (value, value))
    recorder = recorder_of(body["recorder"]) if body["recorder"] else None
    os.chdir(body["cwd"])
    prctl(4, 1)  # PR_SET_DUMPABLE: a program may look at itself in /proc
    if body["argv"] is None:
        os.environ.clear()
        os.environ.update(body["env"])
        raise Snippet(body["code"], recorder)
    argv = body["argv"]
    if "/" in argv[0]:
        os.execve(argv[0], argv, body["env"])
    for folder in body["env"].get("PATH", "/usr/bin:/bin").split(":"):
        try:
            os.execve(folder + "/" + argv[0], argv, body["env"])
        except (FileNotFoundError, NotADirectoryError):
            continue
    raise FileNotFoundError("%s: command not found" % argv[0])


def recorder_of(code: bytes) -> Any:
    """A `recorder.Recorder`. What it imports is there already (see `on_plant`)."""
    namespace: dict[str, Any] = {"__name__": "recorder"}
    exec(marshal.loads(code), namespace)
    return namespace["Recorder"](RECORDS)


def plant(body: int, out: int, planting: int, waiting: int) -> None:
    """Body: [(path, kind, content, mode, mtime)], folders before what is in them, links last. Then lists it all.

    Begins when process 1 has closed `waiting`.
    """
    os.umask(0)
    files = body_of(body)
    os.close(waiting)
    os.read(planting, 1)
    for path, kind, content, mode, mtime in files:
        folder = os.path.dirname(path)
        if not os.path.isdir(folder):
            os.makedirs(folder, 0o755)
        if kind == "folder":
            if not os.path.isdir(path):
                os.mkdir(path)
            os.chmod(path, mode)
        elif kind == "link":
            os.symlink(content, path)
        else:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
            left = memoryview(content)
            while left:
                left = left[os.write(handle, left) :]
            os.utime(handle, (mtime, mtime))
            os.fchmod(handle, mode)
            os.close(handle)
    list_files(None, out, restore=True)


def list_files(_body: int | None, out: int, restore: bool = False) -> None:
    """Every path of the writable mounts: `type mode size inode mtime ctime path`, each ended by a zero byte."""
    with os.fdopen(out, "wb") as output:
        for top in (b"/", b"/dev/shm"):
            device = os.lstat(top).st_dev
            pending = [top]
            while pending:
                folder = pending.pop()
                entries = entries_of(folder, restore)
                for entry in entries:
                    try:
                        stat = entry.stat(follow_symlinks=False)
                    except OSError:
                        continue
                    if stat.st_dev != device:
                        continue
                    kind = stat.st_mode >> 12
                    output.write(
                        b"%d %d %d %d %d %d %b\0"
                        % (
                            kind, stat.st_mode & 0o7777, stat.st_size, stat.st_ino,
                            stat.st_mtime_ns, stat.st_ctime_ns, os.path.join(folder, entry.name),
                        )
                    )  # fmt: skip
                    if kind == 4:
                        pending.append(os.path.join(folder, entry.name))


def entries_of(folder: bytes, restore: bool) -> list[os.DirEntry[bytes]]:
    """What is in a folder. A mode is no hiding place: it is the owner's to change."""
    try:
        entries = list(os.scandir(folder))
        for entry in entries:
            # a folder may be closed to entering alone
            entry.stat(follow_symlinks=False)
        return entries
    except PermissionError:
        mode = os.lstat(folder).st_mode & 0o7777
        os.chmod(folder, mode | 0o700)
        entries = list(os.scandir(folder))
        for entry in entries:
            entry.stat(follow_symlinks=False)
        if restore:
            os.chmod(folder, mode)
        return entries
    except OSError:
        return []


def read_files(body: int, out: int) -> None:
    """Each file that the body names, or where a link points: `size:` and the bytes. Of a long one start and end."""
    with os.fdopen(out, "wb") as output:
        for path in body_of(body):
            try:
                if os.path.islink(path):
                    data = os.fsencode(os.readlink(path))
                else:
                    mode = os.lstat(path).st_mode
                    if mode >> 12 == 8 and not mode & 0o400:
                        os.chmod(path, mode & 0o7777 | 0o400)
                    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
                    data = os.read(handle, READ_LIMIT)
                    size = os.fstat(handle).st_size
                    if size > READ_LIMIT and len(data) == READ_LIMIT:
                        lost = b"\n[%d bytes left out]\n" % (size - READ_LIMIT)
                        start, end = READ_LIMIT * 3 // 4, READ_LIMIT // 4
                        data = data[:start] + lost + os.pread(handle, end, size - end)
                    os.close(handle)
            except OSError:
                output.write(b"-1:")
                continue
            output.write(b"%d:" % len(data) + data)


# ---------------------------------------------------------------------- measuring


def trees_of(tops: set[int]) -> set[int]:
    """These processes, and all that descend from them."""
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc") if tops else ():
        if name.isdigit():
            try:
                with open("/proc/%s/stat" % name) as stat:
                    parent = int(stat.read().rpartition(")")[2].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(name))
    found: set[int] = set()
    pending = list(tops)
    while pending:
        pid = pending.pop()
        if pid not in found:
            found.add(pid)
            pending += children.get(pid, [])
    return found


def is_live(pid: int) -> bool:
    try:
        with open("/proc/%d/stat" % pid) as stat:
            fields = stat.read().rpartition(")")[2].split()
            # the first thread may have ended before the others
            return fields[0] not in "ZX" or int(fields[17]) > 1
    except OSError:
        return False


def is_dying(pid: int) -> bool:
    """Whether a signal waits for it, or it is on its way out."""
    try:
        with open("/proc/%d/stat" % pid) as stat:
            if int(stat.read().rpartition(")")[2].split()[6]) & 4:  # PF_EXITING (linux/sched.h)
                return True
        with open("/proc/%d/status" % pid) as status:
            return any(int(line.split()[1], 16) for line in status if line.startswith(("SigPnd:", "ShdPnd:")))
    except OSError:
        return False


def used_files() -> int:
    used = 0
    for mount in ("/", "/dev/shm"):
        stat = posix.statvfs(mount)
        used += stat.f_files - stat.f_ffree
    return used


def used_memory_mb(pids: list[int]) -> float:
    """What processes share after a fork is counted for each."""
    pages = 0
    for pid in pids:
        try:
            with open("/proc/%d/statm" % pid) as statm:
                _, resident, of_files = map(int, statm.read().split()[:3])
            pages += resident - of_files
        except OSError:
            continue
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def shared_memory_mb(pids: list[int]) -> float:
    """Shared memory without a file. It is there also while no process has its pages mapped in (MADV_DONTNEED)."""
    shared: dict[str, int] = {}
    for pid in pids:
        try:
            with open("/proc/%d/statm" % pid) as statm:
                if int(statm.read().split()[0]) < SHARED_FROM_PAGES:
                    continue
            with open("/proc/%d/maps" % pid) as maps:
                for line in maps:
                    if line.endswith("/dev/zero (deleted)\n"):
                        low, high = line.split(" ", 1)[0].split("-")
                        inode = line.split()[4]
                        shared[inode] = max(shared.get(inode, 0), int(high, 16) - int(low, 16))
        except OSError:
            continue
    return sum(shared.values()) / 1e6


def used_memory_fairly_mb(pids: list[int]) -> float:
    """As `used_memory_mb`, but what several processes share is counted once: dearer, so asked second."""
    total = 0.0
    for pid in pids:
        try:
            with open("/proc/%d/smaps_rollup" % pid) as rollup:
                total += sum(int(line.split()[1]) for line in rollup if line.startswith("Pss_Anon:")) * 1024 / 1e6
        except OSError:  # it has ended, or does not let itself be looked at
            total += used_memory_mb([pid])
    return total


def uses_more_than(limit_mb: int, pids: list[int]) -> bool:
    shared = shared_memory_mb(pids)
    return used_memory_mb(pids) + shared > limit_mb and used_memory_fairly_mb(pids) + shared > limit_mb


# ---------------------------------------------------------------------- here it begins


def main() -> None:
    if "SUPERVISOR" not in WITHOUT and prctl(4, 0) != 0:
        os._exit(71)
    # Python's own handler would let `kill -INT 1` end the box; without one, process 1 cannot be signalled
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    Supervisor().serve()


def run_snippet(code: str, recorder: Any) -> None:
    """Runs at the bottom of the forked child's stack, as `python -c` would: the interpreter then ends as usual."""
    # this module lives on while its functions run, though it is __main__ no more
    sys.modules["supervisor"] = sys.modules["__main__"]
    module = type(sys)("__main__")
    module.__dict__["__builtins__"] = __builtins__
    sys.modules["__main__"] = module
    sys.argv = ["-c"]
    # as at Python's own start
    _signal.signal(_signal.SIGINT, _signal.default_int_handler)
    _signal.signal(_signal.SIGPIPE, _signal.SIG_IGN)
    _signal.signal(_signal.SIGXFSZ, _signal.SIG_IGN)
    try:
        program = compile(code, "<string>", "exec", 0, True)
        if recorder is not None:
            recorder.start()
        exec(program, module.__dict__)
    except SystemExit:
        raise
    except BaseException as error:
        import traceback

        # without this function's own frame
        traceback.print_exception(type(error), error, error.__traceback__ and error.__traceback__.tb_next)
        sys.stdout.flush()
        if isinstance(error, KeyboardInterrupt):
            _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
            os.kill(os.getpid(), _signal.SIGINT)
        sys.exit(1)


if __name__ == "__main__":
    to_run: tuple[str, Any] = ("", None)
    try:
        main()
    except Snippet as snippet:
        to_run = snippet.args
    # outside the `except`, so that no error of the program seems to come from it
    run_snippet(*to_run)
