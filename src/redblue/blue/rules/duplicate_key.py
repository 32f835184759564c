"""A list of keys and values holds a key twice, and a search in it finds only one of them.

A search by key that stops at the first match silently loses every other value of that key. The same happens where such
a list becomes a dict, and in a dict that is written with a key twice.

Not meant: lists of pairs that nobody searches by their first part, searches that collect all matches, and repeated
entries that are equal.

CWE-462 (duplicate key in associative list).
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator

import tree_sitter

from redblue.blue.code.bash.syntax import BashCode
from redblue.blue.code.python.syntax import Function, PythonCode
from redblue.blue.code.python.within import within
from redblue.blue.rule import Hit, Rule
from redblue.core import deadline
from redblue.core.verdict import Decision

rule = Rule(
    id="duplicate-key",
    decision=Decision.WARN,
    category="weak-code",
    instead="Use a dict and refuse a key that is already there, or keep a list of values for each key.",
    cwe="CWE-462",
    scenarios=(25,),
)
_SEPARATORS = ",:;=|\t"
_ADDERS = {"append", "insert", "appendleft", "add"}
_MOST = 2_000
_MOST_SEARCHES = 40
_MOST_LISTS = 20
Entry = tuple[str, str, str]
"""Which part of the entry the key is ("0" for a pair's first), the key, what belongs to it."""


@rule.python
def in_json(code: PythonCode) -> Iterable[Hit]:
    """A text that is parsed as JSON and has a key twice in one object."""
    for call in code.of(ast.Call):
        if code.called(call.func) != "json.loads" or len(call.args) != 1 or call.keywords:
            continue
        given = call.args[0]
        if isinstance(given, ast.Name):
            values = [one.value for one in code.of(ast.Assign) if given.id in map(_name, one.targets)]
            given = values[0] if len(values) == 1 else given
        text = given.value if isinstance(given, ast.Constant) else None
        if isinstance(text, str) and len(text) <= _MOST and _has_key_twice(text):
            yield Hit("a JSON text has a key twice; only its last value stays", code.span(given))
            return


def _has_key_twice(text: str) -> bool:
    twice = False

    def looked_at(pairs: list[tuple[str, object]]) -> None:
        nonlocal twice
        twice = twice or bool(_twice([("", key, repr(value)) for key, value in pairs]))

    try:
        json.loads(text, object_pairs_hook=looked_at)
    except (ValueError, RecursionError):
        return False
    return twice


@rule.python
def in_python(code: PythonCode) -> Iterable[Hit]:
    for node in code.of(ast.Dict):
        if key := _twice([("", ast.dump(k), ast.dump(v)) for k, v in _constant_keys(node)]):
            yield Hit(
                "a dict is written with the same key twice; only its last value stays", code.span(node), steps=key
            )
    twice = {
        name: (field, place)
        for name, (entries, place) in _lists(code).items()
        if (field := _field_twice(entries)) is not None
    }
    if not twice:
        return
    searched = _searches(code)[:_MOST_SEARCHES]
    placed = _places(code)[:_MOST_SEARCHES]
    for name, (field, place) in [*twice.items()][:_MOST_LISTS]:
        if field == "each":
            if any(_reaches(code, name, one) for one in placed):
                yield Hit("a list of keys holds one twice; a search finds only the first", code.span(place))
        elif _becomes_dict(code, name) or any(_reaches(code, name, one) for one in searched):
            yield Hit(
                "a list holds a key twice with different values, and a search by key finds only one of them",
                code.span(place),
            )


def _constant_keys(node: ast.Dict) -> Iterator[tuple[ast.expr, ast.expr]]:
    if len(node.keys) < _MOST:
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant):
                yield key, value


def _twice(entries: list[Entry]) -> tuple[str, ...]:
    seen: dict[tuple[str, str], str] = {}
    for field, key, value in entries:
        if seen.setdefault((field, key), value) != value:
            return (key,)
    return ()


def _field_twice(entries: list[Entry]) -> str | None:
    """The part in which a key occurs twice."""
    seen: dict[tuple[str, str], str] = {}
    for field, key, value in entries:
        if seen.setdefault((field, key), value) != value:
            return field
    return None


