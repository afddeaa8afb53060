import Database
import HTTP

extension REST {
    var settings: [Resource] {
        [
            Resource("limits", (.get, .read { try limits($0, $1) })),
            Resource("limits/recordCount", (.get, .read { try recordCount($0, $1) })),
            Resource("recent", (.get, .alone(recentRows))),
        ]
    }

    private func limits(_ call: Call, _ db: isolated Connection) throws -> Answer {
        guard call.caller.rights.permissions.contains("ViewSetup") || call.caller.isAdmin else {
            throw OrgError(
                "INSUFFICIENT_ACCESS",
                "You do not have permission to view this resource: View Setup and Configuration is required.",
                status: 403
            )
        }
        let used = budget.used()
        let most = org.switches.dailyRequestLimit
        var json = JSONWriter(capacity: 4096)
        json.beginObject()
        for (name, number) in OrgLimits.all {
            json.key(name)
            json.beginObject()
            json.member("Max", number)
            json.member("Remaining", number)
            json.endObject()
        }
        json.key("DailyApiRequests")
        json.beginObject()
        json.member("Max", most)
        json.member("Remaining", max(0, most - used))
        json.endObject()
        // Its name until v48.
        json.key(call.version.number < 49 ? "DailyBulkApiRequests" : "DailyBulkApiBatches")
        json.beginObject()
        let bulk = try BulkUse.today(db)
        json.member("Max", org.switches.dailyBulkBatches)
        json.member("Remaining", max(0, org.switches.dailyBulkBatches - bulk.batches))
        json.endObject()
        json.key("DailyBulkV2QueryJobs")
        json.beginObject()
        json.member("Max", org.switches.dailyBulkQueries)
        json.member("Remaining", max(0, org.switches.dailyBulkQueries - bulk.queries))
        json.endObject()
        json.endObject()
        return Answer(json)
    }

    private func recordCount(_ call: Call, _ db: isolated Connection) throws -> Answer {
        let objects: [ObjectType]
        if let names = call.query["sObjects"] {
            objects = names.split(separator: ",").compactMap { call.schema.object($0.filter { $0 != " " }) }
        } else {
            objects = call.schema.objects.filter(\.isLayoutable)
        }
        var json = JSONWriter()
        json.beginObject()
        json.key("sObjects")
        json.beginArray()
        for object in objects {
            let count = try db.one(Int.self, "SELECT COUNT(*) FROM \(identifier: object.name)")
            json.beginObject()
            json.member("count", count)
            json.member("name", object.name)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return Answer(json)
    }
}

/// The limits that nothing in the sandbox uses up: they are there because clients read them.
enum OrgLimits {
    static let all: [(name: String, most: Int)] = [
        ("ActiveScratchOrgs", 6), ("AnalyticsExternalDataSizeMB", 40_960), ("ConcurrentAsyncGetReportInstances", 200),
        ("ConcurrentSyncReportRuns", 20), ("DailyAsyncApexExecutions", 250_000), ("DailyAsyncApexTests", 500),
        ("DailyBulkV2QueryFileStorageMB", 976_562),
        ("DailyDeliveredPlatformEvents", 10_000), ("DailyDurableGenericStreamingApiEvents", 10_000),
        ("DailyDurableStreamingApiEvents", 10_000), ("DailyGenericStreamingApiEvents", 10_000),
        ("DailyScratchOrgs", 6), ("DailyStandardVolumePlatformEvents", 10_000), ("DailyStreamingApiEvents", 10_000),
        ("DailyWorkflowEmails", 100_000), ("DataStorageMB", 1024), ("DurableStreamingApiConcurrentClients", 20),
        ("FileStorageMB", 1024), ("HourlyAsyncReportRuns", 1200), ("HourlyPublishedPlatformEvents", 50_000),
        ("HourlySyncReportRuns", 500), ("MassEmail", 10), ("MonthlyPlatformEventsUsageEntitlement", 0),
        ("PermissionSets", 1500), ("SingleEmail", 15), ("StreamingApiConcurrentClients", 20),
    ]
}
