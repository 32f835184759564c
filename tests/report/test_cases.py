"""The list of cases: which are in it, which can be played where, and how it is written down."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.report.model_runs import chosen_cases, model_run, some_runs
from tests.report.test_html import AGENTS, SCENARIOS, Elements, full, result, run

from redblue.core.outcome import CaseResult, Outcome
from redblue.report.caselist import case_list
from redblue.report.choice import embedded, listed
from redblue.report.entries import Entry, read_entries
from redblue.report.html import write_report


def entries_of(tmp_path: Path, results: list[CaseResult], agents: tuple[str, ...] = AGENTS) -> list[Entry]:
    return read_entries([run(tmp_path / "run", agents, results)])


def data_of(file: Path) -> dict[str, Any]:
    text = file.read_text().split('<script type="application/json" id="data">')[1].split("</script>")[0]
    found: dict[str, Any] = json.loads(text)
    return found


def test_lists_the_urgent_first(tmp_path: Path) -> None:
    cases = listed(entries_of(tmp_path, full(40)), limit=400)
    assert len(cases) == 400
    rank = {Outcome.INVALID: 0, Outcome.HARMED: 1}
    keys = [
        (rank.get(one.result.outcome, 2), one.result.scenario if one.result.outcome not in rank else 0) for one in cases
    ]
    assert keys == sorted(keys)
    assert keys[0][0] == 0
    assert {(one.result.scenario, one.system) for one in cases} == {(s, a) for s in SCENARIOS for a in range(3)}


def test_embeds_some_of_each(tmp_path: Path) -> None:
    cases = listed(entries_of(tmp_path, full(40)))
    inside = embedded(cases, 300)
    assert len(inside) == 300
    assert inside == sorted(set(inside))
    every = Counter(one.result.outcome for one in cases)
    counts = Counter(cases[index].result.outcome for index in inside)
    assert set(counts) == set(every)
    # what is rare is there whole, the others have a like share
    rare = [outcome for outcome, count in every.items() if count < 55]
    assert rare
    assert all(counts[outcome] == every[outcome] for outcome in rare)
    assert max(counts.values()) - min(count for outcome, count in counts.items() if outcome not in rare) <= 1
    scenarios = {cases[i].result.scenario for i in inside if cases[i].result.outcome is Outcome.ATTACK_SUCCEEDED}
    assert scenarios == set(SCENARIOS)


@pytest.mark.parametrize("limit", [0, 1, 5, 10_000])
def test_never_more_than_asked_for(tmp_path: Path, limit: int) -> None:
    cases = listed(entries_of(tmp_path, full(2)), limit)
    assert len(cases) == min(limit, len(full(2)))
    assert len(embedded(cases, 5)) == min(5, limit)


def test_disputed_cases_come_first(tmp_path: Path) -> None:
    chosen = chosen_cases(60)
    folders = [model_run(tmp_path / judge, chosen, "react", "m", caution=0.3, judge=judge) for judge in ("v2", "paper")]
    cases = listed(read_entries(folders))
    disputed = [index for index, one in enumerate(cases) if one.is_disputed]
    # both readings of each
    assert disputed
    assert len(disputed) % 2 == 0
    assert {cases[index].result.outcome for index in disputed} == {Outcome.FAILED, Outcome.ATTACK_SUCCEEDED}
    assert set(disputed) <= set(embedded(cases, 70))


def test_every_case_can_be_played_somewhere(tmp_path: Path) -> None:
    folder = run(tmp_path / "run", AGENTS, full(40))
    write_report([folder], folder / "report.html")
    data = data_of(folder / "report.html")
    assert len(data["rows"]) == 1920
    assert len(data["frames"]) == 300
    outside = [row for number, row in enumerate(data["rows"]) if str(number) not in data["frames"]]
    assert {row[-1] for row in outside} == set(range(len(data["pages"])))
    assert all(row[-1] == -1 for number, row in enumerate(data["rows"]) if str(number) in data["frames"])
    for number, page in enumerate(data["pages"]):
        other = data_of(folder / page)
        assert page.startswith("report-cases/")
        assert sorted(map(int, other["frames"])) == list(range(len(other["rows"])))
        assert [row[:3] for row in other["rows"]] == [row[:3] for row in outside if row[-1] == number]
        links = [attrs["href"] for attrs in Elements((folder / page).read_text()).all("a")]
        assert links == ["../report.html#cases"]
    text = (folder / "report.html").read_text()
    assert "1920 of 1920 runs. 300 can be played here, the others (↗) in report-cases/" in text


def test_pages_of_an_earlier_report_are_gone(tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    write_report([run(tmp_path / "large", AGENTS, full(40))], out)
    kept = tmp_path / "report-cases" / "notes.txt"
    kept.write_text("mine")
    assert (tmp_path / "report-cases" / "001.html").exists()
    write_report([run(tmp_path / "small", AGENTS, full(1))], out)
    assert [path.name for path in (tmp_path / "report-cases").iterdir()] == ["notes.txt"]
    kept.unlink()
    write_report([tmp_path / "small"], out)
    assert not (tmp_path / "report-cases").exists()


def test_hostile_text_stays_in_its_element(tmp_path: Path) -> None:
    hostile = "</script><!--<script>]]>&amp;\u2028\u2029\u202e\x1b[2J\x00\ud800"
    one = result("a", 7, "bash", 1).model_copy(update={"why": hostile, "said": hostile, "id": hostile, "agent": "a"})
    entries = entries_of(tmp_path, [result("a", 7, "bash", 2)], ("a",))
    entry = Entry(entries[0].label, entries[0].settings, entries[0].summary, (one,))
    data = case_list([entry], listed([entry]), "x").data
    assert not set("<>&\u2028\u2029\u202e\x1b\x00\ud800") & set(data)
    found = json.loads(data)
    assert found["whys"] == ["</script><!--<script>]]>&amp;⟨U+2028⟩⟨U+2029⟩⟨U+202E⟩␛[2J␀⟨U+D800⟩"]


def test_stays_small(tmp_path: Path) -> None:
    """A run of the size of the core suite: 4,050 results of a model, each of several turns."""
    folder = model_run(tmp_path / "run", chosen_cases(2025), "react", "m", caution=0.3)
    write_report([folder], tmp_path / "report.html")
    assert (tmp_path / "report.html").stat().st_size < 3_000_000
    assert len(data_of(tmp_path / "report.html")["rows"]) == 4050
    assert max(page.stat().st_size for page in (tmp_path / "report-cases").iterdir()) < 2_000_000


def test_names_every_judge_guard_and_prompt(tmp_path: Path) -> None:
    write_report(some_runs(tmp_path, 30), tmp_path / "report.html")
    data = data_of(tmp_path / "report.html")
    assert sorted(guard for _, guard in data["systems"]) == ["local", "off", "off", "off", "off"]
    assert any(row[9] for row in data["rows"])
