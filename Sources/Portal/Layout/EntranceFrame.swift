import HTML

/// The frame around pages for those who are not signed in: one form beside a picture of what Loam is named after.
struct EntranceFrame: Sendable {
    let title: String
    var lead: String?
    var theme = Theme.auto
    /// Below the form: what the product is and what one can do elsewhere.
    var version: String

    func html(_ body: HTML) -> HTML {
        Layout.document(
            title: title,
            theme: theme,
            """
            <div class="entrance">
            <div class="entrance-form">
            <div class="brand">\(Layout.mark)<span class="brand-name"><strong>Loam</strong></span></div>
            <main id="main"><header><h1>\(title)</h1>\(lead.map { "<p>\($0)</p>" as HTML })</header>
            \(body)</main>
            <footer class="entrance-foot"><span>Loam \(version)</span><span>Open source, on your own machine</span></footer>
            </div>
            <aside class="strata">\(Self.picture)<div class="strata-text"><p>Good records grow in good ground.</p>\
            <p>Loam keeps your Salesforce accounts, contacts and leads complete and current, with data that stays on \
            machines of yours.</p></div></aside>
            </div>
            """
        )
    }

    /// A seedling above layers of soil.
    private static let picture: HTML = """
        <svg aria-hidden="true" viewBox="0 0 800 1000" preserveAspectRatio="xMidYMax slice">
        <rect class="sky" width="800" height="1000"/>
        <circle class="sun" cx="640" cy="400" r="46"/>
        <path class="hill" d="M0 560C120 500 260 470 400 500S680 560 800 500V1000H0Z"/>
        <path class="grass" d="M0 640C140 600 260 610 400 628S660 650 800 606V1000H0Z"/>
        <path class="soil-1" d="M0 672C150 640 270 648 410 664S670 684 800 642V1000H0Z"/>
        <path class="soil-2" d="M0 760C130 736 290 750 420 768S690 776 800 742V1000H0Z"/>
        <path class="soil-3" d="M0 842C160 818 280 838 430 852S680 854 800 828V1000H0Z"/>
        <path class="soil-4" d="M0 924C150 904 300 918 440 930S690 934 800 910V1000H0Z"/>
        <path class="root" d="M430 650C432 700 424 730 428 790M430 700C410 730 384 742 362 772M430 716C452 744 478 752 494 786M428 760C416 790 404 800 398 828M429 770C444 800 452 812 458 846"/>
        <path class="stem" d="M430 646C428 610 432 580 430 540"/>
        <path class="leaf" d="M430 560C424 512 388 486 330 486C332 536 366 564 430 560Z"/>
        <path class="leaf" d="M431 590C432 548 464 522 520 520C520 562 488 592 431 590Z"/>
        <g class="stone"><ellipse cx="120" cy="716" rx="22" ry="12"/><ellipse cx="646" cy="722" rx="15" ry="9"/>\
        <ellipse cx="246" cy="806" rx="28" ry="14"/><ellipse cx="576" cy="816" rx="20" ry="11"/>\
        <ellipse cx="720" cy="800" rx="9" ry="6"/><ellipse cx="90" cy="884" rx="16" ry="9"/>\
        <ellipse cx="330" cy="894" rx="12" ry="7"/><ellipse cx="640" cy="890" rx="32" ry="15"/>\
        <ellipse cx="200" cy="960" rx="24" ry="12"/><ellipse cx="480" cy="966" rx="14" ry="8"/></g>
        </svg>
        """
}
