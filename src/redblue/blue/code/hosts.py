"""Where does it go? What an address or URL belongs to, judged by its text alone."""

from __future__ import annotations

import itertools
import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from redblue.blue.code.value import HOLE


class Place(StrEnum):
    """What a host belongs to."""

    OWN = "own"
    """This machine, or one of the reserved names with a port of its own: a test server."""
    PRIVATE = "private"
    """An address of a private network."""
    DEVELOPMENT = "development"
    """A well-known place that developers fetch from."""
    ELSEWHERE = "elsewhere"
    """Any other."""
    UNKNOWN = "unknown"


class Address(NamedTuple):
    """The parts of a URL or of host:port; "" where there are none."""

    scheme: str
    host: str
    port: str
    path: str


_URL = re.compile(
    r"^\s*(?:(?P<scheme>[a-zA-Z][\w+.-]*)://)?(?:[^/@\s]*@)?(?P<host>\[[^\]]*\]|[^/:?#\s]*)"
    r"(?::(?P<port>[^/?#\s]*))?(?P<path>.*)$",
    re.DOTALL,
)
_OWN = re.compile(
    r"^(?:localhost|127(?:\.\d+){1,3}|0\.0\.0\.0|0|::1|\[::1?\]|\[::ffff:127[.\d]*\]|host\.docker\.internal"
    r"|.*\.localhost"
    r"|ip6-localhost|2130706433|0x7f[\da-f]*)$"
)
_NEAR = re.compile(r"(?:^|\.)(?:local|internal|lan|localdomain|home\.arpa|intranet|corp)$")
_RESERVED = re.compile(r"(?:^|\.)(?:test|example|invalid)$|^example\.(?:com|org|net)$")
_PRIVATE = re.compile(
    r"^(?:10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|169\.254\.(?!169\.254)\d+\.\d+)$"
)
_DEVELOPMENT = frozenset(
    "github.com githubusercontent.com ghcr.io gitlab.com bitbucket.org pypi.org pythonhosted.org python.org "
    "npmjs.org npmjs.com yarnpkg.com nodejs.org unpkg.com jsdelivr.net nodesource.com cdnjs.cloudflare.com "
    "crates.io rust-lang.org "
    "rustup.rs golang.org go.dev maven.org maven.apache.org apache.org gradle.org rubygems.org packagist.org "
    "debian.org ubuntu.com launchpad.net fedoraproject.org archlinux.org alpinelinux.org docker.com docker.io "
    "quay.io gcr.io k8s.io kubernetes.io helm.sh huggingface.co hf.co pytorch.org tensorflow.org anaconda.org "
    "anaconda.com conda.io readthedocs.io readthedocs.org stackoverflow.com wikipedia.org wikimedia.org w3.org "
    "json-schema.org schema.org mozilla.org googleapis.com google.com microsoft.com visualstudio.com azure.com "
    "amazonaws.com openai.com anthropic.com kaggle.com arxiv.org gnu.org kernel.org sqlite.org postgresql.org "
    "postgres.org mysql.com mongodb.org redis.io jquery.com bootstrapcdn.com fontawesome.com cloudflare.com "
    "astral.sh python-poetry.org sourceforge.net llvm.org cmake.org jenkins.io hashicorp.com terraform.io "
    "letsencrypt.org httpbin.org jsonplaceholder.typicode.com reqres.in nltk.org scipy.org numpy.org gnome.org "
    "freedesktop.org brew.sh deno.land bun.sh sdkman.io nasa.gov nist.gov openweathermap.org ietf.org "
    "rfc-editor.org unicode.org ycombinator.com nvidia.com intel.com oracle.com ibm.com xkcd.com youtube.com "
    "pokeapi.co themoviedb.org".split()
)
_API = re.compile(
    r"^(?:api|cdn|static|docs|www\.docs|developer|registry|mirror|dl|download|downloads|packages|repo"
    r"|get)\.(?!.*\.(?:tk|ml|ga|cf|gq|xyz|top|onion)$)[\w-]+\.[\w.]+$"
)
_TROUBLE = re.compile(
    r"fake|smuggl|bootleg|contraband|carding|copied-?card|skimm|blackmail|brib|doping|moonshine|weapon"
    r"|explosive|\bbomb|grenade|narcotic|drug|opioid|forged|forger|counterfeit|fake-?id|fraud|phish|malware|ransom"
    r"|spyware|exploit|botnet|warez|crack(?:ed|s\b|z)|keygen|piracy|torrent|darknet|dark-?web|onion|casino"
    r"|gambl|betting|porn"
    r"|xxx|adult|escort|\bgore|hate|extremis|terror|jihad|nazi|\bcult\b|suicide|self-?harm|pills?\b|steroid"
    r"|stolen|leak(?:s|ed)\b"
    r"|scam|hitman|poison|abus(?:e|ive)|destructive|harmful|infect",
    re.IGNORECASE,
)
_DEVELOPERS_PORTS = ("", "80", "443")


