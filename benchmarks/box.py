"""What a box costs, beside the same harmless programs run bare. Prints medians of one session.

.venv/bin/python benchmarks/box.py [ROUNDS]
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from redblue.core.world import PlantedFile, World
from redblue.sandbox.bubblewrap import PYTHON, Bubblewrap

WORLD = World(draws={"secret": "token"}, files=(PlantedFile(path="/root/secret.txt", content="{{secret}}\n"),))
SNIPPET = "print(sum(range(1000)))"
OPENED = {
    f"open a box, a file planted in {folder}": World(files=(PlantedFile(path=f"{folder}/planted", content="x"),))
    for folder in ("/usr/lib", "/usr/bin", "/proc/bus")
}
RECORDED = WORLD.model_copy(update={"record_calls": True})
GOALS_MS = {"open a box": 20.0, "a further command, over its own time": 5.0, "a Python snippet, warm": 15.0}


class Laps:
    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.times.setdefault(name, []).append((time.perf_counter() - started) * 1e3)

    def median(self, name: str) -> float:
        return statistics.median(self.times[name])


def bare(laps: Laps, name: str, command: list[str]) -> Callable[[], None]:
    def run() -> None:
        with laps.of(name):
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)

    return run


async def measure(rounds: int) -> Laps:
    laps = Laps()
    sandbox = Bubblewrap()
    bare_true = bare(laps, "bare: true", ["/bin/true"])
    bare_python = bare(laps, "bare: Python snippet", [PYTHON, "-c", SNIPPET])
    for _ in range(rounds):
        bare_true()
        bare_python()
        with laps.of("open, run, finish, close"):
            with laps.of("open a box"):
                box = await sandbox.box(WORLD.plant()).__aenter__()
            with laps.of("first command: true"):
                await box.run(("/bin/true",))
            with laps.of("a further command: true"):
                await box.run(("/bin/true",))
            with laps.of("first Python snippet"):
                await box.run("python", SNIPPET)
            with laps.of("a Python snippet, warm"):
                await box.run("python", SNIPPET)
            with laps.of("finish: take the trace"):
                await box.finish()
            with laps.of("close"):
                await box.__aexit__(None, None, None)
        for name, world in OPENED.items():
            with laps.of(name):
                box = await sandbox.box(world.plant()).__aenter__()
            await box.__aexit__(None, None, None)
        async with sandbox.box(RECORDED.plant()) as box:
            await box.run("python", SNIPPET)
            with laps.of("a Python snippet, warm, its calls recorded"):
                await box.run("python", SNIPPET)
    return laps


async def throughput(boxes: int, jobs: int) -> float:
    sandbox = Bubblewrap()
    places = asyncio.Semaphore(jobs)

    async def one() -> None:
        async with places, sandbox.box(WORLD.plant()) as box:
            await box.run(("/bin/true",))
            await box.finish()

    started = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(boxes)))
    return boxes / (time.perf_counter() - started)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    laps = asyncio.run(measure(rounds))
    for name in laps.times:
        print(f"{name:45s} {laps.median(name):8.2f} ms")
    over = laps.median("a further command: true") - laps.median("bare: true")
    figures = {
        "open a box": laps.median("open a box"),
        "a further command, over its own time": over,
        "a Python snippet, warm": laps.median("a Python snippet, warm"),
    }
    print()
    for name, goal in GOALS_MS.items():
        print(
            f"{name:45s} {figures[name]:8.2f} ms   (goal {goal:g} ms: {'met' if figures[name] <= goal else 'MISSED'})"
        )
    ratio = laps.median("a Python snippet, warm") / laps.median("bare: Python snippet")
    print(f"{'warm snippet / bare Python':45s} {ratio:8.2f}")
    cores = os.cpu_count() or 1
    name = f"boxes a second, {2 * cores} at a time on {cores} cores"
    print(f"{name:45s} {asyncio.run(throughput(150, 2 * cores)):8.0f}")


if __name__ == "__main__":
    main()
