/// A website, a phone number, a mail address or a name that so many entries have that it leads to none of them by itself.
package struct HotKey: Sendable, Hashable {
    package enum Kind: String, Sendable {
        case domain, phone, email, name
    }

    package var kind: Kind
    package var isOfPeople: Bool
    /// How many entries have it.
    package var count: Int
    /// The number of one of them.
    package var example: Int64
}

extension CatalogueIndex {
    /// The keys that lead nowhere because too many entries have them, the most frequent first.
    package func hotKeys(most: Int) -> [HotKey] {
        let ofCompanies = companies.segments.flatMap { segment in
            segment.hotKeys.prefix(most).map { key in
                let view = CompanyView(base: segment.card(Int(key.card)))
                return HotKey(
                    kind: HotKey.Kind(key.mark, of: view),
                    isOfPeople: false,
                    count: Int(key.count),
                    example: segment.number(Int(key.card))
                )
            }
        }
        let ofPeople = people.segments.flatMap { segment in
            segment.hotKeys.prefix(most).map { key in
                let view = PersonView(base: segment.card(Int(key.card)))
                return HotKey(
                    kind: HotKey.Kind(key.mark, of: view),
                    isOfPeople: true,
                    count: Int(key.count),
                    example: segment.number(Int(key.card))
                )
            }
        }
        return Array(
            (ofCompanies + ofPeople)
                .sorted { ($0.count, $1.example) > ($1.count, $0.example) }
                .prefix(most)
        )
    }

    package var hotKeyCount: Int { (companies.segments + people.segments).reduce(0) { $0 + $1.hotKeys.count } }
}

extension HotKey.Kind {
    /// What of a company's card makes a key; the index itself keeps only hashes.
    fileprivate init(_ mark: UInt32, of view: CompanyView) {
        let head = view.head.pointee
        if (0..<Int(head.domains)).contains(where: { PostingKey(.domain, view.domains[$0]).mark == mark }) {
            self = .domain
        } else if (0..<Int(head.phones)).contains(where: { CompanyKeys.phone(view.phones[$0]).mark == mark }) {
            self = .phone
        } else {
            self = .name
        }
    }

    fileprivate init(_ mark: UInt32, of view: PersonView) {
        let head = view.head.pointee
        if (0..<Int(head.mails)).contains(where: { PostingKey(.mail, view.mails[$0].key).mark == mark }) {
            self = .email
        } else if (0..<Int(head.phones)).contains(where: { PeopleKeys.phone(view.phones[$0]).mark == mark }) {
            self = .phone
        } else {
            self = .name
        }
    }
}
