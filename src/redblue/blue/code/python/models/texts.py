"""Making texts: conversions, templates, regular expressions, tables of letters."""

from __future__ import annotations

import re

from redblue.blue.code.python import expressions
from redblue.blue.code.python.objects import (
    CALLABLE,
    Call,
    Class,
    constant,
    element_of,
    known_items,
    model,
    number_of,
    opaque,
    plain,
    text_of,
)
from redblue.blue.code.value import HOLE, UNKNOWN, Value, concat, mapped, origins_of


@model("string.Template")
def _template(call: Call) -> Value:
    return opaque("string.Template()", text=call.arg(0))


@model("string.Template().substitute", "string.Template().safe_substitute")
def _substituted(call: Call) -> Value:
    template = ((call.receiver or UNKNOWN).fields or {}).get("text", UNKNOWN)
    fields = {**(call.arg(0).fields or {}), **call.kwargs}
    parts: list[Value] = []
    end = 0
    for match in _PLACE.finditer(template.text):
        parts += [
            Value(template.text[end : match.start()]),
            text_of(fields.get(match.group(1) or match.group(2), UNKNOWN)),
        ]
        end = match.end()
    return concat(*parts, Value(template.text[end:]))


_PLACE = re.compile(r"\$(?:(\w+)|\{(\w+)\})")


@model("unicodedata.normalize")
def _normalized(call: Call) -> Value:
    import unicodedata

    form = call.arg(0).text
    if form not in ("NFC", "NFD", "NFKC", "NFKD"):
        return UNKNOWN
    return mapped(lambda text: unicodedata.normalize(form, text), call.arg(1))  # type: ignore[arg-type]


@model("re.sub", "re.subn", "regex.sub")
def _sub(call: Call) -> Value:
    pattern, new, text = call.arg(0), call.arg(1), call.arg(2)
    if (
        not (pattern.is_known and text.is_known)
        or len(pattern.text) > 60
        or len(text.text) > 2_000
        or _RISKY.search(pattern.text)
    ):
        if new.kind in CALLABLE:
            call.interpreter.call(new, [Value(text.text, text.origins, kind="list", items=[text])], {}, call.node)
        return Value(HOLE, origins_of(*call.all))
    try:
        if new.kind in CALLABLE:
            parts: list[Value] = []
            end = 0
            for match in list(re.finditer(pattern.text, text.text))[:200]:
                groups = [Value(group or "") for group in (match.group(), *match.groups())]
                made = call.interpreter.call(
                    new, [Value(HOLE, kind="list", ref="re.Match()", items=groups)], {}, call.node
                )
                parts += [Value(text.text[end : match.start()]), text_of(made)]
                end = match.end()
            return concat(*parts, Value(text.text[end:])).tagged(*text.origins)
        return Value(re.sub(pattern.text, new.text if new.is_known else HOLE, text.text), text.origins | new.origins)
    except (re.error, IndexError, OverflowError):
        return Value(HOLE, origins_of(*call.all))


_RISKY = re.compile(r"[+*}]\)?[+*{]|\([^)]*[+*][^)]*\)[+*{]|\\\d")


@model("*.group", "*.groups")
def _group(call: Call) -> Value:
    receiver = call.receiver or UNKNOWN
    if receiver.kind == "list" and receiver.items:
        number = number_of(call.arg(0)) if call.args else 0
        return (
            receiver.items[number] if number is not None and 0 <= number < len(receiver.items) else element_of(receiver)
        )
    return Value(HOLE, receiver.all_origins())


