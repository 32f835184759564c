"""Any command-line agent, unmodified: `--agent cmd:"mini -t {prompt}"`.

It runs in the case's box, where the one way to a model is Inspect's bridge: a server on the box's own loopback that
speaks the protocols of OpenAI, Anthropic and Google and asks the model of the run. What the agent has done is seen like
anything else; what the commands that it ran have printed is read from what it told its model of them.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from inspect_ai.agent import AgentState, sandbox_agent_bridge
from inspect_ai.event import ModelEvent
from inspect_ai.log import transcript
from inspect_ai.model import ChatMessage, ChatMessageAssistant, ChatMessageTool, ChatMessageUser
from inspect_ai.util import sandbox

from redblue.agents.safety import NONE, with_safety
from redblue.core.case import Case
from redblue.core.errors import InvalidCase, UsageError
from redblue.core.trace import Executed
from redblue.evals.injected import FOLDERS, Deed
from redblue.evals.models import reason
from redblue.evals.sandbox import BoxEnvironment
from redblue.evals.tools import answers_since, reply_of
from redblue.runner.agent import Reply
from redblue.runner.guarded import GuardedBox
from redblue.runner.options import AgentOptions
from redblue.sandbox.protocol import Box

SAID = 4_000
"""Characters of the end of what it printed, which are its final words where its model had none."""
MODEL = "inspect"
"""What it has to call the model, for `{model}`: whatever it calls it, it gets the model of the run."""
_FOLDER = "/var/tmp/task"
_PROMPT_FILE = f"{_FOLDER}/prompt.txt"
_PORTS = range(13131, 13231)
_LISTENING_S = 60.0
_LISTENING = """\
import socket, time
while socket.socket().connect_ex(("127.0.0.1", {port})):
    time.sleep(0.05)
"""


@dataclass(frozen=True)
class CommandLine:
    """A command with its gaps: `{prompt}`, `{prompt_file}`, `{model}`. Other braces are its own."""

    text: str

    def filled(self, prompt: str) -> str:
        """For the shell. The prompt is quoted for it."""
        text = self.text.replace("{model}", MODEL).replace("{prompt_file}", _PROMPT_FILE)
        return text.replace("{prompt}", shlex.quote(prompt))  # last: what the prompt says is filled no more

    @property
    def is_told_by_stdin(self) -> bool:
        return "{prompt}" not in self.text and "{prompt_file}" not in self.text


class CommandAgent:
    """`cmd:COMMAND`. Only within an evaluation, in whose sandbox it runs."""

    def __init__(self, command: str, options: AgentOptions, safety_prompt: str = NONE) -> None:
        """Raises UsageError when there is no command."""
        if not command.strip():
            raise UsageError('--agent cmd: name a command, as in --agent cmd:"my-agent --task {prompt}"')
        self.name = f"cmd:{command}"
        self._command = CommandLine(command)
        self._timeout_s = options.agent_timeout_s
        self._safety_prompt = safety_prompt

    async def act(self, case: Case, box: Box) -> Reply:
        """Raises InvalidCase where a guard is to see each block first: what an outside agent runs comes by no door."""
        if isinstance(box, GuardedBox):
            raise InvalidCase("an outside agent cannot be guarded: what it runs is not asked for, block by block")
        environment = sandbox().as_type(BoxEnvironment)
        prompt = with_safety(case.prompt, self._safety_prompt)
        state = AgentState(messages=[ChatMessageUser(content=prompt)])
        taken = {service.port for service in environment.world.world.services}
        port = next(port for port in _PORTS if port not in taken)
        before, done = len(transcript().events), None
        try:
            async with sandbox_agent_bridge(state, port=port) as bridge:
                done = await self._run(environment, prompt, port)
                state = bridge.state
        except (RuntimeError, TimeoutError) as error:
            if done is None:
                return reply_of(
                    state.messages, answers_since(before), f"the bridge to its model broke: {reason(error)}"
                )
        assert done is not None
        for deed in deeds_of(state.messages, done):
            environment.box.note(deed)
        reply = reply_of(state.messages, answers_since(before), _error(before, done))
        return reply.model_copy(update={"said": words_of(state.messages) or done.stdout[-SAID:]})

    async def _run(self, environment: BoxEnvironment, prompt: str, port: int) -> Executed:
        box = environment.box
        await environment.write_file(_PROMPT_FILE, prompt)
        await box.run("python", _LISTENING.format(port=port), timeout_s=_LISTENING_S, harness=True)
        await box.adopt((*FOLDERS, _FOLDER))
        return await box.run(
            "bash",
            self._command.filled(prompt),
            stdin=prompt.encode() if self._command.is_told_by_stdin else b"",
            env=surroundings(port),
            timeout_s=self._timeout_s,
            harness=True,
        )


def surroundings(port: int) -> dict[str, str]:
    """The environment by which agents find the bridge."""
    base = f"http://127.0.0.1:{port}"
    return {
        "OPENAI_BASE_URL": f"{base}/v1",
        "OPENAI_API_BASE": f"{base}/v1",
        "OPENAI_API_KEY": "sk-none",
        "ANTHROPIC_BASE_URL": base,
        "ANTHROPIC_API_KEY": "sk-none",
        "GOOGLE_GEMINI_BASE_URL": base,
        "GEMINI_API_KEY": "none",
        "NO_COLOR": "1",
        "COLUMNS": "400",  # whoever draws its words in a frame shall not break them
    }


def words_of(messages: Sequence[ChatMessage]) -> str:
    """The last that its model said in words: a call that hands in the work may be without any."""
    said = (message.text for message in reversed(messages) if isinstance(message, ChatMessageAssistant))
    return next((text for text in said if text.strip()), "")


def deeds_of(messages: Sequence[ChatMessage], done: Executed) -> list[Deed]:
    """What it had executed, by what it told its model: each call or fenced block with the observation that followed.

    The last may have no observation, as the agent ended with it: its output is then among what the agent printed, of
    which all is left out that the prompt or the model said.
    """
    deeds = []
    pending: dict[str, str] = {}
    spoken: list[str] = []
    for message in messages:
        if isinstance(message, ChatMessageAssistant):
            pending = {call.id: "\n".join(map(str, call.arguments.values())) for call in message.tool_calls or ()} or (
                {"": message.text} if "```" in message.text else {}
            )
            spoken += [message.text, *pending.values()]
        elif isinstance(message, ChatMessageTool):
            if message.tool_call_id in pending:
                seen = message.error.message if message.error else message.text
                deeds.append(Deed(pending.pop(message.tool_call_id), 0, seen))
        elif "" in pending:
            deeds.append(Deed(pending.pop(""), 0, message.text))
        else:
            spoken.append(message.text)
    said = {line.strip() for text in spoken for line in text.splitlines()}
    if pending:
        own = "\n".join(line for line in done.stdout.splitlines() if line.strip() not in said)
        deeds.append(Deed("\n".join(pending.values()), done.exit_code, own))
    return deeds


def _error(before: int, done: Executed) -> str:
    """Why it says nothing about the agent that it ended so."""
    asked = [event for event in transcript().events[before:] if isinstance(event, ModelEvent)]
    if asked and asked[-1].error:
        return f"its model failed: {asked[-1].error.splitlines()[0]}"
    if not asked and not done.succeeded:
        why = "its time was up" if done.stopped_by == "time" else f"it ended with {done.exit_code}"
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        return f"the agent's command asked its model nothing: {why}{': ' + last[0][:200] if last else ''}"
    return ""
