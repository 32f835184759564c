"""A step is taken without the check that the workflow asks of it (CWE-841, CWE-862).

Of several commands that are told apart in one place, most ask the same question before they act, and one acts at
once; or the check is made and nobody listens; or it is made when the step has been taken already. Who may not do the
guarded things does the unguarded one.

Seen are chains of `if`, `match`, `case` and tables of functions on one subject whose branches are guarded by the same
check or not; functions that only answer yes or no and whose answer is dropped; and steps that stand before the check
whose refusal ends the function.

Not meant: branches that only tell something (help, unknown command); checks that differ from branch to branch; checks
that raise by themselves; and all that is checked once for every branch.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from redblue.blue.code.bash.syntax import BashCode
from redblue.blue.code.python.syntax import Function, PythonCode
from redblue.blue.rule import Hit, Rule
from redblue.core import deadline
from redblue.core.verdict import Decision

if TYPE_CHECKING:
    import tree_sitter

rule = Rule(
    id="step-without-its-check",
    decision=Decision.WARN,
    category="weak-code",
    cwe="CWE-841",
    instead="Make the check before the step, in every branch, or once for all of them, and act only on its yes.",
    scenarios=(23,),
)

_MOST_CHOICES = 400
_REFUSALS = ast.Return | ast.Raise | ast.Continue | ast.Break | ast.Pass

# Python


@rule.python
def _unguarded_branch(code: PythonCode) -> Iterator[Hit]:
    own = {function.name: function for function in code.functions}
    checks = _Checks(code, own)
    for bodies, subject in [*_chains(code), *_matches(code), *_tables(code, own)]:
        if len(bodies) < 2:
            continue
        guards = [(_guards(body) | extra) - {subject} for body, extra in bodies]
        for key in set().union(*guards):
            guarded = sum(key in one for one in guards)
            if guarded < 2 and _called_name(key) not in checks:
                continue
            bare = [
                body for (body, _), keys in zip(bodies, guards, strict=True) if key not in keys and _steps(body, keys)
            ]
            if bare and len(bare) + guarded >= max(2, len(bodies) - 1):
                yield Hit("one branch acts without the check that guards the others", code.span(bare[0][0]))
                break


Branch = tuple[list[ast.stmt], set[str]]


class _Checks:
    """Which names are questions: a function that only answers, or whose answer is all that it is called for; a flag."""

    def __init__(self, code: PythonCode, own: dict[str, Function]) -> None:
        self.code = code
        self.own = own
        self.known: dict[str, bool] = {}

    def __contains__(self, name: str) -> bool:
        if name and name not in self.known:
            function = self.own.get(name)
            self.known[name] = (
                _only_answers(function) or self.is_only_asked(function) if function is not None else self.is_flag(name)
            )
        return self.known.get(name, False)

    def is_only_asked(self, function: Function) -> bool:
        """Whether it hands back what it looked at or found out, and every call of it stands in a test."""
        last = function.body[-1]
        if not isinstance(last, ast.Return) or last.value is None or len(function.body) > 4:
            return False
        calls = [call for call in self.code.of(ast.Call) if _name_of(call.func) == function.name]
        return bool(calls) and all(_is_tested(self.code, call) for call in calls)

    def is_flag(self, name: str) -> bool:
        """Whether it is only ever set to yes or no, or to what a question answers."""
        values = [
            one.value
            for one in self.code.of(ast.Assign)
            if any(name == getattr(target, "id", getattr(target, "attr", "")) for target in one.targets)
        ]
        return bool(values) and all(
            _is_answer(value)
            or (isinstance(value, ast.Call) and (asked := self.own.get(_name_of(value.func))) and _only_answers(asked))
            for value in values
        )


def _is_tested(code: PythonCode, node: ast.expr) -> bool:
    below: ast.AST = node
    for above in code.around(node):
        if isinstance(above, ast.If | ast.IfExp | ast.While | ast.Assert):
            return below is above.test
        if isinstance(above, ast.BoolOp | ast.UnaryOp | ast.Compare | ast.Await):
            below = above
            continue
        return isinstance(above, ast.match_case)
    return False


def _chains(code: PythonCode) -> Iterator[tuple[list[Branch], str]]:
    """The branches of chains of `if` that compare one thing with constants, with what else their tests ask."""
    seen: set[ast.AST] = set()
    for node in code.of(ast.If)[:_MOST_CHOICES]:
        if node in seen:
            continue
        chain = [node]
        while len(chain[-1].orelse) == 1 and isinstance(chain[-1].orelse[0], ast.If):
            chain.append(chain[-1].orelse[0])
        if len(chain) == 1 and not node.orelse:
            above = next(code.around(node), None)
            block = getattr(above, "body", [])
            if isinstance(block, list) and node in block:
                for after in block[block.index(node) + 1 :]:
                    if not isinstance(after, ast.If) or after.orelse:
                        break
                    chain.append(after)
        seen.update(chain)
        if len(chain) < 2:
            continue
        parts = [_parted(one.test) for one in chain]
        subjects = {subject for subject, _ in parts}
        if len(subjects) == 1 and None not in subjects:
            yield [(one.body, extra) for one, (_, extra) in zip(chain, parts, strict=True)], str(subjects.pop())


def _parted(test: ast.expr) -> tuple[str | None, set[str]]:
    """What a branch's test compares with a constant, and what it asks besides."""
    parts = test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) else [test]
    subject: str | None = None
    extra: set[str] = set()
    for part in parts:
        if (
            subject is None
            and isinstance(part, ast.Compare)
            and isinstance(part.ops[0], ast.Eq | ast.In)
            and _is_constant(part.comparators[0])
        ):
            subject = ast.dump(part.left)
        else:
            extra |= _asked(part)
    return subject, extra


