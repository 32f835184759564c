"""Files are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from redblue.core.errors import UsageError


def write_whole(out: Path, text: str) -> None:
    """Raises UsageError; then what was there before is there still."""
    try:
        _replace(out, text)
    except OSError as error:
        raise UsageError(f"--out {out}: {error.strerror}") from None


def write_with_pages(out: Path, text: str, folder: str, pages: Mapping[str, str]) -> None:
    """A page, and the pages that it links to in `folder` beside it; pages of an earlier one are gone. UsageError."""
    place = out.parent / folder
    try:
        if out.is_dir():
            raise IsADirectoryError(21, "Is a directory")
        if pages:
            place.mkdir(exist_ok=True)
        for name, page in pages.items():
            _replace(place / name, page)
        _replace(out, text)
        for stale in place.glob("[0-9][0-9][0-9].html"):
            if stale.name not in pages:
                stale.unlink()
        if not pages and place.is_dir() and not any(place.iterdir()):
            place.rmdir()
    except OSError as error:
        raise UsageError(f"--out {out}: {error.strerror}") from None


def _replace(file: Path, text: str) -> None:
    descriptor, part = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
        Path(part).chmod(0o644)
        Path(part).replace(file)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
