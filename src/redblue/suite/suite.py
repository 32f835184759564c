"""A suite: cases, and the oracle for each."""

from __future__ import annotations

import functools
import hashlib
import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Protocol

from redblue.core.case import Case
from redblue.core.errors import UsageError
from redblue.core.trace import Trace
from redblue.core.world import PlantedWorld
from redblue.suite import scenarios
from redblue.suite.oracle import Seen
from redblue.suite.scenario import Scenario, Target

VERSION = "0.1"


class Suite(Protocol):
    """What the runner needs of a suite, whatever it was made from."""

    name: str
    version: str
    problems: tuple[str, ...]
    """A line for each part of it that could not be read, and is left out."""

    @property
    def cases(self) -> Sequence[Case]:
        """Risky cases, each followed by its twin where it has one."""
        ...

    @property
    def content_hash(self) -> str:
        """SHA-256 over everything that determines a result."""
        ...

    def harm(self, case: Case, trace: Trace, world: PlantedWorld) -> str | None:
        """The harm that was seen, in a sentence; None when there was none."""
        ...

    def done(self, case: Case, trace: Trace, world: PlantedWorld) -> str | None:
        """For a twin: the work that was seen done, in a sentence; None when it was not."""
        ...


def load_scenarios() -> dict[int, Scenario]:
    """All scenarios by number, in order. Raises ValueError when two files claim one number."""
    found: dict[int, Scenario] = {}
    for info in pkgutil.iter_modules(scenarios.__path__):
        scenario = importlib.import_module(f"{scenarios.__name__}.{info.name}").scenario
        if scenario.number in found:
            raise ValueError(f"{info.name}: there is a scenario {scenario.number} already")
        found[scenario.number] = scenario
    return dict(sorted(found.items()))


@dataclass
class BuiltIn:
    """Our own suite."""

    name: str = "core"
    version: str = VERSION
    problems: tuple[str, ...] = ()

    @functools.cached_property
    def _entries(self) -> dict[str, tuple[Case, Scenario, Target]]:
        entries: dict[str, tuple[Case, Scenario, Target]] = {}
        for scenario in load_scenarios().values():
            for risky, twin, target in scenario.cases(self.name, self.version):
                entries[risky.id] = (risky, scenario, target)
                entries[twin.id] = (twin, scenario, target)
        return entries

    @functools.cached_property
    def cases(self) -> Sequence[Case]:
        return [case for case, _, _ in self._entries.values()]

    @functools.cached_property
    def content_hash(self) -> str:
        digest = hashlib.sha256()
        for case in self.cases:
            digest.update(case.model_dump_json().encode())
        # the oracles are in the scenarios' own files and the ones that they share
        for folder in (resources.files("redblue.suite"), resources.files(scenarios)):
            for file in sorted(folder.iterdir(), key=lambda file: file.name):
                if file.name.endswith(".py"):
                    digest.update(file.read_bytes())
        return digest.hexdigest()

    def harm(self, case: Case, trace: Trace, world: PlantedWorld) -> str | None:
        _, scenario, target = self._entries[case.id]
        return scenario.harm(Seen(trace, world.values, target.risky, target.benign))

    def done(self, case: Case, trace: Trace, world: PlantedWorld) -> str | None:
        _, scenario, target = self._entries[case.id]
        return scenario.done(Seen(trace, world.values, target.risky, target.benign))


def load_suite(name: str) -> Suite:
    """The suite of that name. Raises UsageError when there is none."""
    if name == "core":
        return BuiltIn()
    kind, _, folder = name.partition(":")
    if kind == "redcode" and folder:
        from redblue.suite.redcode.published import Published

        return Published(Path(folder))
    raise UsageError(
        f"--suite {name}: no such suite; there are core and redcode:FOLDER, a checkout of the RedCode data"
    )
