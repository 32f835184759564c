"""`redblue check` and `redblue rules` as a user starts them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.command import redblue

KEYS = [
    "id", "label", "decision", "score", "category", "stage", "findings", "principles", "similar", "latency_ms",
]  # fmt: skip
OWN = """\
from redblue.core.verdict import Decision, Finding, Label, Span, Verdict

def word(text, language):
    if "boom" in text:
        raise RuntimeError("out of order")
    return next((one for one in ("block", "ask", "warn", "unknown") if one in text), "allow")

def named(text, language):
    return {"decision": "block", "category": language}

def third_word(text, language):
    line = text.split("\\n")[0]
    start = line.index("rm")
    finding = Finding("own-rule", "own", Decision.BLOCK, "deletes \\x1b[31m much", "list it first", "CWE-1",
                      Span(1, start + 1, 1, start + 7), steps=("bash -c", "base64"))
    return Verdict(Label.UNSAFE, Decision.BLOCK, 0.9, "action", "own", "high", (finding,), "own", 1.0)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own.py").write_text(OWN)
    return tmp_path


def items(*texts: str) -> str:
    return "".join(json.dumps({"id": number, "text": text}) + "\n" for number, text in enumerate(texts))


def test_our_own_guard_lets_a_listing_pass(folder: Path) -> None:
    done = redblue("check", "action", input="ls -la src\n", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("ALLOW  standard input  bash, nothing found by rules in ")


@pytest.mark.parametrize(
    ("text", "code", "decision"),
    [("ls", 0, "allow"), ("warn", 1, "warn"), ("ask", 1, "ask"), ("block", 1, "block"), ("unknown", 1, "ask")],
)
def test_exit_code_says_whether_something_was_found(folder: Path, text: str, code: int, decision: str) -> None:
    done = redblue("check", "action", "--guard", "own:word", "--json", input=text, cwd=folder)
    assert (done.returncode, done.stderr) == (code, "")
    found = json.loads(done.stdout)
    assert [*found] == KEYS
    assert (found["id"], found["decision"]) == ("-", decision)


def test_unknown_is_what_the_caller_says(folder: Path) -> None:
    done = redblue("check", "action", "--guard", "own:word", "--unknown", "allow", input="unknown", cwd=folder)
    assert (done.returncode, done.stdout.split()[0]) == (0, "ALLOW")


def test_a_guard_that_fails_is_not_a_finding(folder: Path) -> None:
    done = redblue("check", "action", "--guard", "own:word", input="boom block", cwd=folder)
    assert done.returncode == 3
    assert done.stdout.startswith("INVALID  standard input")
    assert "why: RuntimeError: out of order" in done.stdout


@pytest.mark.parametrize(
    ("name", "text", "more", "language"),
    [
        ("a.py", "ls", (), "python"),
        ("a.sh", "print(1)", (), "bash"),
        ("a", "#!/usr/bin/env python3\nls\n", (), "python"),
        ("a", "print(1)\n", (), "python"),
        ("a.txt", "print(1)\n", ("--language", "bash"), "bash"),
    ],
)
def test_language_is_said_by_the_option_the_name_or_the_first_line(
    folder: Path, name: str, text: str, more: tuple[str, ...], language: str
) -> None:
    (folder / name).write_text(text)
    done = redblue("check", "action", name, "--guard", "own:named", *more, cwd=folder)
    assert f"BLOCK  {name}  {language}, " in done.stdout


def test_people_see_what_where_and_what_instead(folder: Path) -> None:
    (folder / "猫.sh").write_text("echo 猫\u202e\t&& rm -rf /srv\n")
    done = redblue("check", "action", "猫.sh", "--guard", "own:third_word", cwd=folder)
    assert done.stdout.splitlines()[1:] == [
        "",
        "block  deletes ␛[31m much  own-rule CWE-1",
        "   1 │ echo 猫⟨U+202E⟩    && rm -rf /srv",
        "     │                       ^^^^^^",
        "     through: bash -c > base64",
        "     instead: list it first",
    ]
    assert "\x1b" not in done.stdout


def test_a_long_line_is_shown_around_what_was_found(folder: Path) -> None:
    done = redblue("check", "action", "--guard", "own:third_word", input=f"{'a' * 500} rm -rf /srv {'b' * 500}\n",
                   cwd=folder)  # fmt: skip
    line, carets = done.stdout.splitlines()[3:5]
    assert len(line) < 120
    assert line[carets.index("^") : carets.rindex("^") + 1] == "rm -rf"


def test_json_lines_in_input_order(folder: Path) -> None:
    (folder / "d.jsonl").write_text(items("ls", "block", "warn", "boom", "unknown"))
    done = redblue("check", "action", "d.jsonl", "--guard", "own:word", cwd=folder)
    assert done.returncode == 1
    assert done.stderr == "redblue: invalid 3: RuntimeError: out of order\n"
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in found] == [0, 1, 2, 3, 4]
    assert [one["label"] for one in found] == ["safe", "unsafe", "unsafe", "invalid", "unknown"]
    assert [[*one] for one in found] == [KEYS, KEYS, KEYS, [*KEYS, "why"], KEYS]
    piped = redblue("check", "action", "--guard", "own:word", input=(folder / "d.jsonl").read_text(), cwd=folder)
    assert [json.loads(line)["decision"] for line in piped.stdout.splitlines()] == [one["decision"] for one in found]


