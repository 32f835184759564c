"""The network: sockets, HTTP clients, mail, file transfer."""

from __future__ import annotations

import re

from redblue.blue.code.act import Verb
from redblue.blue.code.python.models.files import keep, path_of
from redblue.blue.code.python.objects import Call, known_items, model, opaque, text_of
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, concat, origins_of

_NONE = Value("None", kind="none")
_DATA = ("data", "json", "files", "content", "body", "params", "headers", "cookies", "fields", "auth")
_METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "request", "stream")
_CLIENTS = ("requests", "httpx", "requests.Session()", "requests.session()", "httpx.Client()", "httpx.AsyncClient()",
            "aiohttp.ClientSession()", "urllib3.PoolManager()", "requests.api", "cloudscraper.create_scraper()",
            "requests_html.HTMLSession()", "grequests", "treq", "asks")  # fmt: skip


def fetched(call: Call, url: Value, data: list[Value], *, method: str = "") -> Value:
    """A request: noted as fetched, and as sent where something goes with it. Returns the response."""
    if url.text.startswith("file://"):
        path = url.text.removeprefix("file://")
        call.act(Verb.READ, Value(path, url.origins, kind="path"))
        return Value(HOLE, frozenset({Origin(Source.FILE, path)}), kind="object", ref="response()")
    data = [_without_credentials(value) for value in data]
    sent = [
        value
        for value in data
        if value.kind != "none" and (value.all_origins() or value.text not in ("", HOLE) or value.items or value.fields)
    ]
    carries = [
        origin
        for origin in url.all_origins()
        if origin.source in (Source.FILE, Source.ENVIRONMENT, Source.LISTING, Source.SCREEN)
    ]
    if sent or carries:
        what = Value(sent[0].text if len(sent) == 1 else HOLE, origins_of(*sent, Value(HOLE, frozenset(carries))))
        call.act(Verb.SEND, url, data=what, how={method.lower()} if method else set())
    if not sent or method.lower() in ("", "get", "head"):
        call.act(Verb.FETCH, url)
    text = url.text
    return Value(HOLE, frozenset({Origin(Source.NETWORK, text)}), kind="object", ref="response()", fields={})


_CREDENTIALS = re.compile(
    r"authorization|api-?key|token|cookie|x-auth|password|secret|user-agent|accept", re.IGNORECASE
)


def _without_credentials(value: Value) -> Value:
    """Headers without those that a request is meant to be authorised by."""
    if value.kind != "dict" or not value.fields:
        return value
    rest = {name: one for name, one in value.fields.items() if not _CREDENTIALS.search(name)}
    return Value(HOLE, value.origins, kind="dict", fields=rest, items=value.items)


@model(*[f"{client}.{name}" for client in _CLIENTS for name in _METHODS])
def _request(call: Call) -> Value:
    name = call.ref.rpartition(".")[2]
    first = 1 if name in ("request", "stream") else 0
    url = text_of(call.arg(first, "url"))
    base = ((call.receiver or UNKNOWN).fields or {}).get("base_url")
    if base is not None and not url.text.startswith("http"):
        url = concat(base, url)
    method = call.arg(0, "method").text if first else name
    data = [value for key, value in call.kwargs.items() if key in _DATA]
    data += call.args[first + 1 :]
    return fetched(call, url, data, method=method)


@model(
    "requests.Session",
    "requests.session",
    "requests.sessions.Session",
    "httpx.Client",
    "httpx.AsyncClient",
    "aiohttp.ClientSession",
    "urllib3.PoolManager",
    "cloudscraper.create_scraper",
    "requests_html.HTMLSession",
)
def _client(call: Call) -> Value:
    base = {key: value for key, value in call.kwargs.items() if key == "base_url"}
    return opaque(f"{call.ref}()", origins=(), **base)


