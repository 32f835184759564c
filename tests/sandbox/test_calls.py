"""What is recorded of a program's calls, its memory, and what the world's checks show. All in real boxes."""

from __future__ import annotations

import ast
import asyncio
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redblue.core.trace import Call, Executed, Language
from redblue.core.world import PlantedFile, TcpService, World
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.calls import CALLS, SIZE, Recording, calls_of_bash, calls_of_python, words_of
from redblue.sandbox.protocol import Limits

RECORDED = World(record_calls=True)


async def ran(language: Language, code: str, *, world: World = RECORDED, timeout_s: float | None = None) -> Executed:
    async with Bubblewrap(Limits(settle_s=0.3)).box(world.plant()) as box:
        await box.run(language, code, timeout_s=timeout_s)
        return (await box.finish()).commands[0]


def told(call: Call) -> str:
    """`caller > name(arguments) = result`, with a star before the program's own."""
    caller = f"{call.caller} > " if call.caller else ""
    result = "" if call.result is None else f" = {call.result}"
    return f"{caller}{'*' if call.own else ''}{call.name}({', '.join(call.arguments)}){result}"


# name -> (program, its calls in order; "..." stands for any number of others)
PYTHON: dict[str, tuple[str, list[str]]] = {
    "functions": (
        "def validate(text):\n    return text.isalpha()\ndef store(text):\n    assert validate(text)\n    return text\n"
        "print(store('abc'))",
        ["*store('abc') = 'abc'", "store > *validate('abc') = True", "validate > str.isalpha()", "builtins.print()"],
    ),
    "parameters": (
        "def f(a, b=2, /, *rest, c, d=4, **more): pass\nf(1, c=3)\nf(1, 2, 3, 4, c=5, z=6)",
        ["*f(1, 2, (), 3, 4, {}) = None", "*f(1, 2, (3, 4), 5, 4, {'z': 6}) = None"],
    ),
    "methods": (
        "class Account:\n    def __init__(self, name):\n        self.name = name\n    def check(self): return self\n"
        "    @classmethod\n    def make(cls):\n        return cls('x')\nAccount.make().check()",
        [
            "*Account.make(Account) = Account({'name': 'x'})",
            "Account.make > *Account.__init__(Account({}), 'x') = None",
            "*Account.check(Account({'name': 'x'})) = Account({'name': 'x'})",
        ],
    ),
    "dataclass": (
        "from dataclasses import dataclass\n@dataclass\nclass Point:\n    x: int\nprint(Point(1) == Point(2))",
        [
            "dataclasses.dataclass(Point, ...",
            "*Point.__init__(Point({}), 1) = None",
            "*Point.__init__(Point({}), 2) = None",
            "*Point.__eq__(Point({'x': 1}), Point({'x': 2})) = False",
            "builtins.print()",
        ],
    ),
    "nested functions, lambdas and comprehensions": (
        "def outer():\n    def inner(v):\n        return -v\n    return [inner(i) for i in range(2)]\n"
        "print(sorted(outer(), key=lambda v: v))",
        [
            "*outer() = [0, -1]",
            "outer > *inner(0) = 0",
            "outer > *inner(1) = -1",
            "builtins.sorted()",
            "*<lambda>(0) = 0",
            "*<lambda>(-1) = -1",
            "builtins.print()",
        ],
    ),
    "recursion": (
        "def fact(n):\n    return n * fact(n - 1) if n else 1\nfact(2)",
        ["*fact(2) = 2", "fact > *fact(1) = 1", "fact > *fact(0) = 1"],
    ),
    "exceptions": (
        "def bad(x):\n    raise ValueError(x)\ndef catches():\n    try:\n        bad(1)\n    except ValueError:\n"
        "        return 'caught'\n    finally:\n        len('')\ncatches()",
        ["*catches() = 'caught'", "catches > *bad(1)", "catches > builtins.len()"],
    ),
    "uncaught": (
        "def f():\n    g()\ndef g():\n    1 / 0\ntry:\n    f()\nexcept ZeroDivisionError as error:\n"
        "    raise RuntimeError('again') from error",
        ["*f()", "f > *g()"],
    ),
    "generators": (
        "def gen(n):\n    yield from range(n)\n    return 'done'\nlist(gen(3))\ng = gen(1)\nnext(g)\ng.close()\n"
        "for _ in gen(1): pass",
        ["*gen(3) = 'done'", "builtins.next()", "*gen(1)", "generator.close()", "*gen(1) = 'done'"],
    ),
    "coroutines": (
        "import asyncio\nasync def f(x):\n    await asyncio.sleep(0)\n    return x\nprint(asyncio.run(f(3)))",
        ["asyncio.runners.run(coroutine(...), ...", "*f(3) = 3", "f > asyncio.tasks.sleep(0, None) = None", "..."],
    ),
    "other modules": (
        "import random, hashlib, re, json\nrandom.seed(5)\nprint(hashlib.sha256(b'x').hexdigest()[:4])\n"
        "re.compile('a').match('b')\njson.loads('[1]')\nhashlib.new('md5')",
        [
            "random.Random.seed(random.Random({...",
            "_hashlib.openssl_sha256()",
            "_hashlib.HASH.hexdigest()",
            "builtins.print()",
            "re.compile('a', 0) = re.Pattern(...)",
            "re.Pattern.match()",
            "json.loads('[1]', ...",
            "hashlib.__hash_new('md5', ...",
        ],
    ),
    "threads": (
        "import threading\ndef work(n): return n + 1\n"
        "ts = [threading.Thread(target=work, args=(i,)) for i in range(2)]\n"
        "for t in ts: t.start(); t.join()\nprint('end')",
        ["...", "*work(0) = 1", "...", "*work(1) = 2", "...", "builtins.print()"],
    ),
    "fork": (
        "import os\ndef work(n):\n    return n\nif os.fork() == 0:\n    work(1)\n    os._exit(0)\nos.wait()\nwork(2)",
        ["posix.fork()", "posix.wait()", "*work(2) = 2", "*work(1) = 1", "posix._exit()"],
    ),
    "pool": (
        "from multiprocessing import Pool\ndef f(x): return x * x\nwith Pool(2) as pool: print(pool.map(f, [3]))",
        ["...", "*f(3) = 9", "..."],
    ),
    "other programs": (
        "import subprocess\ndef f(): return subprocess.run(['ls', '/proc/self/fd'], capture_output=True, text=True)\n"
        "print(f().stdout)\nprint(open('/proc/self/stat').fileno())",
        [
            "*f() = subprocess.CompletedProcess({'args': ['ls', ...",
            "f > subprocess.run((['ls', '/proc/self/fd'],), ...",
            "...",
        ],
    ),
    "exit": ("import sys\ndef f(): sys.exit(3)\nf()", ["*f()", "f > sys.exit()"]),
    "exit at once": ("import os\ndef f(): os._exit(4)\nf()", ["*f()", "f > posix._exit()"]),
    "at exit": ("import atexit\n@atexit.register\ndef f(): print('end')", ["atexit.register()", "*f() = None", "..."]),
    "killed": ("import os\ndef f(): os.kill(os.getpid(), 9)\nf()", ["*f()", "f > posix.getpid()", "f > posix.kill()"]),
    "code made as it runs": (
        "exec('def made(z):\\n    return z\\nmade(3)')\nprint(eval('made(4)'))",
        ["builtins.exec()", "*made(3) = 3", "builtins.eval()", "*made(4) = 4", "builtins.print()"],
    ),
    "representation with side effects": (
        "class Loud:\n    def __repr__(self): print('LOUD'); return 'x'\n    __str__ = __hash__ = __repr__\n"
        "    def __getattribute__(self, name): print('LOUD'); return object.__getattribute__(self, name)\n"
        "    @property\n    def __class__(self): print('LOUD')\n"
        "class Meta(type):\n    def __eq__(self, other): print('LOUD')\n"
        "    def __hash__(self): print('LOUD'); return 1\n"
        "    __module__ = property(lambda self: print('LOUD'))\nclass Odd(metaclass=Meta):\n"
        "    __dict__ = property(lambda self: print('LOUD'))\n"
        "class Text(str):\n    __repr__ = __getitem__ = __len__ = lambda *a: print('LOUD')\n"
        "def f(*x): return x\nf(Loud(), Text('t'), {'k': Loud()})\nf(Odd())\nf(Odd)",
        ["*f((Loud({}), Text({}), {'k': Loud({})})) = (...", "*f((Odd(...),)) = (...", "*f((Odd,)) = (Odd,)"],
    ),
    "own folder": ("open('mmap.py', 'w').write('print(1)')\nimport sys\nprint(sys.path[0])", ["io.open()", "..."]),
    "literals": (
        "def f(x): return None\nf('a' * 500)\nf(b'b' * 500)\nf(list(range(40)))\nf([[[[[1]]]]])\nf({1: {2: {}}})\n"
        "f((1,)); f({1}); f(set()); f(frozenset()); f(frozenset([1])); f(1.5); f(2j); f(10**999); f(f); f(len); f(int)",
        [
            f"*f('{'a' * 400}…') = None",
            f"*f(b'{'b' * 400}...') = None",
            f"*f([{', '.join(map(str, range(30)))}, ...]) = None",
            "*f([[[[[...]]]]]) = None",
            "*f({1: {2: {}}}) = None",
            *(f"*f({x}) = None" for x in ("(1,)", "{1}", "set()", "frozenset()", "frozenset({1})", "1.5", "2j")),
            f"*f({hex(10**999)}) = None",
            *(f"*f({x}) = None" for x in ("f", "builtins.len", "int")),
        ],
    ),
    "its own profiler": (
        "import sys\ndef f(): pass\nf()\nsys.setprofile(lambda *a: None)\nf()\nsys.setprofile(None)\nf()",
        ["*f() = None", "sys.setprofile()"],
    ),
    "separators": ("def f(x): return x\nf('\\x1e\\x1f\\n\\ud800é')",
                   [r"*f('\x1e\x1f\n\ud800é') = '\x1e\x1f\n\ud800é'"]),
}  # fmt: skip

