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
        self._timeout_s: float | None = None
        """Of the last block in the interpreter. None: there was none."""

    async def run(self, language: Language, code: str, timeout_s: float) -> Executed:
        if language == "bash" or self._is_recorded:
            return await self._box.run(language, code, timeout_s=timeout_s)
        self._timeout_s = timeout_s
        done = await self._box.run(("/usr/bin/python3", "-c", _kernel()), code, timeout_s=timeout_s)
        if done.stopped_by:  # what was stopped is who asked it
            await self._box.run(("/usr/bin/python3", "-c", _kernel(), "kill"), harness=True)
        return done

    async def close(self) -> None:
        """Ends the interpreter as a program ends: its threads come to their end, for as long as a block may take, and
        what it left for the end is done. Programs that it started go on."""
        if self._timeout_s is not None:
            end = ("/usr/bin/python3", "-c", _kernel(), "end")
            await self._box.run(end, timeout_s=self._timeout_s, harness=True)


@functools.cache
def _kernel() -> str:
    return files("redblue.agents").joinpath("kernel.py").read_text(encoding="utf-8")