@model("urllib.request.Request", "requests.Request")
def _prepared(call: Call) -> Value:
    """A request that is made first and sent later."""
    position = 1 if call.ref == "requests.Request" else 0
    carried = [call.arg(position + 1, "data"), *[value for name, value in call.kwargs.items() if name in _DATA]]
    data = carried[0] if len(carried) == 1 else Value(HOLE, origins_of(*carried))
    return opaque("request()", url=text_of(call.arg(position, "url")), data=data)


@model("request().add_header", "request().add_unredirected_header")
def _add_header(call: Call) -> Value:
    fields = (call.receiver or UNKNOWN).fields
    if fields is not None:
        fields["data"] = Value(HOLE, origins_of(fields.get("data", UNKNOWN), *call.args))
    return _NONE


@model("request().prepare", "requests.Session().prepare_request")
def _prepare(call: Call) -> Value:
    return call.receiver if call.receiver is not None and call.receiver.ref == "request()" else call.arg(0)


@model(
    "urllib.request.urlopen",
    "urllib.urlopen",
    "urllib.request.OpenerDirector().open",
    "urllib.request.build_opener().open",
    "mechanize.Browser().open",
    "requests.Session().send",
    "requests.sessions.Session().send",
    "webbrowser.open",
)
def _urlopen(call: Call) -> Value:
    first = call.arg(0, "url")
    if first.kind == "object" and first.fields and "url" in first.fields:
        return fetched(call, first.fields["url"], [first.fields["data"], call.arg(1, "data")])
    return fetched(call, text_of(first), [call.arg(1, "data")])


@model(
    "urllib.request.urlretrieve",
    "urllib.urlretrieve",
    "wget.download",
    "pandas.io.common.urlretrieve",
    "gdown.download",
    "torch.hub.download_url_to_file",
    "request.urlretrieve",
)
def _urlretrieve(call: Call) -> Value:
    url, path = text_of(call.arg(0, "url")), call.arg(1, "filename")
    response = fetched(call, url, [])
    if not call.given(1, "filename"):
        path = Value(url.text.rpartition("/")[2] or "index.html", url.origins)
    data = Value(HOLE, response.origins)
    call.act(Verb.WRITE, path_of(path), data=data)
    keep(call, path_of(path), data)
    return Value(HOLE, kind="list", items=[path, UNKNOWN])


@model("http.client.HTTPConnection", "http.client.HTTPSConnection", "httplib.HTTPConnection", "httplib.HTTPSConnection")
def _http_connection(call: Call) -> Value:
    scheme = "https" if "HTTPS" in call.ref else "http"
    host = text_of(call.arg(0, "host"))
    port = concat(Value(":"), text_of(call.arg(1, "port"))) if call.given(1, "port") else Value("")
    return opaque("http.client()", base=concat(Value(f"{scheme}://"), host, port))


@model("http.client().request", "http.client().putrequest")
def _http_request(call: Call) -> Value:
    base = ((call.receiver or UNKNOWN).fields or {}).get("base", UNKNOWN)
    url = concat(base, text_of(call.arg(1, "url")))
    response = fetched(call, url, [call.arg(2, "body"), call.arg(3, "headers")], method=call.arg(0, "method").text)
    if call.receiver is not None and call.receiver.fields is not None:
        call.receiver.fields["response"] = response
        call.receiver.fields["url"] = url
    return _NONE


@model("http.client().send", "http.client().endheaders", "http.client().putheader")
def _http_send(call: Call) -> Value:
    fields = (call.receiver or UNKNOWN).fields or {}
    data = call.arg(1) if call.ref.endswith("putheader") else call.arg(0)
    if call.args:
        call.act(Verb.SEND, fields.get("url", fields.get("base", UNKNOWN)), data=data)
    return _NONE


@model("http.client().getresponse")
def _http_response(call: Call) -> Value:
    return ((call.receiver or UNKNOWN).fields or {}).get("response", UNKNOWN)


