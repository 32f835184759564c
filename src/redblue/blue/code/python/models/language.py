"""The language itself: evaluating, importing, looking up by name, converting, iterating, calling later."""

from __future__ import annotations

import ast
import re

from redblue.blue.code.act import Verb
from redblue.blue.code.languages import read_python
from redblue.blue.code.python import expressions
from redblue.blue.code.python.objects import (
    CALLABLE,
    Call,
    Class,
    Frame,
    constant,
    element_of,
    known_items,
    model,
    number_of,
    opaque,
    plain,
    text_of,
    truth,
)
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, concat, join, mapped, origins_of

_NONE = Value("None", kind="none")
_SENSITIVE = ("os", "subprocess", "builtins", "shutil", "socket", "ctypes", "pty", "sys")


@model(
    "eval",
    "exec",
    "timeit.timeit",
    "timeit.repeat",
    "cProfile.run",
    "profile.run",
    "cProfile.runctx",
    "pdb.run",
    "bdb.Bdb().run",
    "trace.Trace().run",
    "code.InteractiveInterpreter().runsource",
    "code.InteractiveInterpreter().runcode",
    "code.InteractiveConsole().push",
    "code.InteractiveConsole().runcode",
    "doctest.run_docstring_examples",
    "doctest.debug_src",
    "runpy.run_string",
    "asteval.Interpreter()",
    "pandas.eval",
    "numexpr.evaluate",
    "interpreters.Interpreter().exec",
    "_xxsubinterpreters.run_string",
)
def _eval(call: Call) -> Value:
    position = 1 if "run_string" in call.ref else 0
    code = call.arg(position, "stmt")
    if code.kind in CALLABLE and code.kind != "method":
        return call.interpreter.call(code, [], {}, call.node)
    if code.kind in ("code", "object") and isinstance(code.payload, Value):
        code = code.payload
    if call.given(1, "setup") and call.ref.startswith("timeit"):
        evaluate(call, call.arg(1, "setup"))
    names = call.arg(1, "globals")
    if names.kind == "dict" and names.fields is not None and call.ref in ("eval", "exec"):
        # the names that it finds and makes there
        interpreter, outer = call.interpreter, call.interpreter.frame
        interpreter.frame = Frame(outer)
        interpreter.frame.names = names.fields
        try:
            return evaluate(call, code)
        finally:
            interpreter.frame = outer
    return evaluate(call, code)


def evaluate(call: Call, code: Value) -> Value:
    """`code` is run as Python: in the names of the block, as far as they can be seen from there."""
    if isinstance(code.payload, ast.AST):
        inner = code.payload
        call.act(Verb.EVALUATE, Value(call.ref), data=code)
        body = inner.body if isinstance(inner, ast.Module) else []
        with call.interpreter.run.layer(call.ref, call.span):
            call.interpreter.block(body)
        return UNKNOWN
    call.act(Verb.EVALUATE, Value(call.ref), data=code)
    found = []
    for one in code.each():
        if one.text == HOLE or one.kind not in ("str", "bytes", "any"):
            found.append(Value(HOLE, one.all_origins()))
            continue
        found.append(_evaluated(call, one))
    return join(found)


def _evaluated(call: Call, code: Value) -> Value:
    from redblue.blue.code.python.interpreter import parse
    from redblue.blue.code.python.syntax import PythonCode

    interpreter = call.interpreter
    unread = len(interpreter.run.unread)
    tree = parse(code.text.strip().replace(HOLE, "None"), interpreter.run)
    # a text that is no Python is none of the block's
    interpreter.run.unread[unread:] = [why for why in interpreter.run.unread[unread:] if "defect" in why]
    if tree is None:
        return Value(HOLE, code.origins)
    with interpreter.run.layer(call.ref, call.span):
        outer, interpreter.anchor = interpreter.anchor, interpreter.anchor or call.span
        interpreter.run.codes.append(PythonCode(tree, interpreter.anchor))
        try:
            if len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr):
                return interpreter.eval(tree.body[0].value).tagged(*code.origins)
            interpreter.block(tree.body)
        finally:
            interpreter.anchor = outer
    return Value(HOLE, code.origins)


