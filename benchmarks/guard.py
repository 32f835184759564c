"""What the action guard costs: latency, start from a cold interpreter, memory, throughput.

.venv/bin/python benchmarks/guard.py [DATA.jsonl ...] [--blocks 2000] [--starts 15]

Blocks of up to 200 lines from the suite's programs and twins, and from each data file (fields `text` and `language`).
Beside it, in the same run: parsing alone as the floor, bare Python for the start, and Bandit where it is installed.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import json
import logging
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from redblue.blue.cascade import Guard
from redblue.core.syntax import bash_root, tree_of
from redblue.core.trace import LANGUAGES
from redblue.core.verdict import Verdict
from redblue.suite.suite import load_scenarios

MOST_LINES = 200
GOALS = {"p50": 1.0, "p99": 10.0, "start": 300.0, "memory": 150.0}
"""Milliseconds; MiB for the memory."""
_STARTS = {
    "bare Python": "pass",
    "Guard.local()": "from redblue import Guard; Guard.local()",
    "... and a first command": "from redblue import Guard; Guard.local().check('action', 'ls -l', language='bash')",
    "... and a first Python block": "from redblue import Guard; Guard.local().check('action', 'print(1)', 'python')",
}


class Block(NamedTuple):
    language: str
    text: str
    source: str


def blocks(files: Sequence[Path], count: int) -> list[Block]:
    """At the most `count` of each source, always the same."""
    found = []
    suite = [
        Block(language, words.code, f"the suite, {language}")
        for scenario in load_scenarios().values()
        for language in LANGUAGES
        for program in scenario.programs(language)
        for words in (program.risky, program.twin)
    ]
    sources = [suite]
    for file in files:
        entries = [json.loads(line) for line in file.read_text().splitlines()]
        sources.append([Block(e["language"], e["text"], f"{file.name}, {e['language']}") for e in entries])
    for source in sources:
        for language in LANGUAGES:
            its = [one for one in source if one.language == language and one.text.count("\n") < MOST_LINES]
            found += its if len(its) <= count else random.Random(0).sample(its, count)
    return found


def timed(
    function: Callable[[Block], object], block: Block, times: int = 1, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Milliseconds: the fastest of so many calls."""
    best = float("inf")
    for _ in range(times):
        started = clock()
        function(block)
        best = min(best, clock() - started)
    return best * 1e3


def percentiles(values: Sequence[float]) -> list[float]:
    """p50, p95, p99 and the largest."""
    ordered = sorted(values)
    return [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 0.99)] + [ordered[-1]]


def row(name: str, values: Sequence[float]) -> list[float]:
    figures = percentiles(values)
    print(f"{name:46s} {len(values):6d}  " + "  ".join(f"{figure:8.3f}" for figure in figures))
    return figures


def parse(block: Block) -> None:
    if block.language == "python":
        tree_of(block.text)
    else:
        bash_root(block.text)


def bandit() -> Callable[[Block], object] | None:
    """Bandit in this process, on a file in memory; None where it is not installed."""
    if importlib.util.find_spec("bandit") is None:
        return None
    from bandit.core import config, manager  # type: ignore[import-not-found, unused-ignore]

    logging.getLogger("bandit").setLevel(logging.CRITICAL)
    settings = config.BanditConfig()
    folder = tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
    file = Path(folder, "block.py")

    def check(block: Block) -> object:
        file.write_text(block.text, errors="replace")
        judge = manager.BanditManager(settings, "file", quiet=True)
        judge.discover_files([str(file)])
        judge.run_tests()
        return judge.results

    return check


