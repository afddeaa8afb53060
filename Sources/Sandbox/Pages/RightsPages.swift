import Database
import HTML
import HTTP

/// What a user may see and do, as a matrix: what the profile and the permission sets give, taken together.
struct RightsPages: Sendable {
    let signIn: SignIn

    /// The objects, and what the user may do with the records of each.
    func objects(_ request: Request, _ visitor: Visitor) async throws -> Response {
        let person = try await person(of: request)
        guard person.isActive else { return inactive(person, visitor) }
        let caller = try await signIn.org.caller(userID: person.id)
        let schema = signIn.org.schema
        let path = "/setup/users/\(person.id)/rights"
        let all = schema.objects.sorted { $0.labelPlural < $1.labelPlural }
        let (business, others) = (
            all.filter { $0.traits.contains(.permissioned) }, all.filter { !$0.traits.contains(.permissioned) }
        )
        func row(_ object: ObjectType) -> HTML {
            let seen = caller.schema.object(object.name)
            let marks = [
                seen != nil, seen?.isCreateable == true, seen?.isUpdateable == true, seen?.isDeletable == true,
                caller.rights.may(.viewAll, object) || caller.rights.permissions.contains("ViewAllData"),
                caller.rights.may(.modifyAll, object),
            ]
            let hidden = object.fields.count - (seen?.fields.count ?? 0)
            let count: HTML =
                seen == nil
                ? ""
                : hidden == 0
                    ? "all \(object.fields.count)" : "\(object.fields.count - hidden) of \(object.fields.count)"
            return """
                <tr><th scope="row"><a href="\(path)/\(object.name)">\(object.labelPlural)</a></th>\
                \(each: marks, RightsPages.mark)<td class="number">\(count)</td></tr>
                """
        }
        func card(_ title: HTML, _ objects: [ObjectType]) -> HTML {
            """
            <section class="card"><header><h2>\(title)</h2><p>\(objects.count)</p></header><div class="scroll">\
            <table class="matrix"><thead><tr><th scope="col">Object</th><th scope="col">Read</th><th scope="col">Create</th>\
            <th scope="col">Edit</th><th scope="col">Delete</th><th scope="col">View all</th><th scope="col">Modify all</th>\
            <th scope="col" class="number">Fields seen</th></tr></thead><tbody>\(each: objects, row)</tbody></table></div></section>
            """
        }
        let permissions = caller.rights.permissions.sorted().map {
            "<li class=\"tag\">\(Field.label(for: $0))</li>" as HTML
        }
        let none: HTML = "<p class=\"none\">No permissions of the org as a whole.</p>"
        return frame("What \(person.name) may do", person, visitor, lead: try await sources(person)).response(
            """
            <section class="card"><header><h2>In the whole org</h2></header>\
            \(permissions.isEmpty ? none : "<ul class=\"tags pad\">\(permissions.joined())</ul>")</section>\
            \(card("Objects with permissions", business))\(card("Other objects", others))
            """
        )
    }

    /// The fields of an object, and what the user may do with each.
    func fields(_ request: Request, _ visitor: Visitor) async throws -> Response {
        let person = try await person(of: request)
        guard let object = signIn.org.schema.object(request.parameters["object"] ?? "") else { throw Problem.notFound }
        guard person.isActive else { return inactive(person, visitor) }
        let caller = try await signIn.org.caller(userID: person.id)
        let seen = caller.schema.object(object.name)
        func row(_ field: Field) -> HTML {
            let own = seen?.field(field.name)
            let marks = [own != nil, own?.isCreateable == true, own?.isUpdateable == true]
            let note: HTML =
                !field.isPermissionable
                ? "<span class=\"quiet\">Comes with the object</span>"
                : !field.isCreateable && !field.isUpdateable ? "<span class=\"quiet\">Read only for all</span>" : ""
            return """
                <tr><th scope="row">\(field.label)</th><td><code>\(field.name)</code></td>\(each: marks, RightsPages.mark)\
                <td>\(note)</td></tr>
                """
        }
        return frame(
            "\(object.label) fields of \(person.name)",
            person,
            visitor,
            lead: seen == nil ? "This user does not see \(object.labelPlural) at all." : try await sources(person),
            crumbs: [("Rights", "/setup/users/\(person.id)/rights")]
        ).response(
            """
            <div class="card"><div class="scroll"><table class="matrix"><thead><tr><th scope="col">Field</th>\
            <th scope="col">API name</th><th scope="col">Read</th><th scope="col">Create</th><th scope="col">Edit</th>\
            <th scope="col">Note</th></tr></thead><tbody>\(each: object.fields, row)</tbody></table></div></div>
            """
        )
    }

    private static func mark(_ isGiven: Bool) -> HTML {
        isGiven
            ? "<td class=\"mark\"><span class=\"tag good\">Yes</span></td>"
            : "<td class=\"mark\"><span class=\"quiet\">No</span></td>"
    }

    private func person(of request: Request) async throws -> Person {
        guard let id = RecordID.canonical(request.parameters["user"] ?? ""),
            let person = try await Person.find(id: id, in: signIn.org.database)
        else { throw Problem.notFound }
        return person
    }

    private func inactive(_ person: Person, _ visitor: Visitor) -> Response {
        frame("What \(person.name) may do", person, visitor, lead: "").response(
            """
            <section class="card"><p class="none">Nothing: this user is inactive. Activate the user to see what the profile \
            and the permission sets allow.</p></section>
            """
        )
    }

    /// The profile, and the permission sets that were assigned.
    private func sources(_ person: Person) async throws -> HTML {
        let names = try await signIn.org.database.read { db in
            try db.fetch(
                String.self,
                """
                SELECT p."Name" FROM "User" u JOIN "Profile" p ON p."Id" = u."ProfileId" WHERE u."Id" = \(person.id)
                UNION ALL SELECT s."Label" FROM "PermissionSetAssignment" a
                JOIN "PermissionSet" s ON s."Id" = a."PermissionSetId"
                WHERE a."AssigneeId" = \(person.id) AND s."IsOwnedByProfile" = 0
                """
            )
        }
        return "By the profile \(names.first ?? "")"
            + (names.count > 1 ? " and \(names.dropFirst().joined(separator: ", "))" : "")
    }

    private func frame(
        _ title: String,
        _ person: Person,
        _ visitor: Visitor,
        lead: HTML,
        crumbs: [(name: String, path: String)] = []
    ) -> Frame {
        Frame(
            title: title,
            place: .setup,
            visitor: visitor,
            crumbs: [("Setup", "/setup"), ("Users", "/setup/users"), (person.name, "/setup/users/\(person.id)")]
                + crumbs,
            lead: lead
        )
    }
}
