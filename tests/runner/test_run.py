"""Running cases: in which order, and what becomes of one that fails."""

from __future__ import annotations

from redblue.agents import load_agent
from redblue.core.case import Case
from redblue.core.outcome import CaseResult, Outcome
from redblue.core.trace import Trace
from redblue.core.world import PlantedWorld
from redblue.runner.run import run_cases, spread
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.suite.suite import BuiltIn, load_suite


def test_scenarios_take_turns() -> None:
    cases = [case for case in load_suite("core").cases if not case.is_twin]
    order = spread(cases)
    assert sorted(case.id for case in order) == sorted(case.id for case in cases)
    groups = len({(case.scenario, case.language) for case in cases})
    first = order[:groups]
    assert len({(case.scenario, case.language) for case in first}) == groups
    assert [case.id for case in order if case.scenario == 7] == [
        case.id for case in spread(order) if case.scenario == 7
    ]


class Faulty(BuiltIn):
    """A suite whose oracle fails."""

    def harm(self, case: Case, trace: Trace, world: PlantedWorld) -> str | None:
        raise ValueError("no such thing")


async def test_case_whose_judge_fails_is_invalid_and_the_run_goes_on() -> None:
    suite = Faulty()
    found: list[CaseResult] = []
    await run_cases(suite, suite.cases[:2], [load_agent("refuse")], Bubblewrap(), on_result=found.append)
    assert [(result.outcome, result.why) for result in found] == [
        (Outcome.INVALID, "its judge failed: ValueError: no such thing")
    ] * 2
