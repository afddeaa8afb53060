extension ObjectType {
    /// Writes everything that the caller may know of the object.
    func writeDescription(to json: inout JSONWriter, _ version: APIVersion) {
        let path = version.path + "/sobjects/" + name
        json.beginObject()
        json.member("actionOverrides", [] as [String])
        writeGlobalMembers(to: &json)
        json.key("childRelationships")
        json.beginArray()
        for child in children { child.write(to: &json) }
        json.endArray()
        json.member("compactLayoutable", isLayoutable)
        json.member("defaultImplementation", nil as String?)
        json.member("extendedBy", nil as String?)
        json.member("extendsInterfaces", nil as String?)
        json.key("fields")
        json.beginArray()
        for field in fields { field.write(to: &json, in: self) }
        json.endArray()
        json.member("implementedBy", nil as String?)
        json.member("implementsInterfaces", nil as String?)
        json.key("listviewable")
        if isListed { json.flag(true) } else { json.null() }
        json.key("lookupLayoutable")
        if isLayoutable { json.flag(true) } else { json.null() }
        json.member("namedLayoutInfos", [] as [String])
        json.member("networkScopeFieldName", nil as String?)
        json.key("recordTypeInfos")
        json.beginArray()
        if isLayoutable { writeMasterRecordType(to: &json, path) }
        json.endArray()
        json.member("searchLayoutable", isSearchable)
        json.member("sobjectDescribeOption", "FULL")
        json.key("supportedScopes")
        json.beginArray()
        for scope in scopes {
            json.beginObject()
            json.member("label", scope.label)
            json.member("name", scope.name)
            json.endObject()
        }
        json.endArray()
        json.key("urls")
        writeAddresses(to: &json, path)
        json.endObject()
    }

    private var scopes: [(label: String, name: String)] {
        var scopes = [(label: "All \(labelPlural.lowercased())", name: "everything")]
        if isOwned {
            scopes.append((label: "My \(labelPlural.lowercased())", name: "mine"))
            scopes.append((label: "My team's \(labelPlural.lowercased())", name: "team"))
        }
        return scopes
    }

    private func writeMasterRecordType(to json: inout JSONWriter, _ path: String) {
        let master = "012000000000000AAA"
        json.beginObject()
        json.member("active", true)
        json.member("available", true)
        json.member("defaultRecordTypeMapping", true)
        json.member("developerName", "Master")
        json.member("master", true)
        json.member("name", "Master")
        json.member("recordTypeId", master)
        json.key("urls")
        json.beginObject()
        json.member("layout", path + "/describe/layouts/" + master)
        json.endObject()
        json.endObject()
    }

    private func writeAddresses(to json: inout JSONWriter, _ path: String) {
        json.beginObject()
        if isLayoutable {
            json.member("compactLayouts", path + "/describe/compactLayouts")
        }
        json.member("rowTemplate", path + "/{ID}")
        if isLayoutable {
            json.member("approvalLayouts", path + "/describe/approvalLayouts")
            json.member("uiDetailTemplate", "/{ID}")
            json.member("uiEditTemplate", "/{ID}/e")
            json.member("uiNewRecord", "/" + (keyPrefix ?? "") + "/e")
        }
        if isListed { json.member("listviews", path + "/listviews") }
        json.member("describe", path + "/describe")
        if isLayoutable {
            json.member("quickActions", path + "/quickActions")
            json.member("layouts", path + "/describe/layouts")
        }
        json.member("sobject", path)
        json.endObject()
    }
}

extension ChildRelationship {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("cascadeDelete", cascadeDelete)
        json.member("childSObject", childObject)
        json.member("deprecatedAndHidden", false)
        json.member("field", field)
        json.member("junctionIdListNames", [] as [String])
        json.member("junctionReferenceTo", [] as [String])
        json.member("relationshipName", name)
        json.member("restrictedDelete", restrictedDelete)
        json.endObject()
    }
}
