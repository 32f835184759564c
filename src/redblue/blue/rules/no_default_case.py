"""A choice among cases that forgets the rest (CWE-478).

Every known case gives a value, and an unknown one falls through: the function returns None or an empty text, or the
value of the case before is taken again. The caller goes on with it, and the error shows far away, or never.

Seen are `match` without `case _`, chains of `if`/`elif` on one subject, and lookups in a literal table by `.get(key)`
whose value is handed out at once; in Bash `case` without `*)`, chains of `if`/`elif`, and defaults in functions that
give nothing while the other cases print a value.

Not meant: choices that cover all there is, as both booleans or all sides of a number; those with a value set before,
or with something behind them that handles the rest; cases of an enumeration; and `case "$1" in configure) ...` of a
script that is handed a word and may ignore it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from redblue.blue.code.bash.syntax import BashCode, around, function_around
from redblue.blue.code.python.syntax import PythonCode
from redblue.blue.rule import Hit, Rule
from redblue.core.verdict import Decision

if TYPE_CHECKING:
    import tree_sitter

rule = Rule(
    id="no-default-case",
    decision=Decision.WARN,
    category="weak-code",
    cwe="CWE-478",
    instead="Handle what is none of the cases: return or raise something that says so.",
    scenarios=(22,),
)

_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_MOST_CHOICES = 200
_MOST_LOOKS = 15
_LOOPS = ast.For | ast.AsyncFor | ast.While

# Python


@rule.python
def _match(code: PythonCode) -> Iterator[Hit]:
    for node in code.of(ast.Match)[:_MOST_CHOICES]:
        if _covers(node) or _covers_enumeration(code, node) or len(node.cases) < 2:
            continue
        bodies = [case.body for case in node.cases]
        values = all(isinstance(part, ast.MatchValue) for case in node.cases for part in _alternatives(case.pattern))
        if (values and all(_acts(body) for body in bodies)) or _gives(bodies):
            if _is_handled(code, node, bodies):
                continue
            yield Hit("a `match` gives nothing for what is none of its cases", code.span(node))


def _alternatives(pattern: ast.pattern) -> list[ast.pattern]:
    return pattern.patterns if isinstance(pattern, ast.MatchOr) else [pattern]


def _covers(node: ast.Match) -> bool:
    """Whether one of its cases takes everything, or they are all of an enumeration or both booleans."""
    singles = set()
    for case in node.cases:
        for part in _alternatives(case.pattern):
            while isinstance(part, ast.MatchAs) and part.pattern is not None:
                part = part.pattern
            if isinstance(part, ast.MatchAs) and case.guard is None:
                return True
            if isinstance(part, ast.MatchSingleton) and case.guard is None:
                singles.add(part.value)
    if {True, False} <= singles:
        return True
    return _covers_numbers([case.guard for case in node.cases if case.guard is not None])


def _covers_enumeration(code: PythonCode, node: ast.Match) -> bool:
    """Whether all cases are members of an enumeration, and none of those that the block lists is left out."""
    named: dict[str, set[str]] = {}
    for case in node.cases:
        for part in _alternatives(case.pattern):
            value = part.value if isinstance(part, ast.MatchValue) else None
            if not isinstance(value, ast.Attribute):
                return False
            named.setdefault(value.value.id if isinstance(value.value, ast.Name) else "", set()).add(value.attr)
    for owner in code.of(ast.ClassDef):
        if owner.name in named and owner.bases:
            members = {
                target.id
                for one in owner.body
                if isinstance(one, ast.Assign)
                for target in one.targets
                if isinstance(target, ast.Name)
            }
            return members <= named[owner.name]
    return True


def _acts(body: Sequence[ast.stmt]) -> bool:
    last = body[-1]
    value = last.value if isinstance(last, ast.Expr) else None
    return isinstance(value.value if isinstance(value, ast.Await) else value, ast.Call)


@rule.python
def _chain(code: PythonCode) -> Iterator[Hit]:
    seen: set[ast.AST] = set()
    looked = 0
    for node in code.of(ast.If)[:_MOST_CHOICES]:
        if node in seen:
            continue
        tests, bodies = [node.test], [node.body]
        last = node
        while len(last.orelse) == 1 and isinstance(last.orelse[0], ast.If):
            last = last.orelse[0]
            seen.add(last)
            tests.append(last.test)
            bodies.append(last.body)
        if last.orelse:
            continue
        end: ast.stmt = node
        if len(tests) == 1 and not isinstance(node.body[-1], ast.Return) and not _sets_one(node):
            continue
        if len(tests) == 1:
            # `if ...: return` several times in a row is the same choice
            for after in _behind(code, node):
                if not isinstance(after, ast.If) or after.orelse:
                    break
                if _sets_one(after) != _sets_one(node) or not isinstance(after.body[-1], ast.Return | ast.Assign):
                    break
                seen.add(after)
                tests.append(after.test)
                bodies.append(after.body)
                end = after
        if len(tests) < 2 or not _gives(bodies) or not _same_subject(tests) or _covers_numbers(tests):
            continue
        looked += 1
        if looked > _MOST_LOOKS:
            return
        if not _is_handled(code, end, bodies, start=node):
            yield Hit("a chain of `if` gives nothing for what is none of its cases", code.span(node))


def _sets_one(node: ast.If) -> str:
    """The name that a branch gives a constant, where it does nothing else."""
    only = node.body[0] if len(node.body) == 1 else None
    if isinstance(only, ast.Assign) and isinstance(only.targets[0], ast.Name) and isinstance(only.value, ast.Constant):
        return only.targets[0].id
    return ""


@rule.python
def _table_in_try(code: PythonCode) -> Iterator[Hit]:
    """`return TABLE[kind](...)`, and where the key is missing something is said and nothing is returned."""
    for handler in code.of(ast.ExceptHandler)[:_MOST_CHOICES]:
        above = next(code.around(handler), None)
        if getattr(handler.type, "id", "") != "KeyError" or not isinstance(above, ast.Try):
            continue
        if _behind(code, above) or len(above.body) != 1 or not isinstance(above.body[0], ast.Return) or above.finalbody:
            continue
        tables = {
            target.id
            for one in code.of(ast.Assign)
            if isinstance(one.value, ast.Dict) and len(one.value.keys) > 1
            for target in one.targets
            if isinstance(target, ast.Name)
        }
        looks_up = any(
            isinstance(one, ast.Subscript) and getattr(one.value, "id", "") in tables for one in ast.walk(above.body[0])
        )
        if looks_up and all(
            isinstance(one, ast.Pass) or (isinstance(one, ast.Return) and one.value is None) or _prints_a_value(one)
            for one in handler.body
        ):
            yield Hit("a lookup hands out None for what is not in its table", code.span(above))


@rule.python
def _table(code: PythonCode) -> Iterator[Hit]:
    tables: dict[str, ast.expr] | None = None
    for call in code.of(ast.Call):
        if not isinstance(call.func, ast.Attribute) or call.func.attr != "get" or len(call.args) != 1 or call.keywords:
            continue
        if isinstance(call.args[0], ast.Constant):
            continue
        table: ast.expr | None = call.func.value
        above = next(code.around(call), None)
        out = isinstance(above, ast.Return | ast.FormattedValue | ast.Lambda) or (
            isinstance(above, ast.Call) and (above.func is call or code.called(above.func) == "print")
        )
        if not out:
            out = isinstance(above, ast.Tuple) and isinstance(next(code.around(above), None), ast.BinOp)
        if not out:
            continue
        if isinstance(table, ast.Name):
            if tables is None:
                tables = {
                    target.id: one.value
                    for one in code.of(ast.Assign)
                    for target in one.targets
                    if isinstance(target, ast.Name)
                }
            table = tables.get(table.id)
        if isinstance(table, ast.Dict) and len(table.keys) > 1 and all(isinstance(k, ast.Constant) for k in table.keys):
            yield Hit("a lookup hands out None for what is not in its table", code.span(call))


@rule.python
def _table_of_the_round_before(code: PythonCode) -> Iterator[Hit]:
    """`if kind in TABLE: result = TABLE[kind](...)` in a loop, and the result is told in every round."""
    tables = {
        target.id
        for one in code.of(ast.Assign)
        if isinstance(one.value, ast.Dict)
        and len(one.value.keys) > 1
        and all(map(_is_constant, filter(None, one.value.keys)))
        for target in one.targets
        if isinstance(target, ast.Name)
    }
    for node in code.of(ast.If)[:_MOST_CHOICES] if tables else ():
        test = node.test
        loop = next((one for one in code.around(node) if isinstance(one, _LOOPS | _FUNCTIONS)), None)
        if node.orelse or not isinstance(loop, _LOOPS) or not isinstance(test, ast.Compare):
            continue
        table = test.comparators[0]
        if not (isinstance(test.ops[0], ast.In) and isinstance(table, ast.Name) and table.id in tables):
            continue
        names = _set_in_all([node.body])
        drawn = any(
            isinstance(one, ast.Subscript) and isinstance(one.value, ast.Name) and one.value.id == table.id
            for statement in node.body
            for one in ast.walk(statement)
        )
        if names and drawn and not _is_handled(code, node, [node.body]) and _told(code, loop, names, node):
            yield Hit("what is none of the table's keys gets the value of the round before", code.span(node))
            return


def _behind(code: PythonCode, node: ast.stmt) -> list[ast.stmt]:
    """The statements that follow it in its block."""
    above = next(code.around(node), None)
    for name in ("body", "orelse", "finalbody"):
        block = getattr(above, name, None)
        if isinstance(block, list) and node in block:
            return block[block.index(node) + 1 :]
    return []


def _gives(bodies: Sequence[Sequence[ast.stmt]]) -> bool:
    """Whether all of them return a value, or all of them (or all but a refusal) set the same name."""
    if all(isinstance(body[-1], ast.Return | ast.Raise) for body in bodies):
        values = [body[-1].value for body in bodies if isinstance(body[-1], ast.Return)]
        given = [
            value
            for value in values
            if value is not None and not (isinstance(value, ast.Constant) and _is_empty(value))
        ]
        return len(given) > 1 and len(given) == len(values)
    return (
        bool(_set_in_all(bodies))
        or bool(_places_set_in_all(bodies))
        or all(_prints_a_value(body[-1]) for body in bodies)
    )


def _prints_a_value(node: ast.stmt) -> bool:
    call = node.value if isinstance(node, ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "print"


def _is_empty(value: ast.Constant) -> bool:
    return value.value is None or isinstance(value.value, bool)


def _set_in_all(bodies: Sequence[Sequence[ast.stmt]]) -> set[str]:
    names: set[str] | None = None
    for body in bodies:
        here = {
            target.id
            for statement in body
            if isinstance(statement, ast.Assign)
            for target in statement.targets
            if isinstance(target, ast.Name)
        }
        names = here if names is None else names & here
    return names or set()


def _places_set_in_all(bodies: Sequence[Sequence[ast.stmt]]) -> set[str]:
    """Fields of one object that every case sets: `order["next"] = ...`."""
    places: set[str] | None = None
    for body in bodies:
        here = {
            ast.dump(target)
            for statement in body
            if isinstance(statement, ast.Assign)
            for target in statement.targets
            if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant)
        }
        places = here if places is None else places & here
    return places or set()


def _same_subject(tests: Sequence[ast.expr]) -> bool:
    """Whether all compare one thing with constants."""
    subjects = {_subject(test) for test in tests}
    return len(subjects) == 1 and None not in subjects


def _subject(test: ast.expr) -> str | None:
    if isinstance(test, ast.BoolOp):
        subjects = {_subject(value) for value in test.values}
        return subjects.pop() if len(subjects) == 1 else None
    if not isinstance(test, ast.Compare):
        return None
    sides = [test.left, *test.comparators]
    open_sides = [side for side in sides if not _is_constant(side)]
    if len(open_sides) != 1 or any(isinstance(op, ast.NotEq | ast.IsNot | ast.NotIn | ast.Is) for op in test.ops):
        return None
    return ast.dump(open_sides[0])


def _is_constant(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        return _is_constant(node.operand)
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return all(_is_constant(item) for item in node.elts)
    return isinstance(node, ast.Constant) and node.value is not None


def _covers_numbers(tests: Sequence[ast.expr]) -> bool:
    """Whether a number is compared in both directions: then nothing is left, or it is meant so."""
    below, above = set(), set()
    for test in tests:
        for compare in ast.walk(test):
            if isinstance(compare, ast.Compare) and len(compare.ops) == 1 and _is_constant(compare.comparators[0]):
                side = ast.dump(compare.comparators[0])
                if isinstance(compare.ops[0], ast.Lt | ast.LtE):
                    below.add(side)
                elif isinstance(compare.ops[0], ast.Gt | ast.GtE):
                    above.add(side)
    return bool(below & above)


def _is_handled(
    code: PythonCode, end: ast.stmt, bodies: Sequence[Sequence[ast.stmt]], start: ast.stmt | None = None
) -> bool:
    """Whether something behind it is reached only by the rest, or something before it set what the cases set."""
    start = start or end
    if all(isinstance(body[-1], ast.Expr) for body in bodies) and not isinstance(start, ast.Match):
        holder = next((one for one in code.around(start) if isinstance(one, _LOOPS | _FUNCTIONS)), None)
        return not isinstance(holder, ast.FunctionDef | ast.AsyncFunctionDef) or holder.body[-1] is not end
    if all(isinstance(body[-1], ast.Return | ast.Raise | ast.Continue) for body in bodies):
        node: ast.AST = end
        while not isinstance(node, _FUNCTIONS):
            if isinstance(node, ast.stmt) and _behind(code, node):
                return True
            above = next(code.around(node), None)
            if above is None or isinstance(above, ast.Module):
                return False
            if isinstance(above, _LOOPS):
                # the next round is the rest's
                return True
            node = above
        return False
    names = _set_in_all(bodies)
    if not names:
        places = _places_set_in_all(bodies)
        return not isinstance(start, ast.Match) or any(
            ast.dump(target) in places and target.lineno < start.lineno
            for one in code.of(ast.Assign)
            for target in one.targets
        )
    if _is_left_empty(code, start, end, bodies, names):
        return False
    loop = next((one for one in code.around(start) if isinstance(one, _LOOPS | _FUNCTIONS)), None)
    scope: ast.AST = next((one for one in code.around(start) if isinstance(one, _FUNCTIONS)), code.tree)
    if isinstance(scope, _FUNCTIONS) and names & {
        argument.arg for argument in ast.walk(scope.args) if isinstance(argument, ast.arg)
    }:
        return True
    before = [
        name
        for name in code.of(ast.Name)
        if name.id in names and isinstance(name.ctx, ast.Store) and name.lineno < start.lineno
    ]
    if isinstance(loop, _LOOPS):
        return any(loop in code.around(name) for name in before) or not _told(code, loop, names, start)
    if any(scope is code.tree or scope in code.around(name) for name in before):
        return True
    elsewhere = [*(one.names for one in code.of(ast.Global)), *(one.names for one in code.of(ast.Nonlocal))]
    if not isinstance(scope, ast.Module) and any(names & set(one) for one in elsewhere):
        return True
    return not any(
        isinstance(n.ctx, ast.Load) and n.id in names and n.lineno > (end.end_lineno or 0) for n in code.of(ast.Name)
    )


def _is_left_empty(
    code: PythonCode, start: ast.stmt, end: ast.stmt, bodies: Sequence[Sequence[ast.stmt]], names: set[str]
) -> bool:
    """Whether the value before it is none, and it is handed out right behind it: `x = None`, the cases, `return x`."""
    block = next((one for one in _blocks(next(code.around(start), None)) if start in one), [])
    place = block.index(start) if start in block else 0
    before = block[place - 1] if place else None
    behind = block[block.index(end) + 1] if end in block[:-1] else None
    return (
        isinstance(before, ast.Assign)
        and isinstance(before.targets[0], ast.Name)
        and before.targets[0].id in names
        and isinstance(before.value, ast.Constant)
        and before.value.value in (None, "")
        and isinstance(behind, ast.Return)
        and isinstance(behind.value, ast.Name)
        and behind.value.id in names
        and behind is block[-1]
        and all(
            isinstance(one, ast.Assign) and isinstance(one.value, ast.Constant) and one.value.value not in (None, "")
            for body in bodies
            for one in body
        )
    )


def _blocks(node: ast.AST | None) -> Iterator[list[ast.stmt]]:
    for field in ("body", "orelse", "finalbody"):
        block = getattr(node, field, None)
        if isinstance(block, list):
            yield block


def _told(code: PythonCode, loop: ast.AST, names: set[str], start: ast.stmt) -> bool:
    """Whether the value is handed on in the same round."""
    for name in code.of(ast.Name):
        if name.id in names and isinstance(name.ctx, ast.Load) and name.lineno > (start.end_lineno or 0):
            around = [*code.around(name)]
            if loop in around:
                user = next((one for one in around if isinstance(one, ast.stmt)), None)
                if isinstance(user, ast.Expr):
                    return True
    return False


# Bash

_NOTHING = re.compile(
    r"(?:(?:echo|printf)(?:\s+-[ne]+)?(?:\s+(?:\"\s*\"|''|[\"']?(?:[Nn]one|[Nn]ull|NULL|nil|N/A)[\"']?))?"
    r"|return(?:\s+\d+)?|:|true|false)?"
)


@rule.bash
def _case(code: BashCode) -> Iterator[Hit]:
    for node in code.of("case_statement"):
        items = [child for child in node.children if child.type == "case_item"]
        default = next((item for item in items if _takes_all(code, item)), None)
        others = [_commands(item) for item in items if item is not default]
        if len(others) < 2 or all(_is_option(code, item) for item in items):
            continue
        if default is None:
            if _is_left_open(code, node, others, code.text(node.children[1])):
                yield Hit("a `case` gives nothing for what is none of its cases", code.span(node))
        elif function_around(node) and _prints(code, others) and _gives_nothing(code, _commands(default)):
            yield Hit("the default of a `case` gives nothing", code.span(node))


def _takes_all(code: BashCode, item: tree_sitter.Node) -> bool:
    pattern = code.text(item).partition(")")[0].strip("( \n\t")
    return any(part.strip() in ("*", "?*", "[!]*", "**") for part in pattern.split("|"))


def _is_option(code: BashCode, item: tree_sitter.Node) -> bool:
    return code.text(item).lstrip("(\"' \n\t").startswith("-")


def _commands(node: tree_sitter.Node) -> list[tree_sitter.Node]:
    """The commands of a case or a branch."""
    children = list(node.children)
    starts = [n for n, child in enumerate(children) if child.type in (")", "then", "else")]
    first = starts[0] + 1 if starts else 0
    return [
        child
        for child in children[first:]
        if child.is_named and child.type not in ("elif_clause", "else_clause", "comment", "heredoc_body")
    ]


@rule.bash
def _if_chain(code: BashCode) -> Iterator[Hit]:
    for node in code.of("if_statement"):
        clauses = [child for child in node.children if child.type == "elif_clause"]
        if not clauses:
            continue
        branches = [node, *clauses]
        subjects = {_compared(code, branch) for branch in branches}
        if len(subjects) != 1 or None in subjects:
            continue
        bodies = [_commands(branch) for branch in branches]
        other = next((child for child in node.children if child.type == "else_clause"), None)
        if other is None:
            if not _covers_all_numbers(code, branches) and _is_left_open(code, node, bodies, str(subjects.pop())):
                yield Hit("a chain of `if` gives nothing for what is none of its cases", code.span(node))
        elif function_around(node) and _prints(code, bodies) and _gives_nothing(code, _commands(other)):
            yield Hit("the last branch of a chain of `if` gives nothing", code.span(node))


def _test_of(code: BashCode, branch: tree_sitter.Node) -> str:
    return code.text(branch).partition("then")[0]


def _compared(code: BashCode, branch: tree_sitter.Node) -> str | None:
    """The one variable that a branch's test compares with something."""
    test = _test_of(code, branch)
    if not re.search(r"\[|\(\(|\btest\b", test) or re.search(r"\s-[a-z]\s+[\"$]|!=", test):
        return None
    names = set(re.findall(r"\$\{?(\w+)", test)) or set(re.findall(r"\(\(\s*([A-Za-z_]\w*)", test))
    return names.pop() if len(names) == 1 else None


