"""A run of a program of awk over records, of which not all need be known."""

from __future__ import annotations

import re
from typing import Protocol

from redblue.blue.code.bash.escapes import ansi
from redblue.blue.code.bash.programs.awk_syntax import Program, Tree, Unreadable
from redblue.blue.code.bash.programs.awk_values import FUNCTIONS, NUMBER, Worth, letter_of, number_of, text_of
from redblue.blue.code.bash.programs.printing import formatted
from redblue.blue.code.bash.regular import Expression, regular
from redblue.blue.code.value import HOLE

_MOST_STEPS = 4_000
_MOST_TEXT = 20_000


class Surroundings(Protocol):
    """What a program of awk acts upon."""

    def run(self, command: str, stdin: str | None) -> str:
        """Runs a command; returns what it prints."""

    def read(self, path: str) -> str:
        """The content of a file."""

    def write(self, path: str, text: str, *, append: bool) -> None:
        """Writes a file."""


class _Jump(Exception):
    def __init__(self, word: str, value: Worth = "") -> None:
        self.word = word
        self.value = value


class Awk:
    """One run."""

    def __init__(self, program: Program, surroundings: Surroundings, variables: dict[str, str]) -> None:
        self.program = program
        self.around = surroundings
        self.variables: dict[str, Worth] = {"FS": " ", "OFS": " ", "ORS": "\n", "RS": "\n", "SUBSEP": "\x1c",
                                            "RSTART": 0.0, "RLENGTH": -1.0, "NR": 0.0, "NF": 0.0}  # fmt: skip
        self.variables |= {name: ansi(value) for name, value in variables.items()}
        self.arrays: dict[str, dict[str, Worth]] = {}
        self.fields: list[str] = [""]
        self.output: list[str] = []
        self.piped: dict[str, str] = {}
        self.sources: dict[str, list[str]] = {}
        self.on: set[int] = set()
        self.steps = 0
        self.is_regular = True

    def run(self, records: list[str]) -> str:
        """What it prints. Raises Unreadable where it cannot be followed to its end."""
        try:
            self._items("BEGIN")
            if any(pattern != "BEGIN" for pattern, _ in self.program.items):
                for record in records:
                    self.variables["NR"] = self.variables["FNR"] = (number_of(self.variables["NR"]) or 0.0) + 1
                    self._split_record(record)
                    try:
                        self._items(None)
                    except _Jump as jump:
                        if jump.word not in ("next", "nextfile"):
                            raise
            self._items("END")
        except _Jump as jump:
            if jump.word == "exit":
                self._ended()
        for command, text in self.piped.items():
            self.output.append(self.around.run(command, text))
        return "".join(self.output)

    def _ended(self) -> None:
        try:
            self._items("END")
        except _Jump:
            return

    def _items(self, which: str | None) -> None:
        for number, (pattern, action) in enumerate(self.program.items):
            if pattern == which if isinstance(pattern, str) else which is None and self._applies(number, pattern):
                if action is None:
                    self._print(self.fields[0] + "\n")
                else:
                    self._do(action)

    def _applies(self, number: int, pattern: Tree | None) -> bool:
        if pattern is None:
            return True
        if pattern[0] != "range":
            return self._is_true(pattern) is not False
        if number not in self.on and self._is_true(pattern[1]) is False:
            return False
        self.on.add(number)
        if self._is_true(pattern[2]) is True:
            self.on.discard(number)
        return True

    def _step(self) -> None:
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise Unreadable

    def _print(self, text: str) -> None:
        self.output.append(text)
        if len(text) > _MOST_TEXT or len(self.output) > 2_000:
            raise Unreadable

    def _split_record(self, record: str) -> None:
        self.fields = [record, *self._split(record, self.variables["FS"])]
        self.variables["NF"] = float(len(self.fields) - 1)

    def _split(self, text: str, separator: Worth) -> list[str]:
        sign = text_of(separator)
        if text == HOLE:
            return [HOLE] * 9
        if sign == " ":
            return text.split()
        if not text:
            return []
        if sign == "":
            return [*text]
        if len(sign) == 1:
            return text.split(sign)
        found = self._regular(sign)
        pieces: list[str] = []
        place = 0
        while (match := found.search(text, place)) and match.end() > match.start() and len(pieces) < 500:
            pieces.append(text[place : match.start()])
            place = match.end()
        return [*pieces, text[place:]]

    # -- statements

    def _do(self, tree: Tree) -> None:
        self._step()
        kind = tree[0]
        if kind == "block":
            for one in tree[1]:
                self._do(one)
        elif kind == "expression":
            self._worth(tree[1])
        elif kind in ("print", "printf"):
            self._printed(tree)
        elif kind == "if":
            found = self._is_true(tree[1])
            if found is not False:
                self._do(tree[2])
            if found is not True and tree[3] is not None:
                self._do(tree[3])
        elif kind == "for":
            self._loop(tree)
        elif kind == "for in":
            for key in [*self.arrays.get(tree[2], {})]:
                self.variables[tree[1]] = key
                if not self._turn(tree[3]):
                    break
        elif kind == "delete":
            if tree[2] is None:
                self.arrays.pop(tree[1], None)
            else:
                self.arrays.get(tree[1], {}).pop(self._key(tree[2]), None)
        else:
            value = tree[1] if len(tree) > 1 else None
            raise _Jump(kind, self._worth(value) if value is not None else "")

    def _turn(self, body: Tree) -> bool:
        try:
            self._do(body)
        except _Jump as jump:
            if jump.word not in ("break", "continue"):
                raise
            return jump.word == "continue"
        return True

    def _loop(self, tree: Tree) -> None:
        _, first, condition, step, body = tree
        if first is not None:
            self._do(first)
        while True:
            self._step()
            found = self._is_true(condition) if condition is not None else True
            if found is False or not self._turn(body) or found is None:
                break
            if step is not None:
                self._do(step)

    def _printed(self, tree: Tree) -> None:
        word, args, sign, target = tree
        if word == "print":
            values = [text_of(self._worth(one)) for one in args] or [self.fields[0]]
            text = text_of(self.variables["OFS"]).join(values) + text_of(self.variables["ORS"])
        else:
            text = self._formatted(args)
        if target is None:
            self._print(text)
            return
        where = text_of(self._worth(target))
        if sign == "|":
            self.piped[where] = self.piped.get(where, "") + text
        elif where in ("/dev/stdout", "/dev/stderr"):
            self._print(text if where == "/dev/stdout" else "")
        else:
            self.around.write(where, text, append=sign == ">>")

    def _formatted(self, args: list[Tree]) -> str:
        form, *values = [self._worth(one) for one in args]
        made = [letter_of(one, tree[0]) for one, tree in zip(values, args[1:], strict=True)]
        texts = [text_of(one) for one in values]
        return formatted(text_of(form), texts, letters=made)

    # -- expressions

    def _is_true(self, tree: Tree) -> bool | None:
        if tree[0] == "regex":
            return self._found(tree[1], self.fields[0])
        worth = self._worth(tree)
        if isinstance(worth, str):
            if HOLE in worth:
                return None
            number = number_of(worth) if tree[0] in ("field", "getline") and NUMBER.fullmatch(worth) else None
            return bool(worth) if number is None else bool(number)
        return bool(worth)

    def _regular(self, text: str) -> Expression:
        made = regular(text.replace("\\/", "/"), extended=True)
        if made is None or HOLE in text:
            raise Unreadable
        return made

    def _found(self, pattern: str, text: str) -> bool | None:
        if HOLE in text:
            return None
        return self._regular(pattern).search(text) is not None

    def _key(self, indices: list[Tree]) -> str:
        return text_of(self.variables["SUBSEP"]).join([text_of(self._worth(one)) for one in indices])

    def _worth(self, tree: Tree) -> Worth:
        self._step()
        kind = tree[0]
        if kind == "string":
            return ansi(tree[1].replace('\\"', '"').replace("\\/", "/"))
        if kind == "number":
            return float(tree[1])
        if kind == "name":
            return self.variables.get(tree[1], "")
        if kind == "field":
            return self._field(number_of(self._worth(tree[1])))
        if kind == "index":
            return self.arrays.setdefault(tree[1], {}).get(self._key(tree[2]), "")
        if kind == "regex":
            found = self._found(tree[1], self.fields[0])
            return HOLE if found is None else float(found)
        if kind == "binary":
            return self._binary(tree[1], tree[2], tree[3])
        if kind == "unary":
            if tree[1] == "!":
                truth = self._is_true(tree[2])
                return HOLE if truth is None else float(not truth)
            number = number_of(self._worth(tree[2]))
            return HOLE if number is None else -number if tree[1] == "-" else number
        if kind == "choice":
            truth = self._is_true(tree[1])
            return self._worth(tree[2] if truth is not False else tree[3])
        if kind == "assign":
            value = self._worth(tree[3])
            if tree[1]:
                value = self._calculated(tree[1], number_of(self._worth(tree[2])), number_of(value))
            return self._set(tree[2], value)
        if kind == "change":
            before = number_of(self._worth(tree[2]))
            after = HOLE if before is None else before + (1 if tree[1] == "++" else -1)
            self._set(tree[2], after)
            return after if tree[3] else HOLE if before is None else before
        if kind == "in":
            keys = [tree[1]] if tree[1][0] != "group" else tree[1][1]
            return float(self._key(keys) in self.arrays.get(tree[2], {}))
        if kind == "call":
            return self._call(tree[1], tree[2])
        if kind == "getline":
            return self._getline(tree)
        raise Unreadable

    def _field(self, number: float | None) -> str:
        if number is None:
            return HOLE
        return self.fields[int(number)] if 0 <= number < len(self.fields) else ""

    def _set(self, target: Tree, value: Worth) -> Worth:
        if target[0] == "name":
            self.variables[target[1]] = value
            if target[1] == "NF" and (size := number_of(value)) is not None and 0 <= size < 200:
                self.fields = [*self.fields[: int(size) + 1], *[""] * (int(size) + 1 - len(self.fields))]
                self._rejoin()
        elif target[0] == "index":
            self.arrays.setdefault(target[1], {})[self._key(target[2])] = value
        else:
            number = number_of(self._worth(target[1]))
            if number == 0:
                self._split_record(text_of(value))
            elif number is not None and 0 < number < 200:
                self.fields += [""] * (int(number) + 1 - len(self.fields))
                self.fields[int(number)] = text_of(value)
                self._rejoin()
        return value

    def _rejoin(self) -> None:
        self.variables["NF"] = float(len(self.fields) - 1)
        self.fields[0] = text_of(self.variables["OFS"]).join(self.fields[1:])

    def _calculated(self, sign: str, left: float | None, right: float | None) -> Worth:
        if left is None or right is None:
            return HOLE
        try:
            if sign in ("^", "**"):
                return left**right if abs(right) < 64 and abs(left) < 1e6 else HOLE
            if sign == "/":
                return left / right
            if sign == "%":
                return float(left - right * int(left / right))
        except (ZeroDivisionError, OverflowError, ValueError):
            return HOLE
        return {"+": left + right, "-": left - right, "*": left * right}[sign]

    def _binary(self, sign: str, one: Tree, other: Tree) -> Worth:
        if sign in ("&&", "||"):
            left = self._is_true(one)
            if left is (sign == "||"):
                return float(sign == "||")
            right = self._is_true(other)
            if right is (sign == "||"):
                return float(sign == "||")
            return HOLE if left is None or right is None else float(sign == "&&")
        if sign in ("~", "!~"):
            text = text_of(self._worth(one))
            found = self._found(other[1] if other[0] == "regex" else text_of(self._worth(other)), text)
            return HOLE if found is None else float(found is (sign == "~"))
        left_worth, right_worth = self._worth(one), self._worth(other)
        if sign == " ":
            made = text_of(left_worth) + text_of(right_worth)
            if len(made) > _MOST_TEXT:
                raise Unreadable
            return made
        if sign in ("<", "<=", "==", "!=", ">", ">="):
            return self._compared(sign, left_worth, right_worth, (one[0], other[0]))
        return self._calculated(sign, number_of(left_worth), number_of(right_worth))

    def _compared(self, sign: str, left: Worth, right: Worth, kinds: tuple[str, str]) -> Worth:
        if HOLE in text_of(left) or HOLE in text_of(right):
            return HOLE
        numeric = [
            not isinstance(worth, str) or (kind != "string" and (not worth or NUMBER.fullmatch(worth) is not None))
            for worth, kind in zip((left, right), kinds, strict=True)
        ]
        first: Worth | None
        second: Worth | None
        if all(numeric):
            first, second = number_of(left), number_of(right)
        else:
            first, second = text_of(left), text_of(right)
        is_less, is_same = first < second, first == second  # type: ignore[operator]
        return float({
            "<": is_less, "<=": is_less or is_same, "==": is_same, "!=": not is_same, ">": not is_less and not is_same,
            ">=": not is_less,
        }[sign])  # fmt: skip

    def _getline(self, tree: Tree) -> Worth:
        _, sign, source, target = tree
        if source is None:
            return HOLE
        name = text_of(self._worth(source))
        if name not in self.sources:
            content = self.around.run(name, None) if sign == "|" else self.around.read(name)
            self.sources[name] = content.removesuffix("\n").split("\n") if content else []
        lines = self.sources[name]
        if not lines:
            return 0.0
        line = lines.pop(0)
        if target is None:
            self._split_record(line)
        else:
            self._set(target, line)
        return 1.0

    def _call(self, name: str, args: list[Tree]) -> Worth:
        if name in self.program.functions:
            return self._function(name, args)
        if name in ("split", "sub", "gsub", "match", "length", "close", "fflush"):
            return self._on_variables(name, args)
        worths = [self._worth(one) for one in args]
        texts = [text_of(one) for one in worths]
        if name == "system":
            for command in texts[:1]:
                self.output.append(self.around.run(command, None))
            return 0.0
        if name == "sprintf":
            return self._formatted(args)
        made = FUNCTIONS.get(name)
        if made is None or not texts or any(HOLE in text for text in texts):
            return HOLE
        return made(texts)

    def _function(self, name: str, args: list[Tree]) -> Worth:
        names, body = self.program.functions[name]
        values = [self._worth(one) for one in args[: len(names)]]
        outer = {one: self.variables.get(one, "") for one in names}
        arrays = {one: self.arrays.get(one) for one in names}
        for place, one in enumerate(names):
            self.variables[one] = values[place] if place < len(values) else ""
            given = args[place] if place < len(args) else ("", "")
            self.arrays[one] = self.arrays.setdefault(given[1], {}) if given[0] == "name" else {}
        result: Worth = ""
        try:
            self._do(body)
        except _Jump as jump:
            if jump.word != "return":
                raise
            result = jump.value
        self.variables |= outer
        self.arrays |= {one: array if array is not None else {} for one, array in arrays.items()}
        return result

    def _on_variables(self, name: str, args: list[Tree]) -> Worth:
        if name == "length":
            if args and args[0][0] == "name" and args[0][1] in self.arrays:
                return float(len(self.arrays[args[0][1]]))
            text = text_of(self._worth(args[0])) if args else self.fields[0]
            return HOLE if HOLE in text else float(len(text))
        if name in ("close", "fflush") or len(args) < 2:
            return 0.0
        if name == "split":
            text = text_of(self._worth(args[0]))
            by: Worth = self.variables["FS"]
            if len(args) > 2:
                by = args[2][1] if args[2][0] == "regex" else self._worth(args[2])
            pieces = self._split(text, by)
            self.arrays[args[1][1]] = {str(place): piece for place, piece in enumerate(pieces, 1)}
            return HOLE if HOLE in text else float(len(pieces))
        if name == "match":
            args = [args[1], ("string", ""), args[0]]
        pattern = args[0][1] if args[0][0] == "regex" else text_of(self._worth(args[0]))
        target: Tree = args[2] if len(args) > 2 else ("field", ("number", 0.0))
        text = text_of(self._worth(target))
        if HOLE in text:
            return HOLE
        expression = self._regular(pattern)
        if name == "match":
            found = expression.search(text)
            self.variables["RSTART"] = float(found.start() + 1) if found else 0.0
            self.variables["RLENGTH"] = float(found.end() - found.start()) if found else -1.0
            return self.variables["RSTART"]
        expression.search(text)  # refuses what would take long
        new = text_of(self._worth(args[1]))

        def replace(match: re.Match[str]) -> str:
            return re.sub(r"\\\\?&|&", lambda one: match[0] if one[0] == "&" else "&", new)

        made, count = expression.pattern.subn(replace, text, count=0 if name == "gsub" else 1)
        self._set(target, made)
        return float(count)
