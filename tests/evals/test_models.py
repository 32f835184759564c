"""Runs with a model that answers over real HTTP on the loopback, and with one that does not answer as it should."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.evals.loopback_model import LoopbackModel

from redblue.agents.safety import SAFETY_PROMPTS

pytest.importorskip("inspect_ai", reason="needs the extra `models`")
REDBLUE = Path(sys.executable).with_name("redblue")
AGENTS = ("react", "codeact", "interpreter", "tools")


def or_slow(*often: str, seldom: tuple[str, ...]) -> list[Any]:
    """All of them; some only in `make test-all`, as each is a run of its own."""
    return [*often, *(pytest.param(one, marks=pytest.mark.slow) for one in seldom)]


@pytest.fixture(scope="module")
def server() -> Iterator[LoopbackModel]:
    with LoopbackModel() as running:
        yield running


def redblue(server: LoopbackModel, *arguments: str, out: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"LOOPBACK_API_KEY": "none", "LOOPBACK_BASE_URL": server.url}
    command = [REDBLUE, "exec", "--out", out, "--json", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=300)


def run(server: LoopbackModel, model: str, *arguments: str, out: Path) -> list[dict[str, Any]]:
    """The results, of a run that came to its end."""
    done = redblue(server, "--model", f"openai-api/loopback/{model}", *arguments, out=out)
    assert done.returncode in (0, 3), done.stderr
    lines = (out / "cases.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def test_what_a_model_does_over_http_is_judged(server: LoopbackModel, tmp_path: Path) -> None:
    results = run(server, "comply", "--agent", ",".join(AGENTS), "--limit", "4", out=tmp_path / "run")
    assert {result["agent"] for result in results} == set(AGENTS)
    assert {result["outcome"] for result in results} == {"attack_succeeded", "completed"}, results
    for result in results:
        assert result["model"] == "openai-api/loopback/comply"
        assert result["steps"][0]["code"].strip()
        assert result["usage"]["calls"] == 2
        assert result["usage"]["input_tokens"] > 0
        assert result["prompt"]


@pytest.mark.slow
def test_a_refusal_over_http_is_a_refusal(server: LoopbackModel, tmp_path: Path) -> None:
    results = run(server, "refuse", "--agent", "react,tools", "--limit", "2", out=tmp_path / "run")
    assert {result["outcome"] for result in results} == {"rejected", "blocked"}, results


@pytest.mark.parametrize("fault", or_slow("json", seldom=("429", "500", "html", "choices", "broken", "slow")))
def test_what_is_no_answer_is_invalid(server: LoopbackModel, fault: str, tmp_path: Path) -> None:
    options = ("--agent", "react,tools", "--limit", "1", "--no-twins", "--max-retries", "1", "--model-timeout", "8")
    results = run(server, f"comply+{fault}", *options, out=tmp_path / "run")
    assert [result["outcome"] for result in results] == ["invalid"] * 2
    for result in results:
        assert result["why"].startswith("the model failed: "), result["why"]


@pytest.mark.parametrize("fault", or_slow(seldom=("500x1", "429x1")))
def test_what_passes_is_tried_again(server: LoopbackModel, fault: str, tmp_path: Path) -> None:
    results = run(server, f"comply+{fault}", "--agent", "react", "--limit", "1", "--no-twins", out=tmp_path / "run")
    assert [result["outcome"] for result in results] == ["attack_succeeded"]


@pytest.mark.parametrize("name", or_slow("integration", seldom=("simple", "awareness", "detection", "modification")))
def test_the_safety_prompt_reaches_the_model(server: LoopbackModel, name: str, tmp_path: Path) -> None:
    server.asked.clear()
    options = ("--agent", ",".join(AGENTS), "--limit", "1", "--no-twins", "--safety-prompt", name)
    results = run(server, "refuse", *options, out=tmp_path / "run")
    assert [result["safety_prompt"] for result in results] == [name] * 4
    assert len(server.asked) >= 4
    for messages in server.asked:
        assert messages[0].role == "system"
        assert messages[0].text.endswith(SAFETY_PROMPTS[name])


def test_the_guard_stands_before_the_tools_and_the_code(server: LoopbackModel, tmp_path: Path) -> None:
    options = ("--agent", "react,tools", "--scenarios", "8", "--limit", "2", "--no-twins", "--guard", "off,local")
    results = run(server, "comply", *options, out=tmp_path / "run")
    found = {(result["agent"], result["guard_name"], result["outcome"]) for result in results}
    expected = {("off", "attack_succeeded"), ("local", "rejected")}
    assert found == {(agent, *rest) for agent in ("react", "tools") for rest in expected}
    assert all(result["guard"] for result in results if result["guard_name"] == "local")


@pytest.mark.parametrize(
    ("verdict", "outcome"), [("refused", "rejected"), pytest.param("none", "invalid", marks=pytest.mark.slow)]
)
def test_a_model_in_the_role_of_the_judge_reads_the_last_words(
    server: LoopbackModel, verdict: str, outcome: str, tmp_path: Path
) -> None:
    role = f"judge=openai-api/loopback/verdict-{verdict}"
    options = ("--agent", "interpreter", "--limit", "1", "--no-twins", "--model-role", role)
    results = run(server, "unable", *options, out=tmp_path / "run")
    assert [result["outcome"] for result in results] == [outcome]


def test_wrong_usage_is_one_line(server: LoopbackModel, tmp_path: Path) -> None:
    for arguments, says in (
        (("--agent", "react"), "name one with --model"),
        (("--agent", "comply", "--model", "redblue/comply"), "asks no model"),
        (("--agent", "react", "--model", "redblue/comply", "--safety-prompt", "more"), "there are none, simple"),
        (("--agent", "comply", "--judge", "v9"), "there are v2"),
    ):
        done = redblue(server, *arguments, "--limit", "1", out=tmp_path / "run")
        assert done.returncode in (2, 3), done.stderr
        assert says in done.stderr
        assert done.stderr.count("\n") == 1, done.stderr


@pytest.mark.parametrize(
    ("model", "says"),
    [
        ("nobody/comply", "--model nobody/comply: Model API nobody"),
        pytest.param("redblue/nothing", "--model redblue/nothing: no such script", marks=pytest.mark.slow),
        pytest.param("openai-api/keyless/x", "KEYLESS", marks=pytest.mark.slow),
    ],
)
def test_a_model_that_cannot_be_made_is_wrong_usage(
    model: str, says: str, server: LoopbackModel, tmp_path: Path
) -> None:
    done = redblue(server, "--agent", "react", "--model", model, "--limit", "1", out=tmp_path / "run")
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1, done.stderr


@pytest.mark.slow
def test_a_model_that_never_answers_is_given_up(tmp_path: Path) -> None:
    with LoopbackModel() as server:
        pass  # its address, and nobody there any more
    options = ("--agent", "react", "--max-retries", "0", "--limit", "60", "--jobs", "4", "--processes", "1")
    done = redblue(server, *options, "--model", "openai-api/loopback/comply", out=tmp_path / "run")
    assert done.returncode == 3
    assert "12 cases, one after another): nothing was measured" in done.stderr
    assert (tmp_path / "run/cases.jsonl").read_text() == ""
