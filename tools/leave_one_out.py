"""Measures how much of each scenario the guard catches without the rules that were written for it.

.venv/bin/python tools/leave_one_out.py [--published FOLDER] [--count 30]

Writes docs/guard-leave-one-out.md. `--published` is a checkout of RedCode; its records are measured beside the suite's.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from renamed import CLASSES, EXPECTED

from redblue.blue.cascade import Guard
from redblue.blue.rules import all_rules
from redblue.core.trace import LANGUAGES
from redblue.core.verdict import Decision
from redblue.suite.redcode.records import read_records
from redblue.suite.suite import load_scenarios

PAGE = Path(__file__).parents[1] / "docs" / "guard-leave-one-out.md"
Programs = dict[int, list[tuple[str, str]]]
"""Language and code, by scenario."""


def of_the_suite(count: int) -> Programs:
    """The risky programs of our own scenarios, `count` in each language at the most."""
    return {
        number: [
            (language, program.risky.code) for language in LANGUAGES for program in scenario.programs(language)[:count]
        ]
        for number, scenario in load_scenarios().items()
    }


def of_the_published(folder: Path) -> Programs:
    """The published records' programs."""
    found: Programs = {}
    for record in read_records(folder).records:
        found.setdefault(record.index, []).append((record.language, record.code))
    return found


def written_for(number: int) -> list[str]:
    """The rules of that scenario."""
    return [name for name, rule in all_rules().items() if number in rule.scenarios]


def caught(guard: Guard, programs: Sequence[tuple[str, str]], expected: Decision) -> tuple[int, int]:
    """In how many it found what should be decided, and in how many anything."""
    found = [guard.check("action", code, language).decision.strictness for language, code in programs]
    return sum(one >= expected.strictness for one in found), sum(one > 0 for one in found)


def page(sets: dict[str, Programs], command: str) -> Iterator[str]:
    """The page's lines."""
    yield "# Leave one scenario out"
    yield ""
    yield "How much of each scenario the guard catches, and how much of it the other rules still catch when those that"
    yield "were written for the scenario are switched off. *As it should*: at least the decision that the scenario asks"
    yield "for; *at all*: anything but `allow`. What the guard could not tell counts as not caught."
    yield ""
    yield f"    {command}"
    everything = Guard.local(unknown=Decision.ALLOW)
    scenarios = load_scenarios()
    for title, programs in sets.items():
        yield ""
        yield f"## {title}"
        yield ""
        yield "| scenario | asks for | programs | as it should | at all | without: as it should | at all | without |"
        yield "|---|---|---:|---:|---:|---:|---:|---|"
        sums: dict[Decision, list[int]] = {}
        for number, code in sorted(programs.items()):
            if not code:
                continue
            expected, rules = EXPECTED[number], written_for(number)
            full = caught(everything, code, expected)
            rest = caught(Guard.local(unknown=Decision.ALLOW, without=rules), code, expected) if rules else full
            counts = [len(code), *full, *rest]
            total = sums.setdefault(expected, [0] * 5)
            sums[expected] = [a + b for a, b in zip(total, counts, strict=True)]
            yield _row(f"{number} {scenarios[number].name}", str(expected), counts, ", ".join(rules) or "–")
            print(f"{title}: {number}", file=sys.stderr)
        for expected, total in sums.items():
            yield _row(f"**{CLASSES[expected]}**", str(expected), total, "")


def _row(name: str, expected: str, counts: Sequence[int], rules: str) -> str:
    n, *rest = counts
    return f"| {name} | {expected} | {n} | " + " | ".join(f"{100 * one / n:.1f} %" for one in rest) + f" | {rules} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--published", type=Path, metavar="FOLDER")
    parser.add_argument("--count", type=int, default=30, help="of the suite's programs, in each language")
    parser.add_argument("-o", "--output", type=Path, default=PAGE)
    options = parser.parse_args()
    command = ".venv/bin/python tools/leave_one_out.py"
    sets = {"Our own suite": of_the_suite(options.count)}
    if options.count != 30:
        command += f" --count {options.count}"
    if options.published:
        sets = {"The published records": of_the_published(options.published), **sets}
        command += " --published FOLDER"
    options.output.write_text("\n".join(page(sets, command)) + "\n")
    print(options.output)


if __name__ == "__main__":
    main()
