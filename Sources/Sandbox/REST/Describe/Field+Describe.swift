import Crypto

extension Field {
    /// Writes the element of an object's `fields`; every key is there, also where it says nothing.
    func write(to json: inout JSONWriter, in object: ObjectType) {
        json.beginObject()
        json.member("aggregatable", isAggregatable)
        json.member("aiPredictionField", false)
        json.member("autoNumber", isAutoNumber)
        json.member("byteLength", byteLength)
        json.member("calculated", isFormula)
        json.member("calculatedFormula", formula)
        json.member("cascadeDelete", cascadeDelete)
        json.member("caseSensitive", isCaseSensitive)
        json.member("compoundFieldName", compound)
        json.member("controllerName", picklist?.controllerName)
        json.member("createable", isCreateable)
        json.member("custom", isCustom)
        json.key("defaultValue")
        writeDefault(to: &json)
        json.member("defaultValueFormula", nil as String?)
        json.member("defaultedOnCreate", isDefaultedOnCreate)
        json.member("dependentPicklist", picklist?.controllerName != nil)
        json.member("deprecatedAndHidden", false)
        json.member("digits", digits)
        json.member("displayLocationInDecimal", false)
        json.member("encrypted", type == .encryptedstring)
        json.member("externalId", isExternalID)
        json.member("extraTypeInfo", extraTypeInfo)
        json.member("filterable", isFilterable)
        json.member("filteredLookupInfo", nil as String?)
        json.member("formulaTreatNullNumberAsZero", treatsBlanksAsZero)
        json.member("groupable", isGroupable)
        json.member("highScaleNumber", false)
        json.member("htmlFormatted", isHTML)
        json.member("idLookup", isIDLookup)
        json.member("inlineHelpText", inlineHelpText)
        json.member("label", label)
        json.member("length", length)
        json.member("mask", nil as String?)
        json.member("maskType", nil as String?)
        json.member("name", name)
        json.member("nameField", isNameField)
        json.member("namePointing", isPolymorphic)
        json.member("nillable", isNillable)
        json.member("permissionable", isPermissionable)
        json.key("picklistValues")
        writePicklist(to: &json, in: object)
        json.member("polymorphicForeignKey", isPolymorphic)
        json.member("precision", precision)
        json.member("queryByDistance", type == .location)
        json.member("referenceTargetField", nil as String?)
        json.member("referenceTo", references)
        json.member("relationshipName", relationshipName)
        json.key("relationshipOrder")
        if let masterDetailOrder { json.integer(masterDetailOrder) } else { json.null() }
        json.member("restrictedDelete", restrictedDelete)
        json.member("restrictedPicklist", picklist?.isRestricted ?? false)
        json.member("scale", scale)
        json.member("searchPrefilterable", type == .reference)
        json.member("soapType", type.soapType)
        json.member("sortable", isSortable)
        json.member("type", type.rawValue)
        json.member("unique", isUnique)
        json.member("updateable", isUpdateable)
        json.member("writeRequiresMasterRead", false)
        json.endObject()
    }

    /// Three bytes for each character of a text; ids are letters and digits.
    private var byteLength: Int {
        switch type {
        case .id, .reference: 18
        default: type.isText ? 3 * length : 0
        }
    }

    private var extraTypeInfo: String? {
        guard type == .textarea else { return nil }
        return isHTML ? "richtextarea" : isLongText || isCustom ? "plaintextarea" : nil
    }

    private func writeDefault(to json: inout JSONWriter) {
        switch defaultValue {
        case .flag(let flag): json.flag(flag)
        case .text(let text): json.text(text)
        case .integer(let number): json.integer(number)
        case .number(let number): json.number(number)
        case .null, nil: if type == .boolean { json.flag(false) } else { json.null() }
        }
    }

    private func writePicklist(to json: inout JSONWriter, in object: ObjectType) {
        json.beginArray()
        let controller = picklist?.controllerName.flatMap { object.field($0) }
        for value in picklist?.values ?? [] {
            json.beginObject()
            json.member("active", value.isActive)
            json.member("defaultValue", value.isDefault)
            json.member("label", value.label)
            json.member("validFor", controller.flatMap { value.validFor(controlledBy: $0) })
            json.member("value", value.value)
            json.endObject()
        }
        json.endArray()
    }
}

extension Picklist.Value {
    /// A bit for each value of the controlling field, the first as the highest of the first byte, in base64.
    fileprivate func validFor(controlledBy controller: Field) -> String? {
        guard let validFor else { return nil }
        let options = controller.picklist?.values.map(\.value) ?? ["false", "true"]
        var bits = [UInt8](repeating: 0, count: (options.count + 7) / 8)
        for (position, option) in options.enumerated() where validFor.contains(option) {
            bits[position >> 3] |= 0x80 >> UInt8(position & 7)
        }
        return Base64.encode(bits)
    }
}
