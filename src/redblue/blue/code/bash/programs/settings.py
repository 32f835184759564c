"""Files and variables of settings that make a program do what its arguments do not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.programs.shells import evaluate, run_file
from redblue.blue.code.value import HOLE, Value

_LINE = re.compile(r"\s*(-{0,2}[A-Za-z][\w-]*)\s*[=:]?\s*(.*?)\s*$")
_MOST_LINES = 60
_WGET_NAMES = frozenset({"post_file", "post_data", "body_file", "body_data", "output_document", "input", "use_askpass"})


def lines_of(content: Value) -> list[tuple[str, Value]]:
    """Names and values of a file of settings; a value may be empty."""
    made = []
    for line in content.text.split("\n")[:_MOST_LINES]:
        match = _LINE.match(line[:1_000])
        if match is None or line.lstrip().startswith(("#", HOLE)):
            continue
        made.append((match[1], Value(match[2].strip('"').replace('\\"', '"'), content.origins)))
    return made


def curl_arguments(content: Value) -> list[Value]:
    """The arguments that a file for curl's `--config` stands for."""
    made: list[Value] = []
    for name, value in lines_of(content):
        made.append(Value(name if name[:1] == "-" else f"-{name}" if len(name) == 1 else f"--{name}"))
        if value.text:
            made.append(value)
    return made


def wget_arguments(content: Value) -> list[Value]:
    """The arguments that a .wgetrc stands for."""
    return [
        Value(f"--{name.replace('_', '-')}={value.text}", value.origins)
        for name, value in lines_of(content)
        if name.lower() in _WGET_NAMES
    ]


def own_settings(call: Call, variables: Sequence[tuple[str, str]], home_name: str) -> list[Value]:
    """The contents of a program's settings that the block itself has written, by variables that name them."""
    run = call.run
    if not run.files:
        return []
    paths = [f"~/{home_name}"]
    for variable, suffix in variables:
        value = call.shell.variables.get(variable)
        if value is not None and value.text and HOLE not in value.text:
            paths.append(value.text.rstrip("/") + suffix)
    return [content for path in dict.fromkeys(paths) if (content := call.written(Value(path))) is not None]


def run_variables(call: Call, names: Sequence[str], layer: str) -> None:
    """Runs the commands that the block has put into these variables."""
    for name in names:
        command = call.shell.variables.get(name)
        if command is None or not command.text.strip(HOLE + " "):
            continue
        if call.written(command) is not None:
            run_file(call, command, [], by="")
        elif name not in ("PAGER", "EDITOR", "VISUAL") or " " in command.text or "/" in command.text:
            evaluate(call, command, layer, name)