@model("compile", "ast.parse", "codeop.compile_command")
def _compile(call: Call) -> Value:
    source = call.arg(0, "source")
    return Value(
        source.text,
        source.all_origins(),
        kind="code",
        payload=source.payload or Value(source.text, source.all_origins(), others=source.others),
    )


@model(
    "runpy.run_path",
    "runpy.run_module",
    "execfile",
    "imp.load_source",
    "importlib.util.spec_from_file_location",
    "importlib.machinery.SourceFileLoader",
)
def _run_path(call: Call) -> Value:
    path = call.arg(0 if call.ref.startswith(("runpy", "execfile")) else 1)
    run = call.interpreter.run
    names = [path.text, f"{path.text}.py"]
    own = next((run.files[name] for name in names if name in run.files), None)
    call.act(
        Verb.EVALUATE,
        Value(call.ref),
        data=own if own is not None else Value(HOLE, path.origins | {Origin(Source.FILE, path.text)}),
    )
    if own is not None:
        read_python(run, own, call.span, call.ref.rpartition(".")[2])
    return UNKNOWN


@model(
    "__import__",
    "importlib.import_module",
    "importlib.__import__",
    "pydoc.locate",
    "pkgutil.resolve_name",
    "django.utils.module_loading.import_string",
)
def _import(call: Call) -> Value:
    name = call.arg(0, "name")
    found = []
    for one in name.each():
        if not one.is_known or one.kind != "str":
            found.append(Value(HOLE, one.all_origins()))
            continue
        dotted = one.text.replace(":", ".")
        whole = call.ref != "__import__" or call.given(3, "fromlist")
        found.append(call.interpreter.import_module(dotted if whole else dotted.partition(".")[0], call.node))
    return join(found)


@model(
    "importlib.reload",
    "importlib.util.module_from_spec",
    "typing.cast",
    "asyncio.run",
    "asyncio.wait_for",
    "asyncio.create_task",
    "asyncio.ensure_future",
    "asyncio.get_event_loop().run_until_complete",
    "asyncio.new_event_loop().run_until_complete",
    "asyncio.shield",
    "anyio.run",
    "functools.wraps()",
    "aiter",
    "weakref.ref",
    "inspect.unwrap",
    "contextlib.closing",
    "contextlib.nullcontext",
    "contextlib.contextmanager",
    "contextlib.asynccontextmanager",
    "functools.lru_cache()",
    "functools.cache",
    "functools.lru_cache",
    "dataclasses.dataclass",
    "functools.total_ordering",
    "staticmethod",
    "classmethod",
    "memoryview",
    "functools.singledispatch",
    "types.MappingProxyType",
)
def _same(call: Call) -> Value:
    value = call.arg(1) if call.ref == "typing.cast" else call.arg(0)
    if value.kind == "list" and call.ref.startswith("copy."):
        return Value(HOLE, value.origins, kind="list", items=list(value.items or []))
    if call.ref == "contextlib.closing" or not (
        value.kind in ("function", "bound") and call.ref in ("asyncio.run", "anyio.run")
    ):
        return value
    return call.interpreter.call(value, [], {}, call.node)


@model("getattr", "operator.attrgetter()", "inspect.getattr_static", "object.__getattribute__", "type.__getattribute__")
def _getattr(call: Call) -> Value:
    owner, name = call.arg(0), call.arg(1)
    found = [call.args[2]] if len(call.args) > 2 and call.args[2].kind in CALLABLE else []
    for one in name.each():
        if one.is_known:
            value = owner
            for part in one.text.split("."):
                value = expressions.attribute(call.interpreter, value, part, call.node)
            found.append(value)
        elif owner.kind == "ref" and owner.ref in _SENSITIVE:
            found.append(Value(HOLE, one.all_origins(), kind="ref", ref=f"{owner.ref}.{HOLE}"))
        else:
            found.append(Value(HOLE, owner.all_origins() | one.all_origins()))
    return join(found)


@model(*[f"{module}.{HOLE}" for module in _SENSITIVE])
def _hidden(call: Call) -> Value:
    """A function of a sensitive module whose name is computed from what is not known."""
    call.act(Verb.EVALUATE, Value("getattr"), data=call.arg(0), how={"hidden"})
    return UNKNOWN


