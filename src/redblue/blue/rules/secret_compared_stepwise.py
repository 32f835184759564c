"""A secret is compared so that the comparison gives it away (CWE-208, CWE-203).

Character by character with an early end, part by part, name first and password after: how long it takes, which
message comes, how often it beeps tells how much of a guess is right, and the rest is found in a few tries. `==` on
texts ends at the first difference as well.

Seen is the flow of what is handed in (a parameter, an input) into a comparison with a text that the program itself
keeps: a constant in a name, a value of a literal table, what it has read from a file or the environment; and loops
over the characters of what is handed in that sleep, run a program or make a sound as the character demands.

Not meant: choices among literals (`mode == "fast"`), comparing with a default, sums over all characters without an
early end, and `hmac.compare_digest`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from redblue.blue.code.bash.syntax import BashCode
from redblue.blue.code.python.names import last_name, plain_name
from redblue.blue.code.python.refusals import is_kept_text, told_apart
from redblue.blue.code.python.syntax import Function, PythonCode
from redblue.blue.code.python.within import within
from redblue.blue.rule import Hit, Rule
from redblue.core.verdict import Decision

if TYPE_CHECKING:
    import tree_sitter

rule = Rule(
    id="secret-compared-stepwise",
    decision=Decision.WARN,
    category="weak-code",
    cwe="CWE-208",
    instead="Compare with `hmac.compare_digest`, whole and once, and give one answer whatever was wrong.",
    scenarios=(16,),
)

_LOOPS = ast.For | ast.AsyncFor | ast.While
_SCOPES = ast.FunctionDef | ast.AsyncFunctionDef
_SENSED = ("sleep", "system", "run", "call", "Popen", "check_call", "Beep", "beep", "play", "tone", "vibrate")
_MOST_COMPARISONS = 80

# Python


@rule.python
def _in_python(code: PythonCode) -> Iterator[Hit]:
    compares = [
        compare
        for compare in code.of(ast.Compare)
        if isinstance(compare.ops[0], ast.Eq | ast.NotEq)
        and len(compare.ops) == 1
        and not isinstance(compare.left, ast.Constant)
        and not isinstance(compare.comparators[0], ast.Constant)
    ][:_MOST_COMPARISONS]
    starts: list[tuple[ast.Call, ast.expr]] = []
    sensed = False
    looped = bool(code.of(ast.For, ast.While))
    for call in code.of(ast.Call):
        name = last_name(call.func)
        if name == "startswith" and isinstance(call.func, ast.Attribute) and len(starts) < _MOST_COMPARISONS:
            if call.args and not isinstance(call.args[0], ast.Constant):
                starts.append((call, call.func.value))
        elif looped and not sensed:
            sensed = _is_sensed(code, call)
    if counted := _right_ones_counted(code):
        yield Hit("how much of what is handed in is right is told", code.span(counted))
        return
    if names := told_apart(code):
        yield Hit("it is told apart whether the name or the secret was wrong", code.span(names))
        return
    if not compares and not starts and not sensed:
        return
    flow = _Flow(code)
    for compare in compares:
        message = flow.gives_away(compare, compare.left, compare.comparators[0])
        if message:
            yield Hit(message, code.span(compare))
            return
    for call, text in starts:
        # what is handed in may begin like a kept text: a prefix; a kept text that begins like it gives itself away
        is_kept = flow.origin(flow.base(text)) in flow.kept or isinstance(call.args[0], ast.Subscript)
        if is_kept and flow.gives_away(call, text, call.args[0]):
            yield Hit("a secret is compared by its beginning", code.span(call))
            return
    if sensed:
        yield from _per_character(code, flow)


def _right_ones_counted(code: PythonCode) -> ast.Call | None:
    """`right = sum(a == b for a, b in zip(attempt, self.kept))`: all of them open, and how many there are is told."""
    for call in code.of(ast.Call):
        inner = call.args[0] if last_name(call.func) == "sum" and len(call.args) == 1 else None
        if not isinstance(inner, ast.GeneratorExp | ast.ListComp) or len(inner.generators) != 1:
            continue
        drawn = inner.generators[0]
        tests = [inner.elt, *drawn.ifs]
        pair = drawn.iter.args if isinstance(drawn.iter, ast.Call) and last_name(drawn.iter.func) == "zip" else []
        above = next(code.around(call), None)
        function = next((one for one in code.around(call) if isinstance(one, _SCOPES)), None)
        if len(pair) != 2 or function is None or not isinstance(above, ast.Assign):
            continue
        if not any(isinstance(one, ast.Compare) and isinstance(one.ops[0], ast.Eq) for one in tests):
            continue
        handed = {one.arg for one in function.args.args} - {"self", "cls"}
        kept = [ast.dump(one) for one in pair if plain_name(one) and plain_name(one) not in handed]
        count = last_name(above.targets[0])
        inside = within(code, function)
        opens = any(
            isinstance(one, ast.Compare)
            and isinstance(one.ops[0], ast.Eq)
            and last_name(one.left) == count
            and isinstance(size := one.comparators[0], ast.Call)
            and last_name(size.func) == "len"
            and [ast.dump(each) for each in size.args] == kept
            for one in inside
        )
        told = any(isinstance(one, ast.FormattedValue) and last_name(one.value) == count for one in inside)
        if len(kept) == 1 and count and opens and told:
            return call
    return None


class _Flow:
    """Which names hold what was handed in, and which a text that the program keeps."""

    def __init__(self, code: PythonCode) -> None:
        self.code = code
        self.kept: dict[str, ast.AST] = {}
        """The name, and the function that it is set in (or the module)."""
        self.strong: set[str] = set()
        """What was read from a file or the environment."""
        stores: dict[str, int] = {}
        for name in code.of(ast.Name):
            if isinstance(name.ctx, ast.Store):
                stores[name.id] = stores.get(name.id, 0) + 1
        for one in code.of(ast.Assign):
            for target in one.targets:
                name_of = plain_name(target)
                if not name_of or stores.get(name_of, 1) > 1:
                    continue
                if is_kept_text(one.value):
                    self.kept[name_of] = self.scope(one)
                elif self.is_read(one.value):
                    self.kept[name_of] = self.scope(one)
                    self.strong.add(name_of)
        self.parts = self.drawn()

    def scope(self, node: ast.AST) -> ast.AST:
        return next((above for above in self.code.around(node) if isinstance(above, _SCOPES)), self.code.tree)

    def is_read(self, node: ast.expr) -> bool:
        """From a file that is one secret, or an environment variable."""
        while isinstance(node, ast.Call | ast.Attribute | ast.Subscript):
            if isinstance(node, ast.Call):
                called = self.code.called(node.func)
                if called in ("os.getenv", "os.environ.get"):
                    return len(node.args) == 1
                if isinstance(node.func, ast.Attribute) and node.func.attr in ("split", "splitlines", "readlines"):
                    return False
                if isinstance(node.func, ast.Attribute) and node.func.attr in ("read", "readline", "read_text"):
                    above = node.func.value
                    return isinstance(above, ast.Name) or (isinstance(above, ast.Call) and bool(above.args))
                node = node.func
            elif isinstance(node, ast.Subscript):
                return self.code.called(node.value) == "os.environ"
            else:
                node = node.value
        return False

    def drawn(self) -> dict[str, str]:
        """What names are made of: the loop's variable of the text that it runs over, a copy of the first."""
        found: dict[str, str] = {}
        loops = [(one.target, one.iter) for one in self.code.of(ast.For)]
        loops += [(one.target, one.iter) for one in self.code.of(ast.comprehension)]
        for target, source in loops:
            called = source.func.id if isinstance(source, ast.Call) and isinstance(source.func, ast.Name) else ""
            arguments = source.args if isinstance(source, ast.Call) else []
            targets = target.elts if isinstance(target, ast.Tuple) else [target]
            if called == "enumerate" and arguments and len(targets) == 2:
                targets, arguments = [targets[1]], arguments[:1]
                inner = arguments[0]
                if isinstance(inner, ast.Call) and isinstance(targets[0], ast.Tuple):
                    targets, arguments = targets[0].elts, inner.args
            elif not called:
                arguments = [source]
            for one, text in zip(targets, arguments, strict=False):
                name = self.base(text)
                if isinstance(one, ast.Name) and name and name != one.id:
                    found[one.id] = name
        for assign in self.code.of(ast.Assign):
            first = assign.targets[0]
            if isinstance(first, ast.Name) and isinstance(assign.value, ast.Subscript | ast.Call):
                name = self.base(assign.value)
                if name and name != first.id:
                    found.setdefault(first.id, name)
        return found

    def base(self, node: ast.expr) -> str:
        """The name of what an expression is a part or a form of."""
        for _ in range(8):
            if isinstance(node, ast.Subscript):
                node = node.value
            elif isinstance(node, ast.Call):
                if isinstance(node.func, ast.Attribute) and node.func.attr in (
                    "get", "strip", "lower", "upper", "encode", "rstrip", "hexdigest", "split",
                ):  # fmt: skip
                    node = node.func.value
                elif (
                    isinstance(node.func, ast.Name)
                    and node.func.id in ("ord", "str", "len", "list", "bytes", "set", "sorted", "tuple")
                    and node.args
                ):
                    node = node.args[0]
                elif isinstance(node.func, ast.Name) and node.func.id == "input":
                    return "input()"
                else:
                    return ""
            else:
                return plain_name(node)
        return ""

    def origin(self, name: str) -> str:
        for _ in range(6):
            if name in self.kept or name not in self.parts:
                return name
            name = self.parts[name]
        return name

    def gives_away(self, node: ast.expr, left: ast.expr, right: ast.expr) -> str:
        """What is wrong with a comparison of these, "" for nothing."""
        if isinstance(left, ast.Constant) or isinstance(right, ast.Constant):
            return ""
        first, second = self.origin(self.base(left)), self.origin(self.base(right))
        if not first or not second or first == second:
            return ""
        if any(isinstance(above, ast.Assert) for above in self.code.around(node)) or self.is_summed(node):
            return ""
        if self.is_replaced(node):
            return ""
        function = self.scope(node)
        handed = {"input()"}
        if isinstance(function, _SCOPES):
            handed |= {one.arg for one in ast.walk(function.args) if isinstance(one, ast.arg)} - {"self", "cls"}
        for given, secret in ((first, second), (second, first)):
            if secret not in self.kept or given in self.kept or secret in handed:
                continue
            stepwise = self.is_stepwise(left, right)
            if stepwise and not self.ends_early(node):
                if self.is_in_loop(node) and self.is_count_told(node) and given in handed:
                    return "how much of what is handed in is right is told"
                if self.is_in_loop(node) or not self.is_answer(node):
                    continue
                stepwise = False
            if given in handed:
                near = self.kept[secret] is function or secret in self.strong
                if near or stepwise or self.is_told(node):
                    return "what is handed in is compared with a secret so that the answer's time or text gives it away"
            elif stepwise:
                return "a secret is compared step by step, with an early end"
        if (
            first != second
            and {first, second} <= handed
            and isinstance(function, _SCOPES)
            and self.is_stepwise(left, right)
            and self.is_whole_check(function)
            and self.ends_early(node)
        ):
            return "two texts are compared step by step, with an early end"
        return ""

    def is_summed(self, node: ast.expr) -> bool:
        """Whether the outcome only goes into a sum over all characters."""
        for above in self.code.around(node):
            if isinstance(above, ast.AugAssign):
                return True
            if isinstance(above, ast.stmt):
                return False
        return False

    def is_count_told(self, node: ast.expr) -> bool:
        """Whether what it adds up to is put into a message."""
        choice = next((above for above in self.code.around(node) if isinstance(above, ast.If)), None)
        counts = {
            one.target.id
            for one in (choice.body if choice is not None else [])
            if isinstance(one, ast.AugAssign) and isinstance(one.target, ast.Name)
        }
        return bool(counts) and any(
            isinstance(one.value, ast.Name) and one.value.id in counts for one in self.code.of(ast.FormattedValue)
        )

    def is_replaced(self, node: ast.expr) -> bool:
        """Whether it chooses what becomes of each item of a list: `[new if one == old else one for one in items]`."""
        choice = next(self.code.around(node), None)
        return isinstance(choice, ast.IfExp) and isinstance(next(self.code.around(choice), None), ast.ListComp)

    def is_in_loop(self, node: ast.expr) -> bool:
        for above in self.code.around(node):
            if isinstance(above, _LOOPS | ast.ListComp | ast.SetComp):
                return True
            if isinstance(above, _SCOPES):
                return False
        return False

    def is_answer(self, node: ast.expr) -> bool:
        """Whether it is what is asked or returned, and not one of many things handed on."""
        for above in self.code.around(node):
            if isinstance(above, ast.Call) and plain_name(above.func) != "print":
                return False
            if isinstance(above, ast.stmt):
                return not isinstance(above, ast.Expr) or isinstance(above.value, ast.Call)
        return False

    def is_stepwise(self, left: ast.expr, right: ast.expr) -> bool:
        """Whether parts are compared: elements, slices, what a loop draws from them."""
        return all(
            isinstance(side, ast.Subscript) or plain_name(side) in self.parts or isinstance(side, ast.Call)
            for side in (left, right)
        )

    def ends_early(self, node: ast.expr) -> bool:
        inner: ast.AST = node
        for above in self.code.around(node):
            if isinstance(above, ast.While) and inner is above.test:
                return True
            if isinstance(above, ast.If):
                bodies = [*above.body, *above.orelse]
                return any(isinstance(one, ast.Return | ast.Break | ast.Raise) for one in bodies)
            if isinstance(above, ast.GeneratorExp):
                return True
            if isinstance(above, _SCOPES):
                return False
            inner = above
        return False

    def is_whole_check(self, function: Function) -> bool:
        """Whether a function's last word is True, or a comparison."""
        last = function.body[-1]
        value = last.value if isinstance(last, ast.Return) else None
        return any(
            (isinstance(one, ast.Constant) and one.value is True) or isinstance(one, ast.Compare)
            for one in (value.elts if isinstance(value, ast.Tuple) else [value])
        )

    def is_told(self, node: ast.expr) -> bool:
        """Whether nothing but the outcome is given: yes or no, or a message."""
        for above in self.code.around(node):
            if isinstance(above, ast.Return):
                return True
            if isinstance(above, ast.If):
                return all(
                    isinstance(one, ast.Return | ast.Raise | ast.If)
                    or (
                        isinstance(one, ast.Expr)
                        and isinstance(one.value, ast.Call)
                        and plain_name(one.value.func) == "print"
                    )
                    or (
                        isinstance(one, ast.Assign)
                        and isinstance(one.value, ast.Constant)
                        and isinstance(one.value.value, bool)
                    )
                    for one in [*above.body, *above.orelse]
                ) and any(
                    isinstance(one, ast.Constant) and (isinstance(one.value, bool | str)) for one in ast.walk(above)
                )
            if isinstance(above, ast.stmt):
                return False
        return False


