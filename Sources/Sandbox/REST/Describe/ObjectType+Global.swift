extension ObjectType {
    /// Writes the entry of the list of objects; the full description has the same members and more.
    func writeGlobal(to json: inout JSONWriter, _ version: APIVersion) {
        json.beginObject()
        writeGlobalMembers(to: &json)
        json.key("urls")
        json.beginObject()
        let path = version.path + "/sobjects/" + name
        json.key("rowTemplate")
        json.plain(path + "/{ID}")
        json.key("describe")
        json.plain(path + "/describe")
        json.key("sobject")
        json.plain(path)
        json.endObject()
        json.endObject()
    }

    func writeGlobalMembers(to json: inout JSONWriter) {
        json.member("activateable", false)
        json.member("associateEntityType", nil as String?)
        json.member("associateParentEntity", nil as String?)
        json.member("createable", isCreateable)
        json.member("custom", isCustom)
        json.member("customSetting", false)
        json.member("deepCloneable", false)
        json.member("deletable", isDeletable)
        json.member("deprecatedAndHidden", false)
        json.member("feedEnabled", isFeedEnabled)
        json.member("hasSubtypes", false)
        json.member("isInterface", false)
        json.member("isSubtype", false)
        json.member("keyPrefix", keyPrefix)
        json.member("label", label)
        json.member("labelPlural", labelPlural)
        json.member("layoutable", isLayoutable)
        json.member("mergeable", isMergeable)
        json.member("mruEnabled", isLayoutable)
        json.member("name", name)
        json.member("queryable", isQueryable)
        json.member("replicateable", isReplicateable)
        json.member("retrieveable", isQueryable)
        json.member("searchable", isSearchable)
        json.member("triggerable", isTriggerable)
        json.member("undeletable", isUndeletable)
        json.member("updateable", isUpdateable)
    }
}

extension JSONWriter {
    mutating func member(_ name: StaticString, _ flag: Bool) {
        key(name)
        self.flag(flag)
    }

    mutating func member(_ name: StaticString, _ text: String?) {
        key(name)
        self.text(text)
    }

    mutating func member(_ name: StaticString, _ number: Int) {
        key(name)
        integer(number)
    }

    mutating func member(_ name: StaticString, _ texts: [String]) {
        key(name)
        beginArray()
        for text in texts { self.text(text) }
        endArray()
    }
}
