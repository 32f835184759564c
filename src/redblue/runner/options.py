"""What can be chosen of a run with a model."""

from __future__ import annotations

from pydantic import Field

from redblue.core.data import Data


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
    agent_files: tuple[str, ...] = ()
    """Folders of this machine that the box shows, read-only, because the agent's program lies there."""


class ModelOptions(Data):
    """How the model is asked. What is None is the provider's to choose."""

    base_url: str | None = None
    args: dict[str, str | int | float | bool] = {}
    """For the provider: `inspect eval -M`."""
    roles: dict[str, str] = {}
    """Models for other roles, by role: `judge`."""
    temperature: float | None = Field(default=0.0, ge=0)
    """As published: greedy."""
    top_p: float | None = Field(default=None, gt=0, le=1)
    seed: int | None = None
    max_retries: int = Field(default=5, ge=0)
    """Of one question that met too many requests, a server's error or a broken connection."""
    timeout_s: int = Field(default=600, ge=1)
    """For one answer, retries included."""
    attempt_timeout_s: int | None = Field(default=None, ge=1)
    """For one try."""
    max_connections: int | None = Field(default=None, ge=1)
    """Questions at a time. None: as many as there are boxes."""
