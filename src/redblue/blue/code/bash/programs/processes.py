"""Programs that look at processes, signal them, or watch."""

from __future__ import annotations

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, Origin, Source, Value

_OWN = ("$$", "$BASHPID")


def _once(call: Call) -> frozenset[str]:
    """A look is one look, unless a loop makes it many."""
    return frozenset[str]() if call.shell.looping else frozenset({"once"})


@program("ps", "pstree", "procs")
def ps(call: Call) -> Value:
    options = call.options("oOpCuUgtGs", frozenset({"pid", "format", "user", "ppid", "sort"}))
    names = options.all("C")
    call.act(Verb.WATCH, Value("processes"), data=call.joined(), how=_once(call))
    pids = options.all("p", "pid", "ppid")
    if pids and all(one.has(Source.CHILD) for one in pids):
        return Value(origins=frozenset({Origin(Source.CHILD, "ps")}))
    origins = frozenset({Origin(Source.PROCESSES, name.text) for name in names} | {Origin(Source.PROCESSES)})
    for one in pids:
        origins |= one.all_origins()
    return Value(origins=origins)


@program("pgrep", "pidof", "pidwait")
def pgrep(call: Call) -> Value:
    options = call.options("PuUgGstd", frozenset({"parent", "euid", "uid", "group", "delimiter", "session"}))
    parents = options.all("P", "parent")
    if parents and all(one.has(Source.CHILD) for one in parents):
        return Value(origins=frozenset({Origin(Source.CHILD, "pgrep")}))
    names = options.operands
    origins = frozenset({Origin(Source.PROCESSES, name.text) for name in names} or {Origin(Source.PROCESSES)})
    for one in [*parents, *names]:
        origins |= one.all_origins()
    return Value(origins=origins)


@program("lsof", "fuser", "ss", "netstat")
def lsof(call: Call) -> Value:
    options = call.options("ipucdgFk" if call.name == "lsof" else "n", frozenset({"kill", "namespace"}))
    if call.name == "fuser":
        if options.has("k", "kill"):
            for one in options.operands:
                is_port = one.text.partition("/")[0].isdecimal() or options.has("n")
                origin = Origin(Source.PROCESSES, f"port {one.text}" if is_port else one.text.rpartition("/")[2])
                call.act(Verb.KILL, Value(HOLE, one.origins | {origin}),
                         how=frozenset({"port"} if is_port else set()))  # fmt: skip
        return Value(origins=frozenset({Origin(Source.PROCESSES, "port")}))
    if call.name in ("ss", "netstat"):
        return call.output(origin=Origin(Source.PROCESSES, "port"))
    ports = [one for one in [*options.all("i"), *options.operands] if ":" in one.text]
    if ports or options.has("i"):
        return Value(origins=frozenset({Origin(Source.PROCESSES, "port")}))
    return Value(origins=frozenset({Origin(Source.PROCESSES)}))


def _signal(text: str) -> bool:
    """Whether an argument says which signal, not which process."""
    return len(text) > 1 and text[0] == "-" and (text[1:].isalnum() or text[1:].startswith("SIG"))


@program("kill", "tgkill")
def kill(call: Call) -> Value | None:
    args = call.args
    if args and args[0].text in ("-l", "-L"):
        return call.output()
    signal = "TERM"
    operands: list[Value] = []
    place = 0
    while place < len(args):
        text = args[place].text
        if text in ("-s", "-n", "--signal"):
            signal = args[place + 1].text if place + 1 < len(args) else signal
            place += 1
        elif place == 0 and _signal(text) and len(args) > 1:
            signal = text[1:]
        elif text not in ("--", "-q"):
            operands.append(args[place])
        place += 1
    how = frozenset({"probe"}) if signal in ("0", "EXIT") else frozenset({signal.removeprefix("SIG")})
    for one in operands:
        if one.text[:1] == "%":
            one = Value(HOLE, one.origins | {Origin(Source.CHILD, "job")})
        call.act(Verb.KILL, one, how=how)
    return None


@program("skill", "snice")
def skill(call: Call) -> Value | None:
    names = [one for one in call.args if one.text[:1] not in "-+"]
    for name in names:
        call.act(Verb.KILL, Value(f"name:{name.text}", name.origins | {Origin(Source.PROCESSES, name.text)}))
    return None


@program("pkill", "killall", "killall5", "xkill", "slay")
def pkill(call: Call) -> Value | None:
    args = call.args
    if (
        args
        and _signal(args[0].text)
        and (args[0].text[1:].isdecimal() or (args[0].text[1:].isupper() and len(args[0].text) > 3))
    ):
        args = args[1:]
    short = "PuUgGstF" if call.name == "pkill" else "suony"
    options = Call(call.shell, call.name, args, call.stdin, call.span).options(
        short, frozenset({"signal", "parent", "euid", "uid", "group", "user", "ns", "older-than", "session", "pidfile"})
    )
    how = frozenset({"full"}) if options.has("f", "full", "r", "regexp") else frozenset[str]()
    parents = options.all("P", "parent")
    if parents and all(one.has(Source.CHILD) for one in parents):
        for one in parents:
            call.act(Verb.KILL, Value(HOLE, frozenset({Origin(Source.CHILD, "pkill")}) | one.origins), how=how)
        return None
    for user in options.all("u", "U", "euid", "uid", "user"):
        call.act(Verb.KILL, Value(f"user:{user.text}", user.origins), how=how | {"user"})
    for name in options.operands:
        call.act(Verb.KILL, Value(f"name:{name.text}", name.origins | {Origin(Source.PROCESSES, name.text)}), how=how)
    if not options.operands and (parents or call.name in ("killall5", "xkill")):
        origins = frozenset({Origin(Source.PROCESSES)})
        for one in parents:
            origins |= one.all_origins()
        call.act(Verb.KILL, Value(HOLE, origins), how=how)
    return None