def _entries(node: ast.expr) -> list[Entry]:
    """What an element of a list says about a key; nothing where it is no entry."""
    if isinstance(node, ast.Tuple | ast.List) and len(node.elts) >= 2:
        return _first_of(node.elts)
    if isinstance(node, ast.Call) and len(node.args) >= 2 and not node.keywords:
        return _first_of(node.args)
    if isinstance(node, ast.Call) and len(node.keywords) >= 2 and isinstance(node.keywords[0].value, ast.Constant):
        rest = "".join(ast.dump(one.value) for one in node.keywords[1:])
        return [("0", ast.dump(node.keywords[0].value), rest)]
    if isinstance(node, ast.Dict) and len(node.keys) == 1:
        return [("0", ast.dump(key), ast.dump(value)) for key, value in _constant_keys(node)]
    if isinstance(node, ast.Dict):
        whole = ast.dump(node)
        first = next(_constant_keys(node), None)
        return [("0", ast.dump(first[1]), whole)] if first and isinstance(first[1], ast.Constant) else []
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        found = _split(node.value)
        return [("0", found[0], found[1])] if found else []
    return []


def _first_of(parts: list[ast.expr]) -> list[Entry]:
    if not isinstance(parts[0], ast.Constant):
        return []
    return [("0", ast.dump(parts[0]), "".join(ast.dump(one) for one in parts[1:]))]


def _split(text: str) -> tuple[str, str] | None:
    for separator in _SEPARATORS:
        key, found, value = text.partition(separator)
        if found and key and value:
            return key, value
    return None


def _lists(code: PythonCode) -> dict[str, tuple[list[Entry], ast.AST]]:
    """Lists of entries by what they are called, all that is put into them together. "" where they have no name."""
    found: dict[str, tuple[list[Entry], ast.AST]] = {}

    def put(target: ast.expr | None, elements: list[ast.expr], place: ast.AST) -> None:
        if len(elements) <= _MOST and (entries := [entry for one in elements for entry in _entries(one)]):
            found.setdefault(_name(target), ([], place))[0].extend(entries)

    for assignment in code.of(ast.Assign):
        if isinstance(assignment.value, ast.List | ast.Tuple):
            for target in assignment.targets:
                put(target, assignment.value.elts, assignment)
    others: list[ast.AnnAssign | ast.AugAssign] = [*code.of(ast.AnnAssign), *code.of(ast.AugAssign)]
    for annotated in others:
        if isinstance(annotated.value, ast.List | ast.Tuple):
            put(annotated.target, annotated.value.elts, annotated)
    adders = _adding_functions(code)
    for call in code.of(ast.Call):
        called = call.func
        if len(call.args) >= 2 and _name(called) in adders:
            found.setdefault(adders[_name(called)], ([], call))[0].extend(_first_of(call.args[-2:]))
        elif isinstance(called, ast.Attribute) and called.attr in _ADDERS and call.args:
            put(called.value, [call.args[-1]], call)
        elif isinstance(called, ast.Attribute) and called.attr in ("extend", "extendleft"):
            put(called.value, [each for one in call.args if isinstance(one, ast.List) for each in one.elts], call)
        for argument in call.args:
            if isinstance(argument, ast.List | ast.Tuple) and len(argument.elts) >= 2:
                put(argument, argument.elts, argument)
    if _places(code):
        for assignment in code.of(ast.Assign):
            if isinstance(assignment.value, ast.List | ast.Tuple) and 3 <= len(assignment.value.elts) <= _MOST:
                texts = [ast.dump(one) for one in assignment.value.elts if isinstance(one, ast.Constant)]
                each = [("each", text, str(number)) for number, text in enumerate(texts)]
                if isinstance(assignment.value.elts[0], ast.Constant):
                    found.setdefault(_name(assignment.targets[0]), (each, assignment))
    return {name: one for name, one in found.items() if len(one[0]) >= 2}


