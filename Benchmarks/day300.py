#!/usr/bin/env python3
"""The portal on day 300: 40 jobs, 500 runs over 2,000,000 records and 20 over 40,000 accounts, 300 people, a year of background jobs and of the audit log.

scripts/day300 [--records N] [--folder DIR] [--binary FILE] [--most MS] [--pictures DIR]

Makes that installation in the folder, unless it is there, opens every page as an admin and as an auditor, and tells what each
took; ends with 1 where one took longer than it may. With --pictures each page is also taken at 1440 and at 390 pixels.
"""
import argparse
import contextlib
import http.cookiejar
import os
import pathlib
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

import dashboard_bench
import run_bench
from run_bench import ROOT, free_port
from table import progress

sys.path[:0] = [str(ROOT / "Tests"), str(ROOT / "Tests/Browser")]

JOBS, PEOPLE, DAYS, ACCOUNTS = 40, 300, 300, 40_000
PASSWORD = dashboard_bench.PASSWORD
# Beside one address for each route: what people ask of the long lists.
QUESTIONS = [
    "/dashboard?period=all", "/dashboard?period=12m&type=scheduled", "/dashboard/contacts?list=unmatched&period=all",
    "/dashboard/contacts?list=unmatched&period=all&sort=-found", "/dashboard/contacts?list=unmatched&period=all&name=baba",
    "/dashboard/contacts?list=unmatched&name=ba", "/dashboard/contacts?list=duplicates&period=all", "/dashboard/contacts?list=errors&period=all",
    "/dashboard/contacts?list=errors&sort=-found&period=all", "/dashboard/contacts?list=company_only", "/dashboard/companies?list=unmatched&period=all",
    "/dashboard/contacts?list=duplicates", "/dashboard/contacts?list=duplicates&period=all&sort=-found", "/dashboard/contacts?list=duplicates&period=all&name=ba",
    "/dashboard/contacts?list=moved&period=all", "/dashboard/companies?list=duplicates&period=all", "/dashboard/companies?list=duplicates&period=all&sort=-found",
    "/dashboard/companies?list=duplicates&period=all&name=ba", "/dashboard/companies?list=defunct&period=all", "/dashboard/companies?list=errors&period=all",
    "/runs?state=ended", "/audit?search=demo", "/audit?page=40", "/users?search=person", "/users?page=6", "/jobs?state=done", "/jobs?kind=mail.deliver",
    "/find?q=person", "/find?q=contacts", "/credits", "/credits?month={month}", "/mail?state=sent", "/companies?q=a", "/people?q=a", "/runs/{bulk}",
    "/runs/{bulk}?status=no_match", "/enrich/jobs?name=north", "/runs?job={job}",
]
PADDED = "substr('000000000000' || {0}, length('000000000000' || {0}) - 11)"
# What becomes of an installation beside its runs.
YEAR = """
WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < {jobs} - 1),
    known(place, id) AS (SELECT ROW_NUMBER() OVER (ORDER BY id) - 1, id FROM enrich_jobs)
INSERT INTO enrich_jobs (organisation_id, id, connection_id, description, settings, frequency, alerts, is_on, created_by, created_at, updated_at, revision)
SELECT e.organisation_id, '01970000-0000-7000-8002-' || {padded_i}, e.connection_id, '',
    json_set(e.settings, '$.name', e.object || ' of the ' || substr('north east  south west  middle', 1 + i % 5 * 6, 6) || ' ' || i),
    '{{"every":"day","at":"0' || (i % 8) || ':' || (10 + i) || '"}}', TRUE, i % 4 <> 0, e.created_by, {now} - i * 86400000000, {now} - i * 3600000000, 1
FROM n JOIN known k ON k.place = i % 3
JOIN (SELECT *, CASE json_extract(settings, '$.mapping.object') WHEN 'Account' THEN 'Accounts' WHEN 'Lead' THEN 'Leads' ELSE 'Contacts' END AS object
    FROM enrich_jobs) e ON e.id = k.id;
UPDATE runs SET (job_id, name) = (SELECT id, json_extract(settings, '$.name') FROM
    (SELECT id, settings, ROW_NUMBER() OVER (ORDER BY id) - 1 AS place FROM enrich_jobs WHERE json_extract(settings, '$.mapping.object') = 'Contact') j
    WHERE j.place = CAST(substr(runs.id, 25) AS INTEGER) % (SELECT COUNT(*) FROM enrich_jobs WHERE json_extract(settings, '$.mapping.object') = 'Contact'))
WHERE id LIKE '01970000-0000-7000-8001-%';
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {people})
INSERT INTO users (organisation_id, id, email, name, folded, role, state, password_hash, created_at, last_sign_in_at)
SELECT '{organisation}', '01970000-0000-7000-8003-' || {padded_i}, 'person' || i || '@example.org', 'Person ' || i,
    'person ' || i || char(10) || 'person' || i || '@example.org', CASE i % 9 WHEN 0 THEN 'admin' WHEN 1 THEN 'auditor' ELSE 'member' END,
    CASE i % 20 WHEN 0 THEN 'invited' WHEN 1 THEN 'deactivated' ELSE 'active' END, NULL, {now} - i * 86400000000,
    CASE WHEN i % 20 > 1 THEN {now} - i * 3600000000 END FROM n;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
INSERT INTO audit_entries (organisation_id, id, at, via, user_id, user_name, action, subject_kind, subject_id, subject_name)
SELECT '{organisation}', '01960000-0000-7000-8004-' || substr('000000000000' || (20000 - i), length('000000000000' || (20000 - i)) - 11),
    {now} - i * 1296000000, 'session', NULL, 'Person ' || (i % {people}), 'session.begun', 'user', NULL, 'Person ' || (i % {people}) FROM n;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
INSERT INTO jobs (id, kind, arguments, organisation_id, state, priority, run_at, max_attempts, claims, snoozes, created_at, finished_at)
SELECT '01960000-0000-7000-8005-' || substr('000000000000' || (20000 - i), length('000000000000' || (20000 - i)) - 11),
    CASE i % 5 WHEN 0 THEN 'run.read' WHEN 1 THEN 'run.plan' WHEN 2 THEN 'run.write' WHEN 3 THEN 'mail.deliver' ELSE 'connection.probe' END, '{{}}', '{organisation}',
    'done', 0, {now} - i * 1296000000, 25, 1, 0, {now} - i * 1296000000, {now} - i * 1296000000 + 2000000 FROM n;
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {days} - 1)
INSERT INTO api_usage (organisation_id, connection_id, day, purpose, rest, bulk)
SELECT '{organisation}', '{connection}', {today} - i - 1, 'scheduled', 4000 + i * 7 % 500, 300 FROM n;
INSERT INTO credit_entries (organisation_id, run_id, batch, kind, account, credits, user_id, entered_at)
SELECT r.organisation_id, r.id, 0, 'charge', a.account, CASE a.account WHEN 'spent' THEN r.credits ELSE -r.credits END, u.id, r.ended_at
FROM runs r JOIN (SELECT 'spent' AS account UNION ALL SELECT 'reserved') a
JOIN users u ON u.organisation_id = r.organisation_id AND u.id = '01970000-0000-7000-8003-' || substr('000000000000' || (2 + CAST(substr(r.id, 25) AS INTEGER) % 17), -12)
WHERE r.id LIKE '01970000-0000-7000-8001-%';
INSERT INTO credit_entries (organisation_id, run_id, batch, kind, account, credits, user_id, entered_at)
SELECT organisation_id, run_id, batch, 'reserve', CASE account WHEN 'spent' THEN 'reserved' ELSE 'available' END, credits, user_id, entered_at
FROM credit_entries WHERE kind = 'charge' AND run_id LIKE '01970000-0000-7000-8001-%';
"""
# Twenty runs over accounts; of twenty records six are of a thousand profiles, four are alone, one is defunct, six are nobody, three
# were refused. Of the people, one in four hundred has moved, and one in five hundred was refused.
COMPANIES = """
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19)
INSERT INTO runs (organisation_id, id, connection_id, name, object, purpose, settings, inputs, alerts, started_by_name, state,
    ending, query_part, is_read, batches, planned, settled, records, matched, company_only, no_match, errors, enriched, deferred,
    not_owned, credits, fields, rest_calls, bulk_calls, created_at, ended_at)
SELECT '{organisation}', '01970000-0000-7000-8000-' || {padded_turn}, '{connection}', 'Accounts', 'Account', 'enrich',
    '{{"name":"Accounts","mapping":{{"object":"Account","rows":[]}}}}', '{{"object":"Account","added":[]}}', FALSE, 'Schedule', 'ended',
    'succeeded', 1, TRUE, 1, 1, 1, {accounts} / 20, {accounts} * 11 / 400, 0, {accounts} * 6 / 400, {accounts} * 3 / 400,
    {accounts} * 11 / 400, 0, 0, {accounts} / 100, {accounts} / 20, 12, 5,
    {now} - i * 1296000000000, {now} - i * 1296000000000 + 60000000 FROM n;
INSERT INTO run_batches (organisation_id, run_id, number, state, size, planned_at, settled_at)
SELECT organisation_id, id, 0, 'settled', records, created_at, ended_at FROM runs WHERE id LIKE '01970000-0000-7000-8000-%';
WITH RECURSIVE n(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM n WHERE j < {accounts} - 1), m AS (SELECT j, j / 20 % 20 AS i FROM n)
INSERT INTO run_records (organisation_id, run_id, record_id, batch, place, length, status, reason, profile_kind, profile, confidence,
    fields, price, is_enriched, is_defunct, name, sort_name, company, error)
SELECT '{organisation}', '01970000-0000-7000-8000-' || {padded_turn}, '001' || {padded_j} || 'AAA', 0, 0, 0,
    CASE WHEN j % 20 < 11 THEN 'matched' WHEN j % 20 < 17 THEN 'no_match' ELSE 'error' END,
    CASE WHEN j % 20 BETWEEN 11 AND 16 THEN 'no_candidate' END, CASE WHEN j % 20 < 11 THEN 'company' END,
    CASE WHEN j % 20 < 6 THEN 1 + (j / 20 * 2 + j % 20 / 3) % 1000 WHEN j % 20 < 11 THEN 100000 + j END, 90, 3, 'owned',
    j % 20 < 11, j % 20 = 10, {name}, {name}, {name},
    CASE WHEN j % 20 > 16 THEN 'Salesforce refused the record: the field Industry takes no such value.' END FROM m;
UPDATE run_records SET moved = 'Yes', new_company = 'Looms ' || substr(record_id, 12, 4)
WHERE run_id LIKE '01970000-0000-7000-8001-%' AND status = 'matched' AND profile % 400 = 0;
INSERT INTO record_findings (organisation_id, connection_id, record_id, run_id, origin, side, object, status, has_moved, is_defunct,
    profile, copies, sort_name, found_at, found_day)
SELECT r.organisation_id, '{connection}', r.record_id, r.run_id, 'scheduled', 'companies', 'Account', r.status, FALSE, r.is_defunct,
    r.profile, CASE WHEN r.profile IS NULL THEN 1 ELSE COUNT(*) OVER (PARTITION BY r.profile) END, r.sort_name, s.created_at,
    s.created_at / 86400000000
FROM run_records r JOIN runs s ON s.organisation_id = r.organisation_id AND s.id = r.run_id
WHERE r.run_id LIKE '01970000-0000-7000-8000-%';
UPDATE record_findings SET has_moved = TRUE WHERE side = 'people' AND status = 'matched' AND profile % 400 = 0
    AND run_id LIKE '01970000-0000-7000-8001-%';
UPDATE run_records SET status = 'error', reason = NULL, error = 'Salesforce refused the record: it is locked while it is approved.'
WHERE run_id LIKE '01970000-0000-7000-8001-%' AND status = 'no_match' AND CAST(substr(record_id, 4, 12) AS INTEGER) % 500 = 15;
UPDATE record_findings SET status = 'error' WHERE side = 'people' AND status = 'no_match'
    AND run_id LIKE '01970000-0000-7000-8001-%' AND CAST(substr(record_id, 4, 12) AS INTEGER) % 500 = 15;
DELETE FROM finding_counts;
INSERT INTO finding_counts (organisation_id, side, concern, connection_id, origin, found_day, records)
SELECT organisation_id, side, concern, connection_id, origin, found_day, COUNT(*) FROM ({listed}) GROUP BY 1, 2, 3, 4, 5, 6;
DELETE FROM finding_words;
INSERT INTO finding_words (organisation_id, side, concern, word, sort_name, connection_id, record_id)
SELECT organisation_id, side, concern, substr(sort_name, instr(sort_name, ' ') + 1), sort_name, connection_id, record_id FROM ({listed})
WHERE instr(sort_name, ' ') > 0;
"""
LISTED = " UNION ALL ".join(f"SELECT f.*, '{concern}' AS concern FROM record_findings f WHERE {condition}" for concern, condition in (
    ("moved", "has_moved"), ("defunct", "is_defunct"), ("duplicates", "copies > 1"), ("company_only", "status = 'company_only'"),
    ("unmatched", "status = 'no_match'"), ("errors", "status = 'error'")))


