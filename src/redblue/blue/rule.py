"""How a rule is written: one file in `blue/rules/` that makes one `Rule` and registers its checks.

The file's docstring is the rule's page: what, why it is harmful, what is not meant, CWE.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redblue.blue.code.act import Act, Verb
from redblue.core.verdict import Decision, Finding, Proof, Span

if TYPE_CHECKING:
    from redblue.blue.code.bash.syntax import BashCode
    from redblue.blue.code.python.syntax import PythonCode
    from redblue.blue.reading import Reading


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check saw."""

    message: str
    """One sentence: what is done to what."""
    span: Span
    decision: Decision | None = None
    """None: the rule's own."""
    steps: tuple[str, ...] = ()
    instead: str | None = None
    """None: the rule's own."""


@dataclass(frozen=True, slots=True)
class Example:
    """A block and what this rule decides about it."""

    language: str
    code: str
    decision: Decision
    why: str = ""
    """Of a boundary: why it falls on this side."""


ActCheck = Callable[[Act, "Reading"], "Hit | str | None"]
PythonCheck = Callable[["PythonCode"], "Iterable[Hit]"]
BashCheck = Callable[["BashCode"], "Iterable[Hit]"]
WholeCheck = Callable[["Reading"], "Iterable[Hit]"]


@dataclass
class Rule:
    """One kind of harmful, questionable or weak thing."""

    id: str
    """Its file's name, with dashes."""
    decision: Decision
    category: str
    instead: str
    """What would be safe instead, in one sentence."""
    cwe: str | None = None
    scenarios: tuple[int, ...] = ()
    """The scenarios it was written for: switched off when it is measured how much the others catch of these."""
    examples: list[Example] = field(default_factory=list)
    manual: str = ""
    """Its file's docstring."""
    acts: dict[Verb, list[ActCheck]] = field(default_factory=dict)
    python_checks: list[PythonCheck] = field(default_factory=list)
    bash_checks: list[BashCheck] = field(default_factory=list)
    whole_checks: list[WholeCheck] = field(default_factory=list)

    def on(self, *verbs: Verb) -> Callable[[ActCheck], ActCheck]:
        """Registers a check of every act with one of these verbs: a message or Hit where it is what the rule means."""

        def register(check: ActCheck) -> ActCheck:
            for verb in verbs:
                self.acts.setdefault(verb, []).append(check)
            return check

        return register

    def python(self, check: PythonCheck) -> PythonCheck:
        """Registers a check of the syntax of each piece of Python."""
        self.python_checks.append(check)
        return check

    def bash(self, check: BashCheck) -> BashCheck:
        """Registers a check of the syntax of each piece of Bash."""
        self.bash_checks.append(check)
        return check

    def whole(self, check: WholeCheck) -> WholeCheck:
        """Registers a check of everything that was read."""
        self.whole_checks.append(check)
        return check

    def example(self, language: str, code: str, decision: Decision, why: str = "") -> None:
        """Adds an example, which a test holds the rule to. With `why` it is a boundary."""
        self.examples.append(Example(language, code, decision, why))

    def finding(self, hit: Hit, layers: tuple[str, ...] = ()) -> Finding:
        """What the verdict says of a hit."""
        return Finding(
            rule=self.id,
            category=self.category,
            decision=hit.decision or self.decision,
            message=hit.message,
            instead=hit.instead or self.instead,
            cwe=self.cwe,
            span=hit.span,
            evidence=Proof.SUPPORTED,
            steps=(*hit.steps, *layers),
        )

    def findings(self, reading: Reading) -> Iterator[Finding]:
        """All that it sees in a reading."""
        for verb, checks in self.acts.items():
            for act in reading.acts_of(verb):
                for check in checks:
                    hit = check(act, reading)
                    if hit is not None:
                        yield self.finding(Hit(hit, act.span) if isinstance(hit, str) else hit, act.layers)
        for whole_check in self.whole_checks:
            for hit in whole_check(reading):
                yield self.finding(hit)
        if self.python_checks:
            for piece in reading.python:
                for python_check in self.python_checks:
                    for hit in python_check(piece):
                        yield self.finding(hit)
        if self.bash_checks:
            for part in reading.bash:
                for bash_check in self.bash_checks:
                    for hit in bash_check(part):
                        yield self.finding(hit)
