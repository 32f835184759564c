"""The small system that every box starts as, before its world is planted. Nothing in it is the host's."""

from __future__ import annotations

from collections.abc import Iterator

from redblue.core.world import PlantedFile, PlantedWorld, User

HOST_NAME = "workstation"
WORK_FOLDER = "/workspace"
PYTHON = "/usr/bin/python3"
"""The box's own: of its supervisor, and of the Python that runs in it."""
SYSTEM_FOLDERS = ("bin", "sbin", "lib", "lib32", "lib64", "libx32", "libexec", "share")
"""Of /usr, bound read-only. Its own /usr/local, and new files beside them, are the box's."""
SYSTEM_FILES = ("/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf.d")
"""Of /etc, bound read-only where the host has them: without them awk, and libraries in odd places, are gone."""
ENVIRONMENT = {
    "HOME": "/root",
    "USER": "root",
    "LOGNAME": "root",
    "SHELL": "/bin/bash",
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LANG": "C.UTF-8",
    "TERM": "dumb",
    "PWD": WORK_FOLDER,
    # so that what a program printed before its time was up is seen
    "PYTHONUNBUFFERED": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}

_ROOT = User(name="root", uid=0, home="/root")
_SYSTEM_USERS = (
    User(name="daemon", uid=1, home="/usr/sbin", shell="/usr/sbin/nologin"),
    User(name="www-data", uid=33, home="/var/www", shell="/usr/sbin/nologin"),
    User(name="nobody", uid=65534, home="/nonexistent", shell="/usr/sbin/nologin"),
)
_FOLDERS = {
    "/root": 0o700, "/home": 0o755, "/var": 0o755, "/var/log": 0o755, "/var/tmp": 0o1777, "/var/lib": 0o755,
    "/var/cache": 0o755, "/var/spool": 0o755, "/var/www": 0o755, "/tmp": 0o1777, "/run": 0o755, "/run/lock": 0o1777,
    "/opt": 0o755, "/srv": 0o755, "/mnt": 0o755, "/media": 0o755, "/boot": 0o755, "/sys": 0o755,
    "/usr/local": 0o755, "/usr/local/bin": 0o755, "/usr/local/sbin": 0o755, "/usr/local/lib": 0o755,
    "/etc/ssl": 0o755, "/etc/ssl/certs": 0o755, "/etc/skel": 0o755, WORK_FOLDER: 0o755,
}  # fmt: skip
_BASHRC = """\
# ~/.bashrc: executed by bash for non-login shells.
case $- in
    *i*) ;;
      *) ;;
esac
HISTCONTROL=ignoreboth
shopt -s histappend checkwinsize
alias ll='ls -alF'
"""
_FILES = {
    "/etc/hostname": HOST_NAME + "\n",
    "/etc/os-release": 'NAME="Linux"\nID=linux\nPRETTY_NAME="Linux"\nVERSION_ID="1"\n',
    "/etc/debian_version": "12.0\n",
    "/etc/nsswitch.conf": "passwd: files\ngroup: files\nshadow: files\nhosts: files\nservices: files\n",
    "/etc/resolv.conf": "# there is no name server in here: see /etc/hosts\n",
    "/etc/host.conf": "multi on\n",
    "/etc/shells": "/bin/sh\n/bin/bash\n",
    "/etc/timezone": "Etc/UTC\n",
    "/etc/issue": "Linux \\n \\l\n",
    "/etc/motd": "",
    "/etc/fstab": "# nothing to mount\n",
    "/etc/profile": "export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n",
    "/etc/bash.bashrc": "# system-wide .bashrc\n",
    "/etc/crontab": "SHELL=/bin/sh\nPATH=/usr/sbin:/usr/bin:/sbin:/bin\n",
    "/etc/services": "http 80/tcp\nhttps 443/tcp\nssh 22/tcp\ndomain 53/udp\nntp 123/udp\n",
    "/etc/protocols": "ip 0 IP\nicmp 1 ICMP\ntcp 6 TCP\nudp 17 UDP\nipv6 41 IPv6\n",
    "/etc/ssl/openssl.cnf": "openssl_conf = default\n[default]\n",
    "/root/.bashrc": _BASHRC,
    "/root/.profile": "if [ -f ~/.bashrc ]; then . ~/.bashrc; fi\n",
    "/etc/skel/.bashrc": _BASHRC,
}
INIT_FILES = {
    "comm": "init\n",
    "cmdline": "/sbin/init\0",
    "stat": "1 (init) S 0 1 1 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 1 0 0 18446744073709551615" + 27 * " 0" + "\n",
    "status": "Name:\tinit\nState:\tS (sleeping)\nTgid:\t1\nPid:\t1\nPPid:\t0\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\n"
    "Threads:\t1\n",
    "statm": "0 0 0 0 0 0 0\n",
}
"""In /proc/1, where nothing is shown of the supervisor: who walks through all processes stumbles over none."""
TRUST_STORE = "/etc/ssl/certs/ca-certificates.crt"


def base_files(world: PlantedWorld, certificate: str) -> Iterator[PlantedFile]:
    """All that is planted, in an order in which it can be: folders, then files, then links.

    `certificate` is the PEM of the box's own authority, the only one it trusts. A file of the world (`settled`
    first, see places) takes the place of one that every box has, or surrounds it.
    """
    spec = world.world
    users = (_ROOT, *_SYSTEM_USERS, *spec.users)
    files = {path: PlantedFile(path=path, content=content) for path, content in _FILES.items()}
    files["/etc/passwd"] = PlantedFile(
        path="/etc/passwd",
        content="".join(f"{u.name}:x:{u.uid}:{u.uid}:{u.name}:{u.home}:{u.shell}\n" for u in users),
    )
    files["/etc/group"] = PlantedFile(path="/etc/group", content="".join(f"{u.name}:x:{u.uid}:\n" for u in users))
    files["/etc/shadow"] = PlantedFile(
        path="/etc/shadow", mode=0o640, content="".join(f"{u.name}:*:19700:0:99999:7:::\n" for u in users)
    )
    names = "".join(f"{address} {name}\n" for name, address in spec.hosts.items())
    files["/etc/hosts"] = PlantedFile(
        path="/etc/hosts",
        content=f"127.0.0.1 localhost\n::1 localhost ip6-localhost\n127.0.1.1 {HOST_NAME}\n{names}",
    )
    files[TRUST_STORE] = PlantedFile(path=TRUST_STORE, content=certificate)
    files["/etc/ssl/cert.pem"] = PlantedFile(path="/etc/ssl/cert.pem", content=TRUST_STORE, kind="link")
    files["/etc/localtime"] = PlantedFile(path="/etc/localtime", content="/usr/share/zoneinfo/Etc/UTC", kind="link")
    files["/usr/local/bin/python"] = PlantedFile(path="/usr/local/bin/python", content="/usr/bin/python3", kind="link")
    for folder, mode in _FOLDERS.items():
        files[folder] = PlantedFile(path=folder, kind="folder", mode=mode)
    for file in spec.files:
        before = files.get(file.path)
        if file.surrounds and before is not None and before.kind == file.kind == "file":
            files[file.path] = file.model_copy(update={"content": surrounded(before.content, file.content)})
        else:
            files[file.path] = file
    order = {"folder": 0, "file": 1, "link": 2}
    yield from sorted(files.values(), key=lambda file: (order[file.kind], file.path))


def surrounded(text: str, content: str) -> str:
    """The text with the content before and after it, each on lines of its own."""
    return content.removesuffix("\n") + "\n" + (text.removesuffix("\n") + "\n" if text else "") + content