@contextlib.contextmanager
def demo(folder):
    """`loam demo` in the folder; its address, once it answers."""
    port = free_port()
    # The org stays where it was: its address is known to the connection.
    place = folder / "org-port"
    if not place.exists():
        place.write_text(str(free_port()))
    org_port = place.read_text()
    words = [run_bench.LOAM, "demo", "--data", folder, "--port", port, "--org-port", org_port, "--companies", 3000, "--people", 6000,
             "--accounts", 300, "--contacts", 600, "--leads", 200]
    with open(folder / "demo.log", "a") as log:
        child = subprocess.Popen([str(word) for word in words], stdout=log, stderr=log)
    url, until = f"http://127.0.0.1:{port}", time.monotonic() + 600
    try:
        while True:
            if child.poll() is not None or time.monotonic() > until:
                sys.exit(f"Error: loam demo did not become ready: {(folder / 'demo.log').read_text()[-2000:]}")
            with contextlib.suppress(OSError):
                urllib.request.urlopen(url + "/ready").read()
                break
            time.sleep(0.5)
        yield url
    finally:
        child.terminate()
        child.wait(60)


def loam(*words, **options):
    return subprocess.run([str(word) for word in (run_bench.LOAM, *words)], check=True, capture_output=True, text=True, **options).stdout


