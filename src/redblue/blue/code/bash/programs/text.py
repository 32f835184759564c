"""Programs that change a text: what is known goes through them, of the rest it stays known where it came from."""

from __future__ import annotations

import base64 as codec
import re
from collections.abc import Callable

from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.escapes import ansi
from redblue.blue.code.bash.programs.interpreters import read_other
from redblue.blue.code.bash.programs.reading import decoded, filtered
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
    if content.kind == "endless" or not sets or any(HOLE in one for one in sets) or options.has("c", "C", "complement"):
        return Value(origins=content.all_origins(), kind=content.kind if content.kind == "endless" else "str")
    if options.has("d", "delete"):
        removed = {ord(letter): None for letter in sets[0]}
        return mapped(lambda text: text.translate(removed), content)
    if len(sets) == 2 and sets[1]:
        second = sets[1].ljust(len(sets[0]), sets[1][-1])
        table = {ord(one): other for one, other in zip(sets[0], second, strict=False)}
        return mapped(lambda text: text.translate(table), content)
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


@program("cut")
def cut(call: Call) -> Value:
    options = call.options("dfcb", frozenset({"delimiter", "fields", "characters", "bytes", "output-delimiter"}))
    content = call.read_all(options.operands)
    letters, fields = options.last("c", "b", "characters", "bytes"), options.last("f", "fields")
    delimiter = options.last("d", "delimiter")
    if HOLE in content.text or content.others:
        return unknown(content)
    lines = content.text.split("\n")
    if letters is not None and (bounds := _bounds(letters.text)):
        return Value("\n".join([line[bounds[0] - 1 : bounds[1]] for line in lines]), content.origins)
    if fields is not None and (bounds := _bounds(fields.text)):
        sign = delimiter.text[:1] if delimiter is not None and delimiter.text else "\t"
        made = [sign.join(line.split(sign)[bounds[0] - 1 : bounds[1]]) if sign in line else line for line in lines]
        return Value("\n".join(made), content.origins)
    return unknown(content)


def _bounds(text: str) -> tuple[int, int | None] | None:
    first, dash, last = text.partition("-")
    if not (first + last).isdecimal() or len(text) > 10:
        return None
    begin = int(first) if first else 1
    return (begin, (int(last) if last else None) if dash else begin) if begin else None


_AWK_NAME = re.compile(r"/((?:[^/\\\n]|\\.){2,200})/|[~=]=?\s*\"([^\"\n]{2,200})\"")
_AWK_PRINT = re.compile(r"\{?\s*print\s+((?:\$\d+|\"[^\"]*\"|NR)(?:[\s,]*(?:\$\d+|\"[^\"]*\"))*)\s*;?\s*\}?")
_AWK_RUNS = re.compile(r"system\s*\(|\|\s*getline|\|\s*\"|/inet/")
_AWK_FIELD = re.compile(r"\$(\d+)|\"([^\"]*)\"|(,)")
_AWK_FILE = re.compile(r"getline\s*(?:\w+\s*)?<\s*\"([^\"]+)\"")
_AWK_WRITE = re.compile(r"print[^;|}]*>{1,2}\s*\"([^\"]+)\"")


@program("awk", "gawk", "mawk", "nawk")
def awk(call: Call) -> Value:
    options = call.options("vfF", frozenset({"assign", "file", "field-separator"}))
    operands = options.operands
    script = Value("")
    if not options.has("f", "file") and operands:
        script, operands = operands[0], operands[1:]
    text = script.text
    paths = [one for one in operands if "=" not in one.text]
    if _AWK_RUNS.search(text):
        read_other(call, script, "awk", "awk")
    for match in _AWK_FILE.finditer(text):
        call.read(Value(match[1], script.origins))
    for match in _AWK_WRITE.finditer(text):
        call.write(Value(match[1], script.origins), Value())
    if not paths and text.lstrip().startswith("BEGIN"):
        return Value(origins=script.origins)
    content = call.read_all(paths)
    if content.has(Source.PROCESSES):
        name = _AWK_NAME.search(text)
        return filtered(content, Value(name[1] or name[2]) if name else None)
    shown = _AWK_PRINT.fullmatch(text.strip())
    if shown is None or not content.is_known or len(content.text) > _MOST:
        return Value(origins=content.all_origins() | script.origins)
    separator = options.last("F", "field-separator")
    lines = [_printed(line, shown[1], separator.text if separator else None) for line in content.text.splitlines()]
    return Value("".join([line + "\n" for line in lines]), content.origins)


def _printed(line: str, fields: str, separator: str | None) -> str:
    words = line.split(separator) if separator else line.split()
    made = []
    for match in _AWK_FIELD.finditer(fields):
        if match[1] is not None:
            number = int(match[1][:4])
            made.append(line if number == 0 else words[number - 1] if number <= len(words) else "")
        else:
            made.append(match[2] if match[2] is not None else " ")
    return "".join(made)


@program("sort", "uniq", "jq", "yq", "xmllint", "tsort", "bc", "dc", "expr", "factor", "numfmt", "envsubst", "pv",
         "unbuffer", "stdbuf", "m4", "html2text", "pup", "dos2unix", "lolcat", "figlet")  # fmt: skip
def filters(call: Call) -> Value:
    options = call.options("kto", frozenset({"arg", "argjson", "key", "output"}))
    operands = options.operands
    if call.name in ("jq", "yq"):
        operands = operands[1:]
    if call.name == "stdbuf":
        return call.start(call.options("ioe", words=True).operands)
    if call.name == "expr":
        return Value(origins=frozenset().union(*[one.all_origins() for one in operands]))
    content = call.stdin if call.name == "envsubst" else call.read_all(operands)
    output = options.last("o", "output")
    if output is not None and call.name == "sort":
        call.write(output, content)
    if call.name in ("sort", "uniq", "pv"):
        return content
    return unknown(content)
