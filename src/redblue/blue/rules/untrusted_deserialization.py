"""Data becomes objects, or code, in a way that lets whoever wrote the data decide what is run.

`pickle`, `marshal`, `shelve`, `dill`, `jsonpickle` and YAML's full loaders call what the data names. So do `eval` and
`exec` of a text, `source` of a settings file that somebody else wrote, and data that is unpacked from Base64 or a
compressor and loaded unseen in one go.

XML that was handed in may name entities that grow without a bound. A text in the block that names a callable of `os`
and the like for a loader to call is blocked, for there is nothing left to guess.

Not meant: `json`, `yaml.safe_load`, `ast.literal_eval`, a copy made by dumping and loading at once, data whose
signature is checked first, an unpickler that looks up only known names; in Bash one's own environments.

CWE-502 (deserialization of untrusted data).
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterable, Iterator

from redblue.blue.code.bash.syntax import BashCode
from redblue.blue.code.python.names import last_name, scope_of
from redblue.blue.code.python.syntax import Function, PythonCode
from redblue.blue.rule import Hit, Rule
from redblue.core.verdict import Decision

rule = Rule(
    id="untrusted-deserialization",
    decision=Decision.WARN,
    category="weak-code",
    instead="Exchange data as JSON or with yaml.safe_load, and check what is in it; sign what must be pickled.",
    cwe="CWE-502",
    scenarios=(24,),
)
_PICKLES = {
    "pickle",
    "_pickle",
    "cPickle",
    "dill",
    "cloudpickle",
    "marshal",
    "joblib",
    "pickle5",
    "sklearn.externals.joblib",
}
_LOADERS = {
    "jsonpickle.decode",
    "jsonpickle.loads",
    "jsonpickle.unpickler.Unpickler",
    "yaml.unsafe_load",
    "yaml.unsafe_load_all",
    "yaml.full_load",
    "yaml.full_load_all",
    "yaml.UnsafeLoader",
    "yaml.FullLoader",
    "pandas.read_pickle",
    "shelve.open",
    "shelve.DbfilenameShelf",
    "shelve.Shelf",
    "pydoc.locate",
    "copyreg.__newobj__",
}
_READERS = {
    "json.loads", "json.load", "yaml.safe_load", "ast.literal_eval", "ast.parse", "xml.etree.ElementTree.fromstring",
    "plistlib.loads", "csv.reader", "xml.dom.minidom.parseString", "tomllib.loads", "msgpack.unpackb", "struct.unpack",
    "configparser.ConfigParser.read_string", "toml.loads", "bson.loads", "bson.decode", "xmlrpc.client.loads",
    "urllib.parse.parse_qs", "urllib.parse.parse_qsl", "xml.dom.minidom.parse", "csv.DictReader", "simplejson.loads",
    "msgpack.loads", "ujson.loads", "orjson.loads", "cbor2.loads", "struct.unpack_from", "ubjson.loadb",
}  # fmt: skip
_UNPACKERS = {
    "b64decode", "standard_b64decode", "b32decode", "b16decode", "b85decode", "a85decode", "decompress", "fromhex",
    "unhexlify", "a2b_base64", "a2b_hex", "decodebytes", "unquote", "unescape", "a2b_uu", "urlsafe_b64decode",
}  # fmt: skip
_XML = {
    "xml.etree.ElementTree.fromstring", "xml.etree.ElementTree.XML", "xml.dom.minidom.parseString",
    "xml.sax.parseString", "xml.dom.pulldom.parseString",
}  # fmt: skip
_WRITERS = {"dumps", "dump", "packb", "encode", "urlencode", "pack", "escape", "hexlify", "b64encode", "compress"}
_MOST_CALLS = 1_000
_MOST_HITS = 20
_CHECKS = {"compare_digest", "verify"}


@rule.python
def in_python(code: PythonCode) -> Iterable[Hit]:
    return itertools.islice(_loaded(code), _MOST_HITS)


def _loaded(code: PythonCode) -> Iterator[Hit]:
    calls = code.of(ast.Call)
    if not calls or _is_checked(code):
        return
    for call in calls[:_MOST_CALLS]:
        name = code.called(call.func)
        if message := _unsafe(code, call, name):
            named = _named(code)
            yield (
                Hit(f"data that calls {named} is loaded, which runs it", code.span(call), Decision.BLOCK)
                if named
                else Hit(message, code.span(call))
            )
        elif name in _READERS and call.args and _is_unpacked(code, call.args[0], call):
            yield Hit("data from outside is unpacked and loaded unseen", code.span(call))
        elif name in _XML and call.args and _is_handed_in(code, call):
            yield Hit("entities of XML that was handed in are expanded without a bound", code.span(call))
        elif name in _READERS and call.args and _is_made_here(code, call):
            yield Hit("what is handed in is loaded and handed on unseen", code.span(call))
        elif name in ("eval", "exec") and call.args and (message := _evaluated(code, call)):
            yield Hit(message, code.span(call))
    if any(full.startswith("multiprocessing") for full in code.names.values()):
        sent = any(isinstance(one.func, ast.Attribute) and one.func.attr == "send_bytes" for one in calls)
        for call in calls:
            if sent and isinstance(call.func, ast.Attribute) and call.func.attr == "recv" and not call.args:
                yield Hit("bytes sent as they are through a pipe are unpickled at its other end", code.span(call))


_CALLABLE = r"(?:os|posix|nt|subprocess|shutil|socket|pty)"
_IN_YAML = re.compile(rf"!!python/(?:object/(?:apply|new)|name):({_CALLABLE}\.\w+|builtins\.(?:eval|exec|compile))\b")
_IN_PICKLE = re.compile(rf"(?:^|\W|\()?c({_CALLABLE})\n(\w+)\n")


def _named(code: PythonCode) -> str:
    """What runs something or touches files, by the name that data written out in the block gives it; "" for none.

    Reading it needs no run: both formats name what they call in plain text.
    """
    for one in code.of(ast.Constant):
        text = one.value.decode("latin-1") if isinstance(one.value, bytes) else one.value
        if isinstance(text, str) and len(text) < 10_000:
            if match := _IN_YAML.search(text):
                return match[1]
            if (match := _IN_PICKLE.search(text)) and "." in text:
                return f"{match[1]}.{match[2]}"
    return ""


def _is_handed_in(code: PythonCode, call: ast.Call) -> bool:
    """Whether all that a function does with what it was given is to load it and hand it on."""
    scope = scope_of(code, call)
    if not isinstance(scope, Function) or not isinstance(scope.body[-1], ast.Return) or len(scope.body) > 2:
        return False
    given = call.args[0]
    while isinstance(given, ast.Call) and (given.args or isinstance(given.func, ast.Attribute)):
        given = given.args[0] if given.args else given.func.value  # type: ignore[attr-defined]
    return isinstance(given, ast.Name) and given.id in {one.arg for one in scope.args.args}


def _is_made_here(code: PythonCode, call: ast.Call) -> bool:
    """Whether the block writes data out, and reads it again in a function of its own that looks at nothing."""
    scope = scope_of(code, call)
    if not isinstance(scope, Function) or not _is_handed_in(code, call):
        return False
    written = {
        target.id
        for one in code.tree.body
        if isinstance(one, ast.Assign) and isinstance(one.value, ast.Call) and _written(one.value)
        for target in one.targets
        if isinstance(target, ast.Name)
    }
    return any(
        last_name(one.func) == scope.name
        and one.args
        and isinstance(one.args[0], ast.Name)
        and one.args[0].id in written
        for one in code.of(ast.Call)
    )


def _written(node: ast.expr) -> bool:
    return any(isinstance(one, ast.Call) and last_name(one.func) in _WRITERS - {"encode"} for one in ast.walk(node))


def _is_checked(code: PythonCode) -> bool:
    return any(last_name(one.func) in _CHECKS for one in code.of(ast.Call))


def _unsafe(code: PythonCode, call: ast.Call, name: str) -> str:
    module, _, last = name.rpartition(".")
    if module in _PICKLES and last in ("load", "loads"):
        return "" if _is_own(code, call, last) else f"{module} runs what the data it loads says"
    if module in _PICKLES and last in ("Unpickler", "_Unpickler"):
        return f"{module} runs what the data it loads says"
    if name in _LOADERS:
        if name.startswith("shelve.") and _is_filled(code, call):
            return ""
        if name == "pydoc.locate" and not isinstance(next(code.around(call), None), ast.Call):
            return ""
        return f"{name} makes any object that the data names"
    if name in ("yaml.load", "yaml.load_all", "ruamel.yaml.load"):
        loader = next(
            (one.value for one in call.keywords if one.arg == "Loader"), call.args[1] if len(call.args) > 1 else None
        )
        return (
            ""
            if loader is not None and _is_safe_loader(code, loader)
            else "yaml.load makes any object that the data names"
        )
    if name == "numpy.load" and any(one.arg == "allow_pickle" and _is_true(one.value) for one in call.keywords):
        return "numpy.load with allow_pickle runs what the data says"
    if name == "torch.load" and any(one.arg == "weights_only" and not _is_true(one.value) for one in call.keywords):
        return "torch.load without weights_only runs what the data says"
    if (
        last_name(call.func) == "load"
        and not call.args
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Call)
    ):
        return _own_unpickler(code, call.func.value)
    return ""


def _own_unpickler(code: PythonCode, made: ast.Call) -> str:
    """A class of one's own is as open as its `find_class`: any lookup that is not behind a test."""
    for owner in code.of(ast.ClassDef):
        if owner.name == last_name(made.func) and any(last_name(one) == "Unpickler" for one in owner.bases):
            for method in owner.body:
                if isinstance(method, ast.FunctionDef) and method.name == "find_class":
                    guarded = any(
                        isinstance(one, ast.If | ast.Raise | ast.Subscript | ast.IfExp) for one in ast.walk(method)
                    )
                    return "" if guarded else "an unpickler looks up whatever the data names"
            return "pickle runs what the data it loads says"
    return ""