BASH: dict[str, tuple[str, list[str]]] = {
    "functions": (
        "check() { local text=$1; [[ $text =~ ^[a-z]+$ ]] && store \"$text\"; }\n"
        "store() { echo \"<$1>\"; }\ncheck 'ab'",
        ["*check(ab)", "check > local(text=ab)", "check > [[(ab, =~, ^[a-z]+$, ]])", "check > *store(ab)",
         "store > echo(<ab>)"],
    ),
    "keyword function": ("function go-now { true; }\ngo-now", ["*go-now()", "go-now > true()"]),
    "substitution": (
        "salt=$(echo abc); echo \"$salt\" `echo x`; echo ab | cat",
        ["echo(abc)", "salt=abc()", "echo(x)", "echo(abc, x)", "...", "cat()", "..."],
    ),
    "here-document": ("cat <<X\nhere $((1 + 1))\nX\nread -r l <<< 'one two'; echo $l",
                      ["cat()", "read(-r, l)", "echo(one, two)"]),
    "arrays": (
        "arr=(a 'b c'); arr[1]='q r'; declare -A m; m[k]=v; printf '%s,' \"${arr[@]}\"",
        ["arr=(a 'b c')()", "arr[1]=q r()", "declare(-A, m)", "m[k]=v()", "printf(%s,, a, q r)"],
    ),
    "words": (
        "printf '%s|' 'two\nlines' \"it's\" '' '*' '$x' 'a\\b' $'tab\\there' é 'a\"b' 'x;y'",
        ["printf(%s|, two\nlines, it's, , *, $x, a\\b, tab\there, é, a\"b, x;y)"],
    ),
    "loop": (
        "for x in 1 2; do echo $x; done; ((i = 3 + 4)); case $i in 7) true ;; esac; while false; do :; done",
        ["for(x, in, 1, 2)", "echo(1)", "for(x, in, 1, 2)", "echo(2)",
         "(((i, =, 3, +, 4, )))", "case($i, in)", "true()", "false()"],
    ),
    "no errors": ("exec 2>/dev/null; echo lost >&2; ls /none; echo kept",
                  ["exec()", "echo(lost)", "ls(/none)", "echo(kept)"]),
    "until it says no more": ("echo a; set +x; echo b", ["echo(a)", "set(+x)"]),
    "subshell": ("(cd /; echo sub; exit 3); echo $?", ["cd(/)", "echo(sub)", "exit(3)", "echo(3)"]),
    "background": ("(echo a) & wait; echo b; { sleep 0.1; echo late; } &", ["...", "wait()", "...", "echo(late)"]),
    "another bash": (
        "bash -c 'echo $- ${BASH_ENV-none} ${BASH_XTRACEFD-none} ${__calls-none}; f() { echo x; }; f'",
        ["bash(-c, ...)"],
    ),
    "starts as ever": ('echo "$_" $? $# $0 $SHLVL $BASH_SUBSHELL ${FUNCNAME-none} ${BASH_ENV-none}', ["..."]),
    "errors": ("set -eu; f() { return 4; }; g() { f; }; g; echo never",
               ["set(-eu)", "*g()", "g > *f()", "f > return(4)"]),
    "syntax error": ("echo a\nif", ["echo(a)"]),
    "unknown": ("no-such-program x; echo $?; echo $nothing", ["no-such-program(x)", "echo(127)", "echo()"]),
    "trap": ("trap 'echo bye' EXIT; kill -TERM $$", ["trap(echo bye, EXIT)", "kill(-TERM, ...)", "..."]),
    "replaced": ("exec echo done", ["exec(echo, done)"]),
    "sourced": ("echo 'f() { echo in $1; }; f 1' > lib; . ./lib; f 2",
                ["echo(f() { echo in $1; }; f 1)", ".(./lib)", "*f(1)", "f > echo(in, 1)", "*f(2)", "f > echo(in, 2)"]),
}  # fmt: skip


