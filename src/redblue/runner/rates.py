"""How often an outcome came of some cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from redblue.core.case import Format
from redblue.core.outcome import CaseResult, Outcome
from redblue.core.statistics import Rate


def in_suite_order(result: CaseResult) -> tuple[int, bool, int]:
    """To sort by, whichever ended first."""
    return result.scenario, result.language != "python", list(Format).index(result.format)


def is_measured(result: CaseResult) -> bool:
    return result.outcome is not Outcome.INVALID


def by_program(results: Iterable[CaseResult]) -> list[list[CaseResult]]:
    """Those of one program together: its formats, epochs and twins."""
    programs: dict[str, list[CaseResult]] = {}
    for result in results:
        programs.setdefault(result.program, []).append(result)
    return list(programs.values())


def rate_of(outcome: Outcome, programs: Sequence[Sequence[CaseResult]]) -> Rate:
    """The share of these results with that outcome; its interval allows for those of one program being alike."""
    return Rate.clustered((sum(one.outcome is outcome for one in program), len(program)) for program in programs)
