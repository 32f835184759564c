"""Shells, and files that are run."""

from __future__ import annotations

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import EMPTY, Call
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.bash.redirections import noted_shell
from redblue.blue.code.languages import read_python
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value

_SHELLS = ("sh", "bash", "dash", "zsh", "ksh", "ash", "rbash", "mksh", "fish", "csh", "tcsh")
_INTERPRETED = {
    ".py": "python", ".pl": "perl", ".rb": "ruby", ".js": "node", ".php": "php", ".awk": "awk",
}  # fmt: skip


@program(*_SHELLS)
def shell(call: Call) -> Value:
    options = call.options("oO", frozenset({"rcfile", "init-file"}), words=True)
    if call.shell.socket is not None and not (options.has("c") and _is_harmless(options.operands)):
        noted_shell(call.shell, call.shell.socket, call.span, call.name)
    rcfile = options.last("rcfile", "init-file")
    if rcfile is not None and rcfile.payload is not None:
        evaluate(call, rcfile.payload, call.name, call.name)
    if options.has("c") and options.operands:
        code, *arguments = options.operands
        return evaluate(call, code, call.name, f"{call.name} -c", arguments=arguments[1:])
    if options.operands and not options.has("s"):
        path, *arguments = options.operands
        if isinstance(path.payload, Value):
            return evaluate(call, path.payload, call.name, call.name, arguments=arguments)
        if path.text in ("/dev/stdin", "-", "/dev/fd/0"):
            return from_input(call)
        return run_file(call, path, arguments, by=call.name)
    return from_input(call, options.operands)


def _is_harmless(operands: list[Value]) -> bool:
    return not operands or operands[0].text != HOLE


def from_input(call: Call, arguments: list[Value] | None = None) -> Value:
    """A shell that takes its commands from standard input."""
    stdin = call.stdin
    for address in stdin.details(Source.SOCKET):
        target = Value(address or HOLE, stdin.origins)
        call.act(Verb.SHELL, target, data=stdin)
        break
    if stdin.text != HOLE or stdin.others or not stdin.has(Source.INPUT):
        output = evaluate(call, stdin, call.name, call.name, arguments=arguments)
        if output.text and output.text != HOLE:
            return output
    return Value(origins=stdin.all_origins() | {Origin(Source.OUTPUT, call.name)}, kind="shell")


def evaluate(
    call: Call,
    code: Value,
    by: str,
    layer: str,
    *,
    arguments: list[Value] | None = None,
    inside: bool = False,
    note: bool = True,
) -> Value:
    """Notes that code is run, and reads it: `inside` this shell or in one of its own."""
    if note:
        call.run.act(Verb.EVALUATE, Value(by), call.span, data=code, via=call.name)
    if not code.others and (code.text == HOLE or not code.text.strip()):
        return EMPTY if code.text != HOLE else Value(origins=code.origins | {Origin(Source.OUTPUT, call.name)})
    here = call.shell
    outer, outer_stdin, calling = here.arguments, here.stdin, here.is_branching
    if not inside:
        here.arguments = arguments or []
    here.stdin = call.stdin
    output = here.read(code, call.span, layer)
    here.stdin, here.is_branching = outer_stdin, calling
    if not inside:
        here.arguments = outer
    return output


def evaluate_python(call: Call, code: Value, layer: str, arguments: list[Value]) -> Value:
    """The same for Python."""
    call.run.act(Verb.EVALUATE, Value("python"), call.span, data=code, via=call.name)
    if code.text == HOLE and not code.others:
        return Value(origins=code.origins | {Origin(Source.OUTPUT, "python")})
    return read_python(call.run, code, call.span, layer, arguments=tuple(arguments), stdin=call.stdin)


def run_file(call: Call, path: Value, arguments: list[Value], *, by: str) -> Value:
    """Runs a file: one that the block has written is read, of any other it is only noted that it is run."""
    content = call.written(path)
    name = path.text.rpartition("/")[2]
    if content is None:
        if by and by != "source":
            call.run.act(Verb.RUN, call.path(path), call.span, data=call.joined(arguments), via=by)
        return Value(origins=frozenset({Origin(Source.OUTPUT, name)}))
    if path.text == HOLE:
        return UNKNOWN
    layer = f"{by} {name}" if by else name
    text = content.text
    head = text.partition("\n")[0] if text.startswith("#!") else ""
    language = by
    if not language or language not in ("source", *_SHELLS, *_INTERPRETED.values()):
        suffix = "." + name.rpartition(".")[2] if "." in name else ""
        language = _INTERPRETED.get(suffix, "")
        for one in ("python", "perl", "ruby", "node", "php", "awk"):
            if one in head:
                language = one
    if language == "python":
        return evaluate_python(call, content, layer, arguments)
    if language in _INTERPRETED.values():
        from redblue.blue.code.bash.programs.interpreters import read_other

        call.run.act(Verb.EVALUATE, Value(language), call.span, data=content, via=language)
        return read_other(call, content, language, layer)
    return evaluate(call, content, by or call.path(path).text, layer, arguments=arguments, inside=by == "source")
