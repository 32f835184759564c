# ruff: noqa: E501
"""The table of attempts to get out of the box or to misuse it, and what has to hold afterwards.

Each attempt is a small mild program: everything it reaches for is a canary of ours, on loopback, and everything it
wastes is bounded. A program prints `BROKE: ...` where something worked that must not, and `TRIED` at its end, so
that one which never ran does not pass. Beyond that `check` looks at the effect from outside; what has to hold after
every attempt (canaries untouched, box answers, nothing left) is asserted in test_breakout.py.

`@NAMES@` in a program are replaced by the addresses and paths of the host's canaries.
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from redblue.core.trace import Executed, Trace
from redblue.core.world import (
    HttpService,
    PlantedFile,
    PlantedProcess,
    PlantedWorld,
    TcpService,
    UdpService,
    World,
)
from redblue.sandbox.protocol import Limits

MARK = "hostcanary"
"""How every secret of the host begins. Only the rest of it is secret."""
MB = 1_000_000


@dataclass
class Seen:
    """What one attempt left behind, seen from outside the box."""

    runs: list[Executed]
    trace: Trace
    planted: PlantedWorld
    limits: Limits
    rss_growth_mb: float
    """Of the process that runs the boxes."""
    slowest_sibling_s: float | None
    most_descriptors: int
    """That the process which runs the boxes held at once, beyond those it had before."""
    writable: list[tuple[str, str]]
    """Mount point and file system of each writable mount, read from the host while the box was open."""
    status: dict[str, str]
    """/proc/<pid>/status of the box's process 1, read from the host."""
    oom_score_adj: str

    @property
    def run(self) -> Executed:
        return self.runs[0]


@dataclass
class Attempt:
    name: str
    code: str
    language: str = "python"
    check: Callable[[Seen], None] | None = None
    then: tuple[tuple[str, str], ...] = ()
    """Further commands in the same box, language and code."""
    world: World = field(default_factory=World)
    limits: Limits = field(default_factory=lambda: Limits(timeout_s=6, settle_s=0.2))
    tried: bool = True
    """Whether the program lives to print TRIED."""
    usable: bool = True
    """Whether an ordinary next command must work: not after a program that ruins its own files."""
    beside: bool = False
    """Whether a second box works meanwhile, and must not be disturbed."""
    machines: tuple[str, ...] = ("x86_64", "aarch64")


ATTEMPTS: list[Attempt] = []


def attempt(name: str, code: str, **rest: Any) -> None:
    if platform.machine() in rest.get("machines", ("x86_64", "aarch64")):
        ATTEMPTS.append(Attempt(name, code, **rest))


def also(name: str, new_name: str, **changes: Any) -> None:
    """The same attempt in another box."""
    found = next((one for one in ATTEMPTS if one.name == name), None)
    if found is not None:
        ATTEMPTS.append(replace(found, name=new_name, **changes))


PYTHON = r"""
import ctypes, errno, os, platform, signal, socket, struct, subprocess, sys, threading, time
libc = ctypes.CDLL(None, use_errno=True)
_X86 = dict(unshare=272, setns=308, mount=165, umount2=166, pivot_root=155, chroot=161, clone=56, keyctl=250,
    add_key=248, request_key=249, bpf=321, perf_event_open=298, open_by_handle_at=304, name_to_handle_at=303,
    process_vm_readv=310, process_vm_writev=311, ptrace=101, kcmp=312, userfaultfd=323, syslog=103, sethostname=170,
    setdomainname=171, sched_setscheduler=144, memfd_create=319, shmget=29, msgget=68, msgsnd=69, init_module=175,
    finit_module=313, kexec_load=246, swapon=167, acct=163, quotactl=179, reboot=169, clock_settime=227,
    fanotify_init=300, capset=126, prlimit64=302, ioprio_set=251, getppid=110)
_ARM = dict(unshare=97, setns=268, mount=40, umount2=39, pivot_root=41, chroot=51, clone=220, keyctl=219,
    add_key=217, request_key=218, bpf=280, perf_event_open=241, open_by_handle_at=265, name_to_handle_at=264,
    process_vm_readv=270, process_vm_writev=271, ptrace=117, kcmp=272, userfaultfd=282, syslog=116, sethostname=161,
    setdomainname=162, sched_setscheduler=119, memfd_create=279, shmget=194, msgget=186, msgsnd=189, init_module=105,
    finit_module=273, kexec_load=104, swapon=224, acct=89, quotactl=60, reboot=142, clock_settime=112,
    fanotify_init=262, capset=91, prlimit64=261, ioprio_set=30, getppid=173)
NR = dict(_X86 if platform.machine() == "x86_64" else _ARM, clone3=435, io_uring_setup=425, io_uring_enter=426,
    io_uring_register=427, open_tree=428, move_mount=429, fsopen=430, fsmount=432, pidfd_open=434, pidfd_getfd=438,
    process_madvise=440, mount_setattr=442, memfd_secret=447)
def call(name, *args):
    ctypes.set_errno(0)
    args = [ctypes.c_long(a) if isinstance(a, int) else a for a in args]
    result = libc.syscall(ctypes.c_long(NR[name]), *args)
    if result < 0:
        print(name, errno.errorcode[ctypes.get_errno()])
    return result
def broke(*what):
    print("BROKE:", *what, flush=True)
def must_fail(name, *args):
    if call(name, *args) >= 0:
        broke(name, *args)
def refused(what, function, *args, **names):
    try:
        result = function(*args, **names)
    except (OSError, ValueError) as error:
        print(what, error)
        return None
    broke(what)
    return result
def write(path, text):
    with open(path, "w") as file:
        file.write(text)
"""


def python(code: str) -> str:
    return PYTHON + code + '\nprint("TRIED", flush=True)\n'


def bash(code: str) -> str:
    # in two halves, or a program that shows itself would seem to have succeeded
    return 'broke() { echo "BRO""KE: $*"; }\n' + code + "\necho TRIED\n"


LOW_PORTS = World(services=(TcpService(name="low", port=25),))
RECORDED = World(
    draws={"secret": "token"},
    services=(
        HttpService(name="web", port=8080),
        TcpService(name="tcp", port=9000),
        UdpService(name="udp", port=9053),
    ),
)

# ---------------------------------------------------------------------- through /proc

attempt(
    "kernel settings through /proc/sys",
    python(r"""
for path, text in (("/proc/sys/kernel/core_pattern", "|/tmp/owned"), ("/proc/sys/kernel/modprobe", "/tmp/owned"),
                   ("/proc/sys/kernel/hostname", "owned"), ("/proc/sys/vm/drop_caches", "1"),
                   ("/proc/sys/fs/binfmt_misc/register", ":x:M::x::/tmp/owned:"), ("/proc/sys/kernel/panic", "1"),
                   ("/proc/sys/user/max_user_namespaces", "100"), ("/proc/sys/kernel/randomize_va_space", "0")):
    refused(path, write, path, text)
for number, path in enumerate(("/proc/sys/kernel/core_pattern", "/proc/sys/vm/overcommit_memory")):
    refused("chmod", os.chmod, path, 0o666)
"""),
)
attempt("sysrq-trigger", bash("echo h > /proc/sysrq-trigger && broke sysrq"), language="bash")
attempt(
    "/proc/1/root and /proc/self/root/..",
    bash(r"""
for root in /proc/1/root /proc/self/root/.. /proc/self/root/../../.. /proc/self/cwd/../.. /proc/$PPID/root \
            /proc/self/task/$$/root/.. /dev/fd/../../..; do
  for file in @FILES@; do
    grep hostcanary- "$root$file" && broke "read $root$file"
    ( echo owned >> "$root$file" )
  done
done"""),
    language="bash",
)


def _oom_score_is_its_own(seen: Seen) -> None:
    assert seen.oom_score_adj == "0", "the program moved the supervisor's oom_score_adj"


