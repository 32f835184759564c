"""Workers that do not do as they should: what they handed on stands, and why it is not all is said in a line."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.runner.odd_worker import LONG

from redblue.core.errors import NotMeasured, RedblueError, UsageError
from redblue.core.outcome import CaseResult
from redblue.runner import workers
from redblue.runner.run import Key
from redblue.runner.settings import Settings
from redblue.runner.workers import run_in_workers

ROOT = Path(__file__).parents[2]
BEGUN_AND_GONE = """\
import os, sys
from pathlib import Path
from redblue.runner.settings import Settings
from redblue.runner.workers import Job, _Worker
settings = Settings(agents=("react",), model="redblue/comply")
print(_Worker(Job(settings=settings, log_folder=Path(sys.argv[1]))).process.pid, flush=True)
os._exit(0)
"""


@pytest.fixture(autouse=True)
def odd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MODULE", "tests.runner.odd_worker")
    monkeypatch.chdir(ROOT)


async def run(
    model: str, *, processes: int = 1, done: tuple[Key, ...] = ()
) -> tuple[list[CaseResult], RedblueError | None]:
    results: list[CaseResult] = []
    settings = Settings(agents=("react",), model=model)
    try:
        await run_in_workers(
            settings, done=done, processes=processes, jobs=4, log_folder=Path("/nowhere"), on_result=results.append
        )
    except RedblueError as error:
        return results, error
    return results, None


async def test_results_of_all_are_taken() -> None:
    results, error = await run("tells", processes=3)
    assert len(results) == 300
    assert error is None


async def test_a_result_may_be_as_long_as_what_a_model_said() -> None:
    results, error = await run("tells_much")
    assert [len(result.said) for result in results] == [LONG, 0]
    assert error is None


async def test_what_is_done_may_be_much() -> None:
    done = tuple(("react", "off", epoch, "exec/7/python/code/1") for epoch in range(50_000))
    results, error = await run("tells", processes=2, done=done)
    assert len(results) == 200
    assert error is None


async def test_one_that_is_killed_leaves_what_it_wrote_whole_and_the_others() -> None:
    results, error = await run("breaks_off", processes=2)
    assert len(results) == 101
    assert isinstance(error, NotMeasured)
    assert str(error) == "a worker ended early: the last that it said"


async def test_one_that_floods_its_errors_is_quoted_by_the_last() -> None:
    results, error = await run("floods")
    assert len(results) == 100
    assert str(error) == "a worker ended early: the last that it said"


async def test_wrong_usage_is_told_as_such() -> None:
    results, error = await run("has_no_model", processes=2)
    assert results == []
    assert isinstance(error, UsageError)
    assert str(error) == "--model odd: no such model"


async def test_a_result_that_cannot_be_kept_ends_all() -> None:
    def full(_: CaseResult) -> None:
        raise OSError(28, "No space left on device")

    settings = Settings(agents=("react",), model="tells")
    with pytest.raises(OSError, match="No space left"):
        await run_in_workers(settings, done=(), processes=2, jobs=4, log_folder=Path("/nowhere"), on_result=full)


def test_one_whose_parent_is_gone_before_it_can_look_ends(tmp_path: Path) -> None:
    pytest.importorskip("inspect_ai", reason="needs the extra `models`")
    begun = subprocess.run(
        [sys.executable, "-c", BEGUN_AND_GONE, tmp_path], capture_output=True, text=True, check=True, timeout=60
    )
    status = Path("/proc", begun.stdout.strip(), "stat")
    until = time.monotonic() + 60
    while time.monotonic() < until and status.exists() and ") Z " not in status.read_text():
        time.sleep(0.05)
    assert not status.exists() or ") Z " in status.read_text()
    assert list(tmp_path.iterdir()) == []
