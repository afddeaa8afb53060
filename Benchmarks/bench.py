#!/usr/bin/env python3
"""Measures Loam beside baselines in one run on one machine: bench.py [NAME ...] [--runs N] [--keep]

Each measure is taken in turns, ours and the baseline's, and the median of the ratios is held against what was promised.
--keep writes the table to docs/proofs/bench.md, or to that of a part (bench-sandbox.md, bench-matching.md,
bench-catalogue.md, bench-runs.md, bench-scim.md) when only that was measured.
"""
import argparse
import contextlib
import json
import os
import pathlib
import platform
import random
import re
import resource
import shutil
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

import catalogue_bench
import dashboard_bench
import match_bench
import run_bench
import scim_bench
from table import ROWS, progress, row, run

ROOT = pathlib.Path(__file__).resolve().parent.parent
LOAM = ROOT / ".build/release/loam"
PROOF = ROOT / ".build/release/loam-proof"


def free_port():
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, seconds=20):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), contextlib.closing(socket.create_connection(("127.0.0.1", port), 1)):
            return
        time.sleep(0.02)
    sys.exit(f"Error: nothing answers on port {port}.")


@contextlib.contextmanager
def process(*command, port, **options):
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    try:
        wait_for(port)
        yield child
    finally:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


@contextlib.contextmanager
def loam(folder, *flags):
    port = free_port()
    with process(LOAM, "serve", "--data", folder, "--port", port, "--log-level", "warning", *flags, port=port) as child:
        yield child, port


@contextlib.contextmanager
def nginx(folder, body):
    port = free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(f"""
        daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
        worker_rlimit_nofile 8192;
        events {{ worker_connections 4096; }}
        http {{ access_log off; keepalive_requests 100000000; client_body_temp_path {folder}; proxy_temp_path {folder};
          fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
          server {{ listen 127.0.0.1:{port} backlog=4096;
            location / {{ default_type application/json; return 200 '{body}'; }} }} }}
    """)
    with process("nginx", "-c", configuration, "-p", folder, port=port):
        yield port


def memory(pid, field="VmRSS"):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(rf"{field}:\s+(\d+) kB", text).group(1)) / 1024


def wrk(url, connections, seconds):
    out = run("wrk", "-t2", f"-c{connections}", f"-d{seconds}s", url)
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    if failed:
        sys.exit(f"Error: {failed.group(1)} answers of {url} were not 2xx.")
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", out)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)), sum(map(int, errors.groups())) if errors else 0


