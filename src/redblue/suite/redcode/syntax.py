"""The syntax of Python programs that anybody may have written."""

from __future__ import annotations

import ast


def tree_of(code: str) -> ast.Module:
    """The syntax tree; an empty one for what is no Python, or too deeply nested to be read."""
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module(body=[], type_ignores=[])
