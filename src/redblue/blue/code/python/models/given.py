"""What is handed to a program: input, arguments, settings, addresses taken apart."""

from __future__ import annotations

from redblue.blue.code.python.objects import (
    Call,
    constant,
    known_items,
    model,
    text_of,
)
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, join, mapped

_NONE = Value("None", kind="none")


@model(
    "input",
    "raw_input",
    "sys.stdin.read",
    "sys.stdin.readline",
    "sys.stdin.readlines",
    "getpass.getpass",
    "fileinput.input()",
    "click.prompt",
    "typer.prompt",
)
def _input(call: Call) -> Value:
    return Value(HOLE, frozenset({Origin(Source.INPUT)}))


@model("urllib.parse.urlsplit", "urllib.parse.urlparse")
def _urlsplit(call: Call) -> Value:
    import urllib.parse

    text = call.arg(0)
    if not text.is_known:
        return Value(HOLE, text.all_origins(), kind="object", ref="urllib.parse.SplitResult()")
    try:
        parts = urllib.parse.urlsplit(text.text)
    except ValueError:
        return UNKNOWN
    fields = {
        name: Value(getattr(parts, name), text.origins) for name in ("scheme", "netloc", "path", "query", "fragment")
    }
    return Value(HOLE, text.origins, kind="object", ref="urllib.parse.SplitResult()", fields=fields)


@model("urllib.parse.urljoin", "requests.compat.urljoin")
def _urljoin(call: Call) -> Value:
    import urllib.parse

    def joined(base: str, page: str) -> str:
        try:
            return urllib.parse.urljoin(base, page)
        except ValueError:
            return HOLE

    return mapped(joined, text_of(call.arg(0)), text_of(call.arg(1)))


@model("urllib.parse.parse_qs", "urllib.parse.parse_qsl")
def _parse_query(call: Call) -> Value:
    import urllib.parse

    text = call.arg(0)
    if not text.is_known:
        return Value(HOLE, text.all_origins())
    try:
        return constant(getattr(urllib.parse, call.ref.rpartition(".")[2])(text.text, max_num_fields=200), text.origins)
    except ValueError:
        return UNKNOWN


@model("argparse.ArgumentParser", "optparse.OptionParser")
def _parser(call: Call) -> Value:
    return Value(
        HOLE, kind="object", ref="argparse.ArgumentParser()", fields={"*names": Value(HOLE, kind="list", items=[])}
    )


@model("argparse.ArgumentParser().add_argument", "optparse.OptionParser().add_option")
def _add_argument(call: Call) -> Value:
    names = ((call.receiver or UNKNOWN).fields or {}).get("*names")
    if names is not None and names.items is not None and call.args:
        names.items.append(
            Value(HOLE, kind="list", items=[*call.args, call.kwargs.get("default", UNKNOWN)], fields=call.kwargs)
        )
    return UNKNOWN


@model(
    "argparse.ArgumentParser().add_argument_group",
    "argparse.ArgumentParser().add_mutually_exclusive_group",
    "argparse.ArgumentParser().add_subparsers",
)
def _group_of_arguments(call: Call) -> Value:
    return call.receiver or UNKNOWN


@model("argparse.ArgumentParser().parse_args", "argparse.ArgumentParser().parse_known_args")
def _parse_args(call: Call) -> Value:
    names = ((call.receiver or UNKNOWN).fields or {}).get("*names", UNKNOWN).items or []
    given = known_items(call.arg(0, "args")) if call.given(0, "args") and call.arg(0).kind == "list" else None
    fields: dict[str, Value] = {}
    rest = list(given or [])
    positional: list[str] = []
    for one in names:
        flags = [flag.text for flag in (one.items or [])[:-1]]
        dest = (one.fields or {}).get("dest")
        name = dest.text if dest is not None else max(flags, key=len, default="").lstrip("-").replace("-", "_")
        default = (one.items or [UNKNOWN])[-1]
        argument = Value(HOLE, frozenset({Origin(Source.ARGUMENT, name)}))
        fields[name] = (
            default if given is not None else join([default, argument]) if default is not UNKNOWN else argument
        )
        if flags and not flags[0].startswith("-"):
            positional.append(name)
            if (one.fields or {}).get("nargs", Value("")).text in ("+", "*"):
                fields[name] = Value(HOLE, kind="list", items=[])
            continue
        for number, value in enumerate(rest):
            if value.text in flags and number + 1 < len(rest):
                fields[name] = rest[number + 1]
                del rest[number : number + 2]
                break
    for name in positional if given is not None else []:
        if fields[name].kind == "list" and fields[name].items is not None:
            fields[name] = Value(HOLE, kind="list", items=rest)
        elif rest:
            fields[name] = rest.pop(0)
    made = Value(HOLE, kind="object", ref="argparse.Namespace()", fields=fields)
    return Value(HOLE, kind="list", items=[made, UNKNOWN]) if "known" in call.ref else made


@model("configparser.ConfigParser", "configparser.RawConfigParser", "configparser.SafeConfigParser")
def _config(call: Call) -> Value:
    return Value(HOLE, kind="dict", ref="configparser.ConfigParser()", fields={})


@model("*.read_string")
def _read_settings(call: Call) -> Value:
    return settings_from(call, call.arg(0))


def settings_from(call: Call, text: Value) -> Value:
    """The sections of an INI text into the parser that reads it."""
    import configparser

    receiver = call.receiver or UNKNOWN
    if receiver.fields is None or not text.is_known or len(text.text) > 20_000:
        return _NONE
    parser = configparser.ConfigParser()
    try:
        parser.read_string(text.text)
        for name in parser.sections():
            receiver.fields[name] = constant(dict(parser[name]), text.origins)
    except configparser.Error:
        return _NONE
    return _NONE
