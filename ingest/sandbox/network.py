"""Giving up the network for good, in the strongest ways that the platform permits.

Linux: a network namespace without interfaces (needs a right that some kernels keep from ordinary users), and a system call
filter that refuses new sockets (needs none; both hold for programs started below this process). macOS: the
kernel's profile without internet. Everywhere, and on Windows alone: Python's own sockets are refused, which stops
Python code but no native library.
"""

from __future__ import annotations

import ctypes
import os
import platform
import socket
import struct
import sys

NAMESPACE, FILTER, PROFILE, PYTHON = "namespace", "filter", "profile", "python"
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER_MODE = 38, 22, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # SECCOMP_RET_ALLOW; SECCOMP_RET_ERRNO with EACCES
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_IO_URING_SETUP = 425  # the same on every architecture; a ring opens sockets past the filter
_OTHER_ABI = 0x40000000  # x32 calls on x86-64 have numbers from here on
_AF_UNIX = 1
# machine → (AUDIT_ARCH_*, number of the system call `socket`)
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}


def leave(*, local_sockets: bool) -> tuple[str, ...]:
    """Give up the network; return which guards hold, strongest first.

    Args:
        local_sockets: Leave sockets that stay on this machine (AF_UNIX) to programs below this process.
    """
    guards = []
    if sys.platform.startswith("linux"):
        if enter_namespace():
            guards.append(NAMESPACE)
        if refuse_system_calls(local_sockets=local_sockets):
            guards.append(FILTER)
    if sys.platform == "darwin" and _enter_profile():
        guards.append(PROFILE)
    refuse_python_sockets()
    return (*guards, PYTHON)


def enter_namespace() -> bool:
    """Move to an empty network namespace; tell whether that was permitted. Linux only."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        return libc.unshare(_CLONE_NEWNET) == 0 or (
            os.geteuid() != 0 and libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0
        )
    except (OSError, AttributeError):
        return False


def refuse_system_calls(*, local_sockets: bool) -> bool:
    """Let the kernel refuse every new socket with EACCES; tell whether it took the filter. Linux only."""
    if platform.machine() not in _MACHINES or sys.maxsize <= 2**32:
        return False
    architecture, socket_number = _MACHINES[platform.machine()]
    filter_program = _program(architecture, socket_number, local_sockets=local_sockets)
    code = ctypes.create_string_buffer(filter_program, len(filter_program))
    header = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(filter_program) // 8, ctypes.addressof(code)))
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
            return False
        return bool(libc.prctl(_SET_SECCOMP, _FILTER_MODE, header, 0, 0) == 0)
    except (OSError, AttributeError):
        return False


def _program(architecture: int, socket_number: int, *, local_sockets: bool) -> bytes:
    """Return the filter: classic BPF instructions (code, jump if true, jump if false, operand)."""
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_IF_EQUAL, 0, 7, architecture),  # calls of another architecture are refused
        (_LOAD, 0, 0, _NUMBER_AT),
        (_IF_AT_LEAST, 5, 0, _OTHER_ABI),
        (_IF_EQUAL, 4, 0, _IO_URING_SETUP),
        (_IF_EQUAL, 0, 2, socket_number),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_IF_EQUAL, 0, 1, _AF_UNIX if local_sockets else 0xFFFF),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def _enter_profile() -> bool:
    try:
        system = ctypes.CDLL("/usr/lib/libSystem.dylib")
        error = ctypes.c_char_p()
        return bool(system.sandbox_init(b"no-internet", ctypes.c_uint64(1), ctypes.byref(error)) == 0)
    except (OSError, AttributeError):
        return False


def refuse_python_sockets() -> None:
    """Make Python's own sockets unusable, on every platform."""

    class RefusedSocket(socket.socket):
        def __init__(self, *_args: object, **_kwargs: object) -> None:
            raise PermissionError("a parser process has no network")

    socket.socket = RefusedSocket  # type: ignore[misc]
