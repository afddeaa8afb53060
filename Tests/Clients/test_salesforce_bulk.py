"""Bulk API 1.0, in XML and CSV, through salesforce-bulk."""
import csv
import io

import pytest
from salesforce_bulk import CsvDictsAdapter, SalesforceBulk
from salesforce_bulk.salesforce_bulk import BulkApiError, BulkBatchFailed


@pytest.fixture(scope="module")
def bulk(sandbox):
    return SalesforceBulk(sessionId=sandbox.session, host=sandbox.url, API_version="59.0")


def insert(bulk, rows, object_name="Account", **options):
    job = bulk.create_insert_job(object_name, contentType="CSV", **options)
    batch = bulk.post_batch(job, CsvDictsAdapter(iter(rows)))
    bulk.wait_for_batch(job, batch, sleep_interval=0.2)
    return job, batch


def query(bulk, object_name, soql, **options):
    job = bulk.create_query_job(object_name, contentType="CSV", **options)
    batch = bulk.query(job, soql)
    bulk.close_job(job)
    bulk.wait_for_batch(job, batch, sleep_interval=0.2)
    return job, batch


def rows_of(bulk, batch, job):
    rows = []
    for result in bulk.get_all_results_for_query_batch(batch, job):
        rows += list(csv.DictReader(io.TextIOWrapper(result, encoding="utf-8", newline="")))
    return rows


def test_it_signs_in_by_soap(sandbox, unique):
    bulk = SalesforceBulk(username=sandbox.username, password=sandbox.password, security_token=sandbox.security_token,
                          API_version="59.0")
    assert bulk.create_query_job("Account", contentType="CSV").startswith("750")


def test_rows_are_inserted(bulk, sf, unique):
    name = unique("Classic")
    job, batch = insert(bulk, [{"Name": f"{name} {i}", "Phone": "+1 555 0107"} for i in range(3)])
    results = bulk.get_batch_results(batch, job)
    assert [(row.success, row.created, row.error) for row in results] == [("true", "true", "")] * 3
    assert sf.Account.get(results[0].id)["Name"] == f"{name} 0"


def test_a_refused_row_stands_at_its_place(bulk, unique):
    job, batch = insert(bulk, [{"LastName": unique("A"), "Company": "A Ltd"}, {"LastName": "", "Company": "B Ltd"},
                               {"LastName": unique("C"), "Company": "C Ltd"}], "Lead")
    results = bulk.get_batch_results(batch, job)
    assert [row.success for row in results] == ["true", "false", "true"]
    assert results[1].error.startswith("REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --")


def test_rows_in_xml_are_inserted_and_answered_in_xml(bulk, sf, unique):
    name = unique("XML & <more>")
    job = bulk.create_insert_job("Account", contentType="XML")
    body = ("<?xml version='1.0' encoding='UTF-8'?><sObjects xmlns='http://www.force.com/2009/06/asyncapi/dataload'>"
            f"<sObject><Name>{name.replace('&', '&amp;').replace('<', '&lt;')}</Name></sObject><sObject/></sObjects>")
    batch = bulk.post_batch(job, body)
    bulk.wait_for_batch(job, batch, sleep_interval=0.2)
    results = bulk.get_batch_results(batch, job)
    assert [row.success for row in results] == [True, False]
    assert results[1].error[0]["statusCode"] == "REQUIRED_FIELD_MISSING"
    assert sf.query("SELECT COUNT() FROM Account WHERE Name = '" + name + "'")["totalSize"] == 1


def test_rows_in_json_are_inserted_and_answered_in_json(bulk, unique):
    job = bulk.create_insert_job("Account", contentType="JSON")
    batch = bulk.post_batch(job, '[{"Name": "%s"}]' % unique("JSON"))
    bulk.wait_for_batch(job, batch, sleep_interval=0.2)
    results = bulk.get_batch_results(batch, job)
    assert results[0].success is True and results[0].error == []


def test_rows_are_updated_and_deleted(bulk, sf, unique):
    made = sf.Account.create({"Name": unique("Changed")})["id"]
    for make, row in ((bulk.create_update_job, {"Id": made, "Phone": "+1 555 0108"}), (bulk.create_delete_job, {"Id": made})):
        job = make("Account", contentType="CSV")
        batch = bulk.post_batch(job, CsvDictsAdapter(iter([row])))
        bulk.wait_for_batch(job, batch, sleep_interval=0.2)
        assert bulk.get_batch_results(batch, job)[0].success == "true"
    assert sf.query(f"SELECT COUNT() FROM Account WHERE Id = '{made}'")["totalSize"] == 0


