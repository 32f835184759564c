"""What a qualified name of a library stands for, however it was reached."""

from __future__ import annotations

import functools

from redblue.blue.code.python.objects import (
    MODELS,
)
from redblue.blue.code.value import HOLE, Origin, Source, Value

MODULES = frozenset(
    "os sys subprocess socket shutil io builtins posix pathlib importlib base64 codecs binascii ctypes pickle marshal "
    "requests urllib http tempfile glob signal pty zlib gzip bz2 lzma random secrets hashlib time datetime json re "
    "platform getpass threading multiprocessing asyncio functools itertools operator types inspect runpy code".split()
)


_SAME = {
    "posix": "os", "nt": "os", "posixpath": "os.path", "ntpath": "os.path", "genericpath": "os.path", "_io": "io",
    "_socket": "socket", "_pickle": "pickle", "cPickle": "pickle", "_posixsubprocess": "_posixsubprocess",
    "__builtin__": "builtins", "__builtins__": "builtins", "cloudpickle": "pickle", "dill": "pickle", "urllib2":
    "urllib.request", "commands": "subprocess", "simplejson": "json", "ujson": "json", "orjson": "json", "multiprocess":
    "multiprocessing", "_thread": "threading", "aiofiles.os": "os", "anyio.Path": "pathlib.Path", "trio.Path":
    "pathlib.Path", "nturl2path": "urllib.request",
}  # fmt: skip


CONSTANTS: dict[str, Value] = {
    "os.sep": Value("/"), "os.path.sep": Value("/"), "os.altsep": Value("None", kind="none"), "os.curdir": Value("."),
    "os.pardir": Value(".."), "os.path.pardir": Value(".."), "os.path.curdir": Value("."), "os.linesep": Value("\n"),
    "os.extsep": Value("."), "os.devnull": Value("/dev/null"), "os.name": Value("posix"), "os.pathsep": Value(":"),
    "sys.executable": Value("/usr/bin/python3"), "sys.platform": Value("linux"), "sys.byteorder": Value("little"),
    "string.ascii_lowercase": Value("abcdefghijklmnopqrstuvwxyz"),
    "string.ascii_uppercase": Value("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "string.ascii_letters": Value("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "string.digits": Value("0123456789"), "string.hexdigits": Value("0123456789abcdefABCDEF"),
    "string.octdigits": Value("01234567"),
    "string.punctuation": Value("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
    "string.printable": Value(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\x0b\x0c"
    ),
    "string.whitespace": Value(" \t\n\r\x0b\x0c"),
    "sys.argv": Value(HOLE, frozenset({Origin(Source.ARGUMENT)}), kind="list"),
    "sys.stdin": Value(HOLE, frozenset({Origin(Source.INPUT)}), kind="object", ref="sys.stdin"),
    "os.environ": Value(HOLE, frozenset({Origin(Source.ENVIRONMENT)}), kind="object", ref="os.environ"),
    "os.environb": Value(HOLE, frozenset({Origin(Source.ENVIRONMENT)}), kind="object", ref="os.environ"),
    "os.O_RDONLY": Value("0", kind="int"), "os.O_WRONLY": Value("1", kind="int"), "os.O_RDWR": Value("2", kind="int"),
    "os.O_CREAT": Value("64", kind="int"), "os.O_TRUNC": Value("512", kind="int"),
    "os.O_APPEND": Value("1024", kind="int"), "os.O_EXCL": Value("128", kind="int"),
}  # fmt: skip


@functools.lru_cache(maxsize=4_096)
def canonical(ref: str) -> str:
    """One name for what has several: `posix.remove` -> `os.remove`, `shutil.os.remove` -> `os.remove`."""
    head, dot, rest = ref.partition(".")
    if head in _SAME:
        ref = _SAME[head] + dot + rest
    if ref.startswith("builtins."):
        ref = ref.removeprefix("builtins.")
    if "." in ref and "()" not in ref:
        # a module that another has imported: the last one counts
        parts = ref.split(".")
        for number in range(len(parts) - 1, 0, -1):
            name = parts[number].lstrip("_")
            if name in MODULES and parts[:number] not in (["os"], ["urllib"], ["xml"], ["email"], ["concurrent"]):
                own = ".".join([name, *parts[number + 1 :]])
                if number + 1 < len(parts) or parts[number] != name or name in ("os", "sys", "subprocess", "io"):
                    return canonical(own) if own != ref else own
    return ref


@functools.cache
def known_names() -> frozenset[str]:
    """Every name on the way to something that is known."""
    found = set(CONSTANTS)
    for name in [*MODELS, *CONSTANTS]:
        parts = name.split(".")
        found.update(".".join(parts[:number]) for number in range(1, len(parts) + 1))
    return frozenset(found)
