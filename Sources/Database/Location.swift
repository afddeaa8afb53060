extension Database {
    /// Where the data lives.
    package enum Location: Sendable, Equatable {
        case sqlite(path: String)
        /// In this process only, gone with it.
        case memory
        case postgres(url: String)

        /// Reads `postgres://…`, `memory`, or the path of a file.
        package init(parsing text: String) {
            if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
                self = .postgres(url: text)
            } else if text == "memory" || text == ":memory:" {
                self = .memory
            } else {
                self = .sqlite(path: text.hasPrefix("sqlite:") ? String(text.dropFirst("sqlite:".count)) : text)
            }
        }

        package var engine: Engine {
            switch self {
            case .sqlite, .memory: .sqlite
            case .postgres: .postgres
            }
        }
    }
}

extension Database.Location: CustomStringConvertible, CustomReflectable {
    /// The path, or the server without what comes before its name or after the database's: there may be a password.
    package var description: String {
        switch self {
        case .sqlite(let path): return path
        case .memory: return "memory"
        case .postgres(let url):
            let rest = url.unicodeScalars.drop { $0 != "/" }.drop { $0 == "/" }
            // A password may hold what should have been escaped, so it ends at the last sign that can be its end.
            let authority = rest.prefix { $0 != "/" }
            let end = authority.contains(":") ? rest.prefix { $0 != "?" }.lastIndex(of: "@") : nil
            let place = (authority.lastIndex(of: "@") ?? end).map { rest[rest.index(after: $0)...] } ?? rest
            return "postgres://" + String(place.prefix { $0 != "?" })
        }
    }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
