"""sed."""

from __future__ import annotations

import re

from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.programs.reading import filtered
from redblue.blue.code.bash.programs.sed_run import Stream
from redblue.blue.code.bash.programs.sed_syntax import Command, Unreadable, read_script
from redblue.blue.code.bash.programs.shells import evaluate
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, Source, Value, concat, unknown

_MOST_TEXT = 10_000
_NAME = re.compile(r"^\s*(?:\d+(?:,\d*)?)?/([^/]+)/")
_IN_PLACE = frozenset({"in place"})


@program("sed", "gsed")
def sed(call: Call) -> Value:
    options = call.options("efl", frozenset({"expression", "file", "line-length"}))
    operands = options.operands
    scripts = options.all("e", "expression")
    for path in options.all("f", "file"):
        scripts.append(call.read(path))
    if not scripts and operands:
        scripts, operands = operands[:1], operands[1:]
    in_place = any(
        one.text[:2] == "-i" or one.text.startswith("--in-place") or (
            one.text[:1] == "-" and one.text[1:2] != "-" and "i" in one.text and one.text[1:].isalpha()
        )
        for one in call.args
    )  # fmt: skip
    contents = [call.read(path) for path in operands]
    script = scripts[0] if len(scripts) == 1 else concat(*[part for one in scripts for part in (one, Value("\n"))])
    is_extended = options.has("E", "r", "regexp-extended")
    commands = read_script(script.text, extended=is_extended) if not script.others else None
    quiet = options.has("n", "quiet", "silent")
    if commands is not None:
        _files(call, commands, script)
    if not in_place:
        source = concat(*contents) if contents else call.stdin
        return _edited(call, source, script, commands, quiet=quiet)
    for path, content in zip(operands, contents, strict=True):
        output = _edited(call, content, script, commands, quiet=quiet)
        if not output.is_known:
            output = Value(f"{HOLE}{_new_text(commands or [])}{HOLE}", output.all_origins())
        call.write(path, output, how=_IN_PLACE)
    return Value("")


def _files(call: Call, commands: list[Command], script: Value) -> None:
    """Notes what it reads and writes besides, and what it runs."""
    for command in commands:
        if command.name in ("w", "W") or (command.name == "s" and command.text):
            call.write(Value(command.text, script.origins), Value())
        elif command.name in ("r", "R"):
            call.read(Value(command.text, script.origins))
        elif command.name == "e" and command.text:
            evaluate(call, Value(command.text, script.origins), "sed", "sed")
        elif command.name == "s" and "e" in command.flags:
            text = re.sub(r"\\\d|&", HOLE, command.new).replace("\\", "")
            evaluate(call, Value(text, script.origins), "sed", "sed")


def _new_text(commands: list[Command]) -> str:
    return HOLE.join(
        re.sub(r"\\\d|&", HOLE, one.new) if one.name == "s" else one.text for one in commands if one.name in "saic"
    )


def _edited(call: Call, content: Value, script: Value, commands: list[Command] | None, *, quiet: bool) -> Value:
    if content.has(Source.PROCESSES):
        name = _NAME.match(script.text)
        return filtered(content, Value(name[1]) if name else None)
    if commands is None or HOLE in script.text or not content.is_known or len(content.text) > _MOST_TEXT:
        return unknown(content)

    def run(code: str) -> str:
        output = evaluate(call, Value(code, content.origins), "sed", "sed")
        if not output.is_known:
            raise Unreadable
        return output.text

    lines = content.text.removesuffix("\n").split("\n") if content.text else []
    stream = Stream(commands, lines, quiet=quiet, run=run)
    try:
        text = stream.text()
    except (Unreadable, ValueError):
        return unknown(content)
    for path, data in stream.files.items():
        call.write(Value(path, script.origins), Value(data, content.origins))
    if text and not content.text.endswith("\n"):
        text = text.removesuffix("\n")
    return Value(text, content.origins)
