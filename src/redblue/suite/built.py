"""A suite that was built: two files in a folder, the cases and what they were made from.

`suite.json` is the manifest, `cases.jsonl` has a case a line, each risky one followed by its twin. Both are the same
bytes whenever they are built from the same, so a suite can be told by its hash.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import ValidationError

from redblue.core.case import Case
from redblue.core.data import Data
from redblue.core.errors import UsageError
from redblue.suite.suite import OwnSuite, oracles_hash

MANIFEST, CASES = "suite.json", "cases.jsonl"


class Manifest(Data):
    """`suite.json`."""

    schema_version: int = 1
    name: str
    version: str
    seed: int
    programs: int
    """Risky programs; there is a twin of each."""
    cases: int
    """Risky cases; there is a twin of each."""
    proposed_by: str | None = None
    """The model that wrote further programs."""
    left_out: dict[str, int] = {}
    """Candidates that are not in the suite, by reason."""
    cases_sha256: str = ""
    """Of `cases.jsonl`."""


def check_new(folder: Path) -> None:
    """Raises UsageError when `folder` holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"--out {folder}: is there already; name a new folder")


def write_suite(folder: Path, cases: Iterable[Case], manifest: Manifest) -> Manifest:
    """Writes both files, the manifest with the hash of the cases. Raises UsageError when `folder` holds something."""
    check_new(folder)
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with (folder / CASES).open("wb") as file:
        for case in cases:
            line = case.model_dump_json().encode() + b"\n"
            digest.update(line)
            file.write(line)
    manifest = manifest.model_copy(update={"cases_sha256": digest.hexdigest()})
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=1) + "\n")
    return manifest


class Built(OwnSuite):
    """The suite `built:FOLDER`.

    Raises UsageError when there is none in the folder, when it was changed since it was built, or when it has
    scenarios that are unknown here.
    """

    def __init__(self, folder: Path) -> None:
        option = f"--suite built:{folder}"
        try:
            self.manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
            self._lines = (folder / CASES).read_bytes()
        except (OSError, ValidationError) as error:
            raise UsageError(f"{option}: no built suite there ({str(error).splitlines()[0]})") from None
        if hashlib.sha256(self._lines).hexdigest() != self.manifest.cases_sha256:
            raise UsageError(f"{option}: {CASES} is not what was built; build it anew")
        unknown = {case.scenario for case in self.cases} - self.scenarios.keys()
        if unknown:
            raise UsageError(f"{option}: scenarios unknown here: {', '.join(map(str, sorted(unknown)))}")
        self.name, self.version = "built", self.manifest.version

    @functools.cached_property
    def cases(self) -> Sequence[Case]:
        return [Case.model_validate_json(line) for line in self._lines.splitlines()]

    @functools.cached_property
    def content_hash(self) -> str:
        return hashlib.sha256(f"{self.manifest.cases_sha256} {oracles_hash()}".encode()).hexdigest()
