/// How a CSV text is laid out, and how large its parts may be.
struct CSVFormat: Sendable, Equatable {
    var delimiter = Delimiter.comma
    var lineEnding = LineEnding.lf
    var limits = Limits()

    /// What stands between two cells, by the names that Bulk API 2.0 gives them.
    enum Delimiter: String, Sendable, CaseIterable {
        case backquote = "BACKQUOTE"
        case caret = "CARET"
        case comma = "COMMA"
        case pipe = "PIPE"
        case semicolon = "SEMICOLON"
        case tab = "TAB"

        var byte: UInt8 {
            switch self {
            case .backquote: UInt8(ascii: "`")
            case .caret: UInt8(ascii: "^")
            case .comma: UInt8(ascii: ",")
            case .pipe: UInt8(ascii: "|")
            case .semicolon: UInt8(ascii: ";")
            case .tab: UInt8(ascii: "\t")
            }
        }
    }

    /// What ends a row; `any` takes each of the usual ones, as Bulk API 1.0 does.
    enum LineEnding: String, Sendable {
        case lf = "LF"
        case crlf = "CRLF"
        case any = "ANY"

        var text: StaticString { self == .crlf ? "\r\n" : "\n" }
    }

    /// What a text may hold, in bytes.
    struct Limits: Sendable, Equatable {
        var cell = 131_072
        var row = 400_000
        var header = 32_000
        var columns = 5000
    }
}

/// Why a CSV text cannot be read, and in which row: the header is row 1.
struct CSVError: Error, Sendable, Equatable {
    enum Fault: Sendable, Equatable {
        /// A row ends otherwise than was declared.
        case lineEnding
        /// Something follows the quote that ends a cell.
        case afterQuote
        /// The text ends within quotes.
        case openQuote
        case cellTooLong, rowTooLong, headerTooLong, tooManyColumns
    }

    let fault: Fault
    let row: Int
}
