"""The calls that a program made, read outside the box from what was written while it ran.

A Python snippet's are written by `recorder`, a Bash program's by Bash itself, whose trace of commands goes to a
descriptor. That is memory of a fixed size which the box cannot make larger: writing there never waits for a reader,
never fails a program, and what is written stays when the program is killed. Nothing of it is trusted to be whole.
"""

from __future__ import annotations

import fcntl
import itertools
import os
import re
import shlex
import tempfile

from redblue.core.trace import Call, Language
from redblue.sandbox.boxed import HEADER, compiled
from redblue.sandbox.wire import sealed

SIZE = 1 << 19
CALLS = 1000
LENGTH = 8000
"""Characters of a command of Bash (`recorder.LENGTH` of a literal of Python)."""
_MOST_RECORDS, _MOST_FIELDS, _MOST_LETTERS = 4 * CALLS, 260, 2 * LENGTH
"""Of a Python program, of one record, of one field: more than the recorder writes, less than can be forged."""
_RECORDS, _SCRIPT = 977, 978
"""The descriptors' numbers in the box (`supervisor.RECORDS`). Programs choose 9, 99 or 200."""
_FIELD, _END = "\x1f", "\x1e"

# For root, Bash takes no PS4 from its environment. After a thousand commands a signal that is otherwise ignored has
# the trace ended; a subshell, whose signal would end a `wait`, keeps a prompt that costs less. The last line gives
# `$_` and `$?` the values they start with.
_STOP = "((BASH_SUBSHELL > 1)) || builtin kill -s URG $$ 2>/dev/null"
_BASH = f"""\
__calls=(0 "")
PS4=$'\\x1e${{FUNCNAME[0]-}}${{__calls[__calls++=={CALLS + 1}?2:1]-$( {_STOP} )$((PS4=0))}}\\x1f'
BASH_XTRACEFD={_RECORDS}
unset BASH_ENV
exec {_SCRIPT}<&-
trap 'builtin set +x; builtin trap - URG' URG
set -x
: /bin/bash
"""
_OWN_TRACE = re.compile(rf"\b({_RECORDS}|xtrace|PS4|SHELLOPTS)\b|\bset\s([^\n;&|]{{0,40}}\s)?-[a-zA-Z]*x")
# each in linear time, whatever the program or the recording holds
_TRACED = re.compile(r"(?:\A|\n)\x1e+([^\x1e\x1f\n]*)\x1f")
_ASSIGNED = re.compile(r"\w+(?:\[.*?\])?\+?=\(", re.DOTALL)
_DEFINED = re.compile(r"\bfunction\s+([^\s(){};&|]+)|(?<![^\s(){};&|'\"$`\\=])([^\s(){};&|'\"$`\\=]+)\s*\(\s*\)")
_WORD = re.compile(r"(?:\$'(?:[^'\\]|\\.)*'|'[^']*'|\"(?:[^\"\\]|\\.)*\"|\\.|[^\s'\"\\])+", re.DOTALL)
_QUOTED = re.compile(r"\$'((?:[^'\\]|\\.)*)'|'([^']*)'|\"((?:[^\"\\]|\\.)*)\"|\\(.)", re.DOTALL)
_DOUBLE_ESCAPE = re.compile(r"\\([$`\"\\])")
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|(.))", re.DOTALL)
_ESCAPED = {"n": 10, "t": 9, "r": 13, "a": 7, "b": 8, "e": 27, "E": 27, "f": 12, "v": 11}


def can_be_recorded(language: Language, code: str) -> bool:
    """Not a Bash program that traces itself: there is one trace, and it is the program's. Nor one that names the
    recording's descriptor."""
    return language == "python" or _OWN_TRACE.search(code) is None


