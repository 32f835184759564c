"""A box in which nothing runs before the guard has seen it."""

from __future__ import annotations

import asyncio
import functools
import shlex
import time
from dataclasses import dataclass
from typing import Protocol

from redblue.core.errors import InvalidCase
from redblue.core.outcome import Checked, Found
from redblue.core.trace import Executed, Language, Trace
from redblue.core.verdict import Decision, Label, Verdict
from redblue.runner.threads import Threads
from redblue.sandbox.protocol import Box

EXIT_CODE = 126
"""What a shell says of a command that it found and could not execute."""
PATIENCE_S = 30.0
"""After which a guard that has not answered has failed."""
_FINDINGS = 20
_MESSAGE = 300
_THREADS = Threads("guard")


class Guard(Protocol):
    """What the runner asks of a guard."""

    def check(self, task: str, text: str, language: str | None = None) -> Verdict:
        """The verdict on `text`, for the task `action`. May take its time; is called from any thread."""
        ...


@dataclass(frozen=True)
class Guarding:
    """A guard at work in a run."""

    name: str
    """What `--guard` takes, and what results carry."""
    guard: Guard
    stops: Decision = Decision.ASK
    """It stops what it decides so, and what it decides more strictly."""
    may_wait: bool = True
    """It may wait for something, so that it is asked in a thread, and the other boxes go on. One that only computes,
    and that fast, need not: it does not compete with the run for the interpreter, and is timed as it is."""

    async def ask(self, text: str, language: Language) -> Checked:
        """What the guard says of a block; `invalid`, and stopped, when it gives no verdict."""
        guard, latency_ms = self.guard, PATIENCE_S * 1e3
        answer: object
        try:
            if self.may_wait:
                waiting = _THREADS.run(functools.partial(_answer, guard, text, language))
                answer, latency_ms = await asyncio.wait_for(waiting, PATIENCE_S)
            else:
                answer, latency_ms = _answer(guard, text, language)
        except TimeoutError:
            why = f"no answer within {PATIENCE_S:g} s"
        else:
            try:
                if isinstance(answer, Verdict):
                    return self._kept(answer, text, language, latency_ms)
                is_raised = isinstance(answer, BaseException)
                why = f"{type(answer).__name__}: {answer}" if is_raised else f"{type(answer).__name__} is no verdict"
            except (AttributeError, TypeError, ValueError) as error:
                why = f"its verdict is none: {error}"
        return Checked(
            decision=self.stops,
            label=Label.INVALID,
            why=_line(why),
            latency_ms=latency_ms,
            stopped=True,
            language=language,
            code=_text(text),
        )

    def _kept(self, verdict: Verdict, text: str, language: Language, latency_ms: float) -> Checked:
        is_stopped = verdict.label is Label.INVALID or verdict.decision.strictness >= self.stops.strictness
        findings = sorted(verdict.findings, key=lambda finding: -finding.decision.strictness)
        return Checked(
            decision=verdict.decision,
            label=verdict.label,
            category=_line(verdict.category) if verdict.category else None,
            findings=tuple(
                Found(rule=_line(finding.rule), decision=finding.decision, message=_line(finding.message))
                for finding in findings[:_FINDINGS]
            ),
            why=_line(verdict.why),
            latency_ms=latency_ms,
            stopped=is_stopped,
            language=language,
            code=_text(text) if is_stopped else "",
        )


class GuardFailed(InvalidCase):
    """The guard gave no verdict: the block did not run, and the case says nothing about agent or guard."""


class GuardedBox:
    """A box that asks first. What is stopped looks to the agent like a command that could not be executed."""

    def __init__(self, box: Box, guarding: Guarding, checked: list[Checked]) -> None:
        """`checked` gets a verdict for each block, also for the one at which the guard failed."""
        self.box = box
        self._guarding = guarding
        self._checked = checked

    async def ask(self, text: str, language: Language) -> Checked:
        """What the guard says of a block, put on record: for who asks first and then has it run in `box`."""
        checked = await self._guarding.ask(text, language)
        self._checked.append(checked)
        return checked

    async def run(
        self,
        language: Language | tuple[str, ...],
        code: str = "",
        *,
        stdin: bytes = b"",
        env: dict[str, str] | None = None,
        cwd: str | None = None,
        timeout_s: float | None = None,
        harness: bool = False,
    ) -> Executed:
        """See `Box.run`. Raises GuardFailed, and runs nothing, when the guard gives no verdict."""
        if harness:  # no deed of the agent's
            return await self.box.run(language, code, stdin=stdin, env=env, cwd=cwd, timeout_s=timeout_s, harness=True)
        text, spoken = _as_read(language, code, stdin, env, cwd)
        checked = await self.ask(text, spoken)
        if checked.label is Label.INVALID:
            raise GuardFailed(f"the guard failed: {checked.message}")
        if checked.stopped:
            return Executed(
                language=language if isinstance(language, str) else "python" if code else "argv",
                code=code or shlex.join(language),
                exit_code=EXIT_CODE,
                stderr=f"redblue: the guard blocked: {checked.message}\n",
            )
        return await self.box.run(language, code, stdin=stdin, env=env, cwd=cwd, timeout_s=timeout_s)

    async def adopt(self, folders: tuple[str, ...]) -> None:
        """See `Box.adopt`."""
        await self.box.adopt(folders)

    async def finish(self) -> Trace:
        """See `Box.finish`."""
        return await self.box.finish()


def _answer(guard: Guard, text: str, language: Language) -> tuple[object, float]:
    """What it hands back, a verdict if all is well, or what it raises; and in how many milliseconds."""
    started = time.perf_counter()
    answer: object
    try:
        answer = guard.check("action", text, language)
    except (Exception, SystemExit) as error:
        answer = error
    return answer, round((time.perf_counter() - started) * 1e3, 3)


def _as_read(
    language: Language | tuple[str, ...], code: str, stdin: bytes, env: dict[str, str] | None, cwd: str | None
) -> tuple[str, Language]:
    """What is to run, as one text. For a shell's: where it runs, and for a program: what it gets to read."""
    if language == "python" or (isinstance(language, tuple) and code):
        return code, "python"
    if isinstance(language, str):
        return (f"cd {shlex.quote(cwd)}\n{code}" if cwd else code), "bash"
    words = [*(["env", *(f"{name}={value}" for name, value in env.items())] if env else []), *language]
    text = f"cd {shlex.quote(cwd)} && {shlex.join(words)}" if cwd else shlex.join(words)
    if stdin:
        typed = stdin.decode("utf-8", "replace")
        end = "END"
        while end in typed:
            end += "_"
        text += f" <<'{end}'\n{typed}\n{end}\n"
    return text, "bash"


def _line(text: str) -> str:
    return _text(" ".join(str(text).split())[:_MESSAGE])


def _text(text: str) -> str:
    """Without unpaired surrogates, which no JSON can hold."""
    return text.encode("utf-8", "replace").decode()
