package import Database
import Glibc
import Testing

extension Engine {
    /// The engines that a test is to hold on: SQLite, and PostgreSQL when `LOAM_TEST_POSTGRES` holds a server's URL.
    package static var available: [Engine] { postgresURL == nil ? [.sqlite] : [.sqlite, .postgres] }

    package static var postgresURL: String? {
        getenv("LOAM_TEST_POSTGRES").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension Engine: CustomTestStringConvertible {
    package var testDescription: String { rawValue }
}
