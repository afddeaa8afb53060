import Crypto
import Database
import Telemetry

/// What platform events have in common: messages that are published through the doors for rows, once their transaction is
/// kept, and stay for three days.
enum PlatformEvent {
    static let retention = Duration.hours(72)

    static let fields: [Field] = {
        var replay = Field.string("ReplayId", 20).readOnly.neverEmpty
        replay.isAutoNumber = true
        replay.isDefaultedOnCreate = true
        return [replay, .string("EventUuid", 36).readOnly.open]
    }()

    /// Gives each message its identifier.
    static func identify(_ chunk: SaveChunk) {
        guard let field = chunk.object.field("EventUuid") else { return }
        for row in chunk.soundRows { chunk.set(row, field, .text(uuid())) }
    }

    /// Success is told with an entry among the errors, which carries the identifier.
    static func receipt(_ chunk: SaveChunk, _ row: Int) -> OrgError? {
        chunk.object.field("EventUuid").flatMap { chunk.value(row, $0).text }.map {
            OrgError("OPERATION_ENQUEUED", $0, fields: [])
        }
    }

    static func forgetOld(of object: ObjectType, _ db: isolated Connection) throws {
        let end = (Log.current.clock.now() - retention).stored
        try db.run("DELETE FROM \(identifier: object.name) WHERE \"CreatedDate\" < \(end)")
    }

    /// Random, version 4 (RFC 9562).
    private static func uuid() -> String {
        var bytes = Random.bytes(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array(Hex.encode(bytes))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }
}
