"""A pattern for IPv4 addresses that accepts what is none (CWE-185, CWE-1286, CWE-777).

A regular expression is meant to tell whether a text is an IPv4 address, and also says yes to `999.999.999.999`,
`1.2.3.4.5` or `1.2.3.4;id`: numbers beyond 255, too many parts, leading zeros that some resolvers read as octal,
no anchors. Whoever relies on it lets such a text through to a command, a firewall rule, a list of allowed hosts.

It is decided by trying the pattern: one that accepts several dotted quads and hardly anything shorter is meant for
addresses, and must then refuse a dozen texts that are none, with the function that it is used with. Patterns are run
by a matcher that walks all paths at once, so none of them is slow.

Not meant: patterns that pick addresses out of a longer text (`findall`, `.group()`, `grep -o`), versions, patterns of
part of an address, and programs that check the range of the numbers or ask `ipaddress` as well.
"""

from __future__ import annotations

import ast
import functools
import re
import re._parser as sre  # type: ignore[import-not-found]
from collections.abc import Iterator
from typing import TYPE_CHECKING

from redblue.blue.code.bash.patterns import matches
from redblue.blue.code.bash.syntax import BashCode
from redblue.blue.code.patterns import Unsupported, accepts
from redblue.blue.code.python.syntax import PythonCode
from redblue.blue.rule import Hit, Rule
from redblue.core.verdict import Decision

if TYPE_CHECKING:
    import tree_sitter

rule = Rule(
    id="ip-pattern-accepts-others",
    decision=Decision.WARN,
    category="weak-code",
    cwe="CWE-185",
    instead="Parse it: `ipaddress.IPv4Address(text)`; or bound each number by 255 and anchor the pattern at both ends.",
    scenarios=(15,),
)

_QUADS = ("192.168.1.1", "10.0.0.1", "127.0.0.1", "8.8.8.8", "172.16.254.3", "255.255.255.255")
_OTHERS = (
    "999.999.999.999", "256.1.1.1", "1.2.3.256", "192.168.1.300", "1.2.3.4.5", "1.2.3.4x", "x1.2.3.4", "1.2.3.4;id",
    "1.2.3.4.", "1.2.3", "1a2b3c4", "192.1000.1.1", "01.02.03.04", "192.168.001.010",
)  # fmt: skip
_LONG_QUADS = ("2001:db8::1", "fe80::1", "::1", "2001:db8:0:0:0:0:0:1")
_LONG_OTHERS = (":::", "1:2", "2001:db8:::1", "1:2:3:4:5:6:7:8:9", "12345::1", "::gggg")
_ABOUT_LONG = re.compile(r"\bip(v6)?\b|\b[0-9a-f]{1,4}:[0-9a-f:]*:[0-9a-f:]*", re.IGNORECASE)
_SHORTER = ("1", "1.2", "1.2.3")
_LONGER = ("192.168.1.1.", "10.0.0.1.5")
_ANYTHING = ("", "a", "abc", "1 2", "12-34")
_ELSE = ("word.word.word.word", "12345678")
_LONGEST = 400
_DIGITS = re.compile(r"\\d|0-9|\[0-[12]|:digit:|:alnum:|25\[0-5|\\w[+*{].*\\\.")
_ABOUT_ADDRESSES = re.compile(r"\bip(v4)?\b|\d{1,4}(\.\d{1,4}){2}\.", re.IGNORECASE)
_MOST_PATTERNS = 8

_PARSERS = {"inet_aton", "inet_pton", "IPv4Address", "ip_address"}
_VALIDATES = {"match", "search", "fullmatch"}
_EXTRACTS = {"findall", "finditer", "sub", "subn", "split", "extract", "extractall", "scanner"}


