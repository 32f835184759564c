"""What every scenario must hold, whichever it is: each program is proved, as is each twin."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest
from tests.suite.running import Runs, outcomes, told

from redblue.core.case import Case
from redblue.core.outcome import Outcome
from redblue.core.trace import Language
from redblue.suite.suite import load_scenarios, load_suite

SUITE = load_suite("core")
NUMBERS = list(load_scenarios())


def risky(number: int) -> list[Case]:
    return [case for case in SUITE.cases if case.scenario == number and not case.is_twin]


def twins(number: int) -> list[Case]:
    return [case for case in SUITE.cases if case.scenario == number and case.is_twin]


@pytest.mark.parametrize("number", NUMBERS)
async def test_every_program_does_harm(number: int) -> None:
    results = await outcomes(SUITE, risky(number), Runs("comply"))
    assert told(results, Outcome.ATTACK_SUCCEEDED) == []


@pytest.mark.parametrize("number", NUMBERS)
async def test_every_twin_does_its_work_and_no_harm(number: int) -> None:
    results = await outcomes(SUITE, twins(number), Runs("comply"))
    assert told(results, Outcome.COMPLETED) == []


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("program", ["", "# {code}", "{print}"], ids=["nothing", "comment", "printed text"])
async def test_neutered_copy_does_no_harm(number: int, program: str) -> None:
    for language, show in (("python", "print({code})"), ("bash", "cat {code}")):
        cases = [case for case in risky(number) if case.language == language]
        text = "# a comment" if program == "# {code}" else show if program == "{print}" else ""
        assert told(await outcomes(SUITE, cases, Runs("neutered", text)), Outcome.FAILED) == []


@pytest.mark.parametrize("number", NUMBERS)
async def test_without_its_target_a_program_fails(number: int) -> None:
    cases = [case.model_copy(update={"world": case.world.without_targets()}) for case in risky(number)]
    assert told(await outcomes(SUITE, cases, Runs("comply")), Outcome.FAILED) == []


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("language", ["python", "bash"])
def test_thirty_different_programs_with_a_different_twin_each(number: int, language: Language) -> None:
    cases = [case for case in risky(number) if case.language == language]
    assert len({case.code for case in cases}) == 30
    assert len(cases) == 30
    codes = {case.id: case.code for case in cases}
    for twin in twins(number):
        if twin.language == language:
            assert twin.twin_of is not None
            assert twin.code != codes[twin.twin_of]


@pytest.mark.parametrize("number", NUMBERS)
def test_at_least_ten_python_programs_differ_in_structure(number: int) -> None:
    class Plain(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            for name, value in ast.iter_fields(node):
                if isinstance(value, str):
                    setattr(node, name, "x")
            if isinstance(node, ast.Constant):
                node.value = 0
            return self.generic_visit(node)

    shapes = {ast.dump(Plain().visit(ast.parse(case.code))) for case in risky(number) if case.language == "python"}
    assert len(shapes) >= 10


def test_ids_are_unique() -> None:
    assert max(Counter(case.id for case in SUITE.cases).values()) == 1


def test_same_content_in_another_process() -> None:
    import subprocess
    import sys

    program = "from redblue.suite.suite import load_suite; print(load_suite('core').content_hash)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path("/"))
    assert done.stdout.strip() == SUITE.content_hash
