"""The two sides of a comparison: which results of which run are the one's and the other's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from redblue.core.data import Data
from redblue.core.errors import UsageError
from redblue.core.outcome import UNGUARDED, CaseResult
from redblue.core.verdict import Decision
from redblue.runner.settings import Settings
from redblue.runner.store import read_results, read_settings


class Choice(Data):
    """What to take of a run; None: whatever there is."""

    agent: str | None = None
    model: str | None = None
    safety_prompt: str | None = None
    guard: str | None = None
    judge: str | None = None


class Side(Data):
    """Who acted, and who judged it."""

    run: str
    """The folder, as it was named."""
    agent: str
    model: str | None
    safety_prompt: str
    guard: str
    guard_stops: Decision | None
    """None without a guard."""
    judge: str

    @property
    def label(self) -> str:
        """`react, openai/some-model, prompt simple, guard local, judge v2`, all that there is."""
        return ", ".join(text for text in self._properties().values() if text)

    def apart_from(self, other: Side) -> str:
        """The same, of what differs only; where nothing does, the run."""
        ours, theirs = self._properties(), other._properties()
        return ", ".join(ours[name] or "none" for name in ours if ours[name] != theirs[name]) or self.run

    def fits(self, choice: Choice) -> bool:
        wanted = choice.model_dump(exclude_none=True)
        return all((getattr(self, name) or "none") == value for name, value in wanted.items())

    def _properties(self) -> dict[str, str]:
        guard = "no guard" if self.guard == UNGUARDED else f"guard {self.guard} (stops {self.guard_stops})"
        return {
            "agent": self.agent,
            "model": self.model or "",
            "safety_prompt": "" if self.safety_prompt == "none" else f"prompt {self.safety_prompt}",
            "guard": guard,
            "judge": f"judge {self.judge}",
        }


@dataclass(frozen=True)
class Taken:
    """A side, with what it is about."""

    side: Side
    settings: Settings
    results: tuple[CaseResult, ...]


def take_sides(first: Path, second: Path | None, choices: tuple[Choice, Choice]) -> tuple[Taken, Taken]:
    """The sides A and B: one of each run, or both of the first.

    Raises UsageError, naming what there is, where the choices leave none or several, and where the two are the same.
    """
    found = _sides_of(first)
    if second is None and choices[0] == choices[1]:
        fitting = [one for one in found if one.side.fits(choices[0])]
        if len(fitting) != 2:
            raise UsageError(f"{first}: {_there_are(fitting or found)}; name two, as in --agent A,B or --guard A,B")
        return fitting[0], fitting[1]
    a = _only(first, found, choices[0])
    b = _only(second or first, _sides_of(second) if second else found, choices[1])
    if (second or first).resolve() == first.resolve() and a.side.label == b.side.label:
        raise UsageError(f"{first}: both sides are the same, {a.side.label}")
    return a, b


def _only(run: Path, found: Sequence[Taken], choice: Choice) -> Taken:
    fitting = [one for one in found if one.side.fits(choice)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UsageError(f"{run}: {_there_are(fitting)}; name one, with --agent, --model, --prompt, --guard or --judge")
    wanted = ", ".join(f"{name} {value}" for name, value in choice.model_dump(exclude_none=True).items())
    raise UsageError(f"{run}: nothing of {wanted}; {_there_are(found)}")


def _there_are(found: Sequence[Taken]) -> str:
    return "there is " + "; ".join(f"({number}) {one.side.label}" for number, one in enumerate(found, 1))


def _sides_of(run: Path) -> list[Taken]:
    """All of a run, in the order of its settings."""
    settings = read_settings(run)
    sides: dict[Side, list[CaseResult]] = {}
    for result in read_results(run):
        side = Side(
            run=str(run),
            agent=result.agent,
            model=result.model,
            safety_prompt=result.safety_prompt,
            guard=result.guard_name,
            guard_stops=None if result.guard_name == UNGUARDED else settings.guard_stops,
            judge=result.judge,
        )
        sides.setdefault(side, []).append(result)
    if not sides:
        raise UsageError(f"{run}: nothing has been measured yet")
    asked = [(agent, guard) for agent in settings.agents for guard in settings.guards]
    ranks = {who: rank for rank, who in enumerate(asked)}
    ordered = sorted(sides.items(), key=lambda pair: ranks.get((pair[0].agent, pair[0].guard), len(ranks)))
    return [Taken(side, settings, tuple(results)) for side, results in ordered]
