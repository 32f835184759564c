"""What our own code costs over Inspect's, and what a second process gives: the same cases, in one session.

    .venv/bin/python benchmarks/models.py [--cases 400]

`bare` is Inspect alone: a task of the same prompts, one question each to the same scripted model, and a scorer that
looks at nothing. `ours` is `redblue exec` with an agent that asks the same one question and then ends: suite, sandbox,
agent, judge, results, report. Both ask nothing of a server and run nothing in a box, so that what is left is the
harness. CPU time of all processes, as wall time is shared.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REDBLUE = Path(sys.executable).with_name("redblue")
BARE = """
import sys
from inspect_ai import Task, eval
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState, generate
from redblue.suite.suite import load_suite

@scorer(metrics=[mean()])
def nothing() -> Scorer:
    async def score(state: TaskState, target: Target) -> Score:
        return Score(value=1)
    return score

cases = load_suite("core").cases[: int(sys.argv[1])]
samples = [Sample(id=case.id, input=case.prompt) for case in cases]
task = Task(dataset=MemoryDataset(samples), solver=generate(), scorer=nothing())
eval(task, model="redblue/refuse", log_dir=sys.argv[2], display="none", log_realtime=False, score_display=False,
     log_model_api=False, max_samples=8, temperature=0, max_tokens=1024)
"""


def measured(command: list[str | Path]) -> tuple[float, float]:
    """Wall and CPU seconds, of it and all it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - started
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ours(cases: int, folder: Path, processes: int) -> list[str | Path]:
    command: list[str | Path] = [
        REDBLUE,
        "exec",
        "--agent",
        "react",
        "--model",
        "redblue/refuse",
        "--no-twins",
        "--json",
    ]
    return [*command, "--limit", str(cases), "--jobs", "8", "--processes", str(processes), "--out", folder / "run"]


def bare(cases: int, folder: Path) -> list[str | Path]:
    return [sys.executable, "-c", BARE, str(cases), folder]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cases", type=int, default=400)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    few = 10
    found: dict[str, tuple[float, float]] = {}
    for name, count in (("few", few), ("all", options.cases)):
        for who in ("bare", "ours", "ours in two"):
            with tempfile.TemporaryDirectory() as folder:
                command = (
                    bare(count, Path(folder)) if who == "bare" else ours(count, Path(folder), 2 if "two" in who else 1)
                )
                found[f"{who}, {name}"] = measured(command)
    cases = options.cases - few

    def each(who: str, which: int) -> float:
        """Milliseconds a case, without what a start costs."""
        return (found[f"{who}, all"][which] - found[f"{who}, few"][which]) / cases * 1e3

    figures = {
        "cases": options.cases,
        "bare_cpu_ms": round(each("bare", 1), 1),
        "ours_cpu_ms": round(each("ours", 1), 1),
        "overhead_cpu_ms": round(each("ours", 1) - each("bare", 1), 1),
        "one_process_wall_ms": round(each("ours", 0), 1),
        "two_processes_wall_ms": round(each("ours in two", 0), 1),
        "speedup": round(each("ours", 0) / each("ours in two", 0), 2),
    }
    if options.json:
        print(json.dumps(figures))
        return
    print(f"{options.cases} cases, milliseconds a case")
    print(f"CPU: Inspect alone {figures['bare_cpu_ms']}, redblue exec {figures['ours_cpu_ms']}: ", end="")
    print(f"{figures['overhead_cpu_ms']} more")
    print(f"wall: one process {figures['one_process_wall_ms']}, two {figures['two_processes_wall_ms']}: ", end="")
    print(f"{figures['speedup']} times as fast")


if __name__ == "__main__":
    main()
