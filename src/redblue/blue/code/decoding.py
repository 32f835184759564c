"""Encodings undone, as both languages' libraries and programs do it."""

from __future__ import annotations

import base64
import binascii
import bz2
import codecs
import gzip
import lzma
import quopri
import urllib.parse
import zlib
from collections.abc import Callable

from redblue.blue.code.value import HOLE, Origin, Source, Value, join

_MOST = 200_000
"""Bytes that anything is unpacked to."""


def _inflated(data: bytes, wbits: int) -> bytes:
    return zlib.decompressobj(wbits).decompress(data, _MOST)


def _loose(data: bytes) -> bytes:
    """As lenient as programs are: blanks do not count, missing padding is added."""
    clean = b"".join(data.split())
    return clean + b"=" * (-len(clean) % 4)


DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "base64": lambda data: base64.b64decode(_loose(data)),
    "urlsafe base64": lambda data: base64.urlsafe_b64decode(_loose(data)),
    "base32": lambda data: base64.b32decode(b"".join(data.split()), casefold=True),
    "base16": lambda data: base64.b16decode(b"".join(data.split()), casefold=True),
    "base85": base64.b85decode,
    "ascii85": base64.a85decode,
    "hex": lambda data: binascii.unhexlify(b"".join(data.split())),
    "uu": lambda data: codecs.decode(data, "uu") if isinstance(data, bytes) else b"",
    "quopri": quopri.decodestring,
    "zlib": lambda data: _inflated(data, 15),
    "gzip": lambda data: _inflated(data, 31),
    "deflate": lambda data: _inflated(data, -15),
    "bz2": lambda data: bz2.BZ2Decompressor().decompress(data, _MOST),
    "lzma": lambda data: lzma.LZMADecompressor().decompress(data, _MOST),
    "url": lambda data: urllib.parse.unquote_to_bytes(data),
    "rot13": lambda data: codecs.decode(data.decode("latin-1"), "rot13").encode("latin-1"),
}
"""By name, what turns encoded bytes into what they were."""

ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "base64": base64.b64encode,
    "urlsafe base64": base64.urlsafe_b64encode,
    "base32": base64.b32encode,
    "base16": base64.b16encode,
    "base85": base64.b85encode,
    "ascii85": base64.a85encode,
    "hex": binascii.hexlify,
    "quopri": quopri.encodestring,
    "zlib": zlib.compress,
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "bz2": bz2.compress,
    "lzma": lzma.compress,
    "url": lambda data: urllib.parse.quote_from_bytes(data).encode(),
    "rot13": DECODERS["rot13"],
}
"""The other way."""

CODECS = {
    "rot13": "rot13", "rot_13": "rot13", "base64": "base64", "base64_codec": "base64", "hex": "hex", "hex_codec": "hex",
    "zlib": "zlib", "zip": "zlib", "zlib_codec": "zlib", "bz2": "bz2", "bz2_codec": "bz2", "uu": "uu", "quopri":
    "quopri", "quoted_printable": "quopri",
}  # fmt: skip
"""Python's codecs that do more than change the alphabet."""


def undone(value: Value, name: str, *, kind: str = "bytes") -> Value:
    """`value` decoded; a hole, with its origins, where it is not known or was not encoded so."""
    return _through(DECODERS[name], value, Origin(Source.DECODED, name), kind)


def encoded(value: Value, name: str, *, kind: str = "bytes") -> Value:
    """`value` encoded."""
    return _through(ENCODERS[name], value, Origin(Source.ENCODED, name), kind)


def transcoded(value: Value, codec: str, *, encode: bool) -> Value:
    """By one of Python's codecs that `CODECS` names."""
    name = CODECS[codec]
    kind = "str" if name == "rot13" else "bytes"
    return encoded(value, name, kind=kind) if encode and name in ENCODERS else undone(value, name, kind=kind)


def _through(function: Callable[[bytes], bytes], value: Value, origin: Origin, kind: str) -> Value:
    made = []
    for one in value.each():
        text = HOLE
        if HOLE not in one.text:
            try:
                data = (
                    one.text.encode("latin-1") if one.kind == "bytes" else one.text.encode("utf-8", "surrogateescape")
                )
                text = function(data)[:_MOST].decode("latin-1")
            except Exception:  # whatever a decoder raises: then it is not known what comes out
                text = HOLE
        made.append(Value(text, one.all_origins() | {origin}, kind=kind))

    return made[0] if len(made) == 1 else join(made)
