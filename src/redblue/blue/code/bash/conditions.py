"""Tests: `[ .. ]`, `[[ .. ]]`, `test`. True, False, or None where it cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from redblue.blue.code.bash import patterns
from redblue.blue.code.bash.files import path_of, written
from redblue.blue.code.value import HOLE, Value, unknown

if TYPE_CHECKING:
    import tree_sitter

    from redblue.blue.code.bash.interpreter import Shell

_NUMERIC = frozenset({"-eq", "-ne", "-lt", "-le", "-gt", "-ge"})
_EXISTS = frozenset({"-e", "-f", "-r", "-s"})
_SKIPPED = frozenset({"[", "]", "[[", "]]", "((", "))", "(", ")", ";", "\n"})


def tested(shell: Shell, node: tree_sitter.Node) -> bool | None:
    """What a test in brackets says; everything in it is expanded, whatever it says."""
    children = node.children
    if children and shell.source.of(children[0]).strip() == "((":
        value = shell.words.arithmetic(shell.source.of(node).strip()[2:-2])
        return value.text != "0" if value.is_known else None
    results = [_of(shell, child, children[0].type == "[[") for child in children if child.type not in _SKIPPED]
    return results[0] if len(results) == 1 else None


def _of(shell: Shell, node: tree_sitter.Node, double: bool) -> bool | None:
    shell.run.step()
    kind = node.type
    if kind == "parenthesized_expression":
        results = [_of(shell, child, double) for child in node.children if child.type not in _SKIPPED]
        return results[0] if len(results) == 1 else None
    children = node.children
    if kind == "unary_expression" and len(children) == 2:
        operator = shell.source.of(children[0]).strip()
        if operator == "!":
            result = _of(shell, children[1], double)
            return None if result is None else not result
        return unary(shell, operator, shell.words.one(children[1]))
    if kind == "binary_expression" and len(children) >= 3:
        operator = shell.source.of(children[1]).strip()
        if operator in ("&&", "||", "-a", "-o"):
            return _both(operator, _of(shell, children[0], double), _of(shell, children[-1], double))
        left, right = shell.words.one(children[0]), shell.words.one(children[-1])
        if operator in _NUMERIC and double:
            left, right = (shell.words.arithmetic(one.text) if one.is_known else one for one in (left, right))
        if operator == "=~":
            shell.variables.set("BASH_REMATCH", Value(kind="list", items=[unknown(left)] * 4))
        plain = children[-1].type in ("string", "raw_string") or not double
        return binary(operator, left, right, plain=plain)
    if kind in ("test_operator", "ERROR"):
        return None
    value = shell.words.one(node)
    return _is_filled(value)


def _both(operator: str, left: bool | None, right: bool | None) -> bool | None:
    decisive = operator in ("||", "-o")
    if left is decisive or right is decisive:
        return decisive
    return not decisive if left is not None and right is not None else None


def _is_filled(value: Value) -> bool | None:
    found = {bool(one.text) if HOLE not in one.text else (None if one.text == HOLE else True) for one in value.each()}
    return found.pop() if len(found) == 1 else None


def unary(shell: Shell, operator: str, value: Value) -> bool | None:
    """`-n x` and its like."""
    if operator in ("-n", "-z"):
        filled = _is_filled(value)
        return filled if operator == "-n" or filled is None else not filled
    if operator in _EXISTS and value.is_known and written(shell, path_of(shell, value).text) is not None:
        return True
    return None


def binary(operator: str, left: Value, right: Value, *, plain: bool) -> bool | None:
    """`x = y` and its like."""
    if not left.is_known or not right.is_known:
        return None
    if operator in ("=", "==", "!="):
        same = left.text == right.text if plain else patterns.matches(right.text, left.text)
        return same if operator != "!=" or same is None else not same
    if operator in _NUMERIC:
        if not _is_number(left.text) or not _is_number(right.text):
            return None
        one, other = int(left.text), int(right.text)
        return {
            "-eq": one == other, "-ne": one != other, "-lt": one < other, "-le": one <= other, "-gt": one > other,
            "-ge": one >= other,
        }[operator]  # fmt: skip
    return None


def _is_number(text: str) -> bool:
    return len(text) < 20 and text.isascii() and text.removeprefix("-").isdigit()


def of_words(shell: Shell, words: Sequence[Value]) -> bool | None:
    """`test` with these arguments."""
    if words and words[0].text == "!":
        result = of_words(shell, words[1:])
        return None if result is None else not result
    if len(words) == 1:
        return _is_filled(words[0])
    if len(words) == 2:
        return unary(shell, words[0].text, words[1])
    if len(words) == 3:
        return binary(words[1].text, words[0], words[2], plain=True)
    return None