def test_output_goes_to_a_file(folder: Path) -> None:
    (folder / "d.jsonl").write_text(items("ls", "block", "boom"))
    (folder / "o.jsonl").write_text("what was there\n")
    done = redblue("check", "action", "d.jsonl", "-o", "o.jsonl", "--guard", "own:word", cwd=folder)
    assert done.stdout == "3 items: 1 block, 1 allow, 1 invalid\n"
    assert len((folder / "o.jsonl").read_text().splitlines()) == 3
    assert sorted(file.name for file in folder.iterdir() if file.is_file()) == ["d.jsonl", "o.jsonl", "own.py"]


def test_an_item_may_say_its_language_and_the_option_says_that_of_the_others(folder: Path) -> None:
    text = '{"text": "ls", "language": "python"}\n{"text": "ls"}\n{"text": "ls", "other": 1}\n'
    done = redblue("check", "action", "--guard", "own:named", "--language", "bash", input=text, cwd=folder)
    assert [json.loads(line)["category"] for line in done.stdout.splitlines()] == ["python", "bash", "bash"]


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("{", "is not JSON: Expecting property name enclosed in double quotes at column 2"),
        ('{"id": 0, "text": "ls"}', "id 0: was there before"),
        ('{"id": 5}', "text: is missing"),
        ("7", "is no JSON object: 7"),
        ('{"text": "", "language": "sql"}', 'language "sql": there is no such; there are python, bash'),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_written(folder: Path, last: str, said: str) -> None:
    (folder / "d.jsonl").write_text(items("ls", "block") + last + "\n")
    done = redblue("check", "action", "d.jsonl", "--guard", "own:word", "-o", "o.jsonl", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"redblue: d.jsonl, line 3: {said}\n"
    assert sorted(file.name for file in folder.iterdir() if file.is_file()) == ["d.jsonl", "own.py"]
    text = (folder / "d.jsonl").read_text()
    piped = redblue("check", "action", "--guard", "own:word", "-o", "o.jsonl", input=text, cwd=folder)
    assert (piped.returncode, piped.stderr) == (2, f"redblue: standard input, line 3: {said}\n")
    assert not (folder / "o.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere.py",), "nowhere.py: No such file or directory"),
        (("nowhere.jsonl",), "nowhere.jsonl: No such file or directory"),
        ((".",), ".: Is a directory"),
        (("own.py", "--guard", "nobody"), "--guard nobody: no such guard; there are local, bandit, http:URL"),
        (("own.py", "--guard", "own:nothing"), "--guard own:nothing: module 'own' has no attribute 'nothing'"),
        (("own.py", "--language", "perl"), "--language perl: there is no such; there are python, bash"),
        (("own.py", "--unknown", "maybe"), "--unknown maybe: there is no such; there are allow, warn, ask, block"),
        (("own.py", "-o", "no/where"), "-o no/where: No such file or directory"),
    ],
)
def test_wrong_usage_is_one_line(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    done = redblue("check", "action", *arguments, cwd=folder, input="")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"redblue: {said}"), done.stderr
    assert done.stderr.count("\n") == 1


def test_each_item_that_is_piped_in_is_answered_at_once(folder: Path) -> None:
    command = [sys.executable, "-m", "redblue", "check", "action", "--guard", "own:word"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, cwd=folder
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for text in ("ls", "block"):
            process.stdin.write(json.dumps({"text": text}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["decision"] == ("allow" if text == "ls" else text)
        process.stdin.close()
        assert process.wait() == 1


def test_what_is_no_text_at_all(folder: Path) -> None:
    (folder / "a.bin").write_bytes(os.urandom(3000) + b"\xff\xfe\n")
    (folder / "empty.jsonl").write_text("")
    assert redblue("check", "action", "a.bin", "--guard", "own:named", cwd=folder).returncode == 1
    assert redblue("check", "action", "--guard", "own:word", input="", cwd=folder).returncode == 0
    done = redblue("check", "action", "empty.jsonl", "--guard", "own:word", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_rules_are_listed_and_explained() -> None:
    listed = redblue("rules", "--json")
    assert listed.returncode == 0, listed.stderr
    rules = [json.loads(line) for line in listed.stdout.splitlines()]
    assert len(redblue("rules").stdout.splitlines()) == len(rules)
    for rule in rules[:1]:
        page = redblue("rules", rule["id"]).stdout
        assert page.startswith(f"{rule['id']}: {rule['decision']}")
        assert rule["manual"] in page
        assert f"Instead: {rule['instead']}" in page


def test_a_rule_that_there_is_not() -> None:
    done = redblue("rules", "nothing")
    assert done.returncode == 2
    assert done.stderr.startswith("redblue: nothing: no such rule")


@pytest.mark.parametrize("command", ["check", "check action", "bench", "bench guards", "rules"])
def test_help_loads_nothing_heavy(command: str) -> None:
    program = (
        "import sys, contextlib; from redblue.cli.main import main\n"
        f"sys.argv = ['redblue', *{command.split()}, '--help']\n"
        "with contextlib.suppress(SystemExit): main()\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "Usage: redblue" in done.stdout
    heavy = {"rich", "asyncio", "jinja2", "bandit", "tree_sitter", "sqlite3", "redblue.blue.rule"}
    assert not heavy & {*done.stderr.split()}
