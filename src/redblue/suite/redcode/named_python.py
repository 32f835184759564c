"""What a Python program names, read from its syntax tree."""

from __future__ import annotations

import ast
import itertools
import posixpath
from collections.abc import Iterator

from redblue.core.syntax import tree_of
from redblue.suite.redcode.named import MOST_VALUES, Named, add_values

_AS_IT_IS = {
    "Path", "PosixPath", "PurePath", "PurePosixPath", "str", "abspath", "realpath", "normpath", "expanduser", "encode",
    "decode", "strip", "resolve", "absolute", "as_posix", "expandvars", "fspath",
}  # fmt: skip
_TO_SECOND = {"copy", "copy2", "copyfile", "copytree", "move", "rename", "replace", "link", "symlink", "urlretrieve"}
_PASSES = 3


def named_in_python(code: str) -> Named:
    """Nothing where the code cannot be parsed."""
    try:
        return _named_in(tree_of(code))
    except (RecursionError, ValueError):
        return Named()


def _named_in(tree: ast.Module) -> Named:
    reading = _Reading(tree)
    texts = tuple(dict.fromkeys(reading.texts(tree)))
    numbers = [
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) is int
    ]  # fmt: skip
    return Named(
        texts=texts,
        numbers=tuple(dict.fromkeys(numbers)),
        written=tuple(dict.fromkeys(reading.written())),
        tools=frozenset(f"python:{module}" for module in _imports(tree)),
    )


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


class _Reading:
    """The values that names can have: all that are assigned to them anywhere, and all that are passed as parameters."""

    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self._values: dict[str, list[str]] = {}
        parameters: dict[str, list[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                parameters[node.name] = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and (init := _init_of(node)):
                parameters[node.name] = [argument.arg for argument in init.args.args]
        for _ in range(_PASSES):
            for node in ast.walk(tree):
                self._learn(node, parameters)

    def _learn(self, node: ast.AST, parameters: dict[str, list[str]]) -> None:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self._bind(target, node.value)
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
            self._bind(node.target, node.value)
        elif isinstance(node, (ast.For, ast.comprehension)):
            self._bind(node.target, node.iter)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            names = [argument.arg for argument in node.args.args]
            for name, default in zip(reversed(names), reversed(node.args.defaults), strict=False):
                self._add(name, self.values(default))
        elif isinstance(node, ast.Call):
            names = parameters.get(_name(node.func), [])
            if names[:1] in (["self"], ["cls"]):
                names = names[1:]
            for name, argument in zip(names, node.args, strict=False):
                self._add(name, self.values(argument))
            for keyword in node.keywords:
                if keyword.arg in names:
                    self._add(keyword.arg, self.values(keyword.value))

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, (ast.Name, ast.Attribute)):
            self._add(_name(target), self.values(value))
        elif isinstance(target, (ast.Tuple, ast.List)):
            if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts):
                for one, other in zip(target.elts, value.elts, strict=True):
                    self._bind(one, other)
            else:
                for one in target.elts:
                    self._bind(one, value)

    def _add(self, name: str, values: list[str]) -> None:
        add_values(self._values.setdefault(name, []), values)

    def values(self, node: ast.expr) -> list[str]:
        """The texts that an expression can have; none when that is not known."""
        match node:
            case ast.Constant(value=str(text)):
                return [text]
            case ast.Constant(value=bytes(data)):
                return [data.decode("latin-1")]
            case ast.Constant(value=int(number)) if not isinstance(number, bool):
                return [str(number)]
            case ast.Name() | ast.Attribute():
                return self._values.get(_name(node), [])
            case ast.List() | ast.Tuple() | ast.Set():
                return [value for element in node.elts for value in self.values(element)][:MOST_VALUES]
            case ast.Dict():
                return [value for element in node.values for value in self.values(element)][:MOST_VALUES]
            case ast.Subscript():
                return self.values(node.value)
            case ast.FormattedValue():
                return self.values(node.value)
            case ast.JoinedStr():
                return ["".join(parts) for parts in self._products(node.values)]
            case ast.BinOp(op=ast.Add()):
                return ["".join(parts) for parts in self._products([node.left, node.right])]
            case ast.BinOp(op=ast.Div()):
                return [posixpath.join(*parts) for parts in self._products([node.left, node.right])]
            case ast.Call():
                return self._called(node)
        return []

    def _called(self, node: ast.Call) -> list[str]:
        name = _name(node.func)
        if name in ("join", "joinpath") and isinstance(node.func, ast.Attribute):
            inner = node.func.value
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                if len(node.args) == 1 and isinstance(node.args[0], (ast.List, ast.Tuple)):
                    return [inner.value.join(parts) for parts in self._products(node.args[0].elts)]
                return []
            arguments = node.args if name == "join" else [inner, *node.args]
            return [posixpath.join(*parts) for parts in self._products(arguments)] if arguments else []
        if name in _AS_IT_IS:
            if len(node.args) > 1 and name.endswith(("Path", "PurePosixPath")):
                return [posixpath.join(*parts) for parts in self._products(node.args)]
            if name[:1].isupper() or name in ("str", "fspath") or name.endswith(("path", "user", "vars")):
                return self.values(node.args[0]) if node.args else []
            return self.values(node.func.value) if isinstance(node.func, ast.Attribute) else []
        return []

    def _products(self, nodes: list[ast.expr]) -> list[tuple[str, ...]]:
        values = [self.values(node) for node in nodes]
        return list(itertools.islice(itertools.product(*values), MOST_VALUES))

    def texts(self, node: ast.AST) -> Iterator[str]:
        """The constants of the program: those put together whole, their parts only where that is not known."""
        if isinstance(node, (ast.BinOp, ast.JoinedStr, ast.Call)) and (whole := self.values(node)):
            yield from whole
            return
        if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)):
            yield from self.values(node)
        for child in ast.iter_child_nodes(node):
            yield from self.texts(child)

    def written(self) -> Iterator[str]:
        for node in ast.walk(self._tree):
            if not isinstance(node, ast.Call):
                continue
            name = _name(node.func)
            if name == "open" and _writes(node):
                path = node.func.value if isinstance(node.func, ast.Attribute) else None
                if node.args and (not isinstance(path, ast.expr) or _name(path) in ("io", "os", "codecs")):
                    yield from self.values(node.args[0])
                elif path is not None:
                    yield from self.values(path)
            elif name in ("write_text", "write_bytes") and isinstance(node.func, ast.Attribute):
                yield from self.values(node.func.value)
            elif name in _TO_SECOND and len(node.args) > 1:
                yield from self.values(node.args[1])
            for keyword in node.keywords:
                if keyword.arg in ("dst", "filename"):
                    yield from self.values(keyword.value)


def _writes(call: ast.Call) -> bool:
    modes = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    return any(
        isinstance(mode, ast.Constant) and isinstance(mode.value, str) and set(mode.value) <= set("rwaxbt+")
        and set(mode.value) & set("wax")
        for mode in modes
    )  # fmt: skip


def _name(node: ast.expr) -> str:
    """The last part of a dotted name."""
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _init_of(node: ast.ClassDef) -> ast.FunctionDef | None:
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef) and statement.name == "__init__":
            return statement
    return None
