"""Looking up by name: getattr, namespaces, operator's getters, the environment, what types and docstrings say."""

from __future__ import annotations

import ast

from redblue.blue.code.act import Verb
from redblue.blue.code.python import expressions, libraries, operators
from redblue.blue.code.python.objects import (
    CALLABLE,
    Call,
    Class,
    known_items,
    model,
    opaque,
    text_of,
)
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, join, mapped, origins_of

_NONE = Value("None", kind="none")


_SENSITIVE = ("os", "subprocess", "builtins", "shutil", "socket", "ctypes", "pty", "sys")


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
                    for name in libraries.known_names()
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


@model("inspect.getdoc")
def _getdoc(call: Call) -> Value:
    return expressions.attribute(call.interpreter, call.arg(0), "__doc__", call.node)


@model("operator.call")
def _operator_call(call: Call) -> Value:
    return call.interpreter.call(call.arg(0), call.args[1:], call.kwargs, call.node)


_OPERATORS: dict[str, ast.operator] = {
    "operator.add": ast.Add(), "operator.concat": ast.Add(), "operator.mul": ast.Mult(), "operator.mod": ast.Mod(),
    "operator.xor": ast.BitXor(), "operator.sub": ast.Sub(), "operator.truediv": ast.Div(), "operator.iadd": ast.Add(),
}  # fmt: skip


@model(*_OPERATORS)
def _operator(call: Call) -> Value:
    return operators.binary(_OPERATORS[call.ref], call.arg(0), call.arg(1))


@model("functools.partial", "functools.partialmethod")
def _partial(call: Call) -> Value:
    return Value(HOLE, kind="partial", ref=call.arg(0).ref, payload=(call.arg(0), call.args[1:], call.kwargs))


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


@model("pwd.getpwnam")
def _account_of(call: Call) -> Value:
    home = mapped(lambda name: "/root" if name == "root" else f"/home/{name}", text_of(call.arg(0)))
    return opaque("pwd.struct_passwd()", pw_dir=home)
