#!/usr/bin/env python3
"""Takes the screenshots in docs/screens of every page that `loam routes` tells, light and dark, at two widths: screens.py [FOLDER]"""
import pathlib
import re
import shutil
import sys

from playwright.sync_api import sync_playwright

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS / "EndToEnd")]
from process import ROOT, Loam, temporary_folder  # noqa: E402
from inhabited import inhabited  # noqa: E402
from routes import OTHERS, PASSAGES, SIGNED_OUT, portal_routes  # noqa: E402
from sandbox import sandbox  # noqa: E402
from walk import sign_in  # noqa: E402

# What a picture is called where the address would not say it.
NAMES = {"/": "home", "/first-run": "first-run", "/companies/:company": "company", "/people/:person": "person", "/lists/:list": "list",
         "/sources/:source": "source", "/reviews/:review": "review", "/users/:user": "user", "/users/new": "invite",
         "/products/:product": "product", "/enrich/jobs/:job": "enrich-job", "/runs/:run": "run", "/runs/:run/records/:record": "run-record",
         "/records": "record-history", "/integrations/salesforce": "connections", "/integrations/salesforce/:connection": "connection",
         "/mail/:mail": "mail-one", "/jobs/:job": "job"}
# Beside one picture of each address: what a page shows when it is asked for something.
ASKED = {"companies-largest": "/companies?order=largest", "people-leading": "/people?level=cLevel", "attention-unmatched": "/dashboard/companies?list=unmatched",
         "dashboard-year": "/dashboard?period=12m", "enrich-jobs-none": "/enrich/jobs?name=nobody"}
SANDBOX_PAGES = {"home": "/home", "list": "/records/Lead", "rules": "/setup/rules", "usage": "/setup/usage",
                 "permissions": "/setup/permissions", "new": "/records/Contact/new"}
WIDTHS = {1440: 900, 390: 844}


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "docs/screens")
    folder.mkdir(parents=True, exist_ok=True)
    for earlier in folder.glob("*.png"):
        earlier.unlink()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])

        def shoot(page, name, scheme, width):
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=False)

        with temporary_folder() as data, Loam(data) as empty:
            for page, scheme, width in looks(chromium, empty.url):
                page.goto("/")
                shoot(page, "first-run", scheme, width)
        with inhabited(chromium, sample=("--companies", 2000, "--people", 4000)) as (loam, addresses):
            shoot_portal(chromium, loam, addresses, shoot)
        with sandbox("--accounts", 400, "--contacts", 900, "--leads", 300, "--seed", 7) as (told, _):
            shoot_sandbox(chromium, told, shoot)
        chromium.close()
    print(f"{len(list(folder.glob('*.png')))} screenshots in {folder}")


def looks(chromium, url):
    """A fresh page for each width and scheme."""
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            context = chromium.new_context(base_url=url, viewport={"width": width, "height": WIDTHS[width]},
                                           color_scheme=scheme, reduced_motion="reduce")
            yield context.new_page(), scheme, width
            context.close()


def name_of(pattern):
    return NAMES.get(pattern) or "-".join(re.findall(r"[a-z]+", pattern.replace("integrations/", "").replace("access/", "")))


def shoot_portal(chromium, loam, addresses, shoot):
    """Every page that `loam routes` tells, before the sign-in and behind it, and some that were asked for something."""
    patterns = [pattern for pattern in portal_routes() if pattern not in OTHERS and pattern not in PASSAGES]
    before = {name_of(pattern): addresses.of(pattern) for pattern in patterns if pattern in SIGNED_OUT and pattern != "/first-run"}
    behind = {name_of(pattern): addresses.of(pattern) for pattern in patterns if pattern not in SIGNED_OUT} | ASKED
    # No page stands for two, and none is left out.
    assert len(before | behind) == len(patterns) - 1 + len(ASKED) and None not in (before | behind).values()
    for page, scheme, width in looks(chromium, loam.url):
        for name, path in before.items():
            page.goto(path)
            shoot(page, name, scheme, width)
        sign_in(page)
        page.wait_for_url("**/")
        for name, path in behind.items():
            page.goto(path)
            shoot(page, name, scheme, width)


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
