"""Which language is a block in, where nobody has said?"""

from __future__ import annotations

import ast
import re

from redblue.blue.normalise import normalise, to_line_end
from redblue.core.syntax import python_tree

_SHEBANG = re.compile(r"#!\s*\S*?(?:/|\benv\s+(?:-\S+\s+)*)(python|bash|sh|dash|zsh|ksh)[\d.]*\b")
_STATEMENT = re.compile(r"^[A-Za-z_@]", re.MULTILINE)
_MOST = 8_000
_FENCE = re.compile(r"\s*(?:```+|~~~+)[ \t]*(py|python3?|ba?sh|shell|sh|console|zsh)\b", re.IGNORECASE)


def language_of(text: str) -> str:
    """`python` or `bash`: by its first line where that says it, else Python where it parses as more than words."""
    for pattern in (_SHEBANG, _FENCE):
        if match := pattern.match(text, 0, _MOST):
            return "python" if match.group(1).lower().startswith("py") else "bash"
    try:
        body = python_tree(_beginning(text)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "bash"
    # `ls`, `make; ls`, `uname - a` are Python too, of a kind that nobody runs
    return "bash" if all(isinstance(one, ast.Expr) and not _calls(one) for one in body) else "python"


def _beginning(text: str) -> str:
    """Of a long block the first statements: it is cut before a line that begins one."""
    if len(text) <= _MOST:
        return text
    text = to_line_end(normalise(text), _MOST)
    starts = [match.start() for match in _STATEMENT.finditer(text)]
    return text[: starts[-1]] if starts else text


def _calls(statement: ast.Expr) -> bool:
    return any(isinstance(node, ast.Call | ast.Await) for node in ast.walk(statement))
