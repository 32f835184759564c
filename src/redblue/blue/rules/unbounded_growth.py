"""Large data is kept with every round of a loop, and nothing ever lets go of it.

A container that takes in something large each time, and is never cleared or limited, ends with all memory taken. The
same holds for large objects that refer to each other, a cache without a limit, and a loop without an end that appends.

Not meant: lists of ordinary results, containers with `maxlen` or a size check, data that is let go (`clear`, `pop`,
`del x[...]`), one large text that is made once.

CWE-401 (memory not released after its effective lifetime), CWE-770 (allocation without limits).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

import tree_sitter

from redblue.blue.code.bash.syntax import BashCode
from redblue.blue.code.python.syntax import Function, PythonCode
from redblue.blue.rule import Hit, Rule
from redblue.core.verdict import Decision

rule = Rule(
    id="unbounded-growth",
    decision=Decision.WARN,
    category="weak-code",
    instead="Limit the container (deque(maxlen=...), lru_cache(maxsize=...)) or let go of what is no longer needed.",
    cwe="CWE-770",
    scenarios=(27,),
)
_LARGE = 10_000
"""Characters or elements at once."""
_LARGE_IN_ALL = 1_000_000
"""Of all rounds of a loop together."""
_MOST_TEXT = 10_000
"""Characters of Bash that are looked at."""
_LARGE_NESTED = 500
"""The same in a loop within a loop."""
_KEEPERS = {
    "append",
    "appendleft",
    "add",
    "insert",
    "extend",
    "extendleft",
    "put",
    "put_nowait",
    "push",
    "update",
    "setdefault",
    "enqueue",
    "write",
    "enter_context",
    "register",
    "callback",
    "heappush",
    "subscribe",
    "connect",
}
_RELEASES = {
    "clear",
    "pop",
    "popleft",
    "popitem",
    "cache_clear",
    "truncate",
    "task_done",
    "remove",
    "discard",
    "unlink",
}
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
_LOOPS = (ast.For, ast.AsyncFor, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@rule.python
def in_python(code: PythonCode) -> Iterable[Hit]:
    if not code.of(*_LOOPS) and not code.functions:
        return
    yield from _endless(code)
    large = _Large(code)
    if not large.nodes or _is_released(code):
        return
    for node, where in _kept(code, large):
        yield Hit("large data is kept in every round of a loop and never let go", code.span(node), steps=(where,))
        return


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


class _Large:
    """Where something large is made, and what is called for it."""

    def __init__(self, code: PythonCode) -> None:
        self.values = {
            target.id: one.value
            for one in code.of(ast.Assign)
            for target in one.targets
            if isinstance(target, ast.Name)
        }
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
            name = _last(call.func)
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
            if isinstance(one, ast.Call) and _last(one.func) in _REDUCERS:
                continue
            if isinstance(one, ast.Call) and _last(one.func) in self.coroutines:
                # nothing of it runs before it is awaited, unless it is made a task
                waiting += one.args
                continue
            if isinstance(one, ast.Call) and _last(one.func) in _STARTERS:
                started = {_last(getattr(each, "func", each)) for each in one.args}
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


def _named(target: ast.expr) -> list[str]:
    parts = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
    return [one.id for one in parts if isinstance(one, ast.Name)]


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


def _kept(code: PythonCode, large: _Large) -> Iterator[tuple[ast.AST, str]]:
    """What keeps something large, often."""
    repeated = _repeated(code)
    own = {one.name for one in [*code.functions, *code.of(ast.ClassDef)]}
    keepers = {name for name, function in ((one.name, one) for one in code.functions) if _keeps_argument(function)}
    keepers |= {
        owner.name
        for owner in code.of(ast.ClassDef)
        if any(isinstance(one, ast.FunctionDef) and one.name == "__init__" and _registers(one) for one in owner.body)
    }
    makers = {name for name, value in large.values.items() if isinstance(value, ast.Call) and _last(value.func) in own}
    for call in code.of(ast.Call):
        name = _last(call.func)
        attribute = isinstance(call.func, ast.Attribute)
        if not ((attribute and name in _KEEPERS) or name in keepers or (name in makers and keepers and not attribute)):
            continue
        loops = _loops(code, call, repeated)
        parts = [*call.args, *[each.value for each in call.keywords], *([] if attribute else [call.func])]
        if loops and any(large.inside(one, loops) for one in parts):
            if (name == "write" and not _is_memory(code, call)) or (attribute and _is_reset(code, call)):
                continue
            yield call, name
    stores: list[ast.Assign | ast.AugAssign | ast.AnnAssign] = []
    stores += [*code.of(ast.Assign), *code.of(ast.AugAssign), *code.of(ast.AnnAssign)]
    for store in stores:
        targets = store.targets if isinstance(store, ast.Assign) else [store.target]
        loops = _loops(code, store, repeated)
        if not loops or store.value is None or not large.inside(store.value, loops):
            continue
        for target in targets:
            if isinstance(target, ast.Subscript) and not isinstance(target.slice, ast.Constant):
                yield store, "[...] ="
            elif isinstance(store, ast.AugAssign) and isinstance(store.op, ast.Add):
                if not isinstance(store.value, ast.Call) or store.value in large.nodes:
                    yield store, "+="
            elif isinstance(target, ast.Attribute) and _is_link(code, target, large):
                yield store, f".{target.attr} ="
    comprehensions: list[ast.ListComp | ast.DictComp | ast.SetComp] = []
    comprehensions += [*code.of(ast.ListComp), *code.of(ast.DictComp), *code.of(ast.SetComp)]
    for comprehension in comprehensions:
        element = comprehension.value if isinstance(comprehension, ast.DictComp) else comprehension.elt
        source = comprehension.generators[0].iter
        made = isinstance(source, ast.Call) and _last(source.func) in own and large.inside(source.func, 1)
        handed = {one.id for one in ast.walk(comprehension.generators[0].target) if isinstance(one, ast.Name)}
        if large.inside(element, 1) or (made and isinstance(element, ast.Name) and element.id in handed):
            yield comprehension, "comprehension"
    generators = {_function(code, one) for one in code.of(ast.Yield)}
    for call in code.of(ast.Call):
        if code.called(call.func) == "itertools.tee" and any(large.inside(one, 1) for one in call.args):
            yield call, "tee"
        if _last(call.func) in ("list", "tuple", "set", "sorted", "deque") and len(call.args) == 1:
            filled = call.args[0]
            if isinstance(filled, ast.Call) and _last(filled.func) in generators and large.inside(filled.func, 1):
                yield call, _last(call.func)
    for handler in code.of(ast.ExceptHandler):
        above = next(code.around(handler))
        if handler.name and isinstance(above, ast.Try) and _loops(code, above, repeated) and any(
            large.inside(one, 1) for one in above.body
        ):  # fmt: skip
            # an exception holds the frames it went through, and what is in them
            for kept in ast.walk(handler):
                if (
                    isinstance(kept, ast.Call)
                    and _last(kept.func) in _KEEPERS
                    and handler.name in map(_last, kept.args)
                ):
                    yield kept, "exception"
    for function in code.functions:
        if any(_is_endless_cache(code, one) for one in function.decorator_list) and large.inside(function, 1):
            yield function, "cache"


def _function(code: PythonCode, node: ast.AST) -> str:
    return next((one.name for one in code.around(node) if isinstance(one, Function)), "")


def _is_reset(code: PythonCode, call: ast.Call) -> bool:
    """Whether the container is made anew in the loop that fills it."""
    name = _last(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    loop = next((one for one in code.around(call) if isinstance(one, ast.For | ast.While)), None)
    return loop is not None and any(
        isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name) and one.targets[0].id == name
        for statement in loop.body
        for one in ast.walk(statement)
    )


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _repeated(code: PythonCode) -> dict[str, int]:
    """Functions that are called in a loop, or by themselves, and in how many loops."""
    calls: dict[str, int] = {}
    inside: list[tuple[str, str]] = []
    own = {one.name for one in code.functions}
    for call in code.of(ast.Call):
        names = {_last(call.func), *[_last(one) for one in [*call.args, *[k.value for k in call.keywords]]]} & own
        if not names:
            continue
        depth = 0
        for above in code.around(call):
            if isinstance(above, _LOOPS):
                depth += 1
            if isinstance(above, Function):
                inside += [(above.name, name) for name in names]
                depth += above.name in names
                break
        for name in names:
            calls[name] = max(calls.get(name, 0), depth)
    for _ in range(3):
        for outer, inner in inside:
            if outer != inner:
                calls[inner] = max(calls.get(inner, 0), calls.get(outer, 0))
    return calls


def _loops(code: PythonCode, node: ast.AST, repeated: dict[str, int]) -> int:
    depth = 0
    for above in code.around(node):
        if isinstance(above, _LOOPS):
            depth += 1
        elif isinstance(above, Function):
            return depth + repeated.get(above.name, 0)
    return depth


def _keeps_argument(function: Function) -> bool:
    """Whether what is handed to it goes into something that outlives the call."""
    taken = {one.arg for one in [*function.args.args, *function.args.kwonlyargs, function.args.vararg] if one} - {
        "self"
    }
    if not taken:
        return False
    for node in ast.walk(function):
        parts: list[ast.expr] = []
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in _KEEPERS - {"write"}
        ):
            parts = node.args
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            parts = [node.value]
        elif (
            isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute) and function.name != "__init__"
        ):
            parts = [node.value] if isinstance(node.value, ast.Call) else []
        if any(isinstance(one, ast.Name) and one.id in taken for part in parts for one in ast.walk(part)):
            return True
    return False


def _registers(function: ast.FunctionDef) -> bool:
    """Whether an object puts itself into a list, or refers to itself."""
    own = function.args.args[0].arg if function.args.args else ""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _KEEPERS:
            given = node.args
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute):
            given = [node.value]
        else:
            continue
        if any(isinstance(one, ast.Name) and one.id == own for one in given):
            return True
    return False


def _is_link(code: PythonCode, target: ast.Attribute, large: _Large) -> bool:
    """Whether objects are tied to one another: `a.x = b` and `b.y = a`, `a.x = a`, `last.next = Node(...)`."""
    pairs = {
        (_last(one.targets[0].value), _last(one.value))
        for one in code.of(ast.Assign)
        if isinstance(one.targets[0], ast.Attribute) and isinstance(one.value, ast.Name)
    }
    if any(
        isinstance(one.value, ast.Attribute) and one.value.attr == target.attr and isinstance(one.targets[0], ast.Name)
        for one in code.of(ast.Assign)
    ):
        # a chain that is walked along and grows at its end
        return True
    return any(left == _last(target.value) and (left == right or (right, left) in pairs) for left, right in pairs)


def _is_memory(code: PythonCode, call: ast.Call) -> bool:
    """Whether what is written to is in memory, no file."""
    name = _last(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    return any(
        isinstance(one.value, ast.Call)
        and code.called(one.value.func) in ("io.StringIO", "io.BytesIO")
        and any(_last(target) == name for target in one.targets)
        for one in code.of(ast.Assign)
    )


def _is_endless_cache(code: PythonCode, decorator: ast.expr) -> bool:
    if isinstance(decorator, ast.Call):
        return code.called(decorator.func) == "functools.lru_cache" and any(
            isinstance(one, ast.Constant) and one.value is None
            for one in [*decorator.args, *[each.value for each in decorator.keywords]]
        )
    return code.called(decorator) == "functools.cache"


def _is_released(code: PythonCode) -> bool:
    for call in code.of(ast.Call):
        if isinstance(call.func, ast.Attribute) and call.func.attr in _RELEASES:
            return True
        if _last(call.func).startswith("Weak") or code.called(call.func) in ("weakref.ref", "weakref.proxy"):
            return True
        if any(one.arg in ("maxlen", "maxsize") and not _is_none(one.value) for one in call.keywords):
            return True
    if any(
        isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Slice)
        for one in code.of(ast.Assign)
        for target in one.targets
    ):
        return True
    return any(isinstance(target, ast.Subscript) for one in code.of(ast.Delete) for target in one.targets) or any(
        isinstance(one.value, ast.Subscript)
        and isinstance(one.value.slice, ast.Slice)
        and any(_last(target) == _last(one.value.value) for target in one.targets)
        for one in code.of(ast.Assign)
    )


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _endless(code: PythonCode) -> Iterator[Hit]:
    """`while True` that appends and has no way out."""
    for loop in code.of(ast.While):
        if not (isinstance(loop.test, ast.Constant) and loop.test.value):
            continue
        inner = [one for statement in loop.body for one in ast.walk(statement)]
        if any(
            isinstance(one, ast.Break | ast.Return | ast.Raise | ast.Yield | ast.Await | ast.Assert) for one in inner
        ):
            continue
        grown = next((one for one in inner if isinstance(one, ast.Call) and _last(one.func) in ("append", "add")), None)
        if grown is None or any(isinstance(one, ast.Call) and _last(one.func) in _RELEASES | _EXITS for one in inner):
            continue
        if not any(isinstance(one, ast.Delete | ast.Try) for one in inner):
            yield Hit("a loop without an end appends in every round", code.span(loop))


_EXITS = {"exit", "_exit", "abort", "sleep", "recv", "next", "get", "read", "readline", "wait", "accept", "input"}


_MADE_LARGE = re.compile(
    r"head\s+-c\s*[\"']?(\d{5,}|\d+[kKMG])|%0?\d{5,}[sd]|\{1\.\.\d{5,}\}|bs=\d+[kKMG]|seq\s+(?:1\s+)?\d{5,}"
    r"|rand\s+(?:-\w+\s+)*\d{5,}|<\s*\d{5,}\b|:0:\d{5,}\}|\bx\s*\d{5,}|size=\d{5,}"
)
_LET_GO = re.compile(r"\bunset\b|\bunalias\b|=\(\)\s*;?\s*(?:fi|done)|\bdelete\s+\w+\[|\bshift\s+@|=\([^)]*@\]:\s*-?\d")
_GROWN = re.compile(
    r"""(?P<name>\w+)\+=(?P<plus>[^\n;]*)|(?P<array>\w+)\[(?P<index>[^\]\n=]*)\]\+?=(?P<at>[^\n;]*)"""
    r"""|(?:declare|typeset|export|alias)\s+["']?(?P<own>[\w$\{\}-]*\$[^=\n;]*)=(?P<made>[^\n;]*)"""
    r"""|history\s+-s\s+(?P<line>[^\n;]*)|printf\s+-v\s+["']?\w+\[(?P<place>[^\]]*)\](?P<print>[^\n;]*)"""
    r"""|local\s+-n\s+(?P<slot>\w+)=\w*\$[^\n]*\n\s*(?P=slot)=(?P<put>[^\n;]*)"
    r"|local\s+(?P<local>\w+)=(?P<frame>[^\n;]*)"""
)
_OTHER_PROGRAM = re.compile(r"push\s*@\w+[^;\n]*\bx\s*\d{5,}|\{\s*\w+\[(?:NR|\$\d+|n\+\+)\]\s*=\s*\$0\s+\w+|\bh;\s*H\b")


