"""A privilege is taken, or a protection opened, and a way out of the code leaves it so.

Between taking and giving back something can fail: an exception, an early return, an exit. Where giving back stands only
at the end of the good way, whatever runs next runs with too much. Seen are two local functions that are each other's
counterpart around work that can leave early, `os.seteuid(0)` without a way back, and a file opened to everybody,
written to, and left open.

Not meant: giving back in `finally`, in every handler, by a context manager or a trap; dropping privileges for good.

CWE-272 (least privilege violation), CWE-271 (privilege dropping), CWE-250 (unnecessary privileges).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence

import tree_sitter

from redblue.blue.code.bash.syntax import BashCode
from redblue.blue.code.python.names import last_name
from redblue.blue.code.python.syntax import Function, PythonCode, inside
from redblue.blue.rule import Hit, Rule
from redblue.core.verdict import Decision

rule = Rule(
    id="privilege-not-dropped",
    decision=Decision.WARN,
    category="weak-code",
    instead="Give the privilege back in a finally block, a context manager or a trap, so that every way out passes it.",
    cwe="CWE-272",
    scenarios=(17,),
)
_IDENTITY = {
    "os.seteuid", "os.setegid", "os.setuid", "os.setgid", "os.setreuid", "os.setregid", "os.setresuid", "os.setresgid",
}  # fmt: skip
_LEFT = "a privilege or state is taken and not given back on every way out"
_OPENED = "a file is opened to everybody, written to, and left open"


@rule.python
def in_python(code: PythonCode) -> Iterable[Hit]:
    if code.functions:
        pairs = _counterparts(code)
        if pairs:
            for body in _bodies(code):
                yield from _bracketed(code, body, pairs)
        yield from _flags(code)
    names = code.names.values()
    if any(full.partition(".")[0] in ("os", "pathlib", "subprocess") for full in names):
        yield from _identities(code)
        yield from _opened(code)


def _shape(function: Function) -> str:
    """Its statements without constants, and without what it names itself."""
    if len(function.body) > 12:
        return ""
    inner = [node for one in function.body if not _is_manual(one) for node in ast.walk(one)]
    own = {node.id for node in inner if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return "".join(
        f"{type(node).__name__}{'=' + node.id if isinstance(node, ast.Name) and node.id not in own else ''}"
        f"{'=' + node.name if isinstance(node, ast.alias) else ''} "
        for node in inner
    )


def _is_manual(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _counterparts(code: PythonCode) -> dict[str, set[str]]:
    """Functions that take nothing and do the same thing with other constants: `on` and `off`, by their shape."""
    alike: dict[str, set[str]] = {}
    for function in code.functions:
        taken = [one.arg for one in function.args.args]
        own = next(code.around(function))
        if len(taken) > (1 if isinstance(own, ast.ClassDef) else 0):
            continue
        if shape := _shape(function):
            alike.setdefault(shape, set()).add(function.name)
    return {name: names - {name} for names in alike.values() if 2 <= len(names) <= 3 for name in names}


def _bodies(code: PythonCode) -> Iterator[list[ast.stmt]]:
    yield code.tree.body
    for function in code.functions:
        yield function.body


def _call_of(statement: ast.stmt) -> str:
    """The function that a statement only calls, with nothing."""
    value = statement.value if isinstance(statement, ast.Expr | ast.Assign) else None
    if isinstance(value, ast.Await):
        value = value.value
    if isinstance(value, ast.Call) and not value.keywords and len(value.args) == 0:
        return last_name(value.func)
    return ""


def _bracketed(code: PythonCode, body: Sequence[ast.stmt], pairs: dict[str, set[str]]) -> Iterator[Hit]:
    """Work between two counterparts in a list of statements, or in the lists within it."""
    for place, statement in enumerate(body):
        taken = _call_of(statement)
        if taken in pairs:
            others = pairs[taken]
            back = next((at for at in range(place + 1, len(body)) if _call_of(body[at]) in others), None)
            work = body[place + 1 : back]
            if back is not None:
                is_open = any(_leaves(one, others) for one in work)
                is_open = is_open or (len(others) == 1 and _may_fail(code, statement, work))
            else:
                is_open = any(_gives_back_halfway(one, others) for one in work) or _is_skipped(code, statement, others)
                is_open = is_open or _is_only_elsewhere(code, statement, taken, others)
            if is_open and not _is_covered(code, statement, others):
                yield Hit(_LEFT, code.span(statement))
                return
        for inner in _lists(statement):
            yield from _bracketed(code, inner, pairs)


def _lists(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    if isinstance(statement, Function | ast.ClassDef):
        return
    for field in ("body", "orelse", "finalbody"):
        inner = getattr(statement, field, None)
        if isinstance(inner, list):
            yield inner
    for handler in getattr(statement, "handlers", []):
        yield handler.body


def _calls(node: ast.AST, names: set[str]) -> bool:
    return any(isinstance(one, ast.Call) and last_name(one.func) in names for one in inside(node))


def _leaves(statement: ast.stmt, others: set[str]) -> bool:
    """Whether a statement may leave early without giving back."""
    if isinstance(statement, ast.Try) and any(_calls(one, others) for one in statement.finalbody):
        return False
    for inner in inside(statement):
        if isinstance(inner, ast.Yield):
            # what is done with the value may fail, and is raised here
            return not _calls(statement, others)
        if isinstance(inner, ast.Return | ast.Raise | ast.Break | ast.Continue):
            if (
                isinstance(inner, ast.Break | ast.Continue)
                and inner is not statement
                and not isinstance(statement, ast.If)
            ):
                continue
            return not _calls(statement, others)
        if isinstance(inner, ast.Assert) or (
            isinstance(inner, ast.Call) and last_name(inner.func) in ("exit", "_exit")
        ):
            return not _calls(statement, others)
    return False


def _may_fail(code: PythonCode, statement: ast.stmt, work: Sequence[ast.stmt]) -> bool:
    """Whether work in a `try` may end in a handler."""
    above = next(code.around(statement), None)
    caught = isinstance(above, ast.Try) and bool(above.handlers) and statement in above.body
    return caught and any(isinstance(one, ast.Call) for part in work for one in inside(part))


def _gives_back_halfway(statement: ast.stmt, others: set[str]) -> bool:
    """Whether it gives back in one branch only, or at the end of a `try` that may not get there."""
    if isinstance(statement, ast.Try):
        in_body = any(_calls(one, others) for one in statement.body)
        in_handlers = all(any(_calls(one, others) for one in handler.body) for handler in statement.handlers)
        in_final = any(_calls(one, others) for one in statement.finalbody)
        in_else = any(_calls(one, others) for one in statement.orelse)
        return (in_body or in_else) and bool(statement.handlers) and not in_handlers and not in_final
    if isinstance(statement, ast.If):
        yes = any(_calls(one, others) for one in statement.body)
        no = any(_calls(one, others) for one in statement.orelse)
        return yes != no
    return False


def _is_skipped(code: PythonCode, statement: ast.stmt, others: set[str]) -> bool:
    """Whether it is given back behind the `try` that it is taken in, and a handler leaves before."""
    attempt = next(code.around(statement), None)
    return (
        isinstance(attempt, ast.Try)
        and statement in attempt.body
        and any(_ends(one) and not _calls(one, others) for one in attempt.handlers)
        and not any(_calls(one, others) for one in attempt.finalbody)
        and _follows(code, attempt, others)
    )


def _is_only_elsewhere(code: PythonCode, statement: ast.stmt, taken: str, others: set[str]) -> bool:
    """Whether one branch takes and gives back, and the other only takes."""
    choice = next(code.around(statement), None)
    if not isinstance(choice, ast.If) or not choice.orelse:
        return False
    other = choice.orelse if statement in choice.body else choice.body
    return (
        any(_call_of(one) == taken for one in other)
        and any(_call_of(one) in others for one in other)
        and not any(_calls(one, others) for one in (choice.body if other is choice.orelse else choice.orelse))
        and not _follows(code, choice, others)
    )


def _is_covered(code: PythonCode, statement: ast.stmt, others: set[str]) -> bool:
    """Whether a `finally` or every handler around it gives back, or what follows the `try` does."""
    below: ast.AST = statement
    for above in code.around(statement):
        if isinstance(above, ast.Try) and below not in above.finalbody:
            if any(_calls(one, others) for one in above.finalbody):
                return True
            if above.handlers and all(any(_calls(one, others) for one in each.body) for each in above.handlers):
                return not any(isinstance(one, ast.Return) for part in above.body for one in inside(part))
            if above.handlers and not any(_ends(one) for one in above.handlers) and _follows(code, above, others):
                return True
        if isinstance(above, ast.With | ast.AsyncWith) and any(_mentions(one, others) for one in above.items):
            return True
        if isinstance(above, Function):
            return any(
                _mentions(one, others) for one in code.of(ast.Call) if last_name(one.func) in ("register", "callback")
            )
        below = above
    return any(_mentions(one, others) for one in code.of(ast.Call) if last_name(one.func) in ("register", "callback"))


def _ends(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(one, ast.Return | ast.Raise) for part in handler.body for one in inside(part))


def _follows(code: PythonCode, statement: ast.stmt, others: set[str]) -> bool:
    parent = next(code.around(statement), None)
    for body in _lists(parent) if isinstance(parent, ast.stmt) else [getattr(parent, "body", [])]:
        if statement in body:
            return any(_calls(one, others) for one in body[body.index(statement) + 1 :])
    if isinstance(parent, Function) and statement in parent.body:
        return any(_calls(one, others) for one in parent.body[parent.body.index(statement) + 1 :])
    return False


def _mentions(node: ast.AST, names: set[str]) -> bool:
    return any(last_name(one) in names for one in ast.walk(node))


def _flags(code: PythonCode) -> Iterator[Hit]:
    """`state = True` and, behind work that raises, `state = False`: in a `try` whose handlers do not set it back."""
    for attempt in code.of(ast.Try):
        if not attempt.handlers or not any(isinstance(one, ast.Raise) for part in attempt.body for one in inside(part)):
            continue
        above = next(code.around(attempt), None)
        body = getattr(above, "body", [])
        before = body[: body.index(attempt)] if attempt in body else []
        raised = {key: value for key, value in map(_flag, [*before[-3:], *attempt.body[:2]]) if key}
        for last in attempt.body[-2:]:
            key, value = _flag(last)
            if not key or key not in raised or raised[key] == value or not isinstance(above, Function):
                continue
            rest = [*attempt.finalbody, *(body[body.index(attempt) + 1 :] if attempt in body else [])]
            elsewhere = [
                one for part in [*attempt.handlers, *rest] for one in inside(part) if isinstance(one, ast.stmt)
            ]
            if not any(_flag(one)[0] == key for one in elsewhere):
                yield Hit(_LEFT, code.span(attempt))
                return


def _flag(statement: ast.stmt) -> tuple[str, object]:
    if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant) and len(statement.targets) == 1:
        value = statement.value.value
        return (ast.dump(statement.targets[0]), value) if isinstance(value, bool | str | int) else ("", None)
    return "", None


def _identities(code: PythonCode) -> Iterator[Hit]:
    """`os.seteuid(0)` and no call that sets it back, or one that a failure jumps over."""
    calls = [one for one in code.of(ast.Call) if code.called(one.func) in _IDENTITY and one.args]
    for call in calls:
        if not any(isinstance(one, ast.Constant) and one.value == 0 for one in call.args):
            continue
        back = [one for one in calls if one is not call and one.lineno > call.lineno]
        if not back:
            yield Hit("the process becomes root and stays it", code.span(call))
        elif not any(_is_sure(code, call, one) for one in back):
            yield Hit(_LEFT, code.span(call))
        return


def _is_sure(code: PythonCode, taken: ast.Call, back: ast.Call) -> bool:
    """Whether the way back is passed whatever happens between."""
    below: ast.AST = back
    attempt: ast.Try | None = None
    for above in code.around(back):
        if isinstance(above, ast.Try):
            if below in above.finalbody:
                return True
            attempt = attempt or above
        if isinstance(above, Function):
            return attempt is None and not any(
                (isinstance(one, ast.Return | ast.Raise) or _touches_files(code, one))
                and taken.lineno < getattr(one, "lineno", 0) < back.lineno
                for one in inside(above)
            )
        below = above
    return attempt is None


def _touches_files(code: PythonCode, node: ast.AST) -> bool:
    """Whether it is refused as often as not."""
    return isinstance(node, ast.Call) and (
        code.called(node.func) in ("open", "subprocess.check_call", "subprocess.check_output")
        or code.called(node.func).startswith(("shutil.", "os.mkdir", "os.remove", "os.rename", "os.chown"))
    )


_WIDE = 0o002


def _opened(code: PythonCode) -> Iterator[Hit]:
    """A file that everybody may write to from now on, that is then written, and whose mode is never set back."""
    modes: list[tuple[str, bool, int, ast.AST]] = []
    for call in code.of(ast.Call):
        name = code.called(call.func)
        mode: ast.expr | None = None
        path = ""
        if name == "os.chmod" and len(call.args) >= 2:
            path, mode = ast.dump(call.args[0]), call.args[1]
        elif last_name(call.func) == "chmod" and isinstance(call.func, ast.Attribute) and len(call.args) == 1:
            path, mode = ast.dump(call.func.value), call.args[0]
        if mode is not None:
            number = mode.value if isinstance(mode, ast.Constant) and isinstance(mode.value, int) else None
            modes.append((path, number is not None and bool(number & _WIDE), call.lineno, call))
    for path, wide, line, place in modes:
        if wide and not any(other == path and at > line for other, _, at, _ in modes):
            written = any(
                last_name(one.func) in ("open", "write_text") and one.lineno > line and _appends(one)
                and path in [*map(ast.dump, one.args[:1]), ast.dump(getattr(one.func, "value", one.func))]
                for one in code.of(ast.Call)
            )  # fmt: skip
            if written:
                yield Hit(_OPENED, code.span(place))
                return


def _appends(call: ast.Call) -> bool:
    modes = [one.value for one in call.args if isinstance(one, ast.Constant)]
    return last_name(call.func) == "write_text" or any(
        isinstance(one, str) and one[:1] in "aw" and len(one) < 4 for one in modes
    )


_CHMOD = re.compile(r"^\s*chmod\s+[\"']?(?:0?\d\d[2367]|[ao]*\+\w*w\w*)[\"']?\s+(?P<path>[\"']?[^\s;|&]+)")
_EXIT = re.compile(r"(?:^|[\s;{(|&])(?:return|exit)\b")


@rule.bash
def in_bash(code: BashCode) -> Iterable[Hit]:
    functions = code.of("function_definition")
    if len(functions) >= 2:
        yield from _between(code, functions)
    whole = None
    for command in code.of("command")[:300]:
        text = code.text(command)[:500]
        if not text.startswith("chmod") or not (match := _CHMOD.match(text)):
            continue
        whole = code.text(code.root)[:10_000] if whole is None else whole
        path = re.escape(match.group("path"))
        after = whole[whole.find(text) + len(text) :]
        if re.search(rf">>?\s*{path}(?:\s|$)", after) and not re.search(rf"chmod\s+[^\n;]*{path}", after):
            yield Hit(_OPENED, code.span(command))


def _between(code: BashCode, functions: list[tree_sitter.Node]) -> Iterator[Hit]:
    """Work that may leave early between two functions of one shape."""
    alike: dict[str, list[str]] = {}
    for function in functions:
        body = function.child_by_field_name("body")
        text = code.text(body)
        if body is not None and len(text) < 400 and not re.search(r"\$\{?[1-9@*]", text):
            alike.setdefault(" ".join(_kinds(body)), []).append(code.text(function.child_by_field_name("name")))
    pairs = {name: {*names} - {name} for names in alike.values() if 2 <= len(names) <= 3 for name in names}
    if not pairs or re.search(rf"\btrap\s+[\"']?(?:{'|'.join(map(re.escape, pairs))})\b", code.text(code.root)):
        return
    for body in code.of("compound_statement", "program"):
        children = body.named_children
        for place, one in enumerate(children):
            taken = code.text(one).strip()
            if one.type != "command" or taken not in pairs:
                continue
            back = next(
                (at for at in range(place + 1, len(children)) if code.text(children[at]).strip() in pairs[taken]), None
            )
            between = children[place + 1 : back] if back is not None else children[place + 1 :]
            for part in between:
                text = code.text(part)
                gives = any(re.search(rf"\b{re.escape(other)}\b", text) for other in pairs[taken])
                if part.type != "function_definition" and _EXIT.search(text) and not gives and back is not None:
                    yield Hit(_LEFT, code.span(one))
                    return


def _kinds(node: tree_sitter.Node) -> Iterator[str]:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one.is_named:
            yield one.type
        waiting += one.children[::-1]


rule.example(
    "python",
    """\
