"""Encodings, digests, serialised data."""

from __future__ import annotations

import re

from redblue.blue.code.decoding import encoded, undone
from redblue.blue.code.python.methods import bytes_to_text
from redblue.blue.code.python.objects import MODELS, Call, constant, element_of, model, opaque, plain, text_of
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, mapped, origins_of

_LONG_NUMBER = re.compile(r"\d{5}")
_DECODERS = {
    "base64.b64decode": "base64", "base64.standard_b64decode": "base64", "base64.decodebytes": "base64",
    "base64.decodestring": "base64", "base64.urlsafe_b64decode": "urlsafe base64", "base64.b32decode": "base32",
    "base64.b16decode": "base16", "base64.b85decode": "base85", "base64.a85decode": "ascii85",
    "binascii.a2b_base64": "base64", "binascii.unhexlify": "hex", "binascii.a2b_hex": "hex", "binascii.a2b_uu": "uu",
    "bytes.fromhex": "hex", "bytearray.fromhex": "hex", "zlib.decompress": "zlib", "gzip.decompress": "gzip",
    "bz2.decompress": "bz2", "lzma.decompress": "lzma", "quopri.decodestring": "quopri",
    "binascii.a2b_qp": "quopri",
}  # fmt: skip
_ENCODERS = {
    "base64.b64encode": "base64", "base64.standard_b64encode": "base64", "base64.encodebytes": "base64",
    "base64.urlsafe_b64encode": "urlsafe base64", "base64.b32encode": "base32", "base64.b16encode": "base16",
    "base64.b85encode": "base85", "base64.a85encode": "ascii85", "binascii.b2a_base64": "base64",
    "binascii.hexlify": "hex", "binascii.b2a_hex": "hex", "zlib.compress": "zlib", "gzip.compress": "gzip",
    "bz2.compress": "bz2", "lzma.compress": "lzma", "quopri.encodestring": "quopri",
}  # fmt: skip


@model(*_DECODERS)
def _decode(call: Call) -> Value:
    return undone(call.arg(0), _DECODERS[call.ref])


@model(*_ENCODERS)
def _encode(call: Call) -> Value:
    return encoded(call.arg(0), _ENCODERS[call.ref])


@model("codecs.decode", "codecs.encode")
def _codecs(call: Call) -> Value:
    from redblue.blue.code.python.methods import text_method

    name = call.ref.rpartition(".")[2]
    return text_method(call.arg(0), name, [call.arg(1, "encoding")] if call.given(1, "encoding") else [], {}) or UNKNOWN


@model("codecs.getdecoder", "codecs.getencoder", "codecs.lookup")
def _codec(call: Call) -> Value:
    name = "decode" if "decoder" in call.ref else "encode"
    return Value(HOLE, kind="codec", ref=f"codecs.{name}", payload=call.arg(0))


@model("urllib.parse.unquote", "urllib.parse.unquote_plus", "urllib.unquote", "urllib.request.unquote", "html.unescape")
def _unquote(call: Call) -> Value:
    if call.ref == "html.unescape":
        import html

        return mapped(lambda text: html.unescape(text), text_of(call.arg(0)))
    return bytes_to_text(undone(call.arg(0), "url"))


@model(
    "urllib.parse.quote",
    "urllib.parse.quote_plus",
    "urllib.parse.urlencode",
    "urllib.quote",
    "json.dumps",
    "pprint.pformat",
    "repr",
    "yaml.dump",
    "html.escape",
    "ast.unparse",
    "ascii",
)
def _dumped(call: Call) -> Value:
    return Value(HOLE, origins_of(*call.all))


@model(
    "hashlib.new",
    "hashlib.md5",
    "hashlib.sha1",
    "hashlib.sha224",
    "hashlib.sha256",
    "hashlib.sha384",
    "hashlib.sha512",
    "hashlib.blake2b",
    "hashlib.blake2s",
    "hashlib.sha3_256",
    "hashlib.sha3_512",
    "hmac.new",
)
def _digest(call: Call) -> Value:
    return opaque("hashlib()", origins=[Origin(Source.HASHED)])


@model("marshal.loads", "marshal.load", "pickle.loads", "pickle.load", "jsonpickle.decode", "yaml.unsafe_load")
def _unpickle(call: Call) -> Value:
    data = call.arg(0)
    if call.ref.startswith(("pickle", "jsonpickle", "yaml")) and data.text != HOLE:
        # what a pickle says it calls: the opcodes are names and texts in the clear
        _calls_in(call, data)
    return Value(
        HOLE,
        data.all_origins() | {Origin(Source.DECODED, call.ref)},
        kind="code" if "marshal" in call.ref else "object",
        payload=data.payload,
    )


