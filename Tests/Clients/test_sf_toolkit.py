"""sf-toolkit, which reads the newest version and every key of what it is told."""
import pytest
from httpx import URL
from sf_toolkit import SalesforceClient, SObject
from sf_toolkit.data.query_builder import select
from sf_toolkit.auth import SalesforceToken
from sf_toolkit.auth.login_oauth import password_login, public_key_auth_login
from sf_toolkit.data.bulk import BulkApiIngestJob, BulkApiQueryJob
from sf_toolkit.data.fields import IdField, IntField, TextField
from sf_toolkit.data.sobject import SObjectList
from sf_toolkit.io import api as records


class Account(SObject, api_name="Account"):
    Id = IdField()
    Name = TextField()
    NumberOfEmployees = IntField()
    Phone = TextField()


@pytest.fixture(scope="module")
def client(sandbox):
    with SalesforceClient(token=SalesforceToken(URL(sandbox.url), sandbox.session)) as client:
        yield client


def test_it_signs_in_by_password(sandbox):
    login = password_login(sandbox.username, sandbox.password + sandbox.security_token, sandbox.consumer_key,
                           sandbox.consumer_secret)
    with SalesforceClient(login=login, connection_name="by-password") as client:
        assert client._userinfo.preferred_username == sandbox.username


def test_it_signs_in_with_a_signed_statement(sandbox):
    login = public_key_auth_login(sandbox.username, sandbox.consumer_key, sandbox.private_key)
    with SalesforceClient(login=login, connection_name="by-statement") as client:
        assert client._userinfo.user_id.startswith("005")


def test_the_newest_version_is_used(client):
    assert client.data_url == "/services/data/v67.0"


def test_every_key_of_the_user_is_there(client):
    who = client._userinfo
    assert who.organization_id.startswith("00D") and who.active is True and "rest" in who.urls


def test_a_row_is_saved_and_fetched(client, unique):
    account = Account(Name=unique("Toolkit"), NumberOfEmployees=5)
    records.save(account)
    fetched = records.fetch(Account, account.Id)
    assert fetched.Name == account.Name and fetched.NumberOfEmployees == 5


def test_only_changes_are_sent(client, unique):
    account = Account(Name=unique("Changes"), Phone="+1 555 0109")
    records.save(account)
    account.NumberOfEmployees = 9
    records.save(account, only_changes=True)
    assert records.fetch(Account, account.Id).NumberOfEmployees == 9


def test_a_row_is_deleted(client, unique):
    account = Account(Name=unique("Deleted"))
    records.save(account)
    name = account.Name
    records.delete(account)
    assert len(list(select(Account).where(Name=name).execute())) == 0


def test_many_rows_are_saved_in_one_call(client, unique):
    name = unique("List")
    results = records.save_insert_list(SObjectList([Account(Name=f"{name} {i}") for i in range(30)]))
    assert all(result.success for result in results)
    assert len(list(select(Account).where(Name__like=f"{name}%").execute())) == 30


def test_rows_are_counted(client, unique):
    name = unique("Counted")
    records.save_insert_list(SObjectList([Account(Name=f"{name} {i}") for i in range(3)]))
    assert select(Account).where(Name__like=f"{name}%").count() == 3


def test_an_object_is_described(client):
    described = records.sobject_describe(Account)
    assert described["keyPrefix"] == "001" and "Name" in [field["name"] for field in described["fields"]]


def test_the_limits_are_read(client):
    response = client.get(f"{client.data_url}/limits")
    assert response.json()["DailyApiRequests"]["Max"] > 0 and client.api_usage is not None


def test_a_bulk_job_takes_rows(client, unique):
    name = unique("Ingest")
    job = BulkApiIngestJob.init_job(Account, "insert")
    job.upload_batches([{"Name": f"{name} {i}"} for i in range(12)])
    job.monitor_until_complete(poll_interval=0.2)
    assert job.state == "JobComplete" and job.numberRecordsProcessed == 12
    assert all(result.sf__Created for result in job.successful_results())
    assert job.failed_results() == []


def test_a_bulk_job_tells_of_failures(client):
    job = BulkApiIngestJob.init_job("Contact", "insert")
    job.upload_batches([{"FirstName": "Ada"}])
    job.monitor_until_complete(poll_interval=0.2)
    failed = job.failed_results()
    assert len(failed) == 1 and failed[0].sf__Error.startswith("REQUIRED_FIELD_MISSING:")


def test_a_bulk_query_gives_rows(client, unique):
    name = unique("Query")
    records.save_insert_list(SObjectList([Account(Name=f"{name} {i}", NumberOfEmployees=i) for i in range(5)]))
    job = BulkApiQueryJob.init_job(select(Account).where(Name__like=f"{name}%"))
    job.monitor_until_complete(poll_interval=0.2)
    assert {row.Name for row in job} == {f"{name} {i}" for i in range(5)}
