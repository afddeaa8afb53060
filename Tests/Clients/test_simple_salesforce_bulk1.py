"""Bulk API 1.0, in JSON, through simple-salesforce."""
import pytest
from simple_salesforce.exceptions import SalesforceGeneralError


# Where a batch is not done at the first look, the client looks again after five seconds; nothing can make it look sooner.


def test_rows_are_inserted_in_their_order(sf, unique):
    names = [unique("One"), unique("Two")]
    results = sf.bulk.Account.insert([{"Name": name} for name in names])
    assert [row["success"] for row in results] == [True, True] and [row["created"] for row in results] == [True, True]
    assert [sf.Account.get(row["id"])["Name"] for row in results] == names


def test_a_refused_row_tells_why(sf, unique):
    results = sf.bulk.Lead.insert([{"LastName": unique("Fine"), "Company": "Fine Ltd"}, {"Company": "No name"}])
    assert results[0]["success"] is True and results[1]["success"] is False and results[1]["id"] is None
    error = results[1]["errors"][0]
    assert error["statusCode"] == "REQUIRED_FIELD_MISSING" and error["fields"] == ["LastName"]


def test_values_keep_their_kinds(sf, unique):
    made = sf.bulk.Account.insert([{"Name": unique("Kinds"), "NumberOfEmployees": 7, "AnnualRevenue": 1.5e6}])
    row = sf.Account.get(made[0]["id"])
    assert row["NumberOfEmployees"] == 7 and row["AnnualRevenue"] == 1_500_000


def test_rows_are_updated(sf, unique):
    made = sf.Account.create({"Name": unique("Old"), "Phone": "+1 555 0106"})["id"]
    results = sf.bulk.Account.update([{"Id": made, "Phone": None}])
    assert results[0]["success"] is True and results[0]["created"] is False
    assert sf.Account.get(made)["Phone"] is None


def test_rows_are_upserted(sf, external, unique):
    object_name, field = external
    key = unique("bulk-1")
    handle = getattr(sf.bulk, object_name)
    first = handle.upsert([{"Name": unique("First"), field: key}], field)
    second = handle.upsert([{"Name": unique("Second"), field: key}], field)
    assert (first[0]["created"], second[0]["created"]) == (True, False) and first[0]["id"] == second[0]["id"]


def test_rows_are_deleted(sf, unique):
    made = sf.Account.create({"Name": unique("Gone")})["id"]
    assert sf.bulk.Account.delete([{"Id": made}])[0]["success"] is True
    assert sf.query(f"SELECT COUNT() FROM Account WHERE Id = '{made}'")["totalSize"] == 0


def test_many_rows_are_split_into_batches(sf, unique):
    name = unique("Split")
    results = sf.bulk.Account.insert([{"Name": f"{name} {i}"} for i in range(25)], batch_size=10)
    assert len(results) == 25 and all(row["success"] for row in results)


def test_batches_may_go_one_after_the_other(sf, unique):
    name = unique("Serial")
    results = sf.bulk.Account.insert([{"Name": f"{name} {i}"} for i in range(20)], batch_size=5, use_serial=True)
    assert all(row["success"] for row in results)


def test_the_client_finds_sizes_by_itself(sf, unique):
    # Of one row alone this client makes no batch at all.
    results = sf.bulk.Account.insert([{"Name": unique("Auto")}, {"Name": unique("Auto")}], batch_size="auto")
    assert [row["success"] for row in results] == [True, True]


def test_results_come_with_what_was_sent(sf, unique):
    name = unique("Detailed")
    results = sf.bulk.Account.insert([{"Name": name}], include_detailed_results=True)
    assert results[0]["Name"] == name and results[0]["success"] is True


def test_dml_is_given_by_name(sf, unique):
    results = sf.bulk.submit_dml("Account", "insert", [{"Name": unique("Named")}])
    assert results[0]["success"] is True


def test_a_query_gives_rows_with_attributes(sf, unique):
    name = unique("Queried")
    made = sf.Account.create({"Name": name, "NumberOfEmployees": 3})["id"]
    rows = list(sf.bulk.Account.query(f"SELECT Id, Name, NumberOfEmployees FROM Account WHERE Name = '{name}'"))
    assert [(row["Id"], row["Name"], row["NumberOfEmployees"]) for row in rows] == [(made, name, 3)]
    assert rows[0]["attributes"]["type"] == "Account"


def test_a_query_without_rows_is_empty(sf):
    assert list(sf.bulk.Account.query("SELECT Id FROM Account WHERE Name = 'nobody is called so'")) == []


def test_query_all_sees_deleted_rows(sf, unique):
    name = unique("Deleted")
    sf.Account.delete(sf.Account.create({"Name": name})["id"])
    assert list(sf.bulk.Account.query_all(f"SELECT Id FROM Account WHERE Name = '{name}'")) != []


def test_a_wrong_query_fails_its_batch(sf):
    with pytest.raises(SalesforceGeneralError) as error:
        list(sf.bulk.Account.query("SELECT Nonsense__c FROM Account"))
    assert "No such column" in str(error.value)


def test_an_unknown_job_is_told_in_bulks_own_words(sf):
    with pytest.raises(Exception) as error:
        sf.bulk.Account._get_job("750000000000000AAA")
    assert error.value.status == 400 and error.value.content["exceptionCode"] == "InvalidJob"


def test_an_expired_session_is_told_in_bulks_own_words(sandbox):
    from simple_salesforce import Salesforce
    stranger = Salesforce(instance_url=sandbox.url, session_id="00D000000000001!nonsense")
    with pytest.raises(Exception) as error:
        stranger.bulk.Account._get_job("750000000000000AAA")
    assert error.value.status == 400 and error.value.content["exceptionCode"] == "InvalidSessionId"
