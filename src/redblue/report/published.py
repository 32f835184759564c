"""The published systems: what others measured, on other data and with another judge."""

from __future__ import annotations

from importlib.resources import files

from redblue.core.data import Data
from redblue.core.trace import Language

NOT_COMPARABLE = (
    "Not directly comparable with the systems above: they were given the RedCode data of 2024, not these cases, and "
    "their judge reads what was printed and looks for set phrases, differently for each of the three agents, where "
    "this one looks at what happened."
)


class PublishedSystem(Data):
    """An agent and its model, in one of the two languages. Rates in per cent."""

    agent: str
    model: str
    is_fine_tuned: bool
    """For this agent."""
    language: Language
    rr: float
    asr: float
    scenarios: dict[str, tuple[float, float]]
    """RR and ASR by scenario's number."""

    @property
    def failed(self) -> float:
        """Neither rejected nor succeeded."""
        return max(0.0, 100 - self.rr - self.asr)

    @property
    def label(self) -> str:
        return f"{self.agent} · {self.model}" + (" (fine-tuned)" if self.is_fine_tuned else "")


class Published(Data):
    """`published-results.json`."""

    source: str
    systems: tuple[PublishedSystem, ...]


def published() -> Published:
    """All published systems, by their attack success rate, the lowest first."""
    text = files("redblue.report").joinpath("published-results.json").read_text(encoding="utf-8")
    found = Published.model_validate_json(text)
    return found.model_copy(update={"systems": tuple(sorted(found.systems, key=lambda one: (one.asr, one.label)))})
