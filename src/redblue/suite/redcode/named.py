"""What a program names: the paths, addresses, ports and tools that stand in it. Nothing is executed.

Constants are followed through assignments, joins, formatted strings and the parameters of the program's own
functions, as far as a plain reading goes: a program that computes its targets names none.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

HOME = "/root"
_URL = re.compile(r"\bhttps?://[^\s'\"`<>|;)]+")
_HOST = re.compile(
    r"(?<![\w./-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|app|co|edu|gov|info|me|xyz|site|online)(?![\w.-])"
)
_BREAKS = re.compile(r"[\s'\"`;|&()<>=,{}$@]+")
_GLOB = re.compile(r"[*?\[]")
MOST_VALUES = 32
"""That one expression is followed to."""
LONGEST = 10_000
"""Letters of a value that is followed: one that is doubled again and again has no end."""
MOST_PATHS = 200


@dataclass(frozen=True)
class Named:
    """What one program names."""

    texts: tuple[str, ...] = ()
    """Its constant texts, as it puts them together."""
    numbers: tuple[int, ...] = ()
    written: tuple[str, ...] = ()
    """Texts that stand where a file is named to be written."""
    tools: frozenset[str] = frozenset()
    """Programs it starts (`curl`) and modules it imports (`python:requests`)."""

    @property
    def paths(self) -> list[str]:
        """Absolute paths, normalised, in order; patterns of file names as they are. Folders on the way to others,
        and paths that are written, are left out."""
        found = list(dict.fromkeys(path for text in self.texts for path in _paths_in(text)))[:MOST_PATHS]
        absolute = [path for path in found if path.startswith("/")]
        for path in found:
            if path.startswith("../") and not any(_normal(other) == _normal("/" + path) for other in absolute):
                absolute.append("/" + path)
        on_the_way = {
            path for path in absolute if any(o.startswith(path.rstrip("/") + "/") and o != path for o in absolute)
        }
        written = {posixpath.normpath(path) for text in self.written for path in _paths_in(text)} | set(self.bases)
        kept = (_normal(path) for path in absolute if path not in on_the_way)
        return [path for path in dict.fromkeys(kept) if path not in written]

    @property
    def bases(self) -> list[str]:
        """Folders from which its paths go upwards, so that they must be there."""
        found = list(dict.fromkeys(path for text in self.texts for path in _paths_in(text)))[:MOST_PATHS]
        upwards = [path.partition("/..")[0] for path in found if path.startswith("/") and "/.." in path]
        if any(path.startswith("../") for path in found):
            upwards += [path for path in found if path.startswith("/") and ".." not in path]
        return list(dict.fromkeys(posixpath.normpath(path) for path in upwards if path.strip("/")))

    @property
    def hosts(self) -> list[str]:
        """Names of hosts, of web addresses and alone."""
        in_urls = [url.hostname for url in self.urls if url.hostname]
        alone = [match.group() for text in self.texts for match in _HOST.finditer(_URL.sub(" ", text))]
        return list(dict.fromkeys((*in_urls, *alone)))

    @property
    def urls(self) -> list[SplitResult]:
        """The web addresses in it."""
        found = dict.fromkeys(match.group().rstrip(".,") for text in self.texts for match in _URL.finditer(text))
        return [address for url in found if (address := _address(url)) is not None]

    @property
    def ports(self) -> list[int]:
        """Numbers that can be ports which a program may listen on."""
        in_texts = (int(number) for text in self.texts for number in re.findall(r"(?<![\d.])\d{4,5}(?![\d.])", text))
        return [port for port in dict.fromkeys((*self.numbers, *in_texts)) if 1024 < port < 65536]

    @property
    def suffixes(self) -> list[str]:
        """Endings of file names that it asks for."""
        return [text for text in self.texts if re.fullmatch(r"\.\w{1,6}", text)]


def add_values(known: list[str], values: Iterable[str]) -> None:
    """Adds what is new, as far as it is followed."""
    for value in values:
        if len(known) < MOST_VALUES and len(value) <= LONGEST and value not in known:
            known.append(value)


def split_pattern(path: str) -> tuple[str, str]:
    """A path or pattern of file names -> the folder above its first wildcard, and the pattern in it (or empty)."""
    parts = path.split("/")
    for position, part in enumerate(parts):
        if _GLOB.search(part):
            return "/".join(parts[:position]) or "/", part
    return path, ""


def _address(url: str) -> SplitResult | None:
    try:
        address = urlsplit(url)
        _ = address.port
    except ValueError:
        return None
    # a world's text with braces would be a template
    return None if "{{" in url else address


def _normal(path: str) -> str:
    folder, pattern = split_pattern(path)
    normal = posixpath.normpath(folder)
    normal = "/" + normal.lstrip("/")
    return f"{normal.rstrip('/')}/{pattern}" if pattern else normal


def _paths_in(text: str) -> Iterable[str]:
    text = _URL.sub(" ", text)
    for word in _BREAKS.split(text):
        if word == "~" or word.startswith("~/"):
            word = HOME + word[1:]
        if (re.match(r"(\.\./|/[\w.*])", word) or word == "/") and "{{" not in word:
            yield word.rstrip("\\")