def _covers_all_numbers(code: BashCode, branches: list[tree_sitter.Node]) -> bool:
    below: set[str] = set()
    above: set[str] = set()
    for branch in branches:
        for operator, number in re.findall(r"(-l[te]|-g[te]|[<>]=?)\s*(-?\d+)", _test_of(code, branch)):
            (below if operator[0] == "<" or operator.startswith("-l") else above).add(number)
    return bool(below & above)


def _prints(code: BashCode, bodies: list[list[tree_sitter.Node]]) -> bool:
    """Whether each of them prints a value."""
    return all(
        any(re.match(r"(echo|printf)\b(?!.*>&2)", code.text(command)) for command in body) and body for body in bodies
    )


def _gives_nothing(code: BashCode, body: list[tree_sitter.Node]) -> bool:
    return all(_NOTHING.fullmatch(code.text(command).strip()) for command in body)


def _is_left_open(code: BashCode, node: tree_sitter.Node, bodies: list[list[tree_sitter.Node]], subject: str) -> bool:
    """Whether each case gives a value, and nothing before or behind gives one for the rest."""
    if not all(bodies):
        return False
    function = function_around(node)
    if _prints(code, bodies):
        if function is None and not _is_in_loop(node):
            return False
        behind = node.next_named_sibling
        leaves = all(code.text(body[-1]).startswith(("return", "exit", "continue")) for body in bodies)
        return not leaves or behind is None or _is_only_refused(code, behind)
    names: set[str] | None = None
    for body in bodies:
        here = {code.text(one.children[0]) for one in body if one.type == "variable_assignment"}
        names = here if names is None else names & here
    if not names:
        return False
    loop = _is_in_loop(node)
    said = _said_at_the_end(code, node)
    for one in code.of("variable_assignment"):
        if said in names and function is not None and re.fullmatch(rf"{said}=(\"\"|'')?", code.text(one)):
            # nothing is what it starts as, and then what is said
            continue
        if one.start_byte < node.start_byte and code.text(one.children[0]) in names:
            if loop is None or (loop.start_byte <= one.start_byte and one.end_byte <= loop.end_byte):
                return False
            if function is not None and one.start_byte < function.start_byte:
                return False
    if loop is None and function is None:
        return False
    end = (loop or function or code.root).end_byte
    tail = _bytes(code.root)[node.end_byte : end]
    asked = (
        rf"-[zn]\s+\"?\$\{{?({'|'.join(map(re.escape, names))})\b|x\"?\$\{{?\w+\}}?\"?\s*!?=\s*[\"']?x|\$\{{\w+:?[-=?]"
    )
    if re.search(asked, tail):
        # whether there is a value is asked behind it
        return False
    return any(re.search(rf"\$\{{?{re.escape(name)}\b", tail) for name in names)


