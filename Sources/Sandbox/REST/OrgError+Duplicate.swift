extension DuplicateFinding {
    /// Writes what a duplicate rule found, as a member of the error that it belongs to.
    func write(to json: inout JSONWriter, _ version: APIVersion) {
        json.beginObject()
        json.member("allowSave", allowsSave)
        json.member("duplicateRule", rule)
        json.member("duplicateRuleEntityType", object)
        json.member("errorMessage", message)
        json.key("matchResults")
        json.beginArray()
        for result in results {
            json.beginObject()
            json.member("entityType", result.object)
            json.member("errors", [] as [String])
            json.member("matchEngine", result.engine)
            json.key("matchRecords")
            json.beginArray()
            for match in result.matches { match.write(to: &json, version) }
            json.endArray()
            json.member("rule", result.rule)
            json.member("size", result.matches.count)
            json.member("success", true)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}

extension DuplicateFinding.Match {
    fileprivate func write(to json: inout JSONWriter, _ version: APIVersion) {
        json.beginObject()
        json.member("additionalInformation", [] as [String])
        json.key("fieldDiffs")
        json.beginArray()
        for difference in differences {
            json.beginObject()
            json.member("difference", difference.difference)
            json.member("name", difference.name)
            json.endObject()
        }
        json.endArray()
        json.key("matchConfidence")
        json.number(confidence)
        json.key("record")
        json.beginObject()
        json.key("attributes")
        json.beginObject()
        json.member("type", object)
        json.member("url", version.path + "/sobjects/" + object + "/" + id)
        json.endObject()
        json.member("Id", id)
        for field in record where field.name != "Id" {
            json.key(field.name)
            json.scalar(field.value)
        }
        json.endObject()
        json.endObject()
    }
}

extension JSONWriter {
    mutating func scalar(_ value: Scalar) {
        switch value {
        case .null: null()
        case .text(let text): self.text(text)
        case .integer(let number): integer(number)
        case .number(let number): self.number(number)
        case .flag(let flag): self.flag(flag)
        }
    }
}
