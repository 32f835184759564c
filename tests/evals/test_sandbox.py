"""The box as Inspect's agents and tools meet it, within evals by a scripted model."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from inspect_ai import Task, eval_async
from inspect_ai.agent import AgentState, agent, sandbox_agent_bridge
from inspect_ai.dataset import Sample
from inspect_ai.log import EvalLog
from inspect_ai.model import ChatMessageTool, ModelOutput, ModelUsage, get_model
from inspect_ai.scorer import Score, Scorer, Target, accuracy, scorer
from inspect_ai.solver import Generate, Solver, TaskState, basic_agent, solver
from inspect_ai.tool import Tool, bash, bash_session, python, text_editor
from inspect_ai.util import (
    OutputLimitExceededError,
    SandboxEnvironmentSpec,
    SandboxUnavailableError,
    SandboxUserUnsupportedError,
    sandbox,
)

from redblue.core.errors import UsageError
from redblue.core.trace import Trace
from redblue.core.world import PlantedFile, World
from redblue.evals import sandbox as evals_sandbox
from redblue.evals.sandbox import BoxConfig, BoxEnvironment, CommandTimeout, case_named, use_proved
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.protocol import Guarantee, Limits


@pytest.fixture(autouse=True)
def _is_proved(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """By tests/sandbox/test_conformance.py."""
    monkeypatch.setattr(evals_sandbox, "_proved", Bubblewrap(Limits(output_mb=11)))


def environment(world: World | None = None, limits: Limits | None = None) -> BoxEnvironment:
    return BoxEnvironment(Bubblewrap(limits or BoxConfig().limits), None, (world or World()).plant())


async def closed(box: BoxEnvironment) -> None:
    await BoxEnvironment.sample_cleanup("task", None, {"default": box}, interrupted=True)


def say(*, text: str = "", call: str = "", **arguments: Any) -> ModelOutput:
    """One output of the scripted model. With its use, so that nobody counts tokens."""
    output = (
        ModelOutput.for_tool_call("mockllm", call, arguments) if call else ModelOutput.from_content("mockllm", text)
    )
    output.usage = ModelUsage(input_tokens=1, output_tokens=1, total_tokens=2)
    return output


@scorer(metrics=[accuracy()])
def keep_trace(kept: list[Trace]) -> Scorer:
    async def score(state: TaskState, target: Target) -> Score:
        kept.append(await sandbox().as_type(BoxEnvironment).finish())
        return Score(value=1)

    return score


async def evaluate(
    solver: Any, tmp_path: Path, outputs: Sequence[ModelOutput] | Callable[..., ModelOutput] = (), **sample: Any
) -> tuple[EvalLog, Trace]:
    traces: list[Trace] = []
    task = Task(
        dataset=[Sample(input="Do it.", id="one", **sample)],
        solver=solver,
        scorer=keep_trace(traces),
        sandbox="redblue",
    )
    model = get_model("mockllm/model", custom_outputs=outputs if callable(outputs) else list(outputs))
    [log] = await eval_async(task, model=model, log_dir=str(tmp_path), log_realtime=False)
    assert log.status == "success", log.error
    return log, traces[0]


def said_by_tools(log: EvalLog) -> list[str]:
    assert log.samples is not None
    return [message.text for message in log.samples[0].messages if isinstance(message, ChatMessageTool)]


def tool_agent(tool: Tool) -> Solver:
    return basic_agent(tools=[tool], message_limit=20)


# ---------------------------------------------------------------------- within an eval


async def test_bash_and_python_run_in_the_box_and_are_in_the_trace(tmp_path: Path) -> None:
    outputs = [
        say(call="bash", command="echo one > /root/one; hostname"),
        say(call="python", code="print(open('/root/one').read())"),
        say(call="submit", answer="done"),
    ]
    log, trace = await evaluate(basic_agent(tools=[bash(), python()]), tmp_path, outputs)
    assert said_by_tools(log)[:2] == ["workstation\n", "one\n\n"]
    assert [command.code.split()[-1] for command in trace.commands] == ["hostname", "-"]
    assert trace.commands[1].stdout == "one\n\n"
    assert [(file.path, file.content) for file in trace.files] == [("/root/one", "one\n")]


async def test_bash_session_keeps_its_state_and_is_in_the_trace(tmp_path: Path) -> None:
    outputs = [
        say(call="bash_session", action="type_submit", input="cd /srv && greeting=hello"),
        say(call="bash_session", action="type_submit", input="echo $greeting from $PWD"),
        say(call="submit", answer="done"),
    ]
    log, trace = await evaluate(tool_agent(bash_session()), tmp_path, outputs)
    assert "hello from /srv" in said_by_tools(log)[1]
    assert [command.code.startswith("bash_session ") for command in trace.commands] == [True, True]
    assert "hello from /srv" in trace.output
    assert trace.files == ()


async def test_text_editor_changes_files_and_is_in_the_trace(tmp_path: Path) -> None:
    outputs = [
        say(call="text_editor", command="create", path="/srv/new.txt", file_text="first\n"),
        say(call="text_editor", command="str_replace", path="/srv/new.txt", old_str="first", new_str="second"),
        say(call="submit", answer="done"),
    ]
    _, trace = await evaluate(tool_agent(text_editor()), tmp_path, outputs)
    assert [(file.path, file.content) for file in trace.files] == [("/srv/new.txt", "second\n")]
    assert "str_replace" in trace.commands[1].code


ASK = """
import json, os, socket, time, urllib.request
while socket.socket().connect_ex(("localhost", 13131)):
    time.sleep(0.1)
