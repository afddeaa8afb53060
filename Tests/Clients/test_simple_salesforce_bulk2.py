"""Bulk API 2.0 through simple-salesforce."""
import csv
import io

import pytest
from simple_salesforce.bulk2 import ColumnDelimiter, LineEnding, Operation
from simple_salesforce.exceptions import SalesforceMalformedRequest


def rows_of(text, delimiter=","):
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def insert(sf, name, count, **extra):
    records = [{"Name": f"{name} {i:05}", "NumberOfEmployees": str(i)} | extra for i in range(count)]
    return sf.bulk2.Account.insert(records=records, wait=0.2)[0]


def test_rows_are_inserted_and_counted(sf, unique):
    result = insert(sf, unique("Bulk"), 250)
    assert result["numberRecordsProcessed"] == 250 and result["numberRecordsFailed"] == 0
    assert result["numberRecordsTotal"] == 250


def test_successful_rows_come_back_with_their_ids(sf, unique):
    name = unique("Success")
    job = insert(sf, name, 3)["job_id"]
    rows = rows_of(sf.bulk2.Account.get_successful_records(job))
    assert {row["Name"] for row in rows} == {f"{name} {i:05}" for i in range(3)}
    assert all(row["sf__Id"].startswith("001") and len(row["sf__Id"]) == 18 for row in rows)
    assert {row["sf__Created"] for row in rows} == {"true"}


def test_failed_rows_come_back_with_the_reason(sf, unique):
    records = [{"LastName": unique("Good"), "Company": "Good Ltd"}, {"LastName": "", "Company": "No name Ltd"}]
    result = sf.bulk2.Lead.insert(records=records, wait=0.2)[0]
    assert result["numberRecordsProcessed"] == 2 and result["numberRecordsFailed"] == 1
    rows = rows_of(sf.bulk2.Lead.get_failed_records(result["job_id"]))
    assert rows == [{"sf__Id": "", "LastName": "", "Company": "No name Ltd",
                     "sf__Error": "REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --"}]


def test_nothing_is_left_unprocessed_by_a_job_that_ended(sf, unique):
    job = insert(sf, unique("Processed"), 2)["job_id"]
    assert rows_of(sf.bulk2.Account.get_unprocessed_records(job)) == []


def test_all_results_can_be_had_at_once(sf, unique):
    job = insert(sf, unique("All"), 2)["job_id"]
    results = sf.bulk2.Account.get_all_ingest_records(job)
    assert [len(results[key]) for key in ("successfulRecords", "failedRecords", "unprocessedRecords")] == [2, 0, 0]


def test_results_are_saved_to_a_file(sf, unique, tmp_path):
    job = insert(sf, unique("File"), 5)["job_id"]
    sf.bulk2.Account.get_successful_records(job, file=str(tmp_path / "rows.csv"))
    assert len(rows_of((tmp_path / "rows.csv").read_text())) == 5


def test_rows_are_updated_by_their_ids(sf, unique):
    made = [sf.Account.create({"Name": unique("Update")})["id"] for _ in range(3)]
    result = sf.bulk2.Account.update(records=[{"Id": one, "Phone": "+1 555 0103"} for one in made], wait=0.2)[0]
    assert result["numberRecordsFailed"] == 0
    assert {sf.Account.get(one)["Phone"] for one in made} == {"+1 555 0103"}


def test_an_empty_cell_leaves_a_field_and_na_empties_it(sf, unique):
    made = sf.Account.create({"Name": unique("Cells"), "Phone": "+1 555 0104", "Fax": "+1 555 0105"})["id"]
    sf.bulk2.Account.update(records=[{"Id": made, "Phone": "", "Fax": "#N/A"}], wait=0.2)
    row = sf.Account.get(made)
    assert row["Phone"] == "+1 555 0104" and row["Fax"] is None


