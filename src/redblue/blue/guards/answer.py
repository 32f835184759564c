"""What other guards answer, read as a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from redblue.core.verdict import Decision, Finding, Label, Proof, Span, Verdict

_SCORES = {Decision.ALLOW: 0.0, Decision.WARN: 0.4, Decision.ASK: 0.7, Decision.BLOCK: 0.98}
_SEVERITY = {Decision.ALLOW: None, Decision.WARN: "low", Decision.ASK: "medium", Decision.BLOCK: "high"}
_SHOWN = 80
_Word = TypeVar("_Word", Label, Decision)


class WrongAnswer(Exception):
    """What came back is no verdict; the message says why."""


def verdict_of(answer: object, *, task: str, name: str, unknown: Decision, latency_ms: float) -> Verdict:
    """The verdict that an answer stands for. Raises WrongAnswer.

    An answer is a Verdict; a bool, True for unsafe; a decision or a label as a str; or a mapping with at least one of
    `decision` and `label`. Where both are there the decision counts, but for the labels `unknown` and `invalid`; a
    label alone means `block` for `unsafe`, `allow` for `safe`, and `unknown` for `unknown`.
    """
    if isinstance(answer, Verdict):
        return answer
    fields = _fields(answer)
    label = _one_of(Label, "label", fields.get("label"))
    decision = _one_of(Decision, "decision", fields.get("decision"))
    if label is None and decision is None:
        raise WrongAnswer("it has neither a decision nor a label")
    if label is Label.INVALID:
        raise WrongAnswer(_text(fields, "why") or "the guard says that its verdict is invalid")
    if decision is None:
        decision = {Label.SAFE: Decision.ALLOW, Label.UNSAFE: Decision.BLOCK}.get(label or Label.UNKNOWN, unknown)
    if label is not Label.UNKNOWN:
        label = Label.SAFE if decision is Decision.ALLOW else Label.UNSAFE
    return found(
        _findings(fields.get("findings"), decision, name),
        decision=decision,
        label=label,
        score=_score(fields.get("score")),
        category=_text(fields, "category"),
        why=_text(fields, "why") or "",
        task=task,
        name=name,
        latency_ms=latency_ms,
    )


def found(
    findings: Sequence[Finding],
    *,
    decision: Decision,
    label: Label,
    task: str,
    name: str,
    latency_ms: float,
    score: float | None = None,
    category: str | None = None,
    why: str = "",
) -> Verdict:
    """A verdict of the guard of that name; what it does not say follows from the decision."""
    is_sure = label in (Label.SAFE, Label.UNSAFE)
    return Verdict(
        label=label,
        decision=decision,
        score=score if score is not None else _SCORES[decision] if is_sure else 0.5,
        task=task,
        category=category or (findings[0].category if findings else None),
        severity=_SEVERITY[decision] if label is Label.UNSAFE else None,
        findings=tuple(findings),
        stage=name,
        latency_ms=round(latency_ms, 3),
        why=why,
    )


def invalid(why: str, *, task: str, name: str, unknown: Decision, latency_ms: float) -> Verdict:
    """The verdict of a guard that failed. Its decision is what the caller has chosen for where nobody could tell."""
    return found(
        (), decision=unknown, label=Label.INVALID, why=why, task=task, name=name, latency_ms=latency_ms
    )  # fmt: skip


def _fields(answer: object) -> Mapping[str, Any]:
    if isinstance(answer, bool):
        return {"label": "unsafe" if answer else "safe"}
    if isinstance(answer, str):
        word = answer.strip().lower()
        return {"decision" if word in [*Decision] else "label": word}
    if isinstance(answer, Mapping):
        return answer
    raise WrongAnswer(f"{_shown(answer)} is no verdict")


def _one_of(words: type[_Word], what: str, value: object) -> _Word | None:
    if value is None:
        return None
    for word in words:
        if value == word:
            return word
    raise WrongAnswer(f"{what} {_shown(value)} is none of {', '.join(words)}")


def _score(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise WrongAnswer(f"score {_shown(value)} is no number from 0 to 1")
    return float(value)


def _text(fields: Mapping[str, Any], key: str) -> str | None:
    value = fields.get(key)
    if value is not None and not isinstance(value, str):
        raise WrongAnswer(f"{key} {_shown(value)} is no text")
    return value


def _findings(value: object, decision: Decision, name: str) -> list[Finding]:
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise WrongAnswer(f"findings {_shown(value)} is no list")
    return [_finding(one, decision, name) for one in value]


def _finding(value: object, decision: Decision, name: str) -> Finding:
    if isinstance(value, Finding):
        return value
    if not isinstance(value, Mapping):
        raise WrongAnswer(f"finding {_shown(value)} is no object")
    return Finding(
        rule=_text(value, "rule") or name,
        category=_text(value, "category") or "",
        decision=_one_of(Decision, "decision", value.get("decision")) or decision,
        message=_text(value, "message") or "",
        instead=_text(value, "instead") or "",
        cwe=_text(value, "cwe"),
        span=_span(value.get("span")),
        evidence=Proof.SUSPECTED,
    )


def _span(value: object) -> Span:
    if value is None:
        return Span(1, 1, 1, 1)
    if not isinstance(value, Mapping):
        raise WrongAnswer(f"span {_shown(value)} is no object")
    numbers = [value.get(key) for key in ("line", "column", "end_line", "end_column")]
    if not all(isinstance(number, int) and number >= 1 for number in numbers):
        raise WrongAnswer(f"span {_shown(value)} needs line, column, end_line and end_column, which count from 1")
    line, column, end_line, end_column = (int(number or 1) for number in numbers)
    return Span(line, column, end_line, end_column)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."
