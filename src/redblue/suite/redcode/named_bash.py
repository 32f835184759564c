"""What a Bash program names, read from its syntax tree (tree-sitter)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import tree_sitter

from redblue.core.syntax import bash_root, bash_text, bash_text_of
from redblue.suite.redcode.named import MOST_VALUES, Named, add_values

_TO_LAST = {"cp", "mv", "install", "ln", "rsync", "scp", "tee", "mkdir"}
_TO_OPTION = {"wget": "-O", "curl": "-o"}
_TEXTS = {
    "string", "concatenation", "raw_string", "ansi_c_string", "word", "number", "regex", "extglob_pattern",
    "heredoc_body",
}  # fmt: skip
_PASSES = 3


def named_in_bash(code: str) -> Named:
    """What could be read, where the code is no whole program; nothing where it is nested too deeply."""
    try:
        return _named_in(code)
    except RecursionError:
        return Named()


def _named_in(code: str) -> Named:
    reading = _Reading(bash_root(code))
    return Named(
        texts=tuple(dict.fromkeys(reading.texts())),
        written=tuple(dict.fromkeys(reading.written())),
        tools=frozenset(reading.commands()),
    )


def _walk(node: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    pending = [node]
    while pending:
        found = pending.pop()
        yield found
        pending += reversed(found.named_children)


class _Reading:
    """The values that variables can have: all that are assigned to them anywhere, and the arguments of functions."""

    def __init__(self, root: tree_sitter.Node) -> None:
        self._root = root
        self._variables: dict[str, list[str]] = {}
        self._functions: set[str] = set()
        for node in _walk(root):
            if node.type == "function_definition" and (name := node.child_by_field_name("name")):
                self._functions.add(bash_text(name))
        for _ in range(_PASSES):
            for node in _walk(root):
                self._learn(node)

    def _learn(self, node: tree_sitter.Node) -> None:
        if node.type == "variable_assignment":
            name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
            if name is not None and value is not None:
                self._add(bash_text(name), self.values(value))
        elif node.type == "for_statement" and (name := node.child_by_field_name("variable")):
            for value in node.children_by_field_name("value"):
                self._add(bash_text(name), self.values(value))
        elif node.type == "command":
            words = self._words(node)
            if words and words[0] and words[0][0] in self._functions:
                for position, values in enumerate(words[1:], 1):
                    self._add(f"{words[0][0]} {position}", values)

    def _add(self, name: str, values: list[str]) -> None:
        add_values(self._variables.setdefault(name, []), values)

    def _words(self, command: tree_sitter.Node) -> list[list[str]]:
        words = [command.child_by_field_name("name"), *command.children_by_field_name("argument")]
        return [self.values(word) for word in words if word is not None]

    def values(self, node: tree_sitter.Node) -> list[str]:
        """The texts that a word can have; none when that is not known."""
        match node.type:
            case "raw_string":
                return [bash_text(node)[1:-1]]
            case "ansi_c_string":
                return [bash_text(node)[2:-1]]
            case "word" | "number" | "string_content" | "extglob_pattern" | "regex" | "heredoc_body":
                return [re.sub(r"\\(.)", r"\1", bash_text(node))]
            case "command_name":
                return self.values(node.named_children[0]) if node.named_children else [bash_text(node)]
            case "simple_expansion" | "expansion":
                return self._expanded(node)
            case "array":
                return [value for child in node.named_children for value in self.values(child)][:MOST_VALUES]
            case "string" | "concatenation":
                return self._joined(node)
        return []

    def _expanded(self, node: tree_sitter.Node) -> list[str]:
        names = [child for child in node.named_children if child.type in ("variable_name", "subscript")]
        if not names:
            return []
        name = bash_text(names[0]).partition("[")[0]
        if name.isdigit():
            name = f"{self._function_of(node)} {name}"
        found = self._variables.get(name, [])
        if not found and len(node.named_children) > 1:  # ${name:-default}
            return self.values(node.named_children[-1])
        return found

    def _function_of(self, node: tree_sitter.Node) -> str:
        above: tree_sitter.Node | None = node
        while above is not None and above.type != "function_definition":
            above = above.parent
        name = above.child_by_field_name("name") if above is not None else None
        return bash_text(name) if name is not None else ""

    def _joined(self, node: tree_sitter.Node) -> list[str]:
        # blanks between the parts are no nodes of their own: what lies between two is taken from the source
        source, start, quote = node.text or b"", node.start_byte, int(node.type == "string")
        parts: list[list[str]] = []
        at = quote
        for child in node.named_children:
            parts.append([bash_text_of(source[at : child.start_byte - start])])
            parts.append(self.values(child))
            at = child.end_byte - start
        parts.append([bash_text_of(source[at : len(source) - quote])])
        return ["".join(combined) for combined in itertools.islice(itertools.product(*parts), MOST_VALUES)]

    def texts(self) -> Iterator[str]:
        """The constants of the program: words put together whole, their parts only where that is not known."""
        pending = [self._root]
        while pending:
            node = pending.pop()
            if node.type in _TEXTS:
                if found := self.values(node):
                    yield from found
                    continue
            elif node.type in ("simple_expansion", "expansion"):
                continue
            pending += reversed(node.named_children)
            if node.type == "string_content":
                yield bash_text(node)

    def written(self) -> Iterator[str]:
        for node in _walk(self._root):
            if node.type == "file_redirect" and (to := node.child_by_field_name("destination")):
                if not bash_text(node).lstrip("0123456789&").startswith("<"):
                    yield from self.values(to)
            elif node.type == "command":
                words = self._words(node)
                name = words[0][0].rpartition("/")[2] if words and words[0] else ""
                if name in _TO_LAST and len(words) > 1:
                    yield from words[-1]
                for one, following in itertools.pairwise(words):
                    if one == [_TO_OPTION.get(name)]:
                        yield from following
                if name == "dd":
                    yield from (word[3:] for values in words for word in values if word.startswith("of="))

    def commands(self) -> Iterator[str]:
        for node in _walk(self._root):
            if node.type == "command_name":
                yield from (name.rpartition("/")[2] for name in self.values(node))
