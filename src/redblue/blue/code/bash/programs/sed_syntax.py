"""The commands of a sed script."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from redblue.blue.code.bash.regular import Expression, regular

_MOST_COMMANDS = 60
_ONE_LETTER = frozenset("=dDgGhHnNpPxlqQz")
_BRANCHES = frozenset("tTb:")
_FILES = frozenset("rRwW")
_TEXTS = frozenset("aic")


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
    except (Unreadable, RecursionError, ValueError, IndexError):
        return None
