"""Where the preview listens, and to whom it answers."""

from __future__ import annotations

import errno
import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

from ..errors import OutputError

HOST, PORT = "127.0.0.1", 8000
_TRIED = 20
"""Ports after the usual one that are tried where that is taken."""
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_EVERYWHERE = ("0.0.0.0", "::", "")


def listen(host: str, port: int | None) -> socket.socket:
    """A socket that listens; without a `port` on the first free one from PORT on.

    Raises OutputError when the port is taken, or the host is none of this machine's.
    """
    for each in range(PORT, PORT + _TRIED) if port is None else (port,):
        try:
            return _listening(host, each)
        except (OSError, OverflowError) as error:
            if port is not None or not _is_taken(error):
                raise _refused(host, each, error) from None
    said = (
        f"cannot listen on {_shown(host)}: all ports from {PORT} to {PORT + _TRIED - 1} are taken"
    )
    raise OutputError(said, hint="choose another with --port; 0 takes any that is free")


def _listening(host: str, port: int) -> socket.socket:
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except (OSError, OverflowError):
        listener.close()
        raise
    return listener


def _is_taken(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno == errno.EADDRINUSE


def _refused(host: str, port: int, error: Exception) -> OutputError:
    said = getattr(error, "strerror", None) or error
    hint = "choose another with --host"
    if _is_taken(error):
        said = "something else listens there"
        hint = "choose another with --port, or none: then the next free one is taken"
    elif isinstance(error, OverflowError) or getattr(error, "errno", None) == errno.EACCES:
        hint = "choose another with --port"
    return OutputError(f"cannot listen on {_shown(host)}:{port}: {said}", hint=hint)


def origin(host: str, listener: socket.socket) -> str:
    """The address at which a browser on this machine finds the listener, without a path."""
    port = listener.getsockname()[1]
    return f"http://{_shown(HOST if host in _EVERYWHERE else host)}:{port}"


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def is_known(header: str, host: str) -> bool:
    """Whether a Host header names this machine as its owner does.

    A page of somebody else's may send a browser here under a name of its own and so read what
    is served (DNS rebinding). Names are therefore refused but for `host`, where the preview was
    told to listen, and this machine's own; numbers can't be rebound, but are answered only where
    the preview was told to listen to more than this machine.
    """
    try:
        name = (urlsplit(f"//{header}").hostname or "").rstrip(".")
    except ValueError:
        return False
    if name in _LOOPBACK or (name == host.lower() and host):
        return True
    return host not in _LOOPBACK and _is_number(name)


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
