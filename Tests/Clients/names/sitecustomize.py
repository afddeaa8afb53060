"""Lets every name below salesforce.com mean the sandbox, as a line in the hosts file would: clients have those names built
in. Python imports this by itself at its start when this folder is on its path."""
import os
import socket

_resolve = socket.getaddrinfo


def _resolve_here(host, port, *rest, **named):
    name = host.decode() if isinstance(host, bytes) else host
    if name and name.endswith(".salesforce.com"):
        host, port = "127.0.0.1", int(os.environ["LOAM_SANDBOX_PORT"])
    return _resolve(host, port, *rest, **named)


socket.getaddrinfo = _resolve_here