@model("setattr", "object.__setattr__", "type.__setattr__")
def _setattr(call: Call) -> Value:
    if call.arg(1).is_known:
        expressions.set_field(call.interpreter, call.arg(0), call.arg(1).text, call.arg(2), call.node)
    return _NONE


@model("globals", "locals", "vars", "dir")
def _namespace(call: Call) -> Value:
    if call.ref == "dir":
        owner = call.arg(0)
        if owner.kind == "ref":
            prefix = f"{owner.ref}."
            names = sorted(
                {
                    name.removeprefix(prefix).partition(".")[0]
                    for name in expressions.known_names()
                    if name.startswith(prefix)
                }
            )
            return Value(HOLE, kind="list", items=[Value(name) for name in names[:300]])
        return Value(HOLE, kind="list")
    if call.args:
        return Value(HOLE, kind="namespace", payload=call.arg(0))
    return Value(HOLE, kind="namespace", payload=call.interpreter.frame)


@model("*.get")
def _get(call: Call) -> Value:
    receiver = call.receiver or UNKNOWN
    if receiver.kind == "namespace":
        return expressions.item(call.interpreter, receiver, call.arg(0), call.node)
    if receiver.kind == "object" and receiver.ref == "os.environ":
        return environment(call.arg(0), call)
    return Value(
        HOLE,
        receiver.all_origins() | origins_of(*call.all),
        kind="object",
        ref=f"{receiver.ref}.get()" if receiver.ref else "",
    )


@model("*.__getitem__", "operator.getitem")
def _getitem(call: Call) -> Value:
    if call.receiver is not None:
        return expressions.item(call.interpreter, call.receiver, call.arg(0), call.node)
    return expressions.item(call.interpreter, call.arg(0), call.arg(1), call.node)


@model("*.__getattribute__", "*.__getattr__")
def _getattribute(call: Call) -> Value:
    return _getattr(Call(call.interpreter, "getattr", [call.receiver or UNKNOWN, *call.args], {}, call.node))


@model("*.__call__")
def _call_it(call: Call) -> Value:
    return call.interpreter.call(call.receiver or UNKNOWN, call.args, call.kwargs, call.node)


@model("operator.attrgetter", "operator.methodcaller", "operator.itemgetter")
def _getter(call: Call) -> Value:
    return Value(
        HOLE,
        kind="partial",
        payload=(
            Value(HOLE, kind="ref", ref=f"{call.ref}()"),
            [Value(HOLE, kind="list", items=call.args)],
            call.kwargs,
        ),
    )


@model("operator.attrgetter()", "operator.itemgetter()", "operator.methodcaller()")
def _got(call: Call) -> Value:
    wanted, owner = (call.arg(0).items or [UNKNOWN]), call.arg(1)
    if call.ref == "operator.itemgetter()":
        return expressions.item(call.interpreter, owner, wanted[0], call.node)
    if call.ref == "operator.attrgetter()":
        return _getattr(Call(call.interpreter, "getattr", [owner, wanted[0]], {}, call.node))
    function = _getattr(Call(call.interpreter, "getattr", [owner, wanted[0]], {}, call.node))
    return call.interpreter.call(function, wanted[1:], call.kwargs, call.node)


@model(
    "pickle.dumps", "pickle.dump", "copy.copy", "copy.deepcopy", "copyreg.pickle", "marshal.dumps", "shelve.open().sync"
)
def _reduced(call: Call) -> Value:
    """An object may say by itself what is called when it is made again."""
    value = call.arg(0)
    if value.kind == "instance" and isinstance(value.payload, Class):
        for name in ("__reduce_ex__", "__reduce__", "__deepcopy__", "__copy__", "__getstate__"):
            if method := value.payload.find(name):
                made = call.interpreter.call(method, [value], {}, call.node)
                both = known_items(made) or []
                if len(both) >= 2 and both[0].kind in CALLABLE:
                    call.interpreter.call(both[0], known_items(both[1]) or [], {}, call.node)
    if call.ref == "copyreg.pickle":
        made = call.interpreter.call(call.arg(1), [UNKNOWN], {}, call.node)
        both = known_items(made) or []
        if len(both) >= 2:
            call.interpreter.call(both[0], known_items(both[1]) or [], {}, call.node)
    if value.kind == "list" and call.ref.startswith("copy."):
        return Value(HOLE, value.origins, kind="list", items=list(value.items or []))
    return value