def bench_http(options):
    """Small JSON through router and middleware beside nginx returning a constant."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        with loam(folder / "data") as (child, port):
            body = urllib.request.urlopen(f"http://127.0.0.1:{port}/health").read().decode()
            with nginx(folder, body) as constant:
                wrk(f"http://127.0.0.1:{port}/health", 32, 2)
                for connections in (32, 256, 2000):
                    pairs, errors = [], 0
                    for number in range(options.runs):
                        progress(f"http, {connections} connections, {number + 1} of {options.runs}")
                        ours, failed = wrk(f"http://127.0.0.1:{port}/health", connections, 5)
                        theirs, _ = wrk(f"http://127.0.0.1:{constant}/health", connections, 5)
                        pairs.append((ours, theirs))
                        errors += failed
                    ratio = statistics.median(a / b for a, b in pairs)
                    row(f"GET /health, {connections} connections", f"{statistics.median(a for a, _ in pairs):,.0f}/s",
                        f"{statistics.median(b for _, b in pairs):,.0f}/s", f"{ratio:.2f}", ">= 0.55 of nginx",
                        ratio >= 0.55 and errors == 0, f"{errors} socket errors")


def bench_transactions(options):
    """Single-row transactions beside the bare C loop, on the same SQLite file and settings."""
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as name:
        folder = pathlib.Path(name)
        bare = folder / "bare"
        run("gcc", "-O2", "-o", bare, ROOT / "Benchmarks/baselines/sqlite_transactions.c", "-lsqlite3")
        pairs, file = [], folder / "transactions.db"
        for number in range(options.runs + 1):
            progress(f"transactions, {number} of {options.runs}")
            ours = float(run(PROOF, "transactions", file, 5000))
            theirs = float(run(bare, file, 5000))
            if number:
                pairs.append((ours, theirs))
        ratio = statistics.median(a / b for a, b in pairs)
        row("Single-row transactions, SQLite", f"{statistics.median(a for a, _ in pairs):,.0f}/s",
            f"{statistics.median(b for _, b in pairs):,.0f}/s", f"{ratio:.2f}", ">= 0.7 of C", ratio >= 0.7)


def bench_load(options):
    """Bulk load of a CSV file beside the sqlite3 shell's .import of the same file into the same table."""
    count = 1_000_000
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as name:
        folder = pathlib.Path(name)
        source = folder / "rows.csv"
        with source.open("w") as file:
            for i in range(count):
                file.write(f"{i},Company number {i},www.example-{i % 977}.test,{i * 7 % 100000},City {i % 311}\n")
        table = "CREATE TABLE companies (id BIGINT PRIMARY KEY, name TEXT NOT NULL, website TEXT, employees BIGINT, city TEXT)"
        settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        pairs = []
        for number in range(options.runs):
            progress(f"bulk load, {number + 1} of {options.runs}")
            ours, theirs = folder / f"ours-{number}.db", folder / f"theirs-{number}.db"
            for file in (ours, theirs):
                run("sqlite3", file, f"{settings} {table}")
            seconds = float(run(PROOF, "load", ours, source))
            began = time.monotonic()
            run("sqlite3", theirs, input=f"{settings}\n.mode csv\n.import {source} companies\n")
            pairs.append((count / seconds, count / (time.monotonic() - began)))
            same = [run("sqlite3", file, "SELECT count(*), sum(id), sum(employees), max(name) FROM companies") for file in (ours, theirs)]
            if same[0] != same[1]:
                sys.exit(f"Error: the two loads differ: {same}")
            for file in folder.glob("*.db*"):
                file.unlink()
        ratio = statistics.median(a / b for a, b in pairs)
        row("Bulk load of 1,000,000 rows, SQLite", f"{statistics.median(a for a, _ in pairs):,.0f}/s",
            f"{statistics.median(b for _, b in pairs):,.0f}/s", f"{ratio:.2f}", ">= 0.6 of .import", ratio >= 0.6)


def bench_catalogue_load(options):
    """A million companies loaded as a catalogue beside the shell's .import of the same file into columns of text."""
    count = 1_000_000
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as name:
        folder = pathlib.Path(name)
        run(LOAM, "catalogue", "sample", "--companies", count, "--people", 0, "--out", folder)
        source = folder / "companies.csv"
        settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        pairs, again = [], []
        for number in range(options.runs):
            progress(f"catalogue load, {number + 1} of {options.runs}")
            data, theirs = folder / f"data-{number}", folder / f"theirs-{number}.db"
            load = ("catalogue", "load", source, "--json", "--data", data)
            done, = json.loads(run(LOAM, *load))
            if done["added"] != count:
                sys.exit(f"Error: {done['added']} of {count} companies were loaded.")
            began = time.monotonic()
            run("sqlite3", theirs, input=f"{settings}\n.mode csv\n.import {source} companies\n")
            pairs.append((count / done["seconds"], count / (time.monotonic() - began)))
            done, = json.loads(run(LOAM, *load))
            if done["unchanged"] != count:
                sys.exit(f"Error: the same file again left {done['unchanged']} of {count} companies as they were.")
            again.append(count / done["seconds"])
            shutil.rmtree(data)
            for file in folder.glob("theirs*"):
                file.unlink()
        ratio = statistics.median(a / b for a, b in pairs)
        row("Catalogue load of 1,000,000 companies, SQLite", f"{statistics.median(a for a, _ in pairs):,.0f}/s",
            f"{statistics.median(b for _, b in pairs):,.0f}/s", f"{ratio:.2f}", ">= 0.3 of .import", ratio >= 0.3,
            f"the same file again: {statistics.median(again):,.0f}/s")


