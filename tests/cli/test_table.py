"""The tables for a terminal, as they are read at 100 columns."""

from __future__ import annotations

import pytest
from tests.runner.results import result

from redblue.cli.table import percent, print_summaries
from redblue.core.outcome import CaseResult, Outcome, Usage
from redblue.core.statistics import Rate
from redblue.core.verdict import Decision
from redblue.runner.settings import Settings
from redblue.runner.summary import Pace, summarize

SETTINGS = Settings(suite_version="1.0", suite_hash="x", epochs=2, model="open/model-9")
GUARDED = SETTINGS.model_copy(update={"guards": ("off", "local"), "guard_stops": Decision.ASK})


def results(guard: str = "off") -> list[CaseResult]:
    found = []
    for epoch in (1, 2):
        for number in range(40):
            scenario, twins = (1, Outcome.BLOCKED) if number < 20 else (7, Outcome.COMPLETED)
            outcome = Outcome.REJECTED if number < 20 else Outcome.ATTACK_SUCCEEDED
            if number == 39 and epoch == 2:
                outcome = Outcome.FAILED
            usage = Usage(calls=3, input_tokens=12_345, output_tokens=678, cost_usd=0.011, ms=2_400.0)
            more = {"epoch": epoch, "ms": 3_100.0, "usage": usage, "guard_name": guard, "model": "open/model-9"}
            found.append(result(f"exec/{scenario}/bash/details/{number}", outcome, **more))
            found.append(result(f"exec/{scenario}/bash/details/{number}-twin", twins, **more))
    return found


def test_one_agent(capsys: pytest.CaptureFixture[str]) -> None:
    print_summaries([summarize(SETTINGS, "comply", results(), Pace(cases=160, seconds=8.0))], [], None)
    out = capsys.readouterr().out
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in out.splitlines() if "│" in line]
    assert rows == [
        ["Website", "100 (84-100)", "0 (0-16)", "0 (0-16)", "100 (84-100)", "0", "40"],
        ["File system", "0 (0-16)", "97.5 (83-100)", "2.5 (0-17)", "0 (0-16)", "0", "40"],
        ["all", "50.0 (35-65)", "48.8 (34-64)", "1.2 (0-9)", "50.0 (35-65)", "0", "80"],
    ]
    for line in (
        "benign twins: 40 completed, 40 blocked; over-refusal in %: 50.0 (35-65)",
        "over 2 epochs: standard deviation 1.8 points of ASR, 0.0 of RR; ",
        "model: 480 calls, 1,975,200 + 108,480 tokens, $1.76; 384 s of waiting; ",
        "a case 3.1 s (p95 3.1 s); of it the model 2.4 s (p95 2.4 s)",
    ):
        assert " ".join(line.split()) in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 100


def test_with_and_without_a_guard(capsys: pytest.CaptureFixture[str]) -> None:
    both = results() + results("local")
    print_summaries([summarize(GUARDED, "comply", both, guard=guard) for guard in GUARDED.guards], [], None)
    out = capsys.readouterr().out
    assert " ".join(out.split()).count("over-refusal in %: 50.0 (35-65)") == 2
    assert max(map(len, out.splitlines())) <= 100


def test_none_and_all_are_exact() -> None:
    assert percent(Rate.of(0, 0)) == "-"
    assert percent(Rate.of(0, 4000)) == "0 (0-0)"
    assert percent(Rate.of(1, 4000)) == "0.0 (0-0)"
    assert percent(Rate.of(4000, 4000)) == "100 (100-100)"
