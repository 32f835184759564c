"""openssl."""

from __future__ import annotations

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import Call
from redblue.blue.code.bash.programs.reading import decoded
from redblue.blue.code.bash.programs.sockets import talk
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.bash.programs.text import from_base64
from redblue.blue.code.value import Origin, Source, Value, unknown


@program("openssl")
def openssl(call: Call) -> Value | None:
    kind = call.args[0].text if call.args else ""
    options = Call(call.shell, call.name, call.args[1:], call.stdin, call.span).options(
        "", frozenset({"in", "out", "connect", "k", "K", "iv", "pass", "passin", "passout", "S", "iter",
                       "inkey",
                       "sign", "verify", "signature", "keyout", "days", "subj", "newkey", "config", "host",
                       "servername",
                       "CAfile", "proxy", "starttls", "accept", "key", "cert", "macopt", "port", "md"})
    )  # fmt: skip
    if kind in ("s_client", "s_server"):
        address = options.last("connect", "host", "accept", "port") or Value()
        if kind == "s_server":
            call.act(Verb.LISTEN, address)
            return None
        return talk(call, address)
    if kind == "rand":
        random = Value(origins=frozenset({Origin(Source.SECURE_RANDOM)}))
        path = options.last("out")
        if path is not None:
            call.write(path, random)
        return random if path is None else None
    source = options.last("in")
    operands = options.operands if kind in ("dgst", "md5", "sha256", "sha1", "sha512", "passwd") else []
    content = call.read(source) if source is not None else call.read_all(operands if kind != "passwd" else [])
    if kind == "passwd":
        content = unknown(call.stdin, *operands)
    if kind in ("dgst", "passwd", "md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
        origin = Origin(Source.HASHED, f"openssl {kind}")
    else:
        origin = Origin(Source.DECODED if options.has("d", "decrypt", "D") else Source.ENCODED, f"openssl {kind}")
    is_base64 = kind == "base64" or options.has("base64", "a")
    plain = not any(one.text.lstrip("-").startswith(("aes", "des", "camellia", "rc4", "chacha")) for one in call.args)
    if is_base64 and plain and options.has("d"):
        data = decoded(content, "base64", from_base64)
    else:
        data = Value(origins=content.all_origins() | {origin})
    key = options.last("inkey", "sign", "key")
    if key is not None:
        call.read(key)
    output = options.last("out", "keyout")
    if output is not None:
        call.write(output, data)
        return None
    return data