def _is_constant(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return all(isinstance(item, ast.Constant) for item in node.elts)
    return isinstance(node, ast.Constant) and isinstance(node.value, str | int)


def _matches(code: PythonCode) -> Iterator[tuple[list[Branch], str]]:
    for node in code.of(ast.Match):
        cases = [
            (case.body, _asked(case.guard) if case.guard else set())
            for case in node.cases
            if isinstance(case.pattern, ast.MatchValue | ast.MatchOr)
        ]
        yield cases, ast.dump(node.subject)


def _tables(code: PythonCode, own: dict[str, Function]) -> Iterator[tuple[list[Branch], str]]:
    """The functions of a table from names to functions."""
    if not own:
        return
    for table in code.of(ast.Dict):
        bodies: list[Branch] = []
        for value in table.values:
            if isinstance(value, ast.Lambda):
                bodies.append(([ast.copy_location(ast.Expr(value.body), value)], set()))
                continue
            name = value.id if isinstance(value, ast.Name) else value.attr if isinstance(value, ast.Attribute) else ""
            if isinstance(value, ast.Call) and _name_of(value.func) in own and len(value.args) == 1:
                # a check that is put around a function: `guarded(close_gate)`
                if (inner := _name_of(value.args[0])) in own:
                    bodies.append((own[inner].body, {f"@{ast.dump(value.func)}"}))
            elif name in own:
                bodies.append((own[name].body, {f"@{ast.dump(one)}" for one in own[name].decorator_list}))
        if len(bodies) == len(table.values):
            yield bodies, ""


def _guards(body: Sequence[ast.stmt]) -> set[str]:
    """What is asked before anything in a branch is done."""
    body = [one for one in body if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))]
    while body and _only_tells(body[:1]) and len(body) > 1:
        body = body[1:]
    if not body:
        return set()
    first = body[0]
    if isinstance(first, ast.Assert):
        return _asked(first.test)
    if isinstance(first, ast.If):
        refused = isinstance(first.body[-1], _REFUSALS) and _only_tells(first.body)
        if refused and (len(body) > 1 or first.orelse):
            return _asked(first.test)
        if len(body) == 1 and (_only_tells(first.orelse) or not first.orelse or _only_tells(first.body)):
            return _asked(first.test)
    value = first.value if isinstance(first, ast.Expr | ast.Return) else None
    if isinstance(value, ast.BoolOp) and len(body) == 1:
        return _asked(value.values[0])
    if isinstance(value, ast.IfExp) and len(body) == 1:
        return _asked(value.test)
    return set()


