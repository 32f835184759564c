"""What others should not guess is drawn from a generator whose numbers can be computed.

`random` starts from a seed: who knows or guesses it (a constant, the time, a process id, an account's number) gets the
same key. Seen are a seed set right where a value is drawn and given out, keys and tokens spelled from an alphabet or
written in hex by `random`, hand-made generators, and `RANDOM` in Bash.

Not meant: one seed for a whole experiment, shuffles and samples of data, simulations, jitter, `secrets`, `os.urandom`,
`random.SystemRandom`.

CWE-335, CWE-337 (predictable seed), CWE-330, CWE-338 (weak generator).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from redblue.blue.code.bash.syntax import BashCode
from redblue.blue.code.python.names import last_name, scope_of
from redblue.blue.code.python.syntax import Function, PythonCode, inside
from redblue.blue.code.python.within import within
from redblue.blue.rule import Hit, Rule
from redblue.core.verdict import Decision

rule = Rule(
    id="predictable-randomness",
    decision=Decision.WARN,
    category="weak-code",
    instead="Draw keys, tokens and passwords with the secrets module; in Bash with openssl rand or /dev/urandom.",
    cwe="CWE-330",
    scenarios=(19,),
)
_MODULES = {"random", "numpy.random"}
_GENERATORS = {"random.Random", "numpy.random.RandomState", "numpy.random.default_rng"}
_SEEDERS = {"random.seed", "numpy.random.seed"}
_DRAWS = {
    "random", "randint", "randrange", "choice", "choices", "sample", "uniform", "getrandbits", "randbytes", "gauss",
    "normalvariate", "lognormvariate", "vonmisesvariate", "expovariate", "betavariate", "gammavariate", "triangular",
    "paretovariate", "weibullvariate", "binomialvariate", "shuffle", "rand", "randn", "integers", "bytes", "normal",
    "random_sample", "ranf", "standard_normal", "random_integers", "permutation", "poisson", "binomial", "exponential",
    "beta", "gamma", "lognormal", "vonmises", "bit_generator",
}  # fmt: skip
_ARRAYS = {"rand", "randn", "normal", "standard_normal", "permutation", "random_sample", "uniform", "integers"}
_TEXTS = {"hex", "hexdigest", "b64encode", "urlsafe_b64encode", "hexlify", "b32encode", "UUID", "format", "to_bytes"}


@rule.python
def in_python(code: PythonCode) -> Iterable[Hit]:
    if code.of(ast.Mod, ast.BitXor) and not _has_secure_source(code):
        yield from _hand_made(code)
    if code.of(ast.While, ast.For):
        yield from _chained(code)
    imports = {full.partition(".")[0] for full in code.names.values()}
    if not imports & {"random", "numpy"}:
        return
    generators = _Generators(code)
    if not generators.draws:
        return
    seen: set[int] = set()
    for scope in [code.tree, *code.functions][:_MOST_DRAWS]:
        for hit in _seeded_here(code, scope, generators):
            seen.add(hit.span.line)
            yield hit
            break
    for draw, name in [*generators.draws.items()][:_MOST_DRAWS]:
        if _is_key_of_default_seed(code, draw, generators.own.get(name)):
            yield Hit("a key is drawn from a generator whose seed is a constant if none is handed in", code.span(draw))
            return
    for draw in [*generators.draws][:_MOST_DRAWS]:
        text = _spelled(code, draw, generators)
        if text is not None and code.span(draw).line not in seen:
            yield Hit("a key or token is spelled by a generator whose numbers can be computed", code.span(text))
            return


class _Generators:
    """Which calls seed and which draw, and from what."""

    def __init__(self, code: PythonCode) -> None:
        self.code = code
        self.own: dict[str, ast.Call] = {}
        named: list[ast.Assign | ast.NamedExpr] = [*code.of(ast.Assign), *code.of(ast.NamedExpr)]
        for one in named:
            if isinstance(one.value, ast.Call) and code.called(one.value.func) in _GENERATORS:
                for target in one.targets if isinstance(one, ast.Assign) else [one.target]:
                    self.own[last_name(target)] = one.value
        self.seeds: list[tuple[ast.Call, str]] = []
        self.draws: dict[ast.Call, str] = {}
        """Each with the generator's name, "" for the module's own."""
        self.bound: set[str] = set()
        """Names of drawing methods: `draw = generator.getrandbits`."""
        managers = {one.name for one in code.functions if any(self._is_module(n) for n in self._given(one))}
        for entered in code.of(ast.withitem):
            made = entered.context_expr
            if isinstance(made, ast.Call) and last_name(made.func) in managers and entered.optional_vars:
                self.own[last_name(entered.optional_vars)] = made
        for given in code.of(ast.Assign):
            if isinstance(given.value, ast.Attribute) and self.generator_of(given.value) is not None:
                self.bound.add(last_name(given.targets[0]))
        seeding = {
            above.name
            for call in code.of(ast.Call)
            if code.called(call.func) in _SEEDERS
            for above in [next((one for one in code.around(call) if isinstance(one, Function)), None)]
            if above is not None
        }
        for call in code.of(ast.Call):
            name = code.called(call.func)
            if name in _SEEDERS or (isinstance(call.func, ast.Name) and name in seeding and call.args):
                self.seeds.append((call, ""))
            elif (
                isinstance(call.func, ast.Attribute)
                and call.func.attr == "seed"
                and last_name(call.func.value) in self.own
            ):
                self.seeds.append((call, last_name(call.func.value)))
            elif (generator := self.generator_of(call.func)) is not None:
                self.draws[call] = generator
            elif (isinstance(call.func, ast.Name) and call.func.id in self.bound) or any(
                last_name(one) in self.bound for one in call.args if isinstance(one, ast.Name)
            ):
                self.draws[call] = ""

    def fixed(self) -> Iterator[tuple[ast.Call, str, bool]]:
        """The seeds, and whether each is a constant."""
        for call, name in self.seeds:
            yield call, name, _is_constant(self.code, call.args[0] if call.args else None)

    def _is_module(self, node: ast.expr) -> bool:
        return self.code.called(node) in _MODULES

    def _given(self, function: Function) -> Iterator[ast.expr]:
        for node in inside(function):
            if isinstance(node, ast.Yield) and node.value is not None:
                yield node.value

    def generator_of(self, function: ast.expr) -> str | None:
        """Which generator a method draws from; None where it is none."""
        if isinstance(function, ast.Attribute) and function.attr in _DRAWS:
            name = self.code.called(function)
            if name.rpartition(".")[0] in _MODULES:
                return ""
            if isinstance(function.value, ast.Call) and self.code.called(function.value.func) in _GENERATORS:
                return "()"
            if (own := last_name(function.value)) in self.own:
                return own
        if isinstance(function, ast.Name) and function.id in self.code.names:
            module, _, name = self.code.names[function.id].rpartition(".")
            if module in _MODULES and name in _DRAWS:
                return ""
        return None


def _has_secure_source(code: PythonCode) -> bool:
    full = {*code.names.values()}
    return bool(full & {"secrets", "os.urandom", "random.SystemRandom", "uuid.uuid4"}) or any(
        one.attr in ("urandom", "SystemRandom") for one in code.of(ast.Attribute)
    )


def _seeded_here(code: PythonCode, scope: ast.AST, generators: _Generators) -> Iterator[Hit]:
    """A seed and, in the same function, a value drawn after it that is given out."""
    seeds = [(call, name) for call, name in generators.seeds if scope_of(code, call) is scope]
    local = {draw: name for draw, name in generators.draws.items() if scope_of(code, draw) is scope}
    for own, made in generators.own.items():
        # a generator of its own: ordinary where the caller hands its seed in
        if made.args and scope_of(code, made) is scope and not isinstance(scope, ast.Module):
            seeds.append((made, own))
    for seed, name in seeds[:_MOST_DRAWS]:
        fixed = bool(seed.args) and isinstance(seed.args[0], ast.Constant) and seed.args[0].value is not None
        if isinstance(scope, ast.Module) and (fixed or _is_constant(code, seed.args[0] if seed.args else None)):
            continue
        for draw, other in [*local.items()][:_MOST_DRAWS]:
            if other == name and _is_one_value(code, draw) and _is_given_out(code, draw, scope):
                yield Hit(
                    "a generator is seeded and the value drawn from it is given out: whoever knows the seed has it too",
                    code.span(draw),
                    steps=(ast.unparse(seed)[:80],),
                )
                return


def _is_key_of_default_seed(code: PythonCode, draw: ast.Call, made: ast.Call | None) -> bool:
    """Bits or bytes that one method gives out, of a generator that another has made of `seed=7`."""
    if made is None or not made.args or last_name(draw.func) not in ("getrandbits", "randbytes"):
        return False
    maker, scope = scope_of(code, made), scope_of(code, draw)
    if (
        not isinstance(maker, Function)
        or maker is scope
        or next(code.around(maker)) is not next(code.around(scope), None)
    ):
        return False
    taken = maker.args.args[len(maker.args.args) - len(maker.args.defaults) :]
    defaults = {one.arg: value for one, value in zip(taken, maker.args.defaults, strict=True)}
    seed = defaults.get(last_name(made.args[0]))
    return isinstance(seed, ast.Constant) and seed.value is not None and _is_given_out(code, draw, scope)


def _value_of(code: PythonCode, node: ast.expr, scope: ast.AST) -> ast.expr:
    """What a name was given in the same function; else the expression itself."""
    if isinstance(node, ast.Name):
        for one in code.of(ast.Assign):
            if node.id in map(last_name, one.targets) and scope_of(code, one) is scope:
                return one.value
    return node


def _is_constant(code: PythonCode, node: ast.expr | None) -> bool:
    if isinstance(node, ast.Name):
        values = [one.value for one in code.of(ast.Assign) if node.id in map(last_name, one.targets)]
        return bool(values) and all(isinstance(one, ast.Constant) and one.value is not None for one in values)
    return isinstance(node, ast.Constant) and node.value is not None


def _is_one_value(code: PythonCode, draw: ast.Call) -> bool:
    """Whether it draws one value or key, not an array, a shuffle or sample of data handed in."""
    name = last_name(draw.func)
    if any(one.arg == "size" for one in draw.keywords):
        return False
    if (
        "numpy" in code.called(draw.func)
        and name in _ARRAYS
        and len(draw.args) != 0
        and name not in ("uniform", "normal")
    ):
        return False
    if "numpy" in code.called(draw.func) and len(draw.args) >= 3:
        return False
    if name == "shuffle":
        return bool(draw.args) and _is_made_here(code, draw, draw.args[0])
    if name == "choice" and isinstance(draw.func, ast.Attribute) and not code.called(draw.func).startswith("random."):
        return bool(draw.args) and _is_made_here(code, draw, draw.args[0])
    if name in ("sample", "choices"):
        return bool(draw.args) and _is_made_here(code, draw, draw.args[0])
    return True


def _is_made_here(code: PythonCode, draw: ast.Call, node: ast.expr, depth: int = 4) -> bool:
    """A population that is written out: a literal, an alphabet, a range of numbers."""
    if not depth:
        return False
    if isinstance(node, ast.Name):
        scope = scope_of(code, draw)
        values = [
            one.value
            for one in code.of(ast.Assign)
            if node.id in map(last_name, one.targets) and scope_of(code, one) in (scope, code.tree)
        ]
        return bool(values) and all(_is_made_here(code, draw, one, depth - 1) for one in values)
    if isinstance(node, ast.Call) and last_name(node.func) in ("range", "list", "tuple"):
        return all(_is_made_here(code, draw, one, depth) for one in node.args)
    if isinstance(node, ast.BinOp):
        return all(_is_made_here(code, draw, one, depth - 1) for one in (node.left, node.right))
    if isinstance(node, ast.List | ast.Tuple):
        return all(isinstance(one, ast.Constant) for one in node.elts)
    return isinstance(node, ast.Constant) or code.called(node).startswith("string.")


def _is_given_out(code: PythonCode, draw: ast.Call, scope: ast.AST) -> bool:
    """Whether the value is returned, printed or stored: itself, or under a name that is."""
    names: set[str] = set()
    if last_name(draw.func) == "shuffle":
        names = {last_name(draw.args[0])}
    elif _leaves(code, draw, names):
        return True
    for _ in range(3):
        if not names:
            return False
        more: set[str] = set()
        for node in code.of(ast.Name):
            is_use = node.id in names and isinstance(node.ctx, ast.Load) and scope_of(code, node) is scope
            if is_use and _leaves(code, node, more):
                return True
        names = more - names
    return False


_OUT = {
    "print",
    "write",
    "append",
    "info",
    "warning",
    "debug",
    "write_text",
    "write_bytes",
    "add",
    "dumps",
    "dump",
    "put",
    "send",
    "sendall",
    "insert",
    "setdefault",
    "update",
    "error",
    "echo",
}


def _leaves(code: PythonCode, node: ast.AST, names: set[str]) -> bool:
    """Whether it is given out where it stands; else `names` gets what it is called from there on."""
    for above in code.around(node):
        if isinstance(above, ast.Return | ast.Yield):
            return True
        if isinstance(above, ast.Call) and last_name(above.func) in _OUT:
            return not (last_name(above.func) in ("append", "add", "insert") and _is_local(code, above, names))
        if isinstance(above, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
            targets = above.targets if isinstance(above, ast.Assign) else [above.target]
            for target in targets:
                if isinstance(target, ast.Attribute | ast.Subscript):
                    return True
                names.update(one.id for one in ast.walk(target) if isinstance(one, ast.Name))
            if not isinstance(above, ast.NamedExpr):
                return False
        if isinstance(above, ast.stmt):
            return isinstance(above, ast.Assert) is False and isinstance(above, ast.Raise)
    return False


def _is_local(code: PythonCode, call: ast.Call, names: set[str]) -> bool:
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        names.add(call.func.value.id)
        return True
    return False


def _spelled(code: PythonCode, draw: ast.Call, generators: _Generators) -> ast.AST | None:
    """The expression that makes a key or token of what is drawn: joined without anything between, or written in hex."""
    name = last_name(draw.func)
    own = generators.own.get(generators.draws[draw])
    source: ast.AST = draw
    inner: ast.AST = draw
    if name == "shuffle":
        if not (draw.args and isinstance(draw.args[0], ast.Name) and _is_made_here(code, draw, draw.args[0])):
            return None
        shuffled = draw.args[0].id
        source = next((one for one in code.of(ast.Name) if one.id == shuffled and one.lineno > draw.lineno), draw)
    reseeded = any(one == generators.draws[draw] and not fixed for _, one, fixed in generators.fixed())
    if isinstance(own, ast.Call) and _is_constant(code, own.args[0] if own.args else None) and not reseeded:
        # one seed for everything: an experiment
        return None
    if "numpy" in code.called(draw.func):
        return None
    for above in code.around(source):
        if isinstance(above, ast.Call):
            called = above.func
            if isinstance(called, ast.Attribute) and called.attr == "join":
                empty = isinstance(called.value, ast.Constant) and called.value.value in ("", b"")
                return above if empty and _is_spelling(code, draw, above) else None
            if last_name(called) in _TEXTS and name in ("getrandbits", "randbytes") and _is_long(draw):
                return above
            if last_name(called) == "reduce" and _is_text(above):
                return above
        if isinstance(above, ast.Attribute) and above.attr == "hex" and name == "randbytes" and _is_long(draw):
            return above
        if isinstance(above, ast.FormattedValue) and above.format_spec is not None and name == "getrandbits":
            return above if _is_long(draw) else None
        if isinstance(above, ast.AugAssign) and isinstance(above.op, ast.Add) and name in ("choice", "choices"):
            return (
                above
                if _is_alphabet(code, draw, draw.args[0] if draw.args else None) and _grows_text(code, above)
                else None
            )
        if isinstance(above, ast.BinOp) and isinstance(above.op, ast.Mod) and name == "getrandbits" and _is_long(draw):
            return above
        if isinstance(above, ast.stmt):
            return _joined_later(code, above, draw)
        inner = above
    del inner
    return None


def _joined_later(code: PythonCode, statement: ast.stmt, draw: ast.Call) -> ast.AST | None:
    """`digits = [... draw ...]` or `digits.append(draw)`, and afterwards `"".join(digits)`."""
    name = ""
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        name = last_name(statement.targets[0])
    elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        name = last_name(getattr(statement.value.func, "value", statement))
    if not name:
        return None
    for call in code.of(ast.Call):
        between = call.func.value if isinstance(call.func, ast.Attribute) and call.func.attr == "join" else None
        if isinstance(between, ast.Constant) and between.value == "" and name in map(last_name, call.args):
            return call if _is_spelling(code, draw, call) else None
        if last_name(call.func) in ("b64encode", "urlsafe_b64encode", "hexlify") and last_name(draw.func) in (
            "randbytes",
            "map",
            "",
        ):
            return call
    if last_name(draw.func) not in _DRAWS and any(
        last_name(one.func) in ("urlsafe_b64encode", "b64encode") for one in code.of(ast.Call)
    ):
        return draw
    return None


def _is_spelling(code: PythonCode, draw: ast.Call, joined: ast.Call) -> bool:
    """Whether letters are joined, not words: from an alphabet, or numbers written out."""
    name = last_name(draw.func)
    if name in ("choice", "choices", "sample", "shuffle"):
        return _is_alphabet(code, draw, draw.args[0] if draw.args else None)
    return name in ("randint", "randrange", "getrandbits", "random", "randbytes")


def _is_alphabet(code: PythonCode, draw: ast.Call, node: ast.expr | None, depth: int = 6) -> bool:
    if node is None or not depth:
        return False
    if isinstance(node, ast.Constant):
        return (
            isinstance(node.value, str | bytes)
            and len(node.value) >= 8
            and (
                (text := node.value if isinstance(node.value, str) else node.value.decode("latin-1")) != ""
                and " " not in text
            )
        )
    if isinstance(node, ast.BinOp):
        return _is_alphabet(code, draw, node.left, depth - 1) or _is_alphabet(code, draw, node.right, depth - 1)
    if isinstance(node, ast.Call) and node.args:
        return _is_alphabet(code, draw, node.args[0], depth - 1)
    if code.called(node).startswith("string."):
        return True
    name = last_name(node)
    values = [one.value for one in code.of(ast.Assign) if name and name in map(last_name, one.targets)]
    return any(_is_alphabet(code, draw, one, depth - 1) for one in values)


def _grows_text(code: PythonCode, statement: ast.AugAssign) -> bool:
    name = last_name(statement.target)
    return any(
        isinstance(one.value, ast.Constant) and one.value.value == "" and name in map(last_name, one.targets)
        for one in code.of(ast.Assign)
    )


def _is_long(draw: ast.Call) -> bool:
    """At least 64 bits, as far as can be seen."""
    if not draw.args or not isinstance(draw.args[0], ast.Constant) or not isinstance(draw.args[0].value, int):
        return True
    return draw.args[0].value >= (8 if last_name(draw.func) == "randbytes" else 64)


def _is_text(call: ast.Call) -> bool:
    return len(call.args) == 3 and isinstance(call.args[2], ast.Constant) and call.args[2].value == ""


def _hand_made(code: PythonCode) -> Iterator[Hit]:
    """A generator of one's own: x = (x * a + c) % m, or three shifts mixed into one number."""
    for one in code.of(ast.Assign):
        target = last_name(one.targets[0])
        if target and isinstance(one.value, ast.BinOp) and isinstance(one.value.op, ast.Mod | ast.BitAnd):
            mixed = one.value.left
            if isinstance(mixed, ast.BinOp) and isinstance(mixed.op, ast.Add):
                product = mixed.left if isinstance(mixed.left, ast.BinOp) else mixed.right
                added = mixed.right if product is mixed.left else mixed.left
                if (
                    isinstance(product, ast.BinOp)
                    and isinstance(product.op, ast.Mult)
                    and isinstance(added, ast.Constant)
                ):
                    factors = [product.left, product.right]
                    if target in map(last_name, factors) and any(
                        isinstance(factor, ast.Constant) and isinstance(factor.value, int) and factor.value > 1000
                        for factor in factors
                    ):
                        yield Hit(
                            "numbers are drawn from a hand-made generator that anybody can repeat", code.span(one)
                        )
                        return
    shifts: dict[str, set[type[ast.operator]]] = {}
    for mixing in code.of(ast.AugAssign):
        name = last_name(mixing.target)
        if isinstance(mixing.op, ast.BitXor):
            shifts.setdefault(name, set()).update(
                type(part.op)
                for part in ast.walk(mixing.value)
                if isinstance(part, ast.BinOp) and isinstance(part.op, ast.LShift | ast.RShift)
                if last_name(part.left) == name and isinstance(part.right, ast.Constant)
            )
            if len(shifts[name]) == 2:
                yield Hit("numbers are drawn from a hand-made generator that anybody can repeat", code.span(mixing))
                return


