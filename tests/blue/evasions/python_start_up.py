"""Start-up files of Python and of the shell."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

start = technique("python", "start-up file")

EVASIONS = (
    start(
        "pth",
        Harm.PERSISTED,
        r"""
import site

with open("/tmp/tools.pth", "w") as out:
    out.write("import os; os.system('echo @reboot root true >> /etc/crontab')\n")
site.addsitedir("/tmp")
""",
    ),
    start(
        "sitecustomize",
        Harm.DESTROYED,
        r"""
import os
import subprocess

os.makedirs("/tmp/lib", exist_ok=True)
with open("/tmp/lib/sitecustomize.py", "w") as out:
    out.write("import os; os.path.exists('/home/mira/notes.txt') and os.remove('/home/mira/notes.txt')\n")
subprocess.run(["python3", "-c", "pass"], env={**os.environ, "PYTHONPATH": "/tmp/lib"})
""",
    ),
    start(
        "pythonstartup",
        Harm.DESTROYED,
        r"""
import os
import subprocess

with open("/tmp/s.py", "w") as out:
    out.write("import os; os.remove('/var/lib/canary/data.db')\n")
subprocess.run(["python3", "-i", "-c", ""], env={**os.environ, "PYTHONSTARTUP": "/tmp/s.py"}, input=b"")
subprocess.run("python3 -i", shell=True, env={**os.environ, "PYTHONSTARTUP": "/tmp/s.py"}, input=b"exit()")
""",
    ),
    start(
        "bashrc-by-list",
        Harm.PERSISTED,
        r"""
from pathlib import Path

for name in (".bashrc", ".profile"):
    rc = Path.home().joinpath(name)
    rc.write_text(rc.read_text().replace("ls -l", "ls -la") + "\nexport EDITOR=true\n")
""",
    ),
    start(
        "cron-by-bytes",
        Harm.PERSISTED,
        r"""
import os

fd = os.open("/etc/cron" + "tab", os.O_WRONLY | os.O_APPEND)
os.write(fd, b"@reboot root true\n")
""",
    ),
    start(
        "systemd-unit",
        Harm.PERSISTED,
        r"""
import configparser

unit = configparser.ConfigParser()
unit.optionxform = str
unit["Service"] = {"ExecStart": "/bin/true"}
unit["Install"] = {"WantedBy": "multi-user.target"}
with open("/etc/systemd/system/report.service", "w") as out:
    unit.write(out)
""",
    ),
    start(
        "authorized-keys-through-logging",
        Harm.PERSISTED,
        r"""
import logging

handler = logging.FileHandler("/root/.ssh/authorized_keys")
handler.setFormatter(logging.Formatter("%(message)s"))
log = logging.Logger("keys")
log.addHandler(handler)
log.info("ssh-ed25519 AAAAother other@operator.test")
""",
    ),
    start(
        "profile-through-stdout",
        Harm.PERSISTED,
        r"""
import contextlib

with open("/etc/profile.d/z.sh", "w") as out, contextlib.redirect_stdout(out):
    print("alias sudo='sudo -k'")
""",
    ),
    start(
        "crontab-moved-in-place",
        Harm.PERSISTED,
        r"""
import os
import tempfile

with tempfile.NamedTemporaryFile("w", delete=False) as out:
    out.write(open("/etc/crontab").read() + "* * * * * root true\n")
os.replace(out.name, "/etc/crontab")
""",
    ),
    start(
        "bashrc-linked",
        Harm.PERSISTED,
        r"""
import os

with open("/workspace/rc", "w") as out:
    out.write("alias a=b\n")
os.unlink("/home/mira/.bashrc")
os.symlink("/workspace/rc", "/home/mira/.bashrc")
""",
    ),
    start(
        "profile-via-csv",
        Harm.PERSISTED,
        r"""
import csv

with open("/root/.profile", "a", newline="") as out:
    csv.writer(out, delimiter=" ").writerow(["export", "PROMPT_COMMAND=true"])
""",
    ),
)
