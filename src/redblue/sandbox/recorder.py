"""Records the calls that a Python snippet makes. Runs in the box, in the snippet's own process, under its Python.

Nothing here may run code of the program: an object is shown by its type's name and its plain `__dict__`, never by
its `repr`. What a call was is written at once, so that it is known also when the program is killed: the process
that was started writes to mapped memory (without a system call, for one would let other threads run in between and
lose what they assign to shared variables), those that it forks write to the second half of the same file.
`redblue.sandbox.calls` reads it, outside.
"""

from __future__ import annotations

import itertools
import os
import sys
from _ctypes import Py_INCREF
from _thread import allocate_lock
from mmap import mmap

TYPE_CHECKING = False  # as `typing` has it, which takes 8 ms to import
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType
    from typing import Any

    Profile = Callable[[FrameType, str, Any], None]

SIZE = 1 << 19
CALLS = 1000
OF_ONE_C_FUNCTION = 50  # by one caller: they show neither arguments nor result, and would crowd out what does
EVENTS, OWN_EVENTS = 1_000_000, 20_000  # in all, and of C functions in the program's own frames: half a second at most
DEPTH_LEFT = 60
SNIPPET = "<string>"
TEXT, ITEMS, DEEP, LENGTH = 400, 30, 4, 8000
FIELD, END = "\x1f", "\x1e"

BUILD_CLASS = __build_class__  # the class statement calls it
# comprehensions, and what a dataclass makes its methods with
NO_FUNCTIONS = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>", "__create_fn__")
IMPORTING = "<frozen importlib"
OF_FUNCTIONS = 1  # CO_OPTIMIZED: not set for the code of modules and of classes
OF_GENERATORS = 0x20 | 0x80 | 0x200
RETURNS = {(lambda x: x).__code__.co_code[-2], (lambda: 0).__code__.co_code[-2]}

Function, BuiltIn, Class, Module = type(lambda: 0), type(len), type, type(sys)
Attribute = type(Function.__dict__["__code__"])  # a descriptor written in C
name_of_class = type.__dict__["__qualname__"].__get__
module_of_class = type.__dict__["__module__"].__get__
bases_of_class = type.__dict__["__mro__"].__get__
dict_of_class = type.__dict__["__dict__"].__get__
# by identity: to compare classes may call a method of their metaclass
SCALARS = {id(kind) for kind in (bool, float, complex, type(None))}
BRACKETS = {id(list): "[]", id(tuple): "()", id(set): "{}", id(frozenset): "{}", id(dict): "{}"}


def printable(name: Any) -> str:
    if not issubclass(type(name), str):
        return "?"
    return str(name) if type(name) is str and name.isprintable() else ascii(str.__str__(name))[1:-1]


def without_locals(name: Any) -> str:
    return printable(name).rpartition("<locals>.")[2]


def class_name(kind: Any) -> str:
    name = without_locals(name_of_class(kind))
    try:
        module = printable(module_of_class(kind))
    except AttributeError:
        return name
    return name if module in ("builtins", "__main__") else module + "." + name


def attributes(value: Any, kind: Any) -> dict[Any, Any] | None:
    for base in bases_of_class(kind):
        found = dict_of_class(base).get("__dict__")
        if found is not None:
            held = found.__get__(value) if type(found) is Attribute else None
            return held if type(held) is dict else None
    return None


def literal(value: Any, deep: int = 0, left: list[int] | None = None) -> str:
    """As Python would write it; `...` stands for what is left out, and for an object's own state where it is not
    a plain dict."""
    left = [LENGTH] if left is None else left
    kind = type(value)
    if left[0] <= 0:
        return "..."
    brackets = BRACKETS.get(id(kind))
    if kind is str:
        text = repr(value if len(value) <= TEXT else value[:TEXT] + "…")
    elif kind is bytes:
        text = repr(value if len(value) <= TEXT else value[:TEXT] + b"...")
    elif kind is int:
        # a long one may not be written in decimals (sys.set_int_max_str_digits)
        text = repr(value) if value.bit_length() < 2000 else hex(value) if value.bit_length() < 9000 else "..."
    elif id(kind) in SCALARS:
        text = repr(value)
    elif brackets:
        return collection(value, kind, brackets, deep, left)
    elif issubclass(kind, Class):
        text = class_name(value)
    elif kind is Function:
        text = without_locals(value.__qualname__)
    elif kind is BuiltIn:
        text = built_in_name(value)
    else:
        held = attributes(value, kind)
        text = class_name(kind)
        left[0] -= len(text)
        return text + "(" + ("..." if held is None else literal(held, deep, left)) + ")"
    left[0] -= len(text)
    return text