def _is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and bool(node.value)


def _is_safe_loader(code: PythonCode, loader: ast.expr) -> bool:
    name = last_name(loader)
    if name in ("SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader"):
        return True
    for owner in code.of(ast.ClassDef):
        if owner.name == name:
            return any("Safe" in last_name(one) or "Base" in last_name(one) for one in owner.bases)
    values = [one.value for one in code.of(ast.Assign) if name in map(last_name, one.targets)]
    if any("Safe" in last_name(node) for one in values for node in ast.walk(one)):
        return True
    # a loader of one's own from elsewhere, or a parameter: not to be told
    return name not in ("Loader", "UnsafeLoader", "FullLoader", "CLoader", "CFullLoader", "CUnsafeLoader")


def _is_own(code: PythonCode, call: ast.Call, last: str) -> bool:
    """Whether the same function has just dumped what it loads, or the same file is written here."""
    if not call.args:
        return False
    source = call.args[0]
    scope = scope_of(code, call)
    module = code.called(call.func).rpartition(".")[0]

    def dumps(node: ast.AST) -> bool:
        return any(isinstance(one, ast.Call) and code.called(one.func) == f"{module}.dumps" for one in ast.walk(node))

    if last == "loads":
        if isinstance(scope, Function) and any(last_name(source) == one.arg for one in scope.args.args):
            return False
        values = [
            one.value
            for one in code.of(ast.Assign)
            if last_name(source) and last_name(source) in map(last_name, one.targets)
        ]
        return dumps(source) or (
            isinstance(scope, Function) and any(dumps(one) and scope_of(code, one) is scope for one in values)
        )
    opened = _path_of(code, source)
    written = {
        _path_of(code, one.args[1])
        for one in code.of(ast.Call)
        if code.called(one.func) == f"{module}.dump" and len(one.args) >= 2
    }
    return bool(opened) and opened in written


