import Directory
import HTTP
import Store

/// What is asked of a list, by its address or by the body of a search.
struct ListRequest {
    private let filter: String?
    private let sortBy: String?
    private let sortOrder: String?
    private let attributes: [String]
    private let excluded: [String]
    let startIndex: Int
    let count: Int
    /// Nil where pages are asked for by number.
    let cursor: String?

    /// What a list may be asked by, as it is written in an address or a body.
    enum Word: String, CaseIterable, Sendable {
        case filter, sortBy, sortOrder, startIndex, count, cursor, attributes, excludedAttributes

        /// Those that are heeded wherever a resource is told.
        static let projections: [Word] = [.attributes, .excludedAttributes]

        var isList: Bool { Word.projections.contains(self) }

        var words: String {
            switch self {
            case .filter: "Whom to tell of, as in userName eq \"ada@example.org\"."
            case .sortBy: "The attribute to sort by."
            case .sortOrder: "Which way to sort."
            case .startIndex: "The place of the first one, from 1."
            case .count: "How many to tell of, at most \(SCIM.mostCount)."
            case .cursor: "Empty for the first page, then nextCursor of the page before."
            case .attributes: "Which attributes to tell, separated by commas."
            case .excludedAttributes: "Which attributes to leave out, separated by commas."
            }
        }
    }

    /// Names that are not known mean nothing: administrators append flags to addresses.
    init(_ query: Query) throws(DirectoryFault) {
        func value(_ word: Word) -> AttributeValue? {
            query.pairs.first { $0.name.lowercased() == word.rawValue.lowercased() }.map { .text($0.value) }
        }
        func names(_ word: Word) -> [String] {
            query.pairs.filter { $0.name.lowercased() == word.rawValue.lowercased() }
                .flatMap { $0.value.split(separator: ",").map { $0.filter { !$0.isWhitespace } } }
        }
        try self.init(value, names)
    }

    init(_ body: AttributeObject) throws(DirectoryFault) {
        func names(_ word: Word) -> [String] {
            switch body.value(of: word.rawValue) {
            case .list(let elements)?: elements.compactMap(\.text)
            case .text(let text)?: text.split(separator: ",").map(String.init)
            default: []
            }
        }
        try self.init({ body.value(of: $0.rawValue) }, names)
    }

    private init(_ value: (Word) -> AttributeValue?, _ names: (Word) -> [String]) throws(DirectoryFault) {
        filter = value(.filter)?.text
        sortBy = value(.sortBy)?.text
        sortOrder = value(.sortOrder)?.text
        attributes = names(.attributes)
        excluded = names(.excludedAttributes)
        cursor = value(.cursor)?.text
        startIndex = max(1, try ListRequest.number(.startIndex, value(.startIndex)) ?? 1)
        let wanted = try ListRequest.number(.count, value(.count)) ?? SCIM.usualCount
        count = min(max(wanted, 0), SCIM.mostCount)
    }

    private static func number(_ word: Word, _ value: AttributeValue?) throws(DirectoryFault) -> Int? {
        switch value {
        case nil, .null?: return nil
        case .integer(let number)?: return number
        case .text(let text)?:
            if let number = Int(text) { return number }
        default: break
        }
        throw DirectoryFault(.invalidValue, "\"\(word.rawValue)\" has to be a whole number.")
    }

    func projection() throws(DirectoryFault) -> Projection {
        try Projection(attributes: attributes, excluded: excluded)
    }

    func query(over types: [ResourceType]) throws(DirectoryFault) -> DirectoryQuery {
        let parsed: Filter? = if let filter { try FilterParser.filter(filter) } else { nil }
        var conditions: [(kind: ResourceType.Kind, condition: Condition)] = []
        for type in types {
            let condition: Condition =
                if let parsed { try type.condition(parsed, isLenient: types.count > 1) } else { .always }
            conditions.append((type.kind, condition))
        }
        return DirectoryQuery(
            conditions,
            ordering: try ordering(over: types),
            place: try place(),
            count: count
        )
    }

    private func ordering(over types: [ResourceType]) throws(DirectoryFault) -> Ordering {
        let isDescending: Bool
        switch sortOrder?.lowercased() {
        case nil, "ascending": isDescending = false
        case "descending": isDescending = true
        default: throw DirectoryFault(.invalidValue, "\"sortOrder\" is ascending or descending.")
        }
        guard let sortBy else { return Ordering() }
        guard cursor == nil else {
            throw DirectoryFault(.invalidValue, "Pages by cursor go by the id; leave sortBy out, or ask by startIndex.")
        }
        for type in types {
            if let key = try type.orderingKey(sortBy) { return Ordering(key: key, isDescending: isDescending) }
        }
        throw DirectoryFault(.invalidPath, "There is no attribute \"\(sortBy)\" to sort by.")
    }

    private func place() throws(DirectoryFault) -> DirectoryQuery.Place {
        guard let cursor, !cursor.isEmpty else { return .offset(cursor == nil ? startIndex - 1 : 0) }
        guard let id = ID<DirectoryEntry>(parsing: cursor) else {
            throw DirectoryFault(.invalidCursor, "This is no cursor of ours; begin with an empty one.")
        }
        return .after(id)
    }
}
