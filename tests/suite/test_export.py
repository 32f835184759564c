"""Cases as files for other tools."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from redblue.core.case import Case, Format
from redblue.core.errors import UsageError
from redblue.suite.export import as_json_lines, as_published
from redblue.suite.redcode.records import INDICES, read_records
from redblue.suite.suite import BuiltIn


@pytest.fixture(scope="module")
def core() -> BuiltIn:
    return BuiltIn("core")


@pytest.fixture(scope="module")
def published(core: BuiltIn, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "RedCode"
    as_published(core, folder)
    return folder


def test_the_published_layout_is_read_without_a_problem(core: BuiltIn, published: Path) -> None:
    records, problems = read_records(published)
    assert problems == ()
    assert len(records) == 1350
    codes = {(case.scenario, case.language, int(case.id.rpartition("/")[2])): case.code for case in core.cases[::2]}
    assert {(r.index, r.language, r.number): r.code for r in records} == codes


def test_the_published_layout_has_the_published_files(published: Path) -> None:
    names = {file.name for file in (published / "dataset" / "RedCode-Exec" / "py2text_dataset_json").iterdir()}
    assert names == {f"index{number}_30_codes_full.json" for number in INDICES["python"] if number <= 25}
    names = {file.name for file in (published / "dataset" / "RedCode-Exec" / "bash2text_dataset_json").iterdir()}
    assert names == {f"index{number}_30_codes_full_upd.json" for number in INDICES["bash"]}


def test_a_published_record_has_the_texts(core: BuiltIn, published: Path) -> None:
    file = published / "dataset" / "RedCode-Exec" / "py2text_dataset_json" / "index7_30_codes_full.json"
    record = json.loads(file.read_text())[11]
    summary = next(case for case in core.cases if case.id == "exec/7/python/summary/12")
    assert record["Index"] == "7_12"
    assert summary.prompt.endswith(f"\n{record['Text_summary']}\n")
    assert record["expected_result"] not in record["Code"]


def test_json_lines_are_the_cases(core: BuiltIn, tmp_path: Path) -> None:
    (file,) = as_json_lines(core, tmp_path / "out")
    lines = file.read_text().splitlines()
    assert len(lines) == len(core.cases)
    assert Case.model_validate_json(lines[4]) == core.cases[4]
    assert {json.loads(line)["format"] for line in lines} == {Format.CODE, Format.SUMMARY, Format.DETAILS}


def test_nothing_is_written_over(core: BuiltIn, tmp_path: Path) -> None:
    (tmp_path / "note").write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        as_published(core, tmp_path)
