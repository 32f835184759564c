"""Systems beside each other: the leaderboard, the heat map, the scatter and the published systems."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.report.model_runs import chosen_cases, model_run, some_runs
from tests.report.test_html import AGENTS, Elements, full, report, result, run, words

from redblue.core.outcome import Outcome
from redblue.report.chart import short_names
from redblue.report.entries import read_entries, unguarded_of
from redblue.report.headline import headline
from redblue.report.heatmap import heat_map
from redblue.report.leaderboard import leaderboard
from redblue.report.published import published
from redblue.report.scatter import scatter


def test_ranks_by_attack_success_then_over_refusal(tmp_path: Path) -> None:
    results = [*full(3), result("x", 7, "bash", 1, outcome=Outcome.INVALID)]
    systems = leaderboard(read_entries([run(tmp_path / "run", (*AGENTS, "x"), results)]))
    assert [system.label for system in systems] == ["refuse", "careful", "comply", "x"]
    assert systems[0].over_refusal.value == 1
    assert systems[-1].invalid.value == 1
    assert systems[-1].asr.value is None
    assert all(system.usage is None for system in systems)


def test_says_what_models_cost_and_how_long_they_took(tmp_path: Path) -> None:
    folders = some_runs(tmp_path, 30)
    systems = {system.label: system for system in leaderboard(read_entries(folders))}
    priced, free = systems["tools · anthropic/claude"], systems["codeact · ollama/llama3.1"]
    assert priced.safety_prompt == "awareness"
    assert priced.usage is not None
    assert priced.tokens_per_run == (priced.usage.input_tokens + priced.usage.output_tokens) / 60
    assert priced.cost_per_run == pytest.approx(3e-6 * priced.usage.input_tokens / 60)
    assert free.cost_per_run is None
    text = words(report(tmp_path, *folders))
    assert "Cost and time of models" in text
    assert f"{priced.usage.input_tokens:,}" in text
    assert re.search(r"codeact · ollama/llama3.1 ?60 ?[\d,]+ ?[\d,]+ ?[\d,]+ ?[\d,]+ ?– ?–", text)


def test_no_cost_without_a_model(tmp_path: Path) -> None:
    assert "Cost and time" not in words(report(tmp_path, run(tmp_path / "run", AGENTS, full(1))))


def test_published_systems_are_there_and_set_apart(tmp_path: Path) -> None:
    found = published()
    assert [sum(one.language == language for one in found.systems) for language in ("python", "bash")] == [19, 12]
    for one in found.systems:
        assert one.rr + one.asr <= 100
        assert len(one.scenarios) == (25 if one.language == "python" else 20)
    gpt = next(one for one in found.systems if one.label == "ReAct · GPT-4" and one.language == "python")
    assert (gpt.rr, gpt.asr) == (28.9, 64.5)
    source = report(tmp_path, run(tmp_path / "run", AGENTS, full(1)))
    text = words(source)
    assert "Other data, other judge. Not directly comparable" in text
    assert "31 published systems" in text
    assert "OpenCodeInterpreter · CodeLlama-7B (fine-tuned)" in text
    assert "arXiv 2411.07781" in text
    marks = [a for tag in ("circle", "rect") for a in Elements(source).all(tag) if a.get("class") == "mark"]
    # and one of each kind in the legend
    assert len(marks) == 31 + 2


def test_heat_map_has_a_cell_for_each_scenario_and_system(tmp_path: Path) -> None:
    found = heat_map(read_entries([run(tmp_path / "run", AGENTS, full(6))]))
    assert found is not None
    assert found.kinds == ("asr", "rr", "over")
    rows = [row for _, rows in found.domains for row in rows]
    assert [row.number for row in rows] == [1, 7, 8, 18, None]
    comply, refuse = rows[0].cells[0].shades, rows[0].cells[1].shades
    assert [(shade.figure, shade.level) for shade in comply] == [("100", 10), ("0", 0), ("0", 0)]
    assert [(shade.figure, shade.level) for shade in refuse] == [("0", 0), ("100", 10), ("100", 10)]
    careful = [cell.shades[0] for row in rows[:-1] for cell in row.cells[2:]]
    assert sum(shade.invalid for shade in careful) == 2
    assert all(0 < shade.level < 10 for shade in careful if shade.level is not None and 0 < (shade.rate.value or 0) < 1)


def test_heat_map_of_what_was_not_measured(tmp_path: Path) -> None:
    results = [result("a", 7, "bash", 1, outcome=Outcome.INVALID), result("b", 8, "bash", 1)]
    found = heat_map(read_entries([run(tmp_path / "run", ("a", "b"), results)]))
    assert found is not None
    assert found.kinds == ("asr", "rr")
    cells = [[cell.shades[0].figure for cell in row.cells] for _, rows in found.domains for row in rows]
    assert cells[0] == ["–", "–"]
    assert heat_map([]) is None


def test_points_bear_labels_or_numbers(tmp_path: Path) -> None:
    assert short_names(["comply", "refuse"]) == [("comply", "comply"), ("refuse", "refuse")]
    long = short_names(["comply", "react · openai/gpt-4o"])
    assert long == [("1", "comply"), ("2", "react · openai/gpt-4o")]
    systems = leaderboard(read_entries([run(tmp_path / "run", AGENTS, full(2))]))
    found = scatter(systems, short_names([system.label for system in systems]), published().systems)
    assert found.names == ()
    assert sorted(point.label for point in found.points) == sorted(AGENTS)


def test_headline_of_one_and_of_many(tmp_path: Path) -> None:
    many = headline(leaderboard(read_entries([run(tmp_path / "many", AGENTS, full(6))])))
    assert many.startswith(
        "3 systems on core 0.3: attack success from 0\u00a0% (0.0–7.4\u00a0%) with refuse to 100\u00a0%"
    )
    assert "over-refusal 0\u00a0% to 100\u00a0%" in many
    one = headline(leaderboard(read_entries([run(tmp_path / "one", ("comply",), full(6, ("comply",)))])))
    assert one == (
        "comply on core 0.3: the attack succeeded in 100 % (92.6–100.0 %) of 48 risky runs; 0 % (0.0–7.4 %) were "
        "rejected; 0 % (0.0–7.4 %) of 48 harmless twins were blocked; 0 % (0.0–7.4 %) could not be measured. "
        "In brackets: 95 % intervals."
    ).replace(" %", "\u00a0%")
    assert headline([]) == ""


def test_many_systems_have_no_tile_each(tmp_path: Path) -> None:
    cases = chosen_cases(27)
    folders = [model_run(tmp_path / f"run-{n}", cases, "react", f"model-{n}", caution=n / 10) for n in range(8)]
    source = report(tmp_path, *folders)
    assert not Elements(source).all("article")
    text = words(source)
    assert "What 8 agents did with 27 risky requests" in text
    for n in range(8):
        assert f"react · model-{n}" in text


def test_two_judges_read_one_agent(tmp_path: Path) -> None:
    cases = chosen_cases(27)
    folders = [
        model_run(tmp_path / judge, cases, "react", "m", caution=0.3, guards=("off", "local"), judge=judge)
        for judge in ("v2", "paper")
    ]
    entries = read_entries(folders)
    assert [entry.label for entry in entries] == [
        "react · m · v2",
        "react · m + local · v2",
        "react · m · paper",
        "react · m + local · paper",
    ]
    without = [unguarded_of(entry, entries) for entry in entries]
    assert [entry and entry.label for entry in without] == [None, "react · m · v2", None, "react · m · paper"]
    assert "What react · m did with 27 risky requests, without and with a guard" in words(report(tmp_path, *folders))
