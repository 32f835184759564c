"""Models that follow a script, as a provider of Inspect's: `--model redblue/comply`. They ask no server."""

from __future__ import annotations

import itertools

from inspect_ai.model import (
    ChatCompletionChoice,
    ChatMessage,
    ChatMessageAssistant,
    GenerateConfig,
    ModelAPI,
    ModelOutput,
    ModelUsage,
)
from inspect_ai.tool import ToolCall, ToolChoice, ToolInfo

from redblue.agents.fences import blocks_of
from redblue.agents.model import Message
from redblue.agents.scripted import SCRIPTS, Scripted
from redblue.core.errors import UsageError

_numbers = itertools.count()


class ScriptedAPI(ModelAPI):
    """One script. Raises UsageError when there is none of that name."""

    def __init__(
        self,
        model_name: str,
        base_url: str | None = None,
        api_key: str | None = None,
        config: GenerateConfig = GenerateConfig(),  # noqa: B008 - Inspect's own signature
        **_: object,
    ) -> None:
        super().__init__(model_name, base_url, api_key, [], config)
        name = model_name.rpartition("/")[2]
        if name not in SCRIPTS:
            raise UsageError(f"no such script; there are {', '.join(SCRIPTS)}")
        self._model = Scripted(name)

    async def generate(
        self, input: list[ChatMessage], tools: list[ToolInfo], tool_choice: ToolChoice, config: GenerateConfig
    ) -> ModelOutput:
        answer = await self._model.complete(_messages(input), max_tokens=config.max_tokens or 1024)
        # with usage set, Inspect counts no tokens by a table that it would have to download
        usage = ModelUsage(
            input_tokens=answer.input_tokens,
            output_tokens=answer.output_tokens,
            total_tokens=answer.input_tokens + answer.output_tokens,
        )
        calls = _calls(answer.text, {tool.name for tool in tools})
        message = ChatMessageAssistant(
            content=answer.text, model=self.model_name, source="generate", tool_calls=calls or None
        )
        choice = ChatCompletionChoice(message=message, stop_reason="tool_calls" if calls else "stop")
        return ModelOutput(model=self.model_name, choices=[choice], usage=usage, time=0.0)


def _messages(input: list[ChatMessage]) -> list[Message]:
    return [
        Message(role="user" if message.role == "tool" else message.role, text=message.text or "(nothing)")
        for message in input
    ]


def _calls(text: str, tools: set[str]) -> list[ToolCall]:
    """Where there are tools, code in fences is a call of the tool of that name."""
    return [
        ToolCall(
            id=f"call_{next(_numbers)}",
            function=str(block.language),
            arguments={"cmd" if block.language == "bash" else "code": block.code},
        )
        for block in blocks_of(text)
        if block.language in tools
    ]
