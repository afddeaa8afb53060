/// A list that a user of the org keeps, such as *My open leads*.
package struct ListView: Hashable, Sendable {
    package let id: RecordID
    package let label: String
    package let developerName: String
    /// Whether its records can be asked for by a query.
    package let isQueryable: Bool

    init?(_ json: JSON) {
        guard let id = json["id"]?.text.flatMap({ RecordID($0) }), let label = json["label"]?.text else { return nil }
        self.id = id
        self.label = label
        developerName = json["developerName"]?.text ?? ""
        isQueryable = json["soqlCompatible"]?.flag ?? false
    }
}

/// Which records a list shows, to be asked for with columns of one's own.
package struct ListViewFilter: Hashable, Sendable {
    /// Whose records, such as `mine`; nil for everybody's.
    package let scope: APIName?
    /// What has to hold, as Salesforce wrote it; nil where the list shows every record.
    package let condition: SOQL?

    /// Takes the filter out of the query by which Salesforce itself reads the list.
    init(query: String, scope: String?) throws(SalesforceError) {
        let words = ListViewFilter.words(of: query)
        guard let from = words.first(where: { $0.text == "FROM" }) else { throw SalesforceError(.notUnderstood) }
        let clauses = words.filter { $0.range.lowerBound > from.range.lowerBound }
        if let start = clauses.first(where: { $0.text == "WHERE" }) {
            let end = clauses.first {
                ["ORDER", "LIMIT"].contains($0.text) && $0.range.lowerBound > start.range.upperBound
            }
            let text = query[start.range.upperBound..<(end?.range.lowerBound ?? query.endIndex)]
            condition = .wordForWord(String(text).trimmingBlanks)
        } else {
            condition = nil
        }
        guard let scope, scope.lowercased() != "everything" else {
            self.scope = nil
            return
        }
        guard let name = APIName(scope) else { throw SalesforceError(.notUnderstood) }
        self.scope = name
    }

    /// A query for columns of one's own; `also` has to hold besides.
    package func query(_ columns: [APIName], from object: APIName, also: SOQL? = nil) -> SOQL {
        statement("SELECT \(columns) FROM \(object)", also)
    }

    /// A query for how many records there are; `also` has to hold besides.
    package func count(_ object: APIName, also: SOQL? = nil) -> SOQL {
        statement("SELECT COUNT() FROM \(object)", also)
    }

    private func statement(_ start: SOQL, _ also: SOQL?) -> SOQL {
        let query = scope.map { start + " USING SCOPE \($0)" } ?? start
        let conditions = [condition, also].compactMap(\.self)
        return conditions.isEmpty ? query : query + " WHERE \(SOQL.all(conditions))"
    }

    private struct Word {
        let text: String
        let range: Range<String.Index>
    }

    /// The words of a query in capitals, those within quotes and parentheses left out.
    private static func words(of query: String) -> [Word] {
        var words: [Word] = []
        var start: String.Index?
        var isQuoted = false
        var depth = 0
        var index = query.startIndex
        while index < query.endIndex {
            let character = query[index]
            let next = query.index(after: index)
            if isQuoted {
                if character == "\\", next < query.endIndex {
                    index = query.index(after: next)
                    continue
                }
                isQuoted = character != "'"
            } else if character.isLetter || character == "_"
                || (start != nil && (character.isNumber || character == "."))
            {
                start = start ?? index
            } else {
                if let start, depth == 0 {
                    words.append(Word(text: query[start..<index].uppercased(), range: start..<index))
                }
                start = nil
                isQuoted = character == "'"
                depth += character == "(" ? 1 : character == ")" ? -1 : 0
            }
            index = next
        }
        return words
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        let kept = drop { $0.isWhitespace }
        return String(kept.reversed().drop { $0.isWhitespace }.reversed())
    }
}

extension Org {
    /// The lists of an object that the connected user may see.
    package func listViews(of object: APIName) async throws -> [ListView] {
        var lists: [ListView] = []
        var next: String? = path("sobjects/\(object)/listviews?limit=2000")
        while let address = next {
            let json = try await answer(to: .get(address)).json()
            guard let page = json["listviews"]?.list else { throw SalesforceError(.notUnderstood) }
            lists += page.compactMap { ListView($0) }
            next = json["done"]?.flag == false ? json["nextRecordsUrl"]?.text : nil
        }
        return lists
    }

    /// Which records a list shows.
    package func filter(of list: RecordID, of object: APIName) async throws -> ListViewFilter {
        let json = try await answer(to: .get(path("sobjects/\(object)/listviews/\(list)/describe"))).json()
        guard let query = json["query"]?.text else { throw SalesforceError(.notUnderstood) }
        return try ListViewFilter(query: query, scope: json["scope"]?.text)
    }
}
