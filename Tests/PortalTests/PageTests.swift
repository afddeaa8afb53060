import HTML
import Testing
import TestSupport

@testable import Portal

@Suite struct PageTests {
    @Test("Pages look as they were reviewed", arguments: GoldenPages.all)
    func golden(_ page: GoldenPages.Page) {
        #expect(Golden.difference(of: Self.withPlainAssets(page.html()), from: "pages/\(page.name).html") == nil)
    }

    @Test("Every page is well-formed, named and free of what the policy blocks", arguments: GoldenPages.all)
    func wellFormed(_ page: GoldenPages.Page) {
        #expect(WellFormed.faults(inPage: page.html()) == [])
    }

    @Test("Who may not change anything is offered no form but their own")
    func auditor() {
        let pages = [
            Mock.user(Mock.auditor).html, Mock.noUsers.html, Mock.quietOverview.html,
            Mock.jobs(Mock.auditor, isEmpty: true).html,
            KeysPage(viewer: Mock.auditor, lines: Mock.keys.lines).html,
        ]
        for page in pages {
            let forms = Set(WellFormed.targets(of: page.string).filter { $0.method == "POST" }.map(\.address))
            #expect(forms == [Paths.signOut, Paths.theme])
            #expect(!page.string.contains("data-opens-dialog>Revoke"))
        }
    }

    /// The hash in an asset's address changes with every line of the style sheet; the golden files leave it out.
    static func withPlainAssets(_ page: String) -> String {
        var page = page
        for asset in Assets.all {
            guard let dash = asset.path.lastIndex(of: "-"), let dot = asset.path.lastIndex(of: ".") else { continue }
            page = page.replacing(asset.path, with: asset.path[..<dash] + asset.path[dot...])
        }
        return page
    }
}
