"""The syntax of programs that anybody may have written."""

from __future__ import annotations

import ast
import threading
import warnings
from typing import TYPE_CHECKING

from redblue.core import deadline

if TYPE_CHECKING:
    import tree_sitter

_SOON = 1_000
"""Bytes that are parsed before anybody could look at the clock."""
_warnings = threading.Lock()
_PIECE = 256
"""Bytes that are handed over at once: the text of a node is read through them again."""


def tree_of(code: str) -> ast.Module:
    """Python's syntax tree; an empty one for what is no Python, or too deeply nested to be read."""
    try:
        return python_tree(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module(body=[], type_ignores=[])


def python_tree(code: str) -> ast.Module:
    """Python's syntax tree, without a word about what is odd in it.

    Raises SyntaxError or ValueError for what is no Python, RecursionError or MemoryError for what is nested too deeply.
    """
    # filters of warnings belong to the whole process
    with _warnings, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(code)


def bash_root(code: str) -> tree_sitter.Node:
    """The root of Bash's syntax tree, by tree-sitter, also where the code is no whole program.

    The text of its nodes is read by `bash_text`. Raises TimeIsOver where a deadline is set and it takes longer.
    """
    deadline.check()
    source = _bytewise(code)
    parser = _bash_parser()
    if len(source) < _SOON:
        return parser.parse(source).root_node
    clock = deadline.current()
    try:
        # the grammar can take a quadratic time; only a parse that reads piece by piece can be stopped
        tree = parser.parse(
            lambda offset, _: source[offset : offset + _PIECE],
            progress_callback=lambda *_: clock is not None and clock.is_over(),
        )
    except ValueError:
        parser.reset()
        raise deadline.TimeIsOver("too slow to be parsed") from None
    return tree.root_node


def bash_text(node: tree_sitter.Node) -> str:
    """The part of the program that a node stands for."""
    deadline.tick()
    return bash_text_of(node.text or b"")


def bash_text_of(part: bytes) -> str:
    """The same for a part of a node's bytes."""
    text = part.decode()
    return text if text.isascii() else text.encode("latin-1").decode(errors="replace")


class _Of(threading.local):
    parser: tree_sitter.Parser | None = None


_thread = _Of()


def _bash_parser() -> tree_sitter.Parser:
    """One for each thread: a parser can be at one text only."""
    if _thread.parser is None:
        import tree_sitter
        import tree_sitter_bash

        _thread.parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))
    return _thread.parser


def _bytewise(text: str) -> bytes:
    """A character for each byte: the grammar's scanner asks C's `isdigit` of characters, which ends the process for
    those beyond a byte (tree-sitter-bash 0.25).
    """
    if text.isascii():
        return text.encode()
    return text.encode(errors="replace").decode("latin-1").encode()
