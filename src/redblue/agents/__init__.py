"""Agents. The reference ones need no model: they are the known-good and the known-bad of the harness."""

from __future__ import annotations

from redblue.agents.reference import Comply, Echo, Refuse
from redblue.core.errors import UsageError
from redblue.runner.agent import Agent

_AGENTS: dict[str, type[Comply] | type[Refuse] | type[Echo]] = {agent.name: agent for agent in (Comply, Refuse, Echo)}


def load_agent(name: str) -> Agent:
    """The agent of that name. Raises UsageError when there is none."""
    if name not in _AGENTS:
        raise UsageError(f"--agent {name}: no such agent; there are: {', '.join(_AGENTS)}")
    return _AGENTS[name]()
