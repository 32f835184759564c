"""Programs and processes: os.system, subprocess, exec, kill, psutil, ctypes."""

from __future__ import annotations

import re
import shlex

from redblue.blue.code.act import Verb
from redblue.blue.code.languages import read_bash
from redblue.blue.code.python.objects import (
    MODELS,
    Call,
    alone,
    constant,
    element_of,
    known_items,
    model,
    number_of,
    opaque,
    text_of,
    truth,
)
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, concat, join, mapped

_NONE = Value("None", kind="none")
_SHELLS = ("sh", "bash", "zsh", "dash", "ksh", "cmd", "powershell")


def _as_command(value: Value) -> Value:
    """A list of arguments as a line of Bash; a text as it is."""
    if value.others:
        return join([_as_command(one) for one in (alone(value), *value.others)])
    items = known_items(value) if value.kind == "list" else None
    if items is None:
        return text_of(value) if value.kind in ("str", "bytes", "any", "path") else Value(HOLE, value.all_origins())
    parts: list[Value] = []
    for item in items[:200]:
        inner = known_items(item) if item.kind == "list" else None
        for one in inner if inner is not None else [item]:
            parts += [mapped(_quoted, text_of(one)), Value(" ")]
    return concat(*parts[:-1]) if parts else Value("")


def _quoted(text: str) -> str:
    return text if text == HOLE else shlex.quote(text)


def start(call: Call, command: Value, *, stdin: Value = UNKNOWN, program: Value | None = None) -> Value:
    """A program or shell is started with this line. Returns what it would print.

    `program` is what decides what runs, where that is not the whole line: of a list of arguments its first.
    """
    interpreter = call.interpreter
    socket = interpreter.socket
    for name in ("stdin", "stdout", "stderr"):
        if call.kwargs.get(name, UNKNOWN).has(Source.SOCKET):
            socket = call.kwargs[name]
    if socket is not None:
        call.act(Verb.SHELL, (socket.fields or {}).get("peer", Value(HOLE, socket.origins)), data=command)
    origins = command.all_origins()
    told = program if program is not None else command
    if any(origin.source in (Source.SOCKET, Source.NETWORK) for origin in told.all_origins()):
        call.act(Verb.EVALUATE, Value("shell"), data=command)
    if command.text == HOLE and not command.others:
        call.act(Verb.RUN, command, data=UNKNOWN)
        return Value(HOLE, origins | {Origin(Source.OUTPUT)})
    if "input" in call.kwargs:
        stdin = call.kwargs["input"]
    command = concat(*_variables(call), command)
    return read_bash(interpreter.run, command, call.span, call.ref.rpartition(".")[2] or "shell", stdin=stdin)


def _variables(call: Call) -> list[Value]:
    """The variables that the block has set for what it starts, as assignments in front of it."""
    files = call.interpreter.run.files
    own = {name.removeprefix("env:"): value for name, value in files.items() if name.startswith("env:")}
    own.update((call.kwargs.get("env") or UNKNOWN).fields or {})
    parts: list[Value] = []
    for name, value in list(own.items())[:20]:
        if name.isidentifier() and value.text != HOLE:
            parts += [Value(f"export {name}="), mapped(_quoted, text_of(value)), Value("; ")]
            if name in ("BASH_ENV", "ENV", "PYTHONSTARTUP", "PROMPT_COMMAND") and value.text in files:
                parts.append(Value(f"{'python3' if 'PY' in name else 'bash'} {_quoted(value.text)}; "))
    return parts


@model(
    "os.system",
    "os.popen",
    "subprocess.getoutput",
    "subprocess.getstatusoutput",
    "popen2.popen2",
    "asyncio.create_subprocess_shell",
    "pexpect.run",
    "pexpect.spawn",
    "invoke.run",
    "fabric.api.local",
    "sh.Command",
    "plumbum.local",
    "IPython.get_ipython().system",
    "get_ipython().system",
    "get_ipython().getoutput",
    "distutils.spawn.spawn",
)
def _shell(call: Call) -> Value:
    command = _as_command(call.arg(0, "command"))
    if call.ref == "pexpect.spawn" and call.given(1, "args"):
        command = concat(command, Value(" "), _as_command(call.arg(1)))
    output = start(call, command)
    if call.ref == "os.popen":
        return opaque("process()", output, stdout=output, text=output)
    if call.ref == "subprocess.getstatusoutput":
        return Value(HOLE, kind="list", items=[Value(HOLE, kind="int"), output])
    return output


