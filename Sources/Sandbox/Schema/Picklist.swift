/// The values that a picklist offers, in their order.
struct Picklist: Sendable, Codable, Equatable {
    struct Value: Sendable, Codable, Equatable {
        var value: String
        var label: String
        var isActive = true
        var isDefault = false
        /// The values of the controlling field for which this one is offered; `nil` where there is no controlling field.
        var validFor: [String]?
    }

    var values: [Value]
    /// Whether only these values can be stored; otherwise any other text is taken too.
    var isRestricted = false
    /// The field whose value says which of these are offered.
    var controllerName: String?

    init(
        _ values: [String],
        default defaultValue: String? = nil,
        isRestricted: Bool = false
    ) {
        self.values = values.map { Value(value: $0, label: $0, isDefault: $0 == defaultValue) }
        self.isRestricted = isRestricted
    }

    var defaultValue: String? { values.first { $0.isDefault && $0.isActive }?.value }

    /// The value as it is written in the list, whatever the case of the letters; `nil` when the list has none such.
    func canonical(_ text: String) -> String? {
        for entry in values where entry.value == text { return entry.isActive ? text : nil }
        let folded = text.lowercased()
        return values.first { $0.isActive && $0.value.lowercased() == folded }?.value
    }
}
