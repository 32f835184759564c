"""Whether a text holds a secret, however it was written down."""

from __future__ import annotations

import base64
import binascii
import contextlib
import itertools
import re
import zlib
from collections.abc import Iterator

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_BASE32 = re.compile(r"[A-Z2-7]{24,}={0,6}")
_HEX = re.compile(r"(?:[0-9a-fA-F](?:0x|[\s:,-])*){16,}")
_DUMP = re.compile(r"^[0-9a-f]{6,8}:?[ \t]+((?:[0-9a-f]{2,4}(?:[ \t]{1,2}|$))+)", re.MULTILINE | re.IGNORECASE)
_DECIMALS = re.compile(r"(?<![\d.])(?:\d{1,3}[\s,;]+){11,}\d{1,3}(?![\d.])")
_OFFSET = re.compile(r"^[0-7]{7}[ \t]", re.MULTILINE)
_OCTALS = re.compile(r"(?<!\d)(?:[0-3][0-7]{2}\s+){11,}[0-3][0-7]{2}(?!\d)")
_BLANKS = re.compile(r"[ \t\r\n\f\v]{3,}")
_PACKED = ((b"\x1f\x8b\x08", 31), *((b"\x78" + bytes([level]), 15) for level in (0x01, 0x5E, 0x9C, 0xDA)))
"""How gzip and zlib data begin (RFC 1952, 1950), and what `zlib` calls them."""
_LENGTH = 1_000_000
"""Letters that are looked at other than as they stand."""
_DEPTH = 3
"""Encodings within one another."""
_MOST = 10_000_000
"""Letters that are looked at in all, with what they stand for."""
_TRIES = 50
"""Places in a text from which something may be packed."""
_PIECE, _PIECES_FROM, _SHARE = 6, 12, 0.6


def revealed(text: str, secret: str) -> bool:
    """Whether `text` holds the secret: plain in any case, reversed, broken over lines, letter by letter, or in pieces
    of six letters that are three fifths of it; as base64, base32, hexadecimal, decimal or octal numbers, or packed
    by gzip or zlib; and these within one another, up to three.

    All but plain text is looked for in the first million characters. Not looked for: what is enciphered, or packed
    in another way.
    """
    if secret in text:
        return True
    secret = secret.casefold()
    layers, length = [], 0
    if len(text) > _LENGTH:
        text = _BLANKS.sub("  ", text)[:_LENGTH]
    for layer in _layers(text, _DEPTH):
        layers.append(layer.replace("\0", "").casefold())
        if len(layers[-1]) >= len(secret) and _stands_in(layers[-1], secret):
            return True
        length += len(layer)
        if length > _MOST:
            break
    # each line may have been encoded by itself
    return _in_pieces("\n".join(layers), secret)


def _stands_in(text: str, secret: str) -> bool:
    return secret in text or secret[::-1] in text or secret in text.replace("\n", "") or secret in _spelled(text)


def _spelled(text: str) -> str:
    """The letters that stand alone, as `od -c`, `list(text)` and spaced text print them, joined."""
    return "".join(re.findall(r"(?<![A-Za-z0-9])[A-Za-z0-9](?![A-Za-z0-9])", text))


def _in_pieces(text: str, secret: str) -> bool:
    if len(secret) < _PIECES_FROM:
        return False
    found = at = 0
    while at + _PIECE <= len(secret):
        length = 0
        if secret[at : at + _PIECE] in text:
            length = _PIECE
            while at + length < len(secret) and secret[at : at + length + 1] in text:
                length += 1
        found += length
        at += length or 1
    return found >= _SHARE * len(secret)


def _layers(text: str, depth: int) -> Iterator[str]:
    """The text, and what is encoded in it."""
    yield text
    if depth == 0:
        return
    for data in _decoded(text):
        # words that only look like an encoding come out as bytes that are no text
        if data.isascii() and len(data) >= _PIECES_FROM:
            yield from _layers(data.decode(), depth - 1)
        else:
            yield data.decode("latin-1")
            for unpacked in _unpacked(data):
                yield from _layers(unpacked.decode("latin-1"), depth - 1)
    if any(magic.decode("latin-1") in text for magic, _ in _PACKED):
        for unpacked in _unpacked(text.encode("latin-1", "replace")):
            yield from _layers(unpacked.decode("latin-1"), depth - 1)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What is packed in the data, from wherever it begins."""
    for magic, kind in _PACKED:
        for match in itertools.islice(re.finditer(re.escape(magic), data), _TRIES):
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj(kind).decompress(data[match.start() :], _LENGTH)


def _decoded(text: str) -> Iterator[bytes]:
    # long runs of blanks would take the expressions very long
    text = _BLANKS.sub("  ", text)
    joined = text.replace("\n", "")
    for match in _BASE64.finditer(joined):
        run = match.group().rstrip("=").replace("-", "+").replace("_", "/")
        # a run may begin with letters that are no part of the encoding
        for start in range(4):
            part = run[start:]
            part = part[: len(part) - (len(part) % 4 == 1)]
            with contextlib.suppress(binascii.Error, ValueError):
                yield base64.b64decode(part + "=" * (-len(part) % 4))
    for match in _BASE32.finditer(joined):
        run = match.group().rstrip("=")
        with contextlib.suppress(binascii.Error, ValueError):
            yield base64.b32decode(run + "=" * (-len(run) % 8))
    columns = " ".join(match.group(1) for match in _DUMP.finditer(text))
    for match in (*_HEX.finditer(text), *_HEX.finditer(columns)):
        digits = re.sub(r"0x|[\s:,-]", "", match.group())
        for start in range(2):
            part = digits[start:]
            data = bytes.fromhex(part[: len(part) // 2 * 2])
            yield data
            # `od -x` prints words of two bytes, the second first
            yield bytes(data[at ^ 1] for at in range(len(data) // 2 * 2))
    for match in _DECIMALS.finditer(text):
        numbers = [int(number) for number in re.findall(r"\d+", match.group())]
        if max(numbers) < 256:
            yield bytes(numbers)
    for match in _OCTALS.finditer(_OFFSET.sub("", text)):
        yield bytes(int(number, 8) for number in match.group().split())