def test_an_upsert_tells_which_rows_it_made(sf, external, unique):
    object_name, field = external
    known, fresh = unique("known"), unique("fresh")
    getattr(sf, object_name).create({"Name": unique("Known"), field: known})
    records = [{"Name": unique("Up"), field: known}, {"Name": unique("Up"), field: fresh}]
    handle = getattr(sf.bulk2, object_name)
    result = handle.upsert(records=records, external_id_field=field, wait=0.2)[0]
    created = {row[field]: row["sf__Created"] for row in rows_of(handle.get_successful_records(result["job_id"]))}
    assert created == {known: "false", fresh: "true"}


def test_a_parent_is_named_by_its_own_key(sf, external, unique):
    object_name, field = external
    key = unique("parent")
    parent = sf.Account.create({"Name": unique("Parent"), field: key})["id"]
    name = unique("Child")
    sf.bulk2.Contact.insert(records=[{"LastName": name, f"Account.{field}": key}], wait=0.2)
    assert sf.query(f"SELECT AccountId FROM Contact WHERE LastName = '{name}'")["records"][0]["AccountId"] == parent


def test_rows_are_deleted_by_their_ids(sf, unique):
    made = [sf.Account.create({"Name": unique("Delete")})["id"] for _ in range(3)]
    result = sf.bulk2.Account.delete(records=[{"Id": one} for one in made], wait=0.2)[0]
    assert result["numberRecordsProcessed"] == 3 and result["numberRecordsFailed"] == 0
    assert sf.query("SELECT COUNT() FROM Account WHERE Id IN ('" + "','".join(made) + "')")["totalSize"] == 0


def test_a_row_that_is_gone_cannot_be_deleted(sf, unique):
    made = sf.Account.create({"Name": unique("Twice")})["id"]
    sf.Account.delete(made)
    result = sf.bulk2.Account.delete(records=[{"Id": made}], wait=0.2)[0]
    assert result["numberRecordsFailed"] == 1
    failed = rows_of(sf.bulk2.Account.get_failed_records(result["job_id"]))
    assert failed[0]["sf__Id"] == made and failed[0]["sf__Error"].startswith("ENTITY_IS_DELETED:entity is deleted:")


def test_hard_deletion_needs_a_permission_of_its_own(sf):
    with pytest.raises(SalesforceMalformedRequest) as error:
        sf.bulk2.Account.hard_delete(records=[{"Id": "001000000000000AAA"}], wait=0.2)
    assert error.value.content[0]["errorCode"] == "FEATURENOTENABLED"


@pytest.mark.parametrize("delimiter", list(ColumnDelimiter))
def test_every_delimiter_is_understood(sf, unique, delimiter):
    character = {"BACKQUOTE": "`", "CARET": "^", "COMMA": ",", "PIPE": "|", "SEMICOLON": ";", "TAB": "\t"}[delimiter]
    records = [{"Name": unique("Delimited"), "Description": f"a{character}b \"quoted\"\nand broken"}]
    result = sf.bulk2.Account.insert(records=records, column_delimiter=delimiter, wait=0.2)[0]
    assert result["numberRecordsFailed"] == 0
    row = sf.query(f"SELECT Description FROM Account WHERE Name = '{records[0]['Name']}'")["records"][0]
    assert row["Description"] == records[0]["Description"]


def test_lines_may_end_in_crlf(sf, unique):
    records = [{"Name": unique("Lines"), "Phone": "1"}, {"Name": unique("Lines"), "Phone": "2"}]
    result = sf.bulk2.Account.insert(records=records, line_ending=LineEnding.CRLF, wait=0.2)[0]
    assert (result["numberRecordsProcessed"], result["numberRecordsFailed"]) == (2, 0)


def test_an_unknown_column_fails_the_job(sf, unique):
    client = sf.bulk2.Account._client
    job = client.create_job(Operation.insert)
    client.upload_job_data(job["id"], "Name,Nonsense__c\na,b\n")
    client.close_job(job["id"])
    with pytest.raises(Exception) as error:
        client.wait_for_job(job["id"], False, 0.2)
    assert "InvalidBatch : Field name not found : Nonsense__c" in str(error.value)
    assert rows_of(client.get_ingest_results(job["id"], "unprocessedRecords")) == [{"Name": "a", "Nonsense__c": "b"}]