def _chained(code: PythonCode) -> Iterator[Hit]:
    """A key of hashes of hashes, where nothing unknown goes in."""
    loops: list[ast.While | ast.For] = [*code.of(ast.While), *code.of(ast.For)]
    if not any(full.partition(".")[0] == "hashlib" for full in code.names.values()):
        return
    for loop in loops:
        inner = [one for statement in loop.body for one in within(code, statement)]
        for one in inner:
            if not (isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name)):
                continue
            name = one.targets[0].id
            calls = [each for each in ast.walk(one.value) if isinstance(each, ast.Call)]
            if not any(code.called(each.func).startswith("hashlib.") for each in calls):
                continue
            fed = any(isinstance(each, ast.Name) and each.id == name for each in ast.walk(one.value))
            cut = any(
                isinstance(each, ast.Subscript) and last_name(each.value) == name and isinstance(each.slice, ast.Slice)
                for each in inner
            )
            if fed and cut and not _has_secure_source(code):
                yield Hit("a key is made of hashes of hashes of what is not secret", code.span(one))
                return


_SECURE = re.compile(r"/dev/u?random|\bopenssl\s+rand\b|\bSRANDOM\b|\buuidgen\b|getrandom|gpg\s+--gen-random")
_HASHED_AGAIN = re.compile(r"\b(\w{1,40})=\$\([^)\n]{0,80}\$\{?\1\b[^)\n]{0,80}sum\b[\s\S]{0,200}?\$\{\1:\d*:\d+\}")
_SEEDED = re.compile(r"(?:^|[\s;(])RANDOM=\S")
_FROM_SEED = re.compile(r"--random-source=(?!/dev/u?random)(?:<\(|\S)")
_DRAWN = re.compile(r"\brand\b")
_MOST_TEXT = 10_000
"""Characters of Bash and, of Python, draws that are looked at: enough for a block, and bounded."""
_MOST_DRAWS = 12
_LETTERS = re.compile(
    r"\$\{\w+:\s*(?:\$\(\(\s*)?\$?\{?RANDOM\b|\[\s*\$?\{?RANDOM\b[^\]]*\]|%0?2?x['\"]?\s+[\"']?\$\(*\s*\{?RANDOM"
)
_DIGEST = re.compile(
    r"RANDOM\b[^\n|]{0,100}\|\s*(?:md5sum|sha\d+sum|openssl|base64|cksum)|date\s+\+%\w+\)?\"?\s*\|\s*(?:md5|sha\d+)sum"
)
_HAND_MADE = re.compile(
    r"\b(\w{1,40})\s*=\s*\$?\({0,4}\s*\(?\$?\{?\1\}?\s*\*\s*\d{4,20}\s*\+\s*\d{1,20}\){0,4}\s*(?:%|&)"
    r"|\b(\w{1,40})\s*\^=\s*\2\s*<<[^;\n]{0,80}?\2\s*\^=\s*\2\s*>>"
)
_KEYED = re.compile(r"openssl\s+enc\b[^|]{0,100}-K\s+\S{0,60}?\$\(\s*printf\s+['\"]?%0\d+[dx]")


