"""The syntax of awk: from its text to a tree of tuples, whose first member says what they are."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

Tree = tuple[Any, ...]
_TOKEN = re.compile(
    r"[ \t\r]+|\\\n|#[^\n]*"
    r"|(?P<string>\"(?:[^\"\\\n]|\\.)*\")"
    r"|(?P<number>0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)"
    r"|(?P<call>[A-Za-z_]\w*(?=\())|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<sign>\n|\*\*=|\+\+|--|&&|\|\||>>|[-+*/%^=!<>]=|\*\*|!~|\|&|[-+*/%^=!<>~?:,;(){}\[\]$|&])",
    re.DOTALL,
)
_REGEX = re.compile(r"/((?:[^/\\\n\[]|\\.|\[\^?\]?(?:[^\]\\\n]|\\.)*\])*)/")
_KEYWORDS = frozenset(
    "BEGIN END function func if else while for do in print printf getline delete next nextfile exit return break"
    " continue".split()
)
_BINARY = {
    "||": 2, "&&": 3, "in": 4, "~": 5, "!~": 5, "<": 6, "<=": 6, "!=": 6, "==": 6, ">": 6, ">=": 6, " ": 8, "+": 9,
    "-": 9, "*": 10, "/": 10, "%": 10, "^": 13, "**": 13,
}  # fmt: skip
_ASSIGNMENTS = frozenset({"=", "+=", "-=", "*=", "/=", "%=", "^=", "**="})
_MOST_TOKENS = 3_000
_MOST_DEPTH = 40


class Unreadable(Exception):
    """No program that can be followed."""


class Program(NamedTuple):
    """A program of awk."""

    items: list[tuple[Tree | str | None, Tree | None]]
    """Patterns with what is then done; the patterns may be `BEGIN` and `END`."""
    functions: dict[str, tuple[list[str], Tree]]


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[tuple[str, str]] = []
        self.place = 0
        self.depth = 0
        self.no_in = self.no_greater = False
        self._scan()

    def _scan(self) -> None:
        place = 0
        text = self.text
        while place < len(text):
            match = _TOKEN.match(text, place)
            before = self.tokens[-1] if self.tokens else ("sign", "\n")
            if text[place] == "/" and not (before[0] in ("string", "number", "name") or before[1] in (")", "]", "$")):
                match = _REGEX.match(text, place)
                if match is None:
                    raise Unreadable
                self.tokens.append(("regex", match[1]))
            elif match is None or len(self.tokens) > _MOST_TOKENS:
                raise Unreadable
            elif match.lastgroup:
                kind = match.lastgroup
                word = match[0]
                if kind in ("name", "call") and word in _KEYWORDS:
                    kind = "word"
                self.tokens.append((kind, word))
            place = match.end()
        self.tokens.append(("end", ""))

    @property
    def _next(self) -> tuple[str, str]:
        return self.tokens[self.place]

    def _is(self, *texts: str) -> bool:
        kind, text = self._next
        return kind in ("sign", "word") and text in texts

    def _take(self, *texts: str) -> bool:
        if self._is(*texts):
            self.place += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._take(text):
            raise Unreadable

    def _skip(self, *texts: str) -> None:
        while self._take(*texts):
            pass

    def program(self) -> Program:
        made = Program([], {})
        self._skip("\n", ";")
        while self._next[0] != "end":
            if self._take("function", "func"):
                name = self._next[1]
                self.place += 1
                self._expect("(")
                names = []
                while not self._take(")"):
                    names.append(self._next[1])
                    self.place += 1
                    self._skip(",", "\n")
                self._skip("\n")
                made.functions[name] = (names, self._block())
            else:
                pattern: Tree | str | None = None
                if self._is("BEGIN", "END"):
                    pattern = self._next[1]
                    self.place += 1
                elif not self._is("{"):
                    pattern = self._expression()
                    if self._take(","):
                        self._skip("\n")
                        pattern = ("range", pattern, self._expression())
                made.items.append((pattern, self._block() if self._is("{") else None))
            self._skip("\n", ";")
        return made

    def _block(self) -> Tree:
        self._expect("{")
        made = []
        self._skip("\n", ";")
        while not self._take("}"):
            made.append(self._statement())
            self._skip("\n", ";")
        return ("block", made)

    def _body(self) -> Tree:
        self._skip("\n")
        if self._take(";"):
            return ("block", [])
        return self._statement()

    def _statement(self) -> Tree:
        self.depth += 1
        if self.depth > _MOST_DEPTH:
            raise Unreadable
        made = self._one_statement()
        self.depth -= 1
        return made

    def _one_statement(self) -> Tree:
        if self._is("{"):
            return self._block()
        if self._take("if"):
            self._expect("(")
            condition = self._expression()
            self._expect(")")
            body = self._body()
            place = self.place
            self._skip("\n", ";")
            if self._take("else"):
                return ("if", condition, body, self._body())
            self.place = place
            return ("if", condition, body, None)
        if self._take("while"):
            self._expect("(")
            condition = self._expression()
            self._expect(")")
            return ("for", None, condition, None, self._body())
        if self._take("do"):
            body = self._body()
            self._skip("\n", ";")
            self._expect("while")
            self._expect("(")
            condition = self._expression()
            self._expect(")")
            return ("block", [body, ("for", None, condition, None, body)])
        if self._take("for"):
            return self._for()
        if self._take("delete"):
            name = self._next[1]
            self.place += 1
            index = self._indices() if self._take("[") else None
            return ("delete", name, index)
        if self._is("next", "nextfile", "break", "continue"):
            self.place += 1
            return (self.tokens[self.place - 1][1],)
        if self._take("exit", "return"):
            word = self.tokens[self.place - 1][1]
            value = None if self._is(";", "\n", "}") or self._next[0] == "end" else self._expression()
            return (word, value)
        return self._simple()

    def _for(self) -> Tree:
        self._expect("(")
        if self._next[0] == "name" and self.tokens[self.place + 1] == ("word", "in"):
            name, array = self._next[1], self.tokens[self.place + 2][1]
            self.place += 3
            self._expect(")")
            return ("for in", name, array, self._body())
        first = None if self._is(";") else self._simple()
        self._expect(";")
        self._skip("\n")
        condition = None if self._is(";") else self._expression()
        self._expect(";")
        self._skip("\n")
        step = None if self._is(")") else self._simple()
        self._expect(")")
        return ("for", first, condition, step, self._body())

    def _simple(self) -> Tree:
        if not self._take("print", "printf"):
            return ("expression", self._expression())
        word = self.tokens[self.place - 1][1]
        self.no_greater = True
        args: list[Tree] = []
        if not (self._is(";", "\n", "}", ">", ">>", "|") or self._next[0] == "end"):
            args = self._listed()
        self.no_greater = False
        if len(args) == 1 and args[0][0] == "group":
            args = args[0][1]
        sign, target = "", None
        if self._take(">", ">>", "|"):
            sign = self.tokens[self.place - 1][1]
            target = self._binary(8)
        return (word, args, sign, target)

    def _listed(self) -> list[Tree]:
        made = [self._expression()]
        while self._take(","):
            self._skip("\n")
            made.append(self._expression())
        return made

    def _indices(self) -> list[Tree]:
        outer, self.no_greater, no_in, self.no_in = self.no_greater, False, self.no_in, False
        made = self._listed()
        self._expect("]")
        self.no_greater, self.no_in = outer, no_in
        return made

    def _expression(self) -> Tree:
        self.depth += 1
        if self.depth > _MOST_DEPTH:
            raise Unreadable
        left = self._binary(2)
        if self._take("?"):
            self._skip("\n")
            first = self._expression()
            self._skip("\n")
            self._expect(":")
            self._skip("\n")
            left = ("choice", left, first, self._expression())
        elif self._is(*_ASSIGNMENTS) and left[0] in ("name", "index", "field"):
            sign = self._next[1]
            self.place += 1
            self._skip("\n")
            left = ("assign", sign[:-1], left, self._expression())
        self.depth -= 1
        return left

    def _binary(self, level: int) -> Tree:
        left = self._unary()
        while True:
            kind, text = self._next
            sign = text if kind in ("sign", "word") else ""
            if sign == "|" and self.tokens[self.place + 1] == ("word", "getline"):
                self.place += 2
                left = ("getline", "|", left, self._target())
                continue
            starts = kind in ("string", "number", "name", "call", "regex") or sign in ("$", "(", "++", "--")
            if starts and sign not in _BINARY:
                sign = " "
            if sign not in _BINARY or _BINARY[sign] < level or (sign == ">" and self.no_greater):
                return left
            if sign != " ":
                self.place += 1
                if sign in ("&&", "||"):
                    self._skip("\n")
            if sign == "in":
                left = ("in", left, self._next[1])
                self.place += 1
                continue
            right = self._binary(_BINARY[sign] + (sign not in ("^", "**")))
            left = ("binary", sign, left, right)

    def _target(self) -> Tree | None:
        if self._next[0] == "name" or self._is("$"):
            return self._unary()
        return None

    def _unary(self) -> Tree:
        self.depth += 1
        if self.depth > _MOST_DEPTH:
            raise Unreadable
        if self._take("!", "-", "+"):
            sign = self.tokens[self.place - 1][1]
            made: Tree = ("unary", sign, self._binary(6 if sign == "!" else 11))
        elif self._take("++", "--"):
            sign = self.tokens[self.place - 1][1]
            made = ("change", sign, self._changed(), True)
        else:
            made = self._operand()
            if self._is("++", "--") and made[0] in ("name", "index", "field"):
                made = ("change", self._next[1], made, False)
                self.place += 1
        self.depth -= 1
        return made

    def _changed(self) -> Tree:
        made = self._operand()
        if made[0] not in ("name", "index", "field"):
            raise Unreadable
        return made

    def _operand(self) -> Tree:
        kind, text = self._next
        self.place += 1
        if kind == "string":
            return ("string", text[1:-1])
        if kind == "number":
            return ("number", float(int(text, 16)) if text[:2].lower() == "0x" else float(text))
        if kind == "regex":
            return ("regex", text)
        if kind == "sign" and text == "$":
            return ("field", self._unary_field())
        if kind == "sign" and text == "(":
            outer, self.no_greater = self.no_greater, False
            made = self._listed()
            self._expect(")")
            self.no_greater = outer
            if len(made) > 1 and self._is("in"):
                self.place += 2
                return ("in", ("group", made), self.tokens[self.place - 1][1])
            return made[0] if len(made) == 1 else ("group", made)
        if kind == "call":
            self._expect("(")
            outer, self.no_greater = self.no_greater, False
            args: list[Tree] = []
            self._skip("\n")
            if not self._take(")"):
                args = self._listed()
                self._skip("\n")
                self._expect(")")
            self.no_greater = outer
            return ("call", text, args)
        if kind == "name":
            if self._take("["):
                return ("index", text, self._indices())
            return ("call", "length", []) if text == "length" else ("name", text)
        if kind == "word" and text == "getline":
            target = self._target()
            if self._take("<"):
                return ("getline", "<", self._binary(9), target)
            return ("getline", "", None, target)
        raise Unreadable

    def _unary_field(self) -> Tree:
        if self._take("++", "--"):
            return ("change", self.tokens[self.place - 1][1], self._changed(), True)
        if self._take("-"):
            return ("unary", "-", self._operand())
        return self._operand()


def read_program(text: str) -> Program | None:
    """The tree of a program; None for one that cannot be followed."""
    try:
        return _Parser(text).program()
    except (Unreadable, RecursionError, ValueError, IndexError):
        return None
