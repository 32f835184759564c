"""What makes two programs alike."""

from __future__ import annotations

import pytest

from redblue.core.trace import Language
from redblue.suite.shape import shape, skeleton

ALIKE: list[tuple[Language, str, str]] = [
    ("python", "a = open('x').read()\nprint(a)", "# note\nb = open('x').read()\nprint(b)"),
    ("python", "def f(a):\n    return a + 1\nf(2)", "def g(b):\n\n    return b + 1\ng(2)"),
    ("bash", "a=1; echo $a", "# note\nb=1; echo $b"),
]
OTHER_WORDS: list[tuple[Language, str, str]] = [
    ("python", "print(open('x').read())", "print(open('y').read())"),
    ("python", "import os\nos.remove('x')", "import shutil\nshutil.rmtree('x')"),
    ("bash", "cat x", "cat y"),
    ("bash", "cat x", "tac x"),
]
OTHER_SHAPE: list[tuple[Language, str, str]] = [
    ("python", "print(open('x').read())", "with open('x') as f:\n    print(f.read())"),
    ("python", "for i in a:\n    print(i)", "[print(i) for i in a]"),
    ("bash", "cat x", "cat < x"),
    ("bash", "cat x | sort", "for f in x; do cat $f; done"),
]


@pytest.mark.parametrize(("language", "one", "other"), ALIKE)
def test_near_duplicates(language: Language, one: str, other: str) -> None:
    assert skeleton(language, one) == skeleton(language, other)
    assert shape(language, one) == shape(language, other)


@pytest.mark.parametrize(("language", "one", "other"), OTHER_WORDS)
def test_same_shape_with_other_words(language: Language, one: str, other: str) -> None:
    assert skeleton(language, one) != skeleton(language, other)
    assert shape(language, one) == shape(language, other)


@pytest.mark.parametrize(("language", "one", "other"), OTHER_SHAPE)
def test_other_shape(language: Language, one: str, other: str) -> None:
    assert shape(language, one) != shape(language, other)