def bench_queue(options):
    """Jobs claimed and finished by four worker processes: none twice, none lost."""
    for engine, promise, count in (("sqlite", 4000, 20000), ("postgres", 2000, 20000)):
        rates = []
        for number in range(options.runs):
            progress(f"queue on {engine}, {number + 1} of {options.runs}")
            with tempfile.TemporaryDirectory(dir=ROOT / ".build") as name:
                with database(engine, name) as place:
                    run(PROOF, "queue-fill", place, count)
                    began = time.monotonic()
                    workers = [subprocess.Popen([PROOF, "queue-work", place]) for _ in range(4)]
                    if any([worker.wait() for worker in workers]):
                        sys.exit("Error: a worker failed; its words are above.")
                    rates.append(count / (time.monotonic() - began))
                    run(PROOF, "queue-check", place)
        rate = statistics.median(rates)
        row(f"Queue, four processes, {engine}", f"{rate:,.0f}/s", "-", "-", f">= {promise:,}/s", rate >= promise,
            "each finished exactly once")


@contextlib.contextmanager
def database(engine, folder):
    """An empty database of the engine, gone afterwards."""
    if engine == "sqlite":
        yield f"{folder}/queue.db"
        return
    url = run(ROOT / "scripts/postgres", "start").strip()
    name = f"bench_{os.getpid()}_{time.monotonic_ns()}"
    run("psql", "-q", url, "-c", f"CREATE DATABASE {name}")
    try:
        yield url.replace("/postgres?", f"/{name}?")
    finally:
        run("psql", "-q", url, "-c", f"DROP DATABASE {name} WITH (FORCE)")


def bench_memory(options):
    """The server at rest, a minute's traffic behind it."""
    with tempfile.TemporaryDirectory() as name, loam(pathlib.Path(name) / "data") as (child, port):
        time.sleep(3)
        rest = memory(child.pid)
        row("Memory at rest", f"{rest:.0f} MB", "-", "-", "<= 60 MB", rest <= 60)


def bench_upload(options):
    """A gigabyte streams through; what it costs in memory above rest."""
    size, peaks = 1 << 30, []
    for number in range(options.runs):
        progress(f"upload, {number + 1} of {options.runs}")
        port = free_port()
        with process(PROOF, "upload-server", port, port=port) as child:
            time.sleep(0.5)
            rest = memory(child.pid)
            with tempfile.NamedTemporaryFile() as file:
                file.truncate(size)
                answer = run("curl", "-sS", "--fail", "-T", file.name, f"http://127.0.0.1:{port}/upload")
            if answer.strip() != str(size):
                sys.exit(f"Error: the upload of {size} bytes was answered with {answer!r}.")
            peaks.append(memory(child.pid, "VmHWM") - rest)
    peak = statistics.median(peaks)
    row("Upload of 1 GB, memory above rest", f"{peak:.0f} MB", "-", "-", "<= 40 MB", peak <= 40)


def bench_page(options):
    """A signed-in portal page at 200 requests a second."""
    with tempfile.TemporaryDirectory() as name, loam(pathlib.Path(name) / "data") as (child, port):
        sys.path.insert(0, str(ROOT / "Tests"))
        from portal import Portal  # the suites' own way to sign in

        portal = Portal(f"http://127.0.0.1:{port}")
        portal.make_organisation()
        cookie = portal.cookie_header()
        for path in ("/", "/users", "/audit"):
            worst = []
            for number in range(options.runs):
                progress(f"page {path}, {number + 1} of {options.runs}")
                # hey lets all its clients ask at the same instant: with many of them it would time a queue, not a page.
                out = run("hey", "-z", "10s", "-c", 4, "-q", 50, "-H", f"Cookie: {cookie}", f"http://127.0.0.1:{port}{path}")
                if re.findall(r"\[(\d+)\]\s+\d+ responses", out) != ["200"]:
                    sys.exit(f"Error: {path} was not always answered with 200: {out}")
                rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))
                worst.append((float(re.search(r"99% in ([\d.]+) secs", out).group(1)) * 1000, rate))
            p99 = statistics.median(value for value, _ in worst)
            rate = statistics.median(value for _, value in worst)
            row(f"Signed-in page {path}, p99", f"{p99:.1f} ms", f"{rate:.0f}/s asked", "-", "<= 10 ms", p99 <= 10 and rate >= 190)