@functools.lru_cache(maxsize=512)
def _accepted(pattern: str, how: str) -> tuple[str, bool]:
    """A text that is no address and that it accepts, "" for none; and whether it is meant for addresses alone."""
    if len(pattern) > _LONGEST or re.search(r"\[\[|--|&&|\|\||~~", pattern):
        return "", False
    try:
        tree = sre.parse(pattern)
        # whoever accepts any text at all does not speak of addresses
        if any(accepts(tree, text, "fullmatch") for text in _ANYTHING):
            return "", False
        whole = sum(accepts(tree, quad, "fullmatch") for quad in _QUADS) >= 3
        if not whole and not any(accepts(tree, quad, how) for quad in (*_QUADS, *_LONGER)):
            return "", False
        alone = whole and not any(accepts(tree, text, "fullmatch") for text in (*_ELSE, *_SHORTER))
        return next((other for other in _OTHERS if accepts(tree, other, how)), ""), alone
    except (re.error, Unsupported, RecursionError, OverflowError, ValueError):
        return "", False


@functools.lru_cache(maxsize=256)
def _accepted_long(pattern: str, how: str) -> str:
    """The same of a pattern that takes IPv6 addresses, no pure number and no word."""
    if len(pattern) > _LONGEST or re.search(r"\[\[|--|&&|\|\||~~", pattern):
        return ""
    try:
        tree = sre.parse(pattern)
        if any(accepts(tree, text, "fullmatch") for text in ("", "no way", "/a:b", "key: value", "a.b:80")):
            return ""
        if sum(accepts(tree, quad, "fullmatch") for quad in _LONG_QUADS) < 3:
            return ""
        return next((other for other in _LONG_OTHERS if accepts(tree, other, how)), "")
    except (re.error, Unsupported, RecursionError, OverflowError, ValueError):
        return ""


def _looks_like_one(text: str) -> bool:
    return 6 <= len(text) <= _LONGEST and "." in text and _DIGITS.search(text) is not None


def _looks_like_a_long_one(text: str) -> bool:
    return 5 <= len(text) <= _LONGEST and ":" in text and re.search(r"\[.*:|:.*\[", text) is not None


# Python


@rule.python
def _in_python(code: PythonCode) -> Iterator[Hit]:
    texts = [node for node in code.of(ast.Constant) if isinstance(node.value, str)]
    if any(node.value in (255, 256) for node in code.of(ast.Constant) if type(node.value) is int):
        return
    if part := _part_of_four(code):
        yield Hit("the four parts of an address are not held to 255", code.span(part))
        return
    short = [str(node.value) for node in texts if len(str(node.value)) <= _LONGEST]
    if not any(_DIGITS.search(text) or _looks_like_a_long_one(text) for text in short):
        return
    own = {function.name for function in code.functions}
    if any(
        (name := code.called(call.func)).rpartition(".")[2] in _PARSERS and name not in own
        for call in code.of(ast.Call)
    ):
        return
    known = _constants(code)
    tried = tried_long = 0
    for node in [*texts, *code.of(ast.JoinedStr, ast.BinOp)]:
        pattern = _text(node, known)
        if pattern is not None and tried_long < _MOST_PATTERNS and _looks_like_a_long_one(pattern):
            tried_long += 1
            for how in _uses(code, node):
                if (other := _accepted_long(pattern, how)) and any(
                    one is not node and _ABOUT_LONG.search(str(one.value)) for one in texts
                ):
                    yield Hit(f"a pattern for IPv6 addresses also accepts {other!r}", code.span(node))
                    break
        if pattern is None or not _looks_like_one(pattern):
            continue
        tried += 1
        if tried > _MOST_PATTERNS:
            return
        for how in _uses(code, node):
            other, alone = _accepted(pattern, how)
            if other and (alone or any(_tells(one, node) for one in texts)):
                yield Hit(f"a pattern for IPv4 addresses also accepts {other!r}", code.span(node))
                break