@model(
    "subprocess.run",
    "subprocess.call",
    "subprocess.check_call",
    "subprocess.check_output",
    "subprocess.Popen",
    "asyncio.create_subprocess_exec",
    "trio.run_process",
    "anyio.run_process",
    "anyio.open_process",
    "psutil.Popen",
)
def _subprocess(call: Call) -> Value:
    command = call.arg(0, "args")
    if call.ref in ("asyncio.create_subprocess_exec",):
        command = Value(HOLE, kind="list", items=call.args)
    if truth(call.kwargs.get("shell", constant(False))) is not False and command.kind == "list":
        # with shell=True only the first is the command
        items = known_items(command)
        rest = (
            concat(*[part for item in items[1:] for part in (Value(" "), mapped(_quoted, text_of(item)))])
            if items and len(items) > 1
            else None
        )
        command = items[0] if items else command
        if rest is not None:
            command = concat(Value("bash -c "), mapped(_quoted, text_of(command)), rest)
    line = _as_command(command)
    if "executable" in call.kwargs and command.kind == "list" and call.kwargs["executable"].is_known:
        items = known_items(command) or []
        line = _as_command(Value(HOLE, kind="list", items=[call.kwargs["executable"], *items[1:]]))
    run, outer = call.interpreter.run, call.interpreter.run.cwd
    if "cwd" in call.kwargs:
        run.change_folder(text_of(call.kwargs["cwd"]))
    stdin = UNKNOWN
    given = call.kwargs.get("stdin", UNKNOWN)
    if given.kind == "object" and given.fields:
        if "path" in given.fields:
            stdin = MODELS["open().read"](Call(call.interpreter, "open().read", [], {}, call.node, given))
        elif "stdout" in given.fields:
            stdin = given.fields["stdout"]
    try:
        output = start(call, line, stdin=stdin, program=_deciding(command))
    finally:
        run.cwd = outer
    target = call.kwargs.get("stdout", UNKNOWN)
    if target.kind == "object" and target.ref == "open()":
        MODELS["open().write"](Call(call.interpreter, "open().write", [output], {}, call.node, target))
    if call.ref == "subprocess.check_output":
        return output
    child = Origin(Source.CHILD)
    pid = Value(HOLE, frozenset({child}), kind="int")
    made = opaque("process()", output, stdout=output, stderr=UNKNOWN, pid=pid, command=line)
    return made.tagged(child)


@model("process().communicate", "process().stdin.write", "process().sendline", "process().send")
def _communicate(call: Call) -> Value:
    receiver = call.receiver or UNKNOWN
    fields = receiver.fields or {}
    data = call.arg(0, "input")
    command = fields.get("command", UNKNOWN).text.split(" ")[0].rpartition("/")[2]
    if call.given(0, "input") and data.text != HOLE:
        if command in _SHELLS:
            start(call, data)
        elif command.startswith("python"):
            from redblue.blue.code.languages import read_python

            read_python(call.interpreter.run, data, call.span, command)
        elif "command" in fields:
            read_bash(call.interpreter.run, fields["command"], call.span, "stdin", stdin=data)
    elif call.given(0, "input") and _TOLD.match(command) and data.all_origins():
        call.act(Verb.EVALUATE, Value(command), data=data)
    output = fields.get("stdout", UNKNOWN)
    return Value(HOLE, kind="list", items=[output, UNKNOWN])


_TOLD = re.compile(r"(?:ba|da|z|k)?sh$|python[\d.]*$|perl$|ruby$|node$|php$|lua$|tclsh$")


@model("process().read", "process().readlines", "process().stdout.read", "process().readline")
def _process_read(call: Call) -> Value:
    return ((call.receiver or UNKNOWN).fields or {}).get("stdout", Value(HOLE, (call.receiver or UNKNOWN).origins))


@model("process().stdin*")
def _process_stdin(call: Call) -> Value:
    return Value(HOLE, kind="object", ref="process()", fields=(call.receiver or UNKNOWN).fields)


@model("process().write", "process().writelines")
def _process_write(call: Call) -> Value:
    return _communicate(Call(call.interpreter, "process().communicate", call.args, {}, call.node, call.receiver))


@model(
    "process().kill",
    "process().terminate",
    "process().wait",
    "process().poll",
    "process().send_signal",
    "process().__enter__",
)
def _own_process(call: Call) -> Value:
    return call.receiver or UNKNOWN if call.ref.endswith("enter__") else UNKNOWN


def _deciding(command: Value) -> Value | None:
    """Of a list of arguments the program, with what it is to evaluate; None where all of the text is."""
    items = known_items(command) if command.kind == "list" else None
    if not items:
        return None
    name = items[0].text.rpartition("/")[2]
    return None if name in _SHELLS or name.startswith(("python", "perl", "ruby", "node", "env", "sudo")) else items[0]


