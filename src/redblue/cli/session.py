"""One run of `redblue exec`, from settings to what is printed and written."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from redblue.agents import load_agent
from redblue.cli.options import default_jobs
from redblue.cli.progress import Progress
from redblue.cli.table import print_summaries
from redblue.core.errors import SandboxUnavailable, UsageError
from redblue.core.outcome import CaseResult
from redblue.runner.judge import JUDGE
from redblue.runner.run import key_of, run_cases
from redblue.runner.settings import Settings
from redblue.runner.store import RunFolder, check_new, read_settings
from redblue.runner.summary import Pace, Summary, summarize
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.doctor import check_bubblewrap, namespace_remedies
from redblue.sandbox.protocol import Sandbox
from redblue.suite.suite import load_suite


class Session:
    """Checks everything that can be wrong before anything runs or is written."""

    def __init__(self, settings: Settings, out: Path | None, *, resumes: bool) -> None:
        self.suite = load_suite(settings.suite)
        for problem in self.suite.problems:
            print(f"redblue: left out: {problem}", file=sys.stderr)
        self.agents = [load_agent(name) for name in settings.agents]
        self.cases = settings.select(self.suite.cases)
        identity = {"suite_version": self.suite.version, "suite_hash": self.suite.content_hash}
        if resumes and settings.suite_hash != self.suite.content_hash:
            raise UsageError(f"--resume {out}: the suite has changed since; start a new run")
        if resumes and (settings.judge, settings.schema_version) != (JUDGE, Settings().schema_version):
            raise UsageError(f"--resume {out}: begun by another version of redblue; start a new run")
        self.settings = settings.model_copy(update=identity)
        self.sandbox = _sandbox(self.settings)
        self.out = out
        self._resumes = resumes
        self._folder: RunFolder | None = None
        self._results: list[CaseResult] = []
        if out is not None and not resumes:
            check_new(out)

    @classmethod
    def new(cls, settings: Settings, out: Path | None) -> Session:
        if not settings.agents:
            raise UsageError("--agent: name at least one")
        return cls(settings, out, resumes=False)

    @classmethod
    def resume(cls, path: Path) -> Session:
        return cls(read_settings(path), path, resumes=True)

    def run(self, *, jobs: int | None, as_json: bool, fail_above: float | None) -> int:
        """Runs what is left to do, prints and writes. 0 measured, 1 by `fail_above`, 3 nothing measured."""
        if self._resumes and self.out is not None:
            self._folder = RunFolder.resume(self.out)
            known = {(agent.name, case.id) for agent in self.agents for case in self.cases}
            self._results = [result for result in self._folder.done if (result.agent, result.id) in known]
        before = len(self._results)
        total = len(self.cases) * len(self.agents) * self.settings.epochs
        jobs = jobs or default_jobs()
        paces: dict[str, Pace] = {}
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
                pace = paces.get(result.agent, Pace())
                paces[result.agent] = Pace(cases=pace.cases + 1, seconds=pace.seconds + now - last)
                last = now

            try:
                asyncio.run(
                    run_cases(
                        self.suite,
                        self.cases,
                        self.agents,
                        self.sandbox,
                        epochs=self.settings.epochs,
                        jobs=jobs,
                        done={key_of(result) for result in self._results},
                        on_proved=self._make_folder,
                        on_result=on_result,
                    )
                )
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
            summarize(self.settings, agent.name, self._results, paces.get(agent.name, Pace())) for agent in self.agents
        ]
        self._tell(summaries, as_json)
        return self._exit_code(summaries, fail_above)

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


def _sandbox(settings: Settings) -> Sandbox:
    if settings.sandbox != "bwrap":
        raise UsageError(f"--sandbox {settings.sandbox}: there is no such; there is bwrap")
    return Bubblewrap(settings.limits)