@model("string.Template")
def _template(call: Call) -> Value:
    return opaque("string.Template()", text=call.arg(0))


@model("string.Template().substitute", "string.Template().safe_substitute")
def _substituted(call: Call) -> Value:
    template = ((call.receiver or UNKNOWN).fields or {}).get("text", UNKNOWN)
    fields = {**(call.arg(0).fields or {}), **call.kwargs}
    parts: list[Value] = []
    end = 0
    for match in _PLACE.finditer(template.text):
        parts += [
            Value(template.text[end : match.start()]),
            text_of(fields.get(match.group(1) or match.group(2), UNKNOWN)),
        ]
        end = match.end()
    return concat(*parts, Value(template.text[end:]))


_PLACE = re.compile(r"\$(?:(\w+)|\{(\w+)\})")


@model("unicodedata.normalize")
def _normalized(call: Call) -> Value:
    import unicodedata

    form = call.arg(0).text
    if form not in ("NFC", "NFD", "NFKC", "NFKD"):
        return UNKNOWN
    return mapped(lambda text: unicodedata.normalize(form, text), call.arg(1))  # type: ignore[arg-type]


@model("re.sub", "re.subn", "regex.sub")
def _sub(call: Call) -> Value:
    pattern, new, text = call.arg(0), call.arg(1), call.arg(2)
    if (
        not (pattern.is_known and text.is_known)
        or len(pattern.text) > 60
        or len(text.text) > 2_000
        or _RISKY.search(pattern.text)
    ):
        if new.kind in CALLABLE:
            call.interpreter.call(new, [Value(text.text, text.origins, kind="list", items=[text])], {}, call.node)
        return Value(HOLE, origins_of(*call.all))
    try:
        if new.kind in CALLABLE:
            parts: list[Value] = []
            end = 0
            for match in list(re.finditer(pattern.text, text.text))[:200]:
                groups = [Value(group or "") for group in (match.group(), *match.groups())]
                made = call.interpreter.call(
                    new, [Value(HOLE, kind="list", ref="re.Match()", items=groups)], {}, call.node
                )
                parts += [Value(text.text[end : match.start()]), text_of(made)]
                end = match.end()
            return concat(*parts, Value(text.text[end:])).tagged(*text.origins)
        return Value(re.sub(pattern.text, new.text if new.is_known else HOLE, text.text), text.origins | new.origins)
    except (re.error, IndexError, OverflowError):
        return Value(HOLE, origins_of(*call.all))


_RISKY = re.compile(r"[+*}]\)?[+*{]|\([^)]*[+*][^)]*\)[+*{]|\\\d")


@model("*.group", "*.groups")
def _group(call: Call) -> Value:
    receiver = call.receiver or UNKNOWN
    if receiver.kind == "list" and receiver.items:
        number = number_of(call.arg(0)) if call.args else 0
        return (
            receiver.items[number] if number is not None and 0 <= number < len(receiver.items) else element_of(receiver)
        )
    return Value(HOLE, receiver.all_origins())


@model("inspect.getdoc")
def _getdoc(call: Call) -> Value:
    return expressions.attribute(call.interpreter, call.arg(0), "__doc__", call.node)


@model("contextlib.chdir().__enter__")
def _changed(call: Call) -> Value:
    return UNKNOWN


@model("contextlib.chdir")
def _chdir(call: Call) -> Value:
    call.interpreter.run.change_folder(text_of(call.arg(0)))
    return opaque("contextlib.chdir()")


@model("operator.call")
def _operator_call(call: Call) -> Value:
    return call.interpreter.call(call.arg(0), call.args[1:], call.kwargs, call.node)


_OPERATORS: dict[str, ast.operator] = {
    "operator.add": ast.Add(), "operator.concat": ast.Add(), "operator.mul": ast.Mult(), "operator.mod": ast.Mod(),
    "operator.xor": ast.BitXor(), "operator.sub": ast.Sub(), "operator.truediv": ast.Div(), "operator.iadd": ast.Add(),
}  # fmt: skip


@model(*_OPERATORS)
def _operator(call: Call) -> Value:
    return expressions.binary(_OPERATORS[call.ref], call.arg(0), call.arg(1))


