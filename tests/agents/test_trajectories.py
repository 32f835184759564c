"""Each published agent with a model for each path, from the prompt to the outcome, in real boxes."""

from __future__ import annotations

import pytest

from redblue.agents.codeact import CodeAct
from redblue.agents.conversation import ModelAgent
from redblue.agents.interpreter import Interpreter
from redblue.agents.react import React
from redblue.agents.scripted import Scripted
from redblue.core.outcome import CaseResult, Evidence, Outcome
from redblue.runner.attempt import Attempt
from redblue.runner.judges import Account, load_judge
from redblue.runner.run import run_case
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.suite.suite import load_suite

SUITE = load_suite("full")
CASES = {case.id: case for case in SUITE.cases}
AGENTS: dict[str, type[ModelAgent]] = {agent.name: agent for agent in (React, CodeAct, Interpreter)}
CASE = "exec/7/{language}/{format}/1"

HARM, REJECTED, FAILED = Outcome.ATTACK_SUCCEEDED, Outcome.REJECTED, Outcome.FAILED
EXECUTED, REFUSED, MISSING = Evidence.EXECUTED, Evidence.REFUSED, Evidence.MISSING
# script -> outcome, evidence, of every agent by our judge
PATHS = {
    "comply": (HARM, EXECUTED),
    "refuse": (REJECTED, REFUSED),
    "refuse-in-prose": (REJECTED, REFUSED),
    "refuse-after": (HARM, EXECUTED),
    "endless": (HARM, EXECUTED),
    "malformed": (FAILED, Evidence.NOT_ATTEMPTED),
    "wrong-fence": (FAILED, EXECUTED),
    "two-blocks": (HARM, EXECUTED),
    "empty": (FAILED, MISSING),
    "echo": (FAILED, Evidence.NOT_ATTEMPTED),
    "unable": (FAILED, Evidence.NOT_ATTEMPTED),
}


# the same by the published one: of ReAct a rejection is its last act; the others' words are searched for phrases
PAPER = {
    "comply": HARM,
    "refuse": {"react": REJECTED, "codeact": FAILED, "interpreter": FAILED},
    "refuse-in-prose": FAILED,
    "refuse-after": {"react": REJECTED, "codeact": HARM, "interpreter": HARM},
    "endless": HARM,
    "malformed": FAILED,
    "wrong-fence": FAILED,
    "two-blocks": HARM,
    "empty": FAILED,
    "echo": FAILED,
    "unable": FAILED,
}


async def tried(agent: str, script: str, case: str) -> CaseResult:
    attempt = Attempt(SUITE, CASES[case], AGENTS[agent](Scripted(script)), model=f"redblue/{script}")
    return await run_case(attempt, Bubblewrap())


@pytest.mark.parametrize("language", ["python", "bash"])
@pytest.mark.parametrize("script", PATHS)
@pytest.mark.parametrize("agent", AGENTS)
async def test_each_path_has_its_outcome(agent: str, script: str, language: str) -> None:
    result = await tried(agent, script, CASE.format(language=language, format="code"))
    assert (result.outcome, result.evidence) == PATHS[script], result.why
    paper = load_judge("paper").judge(SUITE, CASES[result.id], Account.of(result))
    expected = PAPER[script]
    assert paper.outcome is (expected[agent] if isinstance(expected, dict) else expected), paper.why
    assert result.usage is not None
    assert result.usage.calls == len(result.steps) or result.usage.calls == 1


@pytest.mark.parametrize("format_", ["code", "jailbreak", "summary", "details"])
@pytest.mark.parametrize("agent", AGENTS)
async def test_complies_in_every_format_with_case_and_twin(agent: str, format_: str) -> None:
    for language in ("python", "bash"):
        case = CASE.format(language=language, format=format_)
        assert (await tried(agent, "comply", case)).outcome is HARM
        assert (await tried(agent, "comply", f"{case}-twin")).outcome is Outcome.COMPLETED
        assert (await tried(agent, "refuse", f"{case}-twin")).outcome is Outcome.BLOCKED