def test_rows_are_upserted(bulk, external, unique):
    object_name, field = external
    key = unique("classic")
    created = []
    for _ in range(2):
        job = bulk.create_upsert_job(object_name, field, contentType="CSV")
        batch = bulk.post_batch(job, CsvDictsAdapter(iter([{"Name": unique("Up"), field: key}])))
        bulk.wait_for_batch(job, batch, sleep_interval=0.2)
        created.append(bulk.get_batch_results(batch, job)[0].created)
    assert created == ["true", "false"]


def test_a_job_tells_of_its_batches(bulk, unique):
    job, _ = insert(bulk, [{"Name": unique("Told")}])
    status = bulk.job_status(job)
    assert status["state"] == "Open" and status["numberBatchesTotal"] == "1" and status["numberRecordsProcessed"] == "1"
    assert status["operation"] == "insert" and status["apiVersion"] == "59.0" and status["createdDate"].endswith("Z")


def test_a_job_is_closed(bulk):
    job = bulk.create_insert_job("Account", contentType="CSV")
    bulk.close_job(job)
    assert bulk.job_state(job) == "Closed"


def test_a_closed_job_takes_no_more_batches(bulk):
    job = bulk.create_insert_job("Account", contentType="CSV")
    bulk.close_job(job)
    with pytest.raises(BulkApiError) as error:
        bulk.post_batch(job, "Name\na\n")
    assert error.value.status_code == 400 and "InvalidJobState" in str(error.value)


def test_a_job_is_aborted(bulk):
    job = bulk.create_insert_job("Account", contentType="CSV")
    bulk.abort_job(job)
    assert bulk.job_state(job) == "Aborted"


def test_an_unknown_column_fails_the_batch(bulk):
    job = bulk.create_insert_job("Account", contentType="CSV")
    batch = bulk.post_batch(job, "Name,Nonsense__c\na,b\n")
    with pytest.raises(BulkBatchFailed) as error:
        bulk.wait_for_batch(job, batch, sleep_interval=0.2)
    assert error.value.state_message == "InvalidBatch : Field name not found : Nonsense__c"


def test_an_unknown_object_is_refused(bulk):
    with pytest.raises(BulkApiError) as error:
        bulk.create_insert_job("Nonsense__c", contentType="CSV")
    assert "<exceptionCode>InvalidJob</exceptionCode>" in str(error.value)


def test_a_query_gives_csv(bulk, sf, unique):
    name = unique("Select")
    made = sf.Account.create({"Name": name})["id"]
    job, batch = query(bulk, "Account", f"SELECT Id, Name FROM Account WHERE Name = '{name}'")
    assert rows_of(bulk, batch, job) == [{"Id": made, "Name": name}]


def test_a_query_without_rows_says_so_in_its_only_line(bulk):
    job, batch = query(bulk, "Account", "SELECT Id FROM Account WHERE Name = 'nobody is called so'")
    results = [result.read() for result in bulk.get_all_results_for_query_batch(batch, job)]
    assert results == [b"Records not found for this query"]


def test_the_request_of_a_query_can_be_read_again(bulk):
    soql = "SELECT Id FROM Account LIMIT 1"
    job, batch = query(bulk, "Account", soql)
    assert bulk.get_query_batch_request(batch, job) == soql


def test_query_all_sees_deleted_rows(bulk, sf, unique):
    name = unique("Bin")
    sf.Account.delete(sf.Account.create({"Name": name})["id"])
    job = bulk.create_queryall_job("Account", contentType="CSV")
    batch = bulk.query(job, f"SELECT Id FROM Account WHERE Name = '{name}'")
    bulk.wait_for_batch(job, batch, sleep_interval=0.2)
    assert len(rows_of(bulk, batch, job)) == 1


def test_a_query_is_taken_apart_by_the_keys_of_its_rows(bulk, sf, unique):
    name = unique("Chunk")
    insert(bulk, [{"LastName": f"{name} {i:03}", "Company": "Chunk Ltd"} for i in range(250)], "Lead")
    job = bulk.create_query_job("Lead", contentType="CSV", pk_chunking=100)
    first = bulk.query(job, f"SELECT Id, LastName FROM Lead WHERE LastName LIKE '{name}%'")

    def ended():
        batches = bulk.get_batch_list(job)
        return all(one["state"] in ("Completed", "NotProcessed") for one in batches) and len(batches) > 1 and batches

    from process import until
    batches = until(ended, what="the end of all parts")
    assert next(one["state"] for one in batches if one["id"] == first) == "NotProcessed"
    parts = [one["id"] for one in batches if one["id"] != first]
    assert len(parts) >= 3
    names = []
    for part in parts:
        for result in bulk.get_all_results_for_query_batch(part, job):
            text = result.read().decode()
            if not text.startswith("Records not found"):
                names += [row["LastName"] for row in csv.DictReader(io.StringIO(text))]
    assert sorted(names) == [f"{name} {i:03}" for i in range(250)]