@model("functools.partial", "functools.partialmethod")
def _partial(call: Call) -> Value:
    return Value(HOLE, kind="partial", ref=call.arg(0).ref, payload=(call.arg(0), call.args[1:], call.kwargs))


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


@model(
    "str",
    "repr",
    "format",
    "textwrap.dedent",
    "shlex.join",
    "textwrap.indent",
    "inspect.cleandoc",
    "sys.intern",
    "shlex.quote",
)
def _str(call: Call) -> Value:
    if not call.args:
        return Value("")
    first = call.arg(0)
    if first.kind == "instance" and isinstance(first.payload, Class):
        for name in ("__str__", "__repr__"):
            if method := first.payload.find(name):
                return call.interpreter.call(method, [first], {}, call.node)
    if first.kind == "bytes" and call.given(1, "encoding"):
        from redblue.blue.code.python.methods import bytes_to_text

        return bytes_to_text(first)
    if call.ref == "shlex.join":
        return concat(*[part for item in known_items(first) or [element_of(first)] for part in (item, Value(" "))])
    if call.ref == "textwrap.dedent" and first.is_known:
        import textwrap

        return Value(textwrap.dedent(first.text), first.origins)
    made = text_of(first)
    return Value(made.text, made.all_origins(), others=tuple(text_of(one) for one in made.others))


@model("int", "float", "bool", "abs", "round", "ord", "chr", "len", "hex", "oct", "bin", "pow", "divmod", "hash", "id")
def _convert(call: Call) -> Value:
    origins = origins_of(*call.args)
    if call.ref == "len":
        items = known_items(call.arg(0))
        known = (
            len(items)
            if items is not None and call.arg(0).text == HOLE
            else (len(call.arg(0).text) if call.arg(0).is_known else None)
        )
        return constant(known) if known is not None else Value(HOLE, origins, kind="int")
    try:
        given = [plain(arg) for arg in call.args]
        if call.ref == "pow" and any(isinstance(one, int) and abs(one) > 10_000 for one in given[:2]):
            return Value(HOLE, origins, kind="int")
        if call.ref == "int" and given and isinstance(given[0], str) and len(given[0]) > 4_000:
            return Value(HOLE, origins, kind="int")
        function = {"int": int, "float": float, "bool": bool, "abs": abs, "round": round, "ord": ord, "chr": chr,
                    "hex": hex, "oct": oct, "bin": bin, "pow": pow}.get(call.ref)  # fmt: skip
        if function is not None:
            return constant(function(*given), origins)  # type: ignore[operator]
    except (ValueError, TypeError, ArithmeticError):
        pass
    return Value(
        HOLE,
        origins,
        kind={"chr": "str", "hex": "str", "bin": "str", "oct": "str", "float": "float", "bool": "bool"}.get(
            call.ref, "int"
        ),
    )


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


@model(
    "type",
    "types.new_class",
    "types.FunctionType",
    "types.MethodType",
    "super",
    "types.ModuleType",
    "collections.namedtuple",
    "typing.NamedTuple",
)
def _type(call: Call) -> Value:
    first = call.arg(0)
    if call.ref == "super":
        instance = call.interpreter.frame.names.get("self") or next(
            iter(call.interpreter.frame.names.values()), UNKNOWN
        )
        return Value(HOLE, kind="super", payload=call.arg(1) if call.given(1) else instance)
    if call.ref == "types.MethodType":
        return Value(HOLE, kind="bound", payload=(call.arg(1), first))
    if call.ref == "types.FunctionType":
        code = first.payload if isinstance(first.payload, Value) else first
        return Value(HOLE, kind="partial", payload=(Value(HOLE, kind="ref", ref="exec"), [code], {}))
    if call.ref == "types.ModuleType":
        return Value(HOLE, kind="module", ref=first.text, fields={})
    if call.ref == "type" and len(call.args) == 3:
        made = Class(
            ast.ClassDef(name=first.text, bases=[], keywords=[], body=[], decorator_list=[]),
            known_items(call.arg(1)) or [],
        )
        made.fields = call.arg(2).fields or {}
        return Value(HOLE, kind="class", ref=first.text, payload=made)
    if call.ref == "type" and first.kind == "instance":
        return Value(HOLE, kind="class", ref=first.payload.name, payload=first.payload)
    return Value(HOLE, kind="ref", ref=first.ref.removesuffix("()"))