def make(folder, records):
    """The installation: a demo whose jobs have run, and then a year."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    data = folder / "loam"
    with demo(folder):
        progress("the first day")
        until = time.monotonic() + 600
        while len(jobs := loam("job", "list", "--data", data).splitlines()) < 3 and time.monotonic() < until:
            time.sleep(1)
        with contextlib.closing(sqlite3.connect(data / "loam.db", timeout=30)) as database:
            for (job,) in database.execute("SELECT id FROM enrich_jobs").fetchall():
                loam("job", "run", job, "--data", data)
            while database.execute("SELECT COUNT(*) FROM runs WHERE state <> 'ended'").fetchone()[0]:
                time.sleep(1)
        for name, role in (("admin", "admin"), ("auditor", "auditor")):
            loam("user", "create", "--data", data, "--email", f"{name}@day300.example", "--name", name.title(), "--role", role, "--password-stdin",
                 input=PASSWORD + "\n")
    progress(f"a year with {records:,} records")
    with contextlib.closing(sqlite3.connect(data / "loam.db", timeout=30)) as database:
        organisation = database.execute("SELECT organisation_id FROM installation").fetchone()[0]
        connection = database.execute("SELECT id FROM org_connections").fetchone()[0]
        now, today, size = int(time.time() * 1e6), int(time.time() // 86400), records // dashboard_bench.RUNS
        database.execute("PRAGMA synchronous = OFF")
        # What the runs of the first day say of themselves is told again by the fill, so it begins without.
        for table in ("finding_counts", "finding_words", "record_findings", "run_records", "top_values", "enriched_values"):
            database.execute(f"CREATE TEMP TABLE kept_{table} AS SELECT * FROM {table}")
            database.execute(f"DELETE FROM {table}")
        database.commit()
        database.executescript(dashboard_bench.FILL.format(
            runs=dashboard_bench.RUNS, size=size, records=records, organisation=organisation, connection=connection, now=now, today=today, values=max(100, size),
            run_id="'01970000-0000-7000-8001-' || " + PADDED.format(f"({dashboard_bench.RUNS} - i)"), name=dashboard_bench.NAME,
            record_id="'003' || " + PADDED.format("j") + " || 'AAA'"))
        for table in ("run_records", "record_findings", "finding_counts", "finding_words", "enriched_values", "top_values"):
            database.execute(f"INSERT OR IGNORE INTO {table} SELECT * FROM kept_{table}")
        database.commit()
        database.executescript(YEAR.format(jobs=JOBS, people=PEOPLE, days=DAYS, now=now, today=today, organisation=organisation, connection=connection,
                                           padded_i=PADDED.format("i")))
        database.executescript(COMPANIES.format(accounts=ACCOUNTS, now=now, organisation=organisation, connection=connection, listed=LISTED,
                                                name=dashboard_bench.NAME, padded_turn=PADDED.format("(20 - i)"), padded_j=PADDED.format("j")))
        database.execute("ANALYZE")
        database.commit()
    (folder / "made").write_text(str(records))


def sign_in(url, name):
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = opener.open(url + "/sign-in").read().decode()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    opener.open(url + "/sign-in", urllib.parse.urlencode(hidden | {"email": f"{name}@day300.example", "password": PASSWORD}).encode()).read()
    return opener


def take(opener, address):
    """Status and milliseconds, the median of three behind the first."""
    times = []
    for _ in range(4):
        start = time.perf_counter()
        try:
            with opener.open(address) as answer:
                status = answer.status
                answer.read()
        except urllib.error.HTTPError as error:
            status = error.code
            error.read()
        times.append((time.perf_counter() - start) * 1000)
    return status, statistics.median(times[1:])


def addresses(data):
    """One of each page of the portal, and the questions."""
    from routes import OTHERS, PASSAGES, SIGNED_OUT, Addresses, portal_routes
    known = Addresses(data)
    pages = {pattern: known.of(pattern) for pattern in portal_routes() if pattern not in OTHERS and pattern not in PASSAGES and pattern not in SIGNED_OUT}
    names = {"bulk": known.first("SELECT id FROM runs WHERE id LIKE '01970000-0000-7000-8001-%' ORDER BY id DESC LIMIT 1"),
             "job": known.first("SELECT job_id FROM runs WHERE id LIKE '01970000-0000-7000-8001-%' LIMIT 1"),
             "month": time.strftime("%Y-%m", time.gmtime(time.time() - 40 * 86400))}
    return {pattern: path for pattern, path in pages.items() if path} | {question.format(**names): question.format(**names) for question in QUESTIONS}


def picture(url, folder, pages):
    from playwright.sync_api import sync_playwright
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for width, height in ((1440, 900), (390, 844)):
            page = chromium.new_context(base_url=url, viewport={"width": width, "height": height}, reduced_motion="reduce").new_page()
            page.goto("/sign-in")
            page.get_by_label("E-mail address").fill("admin@day300.example")
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url("**/")
            for name, path in pages.items():
                page.goto(path)
                page.screenshot(path=folder / (re.sub(r"\W+", "-", name).strip("-") + f"-{width}.png"), full_page=True)
        chromium.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=2_000_000)
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / ".build/day300")
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build/release/loam")
    parser.add_argument("--most", type=int, default=300)
    parser.add_argument("--pictures", type=pathlib.Path)
    options = parser.parse_args()
    run_bench.LOAM = options.binary.resolve()
    os.environ["LOAM_BINARY"] = str(run_bench.LOAM)
    if not (options.folder / "made").exists() or int((options.folder / "made").read_text()) != options.records:
        make(options.folder, options.records)
    slow = 0
    with demo(options.folder) as url:
        pages = addresses(options.folder / "loam")
        for name in ("admin", "auditor"):
            opener = sign_in(url, name)
            taken = {pattern: take(opener, url + urllib.parse.quote(path, safe="/?&=:%")) for pattern, path in pages.items()}
            for pattern, (status, milliseconds) in sorted(taken.items(), key=lambda one: -one[1][1]):
                is_slow = milliseconds > options.most
                slow += is_slow
                if is_slow or status >= 500 or (name == "admin" and status != 200):
                    print(f"{name:8} {milliseconds:7.0f} ms  {status}  {pattern}")
            ten = ", ".join(f"{pattern} {one[1]:.0f}" for pattern, one in sorted(taken.items(), key=lambda one: -one[1][1])[:10])
            print(f"{name}: {len(taken)} pages, median {statistics.median(one[1] for one in taken.values()):.1f} ms; the slowest: {ten}")
        if options.pictures:
            picture(url, options.pictures, pages)
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
