"""From the text of Python to its syntax tree: also of what is long, is Python 2, a notebook's, or broken in places."""

from __future__ import annotations

import ast
import re
import textwrap

from redblue.blue.code.run import Run
from redblue.core.syntax import python_tree

_MARKS = "\n=.,()[]{}:+-*<'\"%&|/@;"
"""About one for each node: what takes time is nodes, not letters (some 3 microseconds each at the worst)."""
_MOST_MARKS = 10_000
_PIECE = 4_000
_STATEMENT = re.compile(r"^[A-Za-z_@]", re.MULTILINE)
_TRIES = 4
_LONG_LINE = 1_000


def parse(text: str, run: Run) -> ast.Module | None:
    """The tree, also where lines of it are none of Python's; None where nothing is left. Notes what is not read.

    Raises OutOfBounds when the time is over.
    """
    kept = _bounded(text)
    if len(kept) < len(text):
        run.is_cut = True
    return _parsed(kept, run)


def _parsed(text: str, run: Run) -> ast.Module | None:
    for _ in range(_TRIES):
        run.look_at_clock()
        try:
            return python_tree(text)
        except SyntaxError as error:
            better = mended(text)
            if better is None and len(text) > _PIECE:
                better = text[: _last_statement(text, error)]
                run.is_cut = True
            if not better:
                break
            text = better
        except (ValueError, RecursionError, MemoryError):
            break
    run.unread.append("it is no Python that can be parsed")
    return salvaged(text, run)


def _bounded(text: str) -> str:
    """As much of it, in whole lines, as can be parsed in time."""
    if len(text) <= 2 * _PIECE:
        return text
    marks = 0
    for start in range(0, len(text), _PIECE):
        piece = text[start : start + _PIECE]
        marks += sum(map(piece.count, _MARKS)) + piece.count(" ") - 2 * piece.count("  ")
        if marks > _MOST_MARKS:
            return text[: text.rfind("\n", 0, start) + 1] or piece
    return text


def _last_statement(text: str, error: SyntaxError) -> int:
    """Where the last one begins, if nothing before it is at fault; else 0."""
    starts = [match.start() for match in _STATEMENT.finditer(text)]
    return starts[-1] if starts and text.count("\n", 0, starts[-1]) < (error.lineno or 0) else 0


_PRINT = re.compile(r"^([ \t]*)print[ \t]+(?![=(.,\[])(.+)$")
_EXCEPT = re.compile(r"^([ \t]*except[ \t]+[\w.()\t ,]+?),[ \t]*(\w+)[ \t]*:")
_EXEC = re.compile(r"^([ \t]*)exec[ \t]+(?![=(.,\[])(.+)$")


def mended(text: str) -> str | None:
    """The text with what is Python 2, or a notebook's, made Python 3; None where nothing of that helps."""
    lines = text.split("\n")
    changed = False
    for number, line in enumerate(lines):
        start = line.lstrip()
        new = line
        if len(line) > _LONG_LINE:
            continue
        if start.startswith(("!", "%")) and not start.startswith("%%"):
            new = f"{line[: len(line) - len(start)]}__import__('os').system({start[1:]!r})"
            new = new if start[0] == "!" else f"{line[: len(line) - len(start)]}pass"
        elif start.startswith("%%"):
            new = ""
        elif start.startswith((">>> ", "... ")):
            new = start[4:]
        elif match := _PRINT.match(line):
            new = f"{match.group(1)}print({match.group(2).rstrip().rstrip(',')})"
        elif match := _EXEC.match(line):
            new = f"{match.group(1)}exec({match.group(2)})"
        elif match := _EXCEPT.match(line):
            new = f"{match.group(1)} as {match.group(2)}:"
        if new != line:
            lines[number] = new
            changed = True
    if changed:
        return "\n".join(lines)
    dedented = textwrap.dedent(text)
    return dedented if dedented != text else None


def salvaged(text: str, run: Run) -> ast.Module | None:
    """The statements that can be parsed by themselves, one after the other; None where there are none."""
    body: list[ast.stmt] = []
    pieces = re.split(r"\n(?=[^\s#)\]}])", text[:50_000])[:200]
    for piece in pieces:
        if run.is_over:
            run.is_cut = True
            break
        try:
            body += python_tree(textwrap.dedent(piece)).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            for line in piece.split("\n")[:40]:
                try:
                    body += python_tree(line.strip()).body
                except (SyntaxError, ValueError, RecursionError, MemoryError):
                    continue
    return ast.Module(body=body, type_ignores=[]) if body else None