def up():
    print("more")

def down():
    print("less")

def work(name):
    try:
        up()
        if name == "nobody":
            raise ValueError(name)
        print(open(name).read())
        down()
    except ValueError:
        return False
    return True
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
import os

os.seteuid(0)
print(open("report.txt").read())
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
import os

os.chmod("ledger.txt", 0o666)
with open("ledger.txt", "a") as ledger:
    ledger.write("one line")
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
def up():
    print("more")

def down():
    print("less")

def work(name):
    up()
    try:
        if name == "nobody":
            raise ValueError(name)
        print(open(name).read())
    finally:
        down()
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
import os

os.setgid(1000)
os.setuid(1000)
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
import os

os.chmod("build.sh", 0o755)
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
def up():
    print("more")

def down():
    print("less")

def work(name):
    try:
        up()
        if name == "nobody":
            raise ValueError(name)
        down()
    except ValueError:
        down()
        return False
    return True
""",
    Decision.ALLOW,
    "the handler gives it back as well",
)
rule.example(
    "python",
    """\
import os

def work():
    os.seteuid(0)
    try:
        return open("report.txt").read()
    finally:
        os.seteuid(1000)
""",
    Decision.ALLOW,
    "whatever happens, it is given back",
)
rule.example(
    "bash",
    """\
