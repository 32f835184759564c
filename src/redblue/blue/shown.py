"""How texts of a block are shown in a message: short, on one line, holes as `…`."""

from __future__ import annotations

from redblue.blue.code.value import HOLE

_MOST = 80


def shown(text: str) -> str:
    """The text for a sentence, in backquotes."""
    line = " ".join(text[: 4 * _MOST].replace(HOLE, "…").split())
    line = "".join(letter if letter.isprintable() else "?" for letter in line)
    return f"`{line if len(line) <= _MOST else line[: _MOST - 1] + '…'}`"
