"""git, as far as it fetches, sends, or runs something."""

from __future__ import annotations

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.programs.network import is_remote
from redblue.blue.code.bash.programs.settings import run_variables
from redblue.blue.code.bash.programs.shells import evaluate
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, Origin, Source, Value

_CHANGES = (
    "unset", "unset-all", "remove-section", "rename-section", "replace-all", "add", "e", "edit",
)  # fmt: skip
_RUNS = ("core.pager", "core.editor", "core.sshcommand", "core.fsmonitor", "core.askpass", "sequence.editor",
         "diff.external", "credential.helper", "gpg.program", "core.gitproxy", "interactive.difffilter")  # fmt: skip
_VARIABLES = (
    "GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_EDITOR", "GIT_SEQUENCE_EDITOR", "GIT_SSH_COMMAND", "GIT_SSH", "GIT_ASKPASS",
    "GIT_PROXY_COMMAND", "SSH_ASKPASS", "PAGER", "EDITOR", "VISUAL",
)  # fmt: skip
_LONG = frozenset({
    "branch", "depth", "origin", "upload-pack", "receive-pack", "exec", "message", "config", "jobs", "git-dir",
    "work-tree", "exec-path", "reference", "template", "remote", "output", "extcmd", "file", "tool",
})  # fmt: skip


@program("git", "hub")
def git(call: Call) -> Value:
    args = call.args
    place = 0
    run_variables(call, _VARIABLES, "git")
    while place < len(args) and args[place].text[:1] == "-":
        text = args[place].text
        if text == "-c" and place + 1 < len(args):
            _configured(call, args[place + 1])
            place += 1
        elif text in ("-C", "--git-dir", "--work-tree"):
            place += 1
        place += 1
    if place >= len(args):
        return call.output()
    kind = args[place].text
    options = Call(call.shell, call.name, args[place + 1 :], call.stdin, call.span).options(
        "boucjmCnFtxf" if kind in ("difftool", "config") else "boucjmCnFt", _LONG
    )
    operands = options.operands
    for command in options.all("upload-pack", "u", "receive-pack", "exec", "x"):
        if kind in ("clone", "fetch", "ls-remote", "pull", "push", "archive", "rebase"):
            evaluate(call, command, "git", "git")
    if kind in ("clone", "fetch", "pull", "ls-remote", "submodule"):
        for url in operands[:1] if kind != "submodule" else operands[1:2]:
            _fetched(call, url, kind)
        if kind == "clone" and operands:
            name = operands[1] if len(operands) > 1 else Value(_folder(operands[0].text))
            if not is_remote(operands[0].text) and operands[0].text[:1] in "/~":
                call.act(Verb.LIST, operands[0])
            call.write(name, Value(origins=frozenset({Origin(Source.NETWORK, operands[0].text)})),
                       how=frozenset({"folder"}))  # fmt: skip
    elif kind == "push":
        target = operands[0] if operands else Value("origin")
        data = Value(origins=frozenset({Origin(Source.FILE, ".")}))
        how = frozenset({"force"}) if options.has("f", "force") else frozenset[str]()
        if is_remote(target.text):
            call.act(Verb.SEND, target, data=data, how=how | {"git"})
    elif kind == "remote" and len(operands) > 2 and operands[0].text in ("add", "set-url"):
        call.act(Verb.RUN, Value("git remote"), data=operands[-1])
    elif kind in ("difftool", "mergetool"):
        for command in options.all("x", "extcmd"):
            evaluate(call, command, "git", "git")
    elif kind == "config" and (file := options.last("f", "file")) is not None:
        if len(operands) > 1 or options.has(*_CHANGES):
            call.write(file, Value(origins=operands[-1].origins if operands else frozenset()), append=True)
    elif kind == "config" and len(operands) > 1:
        _configured(call, Value(f"{operands[0].text}={operands[1].text}", operands[1].origins))
        if options.has("global", "system"):
            path = "/etc/gitconfig" if options.has("system") else "~/.gitconfig"
            call.act(Verb.APPEND, Value(path), data=operands[1], how=frozenset({"setting"}))
    elif kind == "clean" and options.has("f", "force"):
        paths = operands or [Value(".")]
        how = frozenset({"git", "recursive"}) if options.has("d") else frozenset({"git"})
        call.on_paths(Verb.DELETE, paths, how=how)
    elif kind == "rm" and not options.has("cached"):
        call.on_paths(Verb.DELETE, operands, how=frozenset({"git"}))
    elif kind == "mv" and len(operands) > 1:
        call.on_paths(Verb.MOVE, operands[:-1], how=frozenset({"git"}))
    elif kind == "rev-parse" and options.has("show-toplevel"):
        return Value(".")
    elif kind in ("bisect", "submodule") and operands and operands[0].text in ("run", "foreach"):
        call.start(operands[1:])
    elif kind == "filter-branch":
        for command in options.all("tree-filter", "index-filter", "msg-filter"):
            evaluate(call, command, "git", "git")
    return call.output(call.stdin)


def _folder(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2].rpartition(":")[2].removesuffix(".git") or HOLE


def _fetched(call: Call, url: Value, kind: str) -> None:
    if url.text.startswith("ext::"):
        evaluate(call, Value(url.text[5:], url.origins), "git", "git")
    elif is_remote(url.text) or kind == "clone":
        call.act(Verb.FETCH, url, how=frozenset({"git"}))


def _configured(call: Call, setting: Value) -> None:
    name, _, value = setting.text.partition("=")
    lowered = name.lower()
    if lowered.startswith("alias.") and value[:1] == "!":
        evaluate(call, Value(value[1:], setting.origins), "git", "git")
    elif lowered in _RUNS or lowered.endswith(
        (".cmd", ".textconv", ".clean", ".smudge", ".driver", ".process", ".helper")
    ):
        command = value.lstrip("!")
        if " " in command or "/" in command or "$" in command or ";" in command:
            evaluate(call, Value(command, setting.origins), "git", "git")
    elif lowered == "core.hookspath":
        call.act(Verb.RUN, Value("git hooks"), data=Value(value, setting.origins))
