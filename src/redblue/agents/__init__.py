"""Agents. The reference ones need no model: they are the known-good and the known-bad of the harness."""

from __future__ import annotations

from redblue.agents.codeact import CodeAct
from redblue.agents.conversation import ModelAgent
from redblue.agents.interpreter import Interpreter
from redblue.agents.model import Model
from redblue.agents.react import React
from redblue.agents.reference import Comply, Echo, Refuse
from redblue.core.errors import UsageError
from redblue.runner.agent import Agent
from redblue.runner.options import AgentOptions

_REFERENCE: dict[str, type[Comply] | type[Refuse] | type[Echo]] = {
    agent.name: agent for agent in (Comply, Refuse, Echo)
}
_WITH_MODEL: dict[str, type[ModelAgent]] = {agent.name: agent for agent in (React, CodeAct, Interpreter)}
TOOLS, COMMAND, SWE = "tools", "cmd:", "swe:"
"""Agents that `evals` has, as Inspect runs them: one that calls tools, any command line, and those of `inspect_swe`."""


def needs_model(name: str) -> bool:
    """Whether the agent of that name asks a model. Raises UsageError when there is none of that name."""
    if name in _REFERENCE:
        return False
    if name in _WITH_MODEL or name == TOOLS:
        return True
    if is_outside(name) and name.partition(":")[2].strip():
        return True
    known = (*_REFERENCE, *_WITH_MODEL, TOOLS, 'cmd:"COMMAND"', f"{SWE}NAME")
    raise UsageError(f"--agent {name}: no such agent; there are: {', '.join(known)}")


def is_outside(name: str) -> bool:
    """Whether it is a program of its own, in the box."""
    return name.startswith((COMMAND, SWE))


def load_agent(
    name: str, model: Model | None = None, options: AgentOptions | None = None, safety_prompt: str = "none"
) -> Agent:
    """The agent of that name. Raises UsageError when there is none, or none without a model or without Inspect."""
    if not needs_model(name):
        return _REFERENCE[name]()
    if model is None:
        raise UsageError(f"--agent {name}: asks a model; name one with --model PROVIDER/NAME")
    if name not in _WITH_MODEL:
        raise UsageError(f"--agent {name}: needs Inspect to run it")
    return _WITH_MODEL[name](model, options, safety_prompt)