@model(
    "xmlrpc.client.ServerProxy",
    "websocket.create_connection",
    "websockets.connect",
    "websockets.sync.client.connect",
    "telnetlib.Telnet",
    "paramiko.SSHClient().connect",
    "ftplib.FTP",
    "ftplib.FTP_TLS",
    "smtplib.SMTP",
    "smtplib.SMTP_SSL",
    "imaplib.IMAP4",
    "imaplib.IMAP4_SSL",
    "nntplib.NNTP",
    "socket.create_connection",
    "asyncio.open_connection",
    "asyncio.open_unix_connection",
    "paramiko.Transport",
    "pysftp.Connection",
)
def _connection(call: Call) -> Value:
    peer = _address(call.args, call.kwargs)
    call.act(Verb.CONNECT, peer)
    made = Value(
        HOLE, frozenset({Origin(Source.SOCKET, peer.text)}), kind="object", ref="socket.socket()", fields={"peer": peer}
    )
    if "asyncio" in call.ref:
        return Value(HOLE, made.origins, kind="list", items=[made, made])
    return made


def _address(args: list[Value], kwargs: dict[str, Value]) -> Value:
    first = args[0] if args else kwargs.get("host", kwargs.get("url", kwargs.get("address", UNKNOWN)))
    items = known_items(first) if first.kind == "list" else None
    if items and len(items) >= 2:
        return concat(text_of(items[0]), Value(":"), text_of(items[1]))
    port = args[1] if len(args) > 1 and args[1].kind in ("int", "any") else kwargs.get("port")
    text = text_of(first)
    return concat(text, Value(":"), text_of(port)) if port is not None and "://" not in text.text else text


@model(
    "socket.socket",
    "socket.socketpair",
    "ssl.wrap_socket",
    "ssl.create_default_context().wrap_socket",
    "ssl.SSLContext().wrap_socket",
    "socket.fromfd",
)
def _socket(call: Call) -> Value:
    if "wrap" in call.ref:
        return call.arg(0, "sock")
    given = " ".join(value.ref + value.text for value in call.all)
    fields = {"udp": Value("udp")} if "SOCK_DGRAM" in given or "SOCK_RAW" in given else {}
    return Value(HOLE, frozenset({Origin(Source.SOCKET)}), kind="object", ref="socket.socket()", fields=fields)


@model("socket.socket().connect_ex")
def _connect_ex(call: Call) -> Value:
    _connect(call)
    return UNKNOWN


@model("socket.socket().connect")
def _connect(call: Call) -> Value:
    peer = _address(call.args, call.kwargs)
    call.act(Verb.CONNECT, peer)
    receiver = call.receiver or UNKNOWN
    if receiver.fields is not None:
        receiver.fields["peer"] = peer
    return _NONE


@model(
    "socket.socket().bind",
    "socket.create_server",
    "http.server.HTTPServer",
    "socketserver.TCPServer",
    "http.server.ThreadingHTTPServer",
    "asyncio.start_server",
)
def _bind(call: Call) -> Value:
    args = call.args[1:] if call.ref == "asyncio.start_server" else call.args
    call.act(Verb.LISTEN, _address(args, call.kwargs))
    if call.ref == "asyncio.start_server":
        stream = Value(
            HOLE, frozenset({Origin(Source.SOCKET, "accepted")}), kind="object", ref="socket.socket()", fields={}
        )
        call.interpreter.call(call.arg(0), [stream, stream], {}, call.node)
    return (
        Value(HOLE, frozenset({Origin(Source.SOCKET)}), kind="object", ref="socket.socket()", fields={})
        if "create" in call.ref
        else UNKNOWN
    )


@model("socket.socket().accept")
def _accept(call: Call) -> Value:
    receiver = call.receiver or UNKNOWN
    made = Value(
        HOLE, receiver.origins | {Origin(Source.SOCKET, "accepted")}, kind="object", ref="socket.socket()", fields={}
    )
    return Value(HOLE, kind="list", items=[made, UNKNOWN])


