"""Programs that change a text: what is known goes through them, of the rest it stays known where it came from."""

from __future__ import annotations

import base64 as codec
import re
from collections.abc import Callable

from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.escapes import ansi
from redblue.blue.code.bash.programs.reading import decoded
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, Origin, Source, Value, mapped, unknown

_MOST = 20_000


def _padded(text: str, size: int) -> str:
    text = "".join(text.split())
    return text + "=" * (-len(text) % size)


def from_base64(text: str) -> str:
    """What a text in Base64, with or without its padding, stands for."""
    return codec.b64decode(_padded(text.rstrip().rstrip("="), 4).translate(_URL_SAFE)).decode(errors="replace")


_URL_SAFE = str.maketrans("-_", "+/")
_CODECS: dict[str, tuple[Callable[[bytes], bytes], Callable[[str], str]]] = {
    "base64": (codec.b64encode, from_base64),
    "base32": (codec.b32encode, lambda text: codec.b32decode(_padded(text, 8)).decode(errors="replace")),
    "base16": (codec.b16encode, lambda text: codec.b16decode("".join(text.split()).upper()).decode(errors="replace")),
}


@program("base64", "base32", "basenc")
def base64(call: Call) -> Value:
    options = call.options("w", frozenset({"wrap"}))
    name = call.name
    if name == "basenc":
        name = next((one for one in ("base32", "base16", "base64") if options.has(one)), "base64")
    content = call.read_all(options.operands)
    encode, decode = _CODECS[name]
    if options.has("d", "D", "decode"):
        return decoded(content, name, decode)
    origin = Origin(Source.ENCODED, name)
    if content.is_known and len(content.text) < _MOST:
        return Value(encode(content.text.encode(errors="replace")).decode() + "\n", content.origins | {origin})
    return Value(origins=content.all_origins() | {origin})


@program("uudecode", "uuencode", "gpg", "gpg2", "age", "ccrypt", "mcrypt")
def encoder(call: Call) -> Value:
    options = call.options("roupi", frozenset({"output", "recipient", "passphrase", "batch"}))
    if options.has("verify", "import", "recv-keys", "list-keys", "k", "K", "gen-key", "dearmor"):
        content = call.read_all(options.operands) if options.has("import", "dearmor") else call.stdin
    else:
        content = call.read_all(options.operands)
    is_decoder = options.has("d", "decrypt", "decode") or call.name == "uudecode"
    origin = Origin(Source.DECODED if is_decoder else Source.ENCODED, call.name)
    data = Value(origins=content.all_origins() | {origin})
    output = options.last("o", "output")
    if output is not None:
        call.write(output, data)
    return data


@program("md5sum", "sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum", "shasum", "b2sum", "md5", "cksum",
         "htpasswd", "mkpasswd")  # fmt: skip
def hashed(call: Call) -> Value:
    options = call.options("a", frozenset({"algorithm"}))
    content = call.read_all(options.operands)
    return Value(origins=content.all_origins() | {Origin(Source.HASHED, call.name)})


@program("tr")
def tr(call: Call) -> Value:
    options = call.options()
    sets = [_letters(one.text) for one in options.operands]
    content = call.stdin
    if content.kind == "endless" or not sets or any(HOLE in one for one in sets):
        return Value(origins=content.all_origins(), kind=content.kind if content.kind == "endless" else "str")
    if options.has("c", "C", "complement"):
        if content.has(Source.SECURE_RANDOM) or not content.is_known:
            return unknown(content)
        other = sets[1][-1:] if len(sets) > 1 and not options.has("d", "delete") else ""
        return mapped(lambda text: "".join([one if one in sets[0] else other for one in text]), content)
    if options.has("d", "delete"):
        removed = {ord(letter): None for letter in sets[0]}
        return mapped(lambda text: text.translate(removed), content)
    if len(sets) == 2 and sets[1]:
        second = sets[1].ljust(len(sets[0]), sets[1][-1])
        table = {ord(one): other for one, other in zip(sets[0], second, strict=False)}
        return mapped(lambda text: text.translate(table), content)
    if options.has("s", "squeeze-repeats") and HOLE not in content.text:
        repeated = re.compile(r"(.)\1+", re.DOTALL)
        return mapped(lambda text: repeated.sub(lambda one: one[1] if one[1] in sets[-1] else one[0], text), content)
    return content


_CLASSES = {
    "[:upper:]": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "[:lower:]": "abcdefghijklmnopqrstuvwxyz", "[:digit:]": "0123456789",
    "[:space:]": " \t\n\r\f\v", "[:blank:]": " \t",
    "[:alpha:]": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
}  # fmt: skip


def _letters(text: str) -> str:
    for name, letters in _CLASSES.items():
        text = text.replace(name, letters)
    text = ansi(text)
    made: list[str] = []
    place = 0
    while place < len(text):
        if place + 2 < len(text) and text[place + 1] == "-" and text[place] <= text[place + 2]:
            first, last = ord(text[place]), ord(text[place + 2])
            made += [chr(one) for one in range(first, min(last, first + 300) + 1)]
            place += 3
        else:
            made.append(text[place])
            place += 1
    return "".join(made)


@program("rev")
def rev(call: Call) -> Value:
    content = call.read_all(call.args)
    return mapped(lambda text: "\n".join([line[::-1] for line in text.split("\n")]), content)


@program("xmllint", "bc", "dc", "expr", "factor", "numfmt", "envsubst", "pv",
         "unbuffer", "stdbuf", "m4", "html2text", "pup", "dos2unix", "lolcat", "figlet")  # fmt: skip
def filters(call: Call) -> Value:
    options = call.options("kto", frozenset({"arg", "argjson", "key", "output"}))
    operands = options.operands
    if call.name == "stdbuf":
        return call.start(call.options("ioe", words=True).operands)
    if call.name == "expr":
        return Value(origins=frozenset().union(*[one.all_origins() for one in operands]))
    content = call.stdin if call.name == "envsubst" else call.read_all(operands)
    if call.name == "pv":
        return content
    return unknown(content)
