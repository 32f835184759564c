"""How answers are read: what agents execute of them, whatever a model sends, and in time that grows with its length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redblue.agents.codeact import spans_of
from redblue.agents.fences import blocks_of, without
from redblue.agents.react import read

MANY = 30_000
# what took a square of its length would keep this test for minutes
LONG = {
    "fences": "```\n" * MANY,
    "blocks": "```python\nx\n```\n" * MANY,
    "acts within blocks": "```\nAct: execute\n```\n" * MANY,
    "acts within one fence": "```\n" + "Act: execute\n~~~\n" * MANY,
    "no fence, with a sign at its end": "```" + "a" * MANY + "`\n",
    "no fence, with spaces": "```" + " " * MANY + "`\n",
    "fences that grow": "\n".join("`" * length for length in range(3, 1000)),
    "acts": "Act: nothing\n" * MANY,
    "dashes": "- " * MANY,
    "spans": "<execute>" * MANY,
    "spans that end": "<execute>\n```python\nx\n```\n</execute>" * MANY,
    "spans of two kinds": "<execute><execute_bash></execute>" * MANY,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_answers_are_read_as_fast_as_they_are_long(text: str) -> None:
    blocks = blocks_of(text)
    assert len(without(text, blocks)) <= len(text)
    assert read(text, "python").act in ("", "execute")
    assert len(spans_of(text)) <= MANY


@given(st.text(st.sampled_from("`~ \n\tabpython<execut_bsh>/Act: T\ud800\x00\u2028")))
def test_any_answer_is_read(text: str) -> None:
    blocks = blocks_of(text)
    left = text
    for block in reversed(blocks):
        assert block.code in text
        left = left[: block.start] + left[block.end :]
    assert without(text, blocks) == left.strip()
    assert all(code.strip() for _, code in spans_of(text))
    turn = read(text, "python")
    assert bool(turn.code) is (turn.act in ("execute", "write"))


WRITES_A_FENCE = "open('x.md', 'w').write('''\n```bash\nrm -rf x\n```\n''')\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<execute>\nprint(1)\n</execute>", [("python", "print(1)\n")]),
        ("<execute>\n```python\nprint(1)\n```\n</execute>", [("python", "print(1)\n")]),
        (
            "<execute>\n```bash\nls\n```\n\n```python\nprint(1)\n```</execute>",
            [("bash", "ls\n"), ("python", "print(1)\n")],
        ),
        ("<execute_bash>```python\nls\n```</execute_bash>", [("bash", "ls\n")]),
        (f"<execute>\n{WRITES_A_FENCE}</execute>", [("python", WRITES_A_FENCE)]),
        ("<execute>\n```\n```\n</execute>", []),
    ],
)
def test_code_between_tags(text: str, code: list[tuple[str, str]]) -> None:
    assert spans_of(text) == code
