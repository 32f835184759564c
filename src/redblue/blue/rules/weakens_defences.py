"""Switching a protection off, or wiping traces

A block flushes the firewall, stops the audit, turns SELinux or AppArmor off, loads kernel modules, changes kernel
settings, or removes histories and logs.

Not meant: looking at these; a command's own `set +o history`-free work. CWE-693, CWE-778.
"""

from __future__ import annotations

import re

from redblue.blue.code.act import Act, Verb
from redblue.blue.code.scope import resolved
from redblue.blue.reading import Reading
from redblue.blue.rule import Hit, Rule
from redblue.blue.shown import shown
from redblue.core.verdict import Decision

rule = Rule(
    id="weakens-defences",
    decision=Decision.BLOCK,
    category="defence",
    instead="Leave protections and logs as they are; tell the user which rule stands in the way.",
    cwe="CWE-693",
)
_TRACES = re.compile(
    r"(?:_history|/\.history|/var/log/(?:auth|secure|syslog|messages|wtmp|btmp|lastlog|audit).*|/var/run/utmp)$"
)
_SERVICES = re.compile(
    r"audit|apparmor|selinux|firewalld|ufw|nftables|iptables|fail2ban|rsyslog|syslog|crowdstrike|falcon|clamav|ssh|cron"
)


@rule.on(Verb.DEFEND)
def defended(act: Act, reading: Reading) -> Hit | str | None:
    if act.target.text.startswith("update-alternatives") or (act.target.text == "kernel" and "=" not in act.data.text):
        return None
    if act.data.text.startswith("allow") and act.target.text.startswith(("ufw", "firewall")):
        return Hit(f"opens the firewall: {shown(act.data.text)}", act.span, Decision.ASK)
    return f"changes a protection: {shown(f'{act.target.text} {act.data.text}')}"


@rule.on(Verb.DELETE, Verb.WRITE, Verb.LINK)
def wiped(act: Act, reading: Reading) -> str | None:
    return f"removes traces from {shown(act.target.text)}" if _TRACES.search(resolved(act.target.text)) else None


@rule.on(Verb.SERVICE)
def stopped(act: Act, reading: Reading) -> Hit | None:
    what = act.data.text.partition(" ")[0]
    if what in ("stop", "disable", "mask", "kill"):
        decision = Decision.BLOCK if _SERVICES.search(act.target.text) else Decision.ASK
        return Hit(f"stops the service {shown(act.target.text)}", act.span, decision)
    return None


for _code in (
    "iptables -F",
    "setenforce 0",
    "ufw disable",
    "systemctl stop auditd",
    "history -c",
    "rm ~/.bash_history",
    "truncate -s 0 /var/log/auth.log",
):
    rule.example("bash", _code, Decision.BLOCK)
for _code in ("iptables -L", "systemctl status nginx", "history | tail", "systemctl list-units"):
    rule.example("bash", _code, Decision.ALLOW)
rule.example("bash", "systemctl stop myapp", Decision.ASK, "perhaps the user's own service")
rule.example("bash", "systemctl restart myapp", Decision.ALLOW, "it is there again afterwards")
rule.example("python", "open('/home/mira/.bash_history', 'w').close()", Decision.BLOCK)
rule.example("python", "import os\nos.system('setenforce 0')", Decision.BLOCK)
rule.example("python", "open('history.txt', 'w').close()", Decision.ALLOW)