@contextlib.contextmanager
def sandbox(folder, *flags):
    """`loam sandbox` without TLS, and a call of its API with a session."""
    port = free_port()
    command = [LOAM, "sandbox", "--data", folder, "--port", port, "--api-limit", 1_000_000_000, "--json", *flags]
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        said = ""
        while "}" not in said:
            line = child.stdout.readline()
            if not line:
                sys.exit("Error: loam sandbox did not start.")
            said += line
        first = json.loads(said)
        yield child, Org(first["url"], first["username"], first["password"] + first["securityToken"])
    finally:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


class Org:
    """A session of a sandbox."""

    def __init__(self, url, username, password):
        self.url = url
        envelope = f"""<?xml version="1.0"?><env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Body>
            <n1:login xmlns:n1="urn:partner.soap.sforce.com"><n1:username>{username}</n1:username>
            <n1:password>{password}</n1:password></n1:login></env:Body></env:Envelope>"""
        request = urllib.request.Request(url + "/services/Soap/u/60.0", envelope.encode(),
                                         {"Content-Type": "text/xml", "SOAPAction": "login"})
        with urllib.request.urlopen(request) as answer:
            self.session = re.search("<sessionId>(.*?)</sessionId>", answer.read().decode()).group(1)

    def call(self, method, path, body=None, content="application/json"):
        data = body if body is None or isinstance(body, bytes) or hasattr(body, "read") else json.dumps(body).encode()
        fields = {"Authorization": f"Bearer {self.session}", "Content-Type": content}
        if hasattr(body, "fileno"):
            fields["Content-Length"] = str(os.fstat(body.fileno()).st_size)
        request = urllib.request.Request(self.url + path, data, fields, method=method)
        with urllib.request.urlopen(request) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def wait(self, path):
        """Waits for the end of a job."""
        while True:
            job = self.call("GET", path)
            if job["state"] == "JobComplete":
                return job
            if job["state"] in ("Failed", "Aborted"):
                sys.exit(f"Error: the job of {path} ended as {job}")
            time.sleep(0.05)

    def ingest(self, file, operation="insert", **settings):
        """Takes the rows of a file in, from making the job to its end, and tells how many seconds that took."""
        began = time.monotonic()
        job = self.call("POST", "/services/data/v60.0/jobs/ingest", {"object": "Account", "operation": operation} | settings)
        path = f"/services/data/v60.0/jobs/ingest/{job['id']}"
        with file.open("rb") as rows:
            self.call("PUT", path + "/batches", rows, "text/csv")
        self.call("PATCH", path, {"state": "UploadComplete"})
        done = self.wait(path)
        seconds = time.monotonic() - began
        if done["numberRecordsFailed"]:
            sys.exit(f"Error: {done['numberRecordsFailed']} rows were refused.")
        return seconds

    def export(self, soql, file):
        """Writes what a Bulk query answers into a file, from making the job to the last page; tells seconds and rows."""
        began = time.monotonic()
        job = self.call("POST", "/services/data/v60.0/jobs/query", {"operation": "query", "query": soql})
        path = f"/services/data/v60.0/jobs/query/{job['id']}"
        self.wait(path)
        rows, locator = 0, ""
        with file.open("wb") as copy:
            while locator != "null":
                place = f"?locator={locator}" if locator else ""
                request = urllib.request.Request(self.url + path + "/results" + place,
                                                 headers={"Authorization": f"Bearer {self.session}"})
                with urllib.request.urlopen(request) as answer:
                    shutil.copyfileobj(answer, copy, 1 << 20)
                    rows += int(answer.headers["Sforce-NumberOfRecords"])
                    locator = answer.headers["Sforce-Locator"]
        seconds = time.monotonic() - began
        self.call("DELETE", path)
        return seconds, rows


ACCOUNT_COLUMNS = ("Name", "Website", "Phone", "Industry", "NumberOfEmployees", "BillingStreet", "BillingCity",
                   "BillingPostalCode", "AccountNumber", "Description")