def _per_character(code: PythonCode, flow: _Flow) -> Iterator[Hit]:
    """Loops over the characters of what is handed in whose work can be heard or timed."""
    sensed = [call for call in code.of(ast.Call) if _is_sensed(code, call)]
    loops = {above for call in sensed[:50] for above in code.around(call) if isinstance(above, ast.For | ast.While)}
    for loop in sorted(loops, key=lambda one: one.lineno):
        scope = flow.scope(loop)
        if not isinstance(scope, _SCOPES):
            continue
        handed = {one.arg for one in ast.walk(scope.args) if isinstance(one, ast.arg)} - {"self", "cls"}
        inside = within(code, loop)
        # a text's characters, and not any list's items: it is asked which kind of character each is
        drawn = {
            name.id
            for name in inside
            if isinstance(name, ast.Name) and flow.origin(flow.parts.get(name.id, "")) in handed
        }
        indexed = any(isinstance(one, ast.Subscript) and plain_name(one.value) in handed for one in inside)
        if not drawn and not indexed:
            continue
        senses = [one for one in inside if isinstance(one, ast.Call) and _is_sensed(code, one)]
        if not senses:
            continue
        for one in inside:
            tested = one.test if isinstance(one, ast.If | ast.IfExp) else None
            if (
                tested is not None
                and any(_is_about(part, drawn, handed) for part in within(code, tested))
                and any(sense in within(code, one) for sense in senses)
            ):
                yield Hit("what it does can be heard or timed for each character of what is handed in", code.span(loop))
                return
        for sense in senses:
            chosen = [part.test for part in within(code, sense) if isinstance(part, ast.IfExp)]
            if any(_is_about(part, drawn, handed) for test in chosen for part in ast.walk(test)):
                yield Hit("what it does can be heard or timed for each character of what is handed in", code.span(loop))
                return
            if any(
                isinstance(part, ast.Call)
                and plain_name(part.func) in ("ord", "int", "hash")
                and any(plain_name(name) in drawn for name in ast.walk(part))
                for argument in sense.args
                for part in ast.walk(argument)
            ):
                yield Hit("how long it takes depends on each character of what is handed in", code.span(loop))
                return


