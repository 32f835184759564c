"""The guard: an item goes through its stages until one decides."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from typing import Protocol

from redblue.blue.code.run import defect
from redblue.core.errors import UsageError
from redblue.core.verdict import Decision, Finding, Label, Verdict

TASKS = ("action",)
"""What can be judged so far."""
LANGUAGES = ("python", "bash")
_SCORES = {Decision.ALLOW: 0.0, Decision.WARN: 0.4, Decision.ASK: 0.7, Decision.BLOCK: 0.98}
_SEVERITY = {Decision.ALLOW: None, Decision.WARN: "low", Decision.ASK: "medium", Decision.BLOCK: "high"}


class Stage(Protocol):
    """One way of judging. Cheap ones come first; a later one is asked only where those before could not decide."""

    name: str

    def check(self, task: str, text: str, language: str | None, *, left_s: float) -> Opinion:
        """What it makes of the item, in `left_s` seconds at the most. Raises nothing for any text."""
        ...


class Opinion:
    """What one stage says."""

    __slots__ = ("decided", "findings", "unread")

    def __init__(self, findings: Sequence[Finding], *, decided: bool, unread: str = "") -> None:
        self.findings = tuple(findings)
        self.decided = decided
        """Whether no later stage needs to be asked."""
        self.unread = unread
        """Why it is unsure; "" when it is not."""


class Guard:
    """Judges items. Holds no state between calls: one guard serves any number of threads and tasks."""

    def __init__(
        self,
        stages: Sequence[Stage],
        *,
        name: str = "guard",
        unknown: Decision = Decision.ASK,
        budget_s: float = 5.0,
    ) -> None:
        self.name = name
        self.stages = tuple(stages)
        self.unknown = unknown
        """What is decided where no stage could tell: the caller's choice."""
        self.budget_s = budget_s
        """After so many seconds no further stage is asked."""

    @classmethod
    def local(cls, *, unknown: Decision = Decision.ASK, without: Collection[str] = ()) -> Guard:
        """The guard that needs nothing: rules on syntax and on what a block comes to.

        `without` names rules that are switched off. Raises UsageError for one that does not exist.
        """
        from redblue.blue.cascade.rules import RulesStage

        return cls([RulesStage(without)], name="local", unknown=unknown)

    def check(self, task: str, text: str, language: str | None = None) -> Verdict:
        """The verdict about one item. Without `language` it is guessed.

        Raises UsageError for a task or language that there is not; nothing for any text.
        """
        started = time.perf_counter()
        if task not in TASKS:
            raise UsageError(f"{task}: no such task; there are {', '.join(TASKS)}")
        if language is not None and language not in LANGUAGES:
            raise UsageError(f"--language {language}: there is no such; there are {', '.join(LANGUAGES)}")
        findings: list[Finding] = []
        stage, unread = "none", ""
        for one in self.stages:
            left_s = self.budget_s - (time.perf_counter() - started)
            if left_s <= 0:
                unread = unread or "the time is over"
                break
            try:
                opinion = one.check(task, text, language, left_s=left_s)
            except Exception as error:  # a defect of ours must not open the way
                opinion = Opinion((), decided=False, unread=defect(f"stage {one.name}", error))
            findings += opinion.findings
            stage, unread = one.name, opinion.unread
            if opinion.decided:
                break
        return self._verdict(task, findings, stage, unread, started)

    async def acheck(self, task: str, text: str, language: str | None = None) -> Verdict:
        """The same, without holding up other tasks."""
        import asyncio

        return await asyncio.to_thread(self.check, task, text, language)

    def _verdict(self, task: str, findings: list[Finding], stage: str, unread: str, started: float) -> Verdict:
        findings.sort(key=lambda finding: (-finding.decision.strictness, finding.span.line, finding.span.column))
        found = findings[0].decision if findings else Decision.ALLOW
        decision = found
        if unread and self.unknown.strictness > found.strictness:
            decision = self.unknown
        label = Label.UNKNOWN if unread else Label.SAFE
        if found is not Decision.ALLOW:
            label = Label.UNSAFE
        return Verdict(
            label=label,
            decision=decision,
            score=_SCORES[found] if findings or not unread else 0.5,
            task=task,
            category=findings[0].category if findings else None,
            severity=_SEVERITY[found],
            findings=tuple(findings),
            stage=stage,
            latency_ms=round((time.perf_counter() - started) * 1e3, 3),
            why=unread,
        )