@model(
    "input",
    "raw_input",
    "sys.stdin.read",
    "sys.stdin.readline",
    "sys.stdin.readlines",
    "getpass.getpass",
    "fileinput.input()",
    "click.prompt",
    "typer.prompt",
)
def _input(call: Call) -> Value:
    return Value(HOLE, frozenset({Origin(Source.INPUT)}))


@model("os.getenv", "os.environ.get", "os.environb.get", "decouple.config", "os.environ.pop")
def _getenv(call: Call) -> Value:
    return environment(call.arg(0), call)


def environment(name: Value, call: Call) -> Value:
    """The variable's content; well-known ones stand for what they usually hold."""
    if name.text in ("HOME", "USERPROFILE"):
        return Value("~")
    own = call.interpreter.run.files.get(f"env:{name.text}")
    found = Value(HOLE, frozenset({Origin(Source.ENVIRONMENT, name.text)}))
    rest = [call.arg(1)] if call.given(1, "default") else []
    return own if own is not None else join([found, *rest])


@model("os.environ.update", "os.environ.setdefault")
def _set_environment(call: Call) -> Value:
    pairs = {**(call.arg(0).fields or {}), **call.kwargs}
    if call.ref.endswith("setdefault"):
        pairs = {call.arg(0).text: call.arg(1)}
    for name, value in list(pairs.items())[:50]:
        call.interpreter.run.files[f"env:{name}"] = value
    return call.arg(1) if call.ref.endswith("setdefault") else _NONE


@model("os.environ.copy", "os.environ.items", "os.environ.values", "os.environ.keys")
def _all_environment(call: Call) -> Value:
    return Value(HOLE, frozenset({Origin(Source.ENVIRONMENT)}), kind="object")


_LATER = (
    "threading.Thread", "threading.Timer", "multiprocessing.Process", "atexit.register", "signal.signal",
    "concurrent.futures.ThreadPoolExecutor().submit", "concurrent.futures.ProcessPoolExecutor().submit",
    "weakref.finalize", "contextlib.ExitStack().callback", "sched.scheduler().enter", "sched.scheduler().enterabs",
    "asyncio.to_thread", "multiprocessing.Pool().apply", "multiprocessing.Pool().apply_async", "sys.settrace",
    "threading.settrace", "sys.setprofile", "sys.addaudithook", "threading.setprofile", "faulthandler.register",
)  # fmt: skip


@model(*_LATER)
def _later(call: Call) -> Value:
    """A function that is called later, or by somebody else."""
    names = {
        "threading.Timer": 1,
        "signal.signal": 1,
        "sched.scheduler().enter": 2,
        "sched.scheduler().enterabs": 2,
        "weakref.finalize": 1,
    }
    position = names.get(call.ref, 0)
    if call.ref in ("threading.Thread", "multiprocessing.Process"):
        position = 1 if len(call.args) > 1 else -1
    function = call.kwargs.get("target") or call.kwargs.get("function") or call.kwargs.get("action")
    if function is None:
        function = call.args[position] if 0 <= position < len(call.args) else UNKNOWN
    rest = call.args[position + 1 :] if position >= 0 else []
    given = call.kwargs.get("args") or call.kwargs.get("argument")
    if (
        given is None
        and call.ref in ("threading.Timer", "sched.scheduler().enter", "sched.scheduler().enterabs")
        and rest
    ):
        given = rest[0]
    args = (known_items(given) or [element_of(given)]) if given is not None else list(rest)
    named = (call.kwargs.get("kwargs") or UNKNOWN).fields or {}
    skip = {"target", "function", "action", "args", "kwargs", "argument", "daemon", "name"}
    direct = {name: value for name, value in call.kwargs.items() if name not in skip}
    if function.kind in CALLABLE or function.kind == "instance":
        by_hand = call.ref in ("atexit.register", "asyncio.to_thread", "contextlib.ExitStack().callback")
        every = {**named, **(direct if by_hand else {})}
        made = call.interpreter.call(function, args, every, call.node)
        if call.ref not in ("threading.Thread", "multiprocessing.Process"):
            return made
        again = Value(HOLE, kind="partial", payload=(function, args, every))
        return opaque(f"{call.ref}()", made, again=again)
    return opaque(f"{call.ref}()", *call.all)


