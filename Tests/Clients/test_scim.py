"""The directory as identity providers and other people's tools see it: conformance suites, and what Okta and Entra send."""
import concurrent.futures
import json
import os
import random
import subprocess
import sys
import uuid

import pytest

from scim_directory import ENGINES, ENTERPRISE, ERROR, GROUP, LIST, LOAM, USER, directory_on, kill_while_adding, schemathesis


@pytest.fixture(scope="module", params=ENGINES)
def directory(request):
    yield from directory_on(request.param, 1000)


@pytest.fixture(params=ENGINES)
def small(request):
    yield from directory_on(request.param, 100)


def test_scim2_tester(directory):
    """U-01 scim2-tester: all of its 154 checks succeed, with our extension and one product"""
    from httpx2 import Client
    from scim2_client.engines.httpx2 import SyncSCIMClient
    from scim2_tester import Status, check_server
    client = Client(base_url=directory.url, headers={"Authorization": f"Bearer {directory.token}"}, timeout=60)
    results = check_server(SyncSCIMClient(client))
    bad = [f"{r.resource_type} {r.title}: {r.reason}" for r in results if r.status != Status.SUCCESS]
    assert not bad, "\n".join(bad)
    assert len(results) == 154


def core_alone(value):
    """The same for a client that knows the core schemas only: without what our extension says, and without its name."""
    if isinstance(value, list):
        told = [one for one in value if one != LOAM and not (isinstance(one, dict) and LOAM in (one.get("id"), one.get("schema")))]
        return [core_alone(one) for one in told]
    if isinstance(value, dict):
        return {name: core_alone(one) for name, one in value.items() if name != LOAM}
    return value


def test_scim2_tester_with_the_core_schemas_alone(directory):
    """U-01 scim2-tester: all of its 135 checks succeed for a client that does not know our extension"""
    import httpx2
    from scim2_client.engines.httpx2 import SyncSCIMClient
    from scim2_tester import Status, check_server

    class CoreAlone(httpx2.HTTPTransport):
        def handle_request(self, request):
            answer = super().handle_request(request)
            text = answer.read()
            told = core_alone(json.loads(text)) if text else None
            if told and "totalResults" in told and request.url.path.endswith("/Schemas"):
                told["totalResults"] = told["itemsPerPage"] = len(told["Resources"])
            fields = [(name, one) for name, one in answer.headers.items() if name.lower() not in ("content-length", "content-encoding")]
            return httpx2.Response(answer.status_code, headers=fields, content=json.dumps(told) if told else b"")

    with httpx2.Client(base_url=directory.url, headers={"Authorization": f"Bearer {directory.token}"}, timeout=60,
                       transport=CoreAlone()) as client:
        results = check_server(SyncSCIMClient(client))
    bad = [f"{r.resource_type} {r.title}: {r.reason}" for r in results if r.status != Status.SUCCESS]
    assert not bad, "\n".join(bad)
    assert len(results) == 135


def test_scim_sanity(directory):
    """U-01 scim-sanity: 28 steps pass, and none fails"""
    words = [os.path.join(os.path.dirname(sys.executable), "scim-sanity"), "probe", directory.url, "--token",
             directory.token, "--i-accept-side-effects", "--json-output", "--user-domain", "example.com"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120)
    summary = json.loads(done.stdout)["summary"]
    assert (summary["passed"], summary["failed"]) == (28, 0), done.stdout[-3000:]


