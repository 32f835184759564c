"""awk."""

from __future__ import annotations

import re

from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.programs.awk_run import Awk
from redblue.blue.code.bash.programs.awk_syntax import Program, Unreadable, read_program
from redblue.blue.code.bash.programs.interpreters import read_other
from redblue.blue.code.bash.programs.reading import filtered
from redblue.blue.code.bash.programs.shells import evaluate
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, Source, Value, unknown

_MOST_TEXT = 20_000
_MOST_RECORDS = 200
_NAME = re.compile(r"/((?:[^/\\\n]|\\.){2,200})/|[~=]=?\s*\"([^\"\n]{2,200})\"")
_ACTS = re.compile(r"system\s*\(|getline|/inet/|[|>]")
_ASSIGNED = re.compile(r"([A-Za-z_]\w*)=(.*)", re.DOTALL)


class _Around:
    """What a program of awk does to its surroundings, as acts of the call."""

    def __init__(self, call: Call, script: Value, content: Value) -> None:
        self.call = call
        self.origins = script.origins | content.all_origins()
        self.begun: set[str] = set()

    def run(self, command: str, stdin: str | None) -> str:
        call = self.call
        if stdin is not None:
            call = Call(call.shell, call.name, call.args, Value(stdin, self.origins), call.span)
        return evaluate(call, Value(command, self.origins if HOLE in command else frozenset()), "system", "awk").text

    def read(self, path: str) -> str:
        return self.call.read(Value(path)).text

    def write(self, path: str, text: str, *, append: bool) -> None:
        before = self.call.written(Value(path))
        again = before is not None and not append and path in self.begun
        self.call.write(Value(path), Value(text, self.origins), append=append or again)
        self.begun.add(path)


@program("awk", "gawk", "mawk", "nawk")
def awk(call: Call) -> Value:
    options = call.options("vfF", frozenset({"assign", "file", "field-separator"}))
    operands = options.operands
    if options.has("f", "file"):
        script = call.read_all(options.all("f", "file"))
    else:
        script = operands[0] if operands else Value("")
        operands = operands[1:]
    paths = [one for one in operands if _ASSIGNED.fullmatch(one.text) is None]
    made = read_program(script.text) if len(script.text) < _MOST_TEXT and not script.others else None
    begins = made is not None and all(pattern == "BEGIN" for pattern, _ in made.items)
    content = call.read_all(paths) if paths or not begins else Value("")
    variables = {}
    for one in [*options.all("v", "assign"), *operands]:
        if match := _ASSIGNED.fullmatch(one.text):
            variables[match[1]] = match[2]
    if len(paths) == 1 and paths[0].is_known:
        variables["FILENAME"] = paths[0].text
    separator = options.last("F", "field-separator")
    if separator is not None:
        variables["FS"] = "\t" if separator.text == "t" else separator.text
    acts = _ACTS.search(script.text) is not None
    is_known = content.is_known and HOLE not in script.text and len(content.text) < _MOST_TEXT
    if made is not None and "/inet/" not in script.text and (acts or is_known):
        output = _followed(call, made, script, content, variables)
        if output is not None and is_known:
            return output
    elif acts:
        read_other(call, script, "awk", "awk")
    if content.has(Source.PROCESSES):
        name = _NAME.search(script.text)
        return filtered(content, Value(name[1] or name[2]) if name else None)
    return unknown(content, script)


def _followed(call: Call, made: Program, script: Value, content: Value, variables: dict[str, str]) -> Value | None:
    """What it prints; None where it could not be followed to its end, and its text is looked at instead."""
    lines = content.text.removesuffix("\n").split("\n")[:_MOST_RECORDS] if content.text else []
    run = Awk(made, _Around(call, script, content), variables)
    try:
        return Value(run.run(lines), content.origins | script.origins)
    except (Unreadable, ValueError, RecursionError, OverflowError, IndexError):
        read_other(call, script, "awk", "awk")
        return None
