"""Files planted where a box is not its own, each read back in a real one; and paths that mean no good."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from redblue.core.errors import InvalidCase
from redblue.core.world import PlantedFile, PlantedWorld, User, World
from redblue.sandbox import openings
from redblue.sandbox.bubblewrap import Bubblewrap
from redblue.sandbox.conformance import examine
from redblue.sandbox.openings import Openings
from redblue.sandbox.places import settled, why_not
from redblue.sandbox.protocol import Guarantee
from redblue.sandbox.supervised import SupervisedBox

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("bwrap") is None, reason="needs Linux and bubblewrap"
)
PROJECT = Path(__file__).resolve().parents[2]


def _load(name: str) -> ModuleType:
    """A module beside this file: the tests are not a package."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


ordinary_user = _load("ordinary_user")

NEW = (
    "/usr/bin/zz-new", "/bin/zz-new-too", "/usr/lib/zz-new", "/lib/zz-new-too", "/usr/share/zz-new",
    "/lib/zz-folder/below/zz-new", "/usr/libexec/zz-new", "/usr/lib/python3/zz-new", "/usr/include/zz-new.h",
    "/proc/bus/zz-new", "/proc/sys/kernel/zz-new", "/proc/sys/zz-folder/zz-new", "/proc/sys/net/ipv4/zz-new",
    "/dev/zz-new", "/dev/zz-folder/below/zz-new", "/dev/shm/zz-new", "/etc/alternatives/zz-new",
    "/usr/lib/zz\nnew", "/proc/bus/zz --bind", "/dev/--zz", "/usr/./share/../share//zz-dots",
)  # fmt: skip
INSTEAD = (
    "/proc/cpuinfo", "/proc/version", "/proc/cmdline", "/proc/sys/kernel/hostname", "/proc/sys/net/ipv4/ip_forward",
    "/usr/bin/env", "/usr/lib/os-release", "/etc/ld.so.cache", "/proc/sysrq-trigger",
)  # fmt: skip
FOLDERS_OPENED = ("/usr/bin", "/usr/sbin", "/usr/lib", "/usr/share", "/usr/lib/python3")


def world(*paths: str, content: str = "secret of {}\n") -> World:
    return World(files=tuple(PlantedFile(path=path, content=content.format(path)) for path in paths))


OPENED = world(*(f"{folder}/zz-opened" for folder in FOLDERS_OPENED), "/proc/bus/zz-opened", "/dev/zz-opened")


@pytest.mark.parametrize("path", [*NEW, *(path for path in INSTEAD if Path(path).exists())])
async def test_planted_and_read_back(path: str) -> None:
    code = """
import os, sys
path = sys.argv[1] if len(sys.argv) > 1 else os.environ["PLANTED"]
print(open(path).read(), end="")
assert os.path.basename(os.path.normpath(path)) in os.listdir(os.path.dirname(path))
"""
    env = {"PLANTED": path}
    async with Bubblewrap().box(world(path).plant()) as box:
        ran = [
            await box.run(("cat", "--", path)),
            await box.run("python", code, env=env),
            await box.run("bash", 'ls -A -- "$(dirname -- "$PLANTED")" > /dev/null && cat -- "$PLANTED"', env=env),
        ]
        trace = await box.finish()
    assert [(done.stdout, done.stderr) for done in ran] == [(f"secret of {path}\n", "")] * 3
    assert trace.files == ()


async def test_many_in_one_box() -> None:
    paths = [*NEW, *(path for path in INSTEAD if Path(path).exists())]
    async with Bubblewrap().box(world(*paths).plant()) as box:
        done = await box.run(("cat", "--", *paths))
        trace = await box.finish()
    assert done.stdout == "".join(f"secret of {path}\n" for path in paths), done.stderr
    assert trace.files == ()


async def test_opened_folders_hold_what_the_system_holds() -> None:
    async with Bubblewrap().box(OPENED.plant()) as box:
        for folder in FOLDERS_OPENED:
            listed = await box.run("python", f"import os; print(*sorted(os.listdir({folder!r})), sep='\\n')")
            assert listed.stdout.split("\n")[:-1] == sorted([*os.listdir(folder), "zz-opened"])
            found = await box.run(("find", folder, "-maxdepth", "1", "-type", "f", "-name", "zz-*"))
            assert found.stdout == f"{folder}/zz-opened\n"
        found = await box.run("bash", "find / -name zz-opened 2> /dev/null | sort")
    assert found.stdout.split() == sorted(file.path for file in OPENED.files)


