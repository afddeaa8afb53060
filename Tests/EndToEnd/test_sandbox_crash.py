"""A sandbox that is killed in the middle of Bulk jobs, and started again: each row is there once, and each job says so."""
import csv
import http.client
import io
import json
import os
import random
import sys
import time
import urllib.parse

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from process import temporary_folder, until  # noqa: E402
from sandbox import call, sandbox, sign_in  # noqa: E402

CLASSIC = '<jobInfo xmlns="http://www.force.com/2009/06/asyncapi/dataload">{}</jobInfo>'


class Loader:
    """Sends rows to both Bulk APIs of a sandbox that comes and goes, and asks how they do."""

    def __init__(self, token):
        self.token, self.url = token, None

    def send(self, path, body=None, method=None, kind="application/json"):
        status, text, _ = call(self.url + path, body and body.encode(), Authorization="Bearer " + self.token,
                               Content_Type=kind, X_SFDC_Session=self.token, method=method)
        assert status < 300, f"{path}: {status} {text}"
        return text

    def load(self, rows):
        """A job of Bulk API 2.0."""
        base = "/services/data/v60.0/jobs/ingest"
        job = json.loads(self.send(base, '{"object":"Account","operation":"insert"}'))["id"]
        self.send(f"{base}/{job}/batches", rows, "PUT", "text/csv")
        self.send(f"{base}/{job}", '{"state":"UploadComplete"}', "PATCH")
        return f"{base}/{job}"

    def load_classic(self, batches):
        """A job of Bulk API 1.0."""
        base = "/services/async/60.0/job"
        words = "<operation>insert</operation><object>Account</object><contentType>CSV</contentType>"
        text = self.send(base, CLASSIC.format(words), kind="application/xml")
        job = f"{base}/{text.split('<id>')[1].split('</id>')[0]}"
        for rows in batches:
            self.send(f"{job}/batch", rows, kind="text/csv")
        self.send(job, CLASSIC.format("<state>Closed</state>"), kind="application/xml")
        return job

    def state(self, job):
        return json.loads(self.send(job))

    def results(self, job, name):
        return list(csv.DictReader(io.StringIO(self.send(f"{job}/{name}"))))

    def classic_batches(self, job):
        return self.send(f"{job}/batch").split("<batchInfo>")[1:]

    def is_done(self, job, classic):
        return self.state(job)["state"] == "JobComplete" and all(
            "<state>Completed</state>" in batch for batch in self.classic_batches(classic))

    def numbers(self, prefix):
        """The numbers of the accounts that are in the org, and their ids."""
        job = json.loads(self.send("/services/data/v60.0/jobs/query", json.dumps({
            "operation": "query", "query": f"SELECT Id, AccountNumber FROM Account WHERE AccountNumber LIKE '{prefix}%'",
        })))["id"]
        path = f"/services/data/v60.0/jobs/query/{job}"
        until(lambda: self.state(path)["state"] == "JobComplete", seconds=60, what="the end of a query job")
        return [(row["AccountNumber"], row["Id"]) for row in self.results(path, "results")]


def rows_of(prefix, numbers):
    """Each tenth row is refused, for a phone number that is longer than may be."""
    lines = ["Name,AccountNumber,Phone"]
    lines += [f"Company {n},{prefix}{n},{'1' * (41 if n % 10 == 3 else 8)}" for n in numbers]
    return "\n".join(lines) + "\n"


def kill_and_check(rows, kills, longest, seed):
    """Loads so many rows by each API, killing the sandbox after random times; tells what was seen."""
    chance = random.Random(seed)
    moments = set()
    with temporary_folder() as folder:
        path = f"{folder}/org"
        with sandbox("--data", path) as (told, process):
            loader = Loader(sign_in(told)["access_token"])
            loader.url = told["url"]
            job = loader.load(rows_of("K", range(rows)))
            quarter = rows // 4
            classic = loader.load_classic([rows_of("C", range(n * quarter, (n + 1) * quarter)) for n in range(4)])
            process.kill()
        for _ in range(kills):
            with sandbox("--data", path) as (told, process):
                loader.url = told["url"]
                time.sleep(chance.uniform(0, longest))
                moments.add(loader.state(job)["numberRecordsProcessed"])
                process.kill()
        with sandbox("--data", path) as (told, _):
            loader.url = told["url"]
            until(lambda: loader.is_done(job, classic), seconds=240, what="the end of both jobs")
            good = {n for n in range(rows) if n % 10 != 3}
            done = loader.state(job)
            assert (done["numberRecordsProcessed"], done["numberRecordsFailed"]) == (rows, rows - len(good))
            kept = [(row["AccountNumber"], row["sf__Id"]) for row in loader.results(job, "successfulResults")]
            assert sorted(kept) == sorted(loader.numbers("K")), "what was saved is not what the job tells"
            assert sorted(int(number[1:]) for number, _ in kept) == sorted(good)
            refused = [int(row["AccountNumber"][1:]) for row in loader.results(job, "failedResults")]
            assert sorted(refused) == sorted(set(range(rows)) - good)
            assert not loader.results(job, "unprocessedrecords")
            ids = []
            for batch in loader.classic_batches(classic):
                result = loader.results(f"{classic}/batch/{batch.split('<id>')[1].split('</id>')[0]}", "result")
                assert len(result) == quarter
                ids += [row["Id"] for row in result if row["Success"] == "true"]
            found = loader.numbers("C")
            assert sorted(int(number[1:]) for number, _ in found) == sorted(n for n in good if n < 4 * quarter)
            assert sorted(ids) == sorted(identity for _, identity in found)
    return moments


def test_killed_in_the_middle_of_bulk_jobs():
    """after kill -9 at random moments each row was saved once, and the jobs end with the right counts and results"""
    kill_and_check(rows=24_000, kills=6, longest=2.5, seed=7)


def test_upload_that_breaks_off():
    """rows whose upload broke off are not taken for the whole, and can be sent again"""
    with sandbox() as (told, _):
        loader = Loader(sign_in(told)["access_token"])
        loader.url = told["url"]
        base = "/services/data/v60.0/jobs/ingest"
        job = f"{base}/" + json.loads(loader.send(base, '{"object":"Account","operation":"insert"}'))["id"]
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(told["url"]).netloc, timeout=10)
        connection.putrequest("PUT", f"{job}/batches")
        for name, value in {"Authorization": "Bearer " + loader.token, "Content-Type": "text/csv", "Content-Length": 999}.items():
            connection.putheader(name, value)
        connection.endheaders(b"Name\nHa")
        connection.close()
        with pytest.raises(AssertionError, match="No data was uploaded"):
            loader.send(job, '{"state":"UploadComplete"}', "PATCH")
        loader.send(f"{job}/batches", "Name\nWhole\n", "PUT", "text/csv")
        loader.send(job, '{"state":"UploadComplete"}', "PATCH")
        until(lambda: loader.state(job)["state"] == "JobComplete", what="the end of the job")
        assert [row["Name"] for row in loader.results(job, "successfulResults")] == ["Whole"]
