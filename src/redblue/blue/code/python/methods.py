"""Methods and formats of texts, lists and mappings: done for real where all is known, with holes where not."""

from __future__ import annotations

import re

from redblue.blue.code.python.objects import constant, element_of, known_items, number_of, plain, text_of
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, concat, join, mapped, origins_of

_LARGE = 100
_MOST = 200_000
_SAFE = frozenset(
    "upper lower strip lstrip rstrip replace split rsplit splitlines title capitalize casefold swapcase removeprefix "
    "removesuffix zfill center ljust rjust startswith endswith find rfind index rindex count isdigit isalpha isalnum "
    "isupper islower isspace isnumeric isdecimal isidentifier partition rpartition expandtabs hex translate".split()
)
_HOLED = frozenset("upper lower strip lstrip rstrip replace removeprefix removesuffix casefold swapcase".split())
_LISTS = frozenset("split rsplit splitlines partition rpartition".split())
_WIDE = frozenset("zfill center ljust rjust expandtabs".split())
_FIELD = re.compile(r"\{\{|\}\}|\{([^{}!:]*)(?:![rsa])?(?::([^{}]*))?\}")
_PERCENT = re.compile(r"%(?:\((\w+)\))?[-#0 +]*(?:\d+|\*)?(?:\.\d+)?([diouxXeEfFgGcrsab%])")


def text_to_bytes(value: Value, encoding: str = "utf-8") -> Value:
    """As `str.encode`."""

    def encoded(text: str) -> str:
        try:
            return HOLE.join(part.encode(encoding, "surrogateescape").decode("latin-1") for part in text.split(HOLE))
        except (LookupError, ValueError, UnicodeError):
            return HOLE

    return mapped(encoded, value, kind="bytes")


def bytes_to_text(value: Value, encoding: str = "utf-8") -> Value:
    """As `bytes.decode`."""

    def decoded(text: str) -> str:
        try:
            return HOLE.join(part.encode("latin-1").decode(encoding, "replace") for part in text.split(HOLE))
        except (LookupError, ValueError, UnicodeError):
            return HOLE

    return mapped(decoded, value)


def text_method(receiver: Value, name: str, args: list[Value], kwargs: dict[str, Value]) -> Value | None:
    """A method of `str` or `bytes`; None where there is none of that name."""
    kind = "bytes" if receiver.kind == "bytes" else "str"
    origins = receiver.all_origins() | origins_of(*args)
    if name == "encode":
        codec = args[0].text if args else kwargs.get("encoding", Value("utf-8")).text
        return _codec(receiver, codec, encode=True)
    if name == "decode":
        codec = args[0].text if args else kwargs.get("encoding", Value("utf-8")).text
        return _codec(receiver, codec, encode=False)
    if name == "join" and args:
        return _joined(receiver, args[0], kind)
    if name in ("format", "format_map"):
        return _formatted(receiver, args, kwargs if name == "format" else (args[0].fields or {}) if args else {})
    if name == "fromhex" and args and args[0].is_known:
        try:
            return constant(bytes.fromhex(args[0].text), args[0].origins)
        except ValueError:
            return UNKNOWN
    if name == "maketrans":
        return Value(HOLE, origins, kind="table", items=args)
    if name == "translate" and args and args[0].kind == "table":
        return _translated(receiver, args[0].items or [], origins, kind)
    if name in _SAFE:
        if receiver.is_known and all(arg.is_known for arg in args):
            return _really(receiver, name, args, origins)
        if receiver.others and name in _SAFE:
            made = [text_method(one, name, args, kwargs) for one in _alone(receiver)]
            return join([one for one in made if one is not None])
        if name in _HOLED and all(arg.is_known for arg in args):
            made_text = _really(Value(receiver.text, kind=kind), name, args, origins)
            return made_text if made_text.kind == kind else Value(HOLE, origins, kind=kind)
        if name in _LISTS:
            return Value(HOLE, origins, kind="list", items=[Value(part, origins) for part in _pieces(receiver, args)])
        if name in _WIDE and args and (number_of(args[0]) or 0) >= _LARGE:
            return Value(HOLE, origins | {Origin(Source.AMPLIFIED, args[0].text)}, kind=kind)
        return Value(HOLE, origins, kind=kind)
    return None


def _alone(value: Value) -> list[Value]:
    return [Value(one.text, one.origins, kind=one.kind) for one in value.each()]


def _pieces(receiver: Value, args: list[Value]) -> list[str]:
    """The parts of a text that is known in part."""
    separator = args[0].text if args and args[0].is_known and args[0].kind in ("str", "bytes") else None
    if receiver.text == HOLE:
        return [HOLE]
    parts = receiver.text.split(separator) if separator != "" else [HOLE]
    return parts[:500]


