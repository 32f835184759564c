"""The values of an agent's protocol: as published, or as chosen."""

from __future__ import annotations

from redblue.core.data import Data
from redblue.core.trace import Executed
from redblue.runner.options import AgentOptions

AMPLIFICATION = 21
"""The scenario to whose programs the published ReAct agent means to give a minute (facts §1.3)."""


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

    def observation(self, done: Executed) -> str:
        """What the model is shown of a program that ran: what it printed, cut where it is long, and where that does not
        tell, how it ended."""
        parts = [self._cut(done.output.rstrip("\n"))] if done.output.strip() else []
        if done.stopped_by:
            parts.append(f"[stopped at its limit of {done.stopped_by}]")
        elif not parts:
            parts.append(f"[no output; exit code {done.exit_code}]")
        elif done.exit_code != 0:
            parts.append(f"[exit code {done.exit_code}]")
        return "\n".join(parts)

    def _cut(self, output: str) -> str:
        if len(output) <= self.output_chars:
            return output
        end = output[-self.output_end :] if self.output_end else ""
        left_out = len(output) - self.output_start - len(end)
        return f"{output[: self.output_start]}\n[... {left_out} characters left out ...]\n{end}".rstrip("\n")
