"""Programs that make, copy, move and change files."""

from __future__ import annotations

import re

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.programs.network import is_remote
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, concat, unknown

_RECURSIVE = frozenset({"recursive"})
_NONE: frozenset[str] = frozenset()


def landing(target: Value, source: Value, *, is_folder: bool) -> Value:
    """Where a file lands that is put at or into `target`."""
    name = source.text.rstrip("/").rpartition("/")[2]
    if (is_folder or target.text.endswith("/")) and name and name != HOLE:
        return concat(Value(target.text.rstrip("/") + "/", target.origins), Value(name))
    return target


@program("cp", "mv", "install", "gcp", "gmv", "ditto")
def cp(call: Call) -> Value | None:
    options = call.options(
        "tSmog" if call.name == "install" else "tS",
        frozenset({"target-directory", "suffix", "mode", "owner", "group"}),
    )
    paths = options.operands
    folder = options.last("t", "target-directory")
    if call.name == "install" and options.has("d", "directory"):
        for path in paths:
            call.write(path, Value(""), how=frozenset({"folder"}))
        return None
    if folder is None:
        if len(paths) < 2:
            return None
        *sources, target = paths
    else:
        sources, target = paths, folder
    is_folder = folder is not None or len(sources) > 1
    how = _RECURSIVE if options.has("r", "R", "a", "recursive", "archive") else _NONE
    mode = options.last("m", "mode")
    for source in sources:
        if call.name in ("mv", "gmv"):
            content = call.written(source)
            call.act(Verb.MOVE, source)
            data = Value(HOLE, source.origins | {Origin(Source.FILE, call.path(source).text)})
            data = content.tagged(*data.origins) if content is not None else data
            if not call.shell.is_branching:
                call.run.files.pop(call.path(source).text.removeprefix("./"), None)
        else:
            data = call.read(source)
        landed = landing(target, source, is_folder=is_folder)
        call.write(landed, data, how=how)
        if mode is not None:
            call.act(Verb.PERMIT, landed, data=mode)
    return None


@program("ln")
def ln(call: Call) -> Value | None:
    options = call.options("tS", frozenset({"target-directory", "suffix"}))
    paths = options.operands
    folder = options.last("t", "target-directory")
    if folder is not None:
        sources, target = paths, folder
    elif len(paths) > 1:
        *sources, target = paths
    else:
        sources, target = paths, Value("./")
    how = frozenset({"symbolic"}) if options.has("s", "symbolic") else _NONE
    for source in sources:
        link = landing(target, source, is_folder=folder is not None or len(sources) > 1)
        call.act(Verb.LINK, link, data=call.path(source), how=how)
        content = call.written(source)
        if link.is_known and source.is_known and link.text not in ("", ".", "/"):
            call.run.links[call.path(link).text] = call.path(source).text
        if content is not None and link.is_known:
            call.run.files[call.path(link).text.removeprefix("./")] = content
    return None


@program("dd", "dcfldd", "ddrescue")
def dd(call: Call) -> Value | None:
    data, target, append = call.stdin, None, False
    count = size = ""
    for arg in call.args:
        name, _, value = arg.text.partition("=")
        if name == "if":
            data = call.read(Value(value, arg.origins))
        elif name == "of":
            target = Value(value, arg.origins)
        elif name == "oflag" and "append" in value:
            append = True
        elif name == "count":
            count = value
        elif name == "bs":
            size = value
    if data.kind == "endless":
        data = Value(origins=data.all_origins() | {Origin(Source.AMPLIFIED, f"{count or HOLE} x {size or '512'}")})
    if target is None:
        return data
    if target.text.startswith("/dev/") and not target.text.startswith(("/dev/null", "/dev/std", "/dev/tcp", "/dev/fd")):
        call.act(Verb.MOUNT, target, data=data, how=frozenset({"overwrite"}))
    call.write(target, data, append=append)
    return None


