"""The order in which cases run."""

from __future__ import annotations

from redblue.runner.run import spread
from redblue.suite.suite import load_suite


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
