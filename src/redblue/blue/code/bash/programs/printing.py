"""Programs that print what they are given."""

from __future__ import annotations

import re

from redblue.blue.code.bash.arithmetic import MANY
from redblue.blue.code.bash.call import EMPTY, Call, spaced
from redblue.blue.code.bash.escapes import ansi
from redblue.blue.code.bash.programs.table import builtin, program
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, concat, mapped, origins_of

_DIRECTIVE = re.compile(r"%(?:%|([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d+)?)?(?:\(([^)]*)\)T|([a-zA-Z])))")
_NEWLINE = Value("\n")
_MOST = 60


@builtin("echo")
def echo(call: Call) -> Value:
    args = call.args
    newline, escapes = True, False
    while args and len(args[0].text) > 1 and args[0].text[0] == "-" and not args[0].text[1:].strip("neE"):
        newline = newline and "n" not in args[0].text
        escapes = escapes or "e" in args[0].text
        args = args[1:]
    call.shell.status = True
    value = amplified(args) or spaced(args)
    if escapes:
        value = mapped(ansi, value)
    return concat(value, _NEWLINE) if newline else value


def amplified(args: list[Value]) -> Value | None:
    """What a long range among the arguments makes of them."""
    for arg in args:
        if arg.kind == "range" and int(arg.payload) >= MANY:
            return Value(origins=origins_of(*args) | {Origin(Source.AMPLIFIED, str(arg.payload))})
    return None


@builtin("printf")
def printf(call: Call) -> Value:
    args = call.args
    variable = None
    if len(args) >= 2 and args[0].text == "-v":
        variable, args = args[1].text, args[2:]
    if args and args[0].text == "--":
        args = args[1:]
    call.shell.status = True
    if not args:
        return EMPTY
    value = _formatted(call, args[0], args[1:])
    if variable is not None:
        if variable.isidentifier():
            call.shell.variables.set(variable, value)
        return EMPTY
    return value


def _formatted(call: Call, form: Value, args: list[Value]) -> Value:
    origins = origins_of(form, *args)
    for arg in args:
        if arg.kind == "range":
            times = int(arg.payload)
            more = {Origin(Source.AMPLIFIED, str(times))} if times >= MANY else set()
            return Value(_DIRECTIVE.sub("", form.text)[:50] * 3 + HOLE, origins | more)
    if form.others or any(arg.others for arg in args):
        if all(match[5] == "s" and not match[2] for match in _DIRECTIVE.finditer(form.text)) and len(args) < 6:
            return mapped(lambda one, *rest: _format(one, [*rest]), form, *args)
        return Value(origins=origins)
    text = _format(form.text, [arg.text for arg in args])
    if len(text) >= MANY and any(
        size.isdecimal() and int(size) >= MANY for match in _DIRECTIVE.finditer(form.text) if (size := match[2] or "")
    ):
        origins |= {Origin(Source.AMPLIFIED, str(len(text)))}
    if "T" in form.text and _DIRECTIVE.search(form.text) and ")T" in form.text:
        origins |= {Origin(Source.TIME)}
    return Value(text, origins)


def formatted(form: str, args: list[str], *, letters: list[str]) -> str:
    """What awk's `printf` makes of them; `letters` are the same as `%c` shows them. What is left over is dropped."""
    waiting = [*zip(args, letters, strict=True)]

    def directive(match: re.Match[str]) -> str:
        if match[0] == "%%":
            return "%"
        sizes = [waiting.pop(0)[0] if size == "*" and waiting else size for size in (match[2], match[3])]
        arg, letter = waiting.pop(0) if waiting else ("", "")
        if match[4] is not None:
            return HOLE
        arg = letter if match[5] == "c" else arg
        number = arg.partition(".")[0] if match[5] in "dioxXu" and HOLE not in arg else arg
        return _one(match[5], number, match[1] or "", sizes[0] or "", sizes[1], "." in match[0])

    return _DIRECTIVE.sub(directive, form)


