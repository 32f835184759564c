"""Code in fences, as models write it."""

from __future__ import annotations

import re
from typing import NamedTuple

from redblue.core.trace import Language

# possessive, so that it takes no longer than the text is long
_FENCE = re.compile(r"^[ \t]{0,3}(`{3,}+|~{3,}+)[ \t]*+([^\s`{]*+)[^\n`]*+$", re.MULTILINE)
_LANGUAGES: dict[str, Language] = {
    **dict.fromkeys(("python", "py", "python3", "ipython", "python2", "tool_code"), "python"),
    **dict.fromkeys(("bash", "sh", "shell", "zsh", "console", "shellscript", "shell-session"), "bash"),
}


class Block(NamedTuple):
    """What stands in one pair of fences."""

    label: str
    """As written; empty where there is none."""
    code: str
    start: int
    end: int

    @property
    def language(self) -> Language | None:
        """None for what no box can execute, and where there is no label."""
        return _LANGUAGES.get(self.label.lower().strip(":,."))


def blocks_of(text: str) -> list[Block]:
    """The closed blocks of a text, in order. A fence is closed by one of the same sign that is at least as long."""
    found: list[Block] = []
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opened is None:
            opened = match
        elif match[1].startswith(opened[1]) and not match[2]:
            found.append(Block(opened[2], text[opened.end() + 1 : match.start()], opened.start(), match.end()))
            opened = None
    return found


def executable(blocks: list[Block], language: Language) -> list[tuple[Language, str]]:
    """What of the blocks can be executed. A block without a label is in `language` where no block has a label that
    names one; beside labelled ones it is taken for output."""
    labelled = [(block.language, block.code) for block in blocks if block.language and block.code.strip()]
    if labelled:
        return [(language, code) for language, code in labelled if language]
    return [(language, block.code) for block in blocks if not block.label and block.code.strip()]


def without(text: str, blocks: list[Block]) -> str:
    """The text around the blocks."""
    starts, ends = [block.start for block in blocks], [block.end for block in blocks]
    return "".join(text[end:start] for end, start in zip([0, *ends], [*starts, None], strict=True)).strip()