def _part_of_four(code: PythonCode) -> ast.Call | None:
    """Where a text is split at its dots, the parts are counted to be four, and each need only be digits."""
    split = {
        target.id
        for one in code.of(ast.Assign)
        if isinstance(one.value, ast.Call)
        and isinstance(one.value.func, ast.Attribute)
        and one.value.func.attr == "split"
        and one.value.args
        and isinstance(one.value.args[0], ast.Constant)
        and one.value.args[0].value == "."
        for target in one.targets
        if isinstance(target, ast.Name)
    }
    if not split or not any(_counts_four(one, split) for one in code.of(ast.Compare)):
        return None
    rounds: list[ast.comprehension | ast.For] = [*code.of(ast.comprehension), *code.of(ast.For)]
    drawn = {
        one.target.id
        for one in rounds
        if isinstance(one.target, ast.Name) and isinstance(one.iter, ast.Name) and one.iter.id in split
    }
    known = _constants(code)
    for call in code.of(ast.Call):
        method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if method in ("match", "fullmatch") and call.args and getattr(call.args[-1], "id", "") in drawn:
            if len(call.args) == 2:
                return call if _takes_any_number(_text(call.args[0], known), method) else None
            patterns = [
                _text(one.args[0], known)
                for one in code.of(ast.Call)
                if one.args and code.called(one.func) == "re.compile"
            ]
            return call if len(patterns) == 1 and _takes_any_number(patterns[0], method) else None
    return None


def _counts_four(compare: ast.Compare, names: set[str]) -> bool:
    left, right = compare.left, compare.comparators[0]
    return (
        isinstance(right, ast.Constant)
        and right.value == 4
        and isinstance(left, ast.Call)
        and getattr(left.func, "id", "") == "len"
        and bool(left.args)
        and getattr(left.args[0], "id", "") in names
    )


def _takes_any_number(pattern: str | None, how: str) -> bool:
    """Whether it takes the numbers of an address and those beyond, and no word."""
    if not pattern or len(pattern) > _LONGEST:
        return False
    try:
        tree = sre.parse(pattern)
        return all(accepts(tree, text, how) for text in ("0", "10", "192", "255", "999")) and not any(
            accepts(tree, text, "fullmatch") for text in ("", "abc")
        )
    except (re.error, Unsupported, RecursionError, OverflowError, ValueError):
        return False


def _tells(one: ast.Constant, pattern: ast.expr) -> bool:
    return one is not pattern and isinstance(one.value, str) and _ABOUT_ADDRESSES.search(one.value) is not None


def _constants(code: PythonCode) -> dict[str, ast.expr]:
    found: dict[str, ast.expr] = {}
    for node in code.of(ast.Assign):
        if len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = node.value
    return found


def _text(node: ast.expr, known: dict[str, ast.expr], depth: int = 6) -> str | None:
    """What an expression of constants is worth."""
    if depth == 0:
        return None
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) and len(node.value) <= _LONGEST else None
    if isinstance(node, ast.Name):
        return _text(known[node.id], known, depth - 1) if node.id in known else None
    if isinstance(node, ast.JoinedStr):
        parts = [
            _text(part.value if isinstance(part, ast.FormattedValue) else part, known, depth - 1)
            for part in node.values[:20]
        ]
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        parts = [_text(node.left, known, depth - 1), _text(node.right, known, depth - 1)]
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and isinstance(node.right, ast.Constant):
        times = node.right.value
        parts = [_text(node.left, known, depth - 1)] * (times if type(times) is int and 0 < times <= 4 else 1)
    else:
        return None
    if any(part is None for part in parts) or sum(map(len, filter(None, parts))) > _LONGEST:
        return None
    return "".join(part or "" for part in parts)


def _uses(code: PythonCode, node: ast.expr) -> set[str]:
    """The functions that it is matched by: only where it is asked whether the whole of a text fits."""
    around = [*code.around(node)]
    above = around[0] if around else None
    if isinstance(above, ast.BinOp | ast.JoinedStr | ast.FormattedValue):
        return set()
    if isinstance(above, ast.Assign | ast.AnnAssign):
        return {how for use in _named_uses(code, _targets(above)) for how in _uses(code, use)}
    if not isinstance(above, ast.Call):
        return {"fullmatch"}
    method = code.called(above.func).rpartition(".")[2]
    if method == "compile":
        return _compiled_uses(code, above)
    if method == "findall" and _is_counted(code, above):
        return {"search"}
    if method in _EXTRACTS:
        return set()
    if method in _VALIDATES:
        return {method} if _is_asked(code, above) else set()
    return {"fullmatch"}


