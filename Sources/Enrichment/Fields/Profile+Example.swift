extension Profile {
    /// A made-up profile with the example of every field: what an editor shows beside a row, and what a test of a
    /// mapping writes.
    package static func example(_ kind: ProfileID.Kind) -> Profile {
        let provenance = Provenance(source: "Example", asOf: nil)
        let columns: [(name: String, values: [String], provenance: Provenance)] =
            switch kind {
            case .company:
                CompanyField.allCases.map { ($0.rawValue, values($0.example, of: $0.kind), provenance) }
            case .person:
                PersonField.allCases.map { ($0.rawValue, values($0.example, of: $0.kind), provenance) }
            }
        return Profile(kind == .company ? .company(344_589_814) : .person(1_645_938_489), columns: columns)
    }

    private static func values(_ example: String, of kind: FieldKind) -> [String] {
        guard kind == .list else { return [example] }
        return example.split(separator: ";").map { String($0.drop { $0 == " " }) }
    }
}
