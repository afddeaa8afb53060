/// Rows of words in columns that line up, for results that people read.
struct TextTable {
    let head: [String]
    private var rows: [[String]] = []

    init(_ head: String...) { self.init(head) }

    init(_ head: [String]) { self.head = head }

    mutating func add(_ row: String...) { add(row) }

    mutating func add(_ row: [String]) { rows.append(row) }

    var text: String {
        let all = [head.map { $0.uppercased() }] + rows
        let widths = head.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            var line = ""
            for (column, word) in row.enumerated() {
                line += word
                if column < row.count - 1 { line += spaces(widths[column] - word.count + 2) }
            }
            return line + "\n"
        }.joined()
    }
}

func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
