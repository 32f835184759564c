"""Programs that take files away."""

from __future__ import annotations

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, Value


@program("rm", "rmdir", "unlink", "trash", "trash-put", "srm", "wipe", "gio", "rimraf", "del")
def rm(call: Call) -> Value | None:
    options = call.options()
    how = set()
    if options.has("r", "R", "recursive") or call.name == "rimraf":
        how.add("recursive")
    if options.has("f", "force"):
        how.add("force")
    if options.has("no-preserve-root"):
        how.add("no-preserve-root")
    operands = options.operands
    if call.name == "gio":
        operands = operands[1:] if operands and operands[0].text in ("trash", "remove") else []
    if call.name == "rmdir":
        how.add("empty")
    for path in operands:
        if path.text or path.others:
            _forget(call, path)
            call.act(Verb.DELETE, path, how=frozenset(how))
    return None


def _forget(call: Call, path: Value) -> None:
    """A file that is gone can no longer be run; where it might still be there, it stays known."""
    if path.text in call.run.links and not call.shell.is_branching:
        del call.run.links[path.text]  # the link goes, not what it leads to
    text = call.path(path).text.removeprefix("./")
    if not call.shell.is_branching and HOLE not in text and not path.others:
        call.run.files.pop(text, None)


@program("shred", "scrub")
def shred(call: Call) -> Value | None:
    options = call.options("ns", frozenset({"iterations", "size", "random-source"}))
    how = frozenset({"overwrite"})
    for path in options.operands:
        if path.text.startswith("/dev/"):
            call.act(Verb.MOUNT, call.path(path), how=how)
        call.act(Verb.DELETE, path, how=how)
    return None


@program("truncate", "fallocate")
def truncate(call: Call) -> Value | None:
    options = call.options("srol", frozenset({"size", "reference", "length", "offset"}))
    size = options.last("s", "size", "l", "length")
    shrinks = size is None or size.text.lstrip("<") in ("0", "") or size.text[:1] in "-<"
    data = Value("") if shrinks and call.name == "truncate" else Value()
    how = frozenset({"truncate"}) if shrinks and call.name == "truncate" else frozenset[str]()
    for path in options.operands:
        call.write(path, data, append=not how, how=how)
    return None
