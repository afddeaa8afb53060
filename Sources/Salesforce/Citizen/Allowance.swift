/// How much of the org's calls Loam may use, so that the customer's other programs keep theirs.
package struct Allowance: Hashable, Sendable {
    /// No call is made once so many percent of the org's calls are used, by whomever.
    package var percentOfOrg: Int
    /// No more calls than this by one run; nil for any number.
    package var callsOfRun: Int?

    package init(percentOfOrg: Int = 80, callsOfRun: Int? = nil) {
        self.percentOfOrg = percentOfOrg
        self.callsOfRun = callsOfRun
    }

    /// Whether one more call may be made, by what Salesforce told last and what this run has made.
    package func allows(_ usage: Usage?, made: Int) -> Bool {
        if let callsOfRun, made >= callsOfRun { return false }
        guard let usage, usage.limit > 0 else { return true }
        return usage.used * 100 < usage.limit * percentOfOrg
    }
}
