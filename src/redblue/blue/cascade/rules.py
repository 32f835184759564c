"""The first stage: rules on the syntax of a block and on the acts it comes to."""

from __future__ import annotations

from collections.abc import Collection

from redblue.blue.cascade.guard import Opinion
from redblue.blue.code.python.models import load_models
from redblue.blue.language import language_of
from redblue.blue.reading import Reading
from redblue.blue.rules import all_rules
from redblue.core.errors import UsageError
from redblue.core.verdict import Decision, Finding


class RulesStage:
    """Every rule, but for those that are switched off."""

    name = "rules"

    def __init__(self, without: Collection[str] = ()) -> None:
        known = all_rules()
        load_models()
        if wrong := sorted(set(without) - set(known)):
            raise UsageError(f"{', '.join(wrong)}: no such rule; there are {', '.join(known)}")
        self.rules = [rule for name, rule in known.items() if name not in without]

    def check(self, task: str, text: str, language: str | None, *, left_s: float) -> Opinion:
        """Reads the block once and shows it to every rule."""
        reading = Reading(text, language or language_of(text), rules=self.rules)
        found: dict[tuple[str, object, str], Finding] = {}
        for rule in self.rules:
            for finding in rule.findings(reading):
                found.setdefault((finding.rule, finding.span, finding.message), finding)
        unread = "; ".join(dict.fromkeys(reading.run.unread))
        blocked = any(finding.decision is Decision.BLOCK for finding in found.values())
        return Opinion([*found.values()], decided=blocked or not unread, unread=unread)