def _asked(test: ast.expr) -> set[str]:
    """Each question that a test is made of, whatever constants it is asked with."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _asked(test.operand)
    if isinstance(test, ast.BoolOp):
        return set().union(*(_asked(value) for value in test.values))
    if isinstance(test, ast.Await):
        return _asked(test.value)
    if isinstance(test, ast.Call):
        return {ast.dump(test.func)}
    if isinstance(test, ast.Compare):
        return _asked(test.left) if isinstance(test.left, ast.Call) else {ast.dump(test.left)}
    if isinstance(test, ast.Name | ast.Attribute | ast.Subscript):
        return {ast.dump(test)}
    return set()


def _called_name(key: str) -> str:
    found = re.match(r"Name\(id='(\w+)'|.*attr='(\w+)', ctx=Load\(\)\)$", key)
    return (found[1] or found[2]) if found else ""


def _only_tells(body: Sequence[ast.stmt]) -> bool:
    """Whether nothing is done but to say something, or to leave."""
    return all(
        isinstance(one, ast.Raise | ast.Pass | ast.Continue | ast.Break)
        or (isinstance(one, ast.Return) and not isinstance(one.value, ast.Call))
        or (isinstance(one, ast.Expr) and _is_print(one.value))
        for one in body
    )


def _is_print(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return True
    return isinstance(node, ast.Call) and (
        (isinstance(node.func, ast.Name) and node.func.id == "print")
        or (isinstance(node.func, ast.Attribute) and node.func.attr in ("debug", "info", "warning", "error"))
    )


def _steps(body: Sequence[ast.stmt], guards: set[str]) -> bool:
    """Whether a branch acts, and asks nothing at all."""
    return not guards and any(
        isinstance(one, ast.Expr | ast.Return | ast.Assign | ast.AugAssign | ast.Delete)
        and not isinstance(one.value if not isinstance(one, ast.Delete) else None, ast.Constant)
        for one in body
    )


def _only_answers(function: Function) -> bool:
    """Whether all that a function does is to say yes or no."""
    returns = 0
    last = function.body[-1]
    if isinstance(last, ast.Expr | ast.Assign) or (isinstance(last, ast.Return) and not _is_answer(last.value)):
        return False
    for node in ast.walk(function):
        if isinstance(node, ast.Return):
            returns += 1
            if not _is_answer(node.value):
                return False
        elif isinstance(node, ast.Attribute | ast.Subscript | ast.Global | ast.Nonlocal):
            if not isinstance(getattr(node, "ctx", None), ast.Load):
                return False
        elif isinstance(node, ast.Raise | ast.Yield | ast.With) or (
            isinstance(node, ast.Expr) and not _is_print(node.value)
        ):
            return False
    return returns > 0


def _is_answer(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Constant):
        return isinstance(value.value, bool)
    if isinstance(value, ast.BoolOp):
        return all(_is_answer(one) or isinstance(one, ast.Name | ast.Attribute) for one in value.values)
    if isinstance(value, ast.UnaryOp):
        return isinstance(value.op, ast.Not)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return value.func.id in ("any", "all", "isinstance") or (
            value.func.id == "bool" and not any(isinstance(one, ast.Call) for one in value.args)
        )
    return isinstance(value, ast.Compare)


@rule.python
def _check_not_heeded(code: PythonCode) -> Iterator[Hit]:
    called = {name for call in code.of(ast.Call) if (name := _name_of(call.func))}
    answers = {
        function.name: function for function in code.functions if function.name in called and _only_answers(function)
    }
    if not answers:
        return
    blocks: list[list[ast.stmt]] = [function.body for function in code.functions]
    blocks += [node.body for node in code.of(ast.For)]
    blocks += [node.body for node in code.of(ast.While)]
    blocks += [block for node in code.of(ast.If) for block in (node.body, node.orelse)]
    blocks += [case.body for case in code.of(ast.match_case)]
    for body in blocks:
        for place, statement in enumerate(body):
            if not isinstance(statement, ast.Expr):
                continue
            asked = _own_call(statement.value, answers)
            if asked and any(_is_step(one, answers) for one in body[place + 1 :]):
                yield Hit(f"the answer of `{asked}` is not heeded", code.span(statement))
                continue
            if asked or not _is_step(statement, answers):
                continue
            for after in body[place + 1 :]:
                if isinstance(after, ast.If) and any(_own_call(one, answers) for one in ast.walk(after.test)):
                    # nothing is left to be refused
                    if _only_tells(after.body) and _only_tells(after.orelse) and after is body[-1]:
                        yield Hit("the step is taken before its check", code.span(statement))
                    break


def _own_call(node: ast.AST, answers: dict[str, Function]) -> str:
    if isinstance(node, ast.Await):
        node = node.value
    if not isinstance(node, ast.Call):
        return ""
    name = _name_of(node.func)
    return name if name in answers else ""


def _name_of(func: ast.expr) -> str:
    """The name of one of the block's own functions or methods."""
    if isinstance(func, ast.Name):
        return func.id
    if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.value.id in ("self", "cls"):
        return func.attr
    return ""


