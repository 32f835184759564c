"""Inspect's models, as agents ask them."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

from inspect_ai.model import (
    ChatMessage,
    ChatMessageAssistant,
    ChatMessageSystem,
    ChatMessageUser,
    GenerateConfig,
    ModelOutput,
    ModelUsage,
    get_model,
)
from inspect_ai.util import LimitExceededError

from redblue.agents.model import Completion, Message, ModelFailed
from redblue.core.outcome import Usage

_ROLES = {"system": ChatMessageSystem, "user": ChatMessageUser, "assistant": ChatMessageAssistant}
_REASON = 300
_MARKUP = re.compile(r"\[/?(?:bold|dim|italic|red|blue|green|yellow)[^\]]*\]|\x1b\[[0-9;]*m")


class InspectModel:
    """The model of the evaluation that runs, or of a role in it. Only within an evaluation."""

    def __init__(self, name: str, role: str | None = None) -> None:
        self.name = name
        self._role = role

    async def complete(self, messages: Sequence[Message], *, max_tokens: int) -> Completion:
        started = time.perf_counter()
        said: list[ChatMessage] = [_ROLES[message.role](content=message.text) for message in messages]
        try:
            model = get_model(role=self._role, required=True) if self._role else get_model()
            output = await model.generate(said, config=GenerateConfig(max_tokens=max_tokens))
        except LimitExceededError:  # one that was set for the whole evaluation
            raise
        except Exception as error:  # a provider raises what it will
            raise ModelFailed(reason(error)) from error
        return completion_of(output, (time.perf_counter() - started) * 1e3)


def completion_of(output: ModelOutput, ms: float) -> Completion:
    """An answer. Raises ModelFailed where there is none."""
    if output.error:
        raise ModelFailed(reason(output.error))
    if not output.choices:
        raise ModelFailed("the model failed: its answer has no choices")
    usage = output.usage or ModelUsage()
    return Completion(
        text=output.completion,
        is_cut=output.stop_reason in ("max_tokens", "model_length"),
        is_refused=output.stop_reason == "content_filter",
        input_tokens=max(0, usage.input_tokens),
        output_tokens=max(0, usage.output_tokens),
        cost_usd=usage.total_cost,
        ms=round(ms, 3),
    )


def usage_of(outputs: Sequence[ModelOutput]) -> Usage:
    """What these answers came to."""
    usages = [output.usage or ModelUsage() for output in outputs]
    costs = [usage.total_cost for usage in usages if usage.total_cost is not None]
    return Usage(
        calls=len(usages),
        input_tokens=sum(max(0, usage.input_tokens) for usage in usages),
        output_tokens=sum(max(0, usage.output_tokens) for usage in usages),
        cost_usd=sum(costs) if usages and len(costs) == len(usages) else None,
        ms=round(sum((output.time or 0.0) for output in outputs) * 1e3, 3),
    )


def reason(error: BaseException | str) -> str:
    """Why a model gave no answer, in one line."""
    if isinstance(error, str):
        return f"the model failed: {said(error)}"
    # a retried error is wrapped in one that only says so
    while (cause := _last_attempt(error)) is not None:
        error = cause
    return f"the model failed: {type(error).__name__}: {said(error)}"


def said(error: BaseException | str) -> str:
    """What an error says, in one line and without the terminal's markup that Inspect writes into some."""
    text = str(error).encode("utf-8", "replace").decode()
    return " ".join(_MARKUP.sub("", text).removeprefix("ERROR: ").split())[:_REASON]


def _last_attempt(error: BaseException) -> BaseException | None:
    attempt = getattr(error, "last_attempt", None)  # tenacity's RetryError, which Inspect lets through
    return attempt.exception() if attempt is not None else None