async def test_programs_and_python_run_from_opened_folders() -> None:
    """Also when the libraries, the modules and the interpreter's own folder are only links."""
    import_all = "import ctypes, json, sqlite3, ssl, sys; print(sys.prefix, sys.executable, json.__file__)"
    programs = "awk 'BEGIN { print 1 + 1 }'; perl -MPOSIX -e 'print POSIX::floor(2.5)'; ldd /bin/ls"
    version = os.path.realpath("/usr/bin/python3").rpartition("/")[2]
    libraries = [path.parent / "zz-opened" for path in Path("/usr/lib").glob("*-linux-gnu/libc.so.6")]
    more = world(f"/usr/lib/{version}/zz-opened", *map(str, libraries))
    for planted in (World(), OPENED, more, World(files=OPENED.files + more.files)):
        async with Bubblewrap().box(planted.plant()) as box:
            ran = [
                await box.run(("python3", "-c", import_all)),
                await box.run("python", import_all),
                await box.run("bash", programs),
            ]
        assert [done.stderr for done in ran] == ["", "", ""]
        assert ran[0].stdout.startswith("/usr /usr/bin/python3 /usr/lib/python3")
        assert ran[1].stdout.startswith("/usr /usr/bin/python3 /usr/lib/python3")
        assert ran[2].stdout.startswith("2\n2")
        assert "not found" not in ran[2].stdout


async def test_more_links_than_bubblewrap_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openings, "_MOST_LINKS", 400)
    async with Bubblewrap().box(OPENED.plant()) as box:
        done = await box.run("bash", "ls /usr/bin | wc -l; python3 -c 'print(1)'; cat /usr/bin/zz-opened")
        trace = await box.finish()
    assert done.stdout == f"{len(os.listdir('/usr/bin')) + 1}\n1\nsecret of /usr/bin/zz-opened\n"
    assert trace.files == ()


