"""The rules, each in a file of its own and found by its name."""

from __future__ import annotations

import functools
import importlib
import pkgutil

from redblue.blue.rule import Rule


@functools.cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its id. Raises ValueError when a file and its rule disagree about the name."""
    found = {}
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{__name__}.{info.name}")
        rule: Rule = module.rule
        if rule.id != info.name.replace("_", "-"):
            raise ValueError(f"blue/rules/{info.name}.py: its rule is called {rule.id}")
        rule.manual = module.__doc__ or ""
        found[rule.id] = rule
    return found
