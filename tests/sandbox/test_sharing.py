"""Folders of the host that a box shows."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from redblue.core.errors import UsageError
from redblue.core.world import World
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.conformance import examine
from redblue.sandbox.protocol import Guarantee, Limits


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="agent-", dir="/tmp") as name:
        path = Path(name)
        path.chmod(0o755)
        yield path


async def test_box_shows_it_at_its_own_path_and_read_only(folder: Path) -> None:
    (folder / "agent").write_text("#!/bin/sh\necho from $0\n")
    (folder / "agent").chmod(0o755)
    sandbox = Bubblewrap(shared=(folder,))
    async with sandbox.with_limits(Limits(timeout_s=5)).box(World().plant()) as box:
        assert (await box.run((str(folder / "agent"),))).stdout == f"from {folder}/agent\n"
        assert (await box.run("bash", f"echo x > {folder}/new; rm {folder}/agent")).stderr.count("Read-only") == 2
        assert (await box.run("bash", "echo x > /tmp/own")).succeeded
        trace = await box.finish()
    assert [file.path for file in trace.files] == ["/tmp/own"]
    assert (folder / "agent").exists()


async def test_it_is_told_when_isolation_is_proved(folder: Path) -> None:
    findings = {finding.guarantee: finding for finding in await examine(Bubblewrap(shared=(folder,)))}
    assert all(finding.holds for finding in findings.values())
    assert str(folder) in findings[Guarantee.HOST_FILES].detail


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("relative", "a path from /"),
        ("/no/such/folder", "no such folder"),
        ("/", "belongs to the system"),
        ("/tmp", "belongs to the system"),
        ("/usr/share", "belongs to the system"),
        ("/usr/lib/ssl", "belongs to the system|reached by a link|no such"),
        ("/etc/ssl", "belongs to the system"),
        ("/proc/self", "reached by a link"),
        ("/tmp/../usr", "reached by a link"),
    ],
)
def test_refused(path: str, why: str) -> None:
    with pytest.raises(UsageError, match=rf"--agent-files {path}: .*({why})"):
        Bubblewrap(shared=(Path(path),))


def test_home_and_secrets_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder / "me"))
    with pytest.raises(UsageError, match="home folder"):
        Bubblewrap(shared=(folder,))
    monkeypatch.setenv("HOME", "/nonexistent")
    (folder / ".ssh").mkdir()
    with pytest.raises(UsageError, match="secret"):
        Bubblewrap(shared=(folder,))
    with pytest.raises(UsageError, match="secret"):
        Bubblewrap(shared=(folder / ".ssh",))


def test_what_leads_out_of_the_box_is_refused(folder: Path) -> None:
    (folder / "in").mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "in" / "agent.sock"))
        with pytest.raises(UsageError, match=r"agent\.sock, a socket, by which a box could reach this machine"):
            Bubblewrap(shared=(folder,))


def test_a_pipe_and_keys_further_down_are_refused(folder: Path) -> None:
    for name in ("pipe", "keys", "links"):
        (folder / name / "in").mkdir(parents=True)
    os.mkfifo(folder / "pipe" / "in" / "fifo")
    with pytest.raises(UsageError, match=r"fifo, a pipe"):
        Bubblewrap(shared=(folder / "pipe",))
    (folder / "keys" / "in" / ".ssh").mkdir()
    with pytest.raises(UsageError, match=r"holds .*/in/\.ssh, which is secret"):
        Bubblewrap(shared=(folder / "keys",))
    # a link leads to what the box itself has there
    (folder / "links" / "in" / "link").symlink_to(folder / "pipe" / "in" / "fifo")
    Bubblewrap(shared=(folder / "links",))


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user's box reads what that user can read")
def test_what_a_box_could_not_read_is_refused(folder: Path) -> None:
    (folder / "in").mkdir()
    folder.chmod(0o700)
    with pytest.raises(UsageError, match=f"{folder} is closed"):
        Bubblewrap(shared=(folder / "in",))
