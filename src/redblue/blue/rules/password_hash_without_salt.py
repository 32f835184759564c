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

import tree_sitter

from redblue.blue.code.bash.syntax import BashCode, function_around
from redblue.blue.code.python.ingredients import (
    CHECKSUMS,
    ENCODERS,
    Made,
    assigned_in,
    innermost,
    made_of,
    parameters_of,
)
from redblue.blue.code.python.names import last_name
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


_MOST_TEXT = 10_000
_MOST_NODES = 300
_MOST_HASHES = 8
"""What is looked at, of characters and commands in Bash and hashes in Python: enough for a block, and bounded."""


@rule.python
def in_python(code: PythonCode) -> Iterable[Hit]:
    if not code.of(ast.Call) or not (code.functions or code.names):
        return
    spent: set[ast.AST] = set()
    looked = 0
    for node in [*code.of(ast.Call), *code.of(ast.Subscript), *code.of(ast.ListComp), *code.of(ast.GeneratorExp)]:
        parts = _hashed(code, node)
        scope = innermost(code, node)
        if parts is not None:
            looked += 1
            if looked > _MOST_HASHES:
                return
            kind, expressions = parts
            made = made_of(code, expressions, scope)
            if scope not in spent and _is_weak(code, node, expressions, made, scope, kind):
                spent.add(scope)
                yield Hit("a text that was handed in is hashed fast and without a salt of its own", code.span(node))
        elif isinstance(scope, Function) and scope not in spent and (source := _encoded(code, node)) is not None:
            made = made_of(code, [source], scope)
            owners = {one.arg for one in scope.args.args} - made.parameters - {"self"}
            if len(made.parameters) == 1 and not made.salted and owners and _is_stored_for(code, node, owners, scope):
                spent.add(scope)
                yield Hit("a text is only encoded and then stored for somebody", code.span(node))


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
        own, scope = last_name(holder.targets[0]), innermost(code, node)
        for call in code.of(ast.Call):
            if (
                isinstance(call.func, ast.Attribute)
                and call.func.attr == "update"
                and last_name(call.func.value) == own
            ):
                if innermost(code, call) is not scope or _is_in_loop(code, call):
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
            fed = call.args[0] if call.args and last_name(call.func) == "update" else None
            if isinstance(fed, ast.Call) and last_name(fed.func) in ("strip", "rstrip"):
                return [fed]
    return []


def _is_in_loop(code: PythonCode, node: ast.AST) -> bool:
    for one in code.around(node):
        if isinstance(one, ast.For | ast.While):
            return True
        if isinstance(one, Function):
            return False
    return False


def _is_text(code: PythonCode, expressions: list[ast.expr], scope: ast.AST) -> bool:
    """Whether what is hashed was text: it is encoded on the way."""
    given = assigned_in(code, scope)
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
            if isinstance(node, ast.Call) and last_name(node.func) in ("encode", "str", "strip", "rstrip"):
                return True
            if isinstance(node, ast.Call) and last_name(node.func) in ("bytes", "bytearray") and len(node.args) == 2:
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
        salt = made_of(code, expressions[1:], scope)
        return (
            not salt.salted
            and not salt.typed
            and (salt.others or bool(salt.parameters & made_of(code, expressions[:1], scope).parameters))
        )
    if kind == "keyed" and made_of(code, expressions[:1], scope).parameters:
        return False
    if (made.parameters and not _is_text(code, expressions, scope)) or _names_something(code, node, scope):
        return False
    if made.typed:
        return True
    owners = parameters_of(scope) - {"self", "cls"}
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
                            each
                            for each in code.of(ast.Name)
                            if each.id == target.id
                            and isinstance(each.ctx, ast.Load)
                            and innermost(code, each) is scope
                        ]
            if isinstance(above, ast.stmt):
                break


def _names_something(code: PythonCode, node: ast.AST, scope: ast.AST) -> bool:
    """Whether the digest names a file or an entry, is cut short, becomes a number, or is compared."""
    for use in _uses(code, node, scope):
        if _is_label(code, use):
            return True
    if isinstance(scope, Function):
        for call in code.of(ast.Call):
            if last_name(call.func) == scope.name and any(
                _is_label(code, one) for one in _uses(code, call, innermost(code, call))
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
        if isinstance(above, ast.Call) and above is not use and last_name(above.func) in _LABELS:
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
            if isinstance(above, ast.Call) and last_name(above.func) in _STORES and names(above) & owners - names(use):
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
        last = last_name(node.func)
        if (last in ENCODERS or code.called(node.func) in CHECKSUMS) and node.args:
            return node.args[0]
        if code.called(node.func) == "codecs.encode" and len(node.args) == 2:
            return node.args[0]
        if last == "hex" and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call):
            return node.func.value if last_name(node.func.value.func) in ("encode", "bytes") else None
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
        (isinstance(one, ast.Call) and last_name(one.func) in ("ord", "chr"))
        or (isinstance(one, ast.BinOp) and isinstance(one.op, ast.BitXor))
        for one in ast.walk(node.elt)
    ):
        return node.generators[0].iter
    return None


