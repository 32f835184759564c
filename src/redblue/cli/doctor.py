"""`redblue doctor`: whether isolation is proved on this machine, and the remedy where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from redblue.sandbox.doctor import Diagnosis


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the diagnosis as JSON.")] = False,
) -> None:
    """Proves that boxes isolate on this machine, point by point. Exit code 0 when proved, 3 when not."""
    import asyncio

    from redblue.sandbox.doctor import diagnose

    diagnosis = asyncio.run(diagnose())
    if as_json:
        typer.echo(diagnosis.model_dump_json(indent=1))
    else:
        print_diagnosis(diagnosis)
    if not diagnosis.is_proved:
        raise typer.Exit(3)


def print_diagnosis(diagnosis: Diagnosis) -> None:
    """A line for each check and each guarantee, and the remedies below."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()

    def line(ok: bool, required: bool, name: str, detail: str) -> None:
        mark = Text("✓", "green") if ok else Text("✗", "red") if required else Text("!", "yellow")
        table.add_row(mark, Text(name), Text(detail))

    for check in diagnosis.checks:
        line(check.ok, check.required, check.name, check.detail)
    table.add_section()
    for finding in diagnosis.guarantees:
        detail = finding.guarantee.value if finding.holds else f"{finding.guarantee.value}: {finding.detail}"
        line(finding.holds, True, finding.guarantee.name.lower(), detail)
    console.print(table)
    for check in diagnosis.checks:
        if check.remedy:
            console.print(f"\n{check.name}:", style="bold")
            console.print(check.remedy, markup=False, soft_wrap=True)
    if diagnosis.is_proved:
        console.print(f"\nisolation by {diagnosis.sandbox} is proved", style="green")
    else:
        console.print(f"\nisolation by {diagnosis.sandbox} is not proved: nothing risky will run", style="red")