@model("urllib.parse.urlsplit", "urllib.parse.urlparse")
def _urlsplit(call: Call) -> Value:
    import urllib.parse

    text = call.arg(0)
    if not text.is_known:
        return Value(HOLE, text.all_origins(), kind="object", ref="urllib.parse.SplitResult()")
    try:
        parts = urllib.parse.urlsplit(text.text)
    except ValueError:
        return UNKNOWN
    fields = {
        name: Value(getattr(parts, name), text.origins) for name in ("scheme", "netloc", "path", "query", "fragment")
    }
    return Value(HOLE, text.origins, kind="object", ref="urllib.parse.SplitResult()", fields=fields)


@model("urllib.parse.urljoin", "requests.compat.urljoin")
def _urljoin(call: Call) -> Value:
    import urllib.parse

    def joined(base: str, page: str) -> str:
        try:
            return urllib.parse.urljoin(base, page)
        except ValueError:
            return HOLE

    return mapped(joined, text_of(call.arg(0)), text_of(call.arg(1)))


@model("urllib.parse.parse_qs", "urllib.parse.parse_qsl")
def _parse_query(call: Call) -> Value:
    import urllib.parse

    text = call.arg(0)
    if not text.is_known:
        return Value(HOLE, text.all_origins())
    try:
        return constant(getattr(urllib.parse, call.ref.rpartition(".")[2])(text.text, max_num_fields=200), text.origins)
    except ValueError:
        return UNKNOWN


@model("iter")
def _iter(call: Call) -> Value:
    if not call.given(1):
        return call.arg(0)
    made = call.interpreter.call(call.arg(0), [], {}, call.node)
    return Value(HOLE, made.all_origins(), kind="list", items=[made])


@model(
    "queue.Queue",
    "queue.SimpleQueue",
    "queue.LifoQueue",
    "asyncio.Queue",
    "multiprocessing.Queue",
    "multiprocessing.SimpleQueue",
)
def _queue(call: Call) -> Value:
    return Value(HOLE, kind="list", items=[])


@model("threading.Thread().join", "multiprocessing.Process().join")
def _joined(call: Call) -> Value:
    """By then the thread has seen what was given to it after it was made."""
    again = ((call.receiver or UNKNOWN).fields or {}).get("again")
    if again is not None:
        call.interpreter.call(again, [], {}, call.node)
    return _NONE


@model("argparse.ArgumentParser", "optparse.OptionParser")
def _parser(call: Call) -> Value:
    return Value(
        HOLE, kind="object", ref="argparse.ArgumentParser()", fields={"*names": Value(HOLE, kind="list", items=[])}
    )


@model("argparse.ArgumentParser().add_argument", "optparse.OptionParser().add_option")
def _add_argument(call: Call) -> Value:
    names = ((call.receiver or UNKNOWN).fields or {}).get("*names")
    if names is not None and names.items is not None and call.args:
        names.items.append(
            Value(HOLE, kind="list", items=[*call.args, call.kwargs.get("default", UNKNOWN)], fields=call.kwargs)
        )
    return UNKNOWN


@model(
    "argparse.ArgumentParser().add_argument_group",
    "argparse.ArgumentParser().add_mutually_exclusive_group",
    "argparse.ArgumentParser().add_subparsers",
)
def _group_of_arguments(call: Call) -> Value:
    return call.receiver or UNKNOWN


