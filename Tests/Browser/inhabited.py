"""An installation that holds something of every kind of which there is a page."""
import contextlib
import json
import pathlib
import urllib.request

from enriching import carry_out, connect, loam_and_org, make_job, preview
from process import run, until
from routes import Addresses
from test_catalogue_pages import COMPANIES, PEOPLE, SCOOPS, SIGNALS
from walk import PASSWORD, make_organisation

AUDITOR = "audrey@example.org"


@contextlib.contextmanager
def inhabited(chromium, colleague="Grace Hopper", key="Nightly export", provider="Okta", sample=()):
    """The running program, and the addresses of its pages; `sample` are words of `loam catalogue sample`."""
    with loam_and_org() as (loam, org):
        folder = pathlib.Path(loam.folder)
        data = folder / "data"
        for name, text in (("companies", COMPANIES), ("people", PEOPLE), ("signals", SIGNALS), ("scoops", SCOOPS)):
            (folder / f"{name}.csv").write_text(text)
            run("catalogue", "load", folder / f"{name}.csv", "--source", "more", "--data", data)
        context = chromium.new_context(base_url=loam.url, viewport={"width": 1440, "height": 900})
        context.set_default_timeout(10_000)
        page = context.new_page()
        make_organisation(page)
        fill_form(page, "/users/new", {"E-mail address": "grace@example.org", "Name": colleague})
        fill_form(page, "/keys/new", {"Name": key})
        page.goto("/access/single-sign-on/new")
        page.locator("[name=kind][value=saml]").check()
        fill(page, {"Name": provider})
        for product in ("Data", "Enrich"):
            fill_form(page, "/products/new", {"Id": product.lower(), "Name": product, "Seats": "5"})
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
        if sample:
            run("catalogue", "sample", *sample, "--data", data)

        def is_searchable():
            page.goto("/people")
            return page.get_by_text("Weaver").count() > 0

        until(is_searchable, 120, what="the search of what was loaded")
        group = connect_provider(loam, data, provider)
        page.goto(f"/provisioning/groups/{group}")
        page.locator("[name=product-enrich]").check()
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_url("**/provisioning/groups")
        context.close()
        doubt(loam, data)
        yield loam, Addresses(data)


def fill_form(page, path, fields):
    page.goto(path)
    fill(page, fields)


def fill(page, fields):
    for label, text in fields.items():
        page.get_by_label(label).first.fill(text)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()
    assert page.locator("[aria-invalid=true]").count() == 0, page.locator("main").inner_text()


def scim(loam, token, path, body):
    """What an identity provider sends."""
    request = urllib.request.Request(f"{loam.url}/scim/v2/{path}", json.dumps(body).encode(), method="POST", headers={
        "Authorization": f"Bearer {token}", "Content-Type": "application/scim+json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def connect_provider(loam, data, name):
    """A token that goes on and one that ends soon; a group and somebody in it. Returns the group's id."""
    run("key", "create", "--scim", "--name", f"{name}, last year", "--expires", "12d", "--data", data)
    token = run("key", "create", "--scim", "--no-product-required", "--data", data).stdout.splitlines()[-1]
    person = scim(loam, token, "Users", {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "alan@example.org",
                                         "name": {"givenName": "Alan", "familyName": "Turing"}, "active": True})
    group = scim(loam, token, "Groups", {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": f"{name} people",
                                         "members": [{"value": person["id"]}]})
    return group["id"]


def doubt(loam, data):
    """Records of which a name alone is known, so that somebody has to look at them."""
    key = run("key", "create", "--name", "CRM", "--role", "member", "--data", data).stdout.splitlines()[-1]
    names = ["Acme Loom", "Acme Looms", "Acme", "Beta Holdings", "Beta", "Tannhof", "Tannhof 3", "Tannhof 13 Textil", "Looms Acme"]
    records = [{"Id": f"001AA00000{number:05d}AAA", "Name": name, "BillingCountry": "Germany"} for number, name in enumerate(names)]
    request = urllib.request.Request(f"{loam.url}/v1/match/companies", json.dumps({"review": True, "records": records}).encode(),
                                     headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"})
    urllib.request.urlopen(request).read()
