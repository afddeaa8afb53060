"""Runs that make records for other records, whose workers are killed with -9: the contacts of buying committees, and those of people
who moved. Each is made once, for the right account, with the right values, and paid at most once."""
import collections
import csv
import json
import pathlib
import random
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
sys.path.insert(1, str(pathlib.Path(__file__).resolve().parent.parent / "EndToEnd"))
from process import engine_database, run  # noqa: E402
from runs import DATA, FAULTS, Database, connect, everything, fight  # noqa: E402
from sandbox import call, sandbox  # noqa: E402

FIRSTS = ["Adele", "Bernard", "Corinna", "Dirk"]
# The first two are of the committee, the third has moved; of every fourth company the first has moved as well.
TITLES = ["Vice President of Marketing", "Director of Marketing", "Software Engineer", "Accountant"]
COMMITTEE, MOVED = (0, 1), 2

CONTACT = [
    {"source": "person.last_name", "target": "LastName"}, {"source": "person.first_name", "target": "FirstName"},
    {"source": "person.title", "target": "Title"}, {"source": "person.emails", "target": "Email"},
    {"source": "person.id", "target": "Loam_Contact_ID__c", "rule": "overwrite"},
    {"source": "company.id", "target": "Loam_Company_ID__c", "rule": "overwrite"},
]
JOBS = [
    {"name": "Committees", "batch_size": 500, "mapping": {"object": "Account", "rows": [
        {"source": "company.name", "target": "Name"}, {"source": "company.city", "target": "BillingCity"},
        {"source": "company.id", "target": "Loam_Company_ID__c", "rule": "overwrite"}]},
     "committee": {"functions": ["Marketing"], "levels": ["vp", "director"], "mapping": {"object": "Contact", "rows": CONTACT}}},
    {"name": "Movers", "batch_size": 500, "job_change": "new_contact",
     "mapping": {"object": "Contact", "rows": [
         {"source": "person.last_name", "target": "LastName"},
         {"source": "run.person_has_moved", "target": "Loam_Person_Has_Moved__c", "rule": "overwrite"}]},
     "newcomers": {"object": "Contact", "rows": CONTACT}},
]


def site(company):
    return f"firm{company}-{company * 7919 % 1000003}.example"


def letters(number):
    """A number as a name, so that no two last names are alike."""
    name = ""
    while True:
        number, place = divmod(number, 26)
        name = chr(ord("a") + place) + name
        if number == 0:
            return name


class Person:
    def __init__(self, company, place):
        self.company, self.place = company, place
        self.key = f"P{company}-{place}"
        self.first, self.last = FIRSTS[place], f"{letters(company).capitalize()}sen"
        self.work = f"{self.first.lower()}.{self.last.lower()}@{site(company)}"
        self.private = f"{self.first.lower()}.{self.last.lower()}{company}@gmail.com"
        self.mobile = f"+49 170 {5000000 + company * 4 + place}"


def movers(count):
    """Those whom the org has at the company before the one where they work now."""
    return [Person(company, place) for company in range(count) for place in ((MOVED, 0) if company % 4 == 0 else (MOVED,))]


def write_files(folder, count):
    (folder / "org").mkdir()
    with open(folder / "companies.csv", "w") as catalogue, open(folder / "org/Account.csv", "w") as accounts:
        catalogue, accounts = csv.writer(catalogue), csv.writer(accounts)
        catalogue.writerow(["source_id", "name", "websites", "city", "country"])
        accounts.writerow(["Id", "Name", "Website"])
        for company in range(count):
            catalogue.writerow([f"S{company}", f"Firm {company} Works", site(company), "Husum", "Germany"])
            accounts.writerow([account(company), f"Firm {company}", f"https://www.{site(company)}"])
    with open(folder / "people.csv", "w") as people:
        people = csv.writer(people)
        people.writerow(["source_id", "first_name", "last_name", "emails", "mobile_phone", "title", "company_source_id", "accuracy"])
        for company in range(count):
            for place, title in enumerate(TITLES):
                one = Person(company, place)
                people.writerow([one.key, one.first, one.last, f"{one.work};{one.private}", one.mobile, title, f"S{company}", 90])
    with open(folder / "org/Contact.csv", "w") as contacts:
        contacts = csv.writer(contacts)
        contacts.writerow(["Id", "FirstName", "LastName", "Email", "MobilePhone", "AccountId"])
        for number, one in enumerate(movers(count)):
            contacts.writerow([f"003AA{number:010d}AAA", one.first, one.last, one.private, one.mobile, account((one.company - 1) % count)])


