"""Forbid the network to this process by the kernel itself, native code included (Linux, x86-64 and ARM64).

A seccomp filter ends the process with SIGSYS at the first `socket()` call of an internet family; local (unix) sockets
stay allowed. Used by the end-to-end test that measures a clip without any network. A second filter, for a server, ends
it where it begins to talk to anybody by itself: it may listen and answer, nothing else.
"""

import ctypes
import platform
import socket
import struct

_SOCKET_CALL = {"x86_64": 41, "aarch64": 198}
_CONNECT_CALL = {"x86_64": 42, "aarch64": 203}
_SENDTO_CALL = {"x86_64": 44, "aarch64": 206}
_LOAD, _JUMP_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_NUMBER_OFFSET, _FIRST_ARGUMENT_OFFSET, _FIFTH_ARGUMENT_OFFSET = 0, 16, 48


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def supported() -> bool:
    """Whether this machine's kernel and processor are covered."""
    return platform.system() == "Linux" and platform.machine() in _SOCKET_CALL


def forbid_internet() -> None:
    """From here on any internet socket ends this process (signal SIGSYS). Cannot be undone."""
    rows = [
        (_LOAD, 0, 0, _NUMBER_OFFSET),
        (_JUMP_EQUAL, 0, 4, _SOCKET_CALL[platform.machine()]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_OFFSET),
        (_JUMP_EQUAL, 1, 0, socket.AF_INET),
        (_JUMP_EQUAL, 0, 1, socket.AF_INET6),
        (_RETURN, 0, 0, _KILL),
        (_RETURN, 0, 0, _ALLOW),
    ]
    _install(rows)


def forbid_calling_out() -> None:
    """From here on connecting, or sending to an address, ends this process (signal SIGSYS). Cannot be undone."""
    machine = platform.machine()
    rows = [
        (_LOAD, 0, 0, _NUMBER_OFFSET),
        (_JUMP_EQUAL, 5, 0, _CONNECT_CALL[machine]),
        (_JUMP_EQUAL, 0, 5, _SENDTO_CALL[machine]),
        (_LOAD, 0, 0, _FIFTH_ARGUMENT_OFFSET),  # the address, in two halves; none where a connection is answered
        (_JUMP_EQUAL, 0, 2, 0),
        (_LOAD, 0, 0, _FIFTH_ARGUMENT_OFFSET + 4),
        (_JUMP_EQUAL, 1, 0, 0),
        (_RETURN, 0, 0, _KILL),
        (_RETURN, 0, 0, _ALLOW),
    ]
    _install(rows)


def _install(rows: list[tuple[int, int, int, int]]) -> None:
    code = b"".join(struct.pack("HBBI", *row) for row in rows)
    program = _Program(len(rows), code)
    libc = ctypes.CDLL(None, use_errno=True)
    for arguments in ((_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), (_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0)):
        if libc.prctl(*arguments) != 0:
            raise OSError(ctypes.get_errno(), "the kernel refused the filter")