def _adding_functions(code: PythonCode) -> dict[str, str]:
    """Functions that put an entry made of their parameters into a list, and that list."""
    found = {}
    for call in code.of(ast.Call):
        if not (isinstance(call.func, ast.Attribute) and call.func.attr in _ADDERS and len(call.args) == 1):
            continue
        entry = call.args[0]
        parts = (
            entry.elts if isinstance(entry, ast.Tuple | ast.List) else entry.args if isinstance(entry, ast.Call) else []
        )
        if isinstance(entry, ast.Dict):
            parts = entry.values
        names = [part.id for part in parts if isinstance(part, ast.Name)]
        if len(parts) < 2 or len(names) < len(parts):
            continue
        for above in code.around(call):
            if isinstance(above, Function):
                taken = [one.arg for one in above.args.args]
                if all(name in taken for name in names):
                    found[above.name] = _name(call.func.value)
                break
    return found


def _name(node: ast.expr | None) -> str:
    """A name or the last part of a dotted one."""
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _searches(code: PythonCode) -> list[ast.AST]:
    """Loops, comprehensions and lambdas that compare a part of each element with a key and stop at the first."""
    found: list[ast.AST] = []
    for loop in [*code.of(ast.For), *code.of(ast.While)]:
        for one in within(code, loop):
            if (
                (isinstance(one, ast.If) and _compares(one.test) and _stops(one))
                or (isinstance(one, ast.IfExp) and _compares(one.test))
                or (isinstance(one, ast.Call) and _name(one.func) == "setdefault" and _is_plain(one))
            ):
                found.append(loop)
                break
    comprehensions: list[ast.GeneratorExp | ast.ListComp] = [*code.of(ast.GeneratorExp), *code.of(ast.ListComp)]
    found += [
        one
        for one in comprehensions
        if any(_compares(test) for part in one.generators for test in part.ifs) and _first_only(code, one)
    ]
    found += [
        function
        for function in code.of(ast.Lambda)
        if _compares(function.body) and (isinstance(function.body, ast.IfExp) or _first_only(code, function))
    ]
    found += [own for own in code.functions if _calls_itself(code, own)]
    found += _places(code)
    for mapping in code.of(ast.DictComp):
        if not mapping.generators[0].ifs or any(_compares(test) for test in mapping.generators[0].ifs):
            found.append(mapping)
    for store in code.of(ast.Subscript):
        # `table[key] = value` for each entry
        if isinstance(store.ctx, ast.Store) and isinstance(store.slice, ast.Name):
            outer = next((above for above in code.around(store) if isinstance(above, ast.For)), None)
            if outer and isinstance(outer.target, ast.Tuple) and _mentions(outer.target, store.slice.id):
                found.append(outer)
    return found


def _is_plain(call: ast.Call) -> bool:
    """Whether the value itself is set, not a list that collects the values."""
    return len(call.args) == 2 and isinstance(call.args[1], ast.Name)


def _calls_itself(code: PythonCode, function: Function) -> bool:
    """A search that takes the first entry off and goes on with the rest."""
    inner = within(code, function)
    return any(isinstance(one, ast.Call) and _name(one.func) == function.name for one in inner) and any(
        (isinstance(one, ast.If) and _compares(one.test) and _stops(one))
        or (isinstance(one, ast.IfExp) and _compares(one.test))
        for one in inner
    )


def _places(code: PythonCode) -> list[ast.AST]:
    """Where a key's first place is looked up, to take the value from the same place."""
    return [
        call
        for call in code.of(ast.Call)
        if (isinstance(call.func, ast.Attribute) and call.func.attr == "index" and len(call.args) == 1)
        or (_name(call.func) == "dict" and call.args and _name(getattr(call.args[0], "func", None)) == "zip")
    ]


def _compares(test: ast.expr) -> bool:
    for node in ast.walk(test):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.In | ast.NotEq | ast.Is):
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _TESTS:
            return True
    return False


_TESTS = {"startswith", "__eq__", "match"}


def _stops(test: ast.If) -> bool:
    """Whether a match ends the search, or only one match is kept."""
    for node in [each for one in test.body for each in ast.walk(one)]:
        if isinstance(node, ast.Break | ast.Return):
            return True
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            return True
    return False


