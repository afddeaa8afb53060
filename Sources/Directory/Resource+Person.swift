extension Resource {
    /// A person of whom Loam itself knows only this.
    package static func person(name: String, email: String, role: String, isActive: Bool) -> Resource {
        let (given, family) = parts(of: name)
        return Resource([
            "userName": .text(email),
            "name": ["formatted": .text(name), "familyName": .text(family), "givenName": .text(given)],
            "displayName": .text(name), "active": .flag(isActive),
            "emails": [["value": .text(email), "type": "work", "primary": true]],
            ResourceSchema.loamURN: ["role": .text(role)],
        ])
    }

    /// The same person after somebody changed them in Loam by hand.
    package func changed(
        name: String,
        email: String,
        was oldEmail: String,
        role: String,
        isActive: Bool
    ) -> Resource {
        var changed = self
        let (given, family) = Resource.parts(of: name)
        if displayedName != name {
            var parts = attributes["name"]?.object ?? AttributeObject()
            parts["formatted"] = .text(name)
            parts["familyName"] = .text(family)
            parts["givenName"] = .text(given)
            changed.attributes["name"] = .complex(parts)
            changed.attributes["displayName"] = .text(name)
        }
        if email != oldEmail {
            if attributes["userName"]?.text?.lowercased() == oldEmail { changed.attributes["userName"] = .text(email) }
            changed.attributes["emails"] = [["value": .text(email), "type": "work", "primary": true]]
        }
        changed.attributes["active"] = .flag(isActive)
        changed.setLoam("role", .text(role))
        return changed
    }

    /// The name that people read; nil when there is nothing to make one of.
    package var displayedName: String? {
        let name = attributes["name"]?.object
        let parts = [name?["givenName"]?.text, name?["familyName"]?.text].compactMap { $0 }
        let candidates: [String?] = [
            attributes["displayName"]?.text, name?["formatted"]?.text, parts.joined(separator: " "),
            attributes["nickName"]?.text, attributes["userName"]?.text,
        ]
        return candidates.lazy.compactMap { $0.map(Resource.squeezed) }.first { !$0.isEmpty }
    }

    /// The addresses that are given, the preferred one first.
    package var emails: [String] {
        let elements = attributes["emails"]?.elements ?? []
        let sorted = elements.filter(\.isPrimary) + elements.filter { !$0.isPrimary }
        return sorted.compactMap { $0.object?["value"]?.text }
    }

    package var isActive: Bool { attributes["active"] != .flag(false) }

    /// Whether the person is an administrator, and the like; in the word of the extension.
    package var role: String? { loam("role")?.text }

    package var products: [String] { loam("products")?.elements?.compactMap(\.text) ?? [] }

    /// The words of a text with one blank between them.
    private static func squeezed(_ text: String) -> String {
        let isBare = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        return isBare ? text : text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func parts(of name: String) -> (given: String, family: String) {
        guard let blank = name.firstIndex(of: " ") else { return (name, name) }
        return (String(name[..<blank]), String(name[name.index(after: blank)...]))
    }
}