body = {"model": "inspect", "messages": [{"role": "user", "content": "What now?"}]}
url = os.environ["OPENAI_BASE_URL"] + "/chat/completions"
request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
print(json.load(urllib.request.urlopen(request))["choices"][0]["message"]["content"])
"""


@agent
def outside() -> Any:
    """A program in the box that asks the model at the bridge; started twice, in the two ways there are."""

    async def execute(state: AgentState) -> AgentState:
        box = sandbox().as_type(BoxEnvironment)
        async with sandbox_agent_bridge(state) as bridge:
            env = {"OPENAI_BASE_URL": f"http://localhost:{bridge.port}/v1"}
            await box.box.run("python", ASK, env=env, timeout_s=30)
            await sandbox().exec_remote(["python3", "-c", ASK + "#"], _options(env), stream=False)
            return bridge.state

    return execute


def _options(env: dict[str, str]) -> Any:
    from inspect_ai.util import ExecRemoteAwaitableOptions

    return ExecRemoteAwaitableOptions(env=env)


@pytest.mark.slow
async def test_bridge_carries_the_traffic_of_a_program_in_the_box(tmp_path: Path) -> None:
    log, trace = await evaluate(outside(), tmp_path, [say(text="Go on."), say(text="Stop.")])
    assert [(command.language, command.stdout) for command in trace.commands] == [
        ("python", "Go on.\n"),
        ("argv", "Stop.\n"),
    ]
    assert trace.files == ()
    assert log.samples is not None
    assert len(log.samples[0].model_usage) == 1


async def test_world_of_the_case_in_the_metadata_is_planted(tmp_path: Path) -> None:
    case = next(case for case in evals_sandbox.suite_named("core").cases if case.scenario == 7)
    seen: list[BoxEnvironment] = []

    @solver
    def comply() -> Solver:
        async def solve(state: TaskState, generate: Generate) -> TaskState:
            box = sandbox().as_type(BoxEnvironment)
            assert box.case is not None
            await box.box.run(box.case.language, box.case.code)
            seen.append(box)
            return state

        return solve

    _, trace = await evaluate(comply(), tmp_path, metadata={"suite": "core", "case": case.id})
    assert seen[0].case == case
    assert evals_sandbox.suite_named("core").harm(case, trace, seen[0].world)


async def test_wrong_names_are_told() -> None:
    with pytest.raises(UsageError, match="no such case"):
        case_named("core", "exec/0")
    with pytest.raises(UsageError, match="no such suite"):
        case_named("none", "exec/0")
    with pytest.raises(ValueError, match="limit_s"):
        BoxEnvironment.config_deserialize({"limit_s": 3})


async def test_config_is_read_back_from_a_log(tmp_path: Path) -> None:
    config = BoxConfig(limits=Limits(timeout_s=2))
    spec = SandboxEnvironmentSpec("redblue", config)
    assert SandboxEnvironmentSpec.model_validate(json.loads(spec.model_dump_json())).config == config


async def test_nothing_runs_in_boxes_that_are_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    weak = Bubblewrap(without={Guarantee.ENVIRONMENT})
    monkeypatch.setattr(evals_sandbox, "_proved", None)
    monkeypatch.setattr(evals_sandbox, "Bubblewrap", lambda limits: weak)
    with pytest.raises(SandboxUnavailableError, match="ENVIRONMENT"):
        await BoxEnvironment.task_init("task", None)
    use_proved(weak)
    await BoxEnvironment.task_init("task", None)


# ---------------------------------------------------------------------- one box


async def test_box_is_not_opened_before_it_is_needed() -> None:
    box = environment()
    with pytest.raises(SandboxUserUnsupportedError):
        await box.exec(["true"], user="root")
    assert await box.finish() == Trace()
    with pytest.raises(SandboxUnavailableError, match="finished"):
        await box.exec(["true"])
    await closed(box)


async def test_time_out_says_what_was_printed_and_ends_that_command_alone() -> None:
    box = environment()
    try:
        await box.exec(["bash", "-c", "sleep 77 >/dev/null 2>&1 &"])
        other = asyncio.create_task(box.exec(["bash", "-c", "sleep 2; echo other"]))
        with pytest.raises(CommandTimeout) as caught:
            await box.exec(["bash", "-c", "echo half; (setsid sleep 55 &) ; sleep 44; echo whole"], timeout=1)
        assert caught.value.truncated_output == "half\n"
        assert (await other).stdout == "other\n"
        left = (await box.exec(["ps", "-eo", "args"])).stdout
        assert "sleep 77" in left
        assert "sleep 55" not in left
        assert "sleep 44" not in left
        trace = await box.finish()
    finally:
        await closed(box)
    assert [command.stopped_by for command in trace.commands] == ["", "time", "", ""]


async def test_too_much_output() -> None:
    box = environment(limits=Limits(output_mb=11, output_stop_mb=20))
    try:
        done = await box.exec(["bash", "-c", "head -c 10000000 /dev/zero | tr '\\0' x"])
        assert len(done.stdout) == 10_000_000
        with pytest.raises(OutputLimitExceededError):
            await box.exec(["bash", "-c", "yes"])
    finally:
        await closed(box)


async def test_files_of_the_harness_are_no_commands_of_the_agent() -> None:
    box = environment(World(files=(PlantedFile(path="/srv/text", content="a\r\nb"),)))
    try:
        await box.write_file("deep/er/file", b"\x00\xff")
        assert await box.read_file("/workspace/deep/er/file", text=False) == b"\x00\xff"
        assert await box.read_file("/srv/text") == "a\r\nb"
        with pytest.raises(UnicodeDecodeError):
            await box.read_file("deep/er/file")
        with pytest.raises(IsADirectoryError, match="deep"):
            await box.write_file("deep", "")
        await box.exec(["mkfifo", "pipe"])
        assert await box.read_file("pipe") == ""
        trace = await box.finish()
    finally:
        await closed(box)
    assert [command.code for command in trace.commands] == ["mkfifo pipe"]
    assert trace.change("/workspace/deep/er/file")


async def test_agent_cannot_answer_for_the_harness() -> None:
    """What it puts where Python looks first is not what reads its files."""
    box = environment()
    try:
        for folder in ("/", "/workspace/", "/usr/local/lib/python3/"):
            await box.write_file(f"{folder}binascii.py", "def b2a_base64(*a, **b): return b'Zm9yZ2Vk'")
        await box.write_file("true", "really")
        assert await box.read_file("true") == "really"
    finally:
        await closed(box)


async def test_cancelled_command_ends_and_counts() -> None:
    box = environment()
    try:
        running = asyncio.create_task(box.exec(["bash", "-c", "echo begun; echo x > /srv/x; sleep 66"]))
        while not (await box.exec(["test", "-e", "/srv/x"])).success:
            await asyncio.sleep(0.02)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        for _ in range(100):
            if "sleep 66" not in (await box.exec(["ps", "-eo", "args"])).stdout:
                break
        else:
            pytest.fail("it goes on")
        trace = await box.finish()
    finally:
        await closed(box)
    assert ("begun\n", "time") in [(command.stdout, command.stopped_by) for command in trace.commands]
    assert trace.change("/srv/x")


async def test_several_commands_at_once() -> None:
    box = environment()
    try:
        done = await asyncio.gather(*(box.exec(["bash", "-c", f"sleep 0.2; echo {n}"]) for n in range(12)))
        assert [int(result.stdout) for result in done] == list(range(12))
    finally:
        await closed(box)
