import HTML
import HTTP

/// The fields of the org's objects, as far as the visitor sees them.
struct FieldPages: Sendable {
    func list(_ request: Request, _ visitor: Visitor) async throws -> Response {
        let objects = visitor.caller.schema.objects.sorted { $0.label < $1.label }
        func row(_ object: ObjectType) -> HTML {
            """
            <tr><th scope="row"><a href="/setup/fields/\(object.name)">\(object.label)</a></th>\
            <td><code>\(object.name)</code></td><td class="number">\(object.fields.count)</td>\
            <td class="number">\(object.fields.count { $0.isCustom })</td><td class="number">\(object.children.count)</td></tr>
            """
        }
        return SetupPages.frame(
            "Fields",
            tab: "Fields",
            visitor,
            """
            <div class="card"><div class="scroll"><table><thead><tr><th scope="col">Object</th>\
            <th scope="col">API name</th><th scope="col" class="number">Fields</th>\
            <th scope="col" class="number">Custom</th><th scope="col" class="number">Referred to by</th></tr></thead>\
            <tbody>\(each: objects, row)</tbody></table></div></div>
            """
        )
    }

    func show(_ request: Request, _ visitor: Visitor) async throws -> Response {
        guard let object = visitor.caller.schema.object(request.parameters["object"] ?? "") else {
            throw Problem.notFound
        }
        func row(_ field: Field) -> HTML {
            """
            <tr><th scope="row">\(field.label)</th><td><code>\(field.name)</code></td><td>\(kind(of: field))</td>\
            <td>\(tags(of: field))</td></tr>
            """
        }
        return SetupPages.frame(
            object.label,
            tab: "Fields",
            visitor,
            lead: "<code>\(object.name)</code> · <a href=\"\(Paths.list(object))\">Records</a>",
            """
            <div class="card"><header><h2>Fields</h2><p>\(object.fields.count)</p></header><div class="scroll"><table>\
            <thead><tr><th scope="col">Label</th><th scope="col">API name</th><th scope="col">Type</th>\
            <th scope="col">Notes</th></tr></thead><tbody>\(each: object.fields, row)</tbody></table></div></div>
            """
        )
    }

    private func kind(of field: Field) -> String {
        switch field.type {
        case .reference: "reference to " + field.references.joined(separator: ", ")
        case .double, .currency, .percent: "\(field.type.rawValue) (\(field.precision), \(field.scale))"
        default: field.length > 0 ? "\(field.type.rawValue) (\(field.length))" : field.type.rawValue
        }
    }

    private func tags(of field: Field) -> HTML {
        var tags: [HTML] = []
        if field.isRequiredOnCreate { tags.append("<span class=\"tag warm\">required</span>") }
        if field.isCustom { tags.append("<span class=\"tag\">custom</span>") }
        if field.isUnique { tags.append("<span class=\"tag\">unique</span>") }
        if field.isExternalID { tags.append("<span class=\"tag\">external id</span>") }
        if field.isFormula { tags.append("<span class=\"tag\">formula</span>") }
        if !field.isUpdateable, !field.isCreateable { tags.append("<span class=\"tag\">read only</span>") }
        return tags.joined(separator: " ")
    }
}
