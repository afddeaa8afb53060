"""Every page, on desktop and phone, light and dark: no complaint in the console, nothing too wide, all of it readable."""
import re

import pytest
from conftest import DESKTOP, PHONE
from walk import inspect, keyboard_stops, make_organisation, sign_in

# Pages without anything of an organisation in their address; the others are reached by a link from these.
SIGNED_OUT = ["/sign-in", "/sign-in/local", "/forgot-password", "/reset-password/no-such-token", "/no-such-page"]
SIGNED_IN = ["/", "/companies", "/people", "/lists", "/sources", "/account", "/users", "/users/new", "/keys", "/keys/new",
             "/access/single-sign-on", "/access/single-sign-on/new", "/audit",
             "/mail", "/alerts", "/find", "/find?q=o", "/jobs", "/settings", "/system", "/reviews", "/explain", "/credits", "/credits?month=2020-02", "/shortcuts", "/no-such-page", "/users?search=nobody",
             "/audit?page=x"]
LOOKS = [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark"), ({"width": 1920, "height": 1080}, "light"),
         ({"width": 820, "height": 1180}, "light")]


def name_of(look):
    return f"{look[0]['width']}-{look[1]}"


@pytest.fixture(scope="module")
def lived_in(shared_server, chromium):
    """An installation in which something has happened: a colleague, a key, a mail."""
    context = chromium.new_context(base_url=shared_server.url, viewport=DESKTOP)
    page = context.new_page()
    make_organisation(page)
    page.goto("/users/new")
    page.get_by_label("E-mail address").fill("grace@example.org")
    page.get_by_label("Name").fill("Grace <b>&amp; Hopper\u202e")
    page.locator("main form button[type=submit]").last.click()
    page.goto("/keys/new")
    page.get_by_label("Name").fill("=HYPERLINK(\"http://example.org\")")
    page.locator("main form button[type=submit]").last.click()
    page.goto("/access/single-sign-on/new")
    page.get_by_label("Name").fill("Okta <b>&amp; others")
    page.locator("main form button[type=submit]").last.click()
    context.close()
    return shared_server


@pytest.mark.parametrize("look", LOOKS, ids=name_of)
def test_pages_for_strangers(lived_in, open_page, look):
    page = open_page(lived_in, *[look[0]], scheme=look[1], expect_complaints=True)
    faults = {}
    for path in SIGNED_OUT:
        page.goto(path)
        faults[path] = inspect(page)
    assert not any(faults.values()), faults


@pytest.mark.parametrize("look", LOOKS, ids=name_of)
def test_pages_for_an_admin(lived_in, open_page, look):
    page = open_page(lived_in, look[0], scheme=look[1], expect_missing=True)
    sign_in(page)
    page.wait_for_url("**/")
    faults = {}
    for path in every_page(page):
        page.goto(path)
        faults[path] = inspect(page)
    assert not any(faults.values()), {path: found for path, found in faults.items() if found}


def every_page(page):
    """The known pages and, of each kind of thing, the first that a list links to."""
    pages = list(SIGNED_IN)
    for listing, pattern in (("/users", r"^/users/[^/?]{8,}$"), ("/mail", r"^/mail/[^/?]{8,}$"), ("/jobs", r"^/jobs/[^/?]{8,}$"),
                             ("/access/single-sign-on", r"^/access/single-sign-on/[^/?]{8,}$")):
        page.goto(listing)
        links = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.getAttribute('href'))")
        pages += [link for link in links if re.match(pattern, link)][:1]
    return pages


def test_no_link_leads_nowhere(lived_in, open_page):
    page = open_page(lived_in, expect_complaints=True)
    sign_in(page)
    page.wait_for_url("**/")
    seen, dead, todo = set(), [], [("the start", "/")]
    while todo:
        origin, path = todo.pop()
        if path in seen or len(seen) > 150:
            continue
        seen.add(path)
        answer = page.request.get(path)
        if answer.status >= 400:
            dead.append((origin, path, answer.status))
            continue
        if "text/html" in answer.headers.get("content-type", ""):
            for link in re.findall(r'<a [^>]*href="(/[^"#]*)', answer.text()):
                todo.append((path, link.replace("&amp;", "&")))
    assert not dead, dead
    assert len(seen) > 10


def test_the_keyboard_reaches_everything_in_order(lived_in, open_page):
    page = open_page(lived_in)
    sign_in(page)
    page.goto("/users")
    stops = keyboard_stops(page)
    assert "content" in stops[0]["text"].lower(), f"the first stop skips to the content, and is not {stops[0]['text']!r}"
    assert len(stops) > 10
    assert [stop["path"] for stop in stops if not stop["ring"]] == [], "each stop shows that it has the focus"
    assert [stop["path"] for stop in stops if not stop["shown"]] == []
