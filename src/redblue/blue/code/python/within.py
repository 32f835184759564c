"""What stands in a part of a piece of Python, without a walk for every question."""

from __future__ import annotations

import ast
from weakref import WeakKeyDictionary

from redblue.blue.code.python.syntax import PythonCode

_places: WeakKeyDictionary[PythonCode, dict[ast.AST, tuple[int, int]]] = WeakKeyDictionary()
_SHARED = ast.expr_context | ast.operator | ast.cmpop | ast.unaryop | ast.boolop
"""Nodes of which the parser makes one for all places."""


def within(code: PythonCode, node: ast.AST) -> list[ast.AST]:
    """The node and all that is in it, in the order of the text, as `ast.walk` finds them.

    `node` is of this piece. Contexts and operators behind it may be among them: ask the node that has them.
    """
    places = _places.get(code)
    if places is None:
        places = _places[code] = _measured(code)
    begin, end = places[node]
    return code.nodes[begin:end]


def _measured(code: PythonCode) -> dict[ast.AST, tuple[int, int]]:
    """Where each node's part of `code.nodes` begins and ends: what is in a node follows it there."""
    places: dict[ast.AST, tuple[int, int]] = {}
    waiting: list[tuple[ast.AST, int]] = []
    for number, node in enumerate(code.nodes):
        if isinstance(node, _SHARED):
            places[node] = (number, number + 1)
            continue
        above = next(code.around(node), None)
        while waiting and waiting[-1][0] is not above:
            done, begin = waiting.pop()
            places[done] = (begin, number)
        waiting.append((node, number))
    for done, begin in waiting:
        places[done] = (begin, len(code.nodes))
    return places
