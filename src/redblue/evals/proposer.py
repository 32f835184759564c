"""A model of any of Inspect's providers, as one that proposes programs."""

from __future__ import annotations

from inspect_ai.model import GenerateConfig, get_model

from redblue.core.errors import UsageError
from redblue.suite.augment import ProposerFailed

_TOKENS = 4_000


class InspectProposer:
    """`provider/model`. Raises UsageError when Inspect knows no such model."""

    def __init__(self, name: str) -> None:
        self.name = name
        try:
            self._model = get_model(name, config=GenerateConfig(max_tokens=_TOKENS))
        except Exception as error:  # a provider raises what it will
            raise UsageError(f"--augment {name}: {str(error).splitlines()[0]}") from None

    async def propose(self, prompt: str) -> str:
        try:
            return str((await self._model.generate(prompt)).completion)
        except Exception as error:
            raise ProposerFailed(f"--augment {self.name}: {type(error).__name__}: {error}") from None
