"""What words come to: quoting, expansions, braces, splitting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from redblue.blue.code.act import Verb
from redblue.blue.code.bash import parameters
from redblue.blue.code.bash.arithmetic import Arithmetic
from redblue.blue.code.bash.braces import MOST_FIELDS, braces
from redblue.blue.code.bash.escapes import ansi
from redblue.blue.code.bash.fields import (
    BLANKS,
    EMPTY,
    Nodes,
    Part,
    closing,
    is_amid_letters,
    made_of,
    substitutions,
    words_of,
)
from redblue.blue.code.bash.files import path_of
from redblue.blue.code.bash.patterns import resolved
from redblue.blue.code.run import OutOfBounds
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, join, origins_of

if TYPE_CHECKING:
    import tree_sitter

    from redblue.blue.code.bash.interpreter import Shell

_PLAIN = re.compile(r"[^\s$`'\"\\{}*?\[\]<>()\ufffc]+")
_SPECIAL = re.compile(r"[\\'\"$`<>=]")
_SPECIAL_QUOTED = re.compile(r"[\\\"$`]")
_SPECIAL_DOCUMENT = re.compile(r"[\\$`]")
_NAME = re.compile(r"[A-Za-z_]\w*|[0-9]|[@*#?$!_-]", re.ASCII)
_GLOB = re.compile(r"[*?\[]")
_ANY = re.compile(r"[*?]+|\[[^\]]+\]")
_HELD = re.compile("([\ue000-\uf8ff])")


class Words:
    """Expands the words of one shell."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self._depth = 0

    def fields(self, node: tree_sitter.Node) -> list[Value]:
        """All fields that a word comes to."""
        source = self.shell.source
        text = source.text[node.start_byte : node.end_byte]
        if _PLAIN.fullmatch(text):
            return [Value(text)]
        kind = node.type
        if kind == "raw_string":
            return [source.literal(text[1:-1])]
        return self._assembled(self._parts(source.text, node.start_byte, node.end_byte, substitutions(node, text)))

    def spliced(self, first: tree_sitter.Node, last: tree_sitter.Node) -> list[Value]:
        """All fields of a word that the grammar has cut into several."""
        start, end = first.start_byte, last.end_byte
        nodes: Nodes = {}
        for node in (first, last):
            nodes |= substitutions(node, self.shell.source.text[node.start_byte : node.end_byte])
        return self._assembled(self._parts(self.shell.source.text, start, end, nodes))

    def listed(self, node: tree_sitter.Node) -> list[Value]:
        """The same where patterns list a folder and nothing else is done with it: in loops, arrays, `echo`."""
        made = []
        for field in self.fields(node):
            folder = field.text.rpartition("/")[0]
            if field.others or not _GLOB.search(field.text) or node.type in ("string", "raw_string"):
                made.append(field)
                continue
            while _GLOB.search(folder):
                folder = folder.rpartition("/")[0]
            shell = self.shell
            listed = Value(folder or ("/" if field.text[:1] == "/" else "."), field.origins)
            where = path_of(shell, listed)
            shell.run.act(Verb.LIST, listed, shell.source.span_of(node), via="glob")
            text = _ANY.sub(HOLE, field.text)
            origins = field.origins | {Origin(Source.LISTING, where.text)}
            made.append(Value(text, origins | {Origin(Source.PROCESSES)} if where.text == "/proc" else origins))
        return made

    def one(self, node: tree_sitter.Node) -> Value:
        """What it comes to where nothing is split: in assignments, redirections, tests."""
        source = self.shell.source
        text = source.text[node.start_byte : node.end_byte]
        if _PLAIN.fullmatch(text):
            return Value(text)
        if node.type == "raw_string":
            return source.literal(text[1:-1])
        return self._joined(self._parts(source.text, node.start_byte, node.end_byte, substitutions(node, text)))

    def text(self, text: str, *, document: bool = False) -> Value:
        """What a text comes to by itself, as a word or as a here-document."""
        if not document and _PLAIN.fullmatch(text):
            return Value(text)
        parts: list[Part] = []
        self._scan(text, 0, len(text), {}, parts, _SPECIAL_DOCUMENT if document else _SPECIAL)
        return self._joined(parts)

    def fields_of(self, text: str) -> list[Value]:
        """All fields that the text of a word comes to."""
        return self._assembled(self._parts(text, 0, len(text), {}))

    def document(self, node: tree_sitter.Node) -> Value:
        """A here-document's body in which expansions count."""
        source = self.shell.source
        text = source.of(node)
        if "$" not in text and "`" not in text and "\\" not in text:
            return source.literal(text)
        parts: list[Part] = []
        self._scan(source.text, node.start_byte, node.end_byte, substitutions(node, text), parts, _SPECIAL_DOCUMENT)
        return self._joined(parts)

    def within(self, text: str, start: int, end: int, nodes: Nodes) -> Value:
        """A part of a text as one value: the word in `${x:-word}`."""
        return self._joined(self._parts(text, start, end, nodes))

    def arithmetic(self, text: str) -> Value:
        """What an arithmetic expression comes to."""
        if "$" in text or "`" in text or '"' in text or HOLE in text:
            value = self.text(text, document=True)
            return Arithmetic(self.shell.variables, value.text.replace('"', ""), origins=value.all_origins()).value()
        return Arithmetic(self.shell.variables, text).value()

    # -- scanning

    def _parts(self, text: str, start: int, end: int, nodes: Nodes) -> list[Part]:
        parts: list[Part] = []
        self._scan(text, start, end, nodes, parts, _SPECIAL)
        return parts

    def _scan(self, text: str, place: int, end: int, nodes: Nodes, parts: list[Part], special: re.Pattern[str]) -> int:
        """Appends the parts up to `end`, or to the closing quote; returns the place behind."""
        self._depth += 1
        if self._depth > 40:
            self._depth = 0
            raise OutOfBounds("too deeply nested")
        shell, source = self.shell, self.shell.source
        bare = special is _SPECIAL
        while place < end:
            found = special.search(text, place, end)
            stop = found.start() if found else end
            if stop > place:
                parts.append(Part(source.literal(text[place:stop]), is_literal=bare, is_text=True))
            if found is None:
                place = end
                break
            shell.run.step()
            letter = text[stop]
            following = text[stop + 1 : stop + 2] if stop + 1 < end else ""
            place = stop + 1
            if letter == "\\":
                place = stop + 2
                if following == "\n":
                    continue
                if bare or following in '$`"\\':
                    parts.append(Part(source.literal(following or "\\")))
                else:
                    parts.append(Part(source.literal(letter + following)))
            elif letter == "'":
                close = text.find("'", place, end)
                close = end if close < 0 else close
                parts.append(Part(source.literal(text[place:close])))
                place = close + 1
            elif letter == '"':
                if not bare:
                    break
                place = self._quoted(text, place, end, nodes, parts)
            elif letter == "`":
                place = self._backticks(text, stop, end, nodes, parts, bare)
            elif letter == "$":
                place = self._dollar(text, stop, end, nodes, parts, bare)
            elif letter == "=" or following != "(":
                parts.append(Part(Value(letter), is_literal=True))
            else:
                place = self._process(text, stop, end, nodes, parts)
        self._depth -= 1
        return place

    def _quoted(self, text: str, place: int, end: int, nodes: Nodes, parts: list[Part]) -> int:
        inner: list[Part] = []
        place = self._scan(text, place, end, nodes, inner, _SPECIAL_QUOTED)
        if any(part.fields is not None for part in inner):
            parts += inner
        elif len(inner) == 1:
            parts.append(Part(inner[0].value))
        else:
            parts.append(Part(made_of([part.value for part in inner], inner)) if inner else Part(EMPTY))
        return place

    def _backticks(self, text: str, start: int, end: int, nodes: Nodes, parts: list[Part], bare: bool) -> int:
        node = nodes.get(start)
        inner = None if node is None else text[start + 1 : node.end_byte - 1]
        if node is None or (inner is not None and "\\" in inner):
            close = start + 1
            while close < end and text[close] != "`":
                close += 2 if text[close] == "\\" else 1
            code = re.sub(r"\\([`$\\])", r"\1", text[start + 1 : close])
            parts.append(Part(self.shell.substitute_text(code), splits=bare))
            return close + 1
        parts.append(Part(self.shell.substitute(node), splits=bare))
        return node.end_byte

    def _process(self, text: str, start: int, end: int, nodes: Nodes, parts: list[Part]) -> int:
        node = nodes.get(start)
        if node is None:
            close = self._closing(text, start + 1, end)
            value = self.shell.substitute_text(text[start + 2 : close])
            behind = close + 1
        else:
            value = self.shell.substitute(node, into=text[start] == ">")
            behind = node.end_byte
            if text[start] == ">":
                value = Value(value.text, value.origins, payload=self.shell.consumer(node))
        parts.append(Part(Value("/dev/fd/63", origins_of(value), payload=value)))
        return behind

    def _dollar(self, text: str, start: int, end: int, nodes: Nodes, parts: list[Part], bare: bool) -> int:
        following = text[start + 1 : start + 2] if start + 1 < end else ""
        if following == "(":
            if text.startswith("((", start + 1) and start not in nodes:
                close = self._closing(text, start + 1, end)
                if close == end and "\n" not in text[start:end]:
                    parts.append(Part(UNKNOWN))
                    return end
                if text[close - 1 : close] == ")":
                    parts.append(Part(self.arithmetic(text[start + 3 : close - 1]), splits=bare))
                    return close + 1
            node = nodes.get(start)
            if node is None:
                close = self._closing(text, start + 1, end)
                parts.append(Part(self.shell.substitute_text(text[start + 2 : close]), splits=bare))
                return close + 1
            parts.append(Part(self.shell.substitute(node), splits=bare))
            return node.end_byte
        if following == "{":
            close = self._closing(text, start + 1, end)
            if close == end:  # never closed: a syntax error
                parts.append(Part(UNKNOWN))
                return end
            parts.append(parameters.expanded(self.shell, text, start + 2, close, nodes, bare))
            return close + 1
        if following == "[":
            close = self._closing(text, start + 1, end)
            parts.append(Part(self.arithmetic(text[start + 2 : close]), splits=bare))
            return close + 1
        if bare and following == "'":
            close = start + 2
            while close < end and text[close] != "'":
                close += 2 if text[close] == "\\" else 1
            parts.append(Part(self.shell.source.literal(ansi(text[start + 2 : close]))))
            return close + 1
        if bare and following == '"':
            return self._quoted(text, start + 2, end, nodes, parts)
        name = _NAME.match(text, start + 1, end)
        if name is None:
            parts.append(Part(Value("$"), is_literal=bare))
            return start + 1
        behind = name.end()
        parts.append(parameters.plain(self.shell, name[0], bare, is_amid_letters(text, start, behind, end)))
        return behind

    def _closing(self, text: str, start: int, end: int) -> int:
        if end - start > 1_000:
            self.shell.run.look_at_clock()
        return closing(text, start, end)

    # -- assembling

    def _joined(self, parts: list[Part]) -> Value:
        if not parts:
            return EMPTY
        if len(parts) == 1 and parts[0].fields is None:
            return parts[0].value
        values: list[Value] = []
        for part in parts:
            if part.fields is None:
                values.append(part.value)
            else:
                for number, field in enumerate(part.fields):
                    values += [Value(" "), field] if number else [field]
        return made_of(values, parts)

    def _assembled(self, parts: list[Part]) -> list[Value]:
        if len(parts) == 1:
            part = parts[0]
            if part.is_literal and "{" not in part.value.text:
                return [resolved(part.value) if _GLOB.search(part.value.text) else part.value]
            if not part.is_literal and not part.splits and part.fields is None:
                return [part.value]
        template = [part.value.text if part.is_literal else chr(0xE000 + number % 6000)
                    for number, part in enumerate(parts)]  # fmt: skip
        text = "".join(template)
        if "{" in text:
            made: list[Value] = []
            for one in braces(text):
                if isinstance(one, Value):
                    made.append(one)
                else:
                    made += self._fields_of(one, parts)
            return made[:MOST_FIELDS]
        return self._fields_of(text, parts)

    def _fields_of(self, template: str, parts: list[Part]) -> list[Value]:
        fields: list[Value] = []
        current: list[Value] = []
        used: list[Part] = []
        has_glob = False
        for piece in _HELD.split(template):
            if not piece:
                continue
            if not "\ue000" <= piece <= "\uf8ff":
                has_glob = has_glob or _GLOB.search(piece) is not None
                current.append(self.shell.source.literal(piece))
                continue
            part = parts[ord(piece) - 0xE000]
            used.append(part)
            several = part.fields if part.fields is not None else (self._split(part.value) if part.splits else None)
            if several is None:
                current.append(part.value)
                continue
            text = part.value.text if part.splits and not part.value.others else ""
            ends = self._separators() if text else ""
            if current and text[:1] and text[0] in ends:
                fields.append(made_of(current, used))
                current = []
            for number, field in enumerate(several):
                if number:
                    fields.append(made_of(current, used))
                    current = []
                current.append(field)
            if current and text[-1:] and text[-1] in ends:
                fields.append(made_of(current, used))
                current = []
        if current:
            whole = made_of(current, used)
            fields.append(resolved(whole) if has_glob and whole.is_known else whole)
        return fields[:MOST_FIELDS]

    def _split(self, value: Value) -> tuple[Value, ...]:
        """The fields that blanks make of it; none of an empty text."""
        if value.kind == "range" or (value.text == HOLE and not value.others):
            return (value,)
        separators = self._separators()
        ways = [words_of(one, separators) for one in value.each()]
        if len(ways) == 1:
            return ways[0]
        longest = max(len(way) for way in ways)
        return tuple(join([way[number] for way in ways if number < len(way)]) for number in range(longest))

    def _separators(self) -> str:
        """What ends a field."""
        ifs = self.shell.variables.get("IFS")
        return ifs.text if ifs is not None and ifs.is_known else BLANKS
