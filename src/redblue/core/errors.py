"""Errors that carry meaning: what a caller, or a shell script, has to know about why something did not happen."""

from __future__ import annotations


class RedblueError(Exception):
    """Anything redblue raises on purpose. The message is one line that says what, where and what to do."""

    exit_code = 3


class UsageError(RedblueError):
    """The caller asked for something that does not exist or contradicts itself. Nothing was changed."""

    exit_code = 2


class SandboxUnavailable(RedblueError):
    """No box could be opened, or isolation is not proved: nothing risky was run, so nothing was measured."""


class NotMeasured(RedblueError):
    """A run came to no end. What was measured until then stands."""


class BoxDied(RedblueError):
    """A box ended before its trace could be taken. The case is `invalid`, whatever the program did in it."""


class InvalidCase(RedblueError):
    """A case cannot be measured here, for instance because a tool it needs is missing: `invalid`, not `failed`."""