async def test_changes_in_opened_folders_stay_in_the_box_and_are_told() -> None:
    before = {name: os.lstat(f"/usr/bin/{name}") for name in ("env", "sort", "uniq")}
    code = """
        cd /usr/bin; echo new > zz-added; echo more >> zz-opened; rm env; mv sort zz-moved; ln -sf /etc/passwd uniq
        echo bad >> cat; rm -r python3; echo bad > /run/system/usr/bin/cat; rm /run/system/usr/bin/cat
        chmod 777 /run/system/usr/bin/cat; mv /run/system /run/elsewhere; rm /run/system/usr/bin
    """
    async with Bubblewrap().box(OPENED.plant()) as box:
        await box.run("bash", code)
        ran = await box.run(("cat", "zz-added"), cwd="/usr/bin")
        trace = await box.finish()
    assert ran.stdout == "new\n"
    assert [(file.path, file.change, file.kind) for file in trace.files] == [
        ("/usr/bin/env", "deleted", "link"),
        ("/usr/bin/python3", "deleted", "link"),
        ("/usr/bin/sort", "deleted", "link"),
        ("/usr/bin/uniq", "changed", "link"),
        ("/usr/bin/zz-added", "added", "file"),
        ("/usr/bin/zz-moved", "added", "link"),
        ("/usr/bin/zz-opened", "changed", "file"),
    ]
    for name, stat in before.items():
        after = os.lstat(f"/usr/bin/{name}")
        assert (after.st_mtime_ns, after.st_size, after.st_ino) == (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    assert not Path("/usr/bin/zz-added").exists()


async def test_what_is_planted_in_proc_and_dev_stays_as_it_is() -> None:
    paths = ("/proc/cpuinfo", "/proc/bus/zz", "/dev/zz")
    code = "for f in /proc/cpuinfo /proc/bus/zz /dev/zz; do echo bad > $f; rm -f $f; mv $f /tmp; umount $f; done; true"
    async with Bubblewrap().box(world(*paths).plant()) as box:
        await box.run("bash", f"({code}) 2> /dev/null; touch /proc/bus/new /dev/new")
        done = await box.run("bash", "cat /proc/cpuinfo /proc/bus/zz /dev/zz; ls /proc/bus /dev | grep -c new")
    assert done.stdout == "".join(f"secret of {path}\n" for path in paths) + "0\n"


async def test_opened_folder_of_proc_still_shows_the_kernels() -> None:
    async with Bubblewrap().box(world("/proc/sys/kernel/zz", "/proc/bus/zz").plant()) as box:
        done = await box.run("bash", "cat /proc/sys/kernel/hostname /proc/sys/kernel/osrelease; ls /proc/sys/kernel")
        bus = await box.run(("ls", "/proc/bus"))
    assert done.stdout.split()[:2] == ["workstation", os.uname().release]
    assert set(done.stdout.split()[2:]) == {*os.listdir("/proc/sys/kernel"), "zz"}
    assert set(bus.stdout.split()) == {*os.listdir("/proc/bus"), "zz"}


async def test_folders_links_and_modes() -> None:
    files = (
        PlantedFile(path="/lib/zz-folder", kind="folder", mode=0o750),
        PlantedFile(path="/lib/zz-link", kind="link", content="/etc/passwd"),
        PlantedFile(path="/lib/zz-file", mode=0o600),
        PlantedFile(path="/dev/zz-folder", kind="folder", mode=0o750),
        PlantedFile(path="/dev/zz-folder/file", mode=0o640),
        PlantedFile(path="/dev/zz-link", kind="link", content="/etc/passwd"),
        PlantedFile(path="/proc/bus/zz-folder", kind="folder", mode=0o750),
        PlantedFile(path="/proc/bus/zz-link", kind="link", content="/etc/passwd"),
        PlantedFile(path="/proc/version", mode=0o600),
        # are there already, and stay as they are
        PlantedFile(path="/usr/share", kind="folder", mode=0o700),
        PlantedFile(path="/proc/bus", kind="folder", mode=0o700),
        PlantedFile(path="/dev/shm", kind="folder", mode=0o755),
    )
    planted = World(files=files, users=(User(name="ada", uid=1000, home="/usr/share"),))
    paths = " ".join(file.path for file in files)
    async with Bubblewrap().box(planted.plant()) as box:
        done = await box.run("bash", f"stat -c '%a %F' {paths}; readlink /lib/zz-link /dev/zz-link /proc/bus/zz-link")
    assert done.stdout.splitlines() == [
        "750 directory", "777 symbolic link", "600 regular empty file",
        "750 directory", "640 regular empty file", "777 symbolic link",
        "750 directory", "777 symbolic link", "600 regular empty file",
        "755 directory", "555 directory", "755 directory",
        *["/etc/passwd"] * 3,
    ]  # fmt: skip


async def test_surrounding_what_is_there() -> None:
    files = [
        PlantedFile(path=path, content="secret", surrounds=True)
        for path in ("/etc/passwd", "/etc/../root/.bashrc", "/etc/motd", "/srv/new", "/lib/os-release")
    ]
    async with Bubblewrap().box(World(files=tuple(files)).plant()) as box:
        texts = [(await box.run(("cat", file.path))).stdout for file in files]
    async with Bubblewrap().box(World().plant()) as box:
        before = [(await box.run(("cat", path))).stdout for path in ("/etc/passwd", "/root/.bashrc")]
    assert texts[:2] == [f"secret\n{text}secret" for text in before]
    assert texts[2:4] == ["secret\nsecret", "secret"]
    if Path("/usr/lib/os-release").is_file():
        assert texts[4] == f"secret\n{Path('/usr/lib/os-release').read_text()}secret"


# ---------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("", "not absolute"),
        ("etc/passwd", "not absolute"),
        ("../etc/passwd", "not absolute"),
        ("/", "the root"),
        ("/etc/..", "the root"),
        ("/tmp/a\0b", "zero byte"),
        ("/tmp/\ud800", "encoded"),
        ("/tmp/" + "a" * 256, "longer"),
        ("/tmp" + "/a" * 2_100, "longer"),
        ("/etc", "has a folder there"),
        ("/usr", "has a folder there"),
        ("/usr/lib", "folder there"),
        ("/lib", "folder there"),
        ("/lib/", "folder there"),
        ("/usr/lib/python3", "folder there"),
        ("/tmp/../proc", "has a folder there"),
        ("/dev", "has a folder there"),
        ("/etc/passwd/x", "'/etc/passwd' is a file"),
        ("/etc/ssl/cert.pem/x", "'/etc/ssl/cert.pem' is a file"),
        ("/usr/bin/env/x", "'/usr/bin/env' is a file"),
        ("/etc/ld.so.cache/x", "'/etc/ld.so.cache' is a file"),
        ("/run/supervisor", "the box's own"),
        ("/run/supervisor/x", "the box's own"),
        ("/run/processes/x", "the box's own"),
        ("/run/system/usr/bin/x", "the box's own"),
        ("/usr/../run/./supervisor", "the box's own"),
        ("/lib/../../run/supervisor", "the box's own"),
        ("/proc/1/x", "shows a process"),
        ("/proc/1", "shows a process"),
        ("/proc/1/../2/x", "shows a process"),
        ("/proc/424242", "shows a process"),
        ("/proc/self/environ", "shows a process"),
        ("/proc/thread-self/x", "shows a process"),
        ("/proc/sys/../self/maps", "shows a process"),
        ("/proc/net/tcp", "'/proc/net' is a link"),
        ("/proc/net", "'/proc/net' is a link"),
        ("/proc/mounts", "'/proc/mounts' is a link"),
        ("/proc/zz-new", "nobody else can make a name in /proc"),
        ("/proc/zz-new/x", "nobody else can make a name in /proc"),
        ("/proc/cpuinfo/x", "'/proc/cpuinfo' is a file"),
        ("/proc/bus", "kernel has a folder"),
        ("/dev/null", "a device of the box"),
        ("/dev/fd/0", "a device of the box"),
        ("/dev/pts/0", "a device of the box"),
        ("/dev/core", "a device of the box"),
        ("/dev/shm", "folder there"),
        ("/usr/bin/python3", "the box itself runs on"),
        (os.path.realpath("/usr/bin/python3"), "the box itself runs on"),
        ("/bin/bash", "the box itself runs on"),
        ("/usr/bin/../../bin/sh", "the box itself runs on"),
    ],
)
async def test_refused(path: str, why: str) -> None:
    assert why in (why_not(path) or "")
    assert "\n" not in (why_not(path) or "")
    planted = PlantedWorld(world=World(files=(PlantedFile(path=path),)), values={})
    with pytest.raises(InvalidCase, match="cannot be planted"):
        async with Bubblewrap().box(planted):
            pass


