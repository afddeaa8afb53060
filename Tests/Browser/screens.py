#!/usr/bin/env python3
"""Takes the screenshots in docs/screens from a fresh installation in which something has happened: screens.py [FOLDER]"""
import pathlib
import shutil
import sys

from playwright.sync_api import sync_playwright

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS / "EndToEnd")]
from process import ROOT, Loam, run, temporary_folder, until  # noqa: E402
from enriching import carry_out, connect, loam_and_org, make_job, preview  # noqa: E402
from sandbox import sandbox  # noqa: E402
from walk import make_organisation, sign_in  # noqa: E402

PAGES = {"home": "/", "alerts": "/alerts", "find": "/find?q=me", "companies": "/companies?order=largest", "company": "/companies/1",
         "people": "/people?level=cLevel", "person": "/people/1", "lists": "/lists", "sources": "/sources", "reviews": "/reviews",
         "explain": "/explain", "users": "/users", "invite": "/users/new", "products": "/products", "product-new": "/products/new",
         "provisioning": "/provisioning", "provisioning-requests": "/provisioning/requests", "keys": "/keys",
         "single-sign-on": "/access/single-sign-on", "single-sign-on-new": "/access/single-sign-on/new", "audit": "/audit",
         "mail": "/mail", "jobs": "/jobs", "settings": "/settings", "system": "/system", "account": "/account",
         "shortcuts": "/shortcuts"}
SANDBOX_PAGES = {"home": "/home", "list": "/records/Lead", "rules": "/setup/rules", "usage": "/setup/usage",
                 "permissions": "/setup/permissions", "new": "/records/Contact/new"}
WIDTHS = {1440: 900, 390: 844}


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "docs/screens")
    folder.mkdir(parents=True, exist_ok=True)
    with temporary_folder() as data, Loam(data) as loam, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])

        def shoot(page, name, scheme, width):
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=False)

        def open_page(width, scheme):
            context = chromium.new_context(base_url=loam.url, viewport={"width": width, "height": WIDTHS[width]},
                                           color_scheme=scheme, reduced_motion="reduce")
            return context.new_page()

        for width in WIDTHS:
            for scheme in ("light", "dark"):
                page = open_page(width, scheme)
                page.goto("/")
                shoot(page, "first-run", scheme, width)
                page.context.close()
        page = open_page(1440, "light")
        make_organisation(page, "Meadow & Sons", "ada@example.org")
        for name, email in (("Grace Hopper", "grace@example.org"), ("Alan Turing", "alan@example.org"),
                            ("Katherine Johnson", "katherine@example.org")):
            page.goto("/users/new")
            page.get_by_label("E-mail address").fill(email)
            page.get_by_label("Name").fill(name)
            page.locator("main form button[type=submit]").last.click()
        run("catalogue", "sample", "--companies", 2000, "--people", 4000, "--data", pathlib.Path(data) / "data")

        def is_searchable():
            page.goto("/companies")
            return page.locator("tbody tr").count() > 0

        until(is_searchable, 120, "the search of the sample")
        for name in ("Nightly export", "Data warehouse"):
            page.goto("/keys/new")
            page.get_by_label("Name").fill(name)
            page.locator("main form button[type=submit]").last.click()
        page.context.close()
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                page = open_page(width, scheme)
                page.goto("/sign-in")
                shoot(page, "sign-in", scheme, width)
                sign_in(page)
                page.wait_for_url("**/")
                for name, path in PAGES.items():
                    page.goto(path)
                    shoot(page, name, scheme, width)
                page.context.close()
        with sandbox("--accounts", 400, "--contacts", 900, "--leads", 300, "--seed", 7) as (told, _):
            shoot_sandbox(chromium, told, shoot)
        with loam_and_org() as (other, org):
            shoot_enrichment(chromium, other, org, shoot)
        chromium.close()
    print(f"{len(list(folder.glob('*.png')))} screenshots in {folder}")


def shoot_enrichment(chromium, loam, org, shoot):
    """The pages of a connected org, its jobs, runs and credits."""
    context = chromium.new_context(base_url=loam.url, viewport={"width": 1440, "height": WIDTHS[1440]}, reduced_motion="reduce")
    page = context.new_page()
    make_organisation(page, "Meadow & Sons", "ada@example.org")
    connect(page, org)
    paths = {"connection": page.url}
    make_job(page)
    paths["enrich-job"] = page.locator("main tbody a").first.get_attribute("href")
    preview(page)
    paths["run-preview"] = page.url
    carry_out(page)
    paths["run"] = page.url
    record = page.locator("#results tbody a.cell-main").nth(1)
    paths["run-record"], text = record.get_attribute("href"), record.inner_text()
    paths |= {"connections": "/integrations/salesforce", "enrich-jobs": "/enrich/jobs", "match-inputs": "/enrich/match-inputs",
              "dashboard": "/dashboard", "attention": "/dashboard/companies?list=unmatched", "runs": "/runs", "credits": "/credits", "record-history": "/records?record=" + text}
    context.close()
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            context = chromium.new_context(base_url=loam.url, viewport={"width": width, "height": WIDTHS[width]},
                                           color_scheme=scheme, reduced_motion="reduce")
            page = context.new_page()
            sign_in(page)
            page.wait_for_url("**/")
            for name, path in paths.items():
                page.goto(path)
                shoot(page, name, scheme, width)
            context.close()


def shoot_sandbox(chromium, told, shoot):
    """The pages of a sandbox org."""
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            context = chromium.new_context(base_url=told["url"], viewport={"width": width, "height": WIDTHS[width]},
                                           color_scheme=scheme, reduced_motion="reduce")
            page = context.new_page()
            page.goto("/login")
            shoot(page, "sandbox-sign-in", scheme, width)
            page.get_by_label("Username").fill(told["username"])
            page.get_by_label("Password").fill(told["password"])
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url("**/home")
            for name, path in SANDBOX_PAGES.items():
                page.goto(path)
                shoot(page, f"sandbox-{name}", scheme, width)
            page.goto("/records/Account")
            page.locator("tbody th a").first.click()
            shoot(page, "sandbox-record", scheme, width)
            page.goto("/setup/users")
            page.locator("tbody th a").first.click()
            page.get_by_role("link", name="What this user may do").click()
            shoot(page, "sandbox-rights", scheme, width)
            context.close()


if __name__ == "__main__":
    main()