_HASHERS = re.compile(
    r"\|\s*(?:\(?\s*)(?:md5|sha1|sha224|sha256|sha384|sha512|sha3|sha3-\d+|b2|b3|\"?\$\{?\w+\}?)(?:sum|\b)\"?(?=\s|\||\)|$)|\|"
    r"\s*shasum\b"
    r"|\|[&\s]*openssl\s+(?:dgst|md5|sha\d+|sha3-\d+)\b|\|\s*cksum\b"
)
_ENCODES = re.compile(
    r"\|\s*(?:base64|base32|rev|xxd|od|hexdump|basenc|openssl\s+(?:base64|enc\s+-base64)"
    r"|tr\s+\S+\s+\S+)(?!\s+(?:-d|--decode|-r))"
)
_SAID = re.compile(r"^\s*(?:echo|printf|cat|head|tail|sed|tr|cut|awk)\b")
_ENCODES_HERE = re.compile(
    r"(?:base64|base32|rev|xxd|basenc|tr\s+(?!-)\S+\s+\S+)(?!\s+(?:-d|--decode|-r))[^|\n<]{0,60}<<<\s*\"?\$\{?\w+\}?\"?"
)
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
    looked = 0
    for node in [*pipelines, *others][:_MOST_NODES]:
        text = _with_hasher(code.text(node), whole)
        if not _MAY.search(text) or len(text) > 600 or not (hashed := _hash_in(text, node.type)):
            continue
        looked += 1
        if looked > 4 * _MOST_HASHES:
            return
        said = text.partition("<<<")[2] if _ENCODES_HERE.match(text) else text[: hashed[1]]
        if not _is_handed_in(code, node, said, whole):
            continue
        if hashed[0] == "hash" and not _CUT.search(text):
            yield Hit("a text that was handed in is hashed fast and without a salt of its own", code.span(node))
            return
        if hashed[0] == "encode" and (function := function_around(node)) is not None:
            body = code.text(function)[:_MOST_TEXT]
            if re.search(r"\$\{?2\b", body) and _SHOWN.search(body):
                yield Hit("a text is only encoded and then stored for somebody", code.span(node))
                return


_LETTER_NUMBER = re.compile(r"printf\s+(?:-v\s+(\w+)\s+)?[\"']?%d[\"']?\s+\"'")
_XORED = re.compile(r"\$\(\(\s*\$?\w+\s*\^\s*\$?\w+\s*\)\)")


@rule.bash
def letters_xored(code: BashCode) -> Iterable[Hit]:
    """Each letter's number is changed by a key that stands in the program, and what comes out is kept for somebody."""
    for function in code.of("function_definition"):
        body = code.text(function)[:_MOST_TEXT]
        if "^" not in body or not re.search(r"\$\{?2\b", body):
            continue
        if _LETTER_NUMBER.search(body) and _XORED.search(body) and _SHOWN.search(body):
            yield Hit("a text is only encoded and then stored for somebody", code.span(function))
            return


def _with_hasher(text: str, whole: str) -> str:
    """With the program that a variable holds in its place, where that is one that hashes."""
    found = re.search(r"\|\s*\"?\$\{?(\w+)\}?\"?", text)
    if found and (made := re.search(rf"\b{found[1]}=[\"']?(\w*\dsum)\b", whole)):
        return text.replace(found[0], f"| {made[1]}", 1)
    return text


_MAY = re.compile(r"sum\b|openssl|base64|base32|\brev\b|xxd|\btr\b|\bod\b|basenc")
_CUT = re.compile(
    r"cut\s+-c\s*-?\d|head\s+-c\s*\d|\.(?:txt|json|cache|tar|lock)\b\"?\s*$|:0:\d+\}|--check|\s-c\s*(?:-|$)"
)
_SHOWN = re.compile(
    r"(?:echo|printf|>>|tee)[^\n]{0,200}?\$\{?\w+[^\n]{0,200}?\$\{?\w|\w\[\"?\$\{?\w+\}?\"?\]=|echo[^\n]{0,200}?\$\{?\w"
)
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
    if kind in ("command", "redirected_statement") and _ENCODES_HERE.match(text):
        return "encode", len(text)
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
rule.example(
    "bash",
    "note() {\n    local name=$1 word=$2 kept\n    kept=$(tr 'a-z' 'n-za-m' <<< \"$word\")\n"
    '    echo "$name:$kept" >> words\n}\nnote "$1" "$2"\n',
    Decision.WARN,
)
rule.example(
    "bash",
    'with=sha1sum\nnote() {\n    local kept=$(echo -n "$2" | $with)\n    echo "$1 $kept" >> words\n}\nnote "$1" "$2"\n',
    Decision.WARN,
)
rule.example(
    "bash",
    "note() {\n    local name=$1 word=$2 kept='' at code\n    for (( at = 0; at < ${#word}; at++ )); do\n"
    "        printf -v code '%d' \"'${word:at:1}\"\n        kept+=$(( code ^ 9 )).\n    done\n"
    '    echo "$name:$kept" >> words\n}\nnote "$1" "$2"\n',
    Decision.WARN,
)
rule.example(
    "python",
    "import hashlib\n"
    "import time\n"
    "\n"
    "def keep(owner, word):\n"
    "    salt = time.strftime('%Y')\n"
    "    print(owner, hashlib.sha256((salt + word).encode()).hexdigest())\n",
    Decision.WARN,
    "the year is known to everybody",
)
