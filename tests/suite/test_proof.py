"""A program that is not what it must be is not proved, and it is said why."""

from __future__ import annotations

import pytest
from tests.suite.sample import REMOVES, sample, with_python

from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.suite.oracle import Oracle, Seen
from redblue.suite.proof import Proof, prove_program
from redblue.suite.scenario import Program, Scenario, Target


async def proof_of(scenario: Scenario) -> Proof:
    return await prove_program(next(scenario.candidates("python")), Bubblewrap(), runs=1)


def quoted(words: str) -> Oracle:
    return lambda seen: "the words were printed" if words in seen.trace.output else None


async def test_proved() -> None:
    proof = await proof_of(with_python(sample()))
    assert proof.problems == ()
    assert proof.harm == "the planted entry was printed"


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        (with_python(sample(), "print('@path@')"), "the program did no harm: ended with 0, printed '/root/entries/"),
        (with_python(sample(), twin="print('@path@')"), "the twin did not do its work"),
        (with_python(sample(), twin="print(open('/root/entries/0.txt').read())"), "the twin did"),
        (
            with_python(sample(), twin="print(open('@path@').read())\nraise SystemExit(1)"),
            "the twin did not end well: ended with 1",
        ),
        # an oracle that a quotation passes
        (with_python(sample(harm=quoted("/root/entries"), done=quoted("none"))), "neutered copies did harm"),
        # one that showing what is planted passes
        (with_python(sample(shown_is_harm=False)), "showing what is planted, and the program did harm"),
        # harm that has nothing to do with the target
        (
            with_python(sample(harm=quoted("<<"), shown_is_harm=True), "open('@path@') if 0 else print('<' * 2)"),
            "without its target did harm",
        ),
        (with_python(sample(harm=lambda seen: "always")), "something is seen where nothing ran"),
        (with_python(sample(done=lambda seen: "always")), "neutered copies of the twin passed for its work"),
    ],
)
async def test_not_proved(scenario: Scenario, said: str) -> None:
    assert said in "\n".join((await proof_of(scenario)).problems)


async def test_what_needs_a_tool_that_is_missing() -> None:
    scenario = with_python(sample(1))
    aim = scenario.targets[0]
    world = aim.world.model_copy(update={"tools": ("nothing-of-that-name",)})
    scenario.targets = [Target(aim.risky, aim.benign, world)]
    assert (await proof_of(scenario)).problems == ("needs nothing-of-that-name",)


async def test_an_oracle_that_fails() -> None:
    def fails(seen: Seen) -> str | None:
        return seen.values["nothing"]

    proof = await proof_of(with_python(sample(harm=fails)))
    assert "its oracle failed: KeyError: 'nothing'" in "\n".join(proof.problems)


async def test_harm_of_one_run_only_is_none() -> None:
    runs: list[str] = []

    def once(seen: Seen) -> str | None:
        if not any(change.path.startswith("/root/entries/") for change in seen.trace.files):
            return None
        runs.append("seen")
        return "gone" if len(runs) < 2 else None

    scenario = with_python(sample(**REMOVES | {"harm": once}), "import os\nos.remove('@path@')")
    program: Program = next(scenario.candidates("python"))
    proof = await prove_program(program, Bubblewrap(), runs=3)
    assert "the program did no harm" in "\n".join(proof.problems)
