import Glibc
import SampleData
import Tabular

/// The records of the demonstration's org: those of a made-up sales team about the companies and people of a world, with
/// all that goes wrong when people type.
struct DemoRecords: Sendable {
    let world: SampleWorld
    let accounts: Int
    let contacts: Int
    let leads: Int

    private static let companyTruth = "truth_company_source_id"

    /// Without these an org takes no record; people who know nothing type something in.
    private static let required: Set<String> = ["Name", "LastName", "Company"]
    private static let placeholder = "[not provided]"

    /// Writes a file for each object, as an org takes them.
    func write(into folder: String) async throws {
        var accountOf: [String: String] = [:]
        for (table, object, count) in [
            (SampleTable.accounts, "Account", accounts), (.contacts, "Contact", contacts), (.leads, "Lead", leads),
        ] where count > 0 {
            let made = try await writeSample(world, [table], records: count, into: folder, as: "made-")
            for path in made {
                try DemoRecords.convert(path, to: "\(folder)/\(object).csv", &accountOf, isContacts: table == .contacts)
                unlink(path)
            }
        }
    }

    /// Leaves out what no field of the org takes, and hangs contacts on the account of their company, where there is one.
    private static func convert(
        _ source: String,
        to target: String,
        _ accountOf: inout [String: String],
        isContacts: Bool
    ) throws {
        let reader = try TableReader(path: source)
        let kept = reader.columns.indices.filter {
            !reader.columns[$0].contains(".") && !reader.columns[$0].hasPrefix("truth")
        }
        guard let id = reader.columns.firstIndex(of: "Id"), let truth = reader.columns.firstIndex(of: companyTruth)
        else {
            throw Failure("The made-up records have no ids; this is a fault of Loam.")
        }
        var writer = CSVWriter(quotes: .needed)
        for column in kept { writer.bare(reader.columns[column]) }
        if isContacts { writer.bare("AccountId") }
        writer.endRow()
        var known = accountOf
        try reader.readAll { row in
            for column in kept {
                let text = row.text(column)
                writer.cell(text.isEmpty && required.contains(reader.columns[column]) ? placeholder : text)
            }
            let company = row.text(truth)
            if isContacts {
                writer.cell(known[company] ?? "")
            } else if !company.isEmpty, known[company] == nil {
                known[company] = row.text(id)
            }
            writer.endRow()
        }
        accountOf = known
        try writeFile(writer.take(), to: target, mode: 0o600)
    }
}

extension TableReader {
    /// Hands on every row.
    fileprivate func readAll(_ visit: (TableRow) throws -> Void) throws {
        while try read(upTo: 1000, visit, refused: { _ in }) == 1000 {}
    }
}

/// Writes a whole file in place of the one that was there.
func writeFile(_ bytes: [UInt8], to path: String, mode: mode_t) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Failure("The file \(path) cannot be written (\(systemReason(errno))).") }
    defer { close(descriptor) }
    var done = 0
    while done < bytes.count {
        let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { throw Failure("The file \(path) cannot be written (\(systemReason(errno))).") }
        done += count
    }
}