def _format(form: str, args: list[str]) -> str:
    waiting = [*args]

    def directive(match: re.Match[str]) -> str:
        if match[0] == "%%":
            return "%"
        width, precision = match[2], match[3]
        if width == "*":
            width = waiting.pop(0) if waiting else ""
        if precision == "*":
            precision = waiting.pop(0) if waiting else ""
        arg = waiting.pop(0) if waiting else ""
        if match[4] is not None:
            return HOLE
        return _one(match[5], arg, match[1] or "", width or "", precision, "." in match[0])

    pieces: list[str] = []
    for _ in range(_MOST):
        before = len(waiting)
        # backslashes count in the format only, so they are read around what is filled in
        place = 0
        for match in _DIRECTIVE.finditer(form):
            pieces.append(ansi(form[place : match.start()]))
            pieces.append(directive(match))
            place = match.end()
        pieces.append(ansi(form[place:]))
        if not waiting or len(waiting) == before:
            break
    return "".join(pieces)


def _one(letter: str, arg: str, flags: str, width: str, precision: str | None, has_precision: bool) -> str:
    if letter in "sbq":
        text = ansi(arg) if letter == "b" else arg
        if has_precision:
            text = text[: int(precision)] if precision and precision.isdecimal() and len(precision) < 7 else ""
    elif letter == "c":
        text = arg[:1]
    elif letter in "dioxXu":
        text = _number(letter, arg)
    else:
        return HOLE
    if width.isdecimal() and len(width) < 6 and HOLE not in text:
        size = int(width)
        if "-" in flags:
            return text.ljust(size)
        return text.rjust(size, "0" if "0" in flags and letter in "dioxXu" else " ")
    return text


def _number(letter: str, arg: str) -> str:
    if HOLE in arg:
        return HOLE
    if arg[:1] in "'\"":
        number = ord(arg[1]) if len(arg) > 1 else 0
    else:
        try:
            number = int(arg, 0) if arg and not arg.lstrip("-").startswith("0") else int(arg or "0", 8)
        except ValueError:
            try:
                number = int(arg, 16) if arg[:2] in ("0x", "0X") else 0
            except ValueError:
                number = 0
    if letter in "xX":
        return format(number, letter)
    return format(number, "o") if letter == "o" else str(number)


@program("seq")
def seq(call: Call) -> Value:
    options = call.options("fs", frozenset({"format", "separator"}))
    bounds = [one.text for one in options.operands]
    if not bounds or not all(one.lstrip("-").isdecimal() and len(one) < 10 for one in bounds):
        return UNKNOWN
    numbers = [int(one) for one in bounds]
    first, by, last = (1, 1, numbers[0]) if len(numbers) == 1 else (numbers[0], 1, numbers[-1])
    if len(numbers) == 3:
        by = numbers[1] or 1
    count = max((last - first) // by + 1, 0)
    if count > 32:
        return Value(kind="range", payload=count)
    return Value("".join([f"{first + by * turn}\n" for turn in range(count)]))


@program("yes")
def yes(call: Call) -> Value:
    return Value((call.joined().text or "y") + "\n" + HOLE, origins_of(*call.args), kind="endless")


@program("date")
def date(call: Call) -> Value:
    options = call.options("dsfr", frozenset({"date", "set", "file", "reference"}))
    return Value(origins=frozenset({Origin(Source.TIME)}) | origins_of(*options.operands))


@program("shuf")
def shuf(call: Call) -> Value:
    options = call.options("ino", frozenset({"input-range", "head-count", "output", "random-source"}))
    source = options.last("random-source")
    origin = Origin(Source.SECURE_RANDOM if source is not None and "random" in source.text else Source.RANDOM)
    if options.has("i", "input-range", "e"):
        return Value(origins=frozenset({origin}) | origins_of(*options.operands))
    content = call.read_all(options.operands)
    made = Value(origins=content.all_origins() | {origin})
    output = options.last("o", "output")
    if output is not None:
        call.write(output, made)
        return Value("")
    return made


@program("uuidgen", "pwgen", "mkpasswd", "mktemp", "mcookie")
def generated(call: Call) -> Value:
    if call.name == "mktemp":
        options = call.options("p", frozenset({"tmpdir", "suffix"}))
        folder = options.last("p", "tmpdir")
        return Value(f"{folder.text if folder else '/tmp'}/{HOLE}")
    return Value(origins=frozenset({Origin(Source.SECURE_RANDOM)}))