def _path_of(code: PythonCode, handle: ast.expr) -> str:
    """The path of an open file, as it is written."""
    if isinstance(handle, ast.Constant | ast.Name) and (
        isinstance(handle, ast.Constant) or handle.id not in _bound(code)
    ):
        return ast.dump(handle)
    opened: ast.expr | None = handle
    if isinstance(handle, ast.Name):
        near = [one for one in _bound(code)[handle.id] if one.lineno <= handle.lineno]
        opened = max(near, key=lambda one: one.lineno) if near else None
    if isinstance(opened, ast.Call):
        if isinstance(opened.func, ast.Attribute) and opened.func.attr == "open" and not opened.args[1:]:
            return ast.dump(opened.func.value)
        return ast.dump(opened.args[0]) if opened.args else ""
    return ""


def _bound(code: PythonCode) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for one in code.of(ast.withitem):
        if isinstance(one.optional_vars, ast.Name):
            found.setdefault(one.optional_vars.id, []).append(one.context_expr)
    for assignment in code.of(ast.Assign):
        if isinstance(assignment.value, ast.Call) and isinstance(assignment.targets[0], ast.Name):
            found.setdefault(assignment.targets[0].id, []).append(assignment.value)
    return found


def _is_filled(code: PythonCode, call: ast.Call) -> bool:
    """Whether the block itself puts something into the shelf it opens."""
    if any(
        one.arg == "flag" and isinstance(one.value, ast.Constant) and one.value.value == "r" for one in call.keywords
    ):
        return False
    scope = scope_of(code, call)
    taken = {one.arg for one in scope.args.args} if isinstance(scope, Function) else set()
    if call.args and last_name(call.args[0]) in taken:
        return False
    return any(isinstance(one.ctx, ast.Store) for one in code.of(ast.Subscript))


