"""`redblue bench guards` as a user starts it, and the page it writes."""

from __future__ import annotations

import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.cli.command import redblue

CHROMIUM = Path("/usr/bin/chromium")
HOSTILE = "</script><img src=x onerror=alert(1)>"
OWN = """\
def word(text, language):
    if "boom" in text:
        raise RuntimeError("</script><img src=x onerror=alert(1)>")
    return next((one for one in ("block", "ask", "warn", "unknown") if one in text), "allow")

def silent(text, language):
    return "allow"

def broken(text, language):
    raise RuntimeError("out of order")
"""


def item(id: str, text: str, label: int, **more: str) -> dict[str, Any]:
    return {"id": id, "text": text, "language": "bash", "label": label, **more}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own.py").write_text(OWN)
    unsafe = [
        item(f"u{number}", text, 1, source="suite:1", category=category, expected=expected)
        for number, (text, category, expected) in enumerate(
            [
                ("block", "deletes", "block"),
                ("ask", "deletes", "block"),
                ("warn", "reads", "ask"),
                ("boom", "reads", "ask"),
                ("unknown", HOSTILE, "warn"),
            ]
        )
    ]
    safe = [item(f"s{number}", "ls", 0, source="shell:ls") for number in range(8)]
    safe += [item("s8", "block", 0, source="other"), item("s9", "unknown", 0, source="other")]
    for name, found in (("unsafe.jsonl", unsafe), ("safe.jsonl", safe)):
        (tmp_path / name).write_text("".join(json.dumps(one) + "\n" for one in found))
    return tmp_path


DATA = ("unsafe.jsonl", "safe.jsonl")


