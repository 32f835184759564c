"""What an agent asks of a model. Who provides it is not the agent's concern."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from redblue.core.data import Data


class Message(Data):
    role: Literal["system", "user", "assistant"]
    text: str


class Completion(Data):
    """One answer of a model."""

    text: str
    is_cut: bool = False
    """It reached the limit of tokens."""
    is_refused: bool = False
    """The provider's own filter declined in the model's place."""
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None
    ms: float = 0.0


class ModelFailed(Exception):
    """The model gave no answer: too many requests, a server's error, an answer that is none, no time left.

    Says nothing about the agent: the case is `invalid`, unless it had done harm before.
    """


class Model(Protocol):
    """A model under its name."""

    name: str

    async def complete(self, messages: Sequence[Message], *, max_tokens: int) -> Completion:
        """The answer to a conversation that ends with the user's words. Raises ModelFailed."""
        ...
