import Database
import FoundationEssentials

/// A document in a column of text.
enum JSONColumn {
    static func text(of document: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }

    static func document<Document: Decodable>(_ type: Document.Type, in text: String, of column: String) throws
        -> Document
    {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw DatabaseError(
                .unreadable(column: column),
                "Column \(column) holds a document that this version of Loam cannot read; a newer one may be needed."
            )
        }
    }
}
