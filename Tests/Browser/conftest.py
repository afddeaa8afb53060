"""A real browser against the built program."""
import pathlib
import shutil
import sys

import pytest
from playwright.sync_api import sync_playwright

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS / "EndToEnd")]
from process import Loam, temporary_folder  # noqa: E402

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def chromium():
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is not installed; `make test` installs it."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def server():
    """A fresh installation."""
    with temporary_folder() as folder, Loam(folder) as loam:
        yield loam


@pytest.fixture(scope="module")
def shared_server():
    """One installation for all tests of a file."""
    with temporary_folder() as folder, Loam(folder) as loam:
        yield loam


class Watched:
    """A page whose console must stay silent."""

    def __init__(self, context):
        self.page = context.new_page()
        self.complaints = []
        self.page.on("console", lambda message: message.type in ("error", "warning")
                     and self.complaints.append(f"{self.page.url}: {message.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))


@pytest.fixture
def open_page(chromium):
    """open_page(server, …) gives a page in a context of its own; at the end its console must have been silent.

    A page that is missing is answered with 404, of which the console speaks: expect_missing lets that pass."""
    opened = []

    def open_page(server, viewport=DESKTOP, javascript=True, scheme="light", expect_complaints=False, expect_missing=False):
        context = chromium.new_context(base_url=server.url, viewport=viewport, java_script_enabled=javascript,
                                       color_scheme=scheme, reduced_motion="reduce")
        context.set_default_timeout(10_000)
        watched = Watched(context)
        opened.append((context, watched, expect_complaints, expect_missing))
        return watched.page

    yield open_page
    complaints = [text for _, watched, expected, missing in opened if not expected
                  for text in watched.complaints if not (missing and "404" in text)]
    for context, *_ in opened:
        context.close()
    assert not complaints, complaints
