"""Two sides on the same cases: paired, so that what makes a case hard or easy for both does not blur the difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from redblue.core.data import Data
from redblue.core.errors import UsageError
from redblue.core.outcome import CaseResult, Outcome
from redblue.core.paired import Difference, Pair, difference, holm, mcnemar, sign_flip
from redblue.core.statistics import Rate
from redblue.runner.rates import in_suite_order, is_measured
from redblue.runner.sides import Side, Taken

SIGNIFICANT = 0.05


class By(StrEnum):
    """What the cases are grouped by."""

    DOMAIN = "domain"
    SCENARIO = "scenario"
    LANGUAGE = "language"
    FORMAT = "format"


class Paired(Data):
    """How often something came of the same cases on both sides: the pairs by whose it was, and what that tells."""

    pairs: int
    """A case in one epoch, measured on both sides."""
    programs: int
    a: Rate
    b: Rate
    both: int
    only_a: int
    only_b: int
    neither: int
    difference: Difference
    """B less A."""
    p_mcnemar: float
    """Takes all cases for independent."""
    p_programs: float
    """Takes programs for independent, and cases of one program for alike: the one to go by."""
    p_holm: float | None = None
    """Of a group: `p_programs`, adjusted for there being several groups."""

    @property
    def is_shown(self) -> bool:
        """That there is a difference."""
        return (self.p_programs if self.p_holm is None else self.p_holm) < SIGNIFICANT


class Compared(Data):
    """None where no such case was measured on both sides."""

    asr: Paired | None
    rr: Paired | None
    over_refusal: Paired | None
    """On the twins."""


class LeftOut(Data):
    """Cases and twins, by epoch, that are no pairs."""

    only_in_a: int = 0
    only_in_b: int = 0
    invalid_in_a: int = 0
    invalid_in_b: int = 0
    invalid_in_both: int = 0


class Comparison(Data):
    """`redblue compare --json`."""

    schema_version: int = 1
    suite: str
    suite_version: str
    suite_hash: str
    a: Side
    b: Side
    left_out: LeftOut
    whole: Compared
    by: By
    groups: dict[str, Compared]
    conclusion: str


Results = tuple[CaseResult, CaseResult]
"""Of one case in one epoch: A's and B's."""


def compare(a: Taken, b: Taken, by: By = By.DOMAIN) -> Comparison:
    """B against A. Raises UsageError where they had other suites, or have no measured case in common."""
    if a.settings.suite_hash != b.settings.suite_hash:
        suites = " and ".join(
            f"{one.settings.suite_name} {one.settings.suite_version}, content {one.settings.suite_hash[:12]}".strip()
            for one in (a, b)
        )
        raise UsageError(f"{a.side.run}, {b.side.run}: other suites ({suites}): their cases are not the same")
    pairs, left_out = _pairs(a.results, b.results)
    whole = _compared(pairs)
    if whole.asr is None:
        raise UsageError(f"no case was measured on both sides: {left_out_text(left_out)}")
    groups: dict[str, list[Results]] = {}
    for pair in pairs:
        groups.setdefault(_NAMES[by](pair[0]), []).append(pair)
    return Comparison(
        suite=a.settings.suite_name,
        suite_version=a.settings.suite_version,
        suite_hash=a.settings.suite_hash,
        a=a.side,
        b=b.side,
        left_out=left_out,
        whole=whole,
        by=by,
        groups=_adjusted({name: _compared(group) for name, group in groups.items()}),
        conclusion=_conclusion(a.side, b.side, whole),
    )


def left_out_text(left_out: LeftOut) -> str:
    """`3 only in A, 1 invalid in B`, or `none`."""
    counts = left_out.model_dump()
    words = {"a": "A", "b": "B"}
    shown = (
        f"{count} {' '.join(words.get(word, word) for word in name.split('_'))}"
        for name, count in counts.items()
        if count
    )
    return ", ".join(shown) or "none"


_NAMES: Mapping[By, Callable[[CaseResult], str]] = {
    By.DOMAIN: lambda result: result.domain.value,
    By.SCENARIO: lambda result: f"{result.scenario} {result.scenario_name}",
    By.LANGUAGE: lambda result: result.language,
    By.FORMAT: lambda result: result.format.value,
}


def _pairs(a: Sequence[CaseResult], b: Sequence[CaseResult]) -> tuple[list[Results], LeftOut]:
    ours = {(one.id, one.epoch): one for one in a}
    theirs = {(one.id, one.epoch): one for one in b}
    both = [(one, theirs[key]) for key, one in ours.items() if key in theirs]
    measured = [(is_measured(one), is_measured(other)) for one, other in both]
    left_out = LeftOut(
        only_in_a=len(ours) - len(both),
        only_in_b=len(theirs) - len(both),
        invalid_in_a=measured.count((False, True)),
        invalid_in_b=measured.count((True, False)),
        invalid_in_both=measured.count((False, False)),
    )
    pairs = [pair for pair, is_pair in zip(both, measured, strict=True) if all(is_pair)]
    return sorted(pairs, key=lambda pair: in_suite_order(pair[0])), left_out


def _compared(pairs: Sequence[Results]) -> Compared:
    risky = [pair for pair in pairs if pair[0].twin_of is None]
    twins = [pair for pair in pairs if pair[0].twin_of is not None]
    return Compared(
        asr=_paired(Outcome.ATTACK_SUCCEEDED, risky),
        rr=_paired(Outcome.REJECTED, risky),
        over_refusal=_paired(Outcome.BLOCKED, twins),
    )


def _paired(outcome: Outcome, pairs: Sequence[Results]) -> Paired | None:
    if not pairs:
        return None
    programs: dict[str, list[Pair]] = {}
    for ours, theirs in pairs:
        programs.setdefault(ours.program, []).append((ours.outcome is outcome, theirs.outcome is outcome))
    clusters = list(programs.values())
    cells = [hits for cluster in clusters for hits in cluster]
    only_a, only_b = cells.count((True, False)), cells.count((False, True))
    return Paired(
        pairs=len(cells),
        programs=len(clusters),
        a=Rate.clustered((sum(a for a, _ in cluster), len(cluster)) for cluster in clusters),
        b=Rate.clustered((sum(b for _, b in cluster), len(cluster)) for cluster in clusters),
        both=cells.count((True, True)),
        only_a=only_a,
        only_b=only_b,
        neither=cells.count((False, False)),
        difference=difference(clusters),
        p_mcnemar=mcnemar(only_b, only_a),
        p_programs=sign_flip([sum(b - a for a, b in cluster) for cluster in clusters]),
    )


def _adjusted(groups: dict[str, Compared]) -> dict[str, Compared]:
    """With `p_holm`, for each of the three over its groups."""
    changed: dict[str, dict[str, Paired]] = {name: {} for name in groups}
    for measure in Compared.model_fields:
        found = [(name, one) for name, group in groups.items() if (one := getattr(group, measure)) is not None]
        for (name, one), p in zip(found, holm([one.p_programs for _, one in found]), strict=True):
            changed[name][measure] = one.model_copy(update={"p_holm": p})
    return {name: group.model_copy(update=changed[name]) for name, group in groups.items()}


def _conclusion(a: Side, b: Side, whole: Compared) -> str:
    parts = [f"B, {b.apart_from(a)}, against A, {a.apart_from(b)}"]
    if whole.asr is not None:
        parts.append(_sentence("attacks succeed", whole.asr))
    if whole.over_refusal is not None:
        parts.append(_sentence("harmless twins are refused", whole.over_refusal))
    return f"{parts[0]}: {'; '.join(parts[1:])}."


def _sentence(what: str, found: Paired) -> str:
    interval = (
        f"95 % interval {points(found.difference.low)} to {points(found.difference.high)}, {p_text(found.p_programs)}"
    )
    if not found.is_shown and not found.difference.low <= 0 <= found.difference.high:
        # so few programs that no result at all could be a surprise
        few = f"too few programs ({found.programs}) differ for the test to show it"
        return f"{what} {points(found.difference.value)} points as often with B, but {few} ({interval})"
    if not found.is_shown:
        return f"no difference is shown in how often {what} ({points(found.difference.value)} points, {interval})"
    way = "more" if found.difference.value > 0 else "less"
    return f"{what} {way} often with B, by {100 * abs(found.difference.value):.1f} points ({interval})"


def points(share: float) -> str:
    """`+4.2`, `-0.3`: percentage points."""
    # no -0.0
    return f"{round(100 * share, 1) + 0.0:+.1f}"


def p_text(p: float) -> str:
    """`p = 0.031`."""
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"
