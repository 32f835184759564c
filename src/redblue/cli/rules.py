"""`redblue rules`: what the guard knows, and the manual page of each rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from redblue.blue.rule import Rule


def rules(
    rule: Annotated[str, typer.Argument(help="Show the manual page of this one.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, an object a line for each rule.")] = False,
) -> None:
    """Lists the rules of the guard; or shows the manual page of one, with examples."""
    import json

    from redblue.blue.rules import all_rules
    from redblue.core.errors import UsageError

    known = all_rules()
    if rule and rule not in known:
        raise UsageError(f"{rule}: no such rule; there are {', '.join(known)}")
    chosen = [known[rule]] if rule else [*known.values()]
    if as_json:
        for one in chosen:
            typer.echo(json.dumps(_fields(one)))
    elif rule:
        typer.echo(_page(known[rule]))
    else:
        width = max((len(one.id) for one in chosen), default=0)
        for one in chosen:
            typer.echo(f"{one.decision:<5}  {one.id:<{width}}  {_first_line(one)}")


def _fields(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "decision": rule.decision,
        "category": rule.category,
        "cwe": rule.cwe,
        "scenarios": rule.scenarios,
        "instead": rule.instead,
        "manual": rule.manual.strip(),
        "examples": [
            {"language": one.language, "code": one.code, "decision": one.decision, "why": one.why}
            for one in rule.examples
        ],
    }


def _first_line(rule: Rule) -> str:
    return rule.manual.strip().split("\n", 1)[0]


def _page(rule: Rule) -> str:
    facts = [f"{rule.id}: {rule.decision}", f"category {rule.category}"]
    if rule.cwe:
        facts.append(rule.cwe)
    if rule.scenarios:
        facts.append(f"scenarios {', '.join(map(str, rule.scenarios))}")
    parts = [", ".join(facts), rule.manual.strip(), f"Instead: {rule.instead}"]
    for one in rule.examples:
        why = f" ({one.why})" if one.why else ""
        code = "\n".join(f"    {line}" for line in one.code.strip("\n").split("\n"))
        parts.append(f"{one.decision}, {one.language}{why}:\n{code}")
    return "\n\n".join(parts)
