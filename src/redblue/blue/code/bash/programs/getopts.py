"""getopts."""

from __future__ import annotations

from collections.abc import Iterator

from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.programs.table import builtin
from redblue.blue.code.value import HOLE, Origin, Source, Value


@builtin("getopts")
def getopts(call: Call) -> Value | None:
    if len(call.args) < 2:
        return None
    shell = call.shell
    letters, name = call.args[0].text, call.args[1].text
    given = call.args[2:] or shell.arguments
    if given is None or any(HOLE in one.text[:2] or one.others for one in given):
        found = Value(origins=frozenset({Origin(Source.ARGUMENT)}))
        shell.variables.set(name, found)
        shell.variables.set("OPTARG", found)
        return None
    taken = [*_options(given, letters)]
    shell.status = shell.option_place < len(taken)
    if shell.status:
        letter, value, behind = taken[shell.option_place]
        shell.option_place += 1
        shell.variables.set(name, Value(letter))
        shell.variables.set("OPTIND", Value(str(behind)))
        if value is not None:
            shell.variables.set("OPTARG", value)
    return None


def _options(given: list[Value], letters: str) -> Iterator[tuple[str, Value | None, int]]:
    """Each option with its value, and the number of the argument behind it."""
    place = 0
    while place < len(given) and len(given[place].text) > 1 and given[place].text[0] == "-":
        text = given[place].text[1:]
        place += 1
        if text == "-":
            return
        for at, letter in enumerate(text, 1):
            if letter + ":" not in letters:
                yield (letter if letter in letters else "?"), None, place + 1
                continue
            if at < len(text):
                yield letter, Value(text[at:], given[place - 1].origins), place + 1
            elif place < len(given):
                place += 1
                yield letter, given[place - 1], place + 1
            break