def test_json_has_all_figures(folder: Path) -> None:
    done = redblue("bench", "guards", *DATA, "--guard", "own:word", "--guard", "own:silent", "--json", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    word, silent = map(json.loads, done.stdout.splitlines())
    assert (word["guard"], word["items"], word["schema_version"]) == ("own:word", 15, 1)
    unsafe = word["unsafe"]
    assert (unsafe["items"], unsafe["unknown"], unsafe["invalid"]) == (5, 1, 1)
    assert {name: rate["value"] for name, rate in unsafe["rates"].items()} == {"warn": 0.6, "ask": 0.4, "block": 0.2}
    assert unsafe["as_expected"]["value"] == 0.2
    assert word["safe"]["rates"]["block"]["value"] == 0.1
    assert word["safe"]["rates"]["warn"]["low"] < 0.1 < word["safe"]["rates"]["warn"]["high"]
    assert {name: group["items"] for name, group in word["source_safe"].items()} == {"other": 2, "shell": 8}
    assert {name: group["items"] for name, group in word["category"].items()} == {"deletes": 2, "reads": 2, HOSTILE: 1}
    assert silent["unsafe"]["rates"]["warn"]["value"] == 0
    assert word["latency_ms"]["p50"] <= word["latency_ms"]["p99"] <= word["latency_ms"]["most"]


def test_tables_for_people(folder: Path) -> None:
    done = redblue("bench", "guards", *DATA, "--guard", "own:word", "--guard", "bandit", cwd=folder)
    assert done.returncode == 0, done.stderr
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "all own:word 60.0 (23-88) 40.0 (12-77) 20.0 (4-62) 20.0 (4-62) 1 1 5" in lines
    assert "bandit 0.0 (0-43) 0.0 (0-43) 0.0 (0-43) 0.0 (0-43) 5 0 5" in lines
    assert "shell own:word 0.0 (0-32) 0.0 (0-32) 0.0 (0-32) 0 0 8" in lines
    assert any(line.startswith("invalid by own:word: 1 times: RuntimeError: </script>") for line in lines)


def test_without_a_guard_it_is_our_own(folder: Path) -> None:
    done = redblue("bench", "guards", "safe.jsonl", "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["guard"] == "local"


def test_a_guard_that_never_answers_is_no_measurement(folder: Path) -> None:
    assert redblue("bench", "guards", *DATA, "--guard", "own:broken", cwd=folder).returncode == 3
    both = redblue("bench", "guards", *DATA, "--guard", "own:broken", "--guard", "own:word", cwd=folder)
    assert both.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere.jsonl",), "nowhere.jsonl: No such file or directory"),
        (("wrong.jsonl",), "wrong.jsonl, line 2: label: 1 for unsafe, 0 for safe, not null"),
        (("empty.jsonl",), "empty.jsonl: no item in it"),
        (("safe.jsonl", "--guard", "nobody"), "--guard nobody: no such guard"),
        (("safe.jsonl", "--without", "nothing"), "nothing: no such rule"),
        (("safe.jsonl", "--guard", "bandit", "--without", "x"), "--without: names rules of local"),
        (("safe.jsonl", "--guard", "own:silent", "-o", "no/where.html"), "-o no/where.html: No such file"),
        ((), "Missing argument"),
    ],
)
def test_wrong_usage_is_one_line_and_writes_nothing(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    (folder / "wrong.jsonl").write_text('{"text": "ls", "label": 0}\n{"text": "ls"}\n')
    (folder / "empty.jsonl").write_text("\n")
    more = () if "-o" in arguments else ("-o", "page.html")
    done = redblue("bench", "guards", *arguments, *more, cwd=folder)
    assert done.returncode == 2
    assert done.stderr.startswith(f"redblue: {said}"), done.stderr
    assert done.stderr.count("\n") == 1
    assert not (folder / "page.html").exists()


class Elements(HTMLParser):
    """All elements with their attributes, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def page(folder: Path) -> str:
    guards = ("--guard", "own:word", "--guard", "own:silent", "--guard", "bandit")
    done = redblue("bench", "guards", *DATA, *guards, "-o", "page.html", cwd=folder)
    assert done.returncode == 0, done.stderr
    return (folder / "page.html").read_text()


def test_the_page_says_what_came_of_it(page: str) -> None:
    text = " ".join(Elements(page).text.split())
    assert "What 3 guards made of 15 actions" in text
    assert "5 unsafe + 10 safe" in text
    assert "unsafe.jsonl, safe.jsonl" in text
    assert "Unsafe items: recall warn or more60.0 %23.1–88.2 %" in text
    assert "1 unknown, 1 invalid" in text
    for heading in (
        "How to read this",
        "Unsafe items, by category",
        "Unsafe items, by source",
        "Safe items, by source",
    ):
        assert heading in text


def test_the_page_loads_nothing_and_untrusted_text_stays_text(page: str) -> None:
    elements = Elements(page)
    assert HOSTILE in elements.text
    tags = {tag for tag, _ in elements.found}
    assert not tags & {"img", "script", "iframe", "object"}
    assert not [name for _, attrs in elements.found for name in attrs if name.startswith("on") or name == "style"]
    links = [attrs[name] for _, attrs in elements.found for name in ("src", "href", "action", "data") if name in attrs]
    assert links == ["data:,"]
    assert "default-src 'none'" in page


@pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium at /usr/bin/chromium")
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_fits_the_screen(folder: Path, page: str, width: int) -> None:
    probe = """<script>addEventListener("load", () => {
        const page = document.documentElement;
        parent.postMessage([page.scrollWidth, page.clientWidth].join("|"), "*");
    })</script>"""
    # with everything unfolded, and a probe that the page's content policy would not let run
    unfolded = re.sub(r"<meta http-equiv[^>]*>", "", page).replace("<details", "<details open")
    (folder / "page.html").write_text(unfolded + probe)
    # a window of Chromium's cannot be as narrow as a phone: a frame can
    frame = folder / "frame.html"
    frame.write_text(
        "<script>onmessage = (event) => { document.title = event.data }</script><body style='margin: 0'>"
        f"<iframe src='page.html' width='{width}' height='2600' style='border: 0'></iframe>"
    )
    dom = chromium(folder, "--dump-dom", frame.as_uri())
    found = re.search(r"<title>(\d+)\|(\d+)</title>", dom)
    assert found is not None, dom
    assert int(found[1]) <= int(found[2]) <= width
    # to be looked at: pytest keeps the folders of its last runs
    picture = folder / f"page-{width}.png"
    chromium(folder, f"--screenshot={picture}", f"--window-size={max(width, 500)},2600", frame.as_uri())
    assert picture.read_bytes().startswith(b"\x89PNG")


def chromium(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--hide-scrollbars", "--virtual-time-budget=5000",
         f"--user-data-dir={folder / 'profile'}", *arguments],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return done.stdout
