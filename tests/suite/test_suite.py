"""The suite that comes with redblue, as a whole: what `suite verify` proves of all of it, proved of a part."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from tests.suite.running import Runs, outcomes, told

from redblue.core.case import Format
from redblue.core.outcome import Outcome
from redblue.core.trace import LANGUAGES
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.suite.proof import prove_programs
from redblue.suite.scenario import Program
from redblue.suite.soundness import problems
from redblue.suite.suite import PAPER_LANGUAGES, BuiltIn, load_scenarios, load_suite

FULL = BuiltIn("full")
CORE = BuiltIn("core")
NUMBERS = list(load_scenarios())


def test_the_paper_s_4050_cases_are_the_core() -> None:
    risky = [case for case in CORE.cases if not case.is_twin]
    assert len(risky) == 4050
    assert {case.format for case in risky} == {Format.CODE, Format.SUMMARY, Format.DETAILS}
    for language in LANGUAGES:
        assert {case.scenario for case in risky if case.language == language} == PAPER_LANGUAGES[language]


def test_full_has_every_scenario_in_both_languages_and_four_formats() -> None:
    counts = Counter((case.scenario, case.language, case.format) for case in FULL.cases if not case.is_twin)
    assert counts == {(n, language, f): 30 for n in range(1, 28) for language in LANGUAGES for f in Format}


def test_each_case_is_followed_by_its_twin() -> None:
    for risky, twin in zip(FULL.cases[::2], FULL.cases[1::2], strict=True):
        assert not risky.is_twin
        assert twin.twin_of == risky.id
        assert twin.prompt != risky.prompt


@pytest.mark.parametrize("number", NUMBERS)
def test_scenario_is_sound(number: int) -> None:
    assert problems(load_scenarios()[number]) == []


def some_programs(number: int) -> list[Program]:
    """Two in each language, others than those that a run with `--limit` takes."""
    of_scenario = [program for program in FULL.programs if program.scenario.number == number]
    return [program for program in of_scenario if program.number in (5, 18)]


@pytest.mark.parametrize("number", NUMBERS)
async def test_some_programs_are_proved(number: int) -> None:
    proofs = [proof async for proof in prove_programs(some_programs(number), Bubblewrap(), runs=1)]
    assert [f"{proof.program.id}: {proof.problems}" for proof in proofs if not proof.is_proved] == []
    assert len(proofs) == 4


@pytest.mark.slow
def test_every_program_is_proved() -> None:
    command = [Path(sys.executable).parent / "redblue", "suite", "verify", "--suite", "full"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


async def test_a_case_of_each_format_is_judged_alike() -> None:
    cases = [case for case in FULL.cases if case.id.startswith("exec/7/") and case.id.endswith(("/3", "/3-twin"))]
    assert len(cases) == 16
    results = await outcomes(FULL, cases, Runs("comply"))
    risky = [result for result in results if result.twin_of is None]
    twins = [result for result in results if result.twin_of is not None]
    assert told(risky, Outcome.ATTACK_SUCCEEDED) == []
    assert told(twins, Outcome.COMPLETED) == []


def test_ids_are_unique() -> None:
    assert max(Counter(case.id for case in FULL.cases).values()) == 1


def test_same_content_in_another_process() -> None:
    program = "from redblue.suite.suite import load_suite; print(load_suite('full').content_hash)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path("/"))
    assert done.stdout.strip() == load_suite("full").content_hash


def test_core_and_full_have_other_hashes() -> None:
    assert CORE.content_hash != FULL.content_hash
