"""A password is stored after a plain hash or a mere encoding: without a salt, or with one that can be guessed.

A fast hash of a password alone is looked up in a table, and equal passwords get equal hashes. A salt that is a
constant, a counter, the user's name, the time or one of few numbers does not help. Base64, ROT13 and the like hide
nothing. Seen is a text (a parameter, or a line that was typed or read and stripped) that is hashed whole and then
given out, with the name it belongs to where it is only encoded.

Not meant: checksums of files and bytes, digests that name a cache entry or are cut short, digests of several parts,
`bcrypt`, `argon2`, `scrypt` and `pbkdf2_hmac` with a random salt.

CWE-759 (no salt), CWE-760 (predictable salt), CWE-916 (too little effort).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import tree_sitter

from redblue.blue.code.bash.syntax import BashCode
from redblue.blue.code.python.syntax import Function, PythonCode
from redblue.blue.rule import Hit, Rule
from redblue.core.verdict import Decision

rule = Rule(
    id="password-hash-without-salt",
    decision=Decision.WARN,
    category="weak-code",
    instead="Use hashlib.scrypt or argon2 with a salt from os.urandom for each password; in Bash mkpasswd -m yescrypt.",
    cwe="CWE-759",
    scenarios=(20,),
)
_HASHES = {
    "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b",
    "blake2s", "shake_128", "shake_256", "new",
}  # fmt: skip
_DERIVE = {"hashlib.pbkdf2_hmac": 1, "hashlib.scrypt": 0, "crypt.crypt": 0}
"""Where the password stands; the salt follows."""
_CHECKSUMS = {"zlib.crc32", "zlib.adler32", "binascii.crc32", "hash"}
_ENCODERS = {
    "b64encode",
    "urlsafe_b64encode",
    "standard_b64encode",
    "b32encode",
    "b16encode",
    "b85encode",
    "a85encode",
    "hexlify",
    "encodebytes",
    "b2a_base64",
    "b2a_hex",
    "compress",
}
_RANDOM = {
    "urandom",
    "token_bytes",
    "token_hex",
    "token_urlsafe",
    "gensalt",
    "uuid4",
    "SystemRandom",
    "getrandom",
    "randbits",
}
_GUESSED = {
    "time", "time_ns", "getpid", "now", "utcnow", "uuid1", "getnode", "getuser", "today", "len", "perf_counter", "sum",
    "id", "gethostname", "getlogin", "ctime", "monotonic", "range", "min", "max", "abs", "round",
}  # fmt: skip
_READERS = {"input", "getpass", "read", "readline", "read_text", "read_bytes"}
_PLAIN = {
    "str",
    "bytes",
    "encode",
    "decode",
    "format",
    "join",
    "lower",
    "upper",
    "strip",
    "rstrip",
    "lstrip",
    "int",
    "hex",
    "bytearray",
    "repr",
    "reversed",
    "list",
    "title",
    "capitalize",
    "swapcase",
    "digest",
    "hexdigest",
    "to_bytes",
    "ord",
    "chr",
    "zfill",
    "ljust",
    "rjust",
    "isoformat",
    "strftime",
    "timestamp",
    "sorted",
    "split",
    "map",
    "to_thread",
}


_MOST_TEXT = 10_000
_MOST_NODES = 300
_MOST_HASHES = 8
"""What is looked at, of characters and commands in Bash and hashes in Python: enough for a block, and bounded."""


class Made(NamedTuple):
    """What a hashed expression is made of."""

    parameters: frozenset[str]
    typed: bool
    """A line that somebody typed, or that was read and stripped."""
    salted: bool
    """Something random, or nothing that can be told."""
    others: bool
    """Constants, counters, the time: no salt."""


@rule.python
def in_python(code: PythonCode) -> Iterable[Hit]:
    if not code.of(ast.Call) or not (code.functions or code.names):
        return
    spent: set[ast.AST] = set()
    looked = 0
    for node in [*code.of(ast.Call), *code.of(ast.Subscript), *code.of(ast.ListComp), *code.of(ast.GeneratorExp)]:
        parts = _hashed(code, node)
        scope = _scope(code, node)
        if parts is not None:
            looked += 1
            if looked > _MOST_HASHES:
                return
            kind, expressions = parts
            made = _made(code, expressions, scope)
            if scope not in spent and _is_weak(code, node, expressions, made, scope, kind):
                spent.add(scope)
                yield Hit("a text that was handed in is hashed fast and without a salt of its own", code.span(node))
        elif isinstance(scope, Function) and scope not in spent and (source := _encoded(code, node)) is not None:
            made = _made(code, [source], scope)
            owners = {one.arg for one in scope.args.args} - made.parameters - {"self"}
            if len(made.parameters) == 1 and not made.salted and owners and _is_stored_for(code, node, owners, scope):
                spent.add(scope)
                yield Hit("a text is only encoded and then stored for somebody", code.span(node))


def _last(node: ast.AST | None) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _scope(code: PythonCode, node: ast.AST) -> ast.AST:
    return next((one for one in code.around(node) if isinstance(one, Function | ast.Lambda)), code.tree)


def _hashed(code: PythonCode, node: ast.AST) -> tuple[str, list[ast.expr]] | None:
    """What goes into a hash that starts here, and of which kind it is."""
    if not isinstance(node, ast.Call):
        return None
    name = code.called(node.func)
    if name in _DERIVE:
        salt = next((one.value for one in node.keywords if one.arg == "salt"), None)
        first = _DERIVE[name]
        salt = node.args[first + 1] if salt is None and len(node.args) > first + 1 else salt
        return ("derived", [node.args[first], salt]) if salt is not None and len(node.args) > first else None
    if name in ("hmac.new", "hmac.digest") and len(node.args) >= 2:
        return "keyed", node.args[:2]
    if name.startswith("subprocess.") and node.args and isinstance(node.args[0], ast.List):
        words = [one.value for one in node.args[0].elts if isinstance(one, ast.Constant)]
        fed = [one.value for one in node.keywords if one.arg == "input"]
        return (
            ("hash", fed)
            if fed and ("dgst" in words or re.fullmatch(r"(?:md5|sha\d+)sum", str(words[:1]).strip("[']")))
            else None
        )
    module, _, last = name.rpartition(".")
    if module != "hashlib" or last not in _HASHES:
        return None
    given = list(node.args[1:] if last == "new" else node.args[:1])
    if any(one.arg in ("key", "salt") for one in node.keywords):
        given += [one.value for one in node.keywords if one.arg in ("key", "salt")]
    holder = next((one for one in code.around(node) if isinstance(one, ast.Assign)), None)
    if holder is not None and holder.value is node and len(holder.targets) == 1:
        own, scope = _last(holder.targets[0]), _scope(code, node)
        for call in code.of(ast.Call):
            if isinstance(call.func, ast.Attribute) and call.func.attr == "update" and _last(call.func.value) == own:
                if _scope(code, call) is not scope or _is_in_loop(code, call):
                    return None
                given += call.args
    if not given and (fed := _fed(code, node)):
        given = fed
    return ("hash", given) if given else None


def _fed(code: PythonCode, node: ast.Call) -> list[ast.expr]:
    """`reduce(absorb, pieces, hashlib.new(...))`: what a function that updates it takes, where that is stripped."""
    above = next(code.around(node), None)
    if isinstance(above, ast.Call) and code.called(above.func) == "functools.reduce":
        for call in code.of(ast.Call):
            fed = call.args[0] if call.args and _last(call.func) == "update" else None
            if isinstance(fed, ast.Call) and _last(fed.func) in ("strip", "rstrip"):
                return [fed]
    return []


def _is_in_loop(code: PythonCode, node: ast.AST) -> bool:
    for one in code.around(node):
        if isinstance(one, ast.For | ast.While):
            return True
        if isinstance(one, Function):
            return False
    return False


def _made(code: PythonCode, expressions: list[ast.expr], scope: ast.AST) -> Made:
    parameters: set[str] = set()
    typed = salted = others = False
    taken = _taken(scope)
    given = _assigned(code, scope)
    seen: set[str] = set()
    waiting: list[tuple[ast.AST, int]] = [(one, 6) for one in expressions]
    while waiting:
        node, depth = waiting.pop()
        if isinstance(node, ast.Name):
            if node.id in given and node.id not in seen and depth:
                seen.add(node.id)
                waiting += [(one, depth - 1) for one in given[node.id]]
                if node.id in taken:
                    parameters.add(node.id)
            elif node.id in taken:
                parameters.add(node.id)
            elif node.id not in seen and node.id not in _BUILT:
                salted = True
        elif isinstance(node, ast.Constant):
            others = others or bool(node.value)
        elif isinstance(node, ast.Call):
            last = _last(node.func)
            full = code.called(node.func)
            if last in _RANDOM or full.startswith(("secrets.", "bcrypt.", "argon2.", "passlib.")):
                salted = True
            elif last in _GUESSED or full in _CHECKSUMS:
                others = True
                waiting += [(one, depth) for one in node.args]
            elif full.startswith(("random.", "numpy.random.")):
                few = last in ("randint", "randrange", "choice", "uniform", "random", "seed") and not _is_repeated(
                    code, node
                )
                salted, others = salted or not few, True
            elif full in ("builtins.input", "input", "getpass.getpass"):
                typed = True
            elif last in ("strip", "rstrip", "split", "splitlines") and isinstance(node.func, ast.Attribute):
                inner = [one for one in ast.walk(node.func.value) if isinstance(one, ast.Call)]
                if any(_last(one.func) in _READERS for one in inner):
                    typed = True
                else:
                    waiting.append((node.func.value, depth))
            elif last in ("open", "Path", "b64decode"):
                salted = True
            elif full in ("time.strftime", "platform.node", "os.getenv", "os.environ.get"):
                others = True
            elif last in ("get", "iter", "next") and (tables := _constants(code, node, given)):
                others = others or tables
            elif last in _PLAIN or full.startswith("hashlib.") or last in _ENCODERS:
                waiting += [(one, depth) for one in node.args]
                if isinstance(node.func, ast.Attribute) and not full.startswith(("hashlib.", "base64.", "binascii.")):
                    waiting.append((node.func.value, depth))
            else:
                salted = True
        elif isinstance(node, ast.Attribute):
            value = _field(code, node) if not isinstance(node.value, ast.Call) else node.value
            if code.called(node).startswith("string."):
                others = True
            elif value is None:
                salted = True
            else:
                waiting.append((value, depth - 1)) if depth else None
        elif isinstance(node, ast.Subscript):
            if isinstance(node.slice, ast.Slice | ast.UnaryOp) or not isinstance(node.slice, ast.Constant):
                waiting.append((node.value, depth))
            elif _constants(code, node.value, given):
                others = True
            else:
                salted = True
        elif isinstance(node, ast.comprehension):
            waiting.append((node.iter, depth))
        elif isinstance(node, ast.GeneratorExp | ast.ListComp):
            waiting += [(one.iter, depth) for one in node.generators]
        elif isinstance(node, ast.Dict | ast.List | ast.Tuple | ast.Set | ast.Compare):
            salted = True
        else:
            waiting += [(one, depth) for one in ast.iter_child_nodes(node)]
    return Made(frozenset(parameters), typed, salted, others)


def _constants(code: PythonCode, node: ast.expr, given: dict[str, list[ast.expr]]) -> bool:
    """Whether it is a table of constants that is written out, or an item of one."""
    while isinstance(node, ast.Call):
        node = node.func.value if isinstance(node.func, ast.Attribute) else (node.args or [node.func])[0]
    values = given.get(node.id, []) if isinstance(node, ast.Name) else [node]
    return bool(values) and all(
        isinstance(one, ast.Dict | ast.List | ast.Tuple)
        and bool(parts := one.values if isinstance(one, ast.Dict) else one.elts)
        and all(isinstance(part, ast.Constant) for part in parts)
        for one in values
    )


_BUILT = {"str", "bytes", "int", "len", "chr", "ord", "hash", "map", "join", "reversed", "list"}


def _taken(scope: ast.AST) -> set[str]:
    if not isinstance(scope, Function | ast.Lambda):
        return set()
    return {one.arg for one in [*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs]}


def _assigned(code: PythonCode, scope: ast.AST) -> dict[str, list[ast.expr]]:
    """What names were given, in the function and, where it gives them nothing, in the module."""
    own: dict[str, list[ast.expr]] = {}
    outer: dict[str, list[ast.expr]] = {}
    stores: list[ast.Assign | ast.AugAssign | ast.NamedExpr | ast.AnnAssign] = []
    stores += [*code.of(ast.Assign), *code.of(ast.AugAssign), *code.of(ast.NamedExpr), *code.of(ast.AnnAssign)]
    for one in stores:
        if one.value is None:
            continue
        place = _scope(code, one)
        table = own if place is scope else outer if place is code.tree else None
        if table is not None:
            for target in one.targets if isinstance(one, ast.Assign) else [one.target]:
                if isinstance(target, ast.Name):
                    table.setdefault(target.id, []).append(one.value)
    for loop in code.of(ast.For):
        if _scope(code, loop) is scope and isinstance(loop.target, ast.Name):
            own.setdefault(loop.target.id, []).append(loop.iter)
    return {**outer, **own}


def _field(code: PythonCode, node: ast.Attribute) -> ast.expr | None:
    """The constant that a class has for a field; a field it is made with counts as a text that was handed in."""
    for owner in code.of(ast.ClassDef):
        for one in owner.body:
            if isinstance(one, ast.Assign) and node.attr in map(_last, one.targets):
                return one.value if isinstance(one.value, ast.Constant) else None
    values = [
        one.value
        for one in code.of(ast.Assign)
        if isinstance(one.targets[0], ast.Attribute) and one.targets[0].attr == node.attr
    ]
    if values and all(isinstance(one, ast.Constant) for one in values):
        return values[0]
    return None


def _is_repeated(code: PythonCode, node: ast.AST) -> bool:
    return any(isinstance(one, ast.GeneratorExp | ast.ListComp | ast.For | ast.While) for one in code.around(node))


def _is_text(code: PythonCode, expressions: list[ast.expr], scope: ast.AST) -> bool:
    """Whether what is hashed was text: it is encoded on the way."""
    given = _assigned(code, scope)
    for expression in expressions:
        inner = [*ast.walk(expression)]
        inner += [
            each
            for one in inner
            if isinstance(one, ast.Name)
            for value in given.get(one.id, [])
            for each in ast.walk(value)
        ]
        for node in inner:
            if isinstance(node, ast.Call) and _last(node.func) in ("encode", "str", "strip", "rstrip"):
                return True
            if isinstance(node, ast.Call) and _last(node.func) in ("bytes", "bytearray") and len(node.args) == 2:
                return True
            if isinstance(node, ast.JoinedStr):
                return True
    return False


def _is_weak(
    code: PythonCode, node: ast.AST, expressions: list[ast.expr], made: Made, scope: ast.AST, kind: str
) -> bool:  # fmt: skip
    if made.salted or not (made.parameters or made.typed):
        return False
    if kind == "derived":
        salt = _made(code, expressions[1:], scope)
        return (
            not salt.salted
            and not salt.typed
            and (salt.others or bool(salt.parameters & _made(code, expressions[:1], scope).parameters))
        )
    if kind == "keyed" and _made(code, expressions[:1], scope).parameters:
        return False
    if (made.parameters and not _is_text(code, expressions, scope)) or _names_something(code, node, scope):
        return False
    if made.typed:
        return True
    owners = _taken(scope) - {"self", "cls"}
    if len(made.parameters) > 1:
        # a user's name is no salt; but what names a cache entry is made of several parts too
        return (
            (made.others and len(owners) > 2)
            or _is_stored_for(code, node, owners, scope)
            or _is_unused(code, node, scope)
        )
    return True


def _uses(code: PythonCode, node: ast.AST, scope: ast.AST) -> Iterator[ast.AST]:
    """Where the result is used: where it stands, and the names it goes by."""
    waiting: list[ast.AST] = [node]
    seen: set[str] = set()
    while waiting:
        one = waiting.pop()
        yield one
        for above in code.around(one):
            if isinstance(above, ast.Assign | ast.AnnAssign | ast.NamedExpr):
                for target in above.targets if isinstance(above, ast.Assign) else [above.target]:
                    if isinstance(target, ast.Name) and target.id not in seen:
                        seen.add(target.id)
                        waiting += [
                            each for each in code.of(ast.Name)
                            if each.id == target.id and isinstance(each.ctx, ast.Load) and _scope(code, each) is scope
                        ]  # fmt: skip
            if isinstance(above, ast.stmt):
                break


def _names_something(code: PythonCode, node: ast.AST, scope: ast.AST) -> bool:
    """Whether the digest names a file or an entry, is cut short, becomes a number, or is compared."""
    for use in _uses(code, node, scope):
        if _is_label(code, use):
            return True
    if isinstance(scope, Function):
        for call in code.of(ast.Call):
            if _last(call.func) == scope.name and any(
                _is_label(code, one) for one in _uses(code, call, _scope(code, call))
            ):
                return True
    return False


def _is_label(code: PythonCode, use: ast.AST) -> bool:
    below = use
    for above in code.around(use):
        if isinstance(above, ast.Subscript) and (above.slice is below or isinstance(above.slice, ast.Slice)):
            return True
        if (
            isinstance(above, ast.BinOp)
            and isinstance(above.op, ast.Div | ast.Mod)
            and not isinstance(above.left, ast.Constant)
        ):
            return True
        if isinstance(above, ast.Compare):
            return True
        if isinstance(above, ast.Call) and above is not use and _last(above.func) in _LABELS:
            return True
        if isinstance(above, ast.JoinedStr) and any(
            isinstance(one, ast.Constant) and re.match(r"\.\w+$", str(one.value)) for one in above.values[-1:]
        ):
            return True
        if isinstance(above, ast.stmt):
            return False
        below = above
    return False


_LABELS = {
    "open",
    "Path",
    "get",
    "joinpath",
    "exists",
    "int",
    "UUID",
    "from_bytes",
    "compare_digest",
    "pop",
    "setex",
    "has",
    "startswith",
}
_STORES = {
    "print",
    "write",
    "append",
    "add",
    "info",
    "debug",
    "insert",
    "execute",
    "writerow",
    "update",
    "setdefault",
    "set",
    "log",
    "dump",
    "dumps",
    "put",
    "warning",
    "format",
}


def _is_unused(code: PythonCode, node: ast.AST, scope: ast.AST) -> bool:
    uses = [*_uses(code, node, scope)]
    return len(uses) <= 2 and all(not any(isinstance(one, ast.Return) for one in code.around(use)) for use in uses)


def _is_stored_for(code: PythonCode, node: ast.AST, owners: set[str], scope: ast.AST) -> bool:
    """Whether the result is put somewhere together with another of the function's parameters."""

    def names(one: ast.AST) -> set[str]:
        return {each.id for each in ast.walk(one) if isinstance(each, ast.Name)}

    for use in _uses(code, node, scope):
        for above in code.around(use):
            if isinstance(above, ast.Call) and _last(above.func) in _STORES and names(above) & owners - names(use):
                return True
            if isinstance(above, ast.Assign) and not isinstance(above.targets[0], ast.Name | ast.Tuple):
                stored: ast.AST | None = above.targets[0]
                if stored is not None and names(stored) & owners:
                    return True
            together = above.value if isinstance(above, ast.Return) else None
            if isinstance(together, ast.Tuple | ast.Dict | ast.JoinedStr) and names(together) & owners - names(use):
                return True
            made = above.value if isinstance(above, ast.Assign) and not isinstance(use, ast.Call) else use
            if made is not use and isinstance(made, ast.Tuple | ast.Dict | ast.JoinedStr | ast.BinOp):
                together = made
                if names(together) & owners - names(use):
                    return True
            if isinstance(above, ast.stmt):
                break
    return False