def test_another_line_ending_than_announced_fails_the_job(sf):
    client = sf.bulk2.Account._client
    job = client.create_job(Operation.insert, line_ending=LineEnding.CRLF)
    client.upload_job_data(job["id"], "Name\na\n")
    client.close_job(job["id"])
    with pytest.raises(Exception) as error:
        client.wait_for_job(job["id"], False, 0.2)
    assert "LineEnding is invalid on user data" in str(error.value)


def test_an_unknown_object_is_refused_when_the_job_is_made(sf):
    with pytest.raises(SalesforceMalformedRequest) as error:
        sf.bulk2.Nonsense__c._client.create_job(Operation.insert)
    assert error.value.content[0]["errorCode"] == "INVALIDJOB"


def test_a_new_job_is_open_and_says_where_to_put_its_rows(sf):
    job = sf.bulk2.Account._client.create_job(Operation.insert)
    assert job["state"] == "Open" and job["apiVersion"] == 59.0
    assert job["contentUrl"] == f"services/data/v59.0/jobs/ingest/{job['id']}/batches"
    assert (job["lineEnding"], job["columnDelimiter"], job["contentType"]) == ("LF", "COMMA", "CSV")


def test_rows_are_put_only_once(sf):
    client = sf.bulk2.Account._client
    job = client.create_job(Operation.insert)["id"]
    client.upload_job_data(job, "Name\na\n")
    with pytest.raises(SalesforceMalformedRequest) as error:
        client.upload_job_data(job, "Name\nb\n")
    assert error.value.content[0]["errorCode"] == "CLIENTINPUTERROR"


def test_an_open_job_is_aborted(sf):
    client = sf.bulk2.Account._client
    job = client.create_job(Operation.insert)["id"]
    assert client.abort_job(job, False)["state"] == "Aborted"
    assert client.get_job(job, False)["state"] == "Aborted"


def test_a_finished_job_cannot_be_aborted(sf, unique):
    job = insert(sf, unique("Late"), 1)["job_id"]
    with pytest.raises(SalesforceMalformedRequest) as error:
        sf.bulk2.Account._client.abort_job(job, False)
    assert error.value.content[0]["errorCode"] == "INVALIDJOBSTATE"


def test_the_answer_to_a_deletion_is_empty_which_the_client_stumbles_over(sf, unique):
    client = sf.bulk2.Account._client
    job = insert(sf, unique("Removed"), 1)["job_id"]
    with pytest.raises(ValueError):  # simple-salesforce reads JSON from an answer of 204
        client.delete_job(job, False)
    with pytest.raises(Exception) as error:
        client.get_job(job, False)
    assert error.value.status == 404


def test_jobs_are_listed(sf, unique):
    job = insert(sf, unique("Listed"), 1)["job_id"]
    listed = sf.restful("jobs/ingest", params={"jobType": "V2Ingest"})
    assert listed["done"] is True and listed["nextRecordsUrl"] is None
    assert job in [one["id"] for one in listed["records"]]


def test_a_query_gives_csv_with_every_value_in_quotes(sf, unique):
    name = unique("Query")
    insert(sf, name, 3)
    pages = list(sf.bulk2.Account.query(
        f"SELECT Name, NumberOfEmployees, IsDeleted FROM Account WHERE Name LIKE '{name}%' ORDER BY Name", wait=0.2))
    assert pages == [f'"Name","NumberOfEmployees","IsDeleted"\n' + "".join(
        f'"{name} {i:05}","{i}","false"\n' for i in range(3))]


def test_a_large_query_comes_in_pages_that_each_have_the_header(sf, unique):
    name = unique("Pages")
    insert(sf, name, 1250)
    pages = list(sf.bulk2.Account.query(f"SELECT Id, Name FROM Account WHERE Name LIKE '{name}%'", max_records=500, wait=0.2))
    assert [len(rows_of(page)) for page in pages] == [500, 500, 250]
    assert all(page.startswith('"Id","Name"\n') for page in pages)
    assert len({row["Id"] for page in pages for row in rows_of(page)}) == 1250


