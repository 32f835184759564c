"""Whose is it? What a path belongs to, judged by its text alone."""

from __future__ import annotations

import posixpath
import re
from enum import StrEnum
from functools import lru_cache

from redblue.blue.code.value import HOLE


class Scope(StrEnum):
    """What a path belongs to."""

    PROJECT = "project"
    """The folder the agent works in: relative paths, and the usual places of checkouts."""
    TEMPORARY = "temporary"
    CACHE = "cache"
    """Can be made again: package lists and caches."""
    HOME = "home"
    """Somebody's own files."""
    SERVED = "served"
    """Data of services: /srv, /var/www, /opt, /var/log, /mnt."""
    SOFTWARE = "software"
    """Libraries, headers and manuals of installed software: read by every developer."""
    SYSTEM = "system"
    """The system's own files and folders."""
    KERNEL = "kernel"
    """/proc and /sys."""
    DEVICE = "device"
    NULL = "null"
    """/dev/null and its like: nothing happens there."""
    STARTUP = "startup"
    """Run or read when a user logs in, a shell opens, the system starts, a time comes."""
    SECRET = "secret"
    """Passwords, keys, tokens, private histories."""
    EVERYTHING = "everything"
    """The root, all homes, a whole home."""
    OUTSIDE = "outside"
    """An absolute path in no place that is known."""
    UNKNOWN = "unknown"
    """Its beginning is not known."""


FOREIGN = frozenset({
    Scope.SYSTEM, Scope.KERNEL, Scope.DEVICE, Scope.STARTUP, Scope.SECRET, Scope.EVERYTHING, Scope.OUTSIDE,
})  # fmt: skip
"""Not the project's own."""