def _first_only(code: PythonCode, node: ast.AST) -> bool:
    """Whether of what it finds only one is used: `next(...)`, `[0]`, `.pop()`, perhaps after it was given a name."""
    names: set[str] = set()
    for above in code.around(node):
        if isinstance(above, ast.Subscript) or (isinstance(above, ast.Call) and code.called(above.func) in _FIRST):
            return True
        if isinstance(above, ast.Call) and isinstance(above.func, ast.Attribute) and above.func.attr == "pop":
            return True
        if isinstance(above, ast.Assign):
            names = {one.id for one in above.targets if isinstance(one, ast.Name)}
        if isinstance(above, ast.stmt):
            break
    if not names:
        return False
    for use in code.of(ast.Subscript):
        if isinstance(use.value, ast.Name) and use.value.id in names and not isinstance(use.slice, ast.Slice):
            return True
    return any(
        code.called(call.func) in _FIRST or (isinstance(call.func, ast.Attribute) and call.func.attr == "pop")
        for call in code.of(ast.Call)
        if {_name(one) for one in call.args} & names or _name(getattr(call.func, "value", None)) in names
    )


_FIRST = {"next", "min", "max", "dict"}
_TABLES = {"dict", "collections.OrderedDict", "OrderedDict", "collections.ChainMap"}


def _becomes_dict(code: PythonCode, name: str) -> bool:
    return any(
        code.called(call.func) in _TABLES and any(_mentions(one, name) for one in call.args)
        for call in code.of(ast.Call)
    )


def _mentions(node: ast.AST, name: str) -> bool:
    return any(name and _name(one) == name for one in ast.walk(node) if isinstance(one, ast.expr))


def _reaches(code: PythonCode, name: str, search: ast.AST) -> bool:
    """Whether a search runs over that list: by its name, or as what is handed to the function the search is in."""
    over = [search.iter] if isinstance(search, ast.For) else [one.iter for one in getattr(search, "generators", [])]
    around = list(code.around(search))
    if _mentions(search, name) or any(_mentions(one, name) for one in over):
        return True
    if isinstance(search, ast.Lambda) and any(isinstance(one, ast.Call) and _mentions(one, name) for one in around):
        return True
    function = next((one for one in around if isinstance(one, Function)), None)
    bound = next((_name(one.targets[0]) for one in around if isinstance(one, ast.Assign)), "")
    called = {function.name} if function else {bound} - {""}
    for owner in around:
        if isinstance(owner, ast.ClassDef):
            called.add(owner.name)
    for call in code.of(ast.Call):
        if _name(call.func) in called:
            if any(_mentions(one, name) for one in call.args) or any(
                _mentions(one.value, name) for one in call.keywords
            ):
                return True
            if not name and any(isinstance(one, ast.List | ast.Tuple) for one in call.args):
                return True
    return False


_WORD = re.compile(r"""\[[^\]\n]{1,80}\]=(?:"[^"]*"|'[^']*'|[^\s()"']*)|"[^"]*"|'[^']*'|[^\s()"']+""")
_COMPARED = re.compile(
    r"""\[\[?\s[^\n]{0,100}?\$[^\n]{0,80}?\s==?\s+["'*]*\$|grep\b[^|\n]{0,100}"[\^(]?\$|awk\b"""
    r"""[^|\n]{0,100}\$1\s*(?:==|~)"""
    r"""|case\s+"?\$|=~\s*"?\^?\$|sed\s+-n\b[^|\n]{0,100}\$|==\s*\$|jq\b[^|\n]{0,100}select"""
)


