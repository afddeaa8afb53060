/// Who looks at a page, as far as the frame around it needs to know.
struct Viewer: Sendable {
    var name: String
    var email: String
    var roleName: String
    var organisation: String
    /// What the navigation offers, group by group.
    var navigation: [NavigationGroup]
    /// False for those who read everything and change nothing.
    var mayChange: Bool
    /// Goes into every form of the page.
    var token: String
    var theme = Theme.auto
    var toast: Toast?
    /// The address of the page itself, for forms that come back to it.
    var address: String
    var version: String

    /// "AL" for Ada Lovelace.
    var initials: String { Viewer.initials(of: name) }

    static func initials(of name: String) -> String {
        let words = name.split(whereSeparator: \.isWhitespace)
        let letters = [words.first?.first, words.count > 1 ? words.last?.first : nil].compactMap { $0 }
        return String(letters).uppercased()
    }
}

struct NavigationGroup: Sendable {
    struct Item: Sendable {
        let section: Section
        /// What waits there, such as dead jobs.
        var count: Int?
    }

    let title: String?
    let items: [Item]
}
