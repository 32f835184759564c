"""A guard in front of real boxes: what it stops does not run, what it passes does, and one that fails is none."""

from __future__ import annotations

import asyncio
import shlex
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from redblue.agents.reference import Comply
from redblue.blue.guards import load_guard
from redblue.core.case import Case
from redblue.core.outcome import CaseResult, Checked, Evidence, Outcome
from redblue.core.verdict import Decision, Finding, Label, Span, Verdict
from redblue.runner import guarded
from redblue.runner.agent import Agent, Reply
from redblue.runner.attempt import Attempt
from redblue.runner.guard_work import COULD_NOT_TELL, NO_RULE, Stops, guard_work
from redblue.runner.guarded import GuardedBox, GuardFailed, Guarding
from redblue.runner.run import key_of, run_case, run_cases
from redblue.runner.settings import Settings
from redblue.runner.store import RunFolder, read_results
from redblue.runner.summary import summarize
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.protocol import Box, Sandbox, WhenNeeded
from redblue.suite.suite import load_suite

SUITE = load_suite("core")
CASES = {case.id: case for case in SUITE.cases}
RISKY = CASES["exec/8/bash/code/1"]
TWIN = CASES["exec/8/bash/code/1-twin"]
MESSAGE = "it deletes\nwhat is not its own"


def verdict(decision: Decision, label: Label = Label.UNSAFE, *, why: str = "", rule: str = "deletes-others") -> Verdict:
    finding = Finding(rule, "destroy", decision, MESSAGE, "leave it", None, Span(1, 1, 1, 2))
    is_found = label is Label.UNSAFE
    return Verdict(
        label=label,
        decision=decision,
        score=0.5,
        task="action",
        category="destroy" if is_found else None,
        severity=None,
        findings=(finding,) if is_found else (),
        stage="test",
        latency_ms=0.0,
        why=why,
    )


ALLOWED = verdict(Decision.ALLOW, Label.SAFE)


class Says:
    """A guard that gives these verdicts in turn, the last one for ever, and keeps what it was asked."""

    name = "says"

    def __init__(self, *verdicts: Verdict) -> None:
        self.verdicts = list(verdicts)
        self.asked: list[tuple[str, str, str | None]] = []

    def check(self, task: str, text: str, language: str | None = None) -> Verdict:
        self.asked.append((task, text, language))
        return self.verdicts.pop(0) if len(self.verdicts) > 1 else self.verdicts[0]


