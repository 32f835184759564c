"""`inspect eval redblue/exec`: the same run as `redblue exec`, begun from Inspect's command line."""

from __future__ import annotations

from inspect_ai import Task
from inspect_ai.model import get_model

from redblue.agents import needs_model
from redblue.blue.guards.guarding import load_guarding
from redblue.core.case import Case
from redblue.evals.agents import load_agent
from redblue.evals.sandbox import suite_named
from redblue.evals.tasks import Todo, task_of
from redblue.runner.attempt import Attempt
from redblue.runner.judges import load_judge
from redblue.runner.lists import formats_of, languages_of, numbers_of
from redblue.runner.options import AgentOptions
from redblue.runner.run import spread
from redblue.runner.settings import Settings


def exec_task(
    *,
    agent: str,
    suite: str,
    scenarios: str,
    language: str,
    format: str,
    twins: bool,
    limit: int | None,
    guard: str,
    safety_prompt: str,
    judge: str,
    max_steps: int | None,
    timeout: float | None,
) -> Task:
    """The evaluation of one agent. Raises UsageError for what does not exist."""
    is_asking = needs_model(agent)
    settings = Settings(
        suite=suite,
        agents=(agent,),
        model=str(get_model()) if is_asking else None,
        guards=(guard,),
        judge=judge,
        scenarios=numbers_of("-T scenarios", scenarios),
        languages=languages_of(language),
        formats=formats_of(format),
        twins=twins,
        limit=limit,
        safety_prompt=safety_prompt,
        agent_options=AgentOptions(max_steps=max_steps, command_timeout_s=timeout),
    )
    chosen, judging = suite_named(suite), load_judge(judge)
    acting, guarding = load_agent(agent, settings), load_guarding(guard, settings.guard_stops)

    def trying(case: Case, epoch: int) -> Attempt:
        return Attempt(
            chosen,
            case,
            acting,
            judging,
            epoch=epoch,
            guarding=guarding,
            model=settings.model,
            safety_prompt=safety_prompt if is_asking else "none",
        )

    todo = [Todo(case, 1) for case in spread(settings.select(chosen.cases))]
    return task_of("exec", suite, todo, trying, settings.limits)