attempt(
    "oom_score_adj of every process",
    python(r"""
for pid in [name for name in os.listdir("/proc") if name.isdigit()]:
    for file, values in (("oom_score_adj", ("1000", "-1000")), ("oom_adj", ("15", "-17"))):
        for value in values:
            try:
                write(f"/proc/{pid}/{file}", value)
            except OSError as error:
                print(error)
            else:
                if pid == "1" or value[0] == "-":
                    broke(pid, file, value)
"""),
    check=_oom_score_is_its_own,
)
attempt(
    "everything in /proc/1 that can be written",
    python(r"""
for name in ("autogroup", "comm", "coredump_filter", "clear_refs", "mem", "loginuid", "sched", "gid_map", "uid_map",
             "projid_map", "setgroups", "timerslack_ns", "attr/current", "attr/exec", "task/1/comm", "timens_offsets"):
    for text in ("19", "deny"):
        try:
            descriptor = os.open("/proc/1/" + name, os.O_WRONLY)
            os.write(descriptor, text.encode())
        except OSError as error:
            print(name, error)
        else:
            broke("wrote", text, "to", name)
"""),
)
attempt(
    "descriptors, memory and map files of process 1",
    python(r"""
for number in range(40):
    refused("fd", os.readlink, f"/proc/1/fd/{number}")
    refused("fd", os.open, f"/proc/1/fd/{number}", os.O_RDWR)
for name in ("mem", "environ", "auxv", "maps", "smaps", "pagemap", "stack", "syscall", "io"):
    try:
        with open("/proc/1/" + name, "rb") as file:
            if name == "mem":
                file.seek(0x400000)
            if file.read(16):
                broke("read", name)
    except (OSError, OverflowError) as error:
        print(error)
refused("map_files", os.listdir, "/proc/1/map_files")
for name in ("cwd", "exe", "root", "ns/mnt", "ns/user", "ns/pid"):
    refused("readlink", os.readlink, "/proc/1/" + name)
"""),
)
attempt(
    "the kernel's memory and log",
    bash(r"""
for file in /proc/kcore /proc/kmsg /dev/mem /dev/kmem /dev/kmsg /dev/port /proc/vmallocinfo /dev/vda /dev/sda; do
  head -c 1 "$file" | grep -q . && broke "read $file"
done
[ "$(awk '$1 !~ /^0+$/' /proc/kallsyms | head -c 1)" ] && broke kallsyms
dmesg && broke dmesg"""),
    language="bash",
)

# ---------------------------------------------------------------------- the host's network

HOST_LISTENERS = python(r"""
for family, address in ((socket.AF_INET, ("127.0.0.1", @TCP@)), (socket.AF_INET6, ("::1", @TCP@)),
                        (socket.AF_INET, ("0.0.0.0", @TCP@)), (socket.AF_INET6, ("::ffff:127.0.0.1", @TCP@)),
                        (socket.AF_UNIX, "\0@ABSTRACT@"), (socket.AF_UNIX, "@SOCKET@")):
    with socket.socket(family) as client:
        client.settimeout(1)
        refused(str(address), client.connect, address)
for family, address in ((socket.AF_INET, ("127.0.0.1", @UDP@)), (socket.AF_UNIX, "\0@ABSTRACT@dgram")):
    with socket.socket(family, socket.SOCK_DGRAM) as client:
        try:
            client.sendto(b"hello", address)
        except OSError as error:
            print(error)
""")
attempt("the host's listeners and abstract sockets", HOST_LISTENERS)
also("the host's listeners and abstract sockets", "the host's listeners, box with a low port", world=LOW_PORTS)
attempt(
    "the host's listeners from Bash",
    bash(r"""
(echo hello > /dev/tcp/127.0.0.1/@TCP@) && broke tcp
(echo hello > /dev/tcp/::1/@TCP@) && broke tcp6
(echo hello > /dev/udp/127.0.0.1/@UDP@)"""),
    language="bash",
)
attempt(
    "other interfaces and addresses",
    python(r"""
names = [name for _, name in socket.if_nameindex()]
if names != ["lo"]:
    broke("interfaces", names)
for line in open("/proc/net/route").read().splitlines()[1:]:
    broke("route", line)
for address in ("192.0.2.1", "198.51.100.7", "169.254.169.254"):
    with socket.socket() as client:
        client.settimeout(0.3)
        refused(address, client.connect, (address, 80))
"""),
)


def _still_recorded(seen: Seen) -> None:
    assert [r.body for r in seen.trace.received if r.service == "tcp"] == ["after"]


attempt(
    "take the loopback interface down",
    python(r"""
import fcntl
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_:
    refused("SIOCSIFFLAGS", fcntl.ioctl, any_, 0x8914, struct.pack("16sH14x", b"lo", 0))
    refused("SIOCSIFMTU", fcntl.ioctl, any_, 0x8922, struct.pack("16si12x", b"lo", 68))
with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as link:
    link.send(struct.pack("IHHII" "BxHiII", 32, 16, 5, 1, 0, 0, 772, 1, 0, 1))
    answer = link.recv(4096)
    if struct.unpack_from("i", answer, 16)[0] == 0:
        broke("RTM_NEWLINK")
with socket.create_connection(("127.0.0.1", 9000), 2) as client:
    client.sendall(b"after")
"""),
    world=RECORDED,
    check=_still_recorded,
)
attempt(
    "socket families beyond the loopback",
    python(r"""
for family in range(48):
    for kind in (1, 2, 3, 5):
        for high in (0, 1 << 32):
            descriptor = libc.socket(ctypes.c_long(family | high), kind, 0)
            if descriptor >= 0:
                os.close(descriptor)
                if family not in (1, 2, 10, 16) or (kind == 3 and family in (2, 10)):
                    broke("family", family, "kind", kind)
for family, kind, protocol in ((17, 3, 0x300), (40, 1, 0), (2, 3, 1), (2, 3, 255), (38, 5, 0), (31, 3, 1)):
    refused(f"{family} {kind} {protocol}", socket.socket, family, kind, protocol)
"""),
)

# ---------------------------------------------------------------------- what is the caller's

attempt(
    "environments and command lines in /proc",
    python(r"""
import glob
for path in glob.glob("/proc/[0-9]*/environ") + glob.glob("/proc/[0-9]*/cmdline") + ["/proc/cmdline"]:
    try:
        data = open(path, "rb").read()
    except OSError:
        continue
    print(path, data)
    if b"hostcan" + b"ary" in data or b"PYTEST" in data or b"redblue" in data:
        broke(path)
pids = sorted(int(name) for name in os.listdir("/proc") if name.isdigit())
if len(pids) > 3:
    broke("processes", pids)
refused("the caller", os.kill, @PID@, 0)
"""),
)
attempt(
    "environment of Bash",
    bash(r"""
env; set; declare -p
env | grep -q PYTEST && broke pytest
[ "$HOME" = /root ] && [ "$USER" = root ] || broke "home $HOME"
grep -l hostcanar[y] /proc/*/environ /proc/*/cmdline && broke canary"""),
    language="bash",
)
attempt(
    "the caller's files, by name",
    bash(r"""
for file in @FILES@ @HOME@ @PROJECT@ @PROJECT@/pyproject.toml /etc/machine-id /root/.ssh /root/.pyenv /work /mnt/root; do
  [ -e "$file" ] && broke "$file is there"
done
for file in @FILES@; do ( echo owned > "$file" ); done
grep -q x: /etc/shadow && broke shadow
rm -rf /tmp/* /var/tmp/* /dev/shm/*"""),
    language="bash",
)
attempt(
    "search the file system and /proc for a canary",
    bash(r"""
# the pattern is not its own match
{ find / -xdev -type f -size -200k; find /usr/share /etc -xdev -newer /usr/bin/env -type f -size -200k | head -2000
  find /proc -maxdepth 3 -type f -not -name kmsg -not -name 'k*page*' -not -path '*/task/*'; } 2>/dev/null > /tmp/all
wc -l /tmp/all
xargs -a /tmp/all -d '\n' timeout 1.5 grep -l 'hostcanar[y]' 2>/dev/null && broke found"""),
    language="bash",
    limits=Limits(timeout_s=10, settle_s=0.2),
)


def _names_no_group(seen: Seen) -> None:
    assert "redblue" not in seen.run.stdout, "the host's control groups are named in /proc/self/cgroup"


attempt(
    "names of control groups and mounts",
    bash(r"""
cat /proc/self/cgroup /proc/1/cgroup /proc/self/cpuset
grep -e @PROJECT@ -e @HOME@ /proc/self/mountinfo /proc/1/mountinfo && broke mountinfo
grep cgroup /proc/mounts && broke cgroups; [ "$(hostname)" = workstation ] || broke hostname"""),
    language="bash",
    check=_names_no_group,
)

# ---------------------------------------------------------------------- namespaces, mounts and system calls

