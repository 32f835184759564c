"""One piece of Bash and its nodes, looked up by their kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from redblue.core.syntax import bash_text
from redblue.core.verdict import Span

if TYPE_CHECKING:
    import tree_sitter


class BashCode:
    """A parsed piece. Every lookup is made once, whoever asks."""

    def __init__(self, root: tree_sitter.Node, span: Span | None = None) -> None:
        self.root = root
        self._span = span

    @cached_property
    def nodes(self) -> list[tree_sitter.Node]:
        """All of them, each before what is in it, in the order of the text."""
        found: list[tree_sitter.Node] = []
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting += node.children[::-1]
        return found

    @cached_property
    def _by_kind(self) -> dict[str, list[tree_sitter.Node]]:
        kinds: dict[str, list[tree_sitter.Node]] = {}
        for node in self.nodes:
            kinds.setdefault(node.type, []).append(node)
        return kinds

    def of(self, *kinds: str) -> list[tree_sitter.Node]:
        """The nodes of these kinds, kind by kind."""
        return [node for kind in kinds for node in self._by_kind.get(kind, [])]

    def text(self, node: tree_sitter.Node | None) -> str:
        """The part of the program that a node stands for; "" for none."""
        return bash_text(node) if node is not None else ""

    def around(self, node: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
        """What the node stands in, from the inside out."""
        return around(node)

    def span(self, node: tree_sitter.Node) -> Span:
        """Where it stands in the block; of code that stood in a value, where that is run."""
        return self._span or span_of(node)


def around(node: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    """What the node stands in, from the inside out."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def function_around(node: tree_sitter.Node) -> tree_sitter.Node | None:
    """The innermost function that the node stands in."""
    return next((above for above in around(node) if above.type == "function_definition"), None)


def span_of(node: tree_sitter.Node) -> Span:
    return Span(
        node.start_point.row + 1, node.start_point.column + 1, node.end_point.row + 1, node.end_point.column + 1
    )
