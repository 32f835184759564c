"""Where a piece of Python makes something large, and by which names it goes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from redblue.blue.code.python.names import last_name
from redblue.blue.code.python.syntax import Function, PythonCode

_LARGE = 10_000
"""Characters or elements at once."""

_LARGE_IN_ALL = 1_000_000
"""Of all rounds of a loop together."""

_LARGE_NESTED = 500
"""The same in a loop within a loop."""

_SIZED = {
    "bytearray",
    "bytes",
    "randbytes",
    "urandom",
    "token_bytes",
    "token_hex",
    "zeros",
    "ones",
    "rand",
    "randn",
    "empty",
    "full",
    "mmap",
    "ljust",
    "rjust",
    "center",
    "zfill",
    "create_string_buffer",
    "arange",
    "repeat",
    "random",
}

_WIDTH = re.compile(r"(\d{3,9})")

_REDUCERS = {
    "len",
    "sum",
    "hash",
    "max",
    "min",
    "int",
    "bool",
    "type",
    "id",
    "count",
    "hexdigest",
    "digest",
    "find",
    "print",
    "sha256",
    "md5",
    "sha1",
    "isinstance",
    "write_text",
    "write_bytes",
    "sendall",
    "send",
}

_STARTERS = {"create_task", "ensure_future", "submit", "run_coroutine_threadsafe"}


def _size(node: ast.expr, values: dict[str, ast.expr], depth: int = 4) -> float:
    """A number that is written out, also as 10**6, 1024 * 1024 or a name for it; 0 where it is none."""
    if isinstance(node, ast.Constant):
        return float(node.value) if isinstance(node.value, int | float) and abs(node.value) < 1e15 else 0
    if depth and isinstance(node, ast.Name) and node.id in values:
        return _size(values[node.id], values, depth - 1)
    if depth and isinstance(node, ast.BinOp):
        left, right = _size(node.left, values, depth - 1), _size(node.right, values, depth - 1)
        if isinstance(node.op, ast.Mult):
            return left * right
        if isinstance(node.op, ast.Pow) and 0 < right < 20 and 0 < left < 10_000:
            return float(min(left**right, 1e15))
        if isinstance(node.op, ast.LShift) and 0 < right < 60:
            return left * 2**right
        if isinstance(node.op, ast.Add):
            return left + right
    if isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Name) and node.func.id == "int" and depth:
        return _size(node.args[0], values, depth - 1)
    if isinstance(node, ast.Tuple | ast.List) and depth:
        product = 1.0
        for one in node.elts:
            product *= _size(one, values, depth - 1)
        return product if node.elts else 0
    return 0


def _length(node: ast.expr) -> int:
    if isinstance(node, ast.Constant):
        return len(node.value) if isinstance(node.value, str | bytes) else 0
    return len(node.elts) if isinstance(node, ast.List | ast.Tuple) else 10


class Large:
    """Where something large is made, and what is called for it."""

    def __init__(self, code: PythonCode) -> None:
        self.values = {
            target.id: one.value
            for one in code.of(ast.Assign)
            for target in one.targets
            if isinstance(target, ast.Name)
        }
        for name, value in _handed_in(code):
            self.values.setdefault(name, value)
        self.nodes: dict[ast.AST, bool] = {}
        """Expressions, and whether they are large by themselves rather than only in loops within loops."""
        makers: list[ast.expr] = [*code.of(ast.BinOp), *code.of(ast.Call)]
        makers += [*code.of(ast.FormattedValue), *code.of(ast.ListComp)]
        rounds = 0.0
        for maker in makers:
            amount = self._amount(maker)
            if amount >= _LARGE_NESTED:
                rounds = rounds or self._rounds(code)
                self.nodes[maker] = amount >= _LARGE or amount * rounds >= _LARGE_IN_ALL
        for loop in code.of(ast.While):
            if any(_size(one, self.values) >= _LARGE for one in ast.walk(loop.test) if isinstance(one, ast.expr)):
                self.nodes |= {doubled: True for one in loop.body if (doubled := _doubled(one)) is not None}
        self.names: dict[str, bool] = {}
        self.coroutines = {one.name for one in code.of(ast.AsyncFunctionDef)}
        if not self.nodes:
            return
        for node, alone in self.nodes.items():
            for above in code.around(node):
                if isinstance(above, ast.Assign | ast.AnnAssign | ast.NamedExpr | ast.AugAssign):
                    targets = above.targets if isinstance(above, ast.Assign) else [above.target]
                    for name in [each for target in targets for each in _named(target)]:
                        self.names[name] = alone or self.names.get(name, False)
                if isinstance(above, Function | ast.ClassDef):
                    # whatever it makes or returns may hold it
                    self.names[above.name] = alone or self.names.get(above.name, False)
        for function in code.functions:
            if function.name not in self.names:
                inner = next((one for one in ast.walk(function) if self._is_name(one)), None)
                if isinstance(inner, ast.Name):
                    self.names[function.name] = self.names[inner.id]
        for given in code.of(ast.Assign):
            inner = next((each for each in ast.walk(given.value) if self._is_name(each)), None)
            if isinstance(inner, ast.Name):
                for target in given.targets:
                    if isinstance(target, ast.Name):
                        self.names.setdefault(target.id, self.names[inner.id])

    def _rounds(self, code: PythonCode) -> float:
        """How often the longest loop runs whose length is written out, where it stands or where it is handed in."""
        own = {one.name for one in code.functions}
        counts = [1.0]
        for call in code.of(ast.Call):
            name = last_name(call.func)
            if (name == "range" or name in own) and call.args:
                counts += [_size(one, self.values) for one in call.args]
        return max(counts)

    def _is_name(self, node: ast.AST) -> bool:
        return isinstance(node, ast.Name) and node.id in self.names

    def _amount(self, node: ast.AST) -> float:
        if isinstance(node, ast.BinOp):
            if not isinstance(node.op, ast.Mult):
                return 0
            for whole, times in ((node.left, node.right), (node.right, node.left)):
                if self._is_sequence(whole):
                    return _size(times, self.values) * max(_length(whole), 1)
            return 0
        if isinstance(node, ast.FormattedValue):
            spec = node.format_spec
            text = "".join(str(one.value) for one in getattr(spec, "values", []) if isinstance(one, ast.Constant))
            match = _WIDTH.search(text)
            return float(match.group(1)) if match else 0
        if isinstance(node, ast.ListComp):
            return self._counted(node)
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in _SIZED and node.args:
                if called in ("zeros", "ones", "rand", "randn", "empty", "full", "random"):
                    product = 1.0
                    for part in node.args if called in ("rand", "randn") else node.args[:1]:
                        product *= _size(part, self.values)
                    return product
                return max(_size(one, self.values) for one in node.args)
            if called in ("list", "tuple", "set", "join") and node.args:
                return self._counted(node.args[0])
            for one in node.keywords:
                if one.arg in ("k", "size") and called in ("choices", "normal", "randint", "uniform"):
                    return _size(one.value, self.values)
        return 0

    def _counted(self, node: ast.expr) -> float:
        inner = node.generators[0].iter if isinstance(node, ast.GeneratorExp | ast.ListComp) else node
        if isinstance(inner, ast.Call) and getattr(inner.func, "id", "") == "range" and inner.args:
            return _size(inner.args[0 if len(inner.args) == 1 else 1], self.values)
        return 0

    def _is_sequence(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Name) and node.id in self.values:
            node = self.values[node.id]
        if isinstance(node, ast.Constant):
            return isinstance(node.value, str | bytes)
        return isinstance(node, ast.JoinedStr | ast.List | ast.Tuple)

    def inside(self, node: ast.AST, loops: int) -> bool:
        """Whether something large is in it, where it stands in so many loops."""
        waiting: list[ast.AST] = [node]
        while waiting:
            one = waiting.pop()
            loops += isinstance(one, ast.ListComp | ast.DictComp | ast.SetComp)
            if isinstance(one, ast.Call) and last_name(one.func) in _REDUCERS:
                continue
            if isinstance(one, ast.Call) and last_name(one.func) in self.coroutines:
                # nothing of it runs before it is awaited, unless it is made a task
                waiting += one.args
                continue
            if isinstance(one, ast.Call) and last_name(one.func) in _STARTERS:
                started = {last_name(getattr(each, "func", each)) for each in one.args}
                if started & self.coroutines & {*self.names}:
                    return True
            waiting += ast.iter_child_nodes(one)
            alone = self.nodes.get(one)
            if alone is None and isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load):
                alone = self.names.get(one.id)
            if alone is None and isinstance(one, ast.Attribute):
                alone = self.names.get(one.attr)
            if alone or (alone is False and loops > 1):
                return True
        return False


def _handed_in(code: PythonCode) -> Iterator[tuple[str, ast.expr]]:
    """What the block's own functions are called with, by the names of their parameters; also as threads."""
    own = {one.name: one for one in code.functions}
    for call in code.of(ast.Call) if own else ():
        name, given = last_name(call.func), list(call.args)
        if name not in own:
            named = {one.arg: one.value for one in call.keywords}
            name, handed = last_name(named.get("target")), named.get("args")
            given = handed.elts if isinstance(handed, ast.Tuple | ast.List) else []
        if name in own:
            taken = [one.arg for one in own[name].args.args]
            if taken[:1] in (["self"], ["cls"]):
                taken = taken[1:]
            yield from zip(taken, given, strict=False)


def _doubled(statement: ast.stmt) -> ast.expr | None:
    """The text or list that a statement makes twice as long: `text += text`."""
    if (
        isinstance(statement, ast.AugAssign)
        and isinstance(statement.op, ast.Add)
        and isinstance(statement.value, ast.Name)
        and last_name(statement.target) == statement.value.id
    ):
        return statement.value
    return None


def _named(target: ast.expr) -> list[str]:
    parts = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
    return [one.id for one in parts if isinstance(one, ast.Name)]