up() { echo "more"; }
down() { echo "less"; }
work() {
    up
    if [ ! -e "$1" ]; then
        return 1
    fi
    cat "$1"
    down
}
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
up() { level=2; }
down() { level=1; }
up
grep -q ready state.txt || exit 1
cat state.txt
down
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
chmod 666 ledger.txt
echo "one line" >> ledger.txt
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
up() { echo "more"; }
down() { echo "less"; }
work() {
    up
    if [ ! -e "$1" ]; then
        down
        return 1
    fi
    cat "$1"
    down
}
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
chmod +x build.sh
./build.sh
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
chmod 600 key.txt
echo "one line" >> notes.txt
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
up() { echo "more"; }
down() { echo "less"; }
trap down EXIT
up
test -e state.txt || exit 1
cat state.txt
down
""",
    Decision.ALLOW,
    "the trap gives it back on every way out",
)
rule.example(
    "bash",
    """\
chmod 666 ledger.txt
echo "one line" >> ledger.txt
chmod 600 ledger.txt
""",
    Decision.ALLOW,
    "it is closed again",
)
rule.example(
    "python",
    "def lift():\n"
    "    print('lifted')\n"
    "\n"
    "def lower():\n"
    "    print('lowered')\n"
    "\n"
    "def work(task):\n"
    "    try:\n"
    "        lift()\n"
    "        task()\n"
    "    except OSError:\n"
    "        return False\n"
    "    lower()\n"
    "    return True\n",
    Decision.WARN,
    "the handler leaves before it is given back",
)
rule.example(
    "python",
    "from contextlib import contextmanager\n"
    "\n"
    "def lift():\n"
    "    print('lifted')\n"
    "\n"
    "def lower():\n"
    "    print('lowered')\n"
    "\n"
    "@contextmanager\n"
    "def lifted():\n"
    "    lift()\n"
    "    try:\n"
    "        yield\n"
    "    finally:\n"
    "        lower()\n",
    Decision.ALLOW,
)
rule.example(
    "python",
    "from contextlib import contextmanager\n"
    "\n"
    "def lift():\n"
    "    print('lifted')\n"
    "\n"
    "def lower():\n"
    "    print('lowered')\n"
    "\n"
    "@contextmanager\n"
    "def lifted():\n"
    "    lift()\n"
    "    yield\n"
    "    lower()\n",
    Decision.WARN,
    "what fails within is raised at the yield",
)
