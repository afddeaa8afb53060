import HTTP
import Telemetry

extension REST {
    var discovery: [Resource] {
        [
            Resource("", (.get, .alone(resourceMap))),
            Resource("sobjects", (.get, .alone(describeGlobal))),
            Resource(
                "sobjects/:object",
                (.get, .alone(describeBriefly)),
                (.post, .write { try create($0, $1) })
            ),
            Resource("sobjects/:object/describe", (.get, .alone(describe))),
        ]
    }

    /// What anyone learns: the versions that there are.
    static let versions: [UInt8] = {
        var json = JSONWriter()
        json.beginArray()
        for version in APIVersion.all {
            json.beginObject()
            json.member("label", version.label)
            json.member("url", version.path)
            json.member("version", version.text)
            json.endObject()
        }
        json.endArray()
        return json.bytes
    }()

    private func resourceMap(_ call: Call) -> Answer {
        var json = JSONWriter()
        json.beginObject()
        for name in [
            "limits", "query", "queryAll", "search", "parameterizedSearch", "sobjects", "composite", "jobs", "recent",
        ] {
            json.key(name)
            json.plain(call.version.path + "/" + name)
        }
        json.member("identity", "https://login.salesforce.com/id/" + organizationID + "/" + call.caller.userID)
        json.endObject()
        return Answer(json)
    }

    private func describeGlobal(_ call: Call) throws -> Answer {
        if let unchanged = unchangedSchema(call) { return unchanged }
        var json = JSONWriter(capacity: 1 << 16)
        json.beginObject()
        json.member("encoding", "UTF-8")
        json.member("maxBatchSize", 200)
        json.key("sobjects")
        json.beginArray()
        for object in call.schema.objects { object.writeGlobal(to: &json, call.version) }
        json.endArray()
        json.endObject()
        return described(json, call)
    }

    private func describe(_ call: Call) throws -> Answer {
        let object = try call.objectType(call.arguments[0])
        if let unchanged = unchangedSchema(call) { return unchanged }
        var json = JSONWriter(capacity: 1 << 16)
        object.writeDescription(to: &json, call.version)
        return described(json, call)
    }

    private func describeBriefly(_ call: Call) async throws -> Answer {
        let object = try call.objectType(call.arguments[0])
        if let unchanged = unchangedSchema(call) { return unchanged }
        var json = JSONWriter(capacity: 4096)
        json.beginObject()
        json.key("objectDescribe")
        object.writeGlobal(to: &json, call.version)
        json.key("recentItems")
        json.raw(try await recentItems(call, of: object, limit: 200))
        json.endObject()
        return Answer(json)
    }

    /// One clock for the whole org: any change of any object makes every description new.
    private func unchangedSchema(_ call: Call) -> Answer? {
        guard let since = call.fields["If-Modified-Since"].flatMap({ HTTPDate.read($0) }),
            call.schema.modified.seconds <= since.seconds
        else { return nil }
        return Answer(304)
    }

    private func described(_ json: consuming JSONWriter, _ call: Call) -> Answer {
        var answer = Answer(json)
        answer.fields["Last-Modified"] = HTTPDate.write(call.schema.modified)
        return answer
    }
}
