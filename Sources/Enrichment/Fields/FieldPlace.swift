/// Fields of the catalogue are looked up millions of times in a run: each by its place among all of its kind, and not by
/// its name, of which Swift would make the hash of such an enumeration.
extension CompanyField {
    /// The place among all cases.
    var place: Int { casePlace(self) }

    static let count = allCases.count
    static let names = allCases.map { "company.\($0.rawValue)" }
}

extension PersonField {
    /// The place among all cases.
    var place: Int { casePlace(self) }

    static let count = allCases.count
    static let names = allCases.map { "person.\($0.rawValue)" }
}

extension RunField {
    /// The place among all cases.
    var place: Int { casePlace(self) }

    static let names = allCases.map { "run.\($0.rawValue)" }
}

/// Of an enumeration without values, which Swift keeps as the number of the case in one byte.
private func casePlace<Case: CaseIterable & BitwiseCopyable>(_ one: Case) -> Int {
    withUnsafeBytes(of: one) { $0.count == 1 ? Int($0[0]) : 0 }
}
