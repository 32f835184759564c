"""Reads Python without running it: follows names, calls and encodings to the acts that a block comes to."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import Any

from redblue.blue.code.python import expressions, libraries, matching, operators
from redblue.blue.code.python.models import load_models
from redblue.blue.code.python.objects import (
    CALLABLE,
    MODELS,
    TEXTS,
    Call,
    Class,
    Frame,
    Function,
    Model,
    element_of,
    known_items,
    truth,
)
from redblue.blue.code.python.parsing import parse as parse
from redblue.blue.code.python.syntax import PythonCode, span_of
from redblue.blue.code.run import OutOfBounds, Run, defect
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, join, origins_of
from redblue.core.deadline import TimeIsOver
from redblue.core.verdict import Span

_DEPTH = 12
"""Calls of the block's own functions within each other."""
_RECURSION = 2
"""Calls of a function within itself with nothing that is known."""
_FRUITLESS = 8
"""After so many turns of a loop it is looked at what they brought forth."""
_NUMBERS = ("int", "float", "bool")
_TEXT_MAKERS = frozenset(
    "chr bytes bytearray to_bytes pack maketrans translate decode fromhex unhexlify array join hex".split()
)
_NESTING = 120
"""Statements and expressions within each other."""
_ROUNDS = 300
"""Of loops whose items are known, in all."""
_TURNS = 3_000
"""Nodes that are read for the turns of one `while` that are known to come."""
_ENDLESS = 600
"""The same for `while True`."""
_FIRST = nullcontext()
_CALLBACK_REFS = ("print", "len", "str", "int", "isinstance", "repr", "float", "list", "dict", "type", "sorted")
_TAKES_CALLABLES = frozenset(
    {"threading.Thread", "threading.Timer", "multiprocessing.Process", "sorted", "functools.partial"}
)
LARGE = 100
"""From so many repetitions on something is amplified."""


def run_python(
    run: Run, code: Value, span: Span, layer: str, *, arguments: tuple[Value, ...] = (), stdin: Value = UNKNOWN
) -> Value:
    """Reads what `code` may be. The layer "" is the block itself. Returns what it would print, as far as known."""
    load_models()
    for one in code.each():
        if one.text.strip() == HOLE:
            continue
        tree = parse(one.text.replace(HOLE, "None") if HOLE in one.text else one.text, run)
        if tree is None:
            continue
        if not layer:
            Interpreter(run, None, arguments).module(tree)
            continue
        with run.layer(layer, span):
            Interpreter(run, span, arguments).module(tree)
    return Value(HOLE, code.origins)