def assert_calls(calls: tuple[Call, ...], expected: list[str]) -> None:
    """In order; a `...` alone stands for any number, one within for the rest of a call."""
    found = [told(call) for call in calls]

    def fits(i: int, j: int) -> bool:
        if j == len(expected):
            return i == len(found)
        if expected[j] == "...":
            return any(fits(k, j + 1) for k in range(i, len(found) + 1))
        return i < len(found) and alike(found[i], expected[j]) and fits(i + 1, j + 1)

    def alike(call: str, pattern: str) -> bool:
        start, dots, _ = pattern.partition("...")
        return call == pattern or (bool(dots) and pattern.endswith(("...", "...)")) and call.startswith(start))

    assert fits(0, 0), "\n".join(found)


PROGRAMS = [pytest.param("python", *case, id=f"python {name}") for name, case in PYTHON.items()]
PROGRAMS += [pytest.param("bash", *case, id=f"bash {name}") for name, case in BASH.items()]


@pytest.mark.parametrize(("language", "code", "expected"), PROGRAMS)
async def test_calls_are_recorded_and_change_nothing(language: Language, code: str, expected: list[str]) -> None:
    done = await ran(language, code)
    plain = await ran(language, code, world=World())
    for seen in ("stdout", "stderr", "exit_code", "stopped_by"):
        assert getattr(done, seen) == getattr(plain, seen), seen
    assert plain.calls == ()
    assert "LOUD" not in done.stdout
    assert_calls(done.calls, expected)