_WATCHED = {
    "top": "processes", "htop": "processes", "btop": "processes", "atop": "processes", "glances": "processes",
    "pidstat": "processes", "vmstat": "load", "iostat": "load", "mpstat": "load", "sar": "load", "dstat": "load",
    "iotop": "load", "nmon": "load", "iftop": "packets", "nethogs": "packets", "tcpdump": "packets",
    "tshark": "packets", "ngrep": "packets", "ettercap": "packets", "dumpcap": "packets", "bmon": "packets",
 "auditctl": "audit", "ausearch": "audit",
    "strace": "calls", "ltrace": "calls", "bpftrace": "calls", "perf": "calls", "gdb": "process", "script": "terminal",
    "ttyrec": "terminal", "asciinema": "terminal", "xinput": "keys", "showkey": "keys", "logkeys": "keys",
    "evtest": "keys", "xev": "keys", "xspy": "keys", "scrot": "screen", "import": "screen", "maim": "screen",
    "grim": "screen", "gnome-screenshot": "screen", "spectacle": "screen", "xwd": "screen", "screencapture": "screen",
    "arecord": "microphone", "free": "load", "uptime": "load", "w": "users", "who": "users",
    "last": "users", "lastlog": "users", "lastb": "users", "dmesg": "log", "journalctl": "log", "lsblk": "hardware",
    "lscpu": "hardware", "lspci": "hardware", "lsusb": "hardware", "dmidecode": "hardware", "inxi": "hardware",
    "sensors": "hardware", "lshw": "hardware", "df": "load", "prstat": "processes",
}  # fmt: skip
_ONCE = frozenset({"free", "uptime", "w", "who", "last", "lastlog", "lastb", "df", "lsblk", "lscpu", "lspci", "lsusb",
                   "dmidecode", "inxi", "sensors", "lshw", "journalctl", "dmesg", "vmstat", "iostat",
                   "mpstat"})  # fmt: skip
_SCREEN = frozenset({"screen", "keys", "microphone"})


@program(*_WATCHED)
def watcher(call: Call) -> Value:
    what = _WATCHED[call.name]
    options = call.options(
        "nwoWrdpicCsSeugG", frozenset({"output", "log", "command", "window", "since", "unit", "file"})
    )
    numbers = [one.text for one in options.operands if one.text.isdecimal()]
    is_once = call.name in _ONCE and not numbers and not options.has("f", "follow", "s", "w")
    if call.name == "top" and options.last("n") is not None and options.last("n").text == "1":  # type: ignore[union-attr]
        is_once = True
    how = _once(call) if is_once else frozenset[str]()
    call.act(Verb.WATCH, Value(what), data=call.joined(), how=how)
    source = Source.PROCESSES if what == "processes" else Source.SCREEN if what in _SCREEN else Source.OUTPUT
    data = Value(origins=frozenset({Origin(source, "" if what == "processes" else what)}))
    output = options.last("w", "o", "output", "log") if call.name != "top" else None
    if what == "screen" or call.name == "script":
        output = output or next((one for one in options.operands if "." in one.text or "/" in one.text), None)
    if call.name in ("strace", "ltrace", "script") and options.operands:
        command = options.last("c", "command")
        if call.name == "script" and command is not None:
            from redblue.blue.code.bash.programs.shells import evaluate

            evaluate(call, command, "script", "script")
        elif call.name != "script":
            call.start(options.operands)
    if output is not None:
        call.write(output, data)
    return data


@program("inotifywait", "inotifywatch", "fswatch", "watchman", "watchexec", "entr", "incrond")
def folder_watcher(call: Call) -> Value | None:
    short = {"fswatch": "eilm", "watchexec": "weif", "entr": ""}.get(call.name, "eto")
    options = call.options(short, frozenset({
        "event", "exclude", "excludei", "include", "format", "timefmt", "timeout", "outfile", "fromfile", "watch",
        "exts", "ignore",
    }))  # fmt: skip
    how = frozenset({"folder"})
    if call.name in ("watchexec", "entr"):
        call.on_paths(Verb.WATCH, options.all("w", "watch") or [Value(".")], how=how)
        return call.start(call.options(short, frozenset({"watch", "exts", "ignore"}), words=True).operands)
    for folder in [*options.operands, *options.all("fromfile")]:
        call.act(Verb.WATCH, call.path(folder), data=call.joined(), how=how)
    output = options.last("o", "outfile") if call.name == "inotifywait" else None
    data = Value(origins=frozenset({Origin(Source.LISTING, one.text) for one in options.operands}))
    if output is not None:
        call.write(output, data)
    return data


@program("ffmpeg")
def ffmpeg(call: Call) -> Value | None:
    options = call.options("if")
    for source in options.all("i"):
        if source.text[:1] == ":" or "x11grab" in call.joined().text or "alsa" in call.joined().text:
            call.act(Verb.WATCH, Value("screen"))
        elif "://" in source.text:
            call.act(Verb.FETCH, source)
        else:
            call.read(source)
    return None


@program("gcore", "reptyr")
def gcore(call: Call) -> Value | None:
    for one in call.options("o").operands:
        call.act(Verb.READ, Value(f"/proc/{one.text}/mem", one.origins))
    return None
