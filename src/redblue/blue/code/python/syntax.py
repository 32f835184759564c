"""One piece of Python and its nodes, looked up by their kind."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property
from typing import TypeVar

from redblue.core.deadline import tick
from redblue.core.verdict import Span

Node = TypeVar("Node", bound=ast.AST)
Function = ast.FunctionDef | ast.AsyncFunctionDef


_FIELDS: dict[type[ast.AST], tuple[str, ...]] = {}
_PLAIN = frozenset({"ctx", "id", "attr", "arg", "kind", "type_comment", "level", "asname", "conversion", "is_async"})
"""Fields that never hold a node, or none that anybody asks for."""


def _fields_of(kind: type[ast.AST]) -> tuple[str, ...]:
    own = () if kind in (ast.Constant, ast.alias) else tuple(name for name in kind._fields if name not in _PLAIN)
    return _FIELDS.setdefault(kind, own)


class PythonCode:
    """A parsed piece. Every lookup is made once, whoever asks."""

    def __init__(self, tree: ast.Module, span: Span | None = None) -> None:
        self.tree = tree
        self._span = span

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """All of them but `ast.Load` and the like, each before what is in it, in the order of the text."""
        return list(self._parents)

    @cached_property
    def _parents(self) -> dict[ast.AST, ast.AST | None]:
        # one way through the tree for every lookup: most of the time that rules on syntax take is spent here
        parents: dict[ast.AST, ast.AST | None] = {}
        waiting: list[tuple[ast.AST, ast.AST | None]] = [(self.tree, None)]
        while waiting:
            node, parent = waiting.pop()
            parents[node] = parent
            fields = _FIELDS.get(type(node))
            if fields is None:
                fields = _fields_of(type(node))
            if not fields:
                continue
            found: list[tuple[ast.AST, ast.AST]] = []
            for name in fields:
                value = getattr(node, name, None)
                if value.__class__ is list:
                    found += [(child, node) for child in value if isinstance(child, ast.AST)]
                elif isinstance(value, ast.AST):
                    found.append((value, node))
            found.reverse()
            waiting += found
        return parents

    @cached_property
    def _by_kind(self) -> dict[type[ast.AST], list[ast.AST]]:
        kinds: dict[type[ast.AST], list[ast.AST]] = {}
        for node in self.nodes:
            kind = type(node)
            if kind in kinds:
                kinds[kind].append(node)
            else:
                kinds[kind] = [node]
        return kinds

    def of(self, *kinds: type[Node]) -> list[Node]:
        """The nodes of exactly these kinds, kind by kind."""
        tick()
        if len(kinds) == 1:
            return [*self._by_kind.get(kinds[0], ())]
        return [node for kind in kinds for node in self._by_kind.get(kind, ())]  # type: ignore[misc]

    @cached_property
    def functions(self) -> list[Function]:
        """Also methods, and functions in functions."""
        return [*self.of(ast.FunctionDef), *self.of(ast.AsyncFunctionDef)]

    def around(self, node: ast.AST) -> Iterator[ast.AST]:
        """What the node stands in, from the inside out."""
        tick()
        while (parent := self._parents.get(node)) is not None:
            yield parent
            node = parent

    @cached_property
    def names(self) -> dict[str, str]:
        """What an imported name stands for: `np` -> `numpy`, `sleep` -> `time.sleep`."""
        found = {}
        for node in self.of(ast.Import):
            for alias in node.names:
                found[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
        for origin in self.of(ast.ImportFrom):
            for alias in origin.names:
                found[alias.asname or alias.name] = f"{origin.module or ''}.{alias.name}"
        return found

    @cached_property
    def _mentioned(self) -> frozenset[str]:
        return frozenset([node.id for node in self.of(ast.Name)] + [node.attr for node in self.of(ast.Attribute)])

    def refers_to(self, names: frozenset[str]) -> bool:
        """Whether any of these is mentioned, as a name or an attribute."""
        return not names.isdisjoint(self._mentioned)

    def called(self, node: ast.expr) -> str:
        """The dotted name of what is called or referred to, imports resolved: `time.sleep`; "" where it has none."""
        tick()
        if isinstance(node, ast.Name):
            return self.names.get(node.id, node.id)
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return ""
        return ".".join([self.names.get(node.id, node.id), *parts[::-1]])

    def span(self, node: ast.AST) -> Span:
        """Where it stands in the block; of code that stood in a value, where that is run."""
        return self._span or span_of(node)


def span_of(node: ast.AST) -> Span:
    """Columns are bytes in `ast`; for what is not ASCII they may lie behind the character."""
    line = getattr(node, "lineno", 1)
    column = getattr(node, "col_offset", 0) + 1
    return Span(
        line, column, getattr(node, "end_lineno", None) or line, (getattr(node, "end_col_offset", None) or column) + 1
    )


def inside(node: ast.AST) -> Iterator[ast.AST]:
    """The node and what is in it, but not the bodies of functions and classes within."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += [
            child
            for child in [*ast.iter_child_nodes(one)][::-1]
            if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef)
        ]
