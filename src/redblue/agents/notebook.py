"""One Python interpreter for all blocks of a conversation."""

from __future__ import annotations

import functools
from importlib.resources import files

from redblue.core.trace import Executed, Language
from redblue.sandbox.protocol import Box


class Notebook:
    """Python in one interpreter that keeps its variables, Bash each time anew.

    A block that is stopped at a limit takes the interpreter along; the next one begins a new one. In worlds that record
    calls each block is a program of its own: only of those are calls seen.
    """

    def __init__(self, box: Box, *, is_recorded: bool = False) -> None:
        self._box, self._is_recorded = box, is_recorded
        self._is_open = False

    async def run(self, language: Language, code: str, timeout_s: float) -> Executed:
        if language == "bash" or self._is_recorded:
            return await self._box.run(language, code, timeout_s=timeout_s)
        self._is_open = True
        return await self._box.run(("/usr/bin/python3", "-c", _kernel()), code, timeout_s=timeout_s)

    async def close(self) -> None:
        """Ends the interpreter, so that nobody waits for it. What it started goes on."""
        if self._is_open:
            await self._box.run(("/usr/bin/python3", "-c", _kernel(), "end"), harness=True)


@functools.cache
def _kernel() -> str:
    return files("redblue.agents").joinpath("kernel.py").read_text(encoding="utf-8")
