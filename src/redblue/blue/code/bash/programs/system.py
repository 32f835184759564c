"""Programs that change the system: services, schedules, kernel, disks, firewall, power."""

from __future__ import annotations

import re

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import Call, spaced
from redblue.blue.code.bash.programs.shells import evaluate
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, UNKNOWN, Value, unknown

_UNIT_ACTIONS = frozenset({
    "start", "stop", "restart", "reload", "enable", "disable", "mask", "unmask", "kill", "isolate", "edit", "link",
    "daemon-reload", "set-property", "revert", "reenable", "try-restart", "reload-or-restart", "set-environment",
    "preset", "set-default", "import-environment", "bootout", "bootstrap", "load", "unload", "remove", "submit",
})  # fmt: skip
_TIME = re.compile(
    r"(?i)(?:now|noon|midnight|teatime|today|tomorrow|next|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec)\w*(?:[+\s].*)?$|\+|\d{1,4}(?:[:.]\d\d)?(?:am|pm|utc)?$|\d{1,4}[-/.]\d|.*\ufffc"
)
"""How what `at` takes for a time begins."""
_POWER = frozenset({"reboot", "poweroff", "halt", "kexec", "suspend", "hibernate", "rescue", "emergency"})


@program("systemctl", "launchctl")
def systemctl(call: Call) -> Value:
    options = call.options("tHMsnop", frozenset({"type", "state", "property", "signal", "root", "lines"}))
    if not options.operands:
        return call.output()
    action, *units = options.operands
    how = frozenset({"user"}) if options.has("user") else frozenset[str]()
    if action.text in _POWER:
        call.act(Verb.POWER, action)
    elif action.text in _UNIT_ACTIONS or HOLE in action.text:
        if options.has("now"):
            how |= {"now"}
        for unit in units or [Value("")]:
            call.act(Verb.SERVICE, unit, data=action, how=how)
    return call.output()


@program("service", "rc-service", "invoke-rc.d", "initctl", "sv", "supervisorctl")
def service(call: Call) -> Value:
    operands = call.options().operands
    if call.name in ("initctl", "sv", "supervisorctl"):
        operands = operands[::-1]
    if len(operands) > 1 and operands[1].text not in ("status", "--status-all"):
        call.act(Verb.SERVICE, operands[0], data=operands[1])
    return call.output()


@program("update-rc.d", "chkconfig", "rc-update", "insserv")
def boot_service(call: Call) -> Value | None:
    operands = call.options("", frozenset({"level"})).operands
    if call.name == "rc-update":
        operands = operands[1::-1] + operands[2:]
    if operands:
        call.act(Verb.SERVICE, operands[0], data=operands[1] if len(operands) > 1 else Value("enable"))
    return None


@program("crontab")
def crontab(call: Call) -> Value | None:
    options = call.options("u")
    target = Value("crontab")
    if options.has("l"):
        call.act(Verb.READ, Value("/var/spool/cron/crontabs"))
        return call.output()
    if options.has("r"):
        call.act(Verb.DELETE, Value("/var/spool/cron/crontabs"))
        return None
    if options.has("e"):
        call.act(Verb.SCHEDULE, target, data=UNKNOWN)
        return None
    content = call.read_all(options.operands)
    call.act(Verb.SCHEDULE, target, data=content)
    for line in content.text.split("\n")[:50]:
        words = line.strip().lstrip(HOLE).split(None, 1 if line.strip().startswith("@") else 5)
        if len(words) in (2, 6) and words[0][:1] not in "#":
            evaluate(call, Value(words[-1], content.origins), "crontab", "crontab", note=False)
    return None


@program("at", "batch", "systemd-run", "anacron", "fcron", "schtasks")
def at(call: Call) -> Value | None:
    if call.name == "systemd-run":
        options = call.options("pu", frozenset({"unit", "property", "on-calendar", "on-active", "slice", "uid",
                                               "setenv"}),
                               words=True)  # fmt: skip
        call.act(Verb.SCHEDULE, Value("systemd-run"), data=spaced(options.operands))
        return call.start(options.operands)
    options = call.options("fqtcdr")
    if options.has("l") or (call.args[:1] and call.args[0].text in ("-V", "-c", "-d", "-r")):
        return call.output()
    when = options.operands[0].text if options.operands else ""
    if call.name == "at" and not options.has("t") and not _TIME.match(when):
        return None  # a word of prose or of a trace of calls
    source = options.last("f")
    content = call.read(source) if source is not None else call.stdin
    call.act(Verb.SCHEDULE, Value(call.name), data=content)
    if content.text != HOLE:
        evaluate(call, content, call.name, call.name, note=False)
    return None


