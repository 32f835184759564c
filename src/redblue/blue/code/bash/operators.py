"""What `${x:1:2}`, `${x#..}`, `${x/../..}` and `${x@..}` make of a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redblue.blue.code.bash import patterns
from redblue.blue.code.bash.escapes import ansi
from redblue.blue.code.bash.fields import Nodes, closing
from redblue.blue.code.value import HOLE, UNKNOWN, Value, mapped, unknown

if TYPE_CHECKING:
    from redblue.blue.code.bash.interpreter import Shell

_EMPTY = Value("")
_ROOTED = {"HOME", "PWD", "OLDPWD", "TMPDIR"}
_USUAL = {
    "TERM": Value("xterm-256color", others=(Value("dumb"), Value("linux"))),
    "LANG": Value("en_US.UTF-8", others=(Value("C.UTF-8"),)),
    "HOSTTYPE": Value("x86_64"),
}
"""Of what a letter is taken out of them."""


def transformed(shell: Shell, value: Value, letter: str) -> Value:
    """`${x@E}` and its like."""
    if letter in "UuL":
        return mapped({"U": str.upper, "L": str.lower, "u": lambda text: text[:1].upper() + text[1:]}[letter], value)
    if letter == "E":
        return mapped(ansi, value)
    if letter == "P" and value.is_known and len(value.text) < 2_000:
        return shell.words.text(ansi(value.text), document=True).tagged(*value.origins)
    return value


def part_of(shell: Shell, value: Value, bounds: str, name: str) -> Value:
    first, _, count = bounds.partition(":")
    start = shell.words.arithmetic(first)
    length = shell.words.arithmetic(count) if count else None
    if not start.is_known or (length is not None and not length.is_known):
        return unknown(value)
    if value is UNKNOWN and name in _USUAL:
        value = _USUAL[name]
    if name in _ROOTED and value.text[:1] in "~.":
        return Value("/") if start.text == "0" and length is not None and length.text == "1" else UNKNOWN
    begin, size = int(start.text), int(length.text) if length is not None else None

    def cut(text: str) -> str:
        if HOLE in text and (begin < 0 or HOLE in text[: begin + (size or 0) + 1]):
            return HOLE
        rest = text[begin:] if begin >= 0 or -begin <= len(text) else ""
        if size is None:
            return rest
        return rest[:size]

    return mapped(cut, value)


def trimmed(text: str, pattern: str, sign: str) -> str:
    if HOLE in pattern:
        return HOLE
    if not _has_signs(pattern):
        if sign[0] == "#":
            return text.removeprefix(pattern) if HOLE not in text[: len(pattern)] else text
        return text.removesuffix(pattern)
    if HOLE in text:
        # what is known on the far side stays: a folder keeps its beginning when the last name is cut off
        if sign[0] == "%" and pattern == "/*":
            head = text.rpartition("/")[0] if len(sign) == 1 else text.partition("/")[0]
            return head if head else HOLE
        if sign[0] == "#" and pattern == "*/":
            return text.rpartition("/")[2] if len(sign) == 2 else text.partition("/")[2]
        return HOLE
    if len(text) > 5_000:
        return HOLE
    found = patterns.expression(pattern)
    if found is None:
        return HOLE
    longest = len(sign) == 2
    if sign[0] == "#":
        ends = range(len(text), -1, -1) if longest else range(len(text) + 1)
        for place in ends:
            if found.fullmatch(text, 0, place):
                return text[place:]
        return text
    starts = range(len(text) + 1) if longest else range(len(text), -1, -1)
    for place in starts:
        if found.fullmatch(text, place):
            return text[:place]
    return text


def _has_signs(pattern: str) -> bool:
    return any(letter in pattern for letter in "*?[\\")


def replaced(shell: Shell, value: Value, sign: str, text: str, start: int, end: int, nodes: Nodes) -> Value:
    middle, quote = start, ""
    while middle < end and (text[middle] != "/" or quote or middle == start):
        letter = text[middle]
        if letter == "\\":
            middle += 1
        elif letter == quote:
            quote = ""
        elif letter in "'\"" and not quote:
            quote = letter
        elif letter == "$" and text[middle + 1 : middle + 2] in ("{", "("):
            middle = closing(text, middle + 1, end)
        middle += 1
    middle = min(middle, end)
    pattern = shell.words.within(text, start, middle, nodes)
    other = shell.words.within(text, middle + 1, end, nodes) if middle < end else _EMPTY

    def replace(one: str, old: str, new: str) -> str:
        if HOLE in old or not old:
            return HOLE if HOLE in old else one
        if sign == "/#":
            return new + one.removeprefix(old) if one.startswith(old) and not _has_signs(old) else one
        if sign == "/%":
            return one.removesuffix(old) + new if one.endswith(old) and not _has_signs(old) else one
        times = -1 if sign == "//" else 1
        if not _has_signs(old):
            return one.replace(old, new, times)
        found = patterns.expression(old)
        if found is None or len(one) > 5_000:
            return HOLE
        return found.sub(lambda _: new, one, count=0 if times < 0 else 1)

    return mapped(replace, value, pattern, other)