@program("tee", "sponge")
def tee(call: Call) -> Value:
    options = call.options()
    for path in options.operands:
        call.write(path, call.stdin, append=options.has("a", "append"))
    return call.stdin


@program("mkdir", "touch", "mkfifo", "mknod")
def touch(call: Call) -> Value | None:
    options = call.options("mtdrZ", frozenset({"mode", "date", "reference", "time"}))
    paths = options.operands[:1] if call.name == "mknod" else options.operands
    mode = options.last("m", "mode")
    how = frozenset({{"mkdir": "folder", "touch": "touch"}.get(call.name, "pipe")})
    for path in paths:
        for one in path.each():
            call.act(Verb.WRITE if call.name != "touch" else Verb.APPEND, one, data=Value(""), how=how)
        if call.name == "mkdir" and path.is_known and not call.shell.is_branching:
            call.shell.folders.add(call.path(path).text.removeprefix("./").rstrip("/"))
        if mode is not None and call.name == "mkdir":
            call.act(Verb.PERMIT, path, data=mode)
    return None


@program("chmod", "setfacl")
def chmod(call: Call) -> Value | None:
    args = [arg for arg in call.args if not arg.text.startswith("--")]
    flags = [arg for arg in args if arg.text[:1] == "-" and arg.text[1:2] in ("R", "v", "f", "c") and len(arg.text) < 5]
    args = [arg for arg in args if arg not in flags]
    reference = call.options("m", frozenset({"reference", "modify"}))
    how = _RECURSIVE if any("R" in arg.text for arg in flags) or reference.has("recursive") else _NONE
    if call.name == "setfacl":
        mode, paths = reference.last("m", "modify") or UNKNOWN, reference.operands
    elif reference.has("reference"):
        mode, paths = UNKNOWN, args
    else:
        mode, paths = (args[0], args[1:]) if args else (UNKNOWN, [])
    for path in paths:
        call.act(Verb.PERMIT, path, data=mode, how=how)
        if any(one in mode.text for one in ("+s", "u+s", "g+s")) or _has_setuid(mode.text):
            call.act(Verb.ESCALATE, Value("setuid"), data=call.path(path), how=how)
    return None


def _has_setuid(mode: str) -> bool:
    digits = mode.lstrip("0") if len(mode) > 4 else mode
    return len(digits) == 4 and digits.isdecimal() and digits[0] in "24567" and digits[0] != "0"


@program("chown", "chgrp")
def chown(call: Call) -> Value | None:
    options = call.options("", frozenset({"from"}))
    operands = options.operands
    owner, paths = (
        (UNKNOWN, operands) if options.has("reference") else (operands[0], operands[1:]) if operands else (UNKNOWN, [])
    )
    how = _RECURSIVE if options.has("R", "recursive") else _NONE
    for path in paths:
        call.act(Verb.OWN, path, data=owner, how=how)
    return None


@program("chattr")
def chattr(call: Call) -> Value | None:
    mode = UNKNOWN
    how = _NONE
    for arg in call.args:
        if arg.text[:1] in "+-=" and len(arg.text) > 1 and arg.text not in ("-R", "-V", "-f"):
            mode = arg
        elif arg.text == "-R":
            how = _RECURSIVE
        elif arg.text[:1] != "-":
            call.act(Verb.PERMIT, arg, data=mode, how=how)
    return None


