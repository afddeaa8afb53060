"""`loam sandbox` started from outside, and the calls that most of its tests begin with."""
import contextlib
import json
import signal
import subprocess
import urllib.error
import urllib.parse
import urllib.request

from process import BINARY


@contextlib.contextmanager
def sandbox(*flags):
    """A running sandbox and what it printed at its start."""
    process = subprocess.Popen([BINARY, "sandbox", "--port", "0", "--json", *map(str, flags)],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line == "}\n":
                break
        assert lines, f"loam sandbox printed nothing: {process.stderr.read()}"
        yield json.loads("".join(lines)), process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        finally:
            process.stdout.close()
            process.stderr.close()


def call(url, data=None, context=None, method=None, **headers):
    data = urllib.parse.urlencode(data).encode() if isinstance(data, dict) else data
    request = urllib.request.Request(url, data, {name.replace("_", "-"): value for name, value in headers.items()},
                                     method=method)
    try:
        with urllib.request.urlopen(request, timeout=10, context=context) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), error.headers


def sign_in(told, context=None):
    status, text, _ = call(told["url"] + "/services/oauth2/token", {
        "grant_type": "password", "client_id": told["consumerKey"], "client_secret": told["consumerSecret"],
        "username": told["username"], "password": told["password"] + told["securityToken"]}, context)
    assert status == 200, text
    return json.loads(text)
