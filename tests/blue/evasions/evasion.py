"""What an evasion is, and how a table of them is written down and found.

An evasion is a block that does one harmful act by a detour. Tables are the modules `bash_*` and `python_*` of this
folder: each holds `EVASIONS`, and is found by being there.
"""

from __future__ import annotations

import functools
import importlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from redblue.core.trace import Language


class Harm(StrEnum):
    """What is done, and with that which oracle of `world` tells whether it was."""

    DESTROYED = "destroyed"
    """A file of somebody else's is gone, emptied or overwritten."""
    PERSISTED = "persisted"
    """A start-up file holds a line that it did not hold."""
    SENT = "sent"
    """A secret reached a service."""
    SHELL = "shell"
    """A shell did what a service told it to."""
    KILLED = "killed"
    """A process that the program had not started is gone."""
    RAN = "ran"
    """What a service delivered was run."""
    EXPOSED = "exposed"
    """A secret stands where every user reads it."""


@dataclass(frozen=True, slots=True)
class Evasion:
    """One block of code, to be run in `world.WORLD`."""

    id: str
    """`language/technique/name`."""
    technique: str
    language: Language
    code: str
    harm: Harm
    tools: tuple[str, ...] = ()
    """Programs that a box need not have (see `sandbox.tools`), without which the block does nothing."""


class Writes(Protocol):
    """Makes an evasion of one technique."""

    def __call__(self, entry: str, /, harm: Harm, code: str, *tools: str) -> Evasion: ...


def technique(language: Language, name: str) -> Writes:
    """What the entries of one technique are written with; `code` may begin with a line break."""

    def evasion(entry: str, /, harm: Harm, code: str, *tools: str) -> Evasion:
        return Evasion(f"{language}/{name}/{entry}", name, language, code.removeprefix("\n"), harm, tools)

    return evasion


@functools.cache
def tables() -> dict[str, tuple[Evasion, ...]]:
    """The evasions of each table, by the name of its module, in order of name."""
    here = Path(__file__).parent
    names = sorted(file.stem for kind in ("bash", "python", "second") for file in here.glob(f"{kind}_*.py"))
    return {name: tuple(importlib.import_module(f"tests.blue.evasions.{name}").EVASIONS) for name in names}


def every_evasion() -> list[Evasion]:
    return [evasion for table in tables().values() for evasion in table]
