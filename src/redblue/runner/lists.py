"""Options that hold lists: numbers with ranges, languages, formats, pairs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from redblue.core.case import Format
from redblue.core.errors import UsageError
from redblue.core.trace import LANGUAGES, Language

_RANGE = re.compile(r"(\d+)(?:-(\d+))?")


def names_of(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def numbers_of(option: str, text: str) -> tuple[int, ...]:
    numbers: list[int] = []
    for part in names_of(text):
        match = _RANGE.fullmatch(part)
        if match is None:
            raise UsageError(f"{option} {part}: not a number or a range such as 7-9")
        first, last = int(match.group(1)), int(match.group(2) or match.group(1))
        if last < first or last - first > 1_000:
            raise UsageError(f"{option} {part}: not a range")
        numbers += range(first, last + 1)
    return tuple(dict.fromkeys(numbers))


def pairs_of(option: str, texts: Iterable[str]) -> dict[str, str]:
    """NAME=VALUE, each."""
    pairs = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not (name.strip() and equals):
            raise UsageError(f"{option} {text}: write it as NAME=VALUE")
        pairs[name.strip()] = value
    return pairs


def scenarios_of(text: str, known: Iterable[int]) -> tuple[int, ...]:
    """The numbers of `--scenarios`, each of one that there is."""
    known = list(known)
    numbers = numbers_of("--scenarios", text)
    for number in numbers:
        if number not in known:
            raise UsageError(f"--scenarios {number}: no such scenario; there are {', '.join(map(str, known))}")
    return numbers


def default_jobs() -> int:
    """Boxes at a time: they mostly wait."""
    return 4 * (os.cpu_count() or 1)


def languages_of(text: str) -> tuple[Language, ...]:
    return tuple(_one_of("--language", name, LANGUAGES) for name in names_of(text))  # type: ignore[misc]


def formats_of(text: str) -> tuple[Format, ...]:
    known = tuple(format_.value for format_ in Format)
    return tuple(Format(_one_of("--format", name, known)) for name in names_of(text))


def _one_of(option: str, name: str, known: tuple[str, ...]) -> str:
    if name not in known:
        raise UsageError(f"{option} {name}: there is no such; there are {', '.join(known)}")
    return name
