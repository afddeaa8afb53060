"""Bulk API 2.0 through sfbulk2, which sends slashes at the ends of paths."""
import sys
import types

import pytest

# The module also brings tools for made-up data and for the clipboard, whose packages its Bulk part does not use.
for name, members in {"pandas": [], "faker": ["Faker"], "pyperclip": []}.items():
    module = sys.modules.setdefault(name, types.ModuleType(name))
    for member in members:
        if not hasattr(module, member):
            setattr(module, member, object)

from process import until  # noqa: E402
from sfbulk2 import SFBulk2  # noqa: E402


@pytest.fixture(scope="module")
def client(sandbox):
    return SFBulk2(access_token=sandbox.session, instance_url=sandbox.url, api_version="v60.0")


def ended(client, job, kind):
    def state():
        document = client.get_job_status(job, kind).json()
        return document if document["state"] in ("JobComplete", "Failed", "Aborted") else None
    return until(state, what=f"the end of job {job}")


def ingest(client, operation, object_name, data):
    job = client.create_job(operation, object_name)
    content_url = client.get_job_status(job, "ingest").json()["contentUrl"]
    assert client.put_data(content_url, data).status_code == 201
    assert client.patch_state(job, "UploadComplete").json()["state"] == "UploadComplete"
    return job, ended(client, job, "ingest")


def test_a_job_goes_from_open_to_complete(client, unique):
    _, document = ingest(client, "insert", "Account", f"Name\n{unique('Two')}\n")
    assert document["state"] == "JobComplete" and document["numberRecordsProcessed"] == 1
    assert document["jobType"] == "V2Ingest" and document["apiVersion"] == 60.0


def test_the_progress_of_a_job_names_its_times(client, unique):
    _, document = ingest(client, "insert", "Account", f"Name\n{unique('Times')}\n")
    for name in ("totalProcessingTime", "apiActiveProcessingTime", "apexProcessingTime", "retries"):
        assert isinstance(document[name], int)


def test_failures_are_fetched(client):
    job, document = ingest(client, "insert", "Contact", "FirstName\nAda\n")
    assert document["numberRecordsFailed"] == 1
    answer = client.get_failure_status(job)
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.text == ('"sf__Id","sf__Error",FirstName\n"",'
                           '"REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --","Ada"\n')


def test_a_deletion_takes_ids_only(client):
    job, document = ingest(client, "delete", "Account", "Id,Name\n001000000000000AAA,x\n")
    assert document["state"] == "Failed" and "must contain only ids" in document["errorMessage"]


def test_one_call_makes_a_job_with_its_rows(client, sf, unique):
    name = unique("OneCall")
    answer = client.ingest_multipart("insert", "Account", f"\nName\n{name}")
    assert answer.status_code == 200 and answer.json()["state"] == "UploadComplete"
    assert ended(client, answer.json()["id"], "ingest")["numberRecordsProcessed"] == 1
    assert sf.query(f"SELECT COUNT() FROM Account WHERE Name = '{name}'")["totalSize"] == 1


def test_a_query_gives_its_rows(client, sf, unique):
    name = unique("Asked")
    sf.Account.create({"Name": name})
    job = client.create_query_job(f"SELECT Name FROM Account WHERE Name = '{name}'")
    assert ended(client, job, "query")["numberRecordsProcessed"] == 1
    answer = client.get_query_results(job)
    assert answer.text == f'"Name"\n"{name}"\n'
    assert answer.headers["Sforce-Locator"] == "null" and answer.headers["Sforce-NumberOfRecords"] == "1"


def test_query_jobs_are_listed(client):
    job = client.create_query_job("SELECT Id FROM User")
    listed = client.get_all_query_jobs().json()
    assert job in [one["id"] for one in listed["records"]] and listed["done"] is True


def test_a_finished_query_cannot_be_aborted(client):
    job = client.create_query_job("SELECT Id FROM User")
    ended(client, job, "query")
    answer = client.abort_query_job(job)
    assert answer.status_code == 400
    assert answer.json() == [{"errorCode": "INVALIDJOBSTATE", "message": "Aborting already Completed Job not allowed"}]


def test_a_query_job_is_deleted_although_the_client_then_stumbles(client):
    job = client.create_query_job("SELECT Id FROM User")
    ended(client, job, "query")
    with pytest.raises(NameError):  # sfbulk2 returns a name that it misspelt
        client.delete_query_job(job)
    assert client.get_job_status(job, "query").status_code == 404


def test_results_are_for_the_version_of_the_job(client, sandbox):
    job = client.create_query_job("SELECT Id FROM User")
    ended(client, job, "query")
    other = SFBulk2(access_token=sandbox.session, instance_url=sandbox.url, api_version="v61.0")
    assert other.get_query_results(job).status_code == 409


def test_an_unknown_job_is_not_found(client):
    answer = client.get_job_status("750000000000000AAA", "ingest")
    assert answer.status_code == 404 and answer.json()[0]["errorCode"] == "NOT_FOUND"


def test_an_invalid_session_is_refused(sandbox):
    stranger = SFBulk2(access_token="nonsense", instance_url=sandbox.url, api_version="v60.0")
    answer = stranger.get_job_status("750000000000000AAA", "ingest")
    assert answer.status_code == 401 and answer.json()[0]["errorCode"] == "INVALID_SESSION_ID"
