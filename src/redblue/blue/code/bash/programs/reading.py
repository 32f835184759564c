"""Programs that read files and print them, or parts of them."""

from __future__ import annotations

import itertools
import re

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.arithmetic import MANY
from redblue.blue.code.bash.call import Call, Options
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.bash.regular import regular
from redblue.blue.code.value import HOLE, Origin, Source, Value, join, mapped, unknown


@program("cat", "less", "more", "most", "bat", "batcat", "zcat", "bzcat", "xzcat", "zless", "pr", "fmt",
         "expand", "unexpand", "column", "strings", "iconv")  # fmt: skip
def cat(call: Call) -> Value:
    content = call.read_all(call.options("wcnsfdtP").operands)
    call.shell.status = None
    return content if call.name not in ("pr", "column", "bzcat", "xzcat") else unknown(content)


@program("head", "tail")
def head(call: Call) -> Value:
    options = call.options("cns", frozenset({"bytes", "lines", "pid"}))
    content = call.read_all(options.operands)
    size = options.last("c", "bytes")
    lines = options.last("n", "lines")
    count = _count((size or lines or Value("10")).text)
    if content.kind == "endless":
        origins = content.all_origins()
        if count is not None and count >= MANY:
            origins |= {Origin(Source.AMPLIFIED, str(count))}
        return Value(origins=origins)
    if count is None or HOLE in content.text:
        short = next((flag for flag in sorted(options.flags) if flag.isdecimal()), None)
        return unknown(content) if short is None or HOLE in content.text else content
    if lines is None and size is None:
        digits = "".join(arg.text[1:] for arg in call.args if arg.text[:1] == "-" and arg.text[1:].isdecimal())
        count = int(digits[:6]) if digits else 10
    return mapped(lambda text: _cut(text, call.name == "head", count, size is not None, lines), content)


def _cut(text: str, is_head: bool, count: int, by_bytes: bool, lines: Value | None) -> str:
    given = lines.text if lines is not None else ""
    if by_bytes:
        return text[:count] if is_head else (text[-count:] if count else "")
    rows = text.splitlines(keepends=True)
    if not is_head and given.startswith("+"):
        return "".join(rows[max(count - 1, 0) :])
    if is_head:
        return "".join(rows[:-count] if given.startswith("-") else rows[:count])
    return "".join(rows[-count:] if count else [])


_MOST_TEXT = 10_000
_UNITS = {"K": 1024, "k": 1024, "M": 1024**2, "G": 1024**3, "T": 1024**4, "b": 512}


def _count(text: str) -> int | None:
    text = text.lstrip("+-").removesuffix("B").removesuffix("i")
    unit = _UNITS.get(text[-1:], 1)
    number = text[:-1] if text[-1:] in _UNITS else text
    return int(number) * unit if number.isdecimal() and len(number) < 12 else None


@program("grep", "egrep", "fgrep", "rg", "ag", "ack", "zgrep", "look")
def grep(call: Call) -> Value:
    options = call.options("efmABCdg", frozenset({
        "regexp", "file", "max-count", "after-context", "before-context", "context", "include", "exclude",
        "exclude-dir", "glob", "type", "color",
    }))  # fmt: skip
    operands = options.operands
    patterns = options.all("e", "regexp")
    for file in options.all("f", "file"):
        call.read(file)
    if not patterns and not options.has("f", "file") and operands:
        patterns, operands = operands[:1], operands[1:]
    how = frozenset({"recursive"}) if options.has("r", "R", "recursive") or call.name in ("rg", "ag", "ack") else None
    if how is not None and operands:
        call.on_paths(Verb.READ, operands, how=how)
        origins = frozenset({Origin(Source.FILE, call.path(path).text) for path in operands})
        return Value(origins=origins)
    content = call.read_all(operands)
    found = _found(content, patterns, options) if content.is_known and not content.has(Source.PROCESSES) else None
    if found is not None:
        call.shell.status = bool(found.text)
        return Value("") if options.has("q", "quiet", "silent") else found
    return filtered(content, None if options.has("v", "invert-match") else patterns[0] if patterns else None)


