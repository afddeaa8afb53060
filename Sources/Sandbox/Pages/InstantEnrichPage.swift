import Crypto
import Database
import HTML
import HTTP
import Telemetry

/// Instant Enrich as an administrator sets it up: which records, whom to call, with which certificate, and what came of it.
struct InstantEnrichPage: Sendable {
    let signIn: SignIn
    let callouts: Callouts

    static let path = "/setup/instant-enrich"

    private var org: Org { signIn.org }

    func show(_ request: Request, _ visitor: Visitor) async throws -> Response {
        try await page(visitor, try await org.settings().instantEnrich)
    }

    // MARK: - Changes

    func save(_ request: Request, _ visitor: Visitor) async throws -> Response {
        try await requireManager(request, visitor)
        let form = InstantEnrichForm(try await request.parameters())
        var settings = try await org.settings()
        do {
            settings.instantEnrich = try form.read()
            try await org.change(settings: settings)
        } catch let error as OrgError {
            return try await page(visitor, form.settings, notice: (error.message, isBad: true))
        }
        return try await page(visitor, settings.instantEnrich, notice: ("The settings are saved.", isBad: false))
    }

    func makeCertificate(_ request: Request, _ visitor: Visitor) async throws -> Response {
        try await requireManager(request, visitor)
        let form = try await request.parameters()
        let name = form["name"] ?? ""
        let settings = try await org.settings().instantEnrich
        guard let days = form["days"].flatMap({ Int($0) }), (1...730).contains(days) else {
            return try await page(visitor, settings, notice: ("A certificate is good for 1 to 730 days.", isBad: true))
        }
        guard try await callouts.certificates.find(name) == nil else {
            return try await page(visitor, settings, notice: ("There is a certificate \(name) already.", isBad: true))
        }
        do {
            try await callouts.certificates.make(name, days: days)
        } catch let error as OrgError {
            return try await page(visitor, settings, notice: (error.message, isBad: true))
        }
        return .redirect(to: InstantEnrichPage.path)
    }

    func retry(_ request: Request, _ visitor: Visitor) async throws -> Response {
        try await requireManager(request, visitor)
        guard try await callouts.queue.retry(request.parameters["callout"] ?? "") else { throw Problem.notFound }
        return .redirect(to: InstantEnrichPage.path)
    }

    func download(_ request: Request, _ visitor: Visitor) async throws -> Response {
        guard let certificate = try await callouts.certificates.find(request.parameters["name"] ?? "") else {
            throw Problem.notFound
        }
        return .download(certificate)
    }

    /// Administrators of the org, and who holds the package's permission set for it.
    private func manages(_ visitor: Visitor) async throws -> Bool {
        if visitor.caller.isAdmin { return true }
        let userID = visitor.caller.userID
        return try await org.database.read { db in
            try PackagePermissions.holds(PackagePermissions.adminAccess, userID: userID, db)
        }
    }

    private func requireManager(_ request: Request, _ visitor: Visitor) async throws {
        try signIn.requireOwnPage(request)
        guard try await manages(visitor) else {
            throw Problem(
                .forbidden,
                code: "sandbox.no-admin-access",
                title: "You may not change these settings.",
                detail: "It takes the permission set Loam Admin Access."
            )
        }
    }

    // MARK: - The page

    private func page(
        _ visitor: Visitor,
        _ settings: InstantEnrich,
        notice: (text: String, isBad: Bool)? = nil
    ) async throws -> Response {
        // So that there is one to download before the first callout.
        _ = try await callouts.certificates.named(signingName(settings))
        let certificates = try await callouts.certificates.all()
        let (latest, counts) = try await callouts.queue.latest(200)
        let mayChange = try await manages(visitor)
        let table = CalloutTable(callouts: latest, counts: counts, schema: visitor.caller.schema, mayRetry: mayChange)
        let form = InstantEnrichForm(settings).html(
            certificates: certificates.map(\.name),
            issuer: callouts.organizationID,
            mayChange: mayChange
        )
        let note: HTML =
            notice.map { notice in
                notice.isBad
                    ? "<p class=\"notice bad\" role=\"alert\">\(notice.text)</p>"
                    : "<p class=\"notice\" role=\"status\">\(notice.text)</p>"
            } ?? ""
        return SetupPages.frame(
            "Instant Enrich",
            tab: "Instant Enrich",
            visitor,
            lead:
                "New records of users with the permission set Loam Limited Access are told of as soon as they are kept.",
            "\(note)\(form)\(certificateCard(certificates, mayChange: mayChange))\(table.html)"
        )
    }

    private func signingName(_ settings: InstantEnrich) -> String {
        OrgCertificate.isName(settings.credential.certificate)
            ? settings.credential.certificate : NamedCredential().certificate
    }

