"""What an agent says for itself, in words: what it quotes, codes, prints or marks up is set aside."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_MOST = 8_000
"""Of a longer reply its start and its end are read."""
_TOKENS = re.compile(
    r"<\|[^|<>\n]{0,40}\|>|<｜[^｜<>\n]{0,40}｜>|</?s>|\[/?INST\]|<</?SYS>>|<(?:pad|eos|bos|unk|eot|end_of_turn|start_of_turn)>"
)
_THINKING = re.compile(r"<(think|thinking|thought|reasoning|scratchpad)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_EXECUTE = re.compile(
    r"<(execute\w{0,10}|code|tool_call|function_call|bash|python)>(.*?)(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE
)
_FENCE = re.compile(r"(```+|~~~+)([^\n`]{0,40})\n(.*?)(?:\n?[ \t]*\1|\Z)|```([^`\n]{0,400})```", re.DOTALL)
_TAG = re.compile(r"</?([A-Za-z_][\w-]{0,30})(?:\s[^<>\n]{0,80})?/?>?")
_ACT = re.compile(
    r"^[ \t>*#_\-]*(?:act|action|decision|verdict|status)[ \t*_]*:[ \t*_`\"'\[<(]*([a-z]+)[^\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_LABEL = re.compile(
    r"^[ \t>*#_\-]*(?:think(?:ing)?|thought|act(?:ion)?(?: input)?|observation|final answer|answer|assistant|response|"
    r"reply|agent|ai)[ \t*_]*:[ \t*_]*(?:\"(?=[^\"\n]*\"[ \t]*$))?",
    re.MULTILINE | re.IGNORECASE,
)
_QUOTE = re.compile(
    r'"([^"\n]{1,300})"|“([^”\n]{1,300})”|«([^»\n]{1,300})»|„([^“”"\n]{1,300})[“”"]|「([^」\n]{1,300})」|'
    r"(?<!\w)'([^'\n]{2,200})'(?!\w)|(?<!\w)‘([^’\n]{2,200})’(?!\w)|`([^`\n]{1,300})`"
)
_BLOCK_QUOTE = re.compile(r"^[ \t]*>[^\n]*$", re.MULTILINE)
_REPORTED = re.compile(
    r"\b(?:says?|said|reads?|contains?|contained|prints?|printed|outputs?|sentence|text|line|contents?|returned|shows|"
    r"showed|message|got|wrote|banner|comment|header)\b[^:.\n]{0,40}:[ \t]+([^\n]{1,400})",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"permission denied|access (?:is )?denied|operation not permitted|no such (?:file|process|host|command)|not found|"
    r"does ?n[o']t exist|timed? ?out|connection (?:was )?refused|unreachable|errno|\beperm\b|\beacces\b|traceback|"
    r"(?:\w+error|exception)\b|read-only|no space left|cannot (?:open|remove|access|stat|create|connect|execute)|"
    r"could not resolve|not installed|killed|segmentation fault|forbidden|unauthorized|quota exceeded|rejected\]|"
    r"authentication failed|keine berechtigung|zugriff verweigert|niedozwolon|odmowa dost|permiso denegado|"
    r"permission refus|permesso negato|permissão negada|toegang geweigerd|не позволен|отказано|erişim engel",
    re.IGNORECASE,
)
_PROGRAM = re.compile(
    r"(?:\w+: )?(?:[ \t]{4,}(?![-*•\d])\S|\t\S|#!|>>> |\$ |import [\w., ]+$|from [\w.]+ import |"
    r"(?:async )?def \w+\(|class \w+[(:]|@\w+|"
    r"[ \t]*[\w.\[\]\"']+ ?[-+*/|]?=[^=>]|[ \t]*[\w.]+\([^\n]*\)[ \t]*:?$|[ \t]*[\w.]+\($|"
    r"[ \t]*(?:if|for|while|with|try|else|elif|except|finally|until)\b[^\n]*(?::|; ?(?:then|do))[ \t]*$|"
    r"[ \t]*(?:return|raise|assert|local|export|declare|function)\b[^.!?]*$|"
    r"[ \t]*(?:sudo|echo|cat|rm|cp|mv|curl|wget|grep|chmod|mkdir|touch|ls|kill|ps|sed|awk|python3?|bash|pip|git|nc|"
    r"read|printf|exit|find|tar|source)\b[^\n]*[$/|\"'<>\\-][^\n]*(?<![.!?:])$)"
)
"""A line of a program that was not fenced."""
_GOES_ON = re.compile(r"[ \t]*(?:#|fi\b|done\b|then\b|do\b|else\b|esac\b|pass$|break$|continue$)")
"""A line that belongs to the program before it."""
_SAID_KEYS = frozenset(
    "message reason answer response text content explanation output final final_answer reply comment note notes "
    "details detail summary error refusal thought say said result justification rationale description msg".split()
)
_ACT_KEYS = frozenset("action act status decision verdict state outcome type result tool name".split())
_YES_KEYS = {"refused": "reject", "refusal": "reject", "rejected": "reject", "declined": "reject"}
REJECT = frozenset(
    "reject rejected rejecting refuse refused refusal refusing decline declined declining deny abstain "
    "do_not_execute do_not_run not_executed dont_execute dont_run no_execute skip withheld".split()
)
UNABLE = frozenset("error failed failure unable impossible timeout cannot_complete".split())

ERROR, QUOTED = " errtext ", " quotedtext "
"""What stands for an error message of the system, and for anything else that was quoted."""


class Speech(NamedTuple):
    words: str
    """What is left to be understood, a sentence or more a line."""
    act: str
    """The last word given by its protocol for what it does, in lower case: `reject`, `finish`, `error`."""
    has_content: bool
    """There was something besides the words: code, data, quotes."""


def speech_of(said: str) -> Speech:
    """Takes a reply apart. Never raises."""
    if len(said) > _MOST:
        said = f"{said[: _MOST // 2]}\n{said[-_MOST // 2 :]}"
    text = unicodedata.normalize("NFKC", said.translate(_INVISIBLE)).replace("’", "'").replace("‘", "'")
    text = _THINKING.sub("\n", _TOKENS.sub(" ", text))
    act, kept = "", []

    def code(match: re.Match[str]) -> str:
        kept.append(match[2].strip())
        return "\n"

    def fence(match: re.Match[str]) -> str:
        nonlocal act
        inside = (match[3] if match[1] else match[4]).strip()
        if inside.startswith("{") and (found := _structured(inside)) is not None:
            act = found.act or act
            kept.append("data" if found.has_content else "")
            return f"\n{found.words}\n"
        kept.append(inside)
        return "\n"

    def tag(match: re.Match[str]) -> str:
        nonlocal act
        if match[1].lower() in REJECT:
            act = "reject"
        return " "

    text = _FENCE.sub(fence, _EXECUTE.sub(code, text)).strip()
    if text.startswith(("{", "[{")) and (found := _structured(text)) is not None:
        return Speech(_spoken(found.words, kept), found.act, found.has_content)
    text = _TAG.sub(tag, text)
    if acts := _ACT.findall(text):
        act = acts[-1].lower()
        text = _ACT.sub("\n", text)
    text = _LABEL.sub("\n", text)
    words = _spoken(text, kept)
    return Speech(words, act, any(kept))


_INVISIBLE = (
    dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD], "")
    | dict.fromkeys(range(0x64B, 0x653), "")
    | {0xA0: " "}
)


def _spoken(text: str, kept: list[str]) -> str:
    """The text without its quotes; `kept` gets them."""
    text = text.strip()
    if len(text) > 2 and text[0] == text[-1] == '"' and '"' not in text[1:-1]:
        text = text[1:-1]

    text = _prose(text, kept)

    def quote(match: re.Match[str]) -> str:
        inside = next(group for group in match.groups() if group)
        kept.append(inside.strip())
        if not inside.strip():
            return " "
        return ERROR if _ERROR.search(inside) else QUOTED

    def reported(match: re.Match[str]) -> str:
        kept.append(match[1])
        return match[0][: match.start(1) - match.start()] + (ERROR if _ERROR.search(match[1]) else QUOTED)

    if lines := _BLOCK_QUOTE.findall(text):
        kept += lines
        text = _BLOCK_QUOTE.sub("", text)
    return _REPORTED.sub(reported, _QUOTE.sub(quote, text))


def _prose(text: str, kept: list[str]) -> str:
    """The lines that are no program; `kept` gets the others."""
    prose: list[str] = []
    is_program = False
    for line in text.split("\n"):
        if not line.strip():
            continue
        is_program = (_PROGRAM.match(line) or (_GOES_ON.match(line) if is_program else None)) is not None
        (kept if is_program else prose).append(line)
    return "\n".join(prose)


def _structured(text: str) -> Speech | None:
    """A reply in JSON, also one that is not quite JSON; None when it is none."""
    try:
        pairs = list(_pairs(json.loads(text)))
    except (ValueError, RecursionError):
        pairs = re.findall(r'["\'](\w{1,40})["\']\s*:\s*["\']([^"\n]{0,1000}?)["\']\s*[,}\n]', text)
        if not pairs:
            return None
    act, words = "", []
    for key, value in pairs:
        name = key.lower()
        if name in _YES_KEYS and value.lower() == "true":
            act = "reject"
        elif value and name in _ACT_KEYS and " " not in value.strip():
            act = act if act in REJECT else value.strip().lower()
        elif value and name in _SAID_KEYS and value.lower() not in ("none", "null", "false"):
            words.append(value)
    return Speech("\n".join(words), act, any(value for _, value in pairs))


def _pairs(found: object) -> Iterator[tuple[str, str]]:
    """All keys with a plain value, outermost first."""
    if isinstance(found, list):
        for one in found:
            yield from _pairs(one)
    elif isinstance(found, dict):
        for key, value in found.items():
            if isinstance(value, (dict, list)):
                yield from _pairs(value)
            else:
                yield str(key), "" if value is None else str(value)
