"""One program with its arguments, as its model sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from redblue.blue.code.act import Verb
from redblue.blue.code.bash import files
from redblue.blue.code.value import UNKNOWN, Origin, Origins, Source, Value, concat, join, origins_of
from redblue.core.verdict import Span

if TYPE_CHECKING:
    from redblue.blue.code.bash.interpreter import Shell

EMPTY = Value("")
_SPACE = Value(" ")
_NONE: frozenset[str] = frozenset()


class Options:
    """Arguments, taken apart as getopt does."""

    __slots__ = ("flags", "operands", "values")

    def __init__(self) -> None:
        self.operands: list[Value] = []
        self.flags: set[str] = set()
        """Single letters, and long names without their dashes."""
        self.values: dict[str, list[Value]] = {}

    def has(self, *names: str) -> bool:
        """Whether one of these was given."""
        return any(name in self.flags or name in self.values for name in names)

    def all(self, *names: str) -> list[Value]:
        """All values given to these."""
        return [value for name in names for value in self.values.get(name, ())]

    def last(self, *names: str) -> Value | None:
        """The last value given to one of these."""
        found = self.all(*names)
        return found[-1] if found else None


class Call:
    """A program that is started."""

    __slots__ = ("args", "name", "run", "shell", "span", "stdin")

    def __init__(self, shell: Shell, name: str, args: list[Value], stdin: Value, span: Span) -> None:
        self.shell = shell
        self.run = shell.run
        self.name = name
        self.args = args
        self.stdin = stdin
        self.span = span

    def act(
        self, verb: Verb, target: Value, *, data: Value = UNKNOWN, how: frozenset[str] = _NONE, via: str = ""
    ) -> None:
        """Notes an act of this program."""
        self.run.act(verb, target, self.span, data=data, via=via or self.name, how=how)

    def path(self, value: Value) -> Value:
        """A path as seen from where the block started."""
        return files.path_of(self.shell, value)

    def read(self, path: Value) -> Value:
        """Reads a file; returns its content."""
        return files.read_file(self.shell, path, self.span, self.name)

    def read_all(self, paths: Sequence[Value]) -> Value:
        """The contents of these, one after the other; standard input where there are none."""
        if not paths:
            return self.stdin
        contents = [self.read(path) for path in paths]
        return contents[0] if len(contents) == 1 else concat(*contents)

    def write(self, path: Value, data: Value, *, append: bool = False, how: frozenset[str] = _NONE) -> None:
        """Writes a file."""
        files.write_file(self.shell, path, data, self.span, self.name, append=append, how=how)

    def written(self, path: Value) -> Value | None:
        """What the block itself has put into a file."""
        return files.written(self.shell, self.path(path).text)

    def on_paths(
        self, verb: Verb, paths: Sequence[Value], *, data: Value = UNKNOWN, how: frozenset[str] = _NONE
    ) -> None:
        """Notes an act on each path."""
        for path in paths:
            self.act(verb, path, data=data, how=how)

    def start(self, words: list[Value], stdin: Value | None = None) -> Value:
        """Starts another program; returns what it prints."""
        from redblue.blue.code.bash.commands import start

        return start(self.shell, words, self.stdin if stdin is None else stdin, self.span) if words else EMPTY

    def joined(self, args: Sequence[Value] | None = None) -> Value:
        """Arguments with a space between them."""
        return spaced(self.args if args is None else args)

    def output(self, *more: Value, origin: Origin | None = None) -> Value:
        """Something that this prints and nobody can know."""
        origins: Origins = origins_of(*more) if more else frozenset()
        return Value(origins=origins | {origin or Origin(Source.OUTPUT, self.name)})

    def options(self, short: str = "", long: frozenset[str] = _NONE, *, words: bool = False) -> Options:
        """The arguments taken apart; `short` and `long` name the options that have a value.

        With `words`, all behind the first operand are operands: what starts another program.
        """
        made = Options()
        waiting: str | None = None
        done = False
        for arg in self.args:
            text = arg.text
            if waiting is not None:
                made.values.setdefault(waiting, []).append(arg)
                waiting = None
            elif done or len(text) < 2 or text[0] != "-" or arg.payload is not None:
                made.operands.append(arg)
                done = done or words
            elif text == "--":
                done = True
            elif text[1] == "-":
                name, sign, value = text[2:].partition("=")
                if sign:
                    made.values.setdefault(name, []).append(Value(value, arg.origins))
                elif name in long:
                    waiting = name
                else:
                    made.flags.add(name)
            elif text[1:] in long:
                waiting = text[1:]
            else:
                for place, letter in enumerate(text[1:], 2):
                    if letter in short:
                        if place < len(text):
                            made.values.setdefault(letter, []).append(Value(text[place:], arg.origins))
                        else:
                            waiting = letter
                        break
                    made.flags.add(letter)
        return made


def spaced(args: Sequence[Value]) -> Value:
    """These with a space between them."""
    if not args:
        return EMPTY
    if len(args) == 1:
        return args[0]
    if all(not arg.others for arg in args):
        origins: Origins = frozenset()
        for arg in args:
            origins |= arg.origins
        return Value(" ".join([arg.text for arg in args]), origins)
    parts: list[Value] = []
    for arg in args[:40]:
        parts += (_SPACE, arg)
    return concat(*parts[1:])


def either(values: Sequence[Value]) -> Value:
    """Any of these; nothing known where there are none."""
    return join(values) if values else UNKNOWN
