"""Bash's arithmetic on what is known."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from redblue.blue.code.value import HOLE, NOWHERE, Origin, Origins, Source, Value

if TYPE_CHECKING:
    from redblue.blue.code.bash.variables import Variables

_TOKEN = re.compile(
    r"\s*(0[xX][0-9a-fA-F]+|\d+#[0-9a-zA-Z@_]+|\d+|[A-Za-z_]\w*(?:\[[^\]]*\])?"
    r"|<<=|>>=|\*\*|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[-+*/%&|^~!<>=?:(),]|.)",
    re.DOTALL,
)
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("||",), ("&&",), ("|",), ("^",), ("&",), ("==", "!="), ("<", "<=", ">", ">="), ("<<", ">>"), ("+", "-"),
    ("*", "/", "%"), ("**",),
)  # fmt: skip
_LEVEL = {sign: level for level, signs in enumerate(_LEVELS) for sign in signs}
_LARGEST = 1 << 63
MANY = 100
"""From so many times on, something repeated counts as amplified."""
_MOST_TOKENS = 400


def _divided(left: int, right: int) -> int | None:
    return int(left / right) if right and abs(left) < 1 << 50 else (left // right if right else None)


_BINARY: dict[str, Callable[[int, int], int | None]] = {
    "||": lambda left, right: int(bool(left or right)),
    "&&": lambda left, right: int(bool(left and right)),
    "|": operator.or_,
    "^": operator.xor,
    "&": operator.and_,
    "==": lambda left, right: int(left == right),
    "!=": lambda left, right: int(left != right),
    "<": lambda left, right: int(left < right),
    "<=": lambda left, right: int(left <= right),
    ">": lambda left, right: int(left > right),
    ">=": lambda left, right: int(left >= right),
    "<<": lambda left, right: left << right if 0 <= right < 63 else None,
    ">>": lambda left, right: left >> right if 0 <= right < 63 else None,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _divided,
    "%": lambda left, right: left % right if right and left >= 0 and right > 0 else None,
    "**": lambda left, right: left**right if 0 <= right < 64 else None,
}


class Arithmetic:
    """One expression, its `$` parts already expanded. It sets the variables that the expression sets."""

    def __init__(self, variables: Variables, text: str, *, origins: Origins = NOWHERE) -> None:
        self.variables = variables
        self.tokens = [token for token in _TOKEN.findall(text[:4_000]) if token.strip()][:_MOST_TOKENS]
        self.place = 0
        self.origins = origins
        self.depth = 0

    def value(self) -> Value:
        """The number as text, a hole where it is not known."""
        number = self.number()
        return Value(HOLE if number is None else str(number), self.origins)

    def number(self) -> int | None:
        """The number, None where it is not known."""
        if not self.tokens:
            return 0
        number = self._sequence()
        return number if self.place >= len(self.tokens) else None

    def _next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def _sequence(self) -> int | None:
        number = self._choice()
        while self._next() == ",":
            self.place += 1
            number = self._choice()
        return number

    def _choice(self) -> int | None:
        self.depth += 1
        if self.depth > 40:
            self.place = len(self.tokens) + 1
            return None
        condition = self._binary(0)
        if self._next() == "?":
            self.place += 1
            first = self._choice()
            second = None
            if self._next() == ":":
                self.place += 1
                second = self._choice()
            condition = None if condition is None else (first if condition else second)
        self.depth -= 1
        return condition

    def _binary(self, level: int) -> int | None:
        left = self._unary()
        while (sign := self._next()) in _LEVEL and _LEVEL[sign] >= level:
            self.place += 1
            right = self._binary(_LEVEL[sign] + (sign != "**"))
            if sign == "*" and any(side is not None and side >= MANY for side in (left, right)):
                times = next(side for side in (right, left) if side is not None and side >= MANY)
                self.origins |= {Origin(Source.AMPLIFIED, str(times))}
            left = _bounded(None if left is None or right is None else _BINARY[sign](left, right))
        return left

    def _unary(self) -> int | None:
        self.depth += 1
        if self.depth > 60:
            self.place = len(self.tokens) + 1
            return None
        number = self._operand()
        self.depth -= 1
        return number

    def _operand(self) -> int | None:
        token = self._next()
        self.place += 1
        if token in ("-", "+", "!", "~"):
            number = self._unary()
            if number is None:
                return None
            return {"-": -number, "+": number, "!": int(not number), "~": ~number}[token]
        if token in ("++", "--"):
            return self._changed(self._next(), 1 if token == "++" else -1, after=True)
        if token == "(":
            number = self._sequence()
            if self._next() == ")":
                self.place += 1
            return number
        if token[:1].isdigit():
            return _literal(token)
        if token[:1].isalpha() or token[:1] == "_":
            return self._named(token)
        return None

    def _named(self, name: str) -> int | None:
        sign = self._next()
        if sign in ("++", "--"):
            return self._changed(name, 1 if sign == "++" else -1, after=False)
        if sign == "=" or (len(sign) > 1 and sign[-1] == "=" and sign[:-1] in _BINARY and sign not in _LEVEL):
            self.place += 1
            right = self._choice()
            if sign != "=":
                left = self._valued(name)
                right = _bounded(None if left is None or right is None else _BINARY[sign[:-1]](left, right))
            self.variables.set(name, Value(HOLE if right is None else str(right), self.origins))
            return right
        return self._valued(name)

    def _changed(self, name: str, by: int, *, after: bool) -> int | None:
        self.place += 1
        before = self._valued(name)
        now = None if before is None else before + by
        if name.isidentifier():
            self.variables.set(name, Value(HOLE if now is None else str(now), self.origins))
        return now if after else before

    def _valued(self, name: str, depth: int = 0) -> int | None:
        base, _, index = name.partition("[")
        value = self.variables.get(base)
        if value is None:
            value = self.variables.outer(base)
        if value is None:
            return None
        if value.items is not None or value.fields is not None:
            item = value.items[int(index[:-1])] if _reaches(value, index) else None  # type: ignore[index]
            if item is None:
                self.origins |= value.all_origins()
                return None
            value = item
        self.origins |= value.origins
        if not value.is_known:
            return None
        text = value.text.strip()
        if not text:
            return 0
        if text.isidentifier() and depth < 3 and text.isascii():
            return self._valued(text, depth + 1) if self.variables.get(text) is not None else 0
        return _literal(text)


def _reaches(value: Value, index: str) -> bool:
    number = index[:-1]
    return value.items is not None and number.isdecimal() and len(number) < 6 and int(number) < len(value.items)


def _literal(text: str) -> int | None:
    negative = text[:1] == "-"
    digits = text[1:] if negative else text
    base = 10
    if "#" in digits:
        head, _, digits = digits.partition("#")
        base = int(head) if head.isdecimal() and len(head) < 3 else 0
    elif digits[:2] in ("0x", "0X"):
        base, digits = 16, digits[2:]
    elif digits[:1] == "0" and len(digits) > 1:
        base = 8
    if not 2 <= base <= 36 or len(digits) > 64:
        return None
    try:
        number = int(digits, base)
    except ValueError:
        return None
    return -number if negative else number


def _bounded(number: int | None) -> int | None:
    return number if number is not None and -_LARGEST < number < _LARGEST else None
