"""`redblue compare`: two runs, or two sides of one, on the cases that both had."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def compare(
    run: Annotated[Path, typer.Argument(help="The folder of a run: side A, or both sides.")],
    other: Annotated[Path | None, typer.Argument(help="Side B, where it is another run.")] = None,
    agent: Annotated[str, typer.Option(help="Which agent; A,B for one each.")] = "",
    model: Annotated[str, typer.Option(help="Which model; A,B for one each.")] = "",
    prompt: Annotated[str, typer.Option(help="Which safety prompt; A,B for one each.")] = "",
    guard: Annotated[str, typer.Option(help="Which guard, or off; A,B for one each.")] = "",
    judge: Annotated[str, typer.Option(help="Whose verdicts; A,B for one each.")] = "",
    by: Annotated[str, typer.Option(help="Groups: domain, scenario, language or format.")] = "domain",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Compares two runs, or two agents, models, prompts, guards or judges of one, case by case."""
    from redblue.core.errors import UsageError
    from redblue.runner.compare import By
    from redblue.runner.compare import compare as compared
    from redblue.runner.sides import Choice, take_sides

    if by not in tuple(By):
        raise UsageError(f"--by {by}: there is no such; there are {', '.join(By)}")
    named = {"agent": agent, "model": model, "safety_prompt": prompt, "guard": guard, "judge": judge}
    both = {name: _both(name, text) for name, text in named.items()}
    first, second = (Choice(**{name: pair[side] for name, pair in both.items()}) for side in (0, 1))
    comparison = compared(*take_sides(run, other, (first, second)), By(by))
    if as_json:
        typer.echo(comparison.model_dump_json())
        return
    from redblue.cli.compared import print_comparison

    print_comparison(comparison)


def _both(name: str, text: str) -> tuple[str | None, str | None]:
    """What is wanted of A and of B: `local`, or `off,local`."""
    from redblue.core.errors import UsageError

    parts = [part.strip() for part in text.split(",")]
    if not text:
        return None, None
    if len(parts) > 2 or not all(parts):
        option = "prompt" if name == "safety_prompt" else name
        raise UsageError(f"--{option} {text}: name one for both sides, or A's and B's with a comma")
    return parts[0], parts[-1]