def _encoded(code: PythonCode, node: ast.AST) -> ast.expr | None:
    """What is only encoded, turned round or mixed with a constant here."""
    if isinstance(node, ast.Call):
        last = _last(node.func)
        if (last in _ENCODERS or code.called(node.func) in _CHECKSUMS) and node.args:
            return node.args[0]
        if code.called(node.func) == "codecs.encode" and len(node.args) == 2:
            return node.args[0]
        if last == "hex" and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call):
            return node.func.value if _last(node.func.value.func) in ("encode", "bytes") else None
        if last == "reversed" and node.args:
            return node.args[0]
        if last == "translate" and isinstance(node.func, ast.Attribute):
            return node.func.value
    if (
        isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Slice)
        and isinstance(node.slice.step, ast.UnaryOp)
    ):
        return node.value
    if isinstance(node, ast.ListComp | ast.GeneratorExp) and any(
        (isinstance(one, ast.Call) and _last(one.func) in ("ord", "chr"))
        or (isinstance(one, ast.BinOp) and isinstance(one.op, ast.BitXor))
        for one in ast.walk(node.elt)
    ):
        return node.generators[0].iter
    return None


_HASHERS = re.compile(
    r"\|\s*(?:\(?\s*)(?:md5|sha1|sha224|sha256|sha384|sha512|b2|\"?\$\{?\w+\}?)(?:sum|\b)\"?(?=\s|\||\)|$)|\|"
    r"\s*shasum\b"
    r"|\|[&\s]*openssl\s+(?:dgst|md5|sha\d+|sha3-\d+)\b|\|\s*cksum\b"
)
_ENCODES = re.compile(
    r"\|\s*(?:base64|base32|rev|xxd|od|hexdump|basenc|openssl\s+(?:base64|enc\s+-base64)"
    r"|tr\s+\S+\s+\S+)(?!\s+(?:-d|--decode|-r))"
)
_SAID = re.compile(r"^\s*(?:echo|printf|cat|head|tail|sed|tr|cut|awk)\b")
_SALT = re.compile(
    r"/dev/u?random|openssl\s+rand|uuidgen|mktemp|mkpasswd|argon2|bcrypt|htpasswd\s+-\w*B|pwgen|gpg\b|SRANDOM"
    r"|getrandom|genpass"
)
_VARIABLE = re.compile(r"\$\{?(\w+|[@*])")
_LINES = re.compile(r"<\s*[\"']?[/\w$]|\bread\b")