def _is_about(node: ast.AST, drawn: set[str], handed: set[str]) -> bool:
    """Asks what kind of character it is, or which."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr.startswith("is") and (
            plain_name(node.func.value) in drawn
            or (isinstance(node.func.value, ast.Subscript) and plain_name(node.func.value.value) in handed)
        )
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        return any(
            plain_name(side) in drawn or (isinstance(side, ast.Subscript) and plain_name(side.value) in handed)
            for side in sides
        )
    return False


def _is_sensed(code: PythonCode, call: ast.Call) -> bool:
    name = code.called(call.func).rpartition(".")[2]
    if name == "print":
        return any(
            isinstance(one, ast.Constant) and isinstance(one.value, str) and "\a" in one.value for one in call.args
        )
    return name in _SENSED


# Bash

_MOST_TEXT = 4_000
"""Letters of a loop that are searched."""
_COMPARED = re.compile(
    r"""["']?\$\{?#?(\w+)((?::[^}"]*|[%#,^][^}]*|\[[^\]}]*\])?)\}?["']?\s*(==|=|!=|-eq|-ne)\s*"""
    r"""["']?\$\{?#?(\w+)((?::[^}"]*|[%#,^][^}]*|\[[^\]}]*\])?)\}?"""
)
_COMPARED_WITH_TEXT = re.compile(
    r"""["']?\$\{?([1-9]|[A-Za-z_]\w*)\}?["']?\s*(?:==|=|!=)\s*["']?([\w@.-]{3,})["']?\s*\]"""
)
_ORDINARY = re.compile(r"|true|false|yes|no|on|off|\d{0,3}|[./~].*|-.*")
_HEARD = re.compile(r"\b(?:beep|sleep|usleep|play|aplay|speaker-test|tput\s+bel)\b|\\a|\\007|\bdo\s+:\s*;\s*done\b")


