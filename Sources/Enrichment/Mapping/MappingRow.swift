/// Which Loam field goes into which CRM field, and when it may overwrite.
package struct MappingRow: Sendable, Hashable {
    package var source: LoamField
    package var target: CRMField
    package var rule: UpdateRule
    package var options: Options

    package init(
        _ source: LoamField,
        _ target: CRMField,
        _ rule: UpdateRule = .completeIfMissing,
        _ options: Options = Options()
    ) {
        (self.source, self.target, self.rule, self.options) = (source, target, rule, options)
    }

    /// How a value is brought into the form of its field.
    package struct Options: Sendable, Hashable {
        /// A text that is too long is cut off instead of reported.
        package var truncates = false
        /// How a country or a state is written; as the catalogue has it when not said.
        package var place: PlaceForm?
        /// Between the values of a list in a text field.
        package var separator = "; "
        /// So many values of a list at most.
        package var mostValues: Int?
        /// Where the catalogue knows no value, the field is emptied, as far as the rule lets it.
        package var clearsUnknown = false

        package init() {}
    }
}

/// How a country or a state is written.
package enum PlaceForm: String, Sendable, Hashable, Codable, CaseIterable {
    case code, name
}

extension MappingRow: Codable {
    private enum Key: String, CodingKey { case source, target, rule, options }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        source = try values.decode(LoamField.self, forKey: .source)
        target = try values.decode(CRMField.self, forKey: .target)
        rule = try values.decodeIfPresent(UpdateRule.self, forKey: .rule) ?? .completeIfMissing
        options = try values.decodeIfPresent(Options.self, forKey: .options) ?? Options()
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(source, forKey: .source)
        try values.encode(target, forKey: .target)
        try values.encode(rule, forKey: .rule)
        if options != Options() { try values.encode(options, forKey: .options) }
    }
}

extension MappingRow.Options: Codable {
    private enum Key: String, CodingKey {
        case truncates, place, separator
        case mostValues = "most_values"
        case clearsUnknown = "clears_unknown"
    }

    package init(from decoder: any Decoder) throws {
        self.init()
        let values = try decoder.container(keyedBy: Key.self)
        truncates = try values.decodeIfPresent(Bool.self, forKey: .truncates) ?? truncates
        place = try values.decodeIfPresent(PlaceForm.self, forKey: .place)
        separator = try values.decodeIfPresent(String.self, forKey: .separator) ?? separator
        mostValues = try values.decodeIfPresent(Int.self, forKey: .mostValues)
        clearsUnknown = try values.decodeIfPresent(Bool.self, forKey: .clearsUnknown) ?? clearsUnknown
    }

    /// Only what differs from the usual.
    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        let usual = MappingRow.Options()
        if truncates != usual.truncates { try values.encode(truncates, forKey: .truncates) }
        try values.encodeIfPresent(place, forKey: .place)
        if separator != usual.separator { try values.encode(separator, forKey: .separator) }
        try values.encodeIfPresent(mostValues, forKey: .mostValues)
        if clearsUnknown { try values.encode(clearsUnknown, forKey: .clearsUnknown) }
    }
}
