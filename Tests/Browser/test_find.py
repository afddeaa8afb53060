"""Finding anything from anywhere: by keyboard on top of the page, by tap on a phone, as a page without a script."""
import pytest
from conftest import DESKTOP, PHONE
from walk import inspect, make_organisation


def test_the_palette_opens_by_keyboard_and_leads_on(server, open_page):
    page = open_page(server, DESKTOP)
    make_organisation(page)
    page.goto("/users")
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("time zo")
    dialog.get_by_role("link", name="Organisation").wait_for()
    assert page.url.endswith("/users"), "the page below stays what it is"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Organisation"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Enter")
    page.wait_for_url("**/settings")
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_person_is_found(server, open_page, viewport, javascript):
    page = open_page(server, viewport, javascript)
    make_organisation(page)
    page.goto("/users")
    page.get_by_role("link", name="Find").locator("visible=true").click()
    page.locator("input[name=q]").fill("ada")
    if not javascript:
        page.get_by_role("button", name="Find").click()
    page.locator("[data-found]", has_text="ada@").click()
    page.wait_for_url("**/users/*")


def test_the_page_reads_well_with_and_without_a_find(server, open_page):
    page = open_page(server, PHONE, javascript=False)
    make_organisation(page)
    for path in ["/find", "/find?q=a", "/find?q=nothing-like-it"]:
        page.goto(path)
        assert inspect(page) == [], path
    assert "Nothing has this name" in page.content()
