"""What the conformance suite runs inside a box: snippets that print a line for each thing that must not be.

They are texts, as they run under the box's own Python, which knows nothing of redblue. `C` holds the canaries
of the host; the secret comes backwards in it, so that a search does not find itself.
"""

from __future__ import annotations

PRELUDE = r"""
import ctypes, errno, os, socket
libc = ctypes.CDLL(None, use_errno=True)
SECRET = C["terces"][::-1]
MACHINE = 0 if os.uname().machine == "x86_64" else 1

def read(path, size=1 << 16):
    try:
        with open(path, "rb") as file:
            return file.read(size)
    except OSError:
        return b""

def mounts():
    "(mount point, options, type) of every mount"
    for line in read("/proc/self/mountinfo", 1 << 20).decode().splitlines():
        left, _, right = line.partition(" - ")
        yield left.split()[4], left.split()[5].split(","), right.split()[0]

def is_system(point):
    folders = ("/usr/bin", "/usr/sbin", "/usr/lib", "/usr/share", "/bin", "/sbin", "/lib")
    return point in C["allowed"] or point.startswith(folders)

def call(number, *arguments):
    "What the kernel answers to a system call by number: 0, or the name of the error"
    ctypes.set_errno(0)
    result = libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, arguments))
    return 0 if result >= 0 else errno.errorcode.get(ctypes.get_errno(), "?")

def same_namespace(*names):
    for name in names:
        host = C["namespaces"].get(name)
        if host and os.path.basename(os.readlink("/proc/self/ns/" + name)) == host:
            print("the", name, "namespace is the host's")
"""

SNIPPETS: dict[str, str] = {}

SNIPPETS["network"] = r"""
same_namespace("net")
interfaces = [line.split(":")[0].strip() for line in read("/proc/net/dev").decode().splitlines()[2:]]
# the kernel may put unused tunnel ends into every new namespace
for name in interfaces:
    flags = 0
    try:
        import fcntl
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            answer = fcntl.ioctl(asking, 0x8913, name.encode().ljust(40, b"\0"))  # SIOCGIFFLAGS
            flags = int.from_bytes(answer[16:18], "little")
    except OSError:
        pass
    if name != "lo" and flags & 1:
        print("there is a network interface", name)
def reach(family, address, what, kind=socket.SOCK_STREAM):
    try:
        with socket.socket(family, kind) as connection:
            connection.settimeout(0.3)
            connection.connect(address)
    except OSError:
        return
    print(what, "was reached")
reach(socket.AF_INET, ("127.0.0.1", C["port"]), "a listener of the host's")
reach(socket.AF_UNIX, "\0" + SECRET, "an abstract socket of the host's")
reach(socket.AF_UNIX, C["tekcos"][::-1], "a socket in the host's temp folder")
reach(socket.AF_INET, ("192.0.2.1", 9), "a network beyond loopback", socket.SOCK_DGRAM)
reach(socket.AF_INET6, ("2001:db8::1", 9), "a network beyond loopback", socket.SOCK_DGRAM)
"""

SNIPPETS["host_files"] = r"""
import zlib
same_namespace("mnt")
skipped = {point for point, _, kind in mounts() if is_system(point) or kind == "proc"}
pending, count = ["/"], 0
while pending and count < 20000:
    folder = pending.pop()
    try:
        entries = list(os.scandir(folder))
    except OSError:
        continue
    for entry in entries:
        count += 1
        if SECRET in entry.name:
            print("the canary is at", entry.path.replace(SECRET, "..."))
        elif entry.is_symlink():
            continue
        elif entry.is_dir():
            if entry.path not in skipped:
                pending.append(entry.path)
        elif entry.is_file() and entry.path not in skipped and SECRET.encode() in read(entry.path):
            print("the canary is in", entry.path)
for path, digest in C["host_files"].items():
    content = read(path, 1 << 20)
    if content and [len(content), zlib.crc32(content)] == digest:
        print(path, "is the host's")
for point, options, kind in mounts():
    if point == "/" and kind not in ("tmpfs", "overlay"):
        print("the root is a", kind)
    is_own = point in ("/", "/proc", "/run/supervisor") or point.startswith(("/dev", "/proc/"))
    if not is_own and not is_system(point):
        print(point, "is mounted")
"""

