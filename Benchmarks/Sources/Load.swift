import Database
import Glibc

/// Loads a CSV file of five columns into `companies`. Prints the seconds it took, reading included.
enum Load {
    static func run(file: String, source: String) async throws {
        let database = try await Database.open(.sqlite(path: file))
        let companies = Table("companies", columns: ["id", "name", "website", "employees", "city"])
        let began = ContinuousClock.now
        try await database.write { db in
            try db.load(into: companies) { rows in
                try forEachLine(of: source) { line in
                    var column = 0
                    for value in line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
                        let value = UnsafeBufferPointer(rebasing: value)
                        switch column {
                        case 0, 3: rows.integer(try number(value))
                        default: rows.text(utf8: value)
                        }
                        column += 1
                    }
                    try rows.endRow()
                }
            }
        }
        let took = ContinuousClock.now - began
        await database.close()
        print(took / .seconds(1))
    }

    /// Maps the file, so that a line is a view of its bytes.
    private static func forEachLine(of path: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw Failure(description: "\(path) cannot be opened.") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0,
            let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
        else { throw Failure(description: "\(path) cannot be read.") }
        defer { munmap(start, Int(status.st_size)) }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(status.st_size)).assumingMemoryBound(to: UInt8.self)
        var begin = 0
        while begin < bytes.count {
            let end = bytes[begin...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            try body(UnsafeBufferPointer(rebasing: bytes[begin..<end]))
            begin = end + 1
        }
    }

    private static func number(_ digits: UnsafeBufferPointer<UInt8>) throws -> Int64 {
        var number: Int64 = 0
        for digit in digits {
            guard (48...57).contains(digit) else { throw Failure(description: "A number was expected in the file.") }
            number = number * 10 + Int64(digit - 48)
        }
        return number
    }
}
