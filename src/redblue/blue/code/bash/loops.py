"""Loops: turn by turn where their words are known, else once or twice for all turns."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.arithmetic import Arithmetic
from redblue.blue.code.bash.braces import MOST_LISTED
from redblue.blue.code.bash.flow import Reader
from redblue.blue.code.bash.redirections import KINDS, read_redirections
from redblue.blue.code.bash.variables import Kind, Scope
from redblue.blue.code.value import HOLE, UNKNOWN, Value, concat, join, unknown

if TYPE_CHECKING:
    import tree_sitter

    from redblue.blue.code.bash.interpreter import Shell

_EMPTY = Value("")
_MOST_TURNS = 4
"""Of a loop whose end is not in sight."""
_MOST_COUNTED = 128
_SHORT = 200
"""A body of so many letters is read for each turn of a longer loop too: it may put a text together."""
_LIMIT = re.compile(r"(?:\$\{?)?(\w+)\}?\"?\s*(-lt|-le|-ne|<=|<|!=)\s*\"?(\$?\{?\w+\}?)")
_ENDLESS = re.compile(r"\s*(true|:|\[ 1 \]|\(\( ?1 ?\)\)|\[ true \]|\[\[ 1 \]\])\s*;?\s*")
_OVER_SOMETHING = re.compile(r"for\s+\w|select\b|while\s+(?:IFS=\S*\s+)?read\b")
_COUNTS = re.compile(r"for\s+\w+\s+in\s+(?:\{\d+\.\.|\$\(seq |`seq |\d+\s+\d+)")
_STEP = re.compile(r"[-+]=\s*(\d+)")
_NAME = re.compile(r"[A-Za-z_]\w*")


def _for(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
    name, body = "", None
    values: list[Value] = []
    has_words = False
    for child in node.children:
        kind = child.type
        if kind == "variable_name":
            name = shell.source.of(child)
        elif kind == "in":
            has_words = True
        elif kind in ("do_group", "compound_statement"):
            body = child
        elif kind not in ("for", "select", ";", "\n", "comment"):
            values += shell.words.listed(child)
    if not has_words:
        values = shell.all_arguments()
    if body is None:
        return _EMPTY
    is_count = len(values) > 2 and all(value.text.isdecimal() for value in values)
    outputs: list[Value] = []
    for value in values:
        if value.kind == "range":
            with shell.run.repeated(int(value.payload)):
                outputs.append(_turn(shell, name, Value(origins=value.origins), body, stdin))
            continue
        if shell.loops_left <= 0:
            break
        shell.loops_left -= 1
        if is_count:
            with shell.run.repeated(len(values)):
                outputs.append(_turn(shell, name, value, body, stdin))
        elif value.text == HOLE and not value.others:
            # one value for nobody knows how many: what one turn leaves, the next finds
            scope, output = _looped(shell, functools.partial(_turn, shell, name, value, body, stdin))
            shell.variables.merge([scope], exhaustive=False)
            outputs.append(output)
        else:
            outputs.append(_turn(shell, name, value, body, stdin))
    else:
        shell.status = None
        return concat(*outputs[:50]) if outputs else _EMPTY
    outputs.append(_turn(shell, name, join(values[-24:]), body, stdin))
    return concat(*outputs[:50])


def _looped(shell: Shell, turn: Callable[[], Value]) -> tuple[Scope, Value]:
    outer, shell.is_branching = shell.is_branching, True
    shell.variables.push(Kind.BRANCH)
    output = turn()
    shell.is_branching = outer
    return shell.variables.pop(), output


def _turn(shell: Shell, name: str, value: Value, body: tree_sitter.Node, stdin: Value) -> Value:
    if name:
        shell.variables.set(name, value)
    return shell.execute(body, stdin)


def _c_style_for(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
    children = node.children
    start = next((child.end_byte for child in children if child.type == "(("), -1)
    end = next((child.start_byte for child in children if child.type == "))"), -1)
    body = children[-1] if children else None
    if body is None or not 0 <= start <= end:
        return shell.sequence(children, stdin)
    first, _, rest = shell.source.text[start:end].partition(";")
    condition, _, step = rest.partition(";")
    shell.words.arithmetic(first)
    count = _turns(shell, condition, step)
    is_short = body.end_byte - body.start_byte <= _SHORT and ">" not in shell.source.of(body)
    most = _MOST_COUNTED if is_short and "+=" in shell.source.of(body) else MOST_LISTED
    return _counted(shell, condition, step, count, lambda: shell.execute(body, stdin), most)


def _turns(shell: Shell, condition: str, step: str) -> int | None:
    """How often a loop turns that counts up or down to a known number."""
    condition = condition[:200]
    match = _LIMIT.search(condition) or _LIMIT.search(condition.replace(">", "<"))
    if match is None:
        return None
    start = Arithmetic(shell.variables, match[1]).number()
    limit = shell.words.arithmetic(match[3])
    if start is None or not limit.is_known:
        return None
    by = _STEP.search(step)
    size = int(by[1][:9]) if by else 1
    return max(abs(int(limit.text) - start) // max(size, 1) + (1 if match[2] in ("<=", "-le") else 0), 0)


def _counted(shell: Shell, condition: str, step: str, count: int | None, turn: Callable[[], Value], most: int) -> Value:
    outputs: list[Value] = []
    if count is not None and count <= most and count <= shell.loops_left:
        with shell.run.repeated(count):
            for _ in range(count + 1):
                value = shell.words.arithmetic(condition) if condition.strip() else UNKNOWN
                if value.text == "0":
                    break
                shell.loops_left -= 1
                outputs.append(turn())
                shell.words.arithmetic(step)
        return concat(*outputs[:50]) if outputs else _EMPTY
    shell.words.arithmetic(step)  # its variables change, so they are no longer the first numbers
    for name in _NAME.findall(step):
        shell.variables.set(name, unknown(shell.variables.get(name) or UNKNOWN))
    with shell.run.repeated(count or 1):
        scope, output = _looped(shell, turn)
    shell.variables.merge([scope], exhaustive=bool(count))
    return output


def _while(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
    condition: list[tree_sitter.Node] = []
    body = None
    until = False
    for child in node.children:
        kind = child.type
        if kind == "do_group":
            body = child
        elif kind == "until":
            until = True
        elif kind in KINDS:
            redirections = read_redirections(shell, [child])
            stdin = redirections.stdin or stdin
        elif kind != "while":
            condition.append(child)
    if body is None or not condition:
        return shell.sequence(condition, stdin)
    text = shell.source.text[condition[0].start_byte : condition[-1].end_byte]
    if text.split("=")[0].lstrip().startswith(("read", "IFS")) and stdin.text != HOLE and "\n" in stdin.text:
        return _lines(shell, condition, body, stdin)
    if not until and _ENDLESS.fullmatch(text):
        squeezed = shell.source.of(body)
        if "&\n" in squeezed or "& " in squeezed.replace("&&", ""):
            _note_endless(shell, node, squeezed)
    count = None if until else _turns(shell, text, "")
    if count is not None and count > MOST_LISTED:
        with shell.run.repeated(count):
            return _unknown_turns(shell, condition, body, stdin, until)
    outputs: list[Value] = []
    turns = 0
    names = _NAME.findall(text)[:6] if len(text) < 200 else []
    is_getopts = text.startswith("getopts")
    while shell.loops_left > 0 and turns <= MOST_LISTED:
        shell.sequence(condition, stdin)
        status = shell.status
        if status is None:
            break
        if status is until:
            return concat(*outputs[:50]) if outputs else _EMPTY
        shell.loops_left -= 1
        turns += 1
        state = [shell.variables.get(name) for name in names]
        with shell.run.repeated(count or 1):
            outputs.append(shell.execute(body, stdin))
        goes_on = is_getopts or any(
            before is not after for before, after in zip(state, map(shell.variables.get, names), strict=True)
        )
        if turns >= _MOST_TURNS and count is None and not goes_on:
            if _ENDLESS.fullmatch(text):
                return concat(*outputs[:50])
            break
    return concat(*outputs[:50], _unknown_turns(shell, condition, body, stdin, until))


def _unknown_turns(
    shell: Shell, condition: Sequence[tree_sitter.Node], body: tree_sitter.Node, stdin: Value, until: bool
) -> Value:
    output = _EMPTY
    for _ in range(2):  # what the first turn leaves, the second finds
        shell.sequence(condition, stdin)
        scope, output = _looped(shell, lambda: shell.execute(body, stdin))
        shell.variables.merge([scope], exhaustive=False)
    shell.status = None
    return join([output, _EMPTY])


def _lines(shell: Shell, condition: Sequence[tree_sitter.Node], body: tree_sitter.Node, stdin: Value) -> Value:
    """`while read` over lines that are known."""
    outputs: list[Value] = []
    for line in stdin.text.split("\n"):
        if not line:
            continue
        if shell.loops_left <= 0:
            break
        shell.loops_left -= 1
        shell.sequence(condition, Value(line, stdin.origins))
        outputs.append(shell.execute(body, _EMPTY))
    return concat(*outputs[:50]) if outputs else _EMPTY


def _note_endless(shell: Shell, node: tree_sitter.Node, body: str) -> None:
    if "sleep" not in body and "wait" not in body and "read" not in body:
        shell.run.act(Verb.POWER, Value("fork bomb"), shell.source.span_of(node), via="while")


def _turning(reader: Reader) -> Reader:
    """The same, known to everything in it as a loop that turns by time or number."""

    def read(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
        text = shell.source.of(node)
        turns = not _OVER_SOMETHING.match(text) or _COUNTS.match(text) is not None
        shell.looping += turns
        output = reader(shell, node, stdin)
        shell.looping -= turns
        return output

    return read


READERS: dict[str, Reader] = {
    "for_statement": _turning(_for),
    "c_style_for_statement": _turning(_c_style_for),
    "while_statement": _turning(_while),
}
