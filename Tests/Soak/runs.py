"""Runs of enrichment whose workers are killed with -9: every record is written once, with the same values, and paid once."""
import csv
import json
import pathlib
import random
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
sys.path.insert(1, str(pathlib.Path(__file__).resolve().parent.parent / "EndToEnd"))
from process import BINARY, engine_database, run  # noqa: E402
from sandbox import call, sandbox, sign_in  # noqa: E402

JOB = {
    "name": "Under fire", "batch_size": 1000, "exports_profile": True,
    "mapping": {"object": "Account", "rows": [
        {"source": "company.name", "target": "Name"},
        {"source": "company.city", "target": "BillingCity"},
        {"source": "company.industry", "target": "Industry", "rule": "overwrite"},
        {"source": "company.id", "target": "Loam_Company_ID__c", "rule": "overwrite"}]},
}

DATA = "/services/data/*"
# What an org does on a bad day. Drops and duplicates strike after the request has taken effect.
FAULTS = [
    {"kind": "drop", "path": DATA + "/jobs/*", "probability": 0.02, "seed": 1},
    {"kind": "duplicate", "path": DATA + "/jobs/*", "probability": 0.02, "seed": 2},
    {"kind": "latency", "path": DATA, "milliseconds": 300, "probability": 0.05, "seed": 3},
    {"kind": "error", "path": DATA, "status": 503, "probability": 0.01, "seed": 4},
    {"kind": "expired-session", "path": DATA, "probability": 0.01, "seed": 5},
    {"kind": "row-locks", "percent": 10, "probability": 0.05, "seed": 6},
    {"kind": "job-failure", "percent": 50, "times": 4, "after": 4},
    {"kind": "concurrent-limit", "path": DATA, "times": 2, "after": 40},
]


