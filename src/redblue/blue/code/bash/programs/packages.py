"""Package managers."""

from __future__ import annotations

import json
import re

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import Call, Options
from redblue.blue.code.bash.programs.shells import evaluate
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import Value

_INSTALLS: dict[str, frozenset[str]] = {
    "pip": frozenset({"install", "download", "wheel"}),
    "pip3": frozenset({"install", "download"}),
    "pipx": frozenset({"install", "run", "inject"}),
    "uv": frozenset({"add", "install"}),
    "uvx": frozenset(),
    "poetry": frozenset({"add"}),
    "pipenv": frozenset({"install"}),
    "pdm": frozenset({"add"}),
    "conda": frozenset({"install"}),
    "mamba": frozenset({"install"}),
    "micromamba": frozenset({"install"}),
    "easy_install": frozenset(),
    "npm": frozenset({"install", "i", "add", "exec", "x", "in", "isntall"}),
    "npx": frozenset(),
    "pnpm": frozenset({"add", "install", "i", "dlx"}),
    "yarn": frozenset({"add", "dlx"}),
    "bunx": frozenset(),
    "gem": frozenset({"install"}),
    "bundle": frozenset({"add"}),
    "cargo": frozenset({"install", "add"}),
    "go-get": frozenset({"install", "get"}),
    "composer": frozenset({"require"}),
    "cpan": frozenset(),
    "cpanm": frozenset(),
    "luarocks": frozenset({"install"}),
    "apt": frozenset({"install", "reinstall"}),
    "apt-get": frozenset({"install", "reinstall"}),
    "aptitude": frozenset({"install"}),
    "yum": frozenset({"install", "localinstall", "reinstall"}),
    "dnf": frozenset({"install", "localinstall", "reinstall"}),
    "microdnf": frozenset({"install"}),
    "zypper": frozenset({"install", "in"}),
    "apk": frozenset({"add"}),
    "brew": frozenset({"install", "reinstall", "tap"}),
    "snap": frozenset({"install"}),
    "flatpak": frozenset({"install"}),
    "port": frozenset({"install"}),
    "pkg": frozenset({"install"}),
    "emerge": frozenset(),
    "nix-env": frozenset(),
    "choco": frozenset({"install"}),
    "helm": frozenset({"install"}),
    "code": frozenset(),
}
_REMOVES = frozenset({"remove", "purge", "uninstall", "erase", "autoremove", "del"})
_SYSTEM = frozenset({"apt", "apt-get", "aptitude", "yum", "dnf", "apk", "zypper", "pacman", "dpkg", "rpm", "snap"})
_LONG = frozenset({
    "index-url", "extra-index-url", "find-links", "requirement", "constraint", "target", "prefix", "root", "registry",
    "trusted-host", "version", "channel", "name", "git", "path", "branch", "tag", "features", "source", "group",
    "repository", "cache-dir", "python", "editable", "with", "from",
})  # fmt: skip


@program(*_INSTALLS)
def install(call: Call) -> Value | None:
    words = _INSTALLS["go-get" if call.name == "go" else call.name]
    options = call.options("rctiefnvpC" if call.name.startswith("pip") else "rcn", _LONG)
    operands = options.operands
    if call.name == "uv" and operands and operands[0].text in ("pip", "tool"):
        operands = operands[1:]
    if call.name == "conda" and operands and operands[0].text == "env":
        operands = operands[1:]
    kind = operands[0].text if operands else ""
    how = {call.name}
    if options.has("g", "global"):
        how.add("global")
    _sources(call, options, how)
    if call.name in _SCRIPTS:
        _scripts(call, kind, operands)
    if words:
        if kind in _REMOVES and call.name in _SYSTEM:
            for name in operands[1:]:
                call.act(Verb.SERVICE, name, data=Value("remove"), how=frozenset(how))
        if kind not in words:
            return _other(call, kind, operands)
        operands = operands[1:]
        how.add(kind)
    if kind == "tap" and operands:
        operands = operands[-1:]
    for name in [*operands, *options.all("e", "editable", "git")]:
        call.act(Verb.INSTALL, name, data=call.written(name) or Value(), how=frozenset(how))
    for path in options.all("r", "requirement") if "pip" in call.name or call.name == "uv" else []:
        content = call.read(path)
        for line in content.text.split("\n")[:50]:
            if line.strip() and line.strip()[0] not in "#-\ufffc":
                call.act(Verb.INSTALL, Value(line.strip(), content.origins), how=frozenset(how))
    return None


def _sources(call: Call, options: Options, how: set[str]) -> None:
    index = options.last("i", "index-url", "extra-index-url", "registry", "find-links", "f")
    if index is not None and ("://" in index.text):
        how.add("index:" + index.text)
    if options.has("trusted-host", "allow-unauthenticated", "no-verify", "nogpgcheck", "allow-untrusted"):
        how.add("unverified")


