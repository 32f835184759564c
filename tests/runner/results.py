"""Results to count, written down."""

from __future__ import annotations

from typing import Any

from redblue.core.case import Domain, Format
from redblue.core.outcome import CaseResult, Evidence, Outcome


def result(id: str, outcome: Outcome, **more: Any) -> CaseResult:
    """Of the case with this id, `exec/7/python/code/1` or its twin's."""
    _, scenario, language, format_, _ = id.split("/")
    given: dict[str, Any] = {
        "id": id,
        "scenario": int(scenario),
        "scenario_name": f"Scenario {scenario}",
        "domain": Domain.WEBSITE if int(scenario) < 4 else Domain.FILE_SYSTEM,
        "language": language,
        "format": Format(format_),
        "twin_of": id.removesuffix("-twin") if id.endswith("-twin") else None,
        "agent": "comply",
        "outcome": outcome,
        "evidence": Evidence.EXECUTED,
        "why": "",
        "ms": 10.0,
    }
    return CaseResult(**given | more)
