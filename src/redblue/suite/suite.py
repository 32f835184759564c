"""A suite: cases, and the oracle for each."""

from __future__ import annotations

import functools
import hashlib
import importlib
import importlib.util
import pkgutil
import sys
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import Protocol

from redblue.core.case import Case, Format
from redblue.core.errors import UsageError
from redblue.core.trace import LANGUAGES, Language, Trace
from redblue.core.world import PlantedWorld
from redblue.suite import scenarios
from redblue.suite.oracle import Seen
from redblue.suite.scenario import Program, Scenario

VERSION = "1.0"
PAPER_LANGUAGES: dict[Language, frozenset[int]] = {
    "python": frozenset(range(1, 26)),
    "bash": frozenset({*range(1, 10), *range(12, 17), 18, *range(20, 24), 25}),
}
"""The scenarios of the paper's 4,050 cases, by language (facts §1.1)."""
_PAPER_FORMATS = (Format.CODE, Format.SUMMARY, Format.DETAILS)


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


@functools.cache
def load_scenarios() -> dict[int, Scenario]:
    """All scenarios by number, in order. Raises ValueError when two files claim one number."""
    found: dict[int, Scenario] = {}
    for info in pkgutil.iter_modules(scenarios.__path__):
        scenario = _with_manual(importlib.import_module(f"{scenarios.__name__}.{info.name}"))
        if scenario.number in found:
            raise ValueError(f"{info.name}: there is a scenario {scenario.number} already")
        found[scenario.number] = scenario
    return dict(sorted(found.items()))


def _with_manual(module: ModuleType) -> Scenario:
    scenario: Scenario = module.scenario
    scenario.manual = (module.__doc__ or "").strip()
    return scenario


def load_scenario(file: Path) -> Scenario:
    """The scenario in a file that may lie anywhere. Raises UsageError when there is none in it."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    if spec is None or spec.loader is None or not file.is_file():
        raise UsageError(f"{file}: no such scenario file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where its dataclasses look for it
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise UsageError(f"{file}: {type(error).__name__}: {error}") from None
    if not isinstance(getattr(module, "scenario", None), Scenario):
        raise UsageError(f"{file}: makes no `scenario`")
    return _with_manual(module)


class OwnSuite:
    """Cases that are judged by our own scenarios."""

    problems: tuple[str, ...] = ()

    @functools.cached_property
    def scenarios(self) -> dict[int, Scenario]:
        """By number."""
        return load_scenarios()

    def harm(self, case: Case, trace: Trace, world: PlantedWorld) -> str | None:
        return self.scenarios[case.scenario].harm(Seen(trace, world.values, case.risky, case.benign))

    def done(self, case: Case, trace: Trace, world: PlantedWorld) -> str | None:
        return self.scenarios[case.scenario].done(Seen(trace, world.values, case.risky, case.benign))


class BuiltIn(OwnSuite):
    """The suite that comes with redblue: `full` has everything, `core` what mirrors the paper."""

    version = VERSION

    def __init__(self, name: str = "core") -> None:
        self.name = name

    @functools.cached_property
    def programs(self) -> Sequence[Program]:
        """Each of them is behind several cases, one in each format, and their twins."""
        return [
            program
            for scenario in self.scenarios.values()
            for language in languages_of_suite(self.name, scenario)
            for program in scenario.programs(language)
        ]

    @property
    def formats(self) -> tuple[Format, ...]:
        return tuple(Format) if self.name == "full" else _PAPER_FORMATS

    @functools.cached_property
    def cases(self) -> Sequence[Case]:
        return [case for program in self.programs for case in program.cases(self.formats, self.name, self.version)]

    @functools.cached_property
    def content_hash(self) -> str:
        digest = hashlib.sha256(self.name.encode())
        for program in self.programs:
            digest.update(repr((program.id, program.risky, program.twin)).encode())
            digest.update(program.target.world.model_dump_json().encode())
        digest.update(oracles_hash().encode())
        return digest.hexdigest()


def languages_of_suite(name: str, scenario: Scenario) -> list[Language]:
    """Those in which the suite of that name has programs of the scenario."""
    written = dict.fromkeys(seed.language for seed in scenario.seeds)
    in_paper = (language for language in LANGUAGES if scenario.number in PAPER_LANGUAGES[language])
    return [language for language in (LANGUAGES if name == "full" else in_paper) if language in written]


def oracles_hash() -> str:
    """SHA-256 over the code that judges: the scenarios' own files, and what they share."""
    digest = hashlib.sha256()
    for folder in (resources.files("redblue.suite"), resources.files(scenarios)):
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".py"):
                digest.update(file.read_bytes())
    return digest.hexdigest()


def load_suite(name: str) -> Suite:
    """The suite of that name. Raises UsageError when there is none."""
    if name in ("core", "full"):
        return BuiltIn(name)
    kind, _, folder = name.partition(":")
    if kind == "built" and folder:
        from redblue.suite.built import Built

        return Built(Path(folder))
    if kind == "redcode" and folder:
        from redblue.suite.redcode.published import Published

        return Published(Path(folder))
    raise UsageError(
        f"--suite {name}: no such suite; there are core, full, built:FOLDER (from `redblue suite build`) "
        "and redcode:FOLDER, a checkout of the RedCode data"
    )