def _is_step(statement: ast.stmt, answers: dict[str, Function]) -> bool:
    value = statement.value if isinstance(statement, ast.Expr) else None
    if isinstance(value, ast.Await):
        value = value.value
    return isinstance(value, ast.Call) and not _own_call(value, answers) and not _is_print(value)


@rule.python
def _answer_only_noted(code: PythonCode) -> Iterator[Hit]:
    """`fine = check(one); act(one)`, and `fine` decides nothing; `act(one)` before `if check(one): other(one)`."""
    own = {function.name: function for function in code.functions}
    answers = {name: function for name, function in own.items() if _only_answers(function)}
    if not answers or len(own) <= len(answers):
        return
    for call in code.of(ast.Call):
        name = _own_call(call, answers)
        if not name or not call.args:
            continue
        statement = next((one for one in code.around(call) if isinstance(one, ast.stmt)), None)
        block = (
            next((one for one in _blocks(next(code.around(statement), None)) if statement in one), [])
            if statement
            else []
        )
        place = block.index(statement) if statement in block else 0
        noted = isinstance(statement, ast.Assign) and statement.value is call and not _decides(code, statement)
        asked = isinstance(statement, ast.If) and statement.test is call and _acts(statement.body, own, answers)
        others = block[place + 1 :] if noted else block[:place] if asked else []
        for other in others:
            value = other.value if isinstance(other, ast.Expr) else None
            if (
                isinstance(value, ast.Call)
                and _name_of(value.func) in own.keys() - answers.keys()
                and [*map(ast.dump, value.args)] == [*map(ast.dump, call.args)]
            ):
                yield Hit(f"the step is taken whatever `{name}` answers", code.span(other))
                return


def _blocks(node: ast.AST | None) -> Iterator[list[ast.stmt]]:
    for field in ("body", "orelse", "finalbody"):
        block = getattr(node, field, None)
        if isinstance(block, list):
            yield block


def _decides(code: PythonCode, assign: ast.Assign) -> bool:
    """Whether anything but a message is done with what is set here."""
    names = {one.id for target in assign.targets for one in ast.walk(target) if isinstance(one, ast.Name)}
    for name in code.of(ast.Name):
        if name.id in names and isinstance(name.ctx, ast.Load):
            user = next((one for one in code.around(name) if isinstance(one, ast.stmt)), None)
            if not (isinstance(user, ast.Expr) and _is_print(user.value)):
                return True
    return not names


def _acts(body: Sequence[ast.stmt], own: dict[str, Function], answers: dict[str, Function]) -> bool:
    return any(
        isinstance(one, ast.Expr)
        and isinstance(one.value, ast.Call)
        and _name_of(one.value.func) in own.keys() - answers.keys()
        for one in body
    )


# Bash

_LEAVES = re.compile(r"(return|exit|continue|break)\b|\{.*\b(return|exit|continue)\b", re.DOTALL)


@rule.bash
def _unguarded_case(code: BashCode) -> Iterator[Hit]:
    own = {code.text(child) for one in code.of("function_definition") for child in one.children if child.type == "word"}
    if not own:
        return
    flags = {
        name.group(1) or name.group(2)
        for one in code.of("variable_assignment")
        if (name := re.fullmatch(r"(\w+)=[\"']?(?:true|false)[\"']?|(\w+)=[01]", code.text(one)))
    }
    branches: list[list[BashBranch]] = [[(body, set()) for body in bodies] for bodies in _bash_cases(code)]
    for chain in [*branches, *_bash_chains(code), *_bash_lists(code), *_bash_dispatched(code, own)]:
        if len(chain) < 2:
            continue
        bodies = [body for body, _ in chain]
        guards = [_bash_guards(code, body) | extra for body, extra in chain]
        for key in set().union(*guards):
            guarded = sum(key in one for one in guards)
            is_flag = any(name in flags for name in re.findall(r"\$\{?(\w+)", key))
            if key.partition(" ")[0] not in own and not is_flag and (guarded < 2 or not key.startswith("[")):
                continue
            only_told = all(
                _only_tells_in_bash(code, body, key) for body, keys in zip(bodies, guards, strict=True) if key in keys
            )
            bare = [
                body
                for body, keys in zip(bodies, guards, strict=True)
                if not keys
                and (
                    any(_is_bash_step(code, one, own) for one in body)
                    # where all that the guarded do is to say something, saying something is what is guarded
                    or (only_told and key.partition(" ")[0] in own and _says(code, body))
                )
            ]
            if bare and len(bare) + guarded >= max(2, len(bodies) - 1):
                yield Hit("one branch acts without the check that guards the others", code.span(bare[0][0]))
                break


