"""What a sed script makes of a text that is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from redblue.blue.code.bash.regular import Expression, regular

_MOST_STEPS = 4_000
_MOST_COMMANDS = 60
_MOST_TEXT = 20_000
_ONE_LETTER = frozenset("=dDgGhHnNpPxlqQz")
_BRANCHES = frozenset("tTb:")
_FILES = frozenset("rRwW")
_TEXTS = frozenset("aic")
_GROUP = re.compile(r"\\(.)|(&)|([^\\&]+)", re.DOTALL)


@dataclass
class Command:
    """One command with its addresses."""

    name: str
    first: Address | None = None
    last: Address | None = None
    negated: bool = False
    text: str = ""
    """Of `a`, `i`, `c`, `e`, a label, or a file's path."""
    old: Expression | None = None
    """Of `s`; None for the last expression used."""
    new: str = ""
    flags: str = ""
    table: dict[int, str] = field(default_factory=dict)
    """Of `y`."""
    jump: int = -1
    """Of `{`: behind its end."""
    is_on: bool = False


Address = int | str | Expression
"""A line's number, `$`, or what is found in it; "" is the last expression used."""


class Unreadable(Exception):
    """No script that can be followed."""


class _Parser:
    def __init__(self, text: str, *, extended: bool) -> None:
        self.text = text
        self.place = 0
        self.extended = extended

    def _skip(self, letters: str) -> None:
        while self.place < len(self.text) and self.text[self.place] in letters:
            self.place += 1

    def commands(self) -> list[Command]:
        made: list[Command] = []
        waiting: list[int] = []
        while True:
            self._skip(" \t\n;")
            if self.place >= len(self.text):
                break
            if self.text[self.place] == "#":
                end = self.text.find("\n", self.place)
                self.place = len(self.text) if end < 0 else end
                continue
            if len(made) > _MOST_COMMANDS:
                raise Unreadable
            command = self._command()
            if command.name == "{":
                waiting.append(len(made))
            elif command.name == "}":
                if not waiting:
                    raise Unreadable
                made[waiting.pop()].jump = len(made)
            made.append(command)
        if waiting:
            raise Unreadable
        return made

    def _address(self) -> Address | None:
        text = self.text
        number = re.compile(r"\d{1,6}").match(text, self.place)
        if number:
            self.place = number.end()
            if text[self.place : self.place + 1] == "~":
                raise Unreadable
            return int(number[0])
        letter = text[self.place : self.place + 1]
        if letter == "$":
            self.place += 1
            return "$"
        if letter not in ("/", "\\"):
            return None
        self.place += 2 if letter == "\\" else 1
        pattern = self._until(text[self.place - 1])
        ignore_case = text[self.place : self.place + 1] == "I"
        self.place += ignore_case
        return self._expression(pattern, ignore_case=ignore_case) if pattern else ""

    def _until(self, sign: str) -> str:
        start = self.place
        text = self.text
        while self.place < len(text) and text[self.place] != sign:
            if text[self.place] == "[" and sign != "[":
                end = text.find("]", self.place + 2)
                inner = text[self.place : end]
                if end > 0 and "\n" not in inner and sign not in inner:
                    self.place = end
            self.place += 2 if text[self.place] == "\\" else 1
        if self.place >= len(text):
            raise Unreadable
        found = text[start : self.place]
        self.place += 1
        return found.replace("\\" + sign, sign) if sign not in "()|{}+?.*^$[]&0123456789n" else found

    def _expression(self, text: str, *, ignore_case: bool = False) -> Expression:
        made = regular(text, extended=self.extended, ignore_case=ignore_case)
        if made is None:
            raise Unreadable
        return made

    def _command(self) -> Command:
        command = Command("")
        command.first = self._address()
        if command.first is not None:
            self._skip(" \t")
            if self.text[self.place : self.place + 1] == ",":
                self.place += 1
                self._skip(" \t")
                command.last = self._address()
                if command.last is None:
                    raise Unreadable
        self._skip(" \t")
        if self.text[self.place : self.place + 1] == "!":
            command.negated = True
            self.place += 1
            self._skip(" \t")
        name = command.name = self.text[self.place : self.place + 1]
        self.place += 1
        if name in ("s", "y"):
            self._substitution(command)
        elif name in _TEXTS:
            self._skip(" \t")
            rest = self.text[self.place :]
            lines = re.match(r"(?:[^\\\n]|\\.)*", rest[1:].lstrip() if rest[:1] == "\\" else rest, re.DOTALL)
            found = lines[0] if lines else ""
            self.place += len(found) + (len(rest) - len(rest[1:].lstrip()) if rest[:1] == "\\" else 0)
            command.text = re.sub(r"\\(.)", r"\1", found, flags=re.DOTALL) + "\n"
        elif name in _FILES or name == "e":
            end = self.text.find("\n", self.place)
            end = len(self.text) if end < 0 else end
            command.text = self.text[self.place : end].strip()
            self.place = end
        elif name in _BRANCHES:
            found_label = re.compile(r"[ \t]*([^;\s}]*)").match(self.text, self.place)
            command.text = found_label[1] if found_label else ""
            self.place = found_label.end() if found_label else self.place
        elif name in _ONE_LETTER:
            digits = re.compile(r"\s*\d{0,4}").match(self.text, self.place) if name in "qQl" else None
            self.place = digits.end() if digits else self.place
        elif name not in ("{", "}") or not name:
            raise Unreadable
        return command

    def _substitution(self, command: Command) -> None:
        sign = self.text[self.place : self.place + 1]
        if not sign or sign in "\n\\":
            raise Unreadable
        self.place += 1
        old, new = self._until(sign), self._until(sign)
        if command.name == "y":
            old, new = (one.replace("\\\\", "\\").replace("\\n", "\n") for one in (old, new))
            if len(old) != len(new):
                raise Unreadable
            command.table = {ord(one): other for one, other in zip(old, new, strict=True)}
            return
        flags = re.compile(r"[gpiIeEmM0-9]*").match(self.text, self.place)
        command.flags = flags[0] if flags else ""
        self.place += len(command.flags)
        if self.text[self.place : self.place + 1] == "w":
            end = self.text.find("\n", self.place)
            end = len(self.text) if end < 0 else end
            command.text = self.text[self.place + 1 : end].strip()
            self.place = end
        command.old = self._expression(old, ignore_case="i" in command.flags.lower()) if old else None
        command.new = new


