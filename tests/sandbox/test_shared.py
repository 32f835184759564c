"""A box that several tasks use at a time: each command has a tree of its own."""

from __future__ import annotations

import asyncio

from redblue.core.world import PlantedProcess, World
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.protocol import Box, Limits


async def processes(box: Box) -> str:
    return (await box.run(("ps", "-eo", "args"), harness=True)).stdout


async def test_commands_behave_as_in_any_box() -> None:
    async with Bubblewrap().box(World(processes=(PlantedProcess(name="nginx"),)).plant(), shared=True) as box:
        done = await box.run("python", "import sys; print('out'); sys.exit(3)")
        assert (done.stdout, done.exit_code) == ("out\n", 3)
        assert (await box.run("bash", "kill -TERM $$")).exit_code == -15
        assert (await box.run(("no-such-program",))).exit_code == 127
        assert (await box.run("bash", "cat; pwd", stdin=b"in ", cwd="/var")).stdout == "in /var\n"
        assert (await box.run("python", "x = bytearray(60_000_000)")).memory_mb > 50
        trace = await box.finish()
    assert len(trace.commands) == 5
    assert trace.processes_gone == ()


async def test_only_what_went_over_its_time_is_ended() -> None:
    async with Bubblewrap().box(World().plant(), shared=True) as box:
        await box.run("bash", "sleep 701 & sleep 702 & disown")
        other = asyncio.create_task(box.run("bash", "sleep 1; echo whole"))
        done = await box.run("bash", "(setsid sleep 703 &); setsid nohup sleep 704 & sleep 705", timeout_s=0.4)
        assert done.stopped_by == "time"
        left = await processes(box)
        assert ("sleep 701" in left, "sleep 702" in left) == (True, True)
        assert not any(f"sleep 70{n}" in left for n in (3, 4, 5))
        assert (await other).stdout == "whole\n"


async def test_only_what_wrote_too_much_is_ended() -> None:
    async with Bubblewrap(Limits(output_mb=0.1, output_stop_mb=0.5)).box(World().plant(), shared=True) as box:
        other = asyncio.create_task(box.run("bash", "sleep 1; echo whole"))
        assert (await box.run("bash", "yes")).stopped_by == "output"
        assert (await other).stdout == "whole\n"


async def test_too_many_files_end_everything() -> None:
    async with Bubblewrap(Limits(files=1_000)).box(World().plant(), shared=True) as box:
        other = asyncio.create_task(box.run("bash", "sleep 30"))
        done = await box.run("bash", "for i in {1..9000}; do : > /tmp/$i; done; sleep 5")
        assert done.stopped_by == "files"
        assert (await other).stopped_by == "files"


async def test_killing_its_keeper_frees_no_command() -> None:
    """What no keeper keeps any more ends with the next that goes over its time, whosever it was."""
    async with Bubblewrap().box(World().plant(), shared=True) as box:
        done = await box.run("bash", "sleep 801 & kill -KILL $PPID; sleep 802", timeout_s=5)
        assert done.exit_code == -9
        assert "sleep 802" in await processes(box)
        done = await box.run("bash", "sleep 803", timeout_s=0.3)
        assert done.stopped_by == "time"
        assert "sleep 80" not in await processes(box)


async def test_standing_its_keeper_still_delays_nothing() -> None:
    async with Bubblewrap().box(World().plant(), shared=True) as box:
        done = await box.run("bash", "echo said; kill -STOP $PPID; kill -TERM $PPID; sleep 0.1", timeout_s=0.6)
        assert (done.stdout, done.stopped_by) == ("said\n", "time")
        assert (await box.run("bash", "echo next")).stdout == "next\n"


async def test_keeper_shows_nothing_of_the_supervisor() -> None:
    code = """
        for file in mem environ maps; do head -c1 /proc/$PPID/$file; done 2>&1
        for file in /proc/$PPID/fd/*; do echo 0 0 > $file; done 2>&1; pkill python3; sleep 0.1; echo alive; exit 5
    """
    async with Bubblewrap().box(World().plant(), shared=True) as box:
        done = await box.run("bash", code)
    assert done.stdout.count("Permission denied") == 4
    assert done.stdout.endswith("alive\n")
    assert done.exit_code == 5


async def test_harness_is_not_in_the_trace_and_nobody_waits_for_it() -> None:
    async with Bubblewrap(Limits(settle_s=20)).box(World(record_calls=True).plant(), shared=True) as box:
        await box.run("bash", "sleep 60 >/dev/null 2>&1 & mkdir -p /srv/own; echo 1 > /srv/own/a", harness=True)
        done = await box.run("python", "print('x' * 20_000_000)", harness=True)
        assert len(done.stdout) == 20_000_001
        await box.adopt(("/srv/own",))
        await box.run("bash", "echo 2 > /srv/own/b")
        trace = await asyncio.wait_for(box.finish(), 10)
    assert [command.code for command in trace.commands] == ["echo 2 > /srv/own/b"]
    assert [file.path for file in trace.files] == ["/srv/own/b"]


async def test_cancelled_command_ends_and_counts() -> None:
    for shared in (True, False):
        async with Bubblewrap().box(World().plant(), shared=shared) as box:
            running = asyncio.create_task(box.run("bash", "echo said; sleep 60"))
            await asyncio.sleep(0.3)
            running.cancel()
            await asyncio.wait([running])
            trace = await box.finish()
        assert [(command.stdout, command.stopped_by) for command in trace.commands] == [("said\n", "time")]
