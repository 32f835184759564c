"""Assignments, declarations, `unset`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.arithmetic import MANY
from redblue.blue.code.bash.flow import Reader
from redblue.blue.code.bash.redirections import KINDS, read_redirections
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, concat, unknown

if TYPE_CHECKING:
    import tree_sitter

    from redblue.blue.code.bash.interpreter import Shell

_EMPTY = Value("")
_ASSIGNED = re.compile(r"([A-Za-z_]\w*)(\+?)=(.*)", re.DOTALL)
_HISTORY = frozenset({"HISTFILE", "HISTSIZE", "HISTFILESIZE", "HISTIGNORE"})


def assign(shell: Shell, name: str, value: Value, *, local: bool = False) -> None:
    """Sets a variable, and notes what setting it switches off."""
    if name in _HISTORY and value.text in ("", "/dev/null", "0", "*"):
        span = shell.source.span_of(shell.source.root)
        shell.run.act(Verb.DEFEND, Value("history"), span, data=Value(f"{name}={value.text}"), via="variable")
    if local:
        shell.variables.set_local(name, value)
    else:
        shell.variables.set(name, value)


def assignment(shell: Shell, node: tree_sitter.Node, stdin: Value, *, local: bool = False, kind: str = "") -> Value:
    """`x=..`, `x+=..`, `x[i]=..`, `x=(..)`."""
    shell.run.step()
    children = node.children
    if len(children) < 2:
        return _EMPTY
    target, sign = children[0], children[1].type
    given = children[2] if len(children) > 2 else None
    index = None
    if target.type == "subscript":
        parts = target.children
        name = shell.source.of(parts[0])
        index = shell.source.text[parts[0].end_byte + 1 : target.end_byte - 1]
    else:
        name = shell.source.of(target)
    before = shell.variables.get(name)
    if given is not None and given.type == "array":
        value = _array(shell, given, is_map=kind == "A" or (before is not None and before.fields is not None))
        if sign == "+=" and before is not None:
            value = _extended(before, value)
            if shell.run.repeat >= MANY:
                value = value.tagged(Origin(Source.AMPLIFIED, str(shell.run.repeat)))
    else:
        if given is None:
            value = _EMPTY
        elif given.type in ("number", "word", "string", "raw_string", "concatenation", "simple_expansion",
                            "expansion", "command_substitution", "arithmetic_expansion", "ansi_c_string",
                            "process_substitution", "brace_expression") and len(children) == 3:  # fmt: skip
            value = shell.words.one(given)
        else:
            value = shell.words.text(shell.source.text[children[1].end_byte : node.end_byte])
        if kind == "i":
            value = shell.words.arithmetic(value.text) if value.is_known else value
        if sign == "+=" and index is None:
            value = _appended(shell, before, value)
        if shell.run.repeat >= MANY and sign == "+=":
            value = value.tagged(Origin(Source.AMPLIFIED, str(shell.run.repeat)))
    if index is not None:
        value = _with_index(shell, before, index, value, kind, add=sign == "+=")
    assign(shell, name, value, local=local)
    shell.status = True if given is None or "$(" not in shell.source.of(node) else None
    return _EMPTY


def _appended(shell: Shell, before: Value | None, value: Value) -> Value:
    if before is None:
        return value
    if before.items is not None:
        return Value(kind="list", items=[*before.items, value], origins=before.origins)
    if len(before.text) > 20_000:
        return unknown(before, value)
    return concat(before, value)


def _array(shell: Shell, node: tree_sitter.Node, *, is_map: bool) -> Value:
    items: list[Value] = []
    fields: dict[str, Value] = {}
    for child in node.children:
        if child.type in ("(", ")", "\n", "comment"):
            continue
        text = shell.source.of(child)
        if text[:1] == "[" and "]=" in text:
            key, _, value = text[1:].partition("]=")
            fields[shell.words.text(key).text] = shell.words.text(value)
        else:
            items += shell.words.listed(child)
    if is_map or (fields and not items):
        if not is_map and all(key.isdecimal() and len(key) < 4 for key in fields):
            numbered = {int(key): value for key, value in fields.items()}
            return Value(kind="list", items=[numbered.get(place, _EMPTY) for place in range(max(numbered) + 1)])
        if items:
            fields |= {key.text: value for key, value in zip(items[::2], items[1::2], strict=False)}
        return Value(kind="dict", fields=fields)
    return Value(kind="list", items=[*items, *fields.values()][:500])


def _extended(before: Value, value: Value) -> Value:
    if before.fields is not None:
        return Value(kind="dict", fields={**before.fields, **(value.fields or {})}, origins=before.origins)
    items = before.items if before.items is not None else [before]
    return Value(kind="list", items=[*items, *(value.items or [])][:500], origins=before.origins)


def _with_index(shell: Shell, before: Value | None, index: str, value: Value, kind: str, *, add: bool) -> Value:
    if kind == "A" or (before is not None and before.fields is not None):
        key = shell.words.text(index)
        fields = dict(before.fields or {}) if before is not None else {}
        if add and key.text in fields:
            value = concat(fields[key.text], value)
        if len(fields) < 500:
            fields[key.text] = value.tagged(*key.all_origins()) if HOLE in key.text else value
        return Value(kind="dict", fields=fields)
    items = [] if before is None else [*before.items] if before.items is not None else [before]
    number = shell.words.arithmetic(index)
    if number.is_known and number.text.isdecimal() and len(number.text) < 4:
        place = int(number.text)
        items += [_EMPTY] * (place + 1 - len(items))
        items[place] = concat(items[place], value) if add else value
    elif len(items) < 500:
        items.append(value)
    return Value(kind="list", items=items)


def _variable_assignment(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
    return assignment(shell, node, stdin)


def _variable_assignments(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
    for child in node.children:
        if child.type == "variable_assignment":
            assignment(shell, child, stdin)
    return _EMPTY


def _declaration(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
    children = node.children
    keyword = children[0].type
    local = keyword in ("local", "declare", "typeset") and bool(shell.calling)
    kind = ""
    redirects = []
    for child in children[1:]:
        if child.type in KINDS:
            redirects.append(child)
        elif child.type == "variable_assignment":
            if kind == "n":
                _refer(shell, child)
            else:
                assignment(shell, child, stdin, local=local, kind=kind)
        elif child.type == "variable_name":
            _declare(shell, shell.source.of(child), kind, local)
        else:
            text = shell.source.of(child)
            if text[:1] in "-+":
                kind = next((letter for letter in "Ani" if letter in text), kind)
                local = local and "g" not in text
                continue
            for field in shell.words.fields(child):
                match = _ASSIGNED.match(field.text)
                if match is not None:
                    assign(shell, match[1], Value(match[3], field.origins), local=local)
                elif field.text.isidentifier():
                    _declare(shell, field.text, kind, local)
    if redirects:
        read_redirections(shell, redirects).applied(shell, UNKNOWN, shell.source.span_of(node))
    shell.status = True
    shows = all(shell.source.of(child)[:1] == "-" for child in children[1:] if child.type not in KINDS)
    return Value(origins=frozenset({Origin(Source.ENVIRONMENT)})) if shows else _EMPTY


def _refer(shell: Shell, node: tree_sitter.Node) -> None:
    """`declare -n name=other`: from now on one name means the other."""
    name = shell.source.of(node.children[0])
    shell.variables.references.pop(name, None)
    meant = shell.words.one(node.children[-1])
    if meant.text.isidentifier() and meant.text != name:
        shell.variables.references[name] = meant.text
    else:
        shell.variables.set(name, unknown(meant))


def _declare(shell: Shell, name: str, kind: str, local: bool) -> None:
    if kind == "A":
        assign(shell, name, Value(kind="dict", fields={}), local=local)
    elif local or (kind and shell.variables.get(name) is None):
        assign(shell, name, _EMPTY, local=local)


def _unset(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
    for child in node.children[1:]:
        name = shell.source.of(child)
        if name in _HISTORY:
            span = shell.source.span_of(node)
            shell.run.act(Verb.DEFEND, Value("history"), span, data=Value(f"unset {name}"), via="unset")
        shell.functions.pop(name, None)
        shell.variables.references.pop(name, None)
        if name.isidentifier() and shell.variables.get(name) is not None:
            shell.variables.set(name, _EMPTY)
    shell.status = True
    return _EMPTY


READERS: dict[str, Reader] = {
    "variable_assignment": _variable_assignment,
    "variable_assignments": _variable_assignments,
    "declaration_command": _declaration,
    "unset_command": _unset,
}
