"""Progress of what may be over before anybody looks."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from redblue.cli.progress import Progress

_PATIENCE_S = 2.0


class LateProgress:
    """A bar on a terminal, after two seconds; nothing where the results themselves are on the terminal."""

    def __init__(self, what: str, total: int, *, quiet: bool = False) -> None:
        self._what, self._total, self._done = what, total, 0
        self._is_shown = not quiet and sys.stderr.isatty()
        self._bar: Progress | None = None
        self._move: Callable[[], None] = lambda: None

    def __enter__(self) -> Callable[[], None]:
        self._started = time.monotonic()
        return self._advance if self._is_shown else lambda: None

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.__exit__(*error)

    def _advance(self) -> None:
        self._done += 1
        self._move()
        if self._bar is None and time.monotonic() - self._started > _PATIENCE_S:
            self._bar = Progress(self._what, self._total, self._done, quiet=False)
            self._move = self._bar.__enter__()
