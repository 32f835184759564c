"""Texts that a program in another language puts together: decoded, joined and filled in, as far as they are known."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from urllib.parse import unquote

from redblue.blue.code.value import HOLE

_STRING = r"(?:\"((?:[^\"\\\n]|\\.){0,4000})\"|'((?:[^'\\\n]|\\.){0,4000})')"
_NUMBERS = r"((?:0[xX][0-9a-fA-F]+|\d+)(?:[\s,]+(?:0[xX][0-9a-fA-F]+|\d+)){0,500})"
_ROUNDS = 6
_ROT13 = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "nopqrstuvwxyzabcdefghijklmNOPQRSTUVWXYZABCDEFGHIJKLM"
)
_MOST = 20_000


def quoted(text: str) -> str:
    """A text as a literal that every one of these languages reads."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _from_base64(text: str) -> str:
    text = "".join(text.split()).replace("\\n", "")
    return base64.b64decode(text + "=" * (-len(text) % 4)).decode(errors="replace")


def _from_hex(text: str) -> str:
    return bytes.fromhex(text).decode(errors="replace")


def _from_numbers(text: str) -> str:
    numbers = [int(one, 0) if one[:2].lower() == "0x" else int(one) for one in re.findall(r"\w+", text)]
    return "".join([chr(one) for one in numbers if one < 0x110000])


def _first(change: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
    def change_match(match: re.Match[str]) -> str:
        text = next((group for group in match.groups() if group is not None), "")
        try:
            return quoted(change(text))
        except (ValueError, OverflowError):
            return match[0]

    return change_match


_CHANGES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(?:\b(?:decode_base64|MIME::Base64::decode|base64_decode|atob|Base64\.(?:strict_|urlsafe_)?decode64)"
                r"\s*\(?\s*|Buffer\.from\s*\(\s*)" + _STRING + r"(?:\s*,\s*['\"]base64['\"]\s*\))?\)?"),
     _first(_from_base64)),
    (re.compile(r"\b(?:hex2bin\s*\(|pack\s*\(?\s*['\"]H\*['\"]\s*,|Buffer\.from\s*\()\s*" + _STRING
                + r"(?:\s*,\s*['\"]hex['\"])?\s*\)?"), _first(_from_hex)),
    (re.compile(_STRING + r"\.(?:unpack1?\s*\(?\s*['\"]m0?['\"]\s*\)?(?:\.first|\[0\])?)"), _first(_from_base64)),
    (re.compile(r"\[\s*" + _STRING + r"\s*\]\.pack\s*\(?\s*['\"]H\*['\"]\s*\)?"), _first(_from_hex)),
    (re.compile(r"\[\s*" + _NUMBERS + r"\s*\]\.(?:pack\s*\(?\s*['\"][CcU]\*['\"]\s*\)?|map\s*[({]\s*&?:?chr\s*[)}]"
                r"(?:\.join(?:\(\))?)?)"), _first(_from_numbers)),
    (re.compile(r"\bjoin\s*\(?\s*(?:\"\"|'')\s*,\s*map\s*\(?\s*(?:\{\s*chr(?:\s*\(?\s*\$_\s*\)?)?\s*\}"
                r"|chr\s*(?:\(\s*\$_\s*\)|\$_)?\s*,)\s*"
                r"(?:qw\s*[(\[{/]|\(|split\s*\(?\s*(?:/[^/]*/|['\"][^'\"]*['\"])\s*,\s*['\"])?\s*"
                + _NUMBERS + r"\s*['\"]?[)\]}/]*"), _first(_from_numbers)),
    (re.compile(r"\bpack\s*\(?\s*['\"][CcUW](?:\*|\d+)['\"]\s*,\s*(?:qw\s*)?\(?\s*" + _NUMBERS + r"\s*\)?"),
     _first(_from_numbers)),
    (re.compile(r"\b(?:chr|String\.fromCharCode|string\.char)\s*\(?\s*(?:\.\.\.\[)?" + _NUMBERS + r"\]?\s*\)?"),
     _first(_from_numbers)),
    (re.compile(r"\b(?:unescape|decodeURIComponent|decodeURI|urldecode|rawurldecode|uri_unescape|CGI\.unescape)"
                r"\s*\(?\s*" + _STRING + r"\s*\)?"), _first(unquote)),
    (re.compile(r"\b(?:scalar\s+reverse|strrev)\s*\(?\s*" + _STRING + r"\s*\)?"), _first(lambda text: text[::-1])),
    (re.compile(_STRING + r"\.(?:reverse|split\(['\"]{2}\)\.reverse\(\)\.join\(['\"]{2}\))"),
     _first(lambda text: text[::-1])),
    (re.compile(r"\bstr_rot13\s*\(\s*" + _STRING + r"\s*\)"),
     _first(lambda text: text.translate(_ROT13))),
    (re.compile(r"(\"(?:[^\"\\\n]|\\.)*\"|'[^'\\\n]*')\.(?:toString\(\w*\)|to_s|chomp|strip|trim\(\)|decode\(\))"),
     lambda match: match[1]),
    (re.compile(r"(?:\"((?:[^\"\\\n]|\\.)*)\"|'([^'\\\n]*)')\s*(?:\.\.?|\+)\s*(?:\"((?:[^\"\\\n]|\\.)*)\"|'([^'\\\n]*)')"),
     lambda match: '"' + (match[1] or match[2] or "") + (match[3] or match[4] or "") + '"'),
)  # fmt: skip
_HINTS = re.compile(
    r"64|pack|chr|[Cc]har|hex|unescape|decode|reverse|strrev|rot13|[\"']\s*(?:\.\.?|\+)\s*[\"']|ARGV|argv|shift"
    r"|(?:^|[;\s{($])\$?\w+\s*=\s*[\"']"
)
_ASSIGNED = re.compile(r"(?:^|[;{\n(])[ \t]{0,40}(?:(?:my|our|local|const|let|var)\s+)?(\$?[A-Za-z_]\w{0,40})\s*=\s*"
                       + _STRING + r"\s*(?=[;,\n)}]|$)")  # fmt: skip
