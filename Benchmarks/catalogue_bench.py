"""The catalogue's files and searches: the matching index brought up to date, search, and one record while many are matched."""
import contextlib
import csv
import http.client
import json
import pathlib
import random
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.parse

import match_bench
from run_bench import LOAM, ROOT, serve
from table import progress, row, run

COMPANIES = 1_000_000
SEED = 7


class Catalogue:
    """A loaded catalogue with its index, made once in a folder of its own."""

    def __init__(self, people):
        self.people = people
        self.place = ROOT / f".build/catalogue-bench-{people}"
        self.data = self.place / "data"
        self.files = [self.place / "companies.csv", self.place / "people.csv"]

    def made(self):
        if not (self.place / "made").exists():
            progress(f"a catalogue of {COMPANIES:,} companies and {self.people:,} people")
            shutil.rmtree(self.place, ignore_errors=True)
            self.place.mkdir(parents=True)
            run(LOAM, "catalogue", "sample", "--companies", COMPANIES, "--people", self.people, "--out", self.place)
            for file in self.files:
                run(LOAM, "catalogue", "load", file, "--json", "--data", self.data)
            self.brought_up_to_date()
            (self.place / "made").touch()
        return self

    def brought_up_to_date(self):
        """Seconds until the matching index has what the tables have."""
        began = time.monotonic()
        run(LOAM, "catalogue", "index", "--json", "--data", self.data)
        return time.monotonic() - began

    def sample(self, file, count):
        """Rows from all over a file."""
        with open(file, newline="") as lines:
            rows = list(csv.DictReader(line for number, line in enumerate(lines) if number % (self.size(file) // count) == 0))
        return rows[:count]

    def size(self, file):
        return COMPANIES if file == self.files[0] else self.people


@contextlib.contextmanager
def client(catalogue):
    """A server over the catalogue, and a call with a key of its administrator."""
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as name:
        log = pathlib.Path(name) / "serve.log"
        data = ("--data", catalogue.data)
        if not (catalogue.place / "key").exists():
            run(LOAM, "user", "create", *data, "--organisation", "Bench", "--email", "bench@example.org", "--name", "Bench",
                "--role", "admin", "--password-stdin", input="correct horse battery staple\n")
            key = run(LOAM, "key", "create", *data, "--name", "bench", "--role", "admin").strip().splitlines()[-1]
            (catalogue.place / "key").write_text(key)
        key = (catalogue.place / "key").read_text()
        with serve(catalogue.data, log, "--limits-api-rate", "1000000", "--limits-api-burst", "1000000") as (_, port):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

            def call(method, path, body=None):
                connection.request(method, path, body and json.dumps(body),
                                   {"Authorization": f"Bearer {key}", "Content-Type": "application/json"})
                answer = connection.getresponse()
                text = answer.read()
                assert answer.status == 200, (path, answer.status, text[:300])
                return json.loads(text)

            yield call


def misspelled(word, chance):
    place = chance.randrange(1, len(word))
    return word[:place] + chance.choice("aeiou") + word[place + 1:]


def searches(catalogue, chance):
    """What people look for: whole names, a word with a town, the beginning of a word, and each misspelled."""
    companies, people = (catalogue.sample(file, 200) for file in catalogue.files)
    name, town, first, last = "name", "city", "first_name", "last_name"

    def long_word(text):
        return max(text.split(), key=len)

    return [
        ("a company's whole name", "companies", [one[name] for one in companies]),
        ("a word and a town", "companies", [f"{long_word(one[name])} {one[town]}" for one in companies]),
        ("the beginning of a word", "companies", [long_word(one[name])[:4] for one in companies]),
        ("a misspelled word", "companies", [misspelled(long_word(one[name]), chance) for one in companies]),
        ("a misspelled name", "companies", [misspelled(one[name], chance) for one in companies]),
        ("a person", "people", [f"{one[first]} {one[last]}" for one in people]),
        ("a misspelled person", "people", [f"{one[first]} {misspelled(one[last], chance)}" for one in people]),
    ]


def trigram_search(catalogue, words):
    """How long SQLite's own index of trigrams takes for the ten names nearest to each of these."""
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as name:
        database = sqlite3.connect(f"{name}/trigrams.db")
        database.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize = 'trigram')")
        with open(catalogue.files[0], newline="") as file:
            database.executemany("INSERT INTO names VALUES (?)", ((one["name"],) for one in csv.DictReader(file)))
        database.commit()
        took = []
        for word in words:
            plain = "".join(letter for letter in word.lower() if letter.isalnum() or letter == " ")
            parts = sorted({plain[at:at + 3] for at in range(len(plain) - 2)})
            asked = " OR ".join(f'"{part}"' for part in parts)
            began = time.monotonic()
            database.execute("SELECT name FROM names WHERE names MATCH ? ORDER BY rank LIMIT 10", [asked]).fetchall()
            took.append(time.monotonic() - began)
        return took


def p95(values):
    return sorted(values)[int(len(values) * 0.95)]


def bench_catalogue_search(options):
    """Searches over HTTP, 200 of each kind."""
    catalogue = Catalogue(5_000_000).made()
    kinds = searches(catalogue, random.Random(SEED))
    fuzzy = next(words for title, _, words in kinds if title == "a misspelled name")[:40]
    theirs = p95(trigram_search(catalogue, fuzzy))
    with client(catalogue) as call:
        for title, table, words in kinds:
            progress(f"search by {title}")
            took = []
            for word in words:
                began = time.monotonic()
                call("GET", f"/v1/{table}?pageSize=10&q={urllib.parse.quote(word)}")
                took.append(time.monotonic() - began)
            mine = p95(took)
            beside = "misspelled" in title and table == "companies"
            row(f"Catalogue: search by {title}, p95", f"{mine * 1000:.1f} ms", f"{theirs * 1000:.1f} ms" if beside else "-",
                f"{theirs / mine:.1f}" if beside else "-", "<= 100 ms", mine <= 0.1 and (not beside or mine < theirs),
                "beside FTS5's trigrams; 1,000,000 companies, 5,000,000 people" if beside else "")


def bench_catalogue_index(options):
    """The matching index made whole, and brought up to date after one row in a hundred changed."""
    whole = Catalogue(1_000_000).made()
    pairs = []
    for number in range(min(3, options.runs)):
        progress(f"catalogue index, {number + 1}")
        with tempfile.TemporaryDirectory(dir=ROOT / ".build") as name:
            copy = Catalogue(1_000_000)
            copy.place = pathlib.Path(name)
            copy.data = copy.place / "data"
            shutil.copytree(whole.data, copy.data)
            for made in copy.data.glob("*index*"):
                shutil.rmtree(made) if made.is_dir() else made.unlink()
            full = copy.brought_up_to_date()
            changed = copy.place / "companies.csv"
            with open(whole.files[0], newline="") as file, open(changed, "w", newline="") as out:
                rows = csv.DictReader(file)
                writer = csv.DictWriter(out, rows.fieldnames)
                writer.writeheader()
                for place, one in enumerate(rows):
                    if place % 100 == number:
                        one["name"] += " Renamed"
                        one["phone"] = ""
                        writer.writerow(one)
            run(LOAM, "catalogue", "load", changed, "--part", "--source", "companies", "--json", "--data", copy.data)
            pairs.append((copy.brought_up_to_date(), full))
    ratio = statistics.median(a / b for a, b in pairs)
    row("Catalogue: index after 1% of companies changed", f"{statistics.median(a for a, _ in pairs):.1f} s",
        f"{statistics.median(b for _, b in pairs):.1f} s", f"{ratio:.2f}", "<= 0.1 of whole", ratio <= 0.1,
        "1,000,000 companies and as many people, from the command's beginning to its end")


def bench_catalogue_one(options):
    """One record after another by HTTP while a batch is matched by the same server's machine."""
    catalogue = Catalogue(1_000_000).made()
    many = match_bench.sample("accounts", 1_000_000)
    ask = [{"Id": str(number), "Name": one["name"], "BillingCity": one["city"], "Website": one["website"]}
           for number, one in enumerate(catalogue.sample(catalogue.files[0], 1000))]
    with client(catalogue) as call, tempfile.TemporaryDirectory(dir=ROOT / ".build") as name:
        call("POST", "/v1/match/companies", {"records": ask[:1]})
        over = threading.Event()

        def batches():
            while not over.is_set():
                subprocess.run([str(word) for word in (LOAM, "match", "--object", "account", "--in", many, "--out",
                                                       pathlib.Path(name) / "out.csv", "--data", catalogue.data)],
                               check=True, capture_output=True)

        for title, busy in (("alone", False), ("while a batch runs", True)):
            progress(f"one record, {title}")
            worker = threading.Thread(target=batches)
            if busy:
                worker.start()
                time.sleep(1)
            took = []
            for one in ask:
                began = time.monotonic()
                call("POST", "/v1/match/companies", {"records": [one]})
                took.append(time.monotonic() - began)
            if busy:
                assert worker.is_alive(), "the batch ended before the last record"
                over.set()
                worker.join()
            p99 = sorted(took)[int(len(took) * 0.99)]
            row(f"Catalogue: one record by HTTP, {title}", f"{p99 * 1000:.1f} ms", "-", "-", "<= 10 ms", p99 <= 0.01,
                f"p99 of {len(took)}; median {statistics.median(took) * 1000:.1f} ms")


MEASURES = {name[6:].replace("_", "-"): value for name, value in list(globals().items()) if name.startswith("bench_")}