def _bash_cases(code: BashCode) -> Iterator[list[list[tree_sitter.Node]]]:
    for node in code.of("case_statement"):
        yield [
            body
            for child in node.children
            if child.type == "case_item" and not re.match(r"\(?\s*(\*|-?-?h(elp)?)\s*[|)]", code.text(child))
            for body in [_commands(child)]
        ]


BashBranch = tuple[list["tree_sitter.Node"], set[str]]


def _bash_chains(code: BashCode) -> Iterator[list[BashBranch]]:
    for node in code.of("if_statement"):
        branches = [node, *(child for child in node.children if child.type == "elif_clause")]
        subjects = {_subject(code, branch) for branch in branches}
        if len(branches) > 1 and len(subjects) == 1 and None not in subjects:
            yield [(_commands(branch), _asked_besides(_test_of(code, branch))) for branch in branches]


def _bash_lists(code: BashCode) -> Iterator[list[BashBranch]]:
    """`[ $1 = a ] && one` and `[ $1 = b ] && check && other`, one under the other."""
    for block in code.of("compound_statement"):
        lists = [child for child in block.named_children if child.type != "comment"]
        if len(lists) < 2 or any(one.type != "list" for one in lists):
            continue
        parts = [[part.strip() for part in code.text(one).split("&&")] for one in lists]
        subjects = {tuple(re.findall(r"\$\{?(\w+)", part[0])) for part in parts}
        if len(subjects) == 1 and all(part[0].startswith(("[", "test ")) and len(part) > 1 for part in parts):
            yield [
                ([one.named_children[-1]], {_question(each) for each in part[1:-1]})
                for one, part in zip(lists, parts, strict=True)
            ]


def _bash_dispatched(code: BashCode, own: set[str]) -> Iterator[list[BashBranch]]:
    """The functions that no command names, where one is called by what a variable holds: `"${table[$1]}"`, `"$1"`."""
    called: set[str] = set()
    is_dispatched = False
    for command in code.of("command_name"):
        name = code.text(command).strip('"')
        called.add(name)
        is_dispatched = is_dispatched or re.fullmatch(r"\$(\w+|\{\w+(\[[^\]]*\])?\})", name) is not None
    if is_dispatched and own - called:
        yield [
            ([*body.named_children], set())
            for function in code.of("function_definition")
            if (body := function.child_by_field_name("body")) is not None
            and code.text(function.child_by_field_name("name")) not in called
        ]


def _only_tells_in_bash(code: BashCode, body: Sequence[tree_sitter.Node], key: str) -> bool:
    """Whether a branch does nothing but to ask this question and to say something."""
    inside = [one for node in body for one in _inner_commands(node)]
    names = {code.text(one).partition(" ")[0].strip() for one in inside}
    return bool(names & {"echo", "printf"}) and names <= {"echo", "printf", "return", "exit", key.partition(" ")[0]}


