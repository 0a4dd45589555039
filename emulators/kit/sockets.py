"""
Sockets that listen; they can be opened before, and elsewhere than, what answers.
"""

import socket

LOOPBACK = "127.0.0.1"


class PortTaken(OSError):
    """
    Another process listens there.
    """


def listen(host: str, port: int) -> socket.socket:
    """
    Return a socket that listens; port 0 is a free one.

    Raises:
        PortTaken: Another process listens there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(1024)
    except OSError as error:
        listening.close()
        raise PortTaken(f"cannot listen on {host}:{port}: {error.strerror}") from error
    return listening


def origin_of(listening: socket.socket, *, scheme: str = "http") -> str:
    """
    Return the origin that callers of the socket use.
    """
    host, port = listening.getsockname()[:2]
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"