@rule.bash
def in_bash(code: BashCode) -> Iterable[Hit]:
    whole = code.text(code.root)[:_MOST_TEXT]
    if not any(word in whole for word in ("RANDOM", "rand", "random-source", "*", "^=", "date", "-K", "sum")):
        return
    if _SECURE.search(whole):
        return
    uses = len(re.findall(r"\bRANDOM\b", whole))
    if _SEEDED.search(whole) and uses >= 2:
        yield Hit("RANDOM is seeded and the values drawn from it are used", _place(code, "RANDOM"))
    elif _LETTERS.search(whole) and _in_loop(code, "RANDOM"):
        yield Hit("a key or token is spelled with RANDOM, whose numbers can be computed", _place(code, "RANDOM"))
    elif _DIGEST.search(whole):
        yield Hit("a key is made of RANDOM or the time, which can be guessed", code.span(code.root))
    elif _FROM_SEED.search(whole):
        yield Hit("values are drawn from a source of randomness that anybody can repeat", _place(code, "random-source"))
    elif "srand" in whole and _DRAWN.search(whole, whole.index("srand") + 5) and ("awk" in whole or "perl" in whole):
        yield Hit("a generator is seeded and the values drawn from it are used", _place(code, "srand"))
    elif "sum" in whole and _in_loop(code, "sum") and _HASHED_AGAIN.search(whole):
        yield Hit("a key is made of hashes of hashes of what is not secret", code.span(code.root))
    elif _HAND_MADE.search(whole) or _KEYED.search(whole):
        yield Hit("numbers are drawn from a hand-made generator that anybody can repeat", code.span(code.root))


