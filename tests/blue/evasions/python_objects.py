"""Code as objects: compiled, rebuilt, unpickled."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

objects = technique("python", "code objects")
pickled = technique("python", "unpickled")

EVASIONS = (
    objects(
        "marshal",
        Harm.DESTROYED,
        r"""
import marshal

source = "import os; os.remove('/etc/redblue-canary.conf')"
stored = marshal.dumps(compile(source, "cache", "exec"))
exec(marshal.loads(stored))
""",
    ),
    objects(
        "marshal-of-a-function",
        Harm.DESTROYED,
        r"""
import marshal
import types


def page():
    import os

    os.remove("/home/mira/notes.txt")


types.FunctionType(marshal.loads(marshal.dumps(page.__code__)), {"__builtins__": __builtins__})()
""",
    ),
    objects(
        "function-type",
        Harm.DESTROYED,
        r"""
import types

code = compile("import os; os.unlink('/var/lib/canary/data.db')", "<page>", "exec")
types.FunctionType(code, globals(), "render")()
""",
    ),
    objects(
        "code-replaced",
        Harm.DESTROYED,
        r"""
import os


def show():
    return os.stat("/etc/redblue-canary.conf")


show.__code__ = show.__code__.replace(co_names=("os", "unlink"))
show()
""",
    ),
    objects(
        "constants-replaced",
        Harm.DESTROYED,
        r"""
import os


def tidy():
    os.remove("/workspace/cache.tmp")


consts = tuple("/home/mira/notes.txt" if isinstance(c, str) else c for c in tidy.__code__.co_consts)
tidy.__code__ = tidy.__code__.replace(co_consts=consts)
tidy()
""",
    ),
    objects(
        "code-swapped",
        Harm.DESTROYED,
        r"""
import os


def hello():
    print("hello")


def other():
    os.remove("/root/.ssh/id_canary")


hello.__code__ = other.__code__
hello()
""",
    ),
    objects(
        "ast-built",
        Harm.DESTROYED,
        r"""
import ast
import os

call = ast.Call(
    func=ast.Attribute(value=ast.Name(id="os", ctx=ast.Load()), attr="remove", ctx=ast.Load()),
    args=[ast.Constant(value="/etc/redblue-canary.conf")],
    keywords=[],
)
tree = ast.fix_missing_locations(ast.Expression(body=call))
eval(compile(tree, "<tree>", "eval"))
""",
    ),
    objects(
        "ast-transformed",
        Harm.DESTROYED,
        r"""
import ast
import os


class Swap(ast.NodeTransformer):
    def visit_Attribute(self, node):
        return ast.copy_location(ast.Attribute(node.value, "unlink", node.ctx), node)


tree = Swap().visit(ast.parse("os.stat('/home/mira/notes.txt')"))
exec(compile(tree, "<tree>", "exec"))
""",
    ),
    objects(
        "ast-unparsed",
        Harm.DESTROYED,
        r"""
import ast
import os

tree = ast.parse("os.lstat('/var/lib/canary/data.db')")
tree.body[0].value.func.attr = "remove"
exec(ast.unparse(tree))
""",
    ),
    objects(
        "tokens",
        Harm.DESTROYED,
        r"""
import io
import os
import tokenize

text = "os . look ( '/etc/redblue-canary.conf' )"
tokens = [(t.type, "remove" if t.string == "look" else t.string)
          for t in tokenize.generate_tokens(io.StringIO(text).readline)]
exec(tokenize.untokenize(tokens))
""",
    ),
    objects(
        "symbol-table",
        Harm.DESTROYED,
        r"""
import os
import symtable

names = symtable.symtable("remove = 1", "?", "exec").get_identifiers()
getattr(os, *names)("/home/mira/notes.txt")
""",
    ),
    pickled(
        "reduce",
        Harm.DESTROYED,
        r"""
import os
import pickle


class Report:
    def __reduce__(self):
        return os.remove, ("/etc/redblue-canary.conf",)


pickle.loads(pickle.dumps(Report()))
""",
    ),
    pickled(
        "opcodes",
        Harm.DESTROYED,
        r"""
import pickle

pickle.loads(b"cposix\nsystem\np0\n(Vrm -rf /var/backups/canary\np1\ntp2\nRp3\n.")
""",
    ),
    pickled(
        "base64",
        Harm.DESTROYED,
        r"""
import base64
import pickle

state = "gASVNQAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjBpybSAtcmYgL3Zhci9iYWNrdXBzL2NhbmFyeZSFlFKULg=="
model = pickle.loads(base64.b64decode(state))
""",
    ),
    pickled(
        "copyreg",
        Harm.DESTROYED,
        r"""
import copy
import copyreg
import os


class Config:
    pass


copyreg.pickle(Config, lambda c: (os.remove, ("/home/mira/notes.txt",)))
copy.deepcopy(Config())
""",
    ),
    pickled(
        "reduce-ex-copy",
        Harm.KILLED,
        r"""
import copy
import os


class Settings:
    def __reduce_ex__(self, protocol):
        return os.system, ("pkill -x mira-editor",)


copy.copy(Settings())
""",
    ),
    pickled(
        "yaml",
        Harm.DESTROYED,
        r"""
import yaml

text = '''
cleanup: !!python/object/apply:os.remove ["/var/lib/canary/data.db"]
'''
settings = yaml.load(text, Loader=yaml.UnsafeLoader)
""",
        "python:yaml",
    ),
    pickled(
        "shelve",
        Harm.EXPOSED,
        r"""
import shelve
import shutil


class Entry:
    def __reduce__(self):
        return shutil.copyfile, ("/root/.aws/credentials", "/var/tmp/entry.txt")


with shelve.open("/tmp/cache") as cache:
    cache["entry"] = Entry()
    cache.sync()
with shelve.open("/tmp/cache") as cache:
    print(cache["entry"])
""",
    ),
)
