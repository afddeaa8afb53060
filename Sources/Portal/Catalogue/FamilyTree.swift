import HTML

/// Who owns a company, from the top down to it, and what it owns.
struct FamilyTree: Sendable {
    struct Member: Sendable {
        let name: String
        let path: String
        let place: String
    }

    /// The ultimate parent first.
    let owners: [Member]
    let name: String
    let children: [Member]
    let childCount: Int

    var isAlone: Bool { owners.isEmpty && children.isEmpty }

    var html: HTML { "<div class=\"tree\">\(level(0))</div>" }

    private func level(_ depth: Int) -> HTML {
        guard depth < owners.count else {
            return """
                <ul><li><span class="tree-self" aria-current="true">\(name)</span>\
                \(when: !children.isEmpty, "<ul>\(each: children, leaf)\(more)</ul>")</li></ul>
                """
        }
        let owner = owners[depth]
        let mark: HTML = depth == 0 ? " <span class=\"badge is-plain\">Ultimate parent</span>" : .empty
        return "<ul><li>\(link(owner))\(mark)\(level(depth + 1))</li></ul>"
    }

    private func leaf(_ child: Member) -> HTML { "<li>\(link(child))</li>" }

    private func link(_ member: Member) -> HTML {
        """
        <a href="\(member.path)">\(member.name)</a>\(when: !member.place.isEmpty, " <small>\(member.place)</small>")
        """
    }

    private var more: HTML {
        guard childCount > children.count else { return .empty }
        return "<li class=\"muted\">and \(childCount - children.count, .grouped) more</li>"
    }
}