class Recording:
    """What one program does while it runs; for Python also each process that it forks."""

    def __init__(self, language: Language, code: str) -> None:
        self._language, self._code = language, code
        self._size = 2 * SIZE if language == "python" else SIZE
        try:
            memory = os.memfd_create("calls", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
            os.ftruncate(memory, self._size)
            fcntl.fcntl(memory, fcntl.F_ADD_SEALS, fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL)
            # opened anew: of a memfd's own descriptor, two processes that write at once write at one place
            self._file = os.open(f"/proc/self/fd/{memory}", os.O_RDWR | os.O_CLOEXEC)
            os.close(memory)
        except OSError:  # inside another sandbox that refuses it
            with tempfile.TemporaryFile() as file:
                self._file = os.dup(file.fileno())
            os.ftruncate(self._file, self._size)
        # the recorder maps the first half; who writes, writes what follows
        os.lseek(self._file, self._size - SIZE, os.SEEK_SET)
        self._seen: tuple[bytes, tuple[Call, ...]] = b"", ()

    def prepare(self, env: dict[str, str]) -> tuple[dict[str, str], bytes, list[int]]:
        """The program's environment, the recorder's code and the descriptors. Whoever takes these closes them."""
        if self._language == "python":
            return env, compiled("recorder")[HEADER:], [os.dup(self._file)]
        script = _BASH
        if "BASH_ENV" in env:
            script = script.replace("unset BASH_ENV", f'BASH_ENV={shlex.quote(env["BASH_ENV"])}\n. "$BASH_ENV"')
        descriptors = [os.dup(self._file), sealed(script.encode())]
        os.fchmod(descriptors[1], 0o444)
        return env | {"BASH_ENV": f"/proc/self/fd/{_SCRIPT}"}, b"", descriptors

    def calls(self) -> tuple[Call, ...]:
        """Those made until now."""
        data = b"".join(os.pread(self._file, SIZE, at).rstrip(b"\0") for at in range(0, self._size, SIZE))
        if data != self._seen[0]:
            self._seen = data, calls_of_python(data) if self._language == "python" else calls_of_bash(data, self._code)
        return self._seen[1]

    def close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def calls_of_python(data: bytes) -> tuple[Call, ...]:
    """Reads `process "c" number own caller name arguments...` and `process "r" number result`."""
    calls: dict[tuple[str, str], list[str]] = {}
    results: dict[tuple[str, str], str] = {}
    # what follows the last end was not written to its own
    for record in data.decode(errors="replace").split(_END, _MOST_RECORDS)[:-1]:
        process, *fields = (field[:_MOST_LETTERS] for field in record.split(_FIELD, _MOST_FIELDS))
        match fields:
            case ["c", number, _, _, _, *_] if len(calls) < CALLS:
                calls[process, number] = fields[2:]
            case ["r", number, result] if (process, number) in calls:
                results.setdefault((process, number), result)
    return tuple(
        Call(caller=caller, name=name, arguments=tuple(arguments), own=own == "1", result=results.get(key))
        for key, (own, caller, name, *arguments) in calls.items()
    )


def calls_of_bash(data: bytes, code: str) -> tuple[Call, ...]:
    """Reads what `set -x` writes. The first command is the recording's own."""
    text = data.decode(errors="replace")
    found = list(itertools.islice(_TRACED.finditer(text), CALLS + 2))
    ends = [match.start() for match in found[1:]] + [len(text)]
    traced: list[tuple[str, list[str]]] = []
    for match, end in list(zip(found, ends, strict=False))[1 : CALLS + 1]:
        command = text[match.end() : end].removesuffix("\n")
        if len(command) > LENGTH:
            command = command[:LENGTH] + "…"
        caller = match[1] if match[1] not in ("source", "main") else ""
        if words := words_of(command):
            traced.append((caller, words))
    own = {caller for caller, _ in traced} | {first or second for first, second in _DEFINED.findall(code)}
    return tuple(
        Call(caller=caller, name=words[0], arguments=tuple(words[1:]), own=words[0] in own) for caller, words in traced
    )


def words_of(command: str) -> list[str]:
    """The words of one traced command, without their quotes. An array's assignment is one word."""
    if _ASSIGNED.match(command):
        return [command]
    return [_QUOTED.sub(_unquoted, word) for word in _WORD.findall(command)]


def _unquoted(match: re.Match[str]) -> str:
    escaped, single, double, letter = match.groups()
    if escaped is not None:
        return _ESCAPE.sub(_unescaped, escaped)
    if single is not None:
        return str(single)
    return _DOUBLE_ESCAPE.sub(r"\1", double) if double is not None else str(letter)


def _unescaped(match: re.Match[str]) -> str:
    octal, short, four, eight, letter = match.groups()
    if letter is not None:
        return chr(_ESCAPED[letter]) if letter in _ESCAPED else letter
    number = int(octal, 8) if octal else int(short or four or eight, 16)
    # half of a pair is no letter, and would be no JSON
    return chr(number) if number < 0xD800 or 0xE000 <= number < 0x110000 else "\ufffd"
