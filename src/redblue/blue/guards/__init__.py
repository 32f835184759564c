"""Guards by name: our own and others, behind one interface, so that they can be used and compared alike.

`local`        our own, which needs nothing
`bandit`       the Bandit scanner, for Python only
`http:URL`     whatever answers there
`module:attr`  a function or an object of the caller's
"""

from __future__ import annotations

import re
from collections.abc import Collection

from redblue.blue.guards.guard import ActionGuard
from redblue.core.errors import UsageError
from redblue.core.verdict import Decision

__all__ = ["ActionGuard", "load_guard"]

_KINDS = "local, bandit, http:URL, module:attr"
_URL = re.compile(r"(?:http:)?(https?://.*)", re.DOTALL)
_IMPORTED = re.compile(r"\w+(?:\.\w+)*:\w+(?:\.\w+)*")


def load_guard(name: str, *, unknown: Decision = Decision.ASK, without: Collection[str] = ()) -> ActionGuard:
    """The guard of that name.

    `unknown` is decided where a guard could not tell, `without` names rules of `local` that are switched off. Raises
    UsageError where there is no such guard, it cannot be loaded, or a rule does not exist. `off` is no guard.
    """
    if name == "local":
        from redblue.blue.cascade.guard import Guard

        return Guard.local(unknown=unknown, without=without)
    if name == "bandit":
        from redblue.blue.guards.bandit import BanditGuard

        return BanditGuard(unknown=unknown)
    if url := _URL.fullmatch(name):
        from redblue.blue.guards.remote import HttpGuard

        return HttpGuard(name, url.group(1), unknown=unknown)
    if _IMPORTED.fullmatch(name) and not name.startswith(("http:", "https:")):
        from redblue.blue.guards.imported import import_guard

        return import_guard(name, unknown=unknown)
    raise UsageError(f"--guard {name}: no such guard; there are {_KINDS}")
