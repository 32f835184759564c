"""Reads code of either language, wherever it stands: in the block itself, or in a value that is run as code."""

from __future__ import annotations

from redblue.blue.code.run import Run
from redblue.blue.code.value import UNKNOWN, Value
from redblue.core.verdict import Span


def read_bash(
    run: Run, code: Value, span: Span, layer: str, *, arguments: tuple[Value, ...] = (), stdin: Value = UNKNOWN
) -> Value:
    """Reads what `code` may be as Bash, within a layer of that name. Returns what it would print."""
    from redblue.blue.code.bash.interpreter import run_bash

    return run_bash(run, code, span, layer, arguments=arguments, stdin=stdin)


def read_python(
    run: Run, code: Value, span: Span, layer: str, *, arguments: tuple[Value, ...] = (), stdin: Value = UNKNOWN
) -> Value:
    """The same for Python."""
    from redblue.blue.code.python.interpreter import run_python

    return run_python(run, code, span, layer, arguments=arguments, stdin=stdin)