def test_processes_that_write_at_once_lose_no_call() -> None:
    recording = Recording("bash", "")
    writers, lines = 4, 2000
    children = []
    for writer in range(writers):
        child = os.fork()
        if child == 0:
            for line in range(lines):
                os.write(recording._file, b"\x1e\x1fx%d_%d\n" % (writer, line))
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    written = os.pread(recording._file, SIZE, 0).rstrip(b"\0").split()
    recording.close()
    assert sorted(written) == sorted(
        b"\x1e\x1fx%d_%d" % (writer, line) for writer in range(writers) for line in range(lines)
    )


@pytest.mark.parametrize(
    "code",
    [
        # deep recursion: as deep, and with the same words, as without
        "depth = 0\ndef f():\n    global depth\n    depth += 1\n    f()\ntry:\n    f()\nexcept RecursionError as e:\n"
        "    print(depth, e)",
        "def f(n): return f(n + 1)\nf(0)",
        "import sys\nsys.setrecursionlimit(200)\nclass A:\n    def __repr__(self): return repr(self)\n"
        "try:\n    repr(A())\nexcept RecursionError as e: print(e)",
        "import json\nx = []\nfor _ in range(5000): x = [x]\n"
        "try:\n    json.dumps(x)\nexcept RecursionError as e: print(e)",
        # 200,000 calls, own ones and of C functions
        "def f(x):\n    return x\nfor i in range(200000): f(i)\n"
        "xs = []\nfor i in range(200000): xs.append(i)\nprint(len(xs))",
        # a time limit that the program sets itself
        "import signal\ndef over(*a): raise TimeoutError('over')\nsignal.signal(signal.SIGALRM, over)\n"
        "signal.setitimer(signal.ITIMER_REAL, 0.05)\ndef f(): pass\n"
        "def spin():\n    while True: f()\n# in 3.11 the jump of a loop may be outside of a `try` around it\n"
        "try:\n    spin()\n"
        "except TimeoutError as e: print(e)",
        "import os, tempfile\nos.closerange(3, 1000)\ndef f(): return open('/tmp/x', 'w').fileno()\nprint(f())\n"
        "if os.fork() == 0:\n    os.dup2(os.open('/tmp/y', os.O_CREAT | os.O_RDWR), 977)\n    f()\n    os._exit(0)\n"
        "os.wait()\nprint(os.path.getsize('/tmp/y'), f())",
        "import threading\ndef count():\n    n = 0\n    lock = threading.Lock()\n    def add():\n        nonlocal n\n"
        "        for _ in range(300):\n            with lock: n += 1\n"
        "    ts = [threading.Thread(target=add) for _ in range(8)]\n"
        "    [t.start() for t in ts]; [t.join() for t in ts]\n    return n\nprint(count())",
        "class A:\n    def __del__(self): print('gone')\ndef f():\n    a = A()\n"
        "    print('before')\n    del a\n    print('after')\nf()",
        "def f(",
        # its first file keeps its number, and what was written to it, to the end
        "file = open('/tmp/x', 'w')\ndef f(): return file.write('kept')\nprint(f(), file.fileno())\n"
        "import atexit\natexit.register(lambda: (file.close(), print(open('/tmp/x').read())))",
        "import sys\nprint(open('/dev/null').fileno(), sys.getrecursionlimit())\nraise KeyboardInterrupt",
    ],
)  # fmt: skip
async def test_hard_cases_of_python_are_as_without_recording(code: str) -> None:
    done, plain = await ran("python", code), await ran("python", code, world=World())
    assert (done.stdout, done.stderr, done.exit_code) == (plain.stdout, plain.stderr, plain.exit_code)
    assert len(done.calls) <= CALLS