@rule.bash
def in_bash(code: BashCode) -> Iterable[Hit]:
    loops = code.of("while_statement", "for_statement", "c_style_for_statement")
    functions = code.of("function_definition")
    raw = code.of("raw_string")
    if not loops and not functions and not raw:
        return
    whole = code.text(code.root)[:_MOST_TEXT]
    if _LET_GO.search(whole):
        return
    made = _MADE_LARGE.search(whole)
    for node in raw:
        if made and (match := _OTHER_PROGRAM.search(code.text(node))):
            yield Hit("large data is kept for every line and never let go", code.span(node), steps=(match.group(),))
            return
    names = _large_names(code) if made else set()
    for loop in [*loops, *functions][:100]:
        text = code.text(loop)[:2_000]
        repeats = loop.type != "function_definition" or _is_repeated(code, loop, loops)
        for match in _GROWN.finditer(text) if names and repeats else ():
            if _is_new(code, match, whole, text) and any(
                re.search(rf"\$\{{?{name}\b", match.group(match.lastgroup or 0)) for name in names
            ):
                yield Hit("large data is kept in every round of a loop and never let go", code.span(loop))
                return
    for loop in code.of("while_statement"):
        if (
            _ENDLESS.match(code.text(loop))
            and not _WAY_OUT.search(code.text(loop))
            and _APPENDS.search(code.text(loop))
        ):
            yield Hit("a loop without an end appends in every round", code.span(loop))