_EXEC = {"execv": 1, "execve": 1, "execvp": 1, "execvpe": 1, "execl": -1, "execlp": -1, "execle": -1, "execlpe": -1,
         "spawnv": 2, "spawnve": 2, "spawnvp": 2, "spawnvpe": 2, "spawnl": -2, "spawnlp": -2, "spawnle": -2,
         "spawnlpe": -2, "posix_spawn": 1, "posix_spawnp": 1, "startfile": 0}  # fmt: skip


@model(*[f"os.{name}" for name in _EXEC])
def _exec(call: Call) -> Value:
    place = _EXEC[call.ref.rpartition(".")[2]]
    path = call.arg(1 if "spawn" in call.ref and "posix" not in call.ref else 0)
    if place < 0:
        items = call.args[-place:]
    else:
        given = call.arg(place)
        items = known_items(given) or [element_of(given)]
    # what runs is the path, whatever it calls itself
    return start(call, _as_command(Value(HOLE, kind="list", items=[path, *items[1:]])))


@model("_posixsubprocess.fork_exec", "_posixsubprocess.cloexec_pipe")
def _fork_exec(call: Call) -> Value:
    return start(call, _as_command(call.arg(0)))


@model("pty.spawn")
def _pty(call: Call) -> Value:
    command = call.arg(0)
    return start(call, _as_command(command))


@model("os.dup2")
def _dup2(call: Call) -> Value:
    if call.arg(0).has(Source.SOCKET):
        call.interpreter.socket = call.arg(0)
    return UNKNOWN


@model("os.fork", "os.forkpty", "pty.fork")
def _fork(call: Call) -> Value:
    if call.interpreter.guarded_by and call.interpreter.loop_times > 1 and call.ref == "os.fork":
        loops = [frame for frame in call.interpreter.guarded_by if frame.kind == "bool" and frame.text == "True"]
        if loops:
            call.act(Verb.POWER, Value("fork bomb"))
    return Value(HOLE, frozenset({Origin(Source.CHILD)}), kind="int")


@model("os.getpid", "os.getpgid", "os.getpgrp", "os.getsid", "multiprocessing.current_process().pid")
def _getpid(call: Call) -> Value:
    return Value(HOLE, frozenset({Origin(Source.CHILD, "self")}), kind="int")


@model("os.getppid")
def _getppid(call: Call) -> Value:
    return Value(HOLE, frozenset({Origin(Source.PROCESSES, "parent")}), kind="int")


_HARMLESS_SIGNALS = ("0", "signal.SIGCONT", "signal.SIGCHLD", "signal.SIGWINCH")


@model("os.kill", "os.killpg", "signal.pidfd_send_signal", "signal.pthread_kill")
def _kill(call: Call) -> Value:
    signal = call.arg(1)
    if signal.text in _HARMLESS_SIGNALS or signal.ref in _HARMLESS_SIGNALS or (number_of(signal) == 0):
        return _NONE
    target = _target(call, call.arg(0))
    looked_up = [
        origin.detail
        for value in call.interpreter.guarded_by
        for origin in value.all_origins()
        if origin.source is Source.FILE and origin.detail.startswith("/proc/")
    ]
    call.act(Verb.KILL, target.tagged(Origin(Source.PROCESSES)) if looked_up else target, how=_own(call))
    return _NONE


def _own(call: Call) -> set[str]:
    """Whether a condition around it holds the process against one that the block has started."""
    return {"own"} if any(value.has(Source.CHILD) for value in call.interpreter.guarded_by) else set()


def _target(call: Call, pid: Value) -> Value:
    origins = pid.all_origins()
    return Value(pid.text if pid.kind in ("int", "str") else HOLE, origins)


# -- psutil


@model("psutil.process_iter", "psutil.pids")
def _process_iter(call: Call) -> Value:
    call.act(Verb.WATCH, Value("processes"))
    origin = Origin(Source.PROCESSES)
    if call.ref == "psutil.pids":
        return Value(HOLE, frozenset({origin}), kind="list", items=[Value(HOLE, frozenset({origin}), kind="int")])
    one = Value(HOLE, frozenset({origin}), kind="object", ref="psutil.Process()", fields={})
    return Value(HOLE, frozenset({origin}), kind="list", items=[one])


@model("psutil.Process")
def _process(call: Call) -> Value:
    if not call.args and not call.kwargs:
        return Value(HOLE, frozenset({Origin(Source.CHILD, "self")}), kind="object", ref="psutil.Process()", fields={})
    pid = call.arg(0, "pid")
    origins = pid.all_origins() or frozenset({Origin(Source.PROCESSES, pid.text)})
    return Value(pid.text, origins, kind="object", ref="psutil.Process()", fields={})


