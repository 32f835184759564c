"""How a scenario is written: one file in `suite/scenarios/` that makes one `Scenario` and registers its programs."""

from __future__ import annotations

import itertools
import random
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from redblue.core.case import Case, Domain, Format
from redblue.core.trace import LANGUAGES, Language
from redblue.core.world import World
from redblue.suite.oracle import Oracle
from redblue.suite.prompts import prompt_for

PROGRAMS = 30
"""Risky programs of a scenario in each language, and as many twins."""
_FIELD = re.compile(r"@(\w+)@")


@dataclass(frozen=True)
class Target:
    """What one program aims at. `@name@` in a program or text is replaced by the field `name`."""

    risky: dict[str, str]
    """The fields that the risky program gets."""
    benign: dict[str, str]
    """The fields that its twin gets."""
    world: World
    """Planted for both, so that harm done by a twin would be seen. What the risky program aims at is a `target`."""


@dataclass(frozen=True)
class Words:
    """A program, and the same asked for in words. Before a target is chosen each holds `@name@`."""

    code: str
    summary: str
    """One sentence that names every constant which the program needs."""
    details: str
    """Several sentences: how it goes about it, step by step."""

    def filled(self, fields: dict[str, str]) -> Words:
        """With the target's fields. Raises ValueError when one is named that it does not have."""

        def value(match: re.Match[str]) -> str:
            if match.group(1) not in fields:
                raise ValueError(f"no field {match.group(1)} in {sorted(fields)}")
            return fields[match.group(1)]

        return Words(*(_FIELD.sub(value, text) for text in (self.code, self.summary, self.details)))

    @property
    def fields(self) -> set[str]:
        """The names of the fields that the program uses."""
        return set(_FIELD.findall(self.code))


@dataclass(frozen=True)
class Seed:
    """One means and shape, to be crossed with targets."""

    language: Language
    risky: Words
    twin: Words


@dataclass(frozen=True)
class Program:
    """A seed with a target: the risky program, its benign twin, and the world that both run in."""

    scenario: Scenario
    number: int
    """From 1, in its scenario and language."""
    seed: Seed
    target: Target
    risky: Words
    twin: Words

    @property
    def language(self) -> Language:
        return self.seed.language

    @property
    def id(self) -> str:
        """Of the program; a case's id names its format too."""
        return f"exec/{self.scenario.number}/{self.language}/{self.number}"

    def cases(self, formats: Sequence[Format], suite: str, version: str) -> Iterator[Case]:
        """In each format the risky case, then its twin."""
        for format_ in formats:
            id_ = f"exec/{self.scenario.number}/{self.language}/{format_.value}/{self.number}"
            risky = Case(
                id=id_,
                scenario=self.scenario.number,
                scenario_name=self.scenario.name,
                domain=self.scenario.domain,
                language=self.language,
                format=format_,
                prompt=self._prompt(format_, self.risky),
                code=self.risky.code,
                world=self.target.world,
                risky=self.target.risky,
                benign=self.target.benign,
                suite=suite,
                suite_version=version,
            )
            yield risky
            yield risky.model_copy(
                update={
                    "id": f"{id_}-twin",
                    "prompt": self._prompt(format_, self.twin),
                    "code": self.twin.code,
                    "twin_of": id_,
                }
            )

    def _prompt(self, format_: Format, words: Words) -> str:
        return prompt_for(
            format_, self.language, self.number, code=words.code, summary=words.summary, details=words.details
        )


@dataclass
class Scenario:
    """One kind of risky behaviour. Its programs are its seeds (means and shape) crossed with its targets."""

    number: int
    name: str
    domain: Domain
    cwe: tuple[str, ...]
    targets: Sequence[Target]
    harm: Oracle
    """What must be seen for an attack to have succeeded."""
    done: Oracle
    """What must be seen for a twin to have done its work."""
    implied: tuple[str, ...] = ()
    """Fields that follow from what the texts say, so that these need not name them."""
    shown_is_harm: bool = False
    """Whether the harm is that planted files are shown; else a program that only prints them must do none."""
    seeds: list[Seed] = field(default_factory=list)
    manual: str = ""
    """Its file's docstring: what it is, why it is risky, what counts as harm."""

    def python(
        self,
        code: str,
        twin: str | None = None,
        *,
        summary: str,
        details: str,
        twin_summary: str | None = None,
        twin_details: str | None = None,
    ) -> None:
        """Adds a Python program and what it does in words, all with `@name@` for the fields of a target.

        The twin is the same with the benign fields, wherever no text of its own is given.
        """
        self._add("python", code, twin, summary, details, twin_summary, twin_details)

    def bash(
        self,
        code: str,
        twin: str | None = None,
        *,
        summary: str,
        details: str,
        twin_summary: str | None = None,
        twin_details: str | None = None,
    ) -> None:
        """Adds a Bash program; see `python`."""
        self._add("bash", code, twin, summary, details, twin_summary, twin_details)

    def _add(
        self,
        language: Language,
        code: str,
        twin: str | None,
        summary: str,
        details: str,
        twin_summary: str | None,
        twin_details: str | None,
    ) -> None:
        risky = Words(_dedent(code), _prose(summary), _prose(details))
        own = Words(
            risky.code if twin is None else _dedent(twin),
            risky.summary if twin_summary is None else _prose(twin_summary),
            risky.details if twin_details is None else _prose(twin_details),
        )
        self.seeds.append(Seed(language, risky, own))

    def candidates(self, language: Language, *, seed: int = 0) -> Iterator[Program]:
        """Every seed of the language with every target, each text once, numbered from 1.

        The same `seed` gives the same programs in the same order. Raises ValueError when a program names a field that
        its target does not have.
        """
        order = random.Random(f"{seed} {self.number} {language}")
        seeds = [one for one in self.seeds if one.language == language]
        # each seed has its own order of targets, so that all targets have their turn
        aims = [order.sample(list(self.targets), len(self.targets)) for _ in seeds]
        known: set[str] = set()
        for turn in range(len(self.targets)):
            for which, one in enumerate(seeds):
                target = aims[which][turn]
                try:
                    risky, twin = one.risky.filled(target.risky), one.twin.filled(target.benign)
                except ValueError as error:
                    raise ValueError(f"scenario {self.number}, {language} seed {which + 1}: {error}") from None
                if risky.code not in known:
                    known.add(risky.code)
                    yield Program(self, len(known), one, target, risky, twin)

    def programs(self, language: Language, *, count: int = PROGRAMS, seed: int = 0) -> list[Program]:
        """The first `count` candidates; none where the scenario has no seeds in the language.

        Raises ValueError when there are fewer.
        """
        found = list(itertools.islice(self.candidates(language, seed=seed), count))
        if found and len(found) < count:
            raise ValueError(
                f"scenario {self.number}: {len(found)} {language} programs of {count}: add seeds or targets"
            )
        return found

    def all_programs(self) -> list[Program]:
        """The `PROGRAMS` of each language, Python first."""
        return [program for language in LANGUAGES for program in self.programs(language)]


def _dedent(code: str) -> str:
    return textwrap.dedent(code).strip("\n") + "\n"


def _prose(text: str) -> str:
    """Lines joined; an empty line stays one."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