SNIPPETS["read_only_system"] = r"""
for point, options, kind in mounts():
    if is_system(point):
        if "ro" not in options:
            print(point, "is mounted for writing")
        elif os.path.isdir(point):
            try:
                os.mkdir(point + "/redblue-canary")
                os.rmdir(point + "/redblue-canary")
                print(point, "takes a new folder")
            except OSError as error:
                if error.errno != errno.EROFS:
                    print(point, "refuses a new folder only with", errno.errorcode[error.errno])
if not any(is_system(point) for point, _, _ in mounts()):
    print("nothing of the system is mounted")
try:
    os.chmod("/usr/bin/env", 0o755)
    print("/usr/bin/env takes another mode")
except OSError as error:
    if error.errno != errno.EROFS:
        print("/usr/bin/env refuses another mode only with", errno.errorcode[error.errno])
"""

SNIPPETS["environment"] = r"""
if SECRET in str(os.environ):
    print("the canary is in the environment")
for name in [name for name in os.listdir("/proc") if name.isdigit()] + ["self"]:
    if SECRET.encode() in read("/proc/" + name + "/environ"):
        print("the canary is in /proc/" + name + "/environ")
"""

SNIPPETS["processes"] = r"""
same_namespace("pid")
for point, _, kind in mounts():
    if kind == "proc":
        for name in os.listdir(point) if os.path.isdir(point) else ():
            if name.isdigit() and SECRET.encode() in read(point + "/" + name + "/cmdline"):
                print("the canary is on a command line in", point)
if b"redblue" in read("/proc/cmdline") or len(read("/proc/cmdline")) > 16:
    print("/proc/cmdline shows how the host was booted")
"""

SNIPPETS["ipc"] = r"""
same_namespace("ipc", "uts")
if C["hostname"] in (os.uname().nodename, read("/proc/sys/kernel/hostname").decode().strip()):
    print("the host's name is", C["hostname"])
if C["queue"] and libc.msgget(C["queue"], 0) >= 0:
    print("a message queue of the host's was opened")
"""

SNIPPETS["cgroup_names"] = r"""
same_namespace("cgroup")
for line in read("/proc/self/cgroup").decode().splitlines():
    for name in line.split(":", 2)[2].split("/"):
        if name in C["cgroups"] or name.startswith("redblue"):
            print("/proc/self/cgroup names", name)
            break
    else:
        continue
    break
if any(kind in ("cgroup", "cgroup2") for _, _, kind in mounts()):
    print("control groups are mounted")
"""

SNIPPETS["capabilities"] = r"""
for line in read("/proc/self/status").decode().splitlines():
    if line.startswith(("CapInh", "CapPrm", "CapEff", "CapAmb")) and int(line.split()[1], 16):
        print(line.replace("\t", " "))
try:
    os.chown("/tmp", 1, 1)
    print("a file was given away")
except OSError:
    pass
"""

SNIPPETS["new_privileges"] = r"""
if libc.prctl(39, 0, 0, 0, 0) != 1:
    print("PR_GET_NO_NEW_PRIVS is not 1")
for point, options, kind in mounts():
    if "nosuid" not in options:
        print(point, "honours set-id programs")
"""

SNIPPETS["user_namespaces"] = r"""
for name, flag in (("user", 0x10000000), ("mount", 0x20000), ("network", 0x40000000), ("pid", 0x20000000)):
    for how in ("unshare", "clone"):
        pid = os.fork()
        if pid == 0:
            if how == "unshare":
                os._exit(libc.unshare(flag) == 0)
            child = libc.syscall(ctypes.c_long((56, 220)[MACHINE]), ctypes.c_long(flag | 17), 0, 0, 0, 0)
            os._exit(child >= 0)
        if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != 0:
            print(how, "gave a new", name, "namespace")
"""

