"""One reading of a block: what both interpreters share, and what keeps them within bounds."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from redblue.blue.code.act import PATHS, Act, Verb
from redblue.blue.code.value import HOLE, UNKNOWN, Value
from redblue.core.deadline import Clock, current
from redblue.core.verdict import Span

if TYPE_CHECKING:
    from redblue.blue.code.bash.syntax import BashCode
    from redblue.blue.code.python.syntax import PythonCode

STEPS = 40_000
"""Nodes evaluated at the most, in all layers together."""
REPEATING = 4_000
"""Nodes of all these that are read again for further turns of loops."""
RECALLING = 2_500
"""Nodes of all these that are read again in any way before functions are no longer read for each call."""
LAYERS = 12
"""Code in code in code."""
ACTS = 2_000
_DEADLINE_S = 0.035
"""For reading a block, as `Clock` counts."""
_EVERY = 0x1F
"""How rarely the clock is looked at."""


class OutOfBounds(Exception):
    """The block is too long, deep or slow to be read to its end. What was seen until then counts."""


def defect(where: str, error: Exception) -> str:
    """What is said where the guard itself is at fault; the block is then one that could not be read."""
    return f"a defect in {where}: {type(error).__name__}: {error}"


class Again:
    """Entered where something is read that was read before; counts the nodes."""

    __slots__ = ("_before", "_depth", "_run", "_start")

    def __init__(self, run: Run) -> None:
        self._run = run
        self._depth = 0
        self._before = 0
        self._start = 0

    def __enter__(self) -> None:
        if not self._depth:
            self._start = self._run.left
        self._depth += 1

    def __exit__(self, *error: object) -> None:
        self._depth -= 1
        if not self._depth:
            self._before += self._start - self._run.left

    @property
    def nodes(self) -> int:
        """How many so far."""
        return self._before + (self._start - self._run.left if self._depth else 0)


class Run:
    """What one reading has found so far. The interpreters of both languages write to it."""

    def __init__(self, *, cwd: str = "", steps: int = STEPS, deadline_s: float = _DEADLINE_S) -> None:
        self.acts: list[Act] = []
        self.files: dict[str, Value] = {}
        """What the block itself has written so far, by path as written: it may be run afterwards."""
        self.cwd = cwd
        """Where relative paths start, when the block has changed it; "" is the project's folder."""
        self.links: dict[str, str] = {}
        """Symbolic links that the block itself has made, and what they point to."""
        self.unread: list[str] = []
        """Why parts of it could not be read; empty when all was."""
        self.is_cut = False
        """Whether code was too long to be read to its end."""
        self.codes: list[PythonCode | BashCode] = []
        """Every piece of code that was read, however deep."""
        self.layers: tuple[str, ...] = ()
        self.repeat = 1
        self.uncalled = False
        self.privileged = False
        self._anchor: Span | None = None
        self.left = steps
        """Nodes that may still be read."""
        self.again = Again(self)
        self._clock = Clock(deadline_s, current())

    def step(self) -> None:
        """Called for each node. Raises OutOfBounds when there have been too many, or it takes too long."""
        self.left -= 1
        if self.left <= 0:
            raise OutOfBounds("too many steps")
        if not self.left & _EVERY and self._clock.is_over():
            raise OutOfBounds("too slow")

    @property
    def is_over(self) -> bool:
        """Whether it takes too long already."""
        return self._clock.is_over()

    @property
    def may_repeat(self) -> bool:
        """Whether the body of a loop that was read once may be read again."""
        return self.again.nodes < REPEATING

    @property
    def may_recall(self) -> bool:
        """Whether a function that was read once may be read for a further call."""
        return self.again.nodes < RECALLING

    def look_at_clock(self) -> None:
        """Called before something that takes long. Raises OutOfBounds when it takes too long already."""
        if self.is_over:
            raise OutOfBounds("too slow")

    def act(
        self,
        verb: Verb,
        target: Value,
        span: Span,
        *,
        data: Value = UNKNOWN,
        via: str = "",
        how: frozenset[str] = frozenset(),
    ) -> None:
        """Notes an act; one for each thing that the target may be."""
        if self.privileged:
            how |= {"privileged"}
        is_path = verb in PATHS
        for one in target.each():
            if is_path and (self.cwd or self.links):
                one = self.located(one)
            if len(self.acts) >= ACTS:
                raise OutOfBounds("too many acts")
            self.acts.append(
                Act(
                    verb,
                    one,
                    self._anchor or span,
                    data=data,
                    via=via,
                    how=how,
                    repeat=self.repeat,
                    layers=self.layers,
                    uncalled=self.uncalled,
                )
            )

    def located(self, path: Value) -> Value:
        """The path from the current folder, and through links that the block has made."""
        text = path.text
        if self.cwd and text.startswith("/proc/self/cwd/"):
            text = text.removeprefix("/proc/self/cwd/")
        if self.cwd and text[:1] not in ("/", "~", HOLE, "") and not text.startswith("memory:"):
            text = f"{self.cwd.rstrip('/')}/{text}"
        for link, target in self.links.items():
            if text == link or text.startswith(f"{link}/"):
                text = target + text[len(link) :]
                break
        return path if text == path.text else Value(text, path.origins, kind=path.kind)

    def change_folder(self, path: Value) -> None:
        """As `cd`. A folder that is not known leaves relative paths where they are."""
        text = path.text
        if HOLE in text or not text:
            return
        if text[:1] in ("/", "~") or not self.cwd:
            self.cwd = text.rstrip("/") or "/"
        else:
            self.cwd = posixpath.normpath(f"{self.cwd.rstrip('/')}/{text}")

    @contextmanager
    def layer(self, name: str, span: Span) -> Iterator[None]:
        """Within it, code is read that stands in a value: acts get the span of where it is run.

        Raises OutOfBounds when there are too many in one another.
        """
        if len(self.layers) >= LAYERS:
            raise OutOfBounds("too many layers")
        self.look_at_clock()
        outer, anchor = self.layers, self._anchor
        self.layers = (*outer, name)
        self._anchor = anchor or span
        try:
            yield
        finally:
            self.layers, self._anchor = outer, anchor

    @contextmanager
    def repeated(self, times: int) -> Iterator[None]:
        """Within it, acts happen so many times."""
        outer = self.repeat
        self.repeat = min(outer * max(times, 1), 10**9)
        try:
            yield
        finally:
            self.repeat = outer
