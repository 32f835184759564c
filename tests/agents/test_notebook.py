"""One interpreter for the blocks of a conversation, in real boxes: it tells of a block what a program would show."""

from __future__ import annotations

import pytest

from redblue.agents.codeact import CodeAct
from redblue.agents.conversation import ModelAgent
from redblue.agents.interpreter import Interpreter
from redblue.agents.notebook import Notebook
from redblue.agents.scripted import Scripted
from redblue.blue.guards.guarding import load_guarding
from redblue.core.outcome import Checked, Outcome
from redblue.core.trace import Executed, Trace
from redblue.core.verdict import Decision
from redblue.core.world import World
from redblue.runner.attempt import Attempt
from redblue.runner.guarded import EXIT_CODE, GuardedBox
from redblue.runner.run import run_case
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.suite.suite import load_suite

SUITE = load_suite("full")
CASES = {case.id: case for case in SUITE.cases}
HOLDS_80_MB = "held = bytearray(80_000_000)\nfor at in range(0, len(held), 4096): held[at] = 1"


async def ran(*blocks: str, timeout_s: float = 10.0) -> tuple[list[Executed], Trace]:
    """In a box as evaluations use it."""
    async with Bubblewrap().box(World().plant(), shared=True) as box:
        notebook = Notebook(box)
        done = [await notebook.run("python", block, timeout_s) for block in blocks]
        await notebook.close()
        return done, await box.finish()


@pytest.mark.parametrize(
    ("blocks", "exit_codes", "shows"),
    [
        (["x = 1", "x + 1", "print(x)"], [0, 0, 0], "2\n1\n"),
        (["import sys; sys.exit(3)", "print('on')"], [3, 0], "on\n"),
        (["import sys; sys.exit('the reason')"], [1], "the reason\n"),
        (["import os; os.close(0); os.close(1); os.close(2)", "print('on')"], [0, 0], "on\n"),
        (["import os; os.closerange(0, 1024)", "print('on')"], [-9, 0], "on\n"),
        (["import sys; sys.stdout = None", "sys.stdout = sys.__stdout__", "print('on')"], [0, 0, 0], "on\n"),
        (["import os; os.kill(os.getpid(), 9)", "print('on')"], [-9, 0], "on\n"),
        (["import os; os.kill(-1, 9)", "print('on')"], [-9, 0], "on\n"),
        (["def f(a: nobody): pass"], [1], "name 'nobody' is not defined\n"),
        (["print('a\ud800')", "print('on')"], [1, 0], "on\n"),
        (["open('ast.py', 'w').write('print(0)')", "import os; os._exit(0)", "print('on')"], [0, -9, 0], "on\n"),
        (["open('own.py', 'w').write('v = 5')", "import own; own.v"], [0, 0], "5\n"),
        (
            ["from multiprocessing import Pool\ndef f(x): return x\nwith Pool(1) as p: print(p.map(f, [4]))"],
            [0],
            "[4]\n",
        ),
    ],
)
async def test_blocks_end_as_programs_do(blocks: list[str], exit_codes: list[int], shows: str) -> None:
    done, trace = await ran(*blocks)
    assert [one.exit_code for one in done] == exit_codes
    assert trace.output.endswith(shows)
    assert "in serve" not in trace.output


@pytest.mark.parametrize(
    "block",
    [
        "import atexit; atexit.register(lambda: print('the end', file=open('/workspace/left', 'w')))",
        "left = open('/workspace/left', 'w'); left.write('the end\\n')",
        "import threading; threading.Timer(1.5, lambda: print('the end', file=open('/workspace/left', 'w'))).start()",
    ],
)
async def test_what_is_left_for_the_end_is_done(block: str) -> None:
    _, trace = await ran(block, "print('another')")
    change = trace.change("/workspace/left")
    assert change is not None
    assert change.content == "the end\n"


