"""What stands in a part of a piece of Python is found as by a walk through it."""

from __future__ import annotations

import ast
import re._parser as parser  # type: ignore[import-not-found]

import pytest

from redblue.blue.code.patterns import accepts
from redblue.blue.code.python.syntax import PythonCode
from redblue.blue.code.python.within import within

CODE = """
class Shelf:
    def put(self, key, *values, **more):
        for value in values:
            if key != value and not more[key]:
                self.kept[key] = [one.name for one in value if one]
        return lambda x=-1: (x + 1) * 2

async def tidy(shelf):
    async with shelf as open_shelf:
        match await open_shelf.put("a", b"c"):
            case {"x": [first, *rest], **others} if first < 3:
                print(f"{first!r:>{10}}", rest, others)
            case _:
                pass
"""
_SHARED = ast.expr_context | ast.operator | ast.cmpop | ast.unaryop | ast.boolop


def test_every_part_holds_what_a_walk_finds() -> None:
    code = PythonCode(ast.parse(CODE))
    for node in code.nodes:
        if not isinstance(node, _SHARED):
            found = [one for one in within(code, node) if not isinstance(one, _SHARED)]
            assert found[0] is node
            assert set(found) == {one for one in ast.walk(node) if not isinstance(one, _SHARED)}


@pytest.mark.parametrize(
    ("pattern", "text", "how", "accepted"),
    [
        (r"(a+)+b", "a" * 30 + "b", "fullmatch", True),
        (r"(a+)+b", "a" * 30, "match", False),
        (r"\bcat\b", "a cat sat", "search", True),
        (r"\bcat\b", "a concatenation", "search", False),
        (r"[^0-9.]{2,3}", "ab", "fullmatch", True),
        (r"(?=1)\d\d", "12", "match", True),
    ],
)
def test_patterns_accept_what_they_accept(pattern: str, text: str, how: str, accepted: bool) -> None:
    assert accepts(parser.parse(pattern), text, how) is accepted
