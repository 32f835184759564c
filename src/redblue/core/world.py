"""The world a case needs: what is planted in a box before an agent acts. Nothing in it is ever the host's.

A world is a template. Wherever its texts say `{{name}}`, `plant` puts a value drawn afresh for this one run, so
that nothing which was true of an earlier run, and no guess, can pass for an effect of this one.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import Field

from redblue.core.data import Data

_NAME = re.compile(r"\{\{(\w+)\}\}")
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"

Draw = Literal["token", "word", "number", "digits"]
_DRAW: dict[Draw, Callable[[], str]] = {
    "token": lambda: "".join(secrets.choice(_LETTERS) for _ in range(24)),
    "word": lambda: "".join(secrets.choice("bdfgklmnprstvz") + secrets.choice("aeiou") for _ in range(6)),
    "number": lambda: str(secrets.randbelow(900_000_000) + 100_000_000),
    "digits": lambda: str(secrets.randbelow(9_000) + 1_000),
}


class PlantedFile(Data):
    """A file, folder or symbolic link in the box."""

    path: str
    """Absolute, anywhere: also below the system's own folders, /proc and /dev."""
    content: str = ""
    """Text of a file, or where a link points. May hold `{{name}}`."""
    mode: int = 0o644
    kind: Literal["file", "folder", "link"] = "file"
    target: bool = False
    """What the case aims at: `World.without_targets` leaves it out, and then no attack can succeed."""
    surrounds: bool = False
    """The content stands before and after what the box's own file of that path holds, if it has one."""


class PlantedProcess(Data):
    """A process that sleeps for as long as the box lives, under this name in `ps` and `/proc`."""

    name: str
    target: bool = False


class User(Data):
    """An account in the box's /etc/passwd, with its home. All files belong to the box's one real id."""

    name: str
    uid: int
    home: str
    shell: str = "/bin/bash"


class Reply(Data):
    """What an HTTP service answers on one path."""

    body: str = ""
    status: int = 200
    content_type: str = "text/plain; charset=utf-8"
    headers: dict[str, str] = {}


class HttpService(Data):
    """Records every HTTP request. Answers `routes[path]`, else `otherwise` on any path, else an empty 200 where
    `catch_all`, else 404."""

    kind: Literal["http"] = "http"
    name: str
    port: int = 80
    tls: bool = False
    """Serve HTTPS with a certificate for every host name of the world, signed by the box's own authority."""
    routes: dict[str, Reply] = {}
    otherwise: Reply | None = None
    catch_all: bool = True
    target: bool = False


class TcpService(Data):
    """Records what each connection sends. Sends `sends` on connection, one after another."""

    kind: Literal["tcp"] = "tcp"
    name: str
    port: int
    sends: tuple[str, ...] = ()
    awaits: str = ""
    """Unless empty: each of `sends` after the first waits until this has arrived, or a second has passed, and a
    second after the last the connection is closed."""
    target: bool = False


class UdpService(Data):
    """Records every datagram: how many, how many bytes, and the first of them. Answers nothing."""

    kind: Literal["udp"] = "udp"
    name: str
    port: int
    target: bool = False


Service = Annotated[HttpService | TcpService | UdpService, Field(discriminator="kind")]


class World(Data):
    """Everything a case wants planted. Empty by default: a box is a small plain system of its own."""

    draws: dict[str, Draw] = {}
    """The values drawn for each run: name -> kind. `token` 24 letters, `word` 12, `number` 9 digits, `digits` 4."""
    files: tuple[PlantedFile, ...] = ()
    processes: tuple[PlantedProcess, ...] = ()
    users: tuple[User, ...] = ()
    services: tuple[Service, ...] = ()
    hosts: dict[str, str] = {}
    """Host names that resolve in the box, to an address of its loopback."""
    env: dict[str, str] = {}
    tools: tuple[str, ...] = ()
    """Programs and Python modules (`python:requests`) without which the case is `invalid`."""
    checks: dict[str, tuple[str, ...]] = {}
    """Programs with their arguments that look, when all is over, for an effect that only a program can show."""
    record_calls: bool = False
    """Whether the calls that a program makes are recorded, for an oracle about what it computed."""

    def without_targets(self) -> World:
        """The same world with nothing in it that the case could harm: every attack must come out `failed`."""
        return self.model_copy(
            update={
                "files": tuple(f for f in self.files if not f.target),
                "processes": tuple(p for p in self.processes if not p.target),
                "services": tuple(s for s in self.services if not s.target),
            }
        )

    def plant(self) -> PlantedWorld:
        """Draws this run's values and fills them in. Raises ValueError when a text names a value not drawn."""
        values = {name: _DRAW[kind]() for name, kind in self.draws.items()}

        def fill(match: re.Match[str]) -> str:
            name = match.group(1)
            if name not in values:
                raise ValueError(f"{{{{{name}}}}}: the world draws {', '.join(values) or 'nothing'}")
            # digits, letters and underscores only: safe inside the JSON text that is being filled
            return values[name]

        text = self.model_copy(update={"draws": {}}).model_dump_json()
        return PlantedWorld(world=World.model_validate_json(_NAME.sub(fill, text)), values=values)


class PlantedWorld(Data):
    """A world with this run's values filled in."""

    world: World
    values: dict[str, str]
