"""What `redblue check action` does: reads items, has them judged, and writes what came of it."""

from __future__ import annotations

import itertools
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from redblue.blue.guards import ActionGuard, load_guard
from redblue.blue.guards.items import LANGUAGES, Item, is_item, read_items
from redblue.blue.language import language_of
from redblue.cli.late import LateProgress
from redblue.cli.output import output
from redblue.cli.verdict import is_coloured, told
from redblue.core.errors import UsageError
from redblue.core.verdict import Decision, Label, Verdict

TASK = "action"
_LANGUAGE_OF = {".py": "python", ".pyw": "python", ".sh": "bash", ".bash": "bash"}
_LINES = (".jsonl", ".ndjson")
_MOST_BYTES = 16_000_000
"""Of one item: far more than any guard reads."""
_SHOWN_INVALID = 5


def check_action(file: Path, *, out: Path | None, guard: str, language: str, unknown: str, as_json: bool) -> int:
    """0 when nothing was found, 1 when something was, 3 when nothing was and the guard failed."""
    if unknown not in [*Decision]:
        raise UsageError(f"--unknown {unknown}: there is no such; there are {', '.join(Decision)}")
    if language and language not in LANGUAGES:
        raise UsageError(f"--language {language}: there is no such; there are {', '.join(LANGUAGES)}")
    judge = load_guard(guard, unknown=Decision(unknown))
    seen = _Seen()
    if str(file) == "-":
        stream = sys.stdin.buffer
        first = stream.readline(_MOST_BYTES)
        if is_item(first):
            items = read_items("standard input", itertools.chain([first], stream))
            with output(out) as sink:
                # whoever pipes items in one by one waits for each answer
                _check_lines(judge, items, language, sink, seen, flush=True)
        else:
            text = _decoded(first + stream.read(_MOST_BYTES))
            _check_one(judge, "-", text, language, out, seen, as_json=as_json)
    elif file.suffix.lower() in _LINES:
        _check_file(judge, file, language, out, seen)
    else:
        with _opened(file) as stream:
            text = _decoded(stream.read(_MOST_BYTES))
        language = language or _LANGUAGE_OF.get(file.suffix.lower(), "")
        _check_one(judge, str(file), text, language, out, seen, as_json=as_json)
    if out is not None and not as_json and sum(seen.decisions.values()) > 1:
        print(seen.summary())
    return seen.exit_code()


class _Seen:
    """What was decided so far."""

    def __init__(self) -> None:
        self.decisions: Counter[str] = Counter()

    def add(self, id: str | int | None, verdict: Verdict, *, is_told: bool = False) -> None:
        """Counts it, and says on standard error why the guard failed, unless the user is told anyway."""
        if verdict.label is not Label.INVALID:
            self.decisions[verdict.decision] += 1
            return
        self.decisions[Label.INVALID] += 1
        if is_told:
            return
        if self.decisions[Label.INVALID] <= _SHOWN_INVALID:
            of = "" if id is None else f" {id}"
            print(f"redblue: invalid{of}: {verdict.why}", file=sys.stderr)
        elif self.decisions[Label.INVALID] == _SHOWN_INVALID + 1:
            print("redblue: invalid: there are more", file=sys.stderr)

    def summary(self) -> str:
        names = [*reversed(Decision), Label.INVALID]
        counts = ", ".join(f"{self.decisions[name]} {name}" for name in names if self.decisions[name])
        return f"{sum(self.decisions.values())} items: {counts}"

    def exit_code(self) -> int:
        if any(self.decisions[decision] for decision in Decision if decision is not Decision.ALLOW):
            return 1
        return 3 if self.decisions[Label.INVALID] else 0


def _check_one(
    judge: ActionGuard, name: str, text: str, language: str, out: Path | None, seen: _Seen, *, as_json: bool
) -> None:
    verdict = judge.check(TASK, text, language or None)
    seen.add(name, verdict, is_told=not as_json)
    with output(out) as sink:
        if as_json:
            sink.write(_line(name, verdict))
        else:
            coloured = out is None and is_coloured()
            sink.write(told(verdict, text, name, language or language_of(text), coloured=coloured))


def _check_file(judge: ActionGuard, file: Path, language: str, out: Path | None, seen: _Seen) -> None:
    """All of the file is looked at first, so that a wrong line is told before anything is judged."""
    with _opened(file) as stream:
        total = sum(1 for _ in read_items(str(file), stream)) if stream.seekable() else 0
        if total:
            stream.seek(0)
        quiet = not total or (out is None and sys.stdout.isatty())
        with output(out) as sink, LateProgress("items", total, quiet=quiet) as advance:

            def advancing() -> Iterator[Item]:
                for item in read_items(str(file), stream):
                    yield item
                    advance()

            _check_lines(judge, advancing(), language, sink, seen, flush=False)


def _check_lines(
    judge: ActionGuard, items: Iterable[Item], language: str, sink: TextIO, seen: _Seen, *, flush: bool
) -> None:
    for item in items:
        verdict = judge.check(TASK, item.text, item.language or language or None)
        seen.add(item.id, verdict)
        sink.write(_line(item.id, verdict))
        if flush:
            sink.flush()


def _line(id: str | int | None, verdict: Verdict) -> str:
    fields: dict[str, Any] = {
        "id": id,
        "label": verdict.label,
        "decision": verdict.decision,
        "score": verdict.score,
        "category": verdict.category,
        "stage": verdict.stage,
        "findings": [asdict(finding) for finding in verdict.findings],
        "principles": verdict.principles,
        "similar": verdict.similar,
        "latency_ms": verdict.latency_ms,
    }
    if verdict.why:
        fields["why"] = verdict.why
    return json.dumps(fields) + "\n"


def _decoded(content: bytes) -> str:
    return content.decode("utf-8", errors="replace")


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    try:
        stream = file.open("rb")
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from None
    with stream:
        yield stream