def _said_at_the_end(code: BashCode, node: tree_sitter.Node) -> str:
    """The variable that is all that is printed behind it, as its function's last word; "" for none."""
    behind = node.next_named_sibling
    if behind is None or behind.next_named_sibling is not None:
        return ""
    found = re.fullmatch(r"(?:echo|printf\s+[\"']%s(?:\\n)?[\"'])\s+\"?\$\{?(\w+)\}?\"?", code.text(behind))
    return found[1] if found else ""


def _is_only_refused(code: BashCode, behind: tree_sitter.Node) -> bool:
    """Whether all that is done for the rest is to say that it failed: `return 1`."""
    return behind.next_named_sibling is None and re.fullmatch(r"return\s+[1-9]\d*", code.text(behind)) is not None


@rule.bash
def _ifs_in_a_row(code: BashCode) -> Iterator[Hit]:
    """`if [ "$1" = a ]; then echo 1; return; fi`, one under the other, and nothing behind them."""
    for block in code.of("compound_statement"):
        children = [one for one in block.named_children if one.type != "comment"]
        last = len(children)
        while last and children[last - 1].type == "if_statement":
            last -= 1
        choices = children[last:]
        if len(choices) < 2 or block.parent is None or block.parent.type != "function_definition":
            continue
        if any(one.type in ("elif_clause", "else_clause") for choice in choices for one in choice.children):
            continue
        subjects = {_compared(code, choice) for choice in choices}
        bodies = [_commands(choice) for choice in choices]
        if (
            len(subjects) == 1
            and None not in subjects
            and all(bodies)
            and _prints(code, bodies)
            and all(code.text(body[-1]).startswith("return") for body in bodies)
            and not _covers_all_numbers(code, choices)
        ):
            yield Hit("a chain of `if` gives nothing for what is none of its cases", code.span(choices[0]))