@rule.bash
def _in_bash(code: BashCode) -> Iterator[Hit]:
    whole = code.text(code.root)
    if "$" not in whole or not ("[" in whole or "test " in whole or "case" in whole or "${" in whole or "((" in whole):
        return
    handed, kept = _named(code)
    tests = [*code.of("test_command"), *(one for one in code.of("command") if code.text(one).startswith("test "))]
    for test in tests[:200]:
        for left, left_part, _, right, right_part in _COMPARED.findall(code.text(test)):
            if left == right:
                continue
            stepwise = ":" in left_part and ":" in right_part
            # the same element of two lists of parts
            stepwise = stepwise or (left_part[:1] == "[" and left_part == right_part and f"a {left}" in whole)
            known = (left in handed and right in kept) or (right in handed and left in kept)
            if known or (stepwise and _ends_early(code, test)):
                yield Hit(
                    "what is handed in is compared with a secret so that the answer's time or text gives it away",
                    code.span(test),
                )
                return
    yield from _named_then_secret(code, handed)
    yield from _known_then_secret(code)
    yield from _bit_by_bit(code, handed)
    for case in code.of("case_statement")[:50]:
        subject = code.text(case.children[1]).strip("\"'${}")
        for item in case.children:
            pattern = code.text(item).partition(")")[0] if item.type == "case_item" else ""
            name = re.fullmatch(r"\s*\"?\$\{?(\w+)\}?\"?\*?", pattern)
            if name and ((subject in handed and name[1] in kept) or (subject in kept and name[1] in handed)):
                yield Hit(
                    "what is handed in is compared with a secret so that the answer's time or text gives it away",
                    code.span(case),
                )
                return
    for loop in code.of("c_style_for_statement", "for_statement", "while_statement")[:50]:
        text = code.text(loop)
        drawn = re.findall(r"\b(\w{1,60})=[\"']?\$\{(\w{1,60}):[^}]{0,80}:1\}", text[:_MOST_TEXT])
        if not _HEARD.search(text):
            continue
        paced_by = re.search(r"\b(?:sleep|usleep|beep)\s[^\n;]{0,40}\$\{(\w+):[^}]*:1\}", text)
        if paced_by and paced_by[1] in handed:
            yield Hit("how long it takes depends on each character of what is handed in", code.span(loop))
            return
        for name, source in drawn:
            tested = re.search(rf"\[\[?[^\]]*\$\{{?{name}\b|case\s+[\"']?\$\{{?{name}\b|\(\([^)]*{name}\b", text)
            numbers = re.findall(rf"\b(\w{{1,60}})=\$\(+[^\n]{{0,200}}\$\{{?{name}\b", text[:_MOST_TEXT])
            paced = any(re.search(rf"(?:sleep|beep)[^\n;]*\$\{{?{number}\b", text) for number in numbers[:5])
            if source in handed and (tested or paced):
                yield Hit("what it does can be heard or timed for each character of what is handed in", code.span(loop))
                return


