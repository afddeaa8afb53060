"""The catalogue in a real browser: searching, profiles, lists and sources, at a desk and on a phone, with and without script."""
import csv
import io
import pathlib

import pytest
from conftest import DESKTOP, PHONE
from process import run, until
from walk import inspect, make_organisation, sign_in

LOOKS = [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark"), ({"width": 1920, "height": 1080}, "light")]
COMPANIES = """source_id,name,other_names,website,city,country,industry,employees,status,parent_source_id
a,Acme Looms,former:Acme Weaving,https://acme.example,Berlin,Germany,Textiles,120,active,b
b,Beta Holding,,beta.example,Rome,Italy,Finance,5000,active,
c,"=HYPERLINK(""http://x"") <b>& Söhne\u202e",,formula.example,Bonn,Germany,Textiles,8,dissolved,
,No id,,,,,,,,
"""
PEOPLE = """source_id,first_name,last_name,email,email_status,title,company_source_id,company_name,former_companies,country
p,Ada,Weaver,ada@acme.example,valid,Chief Technology Officer,a,Acme Looms,Old Looms; Older Looms,Germany
q,Ben,Spinner,ben@acme.example,invalid,Sales Manager,a,Acme Looms,,Germany
"""
SIGNALS = "company_source_id,topic,score,observed_on\na,Cloud migration,82,2026-10-12\n"
SCOOPS = "company_source_id,type,description,published_on\na,Expansion,Opens a second plant.,2026-09-30\n"


@pytest.fixture(scope="module")
def stocked(shared_server, chromium):
    """An installation with a small catalogue, of which one company has changed."""
    folder = pathlib.Path(shared_server.folder)

    def load(name, text):
        path = folder / f"{name}.csv"
        path.write_text(text)
        run("catalogue", "load", path, "--data", folder / "data")

    for name, text in (("companies", COMPANIES), ("people", PEOPLE), ("signals", SIGNALS), ("scoops", SCOOPS),
                       ("companies", COMPANIES.replace("Berlin", "Potsdam"))):
        load(name, text)
    context = chromium.new_context(base_url=shared_server.url, viewport=DESKTOP)
    page = context.new_page()
    make_organisation(page)

    def is_searchable():
        page.goto("/companies")
        return page.get_by_text("Potsdam").count() == 1

    until(is_searchable, what="the search of what was loaded")
    context.close()
    return shared_server


def enter(page):
    sign_in(page)
    page.wait_for_url("**/")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look[0]['width']}-{look[1]}")
def test_every_page_is_readable(stocked, open_page, look):
    page = open_page(stocked, look[0], scheme=look[1])
    enter(page)
    faults = {}
    for path in ("/companies", "/companies?q=loom", "/companies?q=holdinng", "/companies?q=nobody+at+all", "/companies/1",
                 "/companies/2", "/companies/3", "/people", "/people?company=1", "/people/1", "/people/2", "/lists",
                 "/lists/add?kind=companies&number=1", "/searches/new?kind=companies&q=loom", "/sources", "/sources/1",
                 "/sources/1/priority", "/loads/1/rejects"):
        page.goto(path)
        faults[path] = inspect(page)
    assert not any(faults.values()), {path: found for path, found in faults.items() if found}


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_company_is_found_and_leads_to_its_people(stocked, open_page, viewport, javascript):
    page = open_page(stocked, viewport, javascript)
    enter(page)
    page.goto("/companies")
    page.get_by_role("searchbox").fill("weaving")
    if javascript:
        page.get_by_text("Beta Holding").wait_for(state="detached")
    else:
        page.get_by_role("button", name="Apply").click()
    page.get_by_role("link", name="Acme Looms").click()
    page.get_by_role("heading", level=1, name="Acme Looms").wait_for()
    main = page.locator("main").inner_text()
    for text in ("Ultimate parent", "Acme Weaving", "Cloud migration", "Opens a second plant.", "Berlin", "Potsdam"):
        assert text in main, text
    page.get_by_role("link", name="Ada Weaver").click()
    page.get_by_role("heading", level=1, name="Ada Weaver").wait_for()
    assert "Older Looms" in page.locator("main").inner_text()


