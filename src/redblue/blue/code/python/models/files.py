"""Files and folders: open, os, shutil, pathlib, tempfile, glob, archives."""

from __future__ import annotations

from redblue.blue.code.act import Verb
from redblue.blue.code.python.expressions import joined_path
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

_WRITING = frozenset("wax+")
_NONE = Value("None", kind="none")


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


def _entries(folder: Value) -> Value:
    """The names in a folder."""

    def origin(path: str) -> Origin:
        return Origin(Source.PROCESSES) if path.rstrip("/") == "/proc" else Origin(Source.LISTING, path)

    return join([Value(HOLE, one.origins | {origin(one.text)}) for one in folder.each()])


@model("os.listdir", "os.scandir", "os.walk", "os.fwalk", "os.listxattr", "dircache.listdir")
def _list(call: Call) -> Value:
    folder = path_of(call.arg(0, "top")) if call.args or call.kwargs else Value(".", kind="path")
    call.act(Verb.LIST, folder, how={"recursive"} if "walk" in call.ref else set())
    names = _entries(folder)
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


@model("os.readlink")
def _readlink(call: Call) -> Value:
    call.act(Verb.READ, path_of(call.arg(0)))
    return Value(HOLE, frozenset({Origin(Source.FILE, call.arg(0).text)}))


@model("os.getcwd", "os.getcwdb", "pathlib.Path.cwd")
def _cwd(call: Call) -> Value:
    where = call.interpreter.run.cwd or "."
    return Value(where, kind="path" if "Path" in call.ref else "str")


@model("os.chdir", "os.chroot", "os.fchdir")
def _chdir(call: Call) -> Value:
    where = path_of(call.arg(0))
    call.interpreter.run.change_folder(where)
    return _NONE


@model(
    "linecache.getline",
    "linecache.getlines",
    "fileinput.input",
    "fileinput.FileInput",
    "mmap.mmap",
    "numpy.fromfile",
    "numpy.loadtxt",
    "numpy.genfromtxt",
    "pandas.read_csv",
    "pandas.read_table",
    "pandas.read_fwf",
    "pkgutil.get_data",
    "tokenize.open",
    "configparser.ConfigParser().read",
    "dotenv.dotenv_values",
    "importlib.resources.read_text",
    "wave.open",
    "PIL.Image.open",
    "cv2.imread",
)
def _read_whole(call: Call) -> Value:
    if call.ref == "mmap.mmap":
        return call.arg(0)
    position = 1 if call.ref == "pkgutil.get_data" else 0
    path = path_of(call.arg(position, "files"))
    if call.ref == "fileinput.input" and not call.given(0, "files"):
        return Value(HOLE, frozenset({Origin(Source.INPUT)}))
    call.act(Verb.READ, path)
    if call.kwargs.get("inplace", UNKNOWN).text == "True":
        call.act(Verb.WRITE, path, data=UNKNOWN)
    return content_of(call, path)


@model("tempfile.mkdtemp", "tempfile.gettempdir", "tempfile.mktemp", "tempfile.mkstemp", "tempfile.TemporaryDirectory")
def _temporary(call: Call) -> Value:
    path = Value(f"/tmp/temporary-{len(call.interpreter.run.files)}-{call.span.line}", kind="str")
    if call.ref == "tempfile.gettempdir":
        return Value("/tmp")
    if call.ref == "tempfile.mkstemp":
        return Value(HOLE, kind="list", items=[opaque("open()", path=path, append=Value("False", kind="bool")), path])
    return path if "Directory" not in call.ref else opaque("tempfile.TemporaryDirectory()", name=path)


@model("tempfile.TemporaryDirectory().__enter__")
def _temporary_name(call: Call) -> Value:
    return (call.receiver or UNKNOWN).fields.get("name", UNKNOWN)  # type: ignore[union-attr]


@model(
    "tempfile.NamedTemporaryFile",
    "tempfile.TemporaryFile",
    "tempfile.SpooledTemporaryFile",
    "io.StringIO",
    "io.BytesIO",
)
def _temporary_file(call: Call) -> Value:
    where = path_of(call.kwargs["dir"]) if "dir" in call.kwargs else Value("/tmp", kind="path")
    memory = "IO" in call.ref
    number = len(call.interpreter.run.files)
    path = Value(f"memory:{number}" if memory else f"{where.text}/temporary-{number}", kind="path")
    if memory and call.args:
        call.interpreter.run.files[path.text] = call.args[0]
    return opaque("open()", path=path, name=path, append=Value("False", kind="bool"))


@model(
    "zipfile.ZipFile",
    "tarfile.open",
    "tarfile.TarFile",
    "tarfile.TarFile.open",
    "shelve.open",
    "sqlite3.connect",
    "dbm.open",
    "logging.FileHandler",
    "logging.handlers.RotatingFileHandler",
    "logging.handlers.WatchedFileHandler",
)
def _archive(call: Call) -> Value:
    path = path_of(call.arg(0))
    default = {"shelve.open": "c", "sqlite3.connect": "c", "dbm.open": "r"}.get(
        call.ref, "a" if "logging" in call.ref else "r"
    )
    mode = call.arg(1, "mode").text if call.given(1, "mode") else default
    if mode[:1] in ("w", "x"):
        call.act(Verb.WRITE, path, data=Value(""))
    elif mode[:1] in ("a", "c"):
        call.act(Verb.APPEND, path, data=Value(""), how={"open"})
    else:
        call.act(Verb.READ, path)
    return opaque("archive()", path, path=path)


@model("archive().write", "archive().add", "archive().writestr", "shutil.make_archive")
def _pack(call: Call) -> Value:
    if call.ref == "shutil.make_archive":
        source, target = path_of(call.arg(2, "root_dir")), path_of(call.arg(0))
    else:
        source, target = path_of(call.arg(0)), (call.receiver or UNKNOWN).fields.get("path", UNKNOWN)  # type: ignore[union-attr]
    if call.ref != "archive().writestr":
        call.act(Verb.READ, source, how={"pack"})
        data = content_of(call, source)
    else:
        data = call.arg(1)
    call.act(Verb.WRITE, target, data=data)
    return target


@model("archive().extractall", "archive().extract", "shutil.unpack_archive")
def _unpack(call: Call) -> Value:
    target = path_of(call.arg(0 if call.ref.endswith("all") else 1, "path"))
    if call.given(0 if call.ref.endswith("all") else 1, "path"):
        call.act(Verb.WRITE, target, data=UNKNOWN, how={"unpack"})
    return _NONE


# -- pathlib


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
    names = _entries(folder)
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


@model("logging.basicConfig", "logging.config.dictConfig")
def _logging(call: Call) -> Value:
    """A log is written to; an old one is emptied where the mode says so."""
    if call.ref.endswith("basicConfig"):
        settings = [call.kwargs]
    else:
        handlers = (call.arg(0).fields or {}).get("handlers", UNKNOWN).fields or {}
        settings = [one.fields or {} for one in handlers.values()]
    for one in settings:
        if "filename" in one:
            mode = (one.get("filemode") or one.get("mode") or Value("a")).text
            opened(call, path_of(one["filename"]), mode)
        if (made := one.get("()")) is not None and (found := MODELS.get(made.text)) is not None:
            found(
                Call(call.interpreter, made.text, [value for name, value in one.items() if name != "()"], {}, call.node)
            )
    return _NONE
