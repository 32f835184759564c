"""What Python's values are made of, on top of `Value`: kinds, frames, and calls of library functions."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from redblue.blue.code.act import Verb
from redblue.blue.code.value import HOLE, NOWHERE, UNKNOWN, Origin, Origins, Value, join
from redblue.core.verdict import Span

if TYPE_CHECKING:
    from redblue.blue.code.python.interpreter import Interpreter

TEXTS = ("str", "bytes", "path")
"""Kinds whose `text` is their text. Bytes are Latin-1: a letter each."""
CALLABLE = ("ref", "function", "class", "method", "bound", "partial")


class Frame:
    """The names of a module, function or class body."""

    __slots__ = ("names", "outer", "shared", "stars")

    def __init__(self, outer: Frame | None = None) -> None:
        self.names: dict[str, Value] = {}
        self.outer = outer
        self.shared: dict[str, Frame] = {}
        """Names declared `global` or `nonlocal`, and where they live."""
        self.stars: list[str] = []
        """Modules whose names were all imported."""

    @property
    def top(self) -> Frame:
        """The module's."""
        frame = self
        while frame.outer is not None:
            frame = frame.outer
        return frame


class Function:
    """A function of the block's own, with where it was made."""

    __slots__ = ("active", "called", "defaults", "frame", "name", "node", "owner", "times")

    def __init__(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, frame: Frame, name: str) -> None:
        self.node = node
        self.frame = frame
        self.name = name
        self.called = False
        self.active = 0
        """In how many calls of it this point is."""
        self.times = 0
        """How often it was read."""
        self.defaults: dict[str, Value] = {}
        self.owner: Class | None = None


class Class:
    """A class of the block's own."""

    __slots__ = ("bases", "fields", "instances", "name", "node")

    def __init__(self, node: ast.ClassDef, bases: list[Value]) -> None:
        self.node = node
        self.name = node.name
        self.bases = bases
        self.fields: dict[str, Value] = {}
        self.instances: list[Value] = []

    def find(self, name: str) -> Value | None:
        """A field or method, here or in a base."""
        if name in self.fields:
            return self.fields[name]
        for base in self.bases:
            if isinstance(base.payload, Class) and base.payload is not self and (found := base.payload.find(name)):
                return found
        return None

    @property
    def field_names(self) -> list[str]:
        """Of a dataclass or named tuple, in the order of the text."""
        return [
            one.target.id
            for one in self.node.body
            if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
        ]

    @property
    def foreign(self) -> str:
        """The library's class that it stands on; "" for none."""
        for base in self.bases:
            if base.kind == "ref":
                return base.ref if base.ref not in ("object", "abc.ABC", "typing.Generic", "typing.Protocol") else ""
            if isinstance(base.payload, Class) and base.payload is not self and (found := base.payload.foreign):
                return found
        return ""


class Call:
    """A call of something that the block did not write itself."""

    __slots__ = ("args", "interpreter", "kwargs", "node", "receiver", "ref")

    def __init__(
        self,
        interpreter: Interpreter,
        ref: str,
        args: list[Value],
        kwargs: dict[str, Value],
        node: ast.AST,
        receiver: Value | None = None,
    ) -> None:
        self.interpreter = interpreter
        self.ref = ref
        self.args = args
        self.kwargs = kwargs
        self.node = node
        self.receiver = receiver

    @property
    def span(self) -> Span:
        return self.interpreter.span(self.node)

    def arg(self, position: int, name: str = "") -> Value:
        """The argument; UNKNOWN where it is not given."""
        if position < len(self.args):
            return self.args[position]
        return self.kwargs.get(name, UNKNOWN)

    def given(self, position: int, name: str = "") -> bool:
        return position < len(self.args) or name in self.kwargs

    @property
    def all(self) -> list[Value]:
        return [*self.args, *self.kwargs.values()]

    def act(self, verb: Verb, target: Value, *, data: Value = UNKNOWN, how: Iterable[str] = (), via: str = "") -> None:
        """Notes an act at the place of this call."""
        self.interpreter.run.act(verb, target, self.span, data=data, via=via or self.ref, how=frozenset(how))


Model = Callable[[Call], Value]
MODELS: dict[str, Model] = {}
"""What library functions do, by their qualified name; methods of a library's objects as `module.Class().method`."""


def model(*names: str) -> Callable[[Model], Model]:
    """Registers what these functions do."""

    def register(function: Model) -> Model:
        for name in names:
            MODELS[name] = function
        return function

    return register


def text_of(value: Value) -> Value:
    """It as a text: what `str()` makes of it, where that is known."""
    if value.kind in TEXTS or value.kind in ("int", "float", "bool"):
        return value
    if value.kind == "none":
        return Value("None", value.origins)
    return Value(HOLE, value.all_origins())


