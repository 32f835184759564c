"""Programs that order, join and cut lines."""

from __future__ import annotations

import itertools
import json
import re
from typing import Any

from redblue.blue.code.bash.call import Call, Options
from redblue.blue.code.bash.programs.shells import run_file
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, NOWHERE, Origin, Source, Value, mapped, unknown

_MOST = 20_000
_KEY = re.compile(r"(\d{1,3})(?:\.\d+)?([a-zA-Z]*)(?:,(\d{1,3})([a-zA-Z.\d]*))?")
_NUMBER = re.compile(r"\s*-?\d*\.?\d*")


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def _together(lines: list[str]) -> str:
    return "".join([line + "\n" for line in lines])


def _numeric(text: str) -> float:
    match = _NUMBER.match(text)
    try:
        return float(match[0]) if match and match[0].strip() else 0.0
    except ValueError:
        return 0.0


@program("sort", "tsort")
def sort(call: Call) -> Value:
    options = call.options("ktoST", frozenset({
        "key", "output", "field-separator", "buffer-size", "temporary-directory", "compress-program", "parallel",
        "files0-from",
    }))  # fmt: skip
    compressor = options.last("compress-program")
    if compressor is not None:
        call.start([compressor])
        run_file(call, compressor, [], by="")
    content = call.read_all(options.operands)
    if content.is_known and len(content.text) < _MOST and call.name == "sort" and not options.has("R"):
        content = Value(_together(_sorted(_lines(content.text), options)), content.origins)
    elif call.name == "sort" and content.kind != "endless":
        content = unknown(content)
    output = options.last("o", "output")
    if output is not None:
        call.write(output, content)
        return Value("")
    return content


def _sorted(lines: list[str], options: Options) -> list[str]:
    separator = options.last("t", "field-separator")
    key = options.last("k", "key")
    match = _KEY.match(key.text) if key is not None else None
    letters = options.flags | ({*match[2]} | {*(match[4] or "")} if match else set())

    def rank(line: str) -> Any:
        part = line
        if match is not None:
            words = line.split(separator.text) if separator is not None and separator.text else line.split()
            last = int(match[3]) if match[3] else len(words)
            part = " ".join(words[int(match[1]) - 1 : last])
        if letters & {"n", "g", "numeric-sort", "h"}:
            return _numeric(part)
        if letters & {"V", "version-sort"}:
            return [int(one) if one.isdecimal() else one for one in re.split(r"(\d{1,9})", part)]
        return part.lower() if letters & {"f", "ignore-case"} else part

    made = sorted(lines, key=rank, reverse=bool(letters & {"r", "reverse"}))
    return [*dict.fromkeys(made)] if options.has("u", "unique") else made


@program("uniq")
def uniq(call: Call) -> Value:
    options = call.options("fsw")
    content = call.read_all(options.operands[:1])
    for path in options.operands[1:2]:
        call.write(path, content)
    if options.has("c", "d", "u") or HOLE in content.text:
        return unknown(content)
    return mapped(lambda text: _together([line for line, _ in itertools.groupby(_lines(text))]), content)


@program("tac")
def tac(call: Call) -> Value:
    content = call.read_all(call.options("s").operands)
    return mapped(lambda text: text if HOLE in text else _together(_lines(text)[::-1]), content)


@program("paste")
def paste(call: Call) -> Value:
    options = call.options("d", frozenset({"delimiters"}))
    paths = [one for one in options.operands if one.text != "-"]
    contents = [call.read(path) for path in paths] if paths else [call.stdin]
    sign = options.last("d", "delimiters")
    letters = (sign.text.replace("\\n", "\n").replace("\\t", "\t").replace("\\0", "") if sign is not None else "\t")[:1]
    if any(HOLE in one.text or one.others for one in contents):
        return unknown(*contents)
    columns = [_lines(one.text) for one in contents]
    if options.has("s", "serial"):
        rows = [letters.join(column) for column in columns]
    elif len(options.operands) > 1 and not paths:
        width = len(options.operands)
        rows = [letters.join(columns[0][place : place + width]) for place in range(0, len(columns[0]), width)]
    else:
        rows = [
            letters.join([column[row] if row < len(column) else "" for column in columns])
            for row in range(max(map(len, columns)))
        ]
    return Value(_together(rows), frozenset().union(*[one.origins for one in contents]))


@program("fold")
def fold(call: Call) -> Value:
    options = call.options("w", frozenset({"width"}))
    digits = "".join(arg.text[1:] for arg in call.args if arg.text[:1] == "-" and arg.text[1:].isdecimal())
    width = options.last("w", "width") or Value(digits or "80")
    content = call.read_all(options.operands)
    if not width.text.isdecimal() or len(width.text) > 5 or not int(width.text) or HOLE in content.text:
        return unknown(content)
    size = int(width.text)
    return mapped(
        lambda text: _together([
            line[place : place + size] for line in _lines(text) for place in range(0, max(len(line), 1), size)
        ]),
        content,
    )  # fmt: skip


