"""Text that an untrusted program wrote, made fit to be looked at: nothing hidden, nothing endless."""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def printable(text: str) -> str:
    """`text` with control, direction-changing, invisible and unpaired characters replaced by ones that show.

    Without it a program could make its text read differently from what it does (CVE-2021-42574).
    """
    return _UNSEEN.sub(_picture, text)


def clip(text: str, limit: int) -> str:
    """At most `limit` characters of `text`, printable, and how many more there were."""
    if len(text) <= limit:
        return printable(text)
    return f"{printable(text[:limit])}\n[... {len(text) - limit} more characters]"


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(0x2400 + code) if code < 0x20 else f"⟨U+{code:04X}⟩"