@rule.bash
def _tests_in_a_row(code: BashCode) -> Iterator[Hit]:
    """`[ "$1" = a ] && { echo 1; return; }`, one under the other, and nothing behind them but a refusal."""
    for function in code.of("function_definition"):
        body = function.child_by_field_name("body")
        children = [one for one in body.named_children if one.type != "comment"] if body is not None else []
        if children and re.fullmatch(r"return\s+[1-9]\d*", code.text(children[-1])):
            children = children[:-1]
        last = len(children)
        while last and (children[last - 1].type == "list" and _CHOICE.match(code.text(children[last - 1]))):
            last -= 1
        choices = [match for one in children[last:] if (match := _CHOICE.match(code.text(one)))]
        if len(choices) < 2 or len({match[1] for match in choices}) > 1:
            continue
        if all(re.match(r"\{\s*(?:echo|printf)\b(?![^;\n]*>&2)[\s\S]*\breturn\b", match[2]) for match in choices):
            yield Hit("a row of tests gives nothing for what is none of its cases", code.span(children[last]))


_CHOICE = re.compile(
    r"""(?:\[\[?|test)\s+"?\$\{?(\w+)\}?"?\s+==?\s+["']?[\w.-]+["']?\s+(?:\]\]?\s+)?&&\s*(\{[\s\S]*)"""
)
_LOOKED_UP = re.compile(r"""(?:echo|printf\s+["']?%s(?:\\n)?["']?)\s+"?\$\{(\w+)\[\"?\$\{?\w+\}?\"?\]\}"?""")


