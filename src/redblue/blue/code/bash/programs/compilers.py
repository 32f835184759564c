"""Compilers: what the block has written, compiled, does what its source says."""

from __future__ import annotations

from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import Value, concat

_SOURCES = (".c", ".cc", ".cpp", ".cxx", ".go", ".rs", ".s", ".S", ".m", ".zig", ".nim", ".java", ".hs")


@program("gcc", "cc", "g++", "c++", "clang", "clang++", "tcc", "rustc", "c99", "c89", "musl-gcc", "ghc", "nim", "zig")
def compiler(call: Call) -> Value | None:
    options = call.options("oxIlLDUO", frozenset({"std", "crate-type", "edition"}))
    sources = [one for one in options.operands if one.text.endswith(_SOURCES) or call.written(one) is not None]
    contents = [content for one in sources if (content := call.written(one)) is not None]
    if any(one.text == "-" for one in options.operands) or (options.last("x") is not None and not sources):
        contents.append(call.stdin)
    output = options.last("o")
    if output is None:
        name = sources[0].text.rpartition("/")[2].rpartition(".")[0] if sources else "a.out"
        output = Value(f"{name}.o" if options.has("c") else name if call.name == "rustc" else "a.out")
    for path in sources:
        if path.text not in call.run.files:
            call.read(path)
    if options.has("E", "M", "MM", "S", "fsyntax-only", "v", "version", "dumpversion") or not (sources or contents):
        return call.output()
    data = concat(*contents) if contents else Value()
    call.write(output, Value(data.text, data.origins, kind="compiled" if contents else "str"))
    return None


@program("go")
def go(call: Call) -> Value | None:
    from redblue.blue.code.bash.programs.interpreters import read_other
    from redblue.blue.code.bash.programs.packages import install

    kind = call.args[0].text if call.args else ""
    for path in call.args[1:] if kind == "run" else []:
        content = call.written(path)
        if content is not None:
            return read_other(call, content, "go", "go run")
    return install(call)
