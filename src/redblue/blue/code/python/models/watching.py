"""Looking at the machine and at who uses it: load, network counters, screen, keys, clipboard, folders."""

from __future__ import annotations

from redblue.blue.code.act import Verb
from redblue.blue.code.python.models.files import path_of
from redblue.blue.code.python.objects import Call, model, opaque
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value

_LOAD = ("cpu_percent", "cpu_times", "cpu_times_percent", "cpu_stats", "cpu_freq", "cpu_count", "getloadavg",
         "virtual_memory", "swap_memory", "disk_usage", "disk_partitions", "disk_io_counters", "net_io_counters",
         "net_connections", "net_if_addrs", "net_if_stats", "sensors_temperatures", "sensors_battery", "sensors_fans",
         "users", "boot_time", "pid_exists", "wait_procs")  # fmt: skip
_QUIET = ("cpu_count", "pid_exists", "wait_procs")


@model(*[f"psutil.{name}" for name in _LOAD])
def _psutil(call: Call) -> Value:
    name = call.ref.rpartition(".")[2]
    if name not in _QUIET:
        call.act(Verb.WATCH, Value(name))
    return opaque(f"{call.ref}()")


@model("os.getloadavg", "os.times", "resource.getrusage", "GPUtil.getGPUs", "pynvml.nvmlInit")
def _load(call: Call) -> Value:
    if call.ref in ("os.getloadavg", "GPUtil.getGPUs"):
        call.act(Verb.WATCH, Value(call.ref))
    return UNKNOWN


@model(
    "PIL.ImageGrab.grab",
    "ImageGrab.grab",
    "pyautogui.screenshot",
    "pyscreenshot.grab",
    "mss.mss().grab",
    "mss.mss().shot",
    "d3dshot.create",
    "PIL.ImageGrab.grabclipboard",
    "pyperclip.paste",
    "clipboard.paste",
    "win32clipboard.GetClipboardData",
    "sounddevice.rec",
    "pyaudio.PyAudio().open",
    "mss.mss",
    "tkinter.Tk().clipboard_get",
)
def _screen(call: Call) -> Value:
    call.act(
        Verb.WATCH, Value("clipboard" if "lip" in call.ref and "grab" not in call.ref else "screen"), how={"private"}
    )
    return Value(HOLE, frozenset({Origin(Source.SCREEN, call.ref)}), kind="object", ref=f"{call.ref}()", fields={})


@model(
    "pynput.keyboard.Listener",
    "pynput.mouse.Listener",
    "keyboard.on_press",
    "keyboard.hook",
    "keyboard.read_event",
    "keyboard.record",
    "keyboard.on_release",
    "pyxhook.HookManager",
    "mouse.hook",
    "keyboard.add_hotkey",
)
def _keys(call: Call) -> Value:
    call.act(Verb.WATCH, Value("keys"), how={"private"})
    callback = next((value for value in call.all if value.kind in ("function", "bound")), None)
    if callback is not None:
        call.interpreter.call(callback, [Value(HOLE, frozenset({Origin(Source.SCREEN, "keys")}))], {}, call.node)
    return UNKNOWN


@model(
    "watchdog.observers.Observer().schedule",
    "watchdog.observers.polling.PollingObserver().schedule",
    "watchdog.utils.dirsnapshot.DirectorySnapshot",
    "watchfiles.watch",
    "watchfiles.awatch",
    "pyinotify.WatchManager().add_watch",
    "inotify.adapters.Inotify().add_watch",
    "inotify.adapters.InotifyTree",
)
def _folder(call: Call) -> Value:
    position = 1 if "schedule" in call.ref else 0
    call.act(Verb.WATCH, path_of(call.arg(position, "path")), how={"folder"})
    return UNKNOWN


@model("scapy.all.sniff", "scapy.sniff", "pyshark.LiveCapture", "pcap.pcap", "dpkt.pcap.Reader")
def _packets(call: Call) -> Value:
    call.act(Verb.WATCH, Value("packets"), how={"private"})
    return Value(HOLE, frozenset({Origin(Source.NETWORK, "sniffed")}))


@model("random.seed", "numpy.random.seed")
def _seed(call: Call) -> Value:
    return Value("None", kind="none")


@model(
    "os.urandom",
    "secrets.token_hex",
    "secrets.token_bytes",
    "secrets.token_urlsafe",
    "secrets.randbelow",
    "uuid.uuid4",
    "random.SystemRandom",
    "os.getrandom",
)
def _secure(call: Call) -> Value:
    return Value(HOLE, frozenset({Origin(Source.SECURE_RANDOM)}))


@model(
    "time.time",
    "time.time_ns",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "time.strftime",
    "datetime.date.today",
)
def _now(call: Call) -> Value:
    return Value(HOLE, frozenset({Origin(Source.TIME)}), kind="object", ref=f"{call.ref}()", fields={})
