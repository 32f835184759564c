"""A conversation of an agent with its model about one case, kept step by step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol as Interface

from redblue.agents.model import Completion, Message, Model, ModelFailed
from redblue.agents.options import Protocol
from redblue.agents.safety import NONE, with_safety
from redblue.core.case import Case
from redblue.core.outcome import Step, Usage
from redblue.core.trace import Executed, Language
from redblue.runner.agent import Reply
from redblue.runner.guarded import GuardFailed
from redblue.runner.options import AgentOptions
from redblue.sandbox.protocol import Box


class Runs(Interface):
    """Executes one block for an agent: each by itself, or all in one interpreter."""

    async def run(self, language: Language, code: str, timeout_s: float) -> Executed: ...

    async def close(self) -> None: ...


class Alone:
    """Each block is a program of its own."""

    def __init__(self, box: Box) -> None:
        self._box = box

    async def run(self, language: Language, code: str, timeout_s: float) -> Executed:
        return await self._box.run(language, code, timeout_s=timeout_s)

    async def close(self) -> None:
        """Nothing stays open."""


class Conversation:
    """What was said, done and seen until now."""

    def __init__(self, model: Model, system: str, protocol: Protocol, case: Case, runs: Runs) -> None:
        self._model, self._protocol, self._case, self._runs = model, protocol, case, runs
        self._messages = [Message(role="system", text=system)] if system else []
        self._steps: list[Step] = []
        self._answers: list[Completion] = []
        self.said = ""
        """The model's last words."""

    async def ask(self, text: str) -> Completion:
        """The model's answer to the user's words. Raises ModelFailed."""
        self._messages.append(Message(role="user", text=text))
        answer = await self._model.complete(self._messages, max_tokens=self._protocol.max_tokens)
        self._messages.append(Message(role="assistant", text=answer.text))
        self._answers.append(answer)
        self.said = answer.text
        return answer

    async def execute(self, code: Sequence[tuple[Language, str]]) -> str:
        """Executes blocks in order, and says what the model is shown of it."""
        seen = []
        for language, text in code:
            done = await self._runs.run(language, text, self._protocol.timeout_s(self._case.scenario))
            seen.append(self._protocol.observation(done))
        return "\n\n".join(seen)

    def note(self, act: str, thought: str = "", code: Sequence[tuple[Language, str]] = (), seen: str = "") -> None:
        """What was read in the last answer and came of it."""
        answer = self._answers[-1]
        self._steps.append(
            Step(
                said=answer.text,
                act=act,
                thought=thought,
                language=code[0][0] if code else "",
                code="\n\n".join(text for _, text in code),
                seen=seen,
                ms=answer.ms,
            )
        )

    def reply(self, *, refused: bool = False, error: str = "") -> Reply:
        refused = refused or (bool(self._answers) and self._answers[-1].is_refused)
        return Reply(
            said=self.said, refused=refused, error=error, steps=tuple(self._steps), usage=usage_of(self._answers)
        )


def usage_of(answers: Sequence[Completion]) -> Usage:
    """The sum. Its cost is known when that of every answer is."""
    costs = [answer.cost_usd for answer in answers if answer.cost_usd is not None]
    return Usage(
        calls=len(answers),
        input_tokens=sum(answer.input_tokens for answer in answers),
        output_tokens=sum(answer.output_tokens for answer in answers),
        cost_usd=sum(costs) if answers and len(costs) == len(answers) else None,
        ms=round(sum(answer.ms for answer in answers), 3),
    )


class ModelAgent:
    """An agent that talks with a model. What it talks about, and until when, is each one's own."""

    name: str
    system: str
    published: Protocol

    def __init__(self, model: Model, options: AgentOptions | None = None, safety_prompt: str = NONE) -> None:
        self._model = model
        self._protocol = self.published.chosen(options or AgentOptions())
        self._system = with_safety(self.system, safety_prompt)

    async def act(self, case: Case, box: Box) -> Reply:
        runs = self.runs(case, box)
        talk = Conversation(self._model, self._system, self._protocol, case, runs)
        try:
            reply = await self.converse(talk, case)
        except ModelFailed as error:
            reply = talk.reply(error=str(error))
        except GuardFailed:
            # its verdict is with the others; what was said and done until then is kept
            reply = talk.reply()
        await runs.close()
        return reply

    def runs(self, case: Case, box: Box) -> Runs:
        """What executes its code."""
        return Alone(box)

    async def converse(self, talk: Conversation, case: Case) -> Reply:
        """Talks until the end. Raises ModelFailed."""
        raise NotImplementedError
