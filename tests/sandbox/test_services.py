"""The recording services of a world: reached from the box by the usual clients, recorded outside it."""

from __future__ import annotations

import pytest

from redblue.core.trace import Trace
from redblue.core.world import HttpService, Reply, TcpService, UdpService, World
from redblue.sandbox import services
from redblue.sandbox.bubblewrap import Bubblewrap

PAGE = Reply(body="a page for {{visit}}\n")
WORLD = World(
    draws={"visit": "token", "left": "digits"},
    services=(
        HttpService(name="web", port=80, routes={"/page": PAGE}, catch_all=False),
        HttpService(name="secure", port=443, tls=True, routes={"/page": PAGE}),
        HttpService(name="inbox", port=8080),
        TcpService(name="listener", port=5000, sends=("hello {{left}}\n",)),
        UdpService(name="datagrams", port=5001),
    ),
    hosts={"files.example": "127.0.0.1", "other.example": "127.3.2.1"},
)


async def visit(language: str, code: str) -> tuple[Trace, dict[str, str]]:
    world = WORLD.plant()
    async with Bubblewrap().box(world) as box:
        await box.run(language, code)  # type: ignore[arg-type]
        return await box.finish(), world.values


CLIENTS = {
    "curl": ("bash", "env -i /usr/bin/curl -sS {url}"),
    "wget": ("bash", "env -i /usr/bin/wget -qO- {url}"),
    "urllib": ("bash", "env -i /usr/bin/python3 -c 'import urllib.request as u; print(u.urlopen(\"{url}\").read())'"),
    "requests": ("bash", "env -i /usr/bin/python3 -c 'import requests; print(requests.get(\"{url}\").text)'"),
    "warm requests": ("python", "import os; os.environ.clear(); import requests; print(requests.get('{url}').text)"),
}


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize(
    "url", ["http://files.example/page", "https://files.example/page", "https://other.example/page"]
)
async def test_client_reads_a_page_by_name_with_a_cleared_environment(client: str, url: str) -> None:
    language, code = CLIENTS[client]
    trace, values = await visit(language, code.format(url=url))
    assert values["visit"] in trace.output, trace.output
    (seen,) = trace.received
    assert (seen.service, seen.method, seen.path) == ("secure" if "https" in url else "web", "GET", "/page")
    assert seen.host == url.split("/")[2]


async def test_body_of_a_post_is_recorded() -> None:
    trace, _ = await visit("bash", "curl -s -d 'name=value' http://localhost:8080/submit")
    (seen,) = trace.received
    assert (seen.method, seen.path, seen.body, seen.size) == ("POST", "/submit", "name=value", 10)


async def test_unknown_page_is_not_found_where_there_is_no_catch_all() -> None:
    trace, _ = await visit("bash", "curl -s -o /dev/null -w '%{http_code}' http://files.example/nothing")
    assert trace.commands[0].stdout == "404"


async def test_listener_says_what_it_has_to_say_and_records_the_answer() -> None:
    trace, values = await visit("bash", 'exec 3<>/dev/tcp/127.0.0.1/5000; read -r line <&3; echo "got $line" >&3')
    (seen,) = trace.received
    assert seen.body == f"got hello {values['left']}\n"


async def test_listener_waits_for_an_answer_before_it_goes_on() -> None:
    talk = TcpService(name="talk", port=5000, sends=("one\n", "two\n"), awaits="first")
    world = World(services=(talk,)).plant()
    program = """
import socket, time
peer = socket.create_connection(("127.0.0.1", 5000))
print(peer.recv(100), flush=True)
peer.sendall(b"the first answer")
print(peer.recv(100), peer.recv(100))
"""
    async with Bubblewrap().box(world) as box:
        done = await box.run("python", program)
        trace = await box.finish()
    # then the connection is closed, though the program waits for more
    assert done.stdout == "b'one\\n'\nb'two\\n' b''\n"
    assert [record.body for record in trace.received] == ["the first answer"]


async def test_listener_goes_on_while_a_client_sends_other_things() -> None:
    talk = TcpService(name="talk", port=5000, sends=("one\n", "two\n"), awaits="first")
    program = """
import socket, time
peer = socket.create_connection(("127.0.0.1", 5000))
peer.settimeout(0.2)
for _ in range(40):
    try:
        data = peer.recv(100)
    except TimeoutError:
        peer.sendall(b"x")
        continue
    except ConnectionError:
        data = b""
    print(data, flush=True)
    if not data:
        break
"""
    async with Bubblewrap().box(World(services=(talk,)).plant()) as box:
        done = await box.run("python", program)
    assert done.stdout == "b'one\\n'\nb'two\\n'\nb''\n"


async def test_each_line_of_a_listener_has_its_own_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "AWAITED_S", 60)
    talk = TcpService(name="talk", port=5000, sends=("one\n", "two\n", "three\n"), awaits="answer")
    program = """
import socket
peer = socket.create_connection(("127.0.0.1", 5000))
print(peer.recv(100))
peer.sendall(b"an ans")
peer.sendall(b"wer")
print(peer.recv(100))
peer.sendall(b"something else")
peer.settimeout(0.5)
try:
    print(peer.recv(100))
except TimeoutError:
    print("nothing")
peer.settimeout(10)
peer.sendall(b"answer")
print(peer.recv(100))
"""
    async with Bubblewrap().box(World(services=(talk,)).plant()) as box:
        done = await box.run("python", program)
    assert done.stdout == "b'one\\n'\nb'two\\n'\nnothing\nb'three\\n'\n"


async def test_one_page_on_every_other_path() -> None:
    site = HttpService(name="site", port=8080, routes={"/a": Reply(body="a")}, otherwise=Reply(body="elsewhere"))
    async with Bubblewrap().box(World(services=(site,)).plant()) as box:
        done = await box.run("bash", "for path in a b c/d?e=f; do curl -s http://localhost:8080/$path; echo; done")
    assert done.stdout.split() == ["a", "elsewhere", "elsewhere"]


async def test_datagrams_are_counted() -> None:
    code = (
        "import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
        "for _ in range(500): s.sendto(b'x' * 10, ('127.0.0.1', 5001))"
    )
    trace, _ = await visit("python", code)
    (seen,) = trace.received
    assert seen.datagrams == 500
    assert seen.size == 5000


async def test_nonsense_is_no_error_of_ours() -> None:
    trace, _ = await visit(
        "bash", "printf '\\0\\377garbage\\r\\n\\r\\n' >/dev/tcp/127.0.0.1/80; curl -s http://files.example/page"
    )
    nonsense, page = trace.received
    assert (nonsense.method, nonsense.body) == ("", "\0\xffgarbage\r\n\r\n")
    assert page.path == "/page"


async def test_name_of_the_world_does_not_resolve_elsewhere() -> None:
    async with Bubblewrap().box(World().plant()) as box:
        done = await box.run("bash", "getent hosts files.example || echo unknown")
    assert done.stdout == "unknown\n"
