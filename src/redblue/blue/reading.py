"""One block, read: the acts it comes to, and its syntax in every layer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from redblue.blue.code.bash.syntax import BashCode
from redblue.blue.code.languages import read_bash, read_python
from redblue.blue.code.python.syntax import PythonCode
from redblue.blue.code.run import OutOfBounds, Run
from redblue.blue.code.value import Value
from redblue.blue.normalise import MOST_CHARACTERS, normalise
from redblue.core.verdict import Span

if TYPE_CHECKING:
    from redblue.blue.rule import Rule

_START = Span(1, 1, 1, 1)


class Reading:
    """What the rules look at. `language` is `python` or `bash`."""

    def __init__(self, text: str, language: str, *, rules: Sequence[Rule] | None = None) -> None:
        self.rules = rules
        """Those that are in force; None for all."""
        self.text = normalise(text)
        self.language = language
        self.run = Run()
        if len(self.text) > MOST_CHARACTERS:
            self.run.unread.append(f"longer than {MOST_CHARACTERS:,} characters")
        code = Value(self.text[:MOST_CHARACTERS])
        try:
            (read_python if language == "python" else read_bash)(self.run, code, _START, "")
        except OutOfBounds as error:
            self.run.unread.append(str(error))
        except RecursionError:
            self.run.unread.append("too deeply nested")

    @property
    def python(self) -> list[PythonCode]:
        """Every piece of Python, the block itself or code in it."""
        return [code for code in self.run.codes if isinstance(code, PythonCode)]

    @property
    def bash(self) -> list[BashCode]:
        """Every piece of Bash, the block itself or code in it."""
        return [code for code in self.run.codes if isinstance(code, BashCode)]