def _calls_in(call: Call, data: Value) -> None:
    import pickletools

    from redblue.blue.code.python.libraries import canonical
    from redblue.blue.code.python.objects import MODELS

    texts: list[str] = []
    try:
        for opcode, arg, _ in pickletools.genops(data.text.encode("latin-1")):
            if opcode.name in ("GLOBAL", "INST") and isinstance(arg, str):
                texts.append(arg.replace(" ", "."))
            elif isinstance(arg, str | bytes):
                texts.append(arg if isinstance(arg, str) else arg.decode("latin-1"))
            if len(texts) > 500:
                break
    except Exception:  # a broken pickle: what was read before it broke counts
        pass
    for number, text in enumerate(texts):
        for name in (text, f"{text}.{texts[number + 1]}" if number + 1 < len(texts) else text):
            ref = canonical(name)
            if ref in MODELS:
                for other in texts[number + 1 : number + 4]:
                    MODELS[ref](Call(call.interpreter, ref, [Value(other)], {}, call.node))


@model("json.loads", "json.load", "ast.literal_eval", "yaml.safe_load", "yaml.load", "tomllib.loads", "tomllib.load")
def _parsed(call: Call) -> Value:
    data = call.arg(0)
    if data.kind == "object" and data.ref == "open()":
        data = MODELS["open().read"](Call(call.interpreter, "open().read", [], {}, call.node, data))
    if data.is_known and data.text != HOLE and len(data.text) < 50_000:
        try:
            return constant(_parse(call.ref, data.text), data.origins)
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            pass
    return Value(HOLE, data.all_origins(), kind="object", ref=f"{call.ref}()")


def _parse(ref: str, text: str) -> object:
    if ref.startswith("json"):
        import json

        return json.loads(text)
    if ref.startswith("tomllib"):
        import tomllib

        return tomllib.loads(text)
    if ref.startswith("yaml"):
        return _plain_yaml(text)
    import ast

    return ast.literal_eval(text)


def _plain_yaml(text: str) -> object:
    """The simple half of YAML: keys with texts, lists of texts, two levels. Raises ValueError for the rest."""
    made: dict[str, object] = {}
    items: list[object] = []
    key = ""
    for line in text.splitlines():
        bare = line.strip()
        if not bare or bare.startswith(("#", "---")):
            continue
        if bare.startswith("- "):
            value = bare[2:].strip().strip("\"'")
            name, colon, rest = value.partition(": ")
            items.append({name: rest.strip().strip("\"'")} if colon and name.isidentifier() else value)
            if key:
                made[key] = items
            continue
        name, colon, rest = bare.partition(":")
        if not colon:
            raise ValueError
        value = rest.strip().strip("\"'")
        if line[:1] in (" ", "\t") and items and isinstance(items[-1], dict):
            items[-1][name] = value
        elif line[:1] in (" ", "\t") and key:
            inner = made.get(key)
            made[key] = {**inner, name: value} if isinstance(inner, dict) else {name: value}
        else:
            key, items = name.strip("\"'"), []
            made[key] = value
    return made or items


@model("struct.pack", "bytes", "bytearray", "memoryview", "array.array", "struct.unpack")
def _packed(call: Call) -> Value:
    first = call.arg(0)
    if call.ref in ("bytes", "bytearray", "memoryview"):
        if first.kind == "int" and first.is_known:
            size = int(first.text)
            origins = first.origins | ({Origin(Source.AMPLIFIED, str(size))} if size >= 1_000 else frozenset())
            return Value("\0" * size if 0 <= size < 10_000 else HOLE, frozenset(origins), kind="bytes")
        if first.kind in ("str", "bytes"):
            return Value(first.text, first.origins, kind="bytes", others=first.others)
        if first.kind == "list":
            try:
                return constant(bytes(plain(first)), first.all_origins())  # type: ignore[call-overload]
            except (ValueError, TypeError):
                return Value(HOLE, first.all_origins(), kind="bytes")
        return Value(HOLE, origins_of(*call.all), kind="bytes")
    if call.ref == "struct.pack" and first.is_known:
        import struct

        try:
            if len(first.text) < 200 and not _LONG_NUMBER.search(first.text):
                return constant(struct.pack(first.text, *[plain(arg) for arg in call.args[1:]]), origins_of(*call.args))
        except (struct.error, ValueError, TypeError, OverflowError, MemoryError):
            pass
    if call.ref == "array.array" and call.given(1):
        return call.arg(1)
    return Value(
        HOLE,
        origins_of(*call.all),
        kind="bytes",
        items=[element_of(call.arg(1))] if call.ref == "struct.unpack" else None,
    )
