"""Paths: os.path and pathlib."""

from __future__ import annotations

from redblue.blue.code.act import Verb
from redblue.blue.code.python.models.files import content_of, entries_of, keep, opened, path_of
from redblue.blue.code.python.objects import (
    MODELS,
    Call,
    model,
    text_of,
)
from redblue.blue.code.python.operators import joined_path
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, concat, mapped

_NONE = Value("None", kind="none")


@model("os.path.join", "posixpath.join")
def _join(call: Call) -> Value:
    path = joined_path(*call.args) if call.args else Value("")
    bases = [part.text for part in call.args[:-1] if part.text.startswith("/")]
    if bases and len(call.args) > 1 and call.args[-1].text.startswith("/"):
        # an absolute last part leaves the folder without a word
        return path.tagged(Origin(Source.TRAVERSAL, bases[0]))
    return path


@model(
    "os.path.normpath",
    "os.path.abspath",
    "os.path.realpath",
    "os.fspath",
    "os.fsencode",
    "os.fsdecode",
    "os.path.normcase",
)
def _same_path(call: Call) -> Value:
    # as it was written: what climbs out of its folder should still be seen to
    value = call.arg(0, "path")
    return value if value.kind in ("str", "path") else text_of(value)


@model("os.path.expanduser", "os.path.expandvars")
def _expanded(call: Call) -> Value:
    return mapped(lambda text: text.replace("${HOME}", "~").replace("$HOME", "~"), call.arg(0))


@model("os.path.basename")
def _basename(call: Call) -> Value:
    return mapped(lambda text: text.rpartition("/")[2] if text != HOLE else HOLE, text_of(call.arg(0)))


@model("os.path.dirname")
def _dirname(call: Call) -> Value:
    return mapped(lambda text: text.rpartition("/")[0] if text != HOLE else HOLE, text_of(call.arg(0)))


@model("os.path.splitext", "os.path.split")
def _split(call: Call) -> Value:
    path = text_of(call.arg(0))
    if path.is_known:
        head, sep, tail = path.text.rpartition("/" if call.ref.endswith("split") else ".")
        first = Value(head if sep else ("" if call.ref.endswith("split") else path.text), path.origins)
        second = Value(
            (tail if call.ref.endswith("split") else sep + tail)
            if sep
            else (tail if call.ref.endswith("split") else ""),
            path.origins,
        )
        return Value(HOLE, kind="list", items=[first, second])
    return Value(HOLE, kind="list", items=[Value(HOLE, path.origins), Value(HOLE, path.origins)])


@model(
    "os.path.exists",
    "os.path.isfile",
    "os.path.isdir",
    "os.path.islink",
    "os.access",
    "os.stat",
    "os.path.getsize",
    "os.path.getmtime",
    "os.path.lexists",
    "os.lstat",
)
def _about(call: Call) -> Value:
    return Value(HOLE, kind="object" if "stat" in call.ref else "bool")


@model("os.getcwd", "os.getcwdb", "pathlib.Path.cwd")
def _cwd(call: Call) -> Value:
    where = call.interpreter.run.cwd or "."
    return Value(where, kind="path" if "Path" in call.ref else "str")


@model("os.chdir", "os.chroot", "os.fchdir")
def _chdir(call: Call) -> Value:
    where = path_of(call.arg(0))
    call.interpreter.run.change_folder(where)
    return _NONE


@model("pathlib.Path", "pathlib.PosixPath", "pathlib.PurePath", "pathlib.PurePosixPath", "pathlib2.Path")
def _path(call: Call) -> Value:
    return joined_path(*call.args, kind="path") if call.args else Value(".", kind="path")


@model("pathlib.Path.home", "pathlib.Path().home")
def _home(call: Call) -> Value:
    return Value("~", kind="path")


@model("pathlib.Path().joinpath")
def _joinpath(call: Call) -> Value:
    return joined_path(call.receiver or UNKNOWN, *call.args, kind="path")


@model(
    "pathlib.Path().expanduser",
    "pathlib.Path().resolve",
    "pathlib.Path().absolute",
    "pathlib.Path().as_posix",
    "pathlib.Path().__str__",
    "pathlib.Path().__fspath__",
    "pathlib.Path().__enter__",
)
def _path_itself(call: Call) -> Value:
    return call.receiver or UNKNOWN


@model("pathlib.Path().read_text", "pathlib.Path().read_bytes")
def _path_read(call: Call) -> Value:
    path = call.receiver or UNKNOWN
    call.act(Verb.READ, path)
    return content_of(call, path)