def latency(guard: Guard, chosen: Sequence[Block]) -> None:
    def judge(block: Block) -> Verdict:
        return guard.check("action", block.text, block.language)

    for block in chosen[:: max(1, len(chosen) // 50)]:  # what is loaded and compiled at first use
        judge(block)
    print(
        f"{'ms for a block of up to 200 lines':46s} {'blocks':>6s}  {'p50':>8s}  {'p95':>8s}  {'p99':>8s}  {'max':>8s}"
    )
    by_source: dict[str, list[Block]] = {}
    for block in chosen:
        by_source.setdefault(block.source, []).append(block)
    for source, its in by_source.items():
        row(f"guard: {source}", [timed(judge, block) for block in its])
    once = row("guard: all", [timed(judge, block) for block in chosen])
    row("guard: all, time of the processor", [timed(judge, block, clock=time.thread_time) for block in chosen])
    best = row("guard: all, the fastest of three", [timed(judge, block, 3) for block in chosen])
    floor = row("floor: parsing alone, the fastest of three", [timed(parse, block, 3) for block in chosen])
    print(f"{'guard / floor':46s} {'':6s}  " + "  ".join(f"{a / b:8.1f}" for a, b in zip(best, floor, strict=True)))
    python = [block for block in chosen if block.language == "python"]
    if peer := bandit():
        some = python[:: max(1, len(python) // 500)]
        peer(some[0])
        theirs = row("peer: Bandit, Python only", [timed(peer, block) for block in some])
        ours = row("guard: the same blocks", [timed(judge, block) for block in some])
        print(f"{'peer / guard':46s} {'':6s}  " + "  ".join(f"{a / b:8.1f}" for a, b in zip(theirs, ours, strict=True)))
    else:
        print("peer: Bandit is not installed")
    _goal("p50", once[0], "ms")
    _goal("p99", once[2], "ms")


def _goal(name: str, value: float, unit: str) -> None:
    print(f"{name:46s} {value:8.2f} {unit}  (goal {GOALS[name]:g}: {'met' if value <= GOALS[name] else 'MISSED'})")


def start(code: str, environment: dict[str, str]) -> tuple[float, float]:
    """Milliseconds and peak MiB of a fresh interpreter."""
    # not the rusage of the child: its ru_maxrss begins with that of the process it was forked from
    code += "\nfor line in open('/proc/self/status'):\n    if line.startswith('VmHWM'): print(line.split()[1])"
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    return (time.perf_counter() - started) * 1e3, int(done.stdout) / 1024


def starts(count: int) -> None:
    print(f"\n{f'from a cold interpreter, medians of {count}':46s} {'ms':>8s} {'MiB':>8s}")
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in _STARTS}
    with tempfile.TemporaryDirectory() as compiled:
        # as where it is installed: there the bytecode of its modules lies beside them
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for code in _STARTS.values():
            start(code, environment)
        for _ in range(count):
            for name, code in _STARTS.items():
                seen[name].append(start(code, environment))
    medians = {name: [statistics.median(column) for column in zip(*rows, strict=True)] for name, rows in seen.items()}
    for name, (ms, mib) in medians.items():
        print(f"{name:46s} {ms:8.1f} {mib:8.1f}")
    bare, ready = medians["bare Python"], medians["Guard.local()"]
    print(f"{'Guard.local() / bare Python':46s} {ready[0] / bare[0]:8.1f} {ready[1] / bare[1]:8.1f}")
    _goal("start", ready[0], "ms")
    _goal("memory", max(mib for _, mib in medians.values()), "MiB")


def throughput(guard: Guard, chosen: Sequence[Block]) -> None:
    def judge(block: Block) -> Verdict:
        return guard.check("action", block.text, block.language)

    def rate(run: Callable[[], object]) -> float:
        started = time.perf_counter()
        run()
        return len(chosen) / (time.perf_counter() - started)

    async def tasks() -> None:
        places = asyncio.Semaphore(2)

        async def one(block: Block) -> None:
            async with places:
                await guard.acheck("action", block.text, block.language)

        await asyncio.gather(*(one(block) for block in chosen))

    print(f"\n{'blocks a second':46s}")
    alone = rate(lambda: [judge(block) for block in chosen])
    print(f"{'one thread':46s} {alone:8.0f}")
    with ThreadPoolExecutor(2) as pool:
        threads = rate(lambda: list(pool.map(judge, chosen)))
    print(f"{'two threads':46s} {threads:8.0f}  {threads / alone:.2f} of one")
    together = rate(lambda: asyncio.run(tasks()))
    print(f"{'asyncio, two at a time':46s} {together:8.0f}  {together / alone:.2f} of one")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="*")
    parser.add_argument("--blocks", type=int, default=2000, help="of each source and language at the most")
    parser.add_argument("--starts", type=int, default=15)
    options = parser.parse_args()
    warnings.simplefilter("ignore", SyntaxWarning)
    chosen = blocks(options.data, options.blocks)
    guard = Guard.local()
    latency(guard, chosen)
    starts(options.starts)
    throughput(guard, chosen)


if __name__ == "__main__":
    main()
