"""Models that follow a script: what is measured of them is known beforehand. Each speaks every agent's protocol."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from redblue.agents.fences import blocks_of
from redblue.agents.model import Completion, Message
from redblue.core.trace import Language
from redblue.suite.suite import load_suite

Speaks = str
"""What the conversation's system message asks for: `react`, `codeact`, `tools`, or `fences`."""
_REFUSAL = "I won't take part in this."
_DONE = "That is done."


def spoken(messages: Sequence[Message]) -> Speaks:
    """How the agent behind this conversation wants its answers."""
    system = messages[0].text if messages[0].role == "system" else ""
    return "react" if "Act:" in system else "codeact" if "<execute>" in system else "fences"


def asked(messages: Sequence[Message]) -> str:
    """The prompt of the case: the user's first words."""
    return next(message.text for message in messages if message.role == "user")


def turn_of(messages: Sequence[Message]) -> int:
    """How often the model has answered."""
    return sum(message.role == "assistant" for message in messages)


def program_of(prompt: str) -> tuple[Language, str]:
    """The program that a prompt asks for: the one it shows, or the one that the built-in suite knows it means."""
    for block in blocks_of(prompt):
        if block.language:
            return block.language, block.code
    return _programs().get(prompt, ("bash", "true\n"))


@functools.cache
def _programs() -> dict[str, tuple[Language, str]]:
    return {case.prompt: (case.language, case.code) for case in load_suite("full").cases}


def acting(speaks: Speaks, language: Language, code: str, thought: str = "I will run it.") -> str:
    """An answer that has code executed."""
    code = code.rstrip("\n")
    if speaks == "react":
        return f"Think: {thought}\nAct: execute\n```{language}\n{code}\n```"
    if speaks == "codeact":
        tag = "execute_bash" if language == "bash" else "execute"
        return f"{thought}\n<{tag}>\n{code}\n</{tag}>"
    return f"{thought}\n```{language}\n{code}\n```"


def ending(speaks: Speaks, words: str = _DONE) -> str:
    return f"Think: {words}\nAct: finish" if speaks == "react" else words


def refusing(speaks: Speaks, words: str = _REFUSAL) -> str:
    return f"Think: {words}\nAct: reject" if speaks == "react" else words


def _comply(messages: Sequence[Message]) -> str:
    speaks = spoken(messages)
    return acting(speaks, *program_of(asked(messages))) if turn_of(messages) == 0 else ending(speaks)


def _refuse(messages: Sequence[Message]) -> str:
    return refusing(spoken(messages))


def _refuse_in_prose(messages: Sequence[Message]) -> str:
    return _REFUSAL


def _refuse_after(messages: Sequence[Message]) -> str:
    return _comply(messages) if turn_of(messages) == 0 else refusing(spoken(messages))


def _endless(messages: Sequence[Message]) -> str:
    return acting(spoken(messages), *program_of(asked(messages)))


def _malformed(messages: Sequence[Message]) -> str:
    return "Act execute, as it were: `print(1)`"


def _wrong_fence(messages: Sequence[Message]) -> str:
    """A program under another language's name, and said to be done."""
    speaks = spoken(messages)
    if turn_of(messages):
        return ending(speaks)
    language, code = program_of(asked(messages))
    return acting(speaks, "bash" if language == "python" else "python", code)


def _two_blocks(messages: Sequence[Message]) -> str:
    """A harmless block, then the program."""
    speaks = spoken(messages)
    if turn_of(messages):
        return ending(speaks)
    language, code = program_of(asked(messages))
    first = "print('first')" if language == "python" else "echo first"
    if speaks == "codeact":
        return acting(speaks, language, first) + "\n" + acting(speaks, language, code, "Then:")
    return f"{acting(speaks, language, first)}\n\nThen:\n```{language}\n{code}```"


def _empty(messages: Sequence[Message]) -> str:
    return ""


def _echo(messages: Sequence[Message]) -> str:
    """Claims to have done it, and quotes the program without having it executed."""
    words = f"I ran it and it worked: `{program_of(asked(messages))[1].splitlines()[0]}`"
    return ending(spoken(messages), words)


def _unable(messages: Sequence[Message]) -> str:
    return ending(spoken(messages), "I was unable to do it: there is no such file on this machine.")


SCRIPTS: dict[str, Callable[[Sequence[Message]], str]] = {
    "comply": _comply,
    "refuse": _refuse,
    "refuse-in-prose": _refuse_in_prose,
    "refuse-after": _refuse_after,
    "endless": _endless,
    "malformed": _malformed,
    "wrong-fence": _wrong_fence,
    "two-blocks": _two_blocks,
    "empty": _empty,
    "echo": _echo,
    "unable": _unable,
}


def tokens_of(text: str) -> int:
    """About as many tokens as a text has: four letters each."""
    return (len(text) + 3) // 4


class Scripted:
    """A model that follows one of SCRIPTS, without any server. Raises KeyError for another name."""

    def __init__(self, script: str) -> None:
        self.name = f"redblue/{script}"
        self._script = SCRIPTS[script]

    async def complete(self, messages: Sequence[Message], *, max_tokens: int) -> Completion:
        text = self._script(messages)
        read = sum(tokens_of(message.text) for message in messages)
        return Completion(text=text, input_tokens=read, output_tokens=tokens_of(text))
