package import Database

/// The history of our tables, in order. A migration that has run anywhere is never changed: add the next one.
package enum StoreMigrations {
    package static let all: [Migration] = [
        m0010People, m0011Access, m0012AuditLog, m0013Outbox, m0014Catalogue, m0015MatchDecisions, m0016Profiles,
        m0017Lists, m0018Connections, m0019EnrichJobs, m0020Runs, m0021Credits, m0022AccountSignIns,
        m0031MappingTrials, m0041MadeRecords, m0042FollowUps, m0046RunRecordBatches, m0050RunFields,
        m0051CreditAllowances, m0052RunFigures, m0053RecordFindings, m0054EnrichedValues, m0055ExportRows,
        m0056FindingCounts, m0057RunShortfalls, m0058Alerts, m0059FindingsByTime, m0060Directory, m0061Seats,
        m0062Provisioning, m0063DirectoryCounts, m0064DirectoryKeys, m0065ProvisioningRequests,
        m0066AuditProviders, m0070SingleSignOn, m0071SignOutHints, m0080FindingWords, m0081TopValues,
        m0082NamesOfWords, m0083RecordDepartures, m0095RunPlans, m0096FindingsOfProfile, m0099RunsOfSource,
    ]
}