def _is_unpacked(code: PythonCode, node: ast.expr, call: ast.Call) -> bool:
    """Whether it comes out of a decoder that is given a parameter of the function, or what was packed just before."""
    scope = scope_of(code, call)
    taken = {one.arg for one in scope.args.args} if isinstance(scope, Function | ast.Lambda) else set()
    for above in code.around(call):
        if isinstance(above, ast.Lambda):
            taken |= {one.arg for one in above.args.args}
    unpacked = False
    waiting: list[ast.expr] = [node]
    seen: set[str] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, ast.Name):
            if one.id in taken and (one.id not in seen) and not _given(code, one.id, scope):
                return unpacked
            if one.id not in seen:
                seen.add(one.id)
                waiting += _given(code, one.id, scope)
                if one.id in taken and unpacked:
                    return True
        elif isinstance(one, ast.Call):
            if (last_name(one.func) in _UNPACKERS or code.called(one.func) == "codecs.decode") and one.args:
                unpacked = True
                waiting.append(one.args[0])
            elif isinstance(one.func, ast.Attribute) and one.func.attr in ("decode", "encode", "strip", "read"):
                waiting.append(one.func.value)
            elif one.args and last_name(one.func) in (
                "str",
                "bytes",
                "BytesIO",
                "StringIO",
                "GzipFile",
                "bytearray",
                "decode",
            ):
                waiting.append(one.args[0])
                unpacked = unpacked or last_name(one.func) == "GzipFile" or code.called(one.func) == "codecs.decode"
            elif unpacked and last_name(one.func) in ("b64encode", "compress", "hexlify", "b32encode"):
                return True
    return False


def _given(code: PythonCode, name: str, scope: ast.AST) -> list[ast.expr]:
    return [
        one.value
        for one in code.of(ast.Assign)
        if any(isinstance(target, ast.Name) and target.id == name for target in one.targets)
        and scope_of(code, one) is scope
    ]


def _makes_code(code: PythonCode, name: str) -> bool:
    """Whether a function here returns compiled code."""
    return any(
        isinstance(one, ast.Return)
        and isinstance(one.value, ast.Call)
        and code.called(one.value.func) in ("compile", "ast.parse", "marshal.loads")
        for function in code.functions
        if function.name == name
        for one in ast.walk(function)
    )


