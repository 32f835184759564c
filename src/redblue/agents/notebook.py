"""One Python interpreter for all blocks of a conversation."""

from __future__ import annotations

import ast
import functools
from importlib.resources import files

from redblue.core.trace import Executed, Language
from redblue.core.verdict import Label
from redblue.runner.guarded import EXIT_CODE, GuardedBox, GuardFailed
from redblue.sandbox.protocol import Box


class Notebook:
    """Python in one interpreter that keeps its variables, Bash each time anew.

    A block that is stopped at a limit takes the interpreter along; the next one begins a new one. In worlds that record
    calls each block is a program of its own: only of those are calls seen. What a block means depends on those before
    it, so a guard reads it below them.
    """

    def __init__(self, box: Box, *, is_recorded: bool = False) -> None:
        self._box, self._is_recorded = box, is_recorded
        self._timeout_s: float | None = None
        """Of the last block in the interpreter. None: there was none."""
        self._before: list[str] = []
        """What ran in the interpreter, for a guard."""

    async def run(self, language: Language, code: str, timeout_s: float) -> Executed:
        if language == "bash" or self._is_recorded:
            return await self._box.run(language, code, timeout_s=timeout_s)
        box = self._box
        if isinstance(box, GuardedBox):
            if stopped := await self._stopped(box, code):
                return stopped
            box = box.box
            if _is_program(code):
                self._before.append(code)
        self._timeout_s = timeout_s
        done = await box.run(("/usr/bin/python3", "-c", _kernel()), code, timeout_s=timeout_s)
        if done.stopped_by:  # what was stopped is who asked it
            await box.run(("/usr/bin/python3", "-c", _kernel(), "kill"), harness=True)
            self._before.clear()
        return done

    async def _stopped(self, box: GuardedBox, code: str) -> Executed | None:
        """What comes of a block that the guard does not let pass. Raises GuardFailed when it gives no verdict."""
        checked = await box.ask("\n".join([*self._before, code]), "python")
        if checked.label is Label.INVALID:
            raise GuardFailed(f"the guard failed: {checked.message}")
        if not checked.stopped:
            return None
        said = f"redblue: the guard blocked: {checked.message}\n"
        return Executed(language="python", code=code, exit_code=EXIT_CODE, stderr=said)

    async def close(self) -> None:
        """Ends the interpreter as a program ends: its threads come to their end, for as long as a block may take, and
        what it left for the end is done. Programs that it started go on."""
        if self._timeout_s is not None:
            end = ("/usr/bin/python3", "-c", _kernel(), "end")
            await self._box.run(end, timeout_s=self._timeout_s, harness=True)


def _is_program(code: str) -> bool:
    """Whether a block can have done anything: what is no Python has not."""
    try:
        ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


@functools.cache
def _kernel() -> str:
    return files("redblue.agents").joinpath("kernel.py").read_text(encoding="utf-8")