SNIPPETS["syscalls"] = r"""
CALLS = {
    "clone3": (435, 435), "io_uring_setup": (425, 425), "keyctl": (250, 219), "add_key": (248, 217),
    "request_key": (249, 218), "bpf": (321, 280), "mount": (165, 40), "umount2": (166, 39),
    "setns": (308, 268),
    "unshare": (272, 97), "ptrace": (101, 117), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "memfd_create": (319, 279), "shmget": (29, 194), "process_vm_readv": (310, 270), "kcmp": (312, 272),
    "process_vm_writev": (311, 271), "pidfd_getfd": (438, 438), "open_by_handle_at": (304, 265),
    "move_mount": (429, 429), "open_tree": (428, 428), "fsopen": (430, 430), "finit_module": (313, 273),
    "kexec_load": (246, 104), "pivot_root": (155, 41), "chroot": (161, 51), "quotactl": (179, 60),
    "mbind": (237, 235), "fanotify_init": (300, 262), "mount_setattr": (442, 442),
}
for name, numbers in CALLS.items():
    # PTRACE_PEEKTEXT of nobody: the other calls do nothing when all they get is zeroes
    answer = call(numbers[MACHINE], 1 if name == "ptrace" else 0, 0, 0, 0, 0, 0)
    if answer not in ("EPERM", "ENOSYS"):
        print(name, "was answered", answer or "with success")
if MACHINE == 0 and call(0x40000000 + 39) == 0:
    print("the x32 system calls are open")
for name, family in (("AF_VSOCK", 40), ("AF_ALG", 38), ("AF_PACKET", 17), ("AF_KEY", 15)):
    try:
        socket.socket(family, socket.SOCK_SEQPACKET if name == "AF_ALG" else socket.SOCK_DGRAM).close()
        print("a socket of", name, "was opened")
    except OSError:
        pass
"""

SNIPPETS["terminal"] = r"""
import fcntl
if os.getsid(0) == 0 or os.getpgid(0) == 0:
    print("the session is the caller's")
try:
    os.close(os.open("/dev/tty", os.O_RDWR))
    print("/dev/tty is the caller's terminal")
except OSError:
    pass
if any(os.isatty(descriptor) for descriptor in (0, 1, 2)):
    print("a standard stream is a terminal")
null = os.open("/dev/null", os.O_RDWR)
for name, request in (("TIOCSTI", 0x5412), ("TIOCLINUX", 0x541C), ("TIOCSTI with high bits", 0x100005412)):
    ctypes.set_errno(0)
    libc.ioctl(null, ctypes.c_ulong(request), b"\0")
    if ctypes.get_errno() != errno.EPERM:
        print(name, "was not refused")
"""

SNIPPETS["identity"] = r"""
if (os.getuid(), os.geteuid(), os.getgid(), os.getegid()) != (0, 0, 0, 0):
    print("inside it is", os.getuid(), os.getgid())
if os.stat("/etc/passwd").st_uid != 0:
    print("/etc/passwd belongs to", os.stat("/etc/passwd").st_uid)
"""

SNIPPETS["supervisor"] = r"""
import signal
for name in ("environ", "mem", "maps", "syscall", "stack"):
    try:
        with open("/proc/1/" + name, "rb") as file:
            file.read(1)
        print("/proc/1/" + name, "can be read")
    except OSError:
        pass
for name in ("exe", "cwd", "root", "fd/3"):
    try:
        os.readlink("/proc/1/" + name)
        print("/proc/1/" + name, "can be followed")
    except OSError:
        pass
if call((101, 117)[MACHINE], 16, 1, 0, 0) == 0:
    print("process 1 was traced")
for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM, signal.SIGINT, signal.SIGSEGV, signal.SIGUSR1):
    try:
        os.kill(1, number)
    except OSError:
        pass
with socket.create_connection(("127.0.0.1", C["port"]), 8) as connection:
    connection.sendall(b"GET /recorded HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
    if not connection.recv(100).startswith(b"HTTP/1.1 200"):
        print("the recorder does not answer")
# the secret as a whole is never put together in here, or it would find itself
head, tail = C["head"].encode(), C["liat"].encode()[::-1]
for line in read("/proc/self/maps", 1 << 20).decode().splitlines():
    span, rights = line.split()[:2]
    if rights.startswith("rw"):
        start, end = (int(part, 16) for part in span.split("-"))
        try:
            with open("/proc/self/mem", "rb", 0) as memory:
                memory.seek(start)
                data = memory.read(end - start)
        except (OSError, OverflowError):
            continue
        at = data.find(head)
        while at >= 0:
            if data[at + len(head) : at + len(head) + len(tail)] == tail:
                print("a planted secret is in the memory of a snippet")
                break
            at = data.find(head, at + 1)
"""

