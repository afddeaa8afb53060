import Capabilities
import HTTP
import Store

/// Looks for anything by its name or id, as a page and on top of every page.
struct FindPages: Sendable {
    func show(_ visit: Visit) async throws -> Response {
        let list = ListQuery(path: Paths.find, reading: visit.request.query, filters: ["q"])
        let found = try await visit.app.finding.find(list["q"], by: visit.caller)
        let viewer = try await visit.viewer()
        let words = NameWords(list["q"])
        let sections = viewer.navigation.flatMap(\.items).map(\.section) + [.account]
        let page = FindPage(
            viewer: viewer,
            query: list,
            groups: FindPage.groups(
                sections: words.isEmpty ? [] : FindPages.named(words, list["q"], among: sections),
                found,
                visit.time
            )
        )
        return visit.page(page.html)
    }

    /// Of so many letters on, what is found on a page counts as its name does.
    private static let lettersOfContents = 3

    /// Those with the words in their titles first.
    private static func named(_ words: NameWords, _ text: String, among sections: [Section]) -> [Section] {
        let titled = sections.filter { words.fit($0.title) }
        guard text.count >= lettersOfContents else { return titled }
        return titled + sections.filter { !titled.contains($0) && words.fit("\($0.title) \($0.contents)") }
    }
}