@rule.bash
def in_bash(code: BashCode) -> Iterable[Hit]:
    pipelines = code.of("pipeline")
    others = code.of("command", "redirected_statement")
    if not pipelines and not others:
        return
    whole = code.text(code.root)[:_MOST_TEXT]
    if not _MAY.search(whole) or _SALT.search(whole):
        return
    for node in [*pipelines, *others][:_MOST_NODES]:
        text = code.text(node)
        if not _MAY.search(text) or len(text) > 600 or not (hashed := _hash_in(text, node.type)):
            continue
        said = text[: hashed[1]]
        if not _is_handed_in(code, node, said, whole):
            continue
        if hashed[0] == "hash" and not _CUT.search(text):
            yield Hit("a text that was handed in is hashed fast and without a salt of its own", code.span(node))
            return
        if hashed[0] == "encode" and (function := _function(node)) is not None:
            body = code.text(function)
            if re.search(r"\$\{?2\b", body) and _SHOWN.search(body):
                yield Hit("a text is only encoded and then stored for somebody", code.span(node))
                return


_MAY = re.compile(r"sum\b|openssl|base64|base32|\brev\b|xxd|\btr\b|\bod\b|basenc")
_CUT = re.compile(
    r"cut\s+-c\s*-?\d|head\s+-c\s*\d|\.(?:txt|json|cache|tar|lock)\b\"?\s*$|:0:\d+\}|--check|\s-c\s*(?:-|$)"
)
_SHOWN = re.compile(r"(?:echo|printf|>>|tee)[^\n]*\$\{?\w+[^\n]*\$\{?\w+|\w+\[\"?\$\{?\w+\}?\"?\]=|echo[^\n]*\$\{?\w+")
_HERE = re.compile(
    r"(?:sum|openssl\s+(?:dgst|md5|sha\d+))\b[^|\n]*(?:<<<|<\s*<\()\s*(?P<rest>[^\n]*)"
    r"|openssl\s+dgst[^\n]*<<\s*(?P<doc>\w+)"
)
_KDF = re.compile(r"openssl\s+(?:kdf|passwd)\b(?P<rest>[\s\S]*)")


