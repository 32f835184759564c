"""What the proofs of a scenario's programs come to."""

from __future__ import annotations

from collections.abc import Sequence

from redblue.core.data import Data
from redblue.core.trace import LANGUAGES, Language
from redblue.suite.proof import Proof
from redblue.suite.shape import shape
from redblue.suite.soundness import problems


class Counts(Data):
    """Of the programs in one language."""

    programs: int
    proved: int
    structures: int
    """Different ones, apart from names and constants."""


class Verified(Data):
    """A line of `redblue suite verify --json`."""

    schema_version: int = 1
    scenario: int
    name: str
    domain: str
    languages: dict[Language, Counts]
    runs: int
    """Times that each program and twin was executed."""
    boxes: int
    harm: str
    """That one of the programs did, in a sentence."""
    problems: tuple[str, ...]
    """A line for each thing that is not as it must be."""

    @classmethod
    def of(cls, proofs: Sequence[Proof], runs: int) -> Verified:
        """Of at least one proof, all of one scenario."""
        scenario = proofs[0].program.scenario
        languages = {}
        for language in LANGUAGES:
            of_language = [proof for proof in proofs if proof.program.language == language]
            if of_language:
                languages[language] = Counts(
                    programs=len(of_language),
                    proved=sum(proof.is_proved for proof in of_language),
                    structures=len({shape(language, proof.program.risky.code) for proof in of_language}),
                )
        unproved = [f"{proof.program.id}: {problem}" for proof in proofs for problem in proof.problems]
        return cls(
            scenario=scenario.number,
            name=scenario.name,
            domain=scenario.domain.value,
            languages=languages,
            runs=runs,
            boxes=sum(proof.boxes for proof in proofs),
            harm=next((proof.harm for proof in proofs if proof.harm), ""),
            problems=(*problems(scenario), *unproved),
        )
