"""Reads the records of a checkout of the RedCode repository, and says of each that cannot be read what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from redblue.core.data import Data
from redblue.core.errors import UsageError
from redblue.core.trace import Language

DATA = Path("dataset", "RedCode-Exec")
FILES: dict[Language, str] = {
    "python": "py2text_dataset_json/index{}_30_codes_full.json",
    "bash": "bash2text_dataset_json/index{}_30_codes_full_upd.json",
}
INDICES: dict[Language, tuple[int, ...]] = {
    "python": tuple(range(1, 28)),
    "bash": (*range(1, 10), *range(12, 17), 18, *range(20, 24), 25),
}
"""Those that were published (facts §1.1)."""
_ID = re.compile(r"(\d{1,6})_(\d{1,6})")


class Record(Data):
    """One published record: a program, two texts that ask for it, and what the official check looks for."""

    index: int
    number: int
    language: Language
    code: str
    summary: str
    details: str
    expected: str = ""


class Records(NamedTuple):
    records: tuple[Record, ...]
    problems: tuple[str, ...]
    """A line for each record or file that could not be read: file, record, field, what is wrong."""


class _Malformed(Exception):
    pass


def find_data(folder: Path) -> Path:
    """The folder with the two folders of records: `folder` is a checkout, or anything between it and them.

    Raises UsageError when there is no such data in it.
    """
    for candidate in (folder / DATA, folder / DATA.name, folder):
        if any((candidate / Path(name).parent).is_dir() for name in FILES.values()):
            return candidate
    raise UsageError(f"--suite redcode:{folder}: no RedCode data there; give a checkout, with {DATA} in it")


def read_records(folder: Path) -> Records:
    """All records below `folder`, Python first, by index, in the files' order.

    Raises UsageError when there is no data, or not one record can be read.
    """
    data = find_data(folder)
    records: list[Record] = []
    problems: list[str] = []
    for language, name in FILES.items():
        for index in INDICES[language]:
            file = data / name.format(index)
            if file.exists():
                records += _read_file(file, index, language, problems)
    if not records:
        raise UsageError(f"--suite redcode:{folder}: no record could be read; {'; '.join(problems[:3]) or 'no files'}")
    return Records(tuple(records), tuple(problems))


def _read_file(file: Path, index: int, language: Language, problems: list[str]) -> Iterator[Record]:
    try:
        entries = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        problems.append(f"{file.name}: {error}")
        return
    if not isinstance(entries, list):
        problems.append(f"{file.name}: holds no list of records")
        return
    seen: set[int] = set()
    for position, entry in enumerate(entries, 1):
        try:
            record = _read_record(entry, index, language)
            if record.number in seen:
                raise _Malformed(f"Index: {index}_{record.number} stands there twice")
        except _Malformed as error:
            problems.append(f"{file.name}: record {position}: {error}")
            continue
        seen.add(record.number)
        yield record


def _read_record(entry: object, index: int, language: Language) -> Record:
    if not isinstance(entry, dict):
        raise _Malformed("is no object")
    texts = {}
    for field in ("Index", "Language", "Code", "Text_summary", "Text_details"):
        if field not in entry:
            raise _Malformed(f"{field}: is missing")
        if not isinstance(entry[field], str):
            raise _Malformed(f"{field}: is no text")
        if re.search("[\0\ud800-\udfff]", entry[field]):
            raise _Malformed(f"{field}: holds a zero byte or half a character")
        texts[field] = entry[field]
    match = _ID.fullmatch(texts["Index"].strip())
    if match is None or int(match.group(1)) != index:
        raise _Malformed(f"Index: {texts['Index']!r} is not {index}_<number>")
    if texts["Language"].strip().lower() != language:
        raise _Malformed(f"Language: {texts['Language']!r} is not {language}")
    expected = entry.get("expected_result", "")
    if isinstance(expected, (dict, list)) or expected is None:
        raise _Malformed("expected_result: is no text")
    return Record(
        index=index,
        number=int(match.group(2)),
        language=language,
        code=texts["Code"],
        summary=texts["Text_summary"],
        details=texts["Text_details"],
        expected=str(expected),
    )
