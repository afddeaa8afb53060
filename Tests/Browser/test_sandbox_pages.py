"""The pages of a sandbox org in a real browser: readable on desktop and phone, and of use without scripts."""
import http.server
import json
import re
import threading
import urllib.parse

import pytest
from conftest import DESKTOP, PHONE
from sandbox import call, sandbox, sign_in
from walk import inspect, keyboard_stops

LOOKS = [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")]
PAGES = ["/home", "/records", "/records/Account", "/records/Account?q=nobody%20at%20all", "/records/Account?sort=Name",
         "/records/Account/new", "/records/Lead/new", "/requests", "/setup", "/setup/users", "/setup/permissions",
         "/setup/fields", "/setup/fields/Lead", "/setup/rules", "/setup/apps", "/setup/usage", "/no-such-page"]


def name_of(look):
    return f"{look[0]['width']}-{look[1]}"


class Org:
    def __init__(self, told):
        self.told, self.url = told, told["url"]

    def enter(self, page):
        page.goto("/login")
        page.get_by_label("Username").fill(self.told["username"])
        page.get_by_label("Password").fill(self.told["password"])
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/home")

    def api(self, path, body=None, method=None):
        status, text, _ = call(self.url + path, body and json.dumps(body).encode(), method=method, Content_Type="application/json",
                               Authorization="Bearer " + self.token, Sforce_Call_Options="client=Nightly sync/1.0")
        assert status < 300, f"{path}: {status} {text}"
        return json.loads(text) if text else None

    def find(self, soql):
        return self.api("/services/data/v60.0/query?q=" + urllib.parse.quote(soql))["records"]


@pytest.fixture(scope="module")
def program():
    """A program that waits for the browser to come back; it has the addresses at which the browser did."""
    class Waiting(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.came.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b'<!doctype html><title>Back</title><link rel="icon" href="data:,"><p>Back')

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Waiting)
    server.came = []
    server.address = f"http://127.0.0.1:{server.server_port}/back"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def org(program):
    """An org in which something has happened."""
    with sandbox("--accounts", 60, "--contacts", 120, "--leads", 80, "--seed", 7, "--callback", program.address) as (told, _):
        org = Org(told)
        org.token = sign_in(told)["access_token"]
        org.api("/services/data/v60.0/limits")
        org.api("/services/data/v60.0/sobjects/Account", {"Name": "A <b>&amp; B\u202e", "Website": "javascript:alert(1)"})
        call(told["url"] + "/services/data/v60.0/query?q=SELECT+Nothing+FROM+Account", Authorization="Bearer " + org.token)
        yield org


def every_page(org):
    """The known pages, a record with much that refers to it, its forms, and a user with the rights of his or hers."""
    account = org.find("SELECT AccountId FROM Contact WHERE AccountId != null LIMIT 1")[0]["AccountId"]
    lead = org.find("SELECT Id FROM Lead LIMIT 1")[0]["Id"]
    user = org.find("SELECT Id FROM User LIMIT 1")[0]["Id"]
    odd = org.find("SELECT Id FROM Account WHERE Name LIKE 'A <b>%'")[0]["Id"]
    return PAGES + [f"/records/Account/{account}", f"/records/Account/{account}/edit", f"/records/Account/{account}/delete",
                    f"/records/Lead/{lead}", f"/records/Account/{odd}", f"/setup/users/{user}",
                    f"/setup/users/{user}/rights", f"/setup/users/{user}/rights/Account"]


@pytest.mark.parametrize("look", LOOKS, ids=name_of)
def test_every_page_can_be_read(org, open_page, look):
    page = open_page(org, look[0], scheme=look[1], expect_missing=True)
    page.goto("/login")
    faults = {"/login": inspect(page)}
    org.enter(page)
    for path in every_page(org):
        answer = page.goto(path)
        assert answer.status == (404 if path == "/no-such-page" else 200), path
        faults[path] = inspect(page)
    assert not any(faults.values()), {path: found for path, found in faults.items() if found}


def test_no_link_leads_nowhere(org, open_page):
    page = open_page(org, expect_complaints=True)
    org.enter(page)
    seen, dead, todo = set(), [], [("the start", "/home")]
    while todo and len(seen) < 250:
        origin, path = todo.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = page.request.get(path)
        if answer.status >= 400:
            dead.append((origin, path, answer.status))
            continue
        todo += [(path, link.replace("&amp;", "&")) for link in re.findall(r'<a [^>]*href="(/[^"#]*)', answer.text())]
    assert not dead, dead
    assert len(seen) > 100


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1440", "390"])
def test_consent(org, open_page, program, viewport):
    """a program is let in by the pages: sign-in, consent, and back to it with a code"""
    page = open_page(org, viewport)
    page.goto("/services/oauth2/authorize?" + urllib.parse.urlencode({
        "response_type": "code", "client_id": org.told["consumerKey"], "prompt": "login consent", "state": "s",
        "redirect_uri": program.address}))
    page.get_by_label("Username").fill(org.told["username"])
    page.get_by_label("Password").fill(org.told["password"])
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Allow access?").wait_for()
    assert inspect(page) == []
    page.get_by_role("button", name="Allow").click()
    page.wait_for_url("**/back?*")
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(program.came[-1]).query)
    assert query["state"] == ["s"] and query["code"]


