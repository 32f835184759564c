"""What library functions do: read, send, start, decode. Each file registers those of one subject."""

from __future__ import annotations

import functools
import importlib
import pkgutil


@functools.cache
def load_models() -> None:
    """Registers all of them, once."""
    for info in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{info.name}")
