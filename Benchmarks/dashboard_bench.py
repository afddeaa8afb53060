"""The Enrich dashboard over a ledger of 10,000 and of 1,000,000 records in 500 runs, on both engines."""
import contextlib
import http.cookiejar
import pathlib
import re
import sqlite3
import statistics
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request

from run_bench import LOAM, ROOT, serve
from table import progress, row, run

RUNS = 500
PASSWORD = "correct horse battery staple"
PAGES = [
    ("dashboard, all time", "/dashboard?period=all", 300), ("dashboard, 30 days", "/dashboard", 300),
    ("unmatched", "/dashboard/contacts?list=unmatched&period=all", 200),
    ("duplicates", "/dashboard/contacts?list=duplicates&period=all", 200),
    ("unmatched, deep", "/dashboard/contacts?list=unmatched&period=all&after=0.003000000000000AAA.{connection}..vi", 200),
    ("unmatched, by time", "/dashboard/contacts?list=unmatched&period=all&sort=-found", 200),
    ("searched, a rare surname", "/dashboard/contacts?list=unmatched&period=all&name=wizywi", 200),
    ("searched, a frequent given name", "/dashboard/contacts?list=unmatched&period=all&name=baba", 200),
    ("searched, a frequent surname", "/dashboard/contacts?list=unmatched&period=all&name=bababa", 200),
    ("searched, both", "/dashboard/contacts?list=unmatched&period=all&name=beba%20babeba", 200),
    ("searched, both frequent", "/dashboard/contacts?list=unmatched&period=all&name=ba%20ba", 200),
    ("searched, two letters", "/dashboard/contacts?list=unmatched&period=all&name=zy", 200),
    ("searched, by time", "/dashboard/contacts?list=unmatched&period=all&name=baba&sort=-found", 200),
    ("searched, 30 days", "/dashboard/contacts?list=unmatched&name=zy", 200),
    ("searched, nobody", "/dashboard/contacts?list=unmatched&period=all&name=qqq", 200),
    ("the duplicates of a profile", "/dashboard/contacts?list=duplicates&period=all&profile={profile}", 200),
    ("a record's history", "/records?record=003{record:012d}", 50),
]

# Two syllables are a given name, three a surname; some are far more frequent than others.
SYLLABLES = "'babecidofugahejikolumanepirosutavowizy'"
GIVEN = "(CAST(j AS BIGINT) * 7919 % 361 * (CAST(j AS BIGINT) * 104729 % 361) / 361)"
SURNAME = "(CAST(j AS BIGINT) * 15485863 % 6859 * (CAST(j AS BIGINT) * 32452843 % 6859) / 6859)"


def syllable(number, place):
    return f"substr({SYLLABLES}, CAST(1 + 2 * ({number} / {19 ** place} % 19) AS INTEGER), 2)"


NAME = " || ".join([syllable(GIVEN, 1), syllable(GIVEN, 0), "' '", syllable(SURNAME, 2), syllable(SURNAME, 1), syllable(SURNAME, 0)])

