"""One block, read: the acts it comes to, and its syntax in every layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from redblue.blue.code.act import Act, Verb
from redblue.blue.code.bash.syntax import BashCode
from redblue.blue.code.languages import read_bash, read_python
from redblue.blue.code.python.syntax import PythonCode
from redblue.blue.code.run import OutOfBounds, Run, defect
from redblue.blue.code.value import Value
from redblue.blue.normalise import LOOKED_AT, MOST_CHARACTERS, normalise, to_line_end
from redblue.core.deadline import TimeIsOver
from redblue.core.verdict import Span

if TYPE_CHECKING:
    from redblue.blue.rule import Rule

_START = Span(1, 1, 1, 1)


class Reading:
    """What the rules look at. `language` is `python` or `bash`."""

    def __init__(self, text: str, language: str, *, rules: Sequence[Rule] | None = None) -> None:
        self.rules = rules
        """Those that are in force; None for all."""
        self.text = normalise(text)
        self.language = language
        self.run = Run()
        if len(text) > LOOKED_AT or len(self.text) > MOST_CHARACTERS:
            self.run.unread.append(f"longer than {MOST_CHARACTERS:,} characters")
        code = Value(self.text if len(self.text) <= MOST_CHARACTERS else to_line_end(self.text, MOST_CHARACTERS))
        try:
            (read_python if language == "python" else read_bash)(self.run, code, _START, "")
        except (OutOfBounds, TimeIsOver) as error:
            self.run.unread.append(str(error))
        except RecursionError:
            self.run.unread.append("too deeply nested")
        except MemoryError:
            self.run.unread.append("too large")
        except Exception as error:  # a defect of ours must not open the way
            self.run.unread.append(defect(f"reading {language.capitalize()}", error))
        if self.run.is_cut:
            self.run.unread.append("too long to be read to its end")

        self._acts: dict[Verb, list[Act]] = {}
        for act in self.run.acts:
            self._acts.setdefault(act.verb, []).append(act)
        self.python = [code for code in self.run.codes if isinstance(code, PythonCode)]
        """Every piece of Python, the block itself or code in it."""
        self.bash = [code for code in self.run.codes if isinstance(code, BashCode)]
        """Every piece of Bash, the block itself or code in it."""

    @cached_property
    def _often(self) -> Counter[tuple[Verb, Span]]:
        return Counter((act.verb, act.span) for act in self.run.acts)

    def times(self, act: Act) -> int:
        """How often the same place does the same: as the loops around it say, or as it was read."""
        return max(act.repeat, self._often[act.verb, act.span])

    def acts_of(self, verb: Verb) -> Sequence[Act]:
        """The acts with this verb, in order."""
        return self._acts.get(verb, ())
