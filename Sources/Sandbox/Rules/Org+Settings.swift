import Database
import Telemetry

extension Org {
    /// What the administrator has set up.
    package func settings() async throws -> OrgSettings {
        try await database.read { db in try RuleBook.settings(db) }
    }

    /// Puts other settings in their place, once all of them are sound, and returns them with the ids they were given.
    @discardableResult
    package func change(settings: OrgSettings) async throws -> OrgSettings {
        let schema = self.schema
        let userID = try await administrator().userID
        let moment = Log.current.clock.now().stored
        let kept = try await database.write { db in
            let rows = RowMaker(schema: schema, moment: moment, userID: userID)
            return try SettingsChange(schema: schema, rows: rows).apply(settings, db)
        }
        rules.forget()
        return kept
    }
}

/// Checks settings and lays them down: as a whole, and as the rows in which clients look for rules.
struct SettingsChange {
    let schema: Schema
    let rows: RowMaker

    func apply(_ settings: OrgSettings, _ db: isolated Connection) throws -> OrgSettings {
        try check(settings)
        var settings = settings
        for index in settings.queues.indices { try lay(queue: &settings.queues[index], db) }
        for rule in settings.assignmentRules.indices {
            try identify(&settings.assignmentRules[rule].id, "AssignmentRule", db)
            for entry in settings.assignmentRules[rule].entries.indices {
                let owner = settings.assignmentRules[rule].entries[entry].owner
                settings.assignmentRules[rule].entries[entry].owner = try self.owner(owner, db)
            }
        }
        for index in settings.duplicateRules.indices {
            try identify(&settings.duplicateRules[index].id, "DuplicateRule", db)
        }
        for index in settings.listViews.indices { try identify(&settings.listViews[index].id, "ListView", db) }
        try layRows(settings, db)
        try layIndexes(settings, db)
        try RuleBook.keep(settings, db)
        return settings
    }

    // MARK: - Checks

    private func check(_ settings: OrgSettings) throws {
        for rule in settings.validationRules {
            let object = try object(rule.object)
            do {
                _ = try schema.condition(rule.condition, on: object)
            } catch {
                throw faulty("\(rule.name): \(error.message)")
            }
            if let name = rule.field { _ = try field(name, object) }
        }
        for rule in settings.matchingRules {
            let object = try object(rule.object)
            for item in rule.items { _ = try field(item.field, object) }
            try check(logic: rule.logic, count: rule.items.count)
        }
        for rule in settings.duplicateRules {
            _ = try object(rule.object)
            for match in rule.matches {
                guard settings.matchingRules.contains(where: { $0.name == match.rule && $0.object == match.object })
                else {
                    throw faulty("The matching rule \(match.rule) of \(match.object) does not exist.")
                }
            }
        }
        for rule in settings.assignmentRules {
            let object = try object(rule.object)
            guard object.traits.contains(.ownedByQueues) else {
                throw faulty("\(object.name) has no assignment rules; only leads and cases have.")
            }
            for entry in rule.entries {
                for condition in entry.filter.conditions { _ = try field(condition.field, object) }
                try check(logic: entry.filter.logic, count: entry.filter.conditions.count)
            }
        }
        for object in Set(settings.assignmentRules.map(\.object))
        where settings.assignmentRules.filter({ $0.object == object && $0.isActive }).count > 1 {
            throw faulty("Only one assignment rule of \(object) can be active.")
        }
        for (name, fields) in settings.trackedFields {
            let object = try object(name)
            for name in fields { _ = try field(name, object) }
        }
        for view in settings.listViews {
            let object = try object(view.object)
            for path in view.columns + view.filter.conditions.map(\.field) + [view.order]
            where ListView.field(path, of: object, schema) == nil {
                throw faulty("\(object.name) has no field \(path).")
            }
            guard !view.columns.isEmpty else { throw faulty("The list \(view.label) has no columns.") }
            try check(logic: view.filter.logic, count: view.filter.conditions.count)
        }
        for queue in settings.queues { for name in queue.objects { _ = try object(name) } }
        if let complaint = settings.instantEnrich.complaint { throw faulty(complaint) }
    }

    private func object(_ name: String) throws -> ObjectType {
        guard let object = schema.object(name) else { throw faulty("There is no object \(name).") }
        return object
    }

