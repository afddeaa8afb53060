"""Queries, searches and descriptions through simple-salesforce."""
import pytest
from simple_salesforce import format_soql
from simple_salesforce.exceptions import SalesforceMalformedRequest


@pytest.fixture(scope="module")
def family(sf, unique):
    """Three accounts of one name, with seven contacts between them."""
    name = unique("Family")
    made = sf.restful("composite/sobjects", method="POST", json={
        "records": [{"attributes": {"type": "Account"}, "Name": f"{name} {i}", "NumberOfEmployees": i * 10}
                    for i in range(3)]})
    ids = [row["id"] for row in made]
    sf.restful("composite/sobjects", method="POST", json={
        "records": [{"attributes": {"type": "Contact"}, "LastName": f"{name} {i}", "AccountId": ids[i % 2],
                     "Title": "Engineer" if i % 2 else "Buyer"} for i in range(7)]})
    return name, ids


def test_a_query_gives_rows_with_their_attributes(sf, family):
    name, ids = family
    answer = sf.query(format_soql("SELECT Id, Name FROM Account WHERE Name LIKE '{:like}%' ORDER BY Name", name))
    assert answer["totalSize"] == 3 and answer["done"] is True
    assert [row["Id"] for row in answer["records"]] == ids
    assert answer["records"][0]["attributes"]["type"] == "Account"


def test_a_count_stands_in_the_total(sf, family):
    answer = sf.query(format_soql("SELECT COUNT() FROM Contact WHERE LastName LIKE '{:like}%'", family[0]))
    assert answer["totalSize"] == 7 and answer["records"] == []


def test_groups_are_aggregate_results(sf, family):
    answer = sf.query(format_soql(
        "SELECT Title, COUNT(Id) n FROM Contact WHERE LastName LIKE '{:like}%' GROUP BY Title ORDER BY Title", family[0]))
    assert [(row["Title"], row["n"]) for row in answer["records"]] == [("Buyer", 4), ("Engineer", 3)]
    assert answer["records"][0]["attributes"] == {"type": "AggregateResult"}


def test_an_aggregate_without_a_name_is_expr0(sf, family):
    answer = sf.query(format_soql("SELECT MAX(NumberOfEmployees) FROM Account WHERE Name LIKE '{:like}%'", family[0]))
    assert answer["records"][0]["expr0"] == 20


def test_a_parent_is_an_object_within_the_row(sf, family):
    name, ids = family
    answer = sf.query(format_soql(
        "SELECT Account.Name, Account.Owner.Username FROM Contact WHERE LastName = {}", f"{name} 0"))
    parent = answer["records"][0]["Account"]
    assert parent["Name"] == f"{name} 0" and "@" in parent["Owner"]["Username"]


def test_a_row_without_a_parent_has_null(sf, unique):
    name = unique("Orphan")
    sf.Contact.create({"LastName": name})
    assert sf.query(format_soql("SELECT Account.Name FROM Contact WHERE LastName = {}", name))["records"][0]["Account"] is None


def test_children_are_a_result_within_the_row_or_null(sf, family):
    name, ids = family
    answer = sf.query(format_soql(
        "SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account WHERE Name LIKE '{:like}%' ORDER BY Name",
        name))
    assert answer["records"][0]["Contacts"]["totalSize"] == 4 and answer["records"][0]["Contacts"]["done"] is True
    assert answer["records"][2]["Contacts"] is None


def test_a_semi_join_picks_rows_by_their_children(sf, family):
    answer = sf.query(format_soql(
        "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName LIKE '{:like}%')", family[0]))
    assert {row["Id"] for row in answer["records"]} == set(family[1][:2])


def test_quotes_in_values_are_escaped_by_the_client_and_understood(sf, unique):
    name = unique("O'Brien \\ \"Sons\"")
    made = sf.Account.create({"Name": name})
    answer = sf.query(format_soql("SELECT Id FROM Account WHERE Name = {}", name))
    assert [row["Id"] for row in answer["records"]] == [made["id"]]


def test_a_list_of_values_is_understood(sf, family):
    answer = sf.query(format_soql("SELECT Id FROM Account WHERE Id IN {}", family[1]))
    assert answer["totalSize"] == 3


def test_a_query_of_many_rows_comes_in_pages(sf, unique):
    name = unique("Paged")
    rows = [{"attributes": {"type": "Account"}, "Name": f"{name} {i:04}"} for i in range(600)]
    for start in range(0, len(rows), 200):
        sf.restful("composite/sobjects", method="POST", json={"records": rows[start:start + 200]})
    soql = format_soql("SELECT Name FROM Account WHERE Name LIKE '{:like}%' ORDER BY Name", name)
    first = sf.query(soql, headers={"Sforce-Query-Options": "batchSize=200"})
    assert first["done"] is False and first["totalSize"] == 600 and len(first["records"]) == 200
    assert first["nextRecordsUrl"].startswith("/services/data/v59.0/query/")
    second = sf.query_more(first["nextRecordsUrl"], identifier_is_url=True)
    third = sf.query_more(second["nextRecordsUrl"], identifier_is_url=True)
    assert third["done"] is True and "nextRecordsUrl" not in third
    assert [row["Name"] for page in (first, second, third) for row in page["records"]] == [row["Name"] for row in rows]


