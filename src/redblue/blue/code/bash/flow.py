"""Control flow: lists, pipes, conditions, loops, functions. What is not known is read either way."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from redblue.blue.code.act import Verb
from redblue.blue.code.bash import conditions, patterns
from redblue.blue.code.bash.redirections import KINDS
from redblue.blue.code.bash.variables import Kind, Scope
from redblue.blue.code.value import HOLE, Value, concat, join

if TYPE_CHECKING:
    import tree_sitter

    from redblue.blue.code.bash.interpreter import Shell
    from redblue.blue.code.bash.source import Source

Reader = Callable[["Shell", "tree_sitter.Node", Value], Value]
_EMPTY = Value("")
_VARIABLE = re.compile(r"\"?\$\{?([A-Za-z_]\w*)\}?\"?")
_GLOB = re.compile(r"[*?\[]")
_SEPARATORS = re.compile(r"[;|&\n]+")
_MOST_OF_LINE = 2_000
"""Letters of a command in long text that does not parse."""
_WORDS = re.compile(r"(?:[^\s\"']|\"[^\"]*\"|'[^']*')+")
_KEYWORDS = frozenset({"", "fi", "done", "then", "else", "esac", "do", "{", "}", "(", ")"})
_WORDLIKE = frozenset({
    "word", "command_name", "concatenation", "string", "raw_string", "number", "ERROR", "simple_expansion", "expansion",
    "brace_expression", "variable_name", "ansi_c_string",
})  # fmt: skip


class Function(NamedTuple):
    """A function of the block: its body, the text that it stands in, and where its output goes."""

    body: tree_sitter.Node
    text: Source
    redirects: list[tree_sitter.Node]


def compound(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
    """A block of statements, or `(( .. ))`."""
    children = node.children
    if children and children[0].type == "((":
        text = shell.source.text[children[0].end_byte : children[-1].start_byte]
        value = shell.words.arithmetic(text)
        shell.status = value.text != "0" if value.is_known else None
        return _EMPTY
    return shell.sequence(children, stdin)


def _branch(
    shell: Shell, nodes: Sequence[tree_sitter.Node], stdin: Value, known: tuple[str, Value] | None = None
) -> tuple[Scope, Value]:
    """Reads what may be run; `known` is a variable and what it is worth if it is."""
    outer, shell.is_branching = shell.is_branching, True
    scope = shell.variables.push(Kind.BRANCH)
    if known is not None:
        scope.names[known[0]] = known[1]
    output = shell.sequence(nodes, stdin)
    shell.is_branching = outer
    scope = shell.variables.pop()
    if known is not None and scope.names.get(known[0]) is known[1]:
        del scope.names[known[0]]
    return scope, output


def _list(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
    links: list[tuple[str, tree_sitter.Node]] = []
    while node.type == "list" and len(node.children) >= 3:  # they lean to the left, as deep as there are commands
        children = node.children
        links.append((children[1].type, children[-1]))
        node = children[0]
    outputs = [shell.execute(node, stdin)]
    for link, one in reversed(links):
        shell.run.step()
        outputs.append(linked(shell, link, one, stdin))
    outputs = [output for output in outputs if output.text or output.others]
    return concat(*outputs[:50]) if outputs else _EMPTY


def linked(shell: Shell, link: str, node: tree_sitter.Node, stdin: Value) -> Value:
    """What stands behind `&&` or `||`, read unless it is known not to be reached."""
    status = shell.status
    wanted = link == "&&"
    if status is not None:
        return shell.execute(node, stdin) if status is wanted else _EMPTY
    scope, output = _branch(shell, [node], stdin)
    shell.variables.merge([scope], exhaustive=False)
    shell.status = None
    return output


def _pipeline(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
    return piped(shell, [child for child in node.children if child.type not in ("|", "|&", "comment")], stdin)


def piped(shell: Shell, nodes: Sequence[tree_sitter.Node], stdin: Value) -> Value:
    """Each gets what the one before prints."""
    for node in nodes:
        if node.type in ("|", "|&"):
            continue
        if node.type == "pipeline":
            stdin = piped(shell, node.children, stdin)
            continue
        shell.variables.push(Kind.SUBSHELL)
        cwd, outer = shell.run.cwd, shell.stdin
        shell.stdin = stdin
        stdin = shell.execute(node, stdin)
        shell.run.cwd, shell.stdin = cwd, outer
        shell.variables.pop()
    return stdin


def _subshell(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
    shell.variables.push(Kind.SUBSHELL)
    cwd = shell.run.cwd
    output = shell.sequence(node.children, stdin)
    shell.run.cwd = cwd
    shell.variables.pop()
    return output


def _negated(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
    output = shell.sequence(node.children, stdin)
    shell.status = None if shell.status is None else not shell.status
    return output


def _test(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
    shell.status = conditions.tested(shell, node)
    return _EMPTY


def _if(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
    clauses: list[tuple[list[tree_sitter.Node] | None, list[tree_sitter.Node]]] = []
    _clauses(node, clauses)
    branches: list[Scope] = []
    outputs: list[Value] = []
    exhaustive = False
    for condition, body in clauses:
        if condition is not None:
            shell.sequence(condition, stdin)
            status = shell.status
        else:
            status = True
        if status is False:
            continue
        if status is True and not branches:
            return shell.sequence(body, stdin)
        scope, output = _branch(shell, body, stdin)
        branches.append(scope)
        outputs.append(output)
        if status is True:
            exhaustive = True
            break
    shell.status = None
    if branches:
        shell.variables.merge(branches, exhaustive=exhaustive)
        return join(outputs if exhaustive else [*outputs, _EMPTY])
    return _EMPTY


def _clauses(
    node: tree_sitter.Node, clauses: list[tuple[list[tree_sitter.Node] | None, list[tree_sitter.Node]]]
) -> None:
    condition: list[tree_sitter.Node] = []
    body: list[tree_sitter.Node] = []
    is_body = False
    later: list[tree_sitter.Node] = []
    for child in node.children:
        kind = child.type
        if kind in ("if", "elif", "fi"):
            continue
        if kind == "then":
            is_body = True
        elif kind in ("elif_clause", "else_clause"):
            later.append(child)
        else:
            (body if is_body else condition).append(child)
    clauses.append((condition, body))
    for child in later:
        if child.type == "elif_clause":
            _clauses(child, clauses)
        else:
            clauses.append((None, [one for one in child.children if one.type != "else"]))


def _case(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
    children = node.children
    if len(children) < 3:
        return _EMPTY
    subject = shell.words.one(children[1])
    named = _VARIABLE.fullmatch(shell.source.of(children[1]))
    branches: list[Scope] = []
    outputs: list[Value] = []
    exhaustive = False
    for item in children:
        if item.type != "case_item":
            continue
        chosen: bool | None = False
        known = None
        count = 0
        body: list[tree_sitter.Node] = []
        is_body = False
        for child in item.children:
            if is_body:
                body.append(child)
            elif child.type == ")":
                is_body = True
            elif child.type not in ("|", "("):
                count += 1
                pattern = shell.words.one(child)
                if named is not None and not subject.is_known and not pattern.others and not _GLOB.search(pattern.text):
                    origins = pattern.origins if pattern.text == HOLE else subject.origins
                    known = (named[1], Value(pattern.text, origins)) if origins or pattern.text != HOLE else None
                    known = known if count == 1 else None
                found = None if subject.others else patterns.matches(pattern.text, subject.text)
                found = True if pattern.text == "*" else found
                chosen = found if chosen is False else (True if found is True else chosen)
        if chosen is False:
            continue
        if chosen is True and not branches:
            return shell.sequence(body, stdin)
        scope, output = _branch(shell, body, stdin, known)
        branches.append(scope)
        outputs.append(output)
        if chosen is True:
            exhaustive = True
            break
    shell.variables.merge(branches, exhaustive=exhaustive)
    shell.status = None
    return join(outputs if exhaustive else [*outputs, _EMPTY]) if outputs else _EMPTY


def _function(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
    children = node.children
    name = next((shell.source.of(child) for child in children if child.type in ("word", "variable_name")), "")
    redirects = [child for child in children if child.type in KINDS]
    body = next((child for child in reversed(children) if child.type not in KINDS and child.child_count), None)
    if name and body is not None:
        shell.functions[name] = Function(body, shell.source, redirects)
    shell.status = True
    return _EMPTY


def note_fork_bomb(shell: Shell, name: str) -> None:
    """Notes a function that starts itself over and over beside itself."""
    body, text, _ = shell.functions[name]
    squeezed = "".join(text.of(body).split())
    if any(one in squeezed for one in (f"{name}|{name}", f"{name}&{name}", f"{name}&{name};", f"({name})&")):
        shell.run.act(Verb.POWER, Value("fork bomb"), text.span_of(body), via=name)


def broken(shell: Shell, node: tree_sitter.Node, stdin: Value) -> Value:
    """What the grammar could not read: Bash reads line by line, so what stands on its own lines still counts."""
    text = shell.source.of(node)
    if shell.is_mending or len(text) > 20_000:
        named = [child for child in node.children if child.is_named]
        if any(child.type not in _WORDLIKE for child in named):
            return shell.sequence([child for child in named if child.type not in _WORDLIKE], stdin)
        from redblue.blue.code.bash.commands import start

        for line in _SEPARATORS.split(text)[:50]:
            words = [field for word in _WORDS.findall(line[:_MOST_OF_LINE]) for field in shell.words.fields_of(word)]
            start(shell, words, stdin, shell.source.span_of(node))
        return _EMPTY
    shell.is_mending = True
    lines = [
        line for line in text.split("\n")[:400] if line.strip(" \t;") not in _KEYWORDS and line.lstrip()[:1] != "#"
    ]
    outputs = [shell.substitute_text(line) for line in lines]
    shell.is_mending = False
    return concat(*outputs[:50]) if outputs else _EMPTY


READERS: dict[str, Reader] = {
    "list": _list,
    "pipeline": _pipeline,
    "subshell": _subshell,
    "negated_command": _negated,
    "test_command": _test,
    "if_statement": _if,
    "case_statement": _case,
    "function_definition": _function,
}
