import Crypto

/// The values that a field offers.
package struct Picklist: Hashable, Sendable {
    package struct Value: Hashable, Sendable {
        package let value: String
        package let label: String
        package let isActive: Bool
        package let isDefault: Bool
        /// For which values of the controlling field it may be chosen, by their places; nil for all of them.
        package let validFor: Set<Int>?
    }

    /// In the order of the org, inactive ones included.
    package let values: [Value]
    /// Whether values outside the list are refused; otherwise they are taken, and the list grows.
    package let isRestricted: Bool
    /// The field on whose value the choice depends.
    package let controller: String?

    package var active: [Value] { values.filter(\.isActive) }

    /// The active value of this text or label: exactly, or else without regard to case.
    package func value(matching text: String) -> Value? {
        let wanted = text.lowercased()
        return active.first { $0.value == text } ?? active.first { $0.label == text }
            ?? active.first { $0.value.lowercased() == wanted || $0.label.lowercased() == wanted }
    }

    /// The active values that may be chosen beside this value of the controlling field.
    package func values(for controlling: String, in controller: FieldDescription) -> [Value] {
        guard let place = controller.place(ofControlling: controlling) else { return [] }
        return active.filter { $0.validFor?.contains(place) ?? true }
    }
}

extension Picklist {
    init(parsing values: [JSON], isRestricted: Bool, controller: String?) {
        self.isRestricted = isRestricted
        self.controller = controller
        self.values = values.compactMap { json in
            json["value"]?.text.map { value in
                Value(
                    value: value,
                    label: json["label"]?.text ?? value,
                    isActive: json["active"]?.flag ?? true,
                    isDefault: json["defaultValue"]?.flag ?? false,
                    validFor: controller == nil ? nil : json["validFor"]?.text.flatMap(Picklist.places)
                )
            }
        }
    }

    /// The places of the bits that are set, the first being the highest of the first byte, in Base64.
    static func places(_ text: String) -> Set<Int>? {
        guard let bytes = Base64.decode(text) else { return nil }
        return Set((0..<(bytes.count * 8)).filter { bytes[$0 >> 3] & (0x80 >> UInt8($0 & 7)) != 0 })
    }
}

extension FieldDescription {
    /// Where a value stands among those that control another field; a checkbox counts as *false*, then *true*.
    fileprivate func place(ofControlling value: String) -> Int? {
        if type == .boolean { return ["false", "true"].firstIndex(of: value.lowercased()) }
        return picklist?.values.firstIndex { $0.value == value }
    }
}
