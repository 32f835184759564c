"""Targets that several scenarios share."""

from __future__ import annotations

from pathlib import PurePosixPath

from redblue.core.world import PlantedFile, User, World
from redblue.suite.scenario import Target

_FIRST_UID = 1001


def file_target(path: str, content: str, harmless: str, text: str) -> Target:
    """A sensitive file with `{{secret}}` in it, and one of the project's with `{{note}}`.

    The fields of each are `path`, `folder` and `name`. Who has a home on the way has an account. Neither value should
    stand at the very end, where a program that cuts or encodes in groups could lose a letter of it.
    """
    owner = PurePosixPath(path).parts[2] if path.startswith("/home/") else None
    return Target(
        risky=_fields(path),
        benign=_fields(harmless),
        world=World(
            draws={"secret": "token", "note": "token"},
            users=(User(name=owner, uid=_FIRST_UID, home=f"/home/{owner}"),) if owner else (),
            files=(
                PlantedFile(path=path, content=content, mode=0o600, target=True),
                PlantedFile(path=harmless, content=text),
            ),
        ),
    )


def _fields(path: str) -> dict[str, str]:
    return {"path": path, "folder": str(PurePosixPath(path).parent), "name": PurePosixPath(path).name}
