"""A run of enrichment over an org's contacts, beside a plain script of simple-salesforce and pandas that does the same."""
import contextlib
import csv
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

import matcher
from table import progress, row, run

ROOT = matcher.ROOT
LOAM = ROOT / ".build/release/loam"
TICKS = os.sysconf("SC_CLK_TCK")
COMPANIES, PEOPLE = 200_000, 1_000_000
# Salesforce takes so many rows of a day's Bulk jobs: 150,000,000.
SALESFORCE = 1_736
# As 'loam demo' makes it: what is missing is completed, and what was found is said.
MAPPING = [
    ("person.last_name", "LastName"), ("person.id", "Loam_Contact_ID__c", "overwrite"),
    ("run.person_has_moved", "Loam_Person_Has_Moved__c", "overwrite"), ("company.id", "Loam_Company_ID__c", "overwrite"),
    ("run.now", "Loam_First_Updated__c"), ("run.now", "Loam_Last_Updated__c", "overwrite"),
    ("run.status", "Loam_Enrich_Status__c", "overwrite"),
    ("run.no_match_reason", "Loam_No_Match_Reason__c", "overwrite", {"clears_unknown": True}),
    ("person.first_name", "FirstName"), ("person.title", "Title"), ("company.street", "MailingStreet"),
    ("company.city", "MailingCity"), ("company.region", "MailingState", "complete_if_missing", {"place": "name"}),
    ("company.postcode", "MailingPostalCode"), ("company.country", "MailingCountry", "complete_if_missing", {"place": "name"}),
    ("person.direct_phone", "Phone"), ("company.phones", "Phone"), ("person.mobile_phone", "MobilePhone"),
    ("person.emails", "Email"),
]


