import Glibc
import Telemetry

extension SOQL.Parser {
    /// A value; in a pattern for `LIKE`, escaped wildcards keep their backslash.
    mutating func literal(isPattern: Bool = false) throws(OrgError) -> SOQL.Literal {
        if isSymbol(":") { throw bind() }
        let token = token
        let value: SOQL.Literal.Value
        switch token.kind {
        case .string: value = .string(try string(token, isPattern: isPattern))
        case .number: value = .number(text(token), strtod(text(token), nil))
        case .date:
            guard let date = CivilDate(iso8601: text(token)), (1700...4000).contains(date.year) else {
                throw source.malformed(at: token.at, "Invalid date: \(text(token))")
            }
            value = .date(date)
        case .dateTime:
            guard let moment = SOQL.moment(text(token)) else {
                throw source.malformed(at: token.at, "Invalid datetime: \(text(token))")
            }
            value = .dateTime(moment)
        case .time:
            guard let time = SOQL.time(text(token)) else {
                throw source.malformed(at: token.at, "Invalid time: \(text(token))")
            }
            value = .time(time)
        case .word:
            return try keyword()
        default: throw unexpected()
        }
        advance()
        return SOQL.Literal(value: value, at: token.at)
    }

    private mutating func keyword() throws(OrgError) -> SOQL.Literal {
        let token = token
        func literal(_ value: SOQL.Literal.Value) -> SOQL.Literal { SOQL.Literal(value: value, at: token.at) }
        if take("NULL") { return literal(.null) }
        if take("TRUE") { return literal(.flag(true)) }
        if take("FALSE") { return literal(.flag(false)) }
        let word = text(token)
        if DateLiteral.isCounted(word) {
            advance()
            try expect(symbol: ":")
            let digits = text(self.token)
            guard self.token.kind == .number, digits.utf8.allSatisfy(\.isASCIIDigit),
                let range = DateLiteral(keyword: word, number: Int(digits) ?? .max)
            else { throw unexpected() }
            advance()
            return literal(.range(range))
        }
        if let range = DateLiteral(keyword: word, number: nil) {
            advance()
            return literal(.range(range))
        }
        if let amount = amount(word) {
            advance()
            return literal(amount)
        }
        throw unexpected()
    }

    /// `USD5000`; a fraction after the point is a token of its own.
    private mutating func amount(_ word: String) -> SOQL.Literal.Value? {
        let letters = word.prefix(3)
        let digits = word.dropFirst(3)
        guard letters.utf8.count == 3, letters.utf8.allSatisfy(\.isASCIILetter), !digits.isEmpty,
            digits.utf8.allSatisfy(\.isASCIIDigit)
        else { return nil }
        var number = String(digits)
        let next = peek(1)
        if next.kind == .number, next.at == token.range.upperBound, source.bytes[next.at] == UInt8(ascii: ".") {
            number += text(next)
            advance()
        }
        return .amount(currency: letters.uppercased(), strtod(number, nil))
    }

    private func string(_ token: SOQL.Token, isPattern: Bool) throws(OrgError) -> String {
        let body = source.bytes[(token.range.lowerBound + 1)..<(token.range.upperBound - 1)]
        var plain: [UInt8] = []
        plain.reserveCapacity(body.count)
        var index = body.startIndex
        while index < body.endIndex {
            guard body[index] == UInt8(ascii: "\\"), index + 1 < body.endIndex else {
                guard body[index] != 0 else { throw illegal("\0", in: body, at: token.at) }
                plain.append(body[index])
                index += 1
                continue
            }
            let escape = body[index + 1]
            index += 2
            switch escape {
            case UInt8(ascii: "'"), UInt8(ascii: "\""): plain.append(escape)
            case UInt8(ascii: "\\"): plain += isPattern ? [escape, escape] : [escape]
            case UInt8(ascii: "n"), UInt8(ascii: "N"): plain.append(0x0A)
            case UInt8(ascii: "r"), UInt8(ascii: "R"): plain.append(0x0D)
            case UInt8(ascii: "t"), UInt8(ascii: "T"): plain.append(0x09)
            case UInt8(ascii: "b"), UInt8(ascii: "B"): plain.append(0x08)
            case UInt8(ascii: "f"), UInt8(ascii: "F"): plain.append(0x0C)
            case UInt8(ascii: "%") where isPattern, UInt8(ascii: "_") where isPattern:
                plain += [UInt8(ascii: "\\"), escape]
            case UInt8(ascii: "u"):
                guard let scalar = unicode(body, &index), scalar != "\0" else {
                    throw illegal("\\u", in: body, at: token.at)
                }
                plain += Array(String(Character(scalar)).utf8)
            default:
                // The whole character, which may be longer than a byte.
                let end = body[index...].firstIndex { $0 & 0xC0 != 0x80 } ?? body.endIndex
                throw illegal(source.text((index - 2)..<end), in: body, at: token.at)
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private func illegal(_ sequence: String, in body: ArraySlice<UInt8>, at offset: Int) -> OrgError {
        let text = String(decoding: body.prefix(255), as: UTF8.self)
        return source.malformed(
            at: offset,
            "Invalid string literal '\(text)'. Illegal character sequence '\(sequence)' in string literal."
        )
    }

    /// The character after `\u`; one beyond the first 65,536 is written as two halves.
    private func unicode(_ body: ArraySlice<UInt8>, _ index: inout Int) -> Unicode.Scalar? {
        guard let first = hex(body, index) else { return nil }
        index += 4
        if (0xD800..<0xDC00).contains(first), index + 6 <= body.endIndex, body[index] == UInt8(ascii: "\\"),
            body[index + 1] == UInt8(ascii: "u"), let second = hex(body, index + 2), (0xDC00..<0xE000).contains(second)
        {
            index += 6
            return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        }
        return Unicode.Scalar(first) ?? "\u{FFFD}"
    }

    private func hex(_ body: ArraySlice<UInt8>, _ index: Int) -> UInt32? {
        guard index + 4 <= body.endIndex else { return nil }
        let digits = body[index..<(index + 4)]
        guard digits.allSatisfy({ $0.isASCIIDigit || (0x41...0x46).contains($0 & 0xDF) }) else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}

extension SOQL {
    /// Reads `2024-05-01T12:00:00Z` with up to six digits of a second's fraction and `Z`, `±hh:mm` or `±hhmm`.
    static func moment(_ text: String) -> Timestamp? {
        var utf8 = Array(text.utf8)
        guard utf8.count > 11 else { return nil }
        utf8[10] = UInt8(ascii: "T")
        if let last = utf8.last, last == UInt8(ascii: "z") { utf8[utf8.count - 1] = UInt8(ascii: "Z") }
        // An offset without its colon.
        if utf8.count > 16, utf8[utf8.count - 5] == UInt8(ascii: "+") || utf8[utf8.count - 5] == UInt8(ascii: "-") {
            utf8.insert(UInt8(ascii: ":"), at: utf8.count - 2)
        }
        guard let moment = Timestamp(iso8601: String(decoding: utf8, as: UTF8.self)),
            (1700...4000).contains(Zone.utc.local(at: moment).date.year)
        else { return nil }
        return moment
    }

    /// Reads `17:00:00.000Z` as milliseconds since midnight, in UTC.
    static func time(_ text: String) -> Int64? {
        guard let moment = moment("2000-01-01T" + text) else { return nil }
        let milliseconds = moment.microseconds.floorDivided(by: 1000)
        return milliseconds - milliseconds.floorDivided(by: 86_400_000) * 86_400_000
    }
}
