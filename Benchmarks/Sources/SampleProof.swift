import Glibc
import SampleData

/// Writes a table of the sample world: what accuracy and speed of matching are measured on.
enum SampleProof {
    static func run(table: String, seed: Int, companies: Int, people: Int, records: Int, dirt: String, to path: String)
        async throws
    {
        guard let table = SampleTable(rawValue: table), let dirt = Dirt.Level(rawValue: dirt), seed >= 0 else {
            throw Usage()
        }
        let world = SampleWorld(seed: UInt64(seed), companies: companies, people: people)
        guard let output = fopen(path, "w") else { throw Failure(description: "\(path) cannot be written.") }
        let began = ContinuousClock.now
        let file = SampleFile(table, of: world, records: records, dirt: dirt)
        try await file.write { piece in
            let written = piece.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, output) }
            guard written == piece.count else { throw Failure(description: "\(path) could not be written to its end.") }
        }
        guard fclose(output) == 0 else { throw Failure(description: "\(path) could not be written to its end.") }
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        print("\(file.rows) rows in \(seconds) s: \(Int(Double(file.rows) / seconds)) rows/s")
    }
}