@model(
    "str",
    "repr",
    "format",
    "textwrap.dedent",
    "shlex.join",
    "textwrap.indent",
    "inspect.cleandoc",
    "sys.intern",
    "shlex.quote",
)
def _str(call: Call) -> Value:
    if not call.args:
        return Value("")
    first = call.arg(0)
    if first.kind == "instance" and isinstance(first.payload, Class):
        for name in ("__str__", "__repr__"):
            if method := first.payload.find(name):
                return call.interpreter.call(method, [first], {}, call.node)
    if first.kind == "bytes" and call.given(1, "encoding"):
        from redblue.blue.code.python.methods import bytes_to_text

        return bytes_to_text(first)
    if call.ref == "shlex.join":
        return concat(*[part for item in known_items(first) or [element_of(first)] for part in (item, Value(" "))])
    if call.ref == "textwrap.dedent" and first.is_known:
        import textwrap

        return Value(textwrap.dedent(first.text), first.origins)
    made = text_of(first)
    return Value(made.text, made.all_origins(), others=tuple(text_of(one) for one in made.others))


@model("int", "float", "bool", "abs", "round", "ord", "chr", "len", "hex", "oct", "bin", "pow", "divmod", "hash", "id")
def _convert(call: Call) -> Value:
    origins = origins_of(*call.args)
    if call.ref == "len":
        items = known_items(call.arg(0))
        known = (
            len(items)
            if items is not None and call.arg(0).text == HOLE
            else (len(call.arg(0).text) if call.arg(0).is_known else None)
        )
        return constant(known) if known is not None else Value(HOLE, origins, kind="int")
    try:
        given = [plain(arg) for arg in call.args]
        if call.ref == "pow" and any(isinstance(one, int) and abs(one) > 10_000 for one in given[:2]):
            return Value(HOLE, origins, kind="int")
        if call.ref == "int" and given and isinstance(given[0], str) and len(given[0]) > 4_000:
            return Value(HOLE, origins, kind="int")
        function = {"int": int, "float": float, "bool": bool, "abs": abs, "round": round, "ord": ord, "chr": chr,
                    "hex": hex, "oct": oct, "bin": bin, "pow": pow}.get(call.ref)  # fmt: skip
        if function is not None:
            return constant(function(*given), origins)  # type: ignore[operator]
    except (ValueError, TypeError, ArithmeticError):
        pass
    return Value(
        HOLE,
        origins,
        kind={"chr": "str", "hex": "str", "bin": "str", "oct": "str", "float": "float", "bool": "bool"}.get(
            call.ref, "int"
        ),
    )


@model("str.maketrans", "bytes.maketrans", "bytearray.maketrans")
def _maketrans(call: Call) -> Value:
    return Value(HOLE, origins_of(*call.args), kind="table", items=call.args)


@model("shlex.split", "str.split")
def _shell_words(call: Call) -> Value:
    import shlex

    text = call.arg(0)
    if call.ref == "str.split" or not text.is_known:
        return expressions.call_method(call.interpreter, text, "split", call.args[1:], {}, call.node)
    try:
        return constant(shlex.split(text.text), text.origins)
    except ValueError:
        return UNKNOWN


@model("array.array().tobytes", "array.array().tostring")
def _array_bytes(call: Call) -> Value:
    return call.receiver or UNKNOWN


@model("*.tobytes", "*.tolist")
def _to_bytes(call: Call) -> Value:
    receiver = call.receiver or UNKNOWN
    try:
        return constant(bytes(plain(receiver)), receiver.all_origins())  # type: ignore[call-overload]
    except (ValueError, TypeError):
        return receiver


@model("jinja2.Template")
def _page_template(call: Call) -> Value:
    return opaque("jinja2.Template()", text=call.arg(0))


@model("jinja2.Template().render")
def _rendered(call: Call) -> Value:
    template = ((call.receiver or UNKNOWN).fields or {}).get("text", UNKNOWN)
    fields = {**(call.arg(0).fields or {}), **call.kwargs}
    parts: list[Value] = []
    end = 0
    for match in _SLOT.finditer(template.text):
        parts += [Value(template.text[end : match.start()]), text_of(fields.get(match.group(1), UNKNOWN))]
        end = match.end()
    return concat(*parts, Value(template.text[end:])).tagged(*template.origins)


_SLOT = re.compile(r"\{\{\s*(\w+)[^{}]*\}\}")
