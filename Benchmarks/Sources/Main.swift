import Telemetry

#if canImport(Glibc)
    import Glibc
#endif

/// The program behind measures and crash proofs: it uses the product's modules as the product does, and nothing else.
@main
struct Main {
    static func main() async {
        let words = Array(CommandLine.arguments.dropFirst())
        let isWitnessed = words.contains("--witness")
        do {
            try await Log.$current.withValue(Log(output: .human(), level: .warning)) {
                switch (words.first ?? "", words.dropFirst().filter { !$0.hasPrefix("--") }) {
                case ("transactions", let rest) where rest.count == 2:
                    try await Transactions.run(file: rest[0], count: try number(rest[1]))
                case ("load", let rest) where rest.count == 2:
                    try await Load.run(file: rest[0], source: rest[1])
                case ("queue-fill", let rest) where rest.count == 2:
                    try await QueueProof.fill(place: rest[0], count: try number(rest[1]), witnessed: isWitnessed)
                case ("queue-work", let rest) where rest.count == 1:
                    try await QueueProof.work(place: rest[0], forEver: words.contains("--for-ever"))
                case ("queue-check", let rest) where rest.count == 1:
                    try await QueueProof.check(place: rest[0], witnessed: isWitnessed)
                case ("sample", let rest) where rest.count == 7:
                    try await SampleProof.run(
                        table: rest[0],
                        seed: try number(rest[1]),
                        companies: try number(rest[2]),
                        people: try number(rest[3]),
                        records: try number(rest[4]),
                        dirt: rest[5],
                        to: rest[6]
                    )
                case ("upload-server", let rest) where rest.count == 1:
                    try await UploadServer.run(port: try number(rest[0]))
                case ("match-index", let rest) where rest.count == 2 || rest.count == 3:
                    try await IndexProof.run(
                        companies: rest[0],
                        people: rest.count == 3 ? rest[1] : nil,
                        folder: rest[rest.count - 1]
                    )
                case ("match", let rest) where rest.count == 4 || rest.count == 5:
                    try await MatchProof.run(
                        object: rest[0],
                        folder: rest[1],
                        input: rest[2],
                        output: rest[3],
                        threshold: rest.count == 5 ? Int(rest[4]) : nil
                    )
                case ("match-evaluate", let rest) where rest.count == 3:
                    try MatchProof.evaluate(object: rest[0], folder: rest[1], input: rest[2])
                default:
                    throw Usage()
                }
            }
        } catch {
            FileDescriptor.standardError.write("Error: \(error)\n")
            exit(error is Usage ? 64 : 1)
        }
    }

    private static func number(_ word: String) throws -> Int {
        guard let number = Int(word) else { throw Usage() }
        return number
    }
}

struct Usage: Error, CustomStringConvertible {
    let description = """
        Usage: loam-proof sample TABLE SEED COMPANIES PEOPLE RECORDS DIRT FILE | transactions FILE COUNT | load FILE CSV | queue-fill DATABASE COUNT [--witness] \
        | queue-work DATABASE [--for-ever] | queue-check DATABASE [--witness] | upload-server PORT \
        | match-index COMPANIES [PEOPLE] FOLDER | match OBJECT FOLDER IN OUT [THRESHOLD] | match-evaluate OBJECT FOLDER TRUTH
        """
}

struct Failure: Error, CustomStringConvertible {
    let description: String
}