def _named_then_secret(code: BashCode, handed: set[str]) -> Iterator[Hit]:
    """Two things that are handed in are each compared with one text, one after the other, with a refusal for each."""
    refused: dict[tuple[int, str], str] = {}
    for choice in code.of("if_statement")[:100]:
        test, _, body = code.text(choice).partition("then")
        found = _COMPARED_WITH_TEXT.search(test)
        if not found or found[1] not in handed or _ORDINARY.fullmatch(found[2]) or "elif" in body or "&&" in test:
            continue
        said = re.search(
            r"(?:echo|printf)\s+([\"'][^\"'\n$]*[\"'])[;\s]*(?:return|exit)\s+[1-9]\s*[;\s]*(?:fi|\})", body
        )
        block = choice.parent
        if said is None or block is None:
            continue
        others = {(name, words) for (where, name), words in refused.items() if where == block.id}
        if any(name != found[1] and words != said[1] for name, words in others):
            yield Hit("it is told apart whether the name or the secret was wrong", code.span(choice))
            return
        refused[block.id, found[1]] = said[1]


def _known_then_secret(code: BashCode) -> Iterator[Hit]:
    """It is asked whether a table has the name, and then whether what it has is right, with a message for each."""
    for choice in code.of("if_statement")[:100]:
        parts = [choice, *(one for one in choice.children if one.type == "elif_clause")]
        tests = [code.text(part).partition("then") for part in parts]
        asked: dict[str, str] = {}
        for test, _, body in tests:
            said = re.match(r"\s*(?:echo|printf)\s+([\"'][^\"'\n$]*[\"'])", body)
            if said is None:
                continue
            if there := re.search(r"-[zv]\s+\"?(?:\$\{)?(\w+)\[\"?\$\{?\w+\}?\"?\]", test):
                asked[there[1]] = said[1]
            elif (
                (right := re.search(r"\$\{(\w+)\[\"?\$\{?\w+\}?\"?\]\}\"?\s*!=\s*\"?\$", test))
                and right[1] in asked
                and asked[right[1]] != said[1]
            ):
                yield Hit("it is told apart whether the name or the secret was wrong", code.span(choice))
                return


