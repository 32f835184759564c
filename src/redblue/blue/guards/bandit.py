"""`bandit`: the Bandit scanner as a guard, to compare with. Python only; the extra `redblue[bandit]`.

Severity HIGH is `block`, MEDIUM `ask`, LOW `warn`, whatever the confidence. It runs in this process and writes no file.
`# nosec` does not count: here the author of the code is the one who is checked.
"""

from __future__ import annotations

import io
import logging
import threading
import time

from redblue.blue.guards.answer import found
from redblue.blue.language import language_of
from redblue.blue.normalise import normalise
from redblue.core.errors import UsageError
from redblue.core.verdict import Decision, Finding, Label, Proof, Span, Verdict

_DECISIONS = {"HIGH": Decision.BLOCK, "MEDIUM": Decision.ASK, "LOW": Decision.WARN}
_FILE = "./block.py"
"""Bandit warns of names that could not be a module's."""


class BanditGuard:
    """One Bandit with its default tests. It keeps state, so threads wait for one another."""

    name = "bandit"

    def __init__(self, *, unknown: Decision = Decision.ASK) -> None:
        """Raises UsageError where Bandit is not installed."""
        try:
            from bandit.core.config import BanditConfig
            from bandit.core.manager import BanditManager
        except ImportError:
            raise UsageError("--guard bandit: needs the extra: pip install 'redblue[bandit]'") from None
        self.unknown = unknown
        self._manager = BanditManager(BanditConfig(), "file")
        self._lock = threading.Lock()
        # it logs what it cannot parse, which the verdict says
        logging.getLogger("bandit").setLevel(logging.CRITICAL)

    def check(self, task: str, text: str, language: str | None = None) -> Verdict:
        started = time.perf_counter()
        findings: list[Finding] = []
        why = ""
        if (language or language_of(text)) != "python":
            why = "Bandit reads Python only"
        else:
            try:
                with self._lock:
                    findings = self._findings(normalise(text))
            except Exception as error:  # a syntax error, or a defect of one of its tests
                why = f"Bandit cannot read it: {type(error).__name__}: {error}"
        findings.sort(key=lambda finding: (-finding.decision.strictness, finding.span.line, finding.span.column))
        decision = findings[0].decision if findings else self.unknown if why else Decision.ALLOW
        label = Label.UNSAFE if findings else Label.UNKNOWN if why else Label.SAFE
        latency_ms = (time.perf_counter() - started) * 1e3
        return found(
            findings, decision=decision, label=label, why=why, task=task, name=self.name, latency_ms=latency_ms
        )  # fmt: skip

    def _findings(self, text: str) -> list[Finding]:
        from bandit.core.metrics import Metrics
        from bandit.core.node_visitor import BanditNodeVisitor

        data = text.encode(errors="replace")
        metrics = Metrics()
        metrics.begin(_FILE)
        manager = self._manager
        visitor = BanditNodeVisitor(_FILE, io.BytesIO(data), manager.b_ma, manager.b_ts, False, {}, metrics)
        visitor.process(data)
        lines = data.split(b"\n")
        findings = []
        for issue in visitor.tester.results:
            first = max(issue.lineno or 1, 1)
            last = max([first, *(issue.linerange or [])])
            column = _characters(lines, first, max(issue.col_offset, 0)) + 1
            # the line may be that of an argument, and the columns those of the whole call
            end = max(_characters(lines, last, max(issue.end_col_offset, 0)) + 1, column if first == last else 1)
            findings.append(
                Finding(
                    rule=f"{issue.test_id}-{issue.test.replace('_', '-')}",
                    category=issue.test.replace("_", "-"),
                    decision=_DECISIONS.get(issue.severity, Decision.WARN),
                    message=" ".join(issue.text.split()),
                    instead="",
                    cwe=f"CWE-{issue.cwe.id}" if issue.cwe and issue.cwe.id else None,
                    span=Span(first, column, last, end),
                    evidence=Proof.SUSPECTED,
                )
            )
        return findings


def _characters(lines: list[bytes], line: int, column: int) -> int:
    """Bandit counts columns in bytes."""
    return len(lines[line - 1][:column].decode(errors="replace")) if line <= len(lines) else 0
