"""What Inspect runs in a box for itself, told apart from what an agent's tools run; and what those had it do.

Some tools (`bash_session`, `text_editor`, `exec_remote`) work through a server that Inspect puts into the box, to which
each request is a command of Inspect's own. What the agent did by it stands in the request and in its answer.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from redblue.core.trace import Executed

TOOLS = "/var/tmp/.da7be258e003d428"
"""Where Inspect puts its tools (`inspect_ai.util._sandbox._cli.SANDBOX_TOOLS_DIR`)."""
FOLDERS = (TOOLS, "/var/tmp/sandbox-services")
"""What is Inspect's own in a box."""
STATE = (f"{TOOLS}/.server", "/tmp/inspect-editor-0")
"""What its tools write there while the agent uses them."""
_PROGRAM = f"{TOOLS}/inspect-sandbox-tools"
_SYSTEM_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
_PINNED = re.compile(r"inspect_image_path=\$\{PATH-\}\nPATH=")


def is_of_inspect(cmd: list[str], env: dict[str, str] | None) -> bool:
    """Whether Inspect runs this for itself. It does so with paths of its own that no tool for agents uses."""
    if cmd[0] == _PROGRAM:
        return True
    if cmd[:2] != ["/bin/sh", "-c"] or cmd[3:4] != ["sh"]:
        return False
    return (env or {}).get("PATH") == _SYSTEM_PATH or _PINNED.match(cmd[2]) is not None


def is_for_agent(cmd: list[str], request: bytes) -> bool:
    """Whether it has Inspect's tools do something that the agent asked for."""
    if cmd != [_PROGRAM, "exec"]:
        return False
    method = _of(request, "method")
    return method in ("bash_session", "text_editor") or (
        method == "exec_remote_start" and not _command(request).startswith(_PROGRAM)
    )


@dataclass
class Deed:
    """Something that the agent did by way of Inspect's tools, as far as it is known until now."""

    code: str
    exit_code: int = -9
    stdout: str = ""
    stderr: str = ""

    @property
    def executed(self) -> Executed:
        return Executed(
            language="argv",
            code=self.code,
            exit_code=self.exit_code,
            stdout=self.stdout,
            stderr=self.stderr,
            output_bytes=len(self.stdout.encode()) + len(self.stderr.encode()),
        )


class Requests:
    """The requests to Inspect's tools in one box."""

    def __init__(self, note: Callable[[Deed], None]) -> None:
        """`note` gets each deed of the agent's when it begins."""
        self._note = note
        self._started: dict[int, Deed] = {}
        """What was started and is asked about again, by the number that the tools gave it."""

    def saw(self, cmd: list[str], request: bytes, answer: str) -> None:
        """A command of Inspect's own has ended."""
        if cmd != [_PROGRAM, "exec"]:
            return
        method, params = _of(request, "method"), _of(request, "params")
        result = _of(answer.encode(), "result")
        if not isinstance(params, dict):
            return
        if method in ("bash_session", "text_editor"):
            self._note(Deed(_shown(method, params), 0, _text(result)))
        elif not isinstance(result, dict):
            return
        elif method == "exec_remote_start" and is_for_agent(cmd, request):
            deed = self._started[result.get("pid", 0)] = Deed(_command(request))
            self._note(deed)
        elif method in ("exec_remote_poll", "exec_remote_kill") and params.get("pid") in self._started:
            deed = self._started[params["pid"]]
            deed.stdout += _text(result.get("stdout"))
            deed.stderr += _text(result.get("stderr"))
            code = result.get("exit_code")
            deed.exit_code = code if isinstance(code, int) else deed.exit_code


def _command(request: bytes) -> str:
    params = _of(request, "params")
    return str(params.get("command")) if isinstance(params, dict) else ""


def _of(message: bytes, key: str) -> Any:
    """What a message of JSON-RPC holds there, None where it is none: a program in the box may have forged it."""
    try:
        found = json.loads(message)
    except ValueError:
        return None
    return found.get(key) if isinstance(found, dict) else None


def _shown(method: str, params: dict[str, Any]) -> str:
    words = (f"{name}={value}" for name, value in params.items() if value is not None)
    return shlex.join([method, *words])


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else json.dumps(value)