# A run every 17 hours or so; of twenty records thirteen are found, one is found twice, one is of a company only, five are nobody.
FILL = """
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {runs} - 1)
INSERT INTO runs (organisation_id, id, connection_id, name, object, purpose, settings, inputs, alerts, started_by_name, state,
    ending, query_part, is_read, batches, planned, settled, records, matched, company_only, no_match, errors, enriched, deferred,
    not_owned, credits, fields, rest_calls, bulk_calls, created_at, ended_at, emails_valid)
SELECT '{organisation}', {run_id}, '{connection}', 'Contacts', 'Contact', 'enrich',
    '{{"name":"Contacts","mapping":{{"object":"Contact","rows":[]}}}}', '{{"object":"Contact","added":[]}}', FALSE, 'Schedule', 'ended',
    'succeeded', 1, TRUE, 1, 1, 1, {size}, {size} * 7 / 10, {size} / 20, {size} / 4, 0, {size} * 7 / 10, 0, 0, {size} / 2, {size}, 12, 5,
    {now} - i * 63000000000, {now} - i * 63000000000 + 60000000, {size} / 2 FROM n;
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {runs} - 1)
INSERT INTO run_batches (organisation_id, run_id, number, state, size, planned_at, settled_at)
SELECT '{organisation}', {run_id}, 0, 'settled', {size}, {now}, {now} FROM n;
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {runs} - 1),
    f(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM f WHERE k < 20)
INSERT INTO run_fields (organisation_id, run_id, field, filled, replaced, emptied)
SELECT '{organisation}', {run_id}, 'Field' || k, {size} / k, 0, 0 FROM n, f;
WITH RECURSIVE n(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM n WHERE j < {records} - 1), m AS (SELECT j, j / {size} AS i FROM n)
INSERT INTO run_records (organisation_id, run_id, record_id, batch, place, length, status, reason, profile_kind, profile, confidence,
    fields, price, is_enriched, name, sort_name, title, company)
SELECT '{organisation}', {run_id}, {record_id}, 0, 0, 0,
    CASE WHEN j % 20 < 14 THEN 'matched' WHEN j % 20 = 14 THEN 'company_only' ELSE 'no_match' END,
    CASE WHEN j % 20 > 14 THEN 'no_candidate' END, CASE WHEN j % 20 < 14 THEN 'person' END,
    CASE WHEN j % 20 < 13 THEN j WHEN j % 20 = 13 THEN j - 1 END, 90, 3, 'owned', j % 20 < 14,
    {name}, {name}, 'Weaver', 'Looms' FROM m;
INSERT INTO record_findings (organisation_id, connection_id, record_id, run_id, origin, side, object, status, has_moved, is_defunct,
    profile, copies, sort_name, found_at, found_day)
SELECT r.organisation_id, '{connection}', r.record_id, r.run_id, 'scheduled', 'people', 'Contact', r.status, FALSE, FALSE,
    r.profile, CASE WHEN r.profile % 20 = 12 THEN 2 ELSE 1 END, r.sort_name, s.created_at, s.created_at / 86400000000
FROM run_records r JOIN runs s ON s.organisation_id = r.organisation_id AND s.id = r.run_id;
INSERT INTO finding_counts (organisation_id, side, concern, connection_id, origin, found_day, records)
SELECT organisation_id, side, CASE status WHEN 'no_match' THEN 'unmatched' ELSE status END, connection_id, origin, found_day, COUNT(*)
FROM record_findings WHERE status <> 'matched' GROUP BY 1, 2, 3, 4, 5, 6;
INSERT INTO finding_words (organisation_id, side, concern, word, sort_name, connection_id, record_id)
SELECT organisation_id, side, CASE status WHEN 'no_match' THEN 'unmatched' WHEN 'matched' THEN 'duplicates' ELSE status END,
    substr(sort_name, 6), sort_name, connection_id, record_id
FROM record_findings WHERE status <> 'matched' OR copies > 1;
INSERT INTO finding_counts (organisation_id, side, concern, connection_id, origin, found_day, records)
SELECT organisation_id, side, 'duplicates', connection_id, origin, found_day, COUNT(*)
FROM record_findings WHERE copies > 1 GROUP BY organisation_id, side, connection_id, origin, found_day;
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {values} - 1),
    d(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM d WHERE k < 360)
INSERT INTO enriched_values (organisation_id, grain, first_day, connection_id, origin, object, field, value, times)
SELECT '{organisation}', 'day', {today} - k, '{connection}', 'scheduled', 'Contact', 'Field' || (i % 8 + 1), 'Value ' || i, 1 + {values} / (i / 8 + 1) + (i * 7 + k * 11) % 5 FROM n, d;
INSERT INTO enriched_values (organisation_id, grain, first_day, connection_id, origin, object, field, value, times)
SELECT organisation_id, 'month', {today} - ({today} - first_day) / 30 * 30, connection_id, origin, object, field, value, SUM(times)
FROM enriched_values GROUP BY organisation_id, 3, connection_id, origin, object, field, value;
INSERT INTO top_values (organisation_id, grain, first_day, connection_id, origin, object, field, value, times)
SELECT organisation_id, grain, first_day, connection_id, origin, object, field, value, times FROM (
    SELECT v.*, ROW_NUMBER() OVER (PARTITION BY organisation_id, grain, first_day, connection_id, origin, object, field
        ORDER BY times DESC, value) AS place FROM enriched_values v
) AS ranked WHERE place <= 10;
UPDATE organisations SET export_rows = 'all';
"""
# What the file of the list holds, as the database's own shell writes it.
FILE = """
SELECT r.name, f.object, f.record_id, 'Bench', r.title, r.company, r.new_company, r.profile_kind || ' ' || r.profile, '', f.copies,
    r.reason, r.error, strftime('%Y-%m-%dT%H:%M:%SZ', f.found_at / 1000000, 'unixepoch'), ''
FROM record_findings f JOIN run_records r ON r.organisation_id = f.organisation_id AND r.run_id = f.run_id AND r.record_id = f.record_id
WHERE f.side = 'people' AND f.status <> 'matched' AND f.status = 'no_match' ORDER BY f.sort_name, f.record_id;
"""


