package import Database
package import Directory
package import Telemetry

/// A page of the directory: whom it holds, in which order, from where on.
package struct DirectoryQuery: Sendable {
    package enum Place: Sendable, Equatable {
        /// How many to pass over.
        case offset(Int)
        /// Behind this one, where entries are in the order of their ids.
        case after(ID<DirectoryEntry>)
    }

    /// What is asked of each kind.
    package let conditions: [(kind: ResourceType.Kind, condition: Condition)]
    package let ordering: Ordering
    package let place: Place
    package let count: Int

    package init(
        _ conditions: [(kind: ResourceType.Kind, condition: Condition)],
        ordering: Ordering = Ordering(),
        place: Place = .offset(0),
        count: Int
    ) {
        self.conditions = conditions
        self.ordering = ordering
        self.place = place
        self.count = count
    }

    package struct Page: Sendable {
        package let entries: [DirectoryEntry]
        package let total: Int
        /// Whether more follow.
        package let hasMore: Bool
    }
}

extension DirectoryQuery {
    /// The only kind, where all of it is asked for in the order of the ids.
    var wholeKind: ResourceType.Kind? {
        guard conditions.count == 1, conditions[0].condition == .always, ordering.key == .id else { return nil }
        return conditions[0].kind
    }

    /// The same page seen from the other end, which is where it is looked for when that is nearer: what stands before a
    /// page has to be walked over.
    func fromTheEnd(of total: Int) -> DirectoryQuery? {
        guard wholeKind != nil, case .offset(let offset) = place, offset > total / 2, offset < total else { return nil }
        let size = min(count, total - offset)
        return DirectoryQuery(
            conditions,
            ordering: Ordering(key: .id, isDescending: !ordering.isDescending),
            place: .offset(total - offset - size),
            count: size
        )
    }
}

