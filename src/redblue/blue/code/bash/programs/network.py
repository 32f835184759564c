"""curl, wget and their like."""

from __future__ import annotations

import re

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.programs.settings import curl_arguments, own_settings, wget_arguments
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import HOLE, NOWHERE, Origin, Origins, Source, Value, concat, unknown

_REMOTE = re.compile(r"(?:[\w.+-]+@)?[\w.-]+:(?!//)|\w+://|[\w.-]+::")
_CURL_LONG = frozenset({
    "data", "data-raw", "data-binary", "data-ascii", "data-urlencode", "form", "form-string", "upload-file",
    "output", "header", "request", "user", "user-agent", "referer", "cookie", "cookie-jar", "proxy", "max-time",
    "retry", "json", "connect-timeout", "write-out", "cert", "key", "cacert", "resolve", "output-dir", "config",
    "url", "range", "dump-header", "interface", "limit-rate", "url-query", "aws-sigv4", "retry-delay",
    "retry-max-time", "unix-socket", "oauth2-bearer", "mail-from", "mail-rcpt", "netrc-file", "socks5",
    "socks5-hostname", "preproxy", "proto", "stderr", "max-redirs", "max-filesize", "speed-limit", "speed-time",
    "keepalive-time", "expect100-timeout", "happy-eyeballs-timeout-ms", "capath", "cert-type", "key-type", "pass",
    "crlfile", "pinnedpubkey", "proxy-user", "proxy-header", "noproxy", "socks4", "socks4a", "socks5-basic",
    "dns-servers", "doh-url", "local-port", "krb", "login-options", "proto-default", "proto-redir", "tls-max",
    "tls13-ciphers", "curves", "engine", "egd-file", "random-file", "ftp-port", "ftp-account", "ftp-method",
    "telnet-option", "tftp-blksize", "hostpubmd5", "pubkey", "request-target", "alt-svc", "hsts", "etag-save",
    "etag-compare", "create-file-mode", "service-name", "delegation", "mail-auth", "postquote", "rate",
    "parallel-max", "libcurl", "trace", "trace-ascii", "time-cond", "ciphers", "connect-to", "variable", "quote",
})  # fmt: skip
_WGET_LONG = frozenset({
    "output-document", "output-file", "post-data", "post-file", "body-data", "body-file", "header", "user-agent",
    "directory-prefix", "input-file", "user", "password", "timeout", "tries", "method", "referer", "wait", "level",
    "accept", "reject", "domains", "execute", "load-cookies", "save-cookies", "limit-rate", "quota", "base",
    "append-output", "use-askpass", "config",
})  # fmt: skip
_NETWORKED = ("http://", "https://", "ftp://", "ftps://", "sftp://", "scp://", "tftp://", "smtp://", "smtps://",
              "telnet://", "gopher://", "dict://", "ldap://", "imap://", "mqtt://", "ws://", "wss://")  # fmt: skip


def is_remote(text: str) -> bool:
    """Whether it names something on another machine: host:path, or a URL."""
    head = text.partition("/")[0]
    return _REMOTE.match(text) is not None and (":" in head) and not (len(head) == 2 and head[1] == ":")


def _attached(call: Call, value: Value, *, form: bool = False, encoded: bool = False) -> Value:
    """What an argument of -d or -F stands for: itself, or the file behind an @."""
    text = value.text
    if form:
        _, sign, rest = text.partition("=")
        mark, path = rest[:1], rest[1:].partition(";")[0].strip('"')
        if not sign or mark not in ("@", "<") or not path:
            return value
    elif text[:1] == "@":
        path = text[1:]
    elif encoded and "@" in text and "=" not in text.partition("@")[0]:
        path = text.partition("@")[2]
    else:
        return value
    made = unknown if value.others else _same
    content = call.read(Value(path, value.origins, payload=value.payload) if path != "-" else Value("-"))
    for one in value.others:
        content = unknown(content, call.read(Value(one.text.partition("@")[2], one.origins)))
    return made(content)


def _same(value: Value) -> Value:
    return value


