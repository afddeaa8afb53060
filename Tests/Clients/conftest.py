"""A sandbox over TLS that real clients talk to, and what they need to come in."""
import html
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE / "names")]

import pytest  # noqa: E402
import requests  # noqa: E402
import sitecustomize  # noqa: E402,F401  from here on names below salesforce.com mean the sandbox

from process import BINARY, free_port, temporary_folder  # noqa: E402

CALLBACK = "http://localhost:1717/OauthRedirect"


class Sandbox:
    """`loam sandbox --tls`; trusted by every client of this process and of those that it starts."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.port = free_port()
        self.private_key, certificate = make_key(self.folder / "app")
        self.log = self.folder / "sandbox.log"
        words = [BINARY, "sandbox", "--tls", "--json", "--port", str(self.port), "--data", self.folder / "org",
                 "--app-certificate", certificate]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=log, text=True)
        said = read_json(self.process.stdout)
        assert said, f"loam sandbox did not start: {self.log.read_text()[-2000:]}"
        self.url = f"https://localhost:{self.port}"
        self.username, self.password, self.security_token = said["username"], said["password"], said["securityToken"]
        self.consumer_key, self.consumer_secret = said["consumerKey"], said["consumerSecret"]
        os.environ["LOAM_SANDBOX_PORT"] = str(self.port)
        for variable in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"):
            os.environ[variable] = said["certificate"]
        self.session = self.token(grant_type="password", username=self.username,
                                  password=self.password + self.security_token)["access_token"]
        self.refresh_token = self.token(grant_type="authorization_code", redirect_uri=CALLBACK, code=self.code())[
            "refresh_token"]

    def token(self, **form):
        answer = requests.post(f"{self.url}/services/oauth2/token", timeout=30, data={
            "client_id": self.consumer_key, "client_secret": self.consumer_secret, **form})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def code(self):
        """What a browser brings back after somebody signed in: by the forms of the pages, as a person would."""
        browser = requests.Session()
        address = f"{self.url}/services/oauth2/authorize?" + urllib.parse.urlencode({
            "response_type": "code", "client_id": self.consumer_key, "redirect_uri": CALLBACK})
        answer = browser.get(address, allow_redirects=False, timeout=30)
        for _ in range(8):
            target = answer.headers.get("Location")
            if target and target.startswith(CALLBACK):
                return urllib.parse.parse_qs(urllib.parse.urlparse(target).query)["code"][0]
            if target:
                answer = browser.get(urllib.parse.urljoin(answer.url, target), allow_redirects=False, timeout=30)
            else:
                answer = self.submit(browser, answer)
        raise AssertionError(f"the pages of the sign-in do not end: {answer.url}\n{answer.text[:2000]}")

    def submit(self, browser, page):
        form = re.search(r"<form[^>]*>.*?</form>", page.text, re.DOTALL).group(0)
        action = re.search(r'<form[^>]*\baction="([^"]*)"', form)
        fields = {}
        for tag in re.findall(r"<(?:input|button)[^>]*>", form):
            name, value = re.search(r'\bname="([^"]*)"', tag), re.search(r'\bvalue="([^"]*)"', tag)
            value = html.unescape(value.group(1)) if value else ""
            if name and (name.group(1) not in fields or value == "allow"):
                fields[name.group(1)] = value
        for name in fields:
            if name in ("username", "un"):
                fields[name] = self.username
            if name in ("password", "pw"):
                fields[name] = self.password
        target = urllib.parse.urljoin(page.url, html.unescape(action.group(1)) if action else page.url)
        origin = "{0.scheme}://{0.netloc}".format(urllib.parse.urlparse(page.url))
        return browser.post(target, data=fields, headers={"Origin": origin}, allow_redirects=False, timeout=30)

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


def read_json(stream):
    """The first JSON object that a program prints, over as many lines as it likes."""
    text = ""
    for line in stream:
        text += line
        try:
            return json.loads(text)
        except ValueError:
            continue
    return None


def make_key(path):
    """A key, and the path of a certificate for it, as an administrator makes them for an app."""
    key, certificate = path.with_suffix(".key"), path.with_suffix(".crt")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=app.example",
                    "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return key.read_text(), certificate


@pytest.fixture(scope="session")
def sandbox():
    with temporary_folder() as folder:
        sandbox = Sandbox(folder)
        try:
            yield sandbox
        finally:
            sandbox.stop()


@pytest.fixture(scope="session")
def stranger_key():
    with temporary_folder() as folder:
        return make_key(pathlib.Path(folder) / "stranger")[0]


@pytest.fixture(scope="session")
def sf(sandbox):
    """simple-salesforce with a session that is there."""
    from simple_salesforce import Salesforce
    return Salesforce(instance_url=sandbox.url, session_id=sandbox.session)


@pytest.fixture(scope="session")
def user_id(sf):
    return sf.query("SELECT Id FROM User WHERE IsActive = true LIMIT 1")["records"][0]["Id"]


@pytest.fixture(scope="session")
def unique():
    """Names that no other test uses."""
    numbers = itertools.count(1)
    return lambda word: f"{word} n{next(numbers)}x"


@pytest.fixture(scope="session")
def external():
    """An object and one of its fields that is an external id."""
    return "Account", "Loam_Company_ID__c"