def account(company):
    return f"001AA{company:010d}AAA"


class Limit:
    """The org's calls of the day are used up in the middle of the runs, and are there again later."""

    SENTENCE = "The org has used up its API calls of the last 24 hours; Loam goes on when there are some again."

    def __init__(self, told, database, after):
        self.told, self.database, self.after = told, database, after
        self.since, self.fault, self.struck, self.back, self.gone_on = {}, None, None, None, None

    def look(self):
        """Is called again and again while the runs go on."""
        now = time.monotonic()
        rows = self.database.rows("SELECT id, state, settled, COALESCE(waits_for, ''), COALESCE(waits_since, 0) FROM runs")
        open_runs = [row for row in rows if row[1] != "ended"]
        if self.fault is None:
            if sum(int(row[2]) for row in rows) >= self.after:
                assert open_runs, "the runs were over before the limit was reached"
                _, text, _ = call(self.told["url"] + "/sandbox/faults", json.dumps({"kind": "daily-limit", "path": DATA}).encode(),
                                  Content_Type="application/json")
                self.fault, self.struck = json.loads(text)["id"], now
        elif self.back is None:
            waiting = {row[0]: row[4] for row in open_runs if row[3] == self.SENTENCE}
            for name, since in waiting.items():
                assert self.since.setdefault(name, since) == since != "0", "since when it waits was forgotten"
            if len(waiting) == len(open_runs) and now > self.struck + 90:
                call(f"{self.told['url']}/sandbox/faults/{self.fault}", method="DELETE")
                self.back = now
            assert now < self.struck + 300, f"not every run says what it waits for: {open_runs}"
        elif self.gone_on is None:
            if not any(row[3] == self.SENTENCE for row in open_runs):
                self.gone_on = now
            assert now < self.back + 960, "the runs did not go on within the quarter of an hour that they wait"

    def told_of(self):
        assert self.gone_on is not None, "the limit was never reached"
        return (f"the org's calls of the day used up after {self.after} batches and given back after {self.back - self.struck:.0f} s, while "
                f"{len(self.since)} runs said what they waited for and since when; they went on by themselves "
                f"{self.gone_on - self.back:.0f} s later; ")


