"""The ways through the pages of enrichment, from connecting an org to taking a run back, with an org to look at."""
import contextlib
import csv
import json
import pathlib
import urllib.parse

from process import Loam, run, temporary_folder
from sandbox import call, sandbox, sign_in as sign_in_to_org
from walk import inspect

RECORDS = 240
# Every tenth account is of a company that nobody has heard of.
KNOWN = RECORDS - RECORDS // 10
FIELDS = ("Name", "BillingCity", "BillingCountry", "Industry", "Phone", "Loam_Company_ID__c")


class Org:
    """A sandbox org beside Loam."""

    def __init__(self, told):
        self.told, self.url = told, told["url"]

    def accounts(self):
        session = sign_in_to_org(self.told)
        query = urllib.parse.quote(f"SELECT Id,{','.join(FIELDS)} FROM Account ORDER BY Id")
        status, text, _ = call(f"{self.url}/services/data/v60.0/query?q={query}", Authorization="Bearer " + session["access_token"])
        assert status == 200, text
        return {row["Id"]: {field: row[field] for field in FIELDS} for row in json.loads(text)["records"]}


@contextlib.contextmanager
def loam_and_org():
    """Loam, the companies it knows, and an org whose accounts are most of them."""
    with temporary_folder() as folder:
        files = pathlib.Path(folder) / "files"
        (files / "org").mkdir(parents=True)
        with open(files / "companies.csv", "w") as catalogue, open(files / "org/Account.csv", "w") as accounts:
            catalogue, accounts = csv.writer(catalogue), csv.writer(accounts)
            catalogue.writerow(["source_id", "name", "websites", "city", "country", "industry", "phone"])
            accounts.writerow(["Id", "Name", "Website", "Industry"])
            for number in range(RECORDS):
                name, site = f"Tannhof {number} Textiles", f"tannhof{number}.example"
                if number % 10:
                    catalogue.writerow([f"S{number}", name, site, "Husum", "Germany", "Textiles", ""])
                accounts.writerow([f"001AA{number:010d}AAA", f"Tannhof {number}", f"https://www.{site}", "Textiles" if number % 3 else ""])
        loam = Loam(folder, "--salesforce-private-hosts", "127.0.0.1")
        with loam, sandbox("--from", files / "org", "--callback", loam.url + "/integrations/salesforce/callback") as (told, _):
            run("catalogue", "load", files / "companies.csv", "--data", loam.folder / "data")
            yield loam, Org(told)


def connect(page, org):
    page.get_by_role("link", name="Salesforce").first.click()
    page.get_by_role("link", name="Connect an org").first.click()
    page.get_by_label("Own domain").check()
    page.locator("[name=address]").fill(org.url)
    page.locator("[name=consumerKey]").fill(org.told["consumerKey"])
    page.locator("[name=consumerSecret]").fill(org.told["consumerSecret"])
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(org.url + "/**")
    page.get_by_label("Username").fill(org.told["username"])
    page.get_by_label("Password").fill(org.told["password"])
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("The org is connected.").wait_for()
    page.get_by_role("link", name="General").click()
    page.get_by_role("button", name="Switch on").click()
    page.get_by_text("The connection is on for everybody.").wait_for()


def act(page, value):
    """Presses a button of the editor."""
    page.locator(f'button[name=act][value="{value}"]').last.click()


def make_job(page):
    page.get_by_role("link", name="Scheduled Enrich").first.click()
    page.get_by_role("link", name="New job").first.click()
    page.get_by_role("link", name="Accounts").click()
    page.locator("[name=name]").fill("Accounts of the north")
    page.locator("[name=every]").select_option(label="By hand only")
    act(page, "count")
    page.get_by_text(f"{RECORDS} records").wait_for()
    mapped = [box.input_value() for box in page.locator("[name$='.target']").all()]
    assert {"Name", "BillingCity", "Loam_Company_ID__c"} <= set(mapped), "the mapping begins with what fits the org"
    page.locator(f"select[name='m.{mapped.index('Industry')}.rule']").select_option(label="Overwrite")
    act(page, "verify")
    page.get_by_text("Everything is in order; the job can be saved.").wait_for()
    assert inspect(page) == []
    page.get_by_role("button", name="Save").last.click()
    page.get_by_text("The job is saved, and on.").wait_for()


def figure(page, name):
    """What the run's page says beside a word, such as Matched."""
    return page.locator("main dl.figures > div", has=page.get_by_text(name, exact=True)).locator("dd").first.inner_text()


def preview(page):
    page.get_by_label("More for Accounts of the north").click()
    page.get_by_role("button", name="Preview").click()
    # The page of the run follows it without being asked to.
    page.get_by_role("button", name="Carry out this plan").wait_for(timeout=60_000)
    page.get_by_text("Nothing has been written.").wait_for()
    page.get_by_text("changes in").click()
    totals = page.locator(".field-totals tr", has_text="BillingCity")
    assert totals.locator("td").all_inner_texts()[-1] == str(KNOWN)
    with page.expect_download() as file:
        page.get_by_role("link", name="Download every change as CSV").click()
    with open(file.value.path(), encoding="utf-8-sig") as text:
        rows = list(csv.DictReader(text))
    assert len({row["record"] for row in rows}) == RECORDS
    assert sum(row["field"] == "BillingCity" and row["after"] == "Husum" and row["before"] == "" for row in rows) == KNOWN
    assert [figure(page, name) for name in ("Total", "Matched", "No match", "Errors", "Credits it would cost")] == [
        str(RECORDS), str(KNOWN), str(RECORDS - KNOWN), "0", str(KNOWN)]
    assert inspect(page) == []


def carry_out(page):
    page.get_by_role("button", name="Carry out this plan").click()
    page.get_by_role("link", name="Undo").wait_for(timeout=60_000)
    assert [figure(page, name) for name in ("Total", "Matched", "No match", "Errors", "Credits")] == [
        str(RECORDS), str(KNOWN), str(RECORDS - KNOWN), "0", str(KNOWN)]
    assert inspect(page) == []


def undo(page):
    page.get_by_role("link", name="Undo").click()
    page.get_by_role("button", name="Undo run").click()
    page.wait_for_url(lambda address: "/undo" not in address)
    page.get_by_text("Succeeded").first.wait_for(timeout=60_000)
    assert page.get_by_role("link", name="Run taken back").count() == 1
    table = page.locator("main table", has_text="Taken back")
    assert table.get_by_text("Taken back").count() > 0 and table.get_by_text("Matched").count() == 0, "an undo says what it did, not what was matched"
    assert inspect(page) == []
