/// An allowance of the org: how much of it there is, and how much is left.
package struct Limit: Hashable, Sendable {
    package let maximum: Int
    package let remaining: Int
}

extension Org {
    /// The org's allowances by name, such as `DailyApiRequests`; needs the right to view its setup.
    package func limits() async throws -> [String: Limit] {
        guard let json = try await answer(to: .get(path("limits"))).json().object else {
            throw SalesforceError(.notUnderstood)
        }
        var limits: [String: Limit] = [:]
        for member in json.members {
            guard let maximum = member.value["Max"]?.integer, let remaining = member.value["Remaining"]?.integer else {
                continue
            }
            limits[member.name] = Limit(maximum: maximum, remaining: remaining)
        }
        if let calls = limits["DailyApiRequests"] {
            self.calls.note(Usage(used: calls.maximum - calls.remaining, limit: calls.maximum))
        }
        return limits
    }
}
