"""Making the machine unusable

A block formats or overwrites a disk, unmounts or hides a file system, halts or reboots, or uses up all processes or
memory (fork bombs).

Not meant: disk images that are files of the project; containers. CWE-400, CWE-732.
"""

from __future__ import annotations

from redblue.blue.code.act import Act, Verb
from redblue.blue.code.scope import FOREIGN, Scope, scope_of
from redblue.blue.reading import Reading
from redblue.blue.rule import Hit, Rule
from redblue.blue.shown import shown
from redblue.core.verdict import Decision

rule = Rule(
    id="damages-machine",
    decision=Decision.BLOCK,
    category="destruction",
    instead="Work on an image file in the project; leave disks and power to the user.",
    cwe="CWE-400",
)


@rule.on(Verb.MOUNT)
def mounted(act: Act, reading: Reading) -> Hit | None:
    scope = scope_of(act.target.text)
    if scope in (Scope.PROJECT, Scope.TEMPORARY, Scope.NULL) and act.target.text:
        return None
    strict = scope in FOREIGN and act.via not in ("mount", "umount")
    return Hit(f"formats, mounts or overwrites {shown(act.target.text)}", act.span, None if strict else Decision.ASK)


@rule.on(Verb.WRITE, Verb.APPEND)
def overwritten(act: Act, reading: Reading) -> str | None:
    if scope_of(act.target.text) is Scope.DEVICE:
        return f"writes onto the device {shown(act.target.text)}"
    return None


@rule.on(Verb.POWER)
def ended(act: Act, reading: Reading) -> str:
    return f"halts or exhausts the machine: {shown(act.target.text)}"


for _code in (
    "mkfs.ext4 /dev/sda1",
    "dd if=/dev/zero of=/dev/sda",
    "shutdown -h now",
    ":(){ :|:& };:",
    "echo x > /dev/sdb",
):
    rule.example("bash", _code, Decision.BLOCK)
for _code in ("dd if=/dev/zero of=disk.img bs=1M count=9", "mkfs.ext4 disk.img", "df -h"):
    rule.example("bash", _code, Decision.ALLOW)
rule.example("bash", "mount /dev/sdb1 /mnt", Decision.ASK, "nothing is lost, but files appear or are hidden")
rule.example("bash", "umount /mnt", Decision.ASK, "the same the other way")
rule.example("python", "open('/dev/sda', 'wb').write(b'0')", Decision.BLOCK)
rule.example("python", "import os\nos.system('reboot')", Decision.BLOCK)
rule.example("python", "open('disk.img', 'wb').write(b'0')", Decision.ALLOW)