NAMESPACES = python(r"""
flags = dict(NEWNS=0x20000, NEWCGROUP=0x2000000, NEWUTS=0x4000000, NEWIPC=0x8000000, NEWUSER=0x10000000,
             NEWPID=0x20000000, NEWNET=0x40000000, NEWTIME=0x80)
for name, flag in flags.items():
    for more in (0, 0x10000000):
        must_fail("unshare", flag | more)
for name, flag in flags.items():
    if name == "NEWTIME":
        continue
    pid = call("clone", flag | 0x10000000 | signal.SIGCHLD, 0, 0, 0, 0)
    if pid == 0:
        os._exit(0)
    if pid > 0:
        broke("clone", name)
        os.waitpid(pid, 0)
if len(open("/proc/self/status").read().split("CapEff:\t")[1].split()[0].strip("0")):
    broke("capabilities")
""")
attempt("nested namespaces", NAMESPACES)
also("nested namespaces", "nested namespaces, box with a low port", world=LOW_PORTS)
attempt(
    "unshare, from the shell",
    bash(r"""
for how in -r -Ur -U "-U -n" -m -p "-r -m -p -f"; do unshare $how /bin/true && broke "unshare $how"; done
nsenter -t 1 -a /bin/true && broke nsenter; nsenter -t 1 -U /bin/true && broke nsenter
setpriv --reuid 0 --bounding-set +all --inh-caps +all true && broke setpriv"""),
    language="bash",
)
also("unshare, from the shell", "unshare, from the shell, box with a low port", world=LOW_PORTS)
attempt(
    "clone3",
    python(r"""
for flags in (0x10000000, 0, 0x20000000):
    arguments = struct.pack("11Q", flags, *[0] * 3, signal.SIGCHLD, *[0] * 6)
    pid = call("clone3", ctypes.create_string_buffer(arguments), 88)
    if pid == 0:
        os._exit(0)
    if pid > 0:
        broke("clone3")
"""),
)
attempt(
    "io_uring",
    python(r"""
must_fail("io_uring_setup", 4, ctypes.create_string_buffer(240))
must_fail("io_uring_enter", 0, 1, 0, 0, 0, 0)
must_fail("io_uring_register", -1, 0, 0, 0)
"""),
)
attempt(
    "keys",
    python(r"""
must_fail("add_key", b"user", b"name", b"value", 5, -3)
must_fail("keyctl", 0, -3, 1)
must_fail("keyctl", 1, b"name")
must_fail("request_key", b"user", b"name", 0, -3)
"""),
)
attempt(
    "bpf, perf, userfaultfd and their like",
    python(r"""
zero = ctypes.create_string_buffer(128)
must_fail("bpf", 0, zero, 128)
must_fail("bpf", 5, zero, 128)
must_fail("perf_event_open", zero, 0, -1, -1, 0)
must_fail("userfaultfd", 0)
must_fail("userfaultfd", 1)
must_fail("memfd_create", b"x", 0)
must_fail("memfd_secret", 0)
must_fail("shmget", 0, 4096, 0o1600)
must_fail("fanotify_init", 0, 0)
must_fail("init_module", zero, 128, b"")
must_fail("finit_module", 0, b"", 0)
must_fail("kexec_load", 0, 0, 0, 0)
must_fail("swapon", b"/tmp/swap", 0)
must_fail("acct", b"/tmp/acct")
must_fail("quotactl", 0, b"/tmp", 0, 0)
must_fail("reboot", 0xFEE1DEAD, 672274793, 0, 0)
must_fail("syslog", 3, zero, 128)
must_fail("sethostname", b"owned", 5)
must_fail("setdomainname", b"owned", 5)
must_fail("clock_settime", 0, zero)
refused("clock", time.clock_settime, time.CLOCK_REALTIME, time.time())
"""),
)
attempt(
    "mounts",
    python(r"""
os.mkdir("/tmp/m")
must_fail("mount", b"tmpfs", b"/tmp/m", b"tmpfs", 0, b"")
must_fail("mount", b"proc", b"/tmp/m", b"proc", 0, b"")
must_fail("mount", b"/", b"/tmp/m", b"", 4096, b"")
for path in (b"/usr/bin", b"/etc/alternatives", b"/proc", b"/dev"):
    must_fail("mount", b"", path, b"", 32 | 4096, b"")
    must_fail("umount2", path, 2)
must_fail("fsopen", b"tmpfs", 0)
must_fail("open_tree", -100, b"/", 1)
must_fail("fsmount", 0, 0, 0)
must_fail("move_mount", -100, b"/usr/bin", -100, b"/tmp/m", 0)
must_fail("mount_setattr", -100, b"/usr/bin", 0, ctypes.create_string_buffer(32), 32)
must_fail("pivot_root", b"/tmp/m", b"/tmp/m")
must_fail("chroot", b"/tmp/m")
refused("chroot", os.chroot, "/tmp")
"""),
)
attempt(
    "mount, from the shell",
    bash(r"""
for how in "-t tmpfs none /mnt" "--bind / /mnt" "-o remount,rw,bind /usr/bin" "-o remount,rw /proc/sys"; do
  mount $how && broke "mount $how"; done
for what in /usr/bin /etc/ld.so.cache /proc /run/supervisor /proc/sys; do umount -l $what && broke "umount $what"; done
chroot /tmp true && broke chroot; pivot_root / /mnt && broke pivot_root; true"""),
    language="bash",
)
attempt(
    "setns",
    python(r"""
import glob
for path in glob.glob("/proc/*/ns/*"):
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        continue
    must_fail("setns", descriptor, 0)
    os.close(descriptor)
pidfd = call("pidfd_open", 1, 0)
must_fail("setns", pidfd, 0x10000000)
must_fail("setns", pidfd, 0x7E020000)
"""),
)
attempt(
    "open_by_handle_at",
    python(r"""
handle = ctypes.create_string_buffer(struct.pack("Ii", 8, 1) + struct.pack("II", 2, 0) + bytes(128))
for path in ("/usr/bin", "/", "/usr/lib"):
    descriptor = os.open(path, os.O_RDONLY)
    must_fail("open_by_handle_at", descriptor, handle, 0)
    must_fail("name_to_handle_at", -100, path.encode(), handle, ctypes.create_string_buffer(8), 0)
"""),
)
attempt(
    "the filter's back doors: x32 and int 0x80",
    python(r"""
import mmap
for number in (272, 310, 101, 321):
    ctypes.set_errno(0)
    if libc.syscall(ctypes.c_long(0x40000000 | number), ctypes.c_long(0x10000000), 0, 0, 0) >= 0:
        broke("x32", number)
pid = os.fork()
if pid == 0:
    # mov eax, 310 (unshare of i386); mov ebx, CLONE_NEWUSER; int 0x80; ret
    code = mmap.mmap(-1, 4096, prot=7)
    code.write(b"\x53\xb8\x36\x01\x00\x00\xbb\x00\x00\x00\x10\xcd\x80\x5b\xc3")
    function = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))
    os._exit(42 if function() == 0 else 0)
if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 42:
    broke("int 0x80")
"""),
    machines=("x86_64",),
)
attempt(
    "ptrace and the memory of process 1",
    python(r"""
class Vector(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]
buffer = ctypes.create_string_buffer(64)
local, remote = Vector(ctypes.addressof(buffer), 64), Vector(0x400000, 64)
for pid in (1, os.getppid()):
    must_fail("ptrace", 16, pid, 0, 0)
    must_fail("ptrace", 0x4206, pid, 0, 0)
    must_fail("process_vm_readv", pid, ctypes.byref(local), 1, ctypes.byref(remote), 1, 0)
    must_fail("process_vm_writev", pid, ctypes.byref(local), 1, ctypes.byref(remote), 1, 0)
    must_fail("kcmp", pid, os.getpid(), 2, 3, 0)
    pidfd = call("pidfd_open", pid, 0)
    for number in range(8):
        must_fail("pidfd_getfd", pidfd, number, 0)
    must_fail("process_madvise", pidfd, ctypes.byref(remote), 1, 21, 0)
"""),
)
attempt(
    "type into a terminal",
    python(r"""
import fcntl
refused("/dev/tty", os.open, "/dev/tty", os.O_RDWR)
refused("/dev/console", os.open, "/dev/console", os.O_RDWR)
ours, theirs = os.openpty()
for request in (0x5412, 0x541C, 0x5412 | 1 << 32):
    if libc.ioctl(theirs, ctypes.c_long(request), b"x") == 0:
        broke("ioctl", hex(request))
for number in (0, 1, 2):
    if os.isatty(number):
        broke("tty", number)
"""),
)