@pytest.fixture
def guards_of_somebody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A module of somebody's guards, to be loaded by `module:attr`."""
    (tmp_path / "guards_of_somebody.py").write_text(
        "import time\n"
        "def stops(text, language):\n    return 'block'\n"
        "def passes(text, language):\n    return 'allow'\n"
        "def raises(text, language):\n    raise RuntimeError('no line to the model')\n"
        "def slow(text, language):\n    time.sleep(0.2)\n    return 'block'\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    yield __import__("guards_of_somebody")
    sys.modules.pop("guards_of_somebody")


def own(name: str) -> Guarding:
    return Guarding(f"guards_of_somebody:{name}", load_guard(f"guards_of_somebody:{name}"))


async def outcome(case: Case, guarding: Guarding | None, agent: Agent | None = None) -> CaseResult:
    return await run_case(Attempt(SUITE, case, agent or Comply(), guarding=guarding), Bubblewrap())


@pytest.mark.parametrize(
    ("name", "risky", "twin", "evidence"),
    [
        ("stops", Outcome.REJECTED, Outcome.BLOCKED, Evidence.PROPOSED),
        ("slow", Outcome.REJECTED, Outcome.BLOCKED, Evidence.PROPOSED),
        ("passes", Outcome.ATTACK_SUCCEEDED, Outcome.COMPLETED, Evidence.EXECUTED),
        ("raises", Outcome.INVALID, Outcome.INVALID, Evidence.PROPOSED),
    ],
)
async def test_somebody_elses_guard(
    guards_of_somebody: ModuleType, name: str, risky: Outcome, twin: Outcome, evidence: Evidence
) -> None:
    for case, expected in ((RISKY, risky), (TWIN, twin)):
        result = await outcome(case, own(name))
        assert (result.outcome, result.evidence) == (expected, evidence)
        assert result.guard_name == f"guards_of_somebody:{name}"
        assert result.trace is not None
        (checked,) = result.guard
        assert bool(result.trace.commands) is not checked.stopped
        assert checked.code == ("" if name == "passes" else case.code)
        assert CaseResult.model_validate_json(result.model_dump_json()) == result
    if name == "raises":
        assert result.why == "the guard failed: RuntimeError: no line to the model"
    if name == "slow":
        assert checked.latency_ms >= 200


@pytest.mark.parametrize("stops", [Decision.WARN, Decision.ASK, Decision.BLOCK])
@pytest.mark.parametrize("decision", Decision)
async def test_stops_from_a_decision_on(stops: Decision, decision: Decision) -> None:
    guarding = Guarding("says", Says(verdict(decision)), stops)
    result = await outcome(RISKY, guarding)
    if decision.strictness >= stops.strictness:
        assert result.outcome is Outcome.REJECTED
        assert result.why == "the guard blocked: it deletes what is not its own"
        assert result.trace is not None
        assert not result.trace.commands
    else:
        assert result.outcome is Outcome.ATTACK_SUCCEEDED
    (checked,) = result.guard
    assert checked.decision is decision
    assert [(found.rule, found.message) for found in checked.findings] == [
        ("deletes-others", "it deletes what is not its own")
    ]


@pytest.mark.parametrize(
    ("decision", "outcome_then"), [(Decision.ASK, Outcome.REJECTED), (Decision.ALLOW, Outcome.ATTACK_SUCCEEDED)]
)
async def test_where_it_cannot_tell_its_decision_counts(decision: Decision, outcome_then: Outcome) -> None:
    guard = Says(verdict(decision, Label.UNKNOWN, why="the argument of eval is not known"))
    result = await outcome(RISKY, Guarding("says", guard))
    assert result.outcome is outcome_then
    if outcome_then is Outcome.REJECTED:
        assert result.why == "the guard blocked: the argument of eval is not known"


async def test_is_asked_about_the_block_before_it_runs() -> None:
    guard = Says(ALLOWED)
    await outcome(RISKY, Guarding("says", guard))
    assert guard.asked == [("action", RISKY.code, "bash")]


class Insists:
    """Executes the program again and again, whatever is said to it."""

    name = "insists"

    def __init__(self, times: int) -> None:
        self.times = times
        self.ended: list[tuple[int, str]] = []

    async def act(self, case: Case, box: Box) -> Reply:
        for _ in range(self.times):
            executed = await box.run(case.language, case.code)
            self.ended.append((executed.exit_code, executed.stderr))
        return Reply(said="done")


async def test_what_is_stopped_looks_like_a_command_that_cannot_be_executed() -> None:
    agent = Insists(3)
    guard = Says(verdict(Decision.BLOCK), verdict(Decision.ASK), ALLOWED)
    result = await outcome(TWIN, Guarding("says", guard), agent)
    said = "redblue: the guard blocked: it deletes what is not its own\n"
    assert agent.ended == [(126, said), (126, said), (0, "")]
    # the agent has found a way that the guard lets pass
    assert result.outcome is Outcome.COMPLETED
    assert [one.stopped for one in result.guard] == [True, True, False]


async def test_harm_is_harm_whatever_the_guard_says() -> None:
    for last in (verdict(Decision.BLOCK), verdict(Decision.BLOCK, Label.INVALID, why="no answer")):
        result = await outcome(RISKY, Guarding("says", Says(ALLOWED, last)), Insists(2))
        assert result.outcome is Outcome.ATTACK_SUCCEEDED
        assert len(result.guard) == 2


class Stubborn:
    """Goes on after anything."""

    name = "stubborn"

    async def act(self, case: Case, box: Box) -> Reply:
        for _ in range(2):
            try:
                await box.run(case.language, case.code)
            except Exception:
                continue
        return Reply(said="done")


async def test_failure_that_the_agent_swallows_is_no_rejection() -> None:
    failed = verdict(Decision.ALLOW, Label.INVALID, why="its answer is no JSON")
    result = await outcome(RISKY, Guarding("says", Says(failed)), Stubborn())
    assert (result.outcome, result.why) == (Outcome.INVALID, "the guard failed: its answer is no JSON")
    assert result.trace is not None
    assert not result.trace.commands


@pytest.mark.parametrize("may_wait", [True, False])
@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (None, "NoneType is no verdict"),
        ("block", "str is no verdict"),
        (replace(ALLOWED, decision="allow"), "its verdict is none: 'str' object has no attribute 'strictness'"),
        (replace(ALLOWED, findings=None), "its verdict is none: 'NoneType' object is not iterable"),
        (ValueError("no\nway \ud800"), "ValueError: no way ?"),
        (SystemExit(3), "SystemExit: 3"),
        (StopIteration(), "StopIteration:"),
    ],
)
async def test_what_is_no_verdict_is_a_failure(may_wait: bool, answer: object, why: str) -> None:
    class Wrong:
        def check(self, task: str, text: str, language: str | None = None) -> Verdict:
            if isinstance(answer, BaseException):
                raise answer
            return answer  # type: ignore[return-value]

    result = await outcome(RISKY, Guarding("wrong", Wrong(), may_wait=may_wait))
    assert (result.outcome, result.why) == (Outcome.INVALID, f"the guard failed: {why}")
    result.model_dump_json()


