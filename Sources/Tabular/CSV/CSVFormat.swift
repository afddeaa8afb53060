/// How a CSV text is laid out, and how large its parts may be.
package struct CSVFormat: Sendable, Equatable {
    package var delimiter = Delimiter.comma
    package var lineEnding = LineEnding.lf
    package var limits = Limits()

    package init(delimiter: Delimiter = .comma, lineEnding: LineEnding = .lf, limits: Limits = Limits()) {
        self.delimiter = delimiter
        self.lineEnding = lineEnding
        self.limits = limits
    }

    /// What stands between two cells, by the names that Bulk API 2.0 gives them.
    package enum Delimiter: String, Sendable, CaseIterable {
        case backquote = "BACKQUOTE"
        case caret = "CARET"
        case comma = "COMMA"
        case pipe = "PIPE"
        case semicolon = "SEMICOLON"
        case tab = "TAB"

        package var byte: UInt8 {
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
    package enum LineEnding: String, Sendable {
        case lf = "LF"
        case crlf = "CRLF"
        case any = "ANY"

        package var text: StaticString { self == .crlf ? "\r\n" : "\n" }
    }

    /// What a text may hold, in bytes.
    package struct Limits: Sendable, Equatable {
        package var cell: Int
        package var row: Int
        package var header: Int
        package var columns: Int

        /// What Salesforce takes, when not said otherwise.
        package init(cell: Int = 131_072, row: Int = 400_000, header: Int = 32_000, columns: Int = 5000) {
            self.cell = cell
            self.row = row
            self.header = header
            self.columns = columns
        }
    }
}

/// Why a CSV text cannot be read, and in which row: the header is row 1.
package struct CSVError: Error, Sendable, Equatable {
    package enum Fault: Sendable, Equatable {
        /// A row ends otherwise than was declared.
        case lineEnding
        /// Something follows the quote that ends a cell.
        case afterQuote
        /// The text ends within quotes.
        case openQuote
        case cellTooLong, rowTooLong, headerTooLong, tooManyColumns
    }

    package let fault: Fault
    package let row: Int
    /// Where the row ends is known, and reading goes on behind it; otherwise only its next line is.
    package let isPassed: Bool

    package init(fault: Fault, row: Int, isPassed: Bool = false) {
        (self.fault, self.row, self.isPassed) = (fault, row, isPassed)
    }
}
