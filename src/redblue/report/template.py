"""How the templates beside this file are read: all that is put into them is escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


def template(name: str, **filters: Callable[[Any], str]) -> Template:
    """The template of that name, with these filters. A name in it that is not given is an error."""
    environment = Environment(
        loader=PackageLoader("redblue.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= filters
    return environment.get_template(name)


def asset(name: str) -> str:
    """A style sheet or script that lies beside this file, to be written into a page."""
    return files("redblue.report").joinpath(name).read_text(encoding="utf-8")


def content_hash(text: str) -> str:
    """What a page's content policy calls a style sheet or script of this text."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
