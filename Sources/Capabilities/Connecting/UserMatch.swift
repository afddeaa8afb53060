import Store

/// Who somebody is among the users of an org: by e-mail address, else by full name. Pure.
enum UserMatch {
    /// What people may be matched by.
    struct Person: Sendable {
        let email: String
        let name: String
    }

    enum Verdict: Equatable {
        case mapped(OrgPerson.CRMUser)
        /// Somebody has to choose.
        case several([OrgPerson.CRMUser])
        case none
    }

    static func find(_ person: Person, among users: [OrgPerson.CRMUser]) -> Verdict {
        let email = folded(person.email)
        let byEmail = users.filter { folded($0.email) == email }
        if !byEmail.isEmpty { return verdict(byEmail) }
        let name = folded(person.name)
        return verdict(users.filter { folded($0.name) == name })
    }

    private static func verdict(_ users: [OrgPerson.CRMUser]) -> Verdict {
        let users = users.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        return users.count > 1 ? .several(users) : users.first.map { .mapped($0) } ?? .none
    }

    /// Without regard to case and to how many spaces stand between two words.
    private static func folded(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    }
}
