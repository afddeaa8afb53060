/// Rows for a spreadsheet, which takes nothing in them for a formula.
enum CSV {
    /// Tells spreadsheets that the file is UTF-8.
    static let mark = "\u{FEFF}"

    static func line(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    /// In quotes, and with an apostrophe before what a spreadsheet would calculate.
    static func cell(_ text: String) -> String {
        var cell = "\""
        let start = text.unicodeScalars.first { !$0.properties.isWhitespace }
        if let first = text.unicodeScalars.first, dangerous.contains(first) || start.map(dangerous.contains) == true {
            cell.append("'")
        }
        for scalar in text.unicodeScalars {
            if scalar == "\"" { cell.append("\"") }
            cell.unicodeScalars.append(scalar == "\0" ? "\u{FFFD}" : scalar)
        }
        return cell + "\""
    }

    /// Full-width forms are formulas to some spreadsheets, too.
    private static let dangerous: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]
}
