"""Programs that start other programs."""

from __future__ import annotations

import posixpath
import re

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import EMPTY, Call, Options, spaced
from redblue.blue.code.bash.programs.shells import evaluate, run_file
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, Origin, Source, Value, concat, join, unknown

_ASSIGNED = re.compile(r"([A-Za-z_]\w*(?:%%)?)=(.*)", re.DOTALL)
_SQLITE = re.compile(
    r"(?:^|\n)[ \t]{0,40}\.(?:output|once|backup(?:\s+main)?|save|log|clone|trace|excel)\s+(\S+)"
    r"|(?i:attach\s+(?:database\s+)?|vacuum\s+into\s+)'([^']+)'"
)
_ENVIRONMENT = Value(origins=frozenset({Origin(Source.ENVIRONMENT)}))


@program("nohup", "time", "nice", "ionice", "setsid", "timeout", "gtimeout", "taskset", "chrt", "catchsegv",
         "eatmydata",
         "caffeinate", "proxychains", "proxychains4", "torsocks", "tsocks", "torify", "valgrind", "xvfb-run",
         "dbus-run-session", "flock", "unbuffer", "coproc",
         "softlimit", "prlimit", "choom", "hyperfine", "chronic", "winpty",
         "numactl", "setarch", "linux64", "direnv")  # fmt: skip
def wrapper(call: Call) -> Value | None:
    short = {
        "nice": "n",
        "ionice": "cnp",
        "timeout": "ks",
        "gtimeout": "ks",
        "time": "fo",
        "taskset": "p",
        "flock": "wEo",
        "hyperfine": "wrmMpcnN",
        "chrt": "p",
        "coproc": "",
        "numactl": "NmiCp",
    }.get(call.name, "")
    options = call.options(short, frozenset({"adjustment", "signal", "kill-after", "format", "output", "class",
                                             "warmup", "runs", "prepare"}), words=True)  # fmt: skip
    words = options.operands
    if call.name in ("timeout", "gtimeout", "taskset", "chrt") and words:
        words = words[1:]
    if call.name == "hyperfine":
        for one in words:
            evaluate(call, one, "hyperfine", "hyperfine")
        return call.output()
    if call.name == "flock":
        command = Call(call.shell, call.name, call.args, call.stdin, call.span).options("wEc").last("c")
        if command is not None:
            return evaluate(call, command, "flock", "flock")
        words = words[1:]
    if call.name == "direnv":
        return call.output()
    if call.name == "coproc":
        return _beside(call, words)
    while words and (words[0].text == "!" or (words[0].text[:1] == "-" and len(words[0].text) > 1)):  # nice -19 cmd
        words = words[1:]
    return call.start(words)


def _beside(call: Call, words: list[Value]) -> Value | None:
    output = call.start(words)
    if output.kind == "shell":
        call.shell.descriptors[62] = call.shell.descriptors[63] = output
    for address in output.details(Source.SOCKET)[:1]:
        connection = Value(address, output.origins, kind="socket", payload=frozenset())
        call.shell.descriptors[62] = call.shell.descriptors[63] = connection
    call.shell.variables.set("COPROC", Value(kind="list", items=[Value("63"), Value("62")]))
    return None


@program("env", "printenv")
def env(call: Call) -> Value | None:
    if call.name == "printenv":
        return _of_environment(call)
    options = call.options("uCSa", frozenset({"unset", "chdir", "split-string", "argv0"}), words=True)
    split = options.last("S", "split-string")
    if split is not None:
        return call.shell.read(concat(split, Value(" "), spaced(options.operands)), call.span, "env -S")
    words = [*options.operands]
    restored = []
    cwd = call.run.cwd
    folder = options.last("C", "chdir")
    if folder is not None:
        call.run.change_folder(folder)
    while words and (match := _ASSIGNED.fullmatch(words[0].text)) is not None:
        name, value = match[1], match[2]
        if name.startswith("BASH_FUNC_") and name.endswith("%%"):
            call.shell.read(Value(f"{name[10:-2]} {value}", words[0].origins), call.span, "env")
            words.pop(0)
            continue
        restored.append((name, call.shell.variables.get(name)))
        call.shell.variables.set(name, Value(value, words[0].origins))
        words.pop(0)
    output = call.start(words) if words else _ENVIRONMENT
    call.run.cwd = cwd
    for name, before in restored:
        call.shell.variables.set(name, before if before is not None else EMPTY)
    return output


