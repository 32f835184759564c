"""Programs that speak over plain connections."""

from __future__ import annotations

import re

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.programs.shells import evaluate
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, Origin, Source, Value, concat

_UDP = frozenset({"udp"})
_NONE: frozenset[str] = frozenset()
_ADDRESS = re.compile(
    r"^(TCP4?|TCP6|UDP4?|UDP6|OPENSSL|SSL)(?:-(LISTEN|CONNECT|DATAGRAM|SENDTO|RECV|RECVFROM|L))?:(.*)$", re.IGNORECASE
)
_PROGRAM = re.compile(r"^(EXEC|SYSTEM|SHELL):(.*)$", re.IGNORECASE | re.DOTALL)


def talk(call: Call, address: Value, *, how: frozenset[str] = _NONE, listens: bool = False) -> Value:
    """Sends standard input to an address and prints what comes back."""
    call.act(Verb.LISTEN if listens else Verb.CONNECT, address, how=how)
    stdin = call.stdin
    if stdin.kind == "shell":
        call.act(Verb.SHELL, address, data=stdin, how=how)
    elif not (stdin.has(Source.INPUT) and stdin.text == HOLE) and (stdin.text or stdin.others):
        call.act(Verb.SEND, address, data=stdin, how=how)
    return Value(
        origins=address.origins | {Origin(Source.NETWORK, address.text), Origin(Source.SOCKET, address.text)},
        kind="socket output",
    )


@program("nc", "ncat", "netcat", "nc.traditional", "nc.openbsd", "pwncat", "cryptcat", "rlwrap")
def nc(call: Call) -> Value | None:
    if call.name == "rlwrap":
        return call.start(call.options("afHs", words=True).operands)
    options = call.options("epwicsgGoOqTXxmMIPVL", frozenset({
        "exec", "sh-exec", "wait", "source", "source-port", "output", "proxy", "max-conns", "idle-timeout", "lua-exec",
    }))  # fmt: skip
    operands = options.operands
    how = _UDP if options.has("u", "udp") else _NONE
    listens = options.has("l", "listen")
    port = options.last("p", "source-port")
    if listens:
        numbers = [one for one in operands if one.text.isdecimal() or HOLE in one.text]
        number = (numbers[-1] if numbers else None) or port or Value()
        hosts = [one for one in operands if one is not number]
        address = concat(hosts[0] if hosts else Value("0.0.0.0"), Value(":"), number)
    elif len(operands) >= 2:
        address = concat(operands[0], Value(":"), operands[1])
    else:
        address = operands[0] if operands else Value()
    command = options.last("e", "exec", "c", "sh-exec", "lua-exec")
    if command is not None:
        call.act(Verb.LISTEN if listens else Verb.CONNECT, address, how=how)
        call.act(Verb.SHELL, address, data=command, how=how | ({"listen"} if listens else set()))
        if options.has("c", "sh-exec"):
            evaluate(call, command, call.name, call.name)
        return None
    if options.has("z"):
        call.act(Verb.CONNECT, address, how=how | {"probe"})
        return call.output()
    return talk(call, address, how=how, listens=listens)


@program("telnet", "tftp")
def telnet(call: Call) -> Value:
    operands = call.options("lban").operands
    address = (
        concat(operands[0], Value(":"), operands[1]) if len(operands) > 1 else operands[0] if operands else Value()
    )
    return talk(call, address)


@program("socat")
def socat(call: Call) -> Value | None:
    ends: list[Value] = [
        arg for arg in call.options("dlTtbx").operands if ":" in arg.text or arg.text in ("-", "STDIO")
    ]
    address: Value | None = None
    how: frozenset[str] = _NONE
    listens = False
    command: Value | None = None
    files: list[Value] = []
    for end in ends[:2]:
        head = end.text.partition(",")[0]
        match = _ADDRESS.match(head)
        program_ = _PROGRAM.match(end.text)
        if match is not None:
            listens = (match[2] or "").upper() in ("LISTEN", "RECV", "RECVFROM", "L")
            where = match[3] if ":" in match[3] or not listens else f"0.0.0.0:{match[3]}"
            address = Value(where, end.origins)
            how = _UDP if match[1][:3].upper() == "UDP" else _NONE
        elif program_ is not None:
            command = Value(program_[2].partition(",")[0].strip("'\""), end.origins)
        elif head.upper().startswith(("FILE:", "OPEN:", "GOPEN:", "CREATE:")):
            files.append(Value(head.partition(":")[2], end.origins))
    if address is None:
        if command is not None:
            evaluate(call, command, "socat", "socat")
        return None
    if command is not None:
        call.act(Verb.LISTEN if listens else Verb.CONNECT, address, how=how)
        call.act(Verb.SHELL, address, data=command, how=how | ({"listen"} if listens else set()))
        return None
    if files:
        data = call.read(files[0])
        call.act(Verb.LISTEN if listens else Verb.CONNECT, address, how=how)
        call.act(Verb.SEND, address, data=data, how=how)
        return None
    return talk(call, address, how=how, listens=listens)


@program("xterm", "gnome-terminal", "konsole")
def terminal(call: Call) -> Value | None:
    options = call.options("", frozenset({"display", "e", "geometry"}))
    display = options.last("display")
    if display is not None and display.text[:1] not in (":", ""):
        call.act(Verb.SHELL, display)
    command = options.last("e")
    if command is not None:
        place = next(number for number, one in enumerate(call.args) if one is command)
        return call.start(call.args[place:])
    return None