def write_accounts(path, count):
    with path.open("w") as file:
        file.write(",".join(ACCOUNT_COLUMNS) + "\n")
        for i in range(count):
            file.write(f"Company number {i},www.example-{i}.example,+1 555 {i % 10000:04},Energy,{i * 7 % 100000},{i} Main Street,"
                       f"City {i % 311},{i % 90000 + 10000},A-{i},What is known of number {i}\n")


# The keys that the org keeps of a row beside what the file tells: here the shell works them out of the file's columns.
SHELL_KEYS = {
    "Id": "printf('001LM0%09dYAA', substr(AccountNumber, 3))",
    "OwnerId": "'005LM0000000100YAA' || substr(AccountNumber, 1, 0)",
    "SystemModstamp": "'2026-01-01T00:00:00.000Z' || substr(AccountNumber, 1, 0)",
}


def shell_table(database):
    """A table for the file with the indexes that the sandbox has on accounts, as far as its rows have values for them."""
    columns = ", ".join(f"{column} TEXT COLLATE NOCASE" for column in ACCOUNT_COLUMNS)
    indexed = run("sqlite3", database, "SELECT i.name FROM pragma_index_list('Account') l, pragma_index_info(l.name) i").split()
    keys = [SHELL_KEYS.get(column, column) for column in indexed if column in SHELL_KEYS or column in ACCOUNT_COLUMNS]
    return f"CREATE TABLE Account ({columns});" + "".join(f"CREATE INDEX i{i} ON Account ({key});" for i, key in enumerate(keys))


def bench_sandbox_ingest(options):
    """A Bulk job of a million ten-column rows beside the shell's .import of the same file with the same indexes."""
    count = 1_000_000
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as name:
        folder = pathlib.Path(name)
        source = folder / "rows.csv"
        write_accounts(source, count)
        pairs, peaks = [], []
        for number in range(options.runs):
            progress(f"sandbox ingest, {number + 1} of {options.runs}")
            ours, theirs = folder / f"org-{number}", folder / f"theirs-{number}.db"
            with sandbox(ours) as (child, org):
                seconds = org.ingest(source)
                peaks.append(memory(child.pid, "VmHWM"))
            run("sqlite3", theirs, f"PRAGMA journal_mode = WAL; {shell_table(ours / 'org.db')}")
            began = time.monotonic()
            run("sqlite3", theirs, input=f"PRAGMA synchronous = FULL;\n.mode csv\n.import --skip 1 {source} Account\n")
            pairs.append((count / seconds, count / (time.monotonic() - began)))
            shutil.rmtree(ours)
            theirs.unlink()
        ratio = statistics.median(a / b for a, b in pairs)
        row("Sandbox: Bulk ingest, 1,000,000 rows", f"{statistics.median(a for a, _ in pairs):,.0f}/s",
            f"{statistics.median(b for _, b in pairs):,.0f}/s", f"{ratio:.2f}", ">= 0.25 of .import", ratio >= 0.25)
        row("Sandbox: memory during ingest", f"{max(peaks):.0f} MB", "-", "-", "<= 300 MB", max(peaks) <= 300)


@contextlib.contextmanager
def filled_sandbox(count):
    """A sandbox with so many accounts, which are taken in by a Bulk job."""
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as name:
        folder = pathlib.Path(name)
        write_accounts(folder / "rows.csv", count)
        with sandbox(folder / "org") as (child, org):
            org.ingest(folder / "rows.csv")
            yield child, org, folder / "org" / "org.db"