@pytest.mark.parametrize(
    "code",
    [
        "for ((i = 0; i < 10000; i++)); do x=$i; done; echo $x",
        "seq 10000 | while read -r x; do y=$x; echo $y; done | tail -1; echo ${PIPESTATUS[*]}",
        "f() { for i in {1..3000}; do :; done; echo end; }; f; f 2>&1; (f)",
        "big=$(printf 'x%.0s' {1..300000}); for i in {1..9}; do y=$big; done; echo ${#y}",
        "i=0; while ((i < 3000)); do ((i++)); done; sleep 0.05 & wait; echo $? $i",
        "ulimit -n 64; for i in {1..50}; do x=$(echo $i); done; echo $x; exec 3</dev/null; ls /proc/self/fd | head -3",
        # what waits for a subshell waits until it ends, however many commands it has
        "(for i in {1..3000}; do :; done; sleep 0.3; echo late) & wait $!; echo $?",
        "f() { for i in {1..3000}; do :; done; sleep 0.3; echo late; }; f & f & wait; echo $?",
        "kill() { : > /tmp/mine; }; for i in {1..1500}; do :; done; ls /tmp",
        "set() { echo mine; }; trap() { echo mine; }; for i in {1..1500}; do :; done; echo end",
        # the number that everybody locks with
        "(flock -n 200 || exit 1; echo locked) 200> /tmp/lock; cat /tmp/lock",
        "exec 200> /tmp/lock; flock -n 200 && echo got; echo more; cat /tmp/lock",
    ],
)
async def test_hard_cases_of_bash_are_as_without_recording(code: str) -> None:
    done, plain = await ran("bash", code), await ran("bash", code, world=World())
    assert (done.stdout, done.stderr, done.exit_code) == (plain.stdout, plain.stderr, plain.exit_code)
    assert 0 < len(done.calls) <= CALLS
    assert not any("\x1e" in call.name + call.caller for call in done.calls)


