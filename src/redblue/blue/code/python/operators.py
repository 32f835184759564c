"""What operators make of values."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

from redblue.blue.code.python.methods import (
    percent,
)
from redblue.blue.code.python.objects import (
    CALLABLE,
    constant,
    number_of,
    plain,
    text_of,
)
from redblue.blue.code.value import HOLE, Origin, Source, Value, concat, join, mapped, origins_of

LARGE = 100


_TOO_BIG = 10**12


_NUMERIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.BitXor: operator.xor, ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_, ast.LShift: operator.lshift, ast.RShift: operator.rshift, ast.Pow: operator.pow,
}  # fmt: skip


def binary(op: ast.operator, left: Value, right: Value) -> Value:
    """What the operator makes of both."""
    if left.others or right.others:
        ones, others = list(left.each())[:12], list(right.each())[:12]
        return join([_binary(op, single(one), single(other)) for one in ones for other in others])
    return _binary(op, left, right)


def single(value: Value) -> Value:
    if not value.others:
        return value
    return Value(
        value.text, value.origins, kind=value.kind, items=value.items, fields=value.fields, ref=value.ref,
        payload=value.payload,
    )  # fmt: skip


def _binary(op: ast.operator, left: Value, right: Value) -> Value:
    origins = left.origins | right.origins
    kinds = (left.kind, right.kind)
    if isinstance(op, ast.Add):
        if left.kind == "list" and right.kind == "list" and left.items is not None and right.items is not None:
            return Value(HOLE, origins, kind="list", items=[*left.items, *right.items][:2_000])
        if left.kind in ("str", "bytes") or right.kind in ("str", "bytes"):
            return concat(text_of(left), text_of(right), kind="bytes" if "bytes" in kinds else "str")
    elif isinstance(op, ast.Div) and "path" in kinds:
        return joined_path(left, right, kind="path")
    elif isinstance(op, ast.Mod) and left.kind in ("str", "bytes"):
        return percent(left, right)
    elif isinstance(op, ast.Mult):
        for value, times in ((left, number_of(right)), (right, number_of(left))):
            if times is not None and number_of(value) is None:
                return _repeated(value, times, origins)
    elif isinstance(op, ast.BitOr) and kinds == ("dict", "dict"):
        return Value(HOLE, origins, kind="dict", fields={**(left.fields or {}), **(right.fields or {})})
    one, other = left.kind in ("int", "float", "bool"), right.kind in ("int", "float", "bool")
    if one and other and HOLE not in left.text and HOLE not in right.text:
        return _number(op, left, right, origins)
    if left.kind == "list" and right.kind == "list":
        return Value(HOLE, origins, kind="list", items=left.items)
    return Value(HOLE, origins_of(left, right))


def _number(op: ast.operator, left: Value, right: Value, origins: frozenset[Origin]) -> Value:
    function = _NUMERIC.get(type(op))
    try:
        one, other = plain(left), plain(right)
        if function is None or not isinstance(one, int | float) or not isinstance(other, int | float):
            return Value(HOLE, origins)
        if isinstance(op, ast.Pow) and (abs(other) > 200 or abs(one) > _TOO_BIG):
            return Value(HOLE, origins, kind="int")
        if isinstance(op, ast.LShift) and other > 2_000:
            return Value(HOLE, origins, kind="int")
        return constant(function(one, other), origins)
    except (ArithmeticError, TypeError, ValueError):
        return Value(HOLE, origins)


def _repeated(value: Value, times: int, origins: frozenset[Origin]) -> Value:
    if times >= LARGE:
        origins |= {Origin(Source.AMPLIFIED, str(times))}
    times = max(times, 0)
    if value.kind in ("str", "bytes"):
        if value.text != HOLE and len(value.text) * times <= 100_000:
            return Value(value.text * times, origins, kind=value.kind)
        return Value(value.text + HOLE if value.text != HOLE else HOLE, origins, kind=value.kind)
    if value.kind == "list":
        items = value.items if value.items is None or len(value.items) * times > 500 else value.items * times
        return Value(HOLE, origins, kind="list", items=items)
    return Value(HOLE, origins, kind="int" if value.kind == "int" else "str")


def joined_path(*parts: Value, kind: str = "str") -> Value:
    """As `os.path.join`: an absolute part begins anew."""

    def joined(*texts: str) -> str:
        path = ""
        for text in texts:
            absolute = text.startswith("/") or not path
            path = text if absolute else f"{path}{text}" if path.endswith("/") else f"{path}/{text}"
        return path

    return mapped(joined, *[text_of(part) for part in parts], kind=kind)


def _in(left: Any, right: Any) -> bool:
    return left in right


_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt,
    ast.GtE: operator.ge, ast.In: _in, ast.NotIn: lambda a, b: not _in(a, b),
}  # fmt: skip


def compared(op: ast.cmpop, left: Value, right: Value) -> bool | None:
    if isinstance(op, ast.Is | ast.IsNot):
        for one, other in ((left, right), (right, left)):
            if one.kind == "none" and other.kind in ("list", "dict", "int", "none", *CALLABLE) and not other.others:
                return (other.kind == "none") is isinstance(op, ast.Is)
        return None
    function = _COMPARE.get(type(op))
    try:
        return bool(function(plain(left), plain(right))) if function is not None else None
    except (ValueError, TypeError):
        return None
