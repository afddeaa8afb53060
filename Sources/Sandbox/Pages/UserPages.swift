import Crypto
import Database
import HTML
import HTTP

/// The org's users, and the passwords with which they come in.
struct UserPages: Sendable {
    let setup: SetupPages

    private var signIn: SignIn { setup.signIn }

    func list(_ request: Request, _ visitor: Visitor) async throws -> Response {
        struct Line: RowDecodable, Sendable {
            let id: String
            let name: String
            let username: String
            let profile: String
            let isActive: Bool
            let hasPassword: Bool

            init(row: Row) throws {
                id = try row["id"]
                name = try row["name"]
                username = try row["username"]
                let profile: String? = try row["profile"]
                self.profile = profile ?? ""
                isActive = try row["active"]
                hasPassword = try row["password"]
            }
        }
        let users = try await signIn.org.database.read { db in
            try db.fetch(
                Line.self,
                """
                SELECT u."Id" AS id, coalesce(u."Name", u."LastName") AS name, u."Username" AS username,
                p."Name" AS profile, u."IsActive" AS active,
                EXISTS (SELECT 1 FROM sign_in_passwords WHERE user_id = u."Id") AS password
                FROM "User" u LEFT JOIN "Profile" p ON p."Id" = u."ProfileId" ORDER BY name LIMIT 500
                """
            )
        }
        func row(_ user: Line) -> HTML {
            """
            <tr><th scope="row"><a href="/setup/users/\(user.id)">\(user.name)</a></th><td>\(user.username)</td>\
            <td>\(user.profile)</td><td>\(user.isActive ? "<span class=\"tag good\">Active</span>" : "<span class=\"tag\">Inactive</span>")\
            \(when: user.hasPassword, " <span class=\"tag warm\">Has a password</span>")</td></tr>
            """
        }
        return SetupPages.frame(
            "Users",
            tab: "Users",
            visitor,
            """
            <div class="card"><div class="scroll"><table><thead><tr><th scope="col">Name</th>\
            <th scope="col">Username</th><th scope="col">Profile</th><th scope="col">State</th></tr></thead>\
            <tbody>\(each: users, row)</tbody></table></div></div>
            """
        )
    }

    func show(_ request: Request, _ visitor: Visitor) async throws -> Response {
        try await page(of: request, visitor, notice: "")
    }

    /// Gives the user a password, and shows the security token that goes with it this once.
    func setPassword(_ request: Request, _ visitor: Visitor) async throws -> Response {
        try signIn.requireOwnPage(request)
        guard visitor.caller.isAdmin else {
            throw Problem(.forbidden, code: "sandbox.not-admin", title: "Only administrators give passwords.")
        }
        let person = try await person(of: request)
        let password = try await request.parameters()["password"] ?? ""
        guard password.utf8.count >= 8, password.utf8.count <= 200 else {
            return try await page(
                of: request,
                visitor,
                notice: "<p class=\"notice bad\" role=\"alert\">A password has 8 to 200 characters.</p>"
            )
        }
        let token = try await signIn.passwords.set(Secret(password), of: person.id)
        try await signIn.sessions.endAll(of: person.id, except: visitor.person.id == person.id ? .page : nil)
        return try await page(
            of: request,
            visitor,
            notice: """
                <p class="notice" role="status">The password is set. The security token, shown this once: \
                <code>\(token.reveal())</code></p>
                """
        )
    }

    private func person(of request: Request) async throws -> Person {
        guard let id = RecordID.canonical(request.parameters["user"] ?? ""),
            let person = try await Person.find(id: id, in: signIn.org.database)
        else { throw Problem.notFound }
        return person
    }

    private func page(of request: Request, _ visitor: Visitor, notice: HTML) async throws -> Response {
        let person = try await person(of: request)
        let sets = try await setup.card(
            "Permission sets",
            "PermissionSetAssignment",
            fields: ["PermissionSetId", "ExpirationDate", "IsActive"],
            where: "\"AssigneeId\" = \(person.id)",
            visitor,
            none: "The profile alone says what this user may do."
        )
        func line(_ name: HTML, _ value: String?) -> HTML { "<div><dt>\(name)</dt><dd>\(value ?? "")</dd></div>" }
        let form: HTML = """
            <section class="card"><header><h2>Password</h2></header><form class="pad" method="post" \
            action="/setup/users/\(person.id)/password"><div class="field"><label for="password">New password</label>\
            <input id="password" name="password" type="password" minlength="8" required autocomplete="new-password">\
            <p class="hint">Programs append the security token, which you get to see when you set the password.</p></div>\
            <button class="primary">Set the password</button></form></section>
            """
        return SetupPages.frame(
            person.name,
            tab: "Users",
            visitor,
            lead:
                "\(person.username)\(when: person.isActive, " · <a href=\"/setup/users/\(person.id)/rights\">What this user may do</a>")",
            """
            \(notice)<div class="card"><header><h2>Details</h2><p><a href="/records/User/\(person.id)">All fields</a></p>\
            </header><dl class="fields">\(line("E-mail", person.email))\(line("Nickname", person.nickname))\
            \(line("Time zone", person.timeZone))\(line("Locale", person.locale))\(line("Language", person.language))\
            \(line("Active", person.isActive ? "Yes" : "No"))</dl></div>\(sets)\(when: visitor.caller.isAdmin, form)
            """
        )
    }
}