def test_modules_and_libraries_that_the_box_runs_on_are_refused() -> None:
    module = next(Path("/usr/lib").glob("python3.*/os.py"))
    library = next(Path("/usr/lib").rglob("libc.so.6"))
    for path in (module, library, Path("/lib") / library.relative_to("/usr/lib")):
        assert "the box itself runs on" in (why_not(str(path)) or "")
        assert why_not(f"{path}.zz") is None


def test_what_can_be_planted() -> None:
    for path in (*NEW, "/etc/passwd", "/root/.bashrc", "/pro/cpuinfo", "/usr/libb/x", "/dev/sda", "/proc/bus/a/b/c"):
        assert why_not(path) is None, path
    assert why_not("/usr/lib", "folder") is None
    assert why_not("/etc/passwd", "folder") is not None
    assert why_not("/proc/cpuinfo", "link") is not None
    assert why_not("/usr/bin/env", "folder") is not None


async def test_more_folders_than_bubblewrap_opens_are_refused() -> None:
    folders = [folder for folder, _, _ in os.walk("/usr/share") if why_not(f"{folder}/zz") is None][:4_000]
    if len(folders) < 1_500:
        pytest.skip("there are too few folders in /usr/share")
    with pytest.raises(InvalidCase, match=r"^the world has files in too many of the system's folders: .*$"):
        async with Bubblewrap().box(world(*(f"{folder}/zz" for folder in folders)).plant()):
            pass


async def test_a_file_below_a_file_is_refused() -> None:
    planted = world("/srv/a", "/srv/../srv/a/b").plant()
    with pytest.raises(InvalidCase, match="the world has a file '/srv/a'"):
        async with Bubblewrap().box(planted):
            pass


@pytest.mark.parametrize("place", ["/dev/zz", "/proc/bus/zz", "/srv/zz"])
async def test_no_link_smuggles_options(place: str) -> None:
    target = "x\0/dev/zy\0--bind\0/root\0/mnt"
    planted = PlantedWorld(world=World(files=(PlantedFile(path=place, kind="link", content=target),)), values={})
    with pytest.raises(InvalidCase, match="no link can point"):
        async with Bubblewrap().box(planted):
            pass


