import Database

/// The rows of a chunk against the rows that are there, by one duplicate rule.
struct DuplicateSearch {
    let rule: DuplicateRule
    let rules: CompiledRules
    let chunk: SaveChunk

    /// One way from the rule to an object: which of its fields is compared with which of the chunk's.
    private struct Way {
        let matching: MatchingRule
        let object: ObjectType
        let pairs: [(item: MatchingRule.Item, own: Field?, other: Field?)]
        let logic: FilterLogic
    }

    /// A row that is there, with its values in the order of the pairs.
    struct Candidate: RowDecodable {
        let id: String
        let values: [SQLValue]

        init(row: Row) throws {
            id = try row["Id"]
            values = Array(row.values.dropFirst())
        }
    }

    /// What looks like each of the rows.
    func findings(_ rows: [Int], _ db: isolated Connection) throws -> [Int: [DuplicateFinding.MatchResult]] {
        var findings: [Int: [DuplicateFinding.MatchResult]] = [:]
        for match in rule.matches {
            guard let way = try way(match) else { continue }
            let asked = rows.filter { row in
                // A change fires the rule only when it touches what is compared.
                chunk.operation == .insert || way.pairs.contains { $0.own.map { chunk.isChanged(row, $0) } ?? false }
            }
            let candidates = try candidates(way, asked, db)
            guard !candidates.isEmpty else { continue }
            for row in asked {
                let matches = candidates.compactMap { self.match($0, row, way) }
                guard !matches.isEmpty else { continue }
                findings[row, default: []].append(
                    DuplicateFinding.MatchResult(
                        object: way.object.name,
                        engine: way.matching.engine,
                        rule: way.matching.name,
                        matches: matches
                    )
                )
            }
        }
        return findings
    }

    private func way(_ match: DuplicateRule.Match) throws -> Way? {
        guard let matching = rules.settings.matchingRules.first(where: { $0.name == match.rule }),
            let object = rules.schema.object(match.object)
        else { return nil }
        guard let logic = FilterLogic(matching.logic, count: matching.items.count) else {
            throw RecordFilter.faultyLogic
        }
        let names = Dictionary(match.fields.map { ($0.value, $0.key) }) { $1 }
        let pairs = matching.items.map { item in
            (item: item, own: chunk.object.field(names[item.field] ?? item.field), other: object.field(item.field))
        }
        return Way(matching: matching, object: object, pairs: pairs, logic: logic)
    }

    // MARK: - Who may look alike

    /// The rows that share a key with one of the chunk's: an exact value, a last name with the same initial, or the
    /// beginning of a company's name. One statement for all.
    private func candidates(_ way: Way, _ rows: [Int], _ db: isolated Connection) throws -> [Candidate] {
        var keys: [SQL] = []
        let initials = way.pairs.first { $0.item.method == .firstName }
        for pair in way.pairs {
            guard let own = pair.own, let other = pair.other, other.isStored else { continue }
            let values = Set(rows.compactMap { chunk.value($0, own).text }.filter { !$0.isEmpty })
            guard !values.isEmpty else { continue }
            switch pair.item.method {
            // The parent is shared by many who have nothing else in common.
            case .exact where other.type != .reference:
                keys.append("t.\(identifier: other.name) IN \(in: values.sorted())")
            case .lastName:
                guard let first = initials?.own, let otherFirst = initials?.other else {
                    keys.append("t.\(identifier: other.name) IN \(in: values.sorted())")
                    continue
                }
                let names = Set(
                    rows.compactMap { row in
                        chunk.value(row, own).text.map { [$0, String(chunk.value(row, first).text?.prefix(1) ?? "")] }
                    }
                )
                keys.append(
                    """
                    t."Id" IN (SELECT n."Id" FROM (VALUES \(rows: names.map { $0.map { $0 as any SQLConvertible } })) AS k
                    CROSS JOIN \(identifier: way.object.name) AS n ON n.\(identifier: other.name) = k.column1
                    AND coalesce(n.\(identifier: otherFirst.name), '') LIKE k.column2 || '%')
                    """
                )
            case .companyName:
                for start in Set(values.compactMap(DuplicateSearch.start)).sorted() {
                    keys.append(
                        """
                        (t.\(identifier: other.name) >= \(start) AND t.\(identifier: other.name) < \(start + "\u{10FFFF}"))
                        """
                    )
                }
            default: continue
            }
        }
        guard !keys.isEmpty else { return [] }
        let columns = way.pairs.map { pair -> SQL in
            pair.other.flatMap { $0.isStored ? "t.\(identifier: $0.name)" : nil } ?? "NULL"
        }
        let isAlive: SQL = way.object.field("IsConverted") == nil ? "" : " AND t.\"IsConverted\" = 0"
        return try db.fetch(
            Candidate.self,
            """
            SELECT t."Id" AS "Id", \(sql: columns.joined(separator: ", ")) FROM \(identifier: way.object.name) AS t
            WHERE (\(sql: keys.joined(separator: " OR "))) AND t."IsDeleted" = 0\(sql: isAlive)
            """
        )
    }

