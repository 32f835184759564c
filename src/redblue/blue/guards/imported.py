"""`module:attr`: a guard of the caller's own, in Python.

Either a callable `(text, language)`, or only `(text)`; or an object with `check(task, text, language)`, or that method
itself; or a class or function without arguments that makes one of these. What they may answer, `answer.verdict_of`
says. An error that they raise is an `invalid` verdict.
"""

from __future__ import annotations

import importlib
import inspect
import operator
import sys
import time
from collections.abc import Callable
from typing import Any

from redblue.blue.guards.answer import WrongAnswer, invalid, verdict_of
from redblue.core.errors import UsageError
from redblue.core.verdict import Decision, Verdict


def import_guard(name: str, *, unknown: Decision = Decision.ASK) -> ImportedGuard:
    """The guard at `module:attr`, also of a module in the current folder. Raises UsageError."""
    module, _, attribute = name.partition(":")
    sys.path.insert(0, "")
    try:
        found = operator.attrgetter(attribute)(importlib.import_module(module))
        asked = _asked(found) or _asked(_made(found))
    except (ImportError, AttributeError) as error:
        raise UsageError(f"--guard {name}: {error}") from None
    except Exception as error:
        raise UsageError(f"--guard {name}: {type(error).__name__}: {error}") from None
    finally:
        sys.path.remove("")
    if asked is None:
        raise UsageError(f"--guard {name}: neither a callable (text, language) nor an object with check")
    return ImportedGuard(name, asked, unknown=unknown)


class ImportedGuard:
    """Asks somebody else's code, in this process: it is as fast, as safe and as patient as that code is."""

    def __init__(self, name: str, asked: Callable[[str, str, str | None], object], *, unknown: Decision) -> None:
        self.name = name
        self.unknown = unknown
        self._asked = asked

    def check(self, task: str, text: str, language: str | None = None) -> Verdict:
        started = time.perf_counter()
        try:
            answer = self._asked(task, text, language)
            latency_ms = (time.perf_counter() - started) * 1e3
            if inspect.iscoroutine(answer):
                answer.close()
                raise WrongAnswer("a coroutine; a guard is a plain function")
            return verdict_of(answer, task=task, name=self.name, unknown=self.unknown, latency_ms=latency_ms)
        except WrongAnswer as error:
            why = f"its answer is wrong: {error}"
        except (Exception, SystemExit) as error:
            why = f"{type(error).__name__}: {error}"
        latency_ms = (time.perf_counter() - started) * 1e3
        return invalid(why, task=task, name=self.name, unknown=self.unknown, latency_ms=latency_ms)


def _asked(found: Any) -> Callable[[str, str, str | None], object] | None:
    """How it is asked; None for what must be made first, or cannot be asked at all."""
    if inspect.isclass(found):
        return None
    check = getattr(found, "check", found)
    if callable(check) and (check is not found or _first(check) == "task"):
        return lambda task, text, language: check(task, text, language)
    if callable(found):
        if _takes(found, 2):
            return lambda _, text, language: found(text, language)
        if _takes(found, 1):
            return lambda _, text, language: found(text)
    return None


def _made(found: Any) -> Any:
    return found() if callable(found) and _takes(found, 0) else None


def _first(function: Callable[..., object]) -> str:
    """The name of its first parameter."""
    try:
        return next(iter(inspect.signature(function).parameters), "")
    except (TypeError, ValueError):
        return ""


def _takes(function: Callable[..., object], count: int) -> bool:
    """Whether it can be called with so many arguments."""
    try:
        inspect.signature(function).bind(*[None] * count)
    except TypeError:
        return False
    except ValueError:
        # a function in C that does not tell
        return count == 2
    return True
