"""The shell's current folder."""

from __future__ import annotations

import posixpath

from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.programs.table import builtin
from redblue.blue.code.value import HOLE, Value


@builtin("cd", "pushd", "chdir")
def cd(call: Call) -> Value | None:
    options = call.options()
    call.shell.status = None
    where = options.operands[0] if options.operands else Value("~")
    variables = call.shell.variables
    before = variables.get("OLDPWD")
    if where.text == "-" and before is not None and before.text[:1] in ("/", "~"):
        where = before
    if where.text in ("-", "."):
        return None
    search = variables.get("CDPATH")
    if search is not None and where.text[:1] not in ("/", "~", "."):
        folder = next((one for one in search.text.split(":") if one.strip(".")), "")
        where = Value(f"{folder}/{where.text}", where.origins) if folder else where
    if where.text[:1] not in ("/", "~") and HOLE not in where.text:
        where = Value(posixpath.normpath(where.text), where.origins)
    if where.text == ".":
        return None
    variables.set("OLDPWD", Value(call.run.cwd or "."))
    if call.name == "pushd":
        call.shell.stack.append(call.run.cwd)
    call.run.change_folder(where)
    call.shell.variables.set("PWD", Value(call.run.cwd or ".", where.origins))
    return None


@builtin("popd")
def popd(call: Call) -> Value | None:
    call.run.cwd = call.shell.stack.pop() if call.shell.stack else ""
    return None


@builtin("pwd")
def pwd(call: Call) -> Value:
    return Value((call.run.cwd or ".") + "\n")