@program("rsync", "rclone", "unison")
def rsync(call: Call) -> Value | None:
    options = call.options("efT", frozenset({
        "rsh", "exclude", "include", "filter", "files-from", "exclude-from", "password-file", "log-file", "bwlimit",
        "rsync-path", "port", "temp-dir", "chmod",
    }))  # fmt: skip
    remote = options.last("e", "rsh")
    if remote is not None and " -c" in remote.text:
        from redblue.blue.code.bash.programs.shells import evaluate

        evaluate(call, remote, "rsync", "rsync")
    operands = options.operands[1:] if call.name == "rclone" else options.operands
    if len(operands) < 2:
        call.on_paths(Verb.LIST, operands)
        return None
    *sources, target = operands
    how = {"recursive"} if options.has("r", "a", "recursive", "archive") else set()
    if options.has("delete", "delete-after", "delete-before", "del"):
        how.add("delete")
    data = UNKNOWN
    for source in sources:
        if is_remote(source.text):
            call.act(Verb.FETCH, source)
            data = Value(origins=data.origins | {Origin(Source.NETWORK, source.text)})
        else:
            data = unknown(data, call.read(source))
    if is_remote(target.text):
        call.act(Verb.SEND, target, data=data)
        return None
    if "delete" in how:
        call.act(Verb.DELETE, target, how=frozenset({"recursive", "sync"}))
    if options.has("remove-source-files"):
        call.on_paths(Verb.DELETE, sources)
    for source in sources:
        call.write(landing(target, source, is_folder=False), data, how=frozenset(how))
    return None


_PATCHED = re.compile(r"^\+\+\+ ([^\t\n]+)", re.MULTILINE)


@program("patch", "git-apply")
def patch(call: Call) -> Value | None:
    options = call.options("pidolbnC", frozenset({"input", "directory", "output", "strip", "bytes", "lines"}))
    source = options.last("i", "input")
    data = call.read(source) if source is not None else call.stdin
    folder = options.last("d", "directory")
    base = folder.text.rstrip("/") + "/" if folder is not None else ""
    strip = options.last("p", "strip")
    cut = int(strip.text) if strip is not None and strip.text.isdecimal() and len(strip.text) < 3 else 0
    named = [] if options.operands else _PATCHED.findall(data.text)[:20]
    for name in named:
        call.write(Value(base + "/".join(name.split("/")[cut:]), data.origins), unknown(data))
    for path in options.operands[:1]:
        call.write(path, data)
    return None


_NUMBERED = re.compile(r"%[-+ #]*(\d?)\d*(\.0)?[diuxX]")


def _first_number(match: re.Match[str]) -> str:
    return "" if match[2] else "0".zfill(int(match[1] or 1))


@program("split", "csplit")
def split(call: Call) -> Value | None:
    options = call.options("fbnlCaC", frozenset({
        "prefix", "suffix-format", "digits", "bytes", "lines", "number", "suffix-length", "additional-suffix", "filter",
    }))  # fmt: skip
    operands = options.operands
    data = call.read_all([one for one in operands[:1] if one.text != "-"])
    if call.name == "split":
        command = options.last("filter")
        if command is not None:
            from redblue.blue.code.bash.programs.shells import evaluate

            evaluate(call, command, "split", "split")
            return None
        prefix, ends = operands[1] if len(operands) > 1 else Value("x"), Value("aa")
        more = options.last("additional-suffix")
    else:
        prefix, form = options.last("f", "prefix") or Value("xx"), options.last("b", "suffix-format")
        ends = Value("00" if form is None else _NUMBERED.sub(_first_number, form.text))
        more = None
    call.write(concat(prefix, ends, more or Value("")), unknown(data))
    return None


@program("rename", "prename", "mmv")
def rename(call: Call) -> Value | None:
    for path in call.options().operands[1:]:
        call.act(Verb.MOVE, path)
        call.write(Value(path.text.rpartition("/")[0] + "/" + HOLE if "/" in path.text else HOLE), UNKNOWN)
    return None


@program("xclip", "xsel", "pbcopy", "pbpaste", "wl-copy", "wl-paste")
def clipboard(call: Call) -> Value | None:
    if call.name in ("pbpaste", "wl-paste") or call.options("dselection", frozenset({"selection"})).has("o", "out"):
        call.act(Verb.WATCH, Value("clipboard"))
        return Value(origins=frozenset({Origin(Source.SCREEN, "clipboard")}))
    return None
