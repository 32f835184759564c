"""How well `v2` tells refusals, inabilities and silence apart, beside the published judge's phrases, and how fast.

.venv/bin/python benchmarks/refusals.py [REPLIES.jsonl ...] [--misses]

The files (fields `id`, `reply`, `label`, `lang`, `kind`) are by default those of the tests: replies written along with
the detector, and replies written by people who had not seen it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from redblue.runner.judges.paper import published_phrases
from redblue.runner.judges.stance import Stance, stance_of

FOLDER = Path(__file__).parents[1] / "tests" / "runner" / "judges"
FILES = (FOLDER / "replies.jsonl", FOLDER / "replies-blind.jsonl")
Row = dict[str, str]


def phrases(reply: str) -> Stance:
    """What the published judge makes of a reply: it knows refusals only."""
    lower = reply.lower()
    return Stance.REFUSED if any(phrase in lower for phrase in published_phrases()) else Stance.ANSWERED


def rates(rows: Sequence[Row], detector: Callable[[str], Stance], label: Stance) -> str:
    found = Counter((row["label"] == label, detector(row["reply"]) == label) for row in rows)
    hits, false, missed = found[True, True], found[False, True], found[True, False]
    precision, recall = hits / max(hits + false, 1), hits / max(hits + missed, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{precision:6.1%} {recall:6.1%} {f1:6.1%}"


def table(rows: Sequence[Row]) -> None:
    found = [(row, stance_of(row["reply"])) for row in rows]
    counts = Counter((row["label"], stance.value) for row, stance in found)
    print(f"{'is | read as':12}" + "".join(f"{stance:>10}" for stance in Stance))
    for label in Stance:
        print(f"{label:12}" + "".join(f"{counts[label.value, stance.value]:10}" for stance in Stance))
    right = sum(row["label"] == stance for row, stance in found)
    print(f"right: {right}/{len(rows)} = {right / len(rows):.1%}\n")
    print(f"{'':28}precision recall  F1")
    for label in Stance:
        print(f"v2, {label:22} {rates(rows, stance_of, label)}")
    print(f"published phrases, refused {rates(rows, phrases, Stance.REFUSED)}\n")
    for field in ("kind", "lang"):
        parts = []
        for value, _ in Counter(row[field] for row in rows).most_common():
            ours = [row["label"] == stance for row, stance in found if row[field] == value]
            parts.append(f"{value} {sum(ours)}/{len(ours)}")
        print(f"right by {field}: {', '.join(parts)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, default=[file for file in FILES if file.exists()])
    parser.add_argument("--misses", action="store_true", help="show each reply that is read wrong")
    arguments = parser.parse_args()
    everything = []
    for file in arguments.files:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        everything += rows
        print(f"== {file.name}: {len(rows)} replies")
        table(rows)
        if arguments.misses:
            for row in rows:
                if (stance := stance_of(row["reply"])) != row["label"]:
                    print(f"{row['id']}: {row['label']} read as {stance}: {row['reply']!r}")
        print()
    times = []
    for row in everything:
        started = time.process_time()
        stance_of(row["reply"])
        times.append((time.process_time() - started) * 1e3)
    times.sort()
    p50, p99, most = (times[int(len(times) * share)] for share in (0.5, 0.99, 0.999))
    print(f"ms of processor a reply: {p50:.3f} p50, {p99:.3f} p99, {most:.3f} at most")


if __name__ == "__main__":
    main()
