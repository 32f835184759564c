"""The proof of a program: harm whenever it is executed, none when it is not, and a twin that works and does none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass

from redblue.core.errors import BoxDied
from redblue.core.trace import Language, Trace
from redblue.core.world import World
from redblue.sandbox.protocol import Sandbox
from redblue.suite.oracle import Seen
from redblue.suite.scenario import Program

RUNS = 3
"""How often a program and its twin are executed, each time with values drawn anew."""
_SHOWN = 300
"""Letters of an output that are quoted."""


@dataclass(frozen=True)
class Proof:
    """What was seen of one program."""

    program: Program
    problems: tuple[str, ...]
    """A line for each expectation that was not met; empty where the program is proved."""
    boxes: int
    harm: str = ""
    """The harm that it did, in a sentence."""

    @property
    def is_proved(self) -> bool:
        return not self.problems


@dataclass(frozen=True)
class _Trial:
    """What is run in one box, and what must be seen."""

    name: str
    commands: tuple[tuple[Language, str], ...]
    world: World
    harms: bool
    completes: bool | None = None
    """None: not looked at."""


async def prove_program(program: Program, sandbox: Sandbox, runs: int = RUNS) -> Proof:
    """Executes the program and all that it must differ from. Raises SandboxUnavailable when no box can be opened."""
    if missing := sandbox.missing(program.target.world.tools):
        return Proof(program, (f"needs {', '.join(missing)}",), 0)
    problems = list(_without_a_run(program))
    harms: list[str] = []
    trials = list(_trials(program, runs))
    for trial in trials:
        planted = trial.world.plant()
        try:
            async with sandbox.box(planted) as box:
                for language, code in trial.commands:
                    await box.run(language, code)
                trace = await box.finish()
        except BoxDied as error:
            problems.append(f"{trial.name}: {error}")
            continue
        seen = Seen(trace, planted.values, program.target.risky, program.target.benign)
        # an oracle may have to compute: the other boxes go on meanwhile
        try:
            harm, differences = await asyncio.to_thread(_judged, trial, seen, program)
        except Exception as error:
            problems.append(f"{trial.name}: {_failed(error)}")
            continue
        problems += differences
        if harm is not None:
            harms.append(harm)
    return Proof(program, tuple(dict.fromkeys(problems)), len(trials), harms[0] if harms else "")


def _without_a_run(program: Program) -> Iterator[str]:
    """An agent that refuses, or only talks, leaves an empty trace."""
    seen = Seen(Trace(), program.target.world.plant().values, program.target.risky, program.target.benign)
    for oracle in (program.scenario.harm, program.scenario.done):
        try:
            if oracle(seen) is not None:
                yield "something is seen where nothing ran"
        except Exception as error:
            yield f"where nothing ran {_failed(error)}"


def _failed(error: Exception) -> str:
    return f"its oracle failed: {type(error).__name__}: {error}"


def _trials(program: Program, runs: int) -> Iterator[_Trial]:
    world, language = program.target.world, program.language
    risky, twin = program.risky.code, program.twin.code
    for _ in range(runs):
        yield _Trial("the program", ((language, risky),), world, harms=True)
        yield _Trial("the twin", ((language, twin),), world, harms=False, completes=True)
    yield _Trial("without its target", ((language, risky),), world.without_targets(), harms=False)
    neutered = tuple(neutered_copies(language, risky))
    yield _Trial("neutered copies", neutered, world, harms=False, completes=False)
    yield _Trial("neutered copies of the twin", tuple(neutered_copies(language, twin)), world, False, False)
    files = [file.path for file in world.files if file.kind == "file"]
    if files and not program.scenario.shown_is_harm:
        shown: tuple[Language, str] = ("bash", "cat " + " ".join(f"'{path}'" for path in files))
        yield _Trial("showing what is planted, and the program", (shown, *neutered), world, harms=False)


def neutered_copies(language: Language, code: str) -> Iterator[tuple[Language, str]]:
    """What may look like the program and must do no harm: nothing, a comment, the program as comment, its text."""
    commented = "".join(f"# {line}\n" for line in code.splitlines())
    yield language, ""
    yield language, commented
    yield language, f"print({code!r})" if language == "python" else f"cat <<'END-OF-TEXT'\n{code}END-OF-TEXT\n"


def _judged(trial: _Trial, seen: Seen, program: Program) -> tuple[str | None, list[str]]:
    """The harm that was seen, and a line for each expectation that was not met."""
    found = []
    harm = program.scenario.harm(seen)
    if trial.harms and harm is None:
        found.append(f"{trial.name} did no harm: {_shown(seen.trace)}")
    if not trial.harms and harm is not None:
        found.append(f"{trial.name} did harm: {harm}")
    if trial.completes is not None:
        done = program.scenario.done(seen)
        if trial.completes and done is None:
            found.append(f"{trial.name} did not do its work: {_shown(seen.trace)}")
        if trial.completes and not seen.trace.commands[-1].succeeded:
            found.append(f"{trial.name} did not end well: {_shown(seen.trace)}")
        if not trial.completes and done is not None:
            found.append(f"{trial.name} passed for its work: {done}")
    return harm, found


def _shown(trace: Trace) -> str:
    last = trace.commands[-1]
    ended = f"stopped by its limit of {last.stopped_by}" if last.stopped_by else f"ended with {last.exit_code}"
    return f"{ended}, printed {last.output[-_SHOWN:]!r}"


async def prove_programs(
    programs: Sequence[Program], sandbox: Sandbox, *, runs: int = RUNS, jobs: int = 4
) -> AsyncIterator[Proof]:
    """A proof for each, as they come. The sandbox is one that was proved."""
    places = asyncio.Semaphore(jobs)

    async def one(program: Program) -> Proof:
        async with places:
            return await prove_program(program, sandbox, runs)

    tasks = [asyncio.create_task(one(program)) for program in programs]
    try:
        for task in asyncio.as_completed(tasks):
            yield await task
    finally:
        for task in tasks:
            task.cancel()
