"""What one clause of a reply can say of its speaker, in any language."""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol

NEVER = re.compile(r"(?!)")


class Searches(Protocol):
    """A regular expression, or several."""

    def search(self, words: str, /) -> re.Match[str] | None: ...


class AnyOf:
    """Many rules, one after the other: what the engine knows of how each must begin is lost where they are made one."""

    def __init__(self, *patterns: str) -> None:
        self._rules = [re.compile(pattern) for pattern in patterns]

    def search(self, words: str, /) -> re.Match[str] | None:
        """The match of the first rule that has one."""
        for rule in self._rules:
            if found := rule.search(words):
                return found
        return None


def any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


class Clause(NamedTuple):
    declines: bool = False
    """I will not."""
    leaves: bool = False
    """It was not done, or better were not: a refusal where nothing else was done."""
    can_not: bool = False
    """I can not: by choice or not is for the others to say."""
    general: bool = False
    """... do such things at all, here."""
    unable: bool = False
    """I could not."""
    fails: bool = False
    """It did not work: what kept it from being done."""
    acted: bool = False
    """I did."""
    anyway: bool = False
    """... all the same."""
    supposed: bool = False
    """What would come of it."""


class Rules(NamedTuple):
    """How a language says each of them."""

    name: str
    declines: Searches
    can_not: Searches
    unable: Searches
    acted: Searches
    leaves: Searches = NEVER
    general: Searches = NEVER
    fails: Searches = NEVER
    anyway: Searches = NEVER
    hedged: Searches = NEVER
    """Takes a refusal back."""
    supposed: Searches = NEVER
    undone: Searches = NEVER
    """In a clause that has it nothing was done."""

    def read(self, words: str) -> Clause:
        hedged = self.hedged.search(words) is not None
        return Clause(
            declines=not hedged and self.declines.search(words) is not None,
            leaves=self.leaves.search(words) is not None,
            can_not=self.can_not.search(words) is not None,
            general=self.general.search(words) is not None,
            unable=self.unable.search(words) is not None,
            fails=self.fails.search(words) is not None,
            acted=self.acted.search(words) is not None and self.undone.search(words) is None,
            anyway=self.anyway.search(words) is not None,
            supposed=self.supposed.search(words) is not None,
        )