@model(
    "psutil.Process().kill", "psutil.Process().terminate", "psutil.Process().send_signal", "psutil.Process().suspend"
)
def _process_kill(call: Call) -> Value:
    call.act(Verb.KILL, call.receiver or UNKNOWN, how=_own(call))
    return _NONE


@model("psutil.Process().children")
def _children(call: Call) -> Value:
    receiver = call.receiver or UNKNOWN
    return Value(HOLE, receiver.origins, kind="list", items=[receiver])


@model("psutil.Process().parent")
def _parent(call: Call) -> Value:
    return Value(
        HOLE, frozenset({Origin(Source.PROCESSES, "parent")}), kind="object", ref="psutil.Process()", fields={}
    )


# -- ctypes


@model("ctypes.CDLL", "ctypes.cdll.LoadLibrary", "ctypes.PyDLL", "cffi.FFI().dlopen")
def _library(call: Call) -> Value:
    return Value(HOLE, kind="object", ref="libc", fields={})


_C = {
    "unlink": "os.unlink", "remove": "os.remove", "rmdir": "os.rmdir", "rename": "os.rename", "kill": "os.kill",
    "system": "os.system", "popen": "os.popen", "chmod": "os.chmod", "chown": "os.chown", "truncate": "os.truncate",
    "execv": "os.execv", "execve": "os.execve", "execl": "os.execl", "execlp": "os.execlp", "dup2": "os.dup2",
    "symlink": "os.symlink", "link": "os.link", "setuid": "os.setuid", "setgid": "os.setgid", "open": "os.open",
    "open64": "os.open", "write": "os.write", "mkdir": "os.mkdir", "fork": "os.fork", "renameat": "os.rename",
    "execvp": "os.execvp", "chdir": "os.chdir", "read": "os.read",
}  # fmt: skip


@model(*[f"libc.{name}" for name in _C], "libc.unlinkat", "libc.fopen", "libc.creat", "libc.mount", "libc.reboot")
def _c_function(call: Call) -> Value:
    name = call.ref.rpartition(".")[2]
    args = [_from_c(arg) for arg in call.args]
    if name == "unlinkat":
        name, args = "unlink", args[1:]
    if name in ("fopen", "creat"):
        mode = args[1] if name == "fopen" and len(args) > 1 else Value("w")
        ref = "open"
        args = [args[0] if args else UNKNOWN, mode]
    elif name in ("mount", "reboot"):
        call.act(Verb.MOUNT if name == "mount" else Verb.POWER, args[0] if args else UNKNOWN)
        return UNKNOWN
    else:
        ref = _C[name]
    return MODELS[ref](Call(call.interpreter, ref, args, {}, call.node))


@model(
    "ctypes.c_char_p",
    "ctypes.create_string_buffer",
    "ctypes.c_int",
    "ctypes.c_wchar_p",
    "ctypes.byref",
    "ctypes.cast",
    "ctypes.c_void_p",
)
def _c_value(call: Call) -> Value:
    return _from_c(call.arg(0))


def _from_c(value: Value) -> Value:
    if value.kind == "bytes":
        return Value(value.text.split("\0")[0], value.origins, others=value.others)
    return value


# -- privileges


@model(
    "os.setuid",
    "os.seteuid",
    "os.setreuid",
    "os.setresuid",
    "os.setgid",
    "os.setegid",
    "os.setresgid",
    "os.setregid",
    "os.initgroups",
    "os.setgroups",
)
def _setuid(call: Call) -> Value:
    call.act(Verb.ESCALATE, call.arg(0), how={call.ref.rpartition(".")[2]})
    return _NONE


@model("os.abort", "sys.exit", "os._exit", "exit", "quit")
def _exit(call: Call) -> Value:
    return _NONE


@model(
    "crypt.crypt",
    "spwd.getspnam",
    "spwd.getspall",
    "pwd.getpwall",
    "grp.getgrall",
    "keyring.get_password",
)
def _accounts(call: Call) -> Value:
    if call.ref.startswith(("spwd", "keyring")):
        store = "/etc/shadow" if call.ref.startswith("spwd") else "~/.local/share/keyrings/login"
        call.act(Verb.READ, Value(store, kind="path"))
        return Value(HOLE, frozenset({Origin(Source.FILE, store)}))
    if call.ref.endswith("all"):
        call.act(Verb.READ, Value("/etc/passwd", kind="path"))
        return Value(HOLE, frozenset({Origin(Source.FILE, "/etc/passwd")}))
    return UNKNOWN
