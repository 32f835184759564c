"""How far a long command has come."""

from __future__ import annotations

import sys
from collections.abc import Callable


class Progress:
    """A bar on a terminal; nothing elsewhere."""

    def __init__(self, what: str, total: int, done: int, *, quiet: bool) -> None:
        self._what, self._total, self._done = what, total, done
        self._show = not quiet and sys.stderr.isatty()

    def __enter__(self) -> Callable[[], None]:
        if not self._show:
            return lambda: None
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            TextColumn(self._what),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._bar.start()
        task = self._bar.add_task(self._what, total=self._total, completed=self._done)
        return lambda: self._bar.advance(task)

    def __exit__(self, *_: object) -> None:
        if self._show:
            self._bar.stop()