async def test_links_in_the_way_are_followed_as_the_kernel_would() -> None:
    """`..` leaves where a link led, not where it stood."""
    if not Path("/lib").is_symlink():
        pytest.skip("/lib is a folder here")
    done = settled(world("/lib/../zz").plant()).world.files[0].path
    assert done == "/usr/zz"


# ---------------------------------------------------------------------- nothing is weakened


@pytest.mark.parametrize("turn", range(4))
async def test_nothing_that_is_planted_runs_in_process_1(turn: int) -> None:
    """What Python looks for as it starts; process 1 starts while a child of it plants."""
    version = os.path.realpath("/usr/bin/python3").rpartition("/")[2]
    code = "import os\nopen(f'/tmp/ran-in-{os.getpid()}', 'w').close()\ndef add_shim(): pass\n"
    line = code.splitlines()[0] + "; open(f'/tmp/ran-in-{os.getpid()}', 'w').close()\n"
    modules = (
        f"/etc/{version}/sitecustomize.py", f"/usr/lib/{version}/_distutils_hack.py",
        f"/usr/local/lib/{version}/dist-packages/_distutils_hack.py", f"/usr/lib/{version}/usercustomize.py",
        f"/usr/local/lib/{version}/dist-packages/sitecustomize.py",
    )  # fmt: skip
    files = [PlantedFile(path=path, content=code) for path in modules]
    files += [PlantedFile(path="/usr/lib/python3/dist-packages/zz.pth", content=line)]
    async with Bubblewrap().box(World(files=tuple(files)).plant()) as box:
        done = await box.run("bash", "ls /tmp; python3 -c pass; ls /tmp | wc -l")
    assert done.stdout == "1\n"


async def test_no_module_of_a_program_runs_before_its_limits() -> None:
    version = os.path.realpath("/usr/bin/python3").rpartition("/")[2]
    program = f"""
import os
for name in ("mmap", "itertools", "_ctypes"):
    with open(f"/usr/lib/{version}/{{name}}.py", "w") as file:
        file.write("open('/tmp/ran', 'w').close()")
"""
    planted = world(f"/usr/lib/{version}/zz").model_copy(update={"record_calls": True})
    async with Bubblewrap().box(planted.plant()) as box:
        assert (await box.run("python", program)).stderr == ""
        await box.run("python", "pass")
        assert (await box.run(("ls", "/tmp"))).stdout == ""


def test_other_worlds_cost_nothing() -> None:
    for paths in ((), ("/etc/passwd", "/srv/a", "/dev/shm/a", "/usr/local/bin/x", "/proc.txt", "/devices")):
        none = Openings(settled(world(*paths).plant()))
        assert not none.roots
        assert none.system_options("--ro-bind") == none.dev_options(lambda _: "7") == []
        assert none.proc_options(lambda _: "7") == ["--ro-bind-data", "7", "/proc/cmdline"]


class Opened(Bubblewrap):
    """Every box it opens has all kinds of opened folders."""

    def box(self, world: PlantedWorld, *, shared: bool = False) -> SupervisedBox:
        more = world.world.model_copy(update={"files": (*world.world.files, *OPENED.files)})
        return super().box(world.model_copy(update={"world": more}), shared=shared)

    def with_limits(self, limits: object) -> Opened:
        return Opened(limits)  # type: ignore[arg-type]


async def test_every_guarantee_holds_with_opened_folders() -> None:
    findings = {f.guarantee: f.detail for f in await examine(Opened(), thorough=True) if not f.holds}
    # the probe knows no mounts there
    originals = findings.pop(Guarantee.HOST_FILES)
    assert all(mount.startswith("/run/system") for mount in originals.split("; "))
    assert findings == {}
    async with Opened().box(World().plant()) as box:
        mounts = (await box.run(("grep", " /run/system", "/proc/self/mountinfo"))).stdout.splitlines()
    assert len(mounts) == 5
    assert all(line.split()[5].startswith("ro,") for line in mounts)


@pytest.mark.skipif(ordinary_user.MARKER in os.environ, reason="this is the inner run")
def test_as_an_ordinary_user() -> None:
    if (reason := ordinary_user.why_not(PROJECT)) is not None:
        pytest.skip(reason)
    done = ordinary_user.run_tests(PROJECT, Path(__file__), "-q", "-x", timeout_s=300)
    assert done.exit_code == 0, done.output[-3000:]