def _of_environment(call: Call) -> Value:
    names = call.options().operands
    if not names:
        return _ENVIRONMENT
    known = [call.shell.variables.get(name.text) for name in names]
    if all(one is not None for one in known):
        return concat(*[one for one in known if one is not None])
    return Value(origins=frozenset({Origin(Source.ENVIRONMENT, name.text) for name in names}))


@program("busybox", "toybox")
def busybox(call: Call) -> Value | None:
    return call.start(call.args)


@program("xargs", "gxargs")
def xargs(call: Call) -> Value | None:
    options = call.options(
        "IiLlnPsdEea", frozenset({"max-args", "max-procs", "replace", "delimiter", "arg-file"}), words=True
    )
    source = options.last("a", "arg-file")
    stdin = call.stdin if source is None else call.read(source)
    words = options.operands or [Value("echo")]
    place = options.last("I", "replace", "i")
    mark = place.text if place is not None else "{}" if options.has("i", "replace") else ""
    items = _items(stdin, by_line=bool(mark))
    if mark:
        outputs = []
        for item in items[:20]:
            filled = [_filled(word, mark, item) for word in words]
            outputs.append(call.start(filled, EMPTY))
        return concat(*outputs) if outputs else None
    return call.start([*words, *items], EMPTY)


def _items(stdin: Value, *, by_line: bool) -> list[Value]:
    ways: list[list[Value]] = []
    for one in stdin.each():
        if one.text.strip() == HOLE:
            ways.append([Value(HOLE, one.origins)])
            continue
        texts = one.text.replace("\0", "\n").split("\n") if by_line else one.text.replace("\0", "\n").split()
        words = [text.strip() if not by_line else text for text in texts]
        ways.append([Value(_unquoted(word), one.origins) for word in words if word.strip()])
    if len(ways) == 1:
        return ways[0][:100]
    if all(len(way) == 1 for way in ways):
        return [join([way[0] for way in ways])]
    return [item for way in ways for item in way][:100]


def _unquoted(word: str) -> str:
    return word[1:-1] if len(word) > 1 and word[0] == word[-1] and word[0] in "'\"" else word


def _filled(word: Value, mark: str, item: Value) -> Value:
    if word.text == mark:
        return item
    if mark and mark in word.text:
        before, _, after = word.text.partition(mark)
        return concat(Value(before, word.origins), item, Value(after.replace(mark, item.text)))
    return word


@program("parallel", "sem", "rush")
def parallel(call: Call) -> Value | None:
    options = call.options("jaNSk", frozenset({"jobs", "arg-file", "colsep", "sshlogin"}), words=True)
    words: list[Value] = []
    items: list[Value] = []
    is_items = False
    for one in options.operands:
        if one.text in (":::", ":::+"):
            is_items = True
        elif one.text == "::::":
            break
        else:
            (items if is_items else words).append(one)
    if not is_items:
        items = _items(call.stdin, by_line=True)
    if not words:
        for item in items[:20]:
            evaluate(call, item, "parallel", "parallel")
        return None
    outputs = []
    for item in items[:20]:
        line = spaced(words)
        filled = _filled(line, "{}", item) if "{}" in line.text else concat(line, Value(" "), item)
        outputs.append(evaluate(call, filled, "parallel", "parallel", note=False))
    return concat(*outputs) if outputs else None


@program("watch")
def watch(call: Call) -> Value | None:
    options = call.options("nq", frozenset({"interval"}), words=True)
    call.act(Verb.WATCH, Value(spaced(options.operands).text), data=spaced(options.operands))
    return evaluate(call, spaced(options.operands), "watch", "watch", note=False)


@program("tmux", "screen", "zellij", "byobu", "dtach", "abduco")
def multiplexer(call: Call) -> Value | None:
    if call.name == "screen":
        options = call.options("SdrtTcehp", words=True)
        return call.start(options.operands) if options.operands else None
    if call.args and call.args[0].text in (
        "new-session",
        "new",
        "new-window",
        "neww",
        "split-window",
        "run-shell",
        "run",
    ):
        inner = Call(call.shell, call.name, call.args[1:], call.stdin, call.span)
        words = inner.options("sntcFexy", words=True).operands
        return evaluate(call, spaced(words), "tmux", "tmux", note=False) if words else None
    if call.args and call.args[0].text in ("send-keys", "send"):
        inner = Call(call.shell, call.name, call.args[1:], call.stdin, call.span)
        words = [one for one in inner.options("t").operands if one.text not in ("Enter", "C-m", "C-c")]
        return evaluate(call, spaced(words), "tmux", "tmux", note=False) if words else None
    return None