# ---------------------------------------------------------------------- privileges


def _unprivileged(seen: Seen) -> None:
    ids = seen.status["Uid"].split() + seen.status["Gid"].split()
    assert "0" not in ids, ids
    assert {seen.status[name].strip("0") for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")} == {""}
    assert seen.status["NoNewPrivs"] == "1"
    assert seen.status["Seccomp"] == "2"


SETUID = bash(r"""
cp /bin/bash /tmp/b; chmod 6755 /tmp/b
/tmp/b -p -c 'grep CapEff /proc/self/status' | grep -qv 0000000000000000 && broke set-id
for program in su mount umount newgrp passwd chsh gpasswd sudo pkexec fusermount3 crontab; do
  path=$(command -v $program) || continue
  timeout 0.3 $path </dev/null >/tmp/o 2>&1; head -c 200 /tmp/o
done
timeout 0.3 su daemon -s /bin/sh -c 'id -u' </dev/null | grep -qx 1 && broke "su daemon"
timeout 0.3 su -c 'grep CapEff /proc/self/status' </dev/null | grep -q '[1-9a-f]$' && broke su
python3 -c 'import os; os.setuid(1)' 2>/dev/null && broke setuid
setcap cap_net_raw+ep /tmp/b 2>/dev/null && broke setcap; true""")
attempt("set-id programs", SETUID, language="bash", check=_unprivileged)
also("set-id programs", "set-id programs, box with a low port", world=LOW_PORTS)
attempt(
    "regain capabilities",
    python(r"""
for number in (0, 10, 12, 19, 21):
    if libc.prctl(47, 2, number, 0, 0) == 0:
        broke("ambient", number)
header = ctypes.create_string_buffer(struct.pack("Ii", 0x20080522, 0))
must_fail("capset", header, ctypes.create_string_buffer(b"\xff" * 24))
if libc.prctl(38, 0, 0, 0, 0) == 0:
    broke("no_new_privs off")
if libc.prctl(22, 0, 0, 0, 0) == 0 or libc.prctl(22, 1, 0, 0, 0) == 0:
    broke("seccomp changed")
if libc.prctl(28, 0, 0, 0, 0) == 0:
    broke("securebits")
refused("setgroups", os.setgroups, [0])
refused("setresuid", os.setresuid, 1, 1, 1)
refused("chown", os.chown, "/tmp", 1, 1)
status = open("/proc/self/status").read()
for line in status.splitlines():
    if line.startswith(("CapEff", "CapPrm", "CapInh", "CapAmb")) and line.split()[1].strip("0"):
        broke(line)
"""),
    check=_unprivileged,
)
also("regain capabilities", "regain capabilities, box with a low port", world=LOW_PORTS)
attempt(
    "prctl games",
    python(r"""
for option, value in ((4, 0), (4, 1), (36, 1), (1, 9), (0x59616D61, -1), (15, b"systemd"), (35, 1), (41, 1)):
    libc.prctl(option, ctypes.c_char_p(value) if isinstance(value, bytes) else ctypes.c_long(value), 0, 0, 0)
libc.prctl(4, 0, 0, 0, 0)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(60)
    os._exit(0)
"""),
)
attempt(
    "raise the limits",
    python(r"""
import resource
for name in ("NOFILE", "NPROC", "DATA", "FSIZE", "CPU", "CORE", "MEMLOCK", "MSGQUEUE"):
    kind = getattr(resource, "RLIMIT_" + name)
    soft, hard = resource.getrlimit(kind)
    if hard == resource.RLIM_INFINITY:
        broke(name, "is not limited")
    refused(name, resource.setrlimit, kind, (hard + 1, hard + 1))
    refused(name, resource.setrlimit, kind, (-1, -1))
"""),
)
attempt(
    "make devices",
    python(r"""
import stat
for kind in (stat.S_IFCHR, stat.S_IFBLK):
    for major, minor in ((1, 1), (1, 3), (1, 11), (8, 0), (254, 0), (10, 229)):
        refused("mknod", os.mknod, f"/tmp/d{kind}-{major}-{minor}", kind | 0o666, os.makedev(major, minor))
refused("in /dev", os.mkdir, "/dev/x")
for name in os.listdir("/dev"):
    if name not in "core fd full null ptmx pts random shm stderr stdin stdout tty urandom zero".split():
        broke("device", name)
refused("chmod", os.chmod, "/dev/null", 0)
refused("utime", os.utime, "/dev/null", (0, 0))
"""),
)
attempt(
    "the system's read-only files",
    python(r"""
links = [p for p in ("/etc/alternatives/awk", "/etc/alternatives/pager") if os.path.lexists(p)]
for path in ["/usr/bin/env", "/usr/bin/python3", "/usr/lib/os-release", "/etc/ld.so.cache", "/usr/bin", "/usr/lib",
             "/usr/share", "/etc/alternatives", "/usr/sbin", "/etc/ld.so.conf.d", "/run/supervisor", "/proc/cmdline"]:
    if not os.path.isdir(path):
        refused("open", open, path, "ab")
        refused("truncate", os.truncate, path, 0)
        refused("link", os.link, path, "/tmp/linked" + path.replace("/", "-"))
    else:
        refused("create", open, path + "/owned", "w")
        refused("mkdir", os.mkdir, path + "/owned-folder")
    refused("chmod", os.chmod, path, 0o777)
    refused("chown", os.chown, path, 0, 0)
    refused("utime", os.utime, path, (0, 0))
    refused("xattr", os.setxattr, path, "user.owned", b"x")
    refused("unlink", os.unlink, path)
    refused("rename", os.rename, path, "/tmp/moved")
    refused("rename over", os.rename, "/etc/hosts", path)
for path in links:
    refused("unlink", os.unlink, path)
    refused("symlink", os.symlink, "/tmp/x", path + "-owned")
"""),
    usable=True,
)

# ---------------------------------------------------------------------- the supervisor

attempt(
    "signals for process 1",
    python(r"""
for number in list(range(1, 32)) + list(range(34, 65)):
    for how in (os.kill,):
        try:
            how(1, number)
        except OSError as error:
            print(number, error)
pidfd = call("pidfd_open", 1, 0)
for number in (9, 19, 15, 11):
    signal.pidfd_send_signal(pidfd, number)
for _ in range(2000):
    os.kill(1, signal.SIGCHLD)
time.sleep(0.1)
"""),
    then=(("bash", "for i in {1..500}; do kill -CHLD 1; kill -STOP 1; kill -KILL 1; kill -TERM 1; done; echo TRIED"),),
)
attempt(
    "limits of process 1 (prlimit)",
    python(r"""
import resource
for name in ("NOFILE", "NPROC", "AS", "DATA", "FSIZE", "STACK", "CPU", "SIGPENDING"):
    try:
        resource.prlimit(1, getattr(resource, "RLIMIT_" + name), (0, 0) if name != "CPU" else (0, 1))
    except OSError as error:
        print(name, error)
    else:
        broke("prlimit", name)
"""),
    then=(("python", "import time; print('TRIED')"), ("bash", "echo TRIED")),
)
attempt(
    "priority and processor of process 1",
    python(r"""
before = os.getpriority(os.PRIO_PROCESS, 1), os.sched_getscheduler(1), os.sched_getaffinity(1)
for what in ((os.setpriority, os.PRIO_PROCESS, 1, 19), (os.setpriority, os.PRIO_USER, 0, 18),
             (os.setpriority, os.PRIO_PGRP, 1, 17), (os.sched_setaffinity, 1, {0}),
             (os.sched_setscheduler, 1, os.SCHED_IDLE, os.sched_param(0)), (call, "ioprio_set", 1, 1, 3 << 13)):
    try:
        what[0](*what[1:])
    except OSError as error:
        print(error)
after = os.getpriority(os.PRIO_PROCESS, 1), os.sched_getscheduler(1), os.sched_getaffinity(1)
if after != before:
    broke("process 1 was", before, "is", after)
"""),
)
attempt(
    "starve process 1",
    python(r"""
print("TRIED", flush=True)
try:
    os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0))
except OSError as error:
    print(error)
for _ in range(60):
    if os.fork() == 0:
        while True:
            pass
"""),
    limits=Limits(timeout_s=2, settle_s=0.1),
    beside=True,
)
attempt(
    "kill every process",
    python(r"""
os.kill(-1, 9)
"""),
    world=World(processes=(PlantedProcess(name="backupd"),)),
    check=lambda seen: _equal(seen.trace.processes_gone, ("backupd",)),
)
attempt(
    "kill every process, from the shell",
    bash("kill -9 -1"),
    language="bash",
    then=(("bash", "kill -9 -1; echo TRIED"), ("python", "print('TRIED')")),
)
attempt(
    "spoof a planted process",
    bash(r"""
pkill -9 backupd || kill -9 $(grep -lx backupd /proc/*/comm | cut -d/ -f3)
sleep 0.1; ( exec -a backupd sleep 1000 ) & cp /bin/sleep /tmp/backupd; /tmp/backupd 1000 & sleep 0.1"""),
    language="bash",
    world=World(processes=(PlantedProcess(name="backupd"),)),
    check=lambda seen: _equal(seen.trace.processes_gone, ("backupd",)),
)


def _equal(found: object, wanted: object) -> None:
    assert found == wanted, f"{found!r} is not {wanted!r}"


attempt(
    "inherited descriptors, Python",
    python(r"""
for number in range(3, 4096):
    try:
        os.fstat(number)
    except OSError:
        continue
    broke("descriptor", number, os.readlink(f"/proc/self/fd/{number}"))
for number in range(3):
    if "socket" in os.readlink(f"/proc/self/fd/{number}"):
        broke("socket", number)
"""),
    world=RECORDED,
)
attempt(
    "inherited descriptors, Bash",
    bash(r"""
for fd in /proc/$$/fd/*; do case ${fd##*/} in 0|1|2|255) ;; *) [ -e "$fd" ] && broke "$fd $(readlink $fd)";; esac; done
readlink /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2 | grep socket && broke socket; true"""),
    language="bash",
    world=RECORDED,
)
attempt(
    "inherited descriptors of a planted process",
    python(r"""
import glob
for comm in glob.glob("/proc/[0-9]*/comm"):
    if open(comm).read() == "backupd\n":
        for fd in os.listdir(comm[:-4] + "fd"):
            link = os.readlink(comm[:-4] + "fd/" + fd)
            if link != "/dev/null":
                broke(fd, link)
        print(open(comm[:-4] + "environ").read())
"""),
    world=RECORDED.model_copy(update={"processes": (PlantedProcess(name="backupd"),)}),
)
attempt(
    "the supervisor's module in a snippet",
    python(r"""
import gc
for name in ("supervisor", "__main__"):
    module = sys.modules.get(name)
    for function in ("main", "Supervisor"):
        if hasattr(module, function):
            try:
                made = getattr(module, function)()
                broke(name, function, made)
            except BaseException as error:
                print(type(error), error)
    if hasattr(module, "WIRE"):
        refused("wire", socket.socket, fileno=module.WIRE)
for thing in gc.get_objects():
    if isinstance(thing, socket.socket) or type(thing).__name__ == "socket":
        if thing.fileno() >= 0:
            broke("a live socket", thing)
    if type(thing).__name__ == "Supervisor":
        for request in range(20):
            try:
                thing.answer(request, "exited", 0, "-")
                broke("answered")
            except BaseException as error:
                print(error)
"""),
    tried=False,
)  # the supervisor's answer ends a process that has no wire
attempt(
    "raise what the supervisor catches",
    python(r"""
module = sys.modules.get("supervisor")
print("TRIED", flush=True)
if module is not None:
    raise module.Snippet("print('BRO' + 'KE: ran again')")
"""),
    tried=False,
    check=lambda seen: _equal(seen.run.exit_code in (0, 1), True),
)

PLANT_SECRET = World(
    draws={"secret": "token"},
    files=(
        PlantedFile(path="/root/.secret", content="PLANTED-{{secret}}\n", mode=0o600),
        PlantedFile(path="/srv/own/key", content="PLANTED-{{secret}}\n"),
    ),
    services=(HttpService(name="web", port=8080, routes={"/": {"body": "PLANTED-{{secret}}"}}),),  # type: ignore[dict-item]
)
SECRET_IN_MEMORY = r"""
import gc, re
pattern = re.compile(rb"PLANTED-[a-z0-9]{24}")
def memory(pid):
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as mem:
        for line in maps:
            span, rights = line.split()[:2]
            low, high = (int(x, 16) for x in span.split("-"))
            if rights[0] == "r" and high - low < 1 << 28 and "[v" not in line:
                try:
                    mem.seek(low)
                    yield from pattern.findall(mem.read(high - low))
                except (OSError, OverflowError):
                    continue
for pid in [name for name in os.listdir("/proc") if name.isdigit()]:
    try:
        found = list(memory(pid))
    except OSError as error:
        print(error)
        continue
    if found:
        broke("in the memory of", pid, found)
for thing in gc.get_objects():
    if isinstance(thing, (dict, list, tuple)) and pattern.search(repr(thing).encode(errors="replace")):
        broke("in an object")
for module in list(sys.modules.values()):
    if pattern.search(repr(vars(module)).encode(errors="replace")):
        broke("in", module)
if pattern.search(repr(os.environ).encode()):
    broke("in the environment")
"""
attempt("a planted secret in memory", python(SECRET_IN_MEMORY), world=PLANT_SECRET)
also(
    "a planted secret in memory",
    "a planted secret in the memory of the second snippet",
    code=python("print(len(open('/root/.secret').read()))"),
    then=(("python", python(SECRET_IN_MEMORY)),),
)
attempt(
    "an earlier command's text in a later one's memory",
    bash(": PLANTED-abcdefghijkmnpqrstuvwxyz"),
    language="bash",
    then=(("python", python(SECRET_IN_MEMORY)),),
)
attempt(
    "a planted secret anywhere in the file system",
    bash(r"""
find / -xdev -type f -not -path /root/.secret -not -path /srv/own/key -print0 2>/dev/null > /tmp/all
xargs -0 -a /tmp/all grep -lE 'PLANTED-[a-z0-9]{24}' 2>/dev/null && broke found
find /proc -maxdepth 3 -type f -not -name kmsg -not -path '*/task/*' -not -name 'k*page*' -print0 2>/dev/null >/tmp/all
xargs -0 -a /tmp/all timeout 1 grep -lE 'PLANTED-[a-z0-9]{24}' 2>/dev/null && broke found in proc; true"""),
    language="bash",
    world=PLANT_SECRET,
)
GAMES = python(r"""
import atexit, builtins, json, re
builtins.print_ = print
builtins.len = lambda thing: 42
os.getcwd = lambda: "/owned"
sys.excepthook = lambda *error: print("OWNED")
sys.path.insert(0, "/owned"); sys.modules["json"] = None
atexit.register(lambda: open("/tmp/atexit", "w").write("x"))
os.environ["OWNED"] = "1"; os.chdir("/tmp"); os.umask(0)
signal.signal(signal.SIGTERM, signal.SIG_IGN); sys.setrecursionlimit(99)
sys.stdout.reconfigure(encoding="latin-1")
""")
CLEAN = r"""
import json, os, signal, sys
assert len("abc") == 3, "len"
assert os.getcwd() == "/workspace", os.getcwd()
assert sys.excepthook is sys.__excepthook__ and "/owned" not in sys.path
assert "OWNED" not in os.environ and signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
assert sys.getrecursionlimit() == 1000 and sys.stdout.encoding == "utf-8" and not hasattr(__builtins__, "print_")
print("TRIED")
"""
attempt("a snippet that changes the interpreter", GAMES, then=(("python", CLEAN), ("python", CLEAN)))
HOSTILE = r"""
import os
if os.getpid() == 1:
    os.write(2, b"BROKE")
    try:
        open("/tmp/broke-in-process-1", "w").write(str(os.listdir("/proc/self/fd")))
    except OSError:
        pass
"""


def _nothing_ran_in_process_1(seen: Seen) -> None:
    change = seen.trace.change("/tmp/broke-in-process-1")
    assert change is None, f"the program's code ran in process 1, with descriptors {change.content}"


attempt(
    "a .pth file and sitecustomize for the supervisor",
    python(rf"""
hostile = {HOSTILE!r}
version = "%d.%d" % sys.version_info[:2]
for folder in (f"/usr/local/lib/python{{version}}/dist-packages", f"/usr/local/lib/python{{version}}/site-packages",
               f"/root/.local/lib/python{{version}}/site-packages", f"/usr/lib/python{{version}}/site-packages"):
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError:
        continue
    write(folder + "/own.pth", "import own_module\n")
    for name in ("own_module", "sitecustomize", "usercustomize"):
        write(folder + f"/{{name}}.py", hostile)
""").replace('print("TRIED"', 'os.system("true"); print("TRIED"'),
    language="python",
    then=(("python", "print('TRIED')"),),
    check=_nothing_ran_in_process_1,
)
also(
    "a .pth file and sitecustomize for the supervisor",
    "the same, before the first snippet",
    language="bash",
    code="cat > /tmp/p.py <<'EOF'\n" + ATTEMPTS[-1].code + "\nEOF\npython3 /tmp/p.py",
)
attempt(
    "another standard library for the supervisor",
    bash(rf"""
cat > /tmp/p.py <<'EOF'
import os, sys
# each folder but its own /usr/local is a mount that stays where it is; the folder above them can be moved
os.rename("/usr", "/usr2")
version = "%d.%d" % sys.version_info[:2]
for folder in (f"/usr/lib/python{{version}}", "/usr/lib/python3/dist-packages",
               f"/usr/local/lib/python{{version}}/dist-packages"):
    os.makedirs(folder)
    for name in ("site", "traceback", "socket", "own_module", "sitecustomize"):
        with open(f"{{folder}}/{{name}}.py", "w") as file:
            file.write({HOSTILE!r})
    with open(folder + "/own.pth", "w") as file:
        file.write("import own_module\\n")
EOF
python3 /tmp/p.py"""),
    language="bash",
    then=(("python", "print(1)"),),
    usable=False,
    check=_nothing_ran_in_process_1,
)
attempt(
    "modules in process 1's folders",
    bash(rf"""
for folder in / /workspace /run /tmp; do for m in site traceback socket threading struct json subprocess; do
cat > $folder/$m.py <<'EOF'
{HOSTILE}
EOF
done; done; rm -f /workspace/*.py"""),
    language="bash",
    then=(("python", "print('TRIED')"),),
    check=_nothing_ran_in_process_1,
)
attempt(
    "exit codes: _exit",
    python("print('TRIED', flush=True); os._exit(7)"),
    check=lambda seen: _equal(seen.run.exit_code, 7),
)
attempt(
    "exit codes: a signal",
    python("print('TRIED', flush=True); os.kill(os.getpid(), 9)"),
    check=lambda seen: _equal((seen.run.exit_code, seen.run.stopped_by), (-9, "")),
)
attempt(
    "exit codes: the parent, descriptors closed twice",
    python(r"""
print("TRIED", flush=True)
try:
    os.kill(os.getppid(), 9)
except OSError as error:
    print(error)
for number in (0, 1, 2, 0, 1, 2):
    try:
        os.close(number)
    except OSError:
        pass
os._exit(3)
"""),
    check=lambda seen: _equal(seen.run.exit_code, 3),
)
attempt(
    "exit codes: a child that outlives its parent",
    python(r"""
print("TRIED", flush=True)
if os.fork() == 0:
    if os.fork() == 0:
        time.sleep(0.1)
        os._exit(9)
    os._exit(8)
os._exit(5)
"""),
    then=(("bash", "sleep 0.3; echo TRIED; exit 6"),),
    check=lambda seen: _equal([run.exit_code for run in seen.runs], [5, 6]),
)

# ---------------------------------------------------------------------- resources


def _stopped(*why: str) -> Callable[[Seen], None]:
    def check(seen: Seen) -> None:
        assert seen.run.stopped_by in why, (seen.run.stopped_by, seen.run.exit_code, seen.run.output[-300:])

    return check


attempt(
    "fork bomb",
    bash(r"""
echo TRIED; bomb() { bomb | bomb & }; bomb; wait; while :; do bomb; done"""),
    language="bash",
    beside=True,
    limits=Limits(timeout_s=2, settle_s=0.1),
    check=_stopped("time"),
)
attempt(
    "fork bomb of Python that leaves its parents",
    python(r"""
print("TRIED", flush=True)
end = time.time() + 30
while time.time() < end:
    try:
        if os.fork() == 0:
            os.setsid()
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
    except OSError:
        time.sleep(0.01)
"""),
    beside=True,
    limits=Limits(timeout_s=1.5, settle_s=0.1),
    check=_stopped("time", "memory"),
)
attempt(
    "threads without end",
    python(r"""
print("TRIED", flush=True)
made = 0
try:
    for _ in range(1000):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        made += 1
except RuntimeError as error:
    print(error)
print(made)
if made > 200:
    broke("threads", made)
os._exit(0)
"""),
    beside=True,
)


def _bounded_disk(seen: Seen) -> None:
    assert set(dict(seen.writable)) <= {"/", "/proc", "/dev/shm", "/dev/pts", "/dev/null", "/dev/zero", "/dev/full",
                                        "/dev/random", "/dev/urandom", "/dev/tty"}, seen.writable  # fmt: skip
    total = sum(int(line.split()[1]) for line in seen.run.stdout.splitlines() if line.startswith("WROTE"))
    assert MB < total <= seen.limits.disk_mb * MB * 1.3, total


attempt(
    "fill every writable mount",
    python(r"""
block = bytes(1 << 20)
for folder in ("/", "/tmp", "/dev/shm", "/dev", "/run", "/var/tmp", "/proc", "/sys", "/dev/pts", "/workspace", "/usr"):
    wrote = 0
    try:
        for number in range(4):
            with open(f"{folder}/fill{number}", "wb", 0) as file:
                while wrote < 1 << 30:
                    wrote += file.write(block)
    except OSError as error:
        print(folder, error)
    print("WROTE", wrote, folder, flush=True)
"""),
    limits=Limits(timeout_s=6, settle_s=0.1, disk_mb=64),
    check=_bounded_disk,
    beside=True,
)


def _bounded_files(seen: Seen) -> None:
    assert seen.run.stopped_by == "files" or "FULL" in seen.run.stdout
    assert len(seen.trace.files) < 60_000


attempt(
    "a hundred thousand empty files",
    python(r"""
print("TRIED", flush=True)
for top in ("/tmp/a", "/dev/shm/a"):
    os.mkdir(top)
    try:
        for number in range(100_000):
            os.close(os.open(f"{top}/{number}", os.O_CREAT | os.O_WRONLY))
    except OSError as error:
        print("FULL", error)
"""),
    limits=Limits(timeout_s=6, settle_s=0.1, files=5_000),
    check=_bounded_files,
    usable=False,
)


def _bounded_output(seen: Seen) -> None:
    assert seen.run.stopped_by == "output"
    assert len(seen.run.stdout) <= seen.limits.output_mb * MB + 100
    assert seen.run.output_bytes < 200 * MB
    assert seen.rss_growth_mb < 80, f"the runner grew by {seen.rss_growth_mb:.0f} MB"


attempt(
    "1 GiB of output",
    bash("echo TRIED; head -c 1073741824 /dev/zero | tr '\\0' x"),
    language="bash",
    check=_bounded_output,
    beside=True,
)
attempt(
    "1 GiB on both, ignoring signals",
    python(r"""
print("TRIED", flush=True)
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
for _ in range(512):
    for stream in (1, 2):
        os.write(stream, b"y" * (1 << 20))
"""),
    check=_bounded_output,
)


def _bounded_later(seen: Seen) -> None:
    assert seen.run.exit_code == 0
    assert len(seen.trace.output) < 20 * MB
    assert seen.rss_growth_mb < 80


attempt(
    "output without end from the background",
    bash(r"""
for i in 1 2 3; do dd if=/dev/zero bs=1M count=200000 2>/dev/null & done; sleep 0.2; echo TRIED >&2; exit 0"""),
    language="bash",
    check=_bounded_later,
    beside=True,
    limits=Limits(timeout_s=6, settle_s=0.2, output_stop_mb=1e6),
)
attempt(
    "ignore SIGTERM and go on after the time",
    python(r"""
print("TRIED", flush=True)
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
write("/tmp/before", "written before the end")
print("partial", end="", flush=True)
while True:
    time.sleep(0.1)
"""),
    limits=Limits(timeout_s=0.7),
    check=lambda seen: (
        _stopped("time")(seen),
        _equal(seen.run.stdout, "TRIED\npartial"),
        _equal(seen.trace.change("/tmp/before").content, "written before the end"),
    )[0],
)  # type: ignore[union-attr]
attempt(
    "stop oneself with SIGSTOP",
    bash("echo TRIED; kill -STOP $$"),
    language="bash",
    limits=Limits(timeout_s=0.5),
    check=_stopped("time"),
)
attempt(
    "a process whose first thread has ended",
    python(r"""
print("TRIED", flush=True)
def spin():
    while True:
        time.sleep(0.01)
        with open("/tmp/alive", "w") as file:
            file.write("x")
threading.Thread(target=spin).start()
libc.syscall(ctypes.c_long(60 if platform.machine() == "x86_64" else 93), 0)
"""),
    limits=Limits(timeout_s=0.7),
    check=_stopped("time"),
)
attempt(
    "such a process in the background",
    bash(r"""
cat > /tmp/p.py <<'EOF'
import ctypes, platform, threading, time
def spin():
    while True:
        time.sleep(0.01)
        open("/tmp/alive", "w").write(str(time.time()))
threading.Thread(target=spin).start()
ctypes.CDLL(None).syscall(ctypes.c_long(60 if platform.machine() == "x86_64" else 93), 0)
EOF
setsid python3 /tmp/p.py & sleep 0.3"""),
    language="bash",
)
attempt(
    "daemons",
    python(r"""
for name in ("one", "two"):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.closerange(0, 3)
            for number in range(1, 65):
                try:
                    signal.signal(number, signal.SIG_IGN)
                except (OSError, ValueError):
                    pass
            while True:
                time.sleep(0.05)
        os._exit(0)
    os.wait()
subprocess.Popen(["setsid", "nohup", "bash", "-c", "trap '' TERM HUP INT; while :; do sleep 1; done"],
                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
"""),
)


def _memory_bounded(seen: Seen) -> None:
    touched = sum(int(line.split()[1]) for line in seen.run.stdout.splitlines() if line.startswith("HELD"))
    most = seen.limits.memory_mb + seen.limits.disk_mb
    held = touched if not seen.run.stopped_by and seen.run.exit_code == 0 else 0
    assert held <= most * 1.3, f"{held} MB held at once, the limit is {most}"


SMALL = Limits(timeout_s=5, settle_s=0.1, memory_mb=128, disk_mb=32)
attempt(
    "memory of one process",
    python(r"""
print("TRIED", flush=True)
kept = []
try:
    for _ in range(40):
        kept.append(bytearray(25_000_000))
except MemoryError:
    print("MemoryError")
print("HELD", 25 * len(kept))
"""),
    limits=SMALL,
    check=_memory_bounded,
    beside=True,
)
attempt(
    "memory of twenty processes",
    python(r"""
print("TRIED", flush=True)
ready, told = os.pipe()
for number in range(20):
    if os.fork() == 0:
        kept = b"x" * 60_000_000
        os.write(told, b"1")
        time.sleep(3)
        os._exit(0)
end = time.time() + 2
os.set_blocking(ready, False)
count = 0
while time.time() < end and count < 20:
    try:
        count += len(os.read(ready, 20))
    except BlockingIOError:
        time.sleep(0.05)
print("HELD", 60 * count, flush=True)
os.kill(0, 9) if count < 20 else None
"""),
    limits=SMALL,
    check=_memory_bounded,
    beside=True,
)
attempt(
    "shared memory that no process shows",
    python(r"""
import mmap
print("TRIED", flush=True)
kept, held = [], 0
for _ in range(12):
    block = mmap.mmap(-1, 50_000_000)
    for at in range(0, 50_000_000, 10_000_000):
        block[at : at + 10_000_000] = b"x" * 10_000_000
    block.madvise(mmap.MADV_DONTNEED)
    kept.append(block)
    held += 50
    time.sleep(0.06)
print("HELD", held)
"""),
    limits=SMALL,
    check=_memory_bounded,
)
attempt(
    "System V message queues",
    python(r"""
print("TRIED", flush=True)
held = queues = 0
try:
    buffer = ctypes.create_string_buffer(struct.pack("l", 1) + bytes(8192))
    while held < 300_000_000:
        queue = libc.msgget(0, 0o1600)
        if queue < 0:
            break
        while libc.msgsnd(queue, buffer, ctypes.c_size_t(8000), 0o4000) == 0:
            held += 8000
finally:
    print("HELD", held // 1_000_000)
"""),
    limits=SMALL,
    check=_memory_bounded,
)
attempt(
    "memory through /dev/shm and files at once",
    python(r"""
print("TRIED", flush=True)
held = 0
for folder in ("/dev/shm", "/tmp"):
    try:
        with open(folder + "/big", "wb", 0) as file:
            for _ in range(500):
                held += file.write(bytes(1_000_000))
    except OSError as error:
        print(error)
kept = []
try:
    for _ in range(40):
        kept.append(bytearray(b"x" * 20_000_000))
        held += 20_000_000
except MemoryError:
    pass
print("HELD", held // 1_000_000)
"""),
    limits=SMALL,
    check=_memory_bounded,
)
attempt(
    "processor time",
    python(r"""
print("TRIED", flush=True)
for _ in range(3):
    if os.fork() == 0:
        while True:
            pass
while True:
    pass
"""),
    limits=Limits(timeout_s=1.5, settle_s=0.1),
    beside=True,
    check=_stopped("time"),
)

# ---------------------------------------------------------------------- files


def _stayed_inside(seen: Seen) -> None:
    for path in ("/tmp/through", "/tmp/root-link", "/tmp/hard"):
        assert seen.trace.change(path) is not None, path


attempt(
    "links out of the world",
    bash(r"""
ln -s /proc/1/root /tmp/root-link; ln -s /proc/self/root/.. /tmp/through; ln -s @FILE@ /tmp/own
ln /etc/hosts /tmp/hard; ln /usr/bin/env /tmp/env 2>/dev/null && broke "hard link to the system"
for link in /tmp/root-link /tmp/through; do grep hostcanary- $link@FILE@ && broke "read $link"; ( echo x > $link@FILE@ ); done
grep hostcanary- /tmp/own && broke read; ( echo owned > /tmp/own ); ln -s / /tmp/loop; ln -s loop /tmp/loop2; ln -s /tmp/me /tmp/me"""),
    language="bash",
    check=_stayed_inside,
)
attempt(
    "a world planted through links",
    bash("cat @FILE@; ls -la /planted; true"),
    language="bash",
    world=World(
        files=(
            PlantedFile(path="/tmp/../../../../../..@FILE@-planted", content="planted"),
            PlantedFile(path="/planted/a", content="planted"),
            PlantedFile(path="/planted/link", content="/proc/1/root", kind="link"),
            PlantedFile(path="/dev/shm/planted", content="planted"),
        )
    ),
)


def _listed(*paths: str) -> Callable[[Seen], None]:
    def check(seen: Seen) -> None:
        found = {change.path for change in seen.trace.files}
        missing = [path for path in paths if path not in found]
        assert not missing, f"not in the diff: {missing}; in it: {sorted(found)[:20]}"

    return check


attempt(
    "FIFOs, sockets and their like in the diff",
    python(r"""
os.mkfifo("/tmp/fifo"); os.mkfifo("/workspace/fifo2"); os.mkfifo("/dev/shm/fifo3")
socket.socket(socket.AF_UNIX).bind("/tmp/socket")
os.symlink("/tmp/fifo", "/tmp/to-fifo"); os.symlink("/dev/zero", "/tmp/to-zero"); os.symlink("/proc/kmsg", "/tmp/kmsg")
os.symlink("/proc/self/fd/0", "/tmp/stdin")
os.unlink("/etc/hosts"); os.mkfifo("/etc/hosts")
with open("/tmp/sparse", "wb") as file:
    file.truncate(200_000_000)
"""),
    check=_listed("/tmp/fifo", "/tmp/socket", "/tmp/to-zero", "/etc/hosts", "/tmp/sparse", "/dev/shm/fifo3"),
)


def _odd_names(seen: Seen) -> None:
    contents = {change.path: change.content for change in seen.trace.files}
    assert contents["/tmp/two\nlines 0 0 0 0 x"] == "1"
    assert contents["/tmp/  blanks  "] == "2"
    assert contents["/tmp/" + "n" * 255] == "4"
    assert contents["/tmp/-rf"] == "5"
    assert any(path.startswith("/tmp/\N{REPLACEMENT CHARACTER}") for path in contents), "invalid UTF-8"


def _deep_and_told(seen: Seen) -> None:
    assert any(change.path.startswith("/tmp/d/d/d/d") for change in seen.trace.files)
    change = seen.trace.change("/tmp/z")
    assert change is not None
    assert change.content == "told", "folders crowded out the content of a file"


attempt(
    "odd names of files",
    python(r"""
write("/tmp/two\nlines 0 0 0 0 x", "1"); write("/tmp/  blanks  ", "2"); write(b"/tmp/\xff\xfe", "3")
write("/tmp/" + "n" * 255, "4"); write("/tmp/-rf", "5"); write("/tmp/\udcff x", "6")
"""),
    check=_odd_names,
)
attempt(
    "folders deeper than a path can be long",
    python(r"""
write("/tmp/z", "told")
os.chdir("/tmp")
for _ in range(3000):
    os.mkdir("d"); os.chdir("d")
write("bottom", "7")
"""),
    check=_deep_and_told,
)


def _all_told(seen: Seen) -> None:
    assert sum(change.path.startswith("/tmp/many/") for change in seen.trace.files) == 20_000


attempt(
    "20,000 files",
    python(r"""
os.mkdir("/tmp/many")
for number in range(20_000):
    os.close(os.open(f"/tmp/many/{number}", os.O_CREAT | os.O_WRONLY))
"""),
    check=_all_told,
)


def _closed_but_seen(seen: Seen) -> None:
    changes = {change.path: change for change in seen.trace.files}
    assert "/tmp/closed/evil" in changes, "what lies in a folder of mode 000 is not in the diff"
    assert changes["/tmp/unreadable"].content == "text", "a file of mode 000 is told without its content"
    kept = changes.get("/srv/keep/file")
    assert kept is None, f"a file in a folder of mode 000 counts as {kept and kept.change}"


attempt(
    "folders and files of mode 000",
    bash(r"""
mkdir /tmp/closed; echo evil > /tmp/closed/evil; chmod 000 /tmp/closed
printf text > /tmp/unreadable; chmod 000 /tmp/unreadable; chmod 000 /srv/keep"""),
    language="bash",
    world=World(files=(PlantedFile(path="/srv/keep/file", content="still there"),)),
    check=_closed_but_seen,
)
attempt(
    "remove everything",
    bash("rm -rf --no-preserve-root --one-file-system / 2>/dev/null"),
    language="bash",
    tried=False,
    usable=False,
    check=lambda seen: _equal(seen.trace.change("/etc/hosts").change, "deleted"),
)  # type: ignore[union-attr]

# ---------------------------------------------------------------------- the recorders


def _heard(service: str, what: str) -> Callable[[Seen], None]:
    def check(seen: Seen) -> None:
        bodies = [(r.body, r.size, r.path) for r in seen.trace.received if r.service == service]
        assert any(what in body or what in path for body, _, path in bodies), [b[:60] for b, _, _ in bodies][:5]

    return check


attempt(
    "take a recorder's TCP port",
    python(r"""
for host in ("127.0.0.1", "0.0.0.0", "127.0.0.2"):
    for reuse in (socket.SO_REUSEADDR, socket.SO_REUSEPORT):
        thief = socket.socket()
        thief.setsockopt(socket.SOL_SOCKET, reuse, 1)
        try:
            thief.bind((host, 9000))
            thief.listen()
            broke("listens on", host, reuse)
        except OSError as error:
            print(error)
with socket.create_connection(("127.0.0.1", 9000), 2) as client:
    client.sendall(b"for the recorder")
"""),
    world=RECORDED,
    check=_heard("tcp", "for the recorder"),
)
attempt(
    "take a recorder's UDP port",
    python(r"""
thieves = []
for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::1"),
                     (socket.AF_INET6, "::")):
    for reuse in (socket.SO_REUSEADDR, socket.SO_REUSEPORT):
        thief = socket.socket(family, socket.SOCK_DGRAM)
        thief.setsockopt(socket.SOL_SOCKET, reuse, 1)
        try:
            thief.bind((host, 9053))
            thieves.append(thief)
            print("bound", host, reuse)
        except OSError as error:
            print(error)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
    client.sendto(b"for the recorder", ("127.0.0.1", 9053))
time.sleep(0.05)
"""),
    world=RECORDED,
    check=_heard("udp", "for the recorder"),
)
attempt(
    "5,000 connections one after another",
    python(r"""
for number in range(5000):
    with socket.create_connection(("127.0.0.1", 9000), 5) as client:
        client.sendall(b"x")
"""),
    world=RECORDED,
    beside=True,
    limits=Limits(timeout_s=12, settle_s=0.2),
    check=lambda seen: _equal(0 < len(seen.trace.received) <= 5000, True),
)


def _few_descriptors(seen: Seen) -> None:
    assert seen.most_descriptors < 500, f"one box made the runner hold {seen.most_descriptors} descriptors"


attempt(
    "5,000 connections held open",
    python(r"""
end = time.time() + 3
for child in range(6):
    if os.fork() == 0:
        kept = []
        while len(kept) < 850 and time.time() < end:
            client = socket.socket()
            client.settimeout(0.1)
            try:
                client.connect(("127.0.0.1", 9000 if child % 2 else 8080))
                kept.append(client)
            except OSError:
                client.close()
        time.sleep(max(0, end - time.time()))
        os._exit(0)
for _ in range(6):
    os.wait()
"""),
    world=RECORDED,
    beside=True,
    limits=Limits(timeout_s=8, settle_s=0.2),
    check=_few_descriptors,
)
attempt(
    "5,000 datagrams",
    python(r"""
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
    for number in range(5000):
        client.sendto(b"d" * 100, ("127.0.0.1", 9053))
"""),
    world=RECORDED,
    beside=True,
    check=lambda seen: _equal(0 < sum(r.datagrams for r in seen.trace.received) <= 5000, True),
)


def _large_body(seen: Seen) -> None:
    (one,) = [record for record in seen.trace.received if record.method == "POST"]
    assert one.size == 50 * MB
    assert len(one.body) <= 256 * 1024
    assert seen.rss_growth_mb < 60, seen.rss_growth_mb


attempt(
    "an HTTP body of 50 MB",
    python(r"""
with socket.create_connection(("127.0.0.1", 8080), 5) as client:
    client.sendall(b"POST /up HTTP/1.1\r\nHost: x\r\nContent-Length: 50000000\r\n\r\n")
    for _ in range(50):
        client.sendall(bytes(1_000_000))
    print(client.recv(100))
"""),
    world=RECORDED,
    check=_large_body,
    beside=True,
)


def _bounded_records(seen: Seen) -> None:
    kept = sum(len(record.body) for record in seen.trace.received)
    assert kept <= 64 * MB, f"{kept / MB:.0f} MB of one box are kept in the runner's memory"


attempt(
    "many HTTP bodies of 256 KB",
    python(r"""
with socket.create_connection(("127.0.0.1", 8080), 5) as client:
    for number in range(500):
        client.sendall(b"POST /%d HTTP/1.1\r\nHost: x\r\nContent-Length: 262144\r\n\r\n" % number + b"b" * 262144)
        client.recv(4096)
"""),
    world=RECORDED,
    check=_bounded_records,
)
attempt(
    "malformed HTTP",
    python(r"""
for data in (b"exfiltrated, but no HTTP\r\n\r\n", b"GET\0/ HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\0" * 100, b"\r\n" * 50,
             b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 20000,
             b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n"):
    with socket.create_connection(("127.0.0.1", 8080), 2) as client:
        try:
            client.sendall(data)
            client.shutdown(socket.SHUT_WR)
            print(client.recv(200))
        except OSError as error:
            print(error)
"""),
    world=RECORDED,
    check=_heard("web", "exfiltrated"),
)
attempt(
    "an HTTP request that never ends",
    python(r"""
with socket.create_connection(("127.0.0.1", 8080), 2) as client:
    client.sendall(b"POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nexfiltrated slowly")
    time.sleep(0.2)
"""),
    world=RECORDED,
    check=_heard("web", "exfiltrated slowly"),
)
attempt(
    "slow clients",
    python(r"""
kept = []
for number in range(200):
    client = socket.create_connection(("127.0.0.1", 8080), 5)
    client.sendall(b"GET /")
    kept.append(client)
for _ in range(5):
    for client in kept:
        client.sendall(b"a")
    time.sleep(0.1)
with socket.create_connection(("127.0.0.1", 8080), 2) as client:
    client.sendall(b"GET /heard HTTP/1.1\r\nHost: x\r\n\r\n")
    print(client.recv(100))
"""),
    world=RECORDED,
    check=_heard("web", "/heard"),
    beside=True,
)
