#!/usr/bin/env python3
"""Long proofs that nothing is lost: soak.py [kills] [runs] [people] [limit] [bulk] [disk] [restart] [scim] [records] [--kills N] [--keep]

kills    workers are killed with -9 at random while jobs run, on each engine: no job lost, none finished twice
runs     workers are killed with -9 at random while a run enriches 50,000 accounts of an org with faults: each is
         written once and paid once, by one process and by three, on each engine
people   the same while two runs at once make contacts, of buying committees and of people who moved: each is made once
limit    the same while the org's calls of the day are used up, on both engines at once: the runs say what they wait for
         and since when, and go on by themselves a quarter of an hour after there are calls again
bulk     a sandbox is killed with -9 at random while Bulk jobs run: each row is saved once, and counted right
disk     the disk fills up under a running server: a clear refusal, no corruption, and it goes on when space returns
restart  PostgreSQL is restarted under load: requests wait or are refused clearly, and go on by themselves
scim     the server is killed with -9 at random while sixteen callers add people: who was answered is there; and
         schemathesis makes up requests for five minutes on each engine: none is answered with a 5xx
records  a million records of control characters, of a megabyte, of every script and of nothing are matched: each is
         answered, in bounded time
--keep writes what was seen to docs/proofs/soak.md.
"""
import argparse
import concurrent.futures
import contextlib
import http.client
import json
import os
import pathlib
import platform
import random
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
sys.path.insert(1, str(pathlib.Path(__file__).resolve().parent.parent / "EndToEnd"))
sys.path.insert(1, str(pathlib.Path(__file__).resolve().parent.parent / "Clients"))
from process import ROOT, Loam, engine_database, run, until  # noqa: E402
from people import check_people  # noqa: E402
from records import match_odd_records  # noqa: E402
from runs import check as check_run  # noqa: E402
from scim_directory import directory_on, kill_while_adding, schemathesis  # noqa: E402
from test_sandbox_crash import kill_and_check  # noqa: E402

PROOF = ROOT / ".build/release/loam-proof"
LINES = []


def say(line):
    LINES.append(line)
    print(line, flush=True)


def proof(*words):
    done = subprocess.run([PROOF, *map(str, words)], capture_output=True, text=True)
    assert done.returncode == 0, f"loam-proof {' '.join(map(str, words))}: {done.stdout} {done.stderr}"
    return done.stdout.strip()


def soak_kills(options):
    for engine in options.engine or ("sqlite", "postgres"):
        seed = random.SystemRandom().randrange(1 << 32)
        chance = random.Random(seed)
        with tempfile.TemporaryDirectory(dir=ROOT / ".build") as folder, engine_database(engine) as url:
            place = url or f"{folder}/soak.db"
            words = pathlib.Path(folder) / "workers.log"
            proof("queue-fill", place, 2000, "--witness")
            workers = [start_worker(place, words) for _ in range(3)]
            filler = None
            opened = 0
            try:
                for number in range(options.kills):
                    if sys.stderr.isatty():
                        print(f"\r\033[Kkills on {engine}: {number} of {options.kills}", end="", file=sys.stderr, flush=True)
                    if filler is None or filler.poll() is not None:
                        filler = subprocess.Popen([PROOF, "queue-fill", place, "1500", "--witness"], stderr=subprocess.DEVNULL)
                    time.sleep(chance.uniform(0.02, 0.35))
                    victims = [*range(len(workers)), "filler"]
                    victim = chance.choice(victims)
                    if victim == "filler":
                        filler.kill()
                        filler.wait()
                    else:
                        assert workers[victim].poll() is None, f"a worker ended by itself: {words.read_text()[-2000:]}"
                        workers[victim].kill()
                        workers[victim].wait()
                        workers[victim] = start_worker(place, words)
                    if engine == "sqlite" and number % 10 == 0:
                        with open_check(place) as answer:
                            assert answer == "ok", answer
                        opened += 1
            finally:
                for worker in [*workers, filler]:
                    if worker is not None:
                        worker.kill()
                        worker.wait()
            proof("queue-work", place)
            counted = proof("queue-check", place, "--witness")
            if engine == "sqlite":
                with open_check(place) as answer:
                    assert answer == "ok", answer
            say(f"kills, {engine}: {options.kills} processes killed with -9 (seed {seed}), then {counted}"
                + (f"; the file was checked {opened + 1} times" if engine == "sqlite" else ""))


