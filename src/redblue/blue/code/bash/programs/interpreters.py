"""Interpreters of other languages. Of theirs only literals are looked at that run a shell, or name a file or host."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.patterns import resolved
from redblue.blue.code.bash.programs.foreign_text import settled
from redblue.blue.code.bash.programs.shells import evaluate, evaluate_python, run_file
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, Origin, Source, Value

_TEXT = r"""(?:"((?:[^"\\]|\\.){0,2000})"|'((?:[^'\\]|\\.){0,2000})'|%?q?[x{(]\{?([^}\n]{1,2000})[})])"""
_SHELL = re.compile(
    r"\b(?:system|exec|execl|execlp|execSync|spawn|spawnSync|popen|shell_exec|passthru|proc_open|qx|execv|execFileSync|os\.execute"
    r"|IO\.popen|Open3\.\w+|Kernel\.\w+|%x)\s*\(?\s*" + _TEXT
)
_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
_EVAL = re.compile(r"\beval\s*\(?\s*(?:\"((?:[^\"\\]|\\.){0,2000})\"|'((?:[^'\\]|\\.){0,2000})')")
_GLOBBED = re.compile(r"\bunlink\s*\(?\s*(?:glob\s*\(?\s*(?:\"([^\"]+)\"|'([^']+)')|<([^>\s]+)>)")
_FILE_COMMAND = re.compile(r"\bfile\s+(delete|rename|copy)\s+(?:-\w+\s+)*([^\s;\]]+)")
_TCL_EXEC = re.compile(r"\bexec\s+([^\n;\]]+)")
_TCL_OPEN = re.compile(r"\bopen\s+([^\s\]]+)(?:\s+(\w+\+?))?")
_BACKTICKS = re.compile(r"`([^`\n]{1,2000})`")
_PIPED = re.compile(r"\bopen\s*\(?[^;]{0,200}?[\"']\s*(?:-\|)?\|?\s*([^\"']{2,500}?)\|[\"']")
_GETLINE = re.compile(r'"([^"\n]{1,500})"\s*\|\s*getline|\|\s*"([^"\n]{1,500})"')
_DELETE = re.compile(
    r"\b(?:unlink|unlinkSync|rmtree|remove_tree|rmdir|rmdirSync|rmSync|rm_rf|rm_r|rm|remove|rm_f|File\.delete|os\.remove)"
    r"\s*\(?\s*" + _TEXT
)
_WRITE = re.compile(
    r"\b(?:writeFileSync|writeFile|appendFileSync|appendFile|file_put_contents|File\.write|IO\.write)\s*\(?\s*" + _TEXT
)
_READ = re.compile(
    r"\b(?:readFileSync|readFile|file_get_contents|File\.read|IO\.read|readlines|createReadStream|slurp|readfile)"
    r"\s*\(?\s*" + _TEXT
)
_OPEN = re.compile(
    r"\b(?:open|fopen|File\.open|io\.open)\s*\(?\s*(?:my\s*)?(?:[$\w]+\s*,\s*)?" + _TEXT + r"(?:\s*,\s*" + _TEXT + r")?"
)
_HOST = re.compile(r"""["'](\d{1,3}(?:\.\d{1,3}){3}|localhost|[\w-]+(?:\.[\w-]+)+)["']""")
_PORT = re.compile(r"\b(\d{2,5})\b")
_SOCKET = re.compile(
    r"\b(?:socket|fsockopen|TCPSocket|IO::Socket|net[\"')]{0,3}\.connect|createConnection|net\.Socket|sockaddr_in|pfsockopen)\b|/inet/",
    re.IGNORECASE,
)
_RUNS_SHELL = re.compile(r"/bin/(?:ba|da|z)?sh\b|\bcmd\.exe|[\"'](?:ba|da|z)?sh(?: -i)?[\"']")
_INET = re.compile(r"/inet/\w+/\d+/([\w.-]+)/(\d+)")
_MOST = 20