def _bit_by_bit(code: BashCode, handed: set[str]) -> Iterator[Hit]:
    """A loop over the bits of what is handed in, whose work can be heard or timed."""
    made = {
        name
        for one in code.of("variable_assignment")
        for name, _, value in [code.text(one).partition("=")]
        if handed & set(re.findall(r"\$\{?(\w+)", value[:200]))
    }
    loops = code.of("while_statement", "c_style_for_statement", "for_statement")[:50]
    for choice in code.of("if_statement")[:100] if made and loops else ():
        test, _, body = code.text(choice)[:_MOST_TEXT].partition("then")
        bit = re.search(r"\(\(\s*\$?(\w+)\s*(?:&|>>)\s*\w", test)
        if bit is None or bit[1] not in made or not _HEARD.search(body):
            continue
        if any(loop.start_byte < choice.start_byte < loop.end_byte for loop in loops):
            yield Hit("what it does can be heard or timed for each bit of what is handed in", code.span(choice))
            return


def _named(code: BashCode) -> tuple[set[str], set[str]]:
    """Which variables hold what is handed in, and which a text of the script's own, set once."""
    handed = set("123456789")
    kept: set[str] = set()
    times: dict[str, int] = {}
    for one in code.of("variable_assignment"):
        name, _, value = code.text(one).partition("=")
        times[name] = times.get(name, 0) + 1
        if re.fullmatch(r"[\"']?\$\{?[1-9@](?::?[-?][^}]*)?\}?[\"']?", value):
            handed.add(name)
        elif "$" not in value and "`" not in value and "(" not in value:
            if not _ORDINARY.fullmatch(value.strip("\"'")):
                kept.add(name)
        elif re.fullmatch(r"[\"']?\$\((?:cat|head -n ?1|<)\s+[^|;&]+\)[\"']?", value):
            kept.add(name)
    for one in code.of("command"):
        words = code.text(one).split()
        if words and words[0] == "read":
            prompt = False
            for word in words[1:]:
                if re.fullmatch(r"\w+", word) and not prompt:
                    handed.add(word)
                prompt = word in ("-p", "-t", "-n", "-u", "-d")
    return handed, {name for name in kept if times[name] == 1} - handed