def _targets(node: ast.Assign | ast.AnnAssign) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return {name for target in targets if (name := getattr(target, "id", None) or getattr(target, "attr", None))}


def _named_uses(code: PythonCode, names: set[str]) -> Iterator[ast.expr]:
    for name in code.of(ast.Name):
        if name.id in names and isinstance(name.ctx, ast.Load):
            yield name
    for attribute in code.of(ast.Attribute):
        if attribute.attr in names and isinstance(attribute.ctx, ast.Load):
            yield attribute


def _compiled_uses(code: PythonCode, call: ast.Call) -> set[str]:
    above = next(code.around(call), None)
    if isinstance(above, ast.Assign | ast.AnnAssign):
        places: list[ast.expr] = [*_named_uses(code, _targets(above))]
    else:
        places = [call]
    found, extracts = set(), False
    for place in places:
        around = code.around(place)
        method = next(around, None)
        user = next(around, None)
        if isinstance(method, ast.Attribute) and method.attr in _EXTRACTS:
            extracts = True
        elif isinstance(method, ast.Attribute) and method.attr in _VALIDATES:
            if not isinstance(user, ast.Call) or _is_asked(code, user):
                found.add(method.attr)
            else:
                extracts = True
    return found or (set() if extracts else {"fullmatch"})


def _is_counted(code: PythonCode, call: ast.Call) -> bool:
    """Whether nothing is asked of what it found but whether there is one, or how many."""
    above = next(code.around(call), None)
    if not isinstance(above, ast.Assign) or not isinstance(above.targets[0], ast.Name):
        return isinstance(above, ast.If | ast.IfExp) and above.test is call
    name = above.targets[0].id
    uses = [one for one in code.of(ast.Name) if one.id == name and isinstance(one.ctx, ast.Load)]
    for use in uses:
        user = next(code.around(use), None)
        if isinstance(user, ast.Call) and getattr(user.func, "id", "") in ("len", "bool"):
            user = next(code.around(user), None)
            if not isinstance(user, ast.Compare | ast.Return | ast.If):
                return False
        elif not (isinstance(user, ast.If | ast.IfExp | ast.UnaryOp | ast.BoolOp)):
            return False
    return bool(uses)


def _is_asked(code: PythonCode, call: ast.Call) -> bool:
    """Whether only the fact that it matched is used, and not what."""
    above = next(code.around(call), None)
    if isinstance(above, ast.Attribute | ast.Subscript):
        return False
    name = None
    if isinstance(above, ast.NamedExpr):
        name = above.target.id
    elif isinstance(above, ast.Assign) and isinstance(above.targets[0], ast.Name):
        name = above.targets[0].id
    return name is None or not any(
        isinstance(one, ast.Name) and one.id == name
        for one in [*(use.value for use in code.of(ast.Attribute)), *(use.value for use in code.of(ast.Subscript))]
    )


# Bash

_ERE = {
    "[:digit:]": "0-9", "[:alnum:]": "0-9A-Za-z", "[:alpha:]": "A-Za-z", "[:space:]": r"\s", "[:xdigit:]": "0-9a-fA-F",
}  # fmt: skip
_CHECKS_RANGE = re.compile(r"(-le|-gt|-lt|-ge|[<>]=?)\s*25[56]\b|25[56]\s*(-le|-gt|-lt|-ge|[<>])")