def free_port():
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Org:
    """A running `loam sandbox`."""

    def __init__(self, folder, *flags):
        port = free_port()
        self.child = subprocess.Popen(
            [str(word) for word in (LOAM, "sandbox", "--data", folder, "--port", port, "--json", "--api-limit", 1_000_000_000, *flags)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        said = ""
        while not said.endswith("}\n"):
            line = self.child.stdout.readline()
            if not line:
                sys.exit("Error: loam sandbox did not start.")
            said += line
        self.told = json.loads(said)
        self.url = self.told["url"]

    def session(self):
        form = {"grant_type": "password", "client_id": self.told["consumerKey"], "client_secret": self.told["consumerSecret"],
                "username": self.told["username"], "password": self.told["password"] + self.told["securityToken"]}
        data = urllib.parse.urlencode(form).encode()
        with urllib.request.urlopen(self.url + "/services/oauth2/token", data) as answer:
            return json.loads(answer.read())["access_token"]

    def counts(self, status):
        """How many contacts have a status of enrichment."""
        query = urllib.parse.quote(f"SELECT COUNT() FROM Contact WHERE Loam_Enrich_Status__c = '{status}'")
        request = urllib.request.Request(f"{self.url}/services/data/v60.0/query?q={query}", headers={"Authorization": f"Bearer {self.session()}"})
        with urllib.request.urlopen(request) as answer:
            return json.loads(answer.read())["totalSize"]


def stop(child):
    child.send_signal(signal.SIGTERM)
    try:
        child.wait(30)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


@contextlib.contextmanager
def open_org(*words):
    org = Org(*words)
    try:
        yield org
    finally:
        stop(org.child)


def seconds_of(pid):
    """The processor time of a process."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(pid, field):
    return int(re.search(rf"{field}:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1)) / 1024


def write_contacts(source, count, folder):
    """The contacts as an org takes them, each hung on the account of its company."""
    folder.mkdir()
    accounts = {}
    with open(source, newline="") as made, open(folder / "Contact.csv", "w", newline="") as contacts, \
            open(folder / "Account.csv", "w", newline="") as parents:
        rows, contacts, parents = csv.reader(made), csv.writer(contacts), csv.writer(parents)
        head = next(rows)
        kept = [place for place, name in enumerate(head) if "." not in name and not name.startswith("truth")]
        last = head.index("LastName")
        parent = [head.index(name) for name in ("Account.Name", "Account.Website", "Account.Phone")]
        truth = head.index("truth_company_source_id")
        contacts.writerow([head[place] for place in kept] + ["AccountId"])
        parents.writerow(["Id", "Name", "Website", "Phone"])
        for _, cells in zip(range(count), rows):
            key = cells[truth] or cells[parent[0]]
            account = accounts.get(key)
            if account is None and cells[parent[0]]:
                account = accounts[key] = f"001AA{len(accounts) + 1:010}AAA"
                parents.writerow([account] + [cells[place] for place in parent])
            cells[last] = cells[last] or "[not provided]"
            contacts.writerow([cells[place] for place in kept] + [account or ""])


class World:
    """The catalogue, loaded once, and the files of it."""

    def __init__(self, folder, most):
        progress("the made-up world")
        self.folder = folder
        self.people = matcher.sample(folder, "people", COMPANIES, PEOPLE)
        self.companies = matcher.sample(folder, "companies", COMPANIES, PEOPLE)
        self.contacts = matcher.sample(folder, "contacts", COMPANIES, PEOPLE, most)
        self.data = folder / "data"
        if not (folder / "loaded").exists():
            shutil.rmtree(self.data, ignore_errors=True)
            run(LOAM, "catalogue", "load", self.companies, self.people, "--source", "world", "--data", self.data)
            # What a server makes of a new catalogue, it makes once.
            with serve(self.data, folder / "loam.log"):
                pass
            (folder / "loaded").touch()


@contextlib.contextmanager
def serve(data, log, *flags):
    """`loam serve` that has nothing to do any more, and its port."""
    port = free_port()
    with open(log, "w") as out:
        child = subprocess.Popen([str(word) for word in (LOAM, "serve", "--data", data, "--port", port, "--log-level", "warning",
                                                         "--salesforce-private-hosts", "127.0.0.1", *flags)], stdout=out, stderr=out)
    try:
        until, before = time.monotonic() + 600, -1
        while (now := seconds_of(child.pid)) - before > 0.05:
            if time.monotonic() > until or child.poll() is not None:
                sys.exit(f"Error: loam serve did not become ready: {pathlib.Path(log).read_text()[-2000:]}")
            before = now
            time.sleep(3)
        yield child, port
    finally:
        stop(child)


def filled_org(world, count):
    """The folder of an org with so many contacts, made once; whoever writes into it copies it."""
    place = world.folder / f"org-{count}"
    if not (place / "made").exists():
        progress(f"an org with {count:,} contacts")
        shutil.rmtree(place, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=ROOT / ".build") as name:
            write_contacts(world.contacts, count, pathlib.Path(name) / "records")
            with open_org(place, "--from", pathlib.Path(name) / "records"):
                pass
        (place / "made").touch()
    return place


def make_key(folder):
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder / "key.pem", "-out", folder / "certificate.pem",
        "-days", "2", "-subj", "/CN=bench")


def set_up(folder, org, data):
    """An organisation that has connected the org and made a job for its contacts."""
    flags = ["--data", data]
    private = ["--salesforce-private-hosts", "127.0.0.1"]
    run(LOAM, "user", "create", *flags, "--organisation", "Bench", "--email", "bench@example.org", "--name", "Bench", "--role", "admin",
        "--password-stdin", input="correct horse battery staple\n")
    run(LOAM, "connection", "connect", "Org", *flags, *private, "--org", org.url, "--consumer-key", org.told["consumerKey"],
        "--username", org.told["username"], "--key", folder / "key.pem")
    run(LOAM, "connection", "on", "Org", *flags)
    rows = [dict(zip(("source", "target", "rule", "options"), words)) for words in MAPPING]
    (folder / "job.json").write_text(json.dumps({"description": "", "settings": {"name": "Contacts", "mapping": {"object": "Contact", "rows": rows}}}))
    run(LOAM, "job", "import", folder / "job.json", *flags, *private)


def stages(port):
    """What the stages of the run have taken so far, in seconds."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        text = answer.read().decode()
    return {name: float(value) for name, value in re.findall(r'loam_run_stage_seconds_sum\{stage="(\w+)"\} ([\d.e+-]+)', text)}


def take_run(world, count):
    """Runs the job over so many contacts; all that was measured."""
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as name:
        folder = pathlib.Path(name)
        shutil.copytree(filled_org(world, count), folder / "org")
        make_key(folder)
        data = folder / "data"
        shutil.copytree(world.data, data)
        with open_org(folder / "org", "--app-certificate", folder / "certificate.pem") as org:
            set_up(folder, org, data)
            with serve(data, folder / "loam.log") as (child, port):
                measured = watch(child, org, data, port, count)
            measured["found"] = {status: org.counts(status) for status in ("Matched", "Company Match Only", "No Match")}
            return measured


def watch(child, org, data, port, count):
    database = sqlite3.connect(f"{data}/loam.db", timeout=30)
    before = [seconds_of(child.pid), seconds_of(org.child.pid)]
    run(LOAM, "job", "run", "Contacts", "--data", data)
    own = 0
    while True:
        own = max(own, memory(child.pid, "RssAnon"))
        state, settled, waits = database.execute("SELECT state, settled, waits_for FROM runs").fetchone()
        if state == "ended":
            break
        progress(f"a run of {count:,} contacts, {settled} batches settled. {waits or ''}")
        time.sleep(0.25)
    after = [seconds_of(child.pid), seconds_of(org.child.pid)]
    ending, reason, records, errors, fields, credits, created, ended = database.execute(
        "SELECT ending, reason, records, errors, fields, credits, created_at, ended_at FROM runs").fetchone()
    if (ending, records, errors) != ("succeeded", count, 0):
        sys.exit(f"Error: the run over {count} contacts ended as {ending} with {records} records and {errors} errors. {reason or ''}")
    reserved, spent, owned = database.execute("""
        SELECT (SELECT COALESCE(SUM(credits), 0) FROM credit_entries WHERE account = 'reserved'),
            (SELECT COALESCE(SUM(credits), 0) FROM credit_entries WHERE account = 'spent'), (SELECT COUNT(*) FROM owned_profiles)""").fetchone()
    if (reserved, spent, spent) != (0, credits, owned):
        sys.exit(f"Error: {reserved} credits are still reserved, {spent} were spent, the run says {credits}, and {owned} profiles are owned.")
    return {"seconds": (ended - created) / 1e6, "loam": after[0] - before[0], "org": after[1] - before[1], "fields": fields,
            "credits": credits, "memory": memory(child.pid, "VmHWM"), "own": own,
            "stages": stages(port)}


def take_script(world, count):
    """The plain script over so many contacts of an org that nobody has enriched."""
    python = ROOT / run(ROOT / "scripts/python-environment").strip()
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as name:
        folder = pathlib.Path(name)
        shutil.copytree(filled_org(world, count), folder / "org")
        with open_org(folder / "org") as org:
            progress(f"the script over {count:,} contacts")
            said = json.loads(run(python, ROOT / "Benchmarks/baselines/enrich_contacts.py", org.url, org.session(), world.people, world.companies))
            if said["records"] != count or org.counts("Matched") != said["people"]:
                sys.exit(f"Error: the script says {said}, and the org otherwise.")
            return said


def microseconds(seconds, count):
    return f"{seconds / count * 1e6:,.0f} µs"


def bench_runs(options):
    """Contacts read, planned, written and settled by a run, on the cores on which the org is."""
    sizes = sorted(options.records)
    place = ROOT / ".build/run-bench"
    place.mkdir(exist_ok=True)
    world = World(place, sizes[-1])
    taken = {}
    for count in sizes:
        one = taken[count] = take_run(world, count)
        what, rate = f"Runs: {count:,} contacts", count / one["seconds"]
        row(what, f"{rate:,.0f}/s", f"{SALESFORCE:,}/s", f"{rate / SALESFORCE:.1f}", ">= 5,000/s", rate >= 5000,
            f"{one['seconds']:.1f} s; " + ", ".join(f"{name} {number:,}" for name, number in one["found"].items())
            + f"; {one['fields']:,} fields, {one['credits']:,} credits; beside the most that Salesforce takes")
        ratio = one["loam"] / one["org"]
        row(f"{what}, processor time each", microseconds(one["loam"], count), microseconds(one["org"], count), f"{ratio:.2f}",
            "<= 2 of the org", ratio <= 2, "")
        row(f"{what}, memory", f"{one['memory']:.0f} MB", "-", "-", "<= 500 MB", one["memory"] <= 500,
            f"{one['own']:.0f} MB of its own, the rest pages of the catalogue's index, which is mapped")
        whole = sum(one["stages"].values())
        for name, seconds in one["stages"].items():
            row(f"{what}, {name}", f"{seconds / whole:.0%}", "-", "-", "-", True, f"{seconds:.1f} s; stages overlap")
    if len(sizes) > 1:
        few, many = (taken[count]["seconds"] / count for count in (sizes[0], sizes[-1]))
        row(f"Runs: a contact of {sizes[-1]:,} beside one of {sizes[0]:,}", f"{many * 1e6:,.0f} µs", f"{few * 1e6:,.0f} µs", f"{many / few:.2f}",
            "<= 1.2", many / few <= 1.2)
    count = options.script or sizes[-1]
    said = take_script(world, count)
    nearest = min(sizes, key=lambda size: abs(size - count))
    mine, theirs = taken[nearest]["seconds"] / nearest, said["seconds"] / count
    row("Runs: beside simple-salesforce and pandas", microseconds(mine, 1), microseconds(theirs, 1), f"{theirs / mine:.2f}", ">= 3 of ours",
        theirs / mine >= 3, f"the script over {count:,}: read {said['read']:.1f} s, merged {said['merge']:.1f} s, written {said['write']:.1f} s; "
        f"{said['people']:,} found by e-mail, {said['companies']:,} companies by domain")


MEASURES = {name[6:].replace("_", "-"): value for name, value in list(globals().items()) if name.startswith("bench_")}
