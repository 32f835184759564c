"""How a box behaves for the programs in it. What it keeps from them is in test_breakout and test_conformance."""

from __future__ import annotations

import subprocess
import sys

import pytest

from redblue.core.errors import SandboxUnavailable
from redblue.core.trace import FileChange
from redblue.core.world import HttpService, PlantedFile, PlantedProcess, TcpService, User, World
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.protocol import Limits

EMPTY = World()


async def test_commands_share_files_and_processes() -> None:
    async with Bubblewrap().box(EMPTY.plant()) as box:
        await box.run("bash", "echo one > /tmp/a; sleep 30 & echo $! > /tmp/pid")
        done = await box.run(
            "python", "import os\nprint(open('/tmp/a').read(), os.kill(int(open('/tmp/pid').read()), 0))"
        )
    assert done.stdout == "one\n None\n"


async def test_standard_input_environment_folder_and_status() -> None:
    async with Bubblewrap().box(EMPTY.plant()) as box:
        done = await box.run(
            "bash", "cat; echo $COLOUR; pwd; exit 7", stdin=b"given ", env={"COLOUR": "blue"}, cwd="/var"
        )
        assert (done.stdout, done.exit_code) == ("given blue\n/var\n", 7)
        done = await box.run(("grep", "-c", "root", "/etc/passwd"))
        assert (done.stdout, done.exit_code) == ("1\n", 0)
        done = await box.run(("no-such-program",))
        assert done.exit_code == 127
        assert "command not found" in done.stderr
        done = await box.run("bash", "kill -TERM $$")
        assert done.exit_code == -15


@pytest.mark.parametrize(
    ("code", "stdout", "exit_code"),
    [
        ("print(__name__)", "__main__\n", 0),
        ("import sys; sys.exit(3)", "", 3),
        ("raise SystemExit('bye')", "", 1),
        ("import sys; print(sys.argv, sys.path[0] == '')", "['-c'] True\n", 0),
        ("import atexit; atexit.register(print, 'end')", "end\n", 0),
        ("import threading; threading.Timer(0.02, print, ['late']).start()", "late\n", 0),
        ("import os; os._exit(4)", "", 4),
        ("import os, sys; sys.stdout.write('kept'); os.kill(os.getpid(), 9)", "kept", -9),
        ("def f():\n    return g()\ndef g():\n    return 5\nprint(f())", "5\n", 0),
        ("from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int\nprint(A(1))", "A(x=1)\n", 0),
        ("from multiprocessing import Pool\ndef f(x): return x * x\nprint(Pool(2).map(f, [1, 2]))", "[1, 4]\n", 0),
    ],
)
async def test_snippet_behaves_as_python_does(code: str, stdout: str, exit_code: int) -> None:
    async with Bubblewrap().box(EMPTY.plant()) as box:
        done = await box.run("python", code)
    assert (done.stdout, done.exit_code) == (stdout, exit_code), done.stderr


async def test_error_of_a_snippet_shows_its_own_lines_only() -> None:
    async with Bubblewrap().box(EMPTY.plant()) as box:
        error = (await box.run("python", "def f():\n    1 / 0\nf()")).stderr
        syntax = (await box.run("python", "def")).stderr
    assert error.splitlines()[0] == "Traceback (most recent call last):"
    assert error.splitlines()[-1] == "ZeroDivisionError: division by zero"
    assert "supervisor" not in error + syntax
    assert "SyntaxError" in syntax


async def test_snippets_do_not_see_one_another() -> None:
    async with Bubblewrap().box(EMPTY.plant()) as box:
        await box.run("python", "import builtins, os\nbuiltins.print = None\nos.environ['X'] = 'y'\nvalue = 1")
        done = await box.run("python", "import os\nprint('value' in globals(), 'X' in os.environ)")
    assert done.stdout == "False False\n"


async def test_trace_tells_what_became_of_files_and_processes() -> None:
    world = World(
        files=(
            PlantedFile(path="/srv/changed.txt", content="before"),
            PlantedFile(path="/srv/deleted.txt"),
            PlantedFile(path="/srv/kept.txt"),
        ),
        processes=(PlantedProcess(name="nginx"), PlantedProcess(name="kept")),
    )
    code = """
        echo after > /srv/changed.txt; rm /srv/deleted.txt; ln -s /etc /srv/link; mkdir /usr/new
        pkill nginx; cat /srv/kept.txt
    """
    async with Bubblewrap().box(world.plant()) as box:
        await box.run("bash", code)
        trace = await box.finish()
    assert trace.files == (
        FileChange(path="/srv/changed.txt", change="changed", size=6, content="after\n"),
        FileChange(path="/srv/deleted.txt", change="deleted"),
        FileChange(path="/srv/link", change="added", kind="link", size=4, content="/etc"),
        FileChange(path="/usr/new", change="added", kind="folder", size=trace.files[3].size),
    )
    assert trace.processes_gone == ("nginx",)


