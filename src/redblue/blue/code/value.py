"""Abstract values: texts that may have holes, where the data in them came from, and what else they may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

HOLE = "\ufffc"
"""Stands for any text, also an empty one."""
_MOST_TEXT = 200_000
_MOST_OTHERS = 24
_MOST_INNER = 50
_MOST_SEEN = 500
"""Values in one another whose origins are asked for."""


class Source(StrEnum):
    """Where data came from."""

    FILE = "file"
    """Read from a file; the detail is its path."""
    LISTING = "listing"
    """The names in a folder; the detail is its path."""
    NETWORK = "network"
    """Received from elsewhere; the detail is the URL or address."""
    SOCKET = "socket"
    """Is, or came through, a connected socket."""
    ENVIRONMENT = "environment"
    """An environment variable; the detail is its name, or nothing for all of them."""
    ARGUMENT = "argument"
    """Handed to a function or script as a parameter."""
    INPUT = "input"
    """Typed or piped in by whoever runs the program."""
    PROCESSES = "processes"
    """From a list of the system's processes."""
    CHILD = "child"
    """A process that this program itself has started."""
    OUTPUT = "output"
    """Printed by another program; the detail is its name."""
    DECODED = "decoded"
    """Came out of a decoder; the detail says which."""
    ENCODED = "encoded"
    """Went through an encoder; the detail says which."""
    HASHED = "hashed"
    AMPLIFIED = "amplified"
    """Something repeated at least a hundred times; the detail says how often."""
    RANDOM = "random"
    SECURE_RANDOM = "secure random"
    TIME = "time"
    SCREEN = "screen"
    """A picture of the screen, the clipboard, the keyboard."""
    TRAVERSAL = "traversal"
    """A path that climbs out of the folder it was joined to; the detail is that folder."""
    SECRET = "secret"
    """Says by itself that it is one: a private key, a token."""


class Origin(NamedTuple):
    """A source with its detail."""

    source: Source
    detail: str = ""


Origins = frozenset[Origin]
NOWHERE: Origins = frozenset()


class Value:
    """What an expression or a word may be worth.

    `text` is its text, with HOLE for each part that is not known. `kind` says what it is in the program's language;
    the interpreters use `items` for sequences, `fields` for named parts, and `ref` for what it is called.
    Values are not changed once made, but for `items` and `fields` of containers and objects.
    """

    __slots__ = ("fields", "items", "kind", "origins", "others", "payload", "ref", "text")

    def __init__(
        self,
        text: str = HOLE,
        origins: Origins = NOWHERE,
        *,
        kind: str = "str",
        items: list[Value] | None = None,
        fields: dict[str, Value] | None = None,
        ref: str = "",
        others: tuple[Value, ...] = (),
        payload: Any = None,
    ) -> None:
        self.text = text if len(text) <= _MOST_TEXT else text[:_MOST_TEXT] + HOLE
        self.origins = origins
        self.kind = kind
        self.items = items
        self.fields = fields
        self.ref = ref
        self.others = others
        self.payload = payload

    def __repr__(self) -> str:
        more = f" or {self.others}" if self.others else ""
        return f"<{self.kind} {self.text!r} {self.ref} {sorted(self.origins)}{more}>"

    @property
    def is_known(self) -> bool:
        """Whether it is one text without holes."""
        return HOLE not in self.text and not self.others

    def each(self) -> Iterator[Value]:
        """All that it may be, itself first."""
        yield self
        yield from self.others

    def has(self, source: Source) -> bool:
        """Whether anything in it came from there."""
        return any(origin.source is source for origin in self.all_origins())

    def details(self, source: Source) -> list[str]:
        """The details of that source, always in the same order."""
        return sorted([origin.detail for origin in self.all_origins() if origin.source is source])

    def all_origins(self) -> Origins:
        """Its own and those of all that it may be, and of its items and fields, two levels down."""
        if not self.others and not self.items and not self.fields:
            return self.origins
        found = set(self.origins)
        _collect(self, 2, found, {id(self)})
        return self.origins if len(found) == len(self.origins) else frozenset(found)

    def tagged(self, *origins: Origin) -> Value:
        """The same with more origins."""
        if not origins or self.origins.issuperset(origins):
            return self
        return Value(
            self.text, self.origins | frozenset(origins), kind=self.kind, items=self.items, fields=self.fields,
            ref=self.ref, others=tuple(other.tagged(*origins) for other in self.others), payload=self.payload,
        )  # fmt: skip


UNKNOWN = Value()


def _collect(value: Value, depth: int, found: set[Origin], seen: set[int]) -> None:
    inner: list[Value] = [*value.others]
    if depth:
        if value.items:
            inner += value.items[:_MOST_INNER]
        if value.fields:
            inner += [*value.fields.values()][:_MOST_INNER]
    for one in inner:
        if id(one) in seen or len(seen) > _MOST_SEEN:
            continue
        seen.add(id(one))
        if one.origins:
            found |= one.origins
        if depth and (one.others or one.items or one.fields):
            _collect(one, depth - 1, found, seen)


def unknown(*values: Value) -> Value:
    """Something made of these that cannot be followed: only where it came from is known."""
    origins = origins_of(*values)
    return Value(HOLE, origins) if origins else UNKNOWN


def origins_of(*values: Value) -> Origins:
    """All origins of these."""
    found = NOWHERE
    for value in values:
        origins = value.all_origins()
        if origins and origins is not found:
            found = found | origins if found else origins
    return found


def join(values: Iterable[Value]) -> Value:
    """Any one of these."""
    kept: list[Value] = []
    seen: set[tuple[object, ...]] = set()
    for value in values:
        for one in value.each():
            key = (one.text, one.kind, one.ref, one.origins, id(one.items), id(one.fields), id(one.payload))
            if key not in seen:
                seen.add(key)
                kept.append(one if not one.others else _alone(one))
    if not kept:
        return UNKNOWN
    if len(kept) > _MOST_OTHERS:
        # what is known is worth more than one hole more
        kept.sort(key=lambda one: one.text == HOLE and not one.origins)
        kept = kept[:_MOST_OTHERS]
    first = kept[0]
    if len(kept) == 1:
        return first
    return Value(
        first.text, first.origins, kind=first.kind, items=first.items, fields=first.fields, ref=first.ref,
        others=tuple(kept[1:]), payload=first.payload,
    )  # fmt: skip


def _alone(value: Value) -> Value:
    return Value(
        value.text, value.origins, kind=value.kind, items=value.items, fields=value.fields, ref=value.ref,
        payload=value.payload,
    )  # fmt: skip


def concat(*values: Value, kind: str = "str") -> Value:
    """One after the other."""
    if all(not value.others for value in values):
        origins = NOWHERE
        for value in values:
            origins |= value.origins
        return Value(_squeezed("".join([value.text for value in values])), origins, kind=kind)
    return mapped(lambda *texts: "".join(texts), *values, kind=kind)


def mapped(function: Callable[..., str], *values: Value, kind: str = "str") -> Value:
    """What `function` makes of the texts, for all that the values may be (at most some two dozen combinations)."""
    combinations: list[tuple[Value, ...]] = [()]
    for value in values:
        combinations = [(*one, each) for one in combinations for each in value.each()][:_MOST_OTHERS]
    made = []
    for combination in combinations:
        origins = NOWHERE
        for value in combination:
            origins |= value.origins
        made.append(Value(_squeezed(function(*[value.text for value in combination])), origins, kind=kind))
    return made[0] if len(made) == 1 else join(made)


def _squeezed(text: str) -> str:
    return text.replace(HOLE + HOLE, HOLE) if HOLE + HOLE in text else text