def test_scim2_client(directory):
    """U-01 scim2-client reads the schemas and drives a person's whole life"""
    from httpx2 import Client
    from scim2_client.engines.httpx2 import SyncSCIMClient
    from scim2_models import SearchRequest
    client = SyncSCIMClient(Client(base_url=directory.url, headers={"Authorization": f"Bearer {directory.token}"}))
    client.discover()
    User = client.get_resource_model("User")
    name = f"{uuid.uuid4()}@example.com"
    made = client.create(User(user_name=name, display_name="Grace"))
    assert made.id and made.meta.version
    made.display_name = "Grace Hopper"
    assert client.replace(made).display_name == "Grace Hopper"
    found = client.query(User, query_parameters=SearchRequest(filter=f'userName eq "{name.upper()}"'))
    assert [user.id for user in found.resources] == [made.id]
    client.delete(User, made.id)
    assert client.query(User, query_parameters=SearchRequest(filter=f'userName eq "{name}"')).total_results == 0


def test_schemathesis():
    """U-01 schemathesis: requests made up from our description are answered as it says, and never with a 5xx"""
    for directory in directory_on("sqlite", 100):
        code, said = schemathesis(directory, "--max-examples", 10, "--seed", 7)
        assert code == 0, said[-5000:]


def test_okta(directory):
    """U-01 Okta's own twelve steps, and a person's life as Okta plays it"""
    first = directory.call("GET", "/Users?count=1&startIndex=1")
    assert first.status == 200 and first.json["schemas"] == [LIST]
    assert all(isinstance(first.json[name], int) for name in ("itemsPerPage", "startIndex", "totalResults"))
    user = first.json["Resources"][0]
    again = directory.call("GET", f"/Users/{user['id']}").json
    for one in (user, again):
        assert one["id"] == user["id"] and one["name"]["familyName"] and one["name"]["givenName"]
        assert one["userName"] and one["active"] is True and one["emails"][0]["value"]
    name = f"runscope{uuid.uuid4().hex[:8]}@example.com"
    assert directory.find(f'userName eq "{name}"').json["totalResults"] == 0
    for missing in ("010101001010101011001010101011", "00919288221112222"):
        answer = directory.call("GET", f"/Users/{missing}")
        assert answer.status == 404 and answer.json["status"] == "404" and answer.json["detail"]
        assert answer.json["schemas"] == [ERROR]
    body = {"schemas": [USER], "userName": name, "name": {"givenName": "Runscope123", "familyName": "Abcdefghi123"},
            "emails": [{"primary": True, "value": name, "type": "work"}], "displayName": "Test User", "locale": "en-US",
            "externalId": "00ujl29u0le5T6Aj10h7", "groups": [], "password": "1mz050nq", "active": True}
    made = directory.call("POST", "/Users", body, content_type="application/json")
    assert made.status == 201 and made.json["active"] is True and USER in made.json["schemas"]
    assert made.json["name"] == body["name"] and made.json["userName"] == name and "password" not in made.json
    identifier = made.json["id"]
    assert directory.call("GET", f"/Users/{identifier}").json["userName"] == name
    assert directory.call("POST", "/Users", body).status == 409
    assert directory.find(f'userName eq "{name.upper()}"').json["totalResults"] == 1
    assert directory.call("GET", "/Groups").status == 200
    refused = directory.call("GET", "/Users", authorization="non-token")
    assert refused.status == 401 and refused.json["status"] == "401" and refused.json["detail"]
    assert refused.json["schemas"] == [ERROR]

    stored = directory.call("GET", f"/Users/{identifier}").json
    stored["name"]["givenName"], stored["name"]["middleName"] = "Another", ""
    stored.pop("externalId")
    put = directory.call("PUT", f"/Users/{identifier}", stored)
    assert put.status == 200 and put.json["name"]["givenName"] == "Another"
    assert put.json["externalId"] == "00ujl29u0le5T6Aj10h7"
    off = directory.patch(f"/Users/{identifier}", {"op": "replace", "value": {"active": False}})
    assert off.status == 200 and off.json["active"] is False
    assert directory.call("GET", f"/Users/{identifier}").json["active"] is False
    found = directory.find(f'userName eq "{name}"', more="&startIndex=1&count=100").json["Resources"][0]
    assert found["id"] == identifier
    assert directory.patch(f"/Users/{identifier}", {"op": "replace", "value": {"active": True}}).json["active"] is True

    group = directory.call("POST", "/Groups", {"schemas": [GROUP], "displayName": f"Sales {name}", "members": []})
    assert group.status == 201
    path = f"/Groups/{group.json['id']}"
    renamed = directory.patch(path, {"op": "replace", "value": {"id": group.json["id"], "displayName": f"S {name}"}})
    assert renamed.json["displayName"] == f"S {name}"
    member = {"value": identifier, "display": name}
    assert len(directory.patch(path, {"op": "add", "path": "members", "value": [member]}).json["members"]) == 1
    both = directory.patch(path, {"op": "remove", "path": f'members[value eq "{identifier}"]'},
                           {"op": "add", "path": "members", "value": [{"value": user["id"]}]})
    assert [one["value"] for one in both.json["members"]] == [user["id"]]
    assert directory.patch(path, {"op": "replace", "path": "members", "value": [member]}).status == 200
    assert directory.call("GET", path).json["members"][0]["value"] == identifier
    assert directory.call("DELETE", path).status == 204


