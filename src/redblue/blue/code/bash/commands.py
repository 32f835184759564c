"""Simple commands: assignments, and programs, builtins and functions with their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from redblue.blue.code.act import Verb
from redblue.blue.code.bash import files
from redblue.blue.code.bash.assignments import assignment
from redblue.blue.code.bash.call import Call, spaced
from redblue.blue.code.bash.patterns import resolved
from redblue.blue.code.bash.programs import BUILTINS, PROGRAMS
from redblue.blue.code.bash.programs.shells import run_file
from redblue.blue.code.bash.redirections import KINDS, noted_shell, read_redirections
from redblue.blue.code.bash.variables import OWN
from redblue.blue.code.value import HOLE, NOWHERE, UNKNOWN, Origin, Source, Value, concat, join, origins_of
from redblue.core.verdict import Span

if TYPE_CHECKING:
    import tree_sitter

    from redblue.blue.code.bash.interpreter import Shell

_EMPTY = Value("")
_VERSIONED = re.compile(r"(python|pypy|pip|perl|ruby|php|node|lua|gcc|g\+\+|clang)-?[\d.]+$")
_SILENT = frozenset({
    "echo", "printf", "test", "[", "true", "false", ":", "cd", "pushd", "popd", "read", "local", "declare", "export",
    "typeset", "readonly", "set", "shift", "let", "return", "break", "continue", "eval", "mapfile", "readarray",
    "shopt", "builtin", "command", "getopts", "unset", "exit", "wait", "pwd", ".", "source", "exec", "alias",
    "unalias", "trap", "hash", "type", "umask", "jobs", "history", "[[",
})  # fmt: skip
_FOREIGN_CODE = frozenset({Source.NETWORK, Source.SOCKET, Source.DECODED, Source.FILE, Source.INPUT})
_GLOB = re.compile(r"[*?]|\[.")
_MOST_NAMES = 6
_WORDS = frozenset({
    "command_name", "word", "concatenation", "string", "raw_string", "number", "simple_expansion", "expansion",
    "command_substitution", "ansi_c_string", "brace_expression", "arithmetic_expansion", "translated_string",
})  # fmt: skip
_MOST_STARTS = 30
_PROGRAM_FOLDERS = ("/bin/", "/usr/bin/", "/sbin/", "/usr/sbin/", "/usr/local/bin/")


def simple(shell: Shell, node: tree_sitter.Node, stdin: Value, extra: Sequence[tree_sitter.Node] = ()) -> Value:
    """A command with its words; returns what it prints."""
    words: list[Value] = []
    redirects: list[tree_sitter.Node] = []
    assignments: list[tree_sitter.Node] = []
    name_node = None
    text = shell.source.text
    before = -1
    begun: tree_sitter.Node | None = None
    begun_at = 0
    for child in node.children:
        kind = child.type
        shell.run.step()
        start_byte, end_byte = child.start_byte, child.end_byte
        if text[end_byte : end_byte + 1] in ("<", ">") and text[start_byte:end_byte].isdigit():
            before = -1  # the grammar takes the descriptor of a redirection for a word
            continue
        if before >= 0 and words and start_byte - before == 2 and text[before:start_byte] == "\\\n":
            first, *rest = shell.words.fields(child.children[0] if kind == "command_name" else child) or [_EMPTY]
            words[-1] = concat(words[-1], first)
            words += rest
            before = end_byte
            continue
        if start_byte == before and words and begun is not None and kind in _WORDS:
            words[begun_at:] = shell.words.spliced(begun, child)
            before = end_byte
            continue
        begun, begun_at = (child, len(words)) if kind in _WORDS else (None, 0)
        before = end_byte
        if kind == "command_name":
            name_node = child
            words += shell.words.fields(child.children[0] if child.child_count == 1 else child)
        elif kind == "variable_assignment":
            assignments.append(child)
        elif kind in KINDS:
            redirects.append(child)
        elif kind == "$":  # of $"..", a separate sign in this grammar
            continue
        elif words and words[0].text in ("echo", "printf"):
            words += shell.words.listed(child)
        else:
            words += shell.words.fields(child)
    for child in extra:
        words += shell.words.fields(child)
    if redirects:
        redirections = read_redirections(shell, redirects)
        for child in redirections.extra:
            words += shell.words.fields(child)
        outer, shell.socket = shell.socket, redirections.socket or shell.socket
        output = _named(shell, node, name_node, words, assignments, redirections.stdin or stdin)
        shell.socket = outer
        return redirections.applied(shell, output, shell.source.span_of(node))
    return _named(shell, node, name_node, words, assignments, stdin)


def _named(
    shell: Shell,
    node: tree_sitter.Node,
    name_node: tree_sitter.Node | None,
    words: list[Value],
    assignments: list[tree_sitter.Node],
    stdin: Value,
) -> Value:
    span = shell.source.span_of(node)
    restored: list[tuple[str, Value | None]] = []
    for given in assignments:
        name = shell.source.of(given.children[0])
        restored.append((name, shell.variables.get(name)))
        assignment(shell, given, stdin)
    outer, shell.stdin = shell.stdin, stdin
    alias = shell.aliases.get(words[0].text) if words and shell.aliases else None
    if alias is not None and name_node is not None:
        name = words[0].text
        del shell.aliases[name]
        rest = shell.source.text[name_node.end_byte : node.end_byte]
        output = shell.read(concat(alias, Value(rest)), span, "alias")
        shell.aliases[name] = alias
    else:
        output = start(shell, words, stdin, span)
    shell.stdin = outer
    for name, before in restored:
        if before is not None:
            shell.variables.set(name, before)
        else:
            for scope in shell.variables.scopes:
                scope.names.pop(name, None)
    return output


def is_bare_exec(shell: Shell, node: tree_sitter.Node) -> bool:
    """Whether it is `exec` without a program: its redirections last."""
    return node.type == "command" and shell.source.of(node).strip() == "exec"


def start(shell: Shell, words: list[Value], stdin: Value, span: Span) -> Value:
    """Starts what the first word names; returns what it prints."""
    while words and not words[0].text and not words[0].others:
        words = words[1:]
    if not words:
        shell.status = True
        return _EMPTY
    shell.run.step()
    if shell.starting > _MOST_STARTS:
        return UNKNOWN
    shell.starting += 1
    shell.status = None
    name = words[0]
    if _GLOB.search(name.text) and name.text[:1] == "/":
        name = resolved(name, of_program=True)
    if not name.others:
        output = _start_one(shell, name, words[1:], stdin, span)
    else:
        outputs = [_start_one(shell, one, words[1:], stdin, span) for one in [*name.each()][:_MOST_NAMES]]
        output = join(outputs)
    shell.starting -= 1
    return output


def _by_path(shell: Shell, name: Value) -> str:
    """What a name means: by `hash`, by a search path that the block has set, or through a link or copy it has made."""
    text = name.text
    if "/" not in text:
        if text in shell.paths_of_names:
            return shell.paths_of_names[text].text
        return files.on_path(shell, text) or text
    run = shell.run
    if not (run.links or run.files):
        return text
    located = files.path_of(shell, name).text
    if located != text and run.links and located.startswith(_PROGRAM_FOLDERS):
        return located
    content = files.written(shell, located)
    if content is not None and content.text == HOLE:
        copied = [path for path in content.details(Source.FILE) if path.startswith(_PROGRAM_FOLDERS)]
        if len(copied) == 1 and not content.has(Source.DECODED):
            return copied[0]
    return text


def base_name(path: str) -> str:
    """The name of a program without its folder and version."""
    name = path.rpartition("/")[2]
    versioned = _VERSIONED.match(name)
    return versioned[1] if versioned else name


def _start_one(shell: Shell, name: Value, args: list[Value], stdin: Value, span: Span) -> Value:
    text = name.text
    if text in shell.functions:
        return shell.call(text, args, stdin)
    meant = _by_path(shell, name)
    if meant is not text:
        text, name = meant, Value(meant, name.origins)
    base = base_name(text)
    if HOLE in base and base != HOLE:
        without = base.replace(HOLE, "")
        base = without if without in PROGRAMS or without in BUILTINS else base
    elif base and ("*" in base or "?" in base or "[" in base) and base not in ("[", "[["):
        found = resolved(name if text[:1] == "/" else Value("/bin/" + text))
        base = base_name(found.text) if found.text != text else base
    if text == OWN and any(one in "".join(shell.source.text.split()) for one in ("$0&$0", "$0|$0", '"$0"&"$0"')):
        shell.run.act(Verb.POWER, Value("fork bomb"), span, via="$0")
    if base.startswith("ld-") and ".so" in base:  # the loader: a program is its argument
        return start(shell, [arg for arg in args if arg.text[:2] != "--"], stdin, span)
    call = Call(shell, base, args, stdin, span)
    if base in _SILENT and base == text:
        model = BUILTINS.get(base) or PROGRAMS.get(base)
    else:
        model = PROGRAMS.get(base) or BUILTINS.get(base)
        target = files.path_of(shell, name) if "/" in text and text[:1] == "." else name
        shell.run.act(Verb.RUN, target, span, data=spaced(args), via=base)
    if "/" in text or text[:1] == "~":
        content = files.written(shell, files.path_of(shell, name).text)
        if content is not None and (model is None or text[:1] in ".~" or "/bin/" not in text):
            return run_file(call, name, args, by="")
    if model is not None:
        output = model(call)
        return _EMPTY if output is None else output
    if HOLE in base:
        for one in (name,):
            if any(origin.source in _FOREIGN_CODE for origin in one.origins):
                shell.run.act(Verb.EVALUATE, Value("command"), span, data=one, via="command")
                if shell.socket is not None:
                    noted_shell(shell, shell.socket, span, "command")
    origins = origins_of(stdin) if stdin.origins or stdin.others else NOWHERE
    return Value(origins=origins | {Origin(Source.OUTPUT, base)})
