import Database
import Enrichment
import Telemetry

/// A part of a stored plan, packed: whoever looks at one record unpacks no more than its neighbours.
///
/// Plans lie apart from their batches, which change while the plan stays as it is: SQLite writes a row anew as a whole, and
/// goes through all that comes before the column that is asked for.
struct PlanPiece: RowDecodable {
    /// Its first byte in the plan.
    private let start: Int
    private let isPacked: Bool
    private let kept: [UInt8]

    init(row: Row) throws {
        (start, isPacked, kept) = (try row["start"], try row["is_packed"], try row["bytes"])
    }

    private func bytes() throws(PlanError) -> [UInt8] {
        guard isPacked else { return kept }
        guard let bytes = Zstd.unpacked(kept) else { throw .damaged }
        return bytes
    }

    /// As large as it may become before the next one begins.
    private static let most = 1 << 16

    private static let table = Table(
        "run_plans",
        columns: ["organisation_id", "run_id", "batch", "start", "is_packed", "bytes"]
    )

    static func insert(
        _ plan: Plan.Document,
        batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        let packer = Zstd()
        try db.load(into: table) { rows in
            for piece in pieces(of: plan) {
                rows.text(organisation.rawValue)
                rows.text(run.rawValue)
                rows.integer(Int64(batch))
                rows.integer(Int64(piece.lowerBound))
                rows.flag(true)
                rows.bytes(packer.packed(plan.bytes[piece]))
                try rows.endRow()
            }
        }
    }

    /// No outcome lies in two of them.
    private static func pieces(of plan: Plan.Document) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = 0
        for place in plan.places where place.upperBound - start > most && place.lowerBound > start {
            pieces.append(start..<place.lowerBound)
            start = place.lowerBound
        }
        return pieces + [start..<plan.bytes.count]
    }

    /// The whole plan; nothing where there is none.
    static func document(
        of batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [UInt8] {
        let pieces = try db.fetch(
            PlanPiece.self,
            """
            SELECT start, is_packed, bytes FROM run_plans
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND batch = \(batch) ORDER BY start
            """
        )
        var document: [UInt8] = []
        document.reserveCapacity((pieces.last?.start ?? 0) + most)
        for piece in pieces {
            guard piece.start == document.count else { throw PlanError.damaged }
            document += try piece.bytes()
        }
        return document
    }

    /// Some bytes of a plan that lie in one piece; nil where its values were dropped.
    static func part(
        _ range: Range<Int>,
        batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [UInt8]? {
        let piece = try db.first(
            PlanPiece.self,
            """
            SELECT start, is_packed, bytes FROM run_plans
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND batch = \(batch)
                AND start <= \(range.lowerBound)
            ORDER BY start DESC LIMIT 1
            """
        )
        guard let piece else { return nil }
        let bytes = try piece.bytes()
        guard range.upperBound - piece.start <= bytes.count else { throw PlanError.damaged }
        return Array(bytes[(range.lowerBound - piece.start)..<(range.upperBound - piece.start)])
    }

    static func copy(
        from source: ID<Run>,
        to run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO run_plans (organisation_id, run_id, batch, start, is_packed, bytes)
            SELECT organisation_id, \(run), batch, start, is_packed, bytes FROM run_plans
            WHERE organisation_id = \(organisation) AND run_id = \(source)
            """
        )
    }

    // MARK: Dropping

    /// Forgets what runs that ended before a moment have read and replaced, some of them at a time; tells how many they were. What is
    /// being taken back or carried out is kept until that is over.
    static func drop(endedBefore moment: Timestamp, runs limit: Int, on db: isolated Connection) throws -> Int {
        let old = try db.fetch(
            OldRun.self,
            """
            SELECT r.organisation_id, r.id FROM runs r
            WHERE r.ended_at < \(moment)
                AND EXISTS (SELECT 1 FROM run_plans p WHERE p.organisation_id = r.organisation_id AND p.run_id = r.id)
                AND NOT EXISTS (SELECT 1 FROM runs u WHERE u.organisation_id = r.organisation_id AND u.source_run = r.id
                    AND u.state <> 'ended')
            ORDER BY r.organisation_id, r.id LIMIT \(limit)
            """
        )
        for one in old {
            try db.run("DELETE FROM run_plans WHERE organisation_id = \(one.organisation) AND run_id = \(one.run)")
        }
        return old.count
    }

    private struct OldRun: RowDecodable {
        let organisation: ID<Organisation>
        let run: ID<Run>

        init(row: Row) throws { (organisation, run) = (try row["organisation_id"], try row["id"]) }
    }

    /// Whether a run has planned something of which the values were dropped.
    static func areDropped(of run: ID<Run>, in organisation: ID<Organisation>, on db: isolated Connection) throws
        -> Bool
    {
        try db.one(
            Bool.self,
            """
            SELECT EXISTS (SELECT 1 FROM run_batches
                    WHERE organisation_id = \(organisation) AND run_id = \(run) AND planned_at IS NOT NULL)
                AND NOT EXISTS (SELECT 1 FROM run_plans WHERE organisation_id = \(organisation) AND run_id = \(run))
            """
        )
    }
}
