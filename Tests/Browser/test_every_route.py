"""Every address that the portal answers with a GET, at a desk and on a phone: nobody adds a page that no browser has seen."""
import json
import pathlib
import urllib.error
import urllib.request

import pytest
from conftest import DESKTOP, PHONE
from enriching import carry_out, connect, loam_and_org, make_job, preview
from process import run, until
from routes import OTHERS, PASSAGES, SIGNED_OUT, Addresses, portal_routes
from test_catalogue_pages import COMPANIES, PEOPLE, SCOOPS, SIGNALS
from walk import PASSWORD, inspect, make_organisation, sign_in

AUDITOR = "audrey@example.org"


def scim(loam, token, path, body):
    """What an identity provider sends."""
    request = urllib.request.Request(f"{loam.url}/scim/v2/{path}", json.dumps(body).encode(), method="POST", headers={
        "Authorization": f"Bearer {token}", "Content-Type": "application/scim+json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def fill_form(page, path, fields):
    page.goto(path)
    fill(page, fields)


def fill(page, fields):
    for label, text in fields.items():
        page.get_by_label(label).first.fill(text)
    page.locator("main form button[type=submit]").last.click()


@pytest.fixture(scope="module")
def lived_in(chromium):
    """An installation that holds something of every kind of which there is a page."""
    with loam_and_org() as (loam, org):
        data = pathlib.Path(loam.folder) / "data"
        for name, text in (("companies", COMPANIES), ("people", PEOPLE), ("signals", SIGNALS), ("scoops", SCOOPS)):
            (pathlib.Path(loam.folder) / f"{name}.csv").write_text(text)
            run("catalogue", "load", pathlib.Path(loam.folder) / f"{name}.csv", "--source", "more", "--data", data)
        context = chromium.new_context(base_url=loam.url, viewport=DESKTOP)
        context.set_default_timeout(10_000)
        page = context.new_page()
        make_organisation(page)
        fill_form(page, "/users/new", {"E-mail address": "grace@example.org", "Name": "Grace Hopper"})
        fill_form(page, "/keys/new", {"Name": "Nightly export"})
        page.goto("/access/single-sign-on/new")
        page.locator("[name=kind][value=saml]").check()
        fill(page, {"Name": "Okta"})
        fill_form(page, "/products/new", {"Id": "enrich", "Name": "Enrich", "Seats": "5"})
        run("user", "create", "--email", AUDITOR, "--name", "Audrey", "--role", "auditor", "--password-stdin", "--data", data,
            input=PASSWORD + "\n")
        page.goto("/")
        connect(page, org)
        make_job(page)
        preview(page)
        carry_out(page)
        page.goto("/lists/add?kind=companies&number=1")
        page.get_by_label("Name of a new list").fill("Looms")
        page.locator("main form button[type=submit]").last.click()

        def is_searchable():
            page.goto("/companies")
            return page.locator("main tbody tr").count() > 0

        until(is_searchable, what="the search of what was loaded")
        context.close()
        connect_provider(loam, data)
        doubt(loam, data)
        yield loam, Addresses(data)


def connect_provider(loam, data):
    """A token, and with it a group and somebody in it."""
    token = run("key", "create", "--scim", "--no-product-required", "--data", data).stdout.splitlines()[-1]
    person = scim(loam, token, "Users", {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "alan@example.org",
                                         "name": {"givenName": "Alan", "familyName": "Turing"}, "active": True})
    scim(loam, token, "Groups", {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "Sales",
                                 "members": [{"value": person["id"]}]})


def doubt(loam, data):
    """Records of which a name alone is known, so that somebody has to look at them."""
    key = run("key", "create", "--name", "CRM", "--role", "member", "--data", data).stdout.splitlines()[-1]
    names = ["Acme Loom", "Acme Looms", "Acme", "Beta Holdings", "Beta", "Tannhof", "Tannhof 3", "Tannhof 13 Textil", "Looms Acme"]
    records = [{"Id": f"001AA00000{number:05d}AAA", "Name": name, "BillingCountry": "Germany"} for number, name in enumerate(names)]
    request = urllib.request.Request(f"{loam.url}/v1/match/companies", json.dumps({"review": True, "records": records}).encode(),
                                     headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"})
    urllib.request.urlopen(request).read()


def test_every_route_is_known(lived_in):
    """U-07 · a route that is added without an address here fails, and so does one that is gone"""
    loam, addresses = lived_in
    routes = portal_routes()
    assert len(routes) > 90
    known = (set(OTHERS) | SIGNED_OUT | PASSAGES) - set(routes)
    assert not known, f"no such routes any more: {known}"
    missing = [pattern for pattern in routes if addresses.of(pattern) is None]
    assert not missing, f"there is nothing in the installation of which these pages could be: {missing}"


@pytest.mark.parametrize("look", [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone-dark"])
def test_every_page_is_readable(lived_in, open_page, look):
    """U-07 · each answers, complains of nothing, is named, of enough contrast, and no wider than the window"""
    loam, addresses = lived_in
    page = open_page(loam, look[0], scheme=look[1])
    sign_in(page)
    page.wait_for_url("**/")
    faults = {}
    for pattern in portal_routes():
        if pattern in SIGNED_OUT or pattern in OTHERS or pattern in PASSAGES:
            continue
        answer = page.goto(addresses.of(pattern))
        found = [f"answered {answer.status}"] if answer.status != 200 else inspect(page)
        if found:
            faults[pattern] = found
    assert not faults, faults


def test_every_page_is_readable_without_a_script(lived_in, open_page):
    """U-07 · without JavaScript every page says as much"""
    loam, addresses = lived_in
    page = open_page(loam, javascript=False)
    sign_in(page)
    faults = {}
    for pattern in portal_routes():
        if pattern in SIGNED_OUT or pattern in OTHERS or pattern in PASSAGES:
            continue
        answer = page.goto(addresses.of(pattern))
        text = page.locator("main").inner_text()
        if answer.status != 200 or len(text.strip()) < 20:
            faults[pattern] = (answer.status, text[:100])
    assert not faults, faults


def test_every_file_and_stream_is_of_its_kind(lived_in, open_page):
    loam, addresses = lived_in
    page = open_page(loam)
    sign_in(page)
    page.wait_for_url("**/")
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in page.context.cookies())
    kinds = {}
    for pattern in OTHERS:
        request = urllib.request.Request(loam.url + addresses.of(pattern), headers={"Cookie": cookies})
        try:
            with urllib.request.urlopen(request) as answer:
                kinds[pattern] = answer.headers["Content-Type"]
        except urllib.error.HTTPError as error:
            kinds[pattern] = str(error)
    assert {pattern: kinds[pattern] for pattern, kind in OTHERS.items() if not kinds[pattern].startswith(kind)} == {}


def test_an_auditor_sees_every_page_that_may_be_inspected(lived_in, open_page):
    """U-07 · what only looks is shown to who only looks, with nothing to press; the rest is refused in a page"""
    loam, addresses = lived_in
    page = open_page(loam, expect_complaints=True)
    sign_in(page, AUDITOR)
    page.wait_for_url("**/")
    faults = {}
    for pattern, who in portal_routes().items():
        if pattern in SIGNED_OUT or pattern in OTHERS or pattern in PASSAGES:
            continue
        answer = page.goto(addresses.of(pattern))
        if answer.status != (200 if who in ("signed in", "inspect") else 403):
            faults[pattern] = (who, answer.status)
        if found := inspect(page):
            faults[pattern] = found
    assert not faults, faults
