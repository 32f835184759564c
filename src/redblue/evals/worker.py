"""One process of a run with a model: reads a `Job`, has Inspect run its share, writes each result as it is there."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path
from typing import Any

from inspect_ai import Task, eval
from inspect_ai.log import EvalLog
from inspect_ai.model import get_model

from redblue.agents import needs_model
from redblue.blue.guards.guarding import load_guarding
from redblue.core.case import Case
from redblue.core.errors import RedblueError, UsageError
from redblue.core.outcome import CaseResult
from redblue.evals.agents import load_agent
from redblue.evals.models import said
from redblue.evals.sandbox import suite_named, use_proved
from redblue.evals.tasks import Todo, task_of
from redblue.runner.attempt import Attempt
from redblue.runner.guarded import Guarding
from redblue.runner.judges import load_judge
from redblue.runner.run import key_of, spread
from redblue.runner.settings import Settings
from redblue.runner.workers import Job
from redblue.sandbox.bubblewrap import Bubblewrap

_PR_SET_PDEATHSIG = 1


def main() -> int:
    """0 when every case of the share has its result."""
    job = Job.model_validate_json(sys.stdin.read())
    _end_with(job.parent)
    settings = job.settings
    use_proved(Bubblewrap(settings.limits, shared=map(Path, settings.agent_options.agent_files)))
    handed: set[tuple[str, str, int, str]] = set()

    def hand_on(result: CaseResult) -> None:
        handed.add(key_of(result))
        data = memoryview(result.model_dump_json().encode() + b"\n")
        while data:
            data = data[os.write(job.results, data) :]

    _check_models(settings)
    tasks, todo = _tasks(job, hand_on)
    logs = run(job, tasks) if tasks else []
    if todo <= handed:
        return 0
    print(_why(logs) or f"{len(todo - handed)} cases came to no end", file=sys.stderr)
    return 1


def _check_models(settings: Settings) -> None:
    """Raises UsageError for a model that Inspect cannot make: no such provider, no key for it, its package missing."""
    options = settings.model_options
    arguments: dict[str, Any] = dict(options.args)
    named = {f"--model {settings.model}": (settings.model, options.base_url, arguments)}
    named |= {f"--model-role {role}={name}": (name, None, {}) for role, name in options.roles.items()}
    for option, (name, base_url, given) in named.items():
        try:
            get_model(name, base_url=base_url, **given)
        except (Exception, SystemExit) as error:  # a provider raises what it will
            raise UsageError(f"{option}: {said(error)}") from None


def _tasks(job: Job, hand_on: Any) -> tuple[list[Task], set[tuple[str, str, int, str]]]:
    """One for each agent under each guard, and the keys of all their cases."""
    settings = job.settings
    suite, judge = suite_named(settings.suite), load_judge(settings.judge)
    cases = spread(settings.select(suite.cases))
    done, every, tasks = set(job.done), set(), []
    turn = 0
    for name in settings.agents:
        agent = load_agent(name, settings)
        for guard in settings.guards:
            guarding = load_guarding(guard, settings.guard_stops)
            todo = []
            for epoch in range(1, settings.epochs + 1):
                for case in cases:
                    if (key := (name, guard, epoch, case.id)) in done:
                        continue
                    turn += 1
                    if turn % job.shares == job.share:
                        every.add(key)
                        todo.append(Todo(case, epoch))

            def trying(case: Case, epoch: int, agent: Any = agent, guarding: Guarding | None = guarding) -> Attempt:
                return Attempt(
                    suite,
                    case,
                    agent,
                    judge,
                    epoch=epoch,
                    guarding=guarding,
                    model=settings.model if needs_model(agent.name) else None,
                    safety_prompt=settings.safety_prompt if needs_model(agent.name) else "none",
                )

            if todo:
                label = f"exec-{name.partition(':')[0]}" + ("" if guard == "off" else f"-{guard.partition(':')[0]}")
                tasks.append(task_of(label, settings.suite, todo, trying, settings.limits, hand_on))
    return tasks, every


def run(job: Job, tasks: list[Task]) -> list[EvalLog]:
    """Has Inspect run them, one after another."""
    settings, options = job.settings, job.settings.model_options
    config: dict[str, Any] = {
        "temperature": options.temperature,
        "top_p": options.top_p,
        "seed": options.seed,
        "max_retries": options.max_retries,
        "timeout": options.timeout_s,
        # without one of its own, a try that is never answered would outlast the whole
        "attempt_timeout": options.attempt_timeout_s or options.timeout_s,
        "max_connections": options.max_connections or job.jobs,
    }
    return eval(
        tasks,
        model=settings.model,
        model_base_url=options.base_url,
        model_args=dict(options.args),
        model_roles=dict(options.roles) or None,
        log_dir=str(job.log_folder),
        max_samples=job.jobs,
        max_tasks=1,
        max_subprocesses=job.jobs,
        display="none",
        log_level="error",
        # what costs most beside the cases themselves (and is there to be watched as it goes)
        log_realtime=False,
        score_display=False,
        log_model_api=False,
        fail_on_error=False,
        **{name: value for name, value in config.items() if value is not None},
    )


def _why(logs: list[EvalLog]) -> str:
    """The first error that an evaluation or a sample of it ended with."""
    for log in logs:
        if log.error is not None:
            return log.error.message
        for sample in log.samples or []:
            if sample.error is not None:
                return sample.error.message
    return ""


def _end_with(parent: int) -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before it could be asked for
        os._exit(1)


if __name__ == "__main__":
    try:
        code = main()
    except RedblueError as error:
        print(error, file=sys.stderr)
        code = error.exit_code
    sys.exit(code)