def collection(value: Any, kind: Any, brackets: str, deep: int, left: list[int]) -> str:
    parts: list[str] = []
    shown: Any = () if deep >= DEEP else value.items() if kind is dict else value
    for item in shown:
        if len(parts) == ITEMS or left[0] <= 0:
            break
        if kind is dict:
            parts.append(literal(item[0], deep + 1, left) + ": " + literal(item[1], deep + 1, left))
        else:
            parts.append(literal(item, deep + 1, left))
    if len(parts) < len(value):
        parts.append("...: ..." if kind is dict else "...")
    left[0] -= 2 * len(parts) + 2
    text = ", ".join(parts)
    if kind is tuple and len(parts) == 1:
        text += ","
    if kind is set and not parts:
        return "set()"
    text = brackets[0] + text + brackets[1]
    return ("frozenset()" if not parts else "frozenset(" + text + ")") if kind is frozenset else text


def built_in_name(function: Any) -> str:
    held = function.__self__
    name = printable(function.__name__)
    if held is None or type(held) is Module:
        module = function.__module__
        return printable(module) + "." + name if type(module) is str else name
    return class_name(held if issubclass(type(held), Class) else type(held)) + "." + name


def module_name(frame: FrameType) -> str:
    name = dict.get(frame.f_globals, "__name__")
    return printable(name) if type(name) is str else ""


def is_snippets(frame: FrameType | None) -> bool:
    return frame is not None and frame.f_code.co_filename == SNIPPET


def is_of_namedtuple(frame: FrameType) -> bool:
    return module_name(frame).startswith("namedtuple_")


def is_own(frame: FrameType) -> bool:
    """Whether it runs a function that the program defines."""
    code = frame.f_code
    return (
        code.co_filename == SNIPPET
        and bool(code.co_flags & OF_FUNCTIONS)
        and code.co_name not in NO_FUNCTIONS
        and not is_of_namedtuple(frame)
    )


def function_name(frame: FrameType) -> str:
    """`function` or `Class.method`; of 3.9 and 3.10, which do not know it of a running one, `method` alone."""
    code = frame.f_code
    name = getattr(code, "co_qualname", code.co_name)
    if name.startswith("__create_fn__.<locals>.") and code.co_argcount:  # the method of a dataclass
        return class_name(type(frame.f_locals[code.co_varnames[0]])) + "." + printable(code.co_name)
    return without_locals(name)


def caller_name(frame: FrameType | None) -> str:
    while frame is not None:
        if is_own(frame):
            return function_name(frame)
        frame = frame.f_back
    return ""


def arguments(frame: FrameType, code: CodeType) -> list[str]:
    """One for each parameter: of `*args` the tuple, of `**kwargs` the dict."""
    count = code.co_argcount + code.co_kwonlyargcount
    names = list(code.co_varnames[:count])
    more = list(code.co_varnames[count : count + 2])
    if code.co_flags & 0x04 and more:
        names.insert(code.co_argcount, more.pop(0))
    if code.co_flags & 0x08 and more:
        names.append(more.pop(0))
    held = frame.f_locals
    return [literal(held[name]) if name in held else "..." for name in names]


