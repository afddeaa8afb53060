"""`loam sandbox` from outside: what it prints, how one signs in, what is kept, how it ends."""
import base64
import contextlib
import http.server
import json
import os
import signal
import ssl
import subprocess
import sys
import threading
import urllib.error
import xml.etree.ElementTree

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from portal import Portal  # noqa: E402
from process import BINARY, run, temporary_folder  # noqa: E402
from sandbox import call, sandbox, sign_in  # noqa: E402

SOAP = """<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Body>
<n1:login xmlns:n1="urn:partner.soap.sforce.com"><n1:username>{username}</n1:username>
<n1:password>{password}{securityToken}</n1:password></n1:login></env:Body></env:Envelope>"""


def test_prints_one_thing_a_line():
    """without --json each thing that one needs stands on a line of its own"""
    process = subprocess.Popen([BINARY, "sandbox", "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        names = [process.stdout.readline().split(": ")[0] for _ in range(6)]
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        process.stdout.close()
    assert names == ["URL", "Username", "Password", "Security token", "Consumer key", "Consumer secret"]


def test_password_flow_and_a_first_call():
    """a session by OAuth reads the org's limits, and the answer tells of the budget"""
    with sandbox("--api-limit", 50) as (told, _):
        tokens = sign_in(told)
        assert tokens["instance_url"] == told["url"]
        status, text, headers = call(told["url"] + "/services/data/v60.0/limits/",
                                     Authorization="Bearer " + tokens["access_token"])
        assert status == 200 and json.loads(text)["DailyApiRequests"]["Max"] == 50
        assert headers["Sforce-Limit-Info"] == "api-usage=1/50"
        assert call(told["url"] + "/services/data/v60.0/limits/")[0] == 401


def test_soap_login():
    """SOAP login gives a session that the data API takes"""
    with sandbox() as (told, _):
        status, text, _ = call(told["url"] + "/services/Soap/u/59.0", SOAP.format(**told).encode(),
                               Content_Type="text/xml", SOAPAction="login")
        assert status == 200, text
        session = xml.etree.ElementTree.fromstring(text).find(".//{urn:partner.soap.sforce.com}sessionId").text
        assert call(told["url"] + "/services/oauth2/userinfo", Authorization="OAuth " + session)[0] == 200


def test_tls_with_the_certificate_that_it_wrote():
    """with --tls the printed file is all that a client needs to trust the server, and it is gone at the end"""
    with sandbox("--tls") as (told, _):
        assert told["url"].startswith("https://")
        assert sign_in(told, ssl.create_default_context(cafile=told["certificate"]))["instance_url"] == told["url"]
        with pytest.raises(urllib.error.URLError):
            call(told["url"] + "/services/data")
    assert not os.path.exists(told["certificate"])


def test_folder_keeps_org_and_sign_in():
    """with --data the next start is the same org with the same sign-in, and nobody else's to read"""
    with temporary_folder() as folder:
        path = f"{folder}/org"
        with sandbox("--data", path) as (first, _):
            tokens = sign_in(first)
            second = run("sandbox", "--port", 0, "--data", path, check=False)
            assert second.returncode == 1 and "in use by process" in second.stderr
        assert os.stat(path).st_mode & 0o077 == 0
        with sandbox("--data", path) as (again, _):
            assert {**again, "url": ""} == {**first, "url": ""}
            assert call(again["url"] + "/services/oauth2/userinfo",
                        Authorization="Bearer " + tokens["access_token"])[0] == 200


def test_browser_comes_in_and_looks_around():
    """the printed user comes in with a browser and reaches every page of the bar"""
    with sandbox() as (told, _):
        browser = Portal(told["url"])
        status, text, url = browser.get("/setup/usage?x=1")
        assert status == 200 and url.startswith(told["url"] + "/login?startURL=")
        status, text, url = browser.submit("/login?startURL=/setup/usage", "/login", un=told["username"],
                                           pw=told["password"])
        assert status == 200 and url == told["url"] + "/setup/usage"
        for path in ["/home", "/records", "/records/User", "/requests", "/setup", "/setup/permissions",
                     "/setup/fields/Lead", "/setup/rules", "/setup/apps"]:
            status, text, _ = browser.get(path)
            assert status == 200 and "<h1>" in text, path


def test_wrong_words():
    """what cannot be meant is refused before anything begins"""
    for words in (["--port", "x"], ["--fault", "nonsense"], ["--session-minutes", "0"]):
        assert run("sandbox", *words, check=False).returncode == 64


def test_fault_by_flag():
    """a fault that was asked for strikes"""
    with sandbox("--fault", "daily-limit:times=1") as (told, _):
        token = sign_in(told)["access_token"]
        answers = [call(told["url"] + "/services/data/v60.0/", Authorization="Bearer " + token) for _ in range(2)]
        assert answers[0][0] == 403 and "REQUEST_LIMIT_EXCEEDED" in answers[0][1]
        assert answers[1][0] == 200


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_stops_in_order(how):
    """SIGTERM and SIGINT end it with exit code 0"""
    with sandbox() as (_, process):
        process.send_signal(how)
        assert process.wait(30) == 0


@contextlib.contextmanager
def receiver(status, port=0):
    """A server that keeps the callouts it gets, and answers all of them with one status."""
    calls = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()
            calls.append((self.headers["Authorization"], body))
            arrived.release()

        def log_message(self, *_):
            pass

    arrived = threading.Semaphore(0)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/instant", calls, arrived
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_instant_enrich_outlives_a_kill():
    """a callout that got no answer it could keep is sent after a kill, once the org is back, with the same id"""
    with temporary_folder() as folder:
        with receiver(503) as (url, refused, arrived):
            with sandbox("--data", folder, "--instant-enrich", url, "--instant-enrich-user", "enrich@customer.example"
                         ) as (told, process):
                token = sign_in(told)["access_token"]
                status, text, _ = call(told["url"] + "/services/data/v60.0/sobjects/Lead",
                                       b'{"LastName":"Doe","Company":"Acme"}', Authorization="Bearer " + token,
                                       Content_Type="application/json")
                assert status == 201, text
                lead = json.loads(text)["id"]
                assert arrived.acquire(timeout=30)
                process.kill()
                process.wait()
        with receiver(202) as (url, taken, arrived):
            with sandbox("--data", folder, "--instant-enrich", url) as (told, _):
                callouts = json.loads(call(told["url"] + "/sandbox/callouts")[1])["callouts"]
                assert [c["recordIds"] for c in callouts] == [[lead]]
                # It may be waiting for its next attempt, or had been under way.
                call(told["url"] + "/sandbox/callouts/" + callouts[0]["id"] + "/retry", b"")
                assert arrived.acquire(timeout=30)
                assert [body for _, body in taken] == [refused[0][1]]
                claims = taken[0][0].split(".")[1]
                claims = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
                assert claims["sub"] == "enrich@customer.example" and claims["exp"] - claims["iat"] == 3600
                assert claims["aud"] == url.removesuffix("/instant")


def test_instant_enrich_needs_an_address():
    """an address that cannot be called is refused before anything starts"""
    for flags, complaint in [(["--instant-enrich", "ftp://loam.example"], "--instant-enrich cannot be used"),
                             (["--instant-enrich-user", "x"], "has no meaning without --instant-enrich")]:
        done = run("sandbox", *flags, check=False)
        assert done.returncode == 64 and complaint in done.stderr
