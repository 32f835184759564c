"""Options that stand in `redblue.toml`, or in `[tool.redblue]` of pyproject.toml, of the current folder.

A table for each command, with the names of its long options: `[exec]`, `agent = "comply"`. The command line wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol


class Parameter(Protocol):
    """Of click, which newer versions of typer bring along under a name of their own."""

    name: str | None
    opts: list[str]


class Command(Protocol):
    params: Sequence[Parameter]


def configured(commands: Mapping[str, Command], folder: Path) -> dict[str, dict[str, Any]]:
    """The defaults that the folder's file sets, by command and parameter. Raises UsageError for a wrong key."""
    for name, path in (("redblue.toml", ()), ("pyproject.toml", ("tool", "redblue"))):
        file = folder / name
        if file.is_file():
            tables = _read(file)
            for key in path:
                tables = tables.get(key, {}) if isinstance(tables, dict) else {}
            if not isinstance(tables, dict):
                return {}
            if tables or not path:
                return {command: _options(file, commands, command, table) for command, table in tables.items()}
    return {}


def _read(file: Path) -> dict[str, Any]:
    import tomllib

    from redblue.core.errors import UsageError

    try:
        return tomllib.loads(file.read_text())
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}: {error}") from None


def _options(file: Path, commands: Mapping[str, Command], command: str, table: object) -> dict[str, Any]:
    from redblue.core.errors import UsageError

    if command not in commands:
        raise UsageError(f"{file}: [{command}] is no command; there are {', '.join(commands)}")
    names = {
        option.removeprefix("--"): parameter.name
        for parameter in commands[command].params
        for option in parameter.opts
        if option.startswith("--")
    }
    if not isinstance(table, dict):
        raise UsageError(f"{file}: {command} is not a table")
    found: dict[str, Any] = {}
    for key, value in table.items():
        if key not in names:
            raise UsageError(f"{file}: [{command}] {key}: no such option; there are {', '.join(names)}")
        parameter = names[key]
        assert parameter is not None
        found[parameter] = ",".join(map(str, value)) if isinstance(value, list) else value
    return found