@program("nl")
def nl(call: Call) -> Value:
    content = call.read_all(call.options("bdfhilnpsvw").operands)
    if HOLE in content.text:
        return unknown(content)
    return mapped(
        lambda text: _together([f"{place:6}\t{line}" if line else line for place, line in enumerate(_lines(text), 1)]),
        content,
    )


@program("cut")
def cut(call: Call) -> Value:
    options = call.options("dfcb", frozenset({"delimiter", "fields", "characters", "bytes", "output-delimiter"}))
    content = call.read_all(options.operands)
    letters, fields = options.last("c", "b", "characters", "bytes"), options.last("f", "fields")
    delimiter = options.last("d", "delimiter")
    wanted = letters or fields
    bounds = _bounds(wanted.text) if wanted is not None else None
    if bounds is None or HOLE in content.text or content.others:
        return unknown(content)
    sign = delimiter.text[:1] if delimiter is not None and delimiter.text else "\t"
    between = options.last("output-delimiter")
    made = []
    for line in _lines(content.text):
        parts = [*line] if letters is not None else line.split(sign)
        if letters is None and sign not in line:
            if not options.has("s", "only-delimited"):
                made.append(line)
            continue
        kept = [
            part for place, part in enumerate(parts, 1)
            if any(low <= place <= high for low, high in bounds) is not options.has("complement")
        ]  # fmt: skip
        made.append((between.text if between is not None else "" if letters is not None else sign).join(kept))
    text = _together(made)
    return Value(text if content.text.endswith("\n") else text.removesuffix("\n"), content.origins)


def _bounds(text: str) -> list[tuple[int, int]] | None:
    made = []
    for part in text.split(",")[:20]:
        first, dash, last = part.partition("-")
        if not (first + last).isdecimal() or len(part) > 10:
            return None
        low = int(first) if first else 1
        made.append((low, (int(last) if last else _MOST) if dash else low))
    return made


@program("jq", "yq", "gojq", "jaq")
def jq(call: Call) -> Value:
    given, args = NOWHERE, []
    place = 0
    while place < len(call.args):
        text = call.args[place].text
        if text in ("--arg", "--argjson", "--rawfile", "--slurpfile"):
            for value in call.args[place + 2 : place + 3]:
                given |= (call.read(value) if "file" in text else value).all_origins()
            place += 3
            continue
        args.append(call.args[place])
        place += 1
    inner = Call(call.shell, call.name, args, call.stdin, call.span)
    options = inner.options("Lf", frozenset({"from-file", "indent"}))
    operands = options.operands
    path = operands[0] if operands else Value(".")
    content = call.read_all(operands[1:]) if not options.has("n", "null-input") else Value("")
    is_raw = options.has("r", "raw-output", "j", "join-output")
    if _ENVIRONMENT.search(path.text):
        given |= {Origin(Source.ENVIRONMENT)}
    if not content.is_known or not content.text.strip() or len(content.text) > _MOST:
        return Value(origins=content.all_origins() | path.all_origins() | given)
    try:
        found = _selected(json.loads(content.text), path.text)
    except (ValueError, RecursionError):
        return unknown(content)
    if found is None:
        return unknown(content)
    shown = [one if is_raw and isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in found]
    return Value("".join(shown) if options.has("j") else _together(shown), content.origins)


_ENVIRONMENT = re.compile(r"(?<![\w.\"])(?:env|\$ENV)\b(?!\s*:|\s*\.\w|\")")
_STEP = re.compile(
    r"\s*(?:\.([A-Za-z_]\w*)|\.?\[\s*(?:\"([^\"]*)\"|(-?\d{1,6}))?\s*\]|\.\"([^\"]*)\""
    r"|(\.)(?=\s*(?:\||$))|(\|))\??"
)


def _selected(value: Any, path: str) -> list[Any] | None:
    """What a plain path of jq finds; None for anything else."""
    values = [value]
    place = 0
    while place < len(path):
        step = _STEP.match(path, place)
        if step is None or len(values) > 500:
            return None
        place = step.end()
        if step[5] or step[6]:
            continue
        name = step[1] if step[1] is not None else step[2] if step[2] is not None else step[4]
        values = [found for one in values for found in _member(one, name, step[3])]
    return values


def _member(value: Any, name: str | None, number: str | None) -> list[Any]:
    if name is not None:
        return [value.get(name)] if isinstance(value, dict) else []
    if number is not None:
        return [value[int(number)]] if isinstance(value, list) and -len(value) <= int(number) < len(value) else []
    return [*value.values()] if isinstance(value, dict) else [*value] if isinstance(value, list) else []
