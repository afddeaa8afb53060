import Database
import Telemetry

extension CompiledRules {
    /// Refuses the rows that meet the condition of a validation rule, with the message of each rule that they break.
    func validate(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        guard let rules = validations[chunk.object.name], chunk.operation == .insert || chunk.operation == .update
        else {
            return
        }
        let clock = chunk.formulaClock
        let rows = chunk.soundRows
        for validation in rules {
            let reader = try ChunkReader(validation.condition.fields.map(\.path), chunk, schema, clock, db)
            for row in rows where validation.condition.holds(for: reader.subject(row)) {
                chunk.refuse(
                    row,
                    with: OrgError(
                        "FIELD_CUSTOM_VALIDATION_EXCEPTION",
                        validation.rule.message,
                        fields: validation.rule.field.map { [$0] } ?? []
                    )
                )
            }
        }
    }
}

extension SaveChunk {
    /// The moment of the save, and the day that it is for the caller.
    var formulaClock: FormulaClock {
        let zone = (try? Zone(named: caller.timeZone)) ?? .utc
        return FormulaClock(now: Timestamp(iso8601: moment) ?? Timestamp(seconds: 0), zone: zone)
    }
}