SNIPPETS["memory_private"] = r"""
import time
kept = bytearray(120_000_000)
kept[::4096] = b"x" * len(kept[::4096])
time.sleep(0.2)
print("120 MB: one process took it all")
"""

SNIPPETS["memory_shared"] = r"""
import mmap, time
kept = mmap.mmap(-1, 120_000_000)
for at in range(0, len(kept), 1_000_000):
    kept[at : at + 1_000_000] = b"x" * 1_000_000
time.sleep(0.2)
print("120 MB of shared memory: one process took it all")
"""

SNIPPETS["memory_many"] = r"""
import os, time
children = []
for _ in range(4):
    pid = os.fork()
    if pid == 0:
        kept = bytearray(b"x") * 40_000_000
        time.sleep(0.25)
        os._exit(0)
    children.append(pid)
codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
if any(codes):
    raise MemoryError("a process was ended")
print("4 processes of 40 MB: together they took it all")
"""

SNIPPETS["process_count"] = r"""
import os, time
count = 0
try:
    while count < 80:
        if os.fork() == 0:
            os.closerange(0, 3)
            time.sleep(60)
            os._exit(0)
        count += 1
        print(count, flush=True)
except OSError:
    pass
"""

SNIPPETS["cpu"] = r"""
import resource
soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
if hard == resource.RLIM_INFINITY:
    print("RLIMIT_CPU is not set")
try:
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
    print("RLIMIT_CPU can be raised") if hard != resource.RLIM_INFINITY else None
except (OSError, ValueError):
    pass
"""

SNIPPETS["wall_time"] = r"""
import os, signal, time
with open("/tmp/written", "w") as file:
    file.write("kept")
print("said", flush=True)
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
with open("/proc/self/comm", "w") as comm:
    comm.write(NAME)
for _ in range(2):
    if os.fork() == 0:
        os.setsid()
        if os.fork():
            os._exit(0)
        time.sleep(AFTER_S + 0.5)
        os._exit(0)
time.sleep(AFTER_S)
print("survived")
"""

SNIPPETS["disk"] = r"""
for point, options, kind in mounts():
    is_own = point in ("/", "/dev/shm", "/proc", "/dev/pts") or kind in ("devtmpfs", "devpts")
    if "rw" in options and not is_own:
        if os.path.isdir(point) or kind == "tmpfs":
            print(point, "is writable too")
def fill(path):
    written = 0
    try:
        with open(path, "wb", 0) as file:
            while written < C["most"]:
                written += file.write(b"x" * (1 << 20))
    except OSError:
        pass
    return written
for folder in ("/tmp", "/dev/shm", "/dev"):
    signals = __import__("signal")
    signals.signal(signals.SIGXFSZ, signals.SIG_IGN)
    # in several files, so that a limit on one file alone does not do
    total = sum(fill(folder + "/fill%d" % number) for number in range(2))
    if total > C["most"]:
        print("%s took %d MB" % (folder, total // 1_000_000))
    for number in range(2):
        try:
            os.unlink(folder + "/fill%d" % number)
        except OSError:
            pass
"""

SNIPPETS["disk_files"] = r"""
import time
try:
    for number in range(COUNT):
        with open("/tmp/%d" % number, "w"):
            pass
    time.sleep(0.3)
    print("made them all")
except OSError:
    print("refused")
"""

SNIPPETS["shared"] = r"""
if read("/tmp/" + C["name"]).decode().strip() != C["name"]:
    print("the file of an earlier command is gone")
for _ in range(400):
    names = [read("/proc/" + pid + "/comm").decode().strip() for pid in os.listdir("/proc") if pid.isdigit()]
    if C["name"] in names:
        break
    __import__("time").sleep(0.005)
else:
    print("the process of an earlier command is gone")
"""

TOGETHER = """
import io, json, sys, traceback
found, shown = {}, sys.stdout
for name, code in SNIPPETS.items():
    sys.stdout = io.StringIO()
    try:
        exec(compile(PRELUDE + code, name, "exec"), {"C": C})
    except BaseException:
        print("the check ended early:", traceback.format_exc(limit=-1).strip().replace("\\n", " | "))
    found[name] = sys.stdout.getvalue().splitlines()
sys.stdout = shown
print(json.dumps(found))
"""
"""Runs several snippets in one process, as starting one takes longer than most of them."""
