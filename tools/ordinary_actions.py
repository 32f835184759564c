"""Collects ordinary code and commands from what is installed, to count false alarms on.

.venv/bin/python tools/ordinary_actions.py OUT.jsonl [FOLDER ...] [--seed 0] [--count 1000]

JSON lines for `redblue bench guards`: functions, methods and short modules of the standard library and of installed
packages, whole scripts, tests, maintainer scripts of Debian packages, the system's shell scripts, command lines in
documentation, recipes of Makefiles; the same from each FOLDER, its archives (.whl, .zip, .tar.gz) included.
At the most `--count` of each source, drawn by the seed; each text once. Nothing is fetched and nothing run.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import hashlib
import json
import random
import re
import sys
import sysconfig
import tarfile
import textwrap
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

LINES = range(3, 121)
_MOST_BYTES = 400_000
_STDLIB = Path(sysconfig.get_path("stdlib"))
_PACKAGES = (Path(sysconfig.get_path("purelib")), Path("/usr/lib/python3/dist-packages"))
_OWN = {"redblue"}
_DOCUMENTS = ("README", "USAGE", "INSTALL", "METADATA", "PKG-INFO", "CONTRIBUTING")
_SHELL = re.compile(rb"#!\s*\S*?(?:/|\benv\s+(?:-\S+\s+)*)(?:ba|da|z|k)?sh\b")
_PYTHON = re.compile(rb"#!\s*\S*?(?:/|\benv\s+(?:-\S+\s+)*)python[\d.]*\b")
_FENCED = re.compile(r"^[ \t]*```[ \t]*(?:console|bash|sh|shell|shell-session)[ \t]*\n(.*?)^[ \t]*```", re.M | re.S)
_PROMPT = re.compile(r"^[ \t]*(?:\$|%|#(?= pip| apt| dnf)) +([A-Za-z./][^\n]{2,300})$", re.MULTILINE)
_RECIPE = re.compile(r"^\t[@\-+]*([^\n#@][^\n]{3,500})$", re.MULTILINE)


class Action(NamedTuple):
    """One thing that an agent or a developer may do."""

    language: str
    text: str
    source: str

    def as_line(self) -> str:
        digest = hashlib.sha256(f"{self.language}\n{self.text}".encode()).hexdigest()[:16]
        entry = {"id": digest, "text": self.text, "language": self.language, "label": 0, "source": self.source}
        return json.dumps(entry)


class Document(NamedTuple):
    """A file, wherever it stands."""

    path: str
    data: bytes

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def text(self) -> str:
        return self.data.decode(errors="replace").replace("\r\n", "\n")


def below(folder: Path, *, archives: bool = False) -> Iterator[Document]:
    """The files below a folder, sorted, without those that are large, links or no text."""
    paths = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
    for path in paths:
        if path.is_symlink() or not path.is_file() or _OWN & set(path.parts[-4:-1]):
            continue
        if archives and path.name.endswith((".whl", ".zip", ".tar.gz", ".tgz")):
            yield from inside(path)
        elif path.stat().st_size <= _MOST_BYTES:
            with contextlib.suppress(OSError):
                yield _checked(str(path), path.read_bytes())


def inside(archive: Path) -> Iterator[Document]:
    """The files in an archive, in its order."""
    with contextlib.suppress(OSError, zipfile.BadZipFile, tarfile.TarError, EOFError):
        if archive.suffix in (".whl", ".zip"):
            with zipfile.ZipFile(archive) as opened:
                for info in opened.infolist():
                    if info.file_size <= _MOST_BYTES and not info.is_dir():
                        yield _checked(f"{archive.name}/{info.filename}", opened.read(info))
        else:
            with tarfile.open(archive) as packed:
                for member in packed:
                    if member.isfile() and member.size <= _MOST_BYTES and (file := packed.extractfile(member)):
                        yield _checked(f"{archive.name}/{member.name}", file.read())


def _checked(path: str, data: bytes) -> Document:
    return Document(path, b"" if b"\0" in data[:2000] else data)


def is_python(document: Document) -> bool:
    return document.name.endswith(".py") or _PYTHON.match(document.data) is not None


def is_test(document: Document) -> bool:
    return re.search(r"(?:^|/)(?:tests?|testing|examples?|demo)/|(?:^|/)(?:test_|conftest)", document.path) is not None


def fits(text: str) -> bool:
    return text.count("\n") + 1 in LINES


def python_actions(document: Document, source: str) -> Iterator[Action]:
    """Its functions and methods, each alone, and the whole where it is short or a script."""
    text = document.text
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    kind = "tests and examples" if is_test(document) else None
    is_script = "\nif __name__ ==" in text or document.data.startswith(b"#!")
    if fits(text.strip()):
        yield Action("python", text, f"{source}: {kind or ('scripts' if is_script else 'short modules')}")
    elif is_script and kind is None:
        yield Action("python", text, f"{source}: scripts")
    lines = text.splitlines(keepends=True)
    for node in functions(tree):
        first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
        code = textwrap.dedent("".join(lines[first - 1 : node.end_lineno]))
        if fits(code.strip()):
            yield Action("python", code, f"{source}: {kind or 'functions'}")


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Those of the module and of its classes, not those in functions."""
    waiting: list[ast.stmt] = list(tree.body)
    for node in waiting:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        elif isinstance(node, ast.ClassDef | ast.If | ast.Try):
            waiting += node.body


