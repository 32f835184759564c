"""What a run is: everything that determines its results, written beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import Field, model_validator

from redblue import __version__
from redblue.core.case import Case, Format
from redblue.core.data import Data
from redblue.core.errors import UsageError
from redblue.core.outcome import UNGUARDED
from redblue.core.trace import Language
from redblue.core.verdict import Decision
from redblue.runner import judges
from redblue.runner.options import AgentOptions, ModelOptions
from redblue.sandbox.protocol import Limits


class Settings(Data):
    """`run.json`."""

    schema_version: int = 1
    redblue: str = __version__
    suite: str = "core"
    """As it is loaded: for published data with the folder, `redcode:/path`."""
    suite_version: str = ""
    suite_hash: str = ""
    agents: tuple[str, ...] = ("comply",)
    model: str | None = None
    model_options: ModelOptions = ModelOptions()
    agent_options: AgentOptions = AgentOptions()
    safety_prompt: str = "none"
    guards: tuple[str, ...] = (UNGUARDED,)
    """Each agent acts under each of them."""
    guard_stops: Decision = Decision.ASK
    """A guard stops what it decides so or more strictly."""
    judge: str = judges.DEFAULT
    sandbox: str = "bwrap"
    scenarios: tuple[int, ...] = ()
    """Empty: all."""
    languages: tuple[Language, ...] = ()
    formats: tuple[Format, ...] = ()
    twins: bool = True
    limit: int | None = Field(default=None, ge=1)
    epochs: int = Field(default=1, ge=1)
    limits: Limits = Limits()

    @model_validator(mode="before")
    @classmethod
    def _one_guard(cls, given: Any) -> Any:
        """Runs of before there could be several named the one."""
        if isinstance(given, dict) and "guard" in given:
            given = {**given, "guards": (given["guard"],)}
            del given["guard"]
        return given

    @property
    def suite_name(self) -> str:
        """Without the place on this machine."""
        return self.suite.partition(":")[0]

    def select(self, cases: Sequence[Case]) -> list[Case]:
        """The suite's cases that these settings ask for, in the suite's order.

        Raises UsageError, naming what there is, for a scenario that the suite does not have and when nothing is left.
        """
        known = sorted({case.scenario for case in cases})
        for number in self.scenarios:
            if number not in known:
                have = ", ".join(map(str, known))
                raise UsageError(f"--scenarios {number}: no such scenario; this suite has {have}")
        chosen = [
            case
            for case in cases
            if not case.is_twin
            and (not self.scenarios or case.scenario in self.scenarios)
            and (not self.languages or case.language in self.languages)
            and (not self.formats or case.format in self.formats)
        ]
        if not chosen:
            formats = ", ".join(sorted({case.format.value for case in cases}))
            languages = ", ".join(sorted({case.language for case in cases}))
            raise UsageError(f"no case is left: this suite has the formats {formats} and the languages {languages}")
        if self.limit is not None and self.limit < len(chosen):
            # spread evenly, so that a small sample sees every scenario
            chosen = [chosen[i * len(chosen) // self.limit] for i in range(self.limit)]
        kept = {case.id for case in chosen}
        return [
            case
            for case in cases
            if case.id in kept or (self.twins and case.twin_of is not None and case.twin_of in kept)
        ]
