"""Interpreters of other languages. Of theirs only literals are looked at that run a shell, or name a file or host."""

from __future__ import annotations

import re

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.programs.shells import evaluate, evaluate_python, run_file
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, Origin, Source, Value

_TEXT = r"""(?:"((?:[^"\\]|\\.){0,2000})"|'((?:[^'\\]|\\.){0,2000})'|%?q?[x{(]\{?([^}\n]{1,2000})[})])"""
_SHELL = re.compile(
    r"\b(?:system|exec|execSync|spawn|spawnSync|popen|shell_exec|passthru|proc_open|qx|execv|execFileSync|os\.execute"
    r"|IO\.popen|Open3\.\w+|Kernel\.\w+|%x)\s*\(?\s*" + _TEXT
)
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
    r"\b(?:socket|fsockopen|TCPSocket|IO::Socket|net\.connect|createConnection|net\.Socket|sockaddr_in|pfsockopen)\b|/inet/",
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
        if module.text in ("pip", "ensurepip"):
            return call.start([Value("pip"), *options.operands])
        if module.text in ("http.server", "SimpleHTTPServer"):
            port = next((one.text for one in options.operands if one.text.isdecimal()), "8000")
            bind = next((one.text for one in call.args if one.text.count(".") == 3), "0.0.0.0")
            call.act(Verb.LISTEN, Value(f"{bind}:{port}"))
        return call.output(call.stdin)
    if not options.operands or options.operands[0].text in ("-", "/dev/stdin"):
        if call.stdin.has(Source.INPUT) and call.stdin.text == HOLE:
            return call.output()
        return evaluate_python(call, call.stdin, "python -", options.operands[1:])
    path, *arguments = options.operands
    if isinstance(path.payload, Value):
        return evaluate_python(call, path.payload, "python", arguments)
    return run_file(call, path, arguments, by="python")


@program("perl", "ruby", "node", "nodejs", "deno", "bun", "php", "lua", "tclsh", "Rscript", "osascript")
def other(call: Call) -> Value:
    short = {"perl": "eEIMm", "php": "rdf", "ruby": "erI", "node": "ep", "lua": "el"}.get(call.name, "e")
    options = call.options(short, frozenset({"eval", "print"}), words=True)
    code = options.all("e", "E", "r" if call.name == "php" else "e", "eval", "p")
    for one in list(dict.fromkeys(code)):
        call.act(Verb.EVALUATE, Value(call.name), data=one)
        read_other(call, one, call.name, f"{call.name} -e")
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


def read_other(call: Call, code: Value, language: str, layer: str) -> Value:
    """What literals in a piece of Perl, Ruby, JavaScript, PHP, AWK or Lua say it does."""
    text = code.text[:20_000]
    socket = _SOCKET.search(text)
    if socket:
        host = _HOST.search(text)
        inet = _INET.search(text)
        port = _PORT.search(text, host.end() if host else socket.end())
        address = f"{host[1] if host else HOLE}:{port[1] if port else HOLE}"
        address = f"{inet[1]}:{inet[2]}" if inet else address
        verb = Verb.SHELL if _RUNS_SHELL.search(text) or (inet and "getline" in text) else Verb.CONNECT
        call.act(verb, Value(address, code.origins), via=language)
    commands = [match[1] or match[2] or match[3] or "" for match in _SHELL.finditer(text)]
    commands += [match[1] for match in _BACKTICKS.finditer(text)] if language != "node" else []
    commands += [match[1] for match in _PIPED.finditer(text)]
    if language in ("awk", "gawk", "mawk"):
        commands += [match[1] or match[2] for match in _GETLINE.finditer(text)]
    for command in list(dict.fromkeys(commands))[:_MOST]:
        if command.strip():
            evaluate(call, Value(_plain(command), code.origins), "system", layer)
    for match in list(_DELETE.finditer(text))[:_MOST]:
        call.act(Verb.DELETE, _literal(match, code), via=language)
    for match in list(_WRITE.finditer(text))[:_MOST]:
        call.write(_literal(match, code), Value())
    for match in list(_READ.finditer(text))[:_MOST]:
        call.read(_literal(match, code))
    for match in list(_OPEN.finditer(text))[:_MOST]:
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


def _plain(text: str) -> str:
    return text.replace('\\"', '"').replace("\\'", "'").replace("\\\\", "\\")


def _literal(match: re.Match[str], code: Value) -> Value:
    return Value(match[1] or match[2] or match[3] or HOLE, code.origins)
