"""What well-known programs do: a model of each, by its name. A file of models is here to be found by its subject."""

from __future__ import annotations

from redblue.blue.code.bash.programs import (
    accounts,
    archives,
    awk,
    builtins,
    compilers,
    copying,
    deleting,
    editors,
    folders,
    getopts,
    git,
    interpreters,
    lines,
    listing,
    network,
    openssl,
    packages,
    printing,
    processes,
    reading,
    remote,
    sed,
    shells,
    sockets,
    system,
    text,
    wrappers,
)
from redblue.blue.code.bash.programs.table import BUILTINS, PROGRAMS

__all__ = ["BUILTINS", "PROGRAMS"]
_MODELS = (
    accounts, archives, awk, builtins, compilers, copying, deleting, editors, folders, getopts, git, interpreters,
    lines, listing, network, openssl, packages, printing, processes, reading, remote, sed, shells, sockets, system,
    text, wrappers,
)  # fmt: skip
