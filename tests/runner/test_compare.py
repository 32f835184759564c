"""Two sides on the same cases."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.runner.results import result

from redblue.core.case import Format
from redblue.core.errors import UsageError
from redblue.core.outcome import CaseResult, Outcome
from redblue.core.paired import mcnemar
from redblue.core.verdict import Decision
from redblue.runner.compare import By, Comparison, compare, left_out_text
from redblue.runner.settings import Settings
from redblue.runner.sides import Choice, take_sides
from redblue.runner.store import RunFolder

ATTACKED, REJECTED, INVALID = Outcome.ATTACK_SUCCEEDED, Outcome.REJECTED, Outcome.INVALID
FORMATS = [format_.value for format_ in Format]
ANY = (Choice(), Choice())


def write(path: Path, results: Iterable[CaseResult], **settings: Any) -> Path:
    folder = RunFolder.create(path, Settings(**{"suite_version": "1.0", "suite_hash": "abc", **settings}))
    for one in results:
        folder.append(one)
    folder.close()
    return path


def attacks(programs: int, of: int = 12, **more: Any) -> list[CaseResult]:
    """In four formats, with twins; the first programs are attacks in each, and their twins are completed."""
    found = []
    for number in range(of):
        is_attack = number < programs
        for format_ in FORMATS:
            id_ = f"exec/{7 if number % 2 else 1}/python/{format_}/{number}"
            found.append(result(id_, ATTACKED if is_attack else REJECTED, **more))
            found.append(result(f"{id_}-twin", Outcome.COMPLETED if is_attack else Outcome.BLOCKED, **more))
    return found


def compared(a: Path, b: Path | None, *choices: Choice, by: By = By.DOMAIN) -> Comparison:
    return compare(*take_sides(a, b, choices or ANY), by)  # type: ignore[arg-type]


def test_two_runs(tmp_path: Path) -> None:
    found = compared(write(tmp_path / "old", attacks(12)), write(tmp_path / "new", attacks(4)))
    asr, over_refusal = found.whole.asr, found.whole.over_refusal
    assert asr is not None
    assert over_refusal is not None
    assert (asr.pairs, asr.programs, asr.both, asr.only_a, asr.only_b, asr.neither) == (48, 12, 16, 32, 0, 0)
    assert (asr.a.value, asr.b.value, asr.difference.value) == (1, 1 / 3, pytest.approx(-2 / 3))
    assert asr.difference.low < -2 / 3 < asr.difference.high < 0
    # eight programs went one way, not 32 cases
    assert asr.p_programs == pytest.approx(mcnemar(8, 0))
    assert asr.p_mcnemar == pytest.approx(mcnemar(32, 0))
    assert (over_refusal.only_a, over_refusal.only_b) == (0, 32)
    assert over_refusal.difference.value == pytest.approx(2 / 3)
    assert (found.a.run, found.b.run) == (str(tmp_path / "old"), str(tmp_path / "new"))
    assert found.conclusion.startswith(f"B, {tmp_path / 'new'}, against A, {tmp_path / 'old'}: attacks succeed less ")
    assert "harmless twins are refused more often with B, by 66.7 points (95 % interval +" in found.conclusion


def test_turned_round_the_signs_turn(tmp_path: Path) -> None:
    a, b = write(tmp_path / "a", attacks(9)), write(tmp_path / "b", attacks(6))
    there, back = compared(a, b).whole.asr, compared(b, a).whole.asr
    assert there is not None
    assert back is not None
    assert (there.difference.value, there.difference.low) == pytest.approx(
        (-back.difference.value, -back.difference.high)
    )
    assert (there.only_a, there.only_b) == (back.only_b, back.only_a)
    assert there.p_programs == back.p_programs == mcnemar(3, 0)


def test_no_difference_is_said_so(tmp_path: Path) -> None:
    found = compared(write(tmp_path / "a", attacks(6)), write(tmp_path / "b", attacks(5)))
    assert "no difference is shown in how often attacks succeed (-8.3 points, 95 % interval -" in found.conclusion
    assert "p = 1.000" in found.conclusion


def test_what_is_no_pair_is_left_out_and_counted(tmp_path: Path) -> None:
    ours = attacks(6)
    theirs = [one.model_copy(update={"outcome": INVALID}) if number < 3 else one for number, one in enumerate(ours)]
    ours[0] = ours[0].model_copy(update={"outcome": INVALID})
    ours[10] = ours[10].model_copy(update={"outcome": INVALID})
    extra = result("exec/7/bash/code/1", ATTACKED)
    again = [one.model_copy(update={"epoch": 2}) for one in theirs[:5]]
    found = compared(write(tmp_path / "a", [*ours, extra]), write(tmp_path / "b", theirs + again))
    assert found.left_out.model_dump() == {
        "only_in_a": 1, "only_in_b": 5, "invalid_in_a": 1, "invalid_in_b": 2, "invalid_in_both": 1
    }  # fmt: skip
    assert left_out_text(found.left_out) == (
        "1 only in A, 5 only in B, 1 invalid in A, 2 invalid in B, 1 invalid in both"
    )
    assert found.whole.asr is not None
    assert found.whole.over_refusal is not None
    assert found.whole.asr.pairs + found.whole.over_refusal.pairs == 96 - 4


def test_epochs_are_paired_and_belong_to_their_program(tmp_path: Path) -> None:
    def twice(first: int, second: int) -> list[CaseResult]:
        return attacks(first) + [one.model_copy(update={"epoch": 2}) for one in attacks(second)]

    found = compared(write(tmp_path / "a", twice(8, 8)), write(tmp_path / "b", twice(8, 4))).whole.asr
    assert found is not None
    assert (found.pairs, found.programs, found.only_a) == (96, 12, 16)
    assert found.p_programs == mcnemar(4, 0)


def test_groups_with_holm_s_adjustment(tmp_path: Path) -> None:
    a, b = write(tmp_path / "a", attacks(12)), write(tmp_path / "b", attacks(0))
    groups = compared(a, b).groups
    assert list(groups) == ["Website", "File system"]
    for group in groups.values():
        assert group.asr is not None
        assert (group.asr.pairs, group.asr.programs) == (24, 6)
        assert group.asr.p_programs == mcnemar(6, 0)
        assert group.asr.p_holm == 2 * mcnemar(6, 0)
    assert list(compared(a, b, by=By.FORMAT).groups) == FORMATS
    assert list(compared(a, b, by=By.SCENARIO).groups) == ["1 Scenario 1", "7 Scenario 7"]
    assert list(compared(a, b, by=By.LANGUAGE).groups) == ["python"]


def test_without_twins(tmp_path: Path) -> None:
    def risky(count: int) -> list[CaseResult]:
        return [one for one in attacks(count) if one.twin_of is None]

    found = compared(write(tmp_path / "a", risky(12)), write(tmp_path / "b", risky(2)))
    assert found.whole.over_refusal is None
    assert "harmless twins" not in found.conclusion


def test_two_guards_of_one_run(tmp_path: Path) -> None:
    results = attacks(2, guard_name="local") + attacks(12)
    run = write(tmp_path / "run", results, guards=("off", "local"), guard_stops=Decision.BLOCK)
    found = compared(run, None)
    # in the order of the run's settings, whichever ended first
    assert (found.a.guard, found.b.guard) == ("off", "local")
    assert found.b.label == "comply, guard local (stops block), judge v2"
    assert found.conclusion.startswith("B, guard local (stops block), against A, no guard: attacks succeed less often")
    turned = compared(run, None, Choice(guard="local"), Choice(guard="off"))
    assert (turned.a.guard, turned.b.guard) == ("local", "off")


@pytest.mark.parametrize(
    ("field", "choice", "said"),
    [
        ("model", "model", "B, open/b, against A, open/a"),
        ("safety_prompt", "safety_prompt", "B, prompt simple, against A, none"),
        ("judge", "judge", "B, judge paper, against A, judge v2"),
        ("agent", "agent", "B, react, against A, comply"),
    ],
)
def test_sides_of_one_run_differ_in_anything(field: str, choice: str, said: str, tmp_path: Path) -> None:
    first, second = {
        "model": ("open/a", "open/b"),
        "safety_prompt": ("none", "simple"),
        "judge": ("v2", "paper"),
        "agent": ("comply", "react"),
    }[field]
    run = write(tmp_path / "run", attacks(12, **{field: first}) + attacks(2, **{field: second}))
    assert compared(run, None).conclusion.startswith(said)
    swapped = compared(run, None, Choice(**{choice: second}), Choice(**{choice: first}))
    assert getattr(swapped.a, field) == second


def test_other_suites(tmp_path: Path) -> None:
    a = write(tmp_path / "a", attacks(1))
    b = write(tmp_path / "b", attacks(1), suite_version="1.1", suite_hash="def")
    with pytest.raises(UsageError, match=r"other suites \(core 1\.0, content abc and core 1\.1, content def\)"):
        compared(a, b)


def test_no_case_in_common(tmp_path: Path) -> None:
    a = write(tmp_path / "a", [result("exec/7/bash/code/1", ATTACKED), result("exec/7/bash/code/2", ATTACKED)])
    b = write(tmp_path / "b", [result("exec/7/bash/code/1", INVALID)])
    with pytest.raises(UsageError, match="no case was measured on both sides: 1 only in A, 1 invalid in B"):
        compared(a, b)


def test_sides_that_are_not_to_be_told(tmp_path: Path) -> None:
    three = write(tmp_path / "three", [one for agent in ("a", "b", "c") for one in attacks(1, agent=agent)])
    one = write(tmp_path / "one", attacks(1, agent="a"))
    with pytest.raises(UsageError, match=r"there is \(1\) a, no guard, .* \(3\) c, no guard, judge v2; name two"):
        compared(three, None)
    with pytest.raises(UsageError, match=r"three: there is \(1\) a, .* name one"):
        compared(one, three)
    with pytest.raises(UsageError, match=r"one: there is \(1\) a, no guard, judge v2; name two"):
        compared(one, None)
    with pytest.raises(UsageError, match=r"one: nothing of agent d; there is \(1\) a"):
        compared(three, one, Choice(agent="b"), Choice(agent="d"))
    with pytest.raises(UsageError, match="both sides are the same, a, no guard, judge v2"):
        compared(one, one)
    assert compared(three, None, Choice(agent="a"), Choice(agent="c")).b.agent == "c"


def test_nothing_measured_yet(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing has been measured yet"):
        compared(write(tmp_path / "a", []), None)