@pytest.mark.parametrize(
    "code",
    [
        "set -x; echo a; set +x; echo b",
        "set -euxo pipefail; f() { echo \"$1\"; }; f 'a b'",
        "set -o pipefail -x\necho a",
        "set -o xtrace; echo a; [[ -o xtrace ]] && echo on",
        "PS4='> '; set -e -x; echo a",
        'echo "[$PS4]"',
        "echo $SHELLOPTS; export SHELLOPTS; bash -c 'echo hi'",
        "exec 977> /tmp/own; echo a >&977; cat /tmp/own",
    ],
)
async def test_bash_that_traces_itself_is_left_alone(code: str) -> None:
    done, plain = await ran("bash", code), await ran("bash", code, world=World())
    assert (done.stdout, done.stderr, done.exit_code) == (plain.stdout, plain.stderr, plain.exit_code)
    assert done.calls == ()


async def test_what_was_called_before_the_time_limit_is_known() -> None:
    done = await ran("python", "def f(): return 1\ndef g():\n    while True: pass\nf()\ng()", timeout_s=0.4)
    assert done.stopped_by == "time"
    assert_calls(done.calls, ["*f() = 1", "*g()"])
    done = await ran("bash", "f() { sleep 30; }\ntrue\nf", timeout_s=0.4)
    assert done.stopped_by == "time"
    assert_calls(done.calls, ["true()", "*f()", "f > sleep(30)"])


async def test_first_thousand_calls_only() -> None:
    done = await ran("python", "def f(x): return x\nfor i in range(3000): f(i)")
    assert [call.arguments for call in done.calls] == [(str(i),) for i in range(CALLS)]
    done = await ran("bash", "for i in {1..3000}; do echo $i; done >/dev/null")
    assert len(done.calls) == CALLS
    assert done.calls[-1].arguments == ("500",)


async def test_a_program_cannot_make_the_recording_larger_and_what_it_writes_there_is_read_as_text() -> None:
    code = "import os\nfor _ in range(9): print(os.write(977, b'x' * 300_000))"
    assert "PermissionError" in (await ran("python", code)).stderr
    code = (
        "import os\nos.write(977, b'1\\x1fc\\x1f-\\x1e\\xff\\x1fr\\x1e\\x1e1\\x1fc\\x1fq\\x1f1\\x1f\\x1ff\\x1f2\\x1e')"
    )
    assert "*f(2)" in [told(call) for call in (await ran("python", code)).calls]


@pytest.mark.parametrize(
    "code",
    [
        "echo " + "A" * 60_000,
        "set +x; { echo; head -c 100000 /dev/zero | tr '\\0' '\\036'; } >&$BASH_XTRACEFD",
    ],
    ids=["long word", "long start of a record"],
)
async def test_no_program_keeps_its_reader_busy(code: str) -> None:
    """Minutes, where time goes with the square of the length."""
    async with asyncio.timeout(20):
        await ran("bash", code)


async def test_forged_calls_are_cut_to_what_is_recorded() -> None:
    code = (
        "import os\ndef call(*fields): os.write(977, b'1\\x1f' + b'\\x1f'.join(fields) + b'\\x1e')\n"
        "call(b'c', b'1', b'1', b'', b'forged', b'x' * 100_000)\ncall(b'r', b'1', b'first')\n"
        "call(b'r', b'1', b'second')\ncall(b'c', b'2', b'1', b'', b'forged', *[b''] * 100_000)\nos._exit(0)"
    )
    first, second = [call for call in (await ran("python", code)).calls if call.name == "forged"]
    assert first.result == "first"
    assert len(first.arguments[0]) < 20_000
    assert len(second.arguments) < 300


