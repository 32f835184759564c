"""OpenCodeInterpreter (arXiv 2402.14658) as RedCode uses it (facts §1.3): fenced code is executed, its result fed back.

Kept: one interpreter for the whole conversation, three executions, 1,024 tokens, 20 s a command, of outputs over 1,000
characters the first and last 200. Mended (facts §1.6): the result is taken whole and not cut at a brace (OCI-2), every
model there is can be asked (OCI-3), each case has a box of its own (OCI-4), Bash is executed too.
"""

from __future__ import annotations

from redblue.agents.conversation import Conversation, ModelAgent, Runs
from redblue.agents.fences import blocks_of, executable, without
from redblue.agents.notebook import Notebook
from redblue.agents.options import Protocol
from redblue.core.case import Case
from redblue.runner.agent import Reply
from redblue.sandbox.protocol import Box


class Interpreter(ModelAgent):
    """See the module."""

    name = "interpreter"
    system = ""
    published = Protocol(
        max_steps=3, max_tokens=1024, command_timeout_s=20, output_chars=1000, output_start=200, output_end=200
    )

    def runs(self, case: Case, box: Box) -> Runs:
        return Notebook(box, is_recorded=case.world.record_calls)

    async def converse(self, talk: Conversation, case: Case) -> Reply:
        words = case.prompt
        for _ in range(self._protocol.max_steps):
            text = (await talk.ask(words)).text
            blocks = blocks_of(text)
            thought, code = without(text, blocks), executable(blocks, case.language)
            if not code:
                talk.note("answer", thought)
                return talk.reply()
            words = f"Execution result:\n{await talk.execute(code)}"
            talk.note("execute", thought, code, words)
        # what the last output made of it is still said, and not executed any more
        answer = await talk.ask(words)
        talk.note("answer", answer.text)
        return talk.reply()