def _really(receiver: Value, name: str, args: list[Value], origins: frozenset[Origin]) -> Value:
    try:
        subject = plain(receiver) if receiver.kind != "any" else receiver.text
        given = [plain(arg) for arg in args]
        if name in _WIDE and given and isinstance(given[0], int) and given[0] > 20_000:
            return Value(HOLE, origins | {Origin(Source.AMPLIFIED, str(given[0]))}, kind=receiver.kind)
        if name == "replace" and len(given) > 1 and len(str(subject)) * max(len(str(given[1])), 1) > 5 * _MOST:
            return Value(HOLE, origins)
        return constant(getattr(subject, name)(*given), origins)
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError):
        return Value(HOLE, origins)


def _codec(receiver: Value, codec: str, *, encode: bool) -> Value:
    name = codec.lower().replace("-", "_")
    from redblue.blue.code.decoding import CODECS, transcoded

    if name in CODECS:
        return transcoded(receiver, name, encode=encode)
    return text_to_bytes(receiver, codec) if encode else bytes_to_text(receiver, codec)


def _joined(separator: Value, parts: Value, kind: str) -> Value:
    items = known_items(parts)
    origins = separator.origins | parts.origins
    if items is None:
        return Value(HOLE, origins | parts.all_origins(), kind=kind)
    pieces: list[Value] = []
    for number, item in enumerate(items[:2_000]):
        if number:
            pieces.append(separator)
        pieces.append(text_of(item) if item.kind in ("str", "bytes", "path") else Value(HOLE, item.all_origins()))
    joined = concat(*pieces, kind=kind) if pieces else Value("", kind=kind)
    return joined.tagged(*origins)


def _formatted(receiver: Value, args: list[Value], kwargs: dict[str, Value]) -> Value:
    parts: list[Value] = []
    automatic, end = 0, 0
    for match in _FIELD.finditer(receiver.text):
        parts.append(Value(receiver.text[end : match.start()]))
        end = match.end()
        if match.group(0) in ("{{", "}}"):
            parts.append(Value(match.group(0)[0]))
            continue
        field = match.group(1)
        name = re.split(r"[.\[]", field, maxsplit=1)[0]
        value = UNKNOWN
        if name == "":
            value = args[automatic] if automatic < len(args) else UNKNOWN
            automatic += 1
        elif name.isdigit():
            value = args[int(name)] if int(name) < len(args) else UNKNOWN
        else:
            value = kwargs.get(name, UNKNOWN)
        if name != field:
            key = field[len(name) :].strip("[].")
            inner = (value.fields or {}).get(key)
            items = known_items(value)
            if inner is None and items is not None and key.isdigit() and int(key) < len(items):
                inner = items[int(key)]
            value = inner if inner is not None else Value(HOLE, value.all_origins())
        spec = match.group(2)
        parts.append(format_values(value, Value(spec) if spec else None, -1))
    parts.append(Value(receiver.text[end:]))
    return concat(*parts).tagged(*receiver.origins)


def format_values(value: Value, spec: Value | None, conversion: int) -> Value:
    """As in an f-string."""
    if conversion == ord("r") and value.is_known and value.kind == "str":
        return Value(repr(value.text), value.origins)
    if spec is not None and spec.is_known and value.is_known and len(spec.text) < 20:
        try:
            width = re.search(r"\d+", spec.text)
            size = int(width.group()) if width is not None else 0
            if size < 20_000:
                wide = {Origin(Source.AMPLIFIED, str(size))} if size >= _LARGE else set()
                return constant(format(plain(value), spec.text), value.origins | wide)
        except (ValueError, TypeError, OverflowError):
            return Value(HOLE, value.origins)
    return Value(text_of(value).text, value.all_origins(), others=tuple(text_of(one) for one in value.others))


def percent(template: Value, right: Value) -> Value:
    """`template % right`."""
    items = known_items(right) if right.kind == "list" else None
    values = items if items is not None else [right]
    parts: list[Value] = []
    end = number = 0
    for match in _PERCENT.finditer(template.text):
        parts.append(Value(template.text[end : match.start()]))
        end = match.end()
        if match.group(2) == "%":
            parts.append(Value("%"))
            continue
        if match.group(1) is not None:
            value = (right.fields or {}).get(match.group(1), UNKNOWN)
        else:
            value = values[number] if number < len(values) else UNKNOWN
            number += 1
        if match.group(2) == "c" and (code := number_of(value)) is not None and 0 <= code < 0x110000:
            value = Value(chr(code), value.origins)
        elif match.group(2) in "xXo" and value.is_known and len(match.group(0)) < 8:
            try:
                value = constant(match.group(0) % plain(value), value.origins)
            except (TypeError, ValueError):
                value = Value(HOLE, value.origins)
        parts.append(text_of(value))
    parts.append(Value(template.text[end:]))
    return concat(*parts, kind=template.kind).tagged(*template.origins)


