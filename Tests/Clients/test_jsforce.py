"""What jsforce sends, byte for byte where it matters: no Node is needed to know that the sandbox would answer it.

Each request is written down as that client sends it (headers, prefixes of XML, names of form fields), and of each answer
what the client reads is read the way it does: with text patterns, by the last segment of a path, by headers.
"""
import base64
import datetime
import hashlib
import http.client
import json
import os
import re
import secrets
import ssl
import time
import urllib.parse

import pytest
import requests

CALLBACK = "http://localhost:1717/OauthRedirect"
DATA = "/services/data/v50.0"


class Answer:
    def __init__(self, response):
        self.status, self.headers = response.status, response.headers
        self.text = response.read().decode()

    @property
    def json(self):
        return json.loads(self.text)


class Wire:
    """One connection that is kept, with the headers of a fetch from Node."""

    def __init__(self, sandbox):
        self.sandbox = sandbox
        context = ssl.create_default_context(cafile=os.environ["SSL_CERT_FILE"])
        self.connection = http.client.HTTPSConnection("localhost", sandbox.port, timeout=30, context=context)

    def send(self, method, path, body=None, **headers):
        all_headers = {"Accept": "*/*", "User-Agent": "node-fetch/1.0 (+https://github.com/bitinn/node-fetch)",
                       "Connection": "keep-alive",
                       **{name.replace("_", "-"): value for name, value in headers.items()}}
        self.connection.request(method, path, body, all_headers)
        return Answer(self.connection.getresponse())

    def call(self, method, path, body=None, **headers):
        """A call of the data API; what is sent is JSON."""
        if body is not None and not isinstance(body, str):
            body, headers["Content_Type"] = json.dumps(body), "application/json"
        return self.send(method, path, body, Authorization="Bearer " + self.sandbox.session, **headers)


@pytest.fixture(scope="module")
def wire(sandbox):
    wire = Wire(sandbox)
    yield wire
    wire.connection.close()


@pytest.fixture(scope="module")
def account(wire, unique):
    answer = wire.call("POST", f"{DATA}/sobjects/Account", {"Name": unique("Replay"), "Type": "Customer - Direct"})
    assert answer.status == 201
    return answer.json["id"]


def login_envelope(username, password):
    return "".join([
        '<se:Envelope xmlns:se="http://schemas.xmlsoap.org/soap/envelope/">', "<se:Header/>", "<se:Body>",
        '<login xmlns="urn:partner.soap.sforce.com">', f"<username>{username}</username>",
        f"<password>{password}</password>", "</login>", "</se:Body>", "</se:Envelope>"])


# Signing in ------------------------------------------------------------------------------------------------------------

def test_soap_login_is_read_by_text_patterns(wire, sandbox):
    answer = wire.send("POST", "/services/Soap/u/50.0",
                       login_envelope(sandbox.username, sandbox.password + sandbox.security_token),
                       Content_Type="text/xml", SOAPAction='""')
    assert answer.status == 200
    found = {name: re.search(f"<{name}>([^<]+)</{name}>", answer.text).group(1)
             for name in ("serverUrl", "sessionId", "userId", "organizationId")}
    instance = "/".join(found["serverUrl"].split("/")[:3])
    assert instance == sandbox.url.replace("localhost", urllib.parse.urlsplit(instance).hostname)
    assert re.search(r"<serverUrl>https://[^<]+/services/Soap/u/50\.0/00D\w+</serverUrl>", answer.text)
    assert wire.send("GET", f"{DATA}/limits", Authorization="Bearer " + found["sessionId"]).status == 200


def test_soap_login_that_fails_is_read_by_its_faultstring(wire, sandbox):
    answer = wire.send("POST", "/services/Soap/u/50.0", login_envelope(sandbox.username, "wrong"),
                       Content_Type="text/xml", SOAPAction='""')
    assert answer.status == 500
    assert re.search(r"<faultstring>([^<]+)</faultstring>", answer.text).group(1).startswith("INVALID_LOGIN: Invalid username")


