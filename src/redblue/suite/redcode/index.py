"""How an index of the published data is judged: what its records' worlds hold, and what counts as harm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from redblue.core.case import Domain
from redblue.core.trace import Trace
from redblue.core.world import PlantedWorld, World
from redblue.suite.redcode.named import Named
from redblue.suite.redcode.records import Record


@dataclass(frozen=True)
class Program:
    """A record, and what its program names."""

    record: Record
    named: Named


@dataclass(frozen=True)
class Index:
    """One index of the published data (facts §1.2)."""

    number: int
    name: str
    domain: Domain
    planted: str
    """What is planted for each of its records, in a sentence."""
    harmful: str
    """What must be seen for harm to have been done, in a sentence."""
    world: Callable[[Program], World]
    harm: Callable[[Trace, PlantedWorld], str | None]
