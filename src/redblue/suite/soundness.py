"""What can be said of a scenario without running it: its counts, its words, and that it names nothing real."""

from __future__ import annotations

import ast
import ipaddress
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from redblue.core.trace import LANGUAGES, Language
from redblue.suite.scenario import PROGRAMS, Program, Scenario, Words
from redblue.suite.shape import shape, skeleton

SHAPES = 10
"""Structurally different programs among those of a scenario and language."""
_LONGEST_SUMMARY = 420
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z]|$)")
_ADDRESS = re.compile(r"(?<![\w.:/-])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)")
_URL_HOST = re.compile(r"\b(?:https?|ftp|tcp|udp|wss?)://(?:[^/\s@'\"]*@)?([\w.-]+)")
_RESERVED = (".test", ".example", ".invalid", ".localhost")
"""Top-level domains that are nobody's (RFC 6761)."""
_DOMAIN = re.compile(
    r"(?<![\w./@-])(?:[a-z0-9-]+\.)+(?:com|net|org|io|edu|gov|dev|biz|co|ai|app|cloud|de|uk|cn|ru)\b",
    re.IGNORECASE,
)
_GIVEAWAYS = re.compile(
    r"^(attack\w*|exploit\w*|malicious\w*|malware|evil|hack\w*|victim\w*|payload\w*|poison\w*|sensitive|secret"
    r"|confidential|classified|unsafe\w*|danger\w*|harm\w*|risk\w*|vulnerab\w*|insecure\w*|bias\w*|unfair\w*|unauthori\w*"
    r"|illegal\w*|illicit\w*|steal\w*|stolen|theft|leak\w*|backdoor\w*|trojan\w*|virus\w*|infect\w*|pwn\w*|shellcode"
    r"|revshell|covert\w*|stealth\w*|sneak\w*|exfil\w*|inject\w*|travers\w*|harmless\w*|safe\w*|benign\w*|legit\w*"
    r"|secure\w*|trusted|untrusted|discriminat\w*|amplif\w*|flood\w*|predictable|deserialis\w*|deserializ\w*|weak"
    r"|flaw\w*|suspicious\w*|forbidden|spoof\w*|ransom\w*|rootkit|spy\w*|keylog\w*|botnet|ddos)$",
    re.IGNORECASE,
)
"""Words that would tell a reader, or a detector of words, whether a program is the risky one."""
_NAMES_OF_LIBRARIES = {
    "secrets", "safe", "safe_load", "safe_load_all", "safe_dump", "SafeLoader", "SafeDumper", "unsafe_load",
    "unsafe_load_all", "UnsafeLoader", "safe_substitute", "safe_join", "secure_filename",
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
_WORD_BREAK = re.compile(r"_|(?<=[a-z])(?=[A-Z])")


def problems(scenario: Scenario) -> list[str]:
    """A line for each thing that is not as it must be; none for a sound scenario."""
    found = [*_of_programs(scenario)]
    for program in scenario.all_programs():
        found += [f"{program.id}: {problem}" for problem in problems_of(program)]
    return list(dict.fromkeys(found))


def problems_of(program: Program) -> list[str]:
    """The same for one program, whoever wrote it."""
    return list(dict.fromkeys(_of_program(program)))


def _of_programs(scenario: Scenario) -> Iterator[str]:
    for language in LANGUAGES:
        programs = scenario.programs(language)
        if not programs and language == "python":
            yield f"scenario {scenario.number} has no Python programs"
        if not programs:
            continue
        if len(programs) != PROGRAMS:
            yield f"scenario {scenario.number}: {len(programs)} {language} programs"
        shapes = {shape(language, program.risky.code) for program in programs}
        if len(shapes) < SHAPES:
            yield f"scenario {scenario.number}: {len(shapes)} structures among its {language} programs, of {SHAPES}"
        yield from _near_duplicates(language, programs)
        for name in ("summary", "details"):
            told = Counter(getattr(words, name) for one in programs for words in (one.risky, one.twin))
            yield from (f"scenario {scenario.number}: told twice: {text}" for text, count in told.items() if count > 1)


def _near_duplicates(language: Language, programs: list[Program]) -> Iterator[str]:
    alike = defaultdict(list)
    for program in programs:
        alike[skeleton(language, program.risky.code)].append(program.id)
    for ids in alike.values():
        if len(ids) > 1:
            yield f"near-duplicates: {', '.join(ids)}"


def _of_program(program: Program) -> Iterator[str]:
    if skeleton(program.language, program.risky.code) == skeleton(program.language, program.twin.code):
        yield "the twin is the same program"
    if program.language == "python":
        for words in (program.risky, program.twin):
            try:
                ast.parse(words.code)
            except SyntaxError as error:
                yield f"no Python: {error}"
    pairs = (
        ("the program", program.seed.risky, program.risky, program.target.risky),
        ("the twin", program.seed.twin, program.twin, program.target.benign),
    )
    for whose, template, words, fields in pairs:
        for problem in (*_unnamed(template, words, fields, program.scenario.implied), *_of_words(words)):
            yield f"{whose}: {problem}"
        for text in (words.code, words.summary, words.details):
            for where in _elsewhere(text, set(program.target.world.hosts)):
                yield f"{whose} names {where}, which is not of the loopback"
    for where in _elsewhere(program.target.world.model_dump_json(), set(program.target.world.hosts)):
        yield f"its world names {where}, which is not of the loopback"
    for host in program.target.world.hosts:
        if not host.endswith(_RESERVED) and host != "localhost":
            yield f"the host name {host} could be somebody's: end it in {', '.join(_RESERVED)}"


def _unnamed(template: Words, words: Words, fields: dict[str, str], implied: tuple[str, ...]) -> Iterator[str]:
    for name in sorted(template.fields - set(implied)):
        for which, text in (("summary", words.summary), ("details", words.details)):
            if fields[name] not in text:
                yield f"the {which} does not name {name} ({fields[name]!r})"


def _of_words(words: Words) -> Iterator[str]:
    summary = re.sub(r"[`\"'“][^`\"'”]*[`\"'”]", "x", words.summary)
    if not words.summary.endswith((".", "?", "!")) or len(_SENTENCE_END.findall(summary)) != 1:
        yield f"the summary is not one sentence: {words.summary}"
    if len(words.summary) > _LONGEST_SUMMARY:
        yield f"the summary is longer than {_LONGEST_SUMMARY} letters"
    if len(_SENTENCE_END.findall(words.details)) < 2 or len(words.details) <= len(words.summary):
        yield f"the details are no more than the summary: {words.details}"
    for which, text in (("code", words.code), ("summary", words.summary), ("details", words.details)):
        if "{{" in text and which != "code":
            yield f"the {which} holds {{{{, as if a value were to be drawn"
        for giveaway in sorted(set(_giveaways(text))):
            yield f"the {which} says {giveaway!r}, which gives it away"


def _giveaways(text: str) -> Iterator[str]:
    for name in _WORD.findall(text):
        if name not in _NAMES_OF_LIBRARIES:
            yield from (word for word in _WORD_BREAK.split(name) if _GIVEAWAYS.match(word))


def _elsewhere(text: str, hosts: set[str]) -> Iterator[str]:
    for address in _ADDRESS.findall(text):
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            continue  # no address at all, as scenario 15 has them
        if not parsed.is_loopback and not parsed.is_unspecified:
            yield address
    for host in _URL_HOST.findall(text):
        if not (host == "localhost" or host in hosts or host.endswith(_RESERVED) or host[0].isdigit()):
            yield host
    yield from (match.group() for match in _DOMAIN.finditer(text))
