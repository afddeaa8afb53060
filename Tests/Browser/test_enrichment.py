"""What an admin does on the day a Salesforce org is connected: connect, map, preview, carry out, read the results, undo."""
import pytest
from conftest import DESKTOP, PHONE
from enriching import KNOWN, RECORDS, carry_out, connect, loam_and_org, make_job, preview, undo
from walk import inspect, make_organisation, sign_in


@pytest.fixture(scope="module")
def place():
    with loam_and_org() as both:
        yield both


def test_an_admin_connects_maps_previews_runs_and_undoes(place, open_page):
    """C-01 · M-01 · S-19 · S-20 · X-05 · the whole way, in the browser, with the org looked at after each step"""
    loam, org = place
    before = org.accounts()
    page = open_page(loam)
    make_organisation(page)
    connect(page, org)
    make_job(page)
    preview(page)
    assert org.accounts() == before, "a preview writes nothing"
    carry_out(page)
    after = org.accounts()
    changed = [record for record in after if after[record] != before[record]]
    assert len(changed) == KNOWN
    assert all(after[record]["BillingCity"] == "Husum" and after[record]["Industry"] == "Textiles" for record in changed)
    read_results(page, changed[0], next(record for record in after if record not in changed))
    count_on_the_dashboard(page)
    undo(page)
    assert org.accounts() == before, "every field is as it was"
    say_what_became_of_it(page)


def say_what_became_of_it(page):
    """S-20 · the run says that it was undone, the preview that it was carried out; neither offers it once more"""
    page.get_by_role("link", name="Run taken back").click()
    page.get_by_text("It was undone.").wait_for()
    assert page.get_by_role("link", name="See the undo").count() == 1 and page.get_by_role("link", name="Undo", exact=True).count() == 0
    assert inspect(page) == []
    page.get_by_role("link", name="Preview").click()
    page.get_by_text("This plan was carried out.").wait_for()
    assert page.get_by_role("button", name="Carry out this plan").count() == 0
    assert page.get_by_text("Nothing has been written.").count() == 0
    page.get_by_role("link", name="See the run").click()
    page.get_by_text("It was undone.").wait_for()


def read_results(page, changed, unknown):
    """From the run to a record, and from a record to its runs."""
    run_page = page.url
    page.locator("main select[name=status]").select_option(label="No Match")
    page.wait_for_url(lambda address: "status=no_match" in address)
    assert page.locator("#results tbody tr").count() == RECORDS - KNOWN
    page.goto(f"{run_page}/records/{unknown}")
    page.get_by_text("No Match").first.wait_for()
    page.goto(f"{run_page}/records/{changed}")
    row = page.locator("main tr", has_text="BillingCity")
    assert "Husum" in row.inner_text()
    assert inspect(page) == []
    page.get_by_role("link", name="All runs of this record").click()
    page.get_by_role("link", name="Details").first.wait_for()
    assert page.get_by_role("link", name="Details").count() == 2, "the preview and the run"
    assert inspect(page) == []
    page.goto(run_page)


def count_on_the_dashboard(page):
    """From a figure to its run, and from the run to its records; what was not found is on a list."""
    run_page = page.url
    page.get_by_role("link", name="Dashboard").first.click()
    figure = page.locator(".figures > div", has_text="Companies enriched")
    assert figure.locator("a").inner_text() == str(KNOWN)
    figure.locator("a").click()
    page.get_by_role("link", name="Records").first.click()
    page.locator("#results tbody tr").first.wait_for()
    assert page.get_by_text("100 records on this page").count() == 1
    page.goto("/dashboard")
    page.locator(".card", has_text="Companies that require attention").get_by_role("link", name="Unmatched").click()
    page.locator("#results tbody tr").first.wait_for()
    assert page.locator("#results tbody tr").count() == RECORDS - KNOWN
    with page.expect_download() as download:
        page.get_by_role("link", name="Export CSV").click()
    assert len(download.value.path().read_text().splitlines()) == RECORDS - KNOWN + 1
    page.goto(run_page)


@pytest.mark.parametrize("look", [(DESKTOP, "light"), (PHONE, "light"), (PHONE, "dark")], ids=["desktop", "phone", "phone-dark"])
def test_its_pages_are_readable(place, open_page, look):
    """every page of an org, its jobs and runs: nothing too wide, named, of enough contrast"""
    loam, _ = place
    page = open_page(loam, look[0], scheme=look[1])
    sign_in(page)
    page.wait_for_url("**/")
    paths = ["/integrations/salesforce", "/integrations/salesforce/new", "/enrich/jobs", "/enrich/jobs/new", "/enrich/match-inputs", "/credits", "/runs"]
    dashboard = ["/dashboard", "/dashboard?type=instant", "/dashboard/runs?figure=companies", "/dashboard/contacts",
                 "/dashboard/companies?list=unmatched&period=all"]
    for start, pattern in (("/integrations/salesforce", "main tbody a"), ("/enrich/jobs", "main tbody a"), ("/runs", "main tbody a")):
        page.goto(start)
        paths += [page.locator(pattern).first.get_attribute("href")]
    connection = paths[7]
    paths += [connection + part for part in ("/permissions", "/admins", "/people")]
    faults = {}
    for path in paths + dashboard:
        assert page.goto(path).status == 200, path
        faults[path] = inspect(page)
    assert not any(faults.values()), {path: found for path, found in faults.items() if found}
