"""What a sed script makes of a text that is known."""

from __future__ import annotations

import re
from collections.abc import Callable

from redblue.blue.code.bash.programs.sed_syntax import Address, Command, Unreadable
from redblue.blue.code.bash.regular import Expression

_MOST_STEPS = 4_000
_MOST_TEXT = 20_000
_GROUP = re.compile(r"\\(.)|(&)|([^\\&]+)", re.DOTALL)


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