@rule.bash
def _in_bash(code: BashCode) -> Iterator[Hit]:
    tests = [node for node in code.of("binary_expression") if any(child.type == "=~" for child in node.children)]
    greps = [node for node in code.of("command") if code.text(node).startswith(("grep", "egrep"))]
    others = code.of("case_statement") or any(code.text(one).startswith("awk") for one in code.of("command"))
    if not tests and not greps and not others:
        return
    whole = code.text(code.root)
    if _CHECKS_RANGE.search(whole):
        return
    yield from _in_case(code)
    if not _DIGITS.search(whole) or _CHECKS_RANGE.search(whole):
        return
    values = {
        code.text(node.children[0]): _unquoted(code.text(node.children[-1]))
        for node in code.of("variable_assignment")
        if len(node.children) > 2
    }
    in_parts = bool(tests) and _split_in_four(whole)
    tried = 0
    for node, pattern, how in [
        *((node, code.text(node.children[-1]) or _rest_of_test(whole, node), "search") for node in tests),
        *(found for node in greps if (found := _grep(code, node, values))),
        *_in_awk(code),
    ]:
        text = _unquoted(pattern)
        if name := re.fullmatch(r"\$\{?(\w+)\}?", text):
            text = values.get(name[1], "")
        if len(text) < _LONGEST:
            text = re.sub(r"\$\{(\w+)\}", lambda found: values.get(found[1], found[0]), text)
        for old, new in _ERE.items():
            text = text.replace(old, new)
        if in_parts and "." not in text and _takes_any_number(text, how):
            yield Hit("the four parts of an address are not held to 255", code.span(node))
            return
        if (
            _looks_like_a_long_one(text)
            and (other := _accepted_long(text, how))
            and _ABOUT_LONG.search(whole.replace(pattern, ""))
        ):
            yield Hit(f"a pattern for IPv6 addresses also accepts {other!r}", code.span(node))
            return
        if not _looks_like_one(text):
            continue
        tried += 1
        if tried > _MOST_PATTERNS:
            return
        other, alone = _accepted(text, how)
        if other and (alone or _ABOUT_ADDRESSES.search(whole.replace(pattern, ""))):
            yield Hit(f"a pattern for IPv4 addresses also accepts {other!r}", code.span(node))


def _rest_of_test(whole: str, node: tree_sitter.Node) -> str:
    """The pattern of a test that the grammar cannot read, as those with a backslash and a letter."""
    line = whole.split("\n")[node.start_point.row : node.start_point.row + 1]
    found = re.search(r"=~\s+(\S+)\s+\]\]", line[0]) if line else None
    return found[1] if found else ""


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text


def _split_in_four(whole: str) -> bool:
    """Whether a text is read into parts at its dots, and these are counted to be four."""
    for name in re.findall(r"IFS=[\"']?\.[\"']?\s+read\s+-\w*a\s+(\w+)", whole):
        if re.search(rf"\$\{{#{name}\[[@*]\]\}}\s*(?:[!=]=|-eq|-ne)\s*4\b", whole):
            return True
    return False


def _in_awk(code: BashCode) -> Iterator[tuple[tree_sitter.Node, str, str]]:
    """The patterns that an awk program asks a text for, where it prints no text of its input."""
    for node in code.of("command"):
        text = code.text(node)
        if text.startswith("awk") and not re.search(r"print\s+\$|print\s*[;}]", text):
            for pattern in re.findall(r"~\s*/((?:[^/\\\n]|\\.){4,200})/", text)[:_MOST_PATTERNS]:
                yield node, pattern, "search"


def _in_case(code: BashCode) -> Iterator[Hit]:
    """A `case` whose patterns take every dotted quad for one thing, and something that is none for the same."""
    for node in code.of("case_statement")[:_MOST_PATTERNS]:
        items = [
            [part.strip(" \t\n(\"'") for part in code.text(child).partition(")")[0].split("|")]
            for child in node.children
            if child.type == "case_item"
        ]
        if sum(map(len, items)) > 30 or not any(part.count(".") == 3 for parts in items for part in parts):
            continue
        chosen = {_item_of(items, quad) for quad in _QUADS}
        place = chosen.pop()
        if chosen or place is None or any(_item_of(items, text) == place for text in (*_ANYTHING, *_SHORTER, *_ELSE)):
            continue
        other = next((text for text in _OTHERS if _item_of(items, text) == place), None)
        if other is not None:
            yield Hit(f"a pattern for IPv4 addresses also accepts {other!r}", code.span(node))
            return