def test_a_filter_narrows_down_and_the_others_count_anew(stocked, open_page):
    page = open_page(stocked)
    enter(page)
    page.goto("/companies")
    page.get_by_label("Any industry").select_option("Textiles")
    page.get_by_text("Beta Holding").wait_for(state="detached")
    countries = page.get_by_label("Any country").locator("option").all_inner_texts()
    assert countries == ["Any country", "Germany (2)"]
    assert "industry=Textiles" in page.url


def test_a_misspelled_name_is_a_guess_and_said_to_be_one(stocked, open_page):
    page = open_page(stocked, javascript=False)
    enter(page)
    page.goto("/companies?q=holdinng")
    assert page.get_by_text("These are guesses.").count() == 1
    assert page.get_by_role("link", name="Beta Holding").count() == 1


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_search_is_saved_and_what_is_ticked_goes_on_a_list(stocked, open_page, javascript):
    page = open_page(stocked, javascript=javascript)
    enter(page)
    name = "With script" if javascript else "Without script"
    page.goto("/companies?industry=Textiles")
    page.get_by_role("link", name="Save this search").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="Save search").click()
    page.get_by_role("link", name=name, exact=True).wait_for()
    assert page.get_by_role("link", name=name, exact=True).get_attribute("aria-current") == "page"
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Put ticked on a list").click()
    page.get_by_label("Name of a new list").fill(name)
    page.get_by_role("button", name="Put on the list").click()
    page.get_by_role("heading", level=1, name=name).wait_for()
    text = page.request.get(page.url + "/export.csv").text()
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == ["1", "3"]
    assert rows[1]["name"].startswith("'=HYPERLINK"), "a spreadsheet takes nothing for a formula"
    page.get_by_label("Choose Acme Looms").check()
    page.get_by_role("button", name="Take ticked off the list").click()
    page.get_by_text("1 company.").wait_for()
    page.goto("/companies")
    page.get_by_role("button", name=f"Delete the saved search {name}", exact=True).click()
    page.get_by_text("The saved search was deleted.").wait_for()
    assert page.get_by_role("link", name=name, exact=True).count() == 0


def test_a_profile_is_put_on_a_list_in_a_dialog(stocked, open_page):
    page = open_page(stocked)
    enter(page)
    page.goto("/people/1")
    page.get_by_role("link", name="Put on a list").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name of a new list").fill("People")
    dialog.get_by_role("button", name="Put on the list").click()
    page.get_by_role("heading", level=1, name="People").wait_for()
    assert page.get_by_role("link", name="Ada Weaver").count() == 1


def test_sources_show_loads_refused_rows_and_priority(stocked, open_page):
    page = open_page(stocked)
    enter(page)
    page.goto("/sources")
    page.get_by_role("link", name="1", exact=True).first.click()
    assert "the id is empty" in page.locator("main").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="Export CSV").click()
    assert '"source_id","the id is empty"' in pathlib.Path(download.value.path()).read_text()
    page.goto("/sources")
    page.get_by_role("link", name="Priority of companies").click()
    page.get_by_role("dialog").get_by_label("Priority", exact=True).fill("7")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    page.get_by_text("The priority was saved.").wait_for()
    page.goto("/audit?action=source.changed")
    assert "priority 7" in page.locator("main").inner_text()


def test_an_empty_catalogue_says_what_to_run(server, open_page):
    page = open_page(server, javascript=False)
    make_organisation(page)

    def says_so(path):
        page.goto(path)
        return page.get_by_text("loam catalogue sample").count() == 1

    for path in ("/companies", "/people", "/sources"):
        until(lambda: says_so(path), what=f"the command on {path}")
        assert inspect(page) == []
