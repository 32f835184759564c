"""Files and folders: open, os, shutil, glob."""

from __future__ import annotations

from redblue.blue.code.act import Verb
from redblue.blue.code.python.objects import (
    MODELS,
    Call,
    element_of,
    known_items,
    model,
    number_of,
    opaque,
    text_of,
)
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, concat, join, mapped

_NONE = Value("None", kind="none")


_WRITING = frozenset("wax+")


def path_of(value: Value) -> Value:
    """The path that a text, bytes, Path, open file or list of one stands for."""
    if value.kind == "object" and value.fields and "path" in value.fields:
        return value.fields["path"]
    if value.kind == "list" and value.items is not None:
        return join([path_of(item) for item in value.items]) if value.items else UNKNOWN
    return Value(
        value.text, value.origins, kind="path", others=tuple(path_of(one) for one in value.others)
    )  # fmt: skip


def content_of(call: Call, path: Value, *, kind: str = "str") -> Value:
    """What reading the file gives: what the block itself has written there, or something from that file."""
    found = []
    for one in path.each():
        own = call.interpreter.run.files.get(one.text)
        from_file = Origin(Source.FILE, one.text)
        found.append(own.tagged(from_file) if own is not None else Value(HOLE, one.origins | {from_file}, kind=kind))
    return join(found)


def keep(call: Call, path: Value, data: Value, *, append: bool = False) -> None:
    """Remembers what the block has written: it may be run or read afterwards."""
    files = call.interpreter.run.files
    if path.is_known and len(files) < 200:
        old = files.get(path.text) if append else None
        new = text_of(data)
        files[path.text] = concat(old, new) if old is not None else new


@model(
    "open",
    "io.open",
    "codecs.open",
    "io.FileIO",
    "gzip.open",
    "bz2.open",
    "lzma.open",
    "aiofiles.open",
    "anyio.open_file",
)
def _open(call: Call) -> Value:
    path = path_of(call.arg(0, "file"))
    mode = call.arg(1, "mode")
    text = mode.text if mode.is_known and call.given(1, "mode") else ("r" if not call.given(1, "mode") else "r+")
    return opened(call, path, text)


def opened(call: Call, path: Value, mode: str) -> Value:
    """An open file; noted as read or written by its mode."""
    writes = bool(_WRITING & set(mode))
    if writes:
        # of `w` the old content is gone at once, of the others when something is written
        if "w" in mode:
            call.act(Verb.WRITE, path, data=Value(""), how={"open"})
            keep(call, path, Value(""))
        elif "+" in mode or "a" in mode or "x" in mode:
            call.act(Verb.APPEND, path, data=Value(""), how={"open"})
    if not writes or ("+" in mode and "w" not in mode):
        call.act(Verb.READ, path)
    origins = (
        frozenset() if writes and "+" not in mode else frozenset(Origin(Source.FILE, one.text) for one in path.each())
    )
    return Value(
        HOLE, origins, kind="object", ref="open()",
        fields={"path": path, "name": path, "append": Value(str("a" in mode or "x" in mode), kind="bool")},
    )  # fmt: skip


def _read_content(call: Call) -> Value:
    receiver = call.receiver or UNKNOWN
    path = (receiver.fields or {}).get("path", UNKNOWN)
    return content_of(call, path).tagged(*receiver.origins)


@model("open().read", "open().readline", "open().read1", "open().getvalue")
def _read(call: Call) -> Value:
    return _read_content(call)


@model("open().readlines", "open().__iter__")
def _read_lines(call: Call) -> Value:
    content = _read_content(call)
    if content.is_known:
        lines = content.text.splitlines(keepends=True)
        return Value(HOLE, content.origins, kind="list", items=[Value(line, content.origins) for line in lines[:500]])
    return Value(HOLE, content.origins, kind="list", items=[Value(HOLE, content.origins)])


@model("open().write", "open().writelines")
def _write(call: Call) -> Value:
    fields = (call.receiver or UNKNOWN).fields or {}
    path = fields.get("path", UNKNOWN)
    data = call.arg(0)
    if data.kind == "list":
        data = concat(*[text_of(item) for item in known_items(data) or [element_of(data)]][:500])
    append = fields.get("append", UNKNOWN).text == "True"
    call.act(Verb.APPEND if append else Verb.WRITE, path, data=data)
    keep(call, path, data, append=True)
    return Value(HOLE, kind="int")