def _found(content: Value, patterns: list[Value], options: Options) -> Value | None:
    """The lines of a known text that hold a pattern; None where that cannot be told."""
    if options.has("c", "n", "l", "L", "A", "B", "C", "P", "f", "b", "count", "line-number") or not patterns:
        return None
    texts = [line for one in patterns for line in one.text.split("\n")]
    if any(HOLE in text for text in texts) or len(content.text) > _MOST_TEXT or len(texts) > 20:
        return None
    if options.has("F", "fixed-strings"):
        texts = [re.sub(r"([\\.*^$\[\]])", r"\\\1", text) for text in texts]
    extended = options.has("E", "extended-regexp")
    ignore_case = options.has("i", "ignore-case")
    expressions = [regular(text, extended=extended, ignore_case=ignore_case) for text in texts]
    end = "\0" if options.has("z", "null-data") else "\n"
    made: list[str] = []
    for line in content.text.removesuffix(end).split(end):
        matches: list[re.Match[str]] = []
        for one in expressions:
            if one is None:
                return None
            try:
                match = one.search(line)
            except ValueError:
                return None
            if match is not None and (not options.has("x", "line-regexp") or match[0] == line):
                matches.append(match)
                if options.has("o", "only-matching"):
                    matches += [*itertools.islice(one.pattern.finditer(line, match.end()), 50)]
        if options.has("o", "only-matching"):
            made += [match[0] for match in matches if match[0]]
        elif bool(matches) is not options.has("v", "invert-match"):
            made.append(line)
    return Value("".join([one + end for one in made]), content.origins)


def filtered(content: Value, pattern: Value | None) -> Value:
    """Some lines of it: of a list of processes, those by that name."""
    if not content.has(Source.PROCESSES) or pattern is None:
        return unknown(content)
    name = pattern.text.replace("[", "").replace("]", "").strip("^$ ./\\")
    if not name or name == "grep":
        return unknown(content)
    return Value(origins=content.all_origins() | {Origin(Source.PROCESSES, name)})


@program("xxd", "od", "hexdump", "hd")
def xxd(call: Call) -> Value:
    options = call.options("lscgoNjAtnevw", frozenset({"len", "seek", "cols"}))
    operands = options.operands
    content = call.read_all(operands[:1] if call.name == "xxd" else operands)
    if call.name == "xxd" and options.has("r", "revert"):
        output = decoded(content, "hex", _from_hex)
        if len(operands) > 1:
            call.write(operands[1], output)
        return output
    origins = content.all_origins() | {Origin(Source.ENCODED, "hex")}
    if call.name == "xxd" and options.has("p", "ps", "plain") and content.is_known:
        return Value(content.text.encode(errors="replace").hex() + "\n", origins)
    return Value(origins=origins)


def _from_hex(text: str) -> str:
    digits = "".join(text.split()).replace("\\x", "").replace("0x", "")
    return bytes.fromhex(digits[: len(digits) // 2 * 2]).decode(errors="replace")


def decoded(content: Value, by: str, decode: object) -> Value:
    """The content decoded, where it is known and can be."""
    origins = content.all_origins() | {Origin(Source.DECODED, by)}
    texts: list[Value] = []
    for one in content.each():
        if HOLE in one.text:
            texts.append(Value(origins=origins))
            continue
        try:
            texts.append(Value(decode(one.text), origins))  # type: ignore[operator]
        except (ValueError, OverflowError, EOFError):
            texts.append(Value(origins=origins))
    return join(texts)


@program("file", "stat", "wc", "cksum", "sum", "cmp", "diff", "comm", "join", "diff3", "sdiff", "colordiff", "test")
def looked_at(call: Call) -> Value:
    options = call.options("cfFmU", frozenset({"format", "printf"}))
    if call.name in ("file", "stat"):
        call.on_paths(Verb.LIST, options.operands)
        return Value(origins=frozenset({Origin(Source.LISTING, path.text) for path in options.operands}))
    content = call.read_all(options.operands)
    if call.name == "wc" or options.has("q", "s"):
        return call.output()
    return unknown(content)