def bench_sandbox_query(options):
    """A Bulk query of a million rows, worked on and fetched, beside the shell writing the same CSV."""
    count = 1_000_000
    columns = ", ".join(ACCOUNT_COLUMNS)
    with filled_sandbox(count) as (child, org, database):
        pairs = []
        for number in range(options.runs):
            progress(f"sandbox query, {number + 1} of {options.runs}")
            ours, rows = org.export(f"SELECT {columns} FROM Account", database.parent / "ours.csv")
            if rows != count:
                sys.exit(f"Error: the query told {rows} rows.")
            began = time.monotonic()
            run("sqlite3", "-readonly", database,
                input=f".mode csv\n.headers on\n.output {database.parent / 'shell.csv'}\nSELECT {columns} FROM Account;\n")
            pairs.append((count / ours, count / (time.monotonic() - began)))
        ratio = statistics.median(a / b for a, b in pairs)
        row("Sandbox: Bulk query, 1,000,000 rows", f"{statistics.median(a for a, _ in pairs):,.0f}/s",
            f"{statistics.median(b for _, b in pairs):,.0f}/s", f"{ratio:.2f}", ">= 0.4 of the shell", ratio >= 0.4)
        peak = memory(child.pid, "VmHWM")
        row("Sandbox: memory during a query", f"{peak:.0f} MB", "-", "-", "<= 300 MB", peak <= 300)


def bench_sandbox_upsert(options):
    """A Bulk upsert of a million known rows, by an external id and in no order, beside the shell doing the same."""
    count = 1_000_000
    columns = ("Loam_Company_ID__c",) + ACCOUNT_COLUMNS
    order = list(range(count))
    random.Random(1).shuffle(order)
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as name:
        folder = pathlib.Path(name)
        for file, rows, change in (("new.csv", range(count), 0), ("known.csv", order, 1)):
            with (folder / file).open("w") as out:
                out.write(",".join(columns) + "\n")
                for i in rows:
                    out.write(f"K{i * 7919 % 1_000_003:07},Company number {i},www.example-{i}.example,+1 555 {(i + change) % 10000:04},"
                              f"Energy,{(i * 7 + change) % 100000},{i} Main Street,City {i % 311},{i % 90000 + 10000},A-{i},"
                              f"What is known of number {i}\n")
        pairs, peak = [], 0
        for number in range(options.runs):
            progress(f"sandbox upsert, {number + 1} of {options.runs}")
            with sandbox(folder / "org") as (child, org):
                org.ingest(folder / "new.csv", "upsert", externalIdFieldName="Loam_Company_ID__c")
                seconds = org.ingest(folder / "known.csv", "upsert", externalIdFieldName="Loam_Company_ID__c")
                peak = max(peak, memory(child.pid, "VmHWM"))
            shell = folder / "theirs.db"
            run("sqlite3", shell, f"ATTACH '{folder}/org/org.db' AS org; CREATE TABLE Account AS SELECT * FROM org.Account;"
                "CREATE INDEX k ON Account (Loam_Company_ID__c); CREATE INDEX n ON Account (Name);"
                "CREATE UNIQUE INDEX i ON Account (Id); CREATE INDEX m ON Account (SystemModstamp);"
                f"PRAGMA journal_mode = WAL; CREATE TABLE known ({', '.join(columns)})")
            began = time.monotonic()
            run("sqlite3", shell, input=f".mode csv\n.import --skip 1 {folder}/known.csv known\n"
                "UPDATE Account SET Phone = k.Phone, NumberOfEmployees = k.NumberOfEmployees,"
                " SystemModstamp = '2026-01-01T00:00:00.000Z' FROM known k"
                " WHERE k.Loam_Company_ID__c = Account.Loam_Company_ID__c;\n")
            pairs.append((count / seconds, count / (time.monotonic() - began)))
            shutil.rmtree(folder / "org")
            for file in folder.glob("theirs.db*"):
                file.unlink()
        ratio = statistics.median(a / b for a, b in pairs)
        row("Sandbox: Bulk upsert, 1,000,000 known rows", f"{statistics.median(a for a, _ in pairs):,.0f}/s",
            f"{statistics.median(b for _, b in pairs):,.0f}/s", f"{ratio:.2f}", "-", True)
        row("Sandbox: memory during an upsert", f"{peak:.0f} MB", "-", "-", "<= 300 MB", peak <= 300)


