"""Programs that read files and print them, or parts of them."""

from __future__ import annotations

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.arithmetic import MANY
from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, Origin, Source, Value, concat, mapped, unknown


@program("cat", "tac", "nl", "less", "more", "most", "bat", "batcat", "zcat", "bzcat", "xzcat", "zless", "pr", "fmt",
         "fold", "expand", "unexpand", "column", "strings", "view", "paste", "iconv")  # fmt: skip
def cat(call: Call) -> Value:
    content = call.read_all(call.options("wcnsfdtP").operands)
    call.shell.status = None
    if call.name == "tac" and content.is_known:
        return Value("\n".join(content.text.split("\n")[::-1]), content.origins)
    return content if call.name not in ("nl", "pr", "column", "bzcat", "xzcat") else unknown(content)


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
    return filtered(content, None if options.has("v", "invert-match") else patterns[0] if patterns else None)


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
    return texts[0] if len(texts) == 1 else concat(texts[0]) if not texts else _joined(texts)


def _joined(texts: list[Value]) -> Value:
    from redblue.blue.code.value import join

    return join(texts)


@program("vim", "vi", "nvim", "ex", "nano", "emacs", "ed", "ne", "micro", "pico", "joe")
def editor(call: Call) -> Value | None:
    options = call.options("cSu", frozenset({"eval", "cmd", "script", "load"}))
    plus = [Value(one.text[1:], one.origins) for one in call.args if one.text[:1] == "+"]
    for command in [*options.all("c", "cmd"), *plus]:
        text = command.text.lstrip(":% ")
        if text[:1] == "!":
            from redblue.blue.code.bash.programs.shells import evaluate

            evaluate(call, Value(text[1:], command.origins), call.name, call.name)
    files = [one for one in options.operands if one.text[:1] != "+"]
    for path in files:
        data = call.read(path)
        if call.name in ("ed", "ex") or options.has("c", "s", "es") or plus:
            call.write(path, unknown(data, call.stdin))
    return None


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