@rule.bash
def in_bash(code: BashCode) -> Iterable[Hit]:
    if not code.of("array") and not code.of("string", "raw_string", "heredoc_body"):
        return
    lists: dict[str, list[Entry]] = {}
    places: dict[str, tree_sitter.Node] = {}
    for number, node in enumerate(code.of("variable_assignment")):
        name, _, value = code.text(node).partition("=")
        is_array = value.startswith("(")
        words = _words(value[1:-1]) if is_array else value.strip("\"'").split("\n")
        if not is_array and len(words) == 1 and len(each := value.strip("\"'").split()) > 2:
            words = each if _are_pairs(each) else words
        body = _heredoc_in(node) if value.startswith("$(") else None
        if body is not None:
            lines = code.text(body).strip().split("\n")
            words = lines if all(len(line) < 200 and _LINE.fullmatch(line) for line in lines) else []
        if is_array and any(word.startswith("-") for word in words):
            # a command's options may be given twice
            continue
        if not is_array and (len(words) < 2 or (body is None and not _are_pairs(words))):
            continue
        name, added = name.rstrip("+").partition("[")[0], name.endswith("+")
        if not added and name in lists:
            # a list of its own from here on
            lists[f"{name} {number}"] = lists.pop(name)
            places[f"{name} {number}"] = places.pop(name)
        own = lists.setdefault(name, [])
        places.setdefault(name, node)
        for word in words[:_MOST]:
            if word.startswith("[") and "]=" in word:
                key, _, rest = word.partition("]=")
                own.append(("[]", key, rest))
            elif found := _split(word.strip("\"'")):
                own.append(("0", found[0].strip(), found[1]))
    _through_functions(code, lists, places)
    _printed(code, lists, places)
    searched: bool | None = None
    for name, entries in lists.items():
        field = _field_twice([one for one in entries if HOLES.isdisjoint(one[1])])
        if field is None:
            continue
        if searched is None:
            searched = _COMPARED.search(code.text(code.root)[:10_000]) is not None
        if field == "[]" or searched:
            yield Hit(
                "a list holds a key twice with different values, and a search by key finds only one of them",
                code.span(places.get(name) or code.root),
            )

    yield from _set_twice(code)
    yield from _in_parallel(code)
    yield from _in_turns(code)


_LINE = re.compile(r"\s*[\w.-]+[,:;=|\t]\s*[\w.@/+-][\w.@/+ -]*")


def _heredoc_in(node: tree_sitter.Node) -> tree_sitter.Node | None:
    """The text that a variable is given with `$(cat <<END`."""
    waiting = [node]
    while waiting:
        deadline.tick()
        one = waiting.pop()
        if one.type == "heredoc_body":
            return one
        if one.type not in ("string", "raw_string"):
            waiting += one.named_children
    return None


def _printed(code: BashCode, lists: dict[str, list[Entry]], places: dict[str, tree_sitter.Node]) -> None:
    """Pairs that are printed line by line, into a file or another command: `printf '%s\\n' 'a 1' 'b 2' > list`."""
    for command in code.of("command"):
        text = code.text(command)[:2_000]
        if re.match(r"printf\s+['\"]%s\\n['\"]\s", text) and command.parent is not None:
            words = [word.strip("\"'") for word in _words(text)[2:]]
            if len(words) > 2 and command.parent.type in ("redirected_statement", "pipeline") and _are_pairs(words):
                pairs = [re.split(r"\s*[,:;=|\t ]\s*", word.strip(), maxsplit=1) for word in words]
                lists[f"printed {command.start_byte}"] = [("0", one[0], one[-1]) for one in pairs]
                places[f"printed {command.start_byte}"] = command


def _in_turns(code: BashCode) -> Iterator[Hit]:
    """A list of a key, its value, a key, its value, that is walked in steps of two."""
    whole = code.text(code.root)[:10_000]
    if not re.search(r"\bshift 2\b|\+=\s*2\b|\+\s*2\s*\)\)", whole) or not _COMPARED.search(whole):
        return
    for node in code.of("variable_assignment"):
        name, _, value = code.text(node).partition("=")
        words = [word.strip("\"'") for word in _words(value[1:-1])] if value.startswith("(") else []
        if len(words) < 4 or len(words) % 2 or any(word.startswith(("-", "[")) for word in words):
            continue
        entries = [("0", key, kept) for key, kept in zip(words[::2], words[1::2], strict=True)]
        if _twice(entries) and f"${{{name}[" in whole:
            yield Hit(
                "a list holds a key twice with different values, and a search by key finds only one of them",
                code.span(node),
            )
            return


def _are_pairs(lines: list[str]) -> bool:
    """Whether each line is a word, a separator and a word, and no text or program."""
    return all(
        len(line) < 200 and re.fullmatch(r"\s*(?:[\w.-]+\s*[,:;=|\t ]\s*[\w.@/+-]+)?\s*", line) for line in lines
    )