@program("curl", "curlie")
def curl(call: Call) -> Value | None:
    options = call.options("dFToHXuAebcxmwEKrDQYyzhCtPUB", _CURL_LONG)
    sent: list[Value] = [_attached(call, one) for one in options.all("d", "data", "data-binary", "data-ascii", "json")]
    sent += options.all("data-raw", "form-string")
    sent += [_attached(call, one, form=True) for one in options.all("F", "form")]
    sent += [_attached(call, one, encoded=True) for one in options.all("data-urlencode", "url-query")]
    for path in options.all("T", "upload-file"):
        sent.append(call.stdin if path.text in ("-", ".") else call.read(path))
    for header in options.all("H", "header"):
        if header.text[:1] == "@":
            sent.append(call.read(Value(header.text[1:], header.origins)))
        elif header.origins or header.others:
            sent.append(header)
    sent += [one for one in options.all("u", "user", "A", "user-agent", "b", "cookie", "e", "referer") if one.origins]
    configured: list[Value] = []
    for path in options.all("K", "config"):
        configured += curl_arguments(call.stdin if path.text == "-" else call.read(path))
    if not options.has("q", "disable"):
        for content in own_settings(call, (("CURL_HOME", "/.curlrc"), ("XDG_CONFIG_HOME", "/curlrc")), ".curlrc"):
            configured += curl_arguments(content)
    names = [one.text for one in configured]
    for place, name in enumerate(names):  # a file that names a file is followed no further
        if name in ("--config", "-K"):
            configured[place : place + 2] = [Value("-q")] * len(configured[place : place + 2])
    if configured:
        rest = [one for one in call.args if one.text not in ("-q", "--disable")]
        for path in options.all("K", "config"):
            rest = [one for one in rest if one is not path and one.text not in ("-K", "--config", f"-K{path.text}")]
        return curl(Call(call.shell, call.name, [Value("-q"), *rest, *configured], call.stdin, call.span))
    netrc = options.last("netrc-file")
    if netrc is not None:
        content = call.read(netrc)
        sent += [] if netrc.text[:1] == "~" else [content]
    urls = [*options.operands, *options.all("url")]
    if not urls:
        return call.output()
    bodies = bool(sent) or options.has("d", "F", "T")
    origins: Origins = NOWHERE
    for url in urls:
        served = _served(call, url)
        if served is not None:
            return served
        if url.text.startswith("file://"):
            origins |= call.read(Value(url.text[7:], url.origins)).all_origins()
            continue
        _asked(call, url, sent, sends=bodies)
        origins |= url.origins | {Origin(Source.NETWORK, url.text)}
    answer = Value(origins=frozenset(origins))
    outputs = options.all("o", "output")
    folder = options.last("output-dir")
    if options.has("O", "remote-name", "J", "remote-header-name", "remote-name-all"):
        outputs = [*outputs, *[base_name(url) for url in urls]]
    for output in outputs:
        call.write(concat(folder, Value("/"), output) if folder is not None else output, answer)
    for jar in options.all("D", "dump-header", "c", "cookie-jar"):
        call.write(jar, answer)
    if outputs:
        return None
    write = options.last("w", "write-out")
    return answer if write is None else Value(origins=answer.origins)


_LOCAL = re.compile(r"(?:http://)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]):(\d{1,5})/(.+)")


def _served(call: Call, url: Value) -> Value | None:
    """The content of a file that the block itself serves."""
    match = _LOCAL.fullmatch(url.text) if call.shell.serves else None
    return call.written(Value(match[2])) if match and match[1] in call.shell.serves else None


def _asked(call: Call, url: Value, sent: list[Value], *, sends: bool) -> None:
    """Notes a request. What was read from somewhere and stands in the URL goes out too."""
    query = [Value(one.text, one.origins) for one in url.each() if _carries(one)]
    if sends:
        call.act(Verb.SEND, url, data=_together([*sent, *query]))
        return
    call.act(Verb.FETCH, url)
    carried = [*sent, *query]
    if any(one.all_origins() for one in carried):
        call.act(Verb.SEND, url, data=_together(carried), how=frozenset({"query"}))


_CARRIED = frozenset({
    Source.FILE, Source.ENVIRONMENT, Source.PROCESSES, Source.SCREEN, Source.SECRET, Source.LISTING, Source.OUTPUT,
})  # fmt: skip


def _carries(url: Value) -> bool:
    """Whether what was read from somewhere stands behind the host; before it, it is only an address."""
    host, sign, rest = url.text.partition("://")[2 if "://" in url.text else 0].partition("/")
    return (
        HOLE not in host and HOLE in rest and any(origin.source in _CARRIED for origin in url.origins)
        if sign
        else False
    )


def _together(values: list[Value]) -> Value:
    return values[0] if len(values) == 1 else concat(*values) if values else Value("")


def base_name(url: Value) -> Value:
    """The name that a download gets in the current folder."""
    path = url.text.partition("?")[0].partition("#")[0].rstrip("/") if "://" in url.text else url.text
    name = path.rpartition("/")[2]
    return Value(name or "index.html", url.origins) if name.find(HOLE) < 0 else Value(origins=url.origins)


@program("wget", "wget2")
def wget(call: Call) -> Value | None:
    options = call.options("OPoaeitTUQlARDBw", _WGET_LONG)
    settings = [call.read(path) for path in options.all("config")]
    if not settings:
        settings = own_settings(call, (("WGETRC", ""),), ".wgetrc")
    added = [one for content in [*settings, *options.all("e", "execute")] for one in wget_arguments(content)]
    if added:
        options = Call(call.shell, call.name, [*call.args, *added], call.stdin, call.span).options(
            "OPoaeitTUQlARDBw", _WGET_LONG
        )
    askpass = options.last("use-askpass")
    if askpass is not None:
        call.start([askpass])
    sent = [*options.all("post-data", "body-data")]
    sent += [call.read(path) for path in options.all("post-file", "body-file")]
    sent += [one for one in options.all("header", "user-agent", "U", "user", "password") if one.origins]
    urls = options.operands
    for path in options.all("i", "input-file"):
        urls = [*urls, unknown(call.read(path))]
    output = options.last("O", "output-document")
    folder = options.last("P", "directory-prefix")
    bodies = options.has("post-data", "body-data", "post-file", "body-file")
    answers: list[Value] = []
    for url in urls:
        _asked(call, url, sent, sends=bodies)
        answer = Value(origins=url.origins | {Origin(Source.NETWORK, url.text)})
        answers.append(answer)
        if options.has("spider"):
            continue
        if output is None:
            name = base_name(url)
            call.write(concat(folder, Value("/"), name) if folder is not None else name, answer)
        elif output.text != "-":
            call.write(output, answer)
    for log in options.all("o", "output-file"):
        call.write(log, Value())
    return unknown(*answers) if output is not None and output.text in ("-", "/dev/stdout") and answers else None


