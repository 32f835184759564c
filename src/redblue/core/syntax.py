"""The syntax of programs that anybody may have written."""

from __future__ import annotations

import ast
import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tree_sitter


def tree_of(code: str) -> ast.Module:
    """Python's syntax tree; an empty one for what is no Python, or too deeply nested to be read."""
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module(body=[], type_ignores=[])


def bash_root(code: str) -> tree_sitter.Node:
    """The root of Bash's syntax tree, by tree-sitter, also where the code is no whole program.

    The text of its nodes is read by `bash_text`.
    """
    return _bash_parser().parse(_bytewise(code)).root_node


def bash_text(node: tree_sitter.Node) -> str:
    """The part of the program that a node stands for."""
    return bash_text_of(node.text or b"")


def bash_text_of(part: bytes) -> str:
    """The same for a part of a node's bytes."""
    return part.decode().encode("latin-1").decode(errors="replace")


@functools.cache
def _bash_parser() -> tree_sitter.Parser:
    import tree_sitter
    import tree_sitter_bash

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))


def _bytewise(text: str) -> bytes:
    """A character for each byte: the grammar's scanner asks C's `isdigit` of characters, which ends the process for
    those beyond a byte (tree-sitter-bash 0.25).
    """
    return text.encode(errors="replace").decode("latin-1").encode()