def _set_twice(code: BashCode) -> Iterator[Hit]:
    """`m[a]=1`, and `m[a]=2` in the same list of commands, of which the first is lost."""
    declared = {
        code.text(child)
        for node in code.of("declaration_command")
        if re.match(r"\w+\s+-\w*A", code.text(node))
        for child in node.named_children
        if child.type == "variable_name"
    }
    seen: dict[tuple[int, str], tuple[str, int]] = {}
    for node in code.of("variable_assignment") if declared else ():
        match = re.fullmatch(r"(\w+)\[[\"']?([\w .-]+)[\"']?\]=([\"']?[\w .-]+[\"']?)", code.text(node))
        if match is None or match[1] not in declared or node.parent is None:
            continue
        key = (node.parent.id, f"{match[1]}[{match[2]}")
        before, end = seen.get(key, (match[3], 0))
        between = (code.root.text or b"")[end : node.start_byte].decode("latin-1")
        if before != match[3] and f"${{{match[1]}[" not in between:
            yield Hit("a key is set twice, and its first value is lost", code.span(node))
            return
        seen[key] = (match[3], node.end_byte)


def _in_parallel(code: BashCode) -> Iterator[Hit]:
    """Two lists of one length that are walked by one number, and the first of which holds a word twice."""
    arrays: dict[str, list[str]] = {}
    for node in code.of("variable_assignment"):
        name, _, value = code.text(node).partition("=")
        if value.startswith("(") and len(value) < 5_000:
            arrays[name] = [word.strip("\"'") for word in _words(value[1:-1])]
    repeated = [name for name, words in arrays.items() if 1 < len(set(words)) < len(words)]
    whole = code.text(code.root)[:10_000] if repeated and len(arrays) > 1 else ""
    for keys in repeated:
        walked = re.search(rf"\bin\s+\"?\$\{{!{re.escape(keys)}\[", whole) or f"${{#{keys}[" in whole
        values = [
            name
            for name, words in arrays.items()
            if name != keys and len(words) == len(arrays[keys]) == len(set(words))
        ]
        if walked and any(re.search(rf"\$\{{{re.escape(name)}\[\$?\w+\]", whole) for name in values):
            yield Hit(
                "a list holds a key twice with different values, and a search by key finds only one of them",
                code.span(code.root),
            )
            return


HOLES = frozenset("$`")


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:50_000])


def _through_functions(code: BashCode, lists: dict[str, list[Entry]], places: dict[str, tree_sitter.Node]) -> None:
    """What a function that adds `$1,$2` to a list has put into it."""
    adders = {}
    for function in code.of("function_definition"):
        if match := _ADDS.search(code.text(function)):
            adders[code.text(function.child_by_field_name("name"))] = match.group(1)
    if not adders:
        return
    for command in code.of("command"):
        words = _WORD.findall(code.text(command)[:500])
        if len(words) >= 3 and words[0] in adders:
            lists.setdefault(adders[words[0]], []).append(("0", words[-2], words[-1]))
            places.setdefault(adders[words[0]], command)


_ADDS = re.compile(r"""\b(\w+)\+=\(["']?\$\{?\w+\}?[,:;=| ]+\$\{?\w+\}?["']?\)""")

