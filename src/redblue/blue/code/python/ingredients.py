"""What an expression is made of: what was handed in or typed, constants and what can be guessed, or real randomness."""

from __future__ import annotations

import ast
from typing import NamedTuple

from redblue.blue.code.python.names import last_name
from redblue.blue.code.python.syntax import Function, PythonCode

CHECKSUMS = {"zlib.crc32", "zlib.adler32", "binascii.crc32", "hash"}

ENCODERS = {
    "b64encode",
    "urlsafe_b64encode",
    "standard_b64encode",
    "b32encode",
    "b16encode",
    "b85encode",
    "a85encode",
    "hexlify",
    "encodebytes",
    "b2a_base64",
    "b2a_hex",
    "compress",
}

_RANDOM = {
    "urandom",
    "token_bytes",
    "token_hex",
    "token_urlsafe",
    "gensalt",
    "uuid4",
    "SystemRandom",
    "getrandom",
    "randbits",
}

_GUESSED = {
    "time", "time_ns", "getpid", "now", "utcnow", "uuid1", "getnode", "getuser", "today", "len", "perf_counter", "sum",
    "id", "gethostname", "getlogin", "ctime", "monotonic", "range", "min", "max", "abs", "round",
}  # fmt: skip

_READERS = {"input", "getpass", "read", "readline", "read_text", "read_bytes"}

_PLAIN = {
    "str",
    "bytes",
    "encode",
    "decode",
    "format",
    "join",
    "lower",
    "upper",
    "strip",
    "rstrip",
    "lstrip",
    "int",
    "hex",
    "bytearray",
    "repr",
    "reversed",
    "list",
    "title",
    "capitalize",
    "swapcase",
    "digest",
    "hexdigest",
    "to_bytes",
    "ord",
    "chr",
    "zfill",
    "ljust",
    "rjust",
    "isoformat",
    "strftime",
    "timestamp",
    "sorted",
    "split",
    "map",
    "to_thread",
}

_BUILT = {"str", "bytes", "int", "len", "chr", "ord", "hash", "map", "join", "reversed", "list"}


class Made(NamedTuple):
    """What a hashed expression is made of."""

    parameters: frozenset[str]
    typed: bool
    """A line that somebody typed, or that was read and stripped."""
    salted: bool
    """Something random, or nothing that can be told."""
    others: bool
    """Constants, counters, the time: no salt."""


def made_of(code: PythonCode, expressions: list[ast.expr], scope: ast.AST) -> Made:
    parameters: set[str] = set()
    typed = salted = others = False
    taken = parameters_of(scope)
    given = assigned_in(code, scope)
    seen: set[str] = set()
    waiting: list[tuple[ast.AST, int]] = [(one, 6) for one in expressions]
    while waiting:
        node, depth = waiting.pop()
        if isinstance(node, ast.Name):
            if node.id in given and node.id not in seen and depth:
                seen.add(node.id)
                waiting += [(one, depth - 1) for one in given[node.id]]
                if node.id in taken:
                    parameters.add(node.id)
            elif node.id in taken:
                parameters.add(node.id)
            elif node.id not in seen and node.id not in _BUILT:
                salted = True
        elif isinstance(node, ast.Constant):
            others = others or bool(node.value)
        elif isinstance(node, ast.Call):
            last = last_name(node.func)
            full = code.called(node.func)
            if last in _RANDOM or full.startswith(("secrets.", "bcrypt.", "argon2.", "passlib.")):
                salted = True
            elif last in _GUESSED or full in CHECKSUMS:
                others = True
                waiting += [(one, depth) for one in node.args]
            elif full.startswith(("random.", "numpy.random.")):
                few = last in ("randint", "randrange", "choice", "uniform", "random", "seed") and not _is_repeated(
                    code, node
                )
                salted, others = salted or not few, True
            elif full in ("builtins.input", "input", "getpass.getpass"):
                typed = True
            elif last in ("strip", "rstrip", "split", "splitlines") and isinstance(node.func, ast.Attribute):
                inner = [one for one in ast.walk(node.func.value) if isinstance(one, ast.Call)]
                if any(last_name(one.func) in _READERS for one in inner):
                    typed = True
                else:
                    waiting.append((node.func.value, depth))
            elif last in ("open", "Path", "b64decode"):
                salted = True
            elif full in ("time.strftime", "platform.node", "os.getenv", "os.environ.get"):
                others = True
            elif last in ("get", "iter", "next") and (tables := _constants(code, node, given)):
                others = others or tables
            elif last in _PLAIN or full.startswith("hashlib.") or last in ENCODERS:
                waiting += [(one, depth) for one in node.args]
                if isinstance(node.func, ast.Attribute) and not full.startswith(("hashlib.", "base64.", "binascii.")):
                    waiting.append((node.func.value, depth))
            else:
                salted = True
        elif isinstance(node, ast.Attribute):
            value = _field(code, node) if not isinstance(node.value, ast.Call) else node.value
            if code.called(node).startswith("string."):
                others = True
            elif value is None:
                salted = True
            else:
                waiting.append((value, depth - 1)) if depth else None
        elif isinstance(node, ast.Subscript):
            if isinstance(node.slice, ast.Slice | ast.UnaryOp) or not isinstance(node.slice, ast.Constant):
                waiting.append((node.value, depth))
            elif _constants(code, node.value, given):
                others = True
            else:
                salted = True
        elif isinstance(node, ast.comprehension):
            waiting.append((node.iter, depth))
        elif isinstance(node, ast.GeneratorExp | ast.ListComp):
            waiting += [(one.iter, depth) for one in node.generators]
        elif isinstance(node, ast.Dict | ast.List | ast.Tuple | ast.Set | ast.Compare):
            salted = True
        else:
            waiting += [(one, depth) for one in ast.iter_child_nodes(node)]
    return Made(frozenset(parameters), typed, salted, others)


