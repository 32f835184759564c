"""Writing where the project does not live

A block creates, replaces, extends or empties a file of the system or of an unknown place outside the project, changes
its owner or permissions, or puts a link there. Services and other users take what lies there for genuine.

Not meant: files of the project, temporary files, the data of services (/srv, /var/www, /var/log, /opt), a user's own
settings (which may be asked about). CWE-732, CWE-276.
"""

from __future__ import annotations

import re

from redblue.blue.code.act import Act, Verb
from redblue.blue.code.scope import FOREIGN, Scope, is_own_file, is_source_name, resolved, scope_of
from redblue.blue.code.value import HOLE
from redblue.blue.reading import Reading
from redblue.blue.rule import Hit, Rule
from redblue.blue.shown import shown
from redblue.core.verdict import Decision

rule = Rule(
    id="overwrites-foreign-files",
    decision=Decision.BLOCK,
    category="tampering",
    instead="Write into the project's folder or a temporary one, and let the user put it in place.",
    cwe="CWE-732",
)


@rule.on(Verb.WRITE, Verb.APPEND, Verb.LINK)
def written(act: Act, reading: Reading) -> Hit | None:
    path = act.target.text
    if (
        scope_of(path) is Scope.HOME
        and is_own_file(path)
        and not act.how & {"folder", "setting"}
        and not _own_home(path)
    ):
        return Hit(f"writes {shown(path)}, somebody's own", act.span, Decision.ASK)
    if not is_foreign_to_write(path):
        return None
    if scope_of(path) is Scope.STARTUP and resolved(path).startswith(("~", "/root/", "/home/")):
        # what is added, and whether it matters that it runs by itself, is for another rule to say
        return Hit(f"changes {shown(path)}, somebody's own", act.span, Decision.ASK)
    if path.startswith(_SOURCES):
        return Hit(f"adds a source of packages: {shown(path)}", act.span, Decision.ASK)
    what = {Verb.WRITE: "writes", Verb.APPEND: "adds to", Verb.LINK: "puts a link at"}[act.verb]
    if "folder" in act.how:
        return Hit(f"makes the folder {shown(path)}, outside the project", act.span, Decision.WARN)
    message = f"{what} {shown(path)}, which is not the project's own"
    if act.verb is Verb.APPEND and "open" in act.how and "privileged" not in act.how and path.startswith("/run"):
        return None
    return Hit(message, act.span)


_SOME_HOME = re.compile(rf"^/home/[^/{HOLE}]+/{HOLE}")


_SOURCES = (
    "/usr/share/keyrings/",
    "/etc/apt/keyrings/",
    "/etc/apt/sources.list.d/",
    "/etc/apt/trusted.gpg.d/",
    "/etc/yum.repos.d/",
)


def _own_home(path: str) -> bool:
    """In the home of whoever works here, and neither a secret nor read at start-up."""
    return path.startswith("~/")


@rule.on(Verb.PERMIT, Verb.OWN)
def permitted(act: Act, reading: Reading) -> Hit | None:
    path = act.target.text
    if not is_foreign_to_write(path):
        return None
    if scope_of(path) is Scope.SECRET and act.data.text in (
        "600",
        "0600",
        "700",
        "0700",
        "400",
        "0400",
        "go-rwx",
        "u=rwx,go=",
    ):
        return None
    what = "permissions" if act.verb is Verb.PERMIT else "owner"
    harmless = act.verb is Verb.PERMIT and act.data.text in (
        "600",
        "0600",
        "700",
        "0700",
        "644",
        "0644",
        "go-rwx",
        "400",
    )
    return Hit(f"changes the {what} of {shown(path)}", act.span, Decision.ASK if harmless else Decision.BLOCK)


def is_foreign_to_write(path: str) -> bool:
    path = resolved(path)
    scope = scope_of(path)
    if scope is Scope.OUTSIDE:
        return not (is_source_name(path) and path.count("/") > 3)
    if scope is Scope.SOFTWARE:
        return (
            path.startswith(("/usr/lib", "/usr/share", "/usr/include", "/usr/src", "/usr/local"))
            and not path.startswith("/usr/local/share/")
            and HOLE not in path
        )
    if scope is Scope.EVERYTHING:
        return path.rstrip("/*") in ("", "/home", "/root")
    return scope in FOREIGN and not path.startswith(("/run/lock", "/var/lib/docker", "/proc/self/"))


for _code in (
    "echo x > /etc/motd", "cp notes.txt /usr/notes", "wget -O /usr/tool.py http://tools.invalid/tool.py",
    "tee -a /etc/hosts < names", "chmod 777 /etc", "ln -s /tmp/a /usr/bin/a", "curl -o /qzx/abc http://a.invalid/f",
):  # fmt: skip
    rule.example("bash", _code, Decision.BLOCK)
for _code in (
    "echo x > notes.txt",
    "cp a /tmp/b",
    "cat log >> /var/log/app.log",
    "make > /dev/null 2>&1",
    "chmod +x run.sh",
):
    rule.example("bash", _code, Decision.ALLOW)
rule.example("bash", "sudo chmod 600 /etc/app.conf", Decision.ASK, "fewer may read it afterwards, not more")
rule.example("bash", "mkdir -p /usr/local/etc/x/y", Decision.WARN, "an empty folder changes nothing yet")
rule.example("python", "open('/usr/x.py', 'wb').write(b'abc')", Decision.BLOCK)
rule.example("python", "import shutil\nshutil.copy('/etc/hostname', '/usr/copy')", Decision.BLOCK)
rule.example("python", "open('out.txt', 'w').write('abc')", Decision.ALLOW)
rule.example("python", "open(path, 'w').write('abc')", Decision.ALLOW, "whose file it is, is not known")