def test_okta_imports_everybody_in_pages_of_100(directory):
    """U-01 an import takes everybody once, in pages of 100, with what an import reads of each"""
    names = {f"import{number}-{uuid.uuid4().hex[:8]}@example.com" for number in range(230)}
    made = directory.call("POST", "/Bulk", {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
        {"method": "POST", "path": "/Users", "bulkId": str(number), "data": {
            "schemas": [USER], "userName": name, "name": {"givenName": "Imported", "familyName": str(number)},
            "emails": [{"primary": True, "value": name}], "active": True}} for number, name in enumerate(sorted(names))]})
    assert [one["status"] for one in made.json["Operations"]] == ["201"] * 230
    seen, start = {}, 1
    while True:
        page = directory.call("GET", f"/Users?startIndex={start}&count=100").json
        assert page["startIndex"] == start and page["itemsPerPage"] == len(page["Resources"]) <= 100
        for user in page["Resources"]:
            assert user["id"] not in seen, "nobody comes twice"
            seen[user["id"]] = user
        start += 100
        if start > page["totalResults"]:
            break
        assert page["itemsPerPage"] == 100
    assert len(seen) == page["totalResults"] >= 231
    imported = {user["userName"]: user for user in seen.values()}
    assert names <= imported.keys()
    for name in names:
        user = imported[name]
        assert user["name"]["givenName"] == "Imported" and user["emails"][0]["value"] == name and user["active"] is True


