"""Going through things: map, filter, reduce, ranges, sequences, mappings."""

from __future__ import annotations

import ast

from redblue.blue.code.python import operators
from redblue.blue.code.python.objects import (
    Call,
    constant,
    element_of,
    known_items,
    model,
    number_of,
    plain,
    truth,
)
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, join, origins_of


@model("functools.reduce", "itertools.accumulate")
def _reduce(call: Call) -> Value:
    function, items = (
        (call.arg(0), known_items(call.arg(1)))
        if call.ref.startswith("functools")
        else (call.arg(1), known_items(call.arg(0)))
    )
    if call.ref.startswith("itertools"):
        return _accumulated(call)
    if items is None:
        return call.interpreter.call(function, [UNKNOWN, element_of(call.arg(1))], {}, call.node)
    value = call.arg(2) if call.given(2, "initial") else (items.pop(0) if (items := list(items)) else UNKNOWN)
    for item in items[:300]:
        value = call.interpreter.call(function, [value, item], {}, call.node)
    return value


@model(
    "map",
    "filter",
    "itertools.starmap",
    "itertools.filterfalse",
    "concurrent.futures.ThreadPoolExecutor().map",
    "concurrent.futures.ProcessPoolExecutor().map",
    "multiprocessing.Pool().map",
    "multiprocessing.Pool().imap",
    "multiprocessing.Pool().starmap",
    "multiprocessing.Pool().imap_unordered",
    "multiprocessing.pool.ThreadPool().map",
)
def _map(call: Call) -> Value:
    function, rest = call.arg(0), call.args[1:]
    columns = [known_items(one) for one in rest]
    made = []
    kept = []
    if columns and all(column is not None for column in columns) and len(columns[0] or []) <= 300:
        rows = list(zip(*[column or [] for column in columns], strict=False))
    else:
        rows = [tuple(element_of(one) for one in rest)]
    for row in rows:
        given = known_items(row[0]) or [element_of(row[0])] if "starmap" in call.ref and row else list(row)
        result = (
            call.interpreter.call(function, list(given), {}, call.node)
            if function.kind != "none"
            else (row[0] if row else UNKNOWN)
        )
        made.append(result)
        if row and truth(result) is not False:
            kept.append(row[0].tagged(*(o for o in result.all_origins() if o.source is Source.CHILD)))
    origins = origins_of(*rest) if not all(columns) else frozenset()
    return Value(HOLE, origins, kind="list", items=kept if call.ref == "filter" else made)


