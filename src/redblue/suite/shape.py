"""What two programs have in common: their structure, apart from names and constants."""

from __future__ import annotations

import ast
import builtins
import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from redblue.core.syntax import bash_root, bash_text, tree_of
from redblue.core.trace import Language

if TYPE_CHECKING:
    import tree_sitter


@functools.lru_cache(maxsize=50_000)
def shape(language: Language, code: str) -> str:
    """What is left when all identifiers (of Bash: all words too) are one, and literals and comments are taken away."""
    if language == "python":
        return ast.dump(_Shape().visit(tree_of(code)))
    return " ".join(node.type for node in _nodes(bash_root(code)))


@functools.lru_cache(maxsize=50_000)
def skeleton(language: Language, code: str) -> str:
    """The program without its comments and layout, its own variables numbered as they come.

    Programs of one skeleton are near-duplicates: they differ in the names of their variables only.
    """
    if language == "python":
        return ast.dump(_Skeleton().visit(tree_of(code)))
    return " ".join(_numbered(bash_root(code)))


class _Shape(ast.NodeTransformer):
    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.Constant):
            return ast.Constant(value=0)
        for name, value in ast.iter_fields(node):
            if isinstance(value, str):
                setattr(node, name, "x")
        return self.generic_visit(node)


class _Skeleton(ast.NodeTransformer):
    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def visit(self, node: ast.AST) -> ast.AST:
        for name in ("id", "arg", "name"):
            value = getattr(node, name, None)
            if isinstance(value, str) and not isinstance(node, ast.alias) and not hasattr(builtins, value):
                setattr(node, name, self._names.setdefault(value, f"n{len(self._names)}"))
        return self.generic_visit(node)


def _nodes(root: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    """All but the comments, in the order of the text."""
    pending = [root]
    while pending:
        node = pending.pop()
        if node.type != "comment":
            yield node
            pending += reversed(node.children)


def _numbered(root: tree_sitter.Node) -> Iterator[str]:
    names: dict[str, str] = {}
    for node in _nodes(root):
        if node.type == "variable_name":
            yield names.setdefault(bash_text(node), f"n{len(names)}")
        else:
            yield node.type if node.children else bash_text(node)
