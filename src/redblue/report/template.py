"""How the templates beside this file are read: all that is put into them is escaped."""

from __future__ import annotations

from collections.abc import Callable
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