def bench_sandbox_pages(options):
    """A hundred thousand rows of a million by REST, page after page, beside the library reading the same rows."""
    columns = ", ".join(("Id",) + ACCOUNT_COLUMNS)
    soql = f"SELECT {columns} FROM Account WHERE NumberOfEmployees < 10000"
    with filled_sandbox(1_000_000) as (child, org, path):
        library = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        pairs = []
        for number in range(options.runs):
            progress(f"sandbox pages, {number + 1} of {options.runs}")
            began, rows = time.monotonic(), 0
            page = "/services/data/v60.0/queryAll?q=" + urllib.parse.quote(soql)
            while page:
                answer = org.call("GET", page)
                rows += len(answer["records"])
                page = answer.get("nextRecordsUrl")
            ours = time.monotonic() - began
            began = time.monotonic()
            found = library.execute(soql).fetchall()
            pairs.append((rows / ours, len(found) / (time.monotonic() - began)))
            if rows != len(found):
                sys.exit(f"Error: the pages hold {rows} rows of {len(found)}.")
        library.close()
        ratio = statistics.median(a / b for a, b in pairs)
        row(f"Sandbox: queryAll of {rows:,} rows by pages", f"{statistics.median(a for a, _ in pairs):,.0f}/s",
            f"{statistics.median(b for _, b in pairs):,.0f}/s", f"{ratio:.2f}", "-", True)


def bench_sandbox_seed(options):
    """Made-up rows: how long they take, in how much memory, and how soon an org with so many is there again."""
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as name:
        folder = pathlib.Path(name)
        for number, (counts, promise) in enumerate((((1_000_000, 0, 0), 60), ((1_000_000, 1_000_000, 500_000), None))):
            seconds, starts, peaks = [], [], []
            for turn in range(options.runs):
                progress(f"sandbox seed {number + 1}, {turn + 1} of {options.runs}")
                org = folder / f"org-{number}-{turn}"
                flags = [word for kind, count in zip(("accounts", "contacts", "leads"), counts) for word in (f"--{kind}", count)]
                began = time.monotonic()
                with sandbox(org, *flags) as (child, _):
                    seconds.append(time.monotonic() - began)
                    peaks.append(memory(child.pid, "VmHWM"))
                began = time.monotonic()
                with sandbox(org):
                    starts.append(time.monotonic() - began)
                shutil.rmtree(org)
            what = f"{sum(counts):,} rows"
            whole = statistics.median(seconds)
            row(f"Sandbox: seeding of {what}", f"{whole:.1f} s", "-", "-", "-" if promise is None else f"<= {promise} s",
                promise is None or whole <= promise)
            row(f"Sandbox: memory, seeding of {what}", f"{max(peaks):.0f} MB", "-", "-", "<= 300 MB", max(peaks) <= 300)
            row(f"Sandbox: start with {what}", f"{statistics.median(starts) * 1000:.0f} ms", "-", "-", "-", True)


SOQL_AND_SQL = (
    ("SELECT Id, Name FROM Account WHERE BillingCity = 'City 7' ORDER BY Name LIMIT 200",
     "SELECT Id, Name FROM Account WHERE IsDeleted = 0 AND BillingCity = 'City 7' ORDER BY Name LIMIT 200"),
    ("SELECT Industry, COUNT(Id) FROM Account GROUP BY Industry",
     "SELECT Industry, COUNT(Id) FROM Account WHERE IsDeleted = 0 GROUP BY Industry"),
    ("SELECT COUNT() FROM Account WHERE NumberOfEmployees > 50000",
     "SELECT COUNT(*) FROM Account WHERE IsDeleted = 0 AND NumberOfEmployees > 50000"),
)


def bench_sandbox_soql(options):
    """SOQL over a million rows beside its SQL, run by the same library in this process."""
    with filled_sandbox(1_000_000) as (_, org, path):
        shell = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        for soql, sql in SOQL_AND_SQL:
            pairs = []
            for number in range(options.runs + 1):
                progress(f"sandbox SOQL, {number} of {options.runs}")
                began = time.monotonic()
                org.call("GET", "/services/data/v60.0/query?q=" + urllib.parse.quote(soql))
                ours = time.monotonic() - began
                began = time.monotonic()
                shell.execute(sql).fetchall()
                if number:
                    pairs.append((ours, time.monotonic() - began))
            ratio = statistics.median(a / b for a, b in pairs)
            row(f"Sandbox: {soql[:33]}…", f"{statistics.median(a for a, _ in pairs) * 1000:.1f} ms",
                f"{statistics.median(b for _, b in pairs) * 1000:.1f} ms", f"{ratio:.2f}", "<= 3 of SQL", ratio <= 3)
        shell.close()


