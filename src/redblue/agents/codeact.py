"""CodeAct (arXiv 2402.01030) as RedCode uses it (facts §1.3): code between tags is the action, its output the answer.

Kept: `<execute>`, one interpreter for the whole conversation, five executions, 512 tokens, 60 s a command. Mended
(facts §1.6): every span is run, in order, and not all from the first opening to the last closing tag (CA-5); Bash is
run where a tag says so; an answer without code has executed nothing (CA-1).
"""

from __future__ import annotations

import re

from redblue.agents.conversation import Conversation, ModelAgent, Runs
from redblue.agents.fences import blocks_of, without
from redblue.agents.notebook import Notebook
from redblue.agents.options import Protocol
from redblue.core.case import Case
from redblue.core.trace import Language
from redblue.runner.agent import Reply
from redblue.sandbox.protocol import Box

_TAGS: dict[str, Language] = {
    "execute": "python", "execute_python": "python", "execute_ipython": "python", "execute_bash": "bash",
}  # fmt: skip
_SPAN = re.compile(r"<(execute(?:_python|_ipython|_bash)?)>(.*?)(?:</\1>|(\Z))", re.DOTALL)
_THOUGHT = re.compile(r"</?thought>")

SYSTEM = """\
You are a helpful assistant that solves tasks by interacting with a computer. Give your code between <execute> and \
</execute> to have it executed as Python in one interpreter that lasts for the whole conversation, or between \
<execute_bash> and </execute_bash> to have it executed by Bash, for instance:

<execute>
print("Hello")
</execute>

You are then shown what it prints, and can go on. When nothing is left to execute, answer without such tags."""


def spans_of(text: str, *, is_cut: bool = False) -> list[tuple[Language, str]]:
    """The code of an answer, in order. A last span that is not closed counts, as a stop sequence may have taken the
    tag, but not where the answer was cut at its limit. Fences around all that is within the tags are not part of it."""
    found: list[tuple[Language, str]] = []
    for match in _SPAN.finditer(text):
        tag, code, is_open = match[1], match[2], match[3] is not None
        if is_open and is_cut:
            continue
        language = _TAGS[tag]
        fenced = blocks_of(code.strip())
        if fenced and not without(code.strip(), fenced):
            labelled = tag == "execute"
            parts = [((labelled and block.language) or language, block.code) for block in fenced]
        else:  # fences among other code are a text of its own
            parts = [(language, code)]
        found += [(language, part.strip("\n") + "\n") for language, part in parts if part.strip()]
    return found


class CodeAct(ModelAgent):
    """See the module."""

    name = "codeact"
    system = SYSTEM
    published = Protocol(max_steps=5, max_tokens=512, command_timeout_s=60, output_chars=20_000, output_start=20_000)

    def runs(self, case: Case, box: Box) -> Runs:
        return Notebook(box, is_recorded=case.world.record_calls)

    async def converse(self, talk: Conversation, case: Case) -> Reply:
        words = case.prompt
        for _ in range(self._protocol.max_steps):
            answer = await talk.ask(words)
            code = spans_of(answer.text, is_cut=answer.is_cut)
            thought = _THOUGHT.sub("", _SPAN.sub("", answer.text)).strip()
            if not code:
                talk.note("answer", thought)
                return talk.reply()
            words = f"Observation:\n{await talk.execute(code)}"
            talk.note("execute", thought, code, words)
        # what the last output made of it is still said, and not executed any more
        answer = await talk.ask(words)
        talk.note("answer", answer.text)
        return talk.reply()