@program("python", "python2", "python3", "pypy", "pypy3", "ipython")
def python(call: Call) -> Value:
    options = call.options("cmWXQ", words=True)
    code = options.last("c")
    if code is not None:
        return evaluate_python(call, code, "python -c", options.operands)
    module = options.last("m")
    if module is not None:
        found = on_module(call, module.text)
        if found is not None:
            return run_file(call, Value(found), options.operands, by="python")
        if module.text in ("timeit", "cProfile", "profile", "trace", "pdb", "runpy", "doctest", "unittest", "pytest"):
            return _by_module(call, module.text, options.operands)
        if module.text in ("pip", "ensurepip"):
            return call.start([Value("pip"), *options.operands])
        if module.text in ("http.server", "SimpleHTTPServer"):
            port = next((one.text for one in options.operands if one.text.isdecimal()), "8000")
            bind = next((one.text for one in call.args if one.text.count(".") == 3), "0.0.0.0")
            call.act(Verb.LISTEN, Value(f"{bind}:{port}"))
            call.shell.serves.add(port)
        return call.output(call.stdin)
    if not options.operands or options.operands[0].text in ("-", "/dev/stdin"):
        if call.stdin.has(Source.INPUT) and call.stdin.text == HOLE:
            return call.output()
        return evaluate_python(call, call.stdin, "python -", options.operands[1:])
    path, *arguments = options.operands
    if isinstance(path.payload, Value):
        return evaluate_python(call, path.payload, "python", arguments)
    return run_file(call, path, arguments, by="python")


def on_module(call: Call, name: str) -> str | None:
    """The file of the block's own that a module's name means."""
    path = name.replace(".", "/")
    for one in (f"{path}.py", f"{path}/__main__.py"):
        if call.written(Value(one)) is not None:
            return one
    return None


def _by_module(call: Call, module: str, operands: list[Value]) -> Value:
    """Modules that run code or files that they are given."""
    if module == "timeit":
        inner = Call(call.shell, call.name, operands, call.stdin, call.span).options("nrsu", frozenset({"setup"}))
        for code in [*inner.all("s", "setup"), *inner.operands]:
            evaluate_python(call, code, "timeit", [])
        return call.output()
    files = [one for one in operands if call.written(one) is not None]
    names = [found for one in operands if (found := on_module(call, one.text.partition("::")[0])) is not None]
    files += [Value(name) for name in names]
    if module in ("unittest", "pytest") and not files:
        tests = [path for path in call.run.files if path.rpartition("/")[2].startswith("test") and path.endswith(".py")]
        files = [Value(path) for path in tests]
    for path in files[:10]:
        content = call.written(path)
        if module == "doctest" and content is not None:
            lines = [line.strip()[4:] for line in content.text.split("\n") if line.strip()[:4] in (">>> ", "... ")]
            evaluate_python(call, Value("\n".join(lines), content.origins), "doctest", [])
        else:
            run_file(call, path, [], by="python")
    return call.output()


@program("perl", "ruby", "node", "nodejs", "deno", "bun", "php", "lua", "tclsh", "Rscript", "osascript")
def other(call: Call) -> Value:
    short = {"perl": "eEIMm", "php": "rdf", "ruby": "erI", "node": "ep", "lua": "el"}.get(call.name, "e")
    options = call.options(short, frozenset({"eval", "print"}), words=True)
    code = options.all("e", "E", "r" if call.name == "php" else "e", "eval", "p")
    for one in list(dict.fromkeys(code)):
        call.act(Verb.EVALUATE, Value(call.name), data=one)
        texts = [operand.text for operand in options.operands]
        loops = bool(options.flags & {"n", "p"})
        read_other(call, one, call.name, f"{call.name} -e", [] if loops else texts)
        if loops:
            _line_by_line(call, one, call.read_all(options.operands))
    if code:
        if options.has("i"):
            for path in options.operands:
                call.write(path, call.read(path))
        elif options.operands and options.has("n", "p", "a"):
            return call.output(call.read_all(options.operands))
        return call.output(call.stdin, *code)
    if not options.operands:
        if call.stdin.text != HOLE or not call.stdin.has(Source.INPUT):
            call.act(Verb.EVALUATE, Value(call.name), data=call.stdin)
            read_other(call, call.stdin, call.name, call.name)
        return call.output()
    path, *arguments = options.operands
    if call.name == "php" and options.has("S"):
        call.act(Verb.LISTEN, path)
    return run_file(call, path, arguments, by=call.name)


_ON_LINE = re.compile(r"\b(unlink|rmdir|system|exec)\b\s*(?:\(?\s*\$_\s*\)?)?\s*(?=[;}]|$)")


def _line_by_line(call: Call, code: Value, content: Value) -> None:
    """What `-n` does to each line by itself."""
    for match in _ON_LINE.finditer(code.text):
        for line in [one for value in content.each() for one in value.text.split("\n") if one.strip()][:_MOST]:
            found = Value(line, content.origins | code.origins)
            if match[1] in ("system", "exec"):
                evaluate(call, found, "system", call.name)
            else:
                call.act(Verb.DELETE, found)


