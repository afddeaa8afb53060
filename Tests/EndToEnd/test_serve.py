"""`loam serve` from outside: its first start, its port, its end."""
import contextlib
import json
import re
import os
import signal
import socket
import ssl
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from process import BINARY, Loam, free_port, run, temporary_folder, until  # noqa: E402


@pytest.fixture
def folder():
    with temporary_folder() as path:
        yield path


def get(url, **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def test_first_start_makes_a_folder_for_its_owner_only(folder):
    """the first start makes a data folder of mode 0700 and answers at /health and /ready"""
    with Loam(folder) as loam:
        assert mode(f"{folder}/data") == 0o700
        assert mode(f"{folder}/data/loam.db") & 0o077 == 0
        assert get(loam.url + "/health") == (200, '{"status":"ok"}')
        assert get(loam.url + "/ready") == (200, '{"status":"ready"}')


def test_second_server_on_the_same_folder_and_port_is_told_who_is_there(folder):
    """a second server on the same port ends with 1 and names the process that has it"""
    with Loam(folder) as loam:
        second = run("serve", "--data", f"{folder}/data", "--port", loam.port, check=False)
        assert second.returncode == 1
        assert f"Port {loam.port} on 127.0.0.1 is taken, and process {loam.process.pid} already runs Loam" in second.stderr
        assert get(loam.url + "/health")[0] == 200


def test_metrics_are_for_this_machine(folder):
    """without a token the metrics are for this machine, not for whoever comes through a proxy"""
    with Loam(folder) as loam:
        status, text = get(loam.url + "/metrics")
        assert status == 200 and "loam_http_requests_total" in text
        # This request itself is one of them.
        assert re.search(r"\nloam_http_requests_in_flight [1-9]", text)
        assert re.search(r"\nloam_http_connections [1-9]", text)
        assert re.search(r'\nloam_database_transaction_seconds_count\{mode="write"\} [1-9]', text)
        assert re.search(r'\nloam_database_wait_seconds_count\{mode="read"\} [1-9]', text)
        assert get(loam.url + "/metrics", **{"X-Forwarded-For": "203.0.113.9"})[0] == 403


def test_metrics_with_a_token(folder):
    """with a token the metrics are for whoever sends it, from this machine or not"""
    with Loam(folder, environment={"LOAM_METRICS_TOKEN": "hunter2"}) as loam:
        assert get(loam.url + "/metrics")[0] == 401
        assert get(loam.url + "/metrics", Authorization="Bearer hunter3")[0] == 401
        assert get(loam.url + "/metrics", Authorization="Bearer hunter2")[0] == 200


def test_published_server_keeps_its_metrics(folder):
    """a server with a public URL gives its metrics to nobody without a token"""
    with Loam(folder, "--public-url", "https://loam.example.org") as loam:
        assert get(loam.url + "/metrics")[0] == 403


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_stops_in_order(folder, how):
    """SIGTERM and SIGINT stop the server in order, with exit code 0 and a line in the log"""
    loam = Loam(folder).start()
    assert loam.stop(how) == 0
    lines = [json.loads(line) for line in loam.log.read_text().splitlines() if line.startswith("{")]
    assert [line["message"] for line in lines][-1] == "Stopped."


def test_faulty_configuration_starts_nothing(folder):
    """with a faulty configuration nothing is made and the exit code is 64"""
    done = run("serve", "--data", f"{folder}/data", "--port", "http", check=False, environment={"LOAM_SLOTS": "x"})
    assert done.returncode == 64
    assert done.stderr.startswith("Error: The configuration has 2 faults; nothing was started.")
    assert not os.path.exists(f"{folder}/data")


def test_folder_that_cannot_be_made(folder):
    """a data folder whose parent is missing is one clear sentence"""
    done = run("serve", "--data", f"{folder}/no/data", check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: The data folder")
    assert "Traceback" not in done.stderr and "Fatal" not in done.stderr


def test_certificate_that_is_none(folder):
    """a certificate file that holds none is one clear sentence"""
    path = f"{folder}/cert.pem"
    open(path, "w").write("nothing")
    done = run("serve", "--data", f"{folder}/data", "--port", free_port(), "--tls-certificate", path, "--tls-key", path,
               check=False)
    assert done.returncode == 1
    assert "TLS cannot be set up" in done.stderr


def test_tls_by_flags(folder):
    """with a certificate and its key by flags, the server speaks TLS alone, and says so to browsers"""
    certificate, key = f"{folder}/cert.pem", f"{folder}/key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)
    loam = Loam(folder, "--host", "127.0.0.1", "--tls-certificate", certificate, "--tls-key", key)
    trusting = ssl.create_default_context(cafile=certificate)

    def answer():
        with contextlib.suppress(OSError):
            return urllib.request.urlopen(f"https://localhost:{loam.port}/health", timeout=5, context=trusting)

    loam.start(wait=False)
    try:
        found = until(answer, what="an answer over TLS")
        assert found.status == 200
        assert found.headers["Strict-Transport-Security"].startswith("max-age=31536000")
        with pytest.raises(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{loam.port}/health", timeout=5)
    finally:
        loam.stop()


def test_output_to_a_closed_pipe_is_no_crash(folder):
    """a reader that goes away early ends the program quietly"""
    process = subprocess.Popen([BINARY, "help", "--man"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    process.wait(10)
    assert process.returncode in (0, -signal.SIGPIPE)
    assert process.stderr.read() == b""
    process.stderr.close()


def test_rest_takes_little_memory(folder):
    """at rest the server has at most 20 MB of its own, and 60 MB with all code that is mapped where that is optimised code"""
    with Loam(folder) as loam:
        until(lambda: get(loam.url + "/ready")[0] == 200)
        assert loam.memory("RssAnon") < 20
        # How much of an unoptimised build's code is mapped says nothing of what is shipped; CI runs this on a release build.
        if BINARY.parent.name == "release":
            assert loam.memory() < 60


def test_key_file_is_for_its_owner_only(folder):
    """the first start makes the sealing key with mode 0600, and says where to make the organisation"""
    with Loam(folder) as loam:
        assert mode(f"{folder}/data/sealing.key") == 0o600
        # It is said when the server answers already.
        until(lambda: "Open it in a browser to make your organisation" in loam.log.read_text(), what="the first word")


def test_key_file_that_others_may_read_is_refused(folder):
    """a sealing key that others may read is not used"""
    with Loam(folder):
        pass
    os.chmod(f"{folder}/data/sealing.key", 0o644)
    done = run("serve", "--data", f"{folder}/data", "--port", free_port(), check=False)
    assert done.returncode == 1
    assert "may be read by other users" in done.stderr


def test_commands_beside_a_running_server_share_its_database(folder):
    """a command that opens and closes the database beside a running server leaves the server's log alone"""
    def accounts(loam):
        return get(loam.url + "/v1/me", Authorization="Bearer " + key)[0]

    data = ["--data", f"{folder}/data"]
    run("user", "create", "--email", "ada@example.org", "--role", "admin", "--organisation", "Weaver", *data)
    key = run("key", "create", "--name", "nightly", "--role", "member", *data).stdout.splitlines()[-1]
    with Loam(folder) as loam:
        # Several connections of the server, which must not take each other's locks away.
        until(lambda: all(accounts(loam) == 200 for _ in range(8)))
        log = os.stat(f"{folder}/data/loam.db-wal").st_ino
        for _ in range(3):
            run("user", "list", *data)
        assert os.stat(f"{folder}/data/loam.db-wal").st_ino == log
        run("user", "create", "--email", "ben@example.org", "--role", "admin", *data, "--password-stdin",
            input="plenty of looms 42\n")
        run("user", "deactivate", "ada@example.org", *data)
        assert accounts(loam) == 401


@contextlib.contextmanager
def half_sent(folder, *flags):
    """A server with a request under way, whose body is sent but for its last byte."""
    data = ["--data", f"{folder}/data"]
    run("user", "create", "--email", "ada@example.org", "--role", "admin", "--organisation", "Weaver", *data)
    key = run("key", "create", "--name", "nightly", "--role", "admin", *data).stdout.splitlines()[-1]
    with Loam(folder, *flags) as loam:
        body = json.dumps({"email": "ben@example.org", "name": "Ben", "role": "member"}).encode()
        client = socket.create_connection(("127.0.0.1", loam.port), timeout=20)
        head = (f"POST /v1/users HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n")
        client.sendall(head.encode() + body[:-1])
        # Answered on another connection, so the server has read what came before it.
        get(loam.url + "/health")
        yield loam, client, body
        client.close()


def test_request_under_way_is_finished(folder):
    """a request under way at SIGTERM is answered, while new connections are refused, and then the process ends"""
    with half_sent(folder) as (loam, client, body):
        loam.process.send_signal(signal.SIGTERM)
        until(lambda: refused(loam.port), what="the end of accepting")
        assert loam.process.poll() is None
        client.sendall(body[-1:])
        assert client.recv(4096).startswith(b"HTTP/1.1 201")
        assert loam.process.wait(20) == 0


def test_second_signal_ends_at_once(folder):
    """a second signal ends the process at once, whatever is under way"""
    with half_sent(folder) as (loam, _, _):
        loam.process.send_signal(signal.SIGTERM)
        until(lambda: "Stopping" in loam.log.read_text())
        assert loam.process.poll() is None
        loam.process.send_signal(signal.SIGTERM)
        assert loam.process.wait(5) == 1


def test_deadline_cuts_off_what_does_not_finish(folder):
    """what is not finished when the time to stop is up is cut off"""
    with half_sent(folder, "--stop-within", "1s") as (loam, client, _):
        began = time.monotonic()
        loam.process.send_signal(signal.SIGTERM)
        loam.process.wait(20)
        assert 0.9 < time.monotonic() - began < 8


def refused(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return False
    except OSError:
        return True
