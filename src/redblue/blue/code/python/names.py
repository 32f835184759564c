"""What an expression is called, and where it stands."""

from __future__ import annotations

import ast

from redblue.blue.code.python.syntax import Function, PythonCode


def last_name(node: ast.AST | None) -> str:
    """A name, or the last part of a dotted one; "" where it is neither."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def scope_of(code: PythonCode, node: ast.AST) -> ast.AST:
    """The function that it stands in, or the whole piece."""
    return next((one for one in code.around(node) if isinstance(one, Function)), code.tree)


def plain_name(node: ast.AST) -> str:
    """A name, or the name of an object's own field."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f".{node.attr}" if node.value.id in ("self", "cls") else ""
    return ""
