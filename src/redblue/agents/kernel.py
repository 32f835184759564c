"""Runs in a box: a Python interpreter that keeps its variables from one block of code to the next, as notebooks do.

Called as a program with the code on its standard input, it hands code and its own three standard descriptors to the
interpreter, which it starts where there is none yet, and ends with the exit code of that block. Called with `end`, it
has the interpreter end as any does, and waits for that; with `kill`, it ends it in the middle of what it does.
"""

# ruff: noqa: E402
from __future__ import annotations

import sys

# what the agent has written to this folder is for its own programs to import, and not for this one
sys.path[:] = filter(None, sys.path)

import array
import ast
import contextlib
import mmap
import os
import resource
import signal
import socket
import struct
import traceback

NAME = "\0redblue-kernel"
POPULATE = 0x8000


def ask() -> int:
    code = sys.stdin.buffer.read()
    for _ in range(2):
        connection = socket.socket(socket.AF_UNIX)
        if connection.connect_ex(NAME) != 0:
            connection.close()
            start()
            continue
        descriptors = array.array("i", (0, 1, 2))
        connection.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, descriptors)])
        connection.sendall(code)
        connection.shutdown(socket.SHUT_WR)
        answer = connection.recv(64)
        if not answer:  # it was killed, or went without a word
            os.kill(os.getpid(), signal.SIGKILL)
        exit_code, peak_kb = map(int, answer.split())
        weigh(peak_kb)
        return exit_code
    return 126


def weigh(peak_kb: int) -> None:
    """Is for a moment as large as the interpreter was: of a block is measured what the process holds that was started
    for it. A file that is there anyway is mapped as often as it takes, which uses no memory."""
    peak_kb -= resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    maps = []
    with open(sys.executable, "rb") as file:  # noqa: PTH123 - pathlib takes a while to import
        size = os.fstat(file.fileno()).st_size
        while peak_kb > 0:
            length = min(size, peak_kb * 1024)
            maps.append(mmap.mmap(file.fileno(), length, mmap.MAP_SHARED | POPULATE, mmap.PROT_READ))
            peak_kb -= length // 1024 or 1


def end() -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        # one that cannot be reached has ended
        with contextlib.suppress(OSError):
            connection.connect(NAME)
            connection.sendmsg([b"e"])
            connection.recv(1)


def kill() -> None:
    """With what is in its process group."""
    with socket.socket(socket.AF_UNIX) as connection, contextlib.suppress(OSError):
        connection.connect(NAME)
        pid, _, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        os.killpg(pid, signal.SIGKILL)


def start() -> None:
    listener = socket.socket(socket.AF_UNIX)
    try:
        listener.bind(NAME)
    except OSError:  # another was faster
        return
    listener.listen()
    if os.fork() == 0:
        os.setsid()
        listener.listen()  # once more: it says whose it is, for `kill`
        serve(listener)
    listener.close()


def serve(listener: socket.socket) -> None:
    main = type(sys)("__main__")
    sys.modules["kernel"], sys.modules["__main__"] = sys.modules["__main__"], main
    sys.argv = ["-c"]
    sys.path.insert(0, "")
    signal.signal(signal.SIGINT, signal.default_int_handler)
    own = os.getpid()
    opened = [listener]

    def leave() -> None:
        """What the code forks is no interpreter, and shall not keep the asker waiting when this one ends."""
        for each in opened:
            each.close()

    os.register_at_fork(after_in_child=leave)
    while True:
        connection, _ = listener.accept()
        opened[1:] = [connection]
        what, ancillary, _, _ = connection.recvmsg(1, socket.CMSG_SPACE(12))
        if what != b"x":
            connection.detach()  # open until this process is gone
            sys.exit()
        descriptors = array.array("i")
        for _, _, data in ancillary:
            descriptors.frombytes(data[: len(data) - len(data) % 4])
        stand(descriptors)
        code = b"".join(iter(lambda: connection.recv(65536), b""))  # noqa: B023 - used up here
        with contextlib.suppress(OSError), open("/proc/self/clear_refs", "w") as peak:  # noqa: PTH123
            peak.write("5")
        waited_kb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        exit_code = run(code.decode("utf-8", "surrogateescape"), main.__dict__)
        if os.getpid() != own:
            sys.exit(exit_code)
        peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        children_kb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        try:
            # it may have closed them; what is still printed goes with what this block printed
            stand(descriptors)
            for descriptor in descriptors:
                os.close(descriptor)
            connection.sendall(b"%d %d" % (exit_code, max(peak_kb, children_kb if children_kb > waited_kb else 0)))
        except OSError:  # it has closed what there is to answer by
            sys.exit()
        connection.close()


def stand(descriptors: array.array[int]) -> None:
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)


def run(code: str, variables: dict[str, object]) -> int:
    """Executes a block; the value of a last expression is shown. The exit code that a program would have had."""
    try:
        try:
            tree = ast.parse(code, "<string>")
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, "<string>", "exec", 0, True), variables)
            if isinstance(last, ast.Expr):
                sys.displayhook(eval(compile(ast.Expression(last.value), "<string>", "eval", 0, True), variables))
        except SystemExit as end:
            if isinstance(end.code, int) or end.code is None:
                return int(end.code or 0) & 0xFF
            print(end.code, file=sys.stderr)
            return 1
        except BaseException as error:
            within = error.__traceback__ and error.__traceback__.tb_next
            traceback.print_exception(type(error), error, within)
            return 1
        return 0
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):  # they are the code's to replace
                stream.flush()


if __name__ == "__main__":
    sys.exit({"end": end, "kill": kill}[sys.argv[1]]() if sys.argv[1:] else ask())
