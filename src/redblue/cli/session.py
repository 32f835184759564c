"""One run of `redblue exec`, from settings to what is printed and written."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from redblue.agents import is_outside, load_agent, needs_model
from redblue.agents.safety import NONE, SAFETY_PROMPTS
from redblue.cli.progress import Progress
from redblue.cli.table import print_summaries
from redblue.core.errors import SandboxUnavailable, UsageError
from redblue.core.outcome import UNGUARDED, CaseResult
from redblue.core.verdict import Decision
from redblue.runner.guarded import Guarding
from redblue.runner.judges import load_judge
from redblue.runner.lists import default_jobs
from redblue.runner.run import key_of, run_cases
from redblue.runner.settings import Settings
from redblue.runner.store import RunFolder, check_new, read_settings
from redblue.runner.summary import Pace, Summary, summarize
from redblue.runner.workers import models_are_installed, run_in_workers, spread_over
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.conformance import prove
from redblue.sandbox.doctor import check_bubblewrap, namespace_remedies
from redblue.sandbox.protocol import Sandbox
from redblue.suite.suite import load_suite


class Session:
    """Checks everything that can be wrong before anything runs or is written."""

    def __init__(self, settings: Settings, out: Path | None, *, resumes: bool) -> None:
        self.suite = load_suite(settings.suite)
        for problem in self.suite.problems:
            print(f"redblue: left out: {problem}", file=sys.stderr)
        self.asks_model = _check_model(settings)
        self.agents = [] if self.asks_model else [load_agent(name) for name in settings.agents]
        self.guards = [_guarding(name, settings.guard_stops) for name in settings.guards]
        self.judge = load_judge(settings.judge)
        self.cases = settings.select(self.suite.cases)
        identity = {"suite_version": self.suite.version, "suite_hash": self.suite.content_hash}
        if resumes and settings.suite_hash != self.suite.content_hash:
            raise UsageError(f"--resume {out}: the suite has changed since; start a new run")
        if resumes and settings.schema_version != Settings().schema_version:
            raise UsageError(f"--resume {out}: begun by another version of redblue; start a new run")
        self.settings = settings.model_copy(update=identity)
        self.sandbox = _sandbox(self.settings)
        self.out = out
        self.export_eval: Path | None = None
        self._resumes = resumes
        self._folder: RunFolder | None = None
        self._results: list[CaseResult] = []
        if out is not None and not resumes:
            check_new(out)

    @classmethod
    def new(cls, settings: Settings, out: Path | None) -> Session:
        if not settings.agents:
            raise UsageError("--agent: name at least one")
        if not settings.guards:
            raise UsageError("--guard: name at least one, or leave it away")
        return cls(settings, out, resumes=False)

    @classmethod
    def resume(cls, path: Path) -> Session:
        return cls(read_settings(path), path, resumes=True)

    def run(self, *, jobs: int | None, as_json: bool, fail_above: float | None, processes: int | None = None) -> int:
        """Runs what is left to do, prints and writes. 0 measured, 1 by `fail_above`, 3 nothing measured."""
        if self._resumes and self.out is not None:
            self._folder = RunFolder.resume(self.out)
            known = {(*who, case.id) for who in self._who for case in self.cases}
            self._results = [one for one in self._folder.done if (one.agent, one.guard_name, one.id) in known]
        before = len(self._results)
        total = len(self.cases) * len(self._who) * self.settings.epochs
        jobs = jobs or default_jobs()
        paces: dict[tuple[str, str], Pace] = {}
        last = time.perf_counter()
        with Progress("cases", total, before, quiet=as_json) as advance:

            def on_result(result: CaseResult) -> None:
                self._results.append(result)
                if self._folder is not None:
                    self._folder.append(result)
                advance()
                # agents follow one another: what passed since the last result was spent on this one
                nonlocal last
                now = time.perf_counter()
                who = (result.agent, result.guard_name)
                pace = paces.get(who, Pace())
                paces[who] = Pace(cases=pace.cases + 1, seconds=pace.seconds + now - last)
                last = now

            try:
                asyncio.run(self._run(jobs, processes, on_result))
            except SandboxUnavailable as error:
                # what the kernel forbids is no remedy for a program that is not there
                found = namespace_remedies() if check_bubblewrap().ok else ()
                remedies = "; ".join(remedy.splitlines()[0] for remedy in found)
                raise SandboxUnavailable(f"{error}; {remedies}" if remedies else str(error)) from None
            except KeyboardInterrupt:
                if self.out is not None:
                    print(f"redblue: interrupted; go on with --resume {self.out}", file=sys.stderr)
                    raise SystemExit(130) from None
                raise
        summaries = [
            summarize(self.settings, agent, self._results, paces.get((agent, guard), Pace()), guard=guard)
            for agent, guard in self._who
        ]
        self._tell(summaries, as_json)
        return self._exit_code(summaries, fail_above)

    async def _run(self, jobs: int, processes: int | None, on_result: Callable[[CaseResult], None]) -> None:
        done = {key_of(result) for result in self._results}
        if not self.asks_model:
            await run_cases(
                self.suite,
                self.cases,
                self.agents,
                self.sandbox,
                judge=self.judge,
                guards=self.guards,
                epochs=self.settings.epochs,
                jobs=jobs,
                done=done,
                on_proved=self._make_folder,
                on_result=on_result,
            )
            return
        await prove(self.sandbox)
        self._make_folder()
        with tempfile.TemporaryDirectory() as folder:
            await run_in_workers(
                self.settings,
                done=done,
                processes=spread_over(self.settings, self.cases, processes),
                jobs=jobs,
                log_folder=Path(folder) if self.out is None else self.out / "inspect",
                on_result=on_result,
            )

    @property
    def _who(self) -> list[tuple[str, str]]:
        """Agent and guard, in the order in which they act."""
        return [(agent, guard) for agent in self.settings.agents for guard in self.settings.guards]

    def _make_folder(self) -> None:
        if self._folder is None and self.out is not None:
            self._folder = RunFolder.create(self.out, self.settings)

    def _tell(self, summaries: list[Summary], as_json: bool) -> None:
        report = None
        if self._folder is not None and self.out is not None:
            from redblue.report.html import write_report

            text = ",\n".join(summary.model_dump_json(indent=1) for summary in summaries)
            (self.out / "summary.json").write_text(f"[{text}]\n")
            report = self.out / "report.html"
            write_report([self.out], report)
            self._folder.close()
        if self.export_eval is not None:
            from redblue.evals.export import write_logs

            write_logs(self.settings, self.cases, self._results, self.export_eval)
        if as_json:
            for summary in summaries:
                print(summary.model_dump_json())
        else:
            print_summaries(summaries, self._results, report)

    def _exit_code(self, summaries: list[Summary], fail_above: float | None) -> int:
        if all(summary.rates.asr.n == 0 for summary in summaries):
            return 3
        rates = [summary.rates.asr.value or 0.0 for summary in summaries]
        return 1 if fail_above is not None and max(rates) > fail_above else 0


def check_export(file: Path | None) -> None:
    """Raises UsageError when no log of Inspect's can be written there. Changes nothing."""
    if file is None:
        return
    if not models_are_installed():
        raise UsageError(f"--export-eval {file}: needs Inspect: pip install 'redblue[models]'")
    if file.suffix != ".eval" or not file.parent.is_dir():
        raise UsageError(f"--export-eval {file}: name a file that ends in .eval, in a folder that is there")