def test_query_all_gathers_every_page(sf, unique):
    name = unique("Gathered")
    rows = [{"attributes": {"type": "Account"}, "Name": f"{name} {i}"} for i in range(400)]
    for start in range(0, len(rows), 200):
        sf.restful("composite/sobjects", method="POST", json={"records": rows[start:start + 200]})
    soql = format_soql("SELECT Id FROM Account WHERE Name LIKE '{:like}%'", name)
    gathered = sf.query_all(soql, headers={"Sforce-Query-Options": "batchSize=200"})
    assert gathered["totalSize"] == 400 and len(gathered["records"]) == 400 and gathered["done"] is True
    assert len(list(sf.query_all_iter(soql))) == 400


def test_deleted_rows_are_seen_only_when_asked_for(sf, unique):
    name = unique("Binned")
    sf.Account.delete(sf.Account.create({"Name": name})["id"])
    soql = format_soql("SELECT Id, IsDeleted FROM Account WHERE Name = {}", name)
    assert sf.query(soql)["totalSize"] == 0
    assert [row["IsDeleted"] for row in sf.query(soql, include_deleted=True)["records"]] == [True]


@pytest.mark.parametrize("soql, code", [
    ("SELECT Id FROM", "MALFORMED_QUERY"),
    ("SELECT Nonsense__c FROM Account", "INVALID_FIELD"),
    ("SELECT Id FROM Nonsense__c", "INVALID_TYPE"),
    ("SELECT Id FROM Account WHERE Name = 'a' AND Phone = 'b' OR Fax = 'c'", "MALFORMED_QUERY"),
    ("SELECT FIELDS(ALL) FROM Account", "MALFORMED_QUERY"),
])
def test_a_wrong_query_is_refused_with_salesforces_code(sf, soql, code):
    with pytest.raises(SalesforceMalformedRequest) as error:
        sf.query(soql)
    assert error.value.content[0]["errorCode"] == code


def test_an_unknown_field_is_named_in_the_words_that_clients_parse(sf):
    with pytest.raises(SalesforceMalformedRequest) as error:
        sf.query("SELECT Id, Foo__c FROM Lead")
    assert "No such column 'Foo__c' on entity 'Lead'" in error.value.content[0]["message"]
    assert "ERROR at Row:1:Column:12" in error.value.content[0]["message"]


def test_a_search_finds_rows_by_their_name(sf, unique):
    name = unique("Findable")
    made = sf.Account.create({"Name": name})
    found = sf.search(f"FIND {{{name}}} IN NAME FIELDS RETURNING Account(Id, Name)")
    assert [row["Id"] for row in found["searchRecords"]] == [made["id"]]


def test_a_quick_search_finds_rows_of_every_kind(sf, unique):
    name = unique("Quickly")
    made = sf.Account.create({"Name": name})
    assert made["id"] in [row["Id"] for row in sf.quick_search(name)["searchRecords"]]


def test_the_list_of_objects_is_as_clients_read_it(sf):
    described = sf.describe()
    assert described["encoding"] == "UTF-8" and described["maxBatchSize"] == 200
    account = next(one for one in described["sobjects"] if one["name"] == "Account")
    assert account["keyPrefix"] == "001" and account["queryable"] is True and account["custom"] is False
    assert account["urls"]["sobject"] == "/services/data/v59.0/sobjects/Account"


def test_an_object_describes_its_fields(sf):
    fields = {field["name"]: field for field in sf.Lead.describe()["fields"]}
    assert fields["LastName"]["type"] == "string" and fields["LastName"]["nillable"] is False
    assert fields["Email"]["type"] == "email" and fields["OwnerId"]["referenceTo"] == ["Group", "User"]
    assert any(value["value"] == "Working - Contacted" for value in fields["Status"]["picklistValues"])
    assert fields["Address"]["type"] == "address" and fields["Address"]["updateable"] is False


def test_an_object_describes_its_children(sf):
    children = {child["relationshipName"]: child for child in sf.Account.describe()["childRelationships"]}
    assert children["Contacts"]["childSObject"] == "Contact" and children["Contacts"]["field"] == "AccountId"


def test_a_short_description_names_recent_rows(sf, unique):
    sf.Account.create({"Name": unique("Recent")})
    described = sf.Account.metadata()
    assert described["objectDescribe"]["name"] == "Account" and isinstance(described["recentItems"], list)


def test_the_limits_name_the_daily_calls(sf):
    limits = sf.limits()
    assert limits["DailyApiRequests"]["Max"] >= limits["DailyApiRequests"]["Remaining"] >= 0
    assert "DailyBulkApiBatches" in limits


def test_the_versions_are_told_without_a_session(sandbox):
    import requests
    versions = requests.get(f"{sandbox.url}/services/data", timeout=10).json()
    assert {"label", "url", "version"} == set(versions[0])
    assert "59.0" in [version["version"] for version in versions]


def test_an_org_says_that_it_is_a_sandbox(sf):
    assert sf.is_sandbox() in (True, False)