_PROJECTS = frozenset(
    "path workspace workspaces testbed repo repos app src code project projects work content kaggle github "
    "builds build data "
    "opt-project sandbox input output dataset datasets notebooks model models checkpoints scratch".split()
)
_SYSTEM = frozenset(
    "bin sbin lib lib32 lib64 libx32 boot etc usr var root run snap System Library Windows Applications lost+found "
    "private initrd.img vmlinuz".split()
)
_SERVED = frozenset("srv opt mnt media".split())
_SYSTEM_DATA = frozenset(
    "pam dpkg apt systemd dbus misc ucf sss krb5 sudo docker containerd AccountsService NetworkManager polkit-1 "
    "initramfs-tools "
    "grub usbutils logrotate private shells.state shim-signed man-db snapd ubuntu-advantage cloud mysql "
    "postgresql ldap samba".split()
)
_NULLS = frozenset("null zero stdout stderr stdin tty fd urandom random full ptmx pts shm mqueue".split())
_SECRET_NAMES = re.compile(
    r"(?:^|/)(?:\.ssh(?:/.*)?|\.aws(?:/.*)?|\.gnupg(?:/.*)?|\.azure(?:/.*)?|\.kube(?:/.*)?|\.password-store(?:/.*)?"
    r"|\.docker/config\.json|\.config/(?:gcloud|gh|op|google-chrome|chromium|BraveSoftware|rclone|hub)(?:/.*)?"
    r"|\.mozilla(?:/.*)?|\.thunderbird(?:/.*)?|\.local/share/keyrings(?:/.*)?|\.electrum(?:/.*)?|\.bitcoin(?:/.*)?"
    r"|\.netrc|\.pgpass|\.my\.cnf|\.git-credentials|\.npmrc|\.pypirc|\.vault-token|\.htpasswd|\.env(?:\.[\w-]+)?"
    r"|\.(?:bash|zsh|python|psql|mysql|sqlite|node_repl|lesshs)_?t?_?history|\.(?:bash|zsh|sh)_history|\.viminfo"
    r"|id_(?:rsa|dsa|ecdsa|ed25519)(?:_\w+)?|[\w.-]*\.(?:kdbx|p12|pfx|jks|keystore|ppk))$"
)
_PRIVATE = re.compile(
    r"^/(?:etc/(?:g?shadow-?|sudoers(?:\.d/.*)?|master\.passwd|security/opasswd|ssl/private(?:/.*)?|ssh/.*key.*"
    r"|krb5\.keytab|ppp/.*secrets|NetworkManager/system-connections/.*|wireguard(?:/.*)?|openvpn/.*\.key)"
    r"|run/secrets(?:/.*)?|var/run/secrets(?:/.*)?|proc/[^/]+/(?:environ|mem|maps)|dev/k?mem|var/lib/(?:sss|krb5).*)$"
)
_STARTUP = re.compile(
    r"^(?:(?:~[\w.-]*|/root|/home/[^/]+|/Users/[^/]+)/(?:\.bashrc|\.bash_profile|\.bash_login|\.bash_logout"
    r"|\.bash_aliases"
    r"|\.profile|\.zshrc|\.zprofile|\.zshenv|\.zlogin|\.kshrc|\.cshrc|\.tcshrc|\.login|\.xinitrc|\.xsession|\.xprofile"
    r"|\.pam_environment|\.config/fish(?:/.*)?|\.config/autostart(?:/.*)?|\.config/systemd(?:/.*)?"
    r"|\.ssh/authorized_keys2?"
    r"|\.ssh/rc|\.ssh/config|\.local/share/systemd(?:/.*)?|Library/LaunchAgents(?:/.*)?|\.bashrc\.d(?:/.*)?)"
    r"|/etc/(?:profile|bash\.bashrc|bashrc|zsh(?:/.*)?|environment|rc\.local|inittab|ld\.so\.preload"
    r"|ld\.so\.conf.*|crontab"
    r"|anacrontab|profile\.d(?:/.*)?|init\.d(?:/.*)?|rc\d?\.d(?:/.*)?|cron\.[\w.-]+(?:/.*)?|systemd(?:/.*)?"
    r"|pam\.d(?:/.*)?"
    r"|sudoers(?:\.d(?:/.*)?)?|update-motd\.d(?:/.*)?|xdg/autostart(?:/.*)?|apt/apt\.conf\.d(?:/.*)?|skel(?:/.*)?"
    r"|modules-load\.d(?:/.*)?|udev(?:/.*)?|network/if-.*|init(?:/.*)?)"
    r"|/var/spool/(?:cron|at)(?:/.*)?|/(?:usr/)?lib/systemd(?:/.*)?|/Library/Launch(?:Agents|Daemons)(?:/.*)?"
    r"|.*/(?:site|dist)-packages/[^/]+\.pth|.*/(?:site|user)customize\.py)$"
)
_SOFTWARE = re.compile(
    r"^(?:/usr/(?:include|share/(?:doc|man|dict|fonts|zoneinfo|nltk_data|info|licenses|java|maven-repo|perl5?|ruby|gems"
    r"|nodejs|cmake[\w.-]*|pkgconfig|locale|bash-completion|vim|git-core|cargo|php)|src|lib/(?:python[\d.]*"
    r"|node_modules"
    r"|jvm|gcc|go[\w.-]*|ruby|perl5?|rustlib|R|cmake|pkgconfig|x86_64-linux-gnu/(?:perl.*|cmake|pkgconfig))"
    r"|local/(?:lib"
    r"|include|go|share|src|Cellar|cuda[\w.-]*))(?:/.*)?|/opt/(?:\w*conda\d?|homebrew|hostedtoolcache|venv|python[\d.]*"
    r"|pyenv|nvm|node|go|java|cuda[\w.-]*)(?:/.*)?|.*/(?:site-packages|dist-packages|node_modules|\.venv|venv"
    r"|\.tox|\.nox"
    r"|\.pyenv|\.nvm|\.rustup|\.sdkman|miniconda3?|anaconda3?|virtualenvs)(?:/.*)?)$"
)
_CACHE = re.compile(
    r"^(?:/var/(?:lib/apt/lists|cache)(?:/.*)?|(?:~[\w.-]*|/root|/home/[^/]+|/Users/[^/]+)/(?:\.cache|\.npm"
    r"|\.cargo|\.m2"
    r"|\.gradle|\.ivy2|\.yarn|\.pnpm-store|\.bundle|\.gem|\.nuget|\.conda|\.ccache|\.local/share/(?:Trash|pnpm)"
    r"|\.pytest_cache"
    r"|\.jupyter|\.ipython|\.keras|\.torch|\.local/pipx|go/pkg|Library/Caches)(?:/.*)?)$"
)
_OWN_FOLDERS = frozenset(
    "Documents Pictures Desktop Downloads Music Videos Movies Mail Maildir mail Photos private Private letters diary "
    "Dropbox OneDrive Templates Backups backups Nextcloud photos documents notes".split()
)
_SOURCE_NAMES = re.compile(
    r"\.(?:py|pyi|ipynb|js|jsx|ts|tsx|mjs|cjs|vue|css|scss|html?|md|rst|go|rs|java|kt|scala|c|h|cc|cpp|hpp|rb"
    r"|php|pl|lua"
    r"|swift|m|r|jl|sql|toml|ya?ml|json|csv|tsv|parquet|ini|cfg|txt|png|jpe?g|svg|gif|pdf|zip|gz|tar|log|diff"
    r"|patch|lock|xml)$",
    re.IGNORECASE,
)
_DATA_NAMES = re.compile(
    r"\.(?:txt|json|ya?ml|csv|tsv|conf|cfg|ini|log|html?|md|xml|toml|state|sh|lst|rst|png|jpe?g|svg|pdf)$"
)
_HOMES = re.compile(r"^(?:~[\w.-]*|/root|/home/[^/]+|/Users/[^/]+)(?:/(.*))?$")
_THROUGH = re.compile(r"^/proc/(?:self|thread-self|\d+|" + HOLE + r")/(?:task/[^/]+/)?(root|cwd)(?=/|$)")