_SCRIPTS = frozenset({"npm", "pnpm", "yarn", "bun"})
_LIFECYCLE = frozenset({"test", "t", "start", "stop", "restart", "install", "i", "ci", "publish", "pack", "version"})


def _scripts(call: Call, kind: str, operands: list[Value]) -> None:
    """Runs the scripts of a package.json that the block itself has written."""
    content = call.written(Value("package.json"))
    if content is None:
        return
    name = kind
    if kind in ("run", "run-script", "rum"):
        name = operands[1].text if len(operands) > 1 else ""
    elif kind not in _LIFECYCLE and call.name in ("npm", "bun"):
        return
    name = {"t": "test", "i": "install", "ci": "install"}.get(name, name)
    try:
        read = json.loads(content.text)
        scripts = read.get("scripts", {}) if isinstance(read, dict) else {}
    except (ValueError, RecursionError):
        return
    for one in ("pre" + name, name, "post" + name, *(("prepare",) if name == "install" else ())):
        script = scripts.get(one) if isinstance(scripts, dict) else None
        if isinstance(script, str):
            evaluate(call, Value(script, content.origins), call.name, f"{call.name} {one}")


def _other(call: Call, kind: str, operands: list[Value]) -> Value:
    words = [one.text for one in operands]
    if call.name == "npm" and words[:2] == ["config", "set"] and len(words) > 3:
        call.write(Value("~/.npmrc"), operands[-1], append=True)
    if (call.name == "uv" and kind == "run") or (
        call.name in ("poetry", "pipenv", "pdm", "conda", "bundle") and kind in ("run", "exec")
    ):
        call.start(operands[1:])
    return call.output(call.stdin)


@program("dpkg", "rpm", "pacman", "installer", "gdebi")
def packages(call: Call) -> Value:
    options = call.options("")
    texts = [one.text for one in call.args]
    flags = "".join(text[1:] for text in texts if text[:1] == "-" and text[1:2] != "-")
    installs = {
        "dpkg": "i" in flags or options.has("install"),
        "rpm": (("i" in flags or "U" in flags) and "q" not in flags) or options.has("install", "upgrade"),
        "pacman": ("S" in flags and not any(one in flags for one in "si")) or "U" in flags,
    }.get(call.name, True)
    removes = {"dpkg": "r" in flags or "P" in flags or options.has("purge", "remove"), "rpm": "e" in flags,
               "pacman": "R" in flags}.get(call.name, False)  # fmt: skip
    how = frozenset({call.name})
    for one in options.operands:
        if removes:
            call.act(Verb.SERVICE, one, data=Value("remove"), how=how)
        elif installs:
            call.act(Verb.INSTALL, one, data=call.written(one) or Value(), how=how)
    return call.output()


_MAKEFILES = ("GNUmakefile", "makefile", "Makefile")
_VARIABLE = re.compile(r"^(\w+)\s*[:?]?=[ \t]*(.*?)\s*$", re.MULTILINE)
_INCLUDE = re.compile(r"^-?s?include\s+(\S+)", re.MULTILINE)
_USE = re.compile(r"\$[({](\w+)[)}]")


def _with_variables(command: str, variables: dict[str, str]) -> str:
    for _ in range(3):  # a variable may stand in another
        command = _USE.sub(lambda match: variables.get(match[1], match[0])[:500], command[:5_000])
    return command


@program("make", "gmake", "bmake", "ninja")
def make(call: Call) -> Value:
    options = call.options("fCIo", frozenset({"file", "makefile", "directory", "eval"}))
    texts = [*options.all("eval", "E")]
    folder = options.last("C", "directory")
    outer = call.run.cwd
    if folder is not None:
        call.run.change_folder(folder)
    for path in options.all("f", "file", "makefile"):
        if path.text in ("-", "/dev/stdin"):
            texts.append(call.stdin)
        elif (content := call.written(path)) is not None:
            texts.append(content)
    if not options.has("f", "file", "makefile"):
        content = next((one for name in _MAKEFILES if (one := call.written(Value(name))) is not None), None)
        if content is not None:
            texts.append(content)
    for text in texts:
        included = [call.written(Value(name)) for name in _INCLUDE.findall(text.text)[:10]]
        variables = {"DESTDIR": ""}
        for one in [*included, text]:
            variables |= dict(_VARIABLE.findall(one.text)) if one is not None else {}
        variables |= dict(one.text.split("=", 1) for one in options.operands if "=" in one.text)
        for line in text.text.replace("\\n", "\n").replace("\\t", "\t").split("\n")[:200]:
            command = line[1:] if line[:1] == "\t" else line.partition(":")[2].partition(";")[2]
            if "$(shell " in line:
                command = line.partition("$(shell ")[2].rpartition(")")[0]
            command = command.strip().lstrip("@-+").replace("$$", "$")
            if command:
                evaluate(call, Value(_with_variables(command, variables), text.origins), "make", "make")
    call.run.cwd = outer
    return call.output(call.stdin)
