"""`$x` and `${x...}`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from redblue.blue.code.bash.fields import Nodes, Part, closing
from redblue.blue.code.bash.operators import part_of, replaced, transformed, trimmed
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, concat, join, mapped, unknown

if TYPE_CHECKING:
    from redblue.blue.code.bash.interpreter import Shell

_HEAD = re.compile(r"\s*([!#]?)([A-Za-z_]\w*|\d+|[@*?$!#-])", re.ASCII)
_OPERATOR = re.compile(r":[-=?+]|[-=?+]|\^\^|\^|,,|,|##|#|%%|%|//|/[#%]?|@[A-Za-z]|:")
_DEFAULTS = "-="
_MEMBER = re.compile(r"([A-Za-z_]\w*)\[(.{1,40})\]", re.ASCII)
_EMPTY = Value("")
_MOST_ITEMS = 200


def plain(shell: Shell, name: str, bare: bool, amid_letters: bool) -> Part:
    """`$x`. One that nothing sets, in the middle of a word, is nothing: `r$@m` is `rm`."""
    if name in "@*":
        if shell.arguments is None and amid_letters:
            return Part(_EMPTY)
        return _several(shell, shell.all_arguments(), star=name == "*", bare=bare)
    value = lookup(shell, name)
    if value is None or (amid_letters and shell.arguments is None and name.isdigit()):
        return Part(_EMPTY if amid_letters else UNKNOWN, splits=bare)
    return Part(scalar(value), splits=bare)


def lookup(shell: Shell, name: str) -> Value | None:
    """The value of a variable or of one of the special names; None where nothing sets it."""
    value = shell.variables.get(name)
    if value is not None:
        return value
    first = name[0]
    if name == "BASH_EXECUTION_STRING" and shell.own_text is not None:
        return shell.own_text
    if first.isalpha() or first == "_":
        return shell.variables.outer(name) if name != "_" else UNKNOWN
    if first.isdigit():
        number = int(name) if len(name) < 5 else 9999
        if number == 0:
            return shell.own_name
        if shell.arguments is None:
            return Value(origins=frozenset({Origin(Source.ARGUMENT, name)}))
        return shell.arguments[number - 1] if number <= len(shell.arguments) else _EMPTY
    if first == "#":
        return UNKNOWN if shell.arguments is None else Value(str(len(shell.arguments)))
    if first in "!$":
        return Value(origins=frozenset({Origin(Source.CHILD, "$" + first)}))
    return UNKNOWN


def scalar(value: Value) -> Value:
    """What a variable is worth without an index."""
    if value.items is not None:
        return value.items[0] if value.items else _EMPTY
    if value.fields is not None:
        return value.fields.get("0", _EMPTY)
    return value


def elements(value: Value) -> list[Value]:
    """What `${x[@]}` comes to."""
    if value.items is not None:
        return value.items
    if value.fields is not None:
        return [*value.fields.values()]
    return [value]


def _several(shell: Shell, values: list[Value], *, star: bool, bare: bool) -> Part:
    if star and not bare:
        ifs = shell.variables.get("IFS")
        sign = Value(ifs.text[:1] if ifs is not None and ifs.is_known else " ")
        spaced = [part for value in values for part in (sign, value)][1:]
        return Part(concat(*spaced) if spaced else _EMPTY)
    return Part(_EMPTY, fields=tuple(values[:_MOST_ITEMS]))


def expanded(shell: Shell, text: str, start: int, end: int, nodes: Nodes, bare: bool) -> Part:
    """`${...}`, given the places behind the opening and of the closing brace."""
    shell.run.step()
    head = _HEAD.match(text, start, end)
    if head is None or (head.end() < end and text[start:end] in ("!", "#")):
        return Part(plain(shell, text[start:end], bare, False).value if text[start:end] in ("!", "#") else UNKNOWN)
    prefix, name = head[1], head[2]
    place = head.end()
    index = None
    if text[place : place + 1] == "[" and place < end:
        close = closing(text, place, end)
        index = text[place + 1 : close]
        place = close + 1
    value = lookup(shell, name) if name not in "@*" else Value(kind="list", items=shell.all_arguments())
    if prefix == "!":
        return _indirect(shell, name, value, index, text[place:end], bare)
    is_all = name in "@*" or (index is not None and index in "@*" and index != "")
    star = name == "*" or index == "*"
    if is_all:
        items = elements(value) if value is not None else []
        if prefix == "#":
            return Part(Value(str(len(items))) if value is not None and _is_counted(shell, name, value) else UNKNOWN)
        operator = _OPERATOR.match(text, place, end)
        if (
            name in "@*"
            and shell.arguments is None
            and (text[start - 3 : start - 2] + text[end + 1 : end + 2]).isalpha()
        ):
            return Part(_EMPTY)
        if operator and operator[0] == ":":
            items = _sliced(shell, items, text[operator.end() : end], name in "@*")
        elif operator:
            items = [_operated(shell, item, operator[0], text, operator.end(), end, nodes, name) for item in items][
                :_MOST_ITEMS
            ]
        return _several(shell, items, star=star, bare=bare)
    if index is not None and value is not None:
        value = indexed(shell, value, index)
    elif value is not None:
        value = scalar(value)
    if prefix == "#":
        return Part(_length(value), splits=bare)
    operator = _OPERATOR.match(text, place, end)
    if operator is None:
        amid = value is None and end - start == len(name) and text[start - 3 : start - 2].isalpha()
        return Part(_EMPTY if amid else value or UNKNOWN, splits=bare)
    return Part(_operated(shell, value, operator[0], text, operator.end(), end, nodes, name), splits=bare)


def _is_counted(shell: Shell, name: str, value: Value) -> bool:
    return (name not in "@*" or shell.arguments is not None) and not any(item.text == HOLE for item in elements(value))


def _indirect(shell: Shell, name: str, value: Value | None, index: str | None, rest: str, bare: bool) -> Part:
    if index is not None and value is not None:
        if value.fields is not None:
            keys = [Value(key, value.origins) for key in value.fields]
        else:
            keys = [Value(str(number)) for number in range(len(elements(value)))]
        return _several(shell, keys, star=index == "*", bare=bare)
    if rest[:1] in ("*", "@"):
        names = [Value(one) for scope in shell.variables.scopes for one in scope.names if one.startswith(name)]
        return _several(shell, names, star=rest[:1] == "*", bare=bare)
    if value is None:
        return Part(UNKNOWN, splits=bare)
    return Part(join([_named(shell, one) for one in scalar(value).each()]), splits=bare)


def _named(shell: Shell, name: Value) -> Value:
    """What the variable, member or argument of that name is worth."""
    member = _MEMBER.fullmatch(name.text)
    if member is not None:
        whole = lookup(shell, member[1])
        if whole is None:
            return UNKNOWN
        return concat(*elements(whole)[:50]) if member[2] in "@*" else indexed(shell, whole, member[2])
    if name.text.isidentifier() or (name.text.isdecimal() and len(name.text) < 4):
        return scalar(lookup(shell, name.text) or UNKNOWN)
    return unknown(name)


def indexed(shell: Shell, value: Value, index: str) -> Value:
    """`${x[index]}`."""
    if value.fields is not None:
        key = shell.words.text(index)
        if key.is_known:
            return value.fields.get(key.text) or (unknown(value) if HOLE in value.fields else _EMPTY)
        return join([*value.fields.values(), UNKNOWN]) if value.fields else UNKNOWN
    if value.items is None:
        return value
    number = shell.words.arithmetic(index)
    if number.is_known and len(number.text) < 8:
        place = int(number.text)
        if -len(value.items) <= place < len(value.items):
            return value.items[place]
        return unknown(value) if any(item.text == HOLE for item in value.items) else _EMPTY
    return join(value.items).tagged(*number.all_origins()) if value.items else UNKNOWN


def _sliced(shell: Shell, items: list[Value], bounds: str, positional: bool) -> list[Value]:
    first, _, count = bounds.partition(":")
    start = shell.words.arithmetic(first)
    length = shell.words.arithmetic(count) if count else None
    if not start.is_known or (length is not None and not length.is_known):
        return items
    begin = int(start.text)
    if positional and begin > 0:
        begin -= 1
    if positional and shell.arguments is None:
        return items
    kept = items[begin:] if begin >= 0 or -begin <= len(items) else []
    return kept[: max(int(length.text), 0)] if length is not None else kept


def _length(value: Value | None) -> Value:
    if value is None:
        return UNKNOWN
    if value.is_known:
        return Value(str(len(value.text)), value.origins)
    return unknown(value)


def _operated(
    shell: Shell, value: Value | None, sign: str, text: str, start: int, end: int, nodes: Nodes, name: str
) -> Value:
    last = sign[-1]
    if sign[0] in ":-=?+" and sign != ":":
        return _defaulted(shell, value, sign, text, start, end, nodes, name)
    if value is None:
        value = UNKNOWN
    if sign == ":":
        return part_of(shell, value, text[start:end], name)
    if sign[0] == "@":
        return transformed(shell, value, last)
    if sign[0] in "^,":
        change: Callable[[str], str] = str.upper if last == "^" else str.lower
        return mapped(lambda one: change(one) if len(sign) == 2 else change(one[:1]) + one[1:], value)
    if sign[0] in "#%":
        pattern = shell.words.within(text, start, end, nodes)
        return mapped(lambda one, cut: trimmed(one, cut, sign), value, pattern)
    return replaced(shell, value, sign, text, start, end, nodes)


def _defaulted(
    shell: Shell, value: Value | None, sign: str, text: str, start: int, end: int, nodes: Nodes, name: str
) -> Value:
    last = sign[-1]
    is_set = value is not None and (bool(value.text) or bool(value.others))
    set_here = shell.variables.get(name) is not None or (name.isdigit() and shell.arguments is not None)
    if last == "?":
        return value or UNKNOWN
    if last == "+":
        return shell.words.within(text, start, end, nodes) if value is None or is_set else _EMPTY
    if set_here and is_set and value is not None:
        if HOLE not in value.text and all(one.text for one in value.each()):
            return value
        return join([value, shell.words.within(text, start, end, nodes)])
    default = shell.words.within(text, start, end, nodes)
    if value is not None and value.origins:
        default = default.tagged(*value.origins)
    elif value is not None and value.text not in ("", HOLE):
        default = value  # a standard variable
    if last == "=":
        shell.variables.set(name, default)
    return default