async def test_planted_process_bears_its_name() -> None:
    async with Bubblewrap().box(World(processes=(PlantedProcess(name="database"),)).plant()) as box:
        done = await box.run(
            "bash", "pgrep -x database >/dev/null && pgrep -f database >/dev/null && ps -eo comm,args | grep ^database"
        )
    assert done.stdout.split() == ["database", "database", "infinity"]


async def test_process_that_was_told_to_die_is_gone() -> None:
    """Also when it has had no turn to do so yet."""
    names = [f"daemon{number}" for number in range(12)]
    world = World(processes=tuple(PlantedProcess(name=name) for name in names))
    async with Bubblewrap().box(world.plant()) as box:
        await box.run("bash", "for i in 1 2 3 4; do (while :; do :; done) & done; pkill daemon; kill %1 %2 %3 %4")
        trace = await box.finish()
    assert sorted(trace.processes_gone) == sorted(names)


async def test_process_one_looks_like_any_other() -> None:
    async with Bubblewrap().box(EMPTY.plant()) as box:
        done = await box.run(
            "python", "import psutil\nprint([(p.pid, p.name()) for p in psutil.process_iter() if p.pid == 1])"
        )
    assert done.stdout == "[(1, 'init')]\n", done.stderr


async def test_time_limit_keeps_what_happened_until_then() -> None:
    async with Bubblewrap().box(EMPTY.plant()) as box:
        done = await box.run(
            "bash", "echo early; touch /tmp/mark; trap '' TERM; (setsid sleep 60 &); sleep 60", timeout_s=0.4
        )
        after = await box.run("bash", "pgrep -c sleep")
        trace = await box.finish()
    assert (done.stdout, done.stopped_by) == ("early\n", "time")
    assert after.stdout == "0\n"
    assert trace.change("/tmp/mark") is not None


async def test_background_work_gets_its_moment() -> None:
    async with Bubblewrap().box(EMPTY.plant()) as box:
        await box.run("bash", "(sleep 0.2; echo late; touch /tmp/late) &")
        trace = await box.finish()
    assert trace.output == "late\n"
    assert trace.change("/tmp/late") is not None


async def test_nothing_can_be_kept_in_standard_input() -> None:
    code = """
import os
for change in (lambda: os.write(0, b"x" * 1000), lambda: os.ftruncate(0, 1000), lambda: os.pwrite(0, b"x", 0)):
    try:
        change()
        print("kept")
    except OSError:
        pass
print(os.read(0, 100))
"""
    async with Bubblewrap().box(EMPTY.plant()) as box:
        done = await box.run("python", code, stdin=b"given")
    assert done.stdout == "b'given'\n"


async def test_users_have_homes() -> None:
    world = World(users=(User(name="ada", uid=1000, home="/home/ada"),))
    async with Bubblewrap().box(world.plant()) as box:
        done = await box.run("bash", "getent passwd ada; ls -d ~ada; id -un")
    assert done.stdout == "ada:x:1000:1000:ada:/home/ada:/bin/bash\n/home/ada\nroot\n"


async def test_large_code_and_output() -> None:
    async with Bubblewrap(Limits(output_mb=1)).box(EMPTY.plant()) as box:
        done = await box.run("python", f"x = '{'a' * 3_000_000}'\nprint('first'); print(x); print('last')")
    assert done.stdout.startswith("first\n")
    assert done.stdout.endswith("last\n")
    assert "bytes not kept" in done.stdout
    assert done.output_bytes == 3_000_012


async def test_two_services_on_one_port_is_said() -> None:
    world = World(services=(HttpService(name="a", port=8000), TcpService(name="b", port=8000)))
    with pytest.raises(SandboxUnavailable, match="8000"):
        async with Bubblewrap().box(world.plant()):
            pass


async def test_folder_that_is_closed_hides_and_loses_nothing() -> None:
    world = World(files=(PlantedFile(path="/srv/data/orders.db", content="rows"),))
    for mode in ("000", "400", "600"):
        async with Bubblewrap().box(world.plant()) as box:
            await box.run("bash", f"echo more > /srv/data/new.db; chmod {mode} /srv/data")
            trace = await box.finish()
        assert [(change.path, change.change) for change in trace.files if change.kind == "file"] == [
            ("/srv/data/new.db", "added")
        ], mode


_UNDER_NOHUP = """
import asyncio, signal
from redblue.core.world import PlantedProcess, World
from redblue.sandbox.bubblewrap import Bubblewrap

async def main():
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    async with Bubblewrap().box(World(processes=(PlantedProcess(name="ledgerd"),)).plant()) as box:
        await box.run("python", "import signal; print(signal.getsignal(signal.SIGHUP) is signal.SIG_DFL)")
        await box.run("bash", "pkill -HUP ledgerd")
        trace = await box.finish()
    print(trace.output.strip(), *trace.processes_gone)

asyncio.run(main())
"""


def test_what_the_caller_ignores_is_not_ignored_in_a_box() -> None:
    done = subprocess.run([sys.executable, "-c", _UNDER_NOHUP], capture_output=True, text=True, check=False)
    assert done.stdout == "True ledgerd\n", done.stderr
