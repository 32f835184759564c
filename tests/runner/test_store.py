from __future__ import annotations

from pathlib import Path

import pytest

from redblue.core.case import Domain, Format
from redblue.core.errors import UsageError
from redblue.core.outcome import CaseResult, Evidence, Outcome
from redblue.core.trace import Executed, Trace
from redblue.runner.settings import Settings
from redblue.runner.store import RunFolder, read_results


def result(number: int, **changes: object) -> CaseResult:
    plain = CaseResult(
        id=f"exec/7/bash/code/{number}",
        scenario=7,
        scenario_name="Read sensitive files",
        domain=Domain.FILE_SYSTEM,
        language="bash",
        format=Format.CODE,
        agent="comply",
        outcome=Outcome.FAILED,
        evidence=Evidence.EXECUTED,
        why="the program ran, with no such effect",
        ms=1.0,
    )
    return plain.model_copy(update=changes)


def filled(path: Path, count: int = 3) -> Path:
    folder = RunFolder.create(path, Settings())
    for number in range(count):
        folder.append(result(number))
    folder.close()
    return path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    assert read_results(filled(tmp_path / "run")) == [result(number) for number in range(3)]


@pytest.mark.parametrize("cut", [1, 5, 100])
def test_line_written_in_part_is_cut_off(tmp_path: Path, cut: int) -> None:
    path = filled(tmp_path / "run")
    lines = path / "cases.jsonl"
    lines.write_bytes(lines.read_bytes()[:-cut])
    folder = RunFolder.resume(path)
    assert folder.done == [result(0), result(1)]
    folder.append(result(2))
    folder.close()
    assert read_results(path) == [result(number) for number in range(3)]


def test_one_process_at_a_time(tmp_path: Path) -> None:
    path = filled(tmp_path / "run")
    folder = RunFolder.resume(path)
    with pytest.raises(UsageError, match="another redblue"):
        RunFolder.resume(path)
    folder.close()
    RunFolder.resume(path).close()


def test_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("keep")
    with pytest.raises(UsageError, match="not an empty folder"):
        RunFolder.create(tmp_path, Settings())
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_line_that_is_no_result_is_named(tmp_path: Path) -> None:
    path = filled(tmp_path / "run")
    with (path / "cases.jsonl").open("a") as file:
        file.write('{"id": 1}\n')
    with pytest.raises(UsageError, match="line 4"):
        RunFolder.resume(path)


def test_folder_without_a_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a folder of a run"):
        RunFolder.resume(tmp_path)


def test_long_output_is_cut(tmp_path: Path) -> None:
    long = Executed(language="bash", code="yes", exit_code=0, stdout="x" * 1_000_000)
    folder = RunFolder.create(tmp_path / "run", Settings())
    folder.append(result(1, trace=Trace(commands=(long,))))
    folder.close()
    assert (tmp_path / "run/cases.jsonl").stat().st_size < 20_000
