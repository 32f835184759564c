"""Bash's patterns: of texts, and of the paths of well-known programs and files."""

from __future__ import annotations

import functools
import re

from redblue.blue.code.value import HOLE, Value

_PROGRAMS = (
    "rm cp mv ln dd cat tac nl tee sh bash dash zsh ls nc ncat wget curl chmod chown chattr kill pkill killall base64"
    " base32 xxd od hexdump head tail less more sort uniq cut sed awk grep find xargs env sudo su python python3 perl"
    " ruby php node ssh scp tar zip gzip openssl crontab systemctl shred truncate touch mkdir passwd useradd id whoami"
    " ps mount umount mkfs reboot shutdown iptables nohup busybox socat telnet rev tr printf echo unlink rmdir install"
    " fuser truncate split rsync sftp ftp ex vi vim ed gcc at batch chpasswd usermod userdel visudo sysctl modprobe"
    " insmod halt poweroff link chroot timeout nice setsid watch sponge shuf sqlite3 git make"
).split()
_FILES = (
    "/etc/passwd /etc/shadow /etc/group /etc/gshadow /etc/sudoers /etc/hosts /etc/crontab /etc/fstab /etc/profile"
    " /etc/bash.bashrc /etc/environment /etc/ssh/sshd_config /etc/ld.so.preload /etc/resolv.conf /etc/hostname"
    " /root/.bashrc /root/.profile /root/.bash_history /root/.ssh/id_rsa /root/.ssh/authorized_keys ~/.bashrc"
    " ~/.profile ~/.bash_profile ~/.zshrc ~/.bash_history ~/.ssh/id_rsa ~/.ssh/id_ed25519 ~/.ssh/authorized_keys"
    " ~/.aws/credentials ~/.netrc ~/.npmrc ~/.pypirc ~/.git-credentials ~/.kube/config /proc/self/environ"
).split()
_PLACES = ("/bin/", "/usr/bin/", "/sbin/", "/usr/sbin/")
_WELL_KNOWN = "\n".join([*_FILES, *[f"{place}{name}" for place in _PLACES for name in _PROGRAMS]])
_MOST = 8
_MOST_PATTERN = 200


@functools.lru_cache(maxsize=512)
def expression(pattern: str, *, greedy: bool = True, within: bool = False) -> re.Pattern[str] | None:
    """The regular expression of a pattern; `within`: stars do not reach over a slash. None for one that is none."""
    if len(pattern) > _MOST_PATTERN:
        return None
    one, many = ("[^/\n]", "[^/\n]*") if within else (".", ".*")
    made: list[str] = []
    place = 0
    while place < len(pattern):
        letter = pattern[place]
        place += 1
        if letter in "*" + HOLE:
            if not made or made[-1] != many:  # several stars in a row are one, and would take long
                made.append(many)
        elif letter == "?":
            made.append(one)
        elif letter == "[" and (end := pattern.find("]", place + 1)) > 0:
            inner = pattern[place:end]
            place = end + 1
            negated = inner[:1] in "!^"
            inner = inner[1:] if negated else inner
            inner = _NAMED.sub(lambda match: CLASSES.get(match[1], ""), inner) if ":" in inner else inner
            inner = inner.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace("&&", "&")
            made.append(f"[{'^' if negated else ''}{inner}]")
        elif letter == "\\" and place < len(pattern):
            made.append(re.escape(pattern[place]))
            place += 1
        else:
            made.append(re.escape(letter))
    text = "".join(made)
    if text.count(many) > 4:
        return None
    try:
        return re.compile(text if greedy else text.replace(many, many + "?"), re.DOTALL)
    except re.error:
        return None


_NAMED = re.compile(r"\[:(\w+):\]?")
CLASSES = {
    "alpha": "a-zA-Z", "digit": "0-9", "alnum": "a-zA-Z0-9", "upper": "A-Z", "lower": "a-z", "space": r"\s",
    "blank": " \t", "xdigit": "0-9a-fA-F", "punct": r"!-/:-@\[-`{-~", "word": r"\w",
}  # fmt: skip


def matches(pattern: str, text: str) -> bool | None:
    """Whether it is all of the text; None if that cannot be told."""
    if HOLE in pattern or HOLE in text or len(text) > 10_000:
        return None
    made = expression(pattern)
    return None if made is None else made.fullmatch(text) is not None


@functools.lru_cache(maxsize=256)
def _known(pattern: str) -> tuple[str, ...]:
    made = expression(pattern, within=True)
    if made is None:
        return ()
    try:
        whole = re.compile(f"^{made.pattern}$", re.MULTILINE)
    except re.error:
        return ()
    return tuple(whole.findall(_WELL_KNOWN)[:_MOST])


def resolved(value: Value, *, of_program: bool = False) -> Value:
    """The well-known paths that a pattern of a path means; the pattern itself where there are none, or all of a folder.

    What a whole folder's pattern means is the folder's content, which is no well-known path.
    """
    text = value.text
    folder, _, name = text.rpartition("/")
    if text[:1] not in ("/", "~") or not name.strip("*."):
        return value
    if not folder.strip("/*?[") and len(name.strip("*?[]")) < (1 if of_program else 3):
        return value
    found = _known(text)
    if not found:
        return value
    return Value(found[0], value.origins, others=tuple(Value(other, value.origins) for other in found[1:]))
