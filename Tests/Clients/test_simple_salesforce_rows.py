"""Rows one at a time through simple-salesforce."""
import datetime

import pytest
from simple_salesforce.exceptions import SalesforceMalformedRequest, SalesforceResourceNotFound


def test_an_account_is_created_and_read_back(sf, unique):
    made = sf.Account.create({"Name": unique("Granite Works"), "NumberOfEmployees": 42, "Website": "granite.example"})
    assert made["success"] is True and made["errors"] == []
    row = sf.Account.get(made["id"])
    assert row["NumberOfEmployees"] == 42 and row["Website"] == "granite.example"
    assert row["attributes"] == {"type": "Account", "url": f"/services/data/v59.0/sobjects/Account/{made['id']}"}


def test_an_id_has_eighteen_characters(sf, unique):
    made = sf.Account.create({"Name": unique("Eighteen")})
    assert len(made["id"]) == 18 and made["id"].startswith("001")


def test_a_row_is_found_by_the_short_form_of_its_id(sf, unique):
    made = sf.Account.create({"Name": unique("Fifteen")})
    assert sf.Account.get(made["id"][:15])["Id"] == made["id"]


def test_an_update_answers_204_without_a_body(sf, unique):
    made = sf.Account.create({"Name": unique("Before")})
    assert sf.Account.update(made["id"], {"Phone": "+1 555 0100"}) == 204
    assert sf.Account.get(made["id"])["Phone"] == "+1 555 0100"


def test_a_null_empties_a_field(sf, unique):
    made = sf.Account.create({"Name": unique("Emptied"), "Phone": "+1 555 0101"})
    sf.Account.update(made["id"], {"Phone": None})
    assert sf.Account.get(made["id"])["Phone"] is None


def test_a_deleted_row_is_gone(sf, unique):
    made = sf.Account.create({"Name": unique("Short-lived")})
    assert sf.Account.delete(made["id"]) == 204
    with pytest.raises(SalesforceResourceNotFound):
        sf.Account.get(made["id"])


def test_a_row_that_never_was_is_not_found(sf):
    with pytest.raises(SalesforceResourceNotFound) as error:
        sf.Account.get("001000000000000AAA")
    assert error.value.content[0]["errorCode"] == "NOT_FOUND"


def test_a_missing_required_field_is_refused_by_name(sf):
    with pytest.raises(SalesforceMalformedRequest) as error:
        sf.Lead.create({"FirstName": "Ada"})
    refusal = error.value.content[0]
    assert refusal["errorCode"] == "REQUIRED_FIELD_MISSING"
    assert set(refusal["fields"]) == {"LastName", "Company"}
    assert refusal["message"].startswith("Required fields are missing: [")


def test_a_text_that_is_too_long_is_refused_with_its_length(sf, unique):
    with pytest.raises(SalesforceMalformedRequest) as error:
        sf.Lead.create({"FirstName": "A" * 41, "LastName": unique("Long"), "Company": "Long Ltd"})
    refusal = error.value.content[0]
    assert refusal["errorCode"] == "STRING_TOO_LONG" and refusal["fields"] == ["FirstName"]
    assert "(max length=40)" in refusal["message"]


def test_an_unknown_field_is_refused(sf, unique):
    with pytest.raises(SalesforceMalformedRequest) as error:
        sf.Account.create({"Name": unique("Odd"), "Nonsense__c": "1"})
    assert error.value.content[0]["errorCode"] == "INVALID_FIELD"
    assert "No such column 'Nonsense__c' on sobject of type Account" in error.value.content[0]["message"]


def test_an_unknown_object_is_not_found(sf):
    with pytest.raises(SalesforceResourceNotFound):
        sf.Nonsense__c.create({"Name": "x"})


def test_an_address_that_is_no_email_is_refused(sf, unique):
    with pytest.raises(SalesforceMalformedRequest) as error:
        sf.Contact.create({"LastName": unique("Mail"), "Email": "not-an-address"})
    assert error.value.content[0]["errorCode"] == "INVALID_EMAIL_ADDRESS"


def test_a_contact_shows_its_name_put_together(sf, unique):
    name = unique("Lovelace")
    made = sf.Contact.create({"FirstName": "Ada", "LastName": name})
    assert sf.Contact.get(made["id"])["Name"] == f"Ada {name}"


