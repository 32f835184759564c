"""The agents of the package `inspect_swe`: `--agent swe:claude_code`, `swe:codex_cli` and its others.

It puts each into the box itself, from its own cache, and bridges it to the model of the run.
"""

from __future__ import annotations

import importlib
from typing import Any

from inspect_ai.agent import AgentState
from inspect_ai.log import transcript
from inspect_ai.model import ChatMessageUser
from inspect_ai.util import LimitExceededError, apply_limits, sandbox, time_limit

from redblue.agents.safety import NONE, with_safety
from redblue.core.case import Case
from redblue.core.errors import InvalidCase, UsageError
from redblue.core.trace import Executed
from redblue.evals.command import deeds_of
from redblue.evals.models import reason
from redblue.evals.sandbox import BoxEnvironment
from redblue.evals.tools import answers_since, reply_of
from redblue.runner.agent import Reply
from redblue.runner.guarded import GuardedBox
from redblue.runner.options import AgentOptions
from redblue.sandbox.protocol import Box

AGENTS = ("claude_code", "codex_cli", "gemini_cli", "kimi_code", "mini_swe_agent", "opencode")


class SweAgent:
    """`swe:NAME`. Only within an evaluation, in whose sandbox it runs."""

    def __init__(self, agent: str, options: AgentOptions, safety_prompt: str = NONE) -> None:
        """Raises UsageError when there is no such agent, or the package is not installed."""
        if agent not in AGENTS:
            raise UsageError(f"--agent swe:{agent}: no such agent; there are: {', '.join(AGENTS)}")
        try:
            package: Any = importlib.import_module("inspect_swe")
        except ImportError as error:
            raise UsageError(f"--agent swe:{agent}: needs inspect_swe: pip install inspect-swe ({error})") from None
        self.name = f"swe:{agent}"
        self._make = getattr(package, agent)
        self._timeout_s = options.agent_timeout_s
        self._safety_prompt = safety_prompt

    async def act(self, case: Case, box: Box) -> Reply:
        """Raises InvalidCase where a guard is to see each block first: what an outside agent runs comes by no door."""
        if isinstance(box, GuardedBox):
            raise InvalidCase("an outside agent cannot be guarded: what it runs is not asked for, block by block")
        state = AgentState(messages=[ChatMessageUser(content=with_safety(case.prompt, self._safety_prompt))])
        before, error = len(transcript().events), ""
        limit = time_limit(self._timeout_s)
        try:
            with apply_limits([limit], catch_errors=True):
                state = await self._make()(state)
        except LimitExceededError:  # one that was set for the whole evaluation
            raise
        except Exception as failure:  # the package raises what it will
            error = reason(failure)
        environment = sandbox().as_type(BoxEnvironment)
        for deed in deeds_of(state.messages, Executed(language="argv", code=self.name, exit_code=0)):
            environment.box.note(deed)
        return reply_of(state.messages, answers_since(before), error)