def _evaluated(code: PythonCode, call: ast.Call) -> str:
    """`eval` and `exec` where they stand for loading: of a parsed or unpacked text, of what a function was handed."""
    source = call.args[0]
    scope = scope_of(code, call)
    inner = [source, *_given(code, last_name(source), scope)] if isinstance(source, ast.Name) else [source]
    for one in inner:
        for node in ast.walk(one):
            if isinstance(node, ast.Call) and (
                last_name(node.func) in _UNPACKERS or code.called(node.func) in ("ast.parse", "repr", "json.loads")
            ):
                return "a text from outside is unpacked and run as code"
            if len(call.args) > 1:
                # whoever hands over names of its own runs what it has made
                continue
            if isinstance(node, ast.Call) and _makes_code(code, last_name(node.func)):
                return "a text from outside is compiled and run as code"
            if isinstance(node, ast.Call) and node.args and code.called(node.func) == "compile":
                first = node.args[0]
                # a template of one's own, and a file that is run as one, are compiled too
                if isinstance(first, ast.Name) and not any(
                    isinstance(each, ast.JoinedStr | ast.BinOp) for each in _given(code, first.id, scope)
                ):
                    return "a text from outside is compiled and run as code"
    if isinstance(scope, Function) and isinstance(source, ast.Name) and len(call.args) == 1 and not call.keywords:
        handed = {one.arg for one in scope.args.args}
        if source.id in handed and isinstance(next(code.around(call), None), ast.Return | ast.Assign | ast.Expr):
            return "a text that was handed in is evaluated to get its value"
    return ""


_DATA = r"(?:cat|grep|egrep|sed|awk|jq|head|tail|curl|wget|cut|tr|base64|gunzip|zcat|xz|<)"
_EVALUATED = re.compile(rf"^\s*eval\s+[\"']?\s*[\s\S]*?\$\(\s*{_DATA}[\s\S]*")
_SOURCED = re.compile(r"^\s*(?:source|\.)\s+(?P<what>[\s\S]+)")
_SETTINGS = re.compile(r"""^["']?(?:/(?!etc/|usr/|proc/|dev/)|/tmp/|\$1|\$\{1)[^"'\s]*["']?\s*$""")
_SETTINGS_FILE = re.compile(
    r"\.(?:conf|cfg|ini|env|state|dat|data|dump|txt|settings|tmp|session|cache|rec)[\"']?\s*$|^[\"']?\$\{?1"
)
_FED = re.compile(r"(?:^\s*cat\s+[^|]*|\}\s*)\|\s*(?:ba|da|z|k)?sh\s*(?:-s\b[^|]*)?$")
_EVALUATING = re.compile(
    r"perl\b[\s\S]*(?:\bdo\s+\$ARGV|\beval\s+(?:\$_|<|join)|Storable|retrieve\()"
    r"|awk\b[\s\S]*?\w\s*=\s*\"[^\"]*\"\s*\$\d[\s\S]*?\|\s*getline"
)


@rule.bash
def in_bash(code: BashCode) -> Iterable[Hit]:
    taken: set[str] | None = None
    for node in [*code.of("command"), *code.of("pipeline")][:_MOST_CALLS]:
        text = code.text(node)[:2_000]
        if node.type == "pipeline":
            if _FED.search(text) and "curl" not in text:
                yield Hit("a file of settings is run as a script", code.span(node))
        elif text.startswith("eval"):
            if "@sh" in text:
                # jq quotes each value for the shell
                continue
            taken = _taken(code) if taken is None else taken
            if _EVALUATED.search(text) or not taken.isdisjoint(re.findall(r"\$\{?(\w+)", text)):
                yield Hit("what was read is run as code, to get the values in it", code.span(node))
        elif match := _SOURCED.match(text):
            what = match.group("what")
            if what.startswith("<(") and re.search(r"\b(?:cat|sort|grep|curl|jq|sed)\b|<\(\s*\w+\s+[\"']?[/$]", what):
                yield Hit("what was read is run as code, to get the values in it", code.span(node))
            elif _SETTINGS.search(what) and _SETTINGS_FILE.search(what) and _outside(what):
                yield Hit("a file of settings is run as a script", code.span(node))
        elif text.startswith(("perl", "awk", "gawk")) and _EVALUATING.search(text):
            yield Hit("what was read is run as code, to get the values in it", code.span(node))