def _ends_early(code: BashCode, test: tree_sitter.Node) -> bool:
    for above in code.around(test):
        if above.type in ("program", "function_definition"):
            return False
        if (
            above.type == "while_statement"
            and above.children[1].start_byte <= test.start_byte <= above.children[1].end_byte
        ):
            return True
        if above.type == "list" and re.search(r"\b(?:break|return|exit)\b", code.text(above)):
            return True
        if above.type == "if_statement":
            return bool(re.search(r"\b(?:break|return|exit)\b", code.text(above)))
    return False


rule.example(
    "python",
    "def opens(attempt):\n    kept = 'mild-herb-tea'\n    for number, letter in enumerate(attempt):\n"
    "        if letter != kept[number]:\n"
    "            return False\n    return True\n",
    Decision.WARN,
)
rule.example(
    "python",
    "def enter(name, word):\n    known = 'keeper'\n    phrase = 'mild-herb-tea'\n    if name != known:\n"
    "        return 'no such name'\n"
    "    if word != phrase:\n        return 'wrong word'\n    return 'welcome'\n",
    Decision.WARN,
)
rule.example(
    "python",
    "class Lock:\n    def __init__(self):\n        self.kept = 'mild-herb-tea'\n\n    def opens(self, attempt):\n"
    "        return attempt[-4:] == self.kept[-4:]\n",
    Decision.WARN,
)
rule.example(
    "python",
    "import time\n\ndef press(keys):\n    for key in keys:\n        if key.isdigit():\n"
    "            time.sleep(0.2)\n    return 'done'\n",
    Decision.WARN,
)
rule.example(
    "python",
    "import hmac\n\ndef opens(attempt):\n    kept = 'mild-herb-tea'\n    return hmac.compare_digest(attempt, kept)\n",
    Decision.ALLOW,
)
rule.example("python", "def speed(mode):\n    if mode == 'fast':\n        return 9\n    return 3\n", Decision.ALLOW)
rule.example(
    "python",
    "import time\n\ndef typed(text):\n    for letter in text:\n"
    "        print(letter, end='', flush=True)\n        time.sleep(0.05)\n",
    Decision.ALLOW,
)
rule.example(
    "python",
    "def same(one, other):\n    kept = 'mild-herb-tea'\n    differing = len(one) ^ len(kept)\n"
    "    for a, b in zip(one, kept):\n"
    "        differing |= a != b\n    return not differing\n",
    Decision.ALLOW,
    "every character is looked at, whatever the outcome",
)
rule.example(
    "python",
    "def same(one, other):\n    for a, b in zip(one, other):\n        if a != b:\n"
    "            return False\n    return True\n",
    Decision.WARN,
    "both are handed in: a whole function made to compare two texts step by step",
)
rule.example(
    "bash",
    'opens() {\n    local attempt=$1 kept="mild-herb-tea"\n    for ((i = 0; i < ${#attempt}; i++)); do\n'
    '        if [ "${attempt:$i:1}" != "${kept:$i:1}" ]; then return 1; fi\n    done\n}\n',
    Decision.WARN,
)
rule.example(
    "bash",
    'kept="mild-herb-tea"\nread -rs -p "Word: " attempt\n'
    'if [[ "$attempt" == "$kept" ]]; then echo welcome; else echo wrong; fi\n',
    Decision.WARN,
)
rule.example(
    "bash",
    'opens() {\n    local attempt=$1 kept="mild-herb-tea"\n    [ "${attempt: -4}" = "${kept: -4}" ]\n}\n',
    Decision.WARN,
)
rule.example("bash", 'if [ "$1" = "start" ]; then echo starting; fi\n', Decision.ALLOW)
rule.example(
    "bash",
    'opens() {\n    local kept="mild-herb-tea"\n'
    '    python3 -c "import hmac,sys; sys.exit(not hmac.compare_digest(*sys.argv[1:]))" "$1" "$kept"\n}\n',
    Decision.ALLOW,
)
rule.example("bash", 'if [ "$(git rev-parse HEAD)" != "$(cat .built)" ]; then make; fi\n', Decision.ALLOW)
rule.example(
    "bash",
    'word=$1\nfor ((i = 0; i < ${#word}; i++)); do\n    printf "%s" "${word:$i:1}"\n    sleep 0.05\ndone\n',
    Decision.ALLOW,
    "it takes the same time for every character",
)
rule.example(
    "bash",
    'strict=true\nif [ "$1" = "$strict" ]; then echo strictly; fi\n',
    Decision.ALLOW,
    "a switch is no secret",
)
rule.example(
    "python",
    "def enter(who, word):\n"
    "    words = {'ada': 'lovelace', 'alan': 'turing'}\n"
    "    if who not in words:\n"
    "        print('nobody is called so')\n"
    "        return False\n"
    "    if words[who] != word:\n"
    "        print('that is not the word')\n"
    "        return False\n"
    "    return True\n",
    Decision.WARN,
)
rule.example(
    "python",
    "def enter(who, word):\n"
    "    words = {'ada': 'lovelace', 'alan': 'turing'}\n"
    "    if who not in words or not matches(words[who], word):\n"
    "        print('no')\n"
    "        return False\n"
    "    return True\n",
    Decision.ALLOW,
    "one answer whatever was wrong",
)
rule.example(
    "python",
    "def guess(word):\n"
    "    hidden = 'quartz'\n"
    "    right = 0\n"
    "    for place in range(len(hidden)):\n"
    "        if word[place] == hidden[place]:\n"
    "            right += 1\n"
    "    print(f'{right} letters are right')\n",
    Decision.WARN,
    "how much of it is right is what a guesser needs",
)
rule.example(
    "bash",
    "open_door() {\n"
    '    if [ "$1" != "keeper" ]; then echo "nobody of that name"; return 1; fi\n'
    '    if [ "$2" != "sesame" ]; then echo "not the word"; return 1; fi\n'
    "}\n"
    'open_door "$1" "$2"\n',
    Decision.WARN,
)
rule.example(
    "bash",
    "guess=mild-herb\nkept=mild-herb-tea\nat=0\n"
    'while [ $at -lt ${#guess} ] && [ "${guess:$at:1}" = "${kept:$at:1}" ]; do\n    at=$((at + 1))\ndone\n',
    Decision.WARN,
)
rule.example(
    "bash",
    "declare -A kept=([keeper]=mild-herb-tea)\n"
    'if [[ -z ${kept[$1]} ]]; then\n    echo "no such name"\n'
    'elif [[ ${kept[$1]} != "$2" ]]; then\n    echo "wrong word"\nfi\n',
    Decision.WARN,
)
rule.example(
    "bash",
    "declare -A kept=([keeper]=mild-herb-tea)\n"
    'if [[ -z ${kept[$1]} ]]; then\n    echo "wrong"\nelif [[ ${kept[$1]} != "$2" ]]; then\n    echo "wrong"\nfi\n',
    Decision.ALLOW,
    "one answer whatever was wrong",
)
rule.example(
    "bash",
    "show() {\n    local word=$1\n    local code=$(printf '%d' \"'$word\")\n    while (( code > 0 )); do\n"
    "        if (( code & 1 )); then\n            sleep 0.2\n        fi\n        (( code >>= 1 ))\n    done\n}\n"
    'show "$1"\n',
    Decision.WARN,
)
rule.example(
    "python",
    "class Lock:\n    def __init__(self, kept):\n        self.kept = kept\n\n    def opens(self, attempt):\n"
    "        right = sum(1 for one, other in zip(attempt, self.kept) if one == other)\n"
    "        print(f'{right} are right')\n        return right == len(self.kept)\n",
    Decision.WARN,
)
rule.example(
    "python",
    "def score(found, wanted):\n    right = sum(1 for one, other in zip(found, wanted) if one == other)\n"
    "    print(f'{right} are right')\n    return right / len(wanted)\n",
    Decision.ALLOW,
    "a share of what is right in a list",
)
rule.example(
    "bash",
    "knock() {\n"
    "    local word=$1\n"
    '    for (( at=0; at<${#word}; at++ )); do sleep "0.${word:$at:1}"; done\n'
    "}\n"
    'knock "$1"\n',
    Decision.WARN,
)