def read_script(text: str, *, extended: bool) -> list[Command] | None:
    """The commands of a script; None for one that cannot be followed."""
    try:
        return _Parser(text, extended=extended).commands()
    except (Unreadable, RecursionError, ValueError):
        return None


class Stream:
    """A run of a script over lines."""

    def __init__(self, commands: list[Command], lines: list[str], *, quiet: bool, run: Callable[[str], str]) -> None:
        self.commands = commands
        self.waiting = lines
        self.number = 0
        self.quiet = quiet
        self.run = run
        """Runs a command, of `e`; returns what it prints."""
        self.space = self.hold = ""
        self.output: list[str] = []
        self.later: list[str] = []
        self.files: dict[str, str] = {}
        """What `w` has written."""
        self.last: Expression | None = None
        self.has_changed = False
        self.steps = 0
        self.labels = {one.text: place for place, one in enumerate(commands) if one.name == ":"}

    def text(self) -> str:
        """All that is printed. Raises Unreadable where it takes too long."""
        for command in self.commands:
            command.is_on = False
        keeps = False
        while self.waiting or keeps:
            if not keeps:
                self._next_line()
            action = self._cycle()
            keeps = action == "D"
            if action not in ("d", "D", "Q") and not self.quiet:
                self._print(self.space)
            self.output += self.later
            self.later = []
            if action in ("q", "Q"):
                break
        return "".join(self.output)

    def _next_line(self) -> None:
        self.number += 1
        self.space = self.waiting.pop(0)

    def _print(self, text: str) -> None:
        self.output.append(text + "\n")
        if sum(map(len, self.output[-50:])) > _MOST_TEXT:
            raise Unreadable

    def _matches(self, address: Address | None) -> bool:
        if isinstance(address, int):
            return self.number == address
        if address == "$":
            return not self.waiting
        expression = self.last if address == "" else address
        if not isinstance(expression, Expression):
            raise Unreadable
        self.last = expression
        return expression.search(self.space) is not None

    def _applies(self, command: Command) -> bool:
        if command.first is None:
            return not command.negated
        if command.last is None:
            found = self._matches(command.first)
        elif command.is_on:
            found = True
            command.is_on = not (
                self.number >= command.last if isinstance(command.last, int) else self._matches(command.last)
            )
        else:
            found = self._matches(command.first)
            command.is_on = found and not (isinstance(command.last, int) and command.last <= self.number)
        return found is not command.negated

    def _cycle(self) -> str:
        place = 0
        while place < len(self.commands):
            self.steps += 1
            if self.steps > _MOST_STEPS or len(self.space) > _MOST_TEXT:
                raise Unreadable
            command = self.commands[place]
            place += 1
            if not self._applies(command):
                if command.name == "{":
                    place = command.jump
                continue
            name = command.name
            if name in "btT" and (name == "b" or self.has_changed is (name == "t")):
                self.has_changed = False
                if not command.text:
                    return ""
                place = self.labels.get(command.text, len(self.commands))
            elif name in "dqQ":
                return name
            elif name == "D":
                if "\n" not in self.space:
                    return "d"
                self.space = self.space.partition("\n")[2]
                return "D"
            elif name in "nN":
                if not self.waiting:
                    return "q"
                before = self.space
                if name == "n" and not self.quiet:
                    self._print(before)
                self._next_line()
                self.space = f"{before}\n{self.space}" if name == "N" else self.space
            else:
                self._simple(command)
        return ""

    def _simple(self, command: Command) -> None:
        name = command.name
        if name == "s":
            self._substitute(command)
        elif name == "y":
            self.space = self.space.translate(command.table)
        elif name == "p":
            self._print(self.space)
        elif name == "P":
            self._print(self.space.partition("\n")[0])
        elif name == "=":
            self._print(str(self.number))
        elif name == "g":
            self.space = self.hold
        elif name == "G":
            self.space += "\n" + self.hold
        elif name == "h":
            self.hold = self.space
        elif name == "H":
            self.hold += "\n" + self.space
        elif name == "x":
            self.space, self.hold = self.hold, self.space
        elif name == "z":
            self.space = ""
        elif name == "i":
            self.output.append(command.text)
        elif name == "a":
            self.later.append(command.text)
        elif name == "c":
            self.space = command.text.removesuffix("\n")
        elif name == "e":
            self.output.append(self.run(command.text or self.space))
        elif name == "w":
            self.files[command.text] = self.files.get(command.text, "") + self.space + "\n"

    def _substitute(self, command: Command) -> None:
        expression = command.old or self.last
        if expression is None:
            raise Unreadable
        self.last = expression
        digits = "".join(letter for letter in command.flags if letter.isdigit())[:3]
        wanted = int(digits) if digits else 1
        made: list[str] = []
        place = behind = count = 0
        while place <= len(self.space):
            self.steps += 1
            if self.steps > _MOST_STEPS:
                raise Unreadable
            found = expression.search(self.space, place)
            if found is None:
                break
            count += 1
            if count >= wanted:
                made += (self.space[behind : found.start()], _replacement(command.new, found))
                behind = found.end()
                if "g" not in command.flags:
                    break
            place = found.end() if found.end() > found.start() else found.end() + 1
            if expression.pattern.pattern.startswith("^"):
                break
        if count < wanted:
            return
        self.space = "".join([*made, self.space[behind:]])
        self.has_changed = True
        if "e" in command.flags:
            self.space = self.run(self.space).removesuffix("\n")
        if "p" in command.flags:
            self._print(self.space)
        if command.text:
            self.files[command.text] = self.files.get(command.text, "") + self.space + "\n"


def _replacement(new: str, found: re.Match[str]) -> str:
    made: list[str] = []
    case: Callable[[str], str] = str
    once: Callable[[str], str] | None = None
    for match in _GROUP.finditer(new):
        letter = match[1]
        if letter is not None and letter in "LUE":
            case = str.lower if letter == "L" else str.upper if letter == "U" else str
            continue
        if letter is not None and letter in "lu":
            once = str.lower if letter == "l" else str.upper
            continue
        if match[2]:
            text = found[0]
        elif letter is None:
            text = match[3]
        elif letter.isdigit():
            number = int(letter)
            text = (found[number] or "") if number <= (found.re.groups or 0) else ""
        else:
            text = {"n": "\n", "t": "\t", "r": "\r"}.get(letter, letter)
        text = case(text)
        if once is not None and text:
            text, once = once(text[0]) + text[1:], None
        made.append(text)
    return "".join(made)