def test_a_query_without_rows_gives_the_header(sf):
    pages = list(sf.bulk2.Account.query("SELECT Id, Name FROM Account WHERE Name = 'nobody is called so'", wait=0.2))
    assert pages == ['"Id","Name"\n']


def test_a_parent_field_is_a_column_with_a_point(sf, unique):
    name = unique("Point")
    account = sf.Account.create({"Name": name})["id"]
    sf.Contact.create({"LastName": name, "AccountId": account})
    page = next(sf.bulk2.Contact.query(f"SELECT LastName, Account.Name FROM Contact WHERE LastName = '{name}'", wait=0.2))
    assert rows_of(page) == [{"LastName": name, "Account.Name": name}]


def test_dates_end_in_z(sf, unique):
    name = unique("Dated")
    sf.Opportunity.create({"Name": name, "StageName": "Prospecting", "CloseDate": "2024-05-01"})
    page = next(sf.bulk2.Opportunity.query(
        f"SELECT CloseDate, CreatedDate FROM Opportunity WHERE Name = '{name}'", wait=0.2))
    row = rows_of(page)[0]
    assert row["CloseDate"] == "2024-05-01" and row["CreatedDate"].endswith(".000Z")


def test_a_query_is_written_to_files(sf, unique, tmp_path):
    name = unique("Download")
    insert(sf, name, 30)
    pages = sf.bulk2.Account.download(
        f"SELECT Id FROM Account WHERE Name LIKE '{name}%'", str(tmp_path), max_records=20, wait=0.2)
    assert [page["number_of_records"] for page in pages] == [20, 10]
    with open(pages[1]["file"]) as file:
        assert len(rows_of(file.read())) == 10


def test_deleted_rows_are_queried_with_query_all(sf, unique):
    name = unique("Bin")
    sf.Account.delete(sf.Account.create({"Name": name})["id"])
    soql = f"SELECT IsDeleted FROM Account WHERE Name = '{name}'"
    assert list(sf.bulk2.Account.query(soql, wait=0.2)) == ['"IsDeleted"\n']
    assert list(sf.bulk2.Account.query_all(soql, wait=0.2)) == ['"IsDeleted"\n"true"\n']


@pytest.mark.parametrize("soql", [
    "SELECT COUNT() FROM Account",
    "SELECT Name, COUNT(Id) FROM Account GROUP BY Name",
    "SELECT Id, (SELECT Id FROM Contacts) FROM Account",
    "SELECT BillingAddress FROM Account",
    "SELECT Id FROM Account OFFSET 5",
    "SELECT Id FROM",
])
def test_what_a_bulk_query_cannot_do_is_refused(sf, soql):
    with pytest.raises(SalesforceMalformedRequest) as error:
        next(sf.bulk2.Account.query(soql, wait=0.2))
    assert error.value.content[0]["errorCode"] and error.value.content[0]["message"]


def test_pages_for_parallel_download_are_listed(sf, unique):
    client = sf.bulk2.Account._client
    name = unique("Parallel")
    insert(sf, name, 4)
    job = client.create_job(Operation.query, f"SELECT Id FROM Account WHERE Name LIKE '{name}%'")["id"]
    client.wait_for_job(job, True, 0.2)
    listed = sf.restful(f"jobs/query/{job}/resultPages")
    assert listed["done"] is True and len(listed["resultPages"]) == 1
    assert listed["resultPages"][0]["resultUrl"].startswith(f"/services/data/v59.0/jobs/query/{job}/results")


def test_twelve_thousand_rows_go_in_two_batches(sf, unique):
    result = insert(sf, unique("Batches"), 12_000)
    assert (result["numberRecordsProcessed"], result["numberRecordsFailed"]) == (12_000, 0)