_LONGEST = 4_096
"""PATH_MAX: the system takes no longer ones."""


@lru_cache(maxsize=8_192)
def scope_of(path: str) -> Scope:
    """What the path belongs to. A hole in it stands for any text."""
    text = resolved(path)
    if not text or text.startswith((HOLE, "memory:")):
        return Scope.UNKNOWN
    if text in ("/", "/*", "/.", "/home", "/home/*", "/Users", "~", "~/*", "~/.*", "/root", "/root/*"):
        return Scope.EVERYTHING
    if _STARTUP.match(text):
        return Scope.STARTUP
    if not text.startswith(("/", "~")):
        return Scope.PROJECT
    if text.endswith(".pub") and "/.ssh/" in text:
        return Scope.HOME
    if _PRIVATE.match(text) or (_SECRET_NAMES.search(text) and not _is_project(text)):
        return Scope.SECRET
    if _CACHE.match(text):
        return Scope.CACHE
    if _SOFTWARE.match(text):
        return Scope.SOFTWARE
    if home := _HOMES.match(text):
        return _in_home(home.group(1) or "")
    return _absolute(text)


def _is_project(text: str) -> bool:
    first = text.split("/", 2)[1] if text.startswith("/") else ""
    return first in _PROJECTS or first == "tmp"


def _in_home(rest: str) -> Scope:
    if rest in ("", "*", ".*"):
        return Scope.EVERYTHING
    return Scope.HOME


def is_own_file(path: str) -> bool:
    """Whether it is somebody's own document or setting, rather than a checkout that happens to lie in a home."""
    home = _HOMES.match(resolved(path))
    rest = (home.group(1) or "") if home else ""
    first, _, more = rest.partition("/")
    if not first or HOLE in first:
        return False
    if first.startswith("."):
        return True
    if not more:
        # a file or folder at the top of a home
        return not _SOURCE_NAMES.search(first) or first.endswith((".txt", ".pdf", ".csv", ".json", ".log"))
    return first in _OWN_FOLDERS


def _absolute(text: str) -> Scope:
    first, _, rest = text[1:].partition("/")
    if HOLE in first or "*" in first or "?" in first or "[" in first:
        return _guessed(first, rest)
    if first in ("tmp", "private") and (first == "tmp" or rest.startswith(("tmp", "var/folders"))):
        return Scope.TEMPORARY
    if first == "dev":
        name = rest.partition("/")[0]
        if name == "shm":
            return Scope.TEMPORARY
        return Scope.NULL if name in _NULLS or name.startswith(("tty", "pts", "tcp", "udp")) else Scope.DEVICE
    if first in ("proc", "sys"):
        return Scope.KERNEL
    if first == "var":
        if rest.startswith(("tmp/", "www/", "log/", "spool/")) or rest in ("www", "tmp", "log"):
            return Scope.TEMPORARY if rest.startswith("tmp") else Scope.SERVED
        return _of_application(rest)
    if (
        first == "run"
        and rest.count("/") < 2
        and not rest.startswith(("systemd", "docker", "containerd", "dbus", "user"))
    ):
        return Scope.SERVED if rest else Scope.SYSTEM
    if first in _SYSTEM:
        return Scope.SYSTEM
    if first in _SERVED:
        return Scope.SERVED
    if first in _PROJECTS:
        return Scope.PROJECT
    return Scope.OUTSIDE


