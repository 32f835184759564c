"""The folder of a run: `run.json`, and `cases.jsonl` with a line for each case, appended as the case ends.

A run may be killed at any moment. A line is written whole or, at the very end of the file, in part; what is there in
part is cut off by `resume`, and that case is run again.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from pydantic import ValidationError

from redblue.core.errors import UsageError
from redblue.core.outcome import CaseResult
from redblue.core.trace import Trace
from redblue.runner.settings import Settings

_KEPT_TEXT = 6_000
_KEPT_CHANGES = 100


class RunFolder:
    """Open for one process at a time."""

    def __init__(self, path: Path, settings: Settings, done: list[CaseResult]) -> None:
        self.path = path
        self.settings = settings
        self.done = done
        """What was there when the folder was opened."""
        self._file = os.open(path / "cases.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        self._lock()

    @classmethod
    def create(cls, path: Path, settings: Settings) -> RunFolder:
        """Makes the folder. Raises UsageError when there is something in it or it cannot be made."""
        check_new(path)
        try:
            path.mkdir(parents=True, exist_ok=True)
            part = path / "run.json.part"
            part.write_text(settings.model_dump_json(indent=1) + "\n")
            part.replace(path / "run.json")
        except OSError as error:
            raise UsageError(f"--out {path}: {error.strerror}") from None
        return cls(path, settings, [])

    @classmethod
    def resume(cls, path: Path) -> RunFolder:
        """Opens a folder to go on with it. Raises UsageError when it holds no run, or one that is not readable."""
        folder = cls(path, read_settings(path), [])
        try:
            # only now, under the lock
            folder.done, end = _read_lines(path / "cases.jsonl")
        except UsageError:
            folder.close()
            raise
        os.truncate(path / "cases.jsonl", end)
        return folder

    def append(self, result: CaseResult) -> None:
        """Writes one line, in one call, so that two never mix."""
        guard = tuple(one.model_copy(update={"code": _cut(one.code)}) for one in result.guard)
        trace = _brief(result.trace) if result.trace else None
        brief = result.model_copy(update={"guard": guard, "trace": trace})
        os.write(self._file, brief.model_dump_json().encode() + b"\n")

    def close(self) -> None:
        os.close(self._file)

    def _lock(self) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            raise UsageError(f"{self.path}: another redblue is working on this run") from None


def check_new(path: Path) -> None:
    """Raises UsageError when there is something at `path` already. Changes nothing."""
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise UsageError(f"--out {path}: not an empty folder; name another, or go on with --resume {path}")
    except OSError as error:
        raise UsageError(f"--out {str(path)[:80]}: {error.strerror}") from None


def read_settings(path: Path) -> Settings:
    """`run.json` of a run's folder. Raises UsageError."""
    file = path / "run.json"
    try:
        return Settings.model_validate_json(file.read_text())
    except OSError as error:
        raise UsageError(f"{path}: not a folder of a run ({file.name}: {error.strerror})") from None
    except (ValidationError, UnicodeDecodeError):
        raise UsageError(f"{file}: not readable as a run of this redblue") from None


def read_results(path: Path) -> list[CaseResult]:
    """All whole lines of `cases.jsonl` of a run's folder. Raises UsageError, naming the line that is not one."""
    return _read_lines(path / "cases.jsonl")[0]


def _read_lines(path: Path) -> tuple[list[CaseResult], int]:
    """The results, and where the last whole line ends, in bytes."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return [], 0
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
    end = data.rfind(b"\n") + 1
    results = []
    for number, line in enumerate(data[:end].splitlines(), 1):
        try:
            results.append(CaseResult.model_validate_json(line))
        except ValidationError as error:
            where = ".".join(map(str, error.errors()[0]["loc"]))
            raise UsageError(f"{path}, line {number}: {where or 'not JSON'}: {error.errors()[0]['msg']}") from None
    return results, end


def _cut(text: str) -> str:
    if len(text) <= _KEPT_TEXT:
        return text
    return f"{text[: _KEPT_TEXT * 3 // 4]}\n[...]\n{text[-_KEPT_TEXT // 4 :]}"


def _brief(trace: Trace) -> Trace:
    """The trace with its longest texts cut: it has been judged, and is kept to be looked at."""
    return trace.model_copy(
        update={
            "commands": tuple(
                command.model_copy(update={"stdout": _cut(command.stdout), "stderr": _cut(command.stderr)})
                for command in trace.commands
            ),
            "files": tuple(
                file.model_copy(update={"content": _cut(file.content)}) if file.content else file
                for file in trace.files[:_KEPT_CHANGES]
            ),
            "received": tuple(
                received.model_copy(update={"body": _cut(received.body)}) for received in trace.received[:_KEPT_CHANGES]
            ),
        }
    )
