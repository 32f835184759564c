"""Agents by name, for a run with a model."""

from __future__ import annotations

from redblue import agents
from redblue.agents import COMMAND, SWE, TOOLS
from redblue.evals.models import InspectModel
from redblue.runner.agent import Agent
from redblue.runner.settings import Settings


def load_agent(name: str, settings: Settings) -> Agent:
    """The agent of that name, with the settings' model. Raises UsageError when there is none."""
    options, safety_prompt = settings.agent_options, settings.safety_prompt
    if name == TOOLS:
        from redblue.evals.tools import ToolsAgent

        return ToolsAgent(options, safety_prompt)
    if name.startswith(COMMAND):
        from redblue.evals.command import CommandAgent

        return CommandAgent(name.removeprefix(COMMAND), options, safety_prompt)
    if name.startswith(SWE):
        from redblue.evals.swe import SweAgent

        return SweAgent(name.removeprefix(SWE), options, safety_prompt)
    return agents.load_agent(name, InspectModel(settings.model or "none"), options, safety_prompt)
