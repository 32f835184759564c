"""Files that something else keeps: archives, temporary ones, logs, and what libraries read whole."""

from __future__ import annotations

from redblue.blue.code.act import Verb
from redblue.blue.code.python.models.files import content_of, opened, path_of
from redblue.blue.code.python.objects import (
    MODELS,
    Call,
    model,
    opaque,
)
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value

_NONE = Value("None", kind="none")


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
