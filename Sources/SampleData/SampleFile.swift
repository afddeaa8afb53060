import Tabular

/// A CSV file of the world, in pieces that are the same whoever makes them.
package struct SampleFile: Sendable {
    package let table: SampleTable
    package let world: SampleWorld
    package let rows: Int
    private let maker: RecordMaker

    /// A table of the catalogue, whole; or so many records of a CRM about this world, with the truth in columns of their own.
    package init(_ table: SampleTable, of world: SampleWorld, records: Int = 0, dirt: Dirt.Level = .mild) {
        (self.table, self.world) = (table, world)
        rows =
            switch table {
            case .companies: world.companies
            case .people: world.people
            case .accounts, .contacts, .leads: records
            }
        maker = RecordMaker(world: world, table: table, level: dirt)
    }

    package var header: [UInt8] { Array((table.header + "\n").utf8) }

    /// The bytes of these rows.
    package func bytes(of rows: Range<Int>) -> [UInt8] {
        var row = CSVWriter(quotes: .needed, capacity: rows.count * 320)
        for number in rows {
            switch table {
            case .companies: world.company(number).write(to: &row)
            case .people: world.person(number).write(to: &row, in: world)
            case .accounts, .contacts, .leads: maker.record(number).write(number, of: table, to: &row)
            }
        }
        return row.bytes
    }

    /// Hands over the whole file in order, a piece at a time, made on several threads.
    package func write(
        threads: Int = 4,
        rowsAtOnce: Int = 4096,
        to take: (_ piece: [UInt8]) async throws -> Void
    ) async throws {
        try await take(header)
        try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
            let pieces = (rows + rowsAtOnce - 1) / rowsAtOnce
            var (begun, next) = (0, 0)
            var made: [Int: [UInt8]] = [:]
            while next < pieces {
                while begun < pieces, begun < next + 2 * max(1, threads) {
                    let piece = begun
                    group.addTask {
                        (piece, bytes(of: piece * rowsAtOnce..<min(rows, (piece + 1) * rowsAtOnce)))
                    }
                    begun += 1
                }
                guard let (piece, bytes) = try await group.next() else { break }
                made[piece] = bytes
                while let ready = made.removeValue(forKey: next) {
                    try await take(ready)
                    next += 1
                }
            }
        }
    }
}

package enum SampleTable: String, CaseIterable, Sendable {
    case companies, people
    case accounts, contacts, leads

    var header: String {
        switch self {
        case .companies: SampleCompany.header
        case .people: SamplePerson.header
        case .accounts: SampleRecord.accountHeader
        case .contacts: SampleRecord.contactHeader
        case .leads: SampleRecord.leadHeader
        }
    }
}