def _hash_in(text: str, kind: str) -> tuple[str, int] | None:
    """Whether it hashes or encodes, and how far reaches what goes in."""
    if (match := _KDF.search(text)) and kind == "command" and "$" in match.group("rest"):
        rest = match.group("rest")
        if "passwd" in match.group(0)[:16]:
            return (
                ("hash", len(text))
                if re.search(r"-(?:1|5|6|apr1|crypt)\b", rest) and re.search(r"-salt\s+[\"']?\w", rest)
                else None
            )
        return "hash", len(text)
    if kind == "pipeline":
        if _SAID.match(text) and (match := _HASHERS.search(text)):
            return "hash", match.start()
        if re.match(r"\s*(?:echo|printf)\b", text) and (match := _ENCODES.search(text)):
            return "encode", match.start()
    if _HERE.search(text) and "$" in text:
        return "hash", len(text)
    return None


def _is_handed_in(code: BashCode, node: tree_sitter.Node, said: str, whole: str) -> bool:
    """Whether a parameter goes in, a line that was read, or a small file's content without its end of line."""
    if re.search(r"\$[1-9]|\$\{[1-9]|\$\(\s*(?:cat|head|tail|sed|<)|^\s*tr\s+-d\s+'?\\n", said):
        return True
    if re.match(r"\s*(?:cat|head|tail|sed|tr|cut|awk)\b", said):
        return False
    for name in set(_VARIABLE.findall(said)):
        if re.search(
            rf"\b{name}=[\"']?(?:\$\{{?[1-9]|\$\(\s*(?:cat|head|tail|sed|<))|\bread\b[^\n;]*\b{name}\b", whole
        ):
            return True
    return False


