"""What models answer, made such that it can be written down.

A server may put half a surrogate pair into its JSON, by cutting an emoji for instance. No UTF-8 can hold it: Inspect
could not write its log, and one such answer would end the whole evaluation.
"""

from __future__ import annotations

import functools
from typing import Any
from weakref import WeakSet

from inspect_ai.model import Model, ModelAPI, ModelCall, ModelOutput
from pydantic_core import PydanticSerializationError

_seen: WeakSet[ModelAPI] = WeakSet()


def writing_down(model: Model) -> None:
    """From now on its answers have a sign in the place of what cannot be written."""
    api = model.api
    if api not in _seen:
        _seen.add(api)
        api.generate = _written(api.generate)  # type: ignore[method-assign]


def _written(generate: Any) -> Any:
    @functools.wraps(generate)
    async def answer(*args: Any, **given: Any) -> Any:
        found = await generate(*args, **given)
        return tuple(map(_whole, found)) if isinstance(found, tuple) else _whole(found)

    return answer


def _whole(found: Any) -> Any:
    if isinstance(found, ModelOutput | ModelCall):
        try:
            found.model_dump_json()
        except PydanticSerializationError:
            return type(found).model_validate(_replaced(found.model_dump()))
    return found


def _replaced(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_replaced(name): _replaced(each) for name, each in value.items()}
    return [_replaced(each) for each in value] if isinstance(value, list | tuple) else value
