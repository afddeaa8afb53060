"""Loam as an identity provider sees it: an organisation with a product, a token, and calls over HTTP."""
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.parse
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from portal import Portal  # noqa: E402
from process import Loam, engine_database, run, temporary_folder  # noqa: E402

ENGINES = ["sqlite"] + (["postgres"] if os.environ.get("LOAM_TEST_POSTGRES") else [])
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
LOAM = "urn:ietf:params:scim:schemas:extension:loam:2.0:User"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


class Answer:
    def __init__(self, response):
        self.status, self.headers = response.status, response.headers
        self.text = response.read().decode()
        self.json = json.loads(self.text) if self.text else {}


class Directory:
    """Loam with an administrator, a product and a token, called over HTTP as identity providers do."""

    def __init__(self, loam, token, portal):
        self.loam, self.token, self.portal = loam, token, portal
        self.url = loam.url + "/scim/v2"

    def call(self, method, path, body=None, content_type="application/scim+json", authorization=None, **fields):
        connection = http.client.HTTPConnection("127.0.0.1", self.loam.port, timeout=60)
        headers = {"Authorization": authorization or f"Bearer {self.token}", "Accept": "application/scim+json",
                   "User-Agent": "Okta SCIM Client 1.0.0",
                   **{name.replace("_", "-"): value for name, value in fields.items()}}
        if body is not None:
            headers["Content-Type"] = content_type
        connection.request(method, "/scim/v2" + path, None if body is None else json.dumps(body), headers)
        try:
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def find(self, text, kind="Users", more=""):
        return self.call("GET", f"/{kind}?filter={urllib.parse.quote(text)}{more}")

    def patch(self, path, *operations):
        return self.call("PATCH", path, {"schemas": [PATCH], "Operations": list(operations)})


def directory_on(engine, seats):
    with temporary_folder() as folder, engine_database(engine) as database:
        with Loam(folder, database=database) as loam:
            portal = Portal(loam.url)
            portal.make_organisation()
            data = ["--data", f"{folder}/data"] + (["--database", database] if database else [])
            token = run("key", "create", "--scim", "--no-product-required", *data).stdout.splitlines()[-1]
            status, text, _ = portal.submit("/products/new", "/products", id="sales", name="Sales", seats=str(seats))
            assert status == 200, text
            yield Directory(loam, token, portal)


def kill_while_adding(directory, kills, chance, callers=16):
    """Kills the server with -9 while many add people, again and again; whoever was answered with 201 has to be there."""
    answered, lock = {}, threading.Lock()

    def add(until):
        while not until.is_set():
            name = f"{uuid.uuid4()}@example.com"
            try:
                answer = directory.call("POST", "/Users", {"userName": name})
            except (OSError, http.client.HTTPException):
                return
            if answer.status == 201:
                with lock:
                    answered[name] = answer.json["id"]

    for _ in range(kills):
        over = threading.Event()
        threads = [threading.Thread(target=add, args=(over,)) for _ in range(callers)]
        for thread in threads:
            thread.start()
        time.sleep(chance.uniform(0.2, 1.2))
        directory.loam.stop(signal.SIGKILL)
        over.set()
        for thread in threads:
            thread.join()
        directory.loam.start()
    found = {}
    cursor = ""
    while cursor is not None:
        told = directory.call("GET", f"/Users?count=200&cursor={cursor}&attributes=userName").json
        for one in told["Resources"]:
            assert one["userName"] not in found, one["userName"]
            found[one["userName"]] = one["id"]
        cursor = told.get("nextCursor")
    lost = {name for name, identifier in answered.items() if found.get(name) != identifier}
    assert not lost, f"{len(lost)} of {len(answered)} people who were answered are not there"
    assert told["totalResults"] == len(found)
    return len(answered)


CHECKED = "not_a_server_error,content_type_conformance,response_schema_conformance,ignored_auth,use_after_free,ensure_resource_availability"


def schemathesis(directory, *options, timeout=900):
    """Requests that schemathesis makes up from our own description of the door: its exit code, and what it said.

    What is told of nobody (`/Me`) is left out, because it says so with a status of 501.
    """
    with temporary_folder() as folder:
        words = [os.path.join(os.path.dirname(sys.executable), "schemathesis"), "run", directory.url + "/openapi.json",
                 "--url", directory.loam.url, "-H", f"Authorization: Bearer {directory.token}", "--exclude-path", "/scim/v2/Me",
                 "--checks", CHECKED, "--no-color", *map(str, options)]
        done = subprocess.run(words, capture_output=True, text=True, cwd=folder, timeout=timeout)
        return done.returncode, done.stdout + done.stderr