    private func field(_ path: String, _ object: ObjectType) throws -> Field {
        guard let field = schema.field(path, of: object) else { throw faulty("\(object.name) has no field \(path).") }
        return field
    }

    private func check(logic: String?, count: Int) throws {
        guard FilterLogic(logic, count: count) != nil else { throw RecordFilter.faultyLogic }
    }

    private func faulty(_ sentence: String) -> OrgError { OrgError("INVALID_INPUT", sentence) }

    // MARK: - Rows

    private func identify(_ id: inout String?, _ object: String, _ db: isolated Connection) throws {
        guard id == nil, let prefix = schema.object(object)?.keyPrefix else { return }
        id = try IDSequence.next(prefix: prefix, db)
    }

    private func layRows(_ settings: OrgSettings, _ db: isolated Connection) throws {
        for object in ["AssignmentRule", "DuplicateRule", "ListView"] {
            try db.run("DELETE FROM \(identifier: object)")
        }
        for rule in settings.assignmentRules {
            try rows.insert(
                "AssignmentRule",
                id: rule.id,
                ["Name": .text(rule.name), "SobjectType": .text(rule.object), "Active": .flag(rule.isActive)],
                db
            )
        }
        for view in settings.listViews {
            try rows.insert(
                "ListView",
                id: view.id,
                [
                    "Name": .text(view.label), "DeveloperName": .text(view.developerName),
                    "SobjectType": .text(view.object), "IsSoqlCompatible": .flag(true),
                ],
                db
            )
        }
        for rule in settings.duplicateRules {
            try rows.insert(
                "DuplicateRule",
                id: rule.id,
                [
                    "DeveloperName": .text(rule.name), "MasterLabel": .text(rule.label),
                    "SobjectType": .text(rule.object),
                    "IsActive": .flag(rule.isActive), "Language": "en_US", "SobjectSubtype": "None",
                ],
                db
            )
        }
    }

    /// A queue is made once; whoever drops it from the settings leaves its records an owner.
    private func lay(queue: inout Queue, _ db: isolated Connection) throws {
        let known = try db.first(
            String.self,
            "SELECT \"Id\" FROM \"Group\" WHERE \"Type\" = 'Queue' AND \"DeveloperName\" = \(queue.developerName)"
        )
        let id =
            try known
            ?? rows.insert(
                "Group",
                [
                    "Name": .text(queue.label), "DeveloperName": .text(queue.developerName), "Type": "Queue",
                ],
                db
            )
        queue.id = id
        for name in queue.objects {
            let object = try object(name).name
            let isThere = try db.one(
                Int.self,
                "SELECT count(*) FROM \"QueueSobject\" WHERE \"QueueId\" = \(id) AND \"SobjectType\" = \(object)"
            )
            guard isThere == 0 else { continue }
            try rows.insert("QueueSobject", ["QueueId": .text(id), "SobjectType": .text(object)], db)
        }
    }

    private func owner(_ name: String, _ db: isolated Connection) throws -> String {
        let id = RecordID.canonical(name) ?? ""
        let found = try db.first(
            String.self,
            """
            SELECT "Id" FROM "User" WHERE "Id" = \(id) OR "Username" = \(name)
            UNION ALL SELECT "Id" FROM "Group" WHERE "Type" = 'Queue' AND ("Id" = \(id) OR "DeveloperName" = \(name))
            """
        )
        guard let found else { throw faulty("There is no user and no queue \(name).") }
        return found
    }

    // MARK: - Indexes

    /// Makes the indexes by which duplicates are found, and drops those that no active rule needs any more.
    private func layIndexes(_ settings: OrgSettings, _ db: isolated Connection) throws {
        var wanted: [String: SQL] = [:]
        for (object, field) in settings.duplicateIndexes {
            guard let object = schema.object(object), let field = object.field(field), field.isStored else { continue }
            let name = "\(object.name)_\(field.name)_alike"
            wanted[name] = """
                CREATE INDEX IF NOT EXISTS \(identifier: name) ON \(identifier: object.name) (\(identifier: field.name))
                """
        }
        let there = try db.fetch(
            String.self,
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE '%\\_alike' ESCAPE '\\'"
        )
        for name in there where wanted[name] == nil { try db.run("DROP INDEX \(identifier: name)") }
        for name in wanted.keys.sorted() where !there.contains(name) {
            if let statement = wanted[name] { try db.run(statement) }
        }
    }
}
