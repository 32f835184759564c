"""The base of everything that is written to a file or travels between rooms."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Data(BaseModel):
    """An immutable record. A key it does not know is an error, so that a typo never passes silently."""

    model_config = ConfigDict(frozen=True, extra="forbid")
