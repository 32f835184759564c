"""Editors that take commands from their arguments or their input."""

from __future__ import annotations

import re

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.programs.shells import evaluate
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, Source, Value, unknown

_RANGE = r"(?:\s|[0-9.$%,;+-]|/[^/\n]*/|'\w)*"
_RUN = re.compile(r"^:*" + _RANGE + r"(?:r\s*|w\s+)?!\s*(.+)$")
_WRITE = re.compile(r"^:*" + _RANGE + r"(?:w|wq|W|sav(?:eas)?|up(?:date)?|wri(?:te)?)!?\s+(?:>>\s*)?([^!\s].*)$")
_READ = re.compile(r"^:*" + _RANGE + r"(?:r|e|E|edit|read|so(?:urce)?)!?\s+([^!\s].*)$")
_FUNCTION = re.compile(
    r"\b(delete|system|systemlist|writefile|readfile|rename|job_start|term_start|jobstart)\s*\(\s*(?:\[[^\]]*\]\s*,\s*)?"
    r"(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)')"
)
_EMACS = re.compile(
    r"\((delete-file|delete-directory|shell-command(?:-to-string)?|call-process|write-region)\s+\"([^\"]*)\""
)
_MOST = 40


@program("vim", "vi", "nvim", "ex", "nano", "emacs", "ed", "ne", "micro", "pico", "joe", "view", "red")
def editor(call: Call) -> Value | None:
    options = call.options("cSu", frozenset({"eval", "cmd", "script", "load"}))
    commands = [Value(one.text[1:], one.origins) for one in call.args if one.text[:1] == "+"]
    commands += [*options.all("c", "cmd", "eval"), *options.all("S", "script", "load")]
    stdin = call.stdin
    if stdin.text != HOLE or not stdin.has(Source.INPUT):
        commands += [Value(line, stdin.origins) for line in stdin.text.split("\n")[:_MOST]]
    for script in [call.written(one) for one in options.all("S", "script", "load")]:
        if script is not None:
            commands += [Value(line, script.origins) for line in script.text.split("\n")[:_MOST]]
    for command in commands[:_MOST]:
        for part in command.text.split("|") if "!" not in command.text else [command.text]:
            _command(call, Value(part.strip(), command.origins))
    for path in [one for one in options.operands if one.text[:1] != "+"]:
        if path.text[:1] == "!" and call.name in ("ed", "ex"):
            evaluate(call, Value(path.text[1:], path.origins), call.name, call.name)
            continue
        data = call.read(path)
        if call.name in ("ed", "ex") or options.has("c", "s", "es") or commands:
            call.write(path, unknown(data, stdin))
    return None


def _command(call: Call, command: Value) -> None:
    text = command.text.lstrip(": ")
    if match := _RUN.match(text):
        evaluate(call, Value(match[1], command.origins), call.name, call.name)
    elif match := _WRITE.match(text):
        call.write(Value(match[1].strip(), command.origins), Value())
    elif match := _READ.match(text):
        call.read(Value(match[1].strip(), command.origins))
    for match in [*_FUNCTION.finditer(text), *_EMACS.finditer(text)]:
        name, found = match[1], Value(match[2] or match[match.re.groups] or "", command.origins)
        if name in ("delete", "delete-file", "delete-directory"):
            call.act(Verb.DELETE, found)
        elif name in ("writefile", "write-region"):
            call.write(found, Value())
        elif name == "rename":
            call.act(Verb.MOVE, found)
        elif name == "readfile":
            call.read(found)
        else:
            evaluate(call, found, call.name, call.name)
