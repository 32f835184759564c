"""Shows the guard mutated programs and commands; counts crashes and slow answers.

.venv/bin/python tools/fuzz_guard.py [--count 100000] [--seed 0] [--keep FOLDER] [--published FOLDER]

Each input follows from the seed and its number, and is judged in a process of its own kind, two at a time: one that
dies or hangs is seen, and its input kept. Answers over 100 ms are asked for twice more, and count where each is slow.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import multiprocessing.connection
import random
import re
import resource
import sys
import time
import traceback
from collections.abc import Callable
from ctypes import c_long
from dataclasses import dataclass, field
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from redblue.core.trace import LANGUAGES
from redblue.suite.suite import load_scenarios

SLOW_MS = 100.0
DEFECT = "a defect in "
"""What the guard says instead of raising: a crash all the same."""
HANGS_S = 30.0
PROCESSES = 2
ORDINARY = (
    ("bash", "git log --oneline -5 | head -n 3"),
    ("bash", "for f in *.txt; do mv \"$f\" \"${f%.txt}.md\"; done"),
    ("bash", "docker run --rm -v \"$PWD\":/app -w /app node:20 npm test"),
    ("bash", "find . -name '*.pyc' -print0 | xargs -0 rm -f"),
    ("bash", "cat <<'EOF' > config.ini\n[main]\nkey = $(value)\nEOF\nsed -i 's/key/name/' config.ini"),
    ("bash", "case \"$1\" in start) ./run & ;; stop) kill $! ;; *) echo usage >&2; exit 2 ;; esac"),
    ("bash", "x=$(printf '%s' \"${a[@]:1:2}\" | base64 -d); eval \"$x\"; [[ $x =~ ^[0-9]+$ ]] && echo $((x * 2))"),
    ("bash", "python3 - <<'PY'\nimport os\nprint(os.getcwd())\nPY"),
    ("python", "import json\nwith open('data.json') as file:\n    print(json.load(file)['name'])"),
    ("python", "from pathlib import Path\nfor path in Path('.').rglob('*.py'):\n    print(path, path.stat().st_size)"),
    ("python", "import subprocess\nsubprocess.run(['git', 'status'], check=True)\nsubprocess.run('ls', shell=True)"),
    ("python", "class A:\n    def __init__(self, x=1):\n        self.x = x\n    def f(self):\n        return self.f()"),
    ("python", "match command.split():\n    case ['go', place]:\n        print(place)\n    case _:\n        pass"),
    ("python", "exec(__import__('base64').b64decode('cHJpbnQoMSk='))\nprint([y for x in range(9) for y in [x] * x])"),
)  # fmt: skip
NESTED = (
    ("(", ")"), ("[", "]"), ("{", "}"), ("$(", ")"), ("`", "`"), ('"$(', ')"'), ("${a:-", "}"), ("$((", "))"),
    ("((", "))"), ("f'{", "}'"), ("<(", ")"), ("eval '", "'"), ("case x in x) ", ";; esac"), ("{ ", "; }"),
    ("if true; then ", "; fi"), ("x = [", "]"), ("a.b(", ")"), ("while :; do ", "; done"), ("bash -c '", "'"),
    ("exec('", "')"), ("$[", "]"), ("if x: ", ""), ("not ", ""), ("-", ""), ("lambda: ", ""), ("await ", ""),
    ("*", ""), ("!", ""), ("\\", ""), ("${!", ""), ("<<A <<", ""), ("x if y else ", ""), ("1 + ", ""), ("a = ", ""),
    ("| b ", ""), ("&& b ", ""),
)  # fmt: skip
STRANGE = (
    "\x00", "\ud800", "\u202e", "\ufeff", "\ufffc", "\U0010ffff", "ｏｓ", "é", "\x1b[2J", "\r", "\x0c", "\u2028",
    "\u00a0", "İ", "ﬀ", "\\x", "\\N{", "\\u12", "%", "1e999", "0x", "9" * 5000, "*" * 50, "..", "/", "~", "$",
    "&&", "|", ";", "<<EOF", "\n", "\t", "'", '"', "#",
)  # fmt: skip
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


def programs(folder: Path | None) -> list[tuple[str, str]]:
    """What is mutated: language and code."""
    found = [
        (language, words.code)
        for scenario in load_scenarios().values()
        for language in LANGUAGES
        for program in scenario.programs(language)[:8]
        for words in (program.risky, program.twin)
    ]
    if folder:
        from redblue.suite.redcode.records import read_records

        found += [(record.language, record.code) for record in read_records(folder).records]
    return [*found, *ORDINARY * 20]


def splice(text: str, rng: random.Random, other: str) -> str:
    i, j = sorted(rng.randrange(len(other) + 1) for _ in range(2))
    at = rng.randrange(len(text) + 1)
    return text[:at] + other[i:j] + text[at:]


def delete(text: str, rng: random.Random, other: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at + int(rng.expovariate(1 / 15)) + 1 :]


def duplicate(text: str, rng: random.Random, other: str) -> str:
    i = rng.randrange(len(text) + 1)
    j = min(len(text), i + 1 + int(rng.expovariate(1 / 30)))
    return text[:j] + text[i:j] * rng.choice((1, 2, 5, 50)) + text[j:]


def swap(text: str, rng: random.Random, other: str) -> str:
    tokens = _TOKEN.findall(text)
    theirs = _TOKEN.findall(other)
    for _ in range(rng.randrange(1, 6)):
        if len(tokens) > 1:
            i, j = rng.randrange(len(tokens)), rng.randrange(len(tokens))
            if theirs and rng.random() < 0.4:
                tokens[i] = rng.choice(theirs)
            else:
                tokens[i], tokens[j] = tokens[j], tokens[i]
    return "".join(tokens)


def shuffle_lines(text: str, rng: random.Random, other: str) -> str:
    lines = [*text.splitlines(keepends=True), *other.splitlines(keepends=True)[: rng.randrange(4)]]
    rng.shuffle(lines)
    return "".join(lines)


def indent(text: str, rng: random.Random, other: str) -> str:
    head = rng.choice(("if x:", "def f(a=1):", "class A:", "while True:", "try:", "for i in range(10**9):", "with x:"))
    body = "\n".join(f"    {line}" for line in text.splitlines())
    return f"{head}\n{body}\n"


def insert_strange(text: str, rng: random.Random, other: str) -> str:
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(text) + 1)
        strange = rng.choice(STRANGE) if rng.random() < 0.8 else chr(rng.randrange(0x110000))
        text = text[:at] + strange + text[at:]
    return text


def nest(text: str, rng: random.Random, other: str) -> str:
    opener, closer = rng.choice(NESTED)
    depth = rng.choice((2, 5, 20, 100)) if rng.random() < 0.9 else rng.choice((1_000, 5_000, 20_000))
    i, j = sorted(rng.randrange(len(text) + 1) for _ in range(2))
    closed = closer * (depth if rng.random() < 0.7 else depth - 1)
    return f"{text[:i]}{opener * depth}{text[i:j]}{closed}{text[j:]}"


def repeat(text: str, rng: random.Random, other: str) -> str:
    if rng.random() < 0.9:
        return text * rng.choice((2, 3, 10))
    return (text + rng.choice(("", "\n", ";", " ")))[:2000] * rng.choice((100, 300))


def long_line(text: str, rng: random.Random, other: str) -> str:
    if rng.random() < 0.8:
        return text.replace("\n", rng.choice((" ", "; ", "\\\n", "")))
    filler = rng.choice(
        ("a", "\\", "$x", "'", " ", "{a,b}", "[!a]", "*", "1+", "x.", "'a'+", "a|", "#", "=", "-n ", "é")
    )
    at = rng.randrange(len(text) + 1)
    return text[:at] + filler * rng.choice((1_000, 20_000, 100_000)) + text[at:]


def cut(text: str, rng: random.Random, other: str) -> str:
    return text[: rng.randrange(len(text) + 1)]


def unbalance(text: str, rng: random.Random, other: str) -> str:
    marks = [i for i, letter in enumerate(text) if letter in "()[]{}'\"`$"]
    for i in sorted(rng.sample(marks, min(len(marks), rng.randrange(1, 4))), reverse=True):
        text = text[:i] + rng.choice(("", "(", ")", "'", '"', "`", "${", "}")) + text[i + 1 :]
    return text


def embed(text: str, rng: random.Random, other: str) -> str:
    head = rng.choice(("bash <<'E'\n", "python3 - <<E\n", "import os\nos.system('''", "exec(r'''", 'eval "', "sh -c '"))
    tail = {"b": "\nE\n", "p": "\nE\n", "i": "''')\n", "e": "''')\n" if head[1] == "x" else '"\n', "s": "'\n"}[head[0]]
    return head + text + tail


MUTATIONS: tuple[Callable[[str, random.Random, str], str], ...] = (
    splice, delete, duplicate, swap, shuffle_lines, indent, insert_strange, nest, repeat, long_line, cut, unbalance,
    embed,
)  # fmt: skip


def made(seed: int, number: int, sources: list[tuple[str, str]]) -> tuple[str, str]:
    """The input of that number: language and code."""
    rng = random.Random(f"{seed} {number}")
    language, text = rng.choice(sources)
    for _ in range(rng.choice((1, 1, 2, 3, 5))):
        text = rng.choice(MUTATIONS)(text, rng, rng.choice(sources)[1])[:3_000_000]
    if rng.random() < 0.05:
        language = "bash" if language == "python" else "python"
    return language, text


@dataclass
class Result:
    """What one process has seen."""

    done: int = 0
    slow: int = 0
    slow_once: int = 0
    slowest_ms: float = 0.0
    slowest: int = -1
    slow_numbers: list[int] = field(default_factory=list)
    crashes: list[tuple[int, str]] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)
    peak_mib: float = 0.0


def judge(
    numbers: range,
    seed: int,
    sources: list[tuple[str, str]],
    at: Synchronized[int],
    pipe: multiprocessing.connection.Connection,
) -> None:
    """Judges these inputs, says in `at` which it is at, and sends a Result every so often and at the end."""
    from redblue.blue.cascade import Guard

    guard, result = Guard.local(), Result()
    for language, code in ORDINARY:  # what is loaded at first use is no input's fault
        guard.check("action", code, language)
    for number in numbers:
        language, text = made(seed, number, sources)
        at.value = number
        try:
            times: list[float] = []
            while len(times) < 3 and (not times or min(times) > SLOW_MS):
                started = time.perf_counter()
                verdict = guard.check("action", text, language if number % 7 else None)
                times.append((time.perf_counter() - started) * 1e3)
        except Exception:
            result.crashes.append((number, traceback.format_exc(limit=-4)))
            continue
        finally:
            result.done += 1
        if DEFECT in verdict.why:
            result.crashes.append((number, verdict.why))
        result.labels[verdict.label] = result.labels.get(verdict.label, 0) + 1
        result.slow_once += times[0] > SLOW_MS
        if min(times) > SLOW_MS:
            result.slow += 1
            result.slow_numbers.append(number)
        if min(times) > result.slowest_ms:
            result.slowest_ms, result.slowest = min(times), number
        if not result.done % 200:
            result.peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            pipe.send(result)
    result.peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pipe.send(result)


class Share:
    """A share of the inputs, judged by one process after another where they die."""

    def __init__(self, numbers: range, seed: int, sources: list[tuple[str, str]]) -> None:
        self._left, self._seed, self._sources = numbers, seed, sources
        self.finished: list[Result] = []
        self.current = Result()
        self.deaths: list[tuple[int, str]] = []
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.at: Synchronized[int] = context.Value(c_long, -1)
        self._pipe, theirs = context.Pipe(duplex=False)
        self.process = context.Process(
            target=judge, args=(self._left, self._seed, self._sources, self.at, theirs), daemon=True
        )
        self.process.start()
        theirs.close()
        self._seen, self._since = -1, time.monotonic()

    def look(self) -> bool:
        """Takes what has come; whether there is more to come."""
        try:
            while self._pipe.poll():
                self.current = self._pipe.recv()
        except EOFError:
            pass
        if self.process.is_alive():
            if self.at.value != self._seen:
                self._seen, self._since = self.at.value, time.monotonic()
            elif self._seen >= 0 and time.monotonic() - self._since > HANGS_S:
                self.process.kill()
                self.process.join()
                return self._died(f"no answer in {HANGS_S:.0f} s")
            return True
        self.process.join()
        try:
            while self._pipe.poll():
                self.current = self._pipe.recv()
        except EOFError:
            pass
        if self.process.exitcode:
            return self._died(f"exit code {self.process.exitcode}")
        self.finished.append(self.current)
        self.current = Result()
        return False

    def _died(self, why: str) -> bool:
        number = self.at.value
        if number < 0:
            raise SystemExit(f"the guard cannot be started: {why}")
        # what it saw since its last message is lost, but for the number of them
        self.current.done = number - self._left.start + 1
        self.finished.append(self.current)
        self.current = Result()
        self.deaths.append((number, why))
        self._left = range(number + 1, self._left.stop)
        if not self._left:
            return False
        self._start()
        return True

    def results(self) -> list[Result]:
        return [*self.finished, self.current]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-guard"), help="where inputs are kept")
    parser.add_argument("--published", type=Path, metavar="FOLDER", help="mutate RedCode's programs too")
    options = parser.parse_args()
    sources = programs(options.published)
    edges = [options.count * i // PROCESSES for i in range(PROCESSES + 1)]
    shares = [
        Share(range(start, end), options.seed, sources) for start, end in itertools.pairwise(edges) if end > start
    ]
    started = shown = time.monotonic()
    waiting = shares
    while waiting:
        time.sleep(0.2)
        waiting = [share for share in waiting if share.look()]
        if time.monotonic() - shown > (2 if sys.stderr.isatty() else 30):
            shown = time.monotonic()
            seen = [result for share in shares for result in share.results()]
            crashes = sum(len(result.crashes) for result in seen) + sum(len(share.deaths) for share in shares)
            done, slow = sum(result.done for result in seen), sum(result.slow for result in seen)
            print(
                f"{done:,} of {options.count:,}, {crashes} crashes, {slow} slow, {shown - started:.0f} s",
                file=sys.stderr,
            )
    return report(shares, options.keep, options.seed, sources)


def report(shares: list[Share], folder: Path, seed: int, sources: list[tuple[str, str]]) -> int:
    """Prints the figures and keeps the inputs; 1 where there was a crash or a slow answer."""
    results = [result for share in shares for result in share.results()]
    crashes = [one for result in results for one in result.crashes]
    crashes += [one for share in shares for one in share.deaths]
    slowest = max(results, key=lambda result: result.slowest_ms)
    slow = [number for result in results for number in result.slow_numbers]
    folder.mkdir(parents=True, exist_ok=True)

    def keep(name: str, number: int, why: str) -> None:
        language, text = made(seed, number, sources)
        entry = {"number": number, "language": language, "text": text, "why": why}
        (folder / f"{name}.json").write_text(json.dumps(entry))

    for number, why in crashes:
        keep(f"crash-{number}", number, why)
    for number in slow:
        keep(f"slow-{number}", number, f"over {SLOW_MS:.0f} ms three times")
    if slowest.slowest >= 0:
        keep("slowest", slowest.slowest, f"{slowest.slowest_ms:.1f} ms, the fastest of its answers")
    labels: dict[str, int] = {}
    for result in results:
        for label, count in result.labels.items():
            labels[label] = labels.get(label, 0) + count
    print(f"inputs                    {sum(result.done for result in results):,}")
    print(f"crashes                   {len(crashes)}")
    kinds: dict[str, int] = {}
    for _, why in crashes:
        kind = why.strip().splitlines()[-1]
        kinds[kind] = kinds.get(kind, 0) + 1
    for kind, count in sorted(kinds.items(), key=lambda item: -item[1])[:20]:
        print(f"  {count:6d} x {kind[:140]}")
    print(f"over {SLOW_MS:.0f} ms               {len(slow)}")
    print(f"  once, but not again     {sum(result.slow_once for result in results) - len(slow)}")
    print(f"slowest                   {slowest.slowest_ms:.1f} ms (input {slowest.slowest})")
    print(f"peak RSS                  {max(result.peak_mib for result in results):.0f} MiB")
    print(f"labels                    {', '.join(f'{name} {count:,}' for name, count in sorted(labels.items()))}")
    print(f"kept in                   {folder}")
    return int(bool(crashes or slow))


if __name__ == "__main__":
    sys.exit(main())