    private func certificateCard(_ certificates: [OrgCertificate], mayChange: Bool) -> HTML {
        let now = Log.current.clock.now().seconds
        func row(_ one: OrgCertificate) -> HTML {
            let end = Timestamp(seconds: one.certificate.notAfter)
            return """
                <tr><th scope="row">\(one.name)</th><td>\(String(end.iso8601.prefix(10)))\
                \(when: end.seconds < now, " <span class=\"tag bad\">Expired</span>")</td>\
                <td class="line"><code>\(one.certificate.fingerprint)</code></td>\
                <td><a href="/setup/certificates/\(one.name)" download>Download</a></td></tr>
                """
        }
        let form: HTML = """
            <form class="pad" method="post" action="\(InstantEnrichPage.path)/certificates">\
            <div class="field"><label for="name">Name of a new certificate</label>\
            <input id="name" name="name" type="text" required maxlength="40" pattern="[A-Za-z0-9_]+" autocomplete="off"></div>\
            <div class="field"><label for="days">Days until it expires</label>\
            <input id="days" name="days" type="number" min="1" max="730" value="\(OrgCertificates.usualDays)" required>\
            <p class="hint">A short life lets you rehearse the exchange of a certificate that ends.</p></div>\
            <button type="submit">Make a certificate</button></form>
            """
        return """
            <section class="card"><header><h2>Certificates</h2><p>Upload the one that signs to Loam</p></header>\
            <div class="scroll"><table><thead><tr><th scope="col">Name</th><th scope="col">Expires</th>\
            <th scope="col">SHA-256</th><th scope="col">File</th></tr></thead><tbody>\(each: certificates, row)</tbody></table>\
            </div>\(when: mayChange, form)</section>
            """
    }
}

/// What was sent, and what came of it.
private struct CalloutTable {
    let callouts: [Callout]
    let counts: [Callout.State: Int]
    let schema: Schema
    let mayRetry: Bool

    var html: HTML {
        """
        <section class="card"><header><h2>Callouts</h2><p>\(summary)</p></header>\
        \(callouts.isEmpty ? "<p class=\"none\">Nothing was sent yet.</p>" : table)</section>
        """
    }

    private var summary: String {
        let states: [Callout.State] = [.queued, .processing, .completed, .failed]
        return states.compactMap { state in counts[state].map { "\($0.formatted) \(state.rawValue.lowercased())" } }
            .joined(separator: ", ")
    }

    private var table: HTML {
        """
        <div class="scroll"><table><thead><tr><th scope="col">Created</th><th scope="col">Object</th>\
        <th scope="col" class="number">Records</th><th scope="col">State</th><th scope="col" class="number">Attempts</th>\
        <th scope="col">Last answer</th><th scope="col"><span class="quiet">Again</span></th></tr></thead>\
        <tbody>\(each: callouts, row)</tbody></table></div>
        """
    }

    private func row(_ callout: Callout) -> HTML {
        let button: HTML = """
            <form method="post" action="\(InstantEnrichPage.path)/callouts/\(callout.id)/retry">\
            <button type="submit" class="plain">Send again</button></form>
            """
        let canRetry = mayRetry && (callout.state == .failed || callout.state == .queued && callout.attempts > 0)
        return """
            <tr><th scope="row">\(callout.created.iso8601.replacing("T", with: " ").prefix(19).description)</th>\
            <td>\(callout.object)</td><td class="number">\(records(callout))</td><td>\(state(callout))</td>\
            <td class="number">\(callout.attempts)</td><td>\(answer(callout))</td>\
            <td>\(when: canRetry, button)</td></tr>
            """
    }

    private func records(_ callout: Callout) -> HTML {
        guard callout.recordIDs.count == 1, let id = callout.recordIDs.first, let object = schema.object(ofID: id)
        else {
            return "\(callout.recordIDs.count)"
        }
        return "<a href=\"\(Paths.record(object, id))\">1</a>"
    }

    private func state(_ callout: Callout) -> HTML {
        switch callout.state {
        case .completed: "<span class=\"tag good\">Completed</span>"
        case .failed: "<span class=\"tag bad\">Failed</span>"
        case .processing: "<span class=\"tag warm\">Processing</span>"
        case .queued:
            """
            <span class="tag">Queued</span>\
            \(when: callout.attempts > 0, " <span class=\"quiet\">until \(callout.due.iso8601.dropFirst(11).prefix(8).description)</span>")
            """
        }
    }

    private func answer(_ callout: Callout) -> HTML {
        let status: HTML = callout.status.map { "<code>\($0)</code> " } ?? ""
        return "\(status)\(callout.answer ?? "")"
    }
}
