"""Shells, and files that are run."""

from __future__ import annotations

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import EMPTY, Call, Options
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.bash.redirections import noted_shell
from redblue.blue.code.languages import read_python
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value

_SHELLS = ("sh", "bash", "dash", "zsh", "ksh", "ash", "rbash", "mksh", "fish", "csh", "tcsh")
_MOST_NESTED = 12
_INTERPRETED = {
    ".py": "python", ".pl": "perl", ".rb": "ruby", ".js": "node", ".php": "php", ".awk": "awk",
}  # fmt: skip


@program(*_SHELLS)
def shell(call: Call) -> Value:
    options = call.options("oO", frozenset({"rcfile", "init-file"}), words=True)
    if call.shell.socket is not None and not (options.has("c") and _is_harmless(options.operands)):
        noted_shell(call.shell, call.shell.socket, call.span, call.name)
    _started(call, options)
    if options.has("c") and options.operands:
        code, *arguments = options.operands
        zero = arguments[0] if arguments else None
        return evaluate(call, code, call.name, f"{call.name} -c", arguments=arguments[1:], zero=zero)
    if options.operands and not options.has("s"):
        path, *arguments = options.operands
        if isinstance(path.payload, Value):
            return evaluate(call, path.payload, call.name, call.name, arguments=arguments)
        if path.text in ("/dev/stdin", "-", "/dev/fd/0"):
            return from_input(call)
        return run_file(call, path, arguments, by=call.name)
    return from_input(call, options.operands)


def _started(call: Call, options: Options) -> None:
    """What a shell runs before anything else: files that options and variables name, and before each prompt."""
    files = [one for one in [options.last("rcfile", "init-file")] if one is not None]
    variables = call.shell.variables
    is_interactive = options.has("i") or not (options.operands or options.has("c"))
    for name in ("BASH_ENV", "ENV"):
        value = variables.get(name)
        if value is not None and (value.text or value.others) and (name == "BASH_ENV" or is_interactive):
            files.append(value)
    for path in files:
        if isinstance(path.payload, Value):
            evaluate(call, path.payload, call.name, call.name)
        elif path.text and call.shell.starting < _MOST_NESTED:
            run_file(call, path, [], by=call.name)
    prompt = variables.get("PROMPT_COMMAND")
    if prompt is not None and is_interactive:
        evaluate(call, prompt, call.name, "PROMPT_COMMAND")


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
    zero: Value | None = None,
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
    own_name = here.own_name
    here.own_name = zero or own_name
    output = here.read(code, call.span, layer)
    here.own_name = own_name
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
    if content.kind == "compiled":
        from redblue.blue.code.bash.programs.interpreters import read_other

        call.run.act(Verb.EVALUATE, Value(by or name), call.span, data=content, via=name)
        return read_other(call, content, "c", layer)
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