def test_wrong_password(org, open_page):
    page = open_page(org, expect_complaints=True)
    page.goto("/login")
    page.get_by_label("Username").fill(org.told["username"])
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    assert page.get_by_role("alert").inner_text() == "Username and password do not fit."
    assert page.get_by_label("Username").input_value() == org.told["username"]
    assert inspect(page) == []


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1440", "390"])
def test_a_record_is_made_changed_and_deleted_without_scripts(org, open_page, viewport):
    page = open_page(org, viewport, javascript=False)
    org.enter(page)
    name = f"Meadow & Sons {viewport['width']}"
    page.goto("/records/Account")
    page.get_by_role("link", name="New").click()
    page.get_by_label("Annual Revenue").fill("a lot")
    page.get_by_label("Account Name").fill(name)
    page.get_by_label("Industry").select_option("Energy")
    page.get_by_role("button", name="Save").click()
    assert "is not saved" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Annual Revenue").get_attribute("aria-invalid") == "true"
    assert page.get_by_label("Account Name").input_value() == name and page.get_by_label("Industry").input_value() == "Energy"
    page.get_by_label("Annual Revenue").fill("1250000")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name=name).wait_for()
    assert page.locator("dd", has_text="1,250,000").count() == 1
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Account Description").fill("First line\nSecond line")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name=name).wait_for()
    row = org.find(f"SELECT Id, Description, Industry, AnnualRevenue FROM Account WHERE Name = '{name}'")[0]
    assert (row["Description"], row["Industry"], row["AnnualRevenue"]) == ("First line\nSecond line", "Energy", 1250000)
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("heading", name="Accounts").wait_for()
    assert org.find(f"SELECT Id FROM Account WHERE Name = '{name}'") == []
    page.goto(f"/records/Account/{row['Id']}")
    page.get_by_role("button", name="Restore").click()
    page.get_by_role("heading", name=name).wait_for()
    assert len(org.find(f"SELECT Id FROM Account WHERE Name = '{name}'")) == 1


def test_a_list_is_searched_sorted_and_paged(org, open_page):
    page = open_page(org, javascript=False)
    org.enter(page)
    page.goto("/records/Account")
    # The page shows a sign where a character would turn the text around.
    first = org.find("SELECT Name FROM Account ORDER BY Name LIMIT 1")[0]["Name"].replace("\u202e", "\ufffd")
    page.get_by_role("columnheader", name="Account Name").get_by_role("link").click()
    assert page.get_by_role("columnheader", name="Account Name").get_attribute("aria-sort") == "ascending"
    assert page.locator("tbody th").first.inner_text() == first
    page.get_by_role("link", name="Later").click()
    assert "51 to" in page.get_by_role("navigation", name="Pages").inner_text()
    page.get_by_role("link", name="Earlier").click()
    some = page.locator("tbody th").nth(5).inner_text()
    page.get_by_label("Search").fill(some)
    page.get_by_role("button", name="Search").click()
    assert some in page.locator("tbody th").all_inner_texts()


def test_a_list_of_the_org_is_chosen(org, open_page):
    page = open_page(org, javascript=False)
    org.enter(page)
    page.goto("/records/Lead")
    page.get_by_role("link", name="All Open Leads").click()
    assert page.get_by_role("link", name="All Open Leads").get_attribute("aria-current") == "page"
    page.get_by_text("The query behind this list").click()
    assert "IsConverted = false" in page.locator("main").inner_text()
    names = [row["Name"] for row in org.find("SELECT Name FROM Lead WHERE IsConverted = false ORDER BY Name, Id LIMIT 50")]
    assert page.locator("tbody th").all_inner_texts() == names


def test_a_rule_is_switched_and_then_at_work(org, open_page):
    page = open_page(org, javascript=False)
    org.enter(page)
    page.goto("/setup/rules")
    page.get_by_role("button", name="Switch Standard Lead Duplicate Rule on").click()
    lead = {"FirstName": "Ada", "LastName": "Doe", "Company": "Twice Ltd", "Email": "ada@twice.example"}
    org.api("/services/data/v60.0/sobjects/Lead", lead)
    page.goto("/records/Lead/new")
    for name, value in lead.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Save", exact=True).click()
    assert "DUPLICATES_DETECTED" in page.get_by_role("alert").inner_text()
    page.get_by_role("button", name="Save all the same").click()
    page.get_by_role("heading", name="Ada Doe").wait_for()
    page.goto("/setup/rules")
    page.get_by_role("button", name="Switch Standard Lead Duplicate Rule off").click()
    assert page.get_by_role("button", name="Switch Standard Lead Duplicate Rule on").count() == 1


def test_what_programs_did_can_be_seen(org, open_page):
    page = open_page(org, javascript=False)
    org.enter(page)
    page.goto("/requests")
    text = page.locator("tbody").inner_text()
    assert "client=Nightly sync/1.0" in text and "SELECT Nothing FROM Account" in text
    assert org.token not in page.content() and org.told["password"] not in page.content()
    page.goto("/setup/usage")
    assert re.search(r"\d+ of 100,000 calls", page.locator("main").inner_text())


def test_the_keyboard_reaches_the_content_first(org, open_page):
    page = open_page(org)
    org.enter(page)
    page.goto("/records/Account")
    stops = keyboard_stops(page)
    assert stops[0]["text"] == "Skip to the content"
    assert len(stops) > 10
    assert [stop["path"] for stop in stops if not stop["ring"] or not stop["shown"]] == []