@model("argparse.ArgumentParser().parse_args", "argparse.ArgumentParser().parse_known_args")
def _parse_args(call: Call) -> Value:
    names = ((call.receiver or UNKNOWN).fields or {}).get("*names", UNKNOWN).items or []
    given = known_items(call.arg(0, "args")) if call.given(0, "args") and call.arg(0).kind == "list" else None
    fields: dict[str, Value] = {}
    rest = list(given or [])
    positional: list[str] = []
    for one in names:
        flags = [flag.text for flag in (one.items or [])[:-1]]
        dest = (one.fields or {}).get("dest")
        name = dest.text if dest is not None else max(flags, key=len, default="").lstrip("-").replace("-", "_")
        default = (one.items or [UNKNOWN])[-1]
        argument = Value(HOLE, frozenset({Origin(Source.ARGUMENT, name)}))
        fields[name] = (
            default if given is not None else join([default, argument]) if default is not UNKNOWN else argument
        )
        if flags and not flags[0].startswith("-"):
            positional.append(name)
            if (one.fields or {}).get("nargs", Value("")).text in ("+", "*"):
                fields[name] = Value(HOLE, kind="list", items=[])
            continue
        for number, value in enumerate(rest):
            if value.text in flags and number + 1 < len(rest):
                fields[name] = rest[number + 1]
                del rest[number : number + 2]
                break
    for name in positional if given is not None else []:
        if fields[name].kind == "list" and fields[name].items is not None:
            fields[name] = Value(HOLE, kind="list", items=rest)
        elif rest:
            fields[name] = rest.pop(0)
    made = Value(HOLE, kind="object", ref="argparse.Namespace()", fields=fields)
    return Value(HOLE, kind="list", items=[made, UNKNOWN]) if "known" in call.ref else made


@model("str.maketrans", "bytes.maketrans", "bytearray.maketrans")
def _maketrans(call: Call) -> Value:
    return Value(HOLE, origins_of(*call.args), kind="table", items=call.args)


@model("dict.fromkeys")
def _fromkeys(call: Call) -> Value:
    keys = known_items(call.arg(0)) or []
    return Value(HOLE, kind="dict", fields={key.text: call.arg(1) for key in keys if key.is_known})


@model("shlex.split", "str.split")
def _shell_words(call: Call) -> Value:
    import shlex

    text = call.arg(0)
    if call.ref == "str.split" or not text.is_known:
        return expressions.call_method(call.interpreter, text, "split", call.args[1:], {}, call.node)
    try:
        return constant(shlex.split(text.text), text.origins)
    except ValueError:
        return UNKNOWN


@model("array.array().tobytes", "array.array().tostring")
def _array_bytes(call: Call) -> Value:
    return call.receiver or UNKNOWN


@model("pwd.getpwnam")
def _account_of(call: Call) -> Value:
    home = mapped(lambda name: "/root" if name == "root" else f"/home/{name}", text_of(call.arg(0)))
    return opaque("pwd.struct_passwd()", pw_dir=home)


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
            made.append(expressions.binary(ast.Add(), made[-1], item))
    return Value(HOLE, call.arg(0).origins, kind="list", items=made)


@model("*.tobytes", "*.tolist")
def _to_bytes(call: Call) -> Value:
    receiver = call.receiver or UNKNOWN
    try:
        return constant(bytes(plain(receiver)), receiver.all_origins())  # type: ignore[call-overload]
    except (ValueError, TypeError):
        return receiver


@model("jinja2.Template")
def _page_template(call: Call) -> Value:
    return opaque("jinja2.Template()", text=call.arg(0))


@model("jinja2.Template().render")
def _rendered(call: Call) -> Value:
    template = ((call.receiver or UNKNOWN).fields or {}).get("text", UNKNOWN)
    fields = {**(call.arg(0).fields or {}), **call.kwargs}
    parts: list[Value] = []
    end = 0
    for match in _SLOT.finditer(template.text):
        parts += [Value(template.text[end : match.start()]), text_of(fields.get(match.group(1), UNKNOWN))]
        end = match.end()
    return concat(*parts, Value(template.text[end:])).tagged(*template.origins)


_SLOT = re.compile(r"\{\{\s*(\w+)[^{}]*\}\}")


@model("configparser.ConfigParser", "configparser.RawConfigParser", "configparser.SafeConfigParser")
def _config(call: Call) -> Value:
    return Value(HOLE, kind="dict", ref="configparser.ConfigParser()", fields={})


@model("*.read_string")
def _read_settings(call: Call) -> Value:
    return settings_from(call, call.arg(0))


def settings_from(call: Call, text: Value) -> Value:
    """The sections of an INI text into the parser that reads it."""
    import configparser

    receiver = call.receiver or UNKNOWN
    if receiver.fields is None or not text.is_known or len(text.text) > 20_000:
        return _NONE
    parser = configparser.ConfigParser()
    try:
        parser.read_string(text.text)
        for name in parser.sections():
            receiver.fields[name] = constant(dict(parser[name]), text.origins)
    except configparser.Error:
        return _NONE
    return _NONE
