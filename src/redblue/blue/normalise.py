"""Before a block is parsed: how it is wrapped, and letters that only look like others."""

from __future__ import annotations

import re
import textwrap

MOST_CHARACTERS = 100_000
"""Longer blocks, once comments and blank lines are gone, are not read to their end."""

_FENCE = re.compile(r"^\s*(```+|~~~+)[ \t]*([\w+-]*)[^\n]*\n(.*?)(?:\n[ \t]*\1[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
_PADDING = re.compile(r"^[ \t]*(?:#[^\n]*)?(?:\r?\n)", re.MULTILINE)


def normalise(text: str) -> str:
    """The block as it would be run.

    Fences of Markdown, and what stands around them, are taken away, a common indentation and a byte order mark too,
    and line ends are made one kind. Of a very long block comments and blank lines go, but for the first two lines.
    Columns and lines in a verdict are those of the result.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\x00", "")
    if "```" in text or "~~~" in text:
        blocks = [match.group(3) for match in _FENCE.finditer(text[: 4 * MOST_CHARACTERS])]
        if blocks and text.lstrip().startswith(("```", "~~~")):
            text = "\n".join(blocks)
    if len(text) > MOST_CHARACTERS:
        head, rest = text[:2_000], text[2_000:]
        text = head + _PADDING.sub("", rest)
    if text[:1] in " \t\n":
        text = textwrap.dedent(text) if len(text) <= MOST_CHARACTERS else text
    return text


def invisible(text: str) -> bool:
    """Whether letters that are not seen, or that turn the direction of what is seen, stand in it (CVE-2021-42574)."""
    return _INVISIBLE.search(text) is not None
