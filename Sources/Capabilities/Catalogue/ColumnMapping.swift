import Foundation
package import Store

/// What each column of a file means: the field of the catalogue that it fills.
package struct ColumnMapping: Sendable, Equatable {
    package let kind: CatalogueKind
    /// By the name of the column; a column without an entry is passed over.
    package private(set) var targets: [String: Target]
    /// Values of fields that the file leaves empty.
    package var constants: [String: String] = [:]

    package init(_ kind: CatalogueKind, _ targets: [String: Target] = [:], constants: [String: String] = [:]) {
        self.kind = kind
        self.targets = targets
        self.constants = constants
    }

    package struct Target: Sendable, Hashable, CustomStringConvertible {
        /// `id`, `as_of`, or a field of the kind.
        package let field: String
        /// Of another name: `former`, `trading` or `alias`.
        package let qualifier: String?

        package init(_ field: String, _ qualifier: String? = nil) {
            self.field = field
            self.qualifier = qualifier
        }

        package var description: String { qualifier.map { "\(field):\($0)" } ?? field }

        /// Reads `name` or `other_names:former`; throws when rows of the kind have no such field.
        package init(parsing text: String, for kind: CatalogueKind) throws(Refusal) {
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let fields = ["id", "as_of"] + kind.fields
            guard let field = parts.first, fields.contains(field) else {
                throw Refusal(
                    .invalid,
                    "catalogue.unknown-field",
                    "The catalogue's \(kind.rawValue) have no field '\(text)'; they have \(fields.joined(separator: ", "))."
                )
            }
            let qualifier = parts.count > 1 ? parts[1] : nil
            guard qualifier == nil || field == "other_names" && ["former", "trading", "alias"].contains(qualifier)
            else {
                throw Refusal(
                    .invalid,
                    "catalogue.unknown-field",
                    "Only other_names is followed by a word, 'former', 'trading' or 'alias'; '\(text)' is not."
                )
            }
            self.init(field, qualifier)
        }
    }

    package subscript(column: String) -> Target? {
        get { targets[column] }
        set { targets[column] = newValue }
    }

    /// Why rows could not be loaded by it; nil when they can.
    package var flaw: String? {
        let filled = Set(targets.values.map(\.field))
        if !filled.isDisjoint(with: kind.essentials) { return nil }
        switch kind {
        case .companies: return "no column is known to hold the company's name"
        case .people: return "no column is known to hold a person's name or e-mail address"
        case .signals: return "no column is known to hold the signal's topic"
        case .scoops: return "no column is known to hold what the scoop is about"
        }
    }
}

extension CatalogueKind {
    /// The fields of which one at least must be filled for a row to be of any use.
    var essentials: [String] {
        switch self {
        case .companies: ["name"]
        case .people: ["last_name", "full_name", "first_name", "emails"]
        case .signals: ["topic"]
        case .scoops: ["description", "topics", "type"]
        }
    }
}

extension ColumnMapping {
    private struct Document: Codable {
        var columns: [String: String]
        var constants: [String: String]
    }

    /// As it is kept for the next file of the source.
    package var document: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let document = Document(columns: targets.mapValues(\.description), constants: constants)
            return String(decoding: try encoder.encode(document), as: UTF8.self)
        }
    }

    package init(_ kind: CatalogueKind, document: String) throws {
        let document = try JSONDecoder().decode(Document.self, from: Data(document.utf8))
        self.init(
            kind,
            try document.columns.mapValues { try Target(parsing: $0, for: kind) },
            constants: document.constants
        )
    }
}
