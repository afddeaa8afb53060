import HTTP
import Synchronization

/// The rows that users looked at, newest first. As in Salesforce, only calls that ask for it with `Sforce-Mru` count.
final class RecentRows: Sendable {
    struct Entry: Sendable, Equatable {
        let object: String
        let id: String
    }

    private let entries = Mutex<[String: [Entry]]>([:])

    private static let most = 200

    func note(_ id: String, of object: ObjectType, _ call: Call) {
        guard let field = call.fields["Sforce-Mru"], HeaderSettings(field)["updateMru"]?.lowercased() == "true" else {
            return
        }
        let entry = Entry(object: object.name, id: id)
        entries.withLock { entries in
            var own = entries[call.caller.userID] ?? []
            own.removeAll { $0 == entry }
            own.insert(entry, at: 0)
            entries[call.caller.userID] = Array(own.prefix(RecentRows.most))
        }
    }

    func of(_ caller: OrgCaller, object: ObjectType? = nil) -> [Entry] {
        let own = entries.withLock { $0[caller.userID] ?? [] }
        return object.map { object in own.filter { $0.object == object.name } } ?? own
    }
}
