"""POSIX regular expressions, basic and extended, as Python's: only those that cannot take long."""

from __future__ import annotations

import functools
import re

from redblue.blue.code.bash.patterns import CLASSES

_MOST_LETTERS = 300
_MOST_WORK = 2_000_000
_BACKSLASHED = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
_KEPT = "wWsSbB"


class Expression:
    """One that has been read."""

    __slots__ = ("pattern", "repeats")

    def __init__(self, pattern: re.Pattern[str], repeats: int) -> None:
        self.pattern = pattern
        self.repeats = repeats
        """How many parts of it match as much as they can."""

    def search(self, text: str, place: int = 0) -> re.Match[str] | None:
        """Where it is found first. Raises ValueError where looking would take too long."""
        if self.repeats > 1 and max(len(text), 2) ** self.repeats > _MOST_WORK:
            raise ValueError("would take too long")
        return self.pattern.search(text, place)


@functools.lru_cache(maxsize=256)
def regular(text: str, *, extended: bool, ignore_case: bool = False) -> Expression | None:
    """The expression; None for one that cannot be read, or could take long."""
    if len(text) > _MOST_LETTERS:
        return None
    made: list[str] = []
    repeats = 0
    open_groups: list[int] = []
    place = 0
    after_repeating_group = False
    while place < len(text):
        letter = text[place]
        place += 1
        is_start = not made or made[-1] in ("(", "|", "^")
        if letter == "\\" and place < len(text):
            letter = text[place]
            place += 1
            if letter in "(){}|+?" and not extended:
                special = letter
            elif letter.isdigit() and letter != "0":
                made.append(f"(?:\\{letter})")
                continue
            elif letter in "<>":
                made.append(r"\b")
                continue
            elif letter in _KEPT:
                made.append("\\" + letter)
                continue
            elif letter == "x" and re.fullmatch("[0-9a-fA-F]{2}", text[place : place + 2]):
                made.append(re.escape(chr(int(text[place : place + 2], 16))))
                place += 2
                continue
            else:
                made.append(re.escape(_BACKSLASHED.get(letter, letter)))
                after_repeating_group = False
                continue
        elif letter == "[":
            end = text.find("]", place + (2 if text[place : place + 1] == "^" else 1))
            while end > 0 and text.count("[:", place, end) > text.count(":]", place, end + 1):
                end = text.find("]", end + 1)
            if end < 0:
                return None
            made.append(_bracket(text[place:end]))
            place = end + 1
            after_repeating_group = False
            continue
        elif letter == ".":
            special = "."
        elif letter == "^" and (is_start or extended):
            special = "^"
        elif letter == "$" and (place == len(text) or extended or text.startswith(("\\)", "\\|"), place)):
            special = r"\Z"
        elif (letter == "*" and not is_start) or (extended and letter in "(){}|+?"):
            special = letter
        else:
            made.append(re.escape(letter))
            after_repeating_group = False
            continue
        if special == "(":
            open_groups.append(repeats)
        elif special == ")":
            if not open_groups:
                return None
            after_repeating_group = repeats > open_groups.pop()
            made.append(")")
            continue
        elif special in ("*", "+"):
            if after_repeating_group or (made and made[-1] in ("*", "+")):
                return None
            repeats += 1
        elif special == "{":
            end = text.find("}", place)
            bounds = text[place:end].rstrip("\\")
            if end < 0 or not re.fullmatch(r"\d{1,3}(?:,\d{0,3})?|,\d{1,3}", bounds) or after_repeating_group:
                return None
            repeats += bounds.endswith(",")
            special, place = f"{{{bounds}}}", end + 1
        elif special == "}":
            special = re.escape(special)
        after_repeating_group = False
        made.append(special)
    try:
        return Expression(re.compile("".join(made), re.DOTALL | (re.IGNORECASE if ignore_case else 0)), repeats)
    except (re.error, OverflowError):
        return None


def _bracket(inner: str) -> str:
    negated = inner[:1] == "^"
    inner = inner[negated:]
    inner = re.sub(r"\[:(\w+):\]", lambda match: f"\0{match[1]}\0", inner)
    inner = inner.replace("\\n", "\n").replace("\\t", "\t")
    inner = inner.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    inner = re.sub("--|[&~|]", r"\\\g<0>", inner)
    inner = re.sub("\0(\\w+)\0", lambda match: CLASSES.get(match[1], ""), inner)
    return f"[{'^' if negated else ''}{inner}]"