rule.example(
    "python",
    """\
stock = [("nail", 4), ("screw", 7), ("nail", 9)]
count = next(number for name, number in stock if name == "nail")
print(count)
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
prices = {"tea": 2, "milk": 1, "tea": 3}
print(prices["tea"])
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
class Register:
    def __init__(self):
        self.rows = []

    def enter(self, key, value):
        self.rows.append((key, value))

    def find(self, key):
        for row in self.rows:
            if row[0] == key:
                return row[1]
        return None

register = Register()
register.enter("red", 1)
register.enter("blue", 2)
register.enter("red", 3)
print(register.find("red"))
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
stock = [("nail", 4), ("screw", 7)]
print(next(number for name, number in stock if name == "nail"))
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
routes = [("GET", "/a"), ("GET", "/b"), ("PUT", "/a")]
for method, path in routes:
    print(method, path)
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
settings = {"host": "localhost", "port": 80}
settings["port"] = 8080
print(settings)
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
edges = [(1, 2), (1, 3), (2, 3)]
def neighbours(node):
    return [end for start, end in edges if start == node]
print(neighbours(1))
""",
    Decision.ALLOW,
    "all matches are collected, none is lost",
)
rule.example(
    "python",
    """\
pairs = [("a", 1), ("b", 2), ("a", 1)]
print(dict(pairs)["a"])
""",
    Decision.ALLOW,
    "the repeated entry says the same",
)
rule.example(
    "bash",
    """\
rows=('nail:4' 'screw:7' 'nail:9')
for row in "${rows[@]}"; do
    if [[ ${row%%:*} == "$wanted" ]]; then echo "${row#*:}"; break; fi
done
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
declare -A prices=([tea]=2 [milk]=1 [tea]=3)
echo "${prices[tea]}"
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
rows=()
enter() { rows+=("$1,$2"); }
enter red 1
enter blue 2
enter red 3
printf '%s\\n' "${rows[@]}" | grep -m 1 "^$wanted,"
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
rows=('nail:4' 'screw:7')
for row in "${rows[@]}"; do
    if [[ ${row%%:*} == "$wanted" ]]; then echo "${row#*:}"; break; fi
done
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
declare -A prices=([tea]=2 [milk]=1)
echo "${prices[tea]}"
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
files=(a.txt b.txt a.txt)
for file in "${files[@]}"; do echo "$file"; done
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
ports=('web:80' 'web:443')
for port in "${ports[@]}"; do echo "$port"; done
""",
    Decision.ALLOW,
    "nobody searches by the first part",
)
rule.example(
    "bash",
    """\
rows=('a,1' 'b,2' 'a,1')
for row in "${rows[@]}"; do [[ ${row%%,*} == "$wanted" ]] && echo "${row#*,}"; done
""",
    Decision.ALLOW,
    "the repeated entry says the same",
)
rule.example(
    "bash",
    'declare -A colour\ncolour[sky]=blue\ncolour[sky]=grey\necho "${colour[sky]}"\n',
    Decision.WARN,
)
rule.example(
    "bash",
    "names=(sky sea sky)\n"
    "colours=(blue green grey)\n"
    'for at in "${!names[@]}"; do\n'
    '    if [ "${names[$at]}" = "$1" ]; then echo "${colours[$at]}"; break; fi\n'
    "done\n",
    Decision.WARN,
)
rule.example("python", 'import json\nprices = json.loads(\'{"tea": 2, "milk": 1, "tea": 3}\')\n', Decision.WARN)
rule.example(
    "python", 'import json\nprices = json.loads(\'[{"tea": 2}, {"tea": 3}]\')\n', Decision.ALLOW, "two objects"
)
rule.example(
    "bash",
    "stock=$(cat <<END\nnail=4\nscrew=7\nnail=9\nEND\n)\n"
    'number() { grep "^$1=" <<< "$stock" | head -n 1; }\nnumber nail\n',
    Decision.WARN,
)
rule.example(
    "bash",
    "stock=\"nail:4 screw:7 nail:9\"\ntr ' ' '\\n' <<< \"$stock\" | awk -F: '$1 == \"nail\" { print $2; exit }'\n",
    Decision.WARN,
)
rule.example(
    "bash",
    "stock=(nail 4 screw 7 nail 9)\nnumber() {\n    local key=$1\n    shift\n    while (( $# )); do\n"
    '        [ "$1" = "$key" ] && { echo "$2"; return; }\n        shift 2\n    done\n}\n'
    'number nail "${stock[@]}"\n',
    Decision.WARN,
)
rule.example(
    "bash",
    "stock=(nail 4 screw 7 bolt 9)\nnumber() {\n    local key=$1\n    shift\n    while (( $# )); do\n"
    '        [ "$1" = "$key" ] && { echo "$2"; return; }\n        shift 2\n    done\n}\n'
    'number nail "${stock[@]}"\n',
    Decision.ALLOW,
)
rule.example(
    "bash",
    'first=$(grep -A1 \'nail: 4\' "$1" \\\n    | tail -n 1 \\\n    | tail -n 2)\ngrep "^$first" stock\n',
    Decision.ALLOW,
    "lines of a command are no entries",
)
rule.example(
    "bash",
    'flags=(-o shared=yes -o cached=no)\nmount_it "${flags[@]}" | grep "$1"\n',
    Decision.ALLOW,
    "a command's option may be given twice",
)