def check_people(engine="sqlite", companies=1000, workers=3, kills=20, seed=1, folder=None, limit=False):
    """Throws where somebody is made twice, not at all, otherwise than the plan says or paid twice; tells what was seen."""
    folder = pathlib.Path(folder)
    write_files(folder, companies)
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder / "key.pem", "-out",
                    folder / "certificate.pem", "-days", "2", "-subj", "/CN=soak"], check=True, capture_output=True)
    with engine_database(engine) as url, sandbox(
            "--from", folder / "org", "--app-certificate", folder / "certificate.pem", "--api-limit", 1_000_000) as (told, _):
        flags = ["--data", folder / "data", *(["--database", url] if url else [])]
        connect(folder, told, flags, JOBS, "companies.csv", "people.csv")
        # Both at once: every fourth of the first members of a committee is somebody who moved, whom both runs want to make.
        for job in JOBS:
            run("job", "run", job["name"], *flags)
        database = Database(folder, url)
        call(told["url"] + "/sandbox/faults", json.dumps(FAULTS).encode(), method="PUT", Content_Type="application/json")
        chance = random.Random(seed)
        reached = Limit(told, database, chance.randrange(companies // 300)) if limit else None
        began = time.monotonic()
        killed = fight(folder, flags, database, workers, kills, chance, reached.look if reached else None)
        seconds = time.monotonic() - began
        call(told["url"] + "/sandbox/faults", method="DELETE")
        contacts = everything(told, "Contact", "Id,FirstName,LastName,Title,Email,AccountId,Loam_Contact_ID__c,Loam_Company_ID__c,"
                                               "Loam_Person_Has_Moved__c")
        accounts = everything(told, "Account", "Id,Website,BillingCity")
        return (f"{engine}, {workers} at work: {killed} workers killed with -9 (seed {seed}) by two runs at once, over {companies:,} accounts "
                f"with buying committees and {len(movers(companies)):,} people who moved, against an org with faults, in {seconds:.0f} s: "
                + (reached.told_of() if reached else "") + judge(database, contacts, accounts, companies))


def judge(database, contacts, accounts, companies):
    """Compares the org, the runs, the ledger and what is owned."""
    runs = database.rows("SELECT name, ending, errors, COALESCE(reason, '') FROM runs ORDER BY name")
    assert [row[:3] for row in runs] == [["Committees", "succeeded", "0"], ["Movers", "succeeded", "0"]], (
        runs, database.rows("SELECT key, cause, state, words, batch FROM run_follow_ups WHERE state NOT IN ('made', 'left') LIMIT 5"))
    moved = movers(companies)
    people = dict(database.rows("SELECT source_id, number FROM people"))
    firms = dict(database.rows("SELECT source_id, number FROM companies"))
    wrong = [row for row in accounts if row["BillingCity"] != "Husum"]
    assert len(accounts) == companies and not wrong, (len(accounts), wrong[:3])
    old, made = ([row for row in contacts if (row["Loam_Contact_ID__c"] is None) == is_old] for is_old in (True, False))
    assert sorted((row["Email"], row["Loam_Person_Has_Moved__c"]) for row in old) == sorted((one.private, "Yes") for one in moved), len(old)
    wanted = {people[one.key]: one for one in moved}
    wanted |= {people[one.key]: one for company in range(companies) for one in (Person(company, place) for place in COMMITTEE)}
    names = collections.Counter(row["Loam_Contact_ID__c"] for row in made)
    twice = [row for row in made if names[row["Loam_Contact_ID__c"]] > 1]
    assert not twice, (len(twice), twice[:4])
    assert set(names) == set(wanted), (len(names), len(wanted), sorted(set(wanted) - set(names))[:3])
    places = {row["Website"]: row["Id"] for row in accounts}
    for row in made:
        one = wanted[row["Loam_Contact_ID__c"]]
        assert (row["AccountId"], row["Loam_Company_ID__c"], row["FirstName"], row["LastName"], row["Title"], row["Email"]) == (
            places[f"https://www.{site(one.company)}"], firms[f"S{one.company}"], one.first, one.last, TITLES[one.place], one.work), row
    states = dict(database.rows("SELECT state, COUNT(*) FROM run_follow_ups GROUP BY state"))
    assert states.pop("made") == str(len(made)) and set(states) <= {"left"}, states
    (known, targets), = database.rows("SELECT COUNT(*), COUNT(DISTINCT record_id) FROM made_records WHERE object = 'Contact'")
    assert (known, targets) == (str(len(made)), str(len(made))), (known, targets)
    sums = {name: int(credits) for name, credits in database.rows("SELECT account, SUM(credits) FROM credit_entries GROUP BY account")}
    (owned, charged), = database.rows("SELECT COUNT(*), SUM(CAST(is_charged AS INTEGER)) FROM owned_profiles")
    assert sum(sums.values()) == 0 and sums["reserved"] == 0 and owned == charged == str(sums["spent"]), (sums, owned, charged)
    # Who was wanted by both runs at once is free for the run that came second, also where that one makes the contact.
    both = {people[one.key] for one in moved if one.place in COMMITTEE}
    paid = {number for number, in database.rows("SELECT number FROM owned_profiles WHERE kind = 'person'")}
    assert set(wanted) - both <= paid <= set(wanted), sorted(set(wanted) - both - paid)[:3]
    (effects, underway), = database.rows("SELECT COUNT(*), SUM(CASE WHEN ended_at IS NULL THEN 1 ELSE 0 END) FROM run_effects")
    assert underway == "0", underway
    return (f"{len(made):,} contacts made, each once and as planned, {effects} Bulk jobs kept, {sums['spent']:,} credits, the ledger sums to "
            "zero")


if __name__ == "__main__":
    import tempfile
    with tempfile.TemporaryDirectory() as place:
        print(check_people(sys.argv[1], *(int(word) for word in sys.argv[2:6]), folder=place, limit="limit" in sys.argv))
