"""How a function says no: whether it tells what was wrong."""

from __future__ import annotations

import ast

from redblue.blue.code.python.names import plain_name, scope_of
from redblue.blue.code.python.syntax import Function, PythonCode

_MOST_CHOICES = 300


def told_apart(code: PythonCode) -> ast.AST | None:
    """A function that refuses an unknown name and a wrong secret with different words."""
    choices: dict[ast.AST, list[ast.If]] = {}
    for choice in code.of(ast.If)[:_MOST_CHOICES]:
        if isinstance(choice.test, ast.Compare) and len(choice.test.ops) == 1:
            choices.setdefault(scope_of(code, choice), []).append(choice)
    for function, asked in choices.items():
        if not isinstance(function, Function) or len(asked) < 2:
            continue
        taken = [one.arg for one in function.args.args if one.arg not in ("self", "cls")]
        if len(taken) < 2 or len(function.body) > 12:
            continue
        tables = _tables(code, function)
        known: dict[str, str] = {}
        """The parameter that a test asks about, and what is said where it does not fit."""
        for node in asked:
            test = node.test
            if not isinstance(test, ast.Compare):
                continue
            operator, right = test.ops[0], test.comparators[0]
            name = next((plain_name(one) for one in (test.left, right) if plain_name(one) in taken), "")
            other = right if plain_name(test.left) == name else test.left
            refused = node.body if isinstance(operator, ast.NotEq | ast.NotIn) else node.orelse or _rest(code, node)
            words = _refusal(refused)
            if not name or not words:
                continue
            if isinstance(operator, ast.In | ast.NotIn):
                if plain_name(other) in tables or isinstance(other, ast.List | ast.Tuple | ast.Set):
                    known.setdefault(name, words)
                continue
            by_name = any(plain_name(one) in known for one in ast.walk(other) if isinstance(one, ast.Name))
            if by_name or (isinstance(other, ast.Constant) and is_kept_text(other)):
                if known.keys() - {name} and words not in known.values():
                    return test
                known.setdefault(name, words)
    return None


def _tables(code: PythonCode, function: Function) -> set[str]:
    """The names of tables that are written out, in the function or outside of all."""
    return {
        plain_name(target)
        for one in code.of(ast.Assign)
        if isinstance(one.value, ast.Dict) and one.value.keys
        for target in one.targets
        if one in code.tree.body or one in function.body or plain_name(target).startswith(".")
    }


def _rest(code: PythonCode, node: ast.If) -> list[ast.stmt]:
    """What is done where a test without `else` fails: what stands behind it."""
    block = getattr(next(code.around(node), None), "body", [])
    return block[block.index(node) + 1 :] if node in block else []


def _refusal(body: list[ast.stmt]) -> str:
    """What is said by statements that do nothing but say it and leave; "" for all others."""
    said = ""
    for one in body:
        value = one.value if isinstance(one, ast.Expr | ast.Return) else one.exc if isinstance(one, ast.Raise) else None
        if isinstance(value, ast.Call) and (isinstance(one, ast.Raise) or plain_name(value.func) == "print"):
            said = said or "".join(ast.dump(argument) for argument in value.args)
        elif isinstance(one, ast.Return):
            said = said or (ast.dump(value) if isinstance(value, ast.Constant) and isinstance(value.value, str) else "")
        else:
            return ""
    return said


def is_kept_text(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        value = node.value
        return (isinstance(value, str | bytes) and len(value) > 2) or (type(value) is int and value > 999)
    if isinstance(node, ast.Dict):
        return bool(node.values) and all(isinstance(one, ast.Constant) and is_kept_text(one) for one in node.values)
    if isinstance(node, ast.List | ast.Tuple):
        return len(node.elts) > 2 and all(isinstance(one, ast.Constant) for one in node.elts)
    return False