@model("pathlib.Path().write_text", "pathlib.Path().write_bytes")
def _path_write(call: Call) -> Value:
    path = call.receiver or UNKNOWN
    call.act(Verb.WRITE, path, data=call.arg(0, "data"))
    keep(call, path, call.arg(0, "data"))
    return Value(HOLE, kind="int")


@model("pathlib.Path().open")
def _path_open(call: Call) -> Value:
    mode = call.arg(0, "mode")
    return opened(call, call.receiver or UNKNOWN, mode.text if call.given(0, "mode") else "r")


_PATH_METHODS = {
    "unlink": "os.unlink", "rmdir": "os.rmdir", "rename": "os.rename", "replace": "os.replace", "chmod": "os.chmod",
    "mkdir": "os.mkdir", "exists": "os.path.exists", "is_file": "os.path.isfile", "is_dir": "os.path.isdir",
    "stat": "os.stat", "readlink": "os.readlink", "lchmod": "os.lchmod", "is_symlink": "os.path.islink",
    "owner": "os.stat", "group": "os.stat", "walk": "os.walk", "lstat": "os.lstat",
}  # fmt: skip


@model(*[f"pathlib.Path().{name}" for name in _PATH_METHODS])
def _path_method(call: Call) -> Value:
    ref = _PATH_METHODS[call.ref.rpartition(".")[2]]
    return MODELS[ref](Call(call.interpreter, ref, [call.receiver or UNKNOWN, *call.args], call.kwargs, call.node))


@model("pathlib.Path().symlink_to", "pathlib.Path().hardlink_to", "pathlib.Path().link_to")
def _path_link(call: Call) -> Value:
    ref = "os.symlink" if "symlink" in call.ref else "os.link"
    return MODELS[ref](Call(call.interpreter, ref, [call.arg(0), call.receiver or UNKNOWN], {}, call.node))


@model("pathlib.Path().touch")
def _touch(call: Call) -> Value:
    call.act(Verb.APPEND, call.receiver or UNKNOWN, data=Value(""), how={"open"})
    return _NONE


@model("pathlib.Path().iterdir", "pathlib.Path().glob", "pathlib.Path().rglob")
def _iterdir(call: Call) -> Value:
    folder = call.receiver or UNKNOWN
    call.act(Verb.LIST, folder, how={"recursive"} if "rglob" in call.ref else set())
    names = entries_of(folder)
    entry = concat(folder, Value("/"), names, kind="path").tagged(*names.all_origins())
    if call.ref.endswith("glob") and call.arg(0).is_known and "*" not in call.arg(0).text:
        entry = joined_path(folder, call.arg(0), kind="path")
    return Value(HOLE, entry.origins, kind="list", items=[entry])


@model("pathlib.Path().name*", "pathlib.Path().stem*", "pathlib.Path().suffix*")
def _path_name(call: Call) -> Value:
    path = call.receiver or UNKNOWN

    def part(text: str) -> str:
        name = text.rpartition("/")[2]
        head, dot, tail = name.rpartition(".")
        if call.ref.endswith("name"):
            return name
        if call.ref.endswith("stem"):
            return head if dot and head else name
        return dot + tail if dot and head else ""

    return mapped(part, path)


def _parent_of(text: str) -> str:
    if text in (".", "..") or text.endswith("/.."):
        return f"{text}/.." if text != "." else ".."
    return text.rpartition("/")[0] or ("/" if text.startswith("/") else ".")


@model("pathlib.Path().parent*", "pathlib.Path().parents*")
def _path_parent(call: Call) -> Value:
    path = call.receiver or UNKNOWN
    parent = mapped(_parent_of, path, kind="path")
    if call.ref.endswith("parents"):
        items = [parent]
        for _ in range(6):
            items.append(
                mapped(
                    lambda text: text.rpartition("/")[0] or ("/" if text.startswith("/") else "."),
                    items[-1],
                    kind="path",
                )
            )
        return Value(HOLE, kind="list", items=items)
    return parent


@model("pathlib.Path().with_name", "pathlib.Path().with_suffix", "pathlib.Path().relative_to")
def _path_other(call: Call) -> Value:
    path = call.receiver or UNKNOWN
    if call.ref.endswith("with_name"):
        return mapped(
            lambda text, name: f"{text.rpartition('/')[0]}/{name}" if "/" in text else name,
            path,
            text_of(call.arg(0)),
            kind="path",
        )
    if call.ref.endswith("with_suffix"):
        return mapped(
            lambda text, suffix: (text.rpartition(".")[0] or text) + suffix, path, text_of(call.arg(0)), kind="path"
        )
    return Value(HOLE, path.origins, kind="path")