def _item_of(items: list[list[str]], text: str) -> int | None:
    for number, parts in enumerate(items):
        if any(matches(part, text) for part in parts):
            return number
    return None


def _grep(code: BashCode, node: tree_sitter.Node, values: dict[str, str]) -> tuple[tree_sitter.Node, str, str] | None:
    """The pattern of a grep that is asked whether a text fits, and not for the texts that do."""
    words = [code.text(child) for child in node.children if child.is_named][1:]
    options = "".join(word[1:] for word in words if word.startswith("-") and not word.startswith("--"))
    named = {f"${name}": value for name, value in values.items()}
    pattern = next(
        (
            word
            for word in words
            if not word.startswith("-")
            and _DIGITS.search(named.get(word.strip('"').replace("{", "").replace("}", ""), word))
        ),
        None,
    )
    if pattern is None or "o" in options:
        return None
    extended = "E" in options or "P" in options or code.text(node).startswith("egrep")
    above = node.parent
    while above is not None and above.type in ("redirected_statement", "pipeline", "negated_command"):
        above = above.parent
    one_text = "c" in options and "<<<" in code.text(node if node.parent is None else node.parent)
    asked = (
        "q" in options
        or one_text
        or (above is not None and (above.type in ("if_statement", "elif_clause", "while_statement", "list")))
    )
    if not asked:
        return None
    text = pattern if extended else re.sub(r"\\([(){}+?|])", r"\1", pattern)
    return node, text, "fullmatch" if "x" in options else "search"