extension DirectoryEntry {
    package static func list(
        _ query: DirectoryQuery,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> DirectoryQuery.Page {
        let condition = condition(query, organisation, now)
        let total = try total(query, condition, organisation, on: db)
        // Whoever has seen the entry behind which the page begins wants no place.
        guard query.count > 0 else { return .init(entries: [], total: total, hasMore: false) }
        let (ids, hasMore) = try page(query, of: total, condition, organisation, on: db)
        let entries = try db.fetch(
            DirectoryEntry.self,
            """
            SELECT \(sql: columns) FROM directory_entries e
            WHERE e.organisation_id = \(organisation) AND e.id IN \(in: ids)
            """
        )
        let byID = Dictionary(uniqueKeysWithValues: entries.map { ($0.id, $0) })
        return .init(entries: ids.compactMap { byID[$0] }, total: total, hasMore: hasMore)
    }

    /// Counts those who fit; all of a kind are counted already.
    private static func total(
        _ query: DirectoryQuery,
        _ condition: SQL,
        _ organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Int {
        guard query.conditions.allSatisfy({ $0.condition == .always }) else {
            return try db.one(Int.self, "SELECT COUNT(*) FROM directory_entries e WHERE \(sql: condition)")
        }
        return try query.conditions.reduce(0) { sum, part in
            try sum + DirectoryCount.of(part.kind, in: organisation, on: db)
        }
    }

    private static func page(
        _ query: DirectoryQuery,
        of total: Int,
        _ condition: SQL,
        _ organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> (ids: [ID<DirectoryEntry>], hasMore: Bool) {
        if case .offset(let offset) = query.place, offset >= total { return ([], false) }
        if let turned = query.fromTheEnd(of: total) {
            let found = try db.fetch(ID<DirectoryEntry>.self, pageStatement(turned, condition, organisation))
            let hasMore = if case .offset(let behind) = turned.place { behind > 0 } else { false }
            return (found.prefix(turned.count).reversed(), hasMore)
        }
        let found = try db.fetch(ID<DirectoryEntry>.self, pageStatement(query, condition, organisation))
        return (Array(found.prefix(query.count)), found.count > query.count)
    }

    /// The ids of the page and of the one behind it. The documents are read afterwards, of those alone.
    static func pageStatement(_ query: DirectoryQuery, _ condition: SQL, _ organisation: ID<Organisation>) -> SQL {
        var (place, offset): (SQL, Int) = ("", 0)
        switch query.place {
        case .offset(let count): offset = count
        case .after(let id): place = " AND e.id > \(id)"
        }
        let (join, order) = order(query.ordering)
        return """
            SELECT e.id FROM directory_entries e\(sql: join)
            WHERE \(sql: condition)\(sql: place)
            ORDER BY \(sql: order)
            LIMIT \(query.count + 1) OFFSET \(offset)
            """
    }

    private static func order(_ ordering: Ordering) -> (join: SQL, order: SQL) {
        let direction: SQL = ordering.isDescending ? " DESC" : ""
        switch ordering.key {
        case .id: return ("", "e.id" + direction)
        case .name: return ("", "e.name_key" + direction + ", e.id")
        case .created: return ("", "e.created_at" + direction + ", e.id")
        case .changed: return ("", "e.changed_at" + direction + ", e.id")
        case .kept(let path, let isNumber):
            let value: SQL = isNumber ? "CAST(s.value AS BIGINT)" : "s.value\(KeptColumn.byBytes)"
            return (
                " LEFT JOIN \(sql: KeptColumn.values(of: path)) s ON s.key = \(sql: KeptColumn.leading(of: path))",
                // Who has no value comes last, or first where the order is the other way round.
                "(s.value IS NULL)" + direction + ", " + value + direction + ", e.id"
            )
        }
    }

    static func condition(_ query: DirectoryQuery, _ organisation: ID<Organisation>, _ now: Timestamp) -> SQL {
        let kinds = query.conditions.map { kind, condition -> SQL in
            let compiler = ConditionCompiler(organisation: organisation, kind: kind, now: now)
            let asked: SQL = condition == .always ? "" : " AND " + compiler.sql(condition)
            return "e.kind = \(kind)" + asked
        }
        guard !kinds.isEmpty else { return "FALSE" }
        let any: SQL = kinds.count == 1 ? kinds[0] : "(" + kinds.joined(separator: " OR ") + ")"
        return "e.organisation_id = \(organisation) AND " + any
    }
}

/// Turns what a filter asks into SQL: every name is a piece of code of ours, every value is bound.
struct ConditionCompiler {
    let organisation: ID<Organisation>
    let kind: ResourceType.Kind
    let now: Timestamp

    func sql(_ condition: Condition) -> SQL {
        switch condition {
        case .always: "TRUE"
        case .never: "FALSE"
        case .all(let parts): "(" + parts.map(sql).joined(separator: " AND ") + ")"
        case .any(let parts): "(" + parts.map(sql).joined(separator: " OR ") + ")"
        case .not(let part): "NOT (" + sql(part) + ")"
        case .present(let field): presence(of: field)
        case .compare(let field, let comparison, let operand): compare(field, comparison, operand)
        case .element(let path, let part): element(path, part)
        }
    }

    private func presence(of field: Condition.Field) -> SQL {
        switch field {
        case .kept(let path): holds(path, "v.value <> ''")
        case .memberID, .memberName, .memberKind: "e.id IN (" + memberships + ")"
        case .id, .name, .created, .changed, .version, .seated: "TRUE"
        }
    }

    private func compare(
        _ field: Condition.Field,
        _ comparison: Filter.Comparison,
        _ operand: Condition.Operand
    ) -> SQL {
        switch field {
        case .id: return test("e.id", comparison, operand)
        case .name: return test("e.name_key", comparison, operand)
        case .created: return test("e.created_at", comparison, operand)
        case .changed: return test("e.changed_at", comparison, operand)
        case .version: return test("e.version", comparison, operand)
        case .kept(let path):
            guard KeptValues.indexed.contains(path), comparison != .ne else {
                return holds(path, testKept("v", comparison, operand))
            }
            return "e.id IN (SELECT k.owner_id FROM " + keys(path, comparison, operand) + ")"
        case .memberID:
            return "e.id IN (" + memberships + " AND " + test(member, comparison, operand) + ")"
        case .memberName: return "e.id IN (" + named + " AND " + test("o.name_key", comparison, operand) + ")"
        case .memberKind: return "e.id IN (" + named + " AND " + test("o.kind", comparison, operand) + ")"
        case .seated:
            let seated: SQL = """
                EXISTS (SELECT 1 FROM seats s JOIN products p ON p.organisation_id = s.organisation_id
                AND p.id = s.product_id WHERE s.organisation_id = \(organisation) AND s.user_id = e.id
                AND (p.ends_at IS NULL OR p.ends_at > \(now)))
                """
            return (operand == .text("true")) == (comparison == .eq) ? seated : "NOT " + seated
        }
    }

    // MARK: Members

    /// The other side of the memberships of an entry.
    private var member: SQL { kind == .group ? "m.member_id" : "m.group_id" }

    private var memberships: SQL {
        kind == .group
            ? "SELECT m.group_id FROM group_members m WHERE m.organisation_id = \(organisation)"
            : "SELECT m.member_id FROM group_members m WHERE m.organisation_id = \(organisation)"
    }

    private var named: SQL {
        kind == .group
            ? """
            SELECT m.group_id FROM group_members m JOIN directory_entries o ON o.organisation_id = m.organisation_id
            AND o.id = m.member_id WHERE m.organisation_id = \(organisation)
            """
            : """
            SELECT m.member_id FROM group_members m JOIN directory_entries o ON o.organisation_id = m.organisation_id
            AND o.id = m.group_id WHERE m.organisation_id = \(organisation)
            """
    }

    // MARK: Values

    /// Whether the entry has a value of this name for which it holds.
    private func holds(_ path: String, _ test: SQL) -> SQL {
        "EXISTS (SELECT 1 FROM \(sql: KeptColumn.values(of: path)) v WHERE \(sql: test))"
    }

    /// Those who are found by the index.
    private func keys(_ path: String, _ comparison: Filter.Comparison, _ operand: Condition.Operand) -> SQL {
        """
        directory_keys k WHERE k.organisation_id = \(organisation) AND k.path = \(path)
        AND \(sql: testKey(comparison, operand))
        """
    }

    private func element(_ path: String, _ condition: Condition) -> SQL {
        var parts: [Condition] = if case .all(let parts) = condition { parts.flatMap(\.conjuncts) } else { [condition] }
        // What few have, such as an address, is looked up before the elements are looked at one by one.
        guard let first = parts.firstIndex(where: \.isIndexed),
            case .compare(.kept(let own), let comparison, let operand) = parts.remove(at: first)
        else {
            return """
                EXISTS (SELECT 1 FROM \(sql: KeptColumn.values(of: path)) x WHERE \(sql: within(condition)))
                """
        }
        let test = ([testKept("x", comparison, operand)] + parts.map(within)).joined(separator: " AND ")
        return """
            (e.id IN (SELECT k.owner_id FROM \(sql: keys(own, comparison, operand)))
            AND EXISTS (SELECT 1 FROM \(sql: KeptColumn.values(of: own)) x WHERE \(sql: test)))
            """
    }

    /// What holds of the element at hand.
    private func within(_ condition: Condition) -> SQL {
        switch condition {
        case .all(let parts): "(" + parts.map(within).joined(separator: " AND ") + ")"
        case .any(let parts): "(" + parts.map(within).joined(separator: " OR ") + ")"
        case .not(let part): "NOT (" + within(part) + ")"
        case .present(.kept(let path)): part(path, "v.value <> ''")
        case .compare(.kept(let path), let comparison, let operand): part(path, testKept("v", comparison, operand))
        case .always: "TRUE"
        case .never, .present, .compare, .element: "FALSE"
        }
    }

    private func part(_ path: String, _ test: SQL) -> SQL { holds(path, "v.key = x.key AND " + test) }

    // MARK: Tests

    private func testKept(_ table: SQL, _ comparison: Filter.Comparison, _ operand: Condition.Operand) -> SQL {
        switch operand {
        case .number(let number): test("CAST(" + table + ".value AS BIGINT)", comparison, number)
        case .text(let text): test(table + ".value\(KeptColumn.byBytes)", comparison, text)
        }
    }

    /// Of a text that is too long for the index its beginning is looked up first.
    private func testKey(_ comparison: Filter.Comparison, _ operand: Condition.Operand) -> SQL {
        guard case .text(let text) = operand else { return "FALSE" }
        let beginning = KeptValues.beginning(of: text)
        let full: SQL = "COALESCE(k.whole, k.value_key)"
        switch comparison {
        case .eq: return "k.value_key = \(beginning) AND \(sql: full) = \(text)"
        case .sw where beginning == text: return test("k.value_key", comparison, operand)
        case .gt, .ge: return "k.value_key >= \(beginning) AND " + test(full, comparison, operand)
        case .lt, .le: return "k.value_key <= \(beginning) AND " + test(full, comparison, operand)
        case .ne, .co, .sw, .ew: return test(full, comparison, operand)
        }
    }

    private func test(_ column: SQL, _ comparison: Filter.Comparison, _ operand: Condition.Operand) -> SQL {
        switch operand {
        case .number(let number): test(column, comparison, number)
        case .text(let text): test(column, comparison, text)
        }
    }

    private func test(_ column: SQL, _ comparison: Filter.Comparison, _ number: Int64) -> SQL {
        switch comparison {
        case .eq: "\(sql: column) = \(number)"
        case .ne: "\(sql: column) <> \(number)"
        case .gt: "\(sql: column) > \(number)"
        case .ge: "\(sql: column) >= \(number)"
        case .lt: "\(sql: column) < \(number)"
        case .le: "\(sql: column) <= \(number)"
        // A number has no parts; what is looked up was refused before.
        case .co, .sw, .ew: "FALSE"
        }
    }

    private func test(_ column: SQL, _ comparison: Filter.Comparison, _ text: String) -> SQL {
        switch comparison {
        case .eq: "\(sql: column) = \(text)"
        case .ne: "\(sql: column) <> \(text)"
        case .gt: "\(sql: column) > \(text)"
        case .ge: "\(sql: column) >= \(text)"
        case .lt: "\(sql: column) < \(text)"
        case .le: "\(sql: column) <= \(text)"
        case .co: "\(.either(sqlite: "instr", postgres: "strpos"))(\(sql: column), \(text)) > 0"
        // Behind all that begin so stands what goes on with the last letter that there is.
        case .sw: "(\(sql: column) >= \(text) AND \(sql: column) < \(text + "\u{10FFFF}"))"
        case .ew:
            text.isEmpty
                ? "TRUE"
                : """
                \(.either(sqlite: "substr(", postgres: "right("))\(sql: column), \
                \(.either(sqlite: "-", postgres: ""))CAST(\(text.unicodeScalars.count) AS INTEGER)) = \(text)
                """
        }
    }
}

extension Condition {
    fileprivate var conjuncts: [Condition] {
        if case .all(let parts) = self { parts.flatMap(\.conjuncts) } else { [self] }
    }

    fileprivate var isIndexed: Bool {
        if case .compare(.kept(let path), .eq, .text) = self { KeptValues.indexed.contains(path) } else { false }
    }
}

/// The values that an entry keeps with itself, as a table of their elements and texts.
private enum KeptColumn {
    static let byBytes = SQL.Fragment.either(sqlite: "", postgres: " COLLATE \"C\"")

    static func values(of path: String) -> SQL {
        """
        \(.either(sqlite: "json_each(e.kept, '$.\"' || ", postgres: "jsonb_each_text(CAST(e.kept AS JSONB) -> "))\(path)\
        \(.either(sqlite: " || '\"')", postgres: ")"))
        """
    }

    /// The element by which a list is sorted: the primary one, or else the first.
    static func leading(of path: String) -> SQL {
        guard let dot = path.lastIndex(of: ".") else { return "'0'" }
        return """
            COALESCE((SELECT b.key FROM \(sql: values(of: String(path[..<dot]))) b
            WHERE b.value = \(KeptValues.mark)), '0')
            """
    }
}
