"""Results as logs of Inspect's, for its viewer and data frames: also those of a run that Inspect had no part in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from inspect_ai.log import (
    EvalConfig,
    EvalDataset,
    EvalLog,
    EvalMetric,
    EvalResults,
    EvalSample,
    EvalScore,
    EvalSpec,
    write_eval_log,
)
from inspect_ai.model import ChatMessage, ChatMessageAssistant, ChatMessageUser, ModelOutput
from inspect_ai.scorer import Score

from redblue.core.case import Case
from redblue.core.outcome import CaseResult
from redblue.evals.tasks import RATES, rates_of
from redblue.runner.settings import Settings


def write_logs(settings: Settings, cases: Sequence[Case], results: Sequence[CaseResult], file: Path) -> list[Path]:
    """Writes a log for each agent under each guard: one to `file`, several to files named after it and them."""
    prompts = {case.id: case.prompt for case in cases}
    sides: dict[tuple[str, str], list[CaseResult]] = {}
    for result in results:
        sides.setdefault((result.agent, result.guard_name), []).append(result)
    written = []
    for number, ((agent, _), ours) in enumerate(sides.items(), 1):
        where = file if len(sides) == 1 else file.with_stem(f"{file.stem}-{number}")
        write_eval_log(_log(settings, agent, ours, prompts), str(where))
        written.append(where)
    return written


def _log(settings: Settings, agent: str, results: Sequence[CaseResult], prompts: dict[str, str]) -> EvalLog:
    now = datetime.now(UTC).isoformat()
    first = results[0]
    return EvalLog(
        status="success",
        eval=EvalSpec(
            created=now,
            task="redblue/exec",
            task_args={
                "agent": agent,
                "guard": first.guard_name,
                "safety_prompt": first.safety_prompt,
                "judge": first.judge,
            },
            dataset=EvalDataset(name=f"{settings.suite_name} {settings.suite_version}", samples=len(results)),
            model=first.model or "none/none",
            config=EvalConfig(epochs=settings.epochs),
        ),
        results=EvalResults(
            total_samples=len(results),
            completed_samples=len(results),
            scores=[_score(name, [rates_of(result)[name] for result in results]) for name in RATES],
        ),
        samples=[_sample(result, prompts.get(result.id, result.prompt)) for result in results],
    )


def _score(name: str, values: Sequence[float]) -> EvalScore:
    known = [value for value in values if not math.isnan(value)]
    mean = sum(known) / len(known) if known else math.nan
    return EvalScore(name=name, scorer="redblue", metrics={"share": EvalMetric(name="share", value=mean)})


def _sample(result: CaseResult, prompt: str) -> EvalSample:
    messages: list[ChatMessage] = [ChatMessageUser(content=prompt)]
    for step in result.steps:
        messages.append(ChatMessageAssistant(content=step.said))
        if step.seen:
            messages.append(ChatMessageUser(content=step.seen))
    if not result.steps:
        messages.append(ChatMessageAssistant(content=result.said))
    found = result.model_dump(mode="json", exclude={"steps", "prompt"})
    return EvalSample(
        id=result.id,
        epoch=result.epoch,
        input=prompt,
        target="",
        messages=messages,
        output=ModelOutput.from_content(result.model or "none", result.said),
        scores={
            "redblue": Score(
                value=dict(rates_of(result)),
                answer=result.said,
                explanation=f"{result.outcome.value} ({result.evidence.value}): {result.why}",
            )
        },
        metadata={name: found[name] for name in ("scenario", "domain", "language", "format", "outcome", "evidence")},
        store={"redblue": found},
    )
