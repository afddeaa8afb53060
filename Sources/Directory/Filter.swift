/// A filter as it was written, by RFC 7644, section 3.4.2.2. Names are looked up later.
package indirect enum Filter: Sendable, Equatable {
    package enum Comparison: String, Sendable, CaseIterable { case eq, ne, co, sw, ew, gt, ge, lt, le }

    case all([Filter])
    case any([Filter])
    case not(Filter)
    case present(String)
    case compare(String, Comparison, AttributeValue)
    /// One element of a list for which all of it holds.
    case element(of: String, Filter)
}

/// Reads filters, and the paths of patches.
package struct FilterParser {
    private let bytes: [UInt8]
    private var place = 0
    private var terms = 0

    /// What a statement of a database takes without complaint.
    private static let mostTerms = 100
    private static let deepest = 20

    private init(_ text: String) { bytes = Array(text.utf8) }

    package static func filter(_ text: String) throws(DirectoryFault) -> Filter {
        var parser = FilterParser(text)
        let filter = try parser.disjunction(depth: 0, inBrackets: false)
        parser.skipBlanks()
        guard parser.isAtEnd else { throw parser.fault("Something follows that does not belong to it.") }
        return filter
    }

    /// What a patch is aimed at: an attribute, or elements of one and perhaps a part of these.
    package struct Target: Sendable, Equatable {
        package let attribute: String
        package let filter: Filter?
        package let sub: String?
    }

    package static func target(_ text: String) throws(DirectoryFault) -> Target {
        var parser = FilterParser(text)
        do throws(DirectoryFault) {
            parser.skipBlanks()
            let attribute = parser.name()
            guard !attribute.isEmpty else { throw parser.fault("It does not begin with a name.") }
            var filter: Filter?
            var sub: String?
            if parser.take("[") {
                filter = try parser.disjunction(depth: 0, inBrackets: true)
                parser.skipBlanks()
                guard parser.take("]") else { throw parser.fault("A bracket is not closed.") }
                if parser.take(".") {
                    let name = parser.name()
                    guard !name.isEmpty else { throw parser.fault("It ends with a dot.") }
                    sub = name
                }
            }
            parser.skipBlanks()
            guard parser.isAtEnd else { throw parser.fault("Something follows that does not belong to it.") }
            return Target(attribute: attribute, filter: filter, sub: sub)
        } catch {
            throw DirectoryFault(
                .invalidPath,
                error.detail.replacing("The filter", with: "The path", maxReplacements: 1)
            )
        }
    }

    // MARK: Grammar

    private mutating func disjunction(depth: Int, inBrackets: Bool) throws(DirectoryFault) -> Filter {
        guard depth <= FilterParser.deepest else { throw fault("It is nested too deeply.") }
        var parts = [try conjunction(depth: depth, inBrackets: inBrackets)]
        while takeWord("or") { parts.append(try conjunction(depth: depth, inBrackets: inBrackets)) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction(depth: Int, inBrackets: Bool) throws(DirectoryFault) -> Filter {
        var parts = [try unary(depth: depth, inBrackets: inBrackets)]
        while takeWord("and") { parts.append(try unary(depth: depth, inBrackets: inBrackets)) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func unary(depth: Int, inBrackets: Bool) throws(DirectoryFault) -> Filter {
        skipBlanks()
        if take("(") { return try closed(depth: depth, inBrackets: inBrackets) }
        let start = place
        if takeWord("not") {
            skipBlanks()
            if take("(") { return .not(try closed(depth: depth, inBrackets: inBrackets)) }
            place = start
        }
        return try term(depth: depth, inBrackets: inBrackets)
    }

    private mutating func closed(depth: Int, inBrackets: Bool) throws(DirectoryFault) -> Filter {
        let filter = try disjunction(depth: depth + 1, inBrackets: inBrackets)
        skipBlanks()
        guard take(")") else { throw fault("A parenthesis is not closed.") }
        return filter
    }

    private mutating func term(depth: Int, inBrackets: Bool) throws(DirectoryFault) -> Filter {
        terms += 1
        guard terms <= FilterParser.mostTerms else { throw fault("It has more than 100 conditions.") }
        let path = name()
        guard !path.isEmpty else { throw fault("A name of an attribute is missing.") }
        guard take("[") else { return try comparison(of: path) }
        guard !inBrackets else { throw fault("Brackets stand within brackets.") }
        let filter = try disjunction(depth: depth + 1, inBrackets: true)
        skipBlanks()
        guard take("]") else { throw fault("A bracket is not closed.") }
        guard take(".") else { return .element(of: path, filter) }
        // As Entra writes it: emails[type eq "work"].value eq "…".
        let sub = name()
        guard !sub.isEmpty, !sub.contains(".") else { throw fault("A name is missing after the bracket.") }
        return .element(of: path, .all([filter, try comparison(of: sub)]))
    }

    private mutating func comparison(of path: String) throws(DirectoryFault) -> Filter {
        guard skipBlanks() else { throw fault("After \"\(path)\" a blank and an operator are missing.") }
        let word = self.word()
        if word.lowercased() == "pr" { return .present(path) }
        guard let comparison = Filter.Comparison(rawValue: word.lowercased()) else {
            throw fault("After \"\(path)\" there is no operator such as eq, co or pr.")
        }
        guard skipBlanks() else { throw fault("After the operator a blank and a value are missing.") }
        return .compare(path, comparison, try value())
    }

    private mutating func value() throws(DirectoryFault) -> AttributeValue {
        if peek == UInt8(ascii: "\"") {
            do throws(JSONReader.Flaw) {
                let (text, end) = try JSONReader.string(in: bytes, at: place)
                place = end
                return .text(text)
            } catch {
                throw fault("A text in quotes is broken.")
            }
        }
        let start = place
        while let byte = peek, !isEnd(byte) { place += 1 }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        switch word.lowercased() {
        case "true": return .flag(true)
        case "false": return .flag(false)
        case "null": return .null
        default: break
        }
        do throws(JSONReader.Flaw) {
            let value = try JSONReader.read(Array(word.utf8))
            switch value {
            case .integer, .real: return value
            default: break
            }
        } catch {
            // Said below.
        }
        throw fault("A value is neither a text in double quotes nor a number, true, false or null.")
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]")
    }

    // MARK: Letters

    private mutating func name() -> String {
        let start = place
        while let byte = peek, isOfName(byte) { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func word() -> String {
        let start = place
        while let byte = peek, isLetter(byte) { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    /// Takes the word if it stands here by itself, whatever its case.
    private mutating func takeWord(_ wanted: String) -> Bool {
        let start = place
        skipBlanks()
        let found = word()
        guard found.lowercased() == wanted, peek.map({ !isOfName($0) }) ?? true else {
            place = start
            return false
        }
        return true
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private func isOfName(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || "$-_:.".utf8.contains(byte)
    }

    private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }
    private var isAtEnd: Bool { place == bytes.count }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    @discardableResult
    private mutating func skipBlanks() -> Bool {
        let start = place
        while peek == 0x20 || peek == 0x09 { place += 1 }
        return place > start
    }

    private func fault(_ complaint: String) -> DirectoryFault {
        DirectoryFault(.invalidFilter, "The filter cannot be read at character \(place + 1). \(complaint)")
    }
}