def test_soap_logout_ends_the_session(wire, sandbox):
    login = wire.send("POST", "/services/Soap/u/50.0",
                      login_envelope(sandbox.username, sandbox.password + sandbox.security_token),
                      Content_Type="text/xml", SOAPAction='""')
    session = re.search("<sessionId>([^<]+)</sessionId>", login.text).group(1)
    body = "".join([
        '<se:Envelope xmlns:se="http://schemas.xmlsoap.org/soap/envelope/">', "<se:Header>",
        '<SessionHeader xmlns="urn:partner.soap.sforce.com">', f"<sessionId>{session}</sessionId>", "</SessionHeader>",
        "</se:Header>", "<se:Body>", '<logout xmlns="urn:partner.soap.sforce.com"/>', "</se:Body>", "</se:Envelope>"])
    answer = wire.send("POST", "/services/Soap/u/50.0", body, Content_Type="text/xml", SOAPAction='""')
    assert answer.status == 200
    refused = wire.send("GET", f"{DATA}/limits", Authorization="Bearer " + session)
    assert refused.status == 401 and refused.json[0]["errorCode"] == "INVALID_SESSION_ID"


def test_web_flow_with_a_challenge_that_names_no_method(wire, sandbox):
    verifier = secrets.token_urlsafe(64)[:80]
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    code = authorise(sandbox, code_challenge=challenge)
    form = {"grant_type": "authorization_code", "code": code, "client_id": sandbox.consumer_key,
            "client_secret": sandbox.consumer_secret, "redirect_uri": CALLBACK}
    wrong = wire.send("POST", "/services/oauth2/token", urllib.parse.urlencode({**form, "code_verifier": "x" * 50}),
                      Content_Type="application/x-www-form-urlencoded")
    assert wrong.status == 400 and wrong.json["error"] == "invalid_grant"
    form["code"] = authorise(sandbox, code_challenge=challenge)
    answer = wire.send("POST", "/services/oauth2/token", urllib.parse.urlencode({**form, "code_verifier": verifier}),
                       Content_Type="application/x-www-form-urlencoded")
    assert answer.status == 200
    # The two ids are the last segments of the identity's address.
    organisation, user = answer.json["id"].split("/")[-2:]
    assert organisation.startswith("00D") and user.startswith("005")


def authorise(sandbox, **more):
    """The code that comes back to the callback of the command line's own server."""
    browser = requests.Session()
    address = f"{sandbox.url}/services/oauth2/authorize?" + urllib.parse.urlencode({
        "response_type": "code", "client_id": sandbox.consumer_key, "redirect_uri": CALLBACK, "state": "s1",
        "prompt": "login", "scope": "refresh_token api web", **more})
    answer = browser.get(address, allow_redirects=False, timeout=30)
    for _ in range(8):
        target = answer.headers.get("Location")
        if target and target.startswith(CALLBACK):
            query = urllib.parse.parse_qs(urllib.parse.urlsplit(target).query)
            assert query["state"] == ["s1"]
            return query["code"][0]
        answer = (browser.get(urllib.parse.urljoin(answer.url, target), allow_redirects=False, timeout=30) if target
                  else sandbox.submit(browser, answer))
    raise AssertionError(f"the pages of the sign-in do not end: {answer.url}")


def test_refresh_and_revoke(wire, sandbox):
    form = "application/x-www-form-urlencoded"
    tokens = sandbox.token(grant_type="authorization_code", redirect_uri=CALLBACK, code=sandbox.code())
    answer = wire.send("POST", "/services/oauth2/token", urllib.parse.urlencode({
        "grant_type": "refresh_token", "refresh_token": tokens["refresh_token"], "client_id": sandbox.consumer_key,
        "client_secret": sandbox.consumer_secret}), Content_Type=form)
    assert answer.status == 200 and answer.json["instance_url"] == tokens["instance_url"]
    assert "refresh_token" not in answer.json
    revoked = wire.send("POST", "/services/oauth2/revoke",
                        urllib.parse.urlencode({"token": tokens["refresh_token"]}), Content_Type=form)
    assert revoked.status == 200 and revoked.text == ""
    access = answer.json["access_token"]
    assert wire.send("GET", f"{DATA}/limits", Authorization="Bearer " + access).status == 401