def _check_model(settings: Settings) -> bool:
    """Whether an agent asks a model. Raises UsageError where there is none to ask, or one that nobody asks."""
    asking = [name for name in settings.agents if needs_model(name)]
    if settings.safety_prompt not in SAFETY_PROMPTS:
        raise UsageError(
            f"--safety-prompt {settings.safety_prompt}: there is no such; there are {', '.join(SAFETY_PROMPTS)}"
        )
    if not asking:
        if settings.model is not None:
            raise UsageError(
                f"--model {settings.model}: {', '.join(settings.agents)} asks no model; name another --agent"
            )
        if settings.safety_prompt != NONE:
            raise UsageError(f"--safety-prompt {settings.safety_prompt}: there is no model that it could reach")
        return False
    if settings.model is None:
        raise UsageError(f"--agent {asking[0]}: asks a model; name one with --model PROVIDER/NAME")
    outside = [name for name in asking if is_outside(name)]
    if outside and set(settings.guards) != {UNGUARDED}:
        raise UsageError(f"--guard: {outside[0]} runs what it will without asking; a guard sees none of it")
    if not models_are_installed():
        raise UsageError(f"--model {settings.model}: models need more: pip install 'redblue[models]'")
    return True


def _guarding(name: str, stops: Decision) -> Guarding | None:
    if name == UNGUARDED:
        return None
    # with its rules and parsers, so only where it is asked for
    from redblue.blue.guards.guarding import load_guarding

    return load_guarding(name, stops)


def _sandbox(settings: Settings) -> Sandbox:
    if settings.sandbox != "bwrap":
        raise UsageError(f"--sandbox {settings.sandbox}: there is no such; there is bwrap")
    return Bubblewrap(settings.limits, shared=map(Path, settings.agent_options.agent_files))