def _translated(receiver: Value, args: list[Value], origins: frozenset[Origin], kind: str) -> Value:
    try:
        given = [plain(arg) for arg in args]
        if len(given) == 1 and isinstance(given[0], dict):
            table = {int(key) if key.isdigit() and len(key) > 1 else ord(key): new for key, new in given[0].items()
                     if len(key) == 1 or key.isdigit()}  # fmt: skip
            return Value(receiver.text.translate(table), origins, kind=kind)
        known = plain(receiver) if kind == "bytes" else None
        if isinstance(known, bytes):
            return constant(known.translate(bytes.maketrans(*given)), origins)  # type: ignore[arg-type]
        return Value(receiver.text.translate(str.maketrans(*given)), origins, kind=kind)  # type: ignore[call-overload]
    except (ValueError, TypeError):
        return Value(HOLE, origins, kind=kind)


def list_method(
    receiver: Value, name: str, args: list[Value], kwargs: dict[str, Value], loop_times: int
) -> Value | None:
    """A method of a list, set, tuple or queue; None where there is none of that name."""
    items = receiver.items
    none = Value("None", kind="none")
    if name in ("append", "add", "appendleft", "put", "insert"):
        if items is not None and len(items) < 2_000 and args:
            place = number_of(args[0]) if name == "insert" and len(args) > 1 else None
            where = 0 if name == "appendleft" else (len(items) if place is None else place)
            items.insert(where, args[-1])
        if loop_times >= _LARGE:
            receiver.origins |= {Origin(Source.AMPLIFIED, str(loop_times))}
        return none
    if name in ("extend", "update"):
        more = known_items(args[0]) if args else None
        if items is not None and args:
            items += (more if more is not None else [element_of(args[0])])[:500]
        return none
    if name == "get":
        return element_of(receiver)
    if name in ("pop", "popleft"):
        if items and not args:
            return items[0] if name == "popleft" else items[-1]
        if items and args and (number := number_of(args[0])) is not None and -len(items) <= number < len(items):
            return items[number]
        return element_of(receiver)
    if name == "reverse":
        if items is not None:
            items.reverse()
        return none
    if name == "sort":
        if items is not None and all(item.is_known and item.kind == "str" for item in items) and not kwargs:
            items.sort(key=lambda item: item.text)
        return none
    if name in ("copy", "union", "intersection", "difference"):
        return Value(HOLE, receiver.origins | origins_of(*args), kind="list", items=list(items) if items else items)
    if name in ("clear", "remove", "discard"):
        if name == "clear" and items is not None:
            items.clear()
        return none
    if name in ("index", "count"):
        return Value(HOLE, kind="int")
    return None


def mapping_method(receiver: Value, name: str, args: list[Value], kwargs: dict[str, Value]) -> Value | None:
    """A method of a dict; None where there is none of that name."""
    fields = receiver.fields if receiver.fields is not None else {}
    values = [*fields.values(), *(receiver.items or [])]
    if name in ("get", "pop", "setdefault"):
        if args and args[0].is_known and args[0].text in fields:
            return fields[args[0].text]
        default = args[1] if len(args) > 1 else Value("None", kind="none")
        if name == "setdefault" and args and args[0].is_known:
            fields[args[0].text] = default
        if args and args[0].is_known and not receiver.items:
            return default
        return join([*values, default])
    if name == "items":
        pairs = [Value(HOLE, kind="list", items=[Value(key), value]) for key, value in list(fields.items())[:2_000]]
        pairs += [Value(HOLE, kind="list", items=[UNKNOWN, value]) for value in receiver.items or []]
        return Value(HOLE, receiver.origins, kind="list", items=pairs)
    if name == "keys":
        return Value(HOLE, receiver.origins, kind="list", items=[Value(key) for key in fields])
    if name == "values":
        return Value(HOLE, receiver.origins, kind="list", items=values)
    if name == "update":
        if args and args[0].fields:
            fields.update(args[0].fields)
        fields.update(kwargs)
        return Value("None", kind="none")
    if name == "copy":
        return Value(HOLE, receiver.origins, kind="dict", fields=dict(fields), items=receiver.items)
    if name == "clear":
        fields.clear()
        return Value("None", kind="none")
    return None