def soak_runs(options):
    for engine in options.engine or ("sqlite", "postgres"):
        for workers in (1, 3):
            with tempfile.TemporaryDirectory(dir=ROOT / ".build") as folder:
                say("runs, " + check_run(engine, 50_000, workers, options.kills * 3 // 8, random.SystemRandom().randrange(1 << 32), folder))


def soak_people(options):
    for engine in options.engine or ("sqlite", "postgres"):
        for workers in (1, 3):
            say("people, " + under_fire(engine, 4000, workers, options.kills * 3 // 8))


def soak_limit(options):
    engines = options.engine or ("sqlite", "postgres")
    with concurrent.futures.ThreadPoolExecutor(len(engines)) as pool:
        for seen in pool.map(lambda engine: under_fire(engine, 4000, 3, options.kills * 3 // 8, limit=True), engines):
            say("limit, " + seen)


def under_fire(engine, companies, workers, kills, **more):
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as folder:
        return check_people(engine, companies, workers, kills, random.SystemRandom().randrange(1 << 32), folder, **more)


def start_worker(place, words):
    with words.open("ab") as log:
        return subprocess.Popen([PROOF, "queue-work", str(place), "--for-ever"], stdout=log, stderr=log)


@contextlib.contextmanager
def open_check(file):
    done = subprocess.run(["sqlite3", "-cmd", ".timeout 10000", file, "PRAGMA quick_check"], capture_output=True, text=True)
    yield done.stdout.strip() or done.stderr.strip()


def soak_bulk(options):
    seed = random.SystemRandom().randrange(1 << 32)
    kills, rows = max(1, options.kills // 4), 100_000
    moments = kill_and_check(rows=rows, kills=kills, longest=0.6, seed=seed)
    say(f"bulk: a sandbox was killed with -9 {kills} times (seed {seed}) while {rows} rows came by each Bulk API; at "
        f"{len(moments)} different counts; each row was saved once, and both jobs told so")


class Client:
    """Calls the API with a key and sorts the answers."""

    def __init__(self, server, key):
        self.server, self.key = server, key

    def call(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=40)
        try:
            headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"null")
        finally:
            connection.close()

    def write(self, number):
        return self.call("PATCH", "/v1/organisation", {"name": f"Soak {number}"})


def administrator(server):
    """An organisation with an administrator, and a key of theirs."""
    database = ["--database", server.database] if server.database else []
    data = ["--data", server.folder / "data", *database]
    run("user", "create", *data, "--organisation", "Soak", "--email", "soak@example.org", "--name", "Soak", "--role", "admin",
        "--password-stdin", input="correct horse battery staple\n")
    return run("key", "create", *data, "--name", "soak", "--role", "admin").stdout.strip().splitlines()[-1]


@contextlib.contextmanager
def small_disk(folder, megabytes):
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def soak_disk(options):
    with tempfile.TemporaryDirectory() as name, small_disk(name, 24):
        folder = pathlib.Path(name)
        with Loam(folder, "--limits-api-rate", "1000000", "--limits-api-burst", "1000000") as server:
            client = Client(server, administrator(server))
            assert client.write(0)[0] == 200
            filler = folder / "filler"
            with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
                while True:
                    file.write(b"\0" * 65536)
            with filler.open("ab", buffering=0) as file, contextlib.suppress(OSError):
                while True:
                    file.write(b"\0")
            refused, number = None, 0
            while refused is None and number < 5000:
                number += 1
                status, body = client.write(number)
                assert status in (200, 503, 507), (status, body)
                if status != 200:
                    refused = (status, body)
            assert refused, "the disk was full and nothing was refused"
            status, body = client.call("GET", "/v1/organisation")
            assert status == 200, f"reading must go on while the disk is full: {status} {body}"
            kept = body["name"]
            filler.unlink()
            until(lambda: client.write("again")[0] == 200, what="a write after the disk had space again")
            say(f"disk: full after {number} writes, refused with {refused[0]} “{refused[1].get('title')}”; reading went on; "
                f"“{kept}” was the last name kept; writing went on by itself once there was space")
        with open_check(folder / "data/loam.db") as answer:
            assert answer == "ok", answer
        say("disk: the file was checked afterwards: ok")


def soak_restart(options):
    with engine_database("postgres") as url, tempfile.TemporaryDirectory() as name:
        with Loam(name, "--limits-api-rate", "1000000", "--limits-api-burst", "1000000", database=url) as server:
            client = Client(server, administrator(server))
            outcomes, stop = [], time.monotonic() + 40

            def load(worker):
                number = 0
                while time.monotonic() < stop:
                    number += 1
                    began = time.monotonic()
                    status, body = client.write(f"{worker}-{number}") if number % 4 == 0 else client.call("GET", "/v1/me")
                    outcomes.append((began, time.monotonic() - began, status, (body or {}).get("title")))

            with concurrent.futures.ThreadPoolExecutor(8) as pool:
                running = [pool.submit(load, worker) for worker in range(8)]
                for _ in range(3):
                    time.sleep(8)
                    subprocess.run([ROOT / "scripts/postgres", "restart"], check=True, stdout=subprocess.DEVNULL)
                for future in running:
                    future.result()
            wrong = [outcome for outcome in outcomes if outcome[2] not in (200, 503)]
            assert not wrong, wrong[:5]
            refused = [outcome for outcome in outcomes if outcome[2] == 503]
            assert all(outcome[3] for outcome in refused)
            last = [outcome for outcome in outcomes if outcome[0] > stop - 5]
            assert last and all(outcome[2] == 200 for outcome in last), "not all went on by themselves"
            words = sorted({outcome[3] for outcome in refused})
            say(f"restart: PostgreSQL was restarted 3 times without warning under {len(outcomes)} requests; {len(refused)} were "
                f"refused with 503 {words}, the slowest took {max(o[1] for o in outcomes):.1f} s, "
                f"and all {len(last)} of the last five seconds were answered")


def soak_scim(options):
    for engine in options.engine or ("sqlite", "postgres"):
        for directory in directory_on(engine, 1000):
            kills = max(1, options.kills // 10)
            seed = random.SystemRandom().randrange(1 << 32)
            answered = kill_while_adding(directory, kills, random.Random(seed))
            say(f"- scim, {engine}: {kills} servers killed with -9 (seed {seed}) while sixteen callers added people; all "
                f"{answered} who were answered with 201 are there, once")
            code, said = schemathesis(directory, "--max-time", 300)
            summary = said[said.rfind("= SUMMARY"):]
            assert code == 0, said[-5000:]
            cases = re.search(r"Test cases:\s+(.+)", summary)
            say(f"- scim, {engine}: schemathesis, five minutes: {cases.group(1) if cases else summary}")


def soak_records(options):
    seed = random.SystemRandom().randrange(1 << 32)
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as folder:
        for kind, seconds, size, statuses in match_odd_records(pathlib.Path(folder), seed, options.records // 3 + 1):
            count = sum(statuses.values())
            told = ", ".join(f"{number} {status}" for status, number in statuses.items())
            assert seconds * 1000 < count, f"{seconds} s for {count} records is more than a thousandth of a second each"
            say(f"records: {count} {kind}s (seed {seed}, {size / 1e6:,.0f} MB) in {seconds:.1f} s, each answered: {told}")


SOAKS = {name[5:]: value for name, value in list(globals().items()) if name.startswith("soak_")}


def keep():
    cpu = re.search(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())
    commit = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    lines = ["# Crash proofs", "",
             f"`make soak` on {time.strftime('%Y-%m-%d')}: {os.cpu_count()} cores, {cpu.group(1) if cpu else platform.machine()}, "
             f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}, commit {commit}.", ""]
    (ROOT / "docs/proofs").mkdir(exist_ok=True)
    (ROOT / "docs/proofs/soak.md").write_text("\n".join(lines + [f"- {line}" for line in LINES]) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help=", ".join(SOAKS))
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--engine", action="append", choices=["sqlite", "postgres"], help="only this engine")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    unknown = set(options.names) - set(SOAKS)
    if unknown:
        parser.error(f"no such proof: {', '.join(sorted(unknown))}; there are {', '.join(SOAKS)}")
    for name in options.names or SOAKS:
        SOAKS[name](options)
    if options.keep:
        keep()
    print("all held")


if __name__ == "__main__":
    main()