def test_entra(directory):
    """U-01 Entra's shapes: capital operations, texts for flags, filters for what is not there yet, members by value"""
    name = f"{uuid.uuid4()}@example.com"
    assert directory.find(f'userName eq "{uuid.uuid4()}"').json["totalResults"] == 0
    made = directory.call("POST", "/Users", {
        "schemas": [USER, ENTERPRISE], "externalId": str(uuid.uuid4()), "userName": name, "active": True,
        "displayName": "Joy Young", "emails": [{"primary": True, "type": "work", "value": name}],
        "meta": {"resourceType": "User"}, "name": {"formatted": "Joy Young", "familyName": "Young", "givenName": "Joy"},
        "roles": [], "department": None, "manager": None, "addresses": None})
    assert made.status == 201, made.text
    identifier, path = made.json["id"], f"/Users/{made.json['id']}"
    for text in (f'externalId eq "{made.json["externalId"]}"', f'emails[type eq "work"].value eq "{name.upper()}"',
                 f'id eq "{identifier}" and active eq True'):
        assert [one["id"] for one in directory.find(text).json["Resources"]] == [identifier], text
    off = directory.patch(path, {"op": "Replace", "path": "active", "value": "False"})
    assert off.json["active"] is False
    changed = directory.patch(
        path, {"op": "Add", "path": "active", "value": "True"},
        {"op": "Replace", "path": "displayName", "value": "J"}, {"op": "Add", "path": "name.givenName", "value": "K"},
        {"op": "Add", "path": 'emails[type eq "home"].value', "value": f"home.{name}"},
        {"op": "Replace", "path": "emails[primary eq true].value", "value": f"work.{name}"},
        {"op": "Add", "path": f"{ENTERPRISE}:employeeNumber", "value": "7"},
        {"op": "Add", "path": "manager", "value": [{"$ref": "../Users/1", "value": identifier}]},
        {"op": "Add", "path": "roles", "value": "{\"id\":\"1\",\"value\":\"Admin\",\"displayName\":\"Admin\"}"})
    assert changed.status == 200, changed.text
    assert changed.json["active"] is True and changed.json["name"]["givenName"] == "K"
    assert {one["type"]: one["value"] for one in changed.json["emails"]} == {"work": f"work.{name}", "home": f"home.{name}"}
    assert changed.json[ENTERPRISE]["employeeNumber"] == "7" and changed.json[ENTERPRISE]["manager"]["value"] == identifier
    assert changed.json["roles"] == [{"value": "Admin"}]
    flat = directory.patch(path, {"op": "replace", "value": {
        "displayName": "B", "name.givenName": "L", f"{ENTERPRISE}:department": "D"}})
    assert (flat.json["displayName"], flat.json["name"]["givenName"], flat.json[ENTERPRISE]["department"]) == ("B", "L", "D")
    manager = directory.find(f'id eq "{identifier}" and manager eq "{identifier}"', more="&attributes=id").json
    assert manager["Resources"] == [{"schemas": made.json["schemas"][:1] + [ENTERPRISE], "id": identifier}]

    group = directory.call("POST", "/Groups", {
        "schemas": [GROUP, "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
        "externalId": str(uuid.uuid4()), "displayName": f"Entra {name}"})
    assert group.status == 201, group.text
    group_path = f"/Groups/{group.json['id']}"
    found = directory.find(f'displayName eq "Entra {name}"', "Groups", "&excludedAttributes=members").json
    assert found["totalResults"] == 1 and "members" not in found["Resources"][0]
    member = {"op": "Add", "path": "members", "value": [{"$ref": None, "value": identifier}]}
    assert directory.patch(group_path, member).status == 200
    assert directory.patch(group_path, member).status == 200
    check = directory.find(f'id eq "{group.json["id"]}" and members eq "{identifier}"', "Groups", "&attributes=id").json
    assert check["totalResults"] == 1
    gone = directory.patch(group_path, {"op": "Remove", "path": "members", "value": [{"value": identifier}]})
    assert "members" not in gone.json
    assert directory.call("DELETE", path).status == 204 and directory.call("DELETE", path).status == 404
    assert directory.call("POST", "/Users", {"userName": name}).status == 201


def test_a_hundred_seats_for_a_hundred_and_twenty(small):
    """U-04 of 120 people for 100 seats exactly 20 fail, with sixteen requests at a time"""
    def assign(number):
        return small.call("POST", "/Users", {"userName": f"u{number}@example.com", LOAM: {"products": ["sales"]}})
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(assign, range(120)))
    refused = [answer for answer in answers if answer.status != 201]
    assert len(refused) == 20 and {answer.status for answer in refused} == {403}
    assert all("(100 of 100 in use)" in answer.json["detail"] for answer in refused)
    made = next(answer for answer in answers if answer.status == 201).json["id"]
    assert small.call("DELETE", f"/Users/{made}").status == 204
    assert assign(200).status == 201 and assign(201).status == 403
    status, text, _ = small.portal.get("/provisioning/requests?refused=1")
    assert status == 200 and "No seat is left for product" in text and "u201@example.com" in text


def test_who_was_answered_is_there_after_a_kill(small):
    """U-01 sixteen callers share commits: who was answered with 201 is there after kill -9, and nobody is there twice"""
    assert kill_while_adding(small, 2, random.Random(7)) > 0