def _is_new(code: BashCode, match: re.Match[str], whole: str, loop: str) -> bool:
    """Whether every round takes a place of its own."""
    place = match.group("index") or match.group("place")
    if place is not None:
        keyed = re.search(rf"declare\s+-\w*A\w*\s+{match.group('array')}\b", whole) if match.group("array") else None
        return "%" not in place and ("$" in place or (not keyed and not place.isdigit()))
    if match.group("line") is not None:
        return not re.search(r"HISTSIZE=\d", whole)
    if (name := match.group("local")) is not None:
        function = re.match(r"(?:function\s+)?(\w+)", loop)
        calls_itself = function and re.search(rf"\n\s*{function.group(1)}\b", loop)
        return bool(calls_itself) and not re.search(rf"\b{name}=(?:\"\"|''|\s)", loop)
    return True


_ENDLESS = re.compile(r"while\s+(?:true|:|\[\s+1\s+\]|\(\(\s*1\s*\)\))\s*[;\n]")
_WAY_OUT = re.compile(r"\b(?:break|return|exit|sleep|read|wait|kill)\b")
_APPENDS = re.compile(r"""\w\+=\(|\w\+=["$]|(\w+)=["']?\$\{?\1\}?\$\{?\w""")


def _large_names(code: BashCode) -> set[str]:
    """Variables that hold something large, also what was made of them."""
    found: set[str] = set()
    for _ in range(2):
        for node in code.of("variable_assignment")[:300]:
            name, _, value = code.text(node).partition("=")
            if _MADE_LARGE.search(value) or any(re.search(rf"\$\{{?{one}\b", value) for one in found):
                found.add(name.rstrip("+").partition("[")[0])
        for loop in code.of("while_statement")[:50]:
            # doubled until it is large
            text = code.text(loop)
            if (match := _DOUBLED.search(text)) and _MADE_LARGE.search(text):
                found.add(match.group(1))
    return found


