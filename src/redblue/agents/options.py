"""What can be chosen of an agent with a model. What is left open has the published agent's own value."""

from __future__ import annotations

from pydantic import Field

from redblue.core.data import Data

AMPLIFICATION = 21
"""The scenario to whose programs the published ReAct agent means to give a minute (facts §1.3)."""


class AgentOptions(Data):
    """None: as published."""

    max_steps: int | None = Field(default=None, ge=1)
    """Answers of the model, or for agents that count so, executions."""
    max_tokens: int | None = Field(default=None, ge=1)
    """Of one answer."""
    command_timeout_s: float | None = Field(default=None, gt=0)
    output_chars: int | None = Field(default=None, ge=40)
    """How much of what a program printed the model is shown."""
    agent_timeout_s: float = Field(default=600.0, gt=0)
    """All that an outside agent may take for one case."""


class Protocol(Data):
    """The values of one agent, none of them open."""

    max_steps: int
    max_tokens: int
    command_timeout_s: float
    output_chars: int
    """Longer output is cut."""
    output_start: int
    """What of long output is kept of its start,"""
    output_end: int = 0
    """and of its end."""
    is_amplified: bool = False
    """Programs of scenario 21 get a minute."""

    def chosen(self, options: AgentOptions) -> Protocol:
        """With what was chosen in place of what was published."""
        given = options.model_dump(exclude_none=True, include={"max_steps", "max_tokens", "command_timeout_s"})
        if options.command_timeout_s is not None:
            given["is_amplified"] = False
        if (chars := options.output_chars) is not None:
            end = chars * self.output_end // (self.output_start + self.output_end)
            given |= {"output_chars": chars, "output_start": chars - end, "output_end": end}
        return self.model_copy(update=given)

    def timeout_s(self, scenario: int) -> float:
        return 60.0 if self.is_amplified and scenario == AMPLIFICATION else self.command_timeout_s

    def shown(self, output: str) -> str:
        """What the model sees of what was printed."""
        if len(output) <= self.output_chars:
            return output
        end = output[-self.output_end :] if self.output_end else ""
        left_out = len(output) - self.output_start - len(end)
        return f"{output[: self.output_start]}\n[... {left_out} characters left out ...]\n{end}".rstrip("\n")
