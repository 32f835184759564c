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
from redblue.blue.code.python.large import Large
from redblue.blue.code.python.names import last_name
from redblue.blue.code.python.syntax import Function, PythonCode
from redblue.blue.code.python.within import within
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
_MOST_TEXT = 10_000
"""Characters of Bash that are looked at."""
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
_LOOPS = (ast.For, ast.AsyncFor, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@rule.python
def in_python(code: PythonCode) -> Iterable[Hit]:
    if not code.of(*_LOOPS) and not code.functions:
        return
    yield from _endless(code)
    large = Large(code)
    if not large.nodes or _is_released(code):
        return
    for node, where in _kept(code, large):
        yield Hit("large data is kept in every round of a loop and never let go", code.span(node), steps=(where,))
        return


def _kept(code: PythonCode, large: Large) -> Iterator[tuple[ast.AST, str]]:
    """What keeps something large, often."""
    repeated = _repeated(code)
    own = {one.name for one in [*code.functions, *code.of(ast.ClassDef)]}
    keepers = {name for name, function in ((one.name, one) for one in code.functions) if _keeps_argument(function)}
    keepers |= {
        owner.name
        for owner in code.of(ast.ClassDef)
        if any(
            isinstance(one, ast.FunctionDef) and one.name == "__init__" and _registers(one, owner) for one in owner.body
        )
    }
    makers = {
        name for name, value in large.values.items() if isinstance(value, ast.Call) and last_name(value.func) in own
    }
    for call in code.of(ast.Call):
        name = last_name(call.func)
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
            if isinstance(target, ast.Subscript) and (
                not isinstance(target.slice, ast.Constant) or _goes_down(code, store, target)
            ):
                yield store, "[...] ="
            elif isinstance(store, ast.AugAssign) and isinstance(store.op, ast.Add):
                is_doubled = isinstance(store.value, ast.Name) and last_name(target) == store.value.id
                if not is_doubled and (not isinstance(store.value, ast.Call) or store.value in large.nodes):
                    yield store, "+="
            elif isinstance(target, ast.Attribute) and _is_link(code, target, large):
                yield store, f".{target.attr} ="
    comprehensions: list[ast.ListComp | ast.DictComp | ast.SetComp] = []
    comprehensions += [*code.of(ast.ListComp), *code.of(ast.DictComp), *code.of(ast.SetComp)]
    for comprehension in comprehensions:
        element = comprehension.value if isinstance(comprehension, ast.DictComp) else comprehension.elt
        source = comprehension.generators[0].iter
        made = isinstance(source, ast.Call) and last_name(source.func) in own and large.inside(source.func, 1)
        handed = {one.id for one in ast.walk(comprehension.generators[0].target) if isinstance(one, ast.Name)}
        if large.inside(element, 1) or (made and isinstance(element, ast.Name) and element.id in handed):
            yield comprehension, "comprehension"
    generators = {_function(code, one) for one in code.of(ast.Yield)}
    for call in code.of(ast.Call):
        if code.called(call.func) == "itertools.tee" and any(large.inside(one, 1) for one in call.args):
            yield call, "tee"
        if last_name(call.func) in ("list", "tuple", "set", "sorted", "deque") and len(call.args) == 1:
            filled = call.args[0]
            if isinstance(filled, ast.Call) and last_name(filled.func) in generators and large.inside(filled.func, 1):
                yield call, last_name(call.func)
    for handler in code.of(ast.ExceptHandler):
        above = next(code.around(handler))
        if handler.name and isinstance(above, ast.Try) and _loops(code, above, repeated) and any(
            large.inside(one, 1) for one in above.body
        ):  # fmt: skip
            # an exception holds the frames it went through, and what is in them
            for kept in ast.walk(handler):
                if (
                    isinstance(kept, ast.Call)
                    and last_name(kept.func) in _KEEPERS
                    and handler.name in map(last_name, kept.args)
                ):
                    yield kept, "exception"
    for function in code.functions:
        if any(_is_endless_cache(code, one) for one in function.decorator_list) and large.inside(function, 1):
            yield function, "cache"


def _function(code: PythonCode, node: ast.AST) -> str:
    return next((one.name for one in code.around(node) if isinstance(one, Function)), "")


def _is_reset(code: PythonCode, call: ast.Call) -> bool:
    """Whether the container is made anew in the loop that fills it."""
    name = last_name(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    loop = next((one for one in code.around(call) if isinstance(one, ast.For | ast.While)), None)
    return loop is not None and any(
        isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name) and one.targets[0].id == name
        for statement in loop.body
        for one in ast.walk(statement)
    )


def _repeated(code: PythonCode) -> dict[str, int]:
    """Functions that are called in a loop, or by themselves, and in how many loops."""
    calls: dict[str, int] = {}
    inside: list[tuple[str, str]] = []
    own = {one.name for one in code.functions}
    for call in code.of(ast.Call):
        names = {
            last_name(call.func),
            *[last_name(one) for one in [*call.args, *[k.value for k in call.keywords]]],
        } & own
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


def _registers(function: ast.FunctionDef, owner: ast.ClassDef) -> bool:
    """Whether an object puts itself, or a method of its own, into a list, or refers to itself."""
    own = function.args.args[0].arg if function.args.args else ""
    methods = {one.name for one in owner.body if isinstance(one, Function)}
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _KEEPERS:
            given = node.args
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute):
            given = [node.value]
        else:
            continue
        if any(isinstance(one, ast.Name) and one.id == own for one in given):
            return True
        if isinstance(node, ast.Call) and any(
            isinstance(one, ast.Attribute) and one.attr in methods and last_name(one.value) == own for one in given
        ):
            return True
    return False


