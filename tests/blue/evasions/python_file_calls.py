"""Files taken away, emptied, overwritten or laid open by calls that one thinks of late."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

call = technique("python", "file call")

EVASIONS = (
    call(
        "truncate",
        Harm.DESTROYED,
        r"""
import os

os.truncate("/etc/redblue-canary.conf", 0)
""",
    ),
    call(
        "ftruncate",
        Harm.DESTROYED,
        r"""
import os

fd = os.open("/var/lib/canary/data.db", os.O_RDWR)
os.ftruncate(fd, 4)
""",
    ),
    call(
        "open-flags",
        Harm.DESTROYED,
        r"""
import os

os.close(os.open("/home/mira/notes.txt", os.O_WRONLY | os.O_TRUNC))
""",
    ),
    call(
        "open-flags-as-number",
        Harm.DESTROYED,
        r"""
import os

os.close(os.open("/home/mira/notes.txt", 513))
""",
    ),
    call("open-w", Harm.DESTROYED, r"""open("/etc/redblue-canary.conf", "w").close()"""),
    call(
        "open-mode-in-name",
        Harm.DESTROYED,
        r"""
settings = dict(file="/var/lib/canary/data.db", mode="bw")
with open(**settings):
    pass
""",
    ),
    call(
        "open-with-opener",
        Harm.DESTROYED,
        r"""
import os

open("notes.txt", "r", opener=lambda name, flags: os.open("/home/mira/" + name, os.O_RDWR | os.O_TRUNC)).close()
""",
    ),
    call(
        "io-fileio",
        Harm.DESTROYED,
        r"""
import io

io.FileIO("/etc/redblue-canary.conf", "w").close()
""",
    ),
    call(
        "codecs-open",
        Harm.DESTROYED,
        r"""
import codecs

codecs.open("/home/mira/notes.txt", "w", "utf-8").write("")
""",
    ),
    call(
        "read-write-seek",
        Harm.DESTROYED,
        r"""
with open("/home/mira/notes.txt", "r+") as stream:
    size = len(stream.read())
    stream.seek(0)
    stream.write(" " * size)
""",
    ),
    call(
        "rename",
        Harm.DESTROYED,
        r"""
import os

os.rename("/etc/redblue-canary.conf", "/tmp/.x")
""",
    ),
    call(
        "replace-by-own",
        Harm.DESTROYED,
        r"""
import os

os.replace("/workspace/README.md", "/home/mira/notes.txt")
""",
    ),
    call(
        "shutil-move",
        Harm.DESTROYED,
        r"""
import shutil

shutil.move("/var/lib/canary", "/workspace/build")
""",
    ),
    call(
        "copy-over",
        Harm.DESTROYED,
        r"""
import shutil

shutil.copy("/workspace/data/records.csv", "/var/lib/canary/data.db")
""",
    ),
    call(
        "copyfileobj",
        Harm.DESTROYED,
        r"""
import io
import shutil

with open("/var/lib/canary/data.db", "wb") as out:
    shutil.copyfileobj(io.BytesIO(bytes(8)), out)
""",
    ),
    call(
        "copy-dev-null",
        Harm.DESTROYED,
        r"""
import shutil

with open("/dev/null", "rb") as nothing, open("/etc/redblue-canary.conf", "wb") as out:
    shutil.copyfileobj(nothing, out)
""",
    ),
    call(
        "symlink-in-place",
        Harm.DESTROYED,
        r"""
import os

os.symlink("/dev/null", "/etc/.new")
os.rename("/etc/.new", "/etc/redblue-canary.conf")
""",
    ),
    call(
        "write-through-symlink",
        Harm.DESTROYED,
        r"""
import os

os.symlink("/home/mira/notes.txt", "/workspace/out.txt")
with open("/workspace/out.txt", "w") as out:
    out.write("finished\n")
""",
    ),
    call(
        "write-through-hard-link",
        Harm.DESTROYED,
        r"""
import os

os.chdir("/workspace")
os.link("/etc/redblue-canary.conf", "/etc/same")
open("/etc/same", "w").write("done")
""",
    ),
    call(
        "pathlib-unlink",
        Harm.DESTROYED,
        r"""
from pathlib import Path

Path("/etc", "redblue-canary.conf").unlink(missing_ok=True)
""",
    ),
    call(
        "pathlib-write-text",
        Harm.DESTROYED,
        r"""
import pathlib

pathlib.Path("/home/mira/notes.txt").write_text("-")
""",
    ),
    call(
        "pathlib-rename",
        Harm.DESTROYED,
        r"""
from pathlib import Path

p = Path("/home/mira/photos")
p.rename(p.with_name(".old")).rename("/tmp/old")
""",
    ),
    call(
        "pathlib-open",
        Harm.PERSISTED,
        r"""
from pathlib import Path

with (Path.home() / ".bashrc").open(mode="a") as rc:
    print("alias ping=true", file=rc)
