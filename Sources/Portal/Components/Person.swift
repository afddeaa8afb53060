import HTML

/// A person in a row: initials, name, address.
struct Person: Sendable {
    let name: String
    let email: String
    var path: String?

    var html: HTML {
        let name: HTML =
            path.map { "<a class=\"cell-main\" href=\"\($0)\">\(self.name)</a>" }
            ?? "<span class=\"cell-main\">\(self.name)</span>"
        return """
            <div class="cell-person">\(Layout.avatar(Viewer.initials(of: self.name)))<div>\(name)\
            <small>\(email)</small></div></div>
            """
    }
}