@model(
    "socket.socket().recv",
    "socket.socket().recvfrom",
    "socket.socket().recv_into",
    "socket.socket().read",
    "socket.socket().readline",
    "socket.socket().readuntil",
    "socket.socket().read_until",
    "socket.socket().readexactly",
    "socket.socket().recvmsg",
    "socket.socket().read_very_eager",
)
def _receive(call: Call) -> Value:
    receiver = call.receiver or UNKNOWN
    peer = (receiver.fields or {}).get("peer", UNKNOWN)
    data = Value(HOLE, receiver.origins | {Origin(Source.SOCKET, peer.text)}, kind="bytes")
    return (
        Value(HOLE, data.origins, kind="list", items=[data, UNKNOWN])
        if call.ref.endswith(("recvfrom", "recvmsg"))
        else data
    )


@model(
    "socket.socket().send",
    "socket.socket().sendall",
    "socket.socket().sendto",
    "socket.socket().write",
    "socket.socket().sendfile",
    "socket.socket().sendmsg",
    "socket.socket().storbinary",
    "socket.socket().storlines",
    "socket.socket().sendmail",
    "socket.socket().send_message",
    "socket.socket().put",
    "socket.socket().sendcmd",
    "socket.socket().writelines",
    "socket.socket().makefile().write",
)
def _send(call: Call) -> Value:
    receiver = call.receiver or UNKNOWN
    fields = receiver.fields or {}
    peer = fields.get("peer", UNKNOWN)
    if call.ref.endswith(("sendto", "sendmsg")) and len(call.args) > 1:
        peer = _address([call.args[-1]], {})
    data = Value(HOLE, origins_of(*call.all)) if len(call.args) > 1 and not call.ref.endswith("sendto") else call.arg(0)
    if data.kind == "object" and data.fields and "path" in data.fields:
        data = data.tagged(Origin(Source.FILE, data.fields["path"].text))
    call.act(Verb.SEND, peer, data=data, how={"udp"} if "udp" in fields else set())
    return UNKNOWN


@model(
    "socket.socket().makefile",
    "socket.socket().fileno",
    "socket.socket().detach",
    "socket.socket().__enter__",
    "socket.socket().dup",
    "socket.socket().get_extra_info",
)
def _itself(call: Call) -> Value:
    return call.receiver or UNKNOWN


@model("*.sendto")
def _datagram(call: Call) -> Value:
    """Of something that is not known, but only datagrams are sent so."""
    peer = _address([call.args[-1]], {}) if len(call.args) > 1 else UNKNOWN
    call.act(Verb.SEND, peer, data=call.arg(0), how={"udp"})
    return UNKNOWN


@model("socket.gethostbyname", "socket.getaddrinfo", "socket.gethostbyname_ex", "dns.resolver.resolve")
def _resolve(call: Call) -> Value:
    name = text_of(call.arg(0))
    if any(origin.source in (Source.FILE, Source.ENVIRONMENT) for origin in name.all_origins()):
        call.act(Verb.SEND, name, data=name, how={"dns"})
    return Value(name.text, name.origins)


_URL = re.compile(r"^(?:https?|ftp)://", re.IGNORECASE)


@model(
    "pandas.read_json",
    "pandas.read_html",
    "pandas.read_excel",
    "pandas.read_parquet",
    "numpy.load",
    "torch.load",
    "joblib.load",
    "feedparser.parse",
    "newspaper.Article",
    "git.Repo.clone_from",
    "cv2.VideoCapture",
)
def _load(call: Call) -> Value:
    where = text_of(call.arg(0))
    if _URL.match(where.text):
        return fetched(call, where, [])
    call.act(Verb.READ, path_of(where))
    return Value(HOLE, frozenset({Origin(Source.FILE, where.text)}), kind="object", ref=f"{call.ref}()")