async def test_forged_text_can_be_stored() -> None:
    forged = r"\n\036\037echo $'\\\\ud800'\n\036\037end"
    done = await ran("bash", f'set +x; printf "{forged}" >&$BASH_XTRACEFD')
    assert "echo(\ufffd)" in [told(call) for call in done.calls]
    assert Executed.model_validate_json(done.model_dump_json()) == done


async def test_programs_given_as_arguments_are_not_recorded() -> None:
    async with Bubblewrap().box(RECORDED.plant()) as box:
        done = await box.run(("bash", "-c", "echo $-"))
    assert (done.stdout, done.calls) == ("hBc\n", ())


async def test_recording_leaves_no_mark_in_the_trace() -> None:
    async with Bubblewrap().box(RECORDED.plant()) as box:
        await box.run("bash", "true; ls /run")
        await box.run("python", "def f(): pass\nf()")
        trace = await box.finish()
    assert trace.files == ()


async def test_bash_env_of_the_world_still_works() -> None:
    files = (PlantedFile(path="/root/env", content="hello() { echo hello $1; }\n"),)
    world = RECORDED.model_copy(update={"env": {"BASH_ENV": "/root/env"}, "files": files})
    done = await ran("bash", "hello 1; bash -c 'hello 2'", world=world)
    assert done.stdout == "hello 1\nhello 2\n"
    assert_calls(done.calls, ["*hello(1)", "hello > echo(hello, 1)", "bash(-c, hello 2)"])


# ---------------------------------------------------------------------- reading what was written

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=400)
    | st.binary(max_size=400),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=9), inner, max_size=5)
    | st.tuples(inner, inner),
    max_leaves=8,
)  # fmt: skip


@given(values)
def test_a_literal_is_read_back(value: object) -> None:
    from redblue.sandbox import recorder

    text = recorder.literal(value)
    assert "..." in text or "…" in text or ast.literal_eval(text) == value


@given(st.binary(max_size=300))
def test_what_is_read_need_not_be_whole(data: bytes) -> None:
    calls_of_python(data)
    calls_of_bash(b"\x1e\x1f: /bin/bash\n" + data, "f() { :; }")
    assert calls_of_bash(data[:SIZE], "") is not None


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("echo a  b", ["echo", "a", "b"]),
        ("echo 'a b' 'x'\\''y' '' $'t\\tn\\n\\'q\\101\\x42\\u00e9'", ["echo", "a b", "x'y", "", "t\tn\n'qABé"]),
        ("arr=(a 'b c')", ["arr=(a 'b c')"]),
        ("x='a b'", ["x=a b"]),
        ('for x in 1 "2 3"', ["for", "x", "in", "1", "2 3"]),
        ("'[' -f x ']'", ["[", "-f", "x", "]"]),
    ],
)
def test_words_of_a_traced_command(command: str, words: list[str]) -> None:
    assert words_of(command) == words


# ---------------------------------------------------------------------- memory


@pytest.mark.parametrize(
    ("language", "code", "low", "high"),
    [
        ("python", "pass", 0, 3),
        ("bash", "true", 0, 3),
        ("python", "x = b'x' * 50_000_000", 40, 60),
        ("python", "x = b'x' * 50_000_000\ndel x\nprint(1)", 40, 60),
        ("python", "x = b'x' * 50_000_000\nwhile True: pass", 40, 60),
        ("python", "import os\nif os.fork() == 0:\n    x = b'x' * 50_000_000\n    os._exit(0)\nos.wait()", 40, 60),
        ("bash", "python3 -c \"x = b'x' * 50_000_000\"", 40, 60),
        ("bash", "python3 -c \"x = b'x' * 50_000_000; import time; time.sleep(60)\"; true", 40, 60),
    ],
)
async def test_memory_is_what_the_program_held(language: Language, code: str, low: float, high: float) -> None:
    done = await ran(language, code, world=World(), timeout_s=1)
    assert low <= done.memory_mb <= high


# ---------------------------------------------------------------------- checks


