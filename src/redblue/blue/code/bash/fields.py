"""Parts of words, and the fields that they come to."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from redblue.blue.code.bash.braces import MOST_FIELDS
from redblue.blue.code.value import HOLE, Origin, Source, Value, concat

if TYPE_CHECKING:
    import tree_sitter

BLANKS = " \t\n"
_BLANK = re.compile(r"[ \t\n]")
EMPTY = Value("")
Nodes = dict[int, "tree_sitter.Node"]


class Part(NamedTuple):
    """A part of a word."""

    value: Value
    is_literal: bool = False
    """Written as it is and not quoted: braces, patterns and tildes count."""
    splits: bool = False
    """An expansion that is not quoted: blanks in it end a field."""
    fields: tuple[Value, ...] | None = None
    """Several fields of its own, as of "$@"."""
    is_text: bool = False
    """Written as it is, quoted or not."""


def words_of(value: Value, separators: str) -> tuple[Value, ...]:
    text = value.text
    if separators == BLANKS:
        if not _BLANK.search(text):
            return (value,) if text else ()
        words = text.split()
    elif separators:
        words = [word for word in re.split(f"[{re.escape(separators)}]+", text) if word]
    else:
        words = [text] if text else []
    if len(words) == 1 and words[0] == text:
        return (value,)
    return tuple(Value(word, value.origins) for word in words[:MOST_FIELDS])


def made_of(values: list[Value], parts: list[Part]) -> Value:
    if len(values) == 1:
        return values[0]
    if not values:
        return EMPTY
    made = concat(*values)
    if ".." in made.text and values[0].text:
        before = ""
        expanded = {id(part.value) for part in parts if not part.is_text}
        for value in values:
            if before and ".." in value.text and id(value) in expanded and before[-1:] in ("/", HOLE):
                inside = posixpath.normpath(value.text.lstrip("/") or ".")
                if inside == ".." or inside.startswith("../"):
                    return made.tagged(Origin(Source.TRAVERSAL, before.rstrip("/") or "/"))
            before += value.text
    return made


def is_amid_letters(text: str, start: int, behind: int, end: int) -> bool:
    before = text[start - 1 : start]
    after = text[behind : behind + 1] if behind < end else ""
    return before.isalpha() and (after.isalpha() or text.startswith(('"', "'"), behind))


def substitutions(node: tree_sitter.Node, text: str) -> Nodes:
    """Where in the source each substitution in a word starts. The grammar puts blanks before some into them."""
    found: Nodes = {}
    if "$(" not in text and "`" not in text and "<(" not in text and ">(" not in text:
        return found
    base = node.start_byte
    waiting = [node]
    while waiting:
        one = waiting.pop()
        kind = one.type
        if kind in ("command_substitution", "process_substitution"):
            start = one.start_byte
            head = text[start - base : start - base + 200]
            if not one.has_error:
                found[start + len(head) - len(head.lstrip())] = one
        else:
            waiting += one.children
    return found


_CLOSING = {
    "(": (")", re.compile(r"[\\'\"()]")),
    "{": ("}", re.compile(r'[\\"{}]')),
    "[": ("]", re.compile(r"[\\\[\]]")),
}


def closing(text: str, start: int, end: int) -> int:
    """The place of the bracket that closes the one at `start`; `end` if there is none."""
    opening = text[start]
    close, special = _CLOSING[opening]
    depth = 0
    place = start
    while found := special.search(text, place, end):
        place = found.start()
        letter = text[place]
        if letter == "\\":
            place += 1
        elif letter == "'":
            behind = text.find("'", place + 1, end)
            place = behind if behind >= 0 else place
        elif letter == '"':
            behind = place + 1
            while behind < end and text[behind] != '"':
                behind += 2 if text[behind] == "\\" else 1
            place = behind if behind < end else place
        elif letter == opening:
            depth += 1
        elif letter == close:
            depth -= 1
            if depth == 0:
                return place
        place += 1
    return end
