"""Before a block is parsed: how it is wrapped, and letters that only look like others."""

from __future__ import annotations

import re
import textwrap

MOST_CHARACTERS = 100_000
"""Of a block, once comments and blank lines of a long one are gone, so much is read."""
LOOKED_AT = 400_000
"""Characters that are looked at, comments and blank lines too."""
_LONG = 20_000
"""Above it comments and blank lines are taken away, but for those in the head."""
_HEAD = 2_000

_FENCE = re.compile(
    r"^[ \t]*(`{3,9}|~{3,9})[ \t]*([\w+-]*)[^\n]*\n(.*?)(?:\n[ \t]*\1[ \t]*$|\Z)", re.DOTALL | re.MULTILINE
)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")


def normalise(text: str) -> str:
    """The block as it would be run.

    Fences of Markdown, and what stands around them, are taken away, a common indentation and a byte order mark too,
    and line ends are made one kind. Of a long block comments and blank lines go, but for those in its first lines.
    Columns and lines in a verdict are those of the result. What is behind LOOKED_AT is not in it.
    """
    if len(text) > LOOKED_AT:
        text = to_line_end(text, LOOKED_AT)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\x00", "")
    if ("```" in text or "~~~" in text) and text.lstrip().startswith(("```", "~~~")):
        text = "\n".join([match.group(3) for match in _FENCE.finditer(text)]) or text
    if len(text) > _LONG:
        text = text[:_HEAD] + _without_padding(text[_HEAD:])
    if text[:1] in (" ", "\t", "\n") and len(text) <= MOST_CHARACTERS:
        text = textwrap.dedent(text)
    return text


def to_line_end(text: str, most: int) -> str:
    """So many characters at the most, and no part of a line; of a single long line its beginning."""
    end = text.rfind("\n", 0, most)
    return text[: end + 1] if end >= 0 else text[:most]


def _without_padding(text: str) -> str:
    while "\n\n\n" in text:
        text = text.replace("\n\n", "\n")
    # what stands before the first line end belongs to the head's last line
    first, *lines = text.split("\n")
    return "\n".join([first, *[line for line in lines if line.lstrip()[:1] not in ("", "#")]])


def invisible(text: str) -> bool:
    """Whether letters that are not seen, or that turn the direction of what is seen, stand in it (CVE-2021-42574)."""
    return _INVISIBLE.search(text) is not None