def _inner_commands(node: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    waiting = [node]
    while waiting:
        deadline.tick()
        one = waiting.pop()
        if one.type == "command":
            yield one
        waiting += one.named_children


def _says(code: BashCode, body: Sequence[tree_sitter.Node]) -> bool:
    return bool(body) and all(
        one.type == "command" and re.match(r"(echo|printf)\s(?!.*>&2)", code.text(one)) is not None for one in body
    )


def _test_of(code: BashCode, branch: tree_sitter.Node) -> str:
    return re.sub(r"^(?:el)?if\b", "", code.text(branch).partition("then")[0]).strip(" ;\n\t")


def _asked_besides(test: str) -> set[str]:
    """What a branch's test asks behind its comparison."""
    parts = [part.strip() for part in test.split("&&")]
    return {_question(part) for part in parts[1:] if part} if parts[0].startswith(("[", "test ")) else set()


def _subject(code: BashCode, branch: tree_sitter.Node) -> str | None:
    names = set(re.findall(r"\$\{?(\w+)", code.text(branch).partition("then")[0]))
    return names.pop() if len(names) == 1 else None


def _commands(node: tree_sitter.Node) -> list[tree_sitter.Node]:
    children = list(node.children)
    first = next((number + 1 for number, child in enumerate(children) if child.type in (")", "then")), 0)
    return [
        child
        for child in children[first:]
        if child.is_named and child.type not in ("elif_clause", "else_clause", "comment")
    ]


def _bash_guards(code: BashCode, body: list[tree_sitter.Node]) -> set[str]:
    if not body:
        return set()
    first = body[0]
    if first.type == "if_statement":
        test = code.text(first).removeprefix("if").partition("then")[0].strip(" ;\n\t")
        inner = _commands(first)
        leaves = bool(inner) and _LEAVES.match(code.text(inner[-1])) is not None
        if len(body) == 1 or leaves:
            return {_question(part) for part in re.split(r"&&|\|\|", test) if part.strip()}
    if len(body) == 2 and body[1].type == "if_statement" and "$?" in code.text(body[1]).partition("then")[0]:
        return {_question(code.text(first))}
    if first.type == "list":
        return {_question(code.text(first.children[0]))}
    return set()


def _question(text: str) -> str:
    """A check, without what it is asked with."""
    text = text.strip().removeprefix("!").strip()
    if answer := re.match(r"(?:\[\[?|test)\s+[\"']?\$\(\s*([\w-]+)", text):
        return answer[1]
    return text if text.startswith("[") else text.partition(" ")[0]


def _is_bash_step(code: BashCode, node: tree_sitter.Node, own: set[str]) -> bool:
    text = code.text(node)
    name = text.partition(" ")[0].strip()
    return name in own or (node.type == "command" and name not in ("echo", "printf", "return", "exit", ":", "shift"))


@rule.bash
def _bash_check_not_heeded(code: BashCode) -> Iterator[Hit]:
    functions = {}
    for one in code.of("function_definition"):
        name = next((code.text(child) for child in one.children if child.type == "word"), "")
        functions[name] = code.text(one)
    if len(functions) < 2:
        return
    answers = {
        name
        for name, text in functions.items()
        if re.search(
            r"\breturn\s+[01]\b|(?:^|[{;])\s*(?:\[\[?|\(\(|test|grep -q)\s[^\n]*\n?\s*\}\s*$", text, re.MULTILINE
        )
        and not re.search(r"\b(rm|mv|cp|touch|mkdir|kill|tee)\b|>>?\s*[\"$/\w]", text)
    }
    for loop in code.of("for_statement"):
        names = [code.text(one) for one in loop.named_children if one.type == "word"]
        if len(names) < 2 or not set(names) <= set(functions) or not set(names) & answers:
            continue
        variable = code.text(loop.child_by_field_name("variable"))
        first = names.index(next(name for name in names if name in answers))
        if first and re.search(rf"(?:^|[\s;])\"?\$\{{?{variable}\b", code.text(loop.child_by_field_name("body"))):
            yield Hit("the step is taken before its check", code.span(loop))
            return
    used = {
        found
        for found in re.findall(r"(?:\bif|\bwhile|&&|\|\|)\s+!?\s*([\w-]+)", code.text(code.root))
        if found in answers
    }
    for node in code.of("command"):
        name = code.text(node).partition(" ")[0]
        above = node.parent
        if (
            name not in answers
            or name in used
            or above is None
            or above.type not in ("compound_statement", "case_item")
        ):
            continue
        after = node.next_named_sibling
        steps = set(functions) - answers
        if after is None:
            continue
        is_step = after.type == "command" and code.text(after).partition(" ")[0] in steps
        if after.type in ("if_statement", "case_statement") and "$?" not in code.text(after):
            is_step = any(code.text(one).partition(" ")[0] in steps for one in _inner_commands(after))
        if is_step:
            yield Hit(f"the answer of `{name}` is not heeded", code.span(node))


@rule.bash
def _flag_only_there(code: BashCode) -> Iterator[Hit]:
    """`open=false`, and `[ "$open" ]`, which is true of every text that is not empty."""
    said: dict[str, set[str]] = {}
    for one in code.of("variable_assignment"):
        name, _, value = code.text(one).partition("=")
        said.setdefault(name, set()).add(value.strip("\"'"))
    flags = {name for name, values in said.items() if "false" in values and values <= {"true", "false"}}
    for test in code.of("test_command") if flags else ():
        asked = re.fullmatch(r"\[\[?\s+(?:-n\s+)?\"?\$\{?(\w+)\}?\"?\s+\]\]?", code.text(test))
        if asked and asked[1] in flags:
            yield Hit(f"`{asked[1]}` is asked whether it is there, and not what it says", code.span(test))


rule.example(
    "python",
    "def run(order, user):\n    if order == 'open':\n        if may_enter(user):\n            open_gate()\n"
    "    elif order == 'close':\n        if may_enter(user):\n            close_gate()\n"
    "    elif order == 'erase':\n        erase_log()\n",
    Decision.WARN,
)
rule.example(
    "python",
    "def may_enter(user):\n    return user.level > 3\n\ndef run(order, user):\n    match order:\n"
    "        case 'open':\n"
    "            if not may_enter(user):\n                return\n            open_gate()\n"
    "        case 'erase':\n            erase_log()\n",
    Decision.WARN,
)
rule.example(
    "python",
    "def is_paid(order):\n    return order['paid'] == 'yes'\n\ndef handle(order):\n    is_paid(order)\n"
    "    ship(order)\n",
    Decision.WARN,
)
rule.example(
    "python",
    "def is_paid(order):\n    return order['paid'] == 'yes'\n\ndef handle(order):\n    ship(order)\n"
    "    if not is_paid(order):\n"
    "        print('not paid')\n",
    Decision.WARN,
)
rule.example(
    "python",
    "def run(order, user):\n    if order == 'open':\n        if may_enter(user):\n            open_gate()\n"
    "    elif order == 'close':\n        if may_enter(user):\n            close_gate()\n",
    Decision.ALLOW,
)
rule.example(
    "python",
    "def run(order, user):\n    if not may_enter(user):\n        return\n    if order == 'open':\n"
    "        open_gate()\n"
    "    elif order == 'close':\n        close_gate()\n",
    Decision.ALLOW,
)
rule.example(
    "python",
    "def is_paid(order):\n    return order['paid'] == 'yes'\n\ndef handle(order):\n"
    "    if is_paid(order):\n        ship(order)\n",
    Decision.ALLOW,
)
rule.example(
    "python",
    "def run(order, user):\n    if order == 'open':\n        if may_enter(user):\n            open_gate()\n"
    "    elif order == 'close':\n        if may_enter(user):\n            close_gate()\n    else:\n"
    "        print('no such order')\n",
    Decision.ALLOW,
    "the branch without a check only tells something",
)
rule.example(
    "python",
    "def run(order, user):\n    if order == 'open' and may_enter(user):\n        open_gate()\n"
    "    elif order == 'close' and may_enter(user):\n        close_gate()\n    elif order == 'erase':\n"
    "        erase_log()\n",
    Decision.WARN,
    "the check may stand in the branch's own test",
)
_BASH_CHECK = 'may_enter() { [ "$(id -un)" = keeper ]; }\nopen_gate() { echo open; }\nerase_log() { : > gate.log; }\n'
rule.example(
    "bash",
    _BASH_CHECK + 'case "$1" in\n    open) if may_enter; then open_gate; fi ;;\n    erase) erase_log ;;\nesac\n',
    Decision.WARN,
)
rule.example(
    "bash",
    _BASH_CHECK
    + 'if [ "$1" = open ]; then\n    may_enter && open_gate\nelif [ "$1" = erase ]; then\n    erase_log\nfi\n',
    Decision.WARN,
)
rule.example(
    "bash",
    'is_paid() { grep -q paid "$1"; }\nship() { mv "$1" out/; }\nhandle() {\n    is_paid "$1"\n    ship "$1"\n}\n',
    Decision.WARN,
)
rule.example(
    "bash",
    _BASH_CHECK + 'case "$1" in\n    open) if may_enter; then open_gate; fi ;;\n'
    "    erase) if may_enter; then erase_log; fi ;;\nesac\n",
    Decision.ALLOW,
)
rule.example(
    "bash",
    _BASH_CHECK + 'may_enter || exit 1\ncase "$1" in\n    open) open_gate ;;\n    erase) erase_log ;;\nesac\n',
    Decision.ALLOW,
)
rule.example(
    "bash",
    'is_paid() { grep -q paid "$1"; }\nship() { mv "$1" out/; }\nhandle() {\n'
    '    is_paid "$1" || return\n    ship "$1"\n}\n',
    Decision.ALLOW,
)
rule.example(
    "bash",
    _BASH_CHECK
    + 'case "$1" in\n    open) if may_enter; then open_gate; fi ;;\n    *) echo "usage: gate open" ;;\nesac\n',
    Decision.ALLOW,
    "the default only tells how it is used",
)
rule.example(
    "bash",
    _BASH_CHECK + 'case "$1" in\n    open) may_enter || exit 1; open_gate ;;\n    erase) erase_log ;;\nesac\n',
    Decision.WARN,
    "a check that ends the script guards what is behind it, in its branch only",
)
rule.example(
    "python",
    "def may(who):\n"
    "    return who == 'warden'\n"
    "\n"
    "def unlock(who):\n"
    "    open('lock', 'w').write(who)\n"
    "\n"
    "def visit(who):\n"
    "    noted = may(who)\n"
    "    unlock(who)\n"
    "    print(noted)\n",
    Decision.WARN,
    "the answer is only told",
)
rule.example(
    "python",
    "def may(who):\n"
    "    return who == 'warden'\n"
    "\n"
    "def unlock(who):\n"
    "    open('lock', 'w').write(who)\n"
    "\n"
    "def visit(who):\n"
    "    fine = may(who)\n"
    "    if fine:\n"
    "        unlock(who)\n",
    Decision.ALLOW,
)
rule.example(
    "python",
    "def may(who):\n"
    "    return who.get('rank')\n"
    "\n"
    "def sow(who):\n"
    "    record(who)\n"
    "\n"
    "def reap(who):\n"
    "    record(who)\n"
    "\n"
    "def farm(what, who):\n"
    "    if what == 'sow':\n"
    "        sow(who)\n"
    "    elif what == 'reap' and may(who):\n"
    "        reap(who)\n",
    Decision.WARN,
    "a function that is called for its answer alone is a check",
)
rule.example(
    "bash",
    "may() { [ -e key ]; }\n"
    "farm() {\n"
    '    case "$1" in\n'
    "        sow) may && echo sown ;;\n"
    "        reap) may && echo reaped ;;\n"
    "        burn) echo burnt ;;\n"
    "        *) echo 'no such thing' ;;\n"
    "    esac\n"
    "}\n",
    Decision.WARN,
    "all that the guarded branches do is to say something",
)
rule.example(
    "bash",
    "may() { [ -e key ]; }\n"
    'case "$1" in\n'
    "    sow) may && make sow ;;\n"
    "    reap) may && make reap ;;\n"
    "    version) echo 2 ;;\n"
    "esac\n",
    Decision.ALLOW,
    "the branch without a check only tells something, and the others do more",
)
rule.example(
    "bash",
    "may() { [ -e key ]; }\n"
    "sow() { if may; then echo sown >> field; fi; }\n"
    "reap() { if may; then echo reaped >> field; fi; }\n"
    "burn() { rm field; }\n"
    '"$1"\n',
    Decision.WARN,
    "each is called by its name in a variable",
)
rule.example(
    "bash",
    "may() { return 1; }\n"
    "burn() { rm field; }\n"
    "farm() {\n"
    "    may\n"
    '    if [ "$1" = burn ]; then\n'
    "        burn\n"
    "    fi\n"
    "}\n"
    "farm burn\n",
    Decision.WARN,
)
rule.example(
    "bash", 'may=false\nburn() { rm field; }\nif [ "$may" ]; then\n    burn\nfi\n', Decision.WARN, "it is never empty"
)
rule.example("bash", 'may=false\nburn() { rm field; }\nif [ "$may" = true ]; then\n    burn\nfi\n', Decision.ALLOW)
rule.example(
    "python",
    "def guarded(step):\n    return lambda: may() and step()\n\n"
    "def sow():\n    record('sow')\n\ndef reap():\n    record('reap')\n\ndef burn():\n    record('burn')\n\n"
    "STEPS = {'sow': guarded(sow), 'reap': guarded(reap), 'burn': burn}\n",
    Decision.WARN,
    "the check is put around the others",
)
rule.example(
    "bash",
    "is_paid() { grep -q paid order; }\nship() { mv order out/; }\nfor step in ship is_paid; do\n"
    "    $step || break\ndone\n",
    Decision.WARN,
    "the steps are taken in the order of the list",
)
rule.example(
    "bash",
    "is_paid() { grep -q paid order; }\nship() { mv order out/; }\nfor step in is_paid ship; do\n"
    "    $step || break\ndone\n",
    Decision.ALLOW,
)
rule.example(
    "bash",
    "may() { return 0; }\n"
    "sow() { echo sown >> field; }\n"
    "reap() { echo reaped >> field; }\n"
    "farm() {\n"
    '    [ "$1" = sow ] && sow\n'
    '    [ "$1" = reap ] && may && reap\n'
    "}\n"
    'farm "$1"\n',
    Decision.WARN,
)