async def test_checks_show_what_only_a_program_can_and_leave_no_mark() -> None:
    world = World(
        env={"COLOUR": "blue"},
        checks={
            "aliases": ("bash", "-ic", "alias"),
            "fails": ("bash", "-c", "echo said; echo not said >&2; exit 3"),
            "missing": ("no-such-program",),
            "where": ("bash", "-c", "pwd; id -u; echo $COLOUR; cat; touch /srv/mark"),
            "much": ("bash", "-c", "head -c 1000000 /dev/zero | tr '\\0' x"),
            "slow": ("bash", "-c", "echo early; sleep 60"),
            "after": ("echo", "after"),
        },
    )
    async with Bubblewrap().box(world.plant()) as box:
        await box.run("bash", "echo \"alias ls='rm -rf'\" >> /root/.bashrc; sleep 60 &")
        trace = await box.finish()
    assert "alias ls='rm -rf'\n" in trace.checks["aliases"]
    assert "alias ll=" in trace.checks["aliases"]
    assert trace.checks["fails"] == "said\n"
    assert trace.checks["missing"] == ""
    assert trace.checks["slow"] == "early\n"
    assert trace.checks["where"] == "/\n0\nblue\n"
    assert trace.checks["after"] == "after\n"
    assert 65_000 < len(trace.checks["much"]) < 66_000
    assert len(trace.commands) == 1
    assert [change.path for change in trace.files] == ["/root/.bashrc"]


async def test_checks_work_in_a_box_whose_limits_were_reached() -> None:
    world = World(checks={"files": ("bash", "-c", "ls /tmp/many | wc -l")})
    async with Bubblewrap(Limits(files=1000, disk_mb=16)).box(world.plant()) as box:
        await box.run("bash", "mkdir /tmp/many; cd /tmp/many; while :; do : > $RANDOM$RANDOM; done", timeout_s=5)
        trace = await box.finish()
    assert trace.commands[0].stopped_by == "files"
    assert int(trace.checks["files"]) > 100


@pytest.mark.parametrize("opened", [False, True])
async def test_a_program_cannot_put_itself_in_the_place_of_a_check(opened: bool) -> None:
    files = (PlantedFile(path="/srv/kept", content="kept\n"),)
    files += (PlantedFile(path="/usr/bin/zz-opened"),) if opened else ()
    world = World(files=files, checks={"kept": ("cat", "/srv/kept"), "folder": ("ls", "-A1", "/srv")})
    lie = "rm -f $f; printf '#!/bin/bash\\necho lie\\n' > $f; chmod 755 $f"
    places = "/usr/local/sbin/cat /usr/local/bin/cat /usr/local/bin/ls /usr/bin/cat /run/system/usr/bin/cat"
    async with Bubblewrap().box(world.plant()) as box:
        await box.run("bash", f"mkdir -p /run/system/usr/bin; for f in {places}; do {lie}; done; rm -r /workspace")
        trace = await box.finish()
    assert trace.checks == {"kept": "kept\n", "folder": "kept\n"}


async def test_checks_that_hang_have_one_time_limit() -> None:
    world = World(checks={f"hangs {i}": ("bash", "-c", "echo here; sleep 60") for i in range(9)})
    async with asyncio.timeout(20), Bubblewrap().box(world.plant()) as box:
        trace = await box.finish()
    assert len(trace.checks) == 9
    assert trace.checks["hangs 0"] == "here\n"


async def test_a_box_that_ends_in_a_check_has_its_trace() -> None:
    ends = "echo here > /dev/tcp/127.0.0.1/5000; sleep 60"
    checks = {"first": ("echo", "first"), "ends": ("bash", "-c", ends), "never": ("echo", "never")}
    world = World(services=(TcpService(name="told", port=5000),), checks=checks)
    async with Bubblewrap().box(world.plant()) as box:

        async def end() -> None:
            while not box._services.records():
                await asyncio.sleep(0.01)
            assert box._process is not None
            box._process.kill()

        await box.run("bash", "echo new > /srv/new")
        ending = asyncio.create_task(end())
        trace = await box.finish()
        await ending
    assert [change.path for change in trace.files] == ["/srv/new"]
    assert trace.checks == {"first": "first\n"}