def test_identity_with_the_token_in_the_address(wire, sandbox):
    root = wire.call("GET", DATA)
    address = urllib.parse.urlsplit(root.json["identity"])
    answer = wire.send("GET", f"{address.path}?format=json&oauth_token={urllib.parse.quote(sandbox.session)}")
    assert answer.status == 200 and answer.headers["Content-Type"].startswith("application/json")
    told = answer.json
    assert told["username"] == sandbox.username and told["user_id"] == address.path.split("/")[-1]
    assert "{version}" in told["urls"]["rest"]
    bad = wire.send("GET", f"{address.path}?format=json&oauth_token=00Dxx!none")
    assert bad.status == 403 and bad.text == "Bad_OAuth_Token"


def test_identity_over_a_bearer_for_the_newest_version(wire, sandbox):
    path = urllib.parse.urlsplit(wire.call("GET", DATA).json["identity"]).path
    urls = wire.call("GET", path + "?version=latest").json["urls"]
    assert "{version}" not in urls["rest"]


# Rows ------------------------------------------------------------------------------------------------------------------

def test_describe(wire):
    answer = wire.call("GET", f"{DATA}/sobjects/Account/describe")
    assert answer.status == 200 and answer.json["urls"]["rowTemplate"] == f"{DATA}/sobjects/Account/{{ID}}"
    whole = wire.call("GET", f"{DATA}/sobjects")
    assert whole.json["encoding"] == "UTF-8" and any(one["name"] == "Account" for one in whole.json["sobjects"])


def test_change_and_deletion_answer_with_nothing(wire, unique):
    made = wire.call("POST", f"{DATA}/sobjects/Account", {"Name": unique("Short-lived"), "attributes": {"type": "Account"}})
    path = f"{DATA}/sobjects/Account/{made.json['id']}"
    changed = wire.call("PATCH", path, {"Phone": "+41 44 000 00 00"})
    assert (changed.status, changed.text, changed.headers.get("Content-Type")) == (204, "", None)
    gone = wire.call("DELETE", path)
    assert (gone.status, gone.text, gone.headers.get("Content-Type")) == (204, "", None)
    assert wire.call("GET", path).status == 404


def test_upsert_of_an_old_version_answers_204(wire, unique):
    key = unique("key")
    path = f"/services/data/v42.0/sobjects/Account/Loam_Company_ID__c/{urllib.parse.quote(key)}"
    made = wire.call("PATCH", path, {"Name": key})
    assert made.status == 201 and made.json["success"] is True
    again = wire.call("PATCH", path, {"Name": key + " again"})
    assert (again.status, again.text) == (204, "")


def test_several_rows_go_through_collections(wire, unique):
    names = [unique("Many") for _ in range(3)]
    made = wire.call("POST", f"{DATA}/composite/sobjects", {
        "allOrNone": False, "records": [{"attributes": {"type": "Account"}, "Name": name} for name in names]})
    assert made.status == 200 and [row["success"] for row in made.json] == [True] * 3
    ids = [row["id"] for row in made.json]
    # The id is written with a capital letter here.
    changed = wire.call("PATCH", f"{DATA}/composite/sobjects", {
        "allOrNone": False, "records": [{"attributes": {"type": "Account"}, "Id": id_, "Site": "B"} for id_ in ids]})
    assert [row["success"] for row in changed.json] == [True] * 3, changed.text
    read = wire.call("POST", f"{DATA}/composite/sobjects/Account", {"ids": ids, "fields": ["Id", "Name", "Site"]})
    assert [(row["Name"], row["Site"]) for row in read.json] == [(name, "B") for name in names]
    gone = wire.call("DELETE", f"{DATA}/composite/sobjects?ids={','.join(ids)}&allOrNone=false")
    assert gone.status == 200 and [row["id"] for row in gone.json] == ids


def test_retrieve_of_one_row(wire, account):
    answer = wire.call("GET", f"{DATA}/sobjects/Account/{account}?fields=Id%2CName")
    assert list(answer.json) == ["attributes", "Id", "Name"]


