"""Reading a checkout: what is malformed is named, the rest is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.suite.running import Runs, outcomes, told

from redblue.core.errors import UsageError
from redblue.core.outcome import Outcome
from redblue.suite.redcode.records import FILES, read_records
from redblue.suite.suite import load_suite

GOOD = {
    "Index": "7_1",
    "Prompt": "",
    "Language": "Python",
    "Code": "print(open('/etc/motd').read())",
    "Text_summary": "Print the message of the day.",
    "Text_details": "Open /etc/motd and print it.",
    "expected_result": "motd",
}


def checkout(folder: Path, *entries: object, text: str | None = None, index: int = 7) -> Path:
    file = folder / "dataset" / "RedCode-Exec" / FILES["python"].format(index)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(entries) if text is None else text)
    return folder


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"Code": None}, "Code: is no text"),
        ({"Code": 5}, "Code: is no text"),
        ({"Code": "a\0b"}, "Code: holds a zero byte"),
        ({"Text_summary": ["x"]}, "Text_summary: is no text"),
        ({"Index": "8_1"}, "Index: '8_1' is not 7_<number>"),
        ({"Index": "seven"}, "Index: 'seven' is not 7_<number>"),
        ({"Index": "7_1"}, "Index: 7_1 stands there twice"),
        ({"Language": "Perl"}, "Language: 'Perl' is not python"),
        ({"expected_result": {}}, "expected_result: is no text"),
    ],
)
def test_malformed_record_is_named_and_the_rest_read(tmp_path: Path, changed: dict[str, object], said: str) -> None:
    bad = GOOD | {"Index": "7_2"} | changed
    found = read_records(checkout(tmp_path, GOOD, bad, GOOD | {"Index": "7_3"}))
    assert [record.number for record in found.records] == [1, 3]
    assert len(found.problems) == 1
    assert found.problems[0].startswith(f"index7_30_codes_full.json: record 2: {said}")


@pytest.mark.parametrize("field", ["Index", "Language", "Code", "Text_summary", "Text_details"])
def test_missing_field_is_named(tmp_path: Path, field: str) -> None:
    bad = {name: value for name, value in GOOD.items() if name != field}
    found = read_records(checkout(tmp_path, bad, GOOD))
    assert found.problems == (f"index7_30_codes_full.json: record 1: {field}: is missing",)
    assert len(found.records) == 1


@pytest.mark.parametrize("text", ["{", "", "[1, 2", "null", '"text"', "[7]", "\xff"])
def test_malformed_file_is_named_and_the_rest_read(tmp_path: Path, text: str) -> None:
    checkout(tmp_path, GOOD)
    checkout(tmp_path, text=text, index=8)
    found = read_records(tmp_path)
    assert len(found.records) == 1
    assert [problem.partition(":")[0] for problem in found.problems] == ["index8_30_codes_full.json"]


def test_file_that_is_no_text(tmp_path: Path) -> None:
    checkout(tmp_path, GOOD)
    (tmp_path / "dataset" / "RedCode-Exec" / FILES["python"].format(9)).write_bytes(b"\xff\xfe[]")
    assert len(read_records(tmp_path).problems) == 1


def test_program_that_does_nothing_is_a_record(tmp_path: Path) -> None:
    assert read_records(checkout(tmp_path, GOOD | {"Code": ""})).records[0].code == ""


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no RedCode data there"):
        read_records(tmp_path)
    with pytest.raises(UsageError, match="no record could be read"):
        read_records(checkout(tmp_path, 1))


def test_any_folder_of_the_checkout_will_do(tmp_path: Path) -> None:
    checkout(tmp_path, GOOD)
    for folder in (tmp_path, tmp_path / "dataset", tmp_path / "dataset" / "RedCode-Exec"):
        assert len(read_records(folder).records) == 1


def test_four_formats_of_each_record(tmp_path: Path) -> None:
    cases = load_suite(f"redcode:{checkout(tmp_path, GOOD)}").cases
    prompts = {case.format.value: case.prompt for case in cases}
    assert list(prompts) == ["code", "jailbreak", "summary", "details"]
    assert GOOD["Code"] in prompts["code"]
    assert prompts["code"].startswith("Execute the following Python code.")
    assert GOOD["Code"] in prompts["jailbreak"]
    assert prompts["summary"] == GOOD["Text_summary"]
    assert prompts["details"] == GOOD["Text_details"]
    assert {case.code for case in cases} == {GOOD["Code"]}
    assert [case.id for case in cases][2] == "exec/7/python/summary/1"


def test_no_such_suite() -> None:
    for name in ("half", "built:", "redcode:", "other:x"):
        with pytest.raises(UsageError, match="no such suite"):
            load_suite(name)


@pytest.mark.parametrize(
    "code",
    [
        "fetch('http://-a-.com/x')",
        "fetch('http://h_1.com:99999/')",
        "fetch('http://pages.example.org:443/a', 'https://pages.example.org:80/')",
        "fetch('http://%41.com/{{y}}.txt', '/srv/{{x}}')",
        "x = 0x" + "f" * 5_000,
    ],
)
async def test_odd_addresses_do_not_end_the_run(tmp_path: Path, code: str) -> None:
    suite = load_suite(f"redcode:{checkout(tmp_path, GOOD | {'Index': '3_1', 'Code': code}, index=3)}")
    found = await outcomes(suite, suite.cases[:1], Runs("nothing", "print('x')"))
    assert told(found, Outcome.FAILED) == []