def number_of(value: Value) -> int | None:
    """Its whole number, where it is one and known."""
    if value.kind in ("int", "bool") and not value.others:
        try:
            return int(value.text) if value.kind == "int" else int(value.text == "True")
        except ValueError:
            return None
    return None


def constant(value: object, origins: Origins = NOWHERE) -> Value:
    """A value of Python's own, where it can be one here; else unknown."""
    if isinstance(value, str):
        return Value(value, origins)
    if isinstance(value, bool):
        return Value(str(value), origins, kind="bool")
    if isinstance(value, int):
        return Value(str(value) if value.bit_length() < 4_000 else HOLE, origins, kind="int")
    if isinstance(value, float):
        return Value(repr(value), origins, kind="float")
    if isinstance(value, bytes):
        return Value(value.decode("latin-1"), origins, kind="bytes")
    if value is None:
        return Value("None", origins, kind="none")
    if isinstance(value, list | tuple | set | frozenset):
        return Value(HOLE, origins, kind="list", items=[constant(item, origins) for item in list(value)[:2_000]])
    if isinstance(value, dict):
        fields = {str(key): constant(item, origins) for key, item in list(value.items())[:2_000]}
        return Value(HOLE, origins, kind="dict", fields=fields)
    return Value(HOLE, origins)


def plain(value: Value) -> object:
    """The Python object that a known value stands for. Raises ValueError where it is not known."""
    if value.others or (HOLE in value.text and value.items is None and value.fields is None):
        raise ValueError
    if value.kind in ("str", "path"):
        return value.text
    if value.kind == "bytes":
        return value.text.encode("latin-1", "replace")
    if value.kind == "int":
        return int(value.text)
    if value.kind == "float":
        return float(value.text)
    if value.kind == "bool":
        return value.text == "True"
    if value.kind == "none":
        return None
    if value.kind == "list" and value.items is not None:
        return [plain(item) for item in value.items]
    if value.kind == "dict" and value.fields is not None and not value.items:
        return {key: plain(item) for key, item in value.fields.items()}
    raise ValueError


def truth(value: Value) -> bool | None:
    """Whether it is true; None where that is not known."""
    if value.others:
        return None
    if value.kind in ("list", "dict") and (value.items is not None or value.fields is not None) and not value.origins:
        return bool(value.items or value.fields)
    if value.kind in CALLABLE:
        return True
    if value.kind == "none":
        return False
    try:
        return bool(plain(value))
    except ValueError:
        return None


def element_of(value: Value) -> Value:
    """Any one of what iterating over it gives."""
    if value.others:
        return join([element_of(one) for one in _each_alone(value)])
    if value.kind == "dict" and value.items:
        return join(
            [Value(HOLE, value.all_origins()), *[Value(key, value.origins) for key in list(value.fields or {})[:24]]]
        )
    if value.items:
        found = join(value.items)
        return found.tagged(*value.origins) if value.origins else found
    if value.kind == "dict" and value.fields:
        return join([Value(key, value.origins) for key in list(value.fields)[:24]])
    if value.kind == "object" and value.ref.endswith(("glob()", "iterdir()", "open()")):
        return Value(HOLE, value.all_origins())
    if value.kind in TEXTS and 0 < len(value.text) <= 1 and value.is_known:
        return value
    return Value(HOLE, value.all_origins(), kind="object" if value.kind == "object" else "str", ref=value.ref)


def alone(value: Value) -> Value:
    """The first of what it may be, by itself."""
    return Value(
        value.text, value.origins, kind=value.kind, items=value.items, fields=value.fields, ref=value.ref,
        payload=value.payload,
    )  # fmt: skip


def _each_alone(value: Value) -> list[Value]:
    return [alone(value), *value.others]


def known_items(value: Value) -> list[Value] | None:
    """What iterating over it gives, one by one, where all of it is known; else None."""
    if value.others:
        return None
    if value.kind in ("str", "bytes") and HOLE not in value.text:
        if value.kind == "bytes":
            return [Value(str(ord(letter)), value.origins, kind="int") for letter in value.text[:5_000]]
        return [Value(letter, value.origins) for letter in value.text[:5_000]]
    if value.items is not None and value.kind == "list":
        return value.items
    if value.kind == "dict" and value.fields is not None and not value.items:
        return [Value(key, value.origins) for key in value.fields]
    return None


def opaque(ref: str, *values: Value, origins: Iterable[Origin] = (), **fields: Value) -> Value:
    """An object of a library: known by what made it, with the origins of what it was made from."""
    found = frozenset(origins)
    for value in values:
        found |= value.all_origins()
    return Value(HOLE, found, kind="object", ref=ref, fields=dict(fields) if fields else {})