@model(
    "list",
    "tuple",
    "set",
    "frozenset",
    "sorted",
    "reversed",
    "collections.deque",
    "collections.OrderedDict",
    "itertools.chain",
    "itertools.chain.from_iterable",
    "itertools.islice",
    "itertools.cycle",
    "collections.Counter",
)
def _sequence(call: Call) -> Value:
    if not call.args:
        return Value(HOLE, kind="list", items=[])
    first = call.arg(0)
    if first.kind == "dict" and call.ref == "collections.OrderedDict":
        return first
    if call.ref == "itertools.chain":
        return Value(
            HOLE,
            origins_of(*call.args),
            kind="list",
            items=[item for one in call.args for item in known_items(one) or [element_of(one)]][:2_000],
        )
    items = known_items(first)
    if items is None:
        return Value(HOLE, first.all_origins(), kind="list", items=[element_of(first)])
    if call.ref == "itertools.chain.from_iterable":
        items = [item for one in items for item in known_items(one) or [element_of(one)]]
    if call.ref == "itertools.cycle" and items:
        items = (items * (2_000 // len(items) + 1))[:2_000]
    if call.ref == "reversed":
        items = items[::-1]
    elif call.ref == "sorted":
        items = _sorted(call, items)
    elif call.ref == "itertools.islice":
        bounds = [number_of(arg) for arg in call.args[1:]]
        if all(bound is None or bound >= 0 for bound in bounds):
            items = items[slice(*bounds)] if bounds else items
    return Value(HOLE, first.origins, kind="list", items=list(items))


def _sorted(call: Call, items: list[Value]) -> list[Value]:
    key = call.kwargs.get("key")
    try:
        keyed = [
            (plain(call.interpreter.call(key, [item], {}, call.node) if key is not None else item), number)
            for number, item in enumerate(items[:500])
        ]
        order = [number for _, number in sorted(keyed)]
    except (ValueError, TypeError):
        return items
    if truth(call.kwargs.get("reverse", constant(False))):
        order.reverse()
    return [items[number] for number in order]


@model("next", "min", "max", "random.choice", "secrets.choice", "random.sample", "any", "all", "sum")
def _one_of(call: Call) -> Value:
    first = call.arg(0)
    if call.ref == "next":
        items = known_items(first)
        return items[0] if items else element_of(first)
    if call.ref in ("any", "all"):
        return Value(HOLE, first.all_origins(), kind="bool")
    if call.ref == "sum":
        items = known_items(first)
        try:
            if items is not None:
                return constant(sum(plain(item) for item in items), first.origins)  # type: ignore[misc]
        except (ValueError, TypeError):
            pass
        return Value(HOLE, first.all_origins(), kind="int")
    origin = Source.SECURE_RANDOM if call.ref.startswith("secrets") else Source.RANDOM
    chosen = element_of(first) if len(call.args) == 1 else join(call.args)
    return chosen.tagged(Origin(origin)) if "." in call.ref else chosen


@model("range", "enumerate", "zip", "itertools.repeat", "itertools.zip_longest", "itertools.product", "itertools.count")
def _ranges(call: Call) -> Value:
    if call.ref == "range":
        bounds = [number_of(arg) for arg in call.args]
        if bounds and all(bound is not None for bound in bounds) and not (len(bounds) == 3 and bounds[2] == 0):
            numbers = range(*bounds)  # type: ignore[arg-type]
            try:
                size = len(numbers)
            except OverflowError:
                size = 10**9
            if size <= 300:
                return Value(HOLE, kind="list", items=[constant(number) for number in numbers])
            origins = {Origin(Source.AMPLIFIED, str(size))} if size >= 100 else set()
            return Value(HOLE, frozenset(origins), kind="list", items=[Value(HOLE, kind="int")], payload=size)
        return Value(HOLE, kind="list", items=[Value(HOLE, kind="int")])
    if call.ref == "itertools.repeat":
        times = number_of(call.arg(1, "times"))
        origins = {Origin(Source.AMPLIFIED, str(times))} if times is not None and times >= 100 else set()
        return Value(HOLE, frozenset(origins), kind="list", items=[call.arg(0)])
    if call.ref == "itertools.count":
        return Value(HOLE, kind="list", items=[Value(HOLE, kind="int")])
    columns = [known_items(arg) or [element_of(arg)] for arg in call.args]
    if call.ref == "enumerate":
        start = number_of(call.arg(1, "start")) if call.given(1, "start") else 0
        pairs = [
            Value(HOLE, kind="list", items=[constant(number + (start or 0)), item])
            for number, item in enumerate(columns[0] if columns else [])
        ]
        return Value(HOLE, call.arg(0).origins, kind="list", items=pairs)
    if call.ref == "itertools.product":
        columns = columns[:3]
        rows: list[list[Value]] = [[]]
        for column in columns:
            rows = [[*row, item] for row in rows for item in column][:300]
        return Value(HOLE, kind="list", items=[Value(HOLE, kind="list", items=row) for row in rows])
    return Value(HOLE, origins_of(*[Value(HOLE, arg.origins) for arg in call.args]), kind="list",
                 items=[Value(HOLE, kind="list", items=list(row)) for row in zip(*columns, strict=False)])  # fmt: skip


@model("dict", "collections.defaultdict", "types.SimpleNamespace", "argparse.Namespace", "collections.ChainMap")
def _dict(call: Call) -> Value:
    if call.ref in ("types.SimpleNamespace", "argparse.Namespace"):
        return Value(HOLE, kind="object", ref="types.SimpleNamespace()", fields=dict(call.kwargs))
    fields: dict[str, Value] = {}
    if call.ref == "collections.defaultdict":
        return Value(HOLE, kind="dict", fields=fields)
    first = call.arg(0)
    if first.kind == "dict":
        fields.update(first.fields or {})
    else:
        for pair in known_items(first) or []:
            both = known_items(pair)
            if both is not None and len(both) == 2 and both[0].is_known:
                fields[both[0].text] = both[1]
    fields.update(call.kwargs)
    return Value(HOLE, first.origins, kind="dict", fields=fields)


@model("iter")
def _iter(call: Call) -> Value:
    if not call.given(1):
        return call.arg(0)
    made = call.interpreter.call(call.arg(0), [], {}, call.node)
    return Value(HOLE, made.all_origins(), kind="list", items=[made])


@model("dict.fromkeys")
def _fromkeys(call: Call) -> Value:
    keys = known_items(call.arg(0)) or []
    return Value(HOLE, kind="dict", fields={key.text: call.arg(1) for key in keys if key.is_known})


def _accumulated(call: Call) -> Value:
    items = known_items(call.arg(0))
    if items is None:
        return Value(HOLE, call.arg(0).all_origins(), kind="list", items=[element_of(call.arg(0))])
    made: list[Value] = []
    for item in items[:500]:
        if not made:
            made.append(item)
        elif call.given(1, "func"):
            made.append(call.interpreter.call(call.arg(1, "func"), [made[-1], item], {}, call.node))
        else:
            made.append(operators.binary(ast.Add(), made[-1], item))
    return Value(HOLE, call.arg(0).origins, kind="list", items=made)
