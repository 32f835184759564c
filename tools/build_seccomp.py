"""Builds the system-call filters that every box loads: src/redblue/sandbox/seccomp/<machine>.bpf.

    apt-get install python3-seccomp && /usr/bin/python3 tools/build_seccomp.py

The filters are shipped as bytes, so that a user needs no libseccomp. Everything is allowed but what is named here:
ways to new namespaces and mounts, kernel subsystems with a history of holes that no program of a benchmark needs,
memory that no limit of an unprivileged box counts, typing into a terminal, and sockets that a network namespace
does not hold back. What is refused as ENOSYS makes the C library fall back to its older sibling.
"""

import errno
import pathlib

import seccomp

NAMESPACES = 0x7E020000  # CLONE_NEW{NS,CGROUP,UTS,IPC,USER,PID,NET}; NEWTIME needs clone3 or unshare
REFUSED = """
    unshare setns mount umount2 pivot_root chroot move_mount open_tree fsopen fsconfig fsmount fspick
    mount_setattr quotactl quotactl_fd swapon swapoff
    keyctl add_key request_key bpf userfaultfd perf_event_open ptrace process_vm_readv process_vm_writev
    process_madvise pidfd_getfd kcmp open_by_handle_at name_to_handle_at fanotify_init
    init_module finit_module delete_module kexec_load kexec_file_load reboot acct syslog
    settimeofday clock_settime clock_adjtime adjtimex iopl ioperm vhangup modify_ldt
    shmget msgget memfd_secret lookup_dcookie nfsservctl uselib _sysctl vm86 vm86old mbind migrate_pages move_pages
    set_mempolicy set_mempolicy_home_node landlock_create_ruleset
""".split()
ABSENT = "clone3 io_uring_setup io_uring_enter io_uring_register memfd_create".split()
TERMINAL = (0x5412, 0x541C)  # TIOCSTI, TIOCLINUX
ALLOWED_FAMILIES = (1, 2, 10, 16)  # AF_UNIX, AF_INET, AF_INET6, AF_NETLINK


def build(arch: seccomp.Arch, path: pathlib.Path) -> None:
    refuse, absent = seccomp.ERRNO(errno.EPERM), seccomp.ERRNO(errno.ENOSYS)
    rules = seccomp.SyscallFilter(seccomp.ALLOW)
    if not rules.exist_arch(arch):
        rules.add_arch(arch)
        rules.remove_arch(seccomp.Arch(seccomp.Arch.NATIVE))
    rules.set_attr(seccomp.Attr.ACT_BADARCH, refuse)
    for names, action in ((REFUSED, refuse), (ABSENT, absent)):
        for name in names:
            rules.add_rule(action, name)
    for bit in range(32):
        if NAMESPACES >> bit & 1:
            rules.add_rule(refuse, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, 1 << bit, 1 << bit))
    for request in TERMINAL:
        rules.add_rule(refuse, "ioctl", seccomp.Arg(1, seccomp.MASKED_EQ, 0xFFFFFFFF, request))
    # process 1 belongs to the program's own id: without this it could be starved, or ended by a limit
    first = seccomp.Arg(0, seccomp.MASKED_EQ, 0xFFFFFFFF, 1)
    for name in ("prlimit64", "sched_setscheduler", "sched_setparam", "sched_setattr", "sched_setaffinity"):
        rules.add_rule(refuse, name, first)
    second = seccomp.Arg(1, seccomp.MASKED_EQ, 0xFFFFFFFF, 1)
    for name, users in (("setpriority", 2), ("ioprio_set", 3)):
        rules.add_rule(refuse, name, second)
        rules.add_rule(refuse, name, seccomp.Arg(0, seccomp.MASKED_EQ, 0xFFFFFFFF, users))
    for family in range(46):
        if family not in ALLOWED_FAMILIES:
            rules.add_rule(refuse, "socket", seccomp.Arg(0, seccomp.MASKED_EQ, 0xFFFFFFFF, family))
    rules.add_rule(refuse, "socket", seccomp.Arg(0, seccomp.GE, 46))
    with path.open("wb") as file:
        rules.export_bpf(file)
    print(f"{path}: {path.stat().st_size // 8} instructions")


if __name__ == "__main__":
    folder = pathlib.Path(__file__).parent.parent / "src/redblue/sandbox/seccomp"
    build(seccomp.Arch(seccomp.Arch.X86_64), folder / "x86_64.bpf")
    build(seccomp.Arch(seccomp.Arch.AARCH64), folder / "aarch64.bpf")