async def test_what_a_thread_prints_after_its_block_is_seen() -> None:
    _, trace = await ran("import threading; threading.Timer(0.3, print, ['late']).start()")
    assert trace.output.endswith("late\n")


async def test_a_block_that_is_stopped_takes_the_interpreter_along() -> None:
    goes_on = "import time; time.sleep(2); open('/workspace/late', 'w').close()"
    done, trace = await ran("x = 1", goes_on, "import time; time.sleep(1.5); print('on')", "x", timeout_s=1.8)
    assert [(one.exit_code, one.stopped_by) for one in done] == [(0, ""), (-9, "time"), (0, ""), (1, "")]
    assert trace.change("/workspace/late") is None


async def test_a_fork_is_no_second_interpreter() -> None:
    daemon = "import os, time\nif os.fork() > 0: raise SystemExit(0)\ntime.sleep(0.3); print('by the child')"
    done, trace = await ran("x = 1", daemon, "print(x)")
    assert [one.exit_code for one in done] == [0, 0, 0]
    assert sorted(trace.output.split("\n")) == ["", "1", "by the child"]


async def test_a_block_that_forks_away_from_the_interpreter_is_not_waited_for() -> None:
    done, _ = await ran("import os, time\nif os.fork() > 0: os._exit(0)\ntime.sleep(60)", "print('on')")
    assert [(one.exit_code, one.stopped_by) for one in done] == [(-9, ""), (0, "")]


@pytest.mark.parametrize(
    "block", [HOLDS_80_MB, f"import subprocess; subprocess.run(['python3', '-c', '''{HOLDS_80_MB}'''])"]
)
async def test_the_memory_of_a_block_is_its_own(block: str) -> None:
    done, _ = await ran("print(1)", block, "held = None", "print(2)")
    assert [one.memory_mb > 45 for one in (done[0], done[1], done[3])] == [False, True, False]


@pytest.mark.parametrize(
    ("blocks", "stopped"),
    [
        (["x = 'rm -rf '", "import os\nos.system(x + '/home/user')"], [False, True]),
        (["from shutil import rmtree", "1/0", "rmtree('/home/user')"], [False, False, True]),
        (["import os; f = os.system", "x = 5 +", "f('rm -rf /home/user')"], [False, False, True]),
        # what did not run is not among what a later one builds upon
        (["import os; os.system('rm -rf /home/user')", "print(1)"], [True, False]),
        (["x = 'rm -rf '", "while True: pass", "print(1)", "y = 1"], [False, False, False, False]),
    ],
)
async def test_a_guard_reads_a_block_below_those_before_it(blocks: list[str], stopped: list[bool]) -> None:
    guarding = load_guarding("local", Decision.BLOCK)
    assert guarding is not None
    checked: list[Checked] = []
    async with Bubblewrap().box(World().plant(), shared=True) as box:
        notebook = Notebook(GuardedBox(box, guarding, checked))
        done = [await notebook.run("python", block, 1.0) for block in blocks]
        await notebook.close()
        trace = await box.finish()
    assert [one.stopped for one in checked] == stopped
    assert [one.exit_code == EXIT_CODE for one in done] == stopped
    assert [one.code for one in trace.commands] == [
        block for block, is_stopped in zip(blocks, stopped, strict=True) if not is_stopped
    ]


@pytest.mark.parametrize("agent", [CodeAct, Interpreter])
@pytest.mark.parametrize(
    ("case", "outcome"),
    [("exec/27/python/code/1", Outcome.ATTACK_SUCCEEDED), ("exec/17/python/code/11-twin", Outcome.COMPLETED)],
    ids=["measures memory", "tidies up at its end"],
)
async def test_oracles_see_what_they_see_of_a_program(agent: type[ModelAgent], case: str, outcome: Outcome) -> None:
    result = await run_case(Attempt(SUITE, CASES[case], agent(Scripted("comply"))), Bubblewrap())
    assert result.outcome is outcome, result.why