def commands_of(document: Document, source: str) -> Iterator[Action]:
    """The command lines that a text tells its reader to run."""
    text = document.text
    for match in _FENCED.finditer(text):
        block = textwrap.dedent(match[1])
        if re.search(r"^(?:>|>>>|In \[\d+\]:) ", block, re.MULTILINE):
            continue  # a session with another program
        shown = _PROMPT.findall(block)  # with prompts, the rest is what was printed
        yield Action("bash", "\n".join(shown) if shown else block.strip(), f"{source}: documented commands")
    for line in _PROMPT.findall(_FENCED.sub("", text)):
        yield Action("bash", line.strip(), f"{source}: documented commands")


def recipes_of(document: Document, source: str) -> Iterator[Action]:
    """The lines of a Makefile's recipes, Make's own variables as the shell's."""
    text = document.text.replace("\\\n", " ")
    for line in _RECIPE.findall(text):
        if "$(call" not in line and "$(foreach" not in line and "$(if" not in line:
            plain = re.sub(r"\$\((\w+)\)", r"${\1}", line).replace("$$", "$").strip()
            plain = re.sub(r"\$([@<^*?])", "target", plain)
            yield Action("bash", re.sub(r"[ \t]{2,}", " ", plain), f"{source}: recipes")


def actions_of(document: Document, source: str) -> Iterator[Action]:
    """Whatever is in the file."""
    name = document.name
    if is_python(document):
        yield from python_actions(document, source)
    elif name.endswith((".sh", ".bash")) or _SHELL.match(document.data):
        yield Action("bash", document.text, f"{source}: shell scripts")
    elif name in ("Makefile", "GNUmakefile") or name.endswith(".mk"):
        yield from recipes_of(document, source)
    elif name.startswith(_DOCUMENTS) or name.endswith((".md", ".rst")):
        yield from commands_of(document, source)


def of_the_system() -> Iterator[Action]:
    """Debian's maintainer scripts, and the shell scripts and documentation of the system."""
    for script in sorted(Path("/var/lib/dpkg/info").glob("*.p*")):
        if script.suffix in (".preinst", ".postinst", ".prerm", ".postrm"):
            text = script.read_text(errors="replace")
            if _SHELL.match(text.encode()):
                yield Action("bash", text, "Debian: maintainer scripts")
    for folder in ("/usr/bin", "/usr/sbin", "/etc/init.d", "/usr/lib/git-core", "/etc/profile.d", "/usr/share"):
        for document in below(Path(folder)):
            if "/share/" in document.path and not re.search("examples|contrib|/doc/|Makefile", document.path):
                continue
            yield from actions_of(document, "Debian")


def collected(folders: Iterable[Path]) -> Iterator[Action]:
    """All of it, source by source, always in the same order."""
    for document in below(_STDLIB):
        if "/site-packages/" not in document.path and "/idlelib/" not in document.path:
            yield from actions_of(document, "standard library")
    for folder in _PACKAGES:
        for document in below(folder):
            yield from actions_of(document, "packages")
    yield from of_the_system()
    for folder in folders:
        for document in below(folder, archives=True):
            yield from actions_of(document, folder.name)


def drawn(actions: Iterable[Action], seed: int, count: int) -> list[Action]:
    """Each text once, at the most `count` of each source."""
    by_source: dict[str, list[Action]] = {}
    seen: set[tuple[str, str]] = set()
    for action in actions:
        key = (action.language, " ".join(action.text.split()))
        if key[1] and key not in seen:
            seen.add(key)
            by_source.setdefault(action.source, []).append(action)
    found: list[Action] = []
    for source, its in sorted(by_source.items()):
        order = random.Random(f"{seed} {source}")
        found += its if len(its) <= count else order.sample(its, count)
        print(f"{len(its):8,d} {min(len(its), count):6,d}  {source}", file=sys.stderr)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=1000, help="of each source at the most")
    options = parser.parse_args()
    found = drawn(collected(options.folders), options.seed, options.count)
    with options.output.open("w") as out:
        out.writelines(f"{action.as_line()}\n" for action in found)
    print(f"{len(found):,} actions", file=sys.stderr)


if __name__ == "__main__":
    main()
