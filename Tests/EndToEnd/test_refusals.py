"""What the server refuses before any handler sees it, told in the way of whoever asked."""
import json
import os
import socket
import sys
import urllib.parse

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from process import Loam, temporary_folder  # noqa: E402
from sandbox import sandbox  # noqa: E402


def announce(port, method, path, length=999_999_999, more=""):
    """Sends a head that announces a long body, and nothing of the body."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n{more}\r\n".encode())
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    return int(lines[0].split(" ")[1]), fields, body.decode()


@pytest.fixture(scope="module")
def loam():
    with temporary_folder() as folder, Loam(folder) as server:
        yield server


@pytest.mark.parametrize("path", ["/scim/v2/Users", "/scim/v2/Bulk", "/scim/v2/Users/1", "/scim/v2/nothing"])
def test_scim(loam, path):
    """U-01 a body that is announced as too large is refused as a SCIM error"""
    status, fields, body = announce(loam.port, "POST", path)
    told = json.loads(body)
    assert status == 413 and fields["content-type"] == "application/scim+json"
    assert told["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"] and told["status"] == "413" and told["detail"]


def test_portal(loam):
    """a browser gets a page, with the fields that protect it"""
    status, fields, body = announce(loam.port, "POST", "/sign-in")
    assert status == 413 and fields["content-type"].startswith("text/html") and "That is too much" in body
    assert "default-src" in fields["content-security-policy"] and fields["x-frame-options"]


def test_api(loam):
    """a program gets a problem (RFC 9457)"""
    status, fields, body = announce(loam.port, "POST", "/v1/users")
    assert status == 413 and fields["content-type"] == "application/problem+json"
    assert json.loads(body)["code"] == "request.too-large"


def test_reconciliation(loam):
    """a tool in a browser may read the refusal from any origin"""
    status, fields, body = announce(loam.port, "POST", "/reconcile/key")
    assert status == 413 and fields["access-control-allow-origin"] == "*" and json.loads(body)["code"] == "request.too-large"


def test_a_head_that_means_two_things(loam):
    """U-01 a request whose end is not clear is refused in the same way"""
    status, fields, body = announce(loam.port, "POST", "/scim/v2/Users", more="Content-Length: 1\r\n")
    assert status == 400 and fields["content-type"] == "application/scim+json" and json.loads(body)["status"] == "400"


def test_sandbox():
    """the sandbox answers as Salesforce does"""
    with sandbox() as (said, _):
        port = urllib.parse.urlparse(said["url"]).port
        status, _, body = announce(port, "POST", "/services/data/v61.0/sobjects/Account")
        told = json.loads(body)
        assert status == 413 and isinstance(told, list) and told[0]["errorCode"] and told[0]["message"]
        status, fields, body = announce(port, "POST", "/services/async/61.0/job")
        assert status == 400 and fields["content-type"].startswith("application/xml") and "ClientInputError" in body
