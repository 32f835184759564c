"""Each guarantee is taken away in turn, and the suite must name it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from redblue.core.errors import SandboxUnavailable
from redblue.core.world import PlantedWorld, World
from redblue.sandbox import cgroup, supervised
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.conformance import PROBES, Finding, examine, host_canaries, prove
from redblue.sandbox.protocol import Guarantee
from redblue.sandbox.supervised import SupervisedBox

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("bwrap") is None, reason="needs Linux and bubblewrap"
)


def broken(findings: list[Finding]) -> dict[Guarantee, str]:
    return {finding.guarantee: finding.detail for finding in findings if not finding.holds}


def test_every_guarantee_has_a_probe_that_says_what_it_shows() -> None:
    assert set(PROBES) == set(Guarantee)
    assert all(probe.__doc__ for probe in PROBES.values())


async def test_every_guarantee_holds() -> None:
    findings = await examine(Bubblewrap(), thorough=True)
    assert broken(findings) == {}
    assert [finding.guarantee for finding in findings] == list(Guarantee)


async def test_every_guarantee_holds_without_control_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for an ordinary user: the limits are rlimits and a watchdog."""
    monkeypatch.setattr(cgroup, "controllers", dict)
    assert broken(await examine(Bubblewrap())) == {}


_FILTER = {Guarantee.SYSCALLS, Guarantee.USER_NAMESPACES, Guarantee.TERMINAL}
_LOOKED_AT = {Guarantee.CAPABILITIES, Guarantee.NEW_PRIVILEGES, Guarantee.SYSCALLS, Guarantee.IDENTITY}
GONE_WITH = {
    # a port below 1024 cannot be opened in the host's own network
    Guarantee.NETWORK: {Guarantee.USER_NAMESPACES, Guarantee.SUPERVISOR},
    Guarantee.PROCESSES: {Guarantee.HOST_FILES},
    Guarantee.READ_ONLY_SYSTEM: {Guarantee.DISK},
    Guarantee.DIFF: {Guarantee.WALL_TIME},
    # the filter is a layer of each of them
    Guarantee.NEW_PRIVILEGES: _FILTER,
    Guarantee.SYSCALLS: _FILTER,
    Guarantee.USER_NAMESPACES: _FILTER,
    Guarantee.TERMINAL: _FILTER,
    # no process is left to be looked at from outside
    Guarantee.SHARED: _LOOKED_AT | {Guarantee.CLEAN_END},
    # a user who is not root inside can do little of what the probes do
    Guarantee.IDENTITY: set() if os.geteuid() == 0 else set(Guarantee),
}
"""What else cannot be kept without it."""


@pytest.mark.parametrize("guarantee", list(Guarantee), ids=lambda guarantee: guarantee.name)
async def test_a_guarantee_taken_away_is_named(guarantee: Guarantee) -> None:
    if guarantee is Guarantee.NEW_PRIVILEGES and os.geteuid() != 0:
        pytest.skip("only root can open a box that allows new privileges")
    findings = await examine(Bubblewrap(without={guarantee}))
    supervised._left_open.clear()
    assert guarantee in broken(findings)
    assert set(broken(findings)) - {guarantee} <= GONE_WITH.get(guarantee, set())
    # what was seen, rather than that the probe could not run
    assert not broken(findings)[guarantee].startswith(("could not be examined", "the probe did not end"))


@pytest.mark.parametrize("guarantee", [Guarantee.MEMORY, Guarantee.PROCESS_COUNT], ids=lambda each: each.name)
async def test_a_limit_taken_away_is_named_without_control_groups(
    guarantee: Guarantee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cgroup, "controllers", dict)
    assert guarantee in broken(await examine(Bubblewrap(without={guarantee})))


async def test_a_busy_process_without_a_limit_is_seen() -> None:
    findings = await examine(Bubblewrap(without={Guarantee.CPU}), thorough=True)
    assert Guarantee.CPU in broken(findings)


async def test_proved_raises_nothing() -> None:
    await prove(Bubblewrap())


async def test_not_proved_names_what_is_broken_and_the_remedy() -> None:
    with pytest.raises(SandboxUnavailable, match=r"ENVIRONMENT \(the canary is in .*redblue doctor"):
        await prove(Bubblewrap(without={Guarantee.ENVIRONMENT}))


async def test_a_box_that_cannot_be_opened_is_no_finding() -> None:
    class Closed(Bubblewrap):
        def box(self, world: PlantedWorld, *, shared: bool = False) -> SupervisedBox:
            raise SandboxUnavailable("no box could be opened: no namespaces")

    with pytest.raises(SandboxUnavailable, match="no namespaces"):
        await prove(Closed())


async def test_one_box_that_dies_breaks_its_own_guarantees_only() -> None:
    class Weak(Bubblewrap):
        """Opens no box that has a service."""

        def box(self, world: PlantedWorld, *, shared: bool = False) -> SupervisedBox:
            if world.world.services:
                raise SandboxUnavailable("no box with a service could be opened")
            return super().box(world, shared=shared)

        def with_limits(self, limits: object) -> Weak:
            return Weak(limits)  # type: ignore[arg-type]

    findings = broken(await examine(Weak()))
    assert set(findings) == {Guarantee.USER_NAMESPACES, Guarantee.SUPERVISOR}
    assert all("could not be examined" in detail for detail in findings.values())


def test_canaries_are_taken_away_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with host_canaries("secret") as canaries:
        assert os.environ["REDBLUE_CANARY"] == "secret"
        assert (tmp_path / ".redblue-secret").read_text() == "secret"
        assert canaries["port"]
    assert "REDBLUE_CANARY" not in os.environ
    assert list(tmp_path.iterdir()) == []


async def test_kill_minus_int_does_not_end_a_box() -> None:
    """Python's own handler of SIGINT in process 1 once let it."""
    async with Bubblewrap().box(World().plant()) as box:
        await box.run("bash", "kill -INT 1; kill -TERM 1; kill -HUP 1")
        assert (await box.run("bash", "echo on")).stdout == "on\n"
        interrupted = await box.run("python", "import os, signal; os.kill(os.getpid(), signal.SIGINT)")
        assert "KeyboardInterrupt" in interrupted.stderr