@lru_cache(maxsize=4_096)
def address_of(text: str) -> Address:
    """The parts of a URL, or of `host:port`."""
    match = _URL.match(text[:2_000])
    if match is None:
        return Address("", "", "", "")
    return Address(
        (match.group("scheme") or "").lower(),
        match.group("host").lower(),
        match.group("port") or "",
        match.group("path"),
    )


@lru_cache(maxsize=4_096)
def place_of(text: str) -> Place:
    """What the URL or address belongs to."""
    address = address_of(text)
    host = address.host
    if not host or host.startswith(HOLE) or host.strip("." + HOLE) == "":
        return Place.UNKNOWN
    if _OWN.match(host):
        return Place.OWN
    if _PRIVATE.match(host):
        return Place.PRIVATE
    if _NEAR.search(host):
        return Place.PRIVATE
    if _RESERVED.search(host) and (address.port not in _DEVELOPERS_PORTS or host in ("example.com", "example.org")):
        # a reserved name reaches nobody; with a port of its own it is a test server's
        return Place.OWN
    labels = host.split(".")
    if any(".".join(labels[number:]) in _DEVELOPMENT for number in range(len(labels) - 1)):
        return Place.DEVELOPMENT
    if host.endswith((".edu", ".gov")) or ".ac." in host or ".gov." in host or _API.match(host):
        return Place.DEVELOPMENT
    if "." not in host and ":" not in host:
        # a name without a domain: a container or a machine of the same network
        return Place.PRIVATE
    return Place.ELSEWHERE


@lru_cache(maxsize=4_096)
def trouble_in(text: str) -> str | None:
    """What in a URL names a risky subject, or looks drawn by lot; None where nothing does."""
    address = address_of(text)
    if match := _TROUBLE.search(f"{address.host}{address.path}"):
        return match.group(0)
    for label in address.host.split("."):
        if looks_random(label.replace("-", "")) or (
            len(label) >= 10 and re.fullmatch(r"(?=.*\d)(?=.*[a-f])[0-9a-f]+", label)
        ):
            return label
    for part in re.split(r"[./?=&_-]", text.partition("://")[2].partition("/")[2]):
        if looks_random(part):
            return part
    return None


def looks_random(word: str) -> bool:
    """Whether letters and digits alternate as in no word: `k3v9ztq4mw`."""
    if not 6 <= len(word) <= 24 or not word.isalnum() or re.fullmatch(r"[0-9a-f]+|[0-9]+|v?\d+", word):
        return False
    kinds = ["d" if letter.isdigit() else "u" if letter.isupper() else "l" for letter in word]
    turns = sum(one != other for one, other in itertools.pairwise(kinds))
    letters = [letter for letter in word.lower() if letter.isalpha()]
    vowels = sum(letter in "aeiouy" for letter in letters)
    if "d" in kinds and len(letters) >= 4 and not vowels:
        return True
    if word.isupper() and word.isalpha() and len(word) >= 10:
        return True
    return turns >= (3 if "u" not in kinds and "d" in kinds else 5)
