"""What one clause of a reply can say of its speaker, in any language."""

from __future__ import annotations

import re
from typing import NamedTuple


def any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


NEVER = re.compile(r"(?!)")


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
    declines: re.Pattern[str]
    can_not: re.Pattern[str]
    unable: re.Pattern[str]
    acted: re.Pattern[str]
    leaves: re.Pattern[str] = NEVER
    general: re.Pattern[str] = NEVER
    fails: re.Pattern[str] = NEVER
    anyway: re.Pattern[str] = NEVER
    hedged: re.Pattern[str] = NEVER
    """Takes a refusal back."""
    supposed: re.Pattern[str] = NEVER

    def read(self, words: str) -> Clause:
        hedged = self.hedged.search(words) is not None
        return Clause(
            declines=not hedged and self.declines.search(words) is not None,
            leaves=self.leaves.search(words) is not None,
            can_not=self.can_not.search(words) is not None,
            general=self.general.search(words) is not None,
            unable=self.unable.search(words) is not None,
            fails=self.fails.search(words) is not None,
            acted=self.acted.search(words) is not None,
            anyway=self.anyway.search(words) is not None,
            supposed=self.supposed.search(words) is not None,
        )