@model("open().truncate")
def _truncate_file(call: Call) -> Value:
    call.act(Verb.WRITE, (call.receiver or UNKNOWN).fields.get("path", UNKNOWN), data=Value(""))  # type: ignore[union-attr]
    return UNKNOWN


@model("print")
def _print(call: Call) -> Value:
    if (file := call.kwargs.get("file")) is not None:
        data = concat(*[text_of(arg) for arg in call.args]) if call.args else Value("")
        found = MODELS.get(f"{file.ref}.write") if file.kind == "object" else None
        if found is not None:
            found(Call(call.interpreter, f"{file.ref}.write", [data], {}, call.node, file))
    return _NONE


@model("os.open")
def _os_open(call: Call) -> Value:
    path = path_of(call.arg(0, "path"))
    flags = number_of(call.arg(1, "flags"))
    text = call.arg(1, "flags").ref
    if flags is None and "WRONLY" not in text and "RDWR" not in text:
        flags = 0 if text == "os.O_RDONLY" else 2
    flags = flags if flags is not None else 1
    if flags & 512:
        mode = "w"
    elif flags & 1024:
        mode = "a"
    else:
        mode = {0: "r", 1: "r+", 2: "r+"}.get(flags & 3, "r+")
    return opened(call, path, mode)


@model("os.fdopen", "io.TextIOWrapper", "io.BufferedReader", "io.BufferedWriter")
def _same_file(call: Call) -> Value:
    return call.arg(0)


@model("os.read", "os.pread")
def _os_read(call: Call) -> Value:
    return content_of(call, path_of(call.arg(0))).tagged(*call.arg(0).all_origins())


@model("os.write", "os.pwrite")
def _os_write(call: Call) -> Value:
    path = path_of(call.arg(0))
    if call.arg(0).kind == "object":
        call.act(Verb.WRITE, path, data=call.arg(1))
        keep(call, path, call.arg(1), append=True)
    return Value(HOLE, kind="int")


@model("os.sendfile", "shutil.copyfileobj")
def _copy_object(call: Call) -> Value:
    first, second = (call.arg(1), call.arg(0)) if call.ref == "os.sendfile" else (call.arg(0), call.arg(1))
    data = content_of(call, path_of(first)).tagged(*first.all_origins())
    if second.has(Source.SOCKET):
        call.act(Verb.SEND, (second.fields or {}).get("peer", UNKNOWN), data=data)
    elif second.kind == "object" and second.fields and "path" in second.fields:
        call.act(Verb.WRITE, second.fields["path"], data=data)
        keep(call, second.fields["path"], data, append=True)
    return _NONE


@model("os.remove", "os.unlink", "os.rmdir", "os.removedirs", "shutil.rmtree", "send2trash.send2trash")
def _remove(call: Call) -> Value:
    how = {"recursive"} if call.ref == "shutil.rmtree" else {"folder"} if "dir" in call.ref else set()
    call.act(Verb.DELETE, path_of(call.arg(0, "path")), how=how)
    return _NONE


@model("os.truncate", "os.ftruncate", "os.posix_fallocate")
def _truncate(call: Call) -> Value:
    call.act(Verb.WRITE, path_of(call.arg(0, "path")), data=Value(""))
    return _NONE


@model("os.rename", "os.replace", "os.renames", "shutil.move")
def _move(call: Call) -> Value:
    source, target = path_of(call.arg(0, "src")), path_of(call.arg(1, "dst"))
    call.act(Verb.MOVE, source, data=target)
    data = content_of(call, source)
    call.act(Verb.WRITE, target, data=data)
    keep(call, target, data)
    return target


