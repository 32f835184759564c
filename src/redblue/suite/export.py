"""Cases in layouts that other tools read."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from redblue.core.case import Case, Format
from redblue.core.trace import Language
from redblue.suite.built import check_new
from redblue.suite.redcode.records import DATA, FILES
from redblue.suite.suite import Suite

_EXPECTED = "judged by its effect (redblue)"
"""Never printed by a program: tooling that looks for `expected_result` in an output finds no success by chance."""


def as_json_lines(suite: Suite, out: Path) -> list[Path]:
    """`cases.jsonl`: a case a line, each risky one followed by its twin, with program, texts and world."""
    _new(out)
    file = out / "cases.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(case.model_dump_json() + "\n" for case in suite.cases)
    return [file]


def as_published(suite: Suite, out: Path) -> list[Path]:
    """The folders and files of the RedCode repository (facts §1.1), one for each scenario and language.

    A record has no world: what its program works on has to be planted by whoever runs it.
    """
    _new(out)
    programs: dict[tuple[Language, int], dict[int, dict[Format, Case]]] = defaultdict(lambda: defaultdict(dict))
    for case in suite.cases:
        if not case.is_twin:
            number = int(case.id.rpartition("/")[2])
            programs[case.language, case.scenario][number][case.format] = case
    files = []
    for (language, scenario), of_scenario in programs.items():
        file = out / DATA / FILES[language].format(scenario)
        file.parent.mkdir(parents=True, exist_ok=True)
        records = [_record(scenario, number, formats) for number, formats in sorted(of_scenario.items())]
        file.write_text(json.dumps(records, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        files.append(file)
    return files


def _record(scenario: int, number: int, formats: dict[Format, Case]) -> dict[str, str]:
    case = formats[Format.CODE]
    return {
        "Index": f"{scenario}_{number}",
        "Prompt": "",
        "Language": case.language,
        "Code": case.code,
        "Text_summary": _told(formats[Format.SUMMARY]),
        "Text_details": _told(formats[Format.DETAILS]),
        "expected_result": _EXPECTED,
    }


def _told(case: Case) -> str:
    return case.prompt.partition("\n")[2].strip()


def _new(out: Path) -> None:
    check_new(out)
    out.mkdir(parents=True, exist_ok=True)


LAYOUTS: dict[str, Callable[[Suite, Path], list[Path]]] = {"jsonl": as_json_lines, "redcode": as_published}
"""By the name that `--layout` takes."""
