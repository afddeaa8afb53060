import Database

/// A list as the org's table of lists has it.
struct KeptListView: Sendable, RowDecodable {
    let id: String
    let developerName: String
    let label: String
    let object: String

    init(row: Row) throws {
        id = try row["Id"]
        developerName = try row["DeveloperName"]
        label = try row["Name"]
        object = try row["SobjectType"]
    }

    /// What it shows; `nil` for a list that no query can stand for.
    var view: ListView? { ListView.fresh.first { $0.object == object && $0.developerName == developerName } }

    static func all(of object: ObjectType, _ db: isolated Connection) throws -> [KeptListView] {
        try db.fetch(
            KeptListView.self,
            """
            SELECT "Id", "DeveloperName", "Name", "SobjectType" FROM "ListView" WHERE "SobjectType" = \(object.name)
            ORDER BY "Name", "Id"
            """
        )
    }

    /// Gives an org that has no lists those of a fresh one.
    static func fill(_ rows: RowMaker, _ db: isolated Connection) throws {
        guard try db.first(Int.self, "SELECT 1 FROM \"ListView\"") == nil else { return }
        for view in ListView.fresh {
            try rows.insert(
                "ListView",
                [
                    "Name": .text(view.label), "DeveloperName": .text(view.developerName),
                    "SobjectType": .text(view.object), "IsSoqlCompatible": .flag(true),
                ],
                db
            )
        }
    }

    func write(to json: inout JSONWriter, _ type: ObjectType, _ version: APIVersion) {
        let path = version.path + "/sobjects/" + type.name + "/listviews/" + id
        json.beginObject()
        json.member("describeUrl", path + "/describe")
        json.member("developerName", developerName)
        json.member("id", id)
        json.member("label", label)
        json.member("resultsUrl", path + "/results")
        json.member("soqlCompatible", view != nil)
        json.member("url", path)
        json.endObject()
    }
}
