"""Where models register."""

from __future__ import annotations

from collections.abc import Callable

from redblue.blue.code.bash.call import Call
from redblue.blue.code.value import Value

Model = Callable[[Call], "Value | None"]
"""Notes the acts of a program; returns what it prints, None for nothing."""
PROGRAMS: dict[str, Model] = {}
BUILTINS: dict[str, Model] = {}
"""What the shell does itself: no program is started."""


def program(*names: str) -> Callable[[Model], Model]:
    """Registers the model of the programs of these names."""

    def register(model: Model) -> Model:
        for name in names:
            PROGRAMS[name] = model
        return model

    return register


def builtin(*names: str) -> Callable[[Model], Model]:
    """The same for the shell's own commands."""

    def register(model: Model) -> Model:
        for name in names:
            BUILTINS[name] = model
        return model

    return register
