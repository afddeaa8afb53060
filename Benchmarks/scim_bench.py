"""The directory of an identity provider, beside PyPI's scim2-server, which keeps everything in memory."""
import contextlib
import http.client
import json
import pathlib
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import uuid

from run_bench import LOAM, ROOT, serve, stop
from table import progress, row, run

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
BULK = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"
SERVER = "scim2-server[cursor]==0.8.3"
PASSWORD = "correct horse battery staple"
FEW, MANY = 1000, 100_000
PAGE = "/Users?count=100"
MANY_CALLERS = (16, 32)
BULK_SIZE = 500


class Directory:
    """One of the two, called over one connection."""

    def __init__(self, port, base, token, batch):
        self.port, self.base, self.token, self.batch = port, base, token, batch
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/scim+json"}
        self.people, self.last = 0, None
        self.dial()

    def dial(self):
        """A connection anew: a server closes one on which nothing has come for long."""
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        self.connection.connect()
        self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def call(self, method, path, body=None, wanted=200):
        return json.loads(self.exchange(method, path, None if body is None else json.dumps(body), wanted))

    def exchange(self, method, path, body, wanted=200):
        self.connection.request(method, self.base + path, body, self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status != wanted:
            sys.exit(f"Error: {method} {path} was answered with {answer.status}: {text[:500].decode()}")
        return text

    def person(self):
        self.people += 1
        name = f"person{self.people}@example.org"
        return {"schemas": [USER], "userName": name, "name": {"givenName": "Person", "familyName": str(self.people)},
                "emails": [{"value": name, "primary": True}], "active": True}

    def create_by(self, callers, seconds=4):
        """How many people a second are added when so many callers add one after the other; wrk calls, which costs little."""
        said = run("wrk", "-t", 1, "-c", callers, "-d", f"{seconds}s", "--timeout", "60s", "-s", pathlib.Path(__file__).with_name("scim_people.lua"),
                   f"http://127.0.0.1:{self.port}{self.base}/Users", "--", self.token, uuid.uuid4().hex[:12])
        if "Non-2xx" in said:
            sys.exit(f"Error: not everybody was added: {said}")
        return float(re.search(r"Requests/sec:\s+([0-9.]+)", said).group(1))

    def create_in_bulk(self, requests=8):
        """How many people a second are added by one caller, many to a request, who has them written down before and reads the
        answers afterwards."""
        bodies = [self.bulk(BULK_SIZE) for _ in range(requests)]
        self.dial()
        start = time.perf_counter()
        answers = [self.exchange("POST", "/Bulk", body) for body in bodies]
        passed = time.perf_counter() - start
        for answer in answers:
            self.check(answer)
        return requests * BULK_SIZE / passed

    def fill(self, count):
        self.dial()
        while self.people < count:
            self.check(self.exchange("POST", "/Bulk", self.bulk(min(self.batch, count - self.people))))
            progress(f"{self.people:,} people of {count:,}")
        self.last = self.call("POST", "/Users", self.person(), 201)["id"]

    def bulk(self, size):
        operations = [{"method": "POST", "path": "/Users", "bulkId": str(i), "data": self.person()} for i in range(size)]
        return json.dumps({"schemas": [BULK], "Operations": operations})

    def check(self, answer):
        """Everybody was added."""
        operations = json.loads(answer)["Operations"]
        refused = [one for one in operations if str(one["status"]) != "201"]
        if refused:
            sys.exit(f"Error: {len(refused)} of {len(operations)} people were refused: {json.dumps(refused[0])[:500]}")

    def rate(self, act, seconds):
        """How often a second, once it is warm."""
        self.dial()
        act()
        start, times = time.perf_counter(), 0
        while (passed := time.perf_counter() - start) < seconds or times < 3:
            act()
            times += 1
        return times / passed

    def page(self):
        self.call("GET", PAGE)

    def find(self):
        self.call("GET", "/Users?filter=" + urllib.parse.quote(f'userName eq "person{self.people // 2}@example.org"'))

    def read(self):
        self.call("GET", "/Users/" + self.last)


@contextlib.contextmanager
def ours(folder):
    data = folder / "data"
    run(LOAM, "user", "create", "--data", data, "--organisation", "Bench", "--email", "bench@example.org", "--name", "Bench",
        "--role", "admin", "--password-stdin", input=PASSWORD + "\n")
    token = run(LOAM, "key", "create", "--scim", "--no-product-required", "--data", data).splitlines()[-1]
    with serve(data, folder / "loam.log") as (_, port):
        yield Directory(port, "/scim/v2", token, 1000)


@contextlib.contextmanager
def theirs(folder):
    place = ROOT / ".build/scim2-server"
    program = place / "bin/scim2-server"
    if not program.exists():
        run(sys.executable, "-m", "venv", place)
        run(place / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", SERVER)
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    child = subprocess.Popen([program, "--bearer-token", "secret", "--port", str(port)], stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with contextlib.suppress(OSError), contextlib.closing(socket.create_connection(("127.0.0.1", port), 1)):
                break
            time.sleep(0.1)
        yield Directory(port, "/v2", "secret", 500)
    finally:
        stop(child)


def bench_scim(options):
    """Pages, creation and a filter over 100,000 people, by callers who wait for the answer."""
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as name, ours(pathlib.Path(name)) as we, theirs(pathlib.Path(name)) as they:
        few = None
        for directory in (we, they):
            directory.fill(FEW)
        few = we.rate(we.page, 3)
        for directory in (we, they):
            directory.fill(MANY)
        beside = "beside scim2-server, which writes nothing to a disk"
        measures = [("page of 100", 20, lambda one: one.rate(one.page, 3), f"one caller; {beside}"),
                    ("creation, one caller", 10, lambda one: one.create_by(1), f"wrk; {beside}")]
        measures += [(f"creation, {callers} callers", 10, lambda one, callers=callers: one.create_by(callers), f"wrk; {beside}")
                     for callers in MANY_CALLERS]
        measures.append(("creation in bulk", 10, Directory.create_in_bulk, f"one caller, {BULK_SIZE} to a request; {beside}"))
        for what, most, measure, note in measures:
            mine, others = [], []
            for _ in range(options.runs):
                mine.append(measure(we))
                others.append(measure(they))
            ratio = statistics.median(mine) / statistics.median(others)
            row(f"SCIM: {what}, {MANY:,} people", f"{statistics.median(mine):,.0f}/s", f"{statistics.median(others):,.1f}/s",
                f"{ratio:.1f}", f">= {most} x", ratio >= most, note)
        page, find, read = we.rate(we.page, 3), we.rate(we.find, 3), we.rate(we.read, 3)
        row("SCIM: userName eq beside a read by id", f"{1e6 / find:,.0f} µs", f"{1e6 / read:,.0f} µs", f"{read / find:.2f}", "<= 2",
            read / find <= 2)
        row(f"SCIM: a page of {MANY:,} beside one of {FEW:,}", f"{1e6 / page:,.0f} µs", f"{1e6 / few:,.0f} µs", f"{few / page:.2f}",
            "<= 1.2", few / page <= 1.2)
        deep = f"/Users?count=100&startIndex={MANY - 200}"
        slow = we.rate(lambda: we.call("GET", deep), 3)
        row("SCIM: the last page by number", f"{1e6 / slow:,.0f} µs", f"{1e6 / page:,.0f} µs", f"{page / slow:.1f}", "-", True,
            "beside the first; a cursor does not grow")


MEASURES = {"scim": bench_scim}