_ARGUMENT = re.compile(r"\$ARGV\[(\d)\]|\bARGV\[(\d)\]|\$argv\[(\d)\]|process\.argv\[(\d)\]")
_SHIFT = re.compile(r"\bshift\b(?:\s*\(?\s*@ARGV\s*\)?)?(?=\s*[;,)])")
_ALL_ARGUMENTS = re.compile(r"(?<![\w\\\"])(?:@ARGV|\*ARGV)\b")


def settled(text: str, language: str, arguments: Sequence[str] = ()) -> str:
    """The same program with literals where what it puts together is known."""
    if len(text) > _MOST or not _HINTS.search(text):
        return text
    text = _with_arguments(text, language, arguments)
    for _ in range(_ROUNDS):
        before = text
        for pattern, change in _CHANGES:
            text = pattern.sub(change, text)
        text = _filled(text, language)
        if text == before or len(text) > _MOST:
            break
    return text


def _with_arguments(text: str, language: str, arguments: Sequence[str]) -> str:
    if not arguments:
        return text
    first = {"php": 1, "node": 1}.get(language, 0)

    def argument(match: re.Match[str]) -> str:
        number = int(next(group for group in match.groups() if group)) - first
        return quoted(arguments[number]) if 0 <= number < len(arguments) else match[0]

    text = _ARGUMENT.sub(argument, text)
    if language == "perl":
        waiting = [*arguments]
        text = _SHIFT.sub(lambda match: quoted(waiting.pop(0)) if waiting else match[0], text)
        left = ", ".join(map(quoted, waiting))
        text = _ALL_ARGUMENTS.sub(lambda _: f"({left})", text).replace("\\@ARGV", f"({left})".replace('"', '\\"'))
    return text


def _filled(text: str, language: str) -> str:
    """With variables that are set once to a literal replaced by it, in texts too where the language does that."""
    found: dict[str, str] = {}
    for match in _ASSIGNED.finditer(text):
        value = match[2] if match[2] is not None else match[3] or ""
        found[match[1]] = value if match[1] not in found else HOLE
    for name, value in [*found.items()][:20]:
        if value == HOLE:
            continue
        behind = r"\s*=[^=~]" if name[:1] == "$" else r"\s*=[^=~]|\s*[\[({]"
        use = re.compile(rf"(?<![\w$\\.])(?:{re.escape(name)})\b(?!{behind})")
        literal = f'"{value}"'
        parts = re.split(r"(\"(?:[^\"\\\n]|\\.)*\")", text)
        for place, part in enumerate(parts):
            if place % 2 == 0:
                parts[place] = use.sub(lambda _, literal=literal: literal, part)
            elif name[:1] == "$" and language in ("perl", "php"):
                parts[place] = use.sub(lambda _, value=value: value, part)
        text = "".join(parts)
    return text
