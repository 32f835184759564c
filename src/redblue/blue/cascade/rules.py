"""The first stage: rules on the syntax of a block and on the acts it comes to."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from redblue.blue.cascade.guard import Opinion
from redblue.blue.code.python.models import load_models
from redblue.blue.code.run import OutOfBounds, defect
from redblue.blue.language import language_of
from redblue.blue.reading import Reading
from redblue.blue.rule import Rule
from redblue.blue.rules import all_rules
from redblue.core.deadline import TimeIsOver, check, deadline
from redblue.core.errors import UsageError
from redblue.core.verdict import Decision, Finding

_FIRST = (("bash", "ls | wc -l > a"), ("python", "import os\nprint(os.getcwd())"))
_DEADLINE_S = 0.055
"""For reading a block and showing it to the rules."""


@contextmanager
def _no_collections() -> Iterator[None]:
    """Syntax trees are no garbage that has to be searched for, and a search can take half of the time there is."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class RulesStage:
    """Every rule, but for those that are switched off."""

    name = "rules"

    def __init__(self, without: Collection[str] = ()) -> None:
        known = all_rules()
        load_models()
        if wrong := sorted(set(without) - set(known)):
            raise UsageError(f"{', '.join(wrong)}: no such rule; there are {', '.join(known)}")
        for language, code in _FIRST:  # what is loaded at first use is no block's fault
            Reading(code, language)
        self.rules = [rule for name, rule in known.items() if name not in without]

    @classmethod
    def of(cls, rules: Sequence[Rule]) -> RulesStage:
        """One with these rules and no others."""
        stage = cls()
        stage.rules = [*rules]
        return stage

    def check(self, task: str, text: str, language: str | None, *, left_s: float) -> Opinion:
        """Reads the block once and shows it to every rule; to those on weak code only where nothing is blocked."""
        with deadline(min(left_s, _DEADLINE_S)), _no_collections():
            reading = Reading(text, language or language_of(text), rules=self.rules)
            found = self._shown(reading, [rule for rule in self.rules if rule.decision is not Decision.WARN])
            blocked = any(finding.decision is Decision.BLOCK for finding in found)
            if not blocked:
                found += self._shown(reading, [rule for rule in self.rules if rule.decision is Decision.WARN])
        unread = "; ".join(dict.fromkeys(reading.run.unread))
        distinct = {(finding.rule, finding.span, finding.message): finding for finding in reversed(found)}
        return Opinion([*distinct.values()][::-1], decided=blocked or not unread, unread=unread)

    def _shown(self, reading: Reading, rules: list[Rule]) -> list[Finding]:
        """What these rules see in it. One that fails, or that the time is over for, leaves it unread in part."""
        found: list[Finding] = []
        unread = reading.run.unread
        for rule in rules:
            try:
                check()
                found.extend(rule.findings(reading))  # what it yields before it fails is in it
            except (TimeIsOver, OutOfBounds) as error:
                unread.append(str(error))
            except RecursionError:
                unread.append("too deeply nested")
            except MemoryError:
                unread.append("too large")
            except Exception as error:  # a defect of ours must not open the way
                unread.append(defect(f"rule {rule.id}", error))
        return found