@model(
    "shutil.copy",
    "shutil.copy2",
    "shutil.copyfile",
    "shutil.copytree",
    "os.link",
    "distutils.file_util.copy_file",
    "shutil.copymode",
)
def _copy(call: Call) -> Value:
    source, target = path_of(call.arg(0, "src")), path_of(call.arg(1, "dst"))
    call.act(Verb.READ, source, how={"copy"})
    data = content_of(call, source)
    call.act(Verb.WRITE, target, data=data, how={"copy"})
    keep(call, target, data)
    return target


@model("os.symlink")
def _symlink(call: Call) -> Value:
    call.act(Verb.LINK, path_of(call.arg(1, "dst")), data=path_of(call.arg(0, "src")))
    # what is read through the link is what it points to
    if call.arg(1, "dst").is_known and call.arg(0, "src").is_known:
        call.interpreter.run.links[call.arg(1, "dst").text] = call.arg(0, "src").text
    return _NONE


@model("os.chmod", "os.fchmod", "os.lchmod")
def _chmod(call: Call) -> Value:
    mode = call.arg(1, "mode")
    number = number_of(mode)
    data = Value(f"{number:o}", mode.origins) if number is not None else mode
    call.act(Verb.PERMIT, path_of(call.arg(0, "path")), data=data)
    return _NONE


@model("os.chown", "os.lchown", "shutil.chown", "os.fchown")
def _chown(call: Call) -> Value:
    call.act(Verb.OWN, path_of(call.arg(0, "path")), data=call.arg(1))
    return _NONE


@model("os.mkdir", "os.makedirs", "os.mkfifo", "os.mknod")
def _mkdir(call: Call) -> Value:
    call.act(Verb.APPEND, path_of(call.arg(0, "name")), data=Value(""), how={"folder"})
    return _NONE


def entries_of(folder: Value) -> Value:
    """The names in a folder."""

    def origin(path: str) -> Origin:
        return Origin(Source.PROCESSES) if path.rstrip("/") == "/proc" else Origin(Source.LISTING, path)

    return join([Value(HOLE, one.origins | {origin(one.text)}) for one in folder.each()])


@model("os.listdir", "os.scandir", "os.walk", "os.fwalk", "os.listxattr", "dircache.listdir")
def _list(call: Call) -> Value:
    folder = path_of(call.arg(0, "top")) if call.args or call.kwargs else Value(".", kind="path")
    call.act(Verb.LIST, folder, how={"recursive"} if "walk" in call.ref else set())
    names = entries_of(folder)
    if call.ref == "os.listdir":
        return Value(HOLE, names.all_origins(), kind="list", items=[names])
    inside = Value(concat(folder, Value("/"), names).text, names.all_origins(), kind="path")
    if call.ref == "os.scandir":
        entry = opaque("os.DirEntry()", inside, path=inside, name=names)
        return Value(HOLE, names.all_origins(), kind="list", items=[entry])
    listed = Value(HOLE, names.all_origins(), kind="list", items=[names])
    where = join([folder, inside])
    return Value(HOLE, kind="list", items=[Value(HOLE, kind="list", items=[where, listed, listed])])


@model("os.DirEntry().is_file", "os.DirEntry().is_dir", "os.DirEntry().stat")
def _entry(call: Call) -> Value:
    return Value(HOLE, kind="bool")


@model("glob.glob", "glob.iglob", "glob.glob1")
def _glob(call: Call) -> Value:
    pattern = path_of(call.arg(0, "pathname"))
    folder = mapped(_fixed_part, pattern, kind="path")
    call.act(Verb.LIST, folder, how={"glob"})
    found = Value(
        pattern.text.replace("**", HOLE).replace("*", HOLE),
        pattern.origins | {Origin(Source.LISTING, folder.text)},
        kind="path",
    )
    return Value(HOLE, found.origins, kind="list", items=[found])


def _fixed_part(pattern: str) -> str:
    """The folder that a pattern looks in."""
    for number, letter in enumerate(pattern):
        if letter in "*?[":
            head = pattern[:number]
            return head.rpartition("/")[0] or ("/" if head.startswith("/") else ".")
    return pattern


@model("os.readlink")
def _readlink(call: Call) -> Value:
    call.act(Verb.READ, path_of(call.arg(0)))
    return Value(HOLE, frozenset({Origin(Source.FILE, call.arg(0).text)}))
