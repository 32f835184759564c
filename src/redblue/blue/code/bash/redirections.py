"""Redirections: where a command's input comes from and where its output goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.files import EMPTY, address_of, connected, read_file, send, write_file
from redblue.blue.code.value import NOWHERE, UNKNOWN, Value, concat, unknown
from redblue.core.verdict import Span

if TYPE_CHECKING:
    import tree_sitter

    from redblue.blue.code.bash.interpreter import Shell

_OPERATOR = re.compile(r"\s*(\d+|\{\w+\})?\s*(&>>|&>|<<<|<>|>>|>\||>&-|<&-|>&|<&|<|>)")
_SIGNS = frozenset(
    {"file_descriptor", "<", ">", ">>", "&>", "&>>", "<&", ">&", ">|", "<>", "<<<", "<&-", ">&-", "ERROR", "<<", "<<-"}
)
KINDS = frozenset({"file_redirect", "heredoc_redirect", "herestring_redirect"})
_LINKS = frozenset({"|", "|&", "&&", "||"})


class Output(NamedTuple):
    """One place that output goes to."""

    descriptor: int
    path: Value
    sign: str


class Redirections:
    """All redirections of one command."""

    __slots__ = ("after", "extra", "outputs", "socket", "stdin")

    def __init__(self) -> None:
        self.stdin: Value | None = None
        self.outputs: list[Output] = []
        self.socket: Value | None = None
        """The connection, if input or output is one."""
        self.extra: list[tree_sitter.Node] = []
        """Words that stand behind a redirection and are arguments."""
        self.after: list[tuple[str, tree_sitter.Node]] = []
        """What follows a here-document's mark on its line: a pipe, or a command behind && or ||."""

    def opened(self, shell: Shell, span: Span) -> None:
        """Notes what `exec` with only these empties."""
        for _, path, sign in self.outputs:
            if path.kind not in ("socket", "shell") and not path.text.endswith(".lock") and "/lock/" not in path.text:
                write_file(shell, path, UNKNOWN, span, sign, append=">>" in sign)

    def applied(self, shell: Shell, output: Value, span: Span) -> Value:
        """Writes output to where it goes; returns what is left of it for those around."""
        left = output
        for descriptor, path, sign in self.outputs:
            data = output if descriptor in (1, 12) else UNKNOWN
            if path.kind == "socket":
                if descriptor != 2:
                    send(shell, path, data, span, sign)
            else:
                write_file(shell, path, data, span, sign, append=">>" in sign)
            if descriptor in (1, 12):
                left = EMPTY
        return left


def read_redirections(shell: Shell, nodes: Sequence[tree_sitter.Node]) -> Redirections:
    """Opens what they open."""
    made = Redirections()
    for node in nodes:
        kind = node.type
        if kind == "heredoc_redirect":
            _document(shell, node, made)
        elif kind == "herestring_redirect":
            children = node.children
            made.stdin = concat(shell.words.one(children[-1]), Value("\n")) if len(children) > 1 else EMPTY
        else:
            _file(shell, node, made)
    return made


def _file(shell: Shell, node: tree_sitter.Node, made: Redirections) -> None:
    source = shell.source
    start = node.start_byte
    while start and source.text[start - 1].isdigit():  # the grammar takes it for a word
        start -= 1
    if start and source.text[start - 1] not in " \t\n;&|(":
        start = node.start_byte
    match = _OPERATOR.match(source.text, start, node.end_byte)
    if match is None:
        return
    sign = match[2]
    words = [child for child in node.children if child.type not in _SIGNS and child.end_byte > match.end()]
    if not words or sign.endswith("-"):
        return
    made.extra += [
        word
        for word in words[1:]
        if source.text[word.end_byte : word.end_byte + 1] not in ("<", ">") or not source.of(word).isdigit()
    ]
    span = source.span_of(node)
    target = shell.words.one(words[0])
    descriptor = 0 if sign[0] == "<" else 1
    if match[1]:
        if match[1][0] == "{":
            shell.variables.set(match[1][1:-1], Value("10"))
            descriptor = 10
        else:
            descriptor = int(match[1][:4])
    if sign in (">&", "<&"):
        number = target.text.removesuffix("-")
        if number.isdecimal() and len(number) < 5:
            _duplicate(shell, made, descriptor, int(number), sign, span)
            return
        if sign == "<&":
            return
        sign = "&>"
    if sign in ("&>", "&>>"):
        descriptor = 12
    if sign == "<" and address_of(target.text) is None:
        if descriptor:
            shell.descriptors[descriptor] = target
            return
        made.stdin = read_file(shell, target, span, "<")
        return
    if address_of(target.text) is not None:
        connection = connected(shell, target, span, sign)
        if connection is not None:
            shell.descriptors[descriptor] = connection
            made.socket = connection
            if sign in ("<", "<>") or descriptor == 0:
                made.stdin = unknown(connection)
            if sign != "<" and descriptor in (1, 2, 12):
                made.outputs.append(Output(descriptor, connection, sign))
        return
    if sign == "<>":
        made.stdin = read_file(shell, target, span, "<>") if descriptor == 0 else made.stdin
        shell.descriptors[descriptor] = target
        return
    shell.descriptors[descriptor] = target
    made.outputs.append(Output(descriptor, target, sign))


def _duplicate(shell: Shell, made: Redirections, descriptor: int, number: int, sign: str, span: Span) -> None:
    opened = shell.descriptors.get(number)
    if (number > 2 and opened is not None) or (opened is not None and opened.kind == "socket"):
        shell.descriptors[descriptor] = opened
        if opened.kind == "socket":
            made.socket = opened
            if sign == "<&" or descriptor == 0:
                made.stdin = unknown(opened)
                return
        elif opened.kind == "shell":
            made.stdin = opened if descriptor == 0 else made.stdin
            return
        elif descriptor == 0:
            made.stdin = read_file(shell, opened, span, "<&")
            return
        if sign == ">&" and descriptor in (1, 2):
            made.outputs.append(Output(descriptor, opened, ">&"))
    elif descriptor == 1 and number == 2:
        made.outputs.append(Output(1, Value("/dev/stderr"), ">&"))


def _document(shell: Shell, node: tree_sitter.Node, made: Redirections) -> None:
    source = shell.source
    is_quoted = is_indented = False
    body = EMPTY
    for child in node.children:
        kind = child.type
        if kind == "heredoc_start":
            is_quoted = any(letter in source.of(child) for letter in "'\"\\")
        elif kind == "<<-":
            is_indented = True
        elif kind == "heredoc_body":
            body = source.literal(source.of(child)) if is_quoted else shell.words.document(child)
            if is_indented:
                lines = "\n".join([line.lstrip("\t") for line in body.text.split("\n")])
                body = Value(lines, body.origins)
        elif kind == "file_redirect":
            _file(shell, child, made)
        elif kind == "herestring_redirect":
            made.stdin = shell.words.one(child.children[-1])
        elif kind in _LINKS:
            made.after.append((kind, child))
        elif kind == "pipeline":
            made.after.append(("|", child))
        elif kind not in ("<<", "heredoc_end", "file_descriptor", "ERROR"):
            if made.after and made.after[-1][1].type in _LINKS:
                made.after[-1] = (made.after[-1][0], child)
            else:
                made.extra.append(child)
    made.stdin = body


def noted_shell(shell: Shell, connection: Value, span: Span, via: str) -> None:
    """Notes that a shell is handed to a connection."""
    how = connection.payload if isinstance(connection.payload, frozenset) else frozenset()
    shell.run.act(Verb.SHELL, Value(connection.text, connection.origins or NOWHERE), span, via=via, how=how)
