"""Patterns of `match`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from redblue.blue.code.python.objects import (
    Class,
    element_of,
    known_items,
)
from redblue.blue.code.value import HOLE, Value

if TYPE_CHECKING:
    from redblue.blue.code.python.interpreter import Interpreter
from redblue.blue.code.python.expressions import item
from redblue.blue.code.python.operators import compared


def fits(self: Interpreter, pattern: ast.pattern, subject: Value) -> bool | None:
    """Whether the pattern takes the subject; None where that is not known. Binds its names."""
    if isinstance(pattern, ast.MatchValue):
        return compared(ast.Eq(), subject, self.eval(pattern.value))
    if isinstance(pattern, ast.MatchAs):
        known = fits(self, pattern.pattern, subject) if pattern.pattern is not None else True
        if pattern.name is not None:
            self.frame.names[pattern.name] = subject
        return known
    if isinstance(pattern, ast.MatchOr):
        answers = [fits(self, one, subject) for one in pattern.patterns]
        return True if True in answers else (False if all(one is False for one in answers) else None)
    items = known_items(subject)
    if isinstance(pattern, ast.MatchSequence):
        starred = any(isinstance(one, ast.MatchStar) for one in pattern.patterns)
        answers = []
        for number, one in enumerate(pattern.patterns):
            if isinstance(one, ast.MatchStar):
                if one.name:
                    rest = items[number:] if items is not None else None
                    self.frame.names[one.name] = Value(HOLE, subject.origins, kind="list", items=rest)
            elif items is not None and number < len(items) and not starred:
                answers.append(fits(self, one, items[number]))
            else:
                fits(self, one, element_of(subject))
                answers.append(None)
        if items is not None and not starred and len(items) != len(pattern.patterns):
            return False
        return False if False in answers else (True if all(answers) and items is not None else None)
    if isinstance(pattern, ast.MatchMapping):
        for key, one in zip(pattern.keys, pattern.patterns, strict=True):
            fits(self, one, item(self, subject, self.eval(key), pattern))
        if pattern.rest:
            self.frame.names[pattern.rest] = subject
        return None
    if isinstance(pattern, ast.MatchClass):
        own = subject.payload.field_names if isinstance(subject.payload, Class) else []
        names = [*own[: len(pattern.patterns)], *pattern.kwd_attrs]
        other = Value(HOLE, subject.all_origins())
        for number, one in enumerate([*pattern.patterns, *pattern.kwd_patterns]):
            name = names[number] if number < len(names) else ""
            if fits(self, one, (subject.fields or {}).get(name, other)) is False:
                return False
        return None
    return None
