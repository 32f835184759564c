"""Takes away what bubblewrap has no option to leave out. For the tests of `doctor` alone."""

from __future__ import annotations

ALLOW_NEW_PRIVILEGES = """
import ctypes, os, struct, sys
number = 157 if os.uname().machine == "x86_64" else 167
rules = (
    (0x20, 0, 0, 0),            # the number of the call:
    (0x15, 0, 3, number),       # prctl,
    (0x20, 0, 0, 16),           # and its first argument:
    (0x15, 0, 1, 38),           # PR_SET_NO_NEW_PRIVS
    (0x06, 0, 0, 0x00050000),   # is answered with success, and not done
    (0x06, 0, 0, 0x7FFF0000),
)
code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *rule) for rule in rules))
program = struct.pack("HxxxxxxP", len(rules), ctypes.addressof(code))
if ctypes.CDLL(None).prctl(22, 2, program, 0, 0) != 0:
    sys.exit("only root can open a box without the guarantee NEW_PRIVILEGES")
os.execv(sys.argv[1], sys.argv[1:])
"""
"""A Python program that starts the command line it gets, with bubblewrap's own prctl made to do nothing."""
