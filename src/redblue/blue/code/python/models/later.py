"""Functions that are called later or by somebody else: threads, timers, hooks, queues, contexts."""

from __future__ import annotations

from redblue.blue.code.python.objects import (
    CALLABLE,
    Call,
    element_of,
    known_items,
    model,
    opaque,
    text_of,
)
from redblue.blue.code.value import HOLE, UNKNOWN, Value

_NONE = Value("None", kind="none")


@model("contextlib.chdir().__enter__")
def _changed(call: Call) -> Value:
    return UNKNOWN


@model("contextlib.chdir")
def _chdir(call: Call) -> Value:
    call.interpreter.run.change_folder(text_of(call.arg(0)))
    return opaque("contextlib.chdir()")


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