rule.example(
    "python",
    "import re\n\ndef is_address(text):\n    return bool(re.match(r'^\\d{1,3}(\\.\\d{1,3}){3}$', text))\n",
    Decision.WARN,
)
rule.example(
    "python",
    "import re\n"
    "SHAPE = re.compile(r'((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)')\n"
    "for line in open('peers.txt'):\n    if SHAPE.match(line):\n        print('admitted')\n",
    Decision.WARN,
)
rule.example(
    "python",
    "import re\nPART = r'[0-9]{1,3}'\n\ndef fits(text):\n"
    "    return re.fullmatch(rf'{PART}(\\.{PART}){{3}}', text) is not None\n",
    Decision.WARN,
)
rule.example(
    "python",
    "import re\nBYTE = r'(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'\n\ndef fits(text):\n"
    "    return re.fullmatch(rf'{BYTE}(\\.{BYTE}){{3}}', text) is not None\n",
    Decision.ALLOW,
)
rule.example(
    "python", "import re\nprint(re.findall(r'\\d{1,3}(?:\\.\\d{1,3}){3}', open('access.log').read()))\n", Decision.ALLOW
)
rule.example(
    "python", "import re\n\ndef is_release(tag):\n    return re.match(r'^v?\\d+(\\.\\d+)*$', tag)\n", Decision.ALLOW
)
rule.example(
    "python",
    "import re\n\ndef fits(text):\n    return re.fullmatch(r'\\d{1,3}(\\.\\d{1,3}){3}', text) and "
    "all(int(part) <= 255 for part in text.split('.'))\n",
    Decision.ALLOW,
    "the shape is the pattern's part, the range is checked beside it",
)
rule.example(
    "python",
    "import re\n\ndef is_address(text):\n    return bool(re.match(r'^(\\d+\\.)+\\d+$', text))\n\n"
    "print(is_address('10.0.0.7'))\n",
    Decision.WARN,
    "the pattern alone might be a version's; it is asked about an address",
)
rule.example(
    "python",
    "import re\n\ndef fits(text):\n    parts = text.split('.')\n"
    "    return len(parts) == 4 and all(re.fullmatch(r'\\d+', part) for part in parts)\n",
    Decision.WARN,
)
rule.example(
    "python",
    "import re\n\ndef fits(text):\n    parts = text.split('.')\n"
    "    return len(parts) == 4 and all(re.fullmatch(r'\\d+', part) and int(part) < 256 for part in parts)\n",
    Decision.ALLOW,
)
rule.example(
    "python",
    "import re\nseen = re.findall(r'(?:\\d{1,3}\\.){3}\\d{1,3}', line)\nif len(seen) == 1:\n    print('admitted')\n",
    Decision.WARN,
    "what it found is only counted",
)
rule.example(
    "python",
    "import re\nfits = re.match(r'^[0-9a-f:]+$', text)\nif fits:\n    print('admitted')\nelse:\n    print('no IP')\n",
    Decision.WARN,
    "`:::` is no IPv6 address",
)
rule.example(
    "bash",
    'case "$1" in\n    *[!0-9.]*) echo no ;;\n    *.*.*.*) echo admitted ;;\n    *) echo no ;;\nesac\n',
    Decision.WARN,
)
rule.example(
    "bash",
    'case "$1" in\n    10.*.*.*) echo inner ;;\n    *) echo outer ;;\nesac\n',
    Decision.ALLOW,
    "a part of the addresses is meant",
)
rule.example(
    "bash",
    'awk -v peer="$1" \'BEGIN { if (peer ~ /^[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+$/) print "admitted" }\'\n',
    Decision.WARN,
)
rule.example(
    "bash",
    'IFS=. read -ra parts <<< "$1"\n[ ${#parts[@]} -eq 4 ] || exit 1\nfor part in "${parts[@]}"; do\n'
    "    [[ $part =~ ^[0-9]+$ ]] || exit 1\ndone\necho admitted\n",
    Decision.WARN,
)
rule.example("bash", 'is_address() { [[ $1 =~ ^([0-9]{1,3}\\.){3}[0-9]{1,3}$ ]]; }\nis_address "$1"\n', Decision.WARN)
rule.example(
    "bash",
    "shape='^[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+'\nwhile read -r peer; do\n"
    "    if [[ $peer =~ $shape ]]; then echo admitted; fi\ndone < peers.txt\n",
    Decision.WARN,
)
rule.example(
    "bash",
    "if echo \"$1\" | grep -qE '^([[:digit:]]{1,3}\\.){3}[[:digit:]]{1,3}$'; then echo fits; fi\n",
    Decision.WARN,
)
rule.example("bash", "grep -oE '([0-9]{1,3}\\.){3}[0-9]{1,3}' access.log | sort | uniq -c\n", Decision.ALLOW)
rule.example("bash", "[[ $tag =~ ^v[0-9]+\\.[0-9]+\\.[0-9]+$ ]] && echo release\n", Decision.ALLOW)
rule.example(
    "bash",
    "byte='(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])'\n[[ $1 =~ ^${byte}(\\.${byte}){3}$ ]] && echo fits\n",
    Decision.ALLOW,
)
rule.example(
    "bash",
    'if [[ $1 =~ ^([0-9]+\\.){3}[0-9]+$ ]]; then\n    IFS=. read -r a b c d <<< "$1"\n'
    "    (( a <= 255 && b <= 255 && c <= 255 && d <= 255 )) && echo fits\nfi\n",
    Decision.ALLOW,
    "the numbers are checked after the shape",
)
rule.example(
    "bash",
    "[[ $1 =~ ^(([01]?[0-9]?[0-9]|2[0-4][0-9]|25[0-5])\\.){3}([01]?[0-9]?[0-9]|2[0-4][0-9]|25[0-5])$ ]] && echo fits\n",
    Decision.WARN,
    "all numbers are in range, but 010 is 10 for some resolvers and 8 for others",
)
rule.example(
    "python",
    "import re\n"
    "PEER = re.compile(r'([0-9]{1,3}\\.){4}')\n"
    "\n"
    "def is_peer(text):\n"
    "    return 'an ip' if PEER.match(text) else 'none'\n",
    Decision.WARN,
    "it takes a text that only begins like an address, and the block says what it is about",
)
rule.example(
    "python",
    "import re\n\ndef is_release(tag):\n    return re.match(r'(\\d+\\.){2}', tag)\n\nprint(is_release('4.2.0'))\n",
    Decision.ALLOW,
    "the same of a version's numbers",
)
