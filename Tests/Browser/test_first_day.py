"""The first day: an organisation, a sign-in, with and without JavaScript, at a desk and on a phone."""
import pytest
from conftest import DESKTOP, PHONE
from walk import PASSWORD, inspect, make_organisation, sign_in


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_first_run_makes_the_organisation_and_its_admin(server, open_page, viewport, javascript):
    page = open_page(server, viewport, javascript)
    make_organisation(page)
    assert page.get_by_role("heading", level=1).count() == 1
    assert "Example" in page.content()


def test_the_first_run_happens_once(server, open_page):
    make_organisation(open_page(server))
    other = open_page(server)
    other.goto("/first-run")
    assert "/sign-in" in other.url


def test_the_first_run_names_every_fault_at_once(server, open_page):
    page = open_page(server, javascript=False, expect_complaints=True)
    page.goto("/first-run")
    page.get_by_label("Organisation").fill("Example")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Password").fill("short")
    page.evaluate("document.forms[0].noValidate = true")
    page.get_by_role("button", name="Create organisation").click()
    assert page.get_by_label("Password").get_attribute("aria-invalid") == "true"
    assert page.get_by_label("Organisation").input_value() == "Example", "what was typed is kept"
    assert inspect(page) == []


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_signing_out_and_in_again(server, open_page, javascript):
    page = open_page(server, javascript=javascript)
    make_organisation(page)
    sign_out(page)
    page.goto("/users")
    assert "/sign-in" in page.url, "a page behind the door asks for a sign-in"
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/users")


def sign_out(page):
    """The form is in the menu of the person, which may have to be opened first."""
    button = page.get_by_role("button", name="Sign out")
    if not button.is_visible():
        page.locator("summary", has=page.get_by_text("Ada Admin")).first.click()
    button.click()
    page.wait_for_url("**/sign-in**")


def test_a_wrong_password_is_refused_without_saying_which_part(server, open_page):
    make_organisation(open_page(server))
    answers = []
    for email in ("ada@example.org", "nobody@example.org"):
        page = open_page(server, expect_complaints=True)
        sign_in(page, email, "not the password at all")
        assert "/sign-in" in page.url
        answers.append(page.get_by_role("alert").inner_text())
    assert answers[0] == answers[1]
