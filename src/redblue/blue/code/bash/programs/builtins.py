"""What the shell does itself."""

from __future__ import annotations

from shlex import quote

from redblue.blue.code.act import Verb
from redblue.blue.code.bash import conditions
from redblue.blue.code.bash.assignments import assign
from redblue.blue.code.bash.call import EMPTY, Call, spaced
from redblue.blue.code.bash.files import on_path
from redblue.blue.code.bash.programs.shells import evaluate, run_file
from redblue.blue.code.bash.programs.table import builtin
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, concat, join, origins_of, unknown


@builtin(":", "true")
def true(call: Call) -> Value | None:
    call.shell.status = True
    return None


@builtin("false")
def false(call: Call) -> Value | None:
    call.shell.status = False
    return None


@builtin("test", "[")
def test(call: Call) -> Value | None:
    words = call.args[:-1] if call.name == "[" and call.args and call.args[-1].text == "]" else call.args
    call.shell.status = conditions.of_words(call.shell, words)
    return None


@builtin("read")
def read(call: Call) -> Value | None:
    options = call.options("adinNptu")
    content = call.stdin
    descriptor = options.last("u")
    if descriptor is not None and descriptor.text.isdecimal() and len(descriptor.text) < 4:
        opened = call.shell.descriptors.get(int(descriptor.text))
        if opened is not None:
            content = call.read(opened) if opened.kind == "str" else unknown(opened)
    if HOLE not in content.text and not content.others:
        first, _, _ = content.text.partition("\n")
        call.shell.status = True if content.text else None
        line = Value(first, content.origins)
    else:
        head = content.text.partition("\n")[0]
        line = Value(head if len(content.text) > len(head) else HOLE, content.all_origins())
    array = options.last("a")
    separators = call.shell.variables.get("IFS")
    letters = separators.text if separators is not None else " \t\n"
    if array is not None:
        words = _split(line, letters, 0)
        assign(call.shell, array.text, Value(kind="list", items=words, origins=line.origins))
        return None
    names = [one.text for one in options.operands] or ["REPLY"]
    words = [line] if len(names) == 1 else _split(line, letters, len(names))
    for number, name in enumerate(names):
        known = words[number] if number < len(words) else EMPTY
        assign(call.shell, name, known if HOLE not in line.text else unknown(line))
    return None


def _split(line: Value, letters: str, most: int) -> list[Value]:
    if HOLE in line.text:
        return [line]
    if letters.strip():
        parts = line.text.split(letters.strip()[0], most - 1 if most else -1)
    else:
        parts = line.text.split(None, most - 1 if most else -1)
    return [Value(part, line.origins) for part in parts]


_MOST_CALLED = 20


@builtin("mapfile", "readarray")
def mapfile(call: Call) -> Value | None:
    options = call.options("dnOsuCc")
    name = options.operands[0].text if options.operands else "MAPFILE"
    content = call.stdin
    if HOLE in content.text or content.others:
        items = [unknown(content)]
    else:
        items = [Value(line, content.origins) for line in content.text.splitlines()[:500]]
    call.shell.variables.set(name, Value(kind="list", items=items, origins=content.origins))
    callback = options.last("C")
    if callback is not None:
        for number, item in enumerate(items[:_MOST_CALLED]):
            evaluate(
                call, concat(callback, Value(f" {number} {quote(item.text)}", item.origins)), "mapfile", "mapfile",
                inside=True, note=False,
            )  # fmt: skip
    return None


@builtin("eval")
def eval_(call: Call) -> Value | None:
    if not call.args:
        return None
    return evaluate(call, spaced(call.args), "eval", "eval", inside=True)


@builtin(".", "source")
def source(call: Call) -> Value | None:
    if not call.args:
        return None
    path, arguments = call.args[0], call.args[1:]
    found = on_path(call.shell, path.text) if "/" not in path.text else None
    if found is not None:
        path = Value(found, path.origins)
    if call.written(path) is not None:
        outer = call.shell.arguments
        call.shell.arguments = arguments or outer
        output = run_file(call, path, arguments, by="source")
        call.shell.arguments = outer if arguments else call.shell.arguments
        return output
    content = call.read(path)
    return evaluate(call, content, "source", "source", inside=True)


@builtin("exec")
def exec_(call: Call) -> Value | None:
    options = call.options("a", words=True)
    return call.start(options.operands)


@builtin("command")
def command(call: Call) -> Value | None:
    options = call.options(words=True)
    if options.has("v", "V"):
        return options.operands[0] if options.operands else None
    return _unaliased(call, options.operands)


@builtin("builtin")
def builtin_(call: Call) -> Value | None:
    return _unaliased(call, call.args)


def _unaliased(call: Call, words: list[Value]) -> Value | None:
    """Starts a program though a function has its name."""
    if not words:
        return None
    hidden = call.shell.functions.pop(words[0].text, None)
    output = call.start(words)
    if hidden is not None:
        call.shell.functions[words[0].text] = hidden
    return output