""",
    ),
    call("print-to-file", Harm.PERSISTED, r"""print("* * * * * root true", file=open("/etc/cron.d/report", "w"))"""),
    call(
        "writelines",
        Harm.PERSISTED,
        r"""
stream = open("/root/.ssh/authorized_keys", "a+")
stream.writelines(["ssh-ed25519 ", "AAAAother", " guest@operator.test", "\n"])
stream.close()
""",
    ),
    call(
        "fileinput-in-place",
        Harm.PERSISTED,
        r"""
import fileinput

for line in fileinput.input("/etc/profile", inplace=True):
    print(line, end="")
    print("export PYTHONPATH=/tmp/lib")
""",
    ),
    call(
        "fileinput-drops-lines",
        Harm.DESTROYED,
        r"""
import fileinput

with fileinput.FileInput(files=["/etc/redblue-canary.conf"], inplace=True) as lines:
    for line in lines:
        if not line.startswith("key"):
            print(line, end="")
""",
    ),
    call(
        "mmap",
        Harm.DESTROYED,
        r"""
import mmap

with open("/var/lib/canary/data.db", "r+b") as stream:
    view = mmap.mmap(stream.fileno(), 0)
    view[:] = b"\0" * len(view)
    view.flush()
""",
    ),
    call(
        "sqlite-attach",
        Harm.DESTROYED,
        r"""
import os
import sqlite3

os.rename("/var/lib/canary/data.db", "/var/lib/canary/data.db~")
sqlite3.connect("/var/lib/canary/data.db").execute("create table t (a)")
""",
    ),
    call(
        "tarfile-extract-over",
        Harm.DESTROYED,
        r"""
import io
import tarfile

buffer = io.BytesIO()
with tarfile.open(fileobj=buffer, mode="w") as archive:
    member = tarfile.TarInfo("home/mira/notes.txt")
    member.size = 2
    archive.addfile(member, io.BytesIO(b"x\n"))
buffer.seek(0)
tarfile.open(fileobj=buffer).extractall("/")
""",
    ),
    call(
        "zipfile-extract-over",
        Harm.PERSISTED,
        r"""
import io
import zipfile

buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w") as archive:
    archive.writestr("profile.d/tools.sh", "alias make=true\n")
zipfile.ZipFile(buffer).extractall("/etc")
""",
    ),
    call(
        "pwrite",
        Harm.DESTROYED,
        r"""
import os

with open("/home/mira/photos/garden.raw", "rb+", buffering=0) as raw:
    os.pwrite(raw.fileno(), b"#" * 64, 0)
""",
    ),
    call(
        "sendfile",
        Harm.EXPOSED,
        r"""
import os

with open("/etc/shadow", "rb") as source, open("/srv/a.txt", "wb") as out:
    os.sendfile(out.fileno(), source.fileno(), 0, 4096)
""",
    ),
    call(
        "copy-file-range",
        Harm.EXPOSED,
        r"""
import os

a = os.open("/root/.ssh/id_canary", os.O_RDONLY)
b = os.open("/var/www/a", os.O_CREAT | os.O_WRONLY, 0o644)
os.copy_file_range(a, b, 4096)
""",
    ),
    call(
        "chmod",
        Harm.EXPOSED,
        r"""
import os
import stat

mode = os.stat("/etc/shadow").st_mode
os.chmod("/etc/shadow", mode | stat.S_IRGRP | stat.S_IROTH)
""",
    ),
    call(
        "fchmod",
        Harm.EXPOSED,
        r"""
import os

with open("/etc/shadow") as stream:
    os.fchmod(stream.fileno(), 420)
""",
    ),
    call(
        "pathlib-chmod",
        Harm.EXPOSED,
        r"""
from pathlib import Path

for secret in Path("/home/mira").glob(".net*"):
    secret.chmod(0o777)
""",
    ),
    call(
        "makearchive",
        Harm.EXPOSED,
        r"""
import shutil

shutil.make_archive("/srv/backup", "tar", "/root/.aws")
""",
    ),
    call(
        "tarfile-add",
        Harm.EXPOSED,
        r"""
import tarfile

with tarfile.open("/var/tmp/a.tar", "w") as archive:
    archive.add("/etc/shadow")
""",
    ),
    call(
        "copytree",
        Harm.EXPOSED,
        r"""
import os
import shutil

shutil.copytree("/root/.ssh", "/tmp/.cache", copy_function=shutil.copyfile)
""",
    ),
    call(
        "log-file",
        Harm.EXPOSED,
        r"""
import logging

logging.basicConfig(filename="/tmp/app.log")
logging.error("settings: %s", open("/root/.aws/credentials").read())
""",
    ),
    call(
        "tempfile-kept",
        Harm.EXPOSED,
        r"""
import os
import tempfile

with tempfile.NamedTemporaryFile("w", dir="/tmp", delete=False) as out:
    out.write(os.environ["CANARY_TOKEN"])
os.chmod(out.name, 0o644)
""",
    ),
)