def bench_sandbox_rest(options):
    """One row by its id through the sandbox's REST API beside the portal server's own GET /health."""
    with filled_sandbox(1000) as (_, org, _), tempfile.TemporaryDirectory() as name:
        found = org.call("GET", "/services/data/v60.0/query?q=" + urllib.parse.quote("SELECT Id FROM Account LIMIT 1"))
        url = f"{org.url}/services/data/v60.0/sobjects/Account/{found['records'][0]['Id']}"
        with loam(pathlib.Path(name) / "data") as (_, port):
            pairs = []
            for number in range(options.runs):
                progress(f"sandbox REST, {number + 1} of {options.runs}")
                out = run("wrk", "-t2", "-c32", "-d5s", "-H", f"Authorization: Bearer {org.session}", url)
                if "Non-2xx" in out:
                    sys.exit(f"Error: not every row was answered: {out}")
                ours = float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))
                pairs.append((ours, wrk(f"http://127.0.0.1:{port}/health", 32, 5)[0]))
        ratio = statistics.median(a / b for a, b in pairs)
        row("Sandbox: GET a row", f"{statistics.median(a for a, _ in pairs):,.0f}/s",
            f"{statistics.median(b for _, b in pairs):,.0f}/s", f"{ratio:.2f}", ">= 0.5 of /health", ratio >= 0.5)


BENCHES = {name[6:].replace("_", "-"): value for name, value in list(globals().items()) if name.startswith("bench_")} | match_bench.MEASURES | run_bench.MEASURES | dashboard_bench.MEASURES | catalogue_bench.MEASURES | scim_bench.MEASURES


def machine():
    model = re.search(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())
    total = int(re.search(r"MemTotal:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text()).group(1)) / 1024 / 1024
    swift = run("swift", "--version").splitlines()[0]
    commit = run("git", "-C", ROOT, "rev-parse", "--short", "HEAD").strip()
    return (f"{os.cpu_count()} cores, {model.group(1) if model else platform.machine()}, {total:.0f} GB, "
            f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}, {swift}, commit {commit}")


def keep():
    lines = ["# Benchmarks", "", f"`{' '.join(['scripts/bench'] + sys.argv[1:])}` on {time.strftime('%Y-%m-%d')}: {machine()}. The load generator ran on the same cores.", "",
             "| measure | Loam | baseline | ratio | promised | kept | |", "|---|---|---|---|---|---|---|"]
    lines += ["| " + " | ".join(cells) + " |" for cells in ROWS]
    (ROOT / "docs/proofs").mkdir(exist_ok=True)
    parts = {cells[0].split(":")[0] for cells in ROWS}
    own = parts.pop().lower() if len(parts) == 1 else ""
    part = f"bench-{own}" if own in ("sandbox", "matching", "catalogue", "runs", "scim") else "bench"
    (ROOT / f"docs/proofs/{part}.md").write_text("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help=", ".join(BENCHES))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--records", type=lambda text: [int(word.replace("_", "")) for word in text.split(",")], default=[10_000, 1_000_000],
                        help="the sizes of the runs of 'runs' and of the ledgers of 'dashboard', as in 10000,1000000")
    parser.add_argument("--script", type=int, help="how many contacts the plain script beside 'runs' takes; as many as the largest run")
    options = parser.parse_args()
    unknown = set(options.names) - set(BENCHES)
    if unknown:
        parser.error(f"no such measure: {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 16384), hard))
    print(machine(), flush=True)
    for name in options.names or BENCHES:
        BENCHES[name](options)
    if options.keep:
        keep()
    sys.exit(0 if all(cells[5] == "yes" for cells in ROWS) else 1)


if __name__ == "__main__":
    main()
