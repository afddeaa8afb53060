/// The values of a picklist, ready to be looked up for each row.
struct PicklistReader: Sendable {
    let isRestricted: Bool
    private let values: [String: String]
    private let folded: [String: String]

    init(_ picklist: Picklist) {
        isRestricted = picklist.isRestricted
        var values: [String: String] = [:]
        var folded: [String: String] = [:]
        for entry in picklist.values where entry.isActive {
            values[entry.value] = entry.value
            if folded[entry.value.lowercased()] == nil { folded[entry.value.lowercased()] = entry.value }
        }
        self.values = values
        self.folded = folded
    }

    /// The value as it is written in the list, whatever the case of the letters.
    func canonical(_ text: String) -> String? { values[text] ?? folded[text.lowercased()] }
}