def test_an_address_comes_back_as_an_object(sf, unique):
    made = sf.Account.create({"Name": unique("Address"), "BillingCity": "Reno", "BillingCountry": "United States"})
    row = sf.Account.get(made["id"])
    assert row["BillingAddress"]["city"] == "Reno" and row["BillingCity"] == "Reno"
    assert row["ShippingAddress"] is None


def test_system_fields_are_set_by_the_org(sf, unique):
    made = sf.Account.create({"Name": unique("System")})
    row = sf.Account.get(made["id"])
    assert row["CreatedDate"].endswith("+0000") and row["CreatedById"].startswith("005")
    assert row["OwnerId"] == row["CreatedById"] and row["IsDeleted"] is False


def test_fields_can_be_chosen_when_a_row_is_read(sf, unique):
    name = unique("Chosen")
    made = sf.Account.create({"Name": name})
    row = sf.restful(f"sobjects/Account/{made['id']}", params={"fields": "Name,Id"})
    assert set(row) == {"attributes", "Name", "Id"} and row["Name"] == name


def test_an_upsert_creates_and_then_updates(sf, external, unique):
    object_name, field = external
    key = unique("K")
    handle = getattr(sf, object_name)
    assert handle.upsert(f"{field}/{key}", {"Name": unique("Made")}) == 201
    name = unique("Changed")
    assert handle.upsert(f"{field}/{key}", {"Name": name}) == 200
    assert handle.get_by_custom_id(field, key)["Name"] == name


def test_an_external_id_with_a_blank_is_found(sf, external, unique):
    object_name, field = external
    key = unique("two words")
    handle = getattr(sf, object_name)
    made = handle.create({"Name": unique("Blank"), field: key})
    assert handle.get_by_custom_id(field, key)["Id"] == made["id"]


def test_an_upsert_by_an_unknown_key_is_not_found(sf, unique):
    with pytest.raises(SalesforceResourceNotFound):
        sf.Account.upsert("Nonsense__c/1", {"Name": unique("X")})


def test_changed_rows_are_listed_for_a_span_of_time(sf, unique):
    made = sf.Account.create({"Name": unique("Updated")})
    now = datetime.datetime.now(datetime.timezone.utc)
    listed = sf.Account.updated(now - datetime.timedelta(hours=1), now + datetime.timedelta(minutes=2))
    assert made["id"] in listed["ids"] and listed["latestDateCovered"].endswith("+0000")


def test_deleted_rows_are_listed_for_a_span_of_time(sf, unique):
    made = sf.Account.create({"Name": unique("Deleted")})
    sf.Account.delete(made["id"])
    now = datetime.datetime.now(datetime.timezone.utc)
    listed = sf.Account.deleted(now - datetime.timedelta(hours=1), now + datetime.timedelta(minutes=2))
    assert made["id"] in [row["id"] for row in listed["deletedRecords"]]
    assert {"deletedRecords", "earliestDateAvailable", "latestDateCovered"} <= set(listed)


def test_a_lookup_to_a_row_of_another_kind_is_refused(sf, unique):
    contact = sf.Contact.create({"LastName": unique("Wrong")})
    with pytest.raises(SalesforceMalformedRequest) as error:
        sf.Contact.create({"LastName": unique("Child"), "AccountId": contact["id"]})
    assert error.value.content[0]["fields"] == ["AccountId"]


def test_rows_belong_to_whom_the_client_says(sf, unique, user_id):
    made = sf.Lead.create({"LastName": unique("Owned"), "Company": "Owned Ltd", "OwnerId": user_id},
                          headers={"Sforce-Auto-Assign": "FALSE"})
    assert sf.Lead.get(made["id"])["OwnerId"] == user_id


def test_headers_of_an_update_reach_the_org(sf, unique):
    made = sf.Lead.create({"LastName": unique("Head"), "Company": "Head Ltd"})
    assert sf.Lead.update(made["id"], {"Title": "Engineer"}, headers={"Sforce-Auto-Assign": "FALSE"}) == 204


def test_the_use_of_the_api_is_told_with_each_answer(sf, unique):
    sf.Account.create({"Name": unique("Usage")})
    sf.query("SELECT Id FROM Account LIMIT 1")
    usage = sf.api_usage["api-usage"]
    assert 0 < usage.used < usage.total