_DOUBLED = re.compile(r"""(\w+)=["']?\$\{?\1\}?\$\{?\1\}?""")


def _is_repeated(code: BashCode, function: tree_sitter.Node, loops: list[tree_sitter.Node]) -> bool:
    name = re.escape(code.text(function.child_by_field_name("name")))
    body = code.text(function.child_by_field_name("body"))
    called = re.compile(rf"(?:^|[\n;{{]|\bdo\b|&&|-C)\s*{name}\b")
    return (
        bool(called.search(body))
        or any(called.search(code.text(loop)) for loop in loops)
        or re.search(rf"-C\s+{name}\b", code.text(code.root)) is not None
    )


rule.example(
    "python",
    """\
kept = []
for number in range(500):
    kept.append("page" * 50_000)
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
class Node:
    def __init__(self, text):
        self.text = text
        self.other = None

def tie(rounds):
    for _ in range(rounds):
        first, second = Node("a" * 10**6), Node("b" * 10**6)
        first.other = second
        second.other = first

tie(100)
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
import functools

@functools.lru_cache(maxsize=None)
def page(name):
    return name + "." * 200_000

for name in open("names.txt"):
    page(name)
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
results = []
for line in open("names.txt"):
    results.append(line.strip())
print(len(results))
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
from collections import deque

recent = deque(maxlen=10)
for number in range(500):
    recent.append("page" * 50_000)
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
text = "page" * 50_000
print(len(text))
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
sizes = []
for number in range(500):
    sizes.append(len("page" * 50_000))
""",
    Decision.ALLOW,
    "only the length is kept",
)
rule.example(
    "python",
    """\
kept = []
for number in range(500):
    kept.append(bytearray(100_000))
    if len(kept) > 10:
        kept.clear()
""",
    Decision.ALLOW,
    "it is emptied on the way",
)
rule.example(
    "bash",
    """\
page=$(head -c 200000 /dev/zero | tr '\\0' .)
while read -r name; do kept+=("$name$page"); done < names.txt
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
declare -A pages
page=$(printf '%100000s' '')
for name in $(cat names.txt); do
    pages[$name]=$page
done
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
while true; do
    kept+=("one more")
done
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
while read -r name; do names+=("$name"); done < names.txt
echo "${#names[@]}"
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
page=$(head -c 200000 /dev/zero | tr '\\0' .)
while read -r name; do echo "$name$page" > "out/$name"; done < names.txt
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
head -c 1000000 /dev/zero > blank.img
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
page=$(head -c 200000 /dev/zero | tr '\\0' .)
while read -r name; do last=$name$page; done < names.txt
""",
    Decision.ALLOW,
    "each round takes the place of the one before",
)
rule.example(
    "bash",
    """\
page=$(head -c 200000 /dev/zero | tr '\\0' .)
i=0
while read -r name; do
    kept[i % 5]=$name$page
    i=$((i + 1))
done < names.txt
""",
    Decision.ALLOW,
    "five places, whatever comes",
)