@program("http", "https", "xh", "httpie", "aria2c", "axel", "lynx", "w3m", "links", "elinks", "lwp-request", "GET",
         "POST", "youtube-dl", "yt-dlp")  # fmt: skip
def fetcher(call: Call) -> Value | None:
    options = call.options("odaAp", frozenset({"output", "dir", "auth", "out", "auth-type", "download", "print"}))
    urls = [
        one for one in options.operands if "://" in one.text or one.text[:1] == ":" or _REMOTE.match(one.text)
    ] or [one for one in options.operands if "." in one.text][:1]  # fmt: skip
    sent = [
        _attached(call, Value(one.text.partition("@")[2], one.origins)) for one in options.operands if "@/" in one.text
    ]
    sent += [call.read(Value(one.text.partition("@")[2], one.origins)) for one in options.operands
             if "@" in one.text and "://" not in one.text]  # fmt: skip
    if call.stdin.text != HOLE or (call.stdin.origins and not call.stdin.has(Source.INPUT)):
        sent.append(call.stdin)
    for url in urls[:4]:
        if sent and call.name in ("http", "https", "xh", "POST", "lwp-request"):
            call.act(Verb.SEND, url, data=_together(sent))
        else:
            call.act(Verb.FETCH, url)
    answer = Value(origins=frozenset({Origin(Source.NETWORK, url.text) for url in urls}))
    output = options.last("o", "output", "out")
    if output is not None or call.name in ("aria2c", "axel"):
        call.write(output or (base_name(urls[0]) if urls else Value()), answer)
        return None
    return answer


@program("dig", "nslookup", "host", "ping", "ping6", "traceroute", "tracepath", "mtr", "whois", "nmap", "masscan",
         "arp-scan", "hping3", "fping", "nikto", "sqlmap", "hydra", "arping", "netdiscover")  # fmt: skip
def asker(call: Call) -> Value:
    options = call.options("ciwWspPtfo")
    hosts = [one for one in options.operands if one.text[:1] not in "+@"]
    for host in hosts[-1:]:
        if call.name in ("nmap", "masscan", "arp-scan", "netdiscover", "nikto", "sqlmap", "hydra", "hping3"):
            call.act(Verb.CONNECT, host)
        elif host.origins and call.name in ("dig", "nslookup", "host", "ping"):
            call.act(Verb.SEND, host, data=host, how=frozenset({"udp", "query"}))
        else:
            call.act(Verb.FETCH, host)
    return Value(origins=frozenset({Origin(Source.NETWORK, host.text) for host in hosts[-1:]}))


@program("mail", "mailx", "sendmail", "mutt", "msmtp", "swaks", "ssmtp", "s-nail")
def mail(call: Call) -> Value | None:
    options = call.options("saAcbrSqtf", frozenset({"attach", "to", "from", "server", "subject", "body"}))
    data = [call.stdin, *[call.read(path) for path in options.all("a", "A", "attach", "q")]]
    target = options.last("to") or (options.operands[0] if options.operands else Value())
    call.act(Verb.SEND, target, data=unknown(*data) if len(data) > 1 else data[0])
    return None


@program("aws", "gsutil", "gcloud", "az", "s3cmd", "mc", "s4cmd", "azcopy", "gh", "glab", "transfer", "ipfs", "croc",
         "wormhole", "ngrok")  # fmt: skip
def cloud(call: Call) -> Value:
    words = call.options("", frozenset({"profile", "region", "name", "file", "output"})).operands
    texts = [one.text for one in words]
    if any(one in texts for one in ("cp", "put", "sync", "mv", "send", "copy", "upload")):
        paths = words[-2:]
        if len(paths) == 2 and "://" in paths[1].text and "://" not in paths[0].text:
            call.act(Verb.SEND, paths[1], data=call.read(paths[0]))
        elif len(paths) == 2 and "://" in paths[0].text:
            call.act(Verb.FETCH, paths[0])
            call.write(paths[1], Value(origins=frozenset({Origin(Source.NETWORK, paths[0].text)})))
        elif texts[0] in ("send", "put", "upload"):
            call.act(Verb.SEND, Value(call.name), data=call.read(words[-1]))
    elif texts[:2] == ["gist", "create"]:
        data = call.read_all(words[2:])
        call.act(Verb.SEND, Value("https://gist.github.com"), data=data)
    return call.output(call.stdin)
