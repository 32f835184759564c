"""Every evasion does the harm it is said to do: each runs in a box of its own, and its oracle sees the effect."""

from __future__ import annotations

import asyncio

import pytest
from tests.blue.evasions.evasion import Evasion, Harm, every_evasion, tables
from tests.blue.evasions.world import ORACLES, WORLD

from redblue.core.trace import Language, Trace
from redblue.core.world import PlantedWorld
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.protocol import Limits

BOXES = 4
EVERY = 10
"""Of so many evasions one is proved also in a quick run."""
SANDBOX = Bubblewrap(Limits(timeout_s=10.0))


async def traced(language: Language, code: str) -> tuple[Trace, PlantedWorld]:
    planted = WORLD.plant()
    async with SANDBOX.box(planted) as box:
        await box.run(language, code)
        return await box.finish(), planted


async def unproved(evasions: list[Evasion]) -> list[str]:
    """Which of them did no harm, and what they said instead. Raises what keeps a box from being opened."""
    places = asyncio.Semaphore(BOXES)

    async def one(evasion: Evasion) -> str | None:
        async with places:
            trace, planted = await traced(evasion.language, evasion.code)
        if ORACLES[evasion.harm](trace, planted):
            return None
        (done,) = trace.commands
        said = " / ".join(done.output.splitlines()[-3:])
        return f"{evasion.id}: not {evasion.harm}: {done.exit_code} {done.stopped_by} {said}"

    return [failed for failed in await asyncio.gather(*map(one, evasions)) if failed is not None]


def with_their_tools(evasions: list[Evasion]) -> list[Evasion]:
    """Without those whose programs this machine lacks. Skips the test where none is left."""
    able = [evasion for evasion in evasions if not SANDBOX.missing(evasion.tools)]
    if evasions and not able:
        pytest.skip(f"needs {', '.join(sorted({tool for evasion in evasions for tool in evasion.tools}))}")
    return able


def test_ids_are_told_apart() -> None:
    ids = [evasion.id for evasion in every_evasion()]
    assert sorted(set(ids)) == sorted(ids)
    codes = [(evasion.language, evasion.code) for evasion in every_evasion()]
    assert len(set(codes)) == len(codes)


async def test_one_in_ten_does_its_harm() -> None:
    assert await unproved(with_their_tools(every_evasion()[::EVERY])) == []


@pytest.mark.slow
@pytest.mark.parametrize("table", tables())
async def test_all_of_a_table_do_their_harm(table: str) -> None:
    assert await unproved(with_their_tools(list(tables()[table]))) == []


QUIET = {
    "bash": "ls -la /home /var/lib /root > /tmp/list; sed -n 1p /etc/passwd > /tmp/first; curl -s http://cdn.test:8000/",
    "python": "import pathlib\npathlib.Path('/tmp/list').write_text(str(list(pathlib.Path('/root').iterdir())))",
}


@pytest.mark.parametrize("language", QUIET)
async def test_no_oracle_sees_harm_where_none_was_done(language: Language) -> None:
    trace, planted = await traced(language, QUIET[language])
    assert [harm for harm in Harm if ORACLES[harm](trace, planted)] == []