@builtin("set")
def set_(call: Call) -> Value | None:
    if not call.args:
        return Value(origins=frozenset({Origin(Source.ENVIRONMENT)}))
    takes_name = False
    for number, arg in enumerate(call.args):
        if takes_name:
            takes_name = False
            continue
        if arg.text == "--":
            call.shell.arguments = call.args[number + 1 :]
            break
        if arg.text[:1] not in "-+":
            call.shell.arguments = call.args[number:]
            break
        if arg.text == "+o" and number + 1 < len(call.args) and call.args[number + 1].text == "history":
            call.act(Verb.DEFEND, Value("history"), data=Value("set +o history"))
            break
        takes_name = arg.text.endswith("o")
    call.shell.status = True
    return None


@builtin("shift")
def shift(call: Call) -> Value | None:
    arguments = call.shell.arguments
    count = call.args[0].text if call.args else "1"
    if arguments is not None:
        call.shell.status = bool(arguments)
        call.shell.arguments = arguments[int(count) if count.isdecimal() and len(count) < 5 else 1 :]
    return None


@builtin("let")
def let(call: Call) -> Value | None:
    for arg in call.args:
        call.shell.words.arithmetic(arg.text)
    return None


@builtin("alias")
def alias(call: Call) -> Value | None:
    for arg in call.args:
        name, sign, value = arg.text.partition("=")
        if sign and name and name[0] != "-":
            meaning = Value(value, arg.origins)
            call.act(Verb.ALIAS, Value(name, arg.origins), data=meaning)
            call.shell.aliases[name] = meaning
    return None


@builtin("unalias")
def unalias(call: Call) -> Value | None:
    for arg in call.args:
        call.shell.aliases.pop(arg.text, None)
    return None


@builtin("trap")
def trap(call: Call) -> Value | None:
    args = [arg for arg in call.args if arg.text not in ("--", "-l", "-p")]
    if len(args) > 1 and args[0].text not in ("", "-") and not args[0].text.isdigit():
        return evaluate(call, args[0], "trap", "trap", inside=True, note=False)
    return None


@builtin("history")
def history(call: Call) -> Value | None:
    flags = "".join(arg.text for arg in call.args if arg.text[:1] == "-")
    if any(letter in flags for letter in "cdw"):
        call.act(Verb.DEFEND, Value("history"), data=call.joined())
        return None
    if "s" in flags or "p" in flags:  # only what this shell remembers
        return call.joined() if "p" in flags else None
    call.act(Verb.READ, Value("~/.bash_history"))
    return Value(origins=frozenset({Origin(Source.FILE, "~/.bash_history")}))


@builtin("hash")
def hash_(call: Call) -> Value | None:
    options = call.options("pd")
    path = options.last("p")
    for name in options.operands if path is not None else []:
        call.shell.paths_of_names[name.text] = path or name
    return None


@builtin("type")
def type_(call: Call) -> Value:
    options = call.options()
    if options.has("p", "P") and options.operands:
        names = [one for one in options.operands if one.text not in call.shell.functions or options.has("P")]
        return Value("".join([f"/usr/bin/{one.text}\n" for one in names]), origins_of(*names))
    return UNKNOWN


@builtin("jobs")
def jobs(call: Call) -> Value:
    return Value(origins=frozenset({Origin(Source.CHILD, "jobs")}))


@builtin("export", "declare", "local", "typeset", "readonly")
def export(call: Call) -> Value | None:
    if not any(arg.text[:1] != "-" for arg in call.args) and call.name != "local":
        return Value(origins=frozenset({Origin(Source.ENVIRONMENT)}))
    for arg in call.args:
        for one in arg.each():
            name, sign, value = one.text.partition("=")
            if sign and name.isidentifier():
                before = call.shell.variables.get(name) if one is not arg else None
                made = Value(value, one.origins)
                assign(call.shell, name, join([before, made]) if before is not None else made)
    return None


@builtin("compgen", "caller", "dirs", "bind", "complete", "times", "ulimit", "umask", "shopt", "wait",
         "break", "continue", "return", "exit", "logout", "suspend", "disown", "fg", "bg", "enable",
         "unset")  # fmt: skip
def other(call: Call) -> Value | None:
    if call.name in ("exit", "return") and call.args and call.args[0].text.isdecimal():
        call.shell.status = call.args[0].text == "0"
        return None
    if call.name == "unset":
        for arg in call.args:
            if arg.text == "HISTFILE":
                call.act(Verb.DEFEND, Value("history"), data=Value("unset HISTFILE"))
    if call.name == "shopt" and call.args and call.args[-1].text == "history":
        call.act(Verb.DEFEND, Value("history"), data=call.joined())
    if call.name == "caller":
        return UNKNOWN
    return UNKNOWN if call.name in ("compgen", "ulimit", "umask") else None
