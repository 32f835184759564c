"""What one clause of a reply can say of its speaker, in any language."""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol

NEVER = re.compile(r"(?!)")


class Searches(Protocol):
    """A regular expression, or several."""

    def search(self, words: str, /) -> re.Match[str] | None: ...


class AnyOf:
    """Several rules, of which those that begin with `someone` are only tried where somebody is spoken of."""

    def __init__(self, someone: str, patterns: tuple[str, ...]) -> None:
        self._who = re.compile(someone)
        theirs = [pattern for pattern in patterns if pattern.startswith(someone)]
        self._theirs = re.compile("|".join(theirs) or NEVER.pattern)
        self._others = re.compile("|".join(pattern for pattern in patterns if pattern not in theirs))

    def search(self, words: str, /) -> re.Match[str] | None:
        who = self._who.search(words)
        # nothing of theirs begins before
        return (self._theirs.search(words, who.start()) if who else None) or self._others.search(words)


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
