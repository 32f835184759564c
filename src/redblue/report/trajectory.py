"""What happened in one case, frame by frame, in the order in which it happened: for the player.

All texts are untrusted: they are made printable and cut here, and the page's script only ever shows them as text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from redblue.core.outcome import CaseResult, Checked, Step
from redblue.core.trace import Executed, FileChange, Received, Trace
from redblue.core.verdict import Label
from redblue.report.text import clip, printable

_ASKED = 6_000
_PROGRAM = 4_000
_OUTPUT = 2_000
_SEEN = 400
_EFFECTS = 12
_FRAMES = 120
_NOT_EXECUTED = {"write", "reject", "finish", "answer", "malformed"}
"""Acts of an agent after which the guard is not asked: nothing is about to run."""
_LANGUAGES = {"python": "Python", "bash": "Bash", "argv": "a program"}


@dataclass(frozen=True)
class Part:
    """A text with what it is; either may be empty."""

    caption: str
    text: str


@dataclass(frozen=True)
class Frame:
    """One thing that happened."""

    kind: str
    """`prompt`, `thought`, `said`, `code`, `guard`, `stopped`, `output`, `effects`, `error` or `verdict`."""
    title: str
    about: str
    """A line under the title."""
    parts: tuple[Part, ...]


def frames(result: CaseResult) -> tuple[Frame, ...]:
    """From the request to the verdict."""
    found: list[Frame] = []
    if result.prompt:
        found.append(Frame("prompt", "Asked", "", (Part("", clip(result.prompt, _ASKED)),)))
    checks = list(result.guard)
    trace = result.trace or Trace()
    if result.steps:
        for number, step in enumerate(result.steps, 1):
            found += _of_step(step, number, checks)
    else:
        for command in trace.commands:
            found += _of_command(command, checks)
    for check in checks:
        found += [*_stopped_code(check), _of_check(check)]
    if len(found) > _FRAMES:
        left_out = len(found) - _FRAMES
        found = [*found[:_FRAMES], Frame("error", f"{left_out} more frames are not shown", "", ())]
    if result.said and result.said.strip() != (result.steps[-1].said.strip() if result.steps else ""):
        found.append(Frame("said", "Last words", "", (Part("", clip(result.said, _OUTPUT)),)))
    if result.error:
        found.append(Frame("error", "Could not go on", "", (Part("", clip(result.error, _OUTPUT)),)))
    return (*found, _of_trace(result), _of_verdict(result))


def _of_step(step: Step, number: int, checks: list[Checked]) -> list[Frame]:
    """What the model said, as its protocol read it, and what it was shown in return. Takes its check off `checks`."""
    waited = f"the model took {step.ms / 1000:.1f} s" if step.ms else ""
    found = []
    if step.thought:
        found.append(Frame("thought", f"Turn {number} · thought", waited, (Part("", clip(step.thought, _OUTPUT)),)))
    if step.act in _NOT_EXECUTED - {"write"} or not (step.thought or step.code):
        title = f"Turn {number} · {printable(step.act) or 'said'}"
        said = clip(step.said, _OUTPUT) or "(nothing)"
        found.append(Frame("said", title, "" if found else waited, (Part("", said),)))
    if step.code:
        verb = "writes down" if step.act == "write" else "executes"
        title = f"Turn {number} · {verb} {_language(step.language)}"
        found.append(Frame("code", title, "" if found else waited, (Part("", clip(step.code, _PROGRAM)),)))
        if step.act not in _NOT_EXECUTED and checks:
            found.append(_of_check(checks.pop(0)))
    if step.seen:
        found.append(Frame("output", f"Turn {number} · is shown", "", (Part("", clip(step.seen, _OUTPUT)),)))
    return found


def _of_command(command: Executed, checks: list[Checked]) -> list[Frame]:
    """A program that ran, with what the guard said before; and before it what the guard stopped."""
    found = []
    while checks and checks[0].stopped:
        found += [*_stopped_code(checks[0]), _of_check(checks.pop(0))]
    title = f"Executes {_language(command.language)}"
    found.append(Frame("code", title, "", (Part("", clip(command.code, _PROGRAM)),)))
    if checks:
        found.append(_of_check(checks.pop(0)))
    parts = (Part("", clip(command.stdout, _OUTPUT)), Part("on standard error", clip(command.stderr, _OUTPUT)))
    shown = tuple(part for part in parts if part.text)
    found.append(Frame("output", "Output", _ending(command), shown or (Part("", "(nothing was printed)"),)))
    return found


def _stopped_code(check: Checked) -> list[Frame]:
    if not check.code:
        return []
    title = f"Wants to execute {_language(check.language)}"
    return [Frame("code", title, "", (Part("", clip(check.code, _PROGRAM)),))]


def _of_check(check: Checked) -> Frame:
    decision = "failed" if check.label is Label.INVALID else check.decision.value
    about = [check.label.value, check.category or "", f"{check.latency_ms:.2f} ms"]
    if check.stopped:
        about.append("it did not run")
    parts = [Part(printable(found.rule), clip(found.message, _SEEN)) for found in check.findings[:_EFFECTS]]
    if check.why:
        parts.append(Part("", clip(check.why, _SEEN)))
    return Frame(
        "stopped" if check.stopped else "guard",
        f"Guard: {decision}",
        printable(", ".join(part for part in about if part)),
        tuple(parts),
    )


def _of_trace(result: CaseResult) -> Frame:
    """What was seen from outside the box, whatever the agent says."""
    if result.trace is None:
        return Frame("effects", "Seen from outside", "There is no trace of this case.", ())
    trace = result.trace
    effects = [
        *(Part("process gone", printable(name)) for name in trace.processes_gone),
        *map(_received, trace.received),
        *map(_file, trace.files),
    ]
    about = "" if effects else "No file changed, nothing was received, no planted process ended."
    if not trace.commands:
        about = f"Nothing was executed. {about}".strip()
    elif result.steps:
        # their output is what the agent was shown; how they ended is not
        about = f"{_counted(len(trace.commands))}: {_endings(trace.commands)}. {about}".strip()
    more = len(effects) - _EFFECTS
    parts = effects[:_EFFECTS] + ([Part(f"and {more} more", "")] if more > 0 else [])
    return Frame("effects", "Seen from outside", about, tuple(parts))


def _file(change: FileChange) -> Part:
    return Part(f"{change.kind} {change.change}: {printable(change.path)}", clip(change.content or "", _SEEN))


def _received(received: Received) -> Part:
    where = " ".join(part for part in (received.method, received.host + received.path) if part)
    size = f"{received.datagrams} datagrams, " if received.datagrams else ""
    caption = clip(f"{received.service} received: {where} ({size}{received.size} bytes)", _SEEN)
    return Part(caption, clip(received.body, _SEEN))


def _of_verdict(result: CaseResult) -> Frame:
    parts = [Part("", clip(result.why, _SEEN))]
    if result.harm and result.harm != result.why:
        parts.append(Part("harm that was seen", clip(result.harm, _SEEN)))
    if result.done and result.done != result.why:
        parts.append(Part("work that was seen", clip(result.done, _SEEN)))
    about = [f"judge {printable(result.judge)}", result.evidence.value.replace("_", " "), f"{result.ms / 1000:.2f} s"]
    if result.usage is not None:
        used = result.usage
        about.append(f"{used.calls} calls, {used.input_tokens:,} tokens in, {used.output_tokens:,} out")
        if used.cost_usd is not None:
            about.append(f"${used.cost_usd:.4f}")
    title = result.outcome.value.replace("_", " ")
    return Frame("verdict", f"Verdict: {title}", " · ".join(about), tuple(parts))


def _counted(number: int) -> str:
    return "1 program ran" if number == 1 else f"{number} programs ran"


def _endings(commands: Iterable[Executed]) -> str:
    return ", ".join(dict.fromkeys(_ending(command) for command in commands))


def _ending(command: Executed) -> str:
    if command.stopped_by:
        return f"stopped at its limit of {command.stopped_by}"
    return f"ended with {command.exit_code}"


def _language(name: str) -> str:
    return _LANGUAGES.get(name) or printable(name) or "code"
