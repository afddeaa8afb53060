"""Runs of enrichment whose workers are killed with -9: every record is written once, with the same values, and paid once."""
import csv
import json
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
sys.path.insert(1, str(pathlib.Path(__file__).resolve().parent.parent / "EndToEnd"))
from process import BINARY, run  # noqa: E402
from sandbox import call, sandbox, sign_in  # noqa: E402

SETTINGS = {
    "description": "Under fire",
    "settings": {
        "name": "Under fire", "batch_size": 1000, "exports_profile": True,
        "mapping": {"object": "Account", "rows": [
            {"source": "company.name", "target": "Name"},
            {"source": "company.city", "target": "BillingCity"},
            {"source": "company.industry", "target": "Industry", "rule": "overwrite"},
            {"source": "company.id", "target": "Loam_Company_ID__c", "rule": "overwrite"}]},
    },
}


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


def connect(folder, told, flags):
    """An organisation whose administrator has connected the sandbox and made a job."""
    run("user", "create", *flags, "--organisation", "Soak", "--email", "soak@example.org", "--name", "Soak", "--role", "admin",
        "--password-stdin", input="correct horse battery staple\n")
    private = ["--salesforce-private-hosts", "127.0.0.1"]
    run("connection", "connect", "Org", *flags, *private, "--org", told["url"], "--consumer-key", told["consumerKey"],
        "--username", told["username"], "--key", folder / "key.pem")
    run("connection", "on", "Org", *flags)
    (folder / "job.json").write_text(json.dumps(SETTINGS))
    run("job", "import", folder / "job.json", *flags, *private)
    run("catalogue", "load", folder / "companies.csv", *flags)


def fight(folder, flags, workers, kills, chance):
    """Kills workers while the run goes on, and starts others in their place."""
    def start():
        with open(folder / "work.log", "ab") as log:
            return subprocess.Popen([BINARY, "work", *map(str, flags), "--salesforce-private-hosts", "127.0.0.1"], stdout=log, stderr=log)

    database = sqlite3.connect(f"{folder}/data/loam.db", timeout=30)
    crew = [start() for _ in range(workers)]
    killed = 0
    try:
        while True:
            state, settled = database.execute("SELECT state, settled FROM runs").fetchone()
            if state == "ended":
                return killed, database
            if killed < kills:
                time.sleep(chance.uniform(0.1, 1.5))
                victim = chance.randrange(workers)
                crew[victim].send_signal(signal.SIGKILL)
                crew[victim].wait()
                crew[victim] = start()
                killed += 1
            else:
                time.sleep(0.5)
    finally:
        for one in crew:
            one.terminate()
        for one in crew:
            one.wait()


def accounts(told):
    """What the org holds, by the REST API."""
    session = sign_in(told)
    rows, path = [], "/services/data/v60.0/query?q=SELECT+Id,Name,BillingCity,Industry,Loam_Company_ID__c+FROM+Account"
    while path:
        status, text, _ = call(told["url"] + path, Authorization="Bearer " + session["access_token"])
        assert status == 200, text
        answer = json.loads(text)
        rows += answer["records"]
        path = answer.get("nextRecordsUrl")
    status, text, _ = call(told["url"] + "/services/data/v60.0/query?q=SELECT+COUNT(Id)+n,COUNT_DISTINCT(Account__c)+d+FROM+Loam_Profile__c",
                           Authorization="Bearer " + session["access_token"])
    return rows, json.loads(text)["records"][0]


def check(records=20_000, workers=3, kills=30, seed=1, folder=None):
    """Throws where a record is lost, written otherwise, made twice or paid twice; tells what was seen."""
    folder = pathlib.Path(folder)
    write_files(folder, records)
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder / "key.pem", "-out",
                    folder / "certificate.pem", "-days", "2", "-subj", "/CN=soak"], check=True, capture_output=True)
    flags = ["--data", folder / "data"]
    with sandbox("--from", folder / "org", "--app-certificate", folder / "certificate.pem", "--api-limit", 1_000_000) as (told, _):
        connect(folder, told, flags)
        run("job", "run", "Under fire", *flags)
        began = time.monotonic()
        killed, database = fight(folder, flags, workers, kills, random.Random(seed))
        seconds = time.monotonic() - began
        rows, profiles = accounts(told)
    ending, matched, errors, credits, reason = database.execute(
        "SELECT ending, matched, errors, credits, reason FROM runs").fetchone()
    assert ending == "succeeded" and (matched, errors, credits) == (records, 0, records), (ending, matched, errors, credits, reason)
    wrong = [row for row in rows if row["BillingCity"] != "Husum" or row["Industry"] != "Textiles" or not row["Loam_Company_ID__c"]]
    assert len(rows) == records and not wrong, (len(rows), wrong[:3])
    assert len({row["Loam_Company_ID__c"] for row in rows}) == records
    assert (profiles["n"], profiles["d"]) == (records, records), profiles
    sums = dict(database.execute("SELECT account, SUM(credits) FROM credit_entries GROUP BY account"))
    assert sum(sums.values()) == 0 and sums["spent"] == records and sums["reserved"] == 0, sums
    owned, charged = database.execute("SELECT COUNT(*), SUM(is_charged) FROM owned_profiles").fetchone()
    assert (owned, charged) == (records, records)
    effects = database.execute("SELECT COUNT(*), SUM(ended_at IS NULL) FROM run_effects").fetchone()
    assert effects[1] == 0
    return (f"{killed} workers killed with -9 (seed {seed}, {workers} at a time) during a run of {records} accounts in {seconds:.0f} s: "
            f"each written once, {effects[0]} Bulk jobs, {credits} credits, the ledger sums to zero")


if __name__ == "__main__":
    import tempfile
    with tempfile.TemporaryDirectory() as place:
        print(check(*(int(word) for word in sys.argv[1:]), folder=place))
