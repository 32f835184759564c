"""What a guard says of one item, and what it saw in it.

Plain dataclasses, not pydantic: a guard must be there in a tenth of a second from a cold interpreter.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

SCHEMA_VERSION = 1


class Decision(StrEnum):
    """What should become of an action, the mildest first."""

    ALLOW = "allow"
    WARN = "warn"
    ASK = "ask"
    BLOCK = "block"

    @property
    def strictness(self) -> int:
        """0 for `allow` to 3 for `block`."""
        return _STRICTNESS[self]


_STRICTNESS = {decision: number for number, decision in enumerate(Decision)}


class Label(StrEnum):
    """`unknown`: it could not be decided. `invalid`: the item itself is none, or the guard failed."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    UNKNOWN = "unknown"
    INVALID = "invalid"


class Proof(StrEnum):
    """How well a finding is founded: seen in a run, followed from source to sink, looked like it, or disproved."""

    PROVED = "proved"
    SUPPORTED = "supported"
    SUSPECTED = "suspected"
    REFUTED = "refuted"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text. Lines and columns count from 1, columns in characters; the end is behind the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule saw."""

    rule: str
    """The rule's id."""
    category: str
    decision: Decision
    message: str
    """One sentence: what is done to what."""
    instead: str
    """What would be safe instead."""
    cwe: str | None
    span: Span
    evidence: Proof = Proof.SUPPORTED
    steps: tuple[str, ...] = ()
    """From source to sink, and through which layers: `base64`, `bash -c`, ..."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a guard decided about one item, and why."""

    label: Label
    decision: Decision
    score: float
    """From 0, harmless, to 1."""
    task: str
    category: str | None
    severity: str | None
    """`low`, `medium` or `high`; None where nothing was found."""
    findings: tuple[Finding, ...]
    stage: str
    """The stage that decided."""
    latency_ms: float
    why: str = ""
    """For `unknown` and `invalid`: what stood in the way."""
    principles: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()
    schema_version: int = SCHEMA_VERSION

    def as_dict(self) -> dict[str, Any]:
        """As it is written in JSON lines."""
        return asdict(self)