class Interpreter:
    """One piece of code."""

    def __init__(self, run: Run, anchor: Span | None, arguments: tuple[Value, ...] = ()) -> None:
        self.run = run
        self.anchor = anchor
        self.arguments = arguments
        self.frame = Frame()
        self.depth = 0
        self.nesting = 0
        self.rounds = 0
        self.functions: list[Function] = []
        self.classes: list[Class] = []
        self.returned: list[Value] = []
        self.guarded_by: list[Value] = []
        """What the conditions around look at."""
        self.socket: Value | None = None
        """Where this process' own input and output were sent to."""
        self.loop_times = 1
        self.makes_texts: bool | None = None
        """Whether anything here makes texts of numbers."""
        self.patched: dict[str, Value] = {}
        """Functions of libraries that the block has replaced."""

    def span(self, node: ast.AST) -> Span:
        return self.anchor or span_of(node)

    # -- modules and statements

    def module(self, tree: ast.Module) -> None:
        """Reads all of it, then what nothing has called."""
        self.run.codes.append(PythonCode(tree, self.anchor))
        self.frame.names["__name__"] = Value("__main__")
        try:
            self.block(tree.body)
            self._read_uncalled()
        except RecursionError:
            raise OutOfBounds("too deeply nested") from None

    def _read_uncalled(self) -> None:
        outer, self.run.uncalled = self.run.uncalled, True
        try:
            for function in self.functions:
                if not function.called and isinstance(function.node, ast.FunctionDef | ast.AsyncFunctionDef):
                    owners = self._instances(function)
                    for owner in owners or [None]:
                        self._call_unknown(function, owner)
        finally:
            self.run.uncalled = outer

    def _instances(self, function: Function) -> list[Value | None]:
        if function.owner is None:
            return []
        if not function.owner.instances:
            self.instantiate(
                Value(kind="class", payload=function.owner, ref=function.owner.name), [], {}, function.node
            )
        return [*function.owner.instances[:2]]

    def _call_unknown(self, function: Function, owner: Value | None) -> None:
        spec = function.node.args
        names = [arg.arg for arg in [*spec.posonlyargs, *spec.args, *spec.kwonlyargs]]
        static = isinstance(function.node, ast.FunctionDef) and any(
            isinstance(one, ast.Name) and one.id == "staticmethod" for one in function.node.decorator_list
        )
        kwargs = {
            name: Value(HOLE, frozenset({Origin(Source.ARGUMENT, name)}), kind="any")
            for name in names
            if name not in function.defaults
        }
        if owner is not None and names and not static:
            kwargs[names[0]] = owner
        self.call_function(function, [], kwargs)

    def block(self, body: list[ast.stmt]) -> str | None:
        """Reads statements. Returns `return`, `break`, `continue` or `raise` where the rest is not reached."""
        for statement in body:
            flow = self.statement(statement)
            if flow is not None:
                return flow
        return None

    def statement(self, node: ast.stmt) -> str | None:
        self.run.step()
        self.nesting += 1
        if self.nesting > _NESTING:
            raise OutOfBounds("too deeply nested")
        try:
            method = _STATEMENTS.get(type(node))
            return method(self, node) if method is not None else None
        finally:
            self.nesting -= 1

    def _expr(self, node: ast.Expr) -> None:
        self.eval(node.value)

    def _assign(self, node: ast.Assign) -> None:
        value = self.eval(node.value)
        for target in node.targets:
            self.assign(target, value)

    def _ann_assign(self, node: ast.AnnAssign) -> None:
        if isinstance(node.annotation, ast.Call):
            self.eval(node.annotation)
        if node.value is not None:
            self.assign(node.target, self.eval(node.value))

    def _aug_assign(self, node: ast.AugAssign) -> None:
        old = self.eval(_loaded(node.target))
        value = operators.binary(node.op, old, self.eval(node.value))
        if self.loop_times >= LARGE:
            value = value.tagged(Origin(Source.AMPLIFIED, str(self.loop_times)))
        if old.kind == "list" and old.items is not None and value.items is not None:
            # += changes the list itself, whoever else holds it
            old.items[:] = value.items[:2_000]
        self.assign(node.target, value)

    def assign(self, target: ast.expr, value: Value) -> None:
        """Gives a name, field, item or several of them a value."""
        if isinstance(target, ast.Name):
            frame = self.frame.shared.get(target.id, self.frame)
            frame.names[target.id] = value
        elif isinstance(target, ast.Tuple | ast.List):
            items = known_items(value)
            starred = any(isinstance(one, ast.Starred) for one in target.elts)
            for number, one in enumerate(target.elts):
                if items is not None and not starred and number < len(items):
                    self.assign(one, items[number].tagged(*value.origins))
                else:
                    self.assign(one.value if isinstance(one, ast.Starred) else one, element_of(value))
        elif isinstance(target, ast.Attribute):
            owner = self.eval(target.value)
            expressions.set_field(self, owner, target.attr, value, target)
        elif isinstance(target, ast.Subscript):
            owner = self.eval(target.value)
            expressions.set_item(self, owner, self.eval(target.slice), value, target)

    def _delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                gone = self.frame.names.pop(target.id, UNKNOWN)
                if (
                    isinstance(gone.payload, Class)
                    and gone.kind == "instance"
                    and (end := gone.payload.find("__del__"))
                ):
                    self.call(end, [gone], {}, node)
            else:
                self.eval(_loaded(target))

    def _import(self, node: ast.Import) -> None:
        for alias in node.names:
            module = self.import_module(alias.name, node)
            name = alias.asname or alias.name.partition(".")[0]
            top = module if alias.asname or "." not in alias.name else self.import_module(name, node)
            self.frame.names[name] = top

    def _import_from(self, node: ast.ImportFrom) -> None:
        base = node.module or ""
        module = self.import_module(base, node)
        for alias in node.names:
            if alias.name == "*":
                self.frame.stars.append(base)
                self.frame.names.update(module.fields or {})
            else:
                self.frame.names[alias.asname or alias.name] = expressions.attribute(self, module, alias.name, node)

    def import_module(self, name: str, node: ast.AST) -> Value:
        """The module of that name: one that the block has written itself is read."""
        head = name.partition(".")[0]
        ends = (f"{name.replace('.', '/')}.py", f"{head}/__init__.py")
        paths = [path for path in self.run.files if path.endswith(ends)] if self.run.files else []
        for path in paths:
            if (
                path.removesuffix(ends[0]).removesuffix(ends[1])[-1:] in ("", "/")
                and f"import {name}" not in self.run.layers
            ):
                inner = Interpreter(self.run, self.span(node))
                with self.run.layer(f"import {name}", self.span(node)):
                    tree = parse(self.run.files[path].text, self.run)
                    if tree is not None:
                        inner.module(tree)
                return Value(HOLE, kind="module", ref=name, fields=inner.frame.names)
        return Value(HOLE, kind="ref", ref=libraries.canonical(name))

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        value = self.make_function(node, node.name)
        for decorator in reversed(node.decorator_list):
            by = self.eval(decorator)
            if by.ref in ("staticmethod", "classmethod", "property", "abc.abstractmethod", "functools.wraps()"):
                continue
            if by.kind in ("function", "class", "bound", "partial") or by.ref in MODELS:
                made = self.call(by, [value], {}, decorator)
                is_own = by.kind in ("function", "class", "bound") and made.text != HOLE
                value = made if made.kind in CALLABLE or made.kind == "instance" or is_own else value
        self.frame.names[node.name] = value

    def make_function(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, name: str) -> Value:
        function = Function(node, self.frame, name)
        spec = node.args
        positional = [*spec.posonlyargs, *spec.args]
        for arg, default in zip(positional[len(positional) - len(spec.defaults) :], spec.defaults, strict=True):
            function.defaults[arg.arg] = self.eval(default)
        for arg, one in zip(spec.kwonlyargs, spec.kw_defaults, strict=True):
            if one is not None:
                function.defaults[arg.arg] = self.eval(one)
        self.functions.append(function)
        for arg in positional:
            if isinstance(arg.annotation, ast.Call):
                self.eval(arg.annotation)
        return Value(HOLE, kind="function", ref=name, payload=function)

    def _class(self, node: ast.ClassDef) -> None:
        made = Class(node, [self.eval(base) for base in node.bases])
        self.classes.append(made)
        outer = self.frame
        self.frame = Frame(outer)
        before = len(self.functions)
        try:
            self.block(node.body)
            made.fields = self.frame.names
        finally:
            self.frame = outer
        for function in self.functions[before:]:
            if function.owner is None and isinstance(function.node, ast.FunctionDef | ast.AsyncFunctionDef):
                function.owner = made
                # names in a method are looked up around the class, not in it
                function.frame = outer
        value = Value(HOLE, kind="class", ref=node.name, payload=made)
        if (doc := ast.get_docstring(node, clean=False)) is not None:
            made.fields.setdefault("__doc__", Value(doc))
        self._made(value, {one.arg: self.eval(one.value) for one in node.keywords if one.arg}, node)
        self.frame.names[node.name] = value

    def _made(self, value: Value, keywords: dict[str, Value], node: ast.ClassDef) -> None:
        """What happens by itself when a class is made: its metaclass, its bases' and its fields' hooks."""
        made: Class = value.payload
        by = keywords.pop("metaclass", None)
        if by is not None:
            given = [
                Value(node.name),
                Value(HOLE, kind="list", items=made.bases),
                Value(HOLE, kind="dict", fields=made.fields),
            ]
            if by.kind == "function":
                self.call(by, given, keywords, node)
            elif isinstance(by.payload, Class):
                for hook in ("__new__", "__init__"):
                    if found := by.payload.find(hook):
                        self.call(found, [value, *given], keywords, node)
        for base in made.bases:
            if isinstance(base.payload, Class) and (found := base.payload.find("__init_subclass__")):
                self.call(found, [value], keywords, node)
        for name, field in list(made.fields.items()):
            if (
                field.kind == "instance"
                and isinstance(field.payload, Class)
                and (found := field.payload.find("__set_name__"))
            ):
                self.call(found, [field, value, Value(name)], {}, node)

    def _return(self, node: ast.Return) -> str:
        if node.value is not None:
            self.returned.append(self.eval(node.value))
        return "return"

    def _raise(self, node: ast.Raise) -> str:
        if node.exc is not None:
            raised = self.eval(node.exc)
            self.frame.top.names["*raised"] = raised
        return "raise"

    def _if(self, node: ast.If) -> str | None:
        known = self._test(node.test)
        if known is not None:
            return self.block(node.body if known else node.orelse)
        frame, before = self.frame, dict(self.frame.names)
        self.guarded_by.append(self._looked_at)
        try:
            first = self.block(node.body)
        finally:
            self.guarded_by.pop()
        after, frame.names = frame.names, before
        second = self.block(node.orelse)
        if first in ("return", "raise", "continue", "break"):
            # only the other branch goes on
            return second if second is not None and node.orelse else None
        if second is not None:
            frame.names = after
            return None
        _merge(frame.names, after)
        return None

    def _test(self, test: ast.expr) -> bool | None:
        value = self.eval(test)
        self._looked_at = value
        return truth(value)

    _looked_at = UNKNOWN

    def _for(self, node: ast.For | ast.AsyncFor) -> str | None:
        iterable = self.iterated(self.eval(node.iter), node)
        self.loop(node.target, iterable, lambda: self.block(node.body))
        return self.block(node.orelse)

    def iterated(self, value: Value, node: ast.AST) -> Value:
        """What `iter()` of it goes through: of a file its lines, of an own object what its method gives."""
        if value.kind == "object" and value.ref == "open()":
            return MODELS["open().readlines"](Call(self, "open().readlines", [], {}, node, value))
        if value.kind == "instance" and isinstance(value.payload, Class):
            for name in ("__iter__", "__getitem__"):
                if method := value.payload.find(name):
                    made = self.call(
                        method, [value] if name == "__iter__" else [value, Value("0", kind="int")], {}, node
                    )
                    return made if made.kind != "instance" else Value(HOLE, made.origins)
        return value

    def _come_to(self) -> object:
        """What a loop has brought forth so far: acts, texts, and numbers where texts are made of them."""
        if self.makes_texts is None:
            self.makes_texts = any(
                isinstance(code, PythonCode) and code.refers_to(_TEXT_MAKERS) for code in self.run.codes
            )
        texts = []
        for name, value in self.frame.names.items():
            if value.kind in TEXTS:
                texts.append((name, value.text))
            elif value.kind == "list" and value.items and (self.makes_texts or value.items[-1].kind in TEXTS):
                texts.append((name, str(len(value.items))))
        return len(self.run.acts), texts

    def loop(
        self, target: ast.expr, iterable: Value, body: Callable[[], str | None], *, follows_texts: bool = True
    ) -> None:
        """Reads the body for each item where they are known and few; else once for any of them.

        With `follows_texts` it stops early where turns bring forth neither acts nor texts.
        """
        items = known_items(iterable)
        times = max(expressions.length_of(iterable), 1)
        if items and times <= len(items) and self.rounds + len(items) <= _ROUNDS:
            self.rounds += len(items)
            come_to = None
            for turn, item in enumerate(items):
                self.assign(target, item.tagged(*iterable.origins) if iterable.origins else item)
                flow = body()
                if flow in ("break", "return", "raise"):
                    return
                if turn % _FRUITLESS == _FRUITLESS - 1 and isinstance(target, ast.expr) and follows_texts:
                    before, come_to = come_to, self._come_to()
                    if before == come_to:
                        # it only computes: what becomes of it is not worth following
                        break
            else:
                return
        if items == [] and not iterable.origins:
            return
        outer, self.loop_times = self.loop_times, max(self.loop_times, times)
        before = dict(self.frame.names)
        try:
            with self.run.repeated(times):
                for turn in range(2 if times > 1 or items is None else 1):
                    if turn and not self.run.may_repeat:
                        break
                    self.assign(target, element_of(iterable))
                    with self.run.again if turn else _FIRST:
                        body()
        finally:
            self.loop_times = outer
        _merge(self.frame.names, before)

    def _while(self, node: ast.While) -> str | None:
        state: object = None
        come_to: object = None
        most = _ENDLESS if isinstance(node.test, ast.Constant) else _TURNS
        last = self.run.left - most
        for turn in range(_ROUNDS):
            known = self._test(node.test)
            if known is False:
                return self.block(node.orelse)
            if known is None or self.rounds >= _ROUNDS or self.run.left < last or not self.run.may_repeat:
                break
            self.rounds += 1
            if turn == LARGE:
                self.loop_times = max(self.loop_times, LARGE)
            with self.run.again if turn else _FIRST:
                flow = self.block(node.body)
            if flow in ("break", "return", "raise"):
                return None if flow == "break" else flow
            before, state = state, _state(self.frame.names)
            if state == before:
                break
            if turn % _FRUITLESS == _FRUITLESS - 1:
                earlier, come_to = come_to, self._come_to()
                if earlier == come_to:
                    break
        frame, before = self.frame, dict(self.frame.names)
        outer, self.loop_times = self.loop_times, max(self.loop_times, 2)
        self.guarded_by.append(self._looked_at)
        try:
            for turn in range(2):
                if turn and not self.run.may_repeat:
                    break
                with self.run.again if turn else _FIRST:
                    self.block(node.body)
        finally:
            self.loop_times = outer
            self.guarded_by.pop()
        _merge(frame.names, before)
        return self.block(node.orelse)

    def _with(self, node: ast.With | ast.AsyncWith) -> str | None:
        entered = []
        for item in node.items:
            value = self.eval(item.context_expr)
            inside = value
            if (
                value.kind == "instance"
                and (enter := expressions.attribute(self, value, "__enter__", node)).kind == "bound"
            ):
                inside = self.call(enter, [], {}, node)
            elif f"{value.ref}.__enter__" in MODELS:
                inside = self.call(expressions.attribute(self, value, "__enter__", node), [], {}, node)
            if value.kind == "list" and value.items:
                # what a context manager written as a generator yields
                inside = element_of(value)
            entered.append(value)
            if item.optional_vars is not None:
                self.assign(item.optional_vars, inside)
        flow = self.block(node.body)
        for value in entered:
            if value.kind == "object" and value.ref == "types.SimpleNamespace()" and "close" in (value.fields or {}):
                self.call((value.fields or {})["close"], [], {}, node)
            if value.kind == "instance" or f"{value.ref}.__exit__" in MODELS:
                leave = expressions.attribute(self, value, "__exit__", node)
                if leave.kind in ("bound", "method"):
                    self.call(leave, [UNKNOWN, UNKNOWN, UNKNOWN], {}, node)
        return None if flow == "raise" else flow

    def _try(self, node: ast.Try) -> str | None:
        before = dict(self.frame.names)
        flow = self.block(node.body)
        if flow is None:
            flow = self.block(node.orelse)
        after = dict(self.frame.names)
        _merge(self.frame.names, before)
        ends = []
        for handler in node.handlers:
            if handler.name:
                self.frame.names[handler.name] = self.frame.top.names.get("*raised", UNKNOWN)
            ends.append(self.block(handler.body))
        _merge(self.frame.names, after)
        final = self.block(node.finalbody)
        if final is not None:
            return final
        if flow == "raise":
            return ends[0] if len(ends) == 1 else ("raise" if not ends else None)
        # a body that returned may have raised before
        return flow if not ends or all(end is not None for end in ends) else None

    def _match(self, node: ast.Match) -> str | None:
        subject = self.eval(node.subject)
        before = dict(self.frame.names)
        merged = dict(before)
        flows = []
        for case in node.cases:
            self.frame.names = dict(before)
            fits = matching.fits(self, case.pattern, subject)
            if fits is False:
                continue
            if case.guard is not None and truth(self.eval(case.guard)) is False:
                continue
            flows.append(self.block(case.body))
            _merge(merged, self.frame.names)
            if fits and case.guard is None:
                break
        self.frame.names = merged
        return flows[0] if len(flows) == 1 and flows[0] in ("return", "raise") and len(node.cases) == 1 else None

    def _global(self, node: ast.Global) -> None:
        for name in node.names:
            self.frame.shared[name] = self.frame.top

    def _nonlocal(self, node: ast.Nonlocal) -> None:
        for name in node.names:
            outer = self.frame.outer
            while outer is not None and name not in outer.names:
                outer = outer.outer
            if outer is not None:
                self.frame.shared[name] = outer

    def _assert(self, node: ast.Assert) -> None:
        self.eval(node.test)

    def _break(self, node: ast.Break) -> str:
        return "break"

    def _continue(self, node: ast.Continue) -> str:
        return "continue"

    # -- expressions

    def eval(self, node: ast.expr) -> Value:
        """The value of an expression."""
        self.run.step()
        self.nesting += 1
        if self.nesting > _NESTING:
            raise OutOfBounds("too deeply nested")
        try:
            method = expressions.EXPRESSIONS.get(type(node))
            return method(self, node) if method is not None else UNKNOWN
        finally:
            self.nesting -= 1

    def look_up(self, name: str) -> Value | None:
        """What a name stands for; None where nothing here says so."""
        if name in self.frame.shared:
            return self.frame.shared[name].names.get(name)
        frame: Frame | None = self.frame
        while frame is not None:
            found = frame.names.get(name)
            if found is not None:
                return found
            for star in frame.stars:
                ref = libraries.canonical(f"{star}.{name}")
                if ref in MODELS or (star in libraries.MODULES and ref in libraries.known_names()):
                    return Value(HOLE, kind="ref", ref=ref)
            frame = frame.outer
        return None

    # -- calls

    def call(self, function: Value, args: list[Value], kwargs: dict[str, Value], node: ast.AST) -> Value:
        """What calling it gives, for all that it may be."""
        if not function.others:
            return self._call_one(function, args, kwargs, node)
        return join([self._call_one(one, args, kwargs, node) for one in function.each()])

    def _call_one(self, function: Value, args: list[Value], kwargs: dict[str, Value], node: ast.AST) -> Value:
        kind = function.kind
        if kind == "function":
            return self.call_function(function.payload, args, kwargs)
        if kind in ("bound", "partial", "method") and function.payload is None:
            kind = "any"
        if kind == "bound":
            receiver, inner = function.payload
            return self.call(inner, [receiver, *args], kwargs, node)
        if kind == "class":
            return self.instantiate(function, args, kwargs, node)
        if kind == "partial":
            inner, first, named = function.payload
            return self.call(inner, [*first, *args], {**named, **kwargs}, node)
        if kind == "method":
            receiver, name = function.payload
            return expressions.call_method(self, receiver, name, args, kwargs, node)
        if kind == "ref":
            ref = function.ref
            if self.patched and ref in self.patched:
                return self.call(self.patched[ref], args, kwargs, node)
            found = MODELS.get(ref)
            if found is not None:
                made = self.modelled(found, Call(self, ref, args, kwargs, node))
                if kwargs and ref not in _TAKES_CALLABLES:
                    self._hooks(args, kwargs, node)
                return made
            head, _, method = ref.partition(".")
            if head in ("str", "bytes", "list", "dict", "bytearray") and method and args:
                return expressions.call_method(self, args[0], method, args[1:], kwargs, node)
            if ref.endswith((".__getattribute__", ".__getattr__")) and args and args[0].is_known:
                owner = Value(HOLE, kind="ref", ref=ref.rpartition(".")[0])
                return expressions.attribute(self, owner, args[0].text, node)
            return self.call_unknown(function.ref, args, kwargs, node)
        if kind == "instance" and (own := expressions.attribute(self, function, "__call__", node)).kind == "bound":
            return self.call(own, args, kwargs, node)
        return self.call_unknown(function.ref, args, kwargs, node, receiver=function)

    def modelled(self, model: Model, call: Call) -> Value:
        """What a model says of a call. One that fails says nothing, and the block was not read in full."""
        try:
            return model(call)
        except (OutOfBounds, TimeIsOver, RecursionError, MemoryError):
            raise
        except Exception as error:  # a defect of ours must not hide what comes next
            self.run.unread.append(defect(f"the model of {call.ref}", error))
            return Value(HOLE, origins_of(*call.all))

    def call_unknown(
        self, ref: str, args: list[Value], kwargs: dict[str, Value], node: ast.AST, receiver: Value | None = None
    ) -> Value:
        """Something that is not known to us: what is handed to it may be called, with what is handed on."""
        given = [*args, *kwargs.values()]
        if ref not in _CALLBACK_REFS:
            for number, one in enumerate(given):
                if one.kind in ("function", "bound", "partial") or (one.kind == "ref" and one.ref in MODELS):
                    self.call_back(one, given[number + 1 :], kwargs, node)
        origins = origins_of(*given, *([receiver] if receiver is not None else []))
        return Value(HOLE, origins, kind="object", ref=f"{ref}()" if ref else "", fields={})

    def _hooks(self, args: list[Value], kwargs: dict[str, Value], node: ast.AST) -> None:
        """Functions handed over by name: `key=`, `object_hook=`, `preexec_fn=`."""
        for hook in kwargs.values():
            if hook.kind in ("function", "bound", "partial") or (hook.kind == "ref" and hook.ref in MODELS):
                given = [element_of(args[0])] if args and hook.kind != "partial" else []
                takes = hook.payload.node.args.args if hook.kind == "function" else given
                self.call(hook, given[: len(takes)], {}, node)

    def call_back(self, function: Value, rest: list[Value], kwargs: dict[str, Value], node: ast.AST) -> Value:
        """Called by somebody else, sooner or later: with `args`, or with what stands behind it."""
        args = rest
        if "args" in kwargs:
            args = known_items(kwargs["args"]) or [element_of(kwargs["args"])]
        elif len(rest) == 1 and rest[0].kind == "list" and rest[0].items is not None and function.kind != "function":
            args = [element_of(rest[0])] if len(rest[0].items) != 1 else rest[0].items
        return self.call(function, list(args), {}, node)

    def call_function(self, function: Function, args: list[Value], kwargs: dict[str, Value]) -> Value:
        """Reads its body with these arguments. Returns what it may return."""
        is_known = any(one.is_known and one.kind not in _NUMBERS for one in [*args, *kwargs.values()])
        if self.depth >= _DEPTH or (function.active >= _RECURSION and not is_known):
            function.called = True
            return Value(HOLE, origins_of(*args, *kwargs.values()))
        if function.times and not self.run.may_recall:
            # with nothing known it would come to the same; how deep one calls itself is bounded anyway
            self.run.is_cut = self.run.is_cut or (is_known and not function.active)
            return Value(HOLE, origins_of(*args, *kwargs.values()))
        function.called = function.called or not self.run.uncalled
        outer = self.frame, self.returned, self.loop_times
        self.frame, self.returned = Frame(function.frame), []
        self._bind(function, args, kwargs)
        self.depth += 1
        function.active += 1
        try:
            with self.run.again if function.times else _FIRST:
                function.times += 1
                if isinstance(function.node, ast.Lambda):
                    return self.eval(function.node.body)
                self.block(function.node.body)
            return join(self.returned) if self.returned else Value("None", kind="none")
        finally:
            self.depth -= 1
            function.active -= 1
            self.frame, self.returned, self.loop_times = outer

    def _bind(self, function: Function, args: list[Value], kwargs: dict[str, Value]) -> None:
        spec, names = function.node.args, self.frame.names
        positional = [*spec.posonlyargs, *spec.args]
        handed = Origin(Source.ARGUMENT)
        names.update(function.defaults)
        for arg in [*positional, *spec.kwonlyargs]:
            names.setdefault(arg.arg, Value(HOLE, frozenset({Origin(Source.ARGUMENT, arg.arg)}), kind="any"))
        for arg, value in zip(positional, args, strict=False):
            names[arg.arg] = value if value.kind not in ("str", "bytes", "any") else value.tagged(handed)
        if spec.vararg is not None:
            names[spec.vararg.arg] = Value(HOLE, kind="list", items=args[len(positional) :])
        extra = {}
        known = {arg.arg for arg in [*positional, *spec.kwonlyargs]}
        for name, value in kwargs.items():
            if name in known:
                names[name] = value if value.kind not in ("str", "bytes", "any") else value.tagged(handed)
            else:
                extra[name] = value
        if spec.kwarg is not None:
            names[spec.kwarg.arg] = Value(HOLE, kind="dict", fields=extra)

    def instantiate(self, value: Value, args: list[Value], kwargs: dict[str, Value], node: ast.AST) -> Value:
        """An object of one of the block's own classes."""
        cls: Class = value.payload
        made = Value(HOLE, origins_of(*args), kind="instance", ref=cls.foreign, fields={}, payload=cls)
        if len(cls.instances) < 8:
            cls.instances.append(made)
        if cls.find("__init__") is None and made.fields is not None:
            # a dataclass or named tuple: its fields in the order of the text
            made.fields.update(zip(cls.field_names, args, strict=False))
            made.fields.update(kwargs)
            if cls.foreign in MODELS and not cls.field_names:
                base = MODELS[cls.foreign](Call(self, cls.foreign, args, kwargs, node))
                made.fields.update(base.fields or {})
                made.fields["*base"] = base
        for hook in ("__new__", "__init__", "__post_init__", "_missing_"):
            found = cls.find(hook)
            if found is not None and found.kind == "function":
                first = value if hook in ("__new__", "_missing_") else made
                self.call(found, [first] if hook == "__post_init__" else [first, *args], kwargs, node)
        return made


