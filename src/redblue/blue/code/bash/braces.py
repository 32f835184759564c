"""Braces: `{a,b}` and `{1..9}`."""

from __future__ import annotations

import re
from collections.abc import Callable

from redblue.blue.code.value import HOLE, Value

_RANGE = re.compile(r"(-?\d{1,9}|[A-Za-z])\.\.(-?\d{1,9}|[A-Za-z])(?:\.\.(-?\d{1,6}))?")
MOST_FIELDS = 200
_MOST_PAIRS = 24
"""Of a word; of one with more nothing is known."""
MOST_LISTED = 32
"""Longer ranges stay one value of the kind `range` whose payload is their length."""


def braces(text: str, depth: int = 0) -> list[str | Value]:
    """What braces make of a word: several, or for a long range one value that stands for all."""
    closing = _closing_braces(text)
    if len(closing) > _MOST_PAIRS:
        return [HOLE]
    for start, close in closing:
        head, inner, tail = text[:start], text[start + 1 : close], text[close + 1 :]
        if (choices := _range(inner) or _choices(inner)) is None:
            continue
        if isinstance(choices, Value):
            return [choices] if not head and not tail else [head + HOLE + tail]
        made: list[str | Value] = []
        behind = braces(tail, depth) if "{" in tail and depth < 8 else [tail]
        for choice in choices:
            for inner_choice in braces(choice, depth + 1) if "{" in choice and depth < 8 else [choice]:
                for rest in behind:
                    if isinstance(inner_choice, Value) or isinstance(rest, Value):
                        made.append(head + HOLE)
                    else:
                        made.append(head + inner_choice + rest)
                if len(made) > MOST_FIELDS:
                    return made
        return made
    return [text]


def _closing_braces(text: str) -> list[tuple[int, int]]:
    """Where each pair of braces begins and ends, in order; at most some hundred of them."""
    found, waiting = [], []
    for place, letter in enumerate(text):
        if letter == "{":
            waiting.append(place)
        elif letter == "}" and waiting:
            found.append((waiting.pop(), place))
    return sorted(found)[:MOST_FIELDS]


def _choices(inner: str) -> list[str] | None:
    if "," not in inner:
        return None
    choices, depth, begun = [], 0, 0
    for place, letter in enumerate(inner):
        if letter == "{":
            depth += 1
        elif letter == "}":
            depth -= 1
        elif letter == "," and depth == 0:
            choices.append(inner[begun:place])
            begun = place + 1
    choices.append(inner[begun:])
    return choices if len(choices) > 1 else None


def _range(inner: str) -> list[str] | Value | None:
    match = _RANGE.fullmatch(inner)
    if match is None:
        return None
    first, last, by = match[1], match[2], abs(int(match[3] or 1)) or 1
    write: Callable[[int], str]
    if first.isalpha() != last.isalpha():
        return None
    if first.isalpha():
        low, high, write = ord(first), ord(last), chr
    else:
        width = len(first) if first.lstrip("-")[:1] == "0" and len(first) > 1 else 0
        low, high, write = int(first), int(last), lambda number: str(number).zfill(width)
    count = abs(high - low) // by + 1
    if count > MOST_LISTED:
        return Value(kind="range", payload=count)
    return [write(number) for number in range(low, high + (1 if high >= low else -1), by if high >= low else -by)]