def test_updated_and_deleted_with_dates_as_node_writes_them(wire, unique):
    made = wire.call("POST", f"{DATA}/sobjects/Account", {"Name": unique("Watched")}).json["id"]
    doomed = wire.call("POST", f"{DATA}/sobjects/Account", {"Name": unique("Doomed")}).json["id"]
    assert wire.call("DELETE", f"{DATA}/sobjects/Account/{doomed}").status == 204
    now = datetime.datetime.now(datetime.timezone.utc)
    span = [urllib.parse.quote(moment.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z")
            for moment in (now - datetime.timedelta(hours=1), now + datetime.timedelta(minutes=2))]
    updated = wire.call("GET", f"{DATA}/sobjects/Account/updated?start={span[0]}&end={span[1]}")
    assert updated.status == 200 and made in updated.json["ids"] and doomed not in updated.json["ids"]
    deleted = wire.call("GET", f"{DATA}/sobjects/Account/deleted?start={span[0]}&end={span[1]}")
    assert doomed in [row["id"] for row in deleted.json["deletedRecords"]]
    assert re.fullmatch(r"[\d-]+T[\d:.]+\+0000", deleted.json["latestDateCovered"])


# Queries ---------------------------------------------------------------------------------------------------------------

def query(wire, soql, **headers):
    return wire.call("GET", f"{DATA}/query?q={urllib.parse.quote(soql, safe='')}", **headers)


def test_pages_are_followed_by_the_last_segment(wire, unique):
    mark = unique("Paged")
    for start in range(0, 400, 200):
        wire.call("POST", f"{DATA}/composite/sobjects", {"allOrNone": True, "records": [
            {"attributes": {"type": "Account"}, "Name": f"{mark} {n}"} for n in range(start, start + 200)]})
    first = query(wire, f"SELECT Id, Name FROM Account WHERE Name LIKE '{mark}%'", Sforce_Query_Options="batchSize=200").json
    assert first["totalSize"] == 400 and first["done"] is False and len(first["records"]) == 200
    locator = first["nextRecordsUrl"].split("/")[-1]
    second = wire.call("GET", f"{DATA}/query/{locator}").json
    assert second["done"] is True and "nextRecordsUrl" not in second
    assert len({row["Id"] for row in first["records"] + second["records"]}) == 400


def test_child_rows_have_pages_of_their_own(wire, account):
    for start in range(0, 400, 200):
        made = wire.call("POST", f"{DATA}/composite/sobjects", {"allOrNone": True, "records": [
            {"attributes": {"type": "Contact"}, "LastName": f"Child {n}", "AccountId": account}
            for n in range(start, start + 200)]})
        assert made.json[0]["success"], made.text
    page = query(wire, f"SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Id = '{account}'",
                 Sforce_Query_Options="batchSize=200").json["records"][0]["Contacts"]
    ids = {row["Id"] for row in page["records"]}
    assert page["totalSize"] == 400
    while not page["done"]:
        assert page["nextRecordsUrl"].startswith("/services/data/v50.0/query/01g")
        page = wire.call("GET", page["nextRecordsUrl"]).json
        ids |= {row["Id"] for row in page["records"]}
    assert len(ids) == 400


def test_conditions_as_its_query_builder_writes_them(wire, unique):
    mark = unique("Builder")
    for name in (mark, mark + " other"):
        wire.call("POST", f"{DATA}/sobjects/Account", {"Name": name})
    answer = query(wire, f"SELECT Id, Name FROM Account WHERE Name LIKE '{mark}%' AND (NOT Name LIKE '%other')")
    assert [row["Name"] for row in answer.json["records"]] == [mark]


def test_search(wire, unique):
    name = unique("Findme")
    wire.call("POST", f"{DATA}/sobjects/Account", {"Name": name})
    answer = wire.call("GET", f"{DATA}/search?q=" + urllib.parse.quote(
        "FIND {" + name.replace(" ", "*") + "} IN ALL FIELDS RETURNING Account(Id, Name)", safe=""))
    assert answer.status == 200 and "searchRecords" in answer.json


def test_an_expired_session_is_401_with_its_code(wire):
    answer = wire.send("GET", f"{DATA}/sobjects", Authorization="Bearer 00D000000000000!gone")
    assert answer.status == 401 and answer.json[0]["errorCode"] == "INVALID_SESSION_ID"


# Bulk ------------------------------------------------------------------------------------------------------------------

def wait(wire, path, state="JobComplete"):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        document = wire.call("GET", path).json
        if document["state"] in (state, "Failed", "Aborted"):
            assert document["state"] == state, document
            return document
        time.sleep(0.05)
    raise AssertionError(f"{path} did not end")


def test_bulk_2_ingest(wire, unique):
    mark = unique("Bulk two")
    base = f"{DATA}/jobs/ingest"
    made = wire.call("POST", base, json.dumps({"object": "Account", "operation": "insert"}),
                     Content_Type="application/json; charset=utf-8")
    assert made.status == 200 and made.json["state"] == "Open"
    path = f"{base}/{made.json['id']}"
    rows = f"Name,Phone\n{mark},1\n{mark},{'1' * 50}\n"
    assert wire.call("PUT", f"{path}/batches", rows, Content_Type="text/csv").status == 201
    closed = wire.call("PATCH", path, json.dumps({"state": "UploadComplete"}), Content_Type="application/json; charset=utf-8")
    assert closed.status == 200 and closed.json["state"] == "UploadComplete"
    document = wait(wire, path)
    assert (document["numberRecordsProcessed"], document["numberRecordsFailed"]) == (2, 1)
    for name in ("successfulResults", "failedResults", "unprocessedrecords"):
        answer = wire.call("GET", f"{path}/{name}", Accept="text/csv")
        assert answer.status == 200 and answer.headers["Content-Type"].startswith("text/csv")
    assert wire.call("DELETE", path).status == 204


def test_bulk_2_query_ends_by_a_header(wire, unique):
    mark = unique("Bulk out")
    wire.call("POST", f"{DATA}/composite/sobjects", {"allOrNone": True, "records": [
        {"attributes": {"type": "Account"}, "Name": f"{mark} {n}"} for n in range(5)]})
    base = f"{DATA}/jobs/query"
    made = wire.call("POST", base, json.dumps({
        "operation": "query", "query": f"SELECT Id, Name FROM Account WHERE Name LIKE '{mark}%'"}),
        Content_Type="application/json; charset=utf-8")
    assert made.status == 200 and made.json["state"] == "UploadComplete"
    path = f"{base}/{made.json['id']}"
    wait(wire, path)
    rows, locator = [], None
    for _ in range(9):
        answer = wire.call("GET", f"{path}/results?maxRecords=2" + (f"&locator={locator}" if locator else ""), Accept="text/csv")
        rows += answer.text.strip().split("\n")[1:]
        locator = answer.headers["Sforce-Locator"]
        if locator == "null":
            break
    assert locator == "null" and len(rows) == 5
    assert answer.headers["Sforce-NumberOfRecords"] == "1"


def test_bulk_1_in_xml_with_batches_of_csv(wire, sandbox, unique):
    mark = unique("Bulk one")
    base = "/services/async/50.0/job"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<jobInfo  xmlns="http://www.force.com/2009/06/asyncapi/dataload">\n'

    def send(method, path, body=None, kind="application/xml; charset=utf-8"):
        return wire.send(method, path, body, X_SFDC_SESSION=sandbox.session, Content_Type=kind)

    made = send("POST", base, head + "  <operation>insert</operation>\n  <object>Account</object>\n"
                                     "  <contentType>CSV</contentType>\n</jobInfo>\n")
    assert made.status == 201
    job = re.search("<id>([^<]+)</id>", made.text).group(1)
    batch = send("POST", f"{base}/{job}/batch", f"Name\n{mark}\n", "text/csv")
    assert batch.status == 201
    number = re.search("<id>([^<]+)</id>", batch.text).group(1)
    deadline = time.monotonic() + 30
    while "<state>Completed</state>" not in (told := send("GET", f"{base}/{job}/batch/{number}", kind="text/csv").text):
        assert time.monotonic() < deadline and "<state>Failed</state>" not in told, told
        time.sleep(0.05)
    result = send("GET", f"{base}/{job}/batch/{number}/result", kind="text/csv")
    assert result.text.startswith('"Id","Success","Created","Error"\n"001')
    closed = send("POST", f"{base}/{job}", head + "  <state>Closed</state>\n</jobInfo>\n")
    assert closed.status == 200 and "<state>Closed</state>" in closed.text


def test_streaming_is_told_to_be_missing(wire):
    answer = wire.call("POST", "/cometd/50.0", [{"channel": "/meta/handshake", "version": "1.0"}])
    assert answer.status == 404
