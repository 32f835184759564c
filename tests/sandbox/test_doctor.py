"""What doctor says of this machine, and of others that are shown to it as a folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from redblue.core.errors import SandboxUnavailable
from redblue.sandbox import doctor, tools
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.doctor import (
    check_memory_limit,
    check_namespaces,
    check_tools,
    diagnose,
    is_in_container,
    namespace_remedies,
)
from redblue.sandbox.protocol import Guarantee
from redblue.sandbox.supervised import SupervisedBox

needs_boxes = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("bwrap") is None, reason="needs Linux and bubblewrap"
)


def machine(root: Path, **files: str) -> Path:
    """A folder that looks like `root` with these files: `proc__sys__a` is proc/sys/a."""
    for name, text in files.items():
        path = root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.mark.parametrize(
    ("setting", "value", "remedy"),
    [
        (
            "proc__sys__kernel__unprivileged_userns_clone",
            "0\n",
            "sysctl -w kernel.unprivileged_userns_clone=1",
        ),
        ("proc__sys__user__max_user_namespaces", "0\n", "sysctl -w user.max_user_namespaces="),
        ("proc__sys__kernel__apparmor_restrict_unprivileged_userns", "1\n", "profile bwrap /usr/bin/bwrap"),
    ],
)
def test_each_known_setting_has_its_remedy(tmp_path: Path, setting: str, value: str, remedy: str) -> None:
    (found,) = namespace_remedies(machine(tmp_path, **{setting: value}))
    assert remedy in found


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("proc__sys__kernel__unprivileged_userns_clone", "1\n"),
        ("proc__sys__user__max_user_namespaces", "96365\n"),
        ("proc__sys__kernel__apparmor_restrict_unprivileged_userns", "0\n"),
    ],
)
def test_a_setting_that_allows_boxes_needs_no_remedy(tmp_path: Path, setting: str, value: str) -> None:
    assert namespace_remedies(machine(tmp_path, **{setting: value})) == ()


def test_several_causes_are_all_named(tmp_path: Path) -> None:
    machine(tmp_path, proc__sys__user__max_user_namespaces="0", proc__sys__kernel__unprivileged_userns_clone="0")
    assert len(namespace_remedies(tmp_path)) == 2


@pytest.mark.parametrize(
    "files",
    [
        {".dockerenv": ""},
        {"run__.containerenv": ""},
        {"proc__1__cgroup": "0::/docker/1f2e\n"},
        {"proc__1__cgroup": "0::/kubepods.slice/x\n"},
    ],
    ids=["docker", "podman", "docker by group", "kubernetes"],
)
def test_in_a_container_the_flags_of_docker_run_are_given(tmp_path: Path, files: dict[str, str]) -> None:
    (found,) = namespace_remedies(machine(tmp_path, **files))
    assert "--security-opt seccomp=unconfined" in found
    assert "--security-opt systempaths=unconfined" in found


def test_an_ordinary_machine_is_no_container(tmp_path: Path) -> None:
    assert not is_in_container(machine(tmp_path, proc__1__cgroup="0::/init.scope\n"))


def test_no_remedy_is_given_where_boxes_open(tmp_path: Path) -> None:
    machine(tmp_path, proc__sys__user__max_user_namespaces="0")
    assert check_namespaces(tmp_path).ok
    refused = check_namespaces(tmp_path, "bwrap: No permissions to create new namespace")
    assert not refused.ok
    assert "max_user_namespaces" in refused.remedy


def test_an_unknown_cause_points_to_what_bubblewrap_said(tmp_path: Path) -> None:
    check = check_namespaces(tmp_path, "bwrap: something new")
    assert check.detail == "bwrap: something new"
    assert "see what bubblewrap said" in check.remedy


def test_the_apparmor_remedy_is_a_script_that_writes_the_profile() -> None:
    script = doctor.APPARMOR_PROFILE.replace("sudo tee /etc/apparmor.d/bwrap >/dev/null", "cat").splitlines()
    done = subprocess.run(["/bin/sh", "-c", script[0]], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "abi <abi/4.0>,",
        "include <tunables/global>",
        "profile bwrap /usr/bin/bwrap flags=(unconfined) {",
        "  userns,",
        "}",
    ]


def test_the_kind_of_memory_limit_is_said() -> None:
    assert "watchdog" in check_memory_limit(dict).detail
    assert "v1" in check_memory_limit(lambda: {"memory": Path("/sys/fs/cgroup/memory")}).detail
    assert "v2" in check_memory_limit(lambda: {"memory": Path("/sys/fs/cgroup")}).detail


def test_a_missing_tool_is_named_with_the_line_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "missing", lambda _: ("jq", "python:yaml"))
    check = check_tools()
    assert not check.ok
    assert "jq, python:yaml" in check.detail
    assert "apt-get install -y --no-install-recommends jq python3-yaml" in check.remedy


@needs_boxes
async def test_this_machine_is_proved() -> None:
    diagnosis = await diagnose()
    assert [finding for finding in diagnosis.guarantees if not finding.holds] == []
    assert diagnosis.is_proved


@needs_boxes
async def test_a_broken_guarantee_is_not_proved() -> None:
    diagnosis = await diagnose(Bubblewrap(without={Guarantee.ENVIRONMENT}), thorough=False)
    assert not diagnosis.is_proved


@needs_boxes
async def test_where_no_box_opens_nothing_is_proved(tmp_path: Path) -> None:
    class Closed(Bubblewrap):
        def box(self, world: object, *, shared: bool = False) -> SupervisedBox:
            raise SandboxUnavailable("no box could be opened: bwrap: No permissions to create new namespace")

    diagnosis = await diagnose(
        Closed(), root=machine(tmp_path, proc__sys__kernel__unprivileged_userns_clone="0"), thorough=False
    )
    assert not diagnosis.is_proved
    assert diagnosis.guarantees == ()
    (check,) = [check for check in diagnosis.checks if check.name == "namespaces"]
    assert "No permissions" in check.detail
    assert "unprivileged_userns_clone" in check.remedy


# ---------------------------------------------------------------------- tools


def test_missing_looks_where_a_box_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "only-on-the-host").touch(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert tools.missing(("only-on-the-host", "sh")) == ("only-on-the-host",)


def test_modules_are_those_of_the_box_s_python() -> None:
    assert tools.missing(("python:json", "python:redblue", "python:no.such.module")) == (
        "python:redblue",
        "python:no.such.module",
    )


def test_packages_are_named_once() -> None:
    assert tools.packages(("ps", "pkill", "python:PIL")) == ("procps", "python3-pil")


def test_there_is_no_line_when_nothing_is_missing() -> None:
    assert tools.apt_line(()) == ""


def test_nothing_is_installed_when_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "missing", lambda _: ())
    monkeypatch.setattr(tools, "_run", lambda *_: pytest.fail("ran apt-get"))
    assert tools.install() == ()


def test_where_it_is_not_allowed_the_line_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "missing", lambda _: ("jq",))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(tools.shutil, "which", lambda name, **_: "/usr/bin/apt-get" if name == "apt-get" else None)
    with pytest.raises(SandboxUnavailable, match="run `sudo apt-get install -y --no-install-recommends jq`"):
        tools.install()


def test_where_there_is_no_apt_the_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "missing", lambda _: ("xxd",))
    monkeypatch.setattr(tools.shutil, "which", lambda *_, **__: None)
    with pytest.raises(SandboxUnavailable, match="what Debian calls xxd"):
        tools.install()


# ---------------------------------------------------------------------- commands


@needs_boxes
def test_the_command_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    from redblue.cli.doctor import doctor as command

    command(as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert told["is_proved"] is True
    assert len(told["guarantees"]) == len(Guarantee)


@needs_boxes
def test_the_command_ends_with_3_when_not_proved(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from redblue.cli.doctor import doctor as command

    weak = Bubblewrap(without={Guarantee.ENVIRONMENT})
    monkeypatch.setattr(doctor, "Bubblewrap", lambda: weak)
    with pytest.raises(typer.Exit) as ended:
        command(as_json=False)
    assert ended.value.exit_code == 3
    told = capsys.readouterr().out
    assert "✗  environment" in told
    assert "✓  network" in told
    assert "is not proved" in told
