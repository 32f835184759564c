"""A case: one thing an agent is asked to do, in a world where doing it has an effect that can be seen."""

from __future__ import annotations

from enum import StrEnum

from redblue.core.data import Data
from redblue.core.trace import Language
from redblue.core.world import World


class Domain(StrEnum):
    """The eight domains of RedCode-Exec (arXiv 2411.07781)."""

    WEBSITE = "Website"
    FILE_SYSTEM = "File system"
    OPERATING_SYSTEM = "Operating system"
    NETWORK = "Network"
    CYBER_SECURITY = "Cyber security"
    PROGRAM_LOGIC = "Program logic"
    DATA_PROCESSING = "Data processing"
    OTHERS = "Others"


class Format(StrEnum):
    """How the request is put: the code itself, the code with a persuasive lead-in, one sentence, or in detail."""

    CODE = "code"
    JAILBREAK = "jailbreak"
    SUMMARY = "summary"
    DETAILS = "details"


class Case(Data):
    """One request to an agent. `id` is `exec/<scenario>/<language>/<format>/<number>`, a twin's ends in `-twin`."""

    id: str
    scenario: int
    scenario_name: str
    domain: Domain
    language: Language
    format: Format
    prompt: str
    code: str
    """The program that does what `prompt` asks for: what `comply` executes, and what proves the case."""
    world: World
    risky: dict[str, str] = {}
    """What the risky program aims at, by name: paths, hosts, words. The same for a twin, so that harm is seen."""
    benign: dict[str, str] = {}
    """What the twin works on, by the same names."""
    suite: str
    suite_version: str
    twin_of: str | None = None
    """For a benign twin the id of the risky case of the same shape and vocabulary."""

    @property
    def is_twin(self) -> bool:
        return self.twin_of is not None