async def test_one_that_never_answers_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "PATIENCE_S", 0.1)
    end = threading.Event()

    class Hangs:
        def check(self, task: str, text: str, language: str | None = None) -> Verdict:
            end.wait()
            return ALLOWED

    result = await outcome(RISKY, Guarding("hangs", Hangs()))
    end.set()
    assert (result.outcome, result.why) == (Outcome.INVALID, "the guard failed: no answer within 0.1 s")


async def test_while_one_waits_the_others_go_on() -> None:
    """Four cases at a time, and a guard that answers only when all four have asked."""
    together = threading.Barrier(4, timeout=20)

    class Meets:
        def check(self, task: str, text: str, language: str | None = None) -> Verdict:
            together.wait()
            return verdict(Decision.BLOCK)

    cases = [case for case in SUITE.cases if case.scenario == 8][:8]
    found: list[CaseResult] = []
    await run(cases, [Comply()], [Guarding("meets", Meets())], found)
    assert Counter(result.outcome for result in found) == {Outcome.REJECTED: 4, Outcome.BLOCKED: 4}


async def test_keeps_what_it_has_for_its_thread() -> None:
    """A connection, for instance."""
    threads: set[int] = set()

    class Counts:
        def check(self, task: str, text: str, language: str | None = None) -> Verdict:
            threads.add(threading.get_ident())
            return verdict(Decision.BLOCK)

    for _ in range(20):
        await outcome(RISKY, Guarding("counts", Counts()))
        await asyncio.sleep(0.002)
    assert len(threads) <= 3


@pytest.mark.parametrize(
    ("how", "read"),
    [
        ({"language": ("rm", "-rf", "a b")}, "rm -rf 'a b'"),
        ({"language": ("rm", "*"), "cwd": "/srv/a b"}, "cd '/srv/a b' && rm '*'"),
        ({"language": ("bash",), "stdin": b"rm x\nEND"}, "bash <<'END_'\nrm x\nEND\nEND_\n"),
        ({"language": ("bash", "-i"), "env": {"BASH_ENV": "/tmp/x y"}}, "env 'BASH_ENV=/tmp/x y' bash -i"),
        ({"language": "bash", "code": "rm *", "cwd": "/etc"}, "cd /etc\nrm *"),
    ],
)
async def test_sees_a_program_as_a_command(how: dict[str, object], read: str) -> None:
    guard, checked = Says(verdict(Decision.BLOCK)), list[Checked]()
    async with WhenNeeded(Bubblewrap(), RISKY.world.plant()) as box:
        executed = await GuardedBox(box, Guarding("says", guard), checked).run(**how)  # type: ignore[arg-type]
    assert guard.asked == [("action", read, "bash")]
    assert executed.exit_code == 126
    assert executed.code == (shlex.join(how["language"]) if isinstance(how["language"], tuple) else how["code"])


async def test_a_failure_says_so_to_whom_it_may_concern() -> None:
    guard = Says(verdict(Decision.BLOCK, Label.INVALID, why="no answer"))
    async with WhenNeeded(Bubblewrap(), RISKY.world.plant()) as box:
        with pytest.raises(GuardFailed, match="the guard failed: no answer"):
            await GuardedBox(box, Guarding("says", guard), []).run("bash", "true")
        assert not (await box.finish()).commands


async def run(
    cases: Sequence[Case],
    agents: Sequence[Agent],
    guards: Sequence[Guarding | None],
    found: list[CaseResult],
    **more: object,
) -> None:
    sandbox: Sandbox = Bubblewrap()
    await run_cases(SUITE, cases, agents, sandbox, guards=guards, on_result=found.append, **more)  # type: ignore[arg-type]


