"""Every address that the portal answers with a GET, at a desk and on a phone: nobody adds a page that no browser has seen."""
import urllib.error
import urllib.request

import pytest
from conftest import DESKTOP, PHONE
from inhabited import AUDITOR, inhabited
from routes import OTHERS, PASSAGES, SIGNED_OUT, portal_routes
from walk import inspect, sign_in


@pytest.fixture(scope="module")
def lived_in(chromium):
    with inhabited(chromium) as found:
        yield found


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
