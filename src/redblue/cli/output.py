"""`-o OUT`: a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from redblue.core.errors import UsageError


@contextmanager
def output(out: Path | None) -> Iterator[TextIO]:
    """Where to write to: standard output without `out`, else a file that gets its name when all went well.

    What is there and is no file, such as a pipe, is written to as it comes. Raises UsageError where it cannot be made.
    """
    if out is None:
        yield sys.stdout
        return
    try:
        if out.exists() and not out.is_file():
            with out.open("w", encoding="utf-8") as file:
                yield file
            return
        descriptor, part = tempfile.mkstemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent)
    except OSError as error:
        raise UsageError(f"-o {out}: {error.strerror}") from None
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            yield file
        Path(part).chmod(0o644)
        Path(part).replace(out)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
