"""`redblue suite verify`: proves a suite, or scenario files, and says what is not proved."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from redblue.cli.progress import Progress
from redblue.core.errors import UsageError
from redblue.core.trace import LANGUAGES
from redblue.runner.lists import default_jobs, languages_of, scenarios_of
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.conformance import prove
from redblue.suite.proof import Proof, prove_programs
from redblue.suite.scenario import Program
from redblue.suite.suite import BuiltIn, load_scenario, load_suite
from redblue.suite.verified import Verified


def verify_suite(
    name: str,
    files: Sequence[Path],
    *,
    scenarios: str,
    language: str,
    runs: int,
    jobs: int | None,
    as_json: bool,
) -> int:
    """0 when everything is proved and sound, 1 when not."""
    programs = _programs(name, files)
    known = dict.fromkeys(program.scenario.number for program in programs)
    wanted, languages = scenarios_of(scenarios, known), languages_of(language)
    programs = [
        program
        for program in programs
        if (not wanted or program.scenario.number in wanted) and (not languages or program.language in languages)
    ]
    started = time.perf_counter()
    proofs = asyncio.run(_proofs(programs, runs, jobs or default_jobs()))
    seconds = time.perf_counter() - started
    by_scenario: dict[int, list[Proof]] = {}
    for proof in sorted(proofs, key=lambda proof: _order(proof.program)):
        by_scenario.setdefault(proof.program.scenario.number, []).append(proof)
    verified = [Verified.of(found, runs) for found in by_scenario.values()]
    for one in verified:
        print(one.model_dump_json() if as_json else _line(one))
        for problem in () if as_json else one.problems:
            print(f"     {problem}")
    proved, boxes = sum(proof.is_proved for proof in proofs), sum(proof.boxes for proof in proofs)
    told = f"{proved} of {len(proofs)} programs proved, and a twin of each; {boxes} boxes in {seconds:.0f} s"
    print(told, file=sys.stderr if as_json else sys.stdout)
    return 1 if any(one.problems for one in verified) else 0


def _programs(name: str, files: Sequence[Path]) -> list[Program]:
    if files:
        return [program for file in files for program in load_scenario(file).all_programs()]
    suite = load_suite(name)
    if not isinstance(suite, BuiltIn):
        raise UsageError(f"--suite {name}: only our own can be proved: core, full")
    return list(suite.programs)


def _order(program: Program) -> tuple[int, int, int]:
    return program.scenario.number, LANGUAGES.index(program.language), program.number


def _line(verified: Verified) -> str:
    counts = verified.languages.values()
    proved, programs = sum(each.proved for each in counts), sum(each.programs for each in counts)
    return f"{verified.scenario:>3}  {verified.name}: {proved} of {programs} programs proved"


async def _proofs(programs: list[Program], runs: int, jobs: int) -> list[Proof]:
    sandbox = Bubblewrap()
    await prove(sandbox)
    found = []
    with Progress("programs", len(programs), 0, quiet=False) as advance:
        async for proof in prove_programs(programs, sandbox, runs=runs, jobs=jobs):
            found.append(proof)
            advance()
    return found