def _goes_down(code: PythonCode, store: ast.AST, target: ast.Subscript) -> bool:
    """Whether its function calls itself with a part of what it was handed: each call has a place of its own to fill."""
    function = next((one for one in code.around(store) if isinstance(one, Function)), None)
    if function is None or last_name(target.value) not in {one.arg for one in function.args.args}:
        return False
    return any(
        last_name(call.func) == function.name and any(isinstance(one, ast.Subscript) for one in call.args)
        for call in within(code, function)
        if isinstance(call, ast.Call)
    )


def _is_link(code: PythonCode, target: ast.Attribute, large: Large) -> bool:
    """Whether objects are tied to one another: `a.x = b` and `b.y = a`, `a.x = a`, `last.next = Node(...)`."""
    pairs = {
        (last_name(one.targets[0].value), last_name(one.value))
        for one in code.of(ast.Assign)
        if isinstance(one.targets[0], ast.Attribute) and isinstance(one.value, ast.Name)
    }
    if any(
        isinstance(one.value, ast.Attribute) and one.value.attr == target.attr and isinstance(one.targets[0], ast.Name)
        for one in code.of(ast.Assign)
    ):
        # a chain that is walked along and grows at its end
        return True
    return any(left == last_name(target.value) and (left == right or (right, left) in pairs) for left, right in pairs)


def _is_memory(code: PythonCode, call: ast.Call) -> bool:
    """Whether what is written to is in memory, no file."""
    name = last_name(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    return any(
        isinstance(one.value, ast.Call)
        and code.called(one.value.func) in ("io.StringIO", "io.BytesIO")
        and any(last_name(target) == name for target in one.targets)
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
        if last_name(call.func).startswith("Weak") or code.called(call.func) in ("weakref.ref", "weakref.proxy"):
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
        and any(last_name(target) == last_name(one.value.value) for target in one.targets)
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
        grown = next(
            (one for one in inner if isinstance(one, ast.Call) and last_name(one.func) in ("append", "add")), None
        )
        if grown is None or any(
            isinstance(one, ast.Call) and last_name(one.func) in _RELEASES | _EXITS for one in inner
        ):
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
    r"""\b(?P<name>\w+)\+=(?P<plus>[^\n;]*)|\b(?P<array>\w+)\[(?P<index>[^\]\n=]*)\]\+?=(?P<at>[^\n;]*)"""
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
_APPENDS = re.compile(r"""\w\+=\(|\w\+=["$]|\b(\w{1,60})=["']?\$\{?\1\}?\$\{?\w""")


def _large_names(code: BashCode) -> set[str]:
    """Variables that hold something large, also what was made of them."""
    found: set[str] = set()
    for _ in range(2):
        for node in code.of("variable_assignment")[:300]:
            name, _, value = code.text(node)[:2_000].partition("=")
            if _MADE_LARGE.search(value) or any(re.search(rf"\$\{{?{one}\b", value) for one in found):
                found.add(name.rstrip("+").partition("[")[0])
        for loop in code.of("while_statement")[:50]:
            # doubled until it is large
            text = code.text(loop)[:2_000]
            if (match := _DOUBLED.search(text)) and _MADE_LARGE.search(text):
                found.add(match.group(1))
    return found


_DOUBLED = re.compile(r"""\b(\w{1,60})=["']?\$\{?\1\}?\$\{?\1\}?""")


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
    "kept = []\n\ndef note(width):\n    kept.append('note ' * width)\n\nfor _ in range(50):\n    note(80_000)\n",
    Decision.WARN,
    "how large it is says the caller",
)
rule.example(
    "python",
    "class Ear:\n    def __init__(self, bell):\n        self.heard = [0] * 300_000\n        bell.subscribe(self.hear)\n"
    "\n    def hear(self, sound):\n        print(sound)\n\nfor _ in range(30):\n    Ear(bell)\n",
    Decision.WARN,
    "a method of its own holds the object",
)
rule.example(
    "python",
    "rows = []\nrow = 'row'\nwhile len(row) < 4_000_000:\n    row += row\n    rows.append(row)\n",
    Decision.WARN,
)
rule.example(
    "python",
    "row = 'row'\nwhile len(row) < 4_000_000:\n    row += row\nprint(len(row))\n",
    Decision.ALLOW,
    "only the last is kept",
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
rule.example(
    "python",
    "pages = set()\nfor number in range(2000):\n    pages.add('line' * 500 + str(number))\n",
    Decision.WARN,
    "not much each time, but all of it is kept",
)