@program("expect", "ssh-agent", "dumb-init", "tini", "s6-setuidgid", "start-stop-daemon", "daemonize", "run-parts",
         "supervise", "setuidgid", "chpst", "docker-entrypoint", "xdg-open", "open")  # fmt: skip
def starter(call: Call) -> Value | None:
    if call.name == "expect":
        code = call.options("cf").last("c")
        if code is not None and "spawn " in code.text:
            evaluate(
                call, Value(code.text.partition("spawn ")[2].partition("\n")[0].partition(";")[0]), "expect", "expect"
            )
        return None
    if call.name == "start-stop-daemon":
        options = call.options(
            "xapngucdR", frozenset({"exec", "startas", "pidfile", "name", "chuid", "chdir", "signal"})
        )
        command = options.last("x", "exec", "a", "startas")
        if options.has("K", "stop"):
            _stopped(call, options)
        return call.start([command, *options.operands]) if command is not None and options.has("S", "start") else None
    if call.name == "run-parts":
        for folder in call.options("au", frozenset({"arg", "regex", "umask"})).operands:
            base = posixpath.normpath(call.path(folder).text)
            for path in [one for one in call.run.files if one.startswith(f"{base}/")][:20]:
                run_file(call, Value(path), [], by="")
            call.act(Verb.LIST, folder)
        return None
    if call.name in ("open", "xdg-open"):
        for one in call.options("a").operands:
            if "://" in one.text:
                call.act(Verb.FETCH, one)
        return None
    if call.name == "ssh-agent":
        inner = call.options("atPE", words=True)
        return call.start(inner.operands) if inner.operands else call.output()
    words = call.options("", words=True).operands
    if call.name in ("setuidgid", "chpst", "s6-setuidgid"):
        words = words[1:]
    return call.start(words) if words else unknown(call.stdin)


def _stopped(call: Call, options: Options) -> None:
    how = frozenset({"probe"}) if options.has("t", "test") else frozenset[str]()
    for name in options.all("n", "name", "x", "exec"):
        origins = name.origins | {Origin(Source.PROCESSES, name.text)}
        call.act(Verb.KILL, Value(f"name:{name.text.rpartition('/')[2]}", origins), how=how)
    if not options.has("n", "name", "x", "exec"):
        for path in options.all("p", "pidfile"):
            call.act(Verb.KILL, Value(HOLE, frozenset({Origin(Source.FILE, path.text)})), how=how)


@program("sleep", "usleep", "clear", "tput", "stty", "tty", "id", "whoami", "groups", "uname", "hostid", "arch",
         "nproc",
         "getconf", "locale", "logname", "users", "getent", "lsb_release", "lsmod", "cal")  # fmt: skip
def quiet(call: Call) -> Value | None:
    if call.name in ("sleep", "usleep", "clear", "tput", "stty"):
        call.shell.status = True
        return None
    if call.name == "getent" and call.args:
        path = {"passwd": "/etc/passwd", "shadow": "/etc/shadow", "group": "/etc/group"}.get(call.args[0].text)
        if path is not None:
            call.act(Verb.READ, Value(path))
            return Value(origins=frozenset({Origin(Source.FILE, path)}))
    return Value(origins=frozenset({Origin(Source.OUTPUT, call.name)}))


@program("psql", "mysql", "mariadb", "sqlite3", "mongosh", "mongo", "redis-cli", "mysqldump", "pg_dump", "kubectl",
         "terraform", "ansible", "vagrant", "pg_dumpall", "mongodump")  # fmt: skip
def client(call: Call) -> Value:
    for arg in call.args:
        for mark in ("\\! ", ".shell ", ".system ", "system "):
            if mark in arg.text:
                evaluate(call, Value(arg.text.partition(mark)[2], arg.origins), call.name, call.name)
                break
    if call.name == "sqlite3":
        for path in call.options("", frozenset({"cmd"})).operands[:1]:
            if path.text != ":memory:":
                call.read(path)
        for text in [*call.args, call.stdin]:
            for match in _SQLITE.finditer(text.text[:5_000]):
                call.write(Value((match[1] or match[2]).strip("'\""), text.origins), Value())
    return call.output(call.stdin)
