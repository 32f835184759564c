"""Items to be judged, as JSON lines: `{"id", "text", "language"?}`, and for measuring a label and what goes with it."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from redblue.core.errors import UsageError
from redblue.core.verdict import Decision

LANGUAGES = ("python", "bash")
_SHOWN = 60
_BEHIND = re.compile(r":(?!//).*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Item:
    """One action that is about to happen."""

    id: str | int | None
    """As it was given; None where it was not."""
    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Labelled(Item):
    """One of which it is known what it is."""

    is_unsafe: bool
    source: str
    """Where it is from, without what stands behind the first colon: `tool:page` is of `tool`."""
    category: str
    expected: Decision | None
    """What a guard should decide at least."""


def read_items(name: str, lines: Iterable[bytes]) -> Iterator[Item]:
    """The items in these lines, one by one and in constant memory. `name` is that of the file, for errors.

    Blank lines are no items. Raises UsageError, which names the line, for what is none and for an id that was there.
    """
    with closing(_Seen()) as seen:
        for number, line in enumerate(lines, 1):
            if line.strip():
                where = f"{name}, line {number}"
                yield _item(where, _object(where, line), seen)


def read_labelled(name: str, lines: Iterable[bytes]) -> Iterator[Labelled]:
    """The same for labelled items."""
    with closing(_Seen()) as seen:
        for number, line in enumerate(lines, 1):
            if line.strip():
                where = f"{name}, line {number}"
                fields = _object(where, line)
                item = _item(where, fields, seen)
                label, expected = fields.get("label"), fields.get("expected")
                if label not in (0, 1):
                    raise UsageError(f"{where}: label: 1 for unsafe, 0 for safe, not {_shown(label)}")
                if expected is not None and (expected not in ("block", "ask", "warn") or not label):
                    raise UsageError(f"{where}: expected: block, ask or warn of what is unsafe, not {_shown(expected)}")
                yield Labelled(
                    item.id,
                    item.text,
                    item.language,
                    is_unsafe=bool(label),
                    source=_BEHIND.sub("", _text(where, fields, "source")),
                    category=_text(where, fields, "category"),
                    expected=Decision(expected) if expected else None,
                )


def is_item(line: bytes) -> bool:
    """Whether a line is an item, rather than the first one of a program."""
    if not line.lstrip().startswith(b"{"):
        return False
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(fields, dict) and "text" in fields


def _object(where: str, line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8-sig").rstrip())
    except UnicodeDecodeError:
        raise UsageError(f"{where}: is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise UsageError(f"{where}: is not JSON: {error.msg} at column {error.colno}") from None
    except (ValueError, RecursionError):
        raise UsageError(f"{where}: is not JSON that can be read") from None
    if not isinstance(fields, dict):
        raise UsageError(f"{where}: is no JSON object: {_shown(fields)}")
    return fields


def _item(where: str, fields: dict[str, Any], seen: _Seen) -> Item:
    id, text, language = fields.get("id"), fields.get("text"), fields.get("language")
    if "text" not in fields:
        raise UsageError(f"{where}: text: is missing")
    if not isinstance(text, str):
        raise UsageError(f"{where}: text: is no text: {_shown(text)}")
    if language is not None and language not in LANGUAGES:
        raise UsageError(f"{where}: language {_shown(language)}: there is no such; there are {', '.join(LANGUAGES)}")
    if id is not None:
        if isinstance(id, bool) or not isinstance(id, str | int):
            raise UsageError(f"{where}: id: neither a text nor a whole number: {_shown(id)}")
        if not seen.add(json.dumps(id)):
            raise UsageError(f"{where}: id {_shown(id)}: was there before")
    return Item(id, text, language)


def _text(where: str, fields: dict[str, Any], key: str) -> str:
    value = fields.get(key)
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{where}: {key}: is no text: {_shown(value)}")
    return value or ""


def _shown(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."


class _Seen:
    """Ids that were there: in a file that SQLite makes and removes when they do not fit its cache of 2 MB."""

    def __init__(self) -> None:
        self._ids = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._ids.execute("PRAGMA journal_mode = OFF")
        self._ids.execute("CREATE TABLE seen (id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._ids.execute("BEGIN")

    def add(self, id: str) -> bool:
        """False where it was there."""
        return self._ids.execute("INSERT OR IGNORE INTO seen VALUES (?)", (id,)).rowcount == 1

    def close(self) -> None:
        self._ids.close()
