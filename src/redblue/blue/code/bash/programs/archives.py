"""Archives and compression."""

from __future__ import annotations

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.programs.shells import evaluate
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import UNKNOWN, Origin, Source, Value, concat, unknown


@program("tar", "bsdtar", "gtar", "gnutar")
def tar(call: Call) -> Value | None:
    args = call.args
    if args and args[0].text[:1] not in ("-", "") and args[0].text.isalnum():
        args = [Value("-" + args[0].text, args[0].origins), *args[1:]]
    options = Call(call.shell, call.name, args, call.stdin, call.span).options(
        "fCTXIbKHVFg", frozenset({"file", "directory", "files-from", "exclude", "exclude-from", "use-compress-program",
                                  "to-command", "checkpoint-action", "info-script", "transform", "strip-components",
                                  "rsh-command", "owner", "group", "mode"})
    )  # fmt: skip
    for action in options.all("checkpoint-action"):
        if action.text.startswith("exec="):
            evaluate(call, Value(action.text[5:], action.origins), "tar", "tar")
    for command in options.all("to-command", "use-compress-program", "I", "info-script", "F", "rsh-command"):
        if " " in command.text or "/" in command.text:
            evaluate(call, command, "tar", "tar")
    archive = options.last("f", "file")
    folder = options.last("C", "directory")
    base = folder.text.rstrip("/") + "/" if folder is not None else ""
    inside = [
        Value(base + one.text, one.origins) if base and one.text[:1] not in "/~" else one for one in options.operands
    ]
    if options.has("c", "r", "u", "create", "append", "update"):
        data = unknown(*[call.read(path) for path in inside]) if inside else UNKNOWN
        if options.has("remove-files"):
            call.start([Value("rm"), Value("-r"), *inside])
        if archive is None or archive.text == "-":
            return data
        call.write(archive, data)
        return None
    content = call.stdin if archive is None or archive.text == "-" else call.read(archive)
    if options.has("t", "list"):
        return unknown(content)
    if options.has("O", "to-stdout"):
        return unknown(content)
    how = frozenset({"unpack"})
    if folder is not None:
        call.write(folder, unknown(content), how=how)
    for path in inside:
        call.write(path, unknown(content), how=how)
    if folder is None and not inside:
        call.write(Value("./"), unknown(content), how=how)
    return None


@program("zip", "7z", "7za", "7zr", "rar", "jar", "ar", "cpio", "pax")
def zip_(call: Call) -> Value | None:
    options = call.options("PTTxibn" if call.name == "zip" else "o", frozenset({"unzip-command", "password"}))
    for command in options.all("TT", "unzip-command", "T"):
        text = command.text[1:] if command.text[:1] == "T" and len(command.text) > 1 else command.text
        if " " in text or "/" in text:
            evaluate(call, Value(text, command.origins), "zip", "zip")
    for place, arg in enumerate(call.args):
        if arg.text == "-TT" and place + 1 < len(call.args):
            evaluate(call, call.args[place + 1], "zip", "zip")
    operands = options.operands
    extracts = False
    if call.name != "zip" and operands:
        extracts = operands[0].text in ("x", "e", "xf", "xvf", "l", "t") or options.has("x", "i")
        operands = operands[1:]
    if call.name == "cpio":
        data = call.stdin
        return unknown(data) if options.has("o") else None
    if extracts:
        for archive in operands[:1]:
            call.write(Value("./"), unknown(call.read(archive)), how=frozenset({"unpack"}))
        return None
    if len(operands) < 2:
        return None
    data = unknown(*[call.read(path) for path in operands[1:]])
    if operands[0].text == "-":
        return data
    call.write(operands[0], data)
    return None


@program("unzip", "unrar", "unar", "bsdcpio")
def unzip(call: Call) -> Value | None:
    options = call.options("dPx")
    if not options.operands:
        return None
    content = unknown(call.read(options.operands[0]))
    if options.has("p", "c", "l", "Z", "t"):
        return content
    call.write(options.last("d") or Value("./"), content, how=frozenset({"unpack"}))
    return None


_KEEPING = ("zstd", "unzstd", "lz4", "brotli")


@program("gzip", "gunzip", "bzip2", "bunzip2", "xz", "unxz", "zstd", "unzstd", "lz4", "compress", "uncompress", "pigz",
         "lzma", "unlzma", "brotli")  # fmt: skip
def gzip(call: Call) -> Value | None:
    options = call.options("So", frozenset({"suffix", "output"}))
    unpacks = call.name.startswith("un") or call.name in ("gunzip", "bunzip2") or options.has("d", "decompress")
    operands = options.operands
    content = call.read_all(operands)
    origin = Origin(Source.DECODED if unpacks else Source.ENCODED, call.name)
    data = Value(origins=content.all_origins() | {origin})
    if not operands or options.has("c", "stdout", "to-stdout"):
        return data
    for path in operands:
        if options.has("t", "l"):
            continue
        made = Value(path.text.rpartition(".")[0] or path.text, path.origins) if unpacks else concat(path, Value(".gz"))
        call.write(options.last("o", "output") or made, data)
        if not options.has("k", "keep", "o", "output") and call.name not in _KEEPING:
            call.act(Verb.MOVE, path)
    return None
