"""`redblue suite build` and `export`: suites as files."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from redblue.cli.progress import Progress
from redblue.cli.proposer import load_proposer
from redblue.core.errors import UsageError
from redblue.runner.lists import default_jobs, languages_of, scenarios_of
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.conformance import prove
from redblue.suite.build import Plan, Result, build
from redblue.suite.built import Manifest, check_new, write_suite
from redblue.suite.suite import BuiltIn, languages_of_suite, load_suite

_SHOWN = 20
"""Candidates left out of which the reason is told."""


def build_suite(
    out: Path,
    *,
    suite: str,
    scenarios: str,
    language: str,
    seed: int,
    count: int,
    runs: int,
    augment: str | None,
    proposals: int,
    jobs: int | None,
) -> int:
    """0 when something was built, 3 when nothing was proved."""
    like = load_suite(suite)
    if not isinstance(like, BuiltIn):
        raise UsageError(f"--suite {suite}: build what is like core or full")
    wanted, languages = scenarios_of(scenarios, like.scenarios), languages_of(language)
    check_new(out)
    plan = Plan(
        scenarios=[
            (scenario, [one for one in languages_of_suite(suite, scenario) if not languages or one in languages])
            for number, scenario in like.scenarios.items()
            if not wanted or number in wanted
        ],
        count=count,
        seed=seed,
        runs=runs,
        proposer=load_proposer(augment) if augment else None,
        proposals=proposals,
    )
    result = asyncio.run(_built(plan, jobs or default_jobs()))
    for reason in result.reasons[:_SHOWN]:
        print(f"redblue: left out: {reason}", file=sys.stderr)
    if len(result.reasons) > _SHOWN:
        print(f"redblue: left out: {len(result.reasons) - _SHOWN} more", file=sys.stderr)
    if not result.programs:
        print("redblue: nothing was proved, so nothing was built", file=sys.stderr)
        return 3
    cases = [case for program in result.programs for case in program.cases(like.formats, "built", like.version)]
    manifest = write_suite(
        out,
        cases,
        Manifest(
            name=suite,
            version=like.version,
            seed=seed,
            programs=len(result.programs),
            cases=len(cases) // 2,
            proposed_by=augment,
            left_out=dict(sorted(result.left_out.items())),
        ),
    )
    left_out = sum(result.left_out.values())
    print(f"{manifest.programs} programs, {manifest.cases} cases and a twin each in {out}; {left_out} left out")
    print(f"content {manifest.cases_sha256[:12]}; run it with --suite built:{out}")
    return 0


async def _built(plan: Plan, jobs: int) -> Result:
    sandbox = Bubblewrap()
    await prove(sandbox)
    places = sum(len(languages) for _, languages in plan.scenarios)
    total = places * (plan.count + (plan.proposals if plan.proposer else 0))
    with Progress("programs", total, 0, quiet=False) as advance:
        return await build(plan, sandbox, jobs=jobs, on_program=advance)


def export_suite(out: Path, *, suite: str, layout: str) -> int:
    """Writes a suite's cases in a layout that other tools read."""
    from redblue.suite.export import LAYOUTS

    if layout not in LAYOUTS:
        raise UsageError(f"--layout {layout}: there is no such; there are {', '.join(LAYOUTS)}")
    loaded = load_suite(suite)
    files: Sequence[Path] = LAYOUTS[layout](loaded, out)
    print(f"{len(files)} files in {out}")
    return 0