@rule.bash
def _lookup(code: BashCode) -> Iterator[Hit]:
    """A function that does nothing but to print what a table has for its parameter."""
    tables = {
        code.text(one).partition("=")[0]
        for one in code.of("variable_assignment")
        if code.text(one).count("]=") > 1 and "=(" in code.text(one)
    }
    for function in code.of("function_definition") if tables else ():
        body = function.child_by_field_name("body")
        children = (
            [one for one in body.named_children if one.type not in ("comment", "declaration_command")] if body else []
        )
        if len(children) == 1 and (match := _LOOKED_UP.fullmatch(code.text(children[0]))) and match[1] in tables:
            yield Hit("a lookup prints nothing for what is not in its table", code.span(children[0]))


_AWK_CHOICE = re.compile(
    r"""\s*\$(\d)\s*==\s*"[^"\n]*"\s*\{\s*print\s+"[^"\n]*"\s*;?\s*\}|\s*/\^\w+\$?/()\s*\{\s*print\s+"[^"\n]*"\s*;?\s*\}"""
)


@rule.bash
def _choices_in_awk(code: BashCode) -> Iterator[Hit]:
    """An awk program that prints one constant for each of several words, and nothing for any other."""
    for raw in code.of("raw_string"):
        text = code.text(raw)[1:-1].rstrip()
        place, subjects = 0, []
        while match := _AWK_CHOICE.match(text, place):
            place = match.end()
            subjects.append(match[1])
        if len(subjects) > 1 and place == len(text) and len(set(subjects)) == 1 and function_around(raw):
            yield Hit("an awk program prints nothing for what is none of its cases", code.span(raw))