class Filled:
    """An installation with so many records of so many runs."""

    def __init__(self, folder, records, postgres):
        self.data, self.postgres = folder / "data", postgres
        self.flags = ["--database", postgres] if postgres else []
        run(LOAM, "user", "create", "--data", self.data, *self.flags, "--organisation", "Bench", "--email", "bench@example.org",
            "--name", "Bench", "--role", "admin", "--password-stdin", input=PASSWORD + "\n")
        organisation = self.sql("SELECT organisation_id FROM installation", True)
        now, self.connection = int(time.time() * 1e6), "01970000-0000-7000-8000-000000000001"
        size = records // RUNS
        padded = "substr('000000000000' || {0}, length('000000000000' || {0}) - 11)"
        self.sql(FILL.format(
            runs=RUNS, size=size, records=records, organisation=organisation, connection=self.connection, now=now,
            today=int(time.time() // 86400), values=max(100, size),
            run_id="'01970000-0000-7000-8001-' || " + padded.format(f"({RUNS} - i)"),
            name=NAME, record_id="'003' || " + padded.format("j") + " || 'AAA'"), False)
        # What the server does by itself within minutes; without it no index tells of rows by itself.
        self.sql("VACUUM ANALYZE" if postgres else "ANALYZE", False)

    def sql(self, text, answers):
        if self.postgres:
            done = subprocess.run(["psql", "-qAt", "-v", "ON_ERROR_STOP=1", self.postgres], input=text, capture_output=True, text=True)
            if done.returncode:
                raise SystemExit(f"Error: psql said {done.stderr[-2000:]}")
            return done.stdout.strip()
        with contextlib.closing(sqlite3.connect(self.data / "loam.db")) as database:
            if answers:
                return database.execute(text).fetchone()[0]
            database.executescript(text)


def milliseconds(opener, url):
    times = []
    for _ in range(7):
        start = time.perf_counter()
        with opener.open(url) as answer:
            answer.read()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[1:])


def exported(opener, url, child):
    """How many rows the file has, seconds, and by how many megabytes the server grew meanwhile."""
    before, start, rows = resident(child.pid), time.perf_counter(), -1
    most = before
    with opener.open(url + "/dashboard/contacts.csv?list=unmatched&period=all") as answer:
        while piece := answer.read(1 << 20):
            rows += piece.count(b"\n")
            most = max(most, resident(child.pid))
    return rows, time.perf_counter() - start, most - before


def resident(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1)) / 1024


def by_shell(data):
    """Seconds that the shell needs to write the same rows."""
    start = time.perf_counter()
    with open(data / "list.csv", "w") as out:
        subprocess.run(["sqlite3", "-readonly", "-csv", data / "loam.db", FILE], stdout=out, check=True)
    return time.perf_counter() - start


def sign_in(url):
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = opener.open(url + "/sign-in").read().decode()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    form = urllib.parse.urlencode(hidden | {"email": "bench@example.org", "password": PASSWORD}).encode()
    opener.open(url + "/sign-in", form).read()
    return opener


@contextlib.contextmanager
def postgres_database(name):
    url = run(ROOT / "scripts/postgres", "start").strip()
    subprocess.run(["psql", "-q", url, "-c", f"DROP DATABASE IF EXISTS {name}", "-c", f"CREATE DATABASE {name}"], check=True)
    yield url.replace("/postgres?", f"/{name}?")
    subprocess.run(["psql", "-q", url, "-c", f"DROP DATABASE {name} WITH (FORCE)"], check=True)


def take(records, postgres):
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as name:
        folder = pathlib.Path(name)
        with postgres_database("loam_dashboard") if postgres else contextlib.nullcontext() as database:
            progress(f"a ledger of {records:,}")
            filled = Filled(folder, records, database)
            with serve(filled.data, folder / "loam.log", *filled.flags) as (child, port):
                url = f"http://127.0.0.1:{port}"
                opener = sign_in(url)
                names = {"connection": filled.connection, "record": records // 2, "profile": records // 2 // 20 * 20 + 12}
                taken = {name: milliseconds(opener, url + path.format(**names)) for name, path, _ in PAGES}
                taken["file"] = exported(opener, url, child)
            if not postgres:
                taken["shell"] = min(by_shell(filled.data) for _ in range(3))
            return taken


def bench_dashboard(options):
    """The dashboard and its lists, signed in, over HTTP."""
    sizes = sorted(options.records)
    for engine in ("SQLite", "PostgreSQL"):
        taken = {records: take(records, engine == "PostgreSQL") for records in sizes}
        few, many = taken[sizes[0]], taken[sizes[-1]]
        for name, _, most in PAGES:
            grown = many[name] / few[name]
            row(f"{engine}: {name}, {sizes[-1]:,}", f"{many[name]:.0f} ms", f"{few[name]:.0f} ms", f"{grown:.1f}", f"<= {most} ms",
                many[name] <= most and grown <= 2, f"beside {sizes[0]:,} records; {'no' if grown <= 2 else 'MORE THAN'} twice its cost")
        rows, seconds, megabytes = many["file"]
        if "shell" in many:
            row(f"{engine}: file of {rows:,} rows", f"{rows / seconds:,.0f}/s", f"{rows / many['shell']:,.0f}/s",
                f"{many['shell'] / seconds:.2f}", ">= 0.3", many["shell"] / seconds >= 0.3, "beside the sqlite3 shell")
        row(f"{engine}: memory for {rows:,} rows", f"{megabytes:.0f} MB", f"{few['file'][2]:.0f} MB", f"{rows / seconds:,.0f}/s",
            "<= 30 MB", megabytes <= 30, f"beside {few['file'][0]:,} rows")


MEASURES = {name[6:].replace("_", "-"): value for name, value in list(globals().items()) if name.startswith("bench_")}
