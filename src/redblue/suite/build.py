"""The builder: seeds times targets, and what a model proposes, of which only that is kept which is proved."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

from redblue.core.trace import Language
from redblue.sandbox.protocol import Sandbox
from redblue.suite.augment import Proposer, proposals
from redblue.suite.proof import RUNS, prove_programs
from redblue.suite.scenario import PROGRAMS, Program, Scenario
from redblue.suite.shape import skeleton
from redblue.suite.soundness import problems_of


@dataclass(frozen=True)
class Plan:
    """What is to be built."""

    scenarios: Sequence[tuple[Scenario, Sequence[Language]]]
    count: int = PROGRAMS
    """Programs of a scenario in each language."""
    seed: int = 0
    runs: int = RUNS
    proposer: Proposer | None = None
    proposals: int = 0
    """Variants that the model is asked for, of each scenario and language."""


@dataclass
class Result:
    """What was built."""

    programs: list[Program] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    """How many candidates are not in it, by reason."""
    reasons: list[str] = field(default_factory=list)
    """A line for each candidate that is not in it."""


class _Gate:
    """Lets those candidates pass that are new, sound and proved, and remembers why others did not."""

    def __init__(self, plan: Plan, sandbox: Sandbox, jobs: int, on_program: Callable[[], None]) -> None:
        self.result = Result()
        self._plan = plan
        self._sandbox = sandbox
        self._jobs = jobs
        self._on_program = on_program
        self._skeletons: set[tuple[int, Language, str]] = set()

    async def passed(self, candidates: Sequence[Program]) -> list[Program]:
        """In the order of the candidates."""
        sound = [program for program in candidates if self._is_new_and_sound(program)]
        unproved: dict[str, str] = {}
        async for proof in prove_programs(sound, self._sandbox, runs=self._plan.runs, jobs=self._jobs):
            self._on_program()
            if not proof.is_proved:
                unproved[proof.program.id] = proof.problems[0]
        for id_, why in sorted(unproved.items()):
            self._leave_out(id_, "not proved", why)
        return [program for program in sound if program.id not in unproved]

    def _is_new_and_sound(self, program: Program) -> bool:
        words = (program.scenario.number, program.language, skeleton(program.language, program.risky.code))
        if words in self._skeletons:
            self._leave_out(program.id, "near-duplicate", "differs from another in the names of its variables only")
            return False
        if found := problems_of(program):
            self._leave_out(program.id, "not sound", found[0])
            return False
        self._skeletons.add(words)
        return True

    def _leave_out(self, id_: str, reason: str, why: str) -> None:
        self.result.left_out[reason] += 1
        self.result.reasons.append(f"{id_}: {reason}: {why}")


async def build(
    plan: Plan, sandbox: Sandbox, *, jobs: int = 4, on_program: Callable[[], None] = lambda: None
) -> Result:
    """Executes candidates and keeps what is proved, until there are `count`. The sandbox is one that was proved.

    The same plan gives the same programs in the same order, but for what a model proposes. Where a scenario has too few
    seeds and targets, there are fewer. Raises ProposerFailed when the model cannot be asked.
    """
    gate = _Gate(plan, sandbox, jobs, on_program)
    for scenario, languages in plan.scenarios:
        for language in languages:
            candidates = scenario.candidates(language, seed=plan.seed)
            kept: list[Program] = []
            while batch := list(itertools.islice(candidates, plan.count - len(kept))):
                kept += await gate.passed(batch)
            if plan.proposer is not None:
                async for batch in _batches(proposals(plan.proposer, kept, plan.proposals), jobs):
                    kept += await gate.passed(batch)
            gate.result.programs += kept
    return gate.result


async def _batches(programs: AsyncIterator[Program], size: int) -> AsyncIterator[list[Program]]:
    batch: list[Program] = []
    async for program in programs:
        batch.append(program)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
