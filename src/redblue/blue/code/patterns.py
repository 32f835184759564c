"""Whether a regular expression accepts a text, on all paths at once: no backtracking, so that none is slow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_STEPS = 4_000


class Unsupported(Exception):
    """The pattern has something that is not followed, or takes too many steps."""


class _Matcher:
    """Where a pattern can end in a text, for all starts at once: no backtracking, whatever the pattern."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.left = _STEPS

    def ends(self, items: Iterable[tuple[Any, Any]], starts: frozenset[int]) -> frozenset[int]:
        for kind, detail in items:
            if not starts:
                break
            starts = self.after(str(kind), detail, starts)
        return starts

    def after(self, kind: str, detail: Any, starts: frozenset[int]) -> frozenset[int]:
        self.left -= len(starts)
        if self.left < 0:
            raise Unsupported
        text = self.text
        if kind == "LITERAL":
            return frozenset(at + 1 for at in starts if at < len(text) and ord(text[at]) == detail)
        if kind == "NOT_LITERAL":
            return frozenset(at + 1 for at in starts if at < len(text) and ord(text[at]) != detail)
        if kind == "ANY":
            return frozenset(at + 1 for at in starts if at < len(text))
        if kind == "IN":
            return frozenset(at + 1 for at in starts if at < len(text) and _is_in(text[at], detail))
        if kind == "SUBPATTERN":
            return self.ends(detail[3], starts)
        if kind == "ATOMIC_GROUP":
            return self.ends(detail, starts)
        if kind == "BRANCH":
            return frozenset().union(*(self.ends(branch, starts) for branch in detail[1]))
        if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, items = detail
            return self.repeated(least, most, items, starts)
        if kind == "AT":
            return frozenset(at for at in starts if self.is_at(str(detail), at))
        if kind in ("ASSERT", "ASSERT_NOT") and detail[0] == 1:
            wanted = kind == "ASSERT"
            return frozenset(at for at in starts if bool(self.ends(detail[1], frozenset({at}))) is wanted)
        raise Unsupported

    def repeated(self, least: int, most: int, items: Any, starts: frozenset[int]) -> frozenset[int]:
        # one round more than there are characters reaches every end that further rounds would reach
        least, most = min(least, len(self.text) + 1), min(int(most), len(self.text) + 1)
        reached = starts if least == 0 else frozenset()
        for number in range(1, most + 1):
            starts = self.ends(items, starts)
            if number >= least:
                if starts <= reached:
                    break
                reached |= starts
            if not starts:
                break
        return reached

    def is_at(self, where: str, at: int) -> bool:
        if where in ("AT_BEGINNING", "AT_BEGINNING_STRING"):
            return at == 0
        if where in ("AT_END", "AT_END_STRING"):
            return at == len(self.text)
        before = at > 0 and _is_word(self.text[at - 1])
        behind = at < len(self.text) and _is_word(self.text[at])
        if where == "AT_BOUNDARY":
            return before != behind
        if where == "AT_NON_BOUNDARY":
            return before == behind
        raise Unsupported


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _is_in(character: str, choices: list[tuple[Any, Any]]) -> bool:
    found, negated = False, False
    for kind, detail in choices:
        name = str(kind)
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            found = found or ord(character) == detail
        elif name == "RANGE":
            found = found or detail[0] <= ord(character) <= detail[1]
        else:
            category = str(detail).removeprefix("CATEGORY_")
            is_one = {"DIGIT": str.isdigit, "WORD": _is_word, "SPACE": str.isspace}.get(
                category.removeprefix("NOT_"), str.isspace
            )(character)
            found = found or is_one is not category.startswith("NOT_")
    return found is not negated


def accepts(pattern: Any, text: str, how: str) -> bool:
    matcher = _Matcher(text)
    starts = frozenset(range(len(text) + 1)) if how == "search" else frozenset({0})
    ends = matcher.ends(pattern, starts)
    return len(text) in ends if how == "fullmatch" else bool(ends)
