extension Plan {
    /// The records that changed since they were planned, by the marks that they have now; they have to be planned
    /// again. A record that is not among the marks is gone.
    package func changedSince(_ marks: [CRMID: String]) -> (changed: [CRMID], gone: [CRMID]) {
        var (changed, gone): ([CRMID], [CRMID]) = ([], [])
        for outcome in outcomes where !outcome.patch.isEmpty {
            guard let mark = marks[outcome.record] else {
                gone.append(outcome.record)
                continue
            }
            if mark != outcome.version { changed.append(outcome.record) }
        }
        return (changed, gone)
    }

    /// The same without these records.
    package func leavingOut(_ records: Set<CRMID>) -> Plan {
        Plan(object, outcomes.filter { !records.contains($0.record) }, removals: removals)
    }
}