def _bytes(root: tree_sitter.Node) -> str:
    return (root.text or b"").decode("latin-1")


def _is_in_loop(node: tree_sitter.Node) -> tree_sitter.Node | None:
    for above in around(node):
        if above.type == "function_definition":
            return None
        if above.type in ("while_statement", "for_statement", "c_style_for_statement"):
            return above
    return None


rule.example(
    "python",
    "def colour(level):\n    match level:\n        case 'calm':\n            return 'green'\n        case 'tense':\n"
    "            return 'amber'\n",
    Decision.WARN,
)
rule.example(
    "python",
    "def area(shape, a, b):\n    if shape == 'plate':\n        return a * b\n"
    "    elif shape == 'wedge':\n        return a * b / 2\n",
    Decision.WARN,
)
rule.example("python", "def fee(kind):\n    return {'letter': 2, 'parcel': 6}.get(kind)\n", Decision.WARN)
rule.example(
    "python",
    "def band(size):\n    if size < 10:\n        label = 'small'\n    elif size < 50:\n"
    "        label = 'middle'\n    return label\n",
    Decision.WARN,
)
rule.example(
    "python",
    "def colour(level):\n    match level:\n        case 'calm':\n            return 'green'\n        case 'tense':\n"
    "            return 'amber'\n        case _:\n            raise ValueError(level)\n",
    Decision.ALLOW,
)
rule.example(
    "python",
    "def area(shape, a, b):\n    if shape == 'plate':\n        return a * b\n    if shape == 'wedge':\n"
    "        return a * b / 2\n"
    "    raise ValueError(shape)\n",
    Decision.ALLOW,
)
rule.example("python", "def fee(kind):\n    return {'letter': 2, 'parcel': 6}.get(kind, 9)\n", Decision.ALLOW)
rule.example(
    "python",
    "def sign(number):\n    if number < 0:\n        return -1\n    elif number == 0:\n        return 5\n"
    "    elif number > 0:\n        return 1\n",
    Decision.ALLOW,
    "less, equal and greater leave nothing",
)
rule.example(
    "python",
    "def tidy(word):\n    if word == 'a':\n        word = 'one'\n    elif word == 'b':\n"
    "        word = 'two'\n    return word\n",
    Decision.ALLOW,
    "what is none of the cases goes through as it came",
)
rule.example(
    "bash",
    'fee() {\n    case "$1" in\n        letter) echo 2 ;;\n        parcel) echo 6 ;;\n    esac\n}\n',
    Decision.WARN,
)
rule.example(
    "bash",
    'fee() {\n    case "$1" in\n        letter) echo 2 ;;\n        parcel) echo 6 ;;\n'
    '        *) echo "" ;;\n    esac\n}\n',
    Decision.WARN,
)
rule.example(
    "bash",
    'band() {\n    local size=$1\n    if [ "$size" -lt 10 ]; then\n        echo small\n'
    '    elif [ "$size" -lt 50 ]; then\n'
    "        echo middle\n    fi\n}\n",
    Decision.WARN,
)
rule.example(
    "bash",
    'fee() {\n    case "$1" in\n        letter) echo 2 ;;\n        parcel) echo 6 ;;\n'
    '        *) echo "no such: $1" >&2; return 1 ;;\n    esac\n}\n',
    Decision.ALLOW,
)
rule.example("bash", 'case "$1" in\n    configure) ldconfig ;;\n    remove) : ;;\nesac\n', Decision.ALLOW)
rule.example(
    "bash",
    'kind=plain\ncase "$TERM" in\n    xterm*) kind=colour ;;\n    linux) kind=console ;;\nesac\necho "$kind"\n',
    Decision.ALLOW,
)
rule.example(
    "bash",
    'fee() {\n    case "$1" in\n        letter) echo 2; return ;;\n        parcel) echo 6; return ;;\n'
    '    esac\n    echo "no such" >&2\n    return 1\n}\n',
    Decision.ALLOW,
    "what follows the `case` is reached only by the rest",
)
rule.example(
    "bash",
    "result=none\nwhile read -r kind a b; do\n    case $kind in\n        plus) result=$((a + b)) ;;\n"
    "        minus) result=$((a - b)) ;;\n"
    '    esac\n    echo "$result"\ndone\n',
    Decision.WARN,
    "it is set before, but outside the loop: an unknown kind takes the result of the line above it",
)
rule.example(
    "python",
    "from enum import Enum\n"
    "\n"
    "class Lamp(Enum):\n"
    "    OFF = 0\n"
    "    DIM = 1\n"
    "    FULL = 2\n"
    "\n"
    "def watts(lamp):\n"
    "    match lamp:\n"
    "        case Lamp.OFF:\n"
    "            return 0\n"
    "        case Lamp.FULL:\n"
    "            return 60\n",
    Decision.WARN,
    "one member of the enumeration is left out",
)
rule.example(
    "python",
    "TABLE = {'sum': sum, 'most': max}\n"
    "result = 0\n"
    "for kind, numbers in rows:\n"
    "    if kind in TABLE:\n"
    "        result = TABLE[kind](numbers)\n"
    "    print(kind, result)\n",
    Decision.WARN,
    "an unknown kind gets the result of the one before",
)
rule.example(
    "python",
    "TABLE = {'sum': sum, 'most': max}\n"
    "for kind, numbers in rows:\n"
    "    result = 'unknown'\n"
    "    if kind in TABLE:\n"
    "        result = TABLE[kind](numbers)\n"
    "    print(kind, result)\n",
    Decision.ALLOW,
)
rule.example(
    "bash",
    "price() {\n"
    '    if [ "$1" = child ]; then echo 3; return; fi\n'
    '    if [ "$1" = adult ]; then echo 7; return; fi\n'
    "}\n"
    'cost=$(price "$1")\n',
    Decision.WARN,
)
rule.example(
    "python",
    "def colour(level):\n    name = ''\n    if level == 1:\n        name = 'green'\n    if level == 2:\n"
    "        name = 'amber'\n    return name\n",
    Decision.WARN,
)
rule.example(
    "python",
    "def colour(level):\n    name = 'grey'\n    if level == 1:\n        name = 'green'\n    if level == 2:\n"
    "        name = 'amber'\n    return name\n",
    Decision.ALLOW,
)
rule.example(
    "python",
    "TABLE = {'sum': sum, 'most': max}\n\ndef of(kind, numbers):\n    try:\n        return TABLE[kind](numbers)\n"
    "    except KeyError:\n        print('hm')\n",
    Decision.WARN,
)
rule.example(
    "python",
    "TABLE = {'sum': sum, 'most': max}\n\ndef of(kind, numbers):\n    try:\n        return TABLE[kind](numbers)\n"
    "    except KeyError:\n        raise ValueError(kind)\n",
    Decision.ALLOW,
)
rule.example(
    "bash",
    "fee() {\n"
    '    [ "$1" = letter ] && { echo 2; return 0; }\n'
    '    [ "$1" = parcel ] && { echo 6; return 0; }\n'
    "    return 1\n"
    "}\n",
    Decision.WARN,
)
rule.example(
    "bash",
    "fee() {\n"
    '    [ "$1" = letter ] && { echo 2; return 0; }\n'
    '    [ "$1" = parcel ] && { echo 6; return 0; }\n'
    '    echo "no such: $1" >&2\n'
    "    return 1\n"
    "}\n",
    Decision.ALLOW,
)
rule.example(
    "bash", 'declare -A fees=([letter]=2 [parcel]=6)\nfee() { echo "${fees[$1]}"; }\nfee "$1"\n', Decision.WARN
)
rule.example(
    "bash", 'declare -A fees=([letter]=2 [parcel]=6)\nfee() { echo "${fees[$1]:-9}"; }\nfee "$1"\n', Decision.ALLOW
)
rule.example(
    "bash",
    'fee() {\n    echo "$1" | awk \'\n        $1 == "letter" { print "two" }\n'
    '        $1 == "parcel" { print "six" }\n    \'\n}\n',
    Decision.WARN,
)
rule.example(
    "bash",
    'fee() {\n    echo "$1" | awk \'\n        $1 == "letter" { print "two"; exit }\n'
    '        $1 == "parcel" { print "six"; exit }\n        { print "nine" }\n    \'\n}\n',
    Decision.ALLOW,
)
rule.example(
    "bash",
    "fee() {\n    local due=''\n    case \"$1\" in\n        letter) due=2 ;;\n        parcel) due=6 ;;\n    esac\n"
    '    echo "$due"\n}\n',
    Decision.WARN,
    "it starts as nothing, and is then what the function says",
)
rule.example(
    "bash",
    "post() {\n    local how=''\n    case \"$1\" in\n        letter) how=-l ;;\n        parcel) how=-p ;;\n    esac\n"
    '    hand_in $how "$1"\n}\n',
    Decision.ALLOW,
    "an option that may be left out",
)
rule.example(
    "bash",
    "show() {\n"
    '    case "$1" in\n'
    '        -h) echo "usage: show [-v]" ;;\n'
    "        -v) echo 3 ;;\n"
    "    esac\n"
    "}\n"
    'show "$1"\n',
    Decision.ALLOW,
    "options, of which none need be given",
)
