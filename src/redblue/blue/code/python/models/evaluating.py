"""Evaluating texts: eval, exec, compile, running and importing files, objects that say how they are made again."""

from __future__ import annotations

import ast

from redblue.blue.code.act import Verb
from redblue.blue.code.languages import read_python
from redblue.blue.code.python.objects import (
    CALLABLE,
    Call,
    Class,
    Frame,
    known_items,
    model,
)
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, join


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
