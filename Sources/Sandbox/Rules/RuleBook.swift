import Database
import FoundationEssentials
import Synchronization
import Telemetry

/// The org's rules at work: kept in its database, compiled once, and asked once for each chunk of a save.
final class RuleBook: Sendable {
    private let state = Mutex(State())

    private struct State {
        var schema: @Sendable () -> Schema? = { nil }
        var compiled: CompiledRules?
    }

    static let table: SQL = """
        CREATE TABLE IF NOT EXISTS "_settings" ("name" TEXT NOT NULL PRIMARY KEY, "value" TEXT NOT NULL)
        """

    /// Lets the rules see the org's schema, which changes.
    func connect(_ schema: @escaping @Sendable () -> Schema?) {
        state.withLock { $0.schema = schema }
    }

    /// Forgets what was compiled, because the rules or the schema changed.
    func forget() {
        state.withLock { $0.compiled = nil }
    }

    /// The rules as they stand, read and compiled when nobody did so before.
    func rules(_ db: isolated Connection) throws -> CompiledRules? {
        let (known, schema) = state.withLock { ($0.compiled, $0.schema) }
        guard let schema = schema() else { return nil }
        if let known, known.schemaVersion == schema.version { return known }
        let compiled = try CompiledRules(try RuleBook.settings(db), schema)
        state.withLock { $0.compiled = compiled }
        return compiled
    }

    static func settings(_ db: isolated Connection) throws -> OrgSettings {
        guard let text = try db.first(String.self, "SELECT \"value\" FROM \"_settings\" WHERE \"name\" = 'rules'")
        else {
            return OrgSettings()
        }
        return try JSONDecoder().decode(OrgSettings.self, from: Data(text.utf8))
    }

    static func keep(_ settings: OrgSettings, _ db: isolated Connection) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(settings), as: UTF8.self)
        try db.run(
            """
            INSERT INTO "_settings" ("name", "value") VALUES ('rules', \(text))
            ON CONFLICT ("name") DO UPDATE SET "value" = excluded."value"
            """
        )
    }
}

/// The rules, ready to be asked: formulas read, fields found.
struct CompiledRules: Sendable {
    struct Validation: Sendable {
        let rule: ValidationRule
        let condition: Formula
    }

    let schema: Schema
    let settings: OrgSettings
    /// By the object's name, only what is active.
    let validations: [String: [Validation]]
    let tracked: [String: [Field]]
    let assignments: [String: [AssignmentRule]]
    let duplicates: [String: [DuplicateRule]]

    var schemaVersion: Int { schema.version }

    init(_ settings: OrgSettings, _ schema: Schema) throws {
        self.schema = schema
        self.settings = settings
        var validations: [String: [Validation]] = [:]
        for rule in settings.validationRules where rule.isActive {
            guard let object = schema.object(rule.object) else { continue }
            do {
                let condition = try schema.condition(rule.condition, on: object)
                validations[object.name, default: []].append(Validation(rule: rule, condition: condition))
            } catch {
                throw OrgError("FIELD_INTEGRITY_EXCEPTION", "\(rule.name): \(error.message)")
            }
        }
        self.validations = validations
        var tracked: [String: [Field]] = [:]
        for (name, fields) in settings.trackedFields {
            guard let object = schema.object(name) else { continue }
            tracked[object.name] = fields.compactMap { object.field($0) }.filter(\.isStored)
        }
        self.tracked = tracked
        assignments = Dictionary(grouping: settings.assignmentRules) { schema.object($0.object)?.name ?? $0.object }
        duplicates = Dictionary(grouping: settings.duplicateRules.filter(\.isActive)) {
            schema.object($0.object)?.name ?? $0.object
        }
    }
}
