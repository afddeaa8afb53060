"""No page breaks at any width, light or dark: nothing leaves it sideways, no text is cut or lies over another, heads stay."""
import pytest
from conftest import DESKTOP
from inhabited import inhabited
from layout import HEADS, LAYOUT, broken, crawl, kind
from routes import OTHERS, PASSAGES, SIGNED_OUT, portal_routes
from walk import sign_in

# A sheet of A4 between margins of 12 millimetres.
PAPER = {"width": 703, "height": 1000}
HOSTILE = "Grace <b>&amp; Hopper\u202e von und zu Wiesenthal-Hohenschwangau-" + "W" * 30
# A page each that holds what is wrong, and what is said of it.
FAULTS = {
    "too wide": ("<div style='width: 3000px'>far</div>", "too wide"),
    "cut": ("<p style='width: 60px; overflow: hidden; white-space: nowrap'>a long line of text</p>", "is cut"),
    "cut below": ("<div style='height: 10px; overflow: hidden'>one<br>two<br>three</div>", "is cut below"),
    "over another": ("<p>the lower line</p><p style='margin-top: -1.6em'>the upper line</p>", "lies over"),
    "spilling": ("<div style='width: 40px'><span>Unbreakablewordsarelong</span></div>", "spills out"),
    "a broken number": ("<p style='width: 30px; overflow-wrap: anywhere'>1,234,567</p>", "a number is broken"),
    "a broken word": ("<p style='width: 30px; overflow-wrap: anywhere'>Contacts of the north</p>", "a word is broken"),
    "leaving": ("<p style='position: relative; left: -40px'>to the left</p>", "leaves the window"),
    "out of sight": ("<nav class='tabs' style='width: 90px; overflow-x: auto; white-space: nowrap'><a href='/a'>The first of two</a> "
                     "<a href='/b' aria-current='page'>second</a></nav>", "is out of sight"),
    "a head that goes": ("<div style='overflow: hidden'><table style='height: 3000px'><thead><tr><th style='position: sticky; top: 0'>"
                         "Name</th></tr></thead><tbody><tr><td>x</td></tr></tbody></table></div>", "does not stay"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_broken_is_seen(chromium, fault):
    """what looks for faults finds each of them, and none where there is none"""
    context = chromium.new_context(viewport=DESKTOP)
    page = context.new_page()
    markup, said = FAULTS[fault]

    def found(body):
        page.set_content(f"<body style='margin: 20px'><main>{body}</main><div style='height: 3000px'></div></body>")
        return page.evaluate(LAYOUT) + page.evaluate(HEADS)

    assert found("<h1>Fine</h1><p>A line.</p><table><thead><tr><th style='position: sticky; top: 0'>Name</th></tr></thead>"
                 + "<tbody>" + "<tr><td>x</td></tr>" * 80 + "</tbody></table>") == []
    assert any(said in one for one in found(markup)), found(markup)
    context.close()


@pytest.fixture(scope="module")
def filled(chromium):
    """An installation that holds something of every kind, under names that are long and hostile."""
    names = {"colleague": HOSTILE, "key": "=HYPERLINK(\"http://example.org\")" + "k" * 40, "provider": "Okta <b>&amp; others"}
    with inhabited(chromium, **names) as (loam, addresses):
        context = chromium.new_context(base_url=loam.url, viewport=DESKTOP)
        page = context.new_page()
        sign_in(page)
        page.wait_for_url("**/")
        page.close()
        yield context, addresses
        context.close()


def test_no_page_breaks(filled):
    """U-07 · every page that `loam routes` tells, and every kind that links lead to, at five widths, light and dark"""
    context, addresses = filled
    page = context.new_page()
    pages = {pattern: addresses.of(pattern) for pattern in portal_routes() if pattern not in SIGNED_OUT | OTHERS.keys() | PASSAGES}
    assert len(pages) > 80 and None not in pages.values(), pages
    seen = {kind(path) for path in pages.values()}
    pages |= {name: path for name, path in crawl(page).items() if name not in seen}
    faults = {}
    for name, path in pages.items():
        page.goto(path)
        if found := broken(page):
            faults[name] = found
    assert not faults, "\n".join(f"{name}: {fault}" for name, found in faults.items() for fault in found[:8])


def test_reports_are_fit_for_paper(filled):
    """U-07 · on paper nothing is cut, the page says what it is narrowed down to, and times are exact"""
    context, _ = filled
    page = context.new_page()
    page.goto("/runs")
    run_page = page.locator("main tbody a").first.get_attribute("href")
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print", color_scheme="dark")
    faults = {}
    for path in ("/dashboard?period=12m", "/dashboard/companies?list=unmatched&name=tan", "/credits", "/runs", run_page):
        page.goto(path)
        if found := page.evaluate(LAYOUT):
            faults[path] = found
        assert page.locator(".side, .top, .button, .filters").locator("visible=true").count() == 0, path
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)", path
        for moment in page.locator("main time[title]").locator("visible=true").all()[:3]:
            assert "(" in moment.evaluate("element => getComputedStyle(element, '::after').content"), "with its zone"
            assert moment.evaluate("element => getComputedStyle(element).fontSize") == "0px"
    assert not faults, faults
    page.goto("/dashboard/companies?list=unmatched&name=tan&period=12m")
    told = page.locator(".on-paper").inner_text()
    assert "Last 12 months" in told and "Name: tan" in told and "UTC" in told, told
