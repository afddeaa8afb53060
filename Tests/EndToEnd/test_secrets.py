"""The sealing key from outside: rotation, loss, the environment."""
import json
import os
import pathlib
import socketserver
import sys
import threading
import urllib.request

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from process import Loam, run, temporary_folder, until  # noqa: E402


@pytest.fixture
def folder():
    with temporary_folder() as path:
        folder = pathlib.Path(path)
        data = ["--data", folder / "data"]
        run("user", "create", "--email", "ada@example.org", "--role", "admin", "--organisation", "Weaver", *data)
        for number in range(5):
            run("user", "invite", "--email", f"p{number}@example.org", "--role", "member", *data)
        yield folder


def status(folder, **environment):
    return json.loads(run("secrets", "status", "--json", "--data", folder / "data", environment=environment).stdout)


def keys(folder):
    """The keys of the file, the current one first."""
    return [line for line in (folder / "data/sealing.key").read_text().splitlines() if not line.startswith("#")]


class MailServer(socketserver.ThreadingTCPServer):
    """Takes every mail and keeps what it says."""

    daemon_threads = True

    class Dialogue(socketserver.StreamRequestHandler):
        def handle(self):
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                verb = line[:4].upper()
                if verb == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    text = b"".join(iter(self.rfile.readline, b".\r\n"))
                    self.server.mails.append(text.decode())
                self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 yes\r\n")
                if verb == b"QUIT":
                    return

    def __init__(self):
        super().__init__(("127.0.0.1", 0), self.Dialogue)
        self.mails = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


def readable_mails(folder, environment=None):
    """How many of the mails that were held can be opened and sent once there is a mail server."""
    data = ["--data", folder / "data"]
    key = run("key", "create", "--name", "reader", "--role", "admin", *data, environment=environment).stdout.split()[-1]
    with MailServer() as server:
        mail = ["--smtp-url", f"smtp://127.0.0.1:{server.server_address[1]}", "--smtp-from", "loam@example.org"]
        with Loam(folder, *mail, environment=environment) as loam:
            def ask(method, path):
                request = urllib.request.Request(loam.url + path, method=method,
                                                 headers={"Authorization": "Bearer " + key})
                with urllib.request.urlopen(request) as answer:
                    return json.loads(answer.read() or b"null")

            held = [mail["id"] for mail in ask("GET", "/v1/mails")["mails"]]
            for id in held:
                ask("POST", f"/v1/mails/{id}/deliveries")
            until(lambda: len(server.mails) == len(held), what="the delivery of every mail")
        server.shutdown()
        return sum("/invitation/" in mail.replace("=\r\n", "") for mail in server.mails)


def test_rotation_seals_everything_anew(folder):
    """after a rotation every secret is sealed with the new key and can still be read"""
    before = status(folder)
    assert before["secrets"] == {before["currentKey"]: 5}
    done = json.loads(run("secrets", "rotate", "--json", "--data", folder / "data").stdout)
    assert done["sealed"] == 5 and done["key"] != before["currentKey"]
    assert status(folder)["secrets"] == {done["key"]: 5}
    assert before["currentKey"] in (folder / "data/sealing.key").read_text()
    assert readable_mails(folder) == 5


def test_rotation_can_drop_the_older_keys(folder):
    """with --drop-older the old key is gone from the file once nothing is sealed with it"""
    old = status(folder)["currentKey"]
    run("secrets", "rotate", "--drop-older", "--data", folder / "data")
    assert old not in (folder / "data/sealing.key").read_text()
    assert readable_mails(folder) == 5


def test_rotation_refuses_while_loam_runs(folder):
    """a rotation refuses while a process with the old key runs, and changes nothing"""
    before = (folder / "data/sealing.key").read_text()
    with Loam(folder) as loam:
        done = run("secrets", "rotate", "--data", folder / "data", check=False)
        assert done.returncode == 1 and f"in use by process {loam.process.pid}" in done.stderr
    assert (folder / "data/sealing.key").read_text() == before


def test_unfinished_rotation_goes_on_with_the_same_key(folder):
    """a rotation that was stopped after its key was made goes on with that key, and makes no other"""
    # As it was when only the key had been made: first in the file, and nothing sealed with it yet.
    (folder / "data/sealing.key").write_text("\n".join([run("secrets", "generate").stdout.strip(), *keys(folder)]) + "\n")
    current = status(folder)["currentKey"]
    done = json.loads(run("secrets", "rotate", "--json", "--data", folder / "data").stdout)
    assert done["key"] == current and done["sealed"] == 5


def test_key_by_environment(folder):
    """a key in the environment takes the place of the file, and is rotated by putting a new one before it"""
    text = keys(folder)[0]
    os.remove(folder / "data/sealing.key")
    environment = {"LOAM_SEALING_KEY": text}
    assert list(status(folder, **environment)["secrets"].values()) == [5]
    assert not (folder / "data/sealing.key").exists()
    refused = run("secrets", "rotate", "--data", folder / "data", environment=environment, check=False)
    assert refused.returncode == 1 and "LOAM_SEALING_KEY" in refused.stderr
    both = {"LOAM_SEALING_KEY": run("secrets", "generate").stdout.strip() + "," + text}
    run("secrets", "rotate", "--data", folder / "data", environment=both)
    assert list(status(folder, **both)["secrets"].values()) == [5]
    assert readable_mails(folder, both) == 5


def test_lost_key_is_told_and_can_be_given_up(folder):
    """without its key nothing starts, and no new key is made until the operator says that the old one is lost"""
    os.rename(folder / "data/sealing.key", folder / "away")
    done = run("serve", "--data", folder / "data", "--port", "0", check=False)
    assert done.returncode == 1 and "loam secrets create" in done.stderr
    run("secrets", "create", "--data", folder / "data")
    assert run("secrets", "create", "--data", folder / "data", check=False).returncode == 1
    with Loam(folder) as loam:
        assert "sealed with a key that is not here" in loam.log.read_text()
    assert len(status(folder)["missingKeys"]) == 1