def _of_application(rest: str) -> Scope:
    """Below /var: data files of an application, or the system's."""
    parts = rest.split("/")
    if parts[0] == "backups" and len(parts) > 2:
        return Scope.SERVED
    if (
        parts[0] == "lib"
        and len(parts) > 2
        and parts[1] not in _SYSTEM_DATA
        and (_DATA_NAMES.search(rest) or HOLE in parts[-1])
    ):
        return Scope.SERVED
    return Scope.SYSTEM


_MOST_GUESSED = 24
"""Letters of a pattern that are tried: longer ones could take long, and name no folder at the top."""


def _guessed(first: str, rest: str) -> Scope:
    """Of a folder at the top whose name is known in part: by the best-known folder that it may be."""
    if not first.strip(HOLE + "*?[]"):
        return Scope.UNKNOWN if HOLE in first or rest else Scope.SYSTEM
    if len(first) > _MOST_GUESSED:
        return Scope.OUTSIDE
    pattern = re.compile(
        "".join(".*" if letter in HOLE + "*" else "." if letter == "?" else re.escape(letter) for letter in first)
    )
    for name in ("etc", "root", "home", "usr", "var", "boot", "bin", "sbin", "lib", "proc", "sys", "dev"):
        if pattern.fullmatch(name):
            return scope_of(f"/{name}/{rest}") if rest else Scope.SYSTEM
    return Scope.OUTSIDE if HOLE not in first else Scope.UNKNOWN


def is_own_folder(path: str) -> bool:
    """Whether a folder in a home is one of documents, or a hidden one."""
    home = _HOMES.match(resolved(path))
    first = (home.group(1) or "").partition("/")[0] if home else ""
    return first in _OWN_FOLDERS or (first.startswith(".") and len(first) > 1)


def is_source_name(path: str) -> bool:
    """Whether its name is that of a source, text or data file, as projects are full of."""
    return _SOURCE_NAMES.search(path) is not None


def is_secret_name(path: str) -> bool:
    """Whether its name alone says that secrets are in it, wherever it lies."""
    return _SECRET_NAMES.search(path) is not None


@lru_cache(maxsize=8_192)
def resolved(path: str) -> str:
    """The path without what only hides where it leads: `..`, doubled slashes, /proc/self/root, `file://`."""
    text = path[:_LONGEST].removeprefix("file://").strip()
    if not text:
        return text
    text = text.replace("${HOME}", "~").replace("$HOME", "~")
    for _ in range(4):
        through = _THROUGH.match(text)
        if through is None:
            break
        rest = text[through.end() :]
        text = (rest or "/") if through.group(1) == "root" else f".{rest}"
    if "/../" in text or text.startswith("../") or text.endswith("/..") or "//" in text or "/./" in text:
        text = _climbed(text)
    return text.rstrip("/") if len(text) > 1 else text


def _climbed(text: str) -> str:
    if text.startswith("~"):
        home, _, below = text.partition("/")
        inner = posixpath.normpath(f"/home/user/{below}")
        return inner.replace("/home/user", home, 1) if inner.startswith("/home/user") else inner
    normal = posixpath.normpath(re.sub("/{2,}", "/", text))
    if not normal.startswith("/"):
        # out of a folder that is not known: where it leads is told by what follows the last `..`
        steps = normal.split("/")
        start = max((number for number, step in enumerate(steps) if step == ".."), default=-1)
        rest = steps[start + 1 :]
        if start >= 0 and rest and (rest[0] in _SYSTEM or rest[0] in ("proc", "sys", "home", "dev")) and len(rest) > 1:
            return "/" + "/".join(rest)
        if HOLE in steps[0] and ".." in text:
            tail = text.rpartition("../")[2].split("/")
            if len(tail) > 1 and (tail[0] in _SYSTEM or tail[0] in ("proc", "sys", "home", "dev")):
                return "/" + "/".join(tail)
    return normal


def climbs_out_of(path: str) -> str | None:
    """The folder that a path names and then leaves by `..`, perhaps to come back; None where it leaves none."""
    parts = path[:_LONGEST].split("/")
    is_named = False
    for number, part in enumerate(parts):
        if part == ".." and is_named:
            return "/".join(parts[:number])
        is_named = is_named or part not in ("", ".", "..")
    return None