def _state(names: dict[str, Value]) -> object:
    """What a further turn of a loop would depend on."""
    return {
        name: (value.text, value.kind, value.ref, _texts(value.items), _texts((value.fields or {}).values()))
        for name, value in names.items()
    }


def _texts(values: Iterable[Value] | None) -> list[str] | None:
    return None if values is None else [value.text for value in values]


def _merge(into: dict[str, Value], other: dict[str, Value]) -> None:
    """Each name may have either value."""
    for name, value in other.items():
        mine = into.get(name)
        if mine is None:
            into[name] = value
        elif mine is not value:
            into[name] = join([mine, value])


def _loaded(target: ast.expr) -> ast.expr:
    return target


_STATEMENTS: dict[type[ast.stmt], Callable[[Interpreter, Any], str | None]] = {
    ast.Expr: Interpreter._expr,
    ast.Assign: Interpreter._assign,
    ast.AnnAssign: Interpreter._ann_assign,
    ast.AugAssign: Interpreter._aug_assign,
    ast.Delete: Interpreter._delete,
    ast.Import: Interpreter._import,
    ast.ImportFrom: Interpreter._import_from,
    ast.FunctionDef: Interpreter._function,
    ast.AsyncFunctionDef: Interpreter._function,
    ast.ClassDef: Interpreter._class,
    ast.Return: Interpreter._return,
    ast.Raise: Interpreter._raise,
    ast.If: Interpreter._if,
    ast.For: Interpreter._for,
    ast.AsyncFor: Interpreter._for,
    ast.While: Interpreter._while,
    ast.With: Interpreter._with,
    ast.AsyncWith: Interpreter._with,
    ast.Try: Interpreter._try,
    ast.TryStar: Interpreter._try,
    ast.Match: Interpreter._match,
    ast.Global: Interpreter._global,
    ast.Nonlocal: Interpreter._nonlocal,
    ast.Assert: Interpreter._assert,
    ast.Break: Interpreter._break,
    ast.Continue: Interpreter._continue,
}
