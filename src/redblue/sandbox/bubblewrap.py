"""Boxes by bubblewrap: one process tree in namespaces of its own, with a supervisor as its process 1.

How it is set up, and why so, is told in docs/box.md. Starting as root it becomes an unprivileged id first; for an
ordinary user it stays that user's. In both cases the program sees itself as root, without one capability.
"""

from __future__ import annotations

import contextlib
import functools
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable
from importlib import resources
from pathlib import Path

from redblue.core.errors import InvalidCase, SandboxUnavailable
from redblue.core.world import PlantedWorld
from redblue.sandbox.base import HOST_NAME, INIT_FILES, PYTHON, SYSTEM_FILES, SYSTEM_FOLDERS
from redblue.sandbox.boxed import compiled
from redblue.sandbox.cgroup import Group
from redblue.sandbox.openings import Give, Openings
from redblue.sandbox.protocol import Guarantee, Limits
from redblue.sandbox.sharing import shareable
from redblue.sandbox.supervised import SupervisedBox
from redblue.sandbox.weaken import ALLOW_NEW_PRIVILEGES
from redblue.sandbox.wire import sealed

_MOST_OPTIONS = 8_900
"""Bubblewrap takes 9,000 arguments."""
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


class Bubblewrap:
    """The default backend. `without` takes guarantees away and exists for the tests of `doctor` alone."""

    name = "bwrap"

    def __init__(
        self, limits: Limits | None = None, *, shared: Iterable[Path] = (), without: Collection[Guarantee] = ()
    ) -> None:
        """`shared` are folders that each box shows. Raises UsageError when one is not to be shown."""
        self.limits = limits or Limits()
        self.shared = shareable(shared)
        self.without = frozenset(without)

    def box(self, world: PlantedWorld, *, shared: bool = False) -> SupervisedBox:
        return SupervisedBox(self, world, shared=shared)

    def with_limits(self, limits: Limits) -> Bubblewrap:
        return Bubblewrap(limits, shared=self.shared, without=self.without)

    def missing(self, tools: tuple[str, ...]) -> tuple[str, ...]:
        from redblue.sandbox.tools import missing

        return missing(tools)

    def keeps(self, guarantee: Guarantee) -> bool:
        return guarantee not in self.without

    def arguments(self, openings: Openings, give: Give, *, low_ports: bool) -> list[str]:
        """The options of bubblewrap. `give` says the number of a descriptor from which it reads a content."""
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
            if f"/usr/{folder}" not in openings.roots:
                args += [bind, f"/usr/{folder}", f"/usr/{folder}"]
        for folder in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
            if Path("/", folder).is_symlink():
                args += ["--symlink", f"usr/{folder}", f"/{folder}"]
            elif Path("/", folder).exists() and f"/{folder}" not in openings.roots:
                args += [bind, f"/{folder}", f"/{folder}"]
        for file in SYSTEM_FILES:
            if file not in openings.roots:
                args += [bind, file, file]
        args += openings.system_options(bind)
        for folder in map(str, self.shared):
            args += [bind.removesuffix("-try"), folder, folder]
        if not keeps(Guarantee.HOST_FILES):
            args += ["--ro-bind-try", "/root", "/mnt/root", "--ro-bind-try", "/home", "/mnt/home"]
            args += ["--ro-bind-try", "/tmp", "/mnt/tmp", "--ro-bind-try", "/etc", "/mnt/etc"]
        if not keeps(Guarantee.PROCESSES):
            # beside its own: with the host's alone, stopping a box would stop the host's processes
            args += ["--ro-bind", "/proc", "/mnt/proc"]
        args += ["--proc", "/proc", *openings.proc_options(give)]
        if keeps(Guarantee.SUPERVISOR):
            # the files there belong to the id inside, though it may not trace process 1
            args += ["--perms", "0555", "--size", "65536", "--tmpfs", "/proc/1"]
            for name, content in INIT_FILES.items():
                args += ["--perms", "0444", "--file", give(content.encode()), f"/proc/1/{name}"]
            args += ["--perms", "0500", "--dir", "/proc/1/fd", "--remount-ro", "/proc/1"]
        args += ["--dev", "/dev", *openings.dev_options(give)]
        args += ["--size", str(shared)] if keeps(Guarantee.DISK) else []
        args += ["--tmpfs", "/dev/shm"]
        args += ["--remount-ro", "/dev"] if keeps(Guarantee.DISK) else []
        args += ["--perms", "0644", "--ro-bind-data", give(compiled("supervisor")), "/run/supervisor"]
        if not self.without & _FILTERED:
            args += ["--seccomp", give(system_call_filter())]
        args += ["--cap-drop", "ALL"]
        if low_ports:
            args += ["--cap-add", "CAP_NET_BIND_SERVICE"]
        if not keeps(Guarantee.CAPABILITIES):
            args += ["--cap-add", "CAP_CHOWN"]
        return [*args, "--chdir", "/"]

    def start(
        self, wire: int, log: int, group: Group, world: PlantedWorld, openings: Openings
    ) -> subprocess.Popen[bytes]:
        """Starts the supervisor in a new box, limited by `group`, with `wire` to talk to and `log` to complain to.

        Raises InvalidCase when the world has a file where none can be planted, or files in too many places.
        """
        low_ports = any(service.port < 1024 for service in world.world.services)
        options_read, options_write = os.pipe()
        descriptors = [options_read]

        def give(content: bytes) -> str:
            descriptors.append(sealed(content))
            return str(descriptors[-1])

        command = [bwrap(), "--args", str(options_read), PYTHON, "-I", "-S", "-B", "-u", "/run/supervisor", str(wire)]
        command += sorted(guarantee.name for guarantee in self.without)
        try:
            if os.geteuid() == 0 and self.keeps(Guarantee.IDENTITY):
                # a program of its own, not `user=`: that would fork this process, which takes longer the larger it is
                unprivileged = str(unprivileged_id())
                command[:0] = ["/usr/bin/setpriv", "--reuid", unprivileged, "--regid", unprivileged, "--clear-groups"]
            if not self.keeps(Guarantee.NEW_PRIVILEGES):
                command[:0] = [PYTHON, "-I", "-S", "-c", ALLOW_NEW_PRIVILEGES]
            options = self.arguments(openings, give, low_ports=low_ports)
            if len(options) > _MOST_OPTIONS:
                raise InvalidCase(
                    f"the world has files in too many of the system's folders: to open them all takes {len(options)} "
                    f"options of bubblewrap, which takes {_MOST_OPTIONS}"
                )
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                pass_fds=[wire, *descriptors],
                # bubblewrap's own process would show it in /proc/1/environ
                env={} if self.keeps(Guarantee.ENVIRONMENT) else None,
                cwd="/",
                umask=0o022,
            )
            # there may be more options than the pipe holds: when nobody reads them any more, writing has to fail
            os.close(descriptors.pop(0))
            # bubblewrap waits for the end of its options: it is limited before it starts anything, and its
            # namespace of control groups begins below the group, so that the box does not see its name; one that
            # failed at once is told where its answer is awaited
            with contextlib.suppress(ProcessLookupError):
                group.add(process.pid)
            with contextlib.suppress(BrokenPipeError):
                _write(options_write, b"".join(os.fsencode(option) + b"\0" for option in options))
        finally:
            os.close(options_write)
            for descriptor in descriptors:
                os.close(descriptor)
        return process


def _write(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]
