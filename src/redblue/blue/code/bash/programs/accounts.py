"""Users, passwords, privileges."""

from __future__ import annotations

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import Call, spaced
from redblue.blue.code.bash.programs.shells import evaluate
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, Value, unknown


@program("useradd", "adduser", "usermod", "userdel", "deluser", "groupadd", "groupdel", "groupmod", "gpasswd", "chage",
         "passwd", "chsh", "chfn", "addgroup", "delgroup", "newusers", "vipw", "vigr")  # fmt: skip
def account(call: Call) -> Value | None:
    options = call.options("cdegGkKmpsuaMAnxwiIEWLZR".replace("m", "").replace("n", ""), frozenset({
        "comment", "home", "gid", "groups", "shell", "uid", "password", "ingroup", "gecos", "home-dir",
    }))  # fmt: skip
    target = options.operands[-1] if options.operands else Value("")
    if call.name == "adduser" and len(options.operands) == 2:
        target = options.operands[0]
    call.act(Verb.ACCOUNT, target, data=spaced([Value(call.name), *call.args]))
    return None


@program("chpasswd")
def chpasswd(call: Call) -> Value | None:
    name = call.stdin.text.partition(":")[0]
    call.act(Verb.ACCOUNT, Value(name or HOLE, call.stdin.origins), data=Value("chpasswd"))
    return None


@program("visudo")
def visudo(call: Call) -> Value | None:
    call.act(Verb.ACCOUNT, Value("sudoers"), data=Value("visudo"))
    call.act(Verb.WRITE, Value("/etc/sudoers"), data=call.stdin)
    return None


@program("sudo", "doas", "pkexec", "gosu", "run0", "su-exec")
def sudo(call: Call) -> Value | None:
    options = call.options("ugCDhprRtTU", frozenset({"user", "group", "host", "prompt", "chdir", "chroot"}), words=True)
    words = [*options.operands]
    if call.name in ("gosu", "su-exec"):
        words = words[1:]
    while words and "=" in words[0].text and words[0].text.partition("=")[0].isidentifier():
        words.pop(0)
    if not words:
        if options.has("i", "s") or call.name == "pkexec":
            call.act(Verb.ESCALATE, Value("root shell"))
            words = [Value("sh")]
        else:
            if options.has("l"):
                call.act(Verb.LIST, Value("/etc/sudoers"))
            return call.output()
    outer, call.run.privileged = call.run.privileged, True
    try:
        return call.start(words)
    finally:
        call.run.privileged = outer


@program("su", "runuser", "sg", "newgrp")
def su(call: Call) -> Value | None:
    options = call.options("csgG", frozenset({"command", "shell", "user"}))
    user = next((one for one in options.operands if one.text != "-"), Value("root"))
    command = options.last("c", "command")
    if call.name == "sg" and len(options.operands) > 1:
        command = options.operands[1]
    if user.text == "root":
        call.act(Verb.ESCALATE, Value("root"), data=command or Value(""))
    if command is None:
        call.stdin = call.stdin if call.stdin.text != HOLE else Value()
        return evaluate(call, call.stdin, "su", "su", note=False) if call.stdin.text != HOLE else call.output()
    outer, call.run.privileged = call.run.privileged, call.run.privileged or user.text == "root"
    try:
        return evaluate(call, command, "su", "su -c")
    finally:
        call.run.privileged = outer


@program("setcap", "capsh", "setpriv")
def setcap(call: Call) -> Value | None:
    operands = call.options().operands
    if call.name == "setcap" and len(operands) > 1:
        call.act(Verb.ESCALATE, operands[0], data=call.path(operands[1]))
    elif call.name != "setcap":
        call.act(Verb.ESCALATE, call.joined())
    return None


@program("nsenter", "unshare", "chroot", "fakeroot", "bwrap", "systemd-nspawn", "firejail")
def namespaces(call: Call) -> Value | None:
    options = call.options("tSGrw", frozenset({"target", "setuid", "setgid", "userspec", "root", "wd"}), words=True)
    words = options.operands
    if call.name == "chroot":
        words = words[1:]
    if call.name == "nsenter" and (options.last("t", "target") or Value("")).text == "1":
        call.act(Verb.ESCALATE, Value("host namespaces"), data=call.joined())
    return call.start(words) if words else unknown(call.stdin)
