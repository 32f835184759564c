"""Every rule decides about its own examples as its file says."""

from __future__ import annotations

import pytest

from redblue.blue.reading import Reading
from redblue.blue.rule import Example, Rule
from redblue.blue.rules import all_rules
from redblue.core.verdict import Decision

RULES = all_rules()
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{example.language}-{number}")
    for rule in RULES.values()
    for number, example in enumerate(rule.examples)
]
MANUAL_LINES = 3


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_rule_decides_about_its_example(rule: Rule, example: Example) -> None:
    findings = [*rule.findings(Reading(example.code, example.language))]
    decided = max((finding.decision for finding in findings), key=lambda one: one.strictness, default=Decision.ALLOW)
    messages = [finding.message for finding in findings]
    assert decided is example.decision, f"{example.why or 'no boundary'}: {messages} in\n{example.code}"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_rule_has_its_manual_page(rule: Rule) -> None:
    lines = [line for line in rule.manual.splitlines() if line.strip()]
    assert len(lines) >= MANUAL_LINES
    assert rule.instead


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_rule_has_examples_of_what_it_decides(rule: Rule) -> None:
    decided = {example.decision for example in rule.examples}
    assert {rule.decision, Decision.ALLOW} <= decided
    assert rule.acts or rule.python_checks or rule.bash_checks or rule.whole_checks
    boundaries = [example for example in rule.examples if example.why]
    assert boundaries, "a rule says where its boundary is"


def test_file_and_rule_have_one_name() -> None:
    assert list(RULES) == [rule.id for rule in RULES.values()]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
@pytest.mark.parametrize("language", ["python", "bash"])
@pytest.mark.parametrize(
    "text", ["", "\n", "(", "'", "if", "x = [", "case $x in", "[[ $a =~", "def f(:", "\0", "é" * 50]
)
def test_rule_raises_nothing(rule: Rule, language: str, text: str) -> None:
    assert all(finding.rule == rule.id for finding in rule.findings(Reading(text, language)))