class Recorder:
    def __init__(self, descriptor: int) -> None:
        """`descriptor` is that of the file, with its offset at the second half."""
        self.memory = mmap(descriptor, SIZE)
        # the number that mmap duplicates it to is the program's, for its first file: nobody shall close that one, so
        # the memory lives for ever
        Py_INCREF(self.memory)
        os.closerange(3, descriptor)
        self.descriptor, self.file = descriptor, os.fstat(descriptor).st_ino
        self.process = os.getpid()
        self.position = 0
        self.numbers = itertools.count()
        self.open: dict[int, list[int]] = {}  # id of a frame -> number of its call, where it last paused
        self.of_c: dict[tuple[str, str, int], int] = {}
        self.events, self.own_events = EVENTS, OWN_EVENTS
        self.lock = allocate_lock()
        self.has_ended = self.sees_threads = False

    def start(self) -> None:
        sys.setprofile(self.profile())

    def end(self) -> None:
        self.has_ended = True
        sys.setprofile(None)

    def in_thread(self, frame: FrameType, event: str, arg: Any) -> None:
        sys.setprofile(None if self.has_ended else self.profile())

    def profile(self) -> Profile:
        """What one thread calls for each of its events."""
        depth = 0

        def profile(frame: FrameType, event: str, arg: Any) -> None:
            nonlocal depth
            try:
                if event == "call":
                    depth += 1
                    # beside the limit not even this function could be called, and the program would see its error
                    if depth > 100 and depth > sys.getrecursionlimit() - DEPTH_LEFT:
                        self.end()
                    elif is_snippets(frame) or is_snippets(frame.f_back):
                        self.on_call(frame)
                elif event == "return":
                    depth -= 1
                    self.on_return(frame, arg)
                elif event == "c_call" and is_snippets(frame):
                    self.on_c_call(frame, arg)
                self.events -= 1
                if self.events < 0 or self.has_ended:
                    self.end()
            except Exception as error:
                # a signal handler of the program may have run in here, and its error is the program's
                trace = error.__traceback__
                while trace is not None and trace.tb_next is not None:
                    trace = trace.tb_next
                self.end()
                if trace is not None and trace.tb_frame.f_globals is not globals():
                    raise

        return profile

    def on_call(self, frame: FrameType) -> None:
        code = frame.f_code
        paused = self.open.get(id(frame))
        if paused is not None and frame.f_lasti >= paused[1] >= 0:
            return  # a generator goes on
        own = is_own(frame)
        if not own and (is_snippets(frame) or code.co_filename.startswith(IMPORTING)):
            return
        name = function_name(frame) if own else module_name(frame) + "." + function_name(frame)
        number = self.next_number()
        if number >= 0:
            self.open[id(frame)] = [number, -1]
            self.write("c", str(number), "1" if own else "", caller_name(frame.f_back), name, *arguments(frame, code))

    def on_return(self, frame: FrameType, arg: Any) -> None:
        code = frame.f_code
        call = self.open.get(id(frame))
        if call is not None:
            if frame.f_lasti >= 0 and code.co_code[frame.f_lasti] in RETURNS:
                del self.open[id(frame)]
                self.write("r", str(call[0]), literal(arg))
            elif code.co_flags & OF_GENERATORS:
                call[1] = frame.f_lasti
            else:
                del self.open[id(frame)]
        elif self.sees_threads or not code.co_filename.startswith(IMPORTING):
            pass
        # only what the program imports has been imported to its end
        elif is_snippets(frame.f_back) and "threading" in sys.modules:
            self.sees_threads = True
            sys.modules["threading"].setprofile(self.in_thread)

    def on_c_call(self, frame: FrameType, function: Any) -> None:
        self.own_events -= 1
        if self.own_events < 0:
            self.end()
        key = (frame.f_code.co_name, function.__name__, id(type(function.__self__)))
        seen = self.of_c.get(key, 0)
        if seen >= OF_ONE_C_FUNCTION or function is BUILD_CLASS or is_of_namedtuple(frame):
            return
        self.of_c[key] = seen + 1
        number = self.next_number()
        if number >= 0:
            self.write("c", str(number), "", caller_name(frame), built_in_name(function))

    def next_number(self) -> int:
        number = next(self.numbers)
        if number < CALLS:
            return number
        self.end()
        return -1

    def write(self, *fields: str) -> None:
        process = os.getpid()
        data = (FIELD.join((str(process), *fields)) + END).encode("utf-8", "backslashreplace")
        if process == self.process:
            with self.lock:
                until = self.position + len(data)
                if until <= SIZE:
                    self.memory[self.position : until] = data
                    self.position = until
            if until > SIZE:
                self.end()
        # the program may have closed it, and given its number to a file of its own
        elif os.fstat(self.descriptor).st_ino != self.file or os.write(self.descriptor, data) < len(data):
            self.end()