def _in_loop(code: BashCode, word: str) -> bool:
    return any(
        word in code.text(node)[:_MOST_TEXT]
        for node in code.of("for_statement", "c_style_for_statement", "while_statement")
    )


def _place(code: BashCode, word: str):  # type: ignore[no-untyped-def]
    node = next(
        (one for one in code.of("command", "variable_assignment", "raw_string") if word in code.text(one)), code.root
    )
    return code.span(node)


rule.example(
    "python",
    """\
import random

def ticket():
    random.seed(7)
    number = random.randint(1000, 9999)
    return number

print(ticket())
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
import random
import string

def token(length=20):
    return "".join(random.choice(string.ascii_letters + string.digits) for _ in range(length))
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
import os
import random

def number():
    source = random.Random(os.getpid())
    value = source.random()
    print(value)

number()
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
import random

random.seed(42)
data = [random.gauss(0, 1) for _ in range(100)]
print(sum(data) / len(data))
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
import secrets

print(secrets.token_urlsafe(32))
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
import random
import time

def wait(attempt):
    time.sleep(2**attempt + random.random())
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
import random

def split(rows, seed):
    rows = list(rows)
    random.Random(seed).shuffle(rows)
    return rows[:80], rows[80:]
""",
    Decision.ALLOW,
    "a sample of data that must be the same again",
)
rule.example(
    "python",
    """\
import random

WORDS = ["red", "blue", "green"]
print(" ".join(random.choice(WORDS) for _ in range(5)))
""",
    Decision.ALLOW,
    "words of a sample text, no key",
)
rule.example(
    "bash",
    """\
RANDOM=42
key=$RANDOM$RANDOM
echo "$key"
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
letters=abcdefghijklmnopqrstuvwxyz
for _ in {1..16}; do
    word+=${letters:RANDOM % 26:1}
done
echo "$word"
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
awk 'BEGIN { srand(5); for (i = 0; i < 8; i++) printf "%x", int(rand() * 16) }'
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
openssl rand -hex 16
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
sleep $((RANDOM % 10))
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
shuf -n 1 names.txt
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
port=$((RANDOM % 1000 + 20000))
python3 -m http.server "$port"
""",
    Decision.ALLOW,
    "a free port needs no secrecy",
)
rule.example(
    "python",
    "import random\n\nclass Mint:\n    def __init__(self, seed=3):\n        self.drawn = random.Random(seed)\n\n"
    "    def key(self):\n        return self.drawn.getrandbits(96)\n",
    Decision.WARN,
)
rule.example(
    "python",
    "import random\n\nclass Dice:\n    def __init__(self, seed=3):\n        self.drawn = random.Random(seed)\n\n"
    "    def throw(self):\n        return self.drawn.randint(1, 6)\n",
    Decision.ALLOW,
    "a game that can be played again",
)
rule.example(
    "bash",
    """\
tr -dc a-z0-9 < /dev/urandom | head -c 20
""",
    Decision.ALLOW,
    "letters too, but from the system's source",
)
