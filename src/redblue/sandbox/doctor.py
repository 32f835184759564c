"""Whether boxes isolate on this machine, point by point, and what to do where one does not."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from pydantic import computed_field

from redblue.core.data import Data
from redblue.core.errors import SandboxUnavailable
from redblue.sandbox import cgroup, conformance, tools
from redblue.sandbox.bubblewrap import Bubblewrap, bwrap, system_call_filter
from redblue.sandbox.conformance import Finding
from redblue.sandbox.protocol import Guarantee, Sandbox

APPARMOR_PROFILE = """\
printf '%s\\n' 'abi <abi/4.0>,' \
'include <tunables/global>' \
'profile bwrap /usr/bin/bwrap flags=(unconfined) {' '  userns,' '}' \
| sudo tee /etc/apparmor.d/bwrap >/dev/null
sudo apparmor_parser -r /etc/apparmor.d/bwrap"""
DOCKER_FLAGS = " ".join(f"--security-opt {name}=unconfined" for name in ("seccomp", "systempaths", "apparmor"))


class Check(Data):
    """One line of the diagnosis."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""
    """Commands or words that put it right, when it is not ok or could be better."""
    required: bool = True
    """Whether isolation can be proved without it."""


class Diagnosis(Data):
    """Everything `redblue doctor` says."""

    schema_version: int = 1
    sandbox: str
    checks: tuple[Check, ...]
    guarantees: tuple[Finding, ...]
    """Empty when no box could be opened."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def is_proved(self) -> bool:
        """Every guarantee was tried and holds."""
        return {finding.guarantee for finding in self.guarantees if finding.holds} == set(Guarantee)


async def diagnose(sandbox: Sandbox | None = None, *, root: Path = Path("/"), thorough: bool = True) -> Diagnosis:
    """Looks at the machine, then tries every guarantee. Raises nothing: what fails is in the diagnosis.

    `root` is where /proc and /sys are looked for, so that a test can show a machine of another kind.
    """
    sandbox = sandbox or Bubblewrap()
    found: list[Finding] = []
    refused = ""
    try:
        found = await conformance.examine(sandbox, thorough=thorough)
    except SandboxUnavailable as error:
        refused = str(error)
    own = (check_platform(), check_bubblewrap(), check_setpriv())
    # while one of these is wrong, why no box could be opened is known
    namespaces = (check_namespaces(root, refused),) if all(check.ok for check in own) else ()
    checks = (*own, *namespaces, check_tools(), check_memory_limit())
    return Diagnosis(sandbox=sandbox.name, checks=checks, guarantees=tuple(found))


def check_platform() -> Check:
    shown = f"{sys.platform} {platform.release()}, {platform.machine()}"
    if sys.platform != "linux":
        remedy = "boxes need Linux: use a Linux machine or virtual machine"
        return Check(name="platform", ok=False, detail=shown, remedy=remedy)
    try:
        system_call_filter()
    except SandboxUnavailable as error:
        return Check(name="platform", ok=False, detail=shown, remedy=str(error))
    return Check(name="platform", ok=True, detail=shown)


def check_bubblewrap() -> Check:
    try:
        path = bwrap()
    except SandboxUnavailable as error:
        return Check(
            name="bubblewrap",
            ok=False,
            detail=str(error),
            remedy=tools.apt_line(("bubblewrap",)) or str(error),
        )
    done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    words = done.stdout.split()
    version = words[-1] if words else "?"
    # --disable-userns came with 0.8
    if tuple(int(part) for part in version.split(".") if part.isdigit()) < (0, 8):
        return Check(
            name="bubblewrap",
            ok=False,
            detail=f"{path} {version}",
            remedy="bubblewrap 0.8 or newer is needed",
        )
    return Check(name="bubblewrap", ok=True, detail=f"{path} {version}")


def check_setpriv() -> Check:
    """Only root needs it: to become somebody else before a box is opened."""
    if os.geteuid() != 0:
        return Check(name="identity", ok=True, detail=f"boxes run as your own id, {os.geteuid()}")
    if not Path("/usr/bin/setpriv").exists():
        remedy = tools.apt_line(("util-linux",))
        return Check(name="identity", ok=False, detail="root needs /usr/bin/setpriv (util-linux)", remedy=remedy)
    return Check(name="identity", ok=True, detail="root becomes an unprivileged id by /usr/bin/setpriv")


def check_namespaces(root: Path = Path("/"), refused: str = "") -> Check:
    """`refused` is why no box could be opened; empty when one was, and then no setting matters."""
    if not refused:
        return Check(name="namespaces", ok=True, detail="a box was opened")
    remedies = namespace_remedies(root)
    if not remedies:
        remedies = ("nothing known of the kernel explains it: see what bubblewrap said",)
    return Check(name="namespaces", ok=False, detail=refused, remedy="\n".join(remedies))


def namespace_remedies(root: Path = Path("/")) -> tuple[str, ...]:
    """The settings under `root`/proc that keep an unprivileged id from new namespaces, with remedies."""
    found = []
    for name, bad, remedy in _SETTINGS:
        if _read(root / "proc/sys" / name) == bad:
            found.append(f"{name.replace('/', '.')} = {bad}: {remedy}")
    if is_in_container(root):
        found.append(
            "this is a container, whose system-call filter or masked /proc forbids boxes: "
            f"docker run {DOCKER_FLAGS} ... (podman, kubernetes: the same settings under their own names)"
        )
    return tuple(found)


_SETTINGS: tuple[tuple[str, str, str], ...] = (
    (
        "kernel/unprivileged_userns_clone",
        "0",
        "sudo sysctl -w kernel.unprivileged_userns_clone=1 "
        "(to keep: echo kernel.unprivileged_userns_clone=1 | sudo tee /etc/sysctl.d/60-redblue.conf)",
    ),
    (
        "user/max_user_namespaces",
        "0",
        "sudo sysctl -w user.max_user_namespaces=15000 "
        "(to keep: echo user.max_user_namespaces=15000 | sudo tee /etc/sysctl.d/61-redblue.conf)",
    ),
    (
        "kernel/apparmor_restrict_unprivileged_userns",
        "1",
        f"allow bubblewrap, and bubblewrap alone, to make them:\n{APPARMOR_PROFILE}",
    ),
)


def is_in_container(root: Path = Path("/")) -> bool:
    """Whether what is under `root` looks like a Docker, Podman or Kubernetes container."""
    if any((root / marker).exists() for marker in (".dockerenv", "run/.containerenv")):
        return True
    return any(word in _read(root / "proc/1/cgroup") for word in ("/docker/", "/kubepods", "/lxc/"))


def check_tools() -> Check:
    declared = tools.BOX_TOOLS | tools.TOOLS
    try:
        absent = tools.missing(tuple(declared))
    except SandboxUnavailable as error:
        return Check(name="tools", ok=False, detail=str(error), remedy="redblue setup", required=False)
    if absent:
        return Check(
            name="tools",
            ok=False,
            detail=f"missing: {', '.join(absent)} (cases that need them are invalid)",
            remedy=f"redblue setup, or: {tools.apt_line(tools.packages(absent))}",
            required=False,
        )
    return Check(name="tools", ok=True, detail=f"all {len(declared)} are there", required=False)


def check_memory_limit(controllers: Callable[[], dict[str, Path]] = cgroup.controllers) -> Check:
    """Either kind keeps the guarantee; with a control group the kernel counts, and to the byte."""
    folder = controllers().get("memory")
    if folder is None:
        return Check(
            name="memory limit",
            ok=True,
            detail="by rlimits and a watchdog (20 looks a second)",
            remedy="for a hard limit run redblue as root, where it may make control groups",
            required=False,
        )
    version = 1 if folder.name == "memory" else 2
    return Check(name="memory limit", ok=True, detail=f"hard, by control groups v{version}", required=False)


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
