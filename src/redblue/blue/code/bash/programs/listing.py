"""Programs that list folders, and `find`."""

from __future__ import annotations

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import Call, either
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, Origin, Source, Value, concat

_RECURSIVE = frozenset({"recursive"})
_NONE: frozenset[str] = frozenset()


@program("ls", "dir", "vdir", "exa", "eza", "lsd", "tree", "du", "lsattr", "getfacl", "ncdu", "namei")
def ls(call: Call) -> Value:
    options = call.options("ITwLP", frozenset({"ignore", "max-depth", "time-style", "sort"}))
    folders = options.operands or [Value(".")]
    how = _RECURSIVE if options.has("R", "recursive") or call.name in ("tree", "du") else _NONE
    call.on_paths(Verb.LIST, folders, how=how)
    origins = frozenset({Origin(Source.LISTING, call.path(folder).text) for folder in folders})
    texts = [one.text for one in folders]
    if any(text.startswith("/proc") and text.strip("/") == "proc" for text in texts):
        origins |= {Origin(Source.PROCESSES)}
    if len(folders) == 1 and not options.has("l", "R"):
        path = call.path(folders[0]).text.removeprefix("./").rstrip("/")
        if path in call.shell.folders:
            names = {name[len(path) + 1 :].partition("/")[0] for name in call.run.files if name.startswith(path + "/")}
            return Value("".join([f"{name}\n" for name in sorted(names)]), origins)
    if all(call.written(folder) is not None for folder in folders) and not options.has("l"):
        return Value("\n".join(texts) + "\n", origins)
    return Value(origins=origins)


_VALUED = frozenset(
    "-name -iname -path -ipath -type -mtime -mmin -newer -size -user -group -perm -maxdepth -mindepth -regex -atime"
    " -ctime -amin -cmin -uid -gid -links -inum -fstype -printf -wholename -lname -regextype -cnewer -anewer -newermt"
    " -samefile -used -xtype".split()
)
_FILTERS = _VALUED - {"-maxdepth", "-mindepth", "-printf", "-regextype", "-fstype"}
_ACTIONS = frozenset({"-exec", "-execdir", "-ok", "-okdir"})


@program("find", "fd", "fdfind", "gfind")
def find(call: Call) -> Value:
    args = call.args
    folders: list[Value] = []
    place = 0
    while place < len(args) and args[place].text[:1] not in ("-", "(", "!"):
        folders.append(args[place])
        place += 1
    if not folders:
        folders = [Value(".")]
    names: list[Value] = []
    deletes = False
    actions: list[list[Value]] = []
    outputs: list[Value] = []
    while place < len(args):
        text = args[place].text
        place += 1
        if text in _ACTIONS:
            words: list[Value] = []
            while place < len(args) and args[place].text not in (";", "+", "\\;"):
                words.append(args[place])
                place += 1
            actions.append(words)
            place += 1
        elif text == "-delete":
            deletes = True
        elif text in ("-fprint", "-fls", "-fprintf"):
            outputs += args[place : place + 1]
            place += 1
        elif text in ("-name", "-iname", "-path", "-wholename"):
            names += args[place : place + 1]
            place += 1
        elif text in _VALUED:
            place += 1
    filtered = any(arg.text in _FILTERS for arg in args)
    found = [_found(folder, names, filtered=filtered) for folder in folders]
    call.on_paths(Verb.LIST, folders, how=_RECURSIVE)
    origins = frozenset({Origin(Source.LISTING, call.path(folder).text) for folder in folders})
    target = either(found).tagged(*origins)
    if deletes:
        how = _RECURSIVE if not names else _NONE
        for one in target.each():
            call.act(Verb.DELETE, one, how=how)
    printed: list[Value] = []
    for words in actions:
        filled = [_filled(word, target) for word in words]
        printed.append(call.start(filled))
    for output in outputs:
        call.write(output, target)
    if actions:
        return concat(*printed)
    return target


def _found(folder: Value, names: list[Value], *, filtered: bool) -> Value:
    """What is found there, as a path: the folder itself where all of it is meant."""
    base = folder
    head = base.text.rstrip("/")
    if not names:
        return Value(head + "/*", base.origins) if filtered else base
    paths = [Value(f"{head}/{name.text.lstrip('/') or HOLE}", base.origins | name.origins) for name in names]
    return either(paths)


def _filled(word: Value, target: Value) -> Value:
    if word.text == "{}":
        return target
    if "{}" in word.text:
        before, _, after = word.text.partition("{}")
        return concat(Value(before, word.origins), target, Value(after.replace("{}", target.text)))
    return word


@program("locate", "mlocate", "plocate", "which", "whereis", "realpath", "readlink", "basename", "dirname")
def names(call: Call) -> Value:
    if call.name in ("locate", "mlocate", "plocate"):
        call.act(Verb.LIST, Value("/"), how=_RECURSIVE)
        return Value(origins=frozenset({Origin(Source.LISTING, "/")}))
    operands = call.options("st", frozenset({"relative-to", "suffix"})).operands
    if not operands:
        return call.output()
    first = operands[0]
    if call.name in ("which", "whereis"):
        return Value("\n".join([f"/usr/bin/{one.text}" for one in operands]), first.origins)
    if call.name == "basename":
        suffix = operands[1].text if len(operands) > 1 else ""
        return _each(first, lambda text: text.rstrip("/").rpartition("/")[2].removesuffix(suffix))
    if call.name == "dirname":
        return _each(first, lambda text: text.rstrip("/").rpartition("/")[0] or ("/" if text[:1] == "/" else "."))
    if call.name == "readlink" and not call.options().has("f", "e", "m"):
        call.act(Verb.LIST, first)
    return first if call.name == "readlink" else call.path(first)


def _each(value: Value, change: object) -> Value:
    from redblue.blue.code.value import mapped

    return mapped(change, value)  # type: ignore[arg-type]
