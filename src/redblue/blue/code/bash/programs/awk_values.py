"""Numbers and texts of awk, and the functions that need nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable

from redblue.blue.code.value import HOLE

NUMBER = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
"""How a text begins that counts as a number."""
Worth = str | float


def text_of(worth: Worth) -> str:
    """A number or text as it is printed."""
    if isinstance(worth, str):
        return worth
    if worth != worth or abs(worth) > 1e300:
        return HOLE
    return str(int(worth)) if worth == int(worth) and abs(worth) < 1e16 else f"{worth:.6g}"


def number_of(worth: Worth) -> float | None:
    """A text as the number that it starts with; None where it is not known."""
    if not isinstance(worth, str):
        return worth
    if HOLE in worth:
        return None
    match = NUMBER.match(worth)
    return float(match[0]) if match and len(match[0]) < 40 else 0.0


def letter_of(worth: Worth, kind: str) -> str:
    """What `%c` shows: the letter of a number, or of a text that came in and looks like one."""
    if isinstance(worth, str) and kind in ("field", "index", "name") and worth.isdecimal() and len(worth) < 7:
        worth = float(worth)
    if isinstance(worth, float) and 0 < worth < 0x110000:
        return chr(int(worth))
    return text_of(worth)


def _part(texts: list[str]) -> Worth:
    start = int(number_of(texts[1]) or 0) if len(texts) > 1 else 1
    size = int(number_of(texts[2]) or 0) if len(texts) > 2 else len(texts[0])
    return texts[0][max(start - 1, 0) : max(start - 1 + size, 0)]


def _place(texts: list[str]) -> Worth:
    return float(texts[0].find(texts[1]) + 1) if len(texts) > 1 else 0.0


FUNCTIONS: dict[str, Callable[[list[str]], Worth]] = {
    "substr": _part,
    "index": _place,
    "tolower": lambda texts: texts[0].lower(),
    "toupper": lambda texts: texts[0].upper(),
    "int": lambda texts: float(int(number_of(texts[0]) or 0)),
    "strtonum": lambda texts: float(int(texts[0], 0)) if re.fullmatch(r"0[xX][0-9a-fA-F]{1,9}", texts[0])
    else number_of(texts[0]) or 0.0,
}  # fmt: skip