@program("insmod", "modprobe", "rmmod", "kmod", "depmod", "dkms")
def kernel_module(call: Call) -> Value | None:
    operands = call.options("dCS").operands
    call.act(Verb.ESCALATE, Value("kernel module"), data=call.joined())
    if call.name == "insmod" and operands:
        call.act(Verb.EVALUATE, Value("kernel"), data=call.read(operands[0]))
    return None


@program("iptables", "ip6tables", "ufw", "nft", "firewall-cmd", "iptables-restore", "ebtables", "arptables", "pfctl")
def firewall(call: Call) -> Value:
    texts = [one.text for one in call.args]
    reads = any(
        one in ("-L", "-S", "--list", "status", "list", "--list-all", "-nL", "-vnL", "--state") for one in texts
    )
    if not reads and call.args:
        call.act(Verb.DEFEND, Value("firewall"), data=call.joined())
    return call.output()


@program("setenforce", "aa-disable", "aa-teardown", "aa-complain", "semanage", "setsebool", "chcon",
         "spctl", "csrutil")  # fmt: skip
def protection(call: Call) -> Value | None:
    call.act(Verb.DEFEND, Value({"setenforce": "selinux", "setsebool": "selinux", "semanage": "selinux",
                                 "chcon": "selinux"}.get(call.name, call.name)), data=call.joined())  # fmt: skip
    return None


@program("sysctl")
def sysctl(call: Call) -> Value:
    options = call.options("", frozenset({"pattern"}))
    for one in options.operands:
        name, sign, value = one.text.partition("=")
        if sign:
            call.act(Verb.DEFEND, Value("kernel." + name if not name.startswith("kernel.") else name, one.origins),
                     data=Value(value, one.origins))  # fmt: skip
    if options.has("p", "load", "system"):
        call.act(Verb.DEFEND, Value("kernel"), data=call.joined())
    return call.output()


@program("mount", "umount", "swapoff", "swapon", "losetup", "fusermount", "cryptsetup", "lvremove", "vgremove",
         "pvremove", "zpool", "mdadm", "dmsetup", "blkdiscard", "wipefs", "hdparm")  # fmt: skip
def mount(call: Call) -> Value:
    options = call.options("toLUOp", frozenset({"types", "options", "source", "target"}))
    operands = options.operands
    if not operands and not options.has("a", "all"):
        return call.output()
    how = frozenset({"format" if call.name in ("wipefs", "blkdiscard") else call.name})
    for one in operands or [Value("all")]:
        call.act(Verb.MOUNT, call.path(one), data=call.joined(), how=how)
    return call.output()


@program("mkfs", "mkfs.ext2", "mkfs.ext3", "mkfs.ext4", "mkfs.xfs", "mkfs.btrfs", "mkfs.vfat", "mkfs.fat", "mkfs.ntfs",
         "mkfs.f2fs", "mke2fs", "mkswap", "fdisk", "sfdisk", "cfdisk", "gdisk", "sgdisk", "parted", "format",
         "newfs")  # fmt: skip
def format_(call: Call) -> Value:
    options = call.options("tLFbcmNUiTo", frozenset({"type"}))
    if call.name in ("fdisk", "parted", "sfdisk") and options.has("l", "list", "d", "dump"):
        for one in options.operands:
            call.act(Verb.LIST, one)
        return call.output()
    for one in options.operands[:1] if call.name == "parted" else options.operands:
        call.act(Verb.MOUNT, call.path(one), data=call.joined(), how=frozenset({"format"}))
    return call.output()


@program("reboot", "shutdown", "halt", "poweroff", "init", "telinit", "pm-suspend")
def power(call: Call) -> Value | None:
    if call.name in ("init", "telinit") and not (call.args and call.args[0].text in "06s1"):
        return None
    call.act(Verb.POWER, Value(call.name if not call.args else f"{call.name} {call.joined().text}"))
    return None


@program("hostnamectl", "timedatectl", "localectl", "hwclock", "hostname", "domainname",
         "update-grub", "grub-install", "efibootmgr", "nvram", "ifconfig", "ip", "route", "ldconfig", "tc")  # fmt: skip
def settings(call: Call) -> Value:
    texts = [one.text for one in call.args]
    changes = {"ip": ("add", "del", "set", "flush", "replace"), "ifconfig": ("up", "down"), "route": ("add", "del"),
               "hostnamectl": ("set-hostname",), "timedatectl": ("set-time", "set-ntp", "set-timezone"),
               "update-grub": (), "grub-install": ()}.get(call.name, ())  # fmt: skip
    if any(one in changes for one in texts):
        call.act(Verb.DEFEND, Value(call.name), data=call.joined())
    return unknown(call.output())


@program("logger", "wall", "write", "mesg")
def logger(call: Call) -> Value | None:
    return None


@program("logrotate", "tmpwatch", "tmpreaper")
def rotated(call: Call) -> Value | None:
    call.on_paths(Verb.DELETE if call.name != "logrotate" else Verb.READ, call.options("sm").operands[-1:])
    return None
