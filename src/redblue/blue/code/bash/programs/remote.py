"""Programs that act on other machines, or in containers."""

from __future__ import annotations

from redblue.blue.code.act import Verb
from redblue.blue.code.bash.call import Call, spaced
from redblue.blue.code.bash.programs.copying import landing
from redblue.blue.code.bash.programs.network import is_remote
from redblue.blue.code.bash.programs.shells import evaluate
from redblue.blue.code.bash.programs.table import program
from redblue.blue.code.value import NOWHERE, Origin, Origins, Source, Value, unknown


@program("ssh", "slogin", "autossh", "mosh", "rsh", "dbclient")
def ssh(call: Call) -> Value | None:
    options = call.options("bcDEeFIiJLlmOopQRSWw", words=True)
    if not options.operands:
        return None
    host, *command = options.operands
    for option in options.all("o"):
        name, _, value = option.text.replace("=", " ", 1).partition(" ")
        if name.lower() in ("proxycommand", "localcommand", "knownhostscommand"):
            evaluate(call, Value(value.strip(), option.origins), "ssh", "ssh")
    for key in options.all("i"):
        call.act(Verb.READ, key, how=frozenset({"key"}))
    port = options.last("p")
    target = Value(f"{host.text}:{port.text if port is not None else 22}", host.origins)
    call.act(Verb.CONNECT, target)
    for tunnel in options.all("R"):
        call.act(Verb.LISTEN, target, data=tunnel, how=frozenset({"tunnel"}))
    stdin = call.stdin
    carried = [one for one in command if one.all_origins()]
    if stdin.kind == "shell":
        call.act(Verb.SHELL, target, data=stdin)
    elif stdin.text and not (stdin.has(Source.INPUT) and len(stdin.all_origins()) == 1):
        call.act(Verb.SEND, target, data=stdin)
    if carried:
        call.act(Verb.SEND, target, data=spaced(command))
    return Value(origins=frozenset({Origin(Source.NETWORK, target.text)}))


@program("scp", "sftp", "pscp", "ftp", "lftp", "ncftpput", "ncftp", "tnftp", "curlftpfs", "sshfs", "smbclient")
def scp(call: Call) -> Value | None:
    options = call.options("cFiJloPSXbeuU", frozenset({"user", "batch"}))
    for key in options.all("i"):
        call.act(Verb.READ, key, how=frozenset({"key"}))
    paths = options.operands
    if call.name == "scp" or call.name == "pscp":
        if len(paths) < 2:
            return None
        *sources, target = paths
        data: Origins = NOWHERE
        for source in sources:
            if is_remote(source.text):
                call.act(Verb.FETCH, source)
                data |= {Origin(Source.NETWORK, source.text)}
            else:
                data |= call.read(source).all_origins()
        if is_remote(target.text):
            call.act(Verb.SEND, target, data=Value(origins=data))
        else:
            for source in sources:
                call.write(landing(target, source, is_folder=False), Value(origins=data))
        return None
    host = paths[0] if paths else Value()
    if call.name == "ncftpput":
        call.act(Verb.SEND, host, data=unknown(*[call.read(path) for path in paths[2:]]))
        return None
    call.act(Verb.CONNECT, host)
    scripts = [call.stdin, *[call.read(path) for path in options.all("b")], *options.all("e", "c")]
    for script in scripts:
        for line in script.text.replace(";", "\n").split("\n")[:50]:
            words = line.split()
            if len(words) > 1 and words[0] in ("put", "mput", "send", "append", "reput", "mirror"):
                files = [word for word in words[1:] if word[:1] != "-"]
                if files:
                    call.act(Verb.SEND, host, data=call.read(Value(files[0], script.origins)))
            elif len(words) > 1 and words[0] in ("get", "mget", "recv"):
                call.act(Verb.FETCH, host)
                call.write(Value(words[-1]), Value(origins=frozenset({Origin(Source.NETWORK, host.text)})))
            elif words and words[0][:1] == "!":
                evaluate(call, Value(line.strip()[1:], script.origins), call.name, call.name)
    return Value(origins=frozenset({Origin(Source.NETWORK, host.text)}))


_VALUED = frozenset({
    "name", "volume", "env", "publish", "network", "workdir", "user", "entrypoint", "mount", "label", "hostname",
    "env-file", "memory", "cpus", "restart", "device", "cap-add", "cap-drop", "security-opt", "pid", "ipc", "platform",
    "add-host", "net", "file", "tag", "build-arg", "context", "log-driver", "gpus", "shm-size", "ulimit", "tmpfs",
    "volumes-from", "cidfile", "uts", "userns", "filter", "format", "host",
})  # fmt: skip


@program("docker", "podman", "nerdctl")
def docker(call: Call) -> Value:
    words = [one.text for one in call.args]
    kind = next((one for one in words if one in ("run", "exec", "create", "cp", "build", "pull", "push", "login")), "")
    if kind not in ("run", "create", "exec", "cp"):
        return call.output(call.stdin)
    place = words.index(kind)
    options = Call(call.shell, call.name, call.args[place + 1 :], call.stdin, call.span).options(
        "vepwulhmc", _VALUED, words=True
    )
    if kind == "cp":
        _copied(call, options.operands)
        return call.output()
    how = set()
    if options.has("privileged"):
        how.add("privileged")
        call.act(Verb.ESCALATE, Value("privileged container"), data=call.joined())
    mounted = {}
    for mount in options.all("v", "volume"):
        outside, _, inside = mount.text.partition(":")
        mounted[inside.partition(":")[0]] = outside
        call.act(Verb.MOUNT, Value(outside, mount.origins), data=Value(inside), how=frozenset({"container"}))
    for mount in options.all("mount"):
        parts = dict(part.partition("=")[::2] for part in mount.text.split(","))
        outside = parts.get("source") or parts.get("src") or ""
        if outside:
            inside = parts.get("target") or parts.get("dst") or ""
            call.act(Verb.MOUNT, Value(outside), data=Value(inside), how=frozenset({"container"}))
    return call.output(call.stdin)


def _copied(call: Call, paths: list[Value]) -> None:
    if len(paths) == 2:
        if ":" in paths[1].text:
            call.read(paths[0])
        else:
            call.write(paths[1], call.output())