def _constants(code: PythonCode, node: ast.expr, given: dict[str, list[ast.expr]]) -> bool:
    """Whether it is a table of constants that is written out, or an item of one."""
    while isinstance(node, ast.Call):
        node = node.func.value if isinstance(node.func, ast.Attribute) else (node.args or [node.func])[0]
    values = given.get(node.id, []) if isinstance(node, ast.Name) else [node]
    return bool(values) and all(
        isinstance(one, ast.Dict | ast.List | ast.Tuple)
        and bool(parts := one.values if isinstance(one, ast.Dict) else one.elts)
        and all(isinstance(part, ast.Constant) for part in parts)
        for one in values
    )


def parameters_of(scope: ast.AST) -> set[str]:
    if not isinstance(scope, Function | ast.Lambda):
        return set()
    return {one.arg for one in [*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs]}


def assigned_in(code: PythonCode, scope: ast.AST) -> dict[str, list[ast.expr]]:
    """What names were given, in the function and, where it gives them nothing, in the module."""
    own: dict[str, list[ast.expr]] = {}
    outer: dict[str, list[ast.expr]] = {}
    stores: list[ast.Assign | ast.AugAssign | ast.NamedExpr | ast.AnnAssign] = []
    stores += [*code.of(ast.Assign), *code.of(ast.AugAssign), *code.of(ast.NamedExpr), *code.of(ast.AnnAssign)]
    for one in stores:
        if one.value is None:
            continue
        place = innermost(code, one)
        table = own if place is scope else outer if place is code.tree else None
        if table is not None:
            for target in one.targets if isinstance(one, ast.Assign) else [one.target]:
                if isinstance(target, ast.Name):
                    table.setdefault(target.id, []).append(one.value)
    for loop in code.of(ast.For):
        if innermost(code, loop) is scope and isinstance(loop.target, ast.Name):
            own.setdefault(loop.target.id, []).append(loop.iter)
    return {**outer, **own}


def _field(code: PythonCode, node: ast.Attribute) -> ast.expr | None:
    """The constant that a class has for a field; a field it is made with counts as a text that was handed in."""
    for owner in code.of(ast.ClassDef):
        for one in owner.body:
            if isinstance(one, ast.Assign) and node.attr in map(last_name, one.targets):
                return one.value if isinstance(one.value, ast.Constant) else None
    values = [
        one.value
        for one in code.of(ast.Assign)
        if isinstance(one.targets[0], ast.Attribute) and one.targets[0].attr == node.attr
    ]
    if values and all(isinstance(one, ast.Constant) for one in values):
        return values[0]
    return None


def _is_repeated(code: PythonCode, node: ast.AST) -> bool:
    return any(isinstance(one, ast.GeneratorExp | ast.ListComp | ast.For | ast.While) for one in code.around(node))


def innermost(code: PythonCode, node: ast.AST) -> ast.AST:
    return next((one for one in code.around(node) if isinstance(one, Function | ast.Lambda)), code.tree)
