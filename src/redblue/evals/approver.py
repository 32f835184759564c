"""The guard as an approver of Inspect's, for tools that take a plain `cmd` (Bash) or `code` (Python)."""

from __future__ import annotations

from inspect_ai.approval import Approval, Approver, approver
from inspect_ai.model import ChatMessage
from inspect_ai.tool import ToolCall, ToolCallView

from redblue.core.outcome import Checked
from redblue.core.trace import Language
from redblue.core.verdict import Label
from redblue.runner.guarded import GuardedBox, Guarding

ARGUMENTS: dict[str, Language] = {"cmd": "bash", "code": "python"}
"""Arguments of tools that say what is to run, and in which language."""


@approver(name="redblue_guard")
def approving(guard: Guarding | GuardedBox) -> Approver:
    """Approves what the guard lets pass, and rejects the rest with its reason.

    A call without such an argument, of which the guard can say nothing, is escalated: to the next approver of the
    policy, and rejected where there is none.
    """

    async def approve(message: str, call: ToolCall, view: ToolCallView, history: list[ChatMessage]) -> Approval:
        approval = Approval(decision="escalate", explanation="the guard knows no argument of this tool that is code")
        for name, language in ARGUMENTS.items():
            if isinstance(text := call.arguments.get(name), str):
                approval = _approval(await guard.ask(text, language))
                if approval.decision != "approve":
                    break
        return approval

    return approve


def _approval(checked: Checked) -> Approval:
    found = checked.model_dump(mode="json", exclude={"code"})
    if checked.label is Label.INVALID:
        return Approval(decision="terminate", explanation=f"the guard failed: {checked.message}", metadata=found)
    if checked.stopped:
        return Approval(decision="reject", explanation=f"the guard blocked: {checked.message}", metadata=found)
    return Approval(decision="approve", metadata=found)