class Database:
    """What the run has written of itself, read from beside it."""

    def __init__(self, folder, url):
        self.words = ["psql", "-qAt", "-F", "\t", url, "-c"] if url else [
            "sqlite3", "-readonly", "-tabs", "-cmd", ".timeout 30000", f"{folder}/data/loam.db"]

    def rows(self, query):
        done = subprocess.run([*self.words, query], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return [line.split("\t") for line in done.stdout.splitlines()]


def write_files(folder, count):
    """A catalogue, and an org whose accounts are its companies under another name."""
    (folder / "org").mkdir()
    with open(folder / "companies.csv", "w") as catalogue, open(folder / "org/Account.csv", "w") as accounts:
        catalogue, accounts = csv.writer(catalogue), csv.writer(accounts)
        catalogue.writerow(["source_id", "name", "websites", "city", "country", "industry"])
        accounts.writerow(["Id", "Name", "Website"])
        for number in range(count):
            site = f"firm{number}-{number * 7919 % 1000003}.example"
            catalogue.writerow([f"S{number}", f"Firm {number} Works", site, "Husum", "Germany", "Textiles"])
            accounts.writerow([f"001AA{number:010d}AAA", f"Firm {number}", f"https://www.{site}"])


def connect(folder, told, flags, jobs, *files):
    """An organisation whose administrator has connected the sandbox and made jobs; the files are of the catalogue."""
    run("user", "create", *flags, "--organisation", "Soak", "--email", "soak@example.org", "--name", "Soak", "--role", "admin",
        "--password-stdin", input="correct horse battery staple\n")
    private = ["--salesforce-private-hosts", "127.0.0.1"]
    run("connection", "connect", "Org", *flags, *private, "--org", told["url"], "--consumer-key", told["consumerKey"],
        "--username", told["username"], "--key", folder / "key.pem")
    run("connection", "on", "Org", *flags)
    for job in jobs:
        (folder / "job.json").write_text(json.dumps({"description": "Under fire", "settings": job}))
        run("job", "import", folder / "job.json", *flags, *private)
    run("catalogue", "load", *(folder / name for name in files), *flags)


def fight(folder, flags, database, workers, kills, chance, look=None):
    """Kills workers while runs go on, and starts others in their place; tells how many it killed. `look` is called in between."""
    def start():
        with open(folder / "work.log", "ab") as log:
            return subprocess.Popen([BINARY, "work", *map(str, flags), "--salesforce-private-hosts", "127.0.0.1"], stdout=log, stderr=log)

    crew = [start() for _ in range(workers)]
    killed = 0
    try:
        while {state for state, in database.rows("SELECT state FROM runs")} != {"ended"}:
            if look:
                look()
            if killed == kills:
                time.sleep(0.5)
                continue
            time.sleep(chance.uniform(0.3, 2.5))
            victim = chance.randrange(workers)
            assert crew[victim].poll() is None, (folder / "work.log").read_text()[-2000:]
            crew[victim].send_signal(signal.SIGKILL)
            crew[victim].wait()
            crew[victim] = start()
            killed += 1
        return killed
    finally:
        for one in crew:
            one.terminate()
        for one in crew:
            one.wait()


def everything(told, object, fields):
    """What the org holds of an object, by the REST API."""
    session = sign_in(told)
    rows, path = [], f"/services/data/v60.0/query?q=SELECT+{fields}+FROM+{object}"
    while path:
        status, text, _ = call(told["url"] + path, Authorization="Bearer " + session["access_token"])
        assert status == 200, text
        answer = json.loads(text)
        rows += answer["records"]
        path = answer.get("nextRecordsUrl")
    return rows


def check(engine="sqlite", records=20_000, workers=3, kills=30, seed=1, folder=None):
    """Throws where a record is lost, written otherwise, made twice or paid twice; tells what was seen."""
    folder = pathlib.Path(folder)
    write_files(folder, records)
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder / "key.pem", "-out",
                    folder / "certificate.pem", "-days", "2", "-subj", "/CN=soak"], check=True, capture_output=True)
    with engine_database(engine) as url, sandbox(
            "--from", folder / "org", "--app-certificate", folder / "certificate.pem", "--api-limit", 1_000_000) as (told, _):
        flags = ["--data", folder / "data", *(["--database", url] if url else [])]
        connect(folder, told, flags, [JOB], "companies.csv")
        run("job", "run", "Under fire", *flags)
        database = Database(folder, url)
        call(told["url"] + "/sandbox/faults", json.dumps(FAULTS).encode(), method="PUT", Content_Type="application/json")
        began = time.monotonic()
        killed = fight(folder, flags, database, workers, kills, random.Random(seed))
        seconds = time.monotonic() - began
        call(told["url"] + "/sandbox/faults", method="DELETE")
        rows = everything(told, "Account", "Id,Name,BillingCity,Industry,Loam_Company_ID__c")
        profiles, = everything(told, "Loam_Profile__c", "COUNT(Id)+n,COUNT_DISTINCT(Account__c)+d")
        return (f"{engine}, {workers} at work: {killed} workers killed with -9 (seed {seed}) by a run of {records:,} accounts against an "
                f"org with faults, in {seconds:.0f} s: " + judge(database, rows, profiles, records))


def judge(database, rows, profiles, records):
    """Compares the org, the run, the ledger and what is owned."""
    (ending, matched, errors, credits, reason), = database.rows("SELECT ending, matched, errors, credits, COALESCE(reason, '') FROM runs")
    assert (ending, matched, errors, credits) == ("succeeded", str(records), "0", str(records)), (ending, matched, errors, credits, reason)
    wrong = [row for row in rows if row["BillingCity"] != "Husum" or row["Industry"] != "Textiles" or not row["Loam_Company_ID__c"]]
    assert len(rows) == records and not wrong, (len(rows), wrong[:3])
    assert len({row["Loam_Company_ID__c"] for row in rows}) == records
    assert (profiles["n"], profiles["d"]) == (records, records), profiles
    sums = {account: int(credits) for account, credits in database.rows("SELECT account, SUM(credits) FROM credit_entries GROUP BY account")}
    assert sum(sums.values()) == 0 and sums["spent"] == records and sums["reserved"] == 0, sums
    (owned, charged), = database.rows("SELECT COUNT(*), SUM(CAST(is_charged AS INTEGER)) FROM owned_profiles")
    assert (owned, charged) == (str(records), str(records)), (owned, charged)
    (effects, underway), = database.rows("SELECT COUNT(*), SUM(CASE WHEN ended_at IS NULL THEN 1 ELSE 0 END) FROM run_effects")
    assert underway == "0", underway
    return f"each written once, {effects} Bulk jobs kept, {credits} credits, the ledger sums to zero"


if __name__ == "__main__":
    import tempfile
    with tempfile.TemporaryDirectory() as place:
        print(check(sys.argv[1], *(int(word) for word in sys.argv[2:]), folder=place))
