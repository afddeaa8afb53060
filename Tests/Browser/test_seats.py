"""What somebody sees whom an identity provider manages and who has no product, while one is required."""
import contextlib
import pathlib
import re
import sys

import pytest
from conftest import DESKTOP, PHONE
from walk import PASSWORD, inspect

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "Clients"))
from scim_directory import ENGINES, GROUP, LOAM, USER, directory_on  # noqa: E402

BEN = "ben@example.org"


@pytest.fixture(params=ENGINES)
def directory(request):
    with contextlib.contextmanager(directory_on)(request.param, seats=1) as directory:
        yield directory


def require_product(directory):
    status, text, _ = directory.portal.submit("/provisioning", "/provisioning", provider="okta", needsProduct="on")
    assert status == 200, text


def arrive(directory, page):
    """Ben is invited and signs in; then the identity provider finds him, and has no product for him."""
    _, text, _ = directory.portal.submit("/users/new", "/users", name="Ben Spinner", email=BEN, role="member")
    page.goto(re.search(r"/invitation/[A-Za-z0-9_-]+", text)[0])
    page.get_by_label("Password").first.fill(PASSWORD)
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/")
    found = directory.find(f'userName eq "{BEN}"').json["Resources"][0]
    known = directory.call("PUT", f"/Users/{found['id']}", {"schemas": [USER], "userName": BEN, "active": True,
                                                            "emails": [{"value": BEN, "primary": True}]})
    assert known.status == 200, known.text
    return known


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_without_a_seat_one_page_says_what_to_do(directory, open_page, viewport):
    """U-05 · whatever is opened, the page says why and whom to ask; the account stays open; a seat opens the portal at once"""
    page = open_page(directory.loam, viewport, expect_complaints=True)
    known = arrive(directory, page)
    path = f"/Users/{known.json['id']}"

    def seated():
        return directory.call("GET", f"{path}?attributes={LOAM}:platformActive").json[LOAM]["platformActive"]

    assert page.goto("/companies").status == 200, "no product is required yet"
    require_product(directory)
    assert not seated() and directory.call("GET", path).json["active"] is True
    for address in ("/", "/find", "/companies"):
        assert page.goto(address).status == 403
        assert page.get_by_role("heading", level=1).inner_text() == "No product is assigned to you"
        assert inspect(page) == []
    assert page.locator("nav").count() == 0
    page.get_by_role("link", name="Go to my account").click()
    page.wait_for_url("**/account")
    assert inspect(page) == []
    # Loam's own administrator holds no seat either, and gives them out.
    assert directory.portal.get("/products")[0] == 200
    assert directory.patch(path, {"op": "add", "path": f"{LOAM}:products", "value": ["sales"]}).status == 200
    assert seated()
    assert page.goto("/companies").status == 200


def test_without_a_seat_one_can_sign_out(directory, open_page):
    """U-05 · the session goes on without a seat, until its person ends it"""
    page = open_page(directory.loam, javascript=False, expect_complaints=True)
    arrive(directory, page)
    require_product(directory)
    page.goto("/people")
    page.locator("aside summary").click()
    page.locator("aside").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in**")
    page.goto("/people")
    assert "/sign-in" in page.url


def test_a_group_names_the_products_that_it_gives(directory):
    """U-04 · a group's products stand by their names, also on the page of a member; one of which somebody holds a seat is not taken off"""
    person = directory.call("POST", "/Users", {"schemas": [USER], "userName": "gus@example.org", "active": True}).json
    group = directory.call("POST", "/Groups", {"schemas": [GROUP], "displayName": "Weavers", "members": [{"value": person["id"]}]}).json
    page = f"/provisioning/groups/{group['id']}"
    status, text, _ = directory.portal.submit(page, page, **{"product-sales": "on"})
    assert status == 200 and re.search(r'data-label="Products"><div>Sales<', text), text
    status, text, _ = directory.portal.get(f"/users/{person['id']}")
    assert re.search(r"<li>Sales <span[^>]*>from the group Weavers</span></li>", text), text
    status, text, _ = directory.portal.get(f"/users/{person['id']}/products")
    assert status == 200 and "seats available. Given by the group Weavers, whatever is chosen here." in text, text
    status, text, _ = directory.portal.get("/products/sales/removal")
    assert status == 409 and "Somebody holds a seat of this product" in text, text