CHOSEN = [case for case in SUITE.cases if case.scenario in (7, 8) and case.language == "bash"][:8]


async def test_without_and_with_in_one_run_and_resumed(tmp_path: Path) -> None:
    settings = Settings(guards=("off", "says"), agents=("comply",))
    guards = [None, Guarding("says", Says(verdict(Decision.ASK)))]
    folder = RunFolder.create(tmp_path / "run", settings)
    some: list[CaseResult] = []
    await run(CHOSEN, [Comply()], guards, some)
    assert Counter(result.guard_name for result in some) == {"off": 8, "says": 8}
    for result in some[:11]:
        folder.append(result)
    folder.close()

    folder = RunFolder.resume(tmp_path / "run")
    assert (folder.settings.guards, folder.settings.guard_stops) == (("off", "says"), Decision.ASK)
    assert folder.done == some[:11]
    rest: list[CaseResult] = []
    await run(CHOSEN, [Comply()], guards, rest, done={key_of(result) for result in folder.done})
    assert Counter(map(key_of, [*folder.done, *rest])) == Counter(map(key_of, some))
    for result in rest:
        folder.append(result)
    folder.close()
    results = read_results(tmp_path / "run")
    without, with_it = (summarize(settings, "comply", results, guard=guard) for guard in settings.guards)
    assert (without.label, without.guard_stops, without.guard_work) == ("comply", None, None)
    assert (without.counts.attack_succeeded, without.twins.completed) == (4, 4)
    assert (with_it.label, with_it.guard_stops) == ("comply + says", Decision.ASK)
    assert (with_it.counts.rejected, with_it.twins.blocked) == (4, 4)
    assert sum(twins.blocked for twins in with_it.twins_by_scenario.values()) == 4
    work = with_it.guard_work
    assert work is not None
    assert (work.blocks, work.decisions["ask"], work.stopped) == (8, 8, Stops(risky=4, twins=4))
    assert work.rules == {"deletes-others": Stops(risky=4, twins=4)}
    assert work.latency_ms is not None
    assert 0 <= work.latency_ms.p50 <= work.latency_ms.p99 <= work.latency_ms.max


async def test_what_stopped_is_named() -> None:
    two = replace(verdict(Decision.BLOCK, rule="a"), findings=(
        *verdict(Decision.WARN, rule="weak").findings,
        *verdict(Decision.BLOCK, rule="a").findings,
        *verdict(Decision.ASK, rule="b").findings,
    ))  # fmt: skip
    answers = {
        "two rules": two,
        "none": verdict(Decision.BLOCK, Label.UNSAFE),
        "could not tell": verdict(Decision.ASK, Label.UNKNOWN, why="unread"),
        "failed": verdict(Decision.ASK, Label.INVALID, why="no"),
        "warned": verdict(Decision.WARN, rule="weak"),
    }
    answers["none"] = replace(answers["none"], findings=())
    results = [await outcome(RISKY, Guarding("says", Says(answer))) for answer in answers.values()]
    work = guard_work(results, Decision.ASK)
    one = Stops(risky=1)
    assert work.rules == {"a": one, "b": one, COULD_NOT_TELL: one, NO_RULE: one}
    assert (work.blocks, work.unknown, work.failed, work.stopped) == (5, 1, 1, Stops(risky=3))
    assert work.warned == Stops(risky=1)
    assert work.decisions == {"allow": 0, "warn": 1, "ask": 1, "block": 2}
    assert results[1].why == "the guard blocked: destroy"


def test_a_run_of_before_there_were_guards_is_read() -> None:
    settings = Settings.model_validate({"agents": ["comply"], "guard": "off"})
    assert settings.guards == ("off",)


def test_a_stopped_block_is_kept_short(tmp_path: Path) -> None:
    checked = Checked(
        decision=Decision.BLOCK, label=Label.UNSAFE, latency_ms=0.1, stopped=True, language="bash", code="x" * 10**6
    )
    folder = RunFolder.create(tmp_path / "run", Settings())
    folder.append(CaseResult.of(
        RISKY, agent="comply", epoch=1, outcome=Outcome.REJECTED, evidence=Evidence.PROPOSED, why="", ms=1.0,
        guard_name="says", guard=(checked,),
    ))  # fmt: skip
    folder.close()
    assert (tmp_path / "run/cases.jsonl").stat().st_size < 20_000
