extension SOQL {
    struct Token: Sendable {
        enum Kind: Sendable, Equatable {
            case word, number, string, date, dateTime, time, symbol, end
            /// What no token begins with; the parser throws the lexer's fault when it gets there.
            case fault
        }

        let kind: Kind
        let range: Range<Int>

        var at: Int { range.lowerBound }
    }

    /// Cuts a query into tokens, each with its place.
    struct Lexer {
        private let source: Source
        private var index = 0
        private(set) var tokens: [Token] = []
        /// What stopped it, if anything did.
        private(set) var fault: OrgError?

        init(_ source: Source) {
            self.source = source
            tokens.reserveCapacity(source.bytes.count / 5)
            while fault == nil, let token = next() { tokens.append(token) }
            tokens.append(Token(kind: fault == nil ? .end : .fault, range: index..<source.bytes.count))
        }

        private mutating func next() -> Token? {
            let bytes = source.bytes
            while index < bytes.count, bytes[index].isSOQLSpace { index += 1 }
            guard index < bytes.count else { return nil }
            let start = index
            let byte = bytes[index]
            switch byte {
            case _ where byte.isASCIILetter || byte == UInt8(ascii: "_"):
                while index < bytes.count, bytes[index].isASCIIWord { index += 1 }
                return Token(kind: .word, range: start..<index)
            case _ where byte.isASCIIDigit: return digits(from: start)
            case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
                let next = peek(1)
                if next.isASCIIDigit || (next == UInt8(ascii: ".") && byte != next && peek(2).isASCIIDigit) {
                    return number(from: start)
                }
                if byte != UInt8(ascii: ".") { return refuse() }
                index += 1
                return Token(kind: .symbol, range: start..<index)
            case UInt8(ascii: "'"): return string(from: start)
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "!"): return comparison(byte, from: start)
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: ":"),
                UInt8(ascii: ";"), UInt8(ascii: "*"):
                index += 1
                return Token(kind: .symbol, range: start..<index)
            default: return refuse()
            }
        }

        private func peek(_ distance: Int) -> UInt8 {
            index + distance < source.bytes.count ? source.bytes[index + distance] : 0
        }

        private mutating func comparison(_ byte: UInt8, from start: Int) -> Token? {
            let second = peek(1)
            let isPair =
                second == UInt8(ascii: "=") || (byte == UInt8(ascii: "<") && second == UInt8(ascii: ">"))
            if byte == UInt8(ascii: "!"), !isPair { return refuse() }
            index += isPair ? 2 : 1
            return Token(kind: .symbol, range: start..<index)
        }

        /// A number, or a date or time if it has that shape.
        private mutating func digits(from start: Int) -> Token {
            if matches("dddd-dd-dd") {
                index += 10
                guard peek(0) | 0x20 == UInt8(ascii: "t"), peek(1).isASCIIDigit else {
                    return Token(kind: .date, range: start..<index)
                }
                index += 1
                clock()
                return Token(kind: .dateTime, range: start..<index)
            }
            if matches("dd:dd") {
                clock()
                return Token(kind: .time, range: start..<index)
            }
            return number(from: start)
        }

        private func matches(_ shape: StaticString) -> Bool {
            shape.withUTF8Buffer { shape in
                shape.indices.allSatisfy { position in
                    shape[position] == UInt8(ascii: "d")
                        ? peek(position).isASCIIDigit : peek(position) == shape[position]
                }
            }
        }

        /// The hours, minutes and seconds of a time with its zone.
        private mutating func clock() {
            while peek(0).isASCIIDigit || peek(0) == UInt8(ascii: ":") || peek(0) == UInt8(ascii: ".") { index += 1 }
            if peek(0) | 0x20 == UInt8(ascii: "z") {
                index += 1
            } else if (peek(0) == UInt8(ascii: "+") || peek(0) == UInt8(ascii: "-")), peek(1).isASCIIDigit {
                index += 1
                while peek(0).isASCIIDigit || peek(0) == UInt8(ascii: ":") { index += 1 }
            }
        }

        private mutating func number(from start: Int) -> Token {
            if !peek(0).isASCIIDigit, peek(0) != UInt8(ascii: ".") { index += 1 }
            while peek(0).isASCIIDigit { index += 1 }
            if peek(0) == UInt8(ascii: "."), peek(1).isASCIIDigit {
                index += 1
                while peek(0).isASCIIDigit { index += 1 }
            }
            let hasSign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
            if peek(0) | 0x20 == UInt8(ascii: "e"), peek(hasSign ? 2 : 1).isASCIIDigit {
                index += hasSign ? 2 : 1
                while peek(0).isASCIIDigit { index += 1 }
            }
            return Token(kind: .number, range: start..<index)
        }

        private mutating func string(from start: Int) -> Token? {
            index += 1
            while index < source.bytes.count {
                switch source.bytes[index] {
                case UInt8(ascii: "\\"): index += 2
                case UInt8(ascii: "'"):
                    index += 1
                    return Token(kind: .string, range: start..<index)
                default: index += 1
                }
            }
            index = source.bytes.count
            let (row, column) = source.position(of: index)
            fault = OrgError(
                "MALFORMED_QUERY",
                "line \(row):\(column - 1) mismatched character '<EOF>' expecting '''"
            )
            return nil
        }

        private mutating func refuse() -> Token? {
            let (row, column) = source.position(of: index)
            var end = index + 1
            while end < source.bytes.count, source.bytes[end] & 0xC0 == 0x80 { end += 1 }
            fault = OrgError(
                "MALFORMED_QUERY",
                "line \(row):\(column - 1) no viable alternative at character '\(source.text(index..<end))'"
            )
            return nil
        }
    }
}