    /// The first letters of a company's name, which a mistake seldom touches.
    private static func start(_ name: String) -> String? {
        let first = name.drop { !$0.isLetter && !$0.isNumber }.prefix(4)
        return first.count < 2 ? nil : String(first)
    }

    // MARK: - Who does

    private func match(_ candidate: Candidate, _ row: Int, _ way: Way) -> DuplicateFinding.Match? {
        guard candidate.id != chunk.id(row) else { return nil }
        var scores: [Int?] = []
        var differences: [(name: String, difference: String)] = []
        for (index, pair) in way.pairs.enumerated() {
            let own = pair.own.flatMap { chunk.value(row, $0).text } ?? ""
            let other = if case .text(let text) = candidate.values[index] { text } else { "" }
            let isBlank = own.isEmpty || other.isEmpty
            let score = isBlank ? nil : Likeness.score(own, other, pair.item.method)
            scores.append(own.isEmpty && other.isEmpty && pair.item.matchesBlanks ? Likeness.threshold : score)
            differences.append(
                (pair.item.field, isBlank ? "Null" : own.lowercased() == other.lowercased() ? "Same" : "Different")
            )
        }
        guard way.logic.holds({ (scores[$0] ?? 0) >= Likeness.threshold }) else { return nil }
        let counted = scores.compactMap { $0 }.filter { $0 >= Likeness.threshold }
        let record =
            chunk.options.includesDuplicateDetails
            ? zip(way.pairs, candidate.values).compactMap { pair, value -> (name: String, value: Scalar)? in
                guard let field = pair.other,
                    chunk.caller.schema.object(way.object.name)?.field(field.name) != nil
                else { return nil }
                return (field.name, Scalar(value, as: field.type))
            } : []
        return DuplicateFinding.Match(
            id: candidate.id,
            object: way.object.name,
            confidence: Double(counted.reduce(0, +)) / Double(max(counted.count, 1)),
            differences: differences,
            record: record
        )
    }
}

extension CompiledRules {
    /// Refuses the rows that look like others, as far as a rule says so, and tells which of them to write down.
    func findDuplicates(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        guard let active = duplicates[chunk.object.name], chunk.operation == .insert || chunk.operation == .update
        else {
            return
        }
        for rule in active {
            let action = chunk.operation == .insert ? rule.onCreate : rule.onUpdate
            guard action.blocks || action.alerts && !chunk.options.allowsDuplicates else { continue }
            let rows = chunk.soundRows
            let findings = try DuplicateSearch(rule: rule, rules: self, chunk: chunk).findings(rows, db)
            for row in rows {
                guard let results = findings[row] else { continue }
                var error = OrgError("DUPLICATES_DETECTED", rule.message, fields: [])
                error.duplicate = DuplicateFinding(
                    allowsSave: !action.blocks,
                    rule: rule.name,
                    object: chunk.object.name,
                    message: rule.message,
                    results: results
                )
                chunk.refuse(row, with: error)
            }
        }
    }

    /// Writes down as sets of duplicates the rows that were saved although they look like others.
    func reportDuplicates(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        guard let active = duplicates[chunk.object.name], chunk.operation == .insert || chunk.operation == .update
        else {
            return
        }
        let made = RowMaker(schema: schema, moment: chunk.moment, userID: chunk.caller.userID)
        for rule in active {
            let action = chunk.operation == .insert ? rule.onCreate : rule.onUpdate
            guard action.reports, let ruleID = rule.id else { continue }
            let findings = try DuplicateSearch(rule: rule, rules: self, chunk: chunk).findings(chunk.soundRows, db)
            for row in chunk.soundRows {
                guard let results = findings[row] else { continue }
                let ids = [chunk.id(row)] + results.flatMap { $0.matches.map(\.id) }
                let set = try made.insert(
                    "DuplicateRecordSet",
                    [
                        "DuplicateRuleId": .text(ruleID), "RecordCount": .integer(Int64(ids.count)),
                        "Name": .text("DRS-" + String(chunk.id(row).dropFirst(9).prefix(6))),
                    ],
                    db
                )
                for id in ids {
                    try made.insert(
                        "DuplicateRecordItem",
                        [
                            "DuplicateRecordSetId": .text(set), "RecordId": .text(id),
                            "Name": .text("DRI-" + id.suffix(9)),
                        ],
                        db
                    )
                }
            }
        }
    }
}

extension OrgSettings {
    /// The indexes that the search by a rule needs beside those that every table has.
    var duplicateIndexes: [(object: String, field: String)] {
        duplicateRules.filter(\.isActive).flatMap { rule in
            rule.matches.flatMap { match in
                (matchingRules.first { $0.name == match.rule }?.items ?? [])
                    .filter { [.exact, .lastName, .companyName].contains($0.method) }
                    .map { (object: match.object, field: $0.field) }
            }
        }
    }
}
