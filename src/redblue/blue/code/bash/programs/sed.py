"""sed."""

from __future__ import annotations

import re

from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.escapes import ansi
from redblue.blue.code.bash.programs.reading import filtered
from redblue.blue.code.bash.programs.shells import evaluate
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, Source, Value, unknown


@program("sed", "gsed")
def sed(call: Call) -> Value:
    options = call.options("efl", frozenset({"expression", "file", "line-length"}))
    operands = options.operands
    scripts = options.all("e", "expression")
    if not scripts and not options.has("f", "file") and operands:
        scripts, operands = operands[:1], operands[1:]
    in_place = options.has("i", "in-place", "E") and any(
        one.text[:2] == "-i" or one.text.startswith("--in-place") or (
            one.text[:1] == "-" and one.text[1:2] != "-" and "i" in one.text and one.text[1:].isalpha()
        )
        for one in call.args
    )  # fmt: skip
    contents = [call.read(path) for path in operands]
    for script in scripts:
        _sed_commands(call, script)
    source = contents[0] if len(contents) == 1 else unknown(*contents) if contents else call.stdin
    output = source
    for script in scripts:
        output = _substituted(output, script, quiet=options.has("n", "quiet", "silent"))
    if in_place:
        for path in operands:
            data = Value(f"{HOLE}{_new_text(scripts)}{HOLE}", output.all_origins())
            call.write(path, data, how=frozenset({"in place"}))
        return Value("")
    return output


_SED = re.compile(r"(?:^|;)\s*s([/|#,!:@%~])((?:\\.|(?!\1).)*)\1((?:\\.|(?!\1).)*)\1([gIiepw0-9]*)", re.DOTALL)
_SED_RUN = re.compile(r"(?:^|;|\d|\$|/)\s*e\s+(.{1,500})")
_SED_NAME = re.compile(r"^\s*(?:\d+,?\d*)?/([^/]+)/")


def _sed_commands(call: Call, script: Value) -> None:
    match = _SED_RUN.search(script.text[:2_000])
    if match and not _SED.search(script.text[:2_000]):
        evaluate(call, Value(match[1], script.origins), "sed", "sed")
        return
    for one in _SED.finditer(script.text[:5_000]):
        if "e" in one[4]:
            evaluate(call, Value(one[3], script.origins), "sed", "sed")


def _new_text(scripts: list[Value]) -> str:
    made = []
    for script in scripts:
        found = [match[3] for match in _SED.finditer(script.text[:5_000])]
        if not found:
            _, sign, text = script.text.partition("a") if "a" in script.text else script.text.partition("i")
            found = [text.lstrip("\\ \n")] if sign else []
        made += found
    return HOLE.join(made)


def _substituted(content: Value, script: Value, *, quiet: bool) -> Value:
    if content.has(Source.PROCESSES):
        name = _SED_NAME.match(script.text)
        return filtered(content, Value(name[1]) if name else None)
    if HOLE in script.text or not content.is_known or quiet or len(content.text) > 5_000:
        return unknown(content)
    text = content.text
    matches = [*_SED.finditer(script.text)]
    if not matches:
        return content if script.text in ("", "p") else unknown(content)
    for match in matches:
        old, new, flags = match[2], match[3], match[4]
        if len(old) == 1 or not any(letter in old for letter in "\\.*[]^$+?(){}|"):
            made = _plain(new)
            if made is None:
                return unknown(content)
            times = -1 if "g" in flags else 1
            text = "\n".join([line.replace(old, made, times) for line in text.split("\n")]) if old != "." else HOLE
        elif old in ("^.", ".$", "^", "$") and (made := _plain(new)) is not None:
            lines = text.split("\n")
            text = "\n".join([
                made + line[old != "^" :] if old[0] == "^" else line[: len(line) - (old != "$")] + made
                for line in lines
            ])  # fmt: skip
        elif old.replace("\\", "").isalnum() or re.fullmatch(r"(?:\\.|[^.*\[\]^$+?(){}|\\])*", old):
            made = _plain(new)
            if made is None:
                return unknown(content)
            text = text.replace(re.sub(r"\\(.)", r"\1", old), made, -1 if "g" in flags else 1)
        else:
            return unknown(content)
    return Value(text, content.origins)


def _plain(new: str) -> str | None:
    if "&" in new or re.search(r"\\\d", new):
        return None
    return ansi(new).replace("\\/", "/")