def read_other(call: Call, code: Value, language: str, layer: str, arguments: Sequence[str] = ()) -> Value:
    """What literals in a piece of Perl, Ruby, JavaScript, PHP, AWK or Lua say it does."""
    text = settled(code.text[:20_000], language, arguments)
    for match in list(_EVAL.finditer(text))[:4] if language in ("perl", "php", "ruby", "node") else []:
        inner = _plain(match[1] or match[2] or "")
        if inner.strip() and len(layer) < 60:
            call.act(Verb.EVALUATE, Value("eval"), data=Value(inner, code.origins))
            read_other(call, Value(inner, code.origins), language, f"{layer}, eval")
    if language == "tclsh":
        _tcl(call, text, code)
    socket = _SOCKET.search(text)
    if socket:
        host = _HOST.search(text)
        inet = _INET.search(text)
        port = _PORT.search(text, host.end() if host else socket.end()) or _PORT.search(text, socket.end())
        address = f"{host[1] if host else HOLE}:{port[1] if port else HOLE}"
        address = f"{inet[1]}:{inet[2]}" if inet else address
        verb = Verb.SHELL if _RUNS_SHELL.search(text) or (inet and "getline" in text) else Verb.CONNECT
        call.act(verb, Value(address, code.origins), via=language)
    if language == "perl":
        for match in list(_GLOBBED.finditer(text))[:_MOST]:
            call.act(Verb.DELETE, resolved(Value(match[1] or match[2] or match[3], code.origins)), via=language)
    commands = [match[1] or match[2] or match[3] or "" for match in _SHELL.finditer(text)]
    commands += [match[1] for match in _BACKTICKS.finditer(text)] if language != "node" else []
    commands += [match[1] for match in _PIPED.finditer(text)]
    if language in ("awk", "gawk", "mawk"):
        commands += [match[1] or match[2] for match in _GETLINE.finditer(text)]
    for command in list(dict.fromkeys(commands))[:_MOST]:
        if command.strip():
            evaluate(call, Value(_plain(command), code.origins), "system", layer)
    texts = [match.span() for match in _QUOTED.finditer(text)]
    for match in _outside(_DELETE, text, texts):
        call.act(Verb.DELETE, _literal(match, code), via=language)
    for match in _outside(_WRITE, text, texts):
        call.write(_literal(match, code), Value())
    for match in _outside(_READ, text, texts):
        call.read(_literal(match, code))
    for match in _outside(_OPEN, text, texts):
        first, second = match[1] or match[2] or match[3] or "", match[4] or match[5] or match[6] or ""
        mode, path = (first, second) if first.strip() in ("<", ">", ">>", "+<", "+>") else (second, first)
        if path[:1] in "<>":
            mode, path = path.rstrip("/~.abcdefghijklmnopqrstuvwxyz"), path.lstrip("<> ")
        if not path or path[0] == "&" or "|" in path or "|" in mode:
            continue
        if ">" in mode or mode[:1] in ("w", "a"):
            call.write(Value(path), Value(), append=">>" in mode or mode[:1] == "a")
        else:
            call.read(Value(path))
    return Value(origins=code.origins | {Origin(Source.OUTPUT, language)})


def _outside(pattern: re.Pattern[str], text: str, texts: list[tuple[int, int]]) -> list[re.Match[str]]:
    """Where it is found, but not within a literal."""
    found = [*itertools.islice(pattern.finditer(text), 2 * _MOST)]
    return [one for one in found if not any(start < one.start() < end for start, end in texts)][:_MOST]


def _tcl(call: Call, text: str, code: Value) -> None:
    for match in list(_FILE_COMMAND.finditer(text))[:_MOST]:
        verb = Verb.MOVE if match[1] == "rename" else Verb.DELETE if match[1] == "delete" else Verb.READ
        call.act(verb, Value(match[2].strip('{}"'), code.origins))
    for match in list(_TCL_EXEC.finditer(text))[:_MOST]:
        evaluate(call, Value(match[1], code.origins), "exec", "tclsh")
    for match in list(_TCL_OPEN.finditer(text))[:_MOST]:
        path = Value(match[1].strip('{}"'), code.origins)
        if path.text[:1] == "|":
            continue
        if match[2] and match[2][0] in "wa":
            call.write(path, Value(), append=match[2][0] == "a")
        else:
            call.read(path)


def _plain(text: str) -> str:
    return text.replace('\\"', '"').replace("\\'", "'").replace("\\\\", "\\")


def _literal(match: re.Match[str], code: Value) -> Value:
    return Value(match[1] or match[2] or match[3] or HOLE, code.origins)
