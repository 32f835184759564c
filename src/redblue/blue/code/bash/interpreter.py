"""Reads Bash without running it: walks the tree, follows values, notes what would be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from redblue.blue.code.bash import assignments, commands, flow, loops
from redblue.blue.code.bash.redirections import KINDS, read_redirections
from redblue.blue.code.bash.source import Source as Text
from redblue.blue.code.bash.variables import OWN, Kind, Variables
from redblue.blue.code.bash.words import Words
from redblue.blue.code.run import OutOfBounds, Run
from redblue.blue.code.value import UNKNOWN, Origin, Source, Value, concat, join, mapped
from redblue.blue.normalise import to_line_end
from redblue.core.verdict import Span

if TYPE_CHECKING:
    import tree_sitter

_EMPTY = Value("")
_MOST_DEPTH = 70
_MOST_CODES = 8
_MOST_TEXT = 40_000
_MOST_PIPES = 600
LOOPS = 200
"""Turns of loops that are read one by one, in all."""
_INPUT = Value(origins=frozenset({Origin(Source.INPUT)}))
_IGNORED = frozenset({
    ";", "&", "\n", ";;", "comment", "{", "}", "(", ")", "((", "))", "do", "done", "then", "fi", "$(", "`", "<(", ">(",
    "in", "esac", "if", "heredoc_body", "heredoc_end", ";&", ";;&", "!", "&&", "||", "|", "|&", "$((",
})  # fmt: skip


_READERS = {**flow.READERS, **loops.READERS, **assignments.READERS}


def run_bash(
    run: Run, code: Value, span: Span, layer: str, *, arguments: tuple[Value, ...] = (), stdin: Value = UNKNOWN
) -> Value:
    """Reads what `code` may be. Acts and pieces of code go to `run`. Returns what it would print.

    Raises OutOfBounds, and nothing else whatever the code.
    """
    shell = Shell(run, [*arguments] if arguments else None, _INPUT if stdin is UNKNOWN else stdin)
    try:
        output = shell.read(code, span, layer)
        shell.read_uncalled()
    except RecursionError:
        raise OutOfBounds("too deeply nested") from None
    return output


class Shell:
    """One shell: its variables, functions, and open files."""

    def __init__(self, run: Run, arguments: list[Value] | None, stdin: Value) -> None:
        self.run = run
        self.arguments = arguments
        """None: not known."""
        self.stdin = stdin
        self.own_name = Value(OWN)
        """`$0`."""
        self.own_text: Value | None = None
        """What the block itself says, before any of it is evaluated."""
        self.stack: list[str] = []
        """Folders to come back to, by `popd`."""
        self.folders: set[str] = set()
        """Folders that the block has made: what is in them is known."""
        self.paths_of_names: dict[str, Value] = {}
        """Where programs are, by `hash -p`."""
        self.option_place = 0
        """How many letters of options `getopts` has taken."""
        self.serves: set[str] = set()
        """Ports at which the block itself serves its folder."""
        self.variables = Variables()
        self.words = Words(self)
        self.functions: dict[str, flow.Function] = {}
        self.called: set[str] = set()
        self.calling: list[str] = []
        self.aliases: dict[str, Value] = {}
        self.descriptors: dict[int, Value] = {}
        self.socket: Value | None = None
        """The connection that the current command's input or output is."""
        self.source: Text
        self.status: bool | None = None
        """Whether the last command succeeded; None if that cannot be told."""
        self.is_branching = False
        self.is_mending = False
        """Whether what is read is a part of what the grammar could not read."""
        self.loops_left = LOOPS
        self.looping = 0
        """In how many loops, but for those over the lines of a text or the words of a list, this point is."""
        self.starting = 0
        """How many programs start one another at this point."""
        self._depth = 0

    # -- code

    def read(self, code: Value, span: Span, layer: str) -> Value:
        """Reads code in this shell; returns what it prints."""
        outputs: list[Value] = []
        for one in [*code.each()][:_MOST_CODES]:
            if layer:
                with self.run.layer(layer, span):
                    outputs.append(self._read(one, span))
            else:
                outputs.append(self._read(one, None))
        return outputs[0] if len(outputs) == 1 else join(outputs)

    def _read(self, code: Value, span: Span | None) -> Value:
        text = Text(self._within_bounds(code), span)
        if self.own_text is None:
            self.own_text = code
        self.run.codes.append(text.code)
        return self._within(text, text.root, self.stdin)

    def _within_bounds(self, code: Value) -> Value:
        """The code, or its beginning where it would take the grammar long: it is quadratic in the length of pipes."""
        text = code.text
        if len(text) > _MOST_TEXT:
            text = to_line_end(text, _MOST_TEXT)
        if text.count("|") > _MOST_PIPES:
            text = "|".join(text.split("|", _MOST_PIPES)[:_MOST_PIPES])
        if text is code.text:
            return code
        self.run.is_cut = True
        return Value(text, code.origins)

    def substitute_text(self, text: str) -> Value:
        """What a command substitution prints whose text the tree does not show."""
        if self._depth > _MOST_DEPTH:
            raise OutOfBounds("too deeply nested")
        origins = self.source.origins
        span = self.source.span or self.source.span_of(self.source.root)
        part = Text(Value(text, origins), span)
        self.variables.push(Kind.SUBSHELL)
        cwd = self.run.cwd
        output = self._within(part, part.root, self.stdin)
        self.run.cwd = cwd
        self.variables.pop()
        return _stripped(output)

    def _within(
        self, text: Text, node: tree_sitter.Node, stdin: Value, redirects: Sequence[tree_sitter.Node] = ()
    ) -> Value:
        outer = getattr(self, "source", None)
        self.source = text
        if redirects:
            redirections = read_redirections(self, redirects)
            stdin = redirections.stdin or stdin
            output = redirections.applied(self, self.execute(node, stdin), text.span_of(node))
        else:
            output = self.execute(node, stdin)
        if outer is not None:
            self.source = outer
        return output

    def substitute(self, node: tree_sitter.Node, *, into: bool = False) -> Value:
        """What the commands in `$(..)`, backticks or `<(..)` print."""
        children = node.children
        if len(children) == 3 and children[1].type == "file_redirect":
            redirections = read_redirections(self, [children[1]])
            return _stripped(redirections.stdin or _EMPTY)
        self.variables.push(Kind.SUBSHELL)
        cwd = self.run.cwd
        output = self.sequence(children, self.stdin if into else _INPUT)
        self.run.cwd = cwd
        self.variables.pop()
        return _stripped(output)

    def consumer(self, node: tree_sitter.Node) -> Callable[[Value], None]:
        """What the commands in `>(..)` do once it is known what they get."""
        text = self.source

        def consume(data: Value) -> None:
            outer, outer_stdin = self.source, self.stdin
            self.source, self.stdin = text, data
            self.variables.push(Kind.SUBSHELL)
            self.sequence(node.children, data)
            self.variables.pop()
            self.source, self.stdin = outer, outer_stdin

        return consume

    # -- statements

    def execute(self, node: tree_sitter.Node, stdin: Value, extra: Sequence[tree_sitter.Node] = ()) -> Value:
        """Reads one statement; returns what it prints."""
        self.run.step()
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise OutOfBounds("too deeply nested")
        kind = node.type
        if kind == "command":
            output = commands.simple(self, node, stdin, extra)
        elif kind in ("program", "compound_statement", "do_group", "else_clause"):
            output = flow.compound(self, node, stdin)
        elif kind == "redirected_statement":
            output = self._redirected(node, stdin)
        else:
            reader = _READERS.get(kind)
            output = reader(self, node, stdin) if reader is not None else self._other(node, stdin)
        self._depth -= 1
        return output

    def sequence(self, nodes: Sequence[tree_sitter.Node], stdin: Value) -> Value:
        """Reads statements one after the other; returns what they print together."""
        outputs: list[Value] = []
        for node in nodes:
            if node.type in _IGNORED:
                continue
            output = self.execute(node, stdin)
            if output.text or output.others:
                outputs.append(output)
        if not outputs:
            return _EMPTY
        return outputs[0] if len(outputs) == 1 else concat(*outputs[:50])

    def _redirected(self, node: tree_sitter.Node, stdin: Value) -> Value:
        body = None
        redirects = []
        for child in node.children:
            if child.type in KINDS:
                redirects.append(child)
            elif body is None and child.type != "comment":
                body = child
        redirections = read_redirections(self, redirects)
        if redirections.stdin is not None:
            stdin = redirections.stdin
        outer, descriptors = self.socket, self.descriptors
        if redirections.socket is not None:
            self.socket = redirections.socket
        output = self.execute(body, stdin, redirections.extra) if body is not None else _EMPTY
        if body is None or commands.is_bare_exec(self, body):
            self.descriptors = descriptors
            if body is not None:
                redirections.opened(self, self.source.span_of(node))
                return output
        else:
            self.socket = outer
        status = self.status
        output = redirections.applied(self, output, self.source.span_of(node))
        self.status = status
        for link, following in redirections.after:
            if link in ("|", "|&"):
                output = flow.piped(self, [following], output)
            else:
                output = concat(output, flow.linked(self, link, following, stdin))
        return output

    def _other(self, node: tree_sitter.Node, stdin: Value) -> Value:
        if node.type == "ERROR":
            return flow.broken(self, node, stdin)
        return self.sequence(node.children, stdin) if node.child_count else _EMPTY

    # -- functions and arguments

    def all_arguments(self) -> list[Value]:
        """What `"$@"` comes to."""
        if self.arguments is None:
            return [Value(origins=frozenset({Origin(Source.ARGUMENT)}))]
        return self.arguments

    def call(self, name: str, arguments: list[Value], stdin: Value) -> Value:
        """Calls a function of the block; one that calls itself is not followed further than twice."""
        self.called.add(name)
        if self.calling.count(name) > 1 or len(self.calling) > 20:
            flow.note_fork_bomb(self, name)
            return UNKNOWN
        body, text, redirects = self.functions[name]
        outer, outer_stdin, layers, place = self.arguments, self.stdin, self.run.layers, self.option_place
        self.option_place = 0
        self.arguments = [
            argument.tagged(Origin(Source.ARGUMENT, str(number))) for number, argument in enumerate(arguments, 1)
        ]
        self.stdin = stdin
        self.run.layers = (*layers, name)
        self.calling.append(name)
        self.variables.push(Kind.FUNCTION)
        status = self.status
        try:
            self.status = None
            output = self._within(text, body, stdin, redirects)
        finally:
            self.option_place = place
            self.variables.pop()
            self.calling.pop()
            self.arguments, self.stdin, self.run.layers = outer, outer_stdin, layers
        self.status = None if self.status is not None or status is None else status
        return output

    def read_uncalled(self) -> None:
        """Reads the functions that nothing has called, as if called with anything."""
        outer, self.run.uncalled = self.run.uncalled, True
        try:
            for name in [*self.functions]:
                if name not in self.called and name in self.functions:
                    self.called.add(name)
                    body, text, redirects = self.functions[name]
                    self.arguments = None
                    self.calling.append(name)
                    self.variables.push(Kind.FUNCTION)
                    self._within(text, body, _INPUT, redirects)
                    self.variables.pop()
                    self.calling.pop()
        finally:
            self.run.uncalled = outer


def _stripped(value: Value) -> Value:
    if not value.others and not value.text.endswith("\n"):
        return value
    if not value.others:
        return Value(value.text.rstrip("\n"), value.origins, kind=value.kind, payload=value.payload)
    return mapped(lambda text: text.rstrip("\n"), value)