def _function(node: tree_sitter.Node) -> tree_sitter.Node | None:
    above = node.parent
    while above is not None and above.type != "function_definition":
        above = above.parent
    return above


rule.example(
    "python",
    """\
import hashlib

def register(name, word):
    entry = hashlib.sha256(word.encode()).hexdigest()
    print(f"{name} {entry}")

register("ines", "window")
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
import hashlib

def entry(name, word):
    salt = "garden"
    return name + ":" + hashlib.md5((salt + word).encode()).hexdigest()
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
import codecs

def register(table, name, word):
    table[name] = codecs.encode(word, "rot13")
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
import hashlib
import os

def entry(word):
    salt = os.urandom(16)
    return salt.hex() + hashlib.scrypt(word.encode(), salt=salt, n=2**14, r=8, p=1).hex()
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
import hashlib

def checksum(path):
    with open(path, "rb") as handle:
        return hashlib.sha256(handle.read()).hexdigest()
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
import hashlib

def fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
import hashlib
from pathlib import Path

def cached(address):
    return Path("cache") / hashlib.sha256(address.encode()).hexdigest()
""",
    Decision.ALLOW,
    "the digest names a file",
)
rule.example(
    "python",
    """\
import base64

def header(name, word):
    return "Basic " + base64.b64encode(f"{name}:{word}".encode()).decode()
""",
    Decision.ALLOW,
    "encoded to be sent, as the protocol wants it, not to be kept",
)
rule.example(
    "bash",
    """\
register() {
    local name=$1 word=$2
    local entry
    entry=$(echo -n "$word" | sha256sum | cut -d ' ' -f 1)
    echo "$name:$entry" >> users.txt
}
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
register() {
    word=$2
    salt=garden
    echo "$1:$(printf '%s' "$salt$word" | openssl dgst -sha1)"
}
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
register() {
    local word=$2
    local hidden=$(echo -n "$word" | base64)
    echo "$1 $hidden"
}
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
sha256sum dist/*.tar.gz > SHA256SUMS
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
register() {
    salt=$(openssl rand -hex 8)
    echo "$1:$(openssl passwd -6 -salt "$salt" "$2")"
}
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
cat src/*.py | md5sum
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
echo "hello" | base64
""",
    Decision.ALLOW,
    "a constant, nobody's password",
)
rule.example(
    "bash",
    """\
key=$(echo -n "$PWD" | sha1sum | cut -c 1-8)
mkdir -p "/tmp/build-$key"
""",
    Decision.ALLOW,
    "a short name for a folder",
)
