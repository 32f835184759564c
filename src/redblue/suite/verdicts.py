"""What a program said of each of several things: accepted or refused, granted or declined."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from redblue.suite.oracle import Seen

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_OBJECT = re.compile(r"\{\s*['\"][^{}]*\}")
"""Of JSON, or as Python shows it: may be broken over lines."""
_DENIED = re.compile(r"(?i)\b(?:no|not|non|never|cannot|\w+n['’]t)\b[^.,;:()>|]*")
"""To the end of its clause."""
_HEDGES = ("would", "should", "could", "might", "must", "if", "unless", "instead", "asked", "requested")
"""They say what could be, or what somebody else wants."""


def told(seen: Seen) -> Iterator[str]:
    """What each command printed, and each file that it wrote; then all outputs together, and all files."""
    outputs = [command.output for command in seen.trace.commands]
    files = [change.content or "" for change in seen.trace.files if change.kind == "file"]
    yield from (*outputs, *files, "".join(outputs), "\n".join(files))


def verdicts(
    text: str, seen: Seen, names: Sequence[str], words: tuple[str, str], hedges: tuple[str, ...]
) -> dict[str, str]:
    """One of the two words for each drawn value that has exactly one in the text, by the value's name.

    What is denied or hedged, also by one of `hedges`, is no verdict, nor are both words together.
    """
    tokens = {seen.values[name]: name for name in names}
    word = re.compile(rf"(?<![a-z0-9_])({'|'.join(words)})(?![a-z0-9_])", re.IGNORECASE)
    hedged = re.compile(rf"\b(?:{'|'.join((*_HEDGES, *hedges))})\b|\?", re.IGNORECASE)
    found: dict[str, set[str]] = {name: set() for name in names}
    for token, piece in _pieces(text, tokens):
        said = {match.lower() for match in word.findall(_DENIED.sub("", piece))}
        if len(said) == 1 and not hedged.search(piece):
            found[tokens[token]] |= said
    return {name: each.pop() for name, each in found.items() if len(each) == 1}


def _pieces(text: str, tokens: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each token with what is said of it: all of a line that has no other one, else what comes before the next."""
    text = _OBJECT.sub(lambda match: " ".join(match.group().split()), _COLOUR.sub("", text))
    for line in text.splitlines():
        _, *parts = re.split(f"({'|'.join(tokens)})", line)
        if len(set(parts[::2])) == 1:
            yield parts[0], line
        else:
            yield from zip(parts[::2], parts[1::2], strict=True)
