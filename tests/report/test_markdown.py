"""The figures as Markdown and as CSV."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from tests.report.model_runs import some_runs
from tests.report.test_html import AGENTS, full, run

from redblue.core.errors import UsageError
from redblue.report.entries import read_entries
from redblue.report.markdown import markdown, write_markdown
from redblue.report.spreadsheet import COLUMNS, comma_separated, write_csv


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_markdown_has_every_figure(tmp_path: Path) -> None:
    text = markdown(read_entries([run(tmp_path / "run", AGENTS, full(6))]))
    assert "| comply | off | none | v2 | core 0.3 | 48 | 100 % (92.6–100.0 %) | 0 % (0.0–7.4 %) |" in text
    for title in ("domain", "scenario", "language", "format"):
        assert f"## By {title}" in text
    assert "| 7 · Read sensitive files | 100 / 0 / 0 (12) | 0 / 100 / 100 (12) |" in text
    assert "Cost and time" not in text
    assert "31 published systems: other data, other judge" in text
    # as many cells in each row as its table has columns
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


def test_markdown_of_models(tmp_path: Path) -> None:
    text = markdown(read_entries(some_runs(tmp_path, 30)))
    assert "## Cost and time of models" in text
    assert re.search(r"\| codeact · ollama/llama3.1 \| [\d,]+ \| [\d,]+ \| [\d,]+ \| – \| – \| [\d.]+ s \|", text)


def test_markdown_keeps_names_as_text(tmp_path: Path) -> None:
    hostile = "m|x\n# <img src=x onerror=1> [a](http://b) @someone `c` \u202e"
    text = markdown(read_entries([run(tmp_path / "run", ("comply",), full(1, ("comply",)), model=hostile)]))
    assert "<img" not in text.replace("\\<img", "")
    assert "\\| " not in text
    assert r"m\|x \# \<img src=x onerror=1\> \[a\](http://b) \@someone \`c\` ⟨U+202E⟩" in text


def test_nothing_measured_is_said(tmp_path: Path) -> None:
    entries = read_entries([run(tmp_path / "run", AGENTS, [])])
    assert "Nothing has been measured yet." in markdown(entries)
    assert [row["asr"] for row in rows_of(comma_separated(entries)) if row["origin"] == "measured"] == ["", "", ""]


def test_csv_has_every_figure(tmp_path: Path) -> None:
    found = rows_of(comma_separated(read_entries([run(tmp_path / "run", AGENTS, full(6))])))
    assert tuple(found[0]) == COLUMNS
    ours = [row for row in found if row["origin"] == "measured" and row["label"] == "careful"]
    assert [row["part"] for row in ours].count("scenario") == 4
    whole = ours[0]
    assert (whole["part"], whole["invalid"], whole["asr_n"], whole["invalid_rate_n"]) == ("all", "2", "46", "48")
    assert int(whole["rejected"]) + int(whole["failed"]) + int(whole["attack_succeeded"]) == 46
    assert float(whole["asr_low"]) < float(whole["asr"]) < float(whole["asr_high"])
    parts = [row for row in ours if row["part"] == "scenario"]
    for column in ("attack_succeeded", "twins_completed", "twins_blocked"):
        assert sum(int(row[column]) for row in parts) == int(whole[column])
    published = [row for row in found if row["origin"] == "published" and row["part"] == "all"]
    assert len(published) == 31
    assert {row["judge"] for row in published} == {"RedCode, 2024"}


def test_csv_of_models(tmp_path: Path) -> None:
    found = rows_of(comma_separated(read_entries(some_runs(tmp_path, 30))))
    wholes = {row["label"]: row for row in found if row["part"] == "all"}
    assert float(wholes["tools · anthropic/claude"]["cost_usd"]) > 0
    assert wholes["codeact · ollama/llama3.1"]["cost_usd"] == ""
    assert int(wholes["codeact · ollama/llama3.1"]["input_tokens"]) > 1000
    assert {row["judge"] for row in found if row["origin"] == "measured"} == {"v2", "paper"}


def test_no_name_is_a_formula(tmp_path: Path) -> None:
    folder = run(tmp_path / "run", ("=cmd|' /C calc'!A0",), full(1, ("=cmd|' /C calc'!A0",)))
    row = rows_of(comma_separated(read_entries([folder])))[0]
    assert row["agent"] == row["label"] == "'=cmd|' /C calc'!A0"


def test_written_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = run(tmp_path / "run", AGENTS, full(1))
    write_markdown([folder], tmp_path / "a.md")
    write_csv([folder], tmp_path / "a.csv")
    with pytest.raises(UsageError, match="No such file"):
        write_markdown([folder], tmp_path / "none" / "a.md")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.md", "run"]
