"""The text that a syntax tree was made of, place by place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from redblue.blue.code.bash.syntax import BashCode
from redblue.blue.code.value import HOLE, NOWHERE, Value
from redblue.core.syntax import bash_root
from redblue.core.verdict import Span

if TYPE_CHECKING:
    import tree_sitter

_WIDE = re.compile(r"[^\x00-\x7f]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


class Source:
    """One piece of Bash: its text, its tree, and where its holes came from.

    The tree is that of the text with a letter for each character beyond ASCII, so that places in it are places in the
    text.
    """

    __slots__ = ("code", "has_hole", "origins", "root", "span", "text")

    def __init__(self, code: Value, span: Span | None) -> None:
        text = _PRIVATE.sub("x", code.text)
        self.text = text
        self.has_hole = HOLE in text
        self.origins = code.origins if self.has_hole else NOWHERE
        self.span = span
        self.root = bash_root(text if text.isascii() else _WIDE.sub("x", text))
        shown = text.replace(HOLE, "x")
        self.code = BashCode(self.root if shown.isascii() else bash_root(shown), span)

    def of(self, node: tree_sitter.Node) -> str:
        """The part that a node stands for."""
        return self.text[node.start_byte : node.end_byte]

    def literal(self, text: str) -> Value:
        """A part of the text as a value; what fills its holes came from where the code did."""
        if self.has_hole and HOLE in text:
            return Value(text, self.origins)
        return Value(text)

    def span_of(self, node: tree_sitter.Node) -> Span:
        """Where a node stands in the block."""
        if self.span is not None:
            return self.span
        start, end = node.start_point, node.end_point
        return Span(start.row + 1, start.column + 1, end.row + 1, end.column + 1)