def _outside(what: str) -> bool:
    return not re.search(r"venv|/bin/activate|\.bashrc|\.profile|nvm|completion", what)


def _taken(code: BashCode) -> set[str]:
    """The variables that hold what was read or fetched."""
    taken: set[str] = set()
    for node in code.of("variable_assignment"):
        own, _, value = code.text(node).partition("=")
        if re.match(rf"[\"']?\$\(\s*{_DATA}", value):
            taken.add(own.rstrip("+"))
    for node in code.of("command"):
        text = code.text(node)[:500]
        if text.startswith(("read", "mapfile", "IFS=")) and re.match(
            r"(?:IFS=\S*\s+)?(?:read|mapfile|readarray)\b", text
        ):
            taken.update(re.findall(r"\w+", text))
            if text.startswith("mapfile") and "-C" in text:
                # a callback gets the line as its second parameter
                taken.add("2")
    for node in code.of("for_statement"):
        if match := re.match(r"for\s+(\w+)\s+in\s+[\"']?(?:\$\(|`|\$\{\w+\[@\])", code.text(node)[:200]):
            taken.add(match[1])
    return taken


rule.example(
    "python",
    """\
import pickle

with open("received.bin", "rb") as handle:
    print(pickle.load(handle))
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
import yaml

print(yaml.load(open("settings.yaml"), Loader=yaml.Loader))
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
import base64
import json
import zlib

def unpack(data):
    return json.loads(zlib.decompress(base64.b64decode(data)))
""",
    Decision.WARN,
)
rule.example(
    "python",
    """\
import json

print(json.load(open("received.json")))
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
import yaml

print(yaml.safe_load(open("settings.yaml")))
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
import ast

print(ast.literal_eval("[1, 2, 3]"))
""",
    Decision.ALLOW,
)
rule.example(
    "python",
    """\
import pickle

def copy(thing):
    return pickle.loads(pickle.dumps(thing))
""",
    Decision.ALLOW,
    "it loads what it has just dumped",
)
rule.example(
    "python",
    """\
import hashlib
import hmac
import pickle

def load(data, signature, key):
    if not hmac.compare_digest(hmac.new(key, data, hashlib.sha256).digest(), signature):
        raise ValueError("not ours")
    return pickle.loads(data)
""",
    Decision.ALLOW,
    "the signature is checked first",
)
rule.example(
    "bash",
    """\
eval "$(cat received.conf)"
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
while IFS= read -r line; do
    eval "$line"
done < received.conf
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
settings=$(curl -s http://localhost:8000/settings)
eval "$settings"
""",
    Decision.WARN,
)
rule.example(
    "bash",
    """\
eval "$(ssh-agent -s)"
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
source .venv/bin/activate
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
while IFS='=' read -r key value; do
    echo "$key is $value"
done < received.conf
""",
    Decision.ALLOW,
)
rule.example(
    "bash",
    """\
. /etc/os-release
echo "$ID"
""",
    Decision.ALLOW,
    "the system's own file",
)
rule.example(
    "bash",
    """\
eval "$(jq -r '@sh "name=\\(.name)"' settings.json)"
""",
    Decision.ALLOW,
    "every value is quoted for the shell",
)
rule.example(
    "python",
    'import yaml\nyaml.load("!!python/object/apply:os.remove [kept.txt]", Loader=yaml.UnsafeLoader)\n',
    Decision.BLOCK,
    "what it runs stands in it",
)
rule.example(
    "python",
    "import xml.etree.ElementTree as tree\n\ndef read(text):\n    return tree.fromstring(text)\n",
    Decision.WARN,
)
rule.example(
    "python",
    "import json\n\ndef read(path):\n    return json.loads(open(path).read())\n",
    Decision.ALLOW,
)
rule.example(
    "bash",
    'while read -r line; do eval "$line"; done < received.txt\n',
    Decision.WARN,
)
