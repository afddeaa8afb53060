"""Several things in one request, through simple-salesforce's plain door to the REST API."""
import pytest
from simple_salesforce.exceptions import SalesforceMalformedRequest


def post(sf, path, body):
    return sf.restful(path, method="POST", json=body)


def test_one_part_refers_to_the_answer_of_another(sf, unique):
    name = unique("Composite")
    answer = post(sf, "composite", {"allOrNone": True, "compositeRequest": [
        {"method": "POST", "url": "/services/data/v59.0/sobjects/Account", "referenceId": "made", "body": {"Name": name}},
        {"method": "POST", "url": "/services/data/v59.0/sobjects/Contact", "referenceId": "child",
         "body": {"LastName": name, "AccountId": "@{made.id}"}},
        {"method": "GET", "url": "/services/data/v59.0/sobjects/Contact/@{child.id}?fields=AccountId", "referenceId": "read"},
    ]})
    made, child, read = answer["compositeResponse"]
    assert (made["httpStatusCode"], child["httpStatusCode"], read["httpStatusCode"]) == (201, 201, 200)
    assert read["body"]["AccountId"] == made["body"]["id"] and read["referenceId"] == "read"


def test_all_or_none_undoes_what_was_done(sf, unique):
    name = unique("Undone")
    answer = post(sf, "composite", {"allOrNone": True, "compositeRequest": [
        {"method": "POST", "url": "/services/data/v59.0/sobjects/Account", "referenceId": "one", "body": {"Name": name}},
        {"method": "POST", "url": "/services/data/v59.0/sobjects/Contact", "referenceId": "two", "body": {}},
    ]})
    codes = [part["body"][0]["errorCode"] for part in answer["compositeResponse"]]
    assert codes == ["PROCESSING_HALTED", "REQUIRED_FIELD_MISSING"]
    assert sf.query(f"SELECT COUNT() FROM Account WHERE Name = '{name}'")["totalSize"] == 0


def test_without_all_or_none_what_can_be_done_is_done(sf, unique):
    name = unique("Partly")
    answer = post(sf, "composite", {"compositeRequest": [
        {"method": "POST", "url": "/services/data/v59.0/sobjects/Account", "referenceId": "one", "body": {"Name": name}},
        {"method": "POST", "url": "/services/data/v59.0/sobjects/Contact", "referenceId": "two", "body": {}},
    ]})
    assert [part["httpStatusCode"] for part in answer["compositeResponse"]] == [201, 400]
    assert sf.query(f"SELECT COUNT() FROM Account WHERE Name = '{name}'")["totalSize"] == 1


def test_a_batch_answers_each_of_its_requests(sf):
    answer = post(sf, "composite/batch", {"batchRequests": [
        {"method": "GET", "url": "v59.0/limits"}, {"method": "GET", "url": "v59.0/sobjects/Account/001000000000000AAA"}]})
    assert answer["hasErrors"] is True and [part["statusCode"] for part in answer["results"]] == [200, 404]


def test_a_tree_creates_parents_with_their_children(sf, unique):
    name = unique("Tree")
    answer = post(sf, "composite/tree/Account", {"records": [
        {"attributes": {"type": "Account", "referenceId": "root"}, "Name": name, "Contacts": {"records": [
            {"attributes": {"type": "Contact", "referenceId": "leaf"}, "LastName": name}]}}]})
    assert answer["hasErrors"] is False
    ids = {one["referenceId"]: one["id"] for one in answer["results"]}
    assert sf.Contact.get(ids["leaf"])["AccountId"] == ids["root"]


def test_a_tree_with_a_fault_creates_nothing(sf, unique):
    name = unique("Felled")
    with pytest.raises(SalesforceMalformedRequest) as error:
        post(sf, "composite/tree/Account", {"records": [
            {"attributes": {"type": "Account", "referenceId": "good"}, "Name": name},
            {"attributes": {"type": "Account", "referenceId": "bad"}}]})
    assert error.value.content["hasErrors"] is True
    assert [one["referenceId"] for one in error.value.content["results"]] == ["bad"]
    assert sf.query(f"SELECT COUNT() FROM Account WHERE Name = '{name}'")["totalSize"] == 0


def test_a_collection_tells_of_each_row(sf, unique):
    answer = post(sf, "composite/sobjects", {"allOrNone": False, "records": [
        {"attributes": {"type": "Account"}, "Name": unique("Good")}, {"attributes": {"type": "Contact"}}]})
    assert [row["success"] for row in answer] == [True, False]
    assert answer[1]["errors"][0]["statusCode"] == "REQUIRED_FIELD_MISSING"


def test_a_collection_is_updated_and_deleted(sf, unique):
    made = post(sf, "composite/sobjects", {"records": [
        {"attributes": {"type": "Account"}, "Name": unique("Several")} for _ in range(3)]})
    ids = [row["id"] for row in made]
    changed = sf.restful("composite/sobjects", method="PATCH", json={"records": [
        {"attributes": {"type": "Account"}, "Id": one, "Phone": "+1 555 0102"} for one in ids]})
    assert all(row["success"] for row in changed)
    gone = sf.restful("composite/sobjects", method="DELETE", params={"ids": ",".join(ids)})
    assert [row["id"] for row in gone] == ids and all(row["success"] for row in gone)


def test_a_collection_is_read_by_its_ids(sf, unique):
    made = [sf.Account.create({"Name": unique("Read")})["id"] for _ in range(2)]
    rows = post(sf, "composite/sobjects/Account", {"ids": made + ["001000000000000AAA"], "fields": ["Id"]})
    assert [row and row["Id"] for row in rows] == made + [None]


def test_more_rows_than_a_collection_holds_are_refused(sf):
    with pytest.raises(SalesforceMalformedRequest):
        post(sf, "composite/sobjects", {"records": [{"attributes": {"type": "Account"}, "Name": "x"}] * 201})
